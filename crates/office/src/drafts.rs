//! Drafts: what is being written, who clears it, and the paper that it becomes.

use serde::{Deserialize, Serialize};

use crate::id::{Handle, Id};
use crate::worded;

/// A draft as it was saved. Each saving is a version of its own, under a key of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSaved {
    /// The draft.
    pub draft: Id,
    /// This version.
    pub version: Id,
    /// The version that its writer had before him.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Id>,
    /// The paper that it answers, or covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Id>,
    /// What it says.
    pub content: Content,
    /// What it bears with all its portions, canonical.
    pub label: String,
}

/// What a draft says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// As what it is written.
    pub form: Form,
    /// To whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// Copied to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<String>,
    /// What it is about.
    pub subject: String,
    /// What portions bear that bear none of their own, as typed.
    pub marking: String,
    /// How a letter begins; empty for how one to its first addressee does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub salutation: String,
    /// How a letter ends before its writer's name; empty for "Yours sincerely".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub close: String,
    /// Its portions, in order.
    pub portions: Vec<Portion>,
}

/// A portion of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portion {
    /// Its heading, as a submission has them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// What it bears, as typed; empty for what the draft bears.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub marking: String,
    /// Its words.
    pub words: String,
}

worded! {
    /// As what something is written.
    #[derive(Default)]
    pub enum Form {
        /// A letter, or the reply to one.
        #[default]
        Letter = "letter" => "Letter",
        /// A minute.
        Minute = "minute" => "Minute",
        /// A submission: a question put up for decision, under six headings.
        Submission = "submission" => "Submission",
        /// A note that covers a paper.
        CoverNote = "cover-note" => "Cover note",
        /// A telegram.
        Telegram = "telegram" => "Telegram",
    }
}

impl Form {
    /// The headings of a submission, in order.
    pub const HEADINGS: [&str; 6] =
        ["Issue", "Recommendation", "Timing", "Background", "Argument", "Presentation"];

    /// Its paragraphs are numbered.
    pub fn numbered(self) -> bool {
        !matches!(self, Form::Letter | Form::CoverNote)
    }
}

worded! {
    /// What somebody says of a version that he was asked to clear.
    pub enum Clearing {
        /// He agrees.
        Agrees = "agrees",
        /// He agrees with what he wrote.
        WithChanges = "with-changes" => "agrees with changes",
        /// He does not.
        Objects = "objects" => "does not agree",
    }
}

/// Something done with a version of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftMoved {
    /// The draft.
    pub draft: Id,
    /// The version.
    pub version: Id,
    /// What.
    pub step: DraftStep,
}

/// What is done with a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum DraftStep {
    /// Somebody is asked to clear it.
    Sent {
        /// Who.
        to: Handle,
    },
    /// It is put up to somebody for signature.
    ForSignature {
        /// Whom.
        to: Handle,
    },
    /// Who was asked says what he thinks.
    Cleared {
        /// What.
        clearing: Clearing,
        /// In which words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    /// A paper of the register is to lie with it.
    Encloses {
        /// The paper.
        paper: Id,
    },
    /// That paper is not to lie with it any more.
    Leaves {
        /// The paper.
        paper: Id,
    },
    /// It was signed, and stands in the register as a paper.
    Signed {
        /// The paper.
        paper: Id,
    },
    /// It is not written any further.
    Dropped,
}

worded! {
    /// Which step it is; in the words that people read, what its doer did.
    pub enum DraftStepKind {
        /// Somebody is asked to clear it.
        Sent = "sent" => "sent to",
        /// It is put up to somebody for signature.
        ForSignature = "for-signature" => "put up for signature to",
        /// Who was asked says what he thinks.
        Cleared = "cleared",
        /// A paper of the register is to lie with it.
        Encloses = "encloses" => "laid with it",
        /// That paper is not to lie with it any more.
        Leaves = "leaves" => "took out",
        /// It was signed.
        Signed = "signed",
        /// It is not written any further.
        Dropped = "dropped",
    }
}

impl DraftStepKind {
    /// Somebody is asked for something by it.
    pub fn asks(self) -> bool {
        matches!(self, DraftStepKind::Sent | DraftStepKind::ForSignature)
    }

    /// Nothing is written on the draft after it.
    pub fn ends(self) -> bool {
        matches!(self, DraftStepKind::Signed | DraftStepKind::Dropped)
    }
}

impl DraftStep {
    /// Which one it is.
    pub fn kind(&self) -> DraftStepKind {
        match self {
            DraftStep::Sent { .. } => DraftStepKind::Sent,
            DraftStep::ForSignature { .. } => DraftStepKind::ForSignature,
            DraftStep::Cleared { .. } => DraftStepKind::Cleared,
            DraftStep::Encloses { .. } => DraftStepKind::Encloses,
            DraftStep::Leaves { .. } => DraftStepKind::Leaves,
            DraftStep::Signed { .. } => DraftStepKind::Signed,
            DraftStep::Dropped => DraftStepKind::Dropped,
        }
    }

    /// The paper that it names.
    pub fn paper(&self) -> Option<Id> {
        match self {
            DraftStep::Encloses { paper } | DraftStep::Leaves { paper } | DraftStep::Signed { paper } => {
                Some(*paper)
            }
            _ => None,
        }
    }
}
