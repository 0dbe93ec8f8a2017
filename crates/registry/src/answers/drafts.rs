//! Drafts.

use chancery_office::drafts::{Content, Form};
use chancery_office::worded;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::{Addressee, Marked, PaperLine};

/// Drafts that the reader may know of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DraftsPage {
    /// Those that he writes, the last saved first.
    pub mine: Vec<DraftLine>,
    /// Those that he was asked to clear, or to sign.
    pub to_clear: Vec<DraftLine>,
    /// Those of others.
    pub others: Vec<DraftLine>,
    /// What all of them bear together.
    pub overall: Option<Marked>,
    /// He writes.
    pub may_write: bool,
}

/// A draft as a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DraftLine {
    /// Its id.
    pub id: String,
    /// As what it is written.
    pub form: Form,
    /// What it is about.
    pub subject: String,
    /// Who saved it last.
    pub by: String,
    /// The day on which he left the office, where he has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Date>,
    /// When.
    pub at: Timestamp,
    /// What it bears.
    pub marked: Marked,
    /// How far it has come.
    pub state: DraftState,
}

worded! {
    /// How far a draft has come.
    pub enum DraftState {
        /// It is being written.
        Written = "written",
        /// Somebody was asked to clear it.
        BeingCleared = "being cleared",
        /// It was put up to somebody for signature.
        AwaitsSignature = "awaits signature",
        /// It is a paper of the register.
        Signed = "signed",
        /// It is not written any further.
        Dropped = "dropped",
    }
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DraftPage {
    /// Its line; the id is empty where it was not saved yet.
    pub line: DraftLine,
    /// What it says.
    pub content: Content,
    /// The paper that it answers, or covers.
    pub answers: Option<PaperLine>,
    /// The papers that lie with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub enclosures: Vec<PaperLine>,
    /// What it will bear with these, where that is more than its own words do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bears: Option<Marked>,
    /// What all that the page shows bears together.
    pub overall: Marked,
    /// What the page bears while words stand on it that were not saved: nobody has settled what they bear. In no answer.
    #[serde(skip)]
    pub unsaved: Marked,
    /// Why it bears what it bears: "SECRET, since paragraphs 2 and 4 are; without them: CONFIDENTIAL".
    pub why: String,
    /// What each portion bears, in short; empty for what the draft bears.
    pub marks: Vec<String>,
    /// The version that is shown.
    pub version: String,
    /// It is the last.
    pub last: bool,
    /// Its versions, the last first.
    pub versions: Vec<VersionLine>,
    /// What was done with it, in order.
    pub steps: Vec<DraftStepShown>,
    /// The paper that it became.
    pub paper: Option<PaperLine>,
    /// As it will read.
    pub text: String,
    /// The reader may write on it.
    pub may_write: bool,
    /// He was asked to clear it, and has not said anything of this version.
    pub may_clear: bool,
    /// He may sign it, by which it is entered.
    pub may_sign: bool,
    /// Addressees of whom its signer is told something before he signs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubted: Vec<Doubted>,
    /// Who was asked and does not agree with this version.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub objecting: Vec<String>,
    /// Who was asked to clear it and has said nothing of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unanswered: Vec<String>,
    /// People and posts who can be asked to clear it, or to sign it.
    pub addressees: Vec<Addressee>,
    /// Markings that are offered: the levels of the office's policy that the reader's clearance opens.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub markings: Vec<String>,
    /// The office's patterns of its form, from which it may be begun anew; none once it is saved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub patterns: Vec<String>,
}

/// An addressee of a draft, and what is to be thought of before it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubted {
    /// As he is named in the draft.
    pub name: String,
    /// "unknown": no correspondent and no post here; "outside": not in a circle that it bears; "cleared": his clearance
    /// does not open it.
    pub why: &'static str,
    /// The circle in which he is not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub circle: String,
}

/// A version of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VersionLine {
    /// Its id.
    pub version: String,
    /// Who saved it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What it bears.
    pub marked: Marked,
}

/// Something that was done with a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DraftStepShown {
    /// "sent to", "put up for signature to", "agrees", "agrees with changes", "does not agree", "laid with it", "took
    /// out", "signed", "dropped".
    pub what: &'static str,
    /// Who did it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// To whom it was sent.
    pub who: String,
    /// The number of the paper that it names.
    pub paper: String,
    /// In which words.
    pub words: String,
    /// It was done with a version before the one that is shown.
    pub earlier: bool,
}
