//! What a pattern cannot do without, so that a sentence that lacks it costs nothing.

use super::lexicon::{Class, Classes};
use crate::tokens::Token;

/// Words of digests in a sieve.
const SIEVE_WORDS: usize = 4;

/// What stands somewhere in a sentence: all its classes, and its words in a sieve of digests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    classes: u64,
    words: [u64; SIEVE_WORDS],
}

/// Classes and words of which one must stand there. A word may pass that is another; none is held back
/// that stands there.
pub(crate) type Need = Seen;

impl Seen {
    /// What stands in a sentence.
    pub fn of(tokens: &[Token<'_>]) -> Self {
        let mut seen = Self::default();
        for token in tokens {
            seen.classes |= token.classes.0;
            seen.word(token.digest);
        }
        seen
    }

    /// Adds a class.
    pub fn class(&mut self, class: Class) {
        self.classes |= 1 << class;
    }

    /// Adds a word by its digest.
    pub fn word(&mut self, digest: u64) {
        let (place, bit) = place(digest);
        if let Some(word) = self.words.get_mut(place) {
            *word |= bit;
        }
    }

    /// Adds all of another.
    pub fn add(&mut self, other: &Seen) {
        self.classes |= other.classes;
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    /// Whether something of `need` is among what was seen.
    pub fn meets(&self, need: &Need) -> bool {
        self.classes & need.classes != 0 || self.words.iter().zip(&need.words).any(|(a, b)| a & b != 0)
    }

    /// Whether one token with these classes and this digest may be what is needed.
    pub fn admits(&self, classes: Classes, digest: u64) -> bool {
        let (place, bit) = place(digest);
        self.classes & classes.0 != 0 || self.words.get(place).is_some_and(|w| w & bit != 0)
    }
}

fn place(digest: u64) -> (usize, u64) {
    ((digest >> 6) as usize % SIEVE_WORDS, 1 << (digest % 64))
}
