//! Measures the office as a whole against yardsticks taken in the same run; `cargo xtask bench` runs it.
//!
//! `bench_office --program chancery --folder target/bench [--papers 16000] [--mails FOLDER] [--only filing]`
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "tables for a person")]
#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on stops")]
#![allow(clippy::disallowed_methods, reason = "what is measured goes by the system's clock")]

mod disk;
mod filing;
mod finding;
mod letters;
mod made;
mod mails;
mod process;
mod serving;
mod stock;
mod table;

use std::path::PathBuf;

use table::Table;

/// Rounds of each measurement, those of the yardstick between; the best counts.
const ROUNDS: usize = 3;
/// Papers that are searched, served and weighed.
const HELD_PAPERS: usize = 10_000;

/// What was asked for.
struct Asked {
    program: PathBuf,
    folder: PathBuf,
    papers: usize,
    mails: Option<PathBuf>,
    only: Option<String>,
}

impl Asked {
    fn read() -> Self {
        let mut asked = Self {
            program: "target/release/chancery".into(),
            folder: "target/bench".into(),
            papers: 16_000,
            mails: None,
            only: None,
        };
        let mut args = std::env::args().skip(1);
        while let Some(name) = args.next() {
            let value = args.next().unwrap_or_else(|| panic!("{name} needs a value"));
            match name.as_str() {
                "--program" => asked.program = value.into(),
                "--folder" => asked.folder = value.into(),
                "--papers" => asked.papers = value.parse().expect("--papers takes a number"),
                "--mails" => asked.mails = Some(value.into()),
                "--only" => asked.only = Some(value),
                other => panic!("{other} is not known: --program, --folder, --papers, --mails, --only"),
            }
        }
        asked
    }

    fn wants(&self, part: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == part)
    }
}

fn main() {
    let asked = Asked::read();
    std::fs::create_dir_all(&asked.folder).unwrap();
    let Some(mails) = mails::found(asked.mails.as_deref(), &asked.folder, asked.papers) else {
        eprintln!(
            "skipped: no released mails; put foia-mail.tar.xz into the folder that CHANCERY_DATA names, or give --mails"
        );
        return;
    };
    let bytes = mails.iter().map(|mail| mail.text.len()).sum::<usize>() / mails.len().max(1);
    println!("{} released mails, {bytes} bytes each on average; best of {ROUNDS} rounds\n", mails.len());
    let mut table = Table::default();
    if asked.wants("filing") {
        filing::measure(&asked.folder, &mails, &mut table);
    }
    if asked.wants("mail") {
        letters::measure(&asked.program, &asked.folder, &mails, &mut table);
    }
    let held = &mails[..HELD_PAPERS.min(mails.len())];
    if asked.wants("held") {
        let made = made::office(&asked.folder, held);
        finding::measure(&asked.folder, &made, held, &mut table);
        disk::parts(&made, &mut table);
        serving::measure(&asked.program, made, &mut table);
    }
    if asked.wants("cipher") {
        disk::cipher(&asked.folder, &mut table);
    }
    table.print();
}
