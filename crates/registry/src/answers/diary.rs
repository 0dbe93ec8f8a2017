//! Meetings: the diary, and what is gathered for one of them.

use chancery_office::worded;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::Serialize;

use super::{FindingAt, Marked, PaperLine, Said, UndertakingLine};
use crate::zone::Zone;

/// A meeting as a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeetingLine {
    /// Its id, 32 hex digits.
    pub id: String,
    /// Day.
    pub date: Option<Date>,
    /// Hour.
    pub clock: Option<Time>,
    /// When it ends, on that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Time>,
    /// What it is about.
    pub subject: String,
    /// Where, as far as it was noted.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// With whom, as far as it was noted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// The words in which it was found.
    pub words: String,
    /// Marking.
    pub marked: Marked,
    /// A reading proposed it and nobody has confirmed it.
    pub proposed: bool,
    /// It was noted by hand, and may be changed.
    pub noted: bool,
    /// It is not held; why, in words that may be empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<String>,
}

worded! {
    /// How much of the diary is shown.
    #[derive(Default)]
    pub enum DiarySpan {
        /// What comes, day by day.
        #[default]
        Agenda = "agenda",
        /// A week, from Monday.
        Week = "week",
        /// A month.
        Month = "month",
    }
}

/// Which part of the diary is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DiaryAsked {
    /// How much.
    pub span: DiarySpan,
    /// A day in it, for an agenda its first; none is today.
    pub day: Option<Date>,
}

/// A part of the diary.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiaryPage {
    /// How much of it.
    pub span: DiarySpan,
    /// The day that it is now.
    pub today: Date,
    /// The first day that is shown.
    pub from: Date,
    /// The last.
    pub until: Date,
    /// The days; of an agenda those on which something is.
    pub days: Vec<DiaryDay>,
    /// A day to ask for what was before; none where nothing was.
    pub earlier: Option<Date>,
    /// A day to ask for what comes after; none where nothing does.
    pub later: Option<Date>,
    /// What the meetings that are shown bear together.
    pub overall: Option<Marked>,
    /// The reader notes meetings.
    pub may_note: bool,
}

/// A day of the diary.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiaryDay {
    /// The day.
    pub date: Date,
    /// Somebody is at work.
    pub works: bool,
    /// Its meetings, in order.
    pub meetings: Vec<MeetingLine>,
    /// Open undertakings whose day it is.
    pub due: u32,
}

/// What papers speak of and was found to be a meeting that was noted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JoinedLine {
    /// The id that it has by itself.
    pub id: String,
    /// The day of which papers speak.
    pub date: Date,
    /// Hour.
    pub clock: Option<Time>,
    /// What it is about, as the papers say.
    pub subject: String,
    /// The words in which it was found.
    pub words: String,
}

/// A meeting, with all that is gathered for it: its brief.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeetingPage {
    /// The meeting.
    pub line: MeetingLine,
    /// Those whom it is with; where nobody was noted, the other side in its papers.
    pub with: Vec<String>,
    /// The two whose dialogue it belongs to, by surname.
    pub dialogue: Option<(String, String)>,
    /// Papers put up for it or that speak of it.
    pub papers: Vec<PaperLine>,
    /// Papers that tell what was said in it.
    pub read_outs: Vec<PaperLine>,
    /// Those whom it is with, as far as papers know of them.
    pub who: Vec<Known>,
    /// What papers speak of and was found to be this meeting.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<JoinedLine>,
    /// Meetings about its day that may be the same, for who may join them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alike: Vec<MeetingLine>,
    /// Meetings with them before it, the last first.
    pub before: Vec<MeetingLine>,
    /// Undertakings in these papers.
    pub undertakings: Vec<UndertakingLine>,
    /// What those whom it is with have undertaken, and what was undertaken towards them, that is open.
    pub owed: [Vec<UndertakingLine>; 2],
    /// Subjects in these papers.
    pub subjects: Vec<FindingAt>,
    /// Subjects that were left open with them.
    pub left_open: Vec<Said>,
    /// What all of it bears together.
    pub overall: Option<Marked>,
    /// The reader notes meetings, and changes those that were noted by hand.
    pub may_note: bool,
    /// The reader enters papers, and so a read-out.
    pub may_record: bool,
    /// The name of the state in which it stands.
    pub state: String,
}

/// Somebody, as papers know him.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Known {
    /// As he was noted.
    pub name: String,
    /// The posts that papers give him, the last first.
    pub posts: Vec<String>,
    /// The last papers from him or to him.
    pub papers: Vec<PaperLine>,
}

/// What was taken in from a calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CalendarTaken {
    /// Meetings that are new.
    pub noted: u32,
    /// Meetings that are held otherwise than before.
    pub changed: u32,
    /// Meetings that are not held.
    pub cancelled: u32,
    /// Meetings that stood in the diary as the calendar has them.
    pub known: u32,
    /// What was left out, or could not be read.
    pub notes: Vec<String>,
}

/// What a reader's own calendar is given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FeedShown {
    /// The office.
    pub office: String,
    /// In whose hours the meetings stand.
    pub zone: Zone,
    /// The moment.
    pub at: Timestamp,
    /// The meetings.
    pub lines: Vec<FeedLine>,
}

/// A meeting in a reader's own calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeedLine {
    /// Its id.
    pub id: String,
    /// Day.
    pub date: Option<Date>,
    /// Hour.
    pub clock: Option<Time>,
    /// When it ends, on that day.
    pub until: Option<Time>,
    /// What it is about; empty where only that he is engaged may be said.
    pub subject: String,
    /// Where.
    pub place: String,
}
