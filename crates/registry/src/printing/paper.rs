//! A paper for print: its particulars, its text, its minutes.

use chancery_office::act::MinuteKind;
use chancery_office::boxes::Mark;
use chancery_press::{Block, Document, Numbering};

use super::wording::Wording;
use super::{particulars, row};
use crate::answers::{Marked, MinuteShown, PaperLine, PaperPage, Particular, ParticularValue};
use crate::refused::Refused;

/// A paper, whole, under what all that is printed of it bears.
pub fn paper(page: &PaperPage, overall: Option<&Marked>, words: &Wording<'_>) -> Document {
    let line = &page.line;
    let mut printed = words.document(&line.title, overall, blocks(page, words));
    printed.reference = line.reference.clone();
    printed
}

fn blocks(page: &PaperPage, words: &Wording<'_>) -> Vec<Block> {
    let of_it = page.particulars.iter().map(|one| particular(one, words));
    let mut blocks = vec![particulars(of_it)];
    blocks.extend(listed(words.heading("Enclosed in"), &page.covers));
    blocks.extend(listed(words.heading("Encloses"), &page.enclosures));
    let text: String = page.text.iter().map(|run| run.text.as_str()).collect();
    if !text.trim().is_empty() {
        blocks.extend([words.heading("Text"), Block::Words(text.trim_end().to_owned())]);
    }
    if page.minutes.iter().all(|minute| minute.kind != MinuteKind::Mark) {
        blocks.extend(for_decision(&page.recommended(), words));
    }
    if !page.footnotes.is_empty() {
        blocks.push(words.heading("Footnotes"));
        blocks.extend(page.footnotes.iter().map(|note| Block::text(format!("{} {}", note.label, note.text))));
    }
    if !page.minutes.is_empty() {
        blocks.push(words.heading("Minutes"));
        blocks.push(list(page.minutes.iter().map(|one| minute(one, words))));
    }
    blocks
}

/// The kind and the day are the office's own words; everything else is as the paper has it.
fn particular(one: &Particular, words: &Wording<'_>) -> (String, String) {
    let value = match &one.value {
        ParticularValue::Kind(kind) => words.tell(kind.word()),
        ParticularValue::Day(day) => words.day(Some(*day)),
        ParticularValue::Words(words) => words.clone(),
    };
    (words.tell(one.name.words()), value)
}

/// What is recommended, each with room for a mark; nothing where nothing is.
pub(super) fn for_decision(recommended: &[String], words: &Wording<'_>) -> Vec<Block> {
    if recommended.is_empty() {
        return Vec::new();
    }
    let marks = Mark::DECIDES.map(|mark| words.tell(mark.words()));
    let heads = [("No", 6), ("Recommendation", 58), (&*marks[0], 12), (&*marks[1], 16), (&*marks[2], 14)];
    let row_of = |(number, recommendation): (u32, &String)| {
        row([number.to_string(), recommendation.clone(), String::new(), String::new(), String::new()])
    };
    let rows = (1..).zip(recommended).map(row_of).collect();
    vec![words.heading("For decision"), words.table(&heads, rows)]
}

/// The pages of a paper as it came, each on a page of its own.
pub fn pictures(line: &PaperLine, pages: Vec<(u32, Vec<u8>)>, words: &Wording<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (number, png) in pages {
        let alternative = words.fill(
            "Page {number} of {reference} as it came; its words stand in the text.",
            &[("number", &number), ("reference", &line.reference)],
        );
        blocks.extend([
            Block::PageBreak,
            Block::heading(1, words.fill("Page {number} as it came", &[("number", &number)])),
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
    words: &Wording<'_>,
) -> Document {
    words.document(&words.say("Papers"), overall, whole(pages, left_out, words))
}

/// Papers, each under its reference and marking, and why others are not among them.
pub(super) fn whole(pages: &[PaperPage], left_out: &[(String, Refused)], words: &Wording<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for page in pages {
        let line = &page.line;
        let reference = line.reference.replace(' ', "\u{a0}");
        blocks.push(Block::heading(1, format!("{reference} · {} · {}", line.marked.banner, line.title)));
        blocks.extend(self::blocks(page, words));
    }
    if !left_out.is_empty() {
        blocks.push(words.heading("Not printed"));
        blocks.push(list(
            left_out.iter().map(|(name, why)| format!("{name}: {}", words.tell(&why.to_string()))),
        ));
    }
    blocks
}

fn listed(heading: Block, lines: &[PaperLine]) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    let told = lines.iter().map(|line| format!("{} {}", line.reference.replace(' ', "\u{a0}"), line.title));
    vec![heading, list(told)]
}

pub(super) fn list(items: impl Iterator<Item = String>) -> Block {
    let items = items.map(chancery_press::Item::new).collect();
    Block::List { numbering: Numbering::Dash, items }
}

fn minute(minute: &MinuteShown, words: &Wording<'_>) -> String {
    let by = if minute.by.is_empty() { String::new() } else { format!(" — {}", minute.by) };
    let at = minute.at.map(|at| format!(", {}", words.moment(at))).unwrap_or_default();
    let doubt = if minute.doubtful { format!(" [{}]", words.say("doubtful reading")) } else { String::new() };
    format!("{}{by}{at}{doubt}", minute.text)
}
