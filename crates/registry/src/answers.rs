//! What the registry answers: plain values that a page shows, `--json` prints and a test compares.
//!
//! Everything here was made through a [`crate::View`], so it holds only what its reader may know.

pub use chancery_label::Grade;
use chancery_office::reading::Kind;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

mod beside;
mod boxes;
mod chase;
mod chase_asked;
mod dialogue;
mod diary;
mod drafts;
mod in_hand;
mod marking;
mod paper;
mod people;
mod posts;
mod searching;
mod standing;
mod tray;

pub use beside::*;
pub use boxes::*;
pub use chase::*;
pub use chase_asked::*;
pub use dialogue::*;
pub use diary::*;
pub use drafts::*;
pub use in_hand::*;
pub use marking::*;
pub use paper::*;
pub use people::*;
pub use posts::*;
pub use searching::*;
pub use standing::*;
pub use tray::*;

/// A marking as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// What stands at head and foot: "SECRET", "covering SECRET", "NOT SETTLED".
    pub banner: String,
    /// Short form for a list: "S".
    pub short: String,
    /// For colour and border.
    pub grade: Grade,
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

/// Something that was printed.
#[derive(Clone, Debug)]
pub struct Printed {
    /// PDF.
    pub bytes: Vec<u8>,
    /// A name to save it under.
    pub name: String,
    /// How many pages it has.
    pub pages: usize,
    /// What was asked for and is not in it, each with why.
    pub left_out: Vec<String>,
}

/// What was put into a bag.
#[derive(Clone, Debug, Serialize)]
pub struct Bagged {
    /// Its name, and that of the folder which it becomes.
    pub name: String,
    /// The papers in it.
    pub papers: Vec<PaperLine>,
    /// Those that are not, and why.
    pub left_out: Vec<NotDone>,
    /// What all that is in it bears together.
    pub overall: Option<Marked>,
}

/// A paper as a bag holds it, in `paper.json`. Of other papers it names those that lie in the same bag.
#[derive(Debug, Serialize)]
pub struct PaperInBag<'a> {
    /// Its line in the register.
    #[serde(flatten)]
    pub line: &'a PaperLine,
    /// Its marking as it was typed.
    pub typed: Option<&'a str>,
    /// What it bears by itself.
    pub own: &'a Marked,
    /// All its numbers.
    pub numbers: &'a [String],
    /// Its particulars.
    pub particulars: &'a [Particular],
    /// Its text.
    pub text: String,
    /// Notes under it.
    pub footnotes: &'a [FootnoteShown],
    /// What was found in it, and what became of that.
    pub findings: &'a [FindingShown],
    /// What was written on it.
    pub minutes: &'a [MinuteShown],
    /// Covers, by reference.
    pub enclosed_in: Vec<&'a str>,
    /// Enclosures, by reference.
    pub encloses: Vec<&'a str>,
    /// What it answers, by reference.
    pub answers: Vec<&'a str>,
    /// What answers it, by reference.
    pub answered_by: Vec<&'a str>,
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
    /// The day on which he left the office, where he has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Date>,
    /// He has no second factor, for who keeps the registry or gives clearances to know.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without_factor: bool,
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
    /// His standing searches to which papers came since he looked.
    pub searches: Vec<SavedShown>,
    /// The next meetings, else the last ones.
    pub meetings: Vec<MeetingLine>,
    /// Papers that come up before him, those whose day is past first.
    pub bring_ups: BringUpsPage,
    /// Papers copied to him that he has not opened, or not answered.
    pub copies: CopiesPage,
    /// The first of the open undertakings that he answers for himself, or in a post of his.
    pub own: Vec<UndertakingLine>,
    /// How many these are in all.
    pub own_in_all: u64,
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
    /// What a new office still lacks, for its keeper; none once nothing is lacking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_steps: Option<FirstSteps>,
    /// The newest papers.
    pub newest: Vec<PaperLine>,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// What was done of all that a new office needs before it can work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FirstSteps {
    /// Somebody is admitted besides those with whom the registry began.
    pub people: bool,
    /// A box is made for somebody.
    pub principal: bool,
    /// Everybody who reads has a clearance.
    pub cleared: bool,
    /// A backup was made, with its keys.
    pub backed_up: bool,
}

/// A box, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoxTally {
    /// The post that it is made for.
    pub post: PostLine,
    /// Papers in it.
    pub papers: u32,
    /// Of these, with a deadline that is today or past.
    pub due: u32,
    /// How many came back from it since the last working day began, for who works at it.
    pub returned: u32,
    /// Of how many of these the principal would speak.
    pub discuss: u32,
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
