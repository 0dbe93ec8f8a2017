//! What a reader typed, understood.

mod dates;
mod lexer;
mod parser;
mod tree;

use std::ops::Range;

use thiserror::Error;

pub(crate) use tree::{Days, Junction, Label, Leaf, Node, Scope};

/// The longest query.
pub const QUERY_CHARS_MAX: usize = 1_000;
/// The most words, phrases counted by their words, in one query.
pub const TERMS_MAX: usize = 64;
/// How deep parentheses and negations may stand in one another.
pub const DEPTH_MAX: usize = 20;
/// The fewest letters before a `*`.
pub const PREFIX_LETTERS_MIN: usize = 2;

/// A query that was understood.
///
/// Words stand together (`madrid gromyko`: both); `"a phrase"` is sought as written; `-word` and
/// `NOT word` leave out; `OR` and parentheses join; `negotiat*` takes any ending. A word before a
/// colon names a field: `subject:` `from:` `to:` `place:` (words), `kind:` `ref:` (the whole value
/// without case), `date:1982-10-14` `date:1982-10..1982-12` `year:1970` `before:` `after:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(crate) root: Node,
}

impl Query {
    /// Understands what was typed, or says where it stopped making sense.
    pub fn parse(typed: &str) -> Result<Query, QueryFault> {
        Ok(Query { root: parser::parse(typed)? })
    }
}

/// Where a query stopped making sense, and what would have made sense there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the query does not make sense at its byte {}: write {expected}", at.start)]
pub struct QueryFault {
    /// The bytes of what was typed that do not make sense.
    pub at: Range<usize>,
    /// What would have made sense there.
    pub expected: String,
}

impl QueryFault {
    fn new(at: Range<usize>, expected: impl Into<String>) -> Self {
        Self { at, expected: expected.into() }
    }
}
