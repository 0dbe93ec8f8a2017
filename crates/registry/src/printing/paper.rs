//! A paper for print: its particulars, its text, its minutes.

use chancery_office::act::MinuteKind;
use chancery_office::boxes::Mark;
use chancery_press::{Block, Document, Numbering};
use jiff::ZonedDateTime;

use super::{document, moment, particulars, row, table};
use crate::answers::{Marked, MinuteShown, PaperLine, PaperPage};
use crate::refused::Refused;

/// A paper, whole, under what all that is printed of it bears.
pub fn paper(page: &PaperPage, overall: Option<&Marked>, at: &ZonedDateTime) -> Document {
    let line = &page.line;
    let mut printed = document(&line.title, at, overall, blocks(page, at));
    printed.reference = line.reference.clone();
    printed
}

fn blocks(page: &PaperPage, at: &ZonedDateTime) -> Vec<Block> {
    let mut blocks =
        vec![particulars(page.particulars.iter().map(|one| (one.name.words(), one.value.to_string())))];
    blocks.extend(listed("Enclosed in", &page.covers));
    blocks.extend(listed("Encloses", &page.enclosures));
    let text: String = page.text.iter().map(|run| run.text.as_str()).collect();
    if !text.trim().is_empty() {
        blocks.extend([Block::heading(1, "Text"), Block::Words(text.trim_end().to_owned())]);
    }
    if page.minutes.iter().all(|minute| minute.kind != MinuteKind::Mark) {
        blocks.extend(for_decision(&page.recommended()));
    }
    if !page.footnotes.is_empty() {
        blocks.push(Block::heading(1, "Footnotes"));
        blocks.extend(page.footnotes.iter().map(|note| Block::text(format!("{} {}", note.label, note.text))));
    }
    if !page.minutes.is_empty() {
        blocks.push(Block::heading(1, "Minutes"));
        blocks.push(list(page.minutes.iter().map(|one| minute(one, at))));
    }
    blocks
}

/// What is recommended, each with room for a mark; nothing where nothing is.
pub(super) fn for_decision(recommended: &[String]) -> Vec<Block> {
    if recommended.is_empty() {
        return Vec::new();
    }
    let marks = Mark::DECIDES.map(Mark::words);
    let heads = [("No", 6), ("Recommendation", 58), (marks[0], 12), (marks[1], 16), (marks[2], 14)];
    let row_of = |(number, words): (u32, &String)| {
        row([number.to_string(), words.clone(), String::new(), String::new(), String::new()])
    };
    let rows = (1..).zip(recommended).map(row_of).collect();
    vec![Block::heading(1, "For decision"), table("", &heads, rows)]
}

/// The pages of a paper as it came, each on a page of its own.
pub fn pictures(line: &PaperLine, pages: Vec<(u32, Vec<u8>)>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (number, png) in pages {
        let alternative =
            format!("Page {number} of {} as it came; its words stand in the text.", line.reference);
        blocks.extend([
            Block::PageBreak,
            Block::heading(1, format!("Page {number} as it came")),
            Block::Picture { png, alternative },
        ]);
    }
    blocks
}

/// Several papers, one after the other, and what could not be printed with them.
pub fn papers(
    pages: &[PaperPage],
    left_out: &[(String, Refused)],
    overall: Option<&Marked>,
    at: &ZonedDateTime,
) -> Document {
    document("Papers", at, overall, whole(pages, left_out, at))
}

/// Papers, each under its reference and marking, and why others are not among them.
pub(super) fn whole(pages: &[PaperPage], left_out: &[(String, Refused)], at: &ZonedDateTime) -> Vec<Block> {
    let mut blocks = Vec::new();
    for page in pages {
        let line = &page.line;
        let reference = line.reference.replace(' ', "\u{a0}");
        blocks.push(Block::heading(1, format!("{reference} · {} · {}", line.marked.banner, line.title)));
        blocks.extend(self::blocks(page, at));
    }
    if !left_out.is_empty() {
        blocks.push(Block::heading(1, "Not printed"));
        blocks.push(list(left_out.iter().map(|(name, why)| format!("{name}: {why}"))));
    }
    blocks
}

fn listed(heading: &str, lines: &[PaperLine]) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    let told = lines.iter().map(|line| format!("{} {}", line.reference.replace(' ', "\u{a0}"), line.title));
    vec![Block::heading(1, heading), list(told)]
}

pub(super) fn list(items: impl Iterator<Item = String>) -> Block {
    let items = items.map(chancery_press::Item::new).collect();
    Block::List { numbering: Numbering::Dash, items }
}

fn minute(minute: &MinuteShown, printed: &ZonedDateTime) -> String {
    let by = if minute.by.is_empty() { String::new() } else { format!(" — {}", minute.by) };
    let at = minute.at.map(|at| format!(", {}", moment(at, printed))).unwrap_or_default();
    let doubt = if minute.doubtful { " [doubtful reading]" } else { "" };
    format!("{}{by}{at}{doubt}", minute.text)
}
