//! Words, numbers and points of a sentence, each with its classes from the lexicon.

use crate::dictionary;
use crate::rules::lexicon::{self, Classes};
use chancery_office::reading::Span;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Deref;

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A word in small letters.
    Lower,
    /// A word with a capital.
    Capital,
    /// A number, with whatever is written into it: "14/10", "9:30", "3rd", "$60".
    Number,
    /// A point, a comma, a bracket.
    Point,
}

/// A token of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Token<'t> {
    pub start: usize,
    pub text: &'t str,
    /// In small letters, with a straight apostrophe.
    pub low: Low<'t>,
    /// Digest of that.
    pub digest: u64,
    pub shape: Shape,
    pub classes: Classes,
    /// Whether white stands before it.
    pub spaced: bool,
    /// What has been worked out of the phrases that begin here.
    pub phrases: Phrases,
}

/// A word in small letters, as it stands where it is so already.
#[derive(Clone, Debug)]
pub(crate) struct Low<'t>(Cow<'t, str>);

impl Low<'_> {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Low<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// Ends of the phrases that begin at a token, worked out once for all rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    pub actor: OnceCell<[End; 3]>,
    pub clause: OnceCell<End>,
    pub thing: OnceCell<End>,
    pub things: OnceCell<End>,
}

/// One past the last token of a phrase, if there is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct End(Option<u16>);

impl End {
    pub fn get(self) -> Option<usize> {
        self.0.map(usize::from)
    }
}

impl From<Option<usize>> for End {
    fn from(end: Option<usize>) -> Self {
        End(end.and_then(|e| u16::try_from(e).ok()))
    }
}

impl Token<'_> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub fn is(&self, word: &str) -> bool {
        self.low.as_str() == word
    }

    pub fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Lower | Shape::Capital)
    }
}

/// The span from token `a` up to but not including token `b`.
pub(crate) fn span(tokens: &[Token<'_>], a: usize, b: usize) -> Option<Span> {
    let (first, last) = (tokens.get(a)?, tokens.get(b.checked_sub(1)?)?);
    (first.start < last.end()).then(|| Span::new(first.start, last.end()))
}

/// Bytes of a token with the white before it, as a rule.
const TOKEN_BYTES: usize = 4;

/// Splits the pieces of a sentence into tokens.
pub(crate) fn tokens<'t>(text: &'t str, pieces: &[(usize, usize)], tokens_max: usize) -> Vec<Token<'t>> {
    let bytes: usize = pieces.iter().map(|(a, b)| b.saturating_sub(*a)).sum();
    let mut out = Vec::with_capacity(tokens_max.min(bytes / TOKEN_BYTES + 8));
    for &(start, end) in pieces {
        let Some(piece) = text.get(start..end) else { continue };
        let (mut at, mut spaced) = (0, true);
        while let Some(c) = piece.get(at..).and_then(|r| r.chars().next()) {
            if out.len() >= tokens_max {
                return settled(text, pieces, out);
            }
            if c.is_whitespace() {
                (at, spaced) = (at + c.len_utf8(), true);
                continue;
            }
            let len = token_len(piece.get(at..).unwrap_or(""));
            out.push(token(piece.get(at..at + len).unwrap_or(""), start + at, spaced));
            (at, spaced) = (at + len, false);
        }
    }
    settled(text, pieces, out)
}

/// A telegram in capitals throughout tells names from other words only by the lexicon, by titles and by who speaks.
fn settled<'t>(text: &str, pieces: &[(usize, usize)], mut all: Vec<Token<'t>>) -> Vec<Token<'t>> {
    let small =
        |&(a, b): &(usize, usize)| text.get(a..b).is_some_and(|p| p.bytes().any(|c| c.is_ascii_lowercase()));
    if all.len() < CAPITALS_TOKENS_MIN || pieces.iter().any(small) {
        return all;
    }
    let names = names_in_capitals(&all);
    for (token, named) in all.iter_mut().zip(names).filter(|(t, _)| t.shape == Shape::Capital) {
        if !named {
            token.shape = Shape::Lower;
        }
    }
    all
}

/// Which words of a sentence in capitals name somebody or something.
fn names_in_capitals(all: &[Token<'_>]) -> Vec<bool> {
    let k = &*lexicon::KNOWN;
    let is = |t: &Token<'_>, classes: &[lexicon::Class]| classes.iter().any(|c| t.classes.has(*c));
    let known = |t: &Token<'_>| {
        is(t, &[k.people, k.city, k.body, k.post, k.title, k.month, k.weekday]) && !t.is("may")
    };
    let titled = |t: &Token<'_>| is(t, &[k.title]);
    let said = |t: &Token<'_>| is(t, &[k.say, k.agree, k.promise, k.ask]) && !t.low.ends_with('e');
    let opens = |t: &Token<'_>| t.shape == Shape::Point || matches!(t.low.as_str(), "that" | "and" | "but");
    (0..all.len())
        .map(|i| {
            let (before, token, next) = (i.checked_sub(1).map(|b| &all[b]), &all[i], all.get(i + 1));
            let bent = token.low.ends_with("ed") || token.low.ends_with("ing");
            let behind = is_unknown(token) && !bent && !ENDS_TITLE.contains(&token.low.as_str());
            let after_title = behind && before.is_some_and(titled);
            let speaks = is_unknown(token) && before.is_none_or(opens) && next.is_some_and(said);
            // "U.S.", "U.N."; and "THE TUNISIANS".
            let dotted = token.low.len() > 2 && token.low.contains('.') && token.shape == Shape::Capital;
            let people = is_unknown(token)
                && token.low.ends_with("ians")
                && before.is_some_and(|b| b.classes.has(k.determiner));
            let united = |t: &Token<'_>| t.is("united");
            let states = matches!(token.low.as_str(), "states" | "kingdom" | "nations");
            let union = united(token) || states && before.is_some_and(united);
            known(token) || after_title || speaks || dotted || people || union
        })
        .collect()
}

/// Words that go on behind a title and name nobody.
const ENDS_TITLE: [&str; 26] = [
    "and",
    "or",
    "here",
    "gave",
    "deems",
    "concerning",
    "again",
    "there",
    "saw",
    "met",
    "went",
    "came",
    "left",
    "felt",
    "took",
    "held",
    "made",
    "sent",
    "spoke",
    "began",
    "kept",
    "put",
    "rose",
    "feels",
    "thinks",
    "wants",
];

/// Whether the lexicon has no class for a word, as it has none for a surname.
pub(crate) fn is_unknown(token: &Token<'_>) -> bool {
    token.classes == Classes::default() && token.text.len() > 2
}

/// Whether a sentence is in capitals throughout: a word that names nothing has one.
pub(crate) fn is_in_capitals(all: &[Token<'_>]) -> bool {
    all.iter().any(|t| t.shape == Shape::Lower && t.text.starts_with(char::is_uppercase))
}

/// Tokens from which on a sentence without small letters is one in capitals throughout.
const CAPITALS_TOKENS_MIN: usize = 4;

fn token(text: &str, start: usize, spaced: bool) -> Token<'_> {
    let low = written_out(fold(text));
    let digest = dictionary::digest(&low);
    let classes = lexicon::digested(&low, digest);
    Token { start, text, low, digest, shape: shape(text), classes, spaced, phrases: Phrases::default() }
}

/// Words that telegrams shorten, and what they stand for.
pub(crate) const SHORTENED: [(&str, &str); 3] = [("wld", "would"), ("shld", "should"), ("cld", "could")];

/// "wld" as "would".
fn written_out(low: Low<'_>) -> Low<'_> {
    let long = SHORTENED.iter().filter(|_| low.ends_with("ld")).find(|(short, _)| low.as_str() == *short);
    long.map_or(low, |(_, long)| Low(Cow::Borrowed(long)))
}

/// In small letters, with a straight apostrophe.
fn fold(text: &str) -> Low<'_> {
    Low(match text.is_ascii() {
        true if text.bytes().any(|b| b.is_ascii_uppercase()) => Cow::Owned(text.to_ascii_lowercase()),
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.to_lowercase().replace('’', "'")),
    })
}

fn shape(text: &str) -> Shape {
    match text.chars().next() {
        Some('$' | '£') => Shape::Number,
        Some(c) if c.is_ascii_digit() => Shape::Number,
        Some(c) if c.is_uppercase() => Shape::Capital,
        Some(c) if c.is_alphabetic() => Shape::Lower,
        Some('\'' | '’') if text.len() > 1 => Shape::Lower,
        _ => Shape::Point,
    }
}

fn token_len(rest: &str) -> usize {
    match rest.chars().next() {
        Some('\'' | '’') => possessive_len(rest),
        Some(c) if c.is_alphabetic() => word_len(rest),
        Some(c) if c.is_ascii_digit() || ((c == '$' || c == '£') && rest.len() > c.len_utf8()) => {
            number_len(rest)
        }
        Some(c) => c.len_utf8(),
        None => 0,
    }
}

/// Ends of words that stand apart from them: "Gromyko's", "I'll", "they've".
const CLITICS: [&str; 6] = ["s", "ll", "ve", "re", "d", "m"];

/// "'s" and "'ll" apart from their words; any other apostrophe alone.
fn possessive_len(rest: &str) -> usize {
    let mark = rest.chars().next().map_or(0, char::len_utf8);
    let after = rest.get(mark..).unwrap_or("");
    let letters = after.chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    let ends = |word: &str| CLITICS.iter().any(|c| c.eq_ignore_ascii_case(word));
    let clitic = after.get(..letters).is_some_and(ends);
    if clitic { mark + letters } else { mark }
}

fn word_len(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let inside = match c {
            c if c.is_alphanumeric() => true,
            '-' | '/' | '–' => next.is_some_and(char::is_alphanumeric),
            '\'' | '’' => next.is_some_and(char::is_alphabetic) && !is_possessive(rest, at),
            '.' => is_abbreviation(rest, at, end),
            '&' => next.is_some_and(char::is_uppercase),
            _ => false,
        };
        if !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn is_possessive(rest: &str, at: usize) -> bool {
    let tail = rest.get(at..).unwrap_or("");
    possessive_len(tail) > tail.chars().next().map_or(0, char::len_utf8)
}

/// Whether the point at `at` belongs to the word before it: "Mr.", "U.S.", "A.J.C.", "p.m.".
fn is_abbreviation(rest: &str, at: usize, end: usize) -> bool {
    let word = rest.get(..end).unwrap_or("");
    let last = word.rsplit('.').next().unwrap_or("");
    let letter = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
    let next = rest.get(at + 1..).and_then(|r| r.chars().next());
    let hour = matches!(word, "p" | "a" | "m");
    let inner = letter
        && (word.contains('.')
            || next.is_some_and(char::is_alphabetic)
            || last.chars().all(char::is_uppercase));
    inner || hour || (is_title(word) && !word.contains('.'))
}

/// Whether a word is one that is written with a point and does not end a sentence.
pub(crate) fn is_title(word: &str) -> bool {
    const TITLES: [&str; 31] = [
        "Mr", "Mrs", "Ms", "Messrs", "Dr", "Sir", "St", "Amb", "Gen", "Gov", "Sen", "Rep", "Col", "Lt",
        "Capt", "Maj", "Adm", "Prof", "Hon", "Rt", "No", "Nos", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov",
        "Dec", "Secy", "Pres",
    ];
    let shouted = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    TITLES.contains(&word) || shouted && TITLES.iter().any(|t| t.eq_ignore_ascii_case(word))
}

fn number_len(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let inside = match c {
            '$' | '£' => at == 0,
            c if c.is_ascii_alphanumeric() => true,
            '/' | ':' | '.' | ',' | '-' => next.is_some_and(|n| n.is_ascii_digit()),
            _ => false,
        };
        if !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text, &[(0, text.len())], 100).into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn a_possessive_stands_apart_and_an_abbreviation_keeps_its_point() {
        assert_eq!(
            words("Mr. Bone's U.S. visit, at 9:30 a.m. (A.J.C. 14/10)."),
            [
                "Mr.", "Bone", "'s", "U.S.", "visit", ",", "at", "9:30", "a.m.", "(", "A.J.C.", "14/10", ")",
                "."
            ]
        );
    }

    #[test]
    fn a_telegram_in_capitals_keeps_its_verbs() {
        let text = "WE WILL SEND AMBASSADOR BUFFUM TO SEE THE MINISTER";
        let all = tokens(text, &[(0, text.len())], 100);
        let names: Vec<&str> = all.iter().filter(|t| t.shape == Shape::Capital).map(|t| t.text).collect();
        assert_eq!(names, ["AMBASSADOR", "BUFFUM", "MINISTER"]);
    }

    #[test]
    fn in_capitals_whoever_speaks_is_named() {
        let text = "MR. RADLOV LEFT AND KORNIN SAID THAT PROGRESS WOULD BE SLOW";
        let all = tokens(text, &[(0, text.len())], 100);
        let names: Vec<&str> = all.iter().filter(|t| t.shape == Shape::Capital).map(|t| t.text).collect();
        assert_eq!(names, ["MR.", "RADLOV", "KORNIN"]);
    }

    #[test]
    fn curly_apostrophes_and_emoji_keep_their_bytes() {
        let text = "Gromyko’s don’t 😀 é";
        assert_eq!(words(text), ["Gromyko", "’s", "don’t", "😀", "é"]);
        let all = tokens(text, &[(0, text.len())], 100);
        assert_eq!((all[1].low.as_str(), all[2].low.as_str()), ("'s", "don't"));
        assert!(all.iter().all(|t| &text[t.start..t.end()] == t.text));
    }
}
