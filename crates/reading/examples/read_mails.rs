//! Reads every text under a folder and prints what was found of it: `read_mails DIR`.
#![allow(clippy::print_stdout)]

use chancery_office::reading::{PartPlace, Reading};
use chancery_reading::{Context, read};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[derive(Default)]
struct Tally {
    papers: usize,
    bytes: usize,
    spent: Duration,
    longest: Duration,
    counts: BTreeMap<String, usize>,
}

impl Tally {
    fn count(&mut self, what: &str, is: bool) {
        *self.counts.entry(what.to_owned()).or_default() += usize::from(is);
    }

    fn add(&mut self, reading: &Reading) {
        let Some(paper) = reading.parts.first() else { return };
        let p = &paper.particulars;
        self.count("from", !p.from.is_empty());
        self.count("to", !p.to.is_empty());
        self.count("date", p.date.is_some());
        self.count("subject", p.subject.is_some());
        self.count("marking", p.marking.is_some());
        self.count(&format!("kind {}", paper.kind.word()), true);
        let quoted: Vec<_> = reading
            .parts
            .iter()
            .filter(|p| p.place != PartPlace::Paper && p.place != PartPlace::Enclosure)
            .collect();
        self.count("with quoted parts", !quoted.is_empty());
        for part in quoted {
            self.count("quoted parts", true);
            self.count(
                "quoted parts with from and date",
                !part.particulars.from.is_empty() && part.particulars.date.is_some(),
            );
        }
        for finding in &reading.findings {
            self.count(&format!("rule {}", finding.rule), true);
        }
    }
}

fn main() -> std::io::Result<()> {
    let mut files = Vec::new();
    gather(Path::new(&std::env::args().nth(1).unwrap_or_default()), &mut files)?;
    let mut tally = Tally::default();
    for file in files {
        let text = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
        let begun = Instant::now();
        let reading = read(&text, &Context::default());
        let spent = begun.elapsed();
        tally.papers += 1;
        tally.bytes += text.len();
        tally.spent += spent;
        tally.longest = tally.longest.max(spent);
        tally.add(&reading);
    }
    let micros = tally.spent.as_micros();
    println!(
        "{} papers, {} KB, {} µs a paper, {} µs a KB, longest {:?}",
        tally.papers,
        tally.bytes / 1024,
        micros / tally.papers.max(1) as u128,
        micros / (tally.bytes / 1024).max(1) as u128,
        tally.longest
    );
    for (what, count) in &tally.counts {
        println!("{count:>8}  {:>5.1} %  {what}", 100.0 * *count as f64 / tally.papers.max(1) as f64);
    }
    Ok(())
}

fn gather(path: &Path, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_dir() {
        let mut inner: Vec<PathBuf> =
            std::fs::read_dir(path)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
        inner.sort();
        return inner.iter().try_for_each(|p| gather(p, out));
    }
    if path.extension().is_some_and(|e| e == "txt") {
        out.push(path.to_owned());
    }
    Ok(())
}
