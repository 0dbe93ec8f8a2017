//! A paper, whole.

use std::fmt;

use chancery_office::act::MinuteKind;
use chancery_office::boxes::Purpose;
use chancery_office::judging::FindingState;
use chancery_office::page::Place;
use chancery_office::reading::{Confidence, Kind, RoleName, What, When};
use chancery_office::worded;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use super::{InHand, Marked, MeetingLine, PaperLine, PostLine, RelabelShown, VersionShown};

worded! {
    /// Names of particulars, in the order in which a paper shows them.
    pub enum ParticularName {
        /// Letter, telegram, …
        Kind = "Kind",
        /// Who writes.
        From = "From",
        /// To whom.
        To = "To",
        /// Who has a copy.
        CopiedTo = "Copied to",
        /// The day that it bears.
        Date = "Date",
        /// Where it was written.
        Place = "Place",
        /// Its writer's own reference.
        Reference = "Reference",
        /// How urgent a telegram is.
        Precedence = "Precedence",
        /// What it is about.
        Subject = "Subject",
        /// The name of the file that it came as.
        CameAs = "Came as",
        /// The file that it lies in.
        File = "File",
        /// Where its printed form has it from.
        Source = "Source",
        /// What is to be known of how it was read.
        Remarks = "Remarks",
    }
}

/// One particular of a paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Particular {
    /// Which.
    pub name: ParticularName,
    /// Its value.
    pub value: ParticularValue,
    /// What the first reading made of it, where a person has put that right; empty where it found nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_as: Option<String>,
}

/// The value of a particular. The kind and the day are the office's own words; everything else is as the paper has it.
#[derive(Clone, Debug, PartialEq)]
pub enum ParticularValue {
    /// A kind of paper.
    Kind(Kind),
    /// A day.
    Day(Date),
    /// Words; none where it has been taken away.
    Words(String),
}

impl ParticularValue {
    /// That of a particular which the paper has not.
    pub fn nothing() -> Self {
        ParticularValue::Words(String::new())
    }
}

impl fmt::Display for ParticularValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParticularValue::Kind(kind) => f.write_str(kind.word()),
            ParticularValue::Day(day) => day.strftime("%-d %B %Y").fmt(f),
            ParticularValue::Words(words) => f.write_str(words),
        }
    }
}

impl Serialize for ParticularValue {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// A run of a paper's text; `findings` are the numbers of those that its words prove, from 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Findings that lie over them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<u32>,
    /// A footnote is called here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footnote: Option<String>,
    /// The number of the word among those that were read with doubt, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubtful: Option<u32>,
}

/// A page that a paper came as. Places on it are in dots from the top left of its picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageShown {
    /// Its number among the pages of the paper, from one.
    pub number: u32,
    /// Width of its picture.
    pub width: u32,
    /// Height of its picture.
    pub height: u32,
    /// Where its text comes from, in words.
    pub source: &'static str,
    /// How sure its reader was on average, of a hundred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sure: Option<u8>,
    /// It reads badly.
    pub reads_badly: bool,
    /// What is to be known of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// There is a picture that the reader may see.
    pub picture: bool,
    /// What stands where on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<OnPage>,
}

/// Words on a page that are marked there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OnPage {
    /// Where.
    pub place: Place,
    /// The finding that they prove.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<u32>,
    /// The number of the word among those that were read with doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubtful: Option<u32>,
}

/// A footnote of a printed paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FootnoteShown {
    /// Its call: "2".
    pub label: String,
    /// Its text.
    pub text: String,
}

/// A finding as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingShown {
    /// Its number on the page, from 1.
    pub number: u32,
    /// What it is: as JSON its class, and its degree in the words for it; these are empty for an assessment.
    #[serde(flatten, serialize_with = "class_and_degree")]
    pub what: What,
    /// The words that prove it.
    pub words: String,
    /// Their place in the text, in bytes.
    pub start: u32,
    /// One past their last byte.
    pub end: u32,
    /// Who, what, with whom, where, when.
    pub roles: Vec<RoleShown>,
    /// The rule that found it.
    pub rule: String,
    /// How far to trust it, after what was found of the rule here.
    pub confidence: Confidence,
    /// How it stands.
    pub state: FindingState,
    /// The second reader that proposed it, where no rule did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found_by: Option<String>,
    /// The second reader that found it too, where a rule did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found_too: Option<String>,
    /// Who judged it, where somebody has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged: Option<JudgedShown>,
}

/// What a person found of a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JudgedShown {
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why it was dismissed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What it was and its roles as they were read, where they were corrected.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "degree_and_roles")]
    pub was: Option<(What, Vec<RoleShown>)>,
}

/// A role of a finding as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleShown {
    /// Which.
    #[serde(serialize_with = "RoleName::as_read")]
    pub name: RoleName,
    /// Its value.
    pub value: String,
    /// The time that it comes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
}

fn class_and_degree<S: Serializer>(what: &What, to: S) -> Result<S::Ok, S::Error> {
    let mut both = to.serialize_struct("What", 2)?;
    both.serialize_field("class", what.class())?;
    both.serialize_field("degree", what.stands())?;
    both.end()
}

fn degree_and_roles<S: Serializer>(was: &Option<(What, Vec<RoleShown>)>, to: S) -> Result<S::Ok, S::Error> {
    was.as_ref().map(|(what, roles)| (what.stands(), roles)).serialize(to)
}

/// A minute on a paper: words, initials, a signature, a stamp, a mark by hand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MinuteShown {
    /// Who made it, where that is known.
    pub by: String,
    /// What it is.
    #[serde(serialize_with = "MinuteKind::as_read")]
    pub kind: MinuteKind,
    /// Its words.
    pub text: String,
    /// The date it bears or the day it was made.
    pub date: Option<Date>,
    /// When it was made here; none where it came with the paper.
    pub at: Option<Timestamp>,
    /// A doubtful reading.
    pub doubtful: bool,
}

/// That someone saw a paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeenShown {
    /// Who.
    pub by: String,
    /// First time.
    pub first: Timestamp,
    /// Last time.
    pub last: Timestamp,
    /// How often.
    pub times: u32,
}

/// A step in the chain by which a paper came: who sent it on to whom, when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The person or post.
    pub who: String,
    /// What brought it there: the reference of the paper, or "put up".
    pub by: String,
    /// When.
    pub date: Option<Date>,
}

/// That a paper stands in a box.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BoxedShown {
    /// The principal's post.
    pub principal: String,
    /// For what.
    #[serde(serialize_with = "Purpose::as_read")]
    pub purpose: Purpose,
    /// For which meeting.
    pub meeting: Option<MeetingLine>,
}

/// What the reader may do with a paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct May {
    /// Minute and initial.
    pub minute: bool,
    /// Put it up, enclose and detach.
    pub put_up: bool,
    /// Settle its marking.
    pub settle: bool,
    /// Judge what a reading found.
    pub judge: bool,
    /// Propose another marking.
    pub relabel: bool,
    /// Ask who could read it when, and why.
    pub ask_who: bool,
    /// Correct its transcript.
    pub transcribe: bool,
}

/// A paper, whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PaperPage {
    /// The line it has in lists.
    pub line: PaperLine,
    /// What all that the page shows bears together: the paper, and what is being written on it.
    pub overall: Marked,
    /// The marking as it was typed.
    pub typed: Option<String>,
    /// Its own marking, enclosures aside.
    pub own: Marked,
    /// Every number it bears.
    pub numbers: Vec<String>,
    /// Particulars in order.
    pub particulars: Vec<Particular>,
    /// Its text, cut where findings begin and end.
    pub text: Vec<Run>,
    /// Footnotes, for printed papers.
    pub footnotes: Vec<FootnoteShown>,
    /// The pages that it came as.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PageShown>,
    /// What was found in it.
    pub findings: Vec<FindingShown>,
    /// The paper that it is enclosed in.
    pub covers: Vec<PaperLine>,
    /// What it encloses.
    pub enclosures: Vec<PaperLine>,
    /// The papers on which it was written here: those that it answers or covers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<PaperLine>,
    /// The papers that were written on it here and signed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answered_by: Vec<PaperLine>,
    /// Minutes, in order.
    pub minutes: Vec<MinuteShown>,
    /// Who has seen it, if the reader may know.
    pub seen: Vec<SeenShown>,
    /// The chain by which it came.
    pub chain: Vec<Step>,
    /// Boxes in which it stands.
    pub boxes: Vec<BoxedShown>,
    /// Who has it, and where it has been.
    pub in_hand: InHand,
    /// Why the reader may see it, in words.
    pub why: String,
    /// The states that it has been in, the first first; where it has been in one only, none.
    pub versions: Vec<VersionShown>,
    /// Ways and times at which it came again.
    pub came_again: Vec<(String, Timestamp)>,
    /// How its marking came to be what it is, as far as he may know: the old ones are struck through.
    pub relabellings: Vec<RelabelShown>,
    /// What he may do.
    pub may: May,
    /// Principals before whom it can be put.
    pub principals: Vec<PostLine>,
    /// Meetings for which it can be put up.
    pub meetings: Vec<MeetingLine>,
}

/// The bytes of a paper as they came.
#[derive(Clone, Debug)]
pub struct Original {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// A name to save them under, made from the reference.
    pub name: String,
}
