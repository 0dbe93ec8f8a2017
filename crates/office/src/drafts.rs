//! Drafts: what is being written, who clears it, and the paper that it becomes.

use serde::{Deserialize, Serialize};

use crate::id::{Handle, Id};

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

/// As what something is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A letter, or the reply to one.
    #[default]
    Letter,
    /// A minute.
    Minute,
    /// A submission: a question put up for decision, under six headings.
    Submission,
    /// A note that covers a paper.
    CoverNote,
    /// A telegram.
    Telegram,
}

impl Form {
    /// Every form.
    pub const ALL: [Form; 5] =
        [Form::Letter, Form::Minute, Form::Submission, Form::CoverNote, Form::Telegram];

    /// The headings of a submission, in order.
    pub const HEADINGS: [&str; 6] =
        ["Issue", "Recommendation", "Timing", "Background", "Argument", "Presentation"];

    /// The word for it in an address.
    pub fn word(self) -> &'static str {
        match self {
            Form::Letter => "letter",
            Form::Minute => "minute",
            Form::Submission => "submission",
            Form::CoverNote => "cover-note",
            Form::Telegram => "telegram",
        }
    }

    /// The words in use for it.
    pub fn words(self) -> &'static str {
        match self {
            Form::Letter => "Letter",
            Form::Minute => "Minute",
            Form::Submission => "Submission",
            Form::CoverNote => "Cover note",
            Form::Telegram => "Telegram",
        }
    }

    /// The form of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.word() == word)
    }
}

/// What somebody says of a version that he was asked to clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clearing {
    /// He agrees.
    Agrees,
    /// He agrees with what he wrote.
    WithChanges,
    /// He does not.
    Objects,
}

impl Clearing {
    /// Every answer.
    pub const ALL: [Clearing; 3] = [Clearing::Agrees, Clearing::WithChanges, Clearing::Objects];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Clearing::Agrees => "agrees",
            Clearing::WithChanges => "with-changes",
            Clearing::Objects => "objects",
        }
    }

    /// The words for it.
    pub fn words(self) -> &'static str {
        match self {
            Clearing::Agrees => "agrees",
            Clearing::WithChanges => "agrees with changes",
            Clearing::Objects => "does not agree",
        }
    }

    /// The answer of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
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

impl DraftStep {
    /// The word for it.
    pub fn word(&self) -> &'static str {
        match self {
            DraftStep::Sent { .. } => "sent",
            DraftStep::ForSignature { .. } => "for-signature",
            DraftStep::Cleared { .. } => "cleared",
            DraftStep::Encloses { .. } => "encloses",
            DraftStep::Leaves { .. } => "leaves",
            DraftStep::Signed { .. } => "signed",
            DraftStep::Dropped => "dropped",
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
