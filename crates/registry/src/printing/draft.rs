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
            ("Marking", page.why.clone()),
        ]),
        Block::Words(page.text.trim_end().to_owned()),
    ];
    blocks.extend(for_decision(&recommended(&page.text)));
    document(&format!("DRAFT: {}", page.line.subject), at, Some(marked), blocks)
}
