//! What the in-tray answers, and the versions of a paper.

use chancery_office::reading::Kind;
use jiff::Timestamp;
use serde::Serialize;

use super::{Marked, PageShown, PaperLine, Particular};
use crate::filing::{Filed, Outcome};

/// The in-tray: what came in and waits for a clerk, the longest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrayPage {
    /// Papers, those that others enclose with their covers.
    pub waiting: Vec<TrayLine>,
    /// How many wait in all.
    pub total: u32,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// A paper in the in-tray.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrayLine {
    /// Its line; it has no reference yet.
    pub paper: PaperLine,
    /// The way by which it came.
    pub came: String,
    /// Its marking was read, and that of all that lies in it, so it can be settled as it is proposed.
    pub as_proposed: bool,
    /// How many papers are like it, in the way of a duplicate.
    pub alike: u32,
}

/// What was turned away from the in-tray, the last first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TurnedPage {
    /// Papers, those that others enclose with their covers.
    pub turned: Vec<TurnedLine>,
    /// How many were turned away in all.
    pub total: u64,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// A paper that was turned away.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TurnedLine {
    /// Its line.
    pub paper: PaperLine,
    /// The way by which it came.
    pub came: String,
    /// Who turned it away; empty, as is what follows, to whom it was then above.
    pub by: String,
    /// When.
    pub at: Option<Timestamp>,
    /// Why.
    pub reason: String,
}

/// A paper in the in-tray, whole, with what is proposed for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrayPaper {
    /// Its line.
    pub line: PaperLine,
    /// The way by which it came.
    pub came: String,
    /// Its marking was read, and that of all that lies in it, so it can be settled as it is proposed.
    pub as_proposed: bool,
    /// Its own marking was read.
    pub marking_read: bool,
    /// What is proposed.
    pub proposed: Proposed,
    /// What it encloses.
    pub enclosures: Vec<PaperLine>,
    /// Papers that it may be a duplicate of.
    pub alike: Vec<Alike>,
    /// What of it could not be read.
    pub remarks: Vec<String>,
    /// The pages that it came as.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PageShown>,
    /// Its text.
    pub text: String,
    /// Its place among those that wait, from 1.
    pub place: u32,
    /// How many wait.
    pub total: u32,
    /// The one before it.
    pub previous: Option<String>,
    /// The one after it.
    pub next: Option<String>,
}

/// What the reading proposes for a paper, as it stands in the fields of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Proposed {
    /// The marking as typed; empty where none could be read.
    pub marking: String,
    /// Kind of paper.
    pub kind: Kind,
    /// From whom: parties between semicolons, each a name and what follows a comma.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Copied to whom.
    pub copied_to: String,
    /// Date, ISO.
    pub date: String,
    /// Where it was written.
    pub place: String,
    /// Reference that it bears.
    pub reference: String,
    /// Subject.
    pub subject: String,
    /// The file that it goes into.
    pub file: String,
}

/// The particulars of a paper in the register, to be put right, beside its text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ParticularsPage {
    /// The paper.
    pub line: PaperLine,
    /// As they stand, in the fields of a form.
    pub stands: Proposed,
    /// In how many states it has been, by which it is known whether somebody was quicker.
    pub state: u32,
    /// Its text.
    pub text: String,
    /// Its pages, where it came as pages.
    pub pages: Vec<PageShown>,
}

/// A paper that another may be a duplicate of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alike {
    /// The paper that is held.
    pub paper: PaperLine,
    /// "the same bytes", "the same reference", "the same day and parties".
    pub why: &'static str,
    /// It waits in the in-tray itself.
    pub waits: bool,
}

/// What became of a file that was sent up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SentUp {
    /// Its name.
    pub name: String,
    /// "taken", "held already", "refused".
    pub became: &'static str,
    /// The same in words: how many papers, which paper is held, why not.
    pub words: String,
    /// What of it was left out, and why.
    pub remarks: Vec<String>,
}

impl SentUp {
    /// What became of a source.
    pub fn of(outcome: Outcome) -> Self {
        let (became, words, remarks) = match outcome.filed {
            Err(refused) => ("refused", refused.to_string(), Vec::new()),
            Ok(filed) if filed.entered == 0 => ("held already", held_words(&filed), filed.remarks),
            Ok(filed) => ("taken", taken_words(&filed), filed.remarks),
        };
        Self { name: outcome.name, became, words, remarks }
    }
}

fn held_words(filed: &Filed) -> String {
    match filed.held.first() {
        None if !filed.turned_away.is_empty() => "it was turned away from the in-tray".to_owned(),
        Some(held) if held.reference.is_empty() => "it lies in the in-tray already".to_owned(),
        Some(held) => format!("it is held as {}", held.reference),
        None => "it came twice".to_owned(),
    }
}

/// Papers above who sends them up are counted for him: he brought them.
fn taken_words(filed: &Filed) -> String {
    match filed.entered {
        1 => "one paper lies in the in-tray".to_owned(),
        n => format!("{n} papers lie in the in-tray"),
    }
}

/// One state of a paper: as it came, as a clerk settled it, as its transcript or its particulars were put right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VersionShown {
    /// Its number, from 1.
    pub number: u32,
    /// "as it came", "settled", "transcript corrected", "particulars put right".
    pub what: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// An earlier text of a paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VersionPage {
    /// The paper.
    pub line: PaperLine,
    /// Which state of it.
    pub version: VersionShown,
    /// Its text in that state.
    pub text: String,
    /// Its text as it stands now, where it is another.
    pub now: Option<String>,
    /// Particulars that stand otherwise now, each with what stood there in that state.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<Particular>,
    /// The name of the state of what is to be put right; empty for what once stood.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
}
