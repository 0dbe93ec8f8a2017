//! The running talks between two sides.

use chancery_office::judging::FindingState;
use chancery_office::reading::What;
use chancery_office::worded;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::fmt;

use super::{Marked, MeetingLine, PaperLine, UndertakingLine};

/// Pairs of names between whom papers tell of talks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DialoguesPage {
    /// The pairs, those who spoke of most first.
    pub pairs: Vec<PairLine>,
}

/// Two who speak with one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairLine {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// How many subjects the papers looked at say that either raised.
    pub subjects: u32,
    /// In how many papers.
    pub papers: u32,
}

/// What one reads of a list, and how much more of it the reader may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cut<T> {
    /// What is shown.
    pub shown: Vec<T>,
    /// How many more there are.
    pub more: u32,
}

impl<T> Cut<T> {
    /// The first of a list that is in the order in which it is read.
    pub fn of(mut all: Vec<T>, shown: usize) -> Self {
        let more = u32::try_from(all.len().saturating_sub(shown)).unwrap_or(u32::MAX);
        all.truncate(shown);
        Self { shown: all, more }
    }
}

/// The dialogue of two sides.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DialoguePage {
    /// One side, as asked for.
    pub a: String,
    /// The other.
    pub b: String,
    /// Papers that name both, as far as they were looked at.
    pub papers: u32,
    /// The columns: papers in which one of the two says, or is said to have said, something; the oldest first.
    pub occasions: Vec<PaperLine>,
    /// Page of these, from 1, the newest first.
    pub page: u32,
    /// How many pages.
    pub pages: u32,
    /// The rows.
    pub subjects: Vec<SubjectRow>,
    /// What else was said at an occasion that says more than a page holds.
    pub more: u32,
    /// What is otherwise at the last occasion than before it.
    pub since: Cut<Change>,
    /// What either side held on the subjects spoken of, those that were spoken of last first.
    pub held: Cut<Held>,
    /// Judgements of either side on nothing that was raised, the last first.
    pub positions: Cut<Position>,
    /// Open undertakings of the first side, of the other, of both, and of others in these papers: firm before weak,
    /// those past their day first, then the soonest due, then the newest.
    pub undertakings: [Cut<UndertakingLine>; 4],
    /// Meetings ahead.
    pub next: Cut<MeetingLine>,
    /// The last meeting, where none is ahead.
    pub last: Option<MeetingLine>,
    /// Occasions that the papers look ahead to, without a day.
    pub ahead: Cut<Said>,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// A subject, at each occasion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubjectRow {
    /// Its name, the shortest by which it goes; empty of all that no words name.
    pub name: String,
    /// What was said of it, for each occasion.
    pub cells: Vec<Vec<Said>>,
}

worded! {
    /// Whose of two sides something is.
    pub enum Side {
        /// Of the one.
        A = "a",
        /// Of the other.
        B = "b",
        /// Of both together.
        Both = "both",
        /// Of somebody else, or of nobody who is named.
        Neither = "",
    }
}

/// What was said of a subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Said {
    /// Who.
    pub by: String,
    /// Whose side that is.
    pub side: Side,
    /// What became of it.
    pub became: Became,
    /// What it is about, in its own words.
    pub about: String,
    /// The words that prove it.
    pub words: String,
    /// Reference of the paper.
    pub reference: String,
    /// Id of the paper.
    pub paper: String,
    /// Number of the finding on the paper's page; 0 where it was added there later.
    pub number: u32,
    /// How it stands.
    pub state: FindingState,
    /// How the other side answered it in the same paper, in order of its words.
    pub answers: Vec<Answer>,
}

impl Said {
    /// What became of it in the end: what an answer made of it, else what it was itself.
    pub fn stands(&self) -> Became {
        let settled = self.answers.iter().rev().map(|answer| answer.became).find(|one| !one.is_empty());
        settled.unwrap_or(self.became)
    }
}

/// What became of a subject, or how firm an undertaking is; nothing of a judgement. It is told by the words that people
/// read: "raised", "not raised", "agreed", "left open".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Became(Option<What>);

impl Became {
    /// What became of what was found.
    pub fn of(what: What) -> Self {
        Self(Some(what).filter(|what| matches!(what, What::Subject(_) | What::Undertaking(_))))
    }

    /// As it was found; none of a judgement.
    pub fn what(self) -> Option<What> {
        self.0
    }

    /// Its words.
    pub fn words(self) -> &'static str {
        self.0.map_or("", What::stands)
    }

    /// Nothing became of it.
    pub fn is_empty(self) -> bool {
        self.0.is_none()
    }
}

impl fmt::Display for Became {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl Serialize for Became {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.words())
    }
}

/// How one side answered what the other raised.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Who answered.
    pub by: String,
    /// Whose side that is; both where they agreed.
    pub side: Side,
    /// What it made of that.
    pub became: Became,
    /// What was answered, in its own words.
    pub about: String,
    /// The words that prove it.
    pub words: String,
    /// Number of the finding on the paper's page; 0 where it was added there later.
    pub number: u32,
    /// How it stands.
    pub state: FindingState,
}

/// What is otherwise than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The subject.
    pub subject: String,
    /// "new", "not taken up again", or what became of it: "raised, now agreed".
    pub what: String,
}

/// What two sides held on one subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Held {
    /// The subject.
    pub subject: String,
    /// What the first side held, the newest last; more of it is older.
    pub a: Cut<Position>,
    /// What the other held.
    pub b: Cut<Position>,
    /// What both agreed to hold.
    pub both: Cut<Position>,
}

/// What one side held at one occasion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Position {
    /// When the paper was written.
    pub date: Option<Date>,
    /// What was said.
    pub said: Said,
}
