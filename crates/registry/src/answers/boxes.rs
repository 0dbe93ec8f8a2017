//! Boxes: what lies in them, and what came back.

use chancery_office::boxes::Decided;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::Serialize;

use super::{DeputyLine, Marked, MeetingLine, PaperLine, PaperPage, PostLine};
use crate::label_no::LabelNo;

/// A principal's box.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BoxPage {
    /// The post it is made for.
    pub principal: PostLine,
    /// Sections in order of purpose; empty ones are left out.
    pub sections: Vec<BoxSection>,
    /// Papers in all.
    pub papers: u32,
    /// Words in all.
    pub words: u32,
    /// Minutes of reading in all.
    pub reading_minutes: u32,
    /// Pages in all, enclosures with them.
    pub pages: u32,
    /// When it closes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<ClosesShown>,
    /// What the principal has made of papers, the last first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub returned: Vec<ReturnedLine>,
    /// The reader may put papers up, order them and take them out.
    pub may_put_up: bool,
    /// The reader may enter the principal's marks: he is the principal, acts for him, or works at his box.
    pub may_mark: bool,
    /// Who acts for the principal today.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deputies: Vec<DeputyLine>,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

impl BoxPage {
    /// The paper that lies next when this one comes out; none where it is the last.
    pub fn after(&self, paper: &str) -> Option<String> {
        let ids: Vec<&str> =
            self.sections.iter().flat_map(|part| &part.items).map(|item| item.paper.id.as_str()).collect();
        let at = ids.iter().position(|id| *id == paper)?;
        let next = ids.get(at + 1).or_else(|| ids.first().filter(|_| at > 0))?;
        Some((*next).to_owned())
    }
}

/// The hour at which a box closes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClosesShown {
    /// The hour.
    pub at: Timestamp,
    /// It is past.
    pub closed: bool,
    /// In words: "in 2 h 10 min", "40 min ago".
    pub left: String,
    /// Minutes to it; below nought where it is past.
    pub minutes_left: i64,
}

/// What a principal made of a paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReturnedLine {
    /// The paper; its marking here is that of what was written and ordered on it too.
    pub paper: PaperLine,
    /// "agree", "do not agree", "please discuss", "seen", "noted on it".
    pub mark: &'static str,
    /// His words.
    pub words: String,
    /// What he decided of its recommendations, where he did so one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decided: Vec<Decided>,
    /// Who entered it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What was ordered on the paper: who, what, by when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ordered: Vec<OrderedLine>,
    /// The rows of the labels of which that is what they bear together; in no answer.
    #[serde(skip)]
    pub bears: Vec<LabelNo>,
}

/// What was ordered on a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderedLine {
    /// Who.
    pub owner: String,
    /// What.
    pub what: String,
    /// By when.
    pub due: Option<Date>,
    /// By what it is known again.
    pub key: String,
}

/// A paper in a box, to be read and marked there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BoxPaper {
    /// The post it is put before.
    pub principal: PostLine,
    /// How it lies in the box; none where it does not.
    pub item: Option<BoxItem>,
    /// What the principal made of it, where it has come out.
    pub returned: Option<ReturnedLine>,
    /// The paper in the box that it is enclosed in, where it lies there under that one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under: Option<Under>,
    /// Its place in the box, from 1; 0 where it does not lie in it.
    pub at: u32,
    /// How many papers lie in the box.
    pub of: u32,
    /// The paper before it, by its id.
    pub previous: Option<String>,
    /// The paper after it.
    pub next: Option<String>,
    /// The reader may enter the principal's mark.
    pub may_mark: bool,
    /// Words on it would stand below what he has opened in this sitting, and need a reason.
    pub below: bool,
    /// The reader holds the principal's post.
    pub is_principal: bool,
    /// The reader acts for the principal.
    pub as_deputy: bool,
    /// What the paper recommends, point by point.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recommended: Vec<String>,
    /// The paper.
    pub paper: PaperPage,
}

/// An enclosure lies in a box under its cover.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Under {
    /// Its flag.
    pub letter: String,
    /// What covers it, on which the mark is made.
    pub cover: PaperLine,
    /// The enclosure that lies under it.
    pub next: Option<Flag>,
}

/// Papers put up for one purpose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BoxSection {
    /// "For decision", …
    pub purpose: &'static str,
    /// The word by which a paper is put up for it.
    pub word: &'static str,
    /// In order.
    pub items: Vec<BoxItem>,
}

/// A paper in a box.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BoxItem {
    /// The paper.
    pub paper: PaperLine,
    /// The note on it.
    pub note: String,
    /// Who put it up.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// By whom what it is put up for was last changed since, and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<ChangedShown>,
    /// The meeting it is for.
    pub meeting: Option<MeetingLine>,
    /// Time left to the meeting, in words: "in 2 h 10 min", "held 44 years ago".
    pub left: String,
    /// Its enclosures, lettered in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// By when it must be dealt with, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<DueShown>,
    /// It came after the box had closed.
    pub late: bool,
    /// Pages, enclosures with them: of a scan those it has, else a page for every three hundred words.
    pub pages: u32,
    /// A reading put it up and nobody has confirmed it.
    pub proposed: bool,
}

/// That what a paper is put up for was changed while it lay in the box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedShown {
    /// By whom.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What a paper in a box is put up for, to be changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PutUpPage {
    /// Whose box.
    pub principal: PostLine,
    /// The paper as it lies there.
    pub item: BoxItem,
    /// The word for what it is put up for.
    pub purpose: &'static str,
    /// Meetings that it can be for.
    pub meetings: Vec<MeetingLine>,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// An enclosure of a paper in a box.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Flag {
    /// "A", "B", …; after Z, "AA".
    pub letter: String,
    /// The enclosure.
    pub paper: PaperLine,
}

/// By when a paper in a box must be dealt with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueShown {
    /// The day.
    pub day: Date,
    /// The hour.
    pub clock: Option<Time>,
    /// Why then.
    pub reason: String,
    /// In words: "in 2 h 10 min", "3 days ago".
    pub left: String,
}
