//! What a reader typed, understood.

mod dates;
mod lexer;
mod parser;
mod sought;
mod tree;

use std::fmt;
use std::ops::Range;

use thiserror::Error;

pub(crate) use tree::{Days, Junction, Leaf, Node, Part, Scope, Sequence};

/// The longest query.
pub const QUERY_CHARS_MAX: usize = 1_000;
/// The most words, phrases counted by their words, in one query.
pub const TERMS_MAX: usize = 64;
/// How deep parentheses and negations may stand in one another.
pub const DEPTH_MAX: usize = 20;
/// The fewest letters before a `*`.
pub const PREFIX_LETTERS_MIN: usize = 2;
/// The furthest apart that words sought near one another may be.
pub const NEAR_WORDS_MAX: u32 = 100;
/// The fewest letters of a word that is sought with one letter other than typed.
pub const FUZZY_LETTERS_MIN: usize = 3;
/// The fewest letters of a word that is sought with two letters other than typed.
pub const FUZZIER_LETTERS_MIN: usize = 6;

/// How much of a fault is quoted.
const FOUND_CHARS_MAX: usize = 30;

/// A query that was understood.
///
/// Words stand together (`madrid gromyko`: both); `"a phrase"` is sought as written; `-word` and
/// `NOT word` leave out; `OR` and parentheses join; `negotiat*` takes any ending; `gromiko~1` takes one
/// letter other than typed, `~2` two of a longer word; `"arms control"~5` and `arms NEAR/5 control` take
/// words at most five places apart. A word before a colon names a field: `subject:` `from:` `to:`
/// `place:` `post:` `in:` (the file) `ref:` (words), `kind:` (the whole value without case), `label:`
/// (a series or words of a banner), `is:settled` `is:unsettled`, and `before:` `after:` `on:`, which take
/// days as they are written: `1969`, `march 1969`, `14 oct 1982`, `10/1982`, `1969..1972`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(crate) root: Node,
    pub(crate) typed: String,
    pub(crate) spelled: Vec<Spelled>,
}

/// A plain word of a query, with the bytes in which it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spelled {
    pub at: Range<usize>,
    pub word: String,
}

impl Query {
    /// Understands what was typed, or says where it stopped making sense.
    pub fn parse(typed: &str) -> Result<Query, QueryFault> {
        parser::parse(typed).map_err(|fault| fault.told(typed))
    }

    /// What was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The same, of papers that came later than that.
    #[must_use]
    pub fn after(self, came: u64) -> Query {
        let newer = Node::Leaf(Leaf::After(came));
        Query { root: Node::All(Junction { must: vec![self.root, newer], not: Vec::new() }), ..self }
    }

    /// A query that was not typed.
    pub(crate) fn made(root: Node) -> Self {
        Self { root, typed: String::new(), spelled: Vec::new() }
    }
}

/// Where a query stopped making sense, what stands there, and what would have made sense.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub struct QueryFault {
    /// The bytes of what was typed that do not make sense.
    pub at: Range<usize>,
    /// What stands there, in quotation marks, or that nothing does.
    pub found: String,
    /// What would have made sense there.
    pub expected: String,
}

impl fmt::Display for QueryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at, found, expected } = self;
        if at.is_empty() {
            return write!(f, "nothing stands there: write {expected}");
        }
        write!(f, "{found} makes no sense there: write {expected}")
    }
}

/// A fault before it is told to who typed.
#[derive(Debug)]
struct Fault {
    at: Range<usize>,
    expected: String,
}

impl Fault {
    fn new(at: Range<usize>, expected: impl Into<String>) -> Self {
        Self { at, expected: expected.into() }
    }

    fn told(self, typed: &str) -> QueryFault {
        let found = typed.get(self.at.clone()).unwrap_or_default();
        let mut quoted: String = found.chars().take(FOUND_CHARS_MAX).collect();
        if quoted.len() < found.len() {
            quoted.push('…');
        }
        let found = if quoted.is_empty() { "nothing".to_owned() } else { format!("“{quoted}”") };
        QueryFault { at: self.at, found, expected: self.expected }
    }
}
