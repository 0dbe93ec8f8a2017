//! The cover sheet: what lies on a paper that is handed round, and says nothing of what is in it.

use chancery_press::{Block, Document};

use super::{particulars, row, soft, table};
use crate::answers::PaperLine;

/// Lines for those to whom it is handed.
const HANDS: usize = 12;

/// The document behind a cover sheet: marking, number and copy, and who has had it. The title stands behind it.
pub fn under_cover_sheet(document: Document, line: &PaperLine) -> Document {
    let copy = document.copy.map(|copy| format!("{} of {}", copy.number, copy.of)).unwrap_or_default();
    let mut blocks = vec![
        particulars([
            ("Reference", line.reference.clone()),
            ("Marking", line.marked.banner.clone()),
            ("Copy", copy),
        ]),
        soft("This sheet stays with the paper. Whoever is handed it signs; nothing of it is copied."),
        hands(),
        Block::PageBreak,
        Block::heading(1, document.title.clone()),
    ];
    blocks.extend(document.blocks);
    Document { title: "Cover sheet".to_owned(), blocks, ..document }
}

fn hands() -> Block {
    let heads = [("No.", 8), ("Handed to", 40), ("Date and hour", 26), ("Signature", 40)];
    let rows = (1..=HANDS).map(|n| row([format!("{n}\n "), String::new(), String::new(), String::new()]));
    table("Who has had it", &heads, rows.collect())
}
