//! How long a reading takes: papers of real volumes and a hostile megabyte, against one pass of Aho-Corasick.
//!
//! The volumes are read from the folder that `CHANCERY_DATA` names, else from `shared/data` beside the repository.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a bench talks with a person at a terminal")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use aho_corasick::AhoCorasick;
use chancery_intake::{Limits, take};
use chancery_reading::{Context, read};

/// Every how many papers one is read.
const EVERY: usize = 5;
/// Words of the yardstick: as many as the rules have triggers, give or take.
const WORDS: [&str; 24] = [
    "agreed",
    "promised",
    "undertook",
    "will",
    "would",
    "should",
    "meeting",
    "raised",
    "discuss",
    "proposed",
    "suggested",
    "requested",
    "asked",
    "instructed",
    "refused",
    "deferred",
    "believe",
    "telegram",
    "letter",
    "Embtel",
    "Deptel",
    "considering",
    "intends",
    "assessment",
];

fn main() -> anyhow::Result<()> {
    let papers = papers()?;
    if papers.is_empty() {
        eprintln!("skipped: no volumes in the folder that CHANCERY_DATA names");
    }
    let yardstick = AhoCorasick::new(WORDS)?;
    let ctx = Context::default();
    let mut all: Vec<(Duration, Duration, usize)> = Vec::with_capacity(papers.len());
    papers.iter().for_each(|text| drop(black_box(read(text, &ctx))));
    for text in &papers {
        all.push((
            timed(|| drop(black_box(read(text, &ctx)))),
            timed(|| drop(black_box(yardstick.find_iter(text).count()))),
            text.len(),
        ));
    }
    println!("| what | bytes | reading | Aho-Corasick pass | ratio |\n|---|---|---|---|---|");
    if !all.is_empty() {
        all.sort();
        row("median paper", at(&all, 50));
        row("95th of 100", at(&all, 95));
        row("slowest", at(&all, 100));
        let sum = |pick: fn(&(Duration, Duration, usize)) -> Duration| all.iter().map(pick).sum::<Duration>();
        row(&format!("all {}", all.len()), (sum(|a| a.0), sum(|a| a.1), all.iter().map(|a| a.2).sum()));
    }
    for (name, text) in hostile() {
        let reading = timed(|| drop(black_box(read(&text, &ctx))));
        let pass = timed(|| drop(black_box(yardstick.find_iter(&text).count())));
        row(name, (reading, pass, text.len()));
    }
    Ok(())
}

fn row(name: &str, (reading, pass, bytes): (Duration, Duration, usize)) {
    let ratio = reading.as_secs_f64() / pass.as_secs_f64().max(1e-9);
    println!("| {name} | {bytes} | {:.3} ms | {:.3} ms | {ratio:.0} |", millis(reading), millis(pass));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn at(sorted: &[(Duration, Duration, usize)], percent: usize) -> (Duration, Duration, usize) {
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}

fn papers() -> anyhow::Result<Vec<String>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("CHANCERY_DATA").map_or(beside, PathBuf::from).join("frus");
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let taken = take(&path.to_string_lossy(), std::fs::read(&path)?, &Limits::default())?;
        out.extend(taken.papers.into_iter().step_by(EVERY).map(|paper| paper.text));
    }
    Ok(out)
}

/// A megabyte each of what makes a careless reader slow.
fn hostile() -> Vec<(&'static str, String)> {
    let megabyte = |piece: &str| piece.repeat(1_000_000 / piece.len() + 1);
    vec![
        ("a megabyte of one word", megabyte("agreed ")),
        ("a megabyte without a full stop", megabyte("he agreed that we would on 3 March and ")),
        ("a megabyte of dates", megabyte("3 March 1982, Tuesday next, 9 p. m. ")),
        ("a megabyte of header lines", megabyte("From: a@example.org\nTo: b\nSubject: c\nDate: d\n\n")),
        ("a megabyte of quoting", megabyte(">")),
        ("a megabyte of letters", megabyte("x")),
        ("a megabyte of markings", megabyte("SECRET\n\n")),
        ("a megabyte of brackets", megabyte("([{")),
        ("a megabyte of capitals", megabyte("S E C R E T ")),
    ]
}
