//! The tree that a query is understood as.

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
    /// A word by its stem.
    Stem(Scope, String),
    /// Words as written, next to one another.
    Phrase(Scope, Vec<String>),
    /// The beginning of a word.
    Prefix(Scope, String),
    /// A whole value.
    Whole(Label, String),
    /// A stretch of days.
    Days(Days),
}

/// Where words are sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Everywhere,
    Subject,
    From,
    To,
    Place,
}

impl Scope {
    /// Names are sought as written, prose by its stems.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Everywhere | Self::Subject)
    }
}

/// Which whole value is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    Kind,
    Reference,
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
