//! A text as lexemes: words, figures and points, each with its classes among the words of time.

use super::vocabulary::{C, Tags, WORD_BYTES_MAX, digested, tags};
use crate::tokens::Token;

/// What a lexeme is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Figure,
    Point,
}

/// A word, a run of figures, or a point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme<'t> {
    pub start: usize,
    pub text: &'t str,
    pub kind: Kind,
    pub tags: Tags,
    /// Whether it stands right behind the one before.
    pub glued: bool,
}

impl Lexeme<'_> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub fn get(&self, class: C) -> Option<i32> {
        self.tags.iter().find(|(c, _)| *c == class).map(|(_, v)| *v)
    }

    pub fn is(&self, class: C) -> bool {
        self.tags.iter().any(|(c, _)| *c == class)
    }

    /// Whether it may be what a time is built round.
    pub fn is_core(&self) -> bool {
        self.kind == Kind::Figure || self.tags.iter().any(|(c, _)| c.is_core())
    }

    pub fn is_capital(&self) -> bool {
        self.text.starts_with(|c: char| c.is_uppercase())
    }
}

/// Splits `pieces` of a text.
pub(super) fn lexemes<'t>(text: &'t str, pieces: &[(usize, usize)], french: bool) -> Vec<Lexeme<'t>> {
    let bytes: usize = pieces.iter().map(|(a, b)| b.saturating_sub(*a)).sum();
    let mut out = Vec::with_capacity(bytes / 4);
    for &(start, end) in pieces {
        let Some(piece) = text.get(start..end) else { continue };
        split(piece, start, french, &mut out);
    }
    out
}

fn split<'t>(piece: &'t str, start: usize, french: bool, out: &mut Vec<Lexeme<'t>>) {
    let (mut at, mut glued) = (0, false);
    while let Some(rest) = piece.get(at..).filter(|r| !r.is_empty()) {
        let (kind, len) = first(rest, french);
        let Some(kind) = kind else {
            (at, glued) = (at + len, false);
            continue;
        };
        let text = rest.get(..len).unwrap_or("");
        let tags = if kind == Kind::Word { classes(text, french) } else { &[] };
        out.push(Lexeme { start: start + at, text, kind, tags, glued });
        (at, glued) = (at + len, true);
    }
}

/// The first lexeme's kind and length; `None` for white.
fn first(rest: &str, french: bool) -> (Option<Kind>, usize) {
    let bytes = rest.as_bytes();
    match bytes.first() {
        Some(b'0'..=b'9') => (Some(Kind::Figure), run(bytes, u8::is_ascii_digit)),
        Some(b) if b.is_ascii_whitespace() => (None, run(bytes, u8::is_ascii_whitespace)),
        Some(b) if b.is_ascii_punctuation() => (Some(Kind::Point), 1),
        _ => match word_len(rest, french) {
            0 => {
                let c = rest.chars().next();
                (c.filter(|c| !c.is_whitespace()).map(|_| Kind::Point), c.map_or(1, char::len_utf8))
            }
            len => (Some(Kind::Word), len),
        },
    }
}

fn run(bytes: &[u8], of: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|b| of(b)).count()
}

/// Words of French that are written with a mark inside.
const JOINED: [&str; 10] = [
    "aujourd'hui",
    "aujourd’hui",
    "avant-hier",
    "après-demain",
    "apres-demain",
    "après-midi",
    "apres-midi",
    "après midi",
    "week-end",
    "d'ici",
];

fn word_len(rest: &str, french: bool) -> usize {
    let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let joined = |w: &&&str| rest.get(..w.len()).is_some_and(|r| r.eq_ignore_ascii_case(w));
    if french && rest.get(len..).is_some_and(|r| r.starts_with(['\'', '’', '-', ' '])) {
        return JOINED.iter().find(joined).map_or(len, |w| w.len());
    }
    len
}

fn classes(word: &str, french: bool) -> Tags {
    let mut folded = [0_u8; WORD_BYTES_MAX];
    let mut len = 0;
    for c in word.chars() {
        let Some(place) = folded.get_mut(len) else { return &[] };
        *place = bare(c);
        len += 1;
    }
    let low = folded.get(..len).and_then(|f| std::str::from_utf8(f).ok());
    low.map_or(&[], |low| tags(low, french))
}

/// A letter in its small form without its accent; what has none is a point that no word holds.
fn bare(c: char) -> u8 {
    match c {
        'a'..='z' | '0'..='9' => c as u8,
        'A'..='Z' => c.to_ascii_lowercase() as u8,
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => b'e',
        'û' | 'ù' | 'ü' | 'Û' => b'u',
        'à' | 'â' | 'À' => b'a',
        'ô' => b'o',
        'î' | 'ï' => b'i',
        'ç' => b'c',
        '-' | '\'' | '’' | ' ' => b'-',
        _ => b'.',
    }
}

/// Bytes from the head of a text by which its language is told.
const LANGUAGE_BYTES_MAX: usize = 2_000;

/// Whether a text is French rather than English, by its small words.
pub(super) fn is_french(text: &str) -> bool {
    let (mut english, mut french) = (0, 0);
    for word in super::head(text, LANGUAGE_BYTES_MAX).split(|c: char| !c.is_alphabetic()) {
        match word {
            "the" | "of" | "and" | "to" | "in" | "that" | "is" | "for" | "on" | "was" | "with" => {
                english += 1;
            }
            "le" | "la" | "les" | "des" | "du" | "et" | "une" | "que" | "dans" | "est" | "pour" | "au" => {
                french += 1;
            }
            _ => {}
        }
    }
    french > english
}

/// The lexemes of the tokens of a sentence, each with the token that holds it.
pub(super) fn of_tokens<'t>(tokens: &[Token<'t>]) -> (Vec<Lexeme<'t>>, Vec<usize>) {
    let (mut out, mut owners) = (Vec::with_capacity(tokens.len() * 2), Vec::new());
    for (i, token) in tokens.iter().enumerate() {
        let first = out.len();
        let plain = token.text.bytes().all(|b| b.is_ascii_alphabetic());
        if plain {
            let tags = digested(&token.low, token.digest);
            out.push(Lexeme { start: token.start, text: token.text, kind: Kind::Word, tags, glued: false });
        } else {
            split(token.text, token.start, false, &mut out);
        }
        if let Some(lexeme) = out.get_mut(first) {
            lexeme.glued = !token.spaced;
        }
        owners.resize(out.len(), i);
    }
    (out, owners)
}
