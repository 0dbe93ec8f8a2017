//! Who is meant: "I" is the writer, "you" the reader, "he" the last named, a surname somebody known.

use super::build::{person_at, words};
use super::{Parsed, Reader, SENTENCE_TOKENS_MAX, Voice};
use crate::names::{self, surname};
use crate::rules::lexicon::KNOWN;
use crate::tokens::{Token, tokens};
use chancery_office::reading::Party;

/// Sentences back in which "he" or "we" are sought.
const BACK_SENTENCES_MAX: usize = 3;

/// Who was spoken of last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Who {
    /// The writer with another, and the sentence that named them.
    pair: Option<(usize, String)>,
    /// Whom "he" last meant, and where.
    third: Option<(usize, String)>,
}

impl Who {
    /// The name of the part's writer.
    pub fn writer(&self, voice: &Voice<'_>) -> Option<String> {
        name(voice.particulars.from.first())
    }
}

fn name(party: Option<&Party>) -> Option<String> {
    party.map(|p| p.short().to_owned()).filter(|n| n != "unknown")
}

impl Reader<'_> {
    /// The value of an actor's words as a reader should see it.
    pub(super) fn resolve(
        &mut self,
        parsed: &Parsed<'_>,
        first: usize,
        last: usize,
        joint: bool,
        words: String,
    ) -> String {
        let named = members(&parsed.tokens, first, last);
        let mut values: Vec<String> = Vec::new();
        let mut writer = None;
        for (a, b) in named {
            match self.member(parsed, a, b, joint) {
                Member::Writer(name) => writer = Some(name),
                Member::Other(name) => values.push(name),
            }
        }
        let with_writer = writer.is_some() && !values.is_empty();
        values.splice(0..0, writer);
        let value = if values.is_empty() { words } else { values.join(" and ") };
        if with_writer {
            self.who.pair = Some((parsed.index, value.clone()));
        }
        value
    }

    /// The one person whom a name, a post or initials can only mean.
    fn known(&self, said: &str) -> Option<String> {
        let mut found = self.candidates(said);
        found.pop().filter(|_| found.is_empty())
    }

    /// Those whom a name or a post may mean, likeliest first.
    pub(super) fn candidates(&self, said: &str) -> Vec<String> {
        names::candidates(self.voice.people, self.voice.particulars, said)
    }

    fn member(&mut self, parsed: &Parsed<'_>, a: usize, b: usize, joint: bool) -> Member {
        let said = words(&parsed.tokens, a, b);
        let low = parsed.tokens.get(a).map_or("", |t| t.low.as_str());
        let alone = b - a == 1;
        match low {
            "i" | "me" | "my" | "myself" if alone => match self.who.writer(self.voice) {
                Some(name) => Member::Writer(name),
                None => Member::Other(said),
            },
            "you" | "your" if alone => Member::Other(name(self.voice.particulars.to.first()).unwrap_or(said)),
            "we" | "us" | "our" if alone && said != "US" => Member::Other(self.we(parsed.index, joint, said)),
            "he" | "him" | "she" | "his" if alone => Member::Other(self.third(parsed, a).unwrap_or(said)),
            _ => Member::Other(self.known(&said).unwrap_or(said)),
        }
    }

    /// "We" who agreed are the two sides; other "we" are the writer's.
    fn we(&self, sentence: usize, joint: bool, said: String) -> String {
        let near = |(at, _): &&(usize, String)| sentence - at <= BACK_SENTENCES_MAX;
        let pair = self.who.pair.as_ref().filter(|_| joint).filter(near);
        match (pair, self.who.writer(self.voice)) {
            (Some((_, pair)), _) => pair.clone(),
            (None, Some(writer)) => format!("{writer} ({said})"),
            (None, None) => said,
        }
    }

    /// The man whom "he" at token `at` can only mean: the one person named of late.
    fn third(&mut self, parsed: &Parsed<'_>, at: usize) -> Option<String> {
        let mut named = persons(parsed.tokens.get(..at).unwrap_or(&[]), true);
        let before = self.who.third.clone().filter(|(s, _)| parsed.index - s <= BACK_SENTENCES_MAX);
        if named.is_empty() {
            match before {
                Some((_, name)) => named.push(name),
                None => named = self.named_before(parsed.index),
            }
        }
        named.dedup_by(|a, b| surname(a) == surname(b));
        let [found] = named.as_slice() else { return None };
        let later = parsed.tokens.iter().skip(at).any(|t| Some(t.text) == surname(found));
        if later {
            return None;
        }
        let found = self.known(found).unwrap_or_else(|| found.clone());
        self.who.third = Some((parsed.index, found.clone()));
        Some(found)
    }

    fn named_before(&self, sentence: usize) -> Vec<String> {
        let from = sentence.saturating_sub(BACK_SENTENCES_MAX);
        let near = self.sentences.get(from..sentence).unwrap_or(&[]);
        near.iter().flat_map(|s| persons(&tokens(self.text, &s.pieces, SENTENCE_TOKENS_MAX), false)).collect()
    }
}

enum Member {
    Writer(String),
    Other(String),
}

/// The members of "both Gromyko and I".
fn members(tokens: &[Token<'_>], first: usize, last: usize) -> Vec<(usize, usize)> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    let start = first + usize::from(matches!(word(first), "both" | "neither" | "either"));
    let (mut out, mut from) = (Vec::new(), start);
    for i in start..=last {
        if i == last || matches!(word(i), "and" | "or" | "nor" | "," | "&") {
            if i > from {
                out.push((from, i));
            }
            from = i + 1;
        }
    }
    out
}

/// "The Minister of Ports": what an office is of, and nobody.
fn is_charge(tokens: &[Token<'_>], at: usize) -> bool {
    let back = |by: usize| at.checked_sub(by).and_then(|b| tokens.get(b));
    let office =
        |t: &Token<'_>| [KNOWN.post, KNOWN.title, KNOWN.body].into_iter().any(|class| t.classes.has(class));
    let of = |by: usize| back(by).is_some_and(|t| t.is("of") || t.is("for"));
    let article = usize::from(back(1).is_some_and(|t| t.is("the")));
    of(1 + article) && back(2 + article).is_some_and(office)
}

/// The persons named, in order; where `strict`, "Brezhnev's proposal" names him only in passing.
fn persons(tokens: &[Token<'_>], strict: bool) -> Vec<String> {
    let passing = |end: usize| strict && tokens.get(end).is_some_and(|t| t.is("'s"));
    // "She is in Hawaii": where somebody is, and nobody.
    let placed = |at: usize| {
        let before = at.checked_sub(1).and_then(|b| tokens.get(b));
        before.is_some_and(|t| matches!(t.low.as_str(), "in" | "into" | "near" | "at"))
            || is_charge(tokens, at)
    };
    (0..tokens.len())
        .filter(|a| !placed(*a))
        .filter_map(|a| person_at(tokens, a).filter(|e| !passing(*e)).map(|e| words(tokens, a, e)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_office_is_of_is_nobody() {
        let named = |text: &str| persons(&tokens(text, &[(0, text.len())], 100), false);
        assert_eq!(named("There the Minister of Ports met Ambassador Quill."), ["Ambassador Quill"]);
        assert_eq!(named("There the Minister for the Ports met Ambassador Quill."), ["Ambassador Quill"]);
        assert_eq!(named("There the sister of Ports met Ambassador Quill."), ["Ports", "Ambassador Quill"]);
    }
}
