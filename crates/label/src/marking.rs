//! Markings as typed, what they say, and why one cannot be read.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::lex::{self, Token};
use crate::{Component, Label, Policy};

/// Longest marking that is read.
pub const TYPED_BYTES_MAX: usize = 4096;

/// The word between a cover's own marking and that of what it encloses.
pub(crate) const COVERING: &str = "covering";
/// What may stand between a marking's words in any policy, so that `covering` is found beside it.
const SEPARATORS_ALL: &str = ";,/:·";

/// A marking: the words as typed, kept for ever, and what they were read as.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marking {
    /// The words as typed.
    pub typed: String,
    /// The paper's own label; none where only "covering ..." is written.
    pub own: Option<Label>,
    /// The label written after "covering".
    pub covers: Option<Label>,
    /// Where it was read though it is not written as the policy has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

/// A liberty of the typist's that was read all the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// The bytes of what was typed.
    pub at: Range<usize>,
    /// Those bytes.
    pub found: String,
    /// What is not as the policy has it.
    pub why: String,
    /// How it is written, where it is a matter of writing.
    pub canonical: Option<String>,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” {}", self.found, self.why)?;
        self.canonical.iter().try_for_each(|canonical| write!(f, "; write “{canonical}”"))
    }
}

/// What one part of a marking was read as.
pub(crate) struct Part<T> {
    pub read: T,
    pub warnings: Vec<Warning>,
}

impl<T> Part<T> {
    pub(crate) fn map<U>(self, f: impl FnOnce(T) -> U) -> Part<U> {
        Part { read: f(self.read), warnings: self.warnings }
    }
}

impl Marking {
    /// The paper's own label once what it covers is detached: where none is written, the policy's lowest.
    pub fn own_label(&self, policy: &Policy) -> Label {
        self.own.clone().unwrap_or_else(|| Label::of(policy.id().clone(), Component::level(0)))
    }
}

/// Why a marking cannot be read, by place in what was typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub struct Fault {
    /// The bytes of what was typed that could not be read.
    pub at: Range<usize>,
    /// Those bytes, which the typist knows already.
    pub found: String,
    /// What could have stood there.
    pub expected: String,
}

impl Fault {
    pub(crate) fn new(typed: &str, at: Range<usize>, expected: impl Into<String>) -> Self {
        let found = typed.get(at.clone()).unwrap_or_default().to_owned();
        Self { at, found, expected: expected.into() }
    }

    /// Whether it lies further on in the text than `other`.
    pub(crate) fn beyond(&self, other: &Self) -> bool {
        (self.at.start, self.at.end) > (other.at.start, other.at.end)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.found.is_empty() {
            return write!(f, "the marking ends too soon: expected {}", self.expected);
        }
        write!(f, "cannot read “{}”: expected {}", self.found, self.expected)
    }
}

/// Reads a marking whose own part and covered part are each read by `read`.
pub(crate) fn read(
    typed: &str,
    read: impl Fn(Range<usize>) -> Result<Part<Label>, Fault>,
) -> Result<Marking, Fault> {
    bounded(typed)?;
    let (own, covers) = halves(typed)?;
    let mut warnings = Vec::new();
    let mut half = |place: Option<Range<usize>>| {
        let part = place.map(&read).transpose()?;
        Ok(part.map(|part| {
            warnings.extend(part.warnings);
            part.read
        }))
    };
    let (own, covers) = (half(own)?, half(covers)?);
    Ok(Marking { typed: typed.into(), own, covers, warnings })
}

/// Refuses what is longer than any marking.
pub(crate) fn bounded(typed: &str) -> Result<(), Fault> {
    if typed.len() <= TYPED_BYTES_MAX {
        return Ok(());
    }
    let expected = format!("a marking of at most {TYPED_BYTES_MAX} bytes");
    Err(Fault { at: 0..typed.len(), found: "the whole".into(), expected })
}

type Halves = (Option<Range<usize>>, Option<Range<usize>>);

/// The place of the own part and that of the covered part.
fn halves(typed: &str) -> Result<Halves, Fault> {
    // Most markings have no v, and so no "covering", however it is spaced.
    if !typed.bytes().any(|byte| byte.eq_ignore_ascii_case(&b'v')) {
        return Ok((Some(0..typed.len()), None));
    }
    let tokens = lex::lex(typed, 0..typed.len(), SEPARATORS_ALL);
    let mut found = (0..tokens.len()).filter_map(|at| covering_at(&tokens, at));
    let Some(word) = found.next() else { return Ok((Some(0..typed.len()), None)) };
    if let Some(second) = found.next() {
        return Err(Fault::new(typed, second, "“covering” once only"));
    }
    let own = typed.get(..word.start).is_some_and(|left| !left.trim().is_empty()).then_some(0..word.start);
    Ok((own, Some(word.end..typed.len())))
}

/// Whether the text would be taken apart as that of a cover.
pub(crate) fn has_covering(text: &str) -> bool {
    !matches!(halves(text), Ok((_, None)))
}

fn covering_at(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let rest = tokens.get(at..)?;
    let used = lex::match_word(rest, COVERING, true)?;
    Some(rest.first()?.at.start..rest.get(used - 1)?.at.end)
}
