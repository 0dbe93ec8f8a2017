//! The work of a box: what is put up, in which order, until when, and what the principal makes of it.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::id::{Handle, Id};

/// A paper put up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PutUp {
    /// The paper.
    pub paper: Id,
    /// The post before whom.
    pub principal: Handle,
    /// For what.
    pub purpose: Purpose,
    /// For which meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Id>,
    /// The note on it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// By when it must be dealt with, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// A reading proposed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proposed: bool,
}

/// What a paper is put up for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// For decision.
    Decision,
    /// For signature.
    Signature,
    /// To see.
    See,
    /// To note.
    Note,
    /// Reading.
    Reading,
}

impl Purpose {
    /// Every purpose, in the order of a box.
    pub const ALL: [Purpose; 5] =
        [Purpose::Decision, Purpose::Signature, Purpose::See, Purpose::Note, Purpose::Reading];

    /// The word for it on a command line.
    pub fn word(self) -> &'static str {
        match self {
            Purpose::Decision => "decision",
            Purpose::Signature => "signature",
            Purpose::See => "see",
            Purpose::Note => "note",
            Purpose::Reading => "reading",
        }
    }

    /// The words for it in a box.
    pub fn words(self) -> &'static str {
        match self {
            Purpose::Decision => "For decision",
            Purpose::Signature => "For signature",
            Purpose::See => "To see",
            Purpose::Note => "To note",
            Purpose::Reading => "Reading",
        }
    }

    /// The purpose of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.word() == word)
    }
}

/// By when a paper that is put up must be dealt with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The day.
    pub day: Date,
    /// The hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Time>,
    /// Why then.
    pub reason: String,
}

/// A paper was taken out of a box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOut {
    /// The post before which it lay.
    pub principal: Handle,
    /// The paper.
    pub paper: Id,
}

/// A paper was moved beside another in a box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxMoved {
    /// The post before which they lie.
    pub principal: Handle,
    /// The paper that was moved.
    pub paper: Id,
    /// The one beside which it lies from now on.
    pub beside: Id,
    /// It lies after it, and not before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub after: bool,
}

/// The hour was set at which a box closes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxCloses {
    /// The post whose box it is.
    pub principal: Handle,
    /// The hour.
    pub at: Timestamp,
}

/// What a principal made of a paper: it comes out of his box with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperMarked {
    /// The post before which it lay.
    pub principal: Handle,
    /// The paper.
    pub paper: Id,
    /// His mark.
    pub mark: Mark,
    /// His words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Who made it acts for the principal.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deputy: bool,
    /// By what a mark that is sent twice is known again; empty where it is sent once.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub once: String,
}

/// A principal's mark on a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// He agrees.
    Agree,
    /// He does not.
    NotAgree,
    /// He wants to speak of it.
    Discuss,
    /// He has seen it.
    Seen,
    /// What he wrote says it.
    Other,
}

impl Mark {
    /// Every mark, in the order of their keys.
    pub const ALL: [Mark; 5] = [Mark::Agree, Mark::NotAgree, Mark::Discuss, Mark::Seen, Mark::Other];

    /// The word for it in a form.
    pub fn word(self) -> &'static str {
        match self {
            Mark::Agree => "agree",
            Mark::NotAgree => "not-agree",
            Mark::Discuss => "discuss",
            Mark::Seen => "seen",
            Mark::Other => "other",
        }
    }

    /// The words for it on a paper.
    pub fn words(self) -> &'static str {
        match self {
            Mark::Agree => "agree",
            Mark::NotAgree => "do not agree",
            Mark::Discuss => "please discuss",
            Mark::Seen => "seen",
            Mark::Other => "noted on it",
        }
    }

    /// The mark of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_reads_back() {
        for mark in Mark::ALL {
            assert_eq!(Mark::from_word(mark.word()), Some(mark));
        }
        assert_eq!(Mark::from_word("perhaps"), None);
    }
}
