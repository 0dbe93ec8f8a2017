//! What learning needs of a text: its sentences, each with the clues by which it is weighed.

pub use crate::likely::{ALWAYS, ASPECTS};
use crate::view::View;
use crate::{Context, TEXT_BYTES_MAX, read_plain, text};
use chancery_office::reading::{Reading, Span};

/// A sentence of the text and the clues that stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clued {
    /// Where it stands in the text.
    pub span: Span,
    /// Its clues as the table of weights writes them.
    pub clues: Vec<String>,
}

/// The sentences of the prose of a text.
pub fn clued(text: &str, ctx: &Context) -> Vec<Clued> {
    by_rules(text, ctx).1
}

/// What rules alone read in a text, and its sentences.
pub(crate) fn by_rules(text: &str, ctx: &Context) -> (Reading, Vec<Clued>) {
    let view = View::of(text::readable(text, TEXT_BYTES_MAX));
    let mut out = Vec::new();
    let mut reading = read_plain(&view.text, ctx, Some(&mut out));
    view.point_back(&mut reading);
    out.iter_mut().for_each(|sentence| sentence.span = view.original(sentence.span));
    (reading, out)
}
