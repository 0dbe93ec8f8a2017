//! Answers about standing: clearances, circles, changed markings, and why a reader may know of a paper.

use chancery_office::standing::RelabelState;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::{BringUpsPage, CopiesPage, DraftLine, Marked, PaperLine, PostLine, UndertakingLine};

/// The circles that a reader knows of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CirclesPage {
    /// Circles, by name.
    pub circles: Vec<CircleShown>,
    /// He may make one.
    pub may_make: bool,
}

/// A circle.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CircleShown {
    /// Its id, 32 hex digits.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in markings, which no other circle has.
    pub tag: String,
    /// What it is for.
    pub purpose: String,
    /// Who is or was in it, in the order in which they joined.
    pub stays: Vec<StayShown>,
    /// When it was made.
    pub made: Timestamp,
    /// When it was closed.
    pub closed: Option<Timestamp>,
    /// The reader is in it.
    pub inside: bool,
    /// The reader answers for it: he takes in, puts out and closes.
    pub holds: bool,
}

/// A stay in a circle.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StayShown {
    /// Handle of who.
    pub handle: String,
    /// Who.
    pub name: String,
    /// Who took him in.
    pub by: String,
    /// Since when.
    pub since: Timestamp,
    /// Until when, where it has ended.
    pub until: Option<Timestamp>,
}

/// A clearance as it was given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GivenShown {
    /// In words, a line a policy.
    pub lines: Vec<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Why.
    pub reason: String,
    /// Who gave it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// It is the one in force now.
    pub in_force: bool,
}

/// A person: for himself, for who gives clearances, and for who keeps the registry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonPage {
    /// Handle.
    pub handle: String,
    /// Name.
    pub name: String,
    /// The day on which he left the office; none where he is of it.
    pub left: Option<Date>,
    /// When he left and was taken back, the last first.
    pub absences: Vec<AbsenceShown>,
    /// The posts that he holds.
    pub posts: Vec<String>,
    /// What he may do.
    pub duties: Vec<&'static str>,
    /// Clearances, the last given first; none where these are not for who reads to know.
    pub given: Option<Vec<GivenShown>>,
    /// Links by which he was to sign in, the last made first.
    pub links: Vec<LinkShown>,
    /// The last times that he signed in by his password, the last first.
    pub sign_ins: Vec<SignInShown>,
    /// When he last set a password.
    pub password_set: Option<Timestamp>,
    /// Since when a code of a device is asked of him; none where none is.
    pub factor_set: Option<Timestamp>,
    /// The times that another took his second factor off, the last first.
    pub factors_taken: Vec<FactorTakenShown>,
    /// When he last made recovery codes, for himself to know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovery_made: Option<Timestamp>,
    /// Recovery codes that he has left, for himself to know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovery_left: Option<usize>,
    /// The office asks everybody for a second factor.
    pub factor_asked: bool,
    /// The reader may take his second factor off.
    pub may_take_factor_off: bool,
    /// The reader is he himself.
    pub own: bool,
    /// He has a password, for himself to know.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub has_password: bool,
    /// The reader may give him a clearance.
    pub may_clear: bool,
    /// The reader may ask what he opened.
    pub may_ask: bool,
    /// The reader may strike him off, or see what is still with him who has left.
    pub may_strike: bool,
    /// The reader keeps the registry: he changes what is kept of him, and makes him links.
    pub may_keep: bool,
    /// The name of the state in which he is kept.
    pub state: String,
}

/// That a person left the office, and was taken back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AbsenceShown {
    /// When he was struck off.
    pub left: Timestamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When he was taken back, where he was.
    pub back: Option<Timestamp>,
    /// By whom.
    pub back_by: Option<String>,
}

/// What is still with a person who leaves or has left, of what who strikes him off may know: to be handed on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeavingPage {
    /// Handle.
    pub handle: String,
    /// Name.
    pub name: String,
    /// When he left, and why; none where he is of the office.
    pub left: Option<AbsenceShown>,
    /// Posts that he holds.
    pub posts: Vec<PostLine>,
    /// Posts in which he acts, or is to.
    pub acts_in: Vec<PostLine>,
    /// Drafts that he writes, or was asked to clear or sign, and that are neither signed nor given up.
    pub drafts: Vec<DraftLine>,
    /// Copies for action that he has not answered.
    pub copies: CopiesPage,
    /// Papers that come up before him.
    pub bring_ups: BringUpsPage,
    /// The name by which undertakings of his were looked for.
    pub looked_for: String,
    /// Open undertakings that name him.
    pub undertakings: Vec<UndertakingLine>,
    /// How many there are of these.
    pub undertakings_total: u64,
    /// What comes by mail or into a folder is taken in under his name.
    pub takes_in: bool,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
    /// The reader is he himself.
    pub own: bool,
    /// The reader may take him back.
    pub may_take_back: bool,
}

/// A link by which a person was to sign in, without what would sign anybody in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LinkShown {
    /// Who made it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// When somebody signed in by it.
    pub used: Option<Timestamp>,
    /// By a recovery code besides.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub recovery: bool,
}

/// That a person signed in by his password.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SignInShown {
    /// When.
    pub at: Timestamp,
    /// Tries in his name that had failed since the time before.
    pub failed: u32,
    /// By a recovery code in the place of his device's.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub recovery: bool,
}

/// That another took a person's second factor off.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FactorTakenShown {
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// A clearance to be seen to: it ends soon, or none was given yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClearanceDue {
    /// Handle of whose it is.
    pub handle: String,
    /// His name.
    pub name: String,
    /// Its last day; none where none was given.
    pub until: Option<Date>,
}

/// What a person opened of the papers that who asks may read himself: for who gives clearances.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenedPage {
    /// Handle.
    pub handle: String,
    /// Name.
    pub name: String,
    /// Papers of a page, what he opened last first.
    pub lines: Vec<OpenedLine>,
    /// How many papers there are.
    pub total: u64,
    /// Page, from 1.
    pub page: u32,
    /// How many pages.
    pub pages: u32,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// A paper that a person opened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenedLine {
    /// The paper.
    pub paper: PaperLine,
    /// When he first opened it.
    pub first: Timestamp,
    /// When he last did.
    pub last: Timestamp,
    /// How often.
    pub times: u64,
}

/// How a marking is to change, or has.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelabelShown {
    /// The proposal's id.
    pub id: String,
    /// The marking that the paper bears, or bore, by itself.
    pub from: Marked,
    /// The marking proposed.
    pub to: Marked,
    /// Why.
    pub reason: String,
    /// By what authority.
    pub authority: String,
    /// The day from which it may be approved.
    pub on: Option<Date>,
    /// The event upon which it is to be approved.
    pub event: Option<String>,
    /// Who proposed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What became of it.
    pub state: RelabelState,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// Why it was refused.
    pub decided_reason: Option<String>,
    /// It is proposed, and its day has come or it has none.
    pub due: bool,
    /// The reader may approve it now.
    pub may_approve: bool,
    /// The reader may refuse it, or take it back.
    pub may_refuse: bool,
}

/// Proposals that wait for a second person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelabelPage {
    /// Each with its paper, those that are due first.
    pub waiting: Vec<RelabelAt>,
    /// What all that the page shows bears together.
    pub overall: Option<Marked>,
}

/// A proposal with the paper that it is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelabelAt {
    /// The paper.
    pub paper: PaperLine,
    /// The proposal.
    pub relabel: RelabelShown,
}

/// Whether a reader may know of a paper, element by element.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhyPage {
    /// The reader's handle.
    pub handle: String,
    /// The reader.
    pub name: String,
    /// The paper.
    pub paper: PaperLine,
    /// The moment that it is about.
    pub at: Timestamp,
    /// What the paper bore then; none where that is not for who asks to know, or it was not yet entered.
    pub bore: Option<Marked>,
    /// The reader might read it.
    pub may: bool,
    /// What the marking asks and what he held, in order.
    pub steps: Vec<WhyStep>,
    /// The clearance that was in force for him.
    pub given: Option<GivenShown>,
}

/// One thing that a marking asks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhyStep {
    /// What is asked: "UK: SECRET", "circle Falklands".
    pub asked: String,
    /// What the reader holds.
    pub held: String,
    /// Whether that is enough.
    pub ok: bool,
    /// Since when he holds it.
    pub since: Option<Timestamp>,
}

/// Who could read a paper at a moment: for who gives clearances.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReadersPage {
    /// The paper.
    pub paper: PaperLine,
    /// The moment.
    pub at: Timestamp,
    /// What it bore then; none where it was not yet entered.
    pub bore: Option<Marked>,
    /// People who could, by name.
    pub could: Vec<ReaderThen>,
    /// What was written on it by people who had opened more, with their reasons.
    pub below: Vec<BelowShown>,
}

/// Words written below what their writer had opened in that sitting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BelowShown {
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What he had opened.
    pub opened: Marked,
    /// Why.
    pub reason: String,
}

/// A person who could read a paper, and whether he did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReaderThen {
    /// Handle.
    pub handle: String,
    /// Name.
    pub name: String,
    /// When he had last opened it by then, where he had.
    pub opened: Option<Timestamp>,
}
