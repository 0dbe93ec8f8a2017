//! Cuts what was typed into words, quotations and signs.

use std::ops::Range;

use super::{Fault, NEAR_WORDS_MAX};

/// A piece of a query and the bytes that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lexeme<'a> {
    pub at: Range<usize>,
    pub kind: Kind<'a>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    Open,
    Close,
    Or,
    And,
    Not,
    /// The words on both sides are at most so many places apart.
    Near(u32),
    Sought(Sought<'a>),
}

/// A word, or a quotation, perhaps with a field before it and a number after `~`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sought<'a> {
    pub field: Option<&'a str>,
    pub value: &'a str,
    /// The bytes of the value alone.
    pub value_at: Range<usize>,
    pub quoted: bool,
    pub slack: Option<u32>,
}

/// Telephones and word processors write the curved ones.
const QUOTES: [char; 5] = ['"', '\u{201c}', '\u{201d}', '«', '»'];
const NEAR: &str = "NEAR";

/// Cuts a query into its pieces.
pub(super) fn lex(typed: &str) -> Result<Vec<Lexeme<'_>>, Fault> {
    let mut lexemes = Vec::new();
    let mut at = 0;
    while let Some(first) = rest(typed, at).chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let lexeme = next(typed, at, first)?;
        at = lexeme.at.end;
        lexemes.push(lexeme);
    }
    Ok(lexemes)
}

fn next(typed: &str, at: usize, first: char) -> Result<Lexeme<'_>, Fault> {
    let sign = |kind| Ok(Lexeme { at: at..at + first.len_utf8(), kind });
    match first {
        '(' => sign(Kind::Open),
        ')' => sign(Kind::Close),
        '-' if negates(rest(typed, at + 1)) => sign(Kind::Not),
        quote if QUOTES.contains(&quote) => quotation(typed, at, None, at),
        _ => word(typed, at),
    }
}

/// A dash before a space or another dash is punctuation.
fn negates(after: &str) -> bool {
    after.chars().next().is_some_and(|c| !c.is_whitespace() && c != '-' && c != ')')
}

fn word(typed: &str, at: usize) -> Result<Lexeme<'_>, Fault> {
    let run = rest(typed, at);
    let end = run.find(|c: char| c.is_whitespace() || c == '(' || c == ')' || QUOTES.contains(&c));
    let run = run.get(..end.unwrap_or(run.len())).unwrap_or_default();
    let end = at + run.len();
    let (field, value) = match run.split_once(':') {
        Some((field, value)) if is_name(field) => (Some(field), value),
        _ => (None, run),
    };
    if value.is_empty() && rest(typed, end).starts_with(QUOTES) {
        return quotation(typed, at, field, end);
    }
    if let Some(kind) = operator(run, &(at..end))? {
        return Ok(Lexeme { at: at..end, kind });
    }
    let start = end - value.len();
    let (value, slack) = slack_after(value, &(start..end))?;
    let value_at = start..start + value.len();
    let sought = Sought { field, value, value_at, quoted: false, slack };
    Ok(Lexeme { at: at..end, kind: Kind::Sought(sought) })
}

/// The value before a `~`, and the number after it. Elsewhere a `~` is punctuation.
fn slack_after<'a>(value: &'a str, at: &Range<usize>) -> Result<(&'a str, Option<u32>), Fault> {
    let Some((before, number)) = value.rsplit_once('~').filter(|(before, _)| !before.is_empty()) else {
        return Ok((value, None));
    };
    match (number, number.parse()) {
        ("", _) => Ok((before, Some(1))),
        (_, Ok(slack)) if number.bytes().all(|byte| byte.is_ascii_digit()) => Ok((before, Some(slack))),
        _ => {
            let tilde = at.start + before.len();
            Err(Fault::new(tilde..at.end, "a number after ~, as in gromyko~1 or \"arms control\"~5"))
        }
    }
}

fn is_name(field: &str) -> bool {
    !field.is_empty() && field.chars().all(char::is_alphabetic)
}

fn operator(run: &str, at: &Range<usize>) -> Result<Option<Kind<'static>>, Fault> {
    Ok(match run {
        "OR" => Some(Kind::Or),
        "AND" => Some(Kind::And),
        "NOT" => Some(Kind::Not),
        NEAR => return Err(Fault::new(at.clone(), "how many words apart, as in NEAR/5")),
        _ => match run.strip_prefix(NEAR).and_then(|rest| rest.strip_prefix('/')) {
            Some(words) => Some(Kind::Near(near_words(words, at)?)),
            None => None,
        },
    })
}

/// How many words apart is near.
pub(super) fn near_words(words: &str, at: &Range<usize>) -> Result<u32, Fault> {
    let within = words.parse().ok().filter(|within| (1..=NEAR_WORDS_MAX).contains(within));
    within.ok_or_else(|| Fault::new(at.clone(), format!("a number of words from 1 to {NEAR_WORDS_MAX}")))
}

fn quotation<'a>(
    typed: &'a str,
    at: usize,
    field: Option<&'a str>,
    quote: usize,
) -> Result<Lexeme<'a>, Fault> {
    let start = quote + first_bytes(rest(typed, quote));
    let inside = rest(typed, start);
    let Some(length) = inside.find(QUOTES) else {
        return Err(Fault::new(quote..typed.len(), "a closing \" after the phrase"));
    };
    let close = start + length;
    let closed = close + first_bytes(rest(typed, close));
    let (slack, end) = slack_at(typed, closed)?;
    let value = inside.get(..length).unwrap_or_default();
    let sought = Sought { field, value, value_at: start..close, quoted: true, slack };
    Ok(Lexeme { at: at..end, kind: Kind::Sought(sought) })
}

/// The number after a `~` that follows a quotation, and where both end.
fn slack_at(typed: &str, at: usize) -> Result<(Option<u32>, usize), Fault> {
    let Some(number) = rest(typed, at).strip_prefix('~') else { return Ok((None, at)) };
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let end = at + 1 + digits;
    let within = near_words(number.get(..digits).unwrap_or_default(), &(at..end))?;
    Ok((Some(within), end))
}

fn first_bytes(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

fn rest(typed: &str, at: usize) -> &str {
    typed.get(at..).unwrap_or_default()
}
