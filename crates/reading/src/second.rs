//! A second reader: what a language model is asked about a text, and what of its answer is believed.
//!
//! A model is shown the sentences of one part, numbered, and may only point: every word that it gives back
//! must stand in the sentences that it names, and stand there once. Where it stands is found here, what a time
//! comes to is read here, and whatever does not hold is dropped and counted. The model itself is somebody
//! else's business: this is text in, text out.

mod accept;
mod answer;
mod ask;
mod folded;

use std::collections::BTreeMap;

use chancery_office::reading::{Finding, Part, Reading, Span};
use jiff::civil::Date;

pub use ask::prompt_digest;
use folded::Folded;

use crate::sentences::sentences;
use crate::text::{Line, lines, readable};

/// Bytes of an answer.
pub const ANSWER_BYTES_MAX: usize = 256 * 1024;
/// Sentences that are asked about at once.
pub const SENTENCES_MAX: usize = 60;
/// Questions about one text; what lies beyond them is not read a second time.
pub const QUESTIONS_MAX: usize = 24;
/// The rule that a model's findings name.
pub const RULE: &str = "model";

/// A run of sentences of one part, asked about at once.
#[derive(Clone, Debug)]
pub struct Question<'t> {
    text: &'t str,
    part: u16,
    anchor: Option<Date>,
    day_first: bool,
    sentences: Vec<Folded>,
}

/// What is believed of the answers about one text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Believed {
    /// What no rule had found, at most weakly trusted.
    pub findings: Vec<Finding>,
    /// What a rule had found and the model found too, by its place among what was read.
    pub agreed: Vec<usize>,
    /// How much was dropped, by the reason for it.
    pub dropped: BTreeMap<Flaw, u32>,
}

/// Why something of an answer is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flaw {
    /// The answer is not of the form that was asked for.
    Unreadable,
    /// A finding in it is not.
    Misshapen,
    /// It has more findings than a run of sentences can.
    TooMany,
    /// It names sentences that were not shown, or too many, or some that do not follow each other.
    NoSentence,
    /// It quotes what does not stand there.
    Invented,
    /// It quotes what stands there more than once.
    Twice,
    /// It quotes a piece of a word.
    CutsWord,
    /// It finds again what it had found.
    Again,
}

impl Flaw {
    /// The words for it.
    pub fn word(self) -> &'static str {
        match self {
            Flaw::Unreadable => "unreadable answer",
            Flaw::Misshapen => "not of the form",
            Flaw::TooMany => "too many",
            Flaw::NoSentence => "no such sentences",
            Flaw::Invented => "quote not in the text",
            Flaw::Twice => "quote stands there twice",
            Flaw::CutsWord => "quote cuts a word",
            Flaw::Again => "found before",
        }
    }
}

/// The questions about a text that was read: its parts in order, each in runs of sentences.
pub fn questions<'t>(text: &'t str, reading: &Reading, day_first: bool) -> Vec<Question<'t>> {
    let text = readable(text, crate::TEXT_BYTES_MAX);
    let lines = lines(text);
    let owners: Vec<Option<usize>> = lines.iter().map(|line| owner(line, &reading.parts)).collect();
    let parts = reading.parts.iter().enumerate();
    let asked = parts.flat_map(|(n, part)| {
        let mine = lines.iter().zip(&owners).filter(|(_, owner)| **owner == Some(n)).map(|(line, _)| *line);
        let prose: Vec<Line<'_>> = mine.filter(|line| !has_role(line, part)).collect();
        let sentences = sentences(&prose);
        let folded: Vec<Folded> = sentences.iter().map(|one| Folded::new(text, &one.pieces)).collect();
        let (anchor, n) = (dated(&reading.parts, part), u16::try_from(n).unwrap_or(u16::MAX));
        let runs: Vec<Vec<Folded>> = folded.chunks(SENTENCES_MAX).map(<[_]>::to_vec).collect();
        runs.into_iter().map(move |sentences| Question { text, part: n, anchor, day_first, sentences })
    });
    asked.take(QUESTIONS_MAX).collect()
}

/// The innermost part that a line stands in.
fn owner(line: &Line<'_>, parts: &[Part]) -> Option<usize> {
    parts.iter().rposition(|part| holds(part.span, line))
}

/// Whether the anatomy of its part knows a line, so that it is no prose.
fn has_role(line: &Line<'_>, part: &Part) -> bool {
    part.fields.iter().any(|field| holds(field.span, line))
}

fn holds(span: Span, line: &Line<'_>) -> bool {
    span.start as usize <= line.start && line.end() <= span.end as usize
}

/// The date of a part, or of what holds it.
fn dated(parts: &[Part], part: &Part) -> Option<Date> {
    let mut at = part;
    for _ in 0..=parts.len() {
        if at.particulars.date.is_some() {
            return at.particulars.date;
        }
        at = parts.get(usize::from(at.parent?))?;
    }
    None
}
