//! Times bound to an event: "prior to resumption of the Madrid meeting".

use super::TimeBound;
use super::lexeme::Lexeme;
use super::vocabulary::C;
use crate::rules::lexicon::KNOWN;
use crate::tokens::{Shape, Token, tokens};
use chancery_office::reading::Span;

/// Tokens of the longest event that bounds a time.
const EVENT_TOKENS_MAX: usize = 8;
/// Bytes behind a preposition in which an event is looked for.
const EVENT_BYTES_MAX: usize = 120;

/// How many tokens an event takes, which is named by a noun: "resumption of the Madrid meeting".
pub(super) fn event(t: &[Token<'_>]) -> Option<usize> {
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
    let first = t.first().filter(|t| !t.classes.has(KNOWN.person))?;
    let named = t
        .iter()
        .take(len)
        .any(|t| t.is_word() && !t.classes.has(KNOWN.determiner) && !t.classes.has(KNOWN.pronoun));
    if first.is("then") {
        return Some(1);
    }
    (named && len >= 2).then_some(len)
}

/// The event behind a preposition of time at lexeme `at`, the preposition counted in.
pub(super) fn event_behind(text: &str, all: &[Lexeme<'_>], at: usize) -> Option<(Span, TimeBound)> {
    let word = all.get(at)?;
    let next = all.get(at + 1)?;
    let prior_to = word.text.eq_ignore_ascii_case("prior") && next.is(C::To);
    let bound = match () {
        () if prior_to || word.is(C::Before) || word.is(C::Until) => TimeBound::Before,
        () if word.text.eq_ignore_ascii_case("after") || word.text.eq_ignore_ascii_case("following") => {
            TimeBound::After
        }
        () => return None,
    };
    let first = if prior_to { all.get(at + 2)? } else { next };
    let end = super::head(text.get(first.start..)?, EVENT_BYTES_MAX).len();
    let tokens = tokens(text, &[(first.start, first.start + end)], EVENT_TOKENS_MAX + 1);
    let len = event(&tokens)?;
    let last = tokens.get(len.checked_sub(1)?)?;
    Some((Span::new(word.start, last.end()), bound))
}
