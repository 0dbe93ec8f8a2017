//! A paper in hand: on which day it comes up again, and to whom it was copied for what.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{Handle, Id};
use crate::worded;

/// A paper is to come up again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BroughtUp {
    /// The paper.
    pub paper: Id,
    /// By what this is known again.
    pub key: String,
    /// The person or post before whom it comes up.
    pub before: Handle,
    /// On which day.
    pub on: Date,
    /// Why.
    pub reason: String,
}

/// A paper that was brought up need not come up any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutAway {
    /// The paper.
    pub paper: Id,
    /// By what it is known that it was brought up.
    pub key: String,
}

/// A paper was copied to somebody. It opens nothing: who may not read the paper is not told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// The paper.
    pub paper: Id,
    /// By what this is known again.
    pub key: String,
    /// The person or post.
    pub to: Handle,
    /// For what.
    pub purpose: CopyPurpose,
    /// The note on it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What was to be done with a copy is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyAnswered {
    /// The paper.
    pub paper: Id,
    /// By what the copy is known.
    pub key: String,
    /// How, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The paper that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_by: Option<Id>,
}

worded! {
    /// What a paper is copied for.
    pub enum CopyPurpose {
        /// Something is to be done.
        Action = "action",
        /// It is to be known.
        Information = "information",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_entered_as_plain_json() {
        let purpose = CopyPurpose::Action;
        let (paper, to) = (Id([1; 16]), "bone".parse().unwrap());
        let copied = Copied { paper, key: "k".into(), to, purpose, note: String::new() };
        let entered = serde_json::to_string(&copied).unwrap();
        insta::assert_snapshot!(entered, @r#"{"paper":"01010101010101010101010101010101","key":"k","to":"bone","purpose":"action"}"#);
        assert_eq!(serde_json::from_str::<Copied>(&entered).unwrap(), copied);
    }
}
