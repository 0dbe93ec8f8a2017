//! What becomes of an undertaking once it is known, and what a principal orders on a paper: commissions.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{Handle, Id};
use crate::worded;

/// A step in the life of an undertaking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndertakingMoved {
    /// The paper that it stands in.
    pub paper: Id,
    /// By what it is known again in it.
    pub key: String,
    /// What was done.
    pub step: Step,
}

/// What is done with an undertaking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Step {
    /// Somebody was made to answer for it.
    Assigned {
        /// Who.
        to: String,
        /// The person or post of the office that this is; none where it is somebody else.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<Handle>,
        /// By when, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
    },
    /// He was reminded of it.
    Chased {
        /// In which words.
        words: String,
    },
    /// It is left alone until a day.
    Waits {
        /// The day.
        until: Date,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// It is not left alone any more, before that day.
    Resumed {
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// It was kept.
    Kept {
        /// The paper that shows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shown_by: Option<Id>,
        /// How.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// It was not kept and is not waited for any more.
    Lapsed {
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// Whoever was to do it has refused.
    Refused {
        /// In which words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// Another undertaking is the same one, and is chased in its stead.
    Merged {
        /// The paper that the other stands in.
        paper: Id,
        /// By what it is known there.
        key: String,
    },
    /// It is open again.
    Reopened {
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}

worded! {
    /// Which step it is.
    pub enum StepKind {
        /// Somebody was made to answer for it.
        Assigned = "assigned",
        /// He was reminded of it.
        Chased = "chased",
        /// It is left alone until a day.
        Waits = "waits",
        /// It is not left alone any more, before that day.
        Resumed = "resumed",
        /// It was kept.
        Kept = "kept",
        /// It was not kept and is not waited for any more.
        Lapsed = "lapsed",
        /// Whoever was to do it has refused.
        Refused = "refused",
        /// Another undertaking is the same one.
        Merged = "merged",
        /// It is open again.
        Reopened = "reopened",
    }
}

impl Step {
    /// Which one it is.
    pub fn kind(&self) -> StepKind {
        match self {
            Step::Assigned { .. } => StepKind::Assigned,
            Step::Chased { .. } => StepKind::Chased,
            Step::Waits { .. } => StepKind::Waits,
            Step::Resumed { .. } => StepKind::Resumed,
            Step::Kept { .. } => StepKind::Kept,
            Step::Lapsed { .. } => StepKind::Lapsed,
            Step::Refused { .. } => StepKind::Refused,
            Step::Merged { .. } => StepKind::Merged,
            Step::Reopened { .. } => StepKind::Reopened,
        }
    }

    /// Whether it ends the chase.
    pub fn closes(&self) -> bool {
        matches!(self, Step::Kept { .. } | Step::Lapsed { .. } | Step::Refused { .. } | Step::Merged { .. })
    }

    /// The words that were written with it.
    pub fn words(&self) -> &str {
        match self {
            Step::Chased { words } | Step::Kept { words, .. } => words,
            Step::Waits { reason, .. }
            | Step::Resumed { reason }
            | Step::Lapsed { reason }
            | Step::Refused { reason }
            | Step::Reopened { reason } => reason,
            Step::Assigned { .. } | Step::Merged { .. } => "",
        }
    }

    /// The day that it names.
    pub fn day(&self) -> Option<Date> {
        match self {
            Step::Assigned { due, .. } => *due,
            Step::Waits { until, .. } => Some(*until),
            _ => None,
        }
    }

    /// The other paper that it names.
    pub fn other(&self) -> Option<Id> {
        match self {
            Step::Kept { shown_by, .. } => *shown_by,
            Step::Merged { paper, .. } => Some(*paper),
            _ => None,
        }
    }
}

/// What was ordered on a paper: an undertaking that no reading had to find.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commission {
    /// On which paper.
    pub paper: Id,
    /// By what it is known again.
    pub key: String,
    /// Who is to do it.
    pub owner: String,
    /// The person or post of the office that this is; none where it is somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Handle>,
    /// What.
    pub what: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The words that ordered it.
    pub words: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_entered_as_plain_json() {
        let step =
            Step::Assigned { to: "Bone".into(), person: None, due: Some(jiff::civil::date(1982, 11, 1)) };
        let moved = UndertakingMoved { paper: Id([1; 16]), key: "k".into(), step };
        let entered = serde_json::to_string(&moved).unwrap();
        insta::assert_snapshot!(entered, @r#"{"paper":"01010101010101010101010101010101","key":"k","step":{"is":"assigned","to":"Bone","due":"1982-11-01"}}"#);
        assert_eq!(serde_json::from_str::<UndertakingMoved>(&entered).unwrap(), moved);
    }
}
