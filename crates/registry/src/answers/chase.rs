//! The chase list, and the life of one undertaking.

use chancery_office::chase::StepKind;
use chancery_office::judging::FindingState;
use chancery_office::reading::{Confidence, Firmness, When};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::{Addressee, Marked, PaperLine};
use crate::label_no::LabelNo;

/// An undertaking in the chase list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UndertakingLine {
    /// Who.
    pub actor: String,
    /// What.
    pub act: String,
    /// With whom.
    pub partner: String,
    /// Where.
    pub place: String,
    /// What it is about, where the paper says so.
    pub about: String,
    /// When, in the words of the paper.
    pub when_words: String,
    /// What these come to.
    pub when: Option<When>,
    /// Day by which it is due, where one is known.
    pub due: Option<Date>,
    /// Due, and the day is past.
    pub overdue: bool,
    /// How firm.
    #[serde(serialize_with = "Firmness::as_read")]
    pub firmness: Firmness,
    /// How it stands.
    pub state: FindingState,
    /// The words that prove it.
    pub words: String,
    /// How far to trust it.
    pub confidence: Confidence,
    /// Reference of the paper.
    pub reference: String,
    /// Id of the paper.
    pub paper: String,
    /// Number of the finding on the paper's page.
    pub number: u32,
    /// By what it is known again in its paper.
    pub key: String,
    /// Who was made to answer for it; empty where nobody was.
    pub owner: String,
    /// Handle of the person or post of the office who answers for it; empty where it is nobody of them.
    pub person: String,
    /// The day on which the person of that name left the office, where he has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_left: Option<Date>,
    /// What was done with it last, reminders aside.
    #[serde(serialize_with = "word_or_none")]
    pub step: Option<StepKind>,
    /// It is not chased any more.
    pub closed: bool,
    /// Working days since it was due; none where it is not overdue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_late: Option<u32>,
    /// Marking of the paper, and of what was said of it while that bore more.
    pub marked: Marked,
    /// The rows of the labels of which that is what they bear together; in no answer.
    #[serde(skip)]
    pub bears: Vec<LabelNo>,
}

fn word_or_none<S: Serializer>(step: &Option<StepKind>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(step.map_or("", StepKind::word))
}

/// The chase list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChasePage {
    /// The undertakings of this page.
    pub lines: Vec<UndertakingLine>,
    /// How many there are in all that fit.
    pub total: u64,
    /// How many more would fit that are no more than possible; nought where these are asked for.
    pub possible: u64,
    /// Page number, from 1.
    pub page: u32,
    /// How many pages.
    pub pages: u32,
    /// Who has how many open, the most first; of all that the reader may know, whatever was asked for.
    pub load: Vec<LoadLine>,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// How much one owner has to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LoadLine {
    /// Who.
    pub owner: String,
    /// Open undertakings.
    pub open: u32,
    /// Of these, past their day.
    pub overdue: u32,
}

/// An undertaking, whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UndertakingPage {
    /// The undertaking.
    pub line: UndertakingLine,
    /// The paper that it stands in.
    pub paper: PaperLine,
    /// What was done with it, in order.
    pub steps: Vec<StepShown>,
    /// A text to remind its owner by.
    pub chaser: String,
    /// Others that may be the same: of the same actor, open, in other papers.
    pub like: Vec<UndertakingLine>,
    /// Of the office, to whom it can be assigned, for who may do that.
    pub addressees: Vec<Addressee>,
    /// The reader may do something with it.
    pub may: bool,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// Several undertakings that were chosen, and what became of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ChasedPage {
    /// What became of each, in the order in which they were chosen; before anything is done, those that are not there.
    pub lines: Vec<ChasedLine>,
    /// Those with which something can be done next.
    pub chosen: Vec<UndertakingLine>,
    /// To whom they can be assigned.
    pub addressees: Vec<Addressee>,
    /// Words would stand below what their writer has opened: they need a reason.
    pub below: bool,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// What became of one of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChasedLine {
    /// By what it was asked for.
    pub name: String,
    /// The undertaking as it stands now; one that was dismissed, as it stood.
    pub line: Option<UndertakingLine>,
    /// Why nothing was done, in a sentence.
    pub not_done: Option<String>,
}

/// Something that was done with an undertaking.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepShown {
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What.
    pub step: StepKind,
    /// The words that were written with it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Who was made to answer for it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The day that was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// The paper that shows it, or that the same undertaking stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<PaperLine>,
}
