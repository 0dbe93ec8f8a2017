//! A draft for print: it says that it is one.

use chancery_press::{Block, Document};

use super::paper::for_decision;
use super::particulars;
use super::wording::Wording;
use crate::answers::{DraftPage, Marked};
use crate::recommended::recommended;

/// A draft.
pub fn draft(page: &DraftPage, marked: &Marked, words: &Wording<'_>) -> Document {
    let cleared = page.steps.iter().filter(|step| step.who.is_empty() && step.paper.is_empty());
    let cleared =
        cleared.map(|step| format!("{} {}", step.by, words.tell(step.what))).collect::<Vec<_>>().join("; ");
    let mut blocks = vec![
        particulars([
            (words.say("Draft of"), words.tell(page.line.form.words())),
            (words.say("Saved by"), format!("{}, {}", page.line.by, words.moment(page.line.at))),
            (words.say("Cleared"), cleared),
            (
                words.say("Signed"),
                page.paper.as_ref().map(|paper| paper.reference.clone()).unwrap_or_default(),
            ),
            (words.say("Marking"), words.tell(&page.why)),
        ]),
        Block::Words(page.text.trim_end().to_owned()),
    ];
    if page.paper.is_none() {
        blocks.extend(for_decision(&recommended(&page.text), words));
    }
    // What stands in the register is no draft any more; its versions stay what they were.
    let title = match &page.paper {
        Some(_) => page.line.subject.clone(),
        None => words.fill("DRAFT: {subject}", &[("subject", &page.line.subject)]),
    };
    words.document(&title, Some(marked), blocks)
}
