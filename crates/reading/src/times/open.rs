//! Times that no calendar settles: vague words and events.

use super::Form;
use super::lex::{Core, low};
use crate::rules::lexicon::KNOWN;
use crate::tokens::{Shape, Token};

const VAGUE: [&[&str]; 16] = [
    &["soon"],
    &["soonest"],
    &["shortly"],
    &["immediately"],
    &["as", "soon", "as", "possible"],
    &["at", "a", "later", "date"],
    &["at", "a", "later", "stage"],
    &["at", "an", "early", "date"],
    &["in", "due", "course"],
    &["in", "the", "near", "future"],
    &["in", "the", "months", "ahead"],
    &["in", "the", "weeks", "ahead"],
    &["in", "the", "coming", "weeks"],
    &["in", "the", "coming", "months"],
    &["at", "once"],
    &["within", "the", "next", "few", "days"],
];

pub(super) fn vague(t: &[Token<'_>]) -> Option<Core> {
    let fits = |p: &&&[&str]| p.iter().enumerate().all(|(i, w)| low(t, i) == *w);
    let found = VAGUE.iter().filter(fits).max_by_key(|p| p.len())?;
    let bounds = matches!(low(t, found.len()), "after" | "before");
    (!bounds).then(|| Core::new(Form::Vague, found.len()))
}

/// Tokens of the longest event that bounds a time.
const EVENT_TOKENS_MAX: usize = 8;

/// An event named by a noun: "resumption of the Madrid meeting".
pub(super) fn event(t: &[Token<'_>]) -> Option<Core> {
    let ends = |t: &Token<'_>| {
        let joins = matches!(t.low.as_str(), "of" | "the" | "a" | "an" | "to" | "and");
        t.shape == Shape::Point
            || (!joins
                && (t.classes.has(KNOWN.stop)
                    || t.classes.has(KNOWN.preposition)
                    || t.classes.has(KNOWN.modal)))
    };
    let len = t.iter().take(EVENT_TOKENS_MAX + 1).position(ends).unwrap_or(t.len().min(EVENT_TOKENS_MAX));
    let dangles =
        |t: &Token<'_>| t.classes.has(KNOWN.preposition) || t.classes.has(KNOWN.determiner) || t.is("and");
    let len = t.get(..len)?.iter().rposition(|t| !dangles(t)).map_or(0, |i| i + 1);
    let then = low(t, 0) == "then";
    if t.first()?.classes.has(KNOWN.person) {
        return None;
    }
    let named = t
        .iter()
        .take(len)
        .any(|t| t.is_word() && !t.classes.has(KNOWN.determiner) && !t.classes.has(KNOWN.pronoun));
    ((named && len >= 2) || then).then(|| Core::new(Form::Event, if then { 1 } else { len }))
}
