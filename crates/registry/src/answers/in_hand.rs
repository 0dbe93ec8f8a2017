//! Papers in hand: who has them, when they come up again, to whom they were copied, what was done with several.

use chancery_office::boxes::{Mark, Purpose};
use chancery_office::in_hand::CopyPurpose;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{DraftLine, Marked, PaperLine, PostLine};

/// That a paper comes up again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BringUpShown {
    /// By what it is known again in its paper.
    pub key: String,
    /// The person or post before whom.
    pub before: String,
    /// The day on which that person left the office, where he has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Date>,
    /// The day that was named.
    pub on: Date,
    /// The working day on which it comes up.
    pub comes_up: Date,
    /// That day is past.
    pub overdue: bool,
    /// Why.
    pub reason: String,
    /// Who brings it up.
    pub by: String,
    /// When that was entered.
    pub at: Timestamp,
    /// The reader may put it away.
    pub may_put_away: bool,
}

/// A paper that comes up again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BringUpLine {
    /// The paper.
    pub paper: PaperLine,
    /// When, before whom, why.
    #[serde(flatten)]
    pub up: BringUpShown,
}

/// What of the bring-ups, or of the copies, is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandAsked {
    /// Those of everybody, and not the reader's own alone.
    pub all: bool,
    /// Page number, from 1; 0 is taken as 1.
    pub page: u32,
}

/// Papers that come up again, by day.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BringUpsPage {
    /// Those of the page.
    pub lines: Vec<BringUpLine>,
    /// How many there are in all.
    pub total: u64,
    /// Page number, from 1.
    pub page: u32,
    /// How many pages.
    pub pages: u32,
    /// Those of everybody.
    pub all: bool,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// That a paper was copied to somebody.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CopyShown {
    /// By what it is known again in its paper.
    pub key: String,
    /// The person or post.
    pub to: String,
    /// The day on which that person left the office, where he has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Date>,
    /// For what.
    pub purpose: CopyPurpose,
    /// The note on it.
    pub note: String,
    /// Who copied it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// When he has opened it since: his receipt, for who may know who has seen it.
    pub opened: Option<Timestamp>,
    /// What was done with it.
    pub answered: Option<AnsweredShown>,
    /// The reader may answer it.
    pub may_answer: bool,
}

/// That a copy was answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnsweredShown {
    /// By whom.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// How.
    pub words: String,
    /// The paper that shows it.
    pub shown_by: Option<PaperLine>,
}

/// A paper that was copied.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CopyLine {
    /// The paper.
    pub paper: PaperLine,
    /// To whom, for what.
    #[serde(flatten)]
    pub copy: CopyShown,
}

/// Papers that were copied, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CopiesPage {
    /// Those of the page.
    pub lines: Vec<CopyLine>,
    /// How many there are in all.
    pub total: u64,
    /// Page number, from 1.
    pub page: u32,
    /// How many pages.
    pub pages: u32,
    /// Those of everybody.
    pub all: bool,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// Who has a paper now, or what was done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// Where it is, or what was done.
    pub stage: Stage,
    /// The person or post with whom it is, or to whom it went.
    pub who: String,
    /// Who did it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Where a paper is, or what was done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It lies in a box, for what.
    InBox(Purpose),
    /// Somebody is to do something with a copy, with this note.
    CopiedForAction(String),
    /// It comes up on that day.
    ComesUp(Date),
    /// It was put up, for what.
    PutUp(Purpose),
    /// It came out of a box with that mark.
    CameBack(Mark),
    /// It was taken out of a box.
    TakenOut,
    /// It was copied, for what.
    Copied(CopyPurpose),
    /// A copy was answered, in these words.
    Answered(String),
    /// It was to come up on that day.
    BroughtUp(Date),
    /// What was to come up on that day was put away.
    PutAway(Date),
}

impl Stage {
    /// The words for it.
    pub fn what(&self) -> &'static str {
        match self {
            Stage::InBox(_) => "in the box",
            Stage::CopiedForAction(_) => "copied for action",
            Stage::ComesUp(_) => "comes up",
            Stage::PutUp(_) => "put up",
            Stage::CameBack(_) => "came back",
            Stage::TakenOut => "taken out",
            Stage::Copied(_) => "copied",
            Stage::Answered(_) => "answered",
            Stage::BroughtUp(_) => "brought up",
            Stage::PutAway(_) => "put away",
        }
    }

    /// For what, with which mark, on which day, in which words.
    pub fn how(&self) -> String {
        match self {
            Stage::InBox(purpose) | Stage::PutUp(purpose) => purpose.words().to_lowercase(),
            Stage::CameBack(mark) => mark.words().to_owned(),
            Stage::TakenOut => String::new(),
            Stage::Copied(purpose) => format!("for {}", purpose.words()),
            Stage::CopiedForAction(words) | Stage::Answered(words) => words.clone(),
            Stage::ComesUp(day) | Stage::BroughtUp(day) | Stage::PutAway(day) => day.to_string(),
        }
    }
}

impl Serialize for Whereabouts {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut told = to.serialize_struct("Whereabouts", 5)?;
        told.serialize_field("what", self.stage.what())?;
        told.serialize_field("who", &self.who)?;
        told.serialize_field("how", &self.stage.how())?;
        told.serialize_field("by", &self.by)?;
        told.serialize_field("at", &self.at)?;
        told.end()
    }
}

/// A person or post to whom a paper can be copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Addressee {
    /// Handle.
    pub handle: String,
    /// Name or title.
    pub name: String,
}

/// A paper in hand.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InHand {
    /// Who has it now.
    pub now: Vec<Whereabouts>,
    /// Where it has been, in order.
    pub been: Vec<Whereabouts>,
    /// When it comes up again.
    pub bring_ups: Vec<BringUpShown>,
    /// To whom it was copied.
    pub copies: Vec<CopyShown>,
    /// To whom it can be copied.
    pub addressees: Vec<Addressee>,
    /// What is being written on it: replies, minutes, covers that are neither signed nor given up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub drafts: Vec<DraftLine>,
}

/// Several papers that were chosen, and what was done with them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TogetherPage {
    /// The reader may put them into a file.
    pub may_file: bool,
    /// The reader may propose another marking.
    pub may_relabel: bool,
    /// With which it was done.
    pub done: Vec<PaperLine>,
    /// With which it was not, and why.
    pub not_done: Vec<NotDone>,
    /// Those with which something can be done next.
    pub chosen: Vec<PaperLine>,
    /// Principals before whom they can be put.
    pub principals: Vec<PostLine>,
    /// To whom they can be copied.
    pub addressees: Vec<Addressee>,
    /// Words would stand below what their writer has opened: they need a reason.
    pub below: bool,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// A paper with which something was not done.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NotDone {
    /// By what it was asked for.
    pub name: String,
    /// The paper, where there is one.
    pub paper: Option<PaperLine>,
    /// Why not, in a sentence.
    pub why: String,
}
