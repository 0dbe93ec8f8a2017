//! What the registry answers: plain values that a page shows, `--json` prints and a test compares.
//!
//! Everything here was made through a [`crate::View`], so it holds only what its reader may know.

use chancery_office::page::Place;
use chancery_office::reading::{Confidence, Kind, When};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

mod boxes;
mod chase;
mod dialogue;
mod diary;
mod drafts;
mod in_hand;
mod marking;
mod people;
mod posts;
mod standing;

pub use boxes::*;
pub use chase::*;
pub use dialogue::*;
pub use diary::*;
pub use drafts::*;
pub use in_hand::*;
pub use marking::*;
pub use people::*;
pub use posts::*;
pub use standing::*;
mod searching;
pub use searching::*;
mod tray;
pub use tray::*;

/// A marking as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// What stands at head and foot: "SECRET", "covering SECRET", "NOT SETTLED".
    pub banner: String,
    /// Short form for a list: "S".
    pub short: String,
    /// One word for colour and border: unclassified, restricted, confidential, secret, top-secret, not-settled.
    pub grade: &'static str,
    /// What a cover falls to: "UNCLASSIFIED when detached".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detached: Option<String>,
}

/// A paper as a line in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PaperLine {
    /// The paper's id, 32 hex digits: its address.
    pub id: String,
    /// Its reference number: "S 82/1".
    pub reference: String,
    /// Its subject, else its head, else a few words of its kind and parties.
    pub title: String,
    /// Kind of paper.
    pub kind: Kind,
    /// Who wrote, in short.
    pub from: String,
    /// To whom, in short.
    pub to: String,
    /// Date of writing; where there is none, of the receipt stamp.
    pub date: Option<Date>,
    /// When it was entered.
    pub entered: Timestamp,
    /// Its marking.
    pub marked: Marked,
    /// How many words its text has.
    pub words: u32,
    /// How many enclosures it has that the reader may know.
    pub enclosures: u32,
}

/// One particular of a paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Particular {
    /// "From", "To", "Place", …
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// What the first reading made of it, where a person has put that right; empty where it found nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_as: Option<String>,
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
    /// "undertaking", "meeting", "subject", "assessment", "reference", "conflict".
    pub class: &'static str,
    /// "agreed", "not raised", "ahead", …; empty for an assessment.
    pub degree: &'static str,
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
    /// "proposed", "confirmed", "corrected", "dismissed", "added".
    pub state: &'static str,
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
    /// Degree and roles as they were read, where they were corrected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<(String, Vec<RoleShown>)>,
}

/// A role of a finding as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleShown {
    /// "who", "what", "with", "where", "when", "says", "about", "if".
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// The time that it comes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
}

/// A minute on a paper: words, initials, a signature, a stamp, a mark by hand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MinuteShown {
    /// Who made it, where that is known.
    pub by: String,
    /// "note", "initials", "hand", "stamp", "put up".
    pub kind: &'static str,
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
    pub purpose: &'static str,
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

/// Something that was printed.
#[derive(Clone, Debug)]
pub struct Printed {
    /// PDF.
    pub bytes: Vec<u8>,
    /// A name to save it under.
    pub name: String,
    /// How many pages it has.
    pub pages: usize,
}

/// A list with what comes before and after.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegisterPage {
    /// The papers.
    pub papers: Vec<PaperLine>,
    /// How many there are in all that the reader may know and that fit the filter.
    pub total: u64,
    /// Page number, from 1.
    pub page: u32,
    /// How many pages.
    pub pages: u32,
    /// Labels on these papers, with counts.
    pub by_marking: Vec<Facet>,
    /// Kinds, with counts.
    pub by_kind: Vec<Facet>,
    /// Years, with counts, newest first.
    pub by_year: Vec<Facet>,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// A value that a list can be narrowed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// What to filter by.
    pub value: String,
    /// What to show.
    pub shown: String,
    /// How many.
    pub count: u64,
}

/// What to list in the register; an empty string means any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterFilter {
    /// Short form of the label.
    pub marking: String,
    /// Kind word.
    pub kind: String,
    /// Words of a correspondent's name.
    pub correspondent: String,
    /// Year of writing.
    pub year: String,
    /// First day, ISO.
    pub since: String,
    /// Last day, ISO.
    pub until: String,
    /// Page number, from 1; 0 is taken as 1.
    pub page: u32,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindPage {
    /// The query as typed.
    pub query: String,
    /// Where the query is at fault, and what was expected.
    pub fault: Option<String>,
    /// Hits in order.
    pub hits: Vec<HitShown>,
    /// How many in all.
    pub total: u64,
    /// Page number, from 1.
    pub page: u32,
    /// How many pages.
    pub pages: u32,
    /// Kinds, with counts.
    pub by_kind: Vec<Facet>,
    /// Years, with counts.
    pub by_year: Vec<Facet>,
    /// Correspondents, with counts.
    pub by_from: Vec<Facet>,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// A hit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HitShown {
    /// The paper.
    pub paper: PaperLine,
    /// An extract, as runs: `true` where it is what was sought.
    pub extract: Vec<(String, bool)>,
}

/// A finding with the paper that it stands in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingAt {
    /// The finding.
    pub finding: FindingShown,
    /// Reference of the paper.
    pub reference: String,
    /// Id of the paper.
    pub paper: String,
}

/// A post with its holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PostLine {
    /// The post's handle.
    pub handle: String,
    /// Its title.
    pub title: String,
    /// Who holds it.
    pub holder: Option<String>,
    /// A box is made for it.
    pub principal: bool,
}

/// A person of the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonLine {
    /// The person's handle, as in `--as`.
    pub handle: String,
    /// Name.
    pub name: String,
    /// Posts held.
    pub posts: Vec<String>,
    /// What he may do, in words.
    pub duties: Vec<&'static str>,
}

/// People and posts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PeoplePage {
    /// People.
    pub people: Vec<PersonLine>,
    /// Posts.
    pub posts: Vec<PostLine>,
    /// The reader's own clearance, in words, one line a policy.
    pub clearance: Vec<String>,
    /// The clearance that is in force for him, as it was given.
    pub given: Option<GivenShown>,
    /// The circles that he is in.
    pub circles: Vec<String>,
    /// He gives clearances.
    pub may_clear: bool,
    /// The reader keeps the registry: he admits people and makes posts.
    pub may_keep: bool,
}

/// Today, as links.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Today {
    /// The day.
    pub date: Date,
    /// Boxes that the reader works at, with their papers counted.
    pub boxes: Vec<BoxTally>,
    /// Drafts that he is asked to clear, of whose last version he has said nothing.
    pub to_clear: Vec<DraftLine>,
    /// The next meetings, else the last ones.
    pub meetings: Vec<MeetingLine>,
    /// Papers that come up before him, those whose day is past first.
    pub bring_ups: BringUpsPage,
    /// Papers copied to him that he has not opened, or not answered.
    pub copies: CopiesPage,
    /// Undertakings past their day.
    pub overdue: u32,
    /// Undertakings in all.
    pub undertakings: u32,
    /// Papers whose marking is not settled, for who may settle.
    pub unsettled: Option<u32>,
    /// Changed markings that wait for his approval, for who approves.
    pub to_approve: Option<u32>,
    /// What the papers opened in this sitting bear together.
    pub sitting: Option<Marked>,
    /// Clearances that end soon or were not given yet, for who gives them; of the reader's own, that it ends.
    pub clearances: Vec<ClearanceDue>,
    /// The newest papers.
    pub newest: Vec<PaperLine>,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// A box, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoxTally {
    /// The post that it is made for.
    pub post: PostLine,
    /// Papers in it.
    pub papers: u32,
    /// When it closes, where that is still to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<ClosesShown>,
}

/// The ledger, for its keeper: counts and proofs, no contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LedgerPage {
    /// Entries.
    pub size: u64,
    /// The last checkpoint, a signed note.
    pub checkpoint: String,
    /// The key that it is verified with.
    pub vkey: String,
    /// What the last verification found wrong; none where none was made since the start.
    pub verified: Option<Verified>,
}

/// What a verification came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// When.
    pub at: Timestamp,
    /// Entries checked.
    pub entries: u64,
    /// Bodies checked.
    pub bodies: u64,
    /// What is wrong, a line each.
    pub flaws: Vec<String>,
}

/// A reader, as the head of each page names him.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReaderShown {
    /// Handle.
    pub handle: String,
    /// Name.
    pub name: String,
    /// The post he acts in.
    pub post: Option<String>,
    /// Keeps the registry.
    pub keeper: bool,
    /// The highest he may read, in words: "UK TOP SECRET · US SECRET".
    pub clearance: String,
    /// How many papers wait in the in-tray, for who settles them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tray: Option<u32>,
}

/// The papers that a finding may cite.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CitedPage {
    /// The citing paper.
    pub line: PaperLine,
    /// Number of the finding in it.
    pub number: u32,
    /// Its words.
    pub words: String,
    /// The papers, likeliest first.
    pub papers: Vec<PaperLine>,
    /// What all of them bear together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overall: Option<Marked>,
}

/// What came of a second reading of one paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SecondReadShown {
    /// Reference of the paper.
    pub reference: String,
    /// Who read.
    pub model: String,
    /// Findings that it proposed.
    pub proposed: usize,
    /// Findings of rules that it found too.
    pub agreed: usize,
    /// How much of its answers was not believed, by the reason for it.
    pub dropped: std::collections::BTreeMap<String, u32>,
}
