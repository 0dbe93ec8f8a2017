//! Meetings, as they are noted.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::id::Id;

/// A meeting as noted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeetingNoted {
    /// Its id.
    pub meeting: Id,
    /// Day.
    pub date: Date,
    /// Hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Time>,
    /// When it ends, on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Time>,
    /// What it is about.
    pub subject: String,
    /// Where.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// With whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// The words in which it was found.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The paper that speaks of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Id>,
    /// By what the finding is known again in that paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// Its label, canonical: that of the paper at the time.
    pub label: String,
    /// A reading proposed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proposed: bool,
}
