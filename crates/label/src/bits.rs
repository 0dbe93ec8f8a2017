//! Sets of a policy's names, a bit for each: levels first, then tags and families.

use crate::policy::{LEVELS_MAX, Name};

const WORD_BITS: usize = 64;
const WORDS: usize = 4;
/// Most tags and families that a policy may have.
pub(crate) const TAGS_MAX: usize = WORDS * WORD_BITS - LEVELS_MAX;

/// A set of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits([u64; WORDS]);

impl Bits {
    /// A name beyond what a policy may have is in no set.
    pub(crate) fn insert(&mut self, name: Name) {
        let at = place(name);
        if let Some(word) = self.0.get_mut(at / WORD_BITS) {
            *word |= 1 << (at % WORD_BITS);
        }
    }

    pub(crate) fn contains(&self, name: Name) -> bool {
        let at = place(name);
        self.0.get(at / WORD_BITS).is_some_and(|word| word & (1 << (at % WORD_BITS)) != 0)
    }

    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether some name is in both.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        !self.both(other).is_empty()
    }

    /// Whether all names of `other` are in it.
    pub(crate) fn holds(&self, other: &Self) -> bool {
        self.both(other) == *other
    }

    pub(crate) fn both(&self, other: &Self) -> Self {
        let mut words = self.0;
        words.iter_mut().zip(other.0).for_each(|(word, other)| *word &= other);
        Self(words)
    }

    /// The names, levels first.
    pub(crate) fn iter(self) -> impl Iterator<Item = Name> {
        (0..).zip(self.0).flat_map(|(at, word)| ones(word).map(move |bit| name(at * WORD_BITS + bit)))
    }
}

impl FromIterator<Name> for Bits {
    fn from_iter<I: IntoIterator<Item = Name>>(names: I) -> Self {
        let mut bits = Self::default();
        names.into_iter().for_each(|name| bits.insert(name));
        bits
    }
}

fn place(name: Name) -> usize {
    match name {
        Name::Level(rank) => usize::from(rank),
        Name::Tag(at) => LEVELS_MAX + at,
    }
}

fn name(place: usize) -> Name {
    match place.checked_sub(LEVELS_MAX) {
        Some(at) => Name::Tag(at),
        None => Name::Level(u8::try_from(place).unwrap_or(u8::MAX)),
    }
}

fn ones(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = word.trailing_zeros() as usize;
        word &= word.wrapping_sub(1);
        (bit < WORD_BITS).then_some(bit)
    })
}
