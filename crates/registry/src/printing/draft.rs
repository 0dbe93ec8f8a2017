//! A draft for print: it says that it is one.

use chancery_press::{Block, Document};
use jiff::ZonedDateTime;

use super::paper::for_decision;
use super::{document, moment, particulars};
use crate::answers::{DraftPage, Marked};
use crate::recommended::recommended;

/// A draft.
pub fn draft(page: &DraftPage, marked: &Marked, at: &ZonedDateTime) -> Document {
    let cleared = page.steps.iter().filter(|step| step.who.is_empty() && step.paper.is_empty());
    let cleared = cleared.map(|step| format!("{} {}", step.by, step.what)).collect::<Vec<_>>().join("; ");
    let mut blocks = vec![
        particulars([
            ("Draft of", page.line.form.words().to_owned()),
            ("Saved by", format!("{}, {}", page.line.by, moment(page.line.at, at))),
            ("Cleared", cleared),
            ("Signed", page.paper.as_ref().map(|paper| paper.reference.clone()).unwrap_or_default()),
            ("Marking", page.why.clone()),
        ]),
        Block::Words(page.text.trim_end().to_owned()),
    ];
    if page.paper.is_none() {
        blocks.extend(for_decision(&recommended(&page.text)));
    }
    // What stands in the register is no draft any more; its versions stay what they were.
    let title = match &page.paper {
        Some(_) => page.line.subject.clone(),
        None => format!("DRAFT: {}", page.line.subject),
    };
    document(&title, at, Some(marked), blocks)
}
