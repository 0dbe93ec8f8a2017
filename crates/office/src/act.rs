//! Acts: everything that happens in an office, as it is entered in the ledger.
//!
//! An act says what was done, never what came of it: a reference number, an effective marking and
//! the order of a box follow from the acts and are not in them. The serialised form is the format
//! of the ledger and may only grow: a field once entered is read for ever.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::boxes::{BoxCloses, BoxMoved, PaperMarked, PutUp, TakenOut};
use crate::chase::{Commission, UndertakingMoved};
use crate::diary::MeetingNoted;
use crate::drafts::{DraftMoved, DraftSaved};
use crate::id::{Handle, Id};
use crate::in_hand::{BroughtUp, Copied, CopyAnswered, PutAway};
use crate::judging::FindingJudged;
use crate::page::Page;
use crate::people::{Admitted, CorrespondentKept, PostFilled};
use crate::reading::{Finding, Kind, Model, Particulars, Reading};
use crate::standing::{CircleMade, ClearanceGiven, DeputyNamed, RelabelProposed};
use crate::worded;

/// Who did it and when: the head of an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// Who.
    pub by: Handle,
    /// When.
    pub at: Timestamp,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "act")]
pub enum Act {
    /// The registry was made.
    Founded {
        /// Its name.
        name: String,
    },
    /// A person was admitted to the office, or what is kept of him was changed.
    Admitted(Admitted),
    /// A post was set up or filled.
    PostFilled(PostFilled),
    /// Somebody acts in a post for its holder.
    DeputyNamed(DeputyNamed),
    /// He does so no more.
    DeputyEnded {
        /// The post.
        post: Handle,
        /// Who acted in it.
        person: Handle,
    },
    /// Somebody outside the office is known, or known otherwise.
    CorrespondentKept(CorrespondentKept),
    /// Two entries were found to be one person.
    CorrespondentsMerged {
        /// Under which he is found.
        into: Id,
        /// The other.
        from: Id,
    },
    /// They were found to be two after all.
    CorrespondentsParted {
        /// Under which he was found.
        into: Id,
        /// The other.
        from: Id,
    },
    /// The keeper made a link by which a person signs in, once.
    Invited {
        /// Who may sign in by it.
        person: Handle,
    },
    /// A person used such a link; a password may have been set by it.
    SignedInFirst {
        /// Who.
        person: Handle,
        /// A password was set.
        password: bool,
        /// By a recovery code besides, in the place of his device's.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        recovery: bool,
    },
    /// A person gave himself another password.
    PasswordChanged {
        /// Who.
        person: Handle,
    },
    /// A person signed in by his password.
    SignedIn {
        /// Who.
        person: Handle,
        /// Tries in his name that had failed since he last did.
        #[serde(default, skip_serializing_if = "is_zero")]
        failed: u32,
        /// By a recovery code in the place of his device's.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        recovery: bool,
    },
    /// A person set up a second factor. Its secret is in no entry.
    FactorSet {
        /// Who.
        person: Handle,
    },
    /// A person made himself new recovery codes; those before open nothing any more. They are in no entry.
    RecoveryCodesMade {
        /// Who.
        person: Handle,
    },
    /// A second factor was taken off: by himself, or by another with a reason.
    FactorTakenOff {
        /// Whose.
        person: Handle,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// A person left the office: from then on he signs in no more, and has no duty, clearance, circle, post or
    /// deputising; what he did and what he has stays his.
    StruckOff {
        /// Who.
        person: Handle,
        /// Why.
        reason: String,
    },
    /// A person who had left is of the office again, with his name and nothing else.
    TakenBack {
        /// Who.
        person: Handle,
    },
    /// A paper was entered in the register.
    Registered(Box<Registered>),
    /// A clerk settled a paper that lay in the in-tray: it stands in the register as this says.
    TakenIn(Box<Registered>),
    /// A clerk settled a paper that lay in the in-tray as one that is held already.
    SettledAsDuplicate {
        /// The paper in the in-tray.
        paper: Id,
        /// The one that is held.
        of: Id,
    },
    /// A clerk turned away what lay in the in-tray: it waits no more, and is kept.
    TurnedAway {
        /// The paper.
        paper: Id,
        /// Why.
        reason: String,
    },
    /// What was turned away waits in the in-tray again.
    WaitsAgain {
        /// The paper.
        paper: Id,
    },
    /// The transcript of a paper was corrected: it stands, with what is read in it, as this says.
    TranscriptCorrected(Box<Registered>),
    /// The particulars of a paper in the register were put right: it stands as this says.
    ParticularsCorrected {
        /// The paper.
        paper: Box<Registered>,
        /// What is read in it is read otherwise now: another day or another hand means other words.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        read_again: bool,
        /// Findings that are the same ones, and are known by another key from now on: the old and the new.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        same: Vec<(String, String)>,
    },
    /// A paper was enclosed in a cover.
    Enclosed {
        /// The cover.
        cover: Id,
        /// What it encloses.
        paper: Id,
    },
    /// A paper was detached from its cover.
    Detached {
        /// The cover.
        cover: Id,
        /// What it enclosed.
        paper: Id,
    },
    /// A paper whose marking was not settled was given one.
    Settled {
        /// The paper.
        paper: Id,
        /// The marking as typed.
        marking: String,
        /// Its label, canonical.
        label: String,
    },
    /// A minute was written on a paper.
    Minuted {
        /// The paper.
        paper: Id,
        /// The minute.
        minute: Minute,
    },
    /// A paper was put up before a principal.
    PutUp(PutUp),
    /// A paper was taken out of a box.
    TakenOut(TakenOut),
    /// A paper was moved beside another in a box.
    BoxMoved(BoxMoved),
    /// The hour was set at which a box closes.
    BoxCloses(BoxCloses),
    /// A principal made something of a paper in his box.
    PaperMarked(PaperMarked),
    /// Something was ordered on a paper.
    CommissionMade(Commission),
    /// Something was done with an undertaking.
    UndertakingMoved(UndertakingMoved),
    /// A paper is to come up again on a day.
    BroughtUp(BroughtUp),
    /// A paper that was brought up was put away.
    PutAway(PutAway),
    /// A paper was copied to somebody, for action or for information.
    Copied(Copied),
    /// What was to be done with a copy is done.
    CopyAnswered(CopyAnswered),
    /// A meeting was noted.
    MeetingNoted(MeetingNoted),
    /// A meeting that was noted by hand is held otherwise: as this says.
    MeetingChanged(MeetingNoted),
    /// A meeting that was noted by hand is not held.
    MeetingCancelled {
        /// The meeting.
        meeting: Id,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// A meeting that was noted and one of which papers speak were found to be one occasion.
    MeetingsJoined {
        /// The one that was noted, as which it stands.
        noted: Id,
        /// The one of which papers speak.
        found: Id,
    },
    /// They are two after all.
    MeetingsParted {
        /// The one that was noted.
        noted: Id,
        /// The one of which papers speak.
        found: Id,
    },
    /// A paper was written of what was said in a meeting.
    ReadOutMade {
        /// The meeting.
        meeting: Id,
        /// The paper.
        paper: Id,
    },
    /// A reader made an address at which a calendar fetches his meetings.
    FeedMade {
        /// What of them stands in it; of the others only that he is engaged. Canonical.
        shows: String,
    },
    /// He gave it up.
    FeedEnded,
    /// A draft was saved.
    DraftSaved(Box<DraftSaved>),
    /// Something was done with a draft.
    DraftMoved(DraftMoved),
    /// Papers were shown to someone.
    Seen {
        /// What of them was shown.
        manner: Manner,
        /// Which.
        papers: Vec<Id>,
    },
    /// A person was given a clearance.
    ClearanceGiven(ClearanceGiven),
    /// A circle was made; who made it is in it.
    CircleMade(CircleMade),
    /// A person was taken into a circle.
    CircleJoined {
        /// The circle.
        circle: Id,
        /// Who.
        person: Handle,
    },
    /// A person left a circle or was put out of it.
    CircleLeft {
        /// The circle.
        circle: Id,
        /// Who.
        person: Handle,
    },
    /// A circle was closed: nobody joins it any more.
    CircleClosed {
        /// The circle.
        circle: Id,
    },
    /// Another marking was proposed for a paper.
    RelabelProposed(RelabelProposed),
    /// A second person approved it: the paper bears the marking from now on.
    RelabelApproved {
        /// The proposal.
        proposal: Id,
        /// The paper.
        paper: Id,
    },
    /// A proposal was refused, or taken back by who made it.
    RelabelRefused {
        /// The proposal.
        proposal: Id,
        /// The paper.
        paper: Id,
        /// Why.
        reason: String,
    },
    /// Words were written below what their writer had opened in that sitting, with his reason.
    WroteBelow {
        /// Where: a paper or a meeting.
        on: Id,
        /// What he had opened, canonical.
        opened: String,
        /// What the words bear, canonical.
        wrote: String,
        /// Why.
        reason: String,
    },
    /// A policy was taken into the registry.
    PolicyTaken {
        /// Its name.
        policy: String,
        /// SHA-256 of its file, in hex.
        digest: String,
    },
    /// A person judged what a reading had proposed, or found what it had not.
    FindingJudged(Box<FindingJudged>),
    /// A language model read a paper as second reader.
    SecondRead(Box<SecondRead>),
    /// A person ended his sitting: what he had opened in it no longer binds what he writes.
    SittingEnded,
    /// A reader kept a search for himself.
    SearchSaved(SearchSaved),
    /// A reader looked at what a search that he kept finds.
    SearchLooked {
        /// Its name.
        name: String,
    },
    /// A reader gave up a search that he had kept.
    SearchForgotten {
        /// Its name.
        name: String,
    },
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// What a second reader proposed. It is kept here and nowhere made again: a model is never asked by a rebuild.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SecondRead {
    /// The paper that it read.
    pub paper: Id,
    /// Who read, and what it was asked with.
    pub model: Model,
    /// What no rule had found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Proposed>,
    /// Findings of rules that it found too, each by what it is known again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreed: Vec<String>,
    /// How much of its answers was not believed, by the reason for it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dropped: BTreeMap<String, u32>,
}

/// A finding of a second reader.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposed {
    /// By what it is known again.
    pub key: String,
    /// The finding.
    pub finding: Finding,
    /// The words that prove it.
    pub words: String,
}

/// A search that a reader keeps; in the stream of his own searches, under a key of his own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchSaved {
    /// What he calls it.
    pub name: String,
    /// The query as typed.
    pub query: String,
    /// It tells of papers that came since he last looked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub standing: bool,
}

/// A paper as registered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Registered {
    /// Its id.
    pub paper: Id,
    /// Kind of paper.
    pub kind: Kind,
    /// Who to whom, when, where.
    pub particulars: Particulars,
    /// The head under which it was printed, or the name of the file that it came in where nothing in it says better
    /// what it is.
    pub head: String,
    /// The name of the file that it came in with what it encloses: it names them as well as the cover, and is shown
    /// while the cover bears what they do. Also that of a text that is titled by who wrote it to whom.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub came_with: String,
    /// The marking as typed, where there was one.
    pub marking: Option<String>,
    /// Its own label, canonical; the registry's top label where the marking is not settled.
    pub label: String,
    /// The marking was read.
    pub settled: bool,
    /// What it bears with its enclosures, canonical.
    pub bears: String,
    /// The cover that it came under, entered just before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enclosed_in: Option<Id>,
    /// What was read in its text.
    pub reading: Reading,
    /// Its text.
    pub text: Body,
    /// The bytes as they came, where the text is not they.
    pub original: Option<Body>,
    /// Its pages, where it came as pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<Page>,
    /// Where the words stand on them: a list of [`crate::page::Word`] for each page, as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<Body>,
    /// How many words the text has.
    pub words: u32,
    /// Where a printed paper was found, in the editors' words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_note: Option<String>,
    /// Notes of its editors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub footnotes: Vec<Footnote>,
    /// What could not be read, or was left out, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// Keyed digest of the bytes as they came, by which the same file is known again.
    pub fingerprint: String,
    /// The file that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The way by which it came into the in-tray; none where a clerk filed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<Came>,
}

impl Registered {
    /// Every body that it names, each with the name of its part.
    pub fn bodies(&self) -> impl Iterator<Item = (String, &Body)> {
        let whole = [("text", Some(&self.text)), ("original", self.original.as_ref())];
        let whole = whole.into_iter().chain([("layout", self.layout.as_ref())]);
        let whole = whole.filter_map(|(part, body)| body.map(|body| (part.to_owned(), body)));
        whole.chain(self.pages.iter().filter_map(|page| Some((page.part(), page.picture.as_ref()?))))
    }
}

worded! {
    /// The way by which a paper came into the in-tray.
    pub enum Came {
        /// A clerk laid it there.
        Hand = "hand" => "by hand",
        /// It lay in a watched folder.
        Folder = "folder" => "from a watched folder",
        /// It came by mail.
        Mail = "mail" => "by mail",
        /// It was sent up from a page.
        Page = "page" => "sent up from a page",
    }
}

/// Where a sealed body lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// SHA-256 of the sealed bytes, in hex: its name in the vault.
    pub digest: String,
    /// The stream under whose key it is sealed.
    pub stream: Id,
    /// Label of that stream, canonical.
    pub label: String,
}

/// A note of a paper's editors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footnote {
    /// Its call.
    pub label: String,
    /// Where it is called, in bytes of the text.
    pub at: u32,
    /// Its text.
    pub text: String,
}

/// A minute on a paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Minute {
    /// What it is.
    pub kind: MinuteKind,
    /// Its words.
    pub text: String,
    /// The date that it bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// A doubtful reading.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub doubtful: bool,
    /// It came with the paper and was not made here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub came_with: bool,
}

worded! {
    /// Kinds of minute.
    pub enum MinuteKind {
        /// Words.
        Note = "note",
        /// Initials.
        Initials = "initials",
        /// A mark or words by hand, as transcribed.
        Hand = "hand",
        /// A stamp.
        Stamp = "stamp",
        /// Whom it was put up to, in the margin.
        PutUp = "put-up" => "put up",
        /// What a principal made of it, in his box.
        Mark = "mark",
    }
}

/// What of a paper was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Manner {
    /// Its text.
    Opened,
    /// The bytes as they came.
    Original,
    /// Its text, on paper.
    Printed,
    /// The bytes as they came and what the registry says of it, in a bag for others' tools.
    Bagged,
    /// Its text, on paper, with the brief of a meeting. Who has seen a paper is told without it: how often would
    /// tell of meetings that not everybody may know of.
    Packed,
    /// Words of it, in a search or a list of findings.
    Extract,
    /// Its line in a list.
    Listed,
}

/// Words of a text, as a register counts them.
pub fn words(text: &str) -> u32 {
    u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boxes::Purpose;

    #[test]
    fn an_act_is_entered_as_plain_json() {
        let act = Act::PutUp(PutUp {
            paper: Id([1; 16]),
            principal: "pm".parse().unwrap(),
            purpose: Purpose::Reading,
            meeting: None,
            note: String::new(),
            deadline: None,
            proposed: false,
        });
        let entered = serde_json::to_string(&act).unwrap();
        insta::assert_snapshot!(entered, @r#"{"act":"put-up","paper":"01010101010101010101010101010101","principal":"pm","purpose":"reading"}"#);
        assert_eq!(serde_json::from_str::<Act>(&entered).unwrap(), act);
    }
}
