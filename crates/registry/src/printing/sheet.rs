//! The cover sheet: what lies on a paper that is handed round, and says nothing of what is in it.

use chancery_press::{Block, Document};

use super::wording::Wording;
use super::{particulars, row, soft};
use crate::answers::PaperLine;

/// Lines for those to whom it is handed.
const HANDS: usize = 12;

/// The document behind a cover sheet: marking, number and copy, and who has had it. The title stands behind it.
pub fn under_cover_sheet(document: Document, line: &PaperLine, words: &Wording<'_>) -> Document {
    let copy = document
        .copy
        .map(|copy| words.fill("{number} of {copies}", &[("number", &copy.number), ("copies", &copy.of)]));
    let mut blocks = vec![
        particulars([
            (words.say("Reference"), line.reference.clone()),
            (words.say("Marking"), line.marked.banner.clone()),
            (words.say("Copy"), copy.unwrap_or_default()),
        ]),
        soft(
            words
                .say("This sheet stays with the paper. Whoever is handed it signs; nothing of it is copied."),
        ),
        hands(words),
        Block::PageBreak,
        Block::heading(1, document.title.clone()),
    ];
    blocks.extend(document.blocks);
    Document { title: words.say("Cover sheet"), blocks, ..document }
}

fn hands(words: &Wording<'_>) -> Block {
    let heads = [("No.", 8), ("Handed to", 40), ("Date and hour", 26), ("Signature", 40)];
    let rows = (1..=HANDS).map(|n| row([format!("{n}\n "), String::new(), String::new(), String::new()]));
    words.captioned("Who has had it", &heads, rows.collect())
}
