//! The tree that a query is understood as.

use crate::analysis;

/// A query or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// One thing sought.
    Leaf(Leaf),
    /// Several together.
    All(Junction),
    /// Any of several.
    Any(Vec<Node>),
}

/// Things that must and things that must not be in a paper. With nothing that must, every paper is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Junction {
    pub must: Vec<Node>,
    pub not: Vec<Node>,
}

/// One thing sought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Leaf {
    /// A word in any of its forms: as written, or by its stem.
    Word(Scope, Vec<String>),
    /// Words in their places.
    Sequence(Scope, Sequence),
    /// The beginning of a word.
    Prefix(Scope, String),
    /// A word and those that differ from it by so many letters.
    Fuzzy(Scope, String, u8),
    /// A kind of paper.
    Kind(String),
    /// Words of a label.
    Label(Vec<String>),
    /// Whether the label is settled.
    Settled(bool),
    /// A stretch of days.
    Days(Days),
    /// A paper by its key.
    Key(u64),
    /// Papers that came later.
    After(u64),
}

/// Where words are sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Everywhere,
    Subject,
    From,
    To,
    Place,
    File,
    Post,
    Reference,
}

impl Scope {
    /// Names are sought as written, prose by its stems.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Everywhere | Self::Subject)
    }
}

/// Several words in their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sequence {
    pub parts: Vec<Part>,
    /// In any order, the first and the last at most so many places apart; else each at its offset.
    pub within: Option<u32>,
}

/// One of several words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub offset: u32,
    pub forms: Vec<String>,
}

impl Sequence {
    /// The words of a quotation, as written.
    pub fn quoted(words: &str, within: Option<u32>) -> Self {
        let pieces = analysis::pieces(words).into_iter();
        let parts = pieces.map(|piece| Part { offset: piece.offset, forms: vec![piece.term] });
        Self { parts: parts.collect(), within }
    }
}

/// A stretch of days since 1970-01-01, both ends in it; an absent end is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub first: Option<i32>,
    pub last: Option<i32>,
}

impl Days {
    /// Whether a day lies in the stretch.
    pub fn has(&self, day: i64) -> bool {
        self.first.is_none_or(|first| day >= i64::from(first))
            && self.last.is_none_or(|last| day <= i64::from(last))
    }
}
