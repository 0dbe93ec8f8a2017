//! Cuts what was typed into words, quotations and signs.

use std::ops::Range;

use super::QueryFault;

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
    /// A word, or a quotation, perhaps with a field before it.
    Sought {
        field: Option<&'a str>,
        value: &'a str,
        quoted: bool,
    },
}

/// Telephones and word processors write the curved ones.
const QUOTES: [char; 3] = ['"', '\u{201c}', '\u{201d}'];

/// Cuts a query into its pieces.
pub(super) fn lex(typed: &str) -> Result<Vec<Lexeme<'_>>, QueryFault> {
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

fn next(typed: &str, at: usize, first: char) -> Result<Lexeme<'_>, QueryFault> {
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

fn word(typed: &str, at: usize) -> Result<Lexeme<'_>, QueryFault> {
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
    Ok(Lexeme { at: at..end, kind: operator(run).unwrap_or(Kind::Sought { field, value, quoted: false }) })
}

fn is_name(field: &str) -> bool {
    !field.is_empty() && field.chars().all(char::is_alphabetic)
}

fn operator(run: &str) -> Option<Kind<'static>> {
    match run {
        "OR" => Some(Kind::Or),
        "AND" => Some(Kind::And),
        "NOT" => Some(Kind::Not),
        _ => None,
    }
}

fn quotation<'a>(
    typed: &'a str,
    at: usize,
    field: Option<&'a str>,
    quote: usize,
) -> Result<Lexeme<'a>, QueryFault> {
    let start = quote + rest(typed, quote).chars().next().map_or(0, char::len_utf8);
    let inside = rest(typed, start);
    let Some(length) = inside.find(QUOTES) else {
        return Err(QueryFault::new(quote..typed.len(), "a closing \" after the phrase"));
    };
    let close = start + length;
    let end = close + rest(typed, close).chars().next().map_or(0, char::len_utf8);
    let value = inside.get(..length).unwrap_or_default();
    Ok(Lexeme { at: at..end, kind: Kind::Sought { field, value, quoted: true } })
}

fn rest(typed: &str, at: usize) -> &str {
    typed.get(at..).unwrap_or_default()
}
