//! The work of a box: what is put up, in which order, until when, and what the principal makes of it.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::id::{Handle, Id};
use crate::worded;

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

worded! {
    /// What a paper is put up for.
    #[derive(PartialOrd, Ord)]
    pub enum Purpose {
        /// For decision.
        Decision = "decision" => "For decision",
        /// For signature.
        Signature = "signature" => "For signature",
        /// To see.
        See = "see" => "To see",
        /// To note.
        Note = "note" => "To note",
        /// Reading.
        Reading = "reading" => "Reading",
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
    /// What he decided of its recommendations, where he did so one by one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decided: Vec<Decided>,
    /// Who made it acts for the principal.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deputy: bool,
    /// By what a mark that is sent twice is known again; empty where it is sent once.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub once: String,
}

/// What a principal decided of one recommendation of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Its number among those of the paper, from 1.
    pub number: u32,
    /// The recommendation, in the words of the paper.
    pub recommendation: String,
    /// His mark.
    pub mark: Mark,
}

worded! {
    /// A principal's mark on a paper.
    pub enum Mark {
        /// He agrees.
        Agree = "agree",
        /// He does not.
        NotAgree = "not-agree" => "do not agree",
        /// He wants to speak of it.
        Discuss = "discuss" => "please discuss",
        /// He has seen it.
        Seen = "seen",
        /// What he wrote says it.
        Other = "other" => "noted on it",
    }
}

impl Mark {
    /// The marks by which something is decided.
    pub const DECIDES: [Mark; 3] = [Mark::Agree, Mark::NotAgree, Mark::Discuss];
}
