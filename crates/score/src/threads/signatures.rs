//! Signature lines: mails whose closing lines were marked by hand, with their writers.

use std::path::Path;

use anyhow::Context as _;
use chancery_office::reading::{FieldRole, Kind, Particulars, Party};
use chancery_reading::{Context, read};

use crate::sets::{Sets, Split};
use crate::table::{Counts, Row};

/// What stands before a line that was marked.
const MARK: &str = "#sig#";

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let Some(forge) = sets.measure("forge") else { return Ok(Vec::new()) };
    let signed = mails(&forge.join("dataset/P"))?;
    let bare = mails(&forge.join("dataset/N"))?;
    let of_split: Vec<&Mail> = signed.iter().filter(|m| Split::of(&m.name) == sets.split).collect();
    Ok(vec![
        lines("signature lines, F", "forge, signed", &signed.iter().collect::<Vec<_>>(), true),
        lines("signature lines, F", &format!("forge, signed, {}", sets.split.word()), &of_split, false),
        unsigned(&bare),
    ])
}

struct Mail {
    name: String,
    writer: String,
    text: String,
    /// Whether each line is of the signature.
    marked: Vec<bool>,
}

fn mails(folder: &Path) -> anyhow::Result<Vec<Mail>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    let bodies = files.iter().filter(|f| f.to_string_lossy().ends_with("_body"));
    bodies.map(|body| mail(body)).collect()
}

fn mail(body: &Path) -> anyhow::Result<Mail> {
    let name = body.file_name().unwrap_or_default().to_string_lossy().replace("_body", "");
    let read_lossy = |p: &Path| std::fs::read(p).map(|b| String::from_utf8_lossy(&b).into_owned());
    let writer =
        read_lossy(&body.with_file_name(format!("{name}_sender"))).context("a sender beside a body")?;
    let text = read_lossy(body)?;
    let marked = text.lines().map(|l| l.starts_with(MARK) && l.len() > MARK.len()).collect();
    Ok(Mail { name, writer, text: text.replace(MARK, ""), marked })
}

/// Which lines are read as the tail of the mail.
fn tail(mail: &Mail) -> Vec<bool> {
    let writer = mail.writer.replace(['"', '\n'], " ");
    let (name, address) = writer.split_once('<').unwrap_or((&writer, ""));
    let given = |s: &str| Some(s.trim_matches([' ', '>']).to_owned()).filter(|s| !s.is_empty());
    let from = vec![Party { name: given(name), post: None, address: given(address) }];
    let given = Some(Particulars { from, ..Particulars::default() });
    let reading = read(&mail.text, &Context { given, given_kind: Some(Kind::Email), ..Context::default() });
    let role = |r| matches!(r, FieldRole::Close | FieldRole::Signature | FieldRole::Signer | FieldRole::Post);
    let spans: Vec<_> =
        reading.parts.iter().flat_map(|p| &p.fields).filter(|f| role(f.role)).map(|f| f.span).collect();
    let mut at = 0;
    let lines = mail.text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        spans.iter().any(|s| (s.start as usize) < at && (s.end as usize) > start)
    });
    lines.collect()
}

fn lines(measure: &str, set: &str, mails: &[&Mail], targeted: bool) -> Row {
    let mut counts = Counts::default();
    let mut whole = 0;
    for mail in mails {
        let tail = tail(mail);
        let of = |l: &[bool]| l.iter().filter(|b| **b).count();
        counts.found += of(&tail);
        counts.gold += of(&mail.marked);
        counts.right += tail.iter().zip(&mail.marked).filter(|(a, b)| **a && **b).count();
        whole += usize::from(tail == mail.marked);
        told(mail, &tail);
    }
    let share = whole as f64 / mails.len().max(1) as f64;
    Row {
        measure: measure.to_owned(),
        set: set.to_owned(),
        got: counts.f(),
        first: targeted.then_some(0.92),
        good: targeted.then_some(0.95),
        cases: counts.gold,
        note: format!("{}; whole set of lines right {share:.3}", counts.words()),
    }
}

/// Of the mails without a signature, the share in which none is found.
fn unsigned(mails: &[Mail]) -> Row {
    let clean = mails
        .iter()
        .filter(|m| {
            let t = tail(m);
            told(m, &t);
            !t.contains(&true)
        })
        .count();
    Row {
        measure: "no signature found where none is".to_owned(),
        set: "forge, unsigned".to_owned(),
        got: clean as f64 / mails.len().max(1) as f64,
        first: None,
        good: None,
        cases: mails.len(),
        note: String::new(),
    }
}

/// Misses are told line by line where `CHANCERY_TRACE` is set.
fn told(mail: &Mail, tail: &[bool]) {
    if std::env::var_os("CHANCERY_TRACE").is_none() {
        return;
    }
    for ((line, got), said) in mail.text.lines().zip(tail).zip(&mail.marked).filter(|((_, a), b)| a != b) {
        eprintln!("forge {} {} {line:?}", mail.name, if *got && !said { "false" } else { "missed" });
    }
}
