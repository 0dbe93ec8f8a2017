//! `chancery read`.

use std::path::Path;

use chancery_intake::worker::Worker;
use chancery_intake::{Refusal, Taken, TakenPaper};
use chancery_office::reading::{Finding, Reading, RoleName};
use chancery_registry::{read_taken, standoff};

use crate::args::Common;
use crate::exit::Usage;
use crate::{office, terminal};

/// Prints what a text says: its parts, the roles of its lines, its findings, each with its words.
pub fn run(common: &Common, path: &Path) -> anyhow::Result<()> {
    let taken = take(path)?;
    let mut papers = Vec::new();
    taken.papers.iter().for_each(|paper| with_enclosures(paper, &mut papers));
    let read: Vec<(&str, Reading)> =
        papers.into_iter().map(|paper| (paper.text.as_str(), read_taken(paper))).collect();
    if common.json {
        return read.iter().try_for_each(|(text, reading)| standoff_line(text, reading));
    }
    read.iter().for_each(|(text, reading)| print(text, reading));
    Ok(())
}

/// A paper, then what is enclosed in it.
fn with_enclosures<'t>(paper: &'t TakenPaper, out: &mut Vec<&'t TakenPaper>) {
    out.push(paper);
    paper.enclosures.iter().for_each(|enclosed| with_enclosures(enclosed, out));
}

/// One object a paper, each on a line of its own, so that a volume can be followed as it is read.
fn standoff_line(text: &str, reading: &Reading) -> anyhow::Result<()> {
    let mut form = standoff(text, reading);
    if let Some(form) = form.as_object_mut() {
        form.insert("text".into(), text.into());
    }
    terminal::answer(&serde_json::to_string(&form)?);
    Ok(())
}

fn take(path: &Path) -> anyhow::Result<Taken> {
    let usage = |refusal: Refusal| Usage(refusal.to_string());
    let worker = Worker::new(office::program()?);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let bytes = chancery_intake::read_file(path, worker.limits()).map_err(usage)?;
    Ok(worker.take(&name, bytes).map_err(usage)?)
}

fn print(text: &str, reading: &Reading) {
    for (n, part) in reading.parts.iter().enumerate() {
        terminal::answer(&format!("part {n}: {} ({}..{})", part.kind.word(), part.span.start, part.span.end));
        for field in &part.fields {
            let doubt = if field.doubtful { " (doubtful)" } else { "" };
            let date = field.date.map(|d| format!(" = {d}")).unwrap_or_default();
            terminal::answer(&format!(
                "  {:12} {:>6}..{:<6} {}{date}{doubt}",
                word(&field.role),
                field.span.start,
                field.span.end,
                quoted(field.span.of(text)),
            ));
        }
    }
    terminal::answer("findings:");
    for (n, finding) in (1..).zip(&reading.findings) {
        print_finding(n, finding, text);
    }
}

fn print_finding(n: u32, finding: &Finding, text: &str) {
    let class = finding.what.class();
    let what = finding.what.degree().map_or(class.to_owned(), |degree| format!("{class}, {}", degree.words));
    let (start, end) = (finding.evidence.start, finding.evidence.end);
    let confidence = word(&finding.confidence);
    terminal::answer(&format!("{n:>3}. {what} ({}, {confidence}) {start}..{end}", finding.rule));
    terminal::answer(&format!("     {}", quoted(finding.evidence.of(text))));
    for role in &finding.roles {
        let when = role.when.as_ref().filter(|_| role.name == RoleName::When).map(interval);
        let name = word(&role.name);
        terminal::answer(&format!("     {name:9} {}{}", quoted(&role.value), when.unwrap_or_default()));
    }
}

fn interval(when: &chancery_office::reading::When) -> String {
    let clock = when.clock.map(|c| format!(", {}", c.strftime("%H:%M"))).unwrap_or_default();
    // What ends before a day is by the day before it.
    let days = match (when.from, when.until.and_then(|until| until.yesterday().ok())) {
        (Some(from), Some(last)) if from == last => from.to_string(),
        (Some(from), Some(last)) => format!("{from} to {last}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(last)) => format!("by {last}"),
        (None, None) => "no day named".to_owned(),
    };
    format!(" = {days}{clock}")
}

fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn quoted(words: &str) -> String {
    format!("“{}”", words.split_whitespace().collect::<Vec<_>>().join(" "))
}
