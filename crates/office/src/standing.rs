//! Standing: who may read what and since when, and how a marking is changed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{Handle, Id};
use crate::worded;

/// A clearance as given, by another than who receives it. It takes the place of any given before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClearanceGiven {
    /// To whom.
    pub person: Handle,
    /// What he may read, as the `label` crate writes a clearance.
    pub clearance: String,
    /// First day; none is the day on which it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day; none has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Why, in the words of who gave it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A circle as made: a list of people within which a paper stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CircleMade {
    /// Its id.
    pub circle: Id,
    /// Its name as its members know it; two circles may have one name and not know of each other.
    pub name: String,
    /// Its name in labels, which no other circle has.
    pub tag: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
}

/// Somebody who acts in a post for its holder, from a first day to a last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeputyNamed {
    /// The post.
    pub post: Handle,
    /// Who acts in it.
    pub person: Handle,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

/// Another marking for a paper, proposed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RelabelProposed {
    /// The proposal's id.
    pub proposal: Id,
    /// The paper.
    pub paper: Id,
    /// The marking as typed.
    pub marking: String,
    /// Its label, canonical: what the paper is to bear by itself.
    pub label: String,
    /// Why.
    pub reason: String,
    /// By what authority.
    pub authority: String,
    /// The day from which it may be approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// The event upon which it is to be approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
}

worded! {
    /// What became of a marking that was proposed.
    pub enum RelabelState {
        /// It waits for a second person.
        Proposed = "proposed",
        /// The paper bears it.
        Approved = "approved",
        /// It was refused, or taken back.
        Refused = "refused",
    }
}
