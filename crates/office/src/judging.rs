//! What people find of what readings propose.

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::reading::Finding;
use crate::worded;

/// A finding as a person judged it. What the reading proposed is not altered: it stands in the entry by
/// which the paper was registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindingJudged {
    /// The paper in whose text it stands.
    pub paper: Id,
    /// The finding by its words, class and rule, so that it is known again where the text is put right elsewhere.
    pub proposal: String,
    /// The rule that proposed it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// What he found of it.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// What a person says of a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "verdict")]
pub enum Verdict {
    /// It is so.
    Confirmed,
    /// It is so, in these words.
    Corrected {
        /// The finding as it should be.
        finding: Box<Finding>,
    },
    /// It is not so.
    Dismissed {
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// It is so, and was not proposed.
    Added {
        /// The finding.
        finding: Box<Finding>,
        /// The words that prove it.
        words: String,
    },
    /// What he last said of it was a slip: it stands as it did before.
    Withdrawn,
}

worded! {
    /// How a finding stands: what was said of it last.
    pub enum FindingState {
        /// Nothing yet: a reading proposes it.
        Proposed = "proposed",
        /// It is so.
        Confirmed = "confirmed",
        /// It is so, in other words.
        Corrected = "corrected",
        /// It is not so.
        Dismissed = "dismissed",
        /// It was not proposed, and is so.
        Added = "added",
        /// No paper says it: it was ordered on one.
        Ordered = "ordered",
    }
}

impl Verdict {
    /// How what it is said of stands by it; none where it stands as it did before something was said.
    pub fn state(&self) -> Option<FindingState> {
        match self {
            Verdict::Confirmed => Some(FindingState::Confirmed),
            Verdict::Corrected { .. } => Some(FindingState::Corrected),
            Verdict::Dismissed { .. } => Some(FindingState::Dismissed),
            Verdict::Added { .. } => Some(FindingState::Added),
            Verdict::Withdrawn => None,
        }
    }
}
