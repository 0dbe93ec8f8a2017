//! Phrases found by their first word, the longest first, so that TOP SECRET is never SECRET.

use std::collections::{BTreeSet, HashMap};

use crate::lex::{self, Token};
use crate::marking::COVERING;

/// What a phrase says; numbers are places in the policy's lists.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Meaning {
    Level(u8),
    Tag(usize),
    Several(usize),
    Refused(usize),
    /// A free name follows.
    Free,
    Place(usize),
    Group(usize),
}

#[derive(Clone, Debug)]
struct Phrase {
    words: Vec<String>,
    meaning: Meaning,
    old: bool,
}

/// A phrase found at the head of tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    /// How many tokens it takes.
    pub used: usize,
    pub meaning: Meaning,
    /// Whether the spelling was once right and is no longer.
    pub old: bool,
}

/// The phrases of a policy, or those of its places.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    phrases: Vec<Phrase>,
    by_word: HashMap<String, Vec<usize>>,
    by_letter: HashMap<char, Vec<usize>>,
    seen: BTreeSet<Vec<String>>,
}

impl Index {
    /// Adds a spelling, refusing one that cannot be told from another or from what separates words.
    pub(crate) fn add(
        &mut self,
        typed: &str,
        meaning: Meaning,
        old: bool,
        separators: &str,
    ) -> Result<(), String> {
        let words = lex::words(typed);
        let Some(first) = words.first().filter(|_| !typed.chars().any(|c| separators.contains(c))) else {
            return Err(format!("“{typed}” cannot be read; give words without separators"));
        };
        if words.iter().any(|word| word == COVERING) {
            return Err(format!("“{typed}” holds the word for covers; choose another"));
        }
        if !self.seen.insert(words.clone()) {
            return Err(format!("“{typed}” is there twice; remove one"));
        }
        let at = self.phrases.len();
        self.by_word.entry(first.clone()).or_default().push(at);
        self.by_letter.entry(first.chars().next().unwrap_or_default()).or_default().push(at);
        self.phrases.push(Phrase { words, meaning, old });
        Ok(())
    }

    pub(crate) fn has(&self, words: &[String]) -> bool {
        self.seen.contains(words)
    }

    /// The phrase that takes most tokens at the head of these.
    pub(crate) fn longest(&self, tokens: &[Token], spaced: bool) -> Option<Match> {
        let word = tokens.first()?.word.as_deref()?;
        let mut letters = word.chars();
        // A phrase whose first word is typed letter by letter is found by its first letter.
        let lettered = letters.next().filter(|_| spaced && letters.next().is_none());
        let lettered = lettered.and_then(|letter| self.by_letter.get(&letter));
        let whole = self.by_word.get(word);
        let candidates = lettered.into_iter().chain(whole).flatten().filter_map(|at| self.phrases.get(*at));
        let matched = |phrase: &Phrase| {
            let used = lex::match_phrase(tokens, &phrase.words, spaced)?;
            Some(Match { used, meaning: phrase.meaning, old: phrase.old })
        };
        candidates.filter_map(matched).max_by_key(|found| found.used)
    }
}
