//! What a reading of a text says: its anatomy and its findings, each with the words that prove it.
//!
//! The nouns only. How they are found is the `reading` crate's business; here they are
//! values that an act can carry and a page can show.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::worded;

/// Bytes of a paper's text, from `start` up to but not including `end`.
///
/// INVARIANT (span): `start < end`, both on character boundaries of the text that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start < end, "INVARIANT (span)");
        Self { start: start as u32, end: end as u32 }
    }

    /// The words of `text` that the span covers; empty where the span does not fit the text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Whether `other` lies inside this span.
    pub fn holds(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same words counted from `base`, for a text that was cut out of a longer one.
    pub fn less(self, base: u32) -> Span {
        Span { start: self.start - base, end: self.end - base }
    }
}

/// What was read in one text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The parts, in order of the text; the first is the paper itself, unless the text is empty.
    pub parts: Vec<Part>,
    /// What was found, in order of its evidence.
    pub findings: Vec<Finding>,
    /// Digest of the rulebook that was read with, in hex: same text, context and rulebook, same reading.
    pub rulebook: String,
}

/// A letter, message or quoted mail within a text, with its own writer, reader and date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// How it stands to the part that holds it.
    pub place: PartPlace,
    /// Index of the part that encloses, quotes or forwards it.
    pub parent: Option<u16>,
    /// Kind of paper.
    pub kind: Kind,
    /// All its words.
    pub span: Span,
    /// Its lines by their role, in order of the text.
    pub fields: Vec<Field>,
    /// What the fields come to.
    pub particulars: Particulars,
}

/// How a part stands to its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartPlace {
    /// The paper itself.
    Paper,
    /// Enclosed by its parent.
    Enclosure,
    /// Quoted below the reply to it.
    Quoted,
    /// Forwarded by its parent.
    Forwarded,
    /// Added by the same hand below the signature.
    Postscript,
}

worded! {
    /// Kind of paper.
    #[derive(Default, PartialOrd, Ord)]
    pub enum Kind {
        /// A letter.
        Letter = "letter",
        /// A telegram or cable.
        Telegram = "telegram",
        /// A message in a telegram's form that goes by bag.
        Airgram = "airgram",
        /// A numbered report of a mission to its ministry.
        Despatch = "despatch",
        /// A note verbale, or one handed over by a mission: in the third person.
        Note = "note",
        /// A memorandum.
        Memorandum = "memorandum",
        /// A memorandum or record of a conversation.
        Conversation = "conversation",
        /// Minutes of a meeting.
        Minutes = "minutes",
        /// An electronic mail.
        Email = "email",
        /// A message passed on paper.
        Message = "message",
        /// A speech, address or statement for the public.
        Address = "address",
        /// A study, paper, summary or editor's note.
        Paper = "paper",
        /// Not known.
        #[default]
        Other = "other",
    }
}

/// A run of words with its role in the anatomy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The role.
    pub role: FieldRole,
    /// The words.
    pub span: Span,
    /// A doubtful reading: a mis-read hand, a transcriber's bracket.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub doubtful: bool,
    /// What was written by hand or stamped bears a date of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// Roles of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldRole {
    /// A marking, at the head or foot of a page.
    Marking,
    /// "Foreign and Commonwealth Office".
    Letterhead,
    /// A place of writing or an address under a letterhead.
    Place,
    /// The date of writing.
    Date,
    /// A number or reference of the paper's own.
    Reference,
    /// A line that says who wrote: `From:`, or a head's "From the Embassy in …".
    From,
    /// Whom it was written to.
    To,
    /// Who had a copy.
    CopiedTo,
    /// Precedence: "Immediate".
    Precedence,
    /// The subject line.
    Subject,
    /// "Dear Francis:".
    Salutation,
    /// "Your own".
    Close,
    /// A signature as transcribed: "[Handwritten signature]", "/s/".
    Signature,
    /// The name under the signature.
    Signer,
    /// The post under the name.
    Post,
    /// Marginalia: words, initials or a mark by hand.
    Hand,
    /// To whom the paper was put up, in the margin.
    PutUp,
    /// A receipt stamp.
    Stamp,
    /// A running head or page banner.
    PageHead,
    /// A line that separates parts: "-----Original Message-----".
    Boundary,
    /// Who took part: "Participants", and those listed under it.
    Participant,
    /// Who drafted, cleared or approved it.
    Drafting,
    /// A portion's own marking: "(S)".
    PortionMark,
    /// Words set over a section of the text.
    Heading,
}

/// What the anatomy of a part comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Particulars {
    /// Who wrote.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<Party>,
    /// Whom it was written to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Party>,
    /// Who had a copy.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub copied_to: Vec<Party>,
    /// Who took part, where the paper records a conversation or a meeting.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Party>,
    /// Date of writing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Its own reference or number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Precedence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precedence: Option<String>,
    /// Subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The marking, as typed but with letter-spacing closed: "covering SECRET", "SECRET".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marking: Option<String>,
}

/// One side of a correspondence: a person, a post, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Party {
    /// The person as named: "R B Bone".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The post or body: "Private Secretary", "Embassy in Thailand".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// An address: of a house, or of mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

impl Party {
    /// A party known by name alone.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }

    /// A party known by post alone.
    pub fn post(post: impl Into<String>) -> Self {
        Self { post: Some(post.into()), ..Self::default() }
    }

    /// The word to show in a list: the name, else the post, else the address.
    pub fn short(&self) -> &str {
        self.name.as_deref().or(self.post.as_deref()).or(self.address.as_deref()).unwrap_or("unknown")
    }
}

/// Something that a text says, proposed by a rule until a person confirms it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is.
    pub what: What,
    /// The part that says it.
    pub part: u16,
    /// The words that prove it.
    ///
    /// INVARIANT (evidence): it holds the span of every role.
    pub evidence: Span,
    /// Who, what, with whom, where, when.
    pub roles: Vec<Role>,
    /// The rule that found it.
    pub rule: String,
    /// How far to trust it.
    pub confidence: Confidence,
    /// The language model that found it, where no rule did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<Model>,
}

/// A language model that read as second reader.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Model {
    /// Its name, as it gives it.
    pub name: String,
    /// Digest of what it was asked with, in hex.
    pub prompt: String,
}

impl Finding {
    /// The first role of that name.
    pub fn role(&self, name: RoleName) -> Option<&Role> {
        self.roles.iter().find(|r| r.name == name)
    }
}

/// Classes of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "class", content = "degree")]
pub enum What {
    /// An occasion on which people meet.
    Meeting(Occasion),
    /// Somebody will do something.
    Undertaking(Firmness),
    /// A subject of talks, and what became of it.
    Subject(Fate),
    /// A judgement, kept apart from fact.
    Assessment,
    /// Another paper or talk is cited.
    Reference(Cited),
    /// Somebody is named, and the post that he holds.
    Person,
    /// The text contradicts itself: a date and its weekday.
    Conflict,
}

worded! {
    /// Whether a meeting lies ahead of the paper or behind it.
    #[derive(PartialOrd, Ord)]
    pub enum Occasion {
        /// To come.
        Ahead = "ahead",
        /// Held.
        Held = "held",
    }
}

worded! {
    /// How firm an undertaking is: strength of evidence, strongest first.
    #[derive(PartialOrd, Ord)]
    pub enum Firmness {
        /// Done already.
        Done = "done",
        /// Agreed between the sides.
        Agreed = "agreed",
        /// Promised by one side.
        Promised = "promised",
        /// Ordered.
        Instructed = "instructed",
        /// Asked for.
        Asked = "asked",
        /// Proposed.
        Proposed = "proposed",
        /// Intended.
        Intended = "intended",
        /// Considered.
        Considered = "considered",
        /// Left open.
        Open = "open" => "left open",
        /// Refused.
        Refused = "refused",
    }
}

worded! {
    /// What became of a subject.
    #[derive(PartialOrd, Ord)]
    pub enum Fate {
        /// Brought up.
        Raised = "raised",
        /// Said not to have been brought up.
        NotRaised = "not-raised" => "not raised",
        /// Agreed upon.
        Agreed = "agreed",
        /// Not agreed upon: the sides differ.
        Disagreed = "disagreed",
        /// Put off.
        Deferred = "deferred",
        /// Turned down.
        Refused = "refused",
    }
}

worded! {
    /// How another paper or talk is cited.
    #[derive(PartialOrd, Ord)]
    pub enum Cited {
        /// As enclosed.
        Enclosure = "enclosure" => "enclosed",
        /// By number.
        Numbered = "numbered" => "by number",
        /// By date.
        Dated = "dated" => "by date",
        /// In words alone: "our recent conversations".
        Vague = "vague" => "in words",
    }
}

/// A part of a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// Which part.
    pub name: RoleName,
    /// Its words, where the text has them; a value from the context has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The words, or what they resolve to, as a reader should see it.
    pub value: String,
    /// For [`RoleName::When`]: the time that the words come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Those whom the words may mean, likeliest first, where they may mean more than one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
}

worded! {
    /// Names of roles; the words are those before their values on a page.
    #[derive(PartialOrd, Ord)]
    pub enum RoleName {
        /// Who does it.
        Actor = "actor" => "who",
        /// What is done.
        Act = "act" => "what",
        /// With whom, or to whom.
        Partner = "partner" => "with",
        /// Where.
        Place = "place" => "where",
        /// When, or by when.
        When = "when",
        /// Who raised it, who judges, who says so.
        Holder = "holder" => "says",
        /// What it is about.
        Subject = "subject" => "about",
        /// On what it depends.
        Condition = "condition" => "if",
        /// The post that somebody holds.
        Post = "post",
        /// Number of a paper that is cited.
        Number = "number",
    }
}

/// A time as an interval with a grain; a bound that the words leave open is `None`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct When {
    /// First day.
    pub from: Option<Date>,
    /// One past the last day.
    pub until: Option<Date>,
    /// Hour of the clock, where one is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Time>,
    /// How fine the words are.
    pub grain: Grain,
}

/// Grain of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grain {
    /// An hour of a day.
    Minute,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year or part of one.
    Year,
    /// Bound to an event: "prior to resumption of the Madrid meeting".
    Event,
    /// "In the months ahead".
    Vague,
}

/// How far to trust a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Little more than a trigger word.
    Guess,
    /// Less often right than wrong.
    Weak,
    /// Right more often than not.
    Fair,
    /// Right four times of five.
    Strong,
    /// The words leave no doubt.
    Certain,
}
