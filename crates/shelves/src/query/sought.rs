//! What one word, quotation or field of a query is sought as.

use std::ops::Range;

use super::lexer::Sought;
use super::{
    Days, FUZZIER_LETTERS_MIN, FUZZY_LETTERS_MIN, Fault, Leaf, PREFIX_LETTERS_MIN, Scope, Sequence, Spelled,
    dates,
};
use crate::analysis;

/// The most words of a day: "14th of October 1982" with a comma apart.
const DAY_WORDS_MAX: usize = 5;
/// The fewest letters of a word whose spelling is looked after.
const SPELLED_LETTERS_MIN: usize = 4;

const DATE_EXPECTED: &str = "a year, a month or a day as in 1969, march 1969, 10/1982 or 14 oct 1982, \
     or two of them with .. between, the earlier first";
const POINT_EXPECTED: &str = "a year, a month or a day as in 1969, march 1969, 10/1982 or 14 oct 1982";
const FIELD_EXPECTED: &str = "one of subject: from: to: place: post: in: kind: label: ref: is: before: after: \
     on:, or quotation marks about the whole";

/// What was typed, and how many of the words that follow belong to it.
pub(super) struct Typed {
    pub leaf: Option<Leaf>,
    pub more: usize,
}

/// Understands one thing sought.
pub(super) fn typed(
    query: &str,
    sought: &Sought<'_>,
    at: &Range<usize>,
    following: &[&Sought<'_>],
) -> Result<Typed, Fault> {
    let alone = |leaf| Ok(Typed { leaf, more: 0 });
    let name = sought.field.map(str::to_lowercase);
    let scope = match name.as_deref() {
        None if is_number_sign(sought) => return Ok(numbered(sought, following)),
        None => Scope::Everywhere,
        Some("subject") => Scope::Subject,
        Some("from") => Scope::From,
        Some("to") => Scope::To,
        Some("place") => Scope::Place,
        Some("post") => Scope::Post,
        Some("in" | "file") => Scope::File,
        Some("ref") => Scope::Reference,
        Some("kind") => return alone(kind(sought.value)),
        Some("label") => return alone(label(sought.value)),
        Some("is") => return alone(settled(sought.value, at)?),
        Some(name @ ("on" | "date" | "year" | "before" | "after")) => {
            return days(query, name, sought, at, following);
        }
        Some(_) => return Err(Fault::new(at.clone(), FIELD_EXPECTED)),
    };
    alone(words(scope, sought)?)
}

/// A plain word whose spelling may be looked after.
pub(super) fn spelled(sought: &Sought<'_>, leaf: &Leaf) -> Option<Spelled> {
    let (Leaf::Word(Scope::Everywhere | Scope::Subject, _), false) = (leaf, sought.quoted) else {
        return None;
    };
    let word = analysis::pieces(sought.value).pop()?.term;
    let plain = word.chars().count() >= SPELLED_LETTERS_MIN && word.chars().all(char::is_alphabetic);
    plain.then(|| Spelled { at: sought.value_at.clone(), word })
}

fn words(scope: Scope, sought: &Sought<'_>) -> Result<Option<Leaf>, Fault> {
    match (sought.slack, sought.quoted) {
        (Some(slack), false) => return fuzzy(scope, sought, slack).map(Some),
        (Some(within), true) => return Ok(near(scope, sought.value, within)),
        (None, false) if sought.value.contains('*') => return beginning(scope, sought).map(Some),
        (None, _) => {}
    }
    let sequence = Sequence::quoted(sought.value, None);
    Ok(match sequence.parts.as_slice() {
        [] => None,
        [part] if scope.is_prose() && !sought.quoted => {
            Some(Leaf::Word(scope, part.forms.iter().flat_map(|word| analysis::forms(word)).collect()))
        }
        [part] => Some(Leaf::Word(scope, part.forms.clone())),
        _ => Some(Leaf::Sequence(scope, sequence)),
    })
}

fn near(scope: Scope, words: &str, within: u32) -> Option<Leaf> {
    let sequence = Sequence::quoted(words, Some(within));
    match sequence.parts.as_slice() {
        [] => None,
        [part] => Some(Leaf::Word(scope, part.forms.clone())),
        _ => Some(Leaf::Sequence(scope, sequence)),
    }
}

fn fuzzy(scope: Scope, sought: &Sought<'_>, slack: u32) -> Result<Leaf, Fault> {
    let fault = |expected: &str| Fault::new(sought.value_at.clone(), expected);
    let mut pieces = analysis::pieces(sought.value);
    let (Some(piece), true) = (pieces.pop(), pieces.is_empty()) else {
        return Err(fault("a single word before ~"));
    };
    let letters = piece.term.chars().count();
    match slack {
        1 if letters >= FUZZY_LETTERS_MIN => Ok(Leaf::Fuzzy(scope, piece.term, 1)),
        2 if letters >= FUZZIER_LETTERS_MIN => Ok(Leaf::Fuzzy(scope, piece.term, 2)),
        1 => Err(fault(&format!("at least {FUZZY_LETTERS_MIN} letters before ~1"))),
        2 => Err(fault(&format!("at least {FUZZIER_LETTERS_MIN} letters before ~2"))),
        _ => Err(fault("~1 or ~2 after the word")),
    }
}

fn beginning(scope: Scope, sought: &Sought<'_>) -> Result<Leaf, Fault> {
    let fault = |expected: String| Fault::new(sought.value_at.clone(), expected);
    let start = sought.value.strip_suffix('*').filter(|start| !start.contains('*'));
    let start = start.ok_or_else(|| fault("one * at the end of a word".to_owned()))?;
    let mut words = analysis::pieces(start);
    match (words.pop(), words.is_empty(), start.ends_with(char::is_alphanumeric)) {
        (Some(piece), true, true) if piece.term.chars().count() >= PREFIX_LETTERS_MIN => {
            Ok(Leaf::Prefix(scope, piece.term))
        }
        (Some(_), false, _) => Err(fault("a single word before *".to_owned())),
        _ => Err(fault(format!("at least {PREFIX_LETTERS_MIN} letters before *"))),
    }
}

/// "No." and the like, which stand with the number after them.
fn is_number_sign(sought: &Sought<'_>) -> bool {
    let sign = sought.value.to_lowercase();
    !sought.quoted && sought.slack.is_none() && ["no.", "nos.", "nr.", "n°", "nº"].contains(&sign.as_str())
}

fn numbered(sign: &Sought<'_>, following: &[&Sought<'_>]) -> Typed {
    let number = following.first().filter(|next| {
        next.slack.is_none()
            && !next.value.contains('*')
            && next.value.starts_with(|c: char| c.is_ascii_digit())
    });
    let (words, more) = match number {
        Some(number) => (format!("{} {}", sign.value, number.value), 1),
        None => (sign.value.to_owned(), 0),
    };
    let sequence = Sequence::quoted(&words, None);
    let leaf = match sequence.parts.as_slice() {
        [] => None,
        [part] => Some(Leaf::Word(Scope::Everywhere, part.forms.clone())),
        _ => Some(Leaf::Sequence(Scope::Everywhere, sequence)),
    };
    Typed { leaf, more }
}

fn kind(value: &str) -> Option<Leaf> {
    let value = analysis::fold(value);
    (!value.is_empty()).then_some(Leaf::Kind(value))
}

fn label(value: &str) -> Option<Leaf> {
    let words: Vec<String> = analysis::pieces(value).into_iter().map(|piece| piece.term).collect();
    (!words.is_empty()).then_some(Leaf::Label(words))
}

fn settled(value: &str, at: &Range<usize>) -> Result<Option<Leaf>, Fault> {
    match value.to_lowercase().as_str() {
        "settled" => Ok(Some(Leaf::Settled(true))),
        "unsettled" => Ok(Some(Leaf::Settled(false))),
        _ => Err(Fault::new(at.clone(), "is:settled or is:unsettled")),
    }
}

/// A day may be typed in several words; the most that make sense are taken.
fn days(
    query: &str,
    name: &str,
    sought: &Sought<'_>,
    at: &Range<usize>,
    following: &[&Sought<'_>],
) -> Result<Typed, Fault> {
    let words = if sought.quoted { 0 } else { following.len().min(DAY_WORDS_MAX) };
    for more in (0..=words).rev() {
        let last = more.checked_sub(1).and_then(|last| following.get(last));
        let end = last.map_or(sought.value_at.end, |last| last.value_at.end);
        let value = query.get(sought.value_at.start..end).unwrap_or_default();
        if let Some(days) = stretch(name, value) {
            return Ok(Typed { leaf: Some(Leaf::Days(days)), more });
        }
    }
    let expected = match name {
        "before" | "after" => POINT_EXPECTED,
        "year" => "a year as in 1982",
        _ => DATE_EXPECTED,
    };
    Err(Fault::new(at.clone(), expected))
}

fn stretch(name: &str, value: &str) -> Option<Days> {
    match name {
        "before" => {
            let (first, _) = dates::stretch(value)?;
            Some(Days { first: None, last: Some(first - 1) })
        }
        "after" => {
            let (_, last) = dates::stretch(value)?;
            Some(Days { first: Some(last + 1), last: None })
        }
        "year" if value.len() != 4 => None,
        _ => dates::days(value),
    }
}
