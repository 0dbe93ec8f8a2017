//! How fast print is: `cargo run --release -p chancery-press --example measure`.

#![allow(clippy::print_stdout, reason = "an example tells what it measured")]

use std::time::Instant;

use chancery_press::{Block, Cell, Column, Document, Grade, Marking, print};

const SENTENCE: &str = "The Prime Minister said that she was content that the zone should be announced on 1 November, \
    provided that the Americans had been told beforehand. ";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paragraphs = |count: usize| (0..count).map(|_| Block::text(SENTENCE.repeat(5))).collect::<Vec<_>>();
    let words = (SENTENCE.repeat(5) + "\n\n").repeat(420);
    for (name, blocks) in [
        ("two pages", paragraphs(6)),
        ("a hundred pages of paragraphs", paragraphs(425)),
        ("a hundred pages of transcript", vec![Block::Words(words)]),
        ("a register of a hundred pages", vec![register(2_600)]),
        ("100,000 words in one paragraph", vec![Block::text(SENTENCE.repeat(4_348))]),
        ("the worst: 100 kB, every other letter from right to left", vec![Block::text("aא".repeat(33_000))]),
        ("100 kB that no font has", vec![Block::text("漢字".repeat(16_000))]),
    ] {
        let mut document = Document::new("Measured", jiff::civil::date(1982, 10, 14).at(9, 0, 0, 0));
        document.marking = Some(Marking::new("SECRET", Grade::Secret));
        document.blocks = blocks;
        measured(name, &document)?;
    }
    Ok(())
}

/// The best of five, after one to warm up.
fn measured(name: &str, document: &Document) -> Result<(), chancery_press::Fault> {
    let printed = print(document)?;
    let mut best = f64::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        print(document)?;
        best = best.min(start.elapsed().as_secs_f64() * 1000.0);
    }
    println!("{name}: {} pages, {best:.1} ms, {} kB", printed.pages, printed.bytes.len() / 1000);
    Ok(())
}

fn register(rows: usize) -> Block {
    let row = |number: usize| {
        let cells =
            [format!("S 82/{number}"), "14 Oct".into(), "Foreign Secretary".into(), SENTENCE[..80].into()];
        cells.into_iter().map(Cell::new).collect()
    };
    Block::Table {
        caption: String::new(),
        columns: [("Number", 4), ("Date", 4), ("From", 6), ("Subject", 14)]
            .map(|(h, s)| Column::new(h, s))
            .into(),
        rows: (1..=rows).map(row).collect(),
    }
}
