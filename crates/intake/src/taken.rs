//! What intake hands on: papers with the particulars that their format states.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Format, TakenPage};

/// The papers of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The format that it was read as.
    pub format: Format,
    /// The papers, in the order of the file.
    pub papers: Vec<TakenPaper>,
    /// A volume's title.
    pub title: Option<String>,
    /// What was left out and why, one sentence each.
    pub notes: Vec<String>,
}

/// What sort of thing a paper was in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TakenKind {
    /// A text: plain, of a page or of a document.
    Text,
    /// A mail.
    Mail,
    /// A document of a volume, or an attachment that the volume marks within one.
    Document,
    /// A document that came as pages: a PDF or a picture.
    Pages,
}

impl TakenKind {
    /// Whether its format states who wrote to whom; of a text or of pages that is for a reading to tell.
    pub fn states(self) -> bool {
        matches!(self, TakenKind::Mail | TakenKind::Document)
    }
}

/// One paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenPaper {
    /// What sort of thing it was.
    pub kind: TakenKind,
    /// The bytes to keep: the whole file of a text or mail, the document's own element of a volume,
    /// the decoded bytes of an attachment.
    pub original: Vec<u8>,
    /// The reading copy: paragraphs parted by an empty line. A volume's document keeps its own dateline,
    /// marking line, salutation and signature here, and not what its editors set round it (head, source
    /// note, footnotes).
    pub text: String,
    /// The particulars that the format states.
    pub given: Given,
    /// Footnotes, in order of their anchors.
    pub footnotes: Vec<Footnote>,
    /// Papers enclosed: a mail's attachments that are text or mail, a document's marked attachments.
    pub enclosures: Vec<TakenPaper>,
    /// Attachments that are kept and not read.
    pub unread: Vec<Unread>,
    /// Its pages, of a paper that came as pages.
    pub pages: Vec<TakenPage>,
    /// What is to be known of how it was read, one sentence each.
    pub notes: Vec<String>,
}

impl TakenPaper {
    /// Gives a text its file's name to go by, where it states no head.
    pub(crate) fn head_with(&mut self, name: &str) {
        if self.kind == TakenKind::Text && self.given.head.is_none() {
            self.given.head = Some(name.to_owned());
        }
    }
}

/// A note of the editors, anchored in a paper's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footnote {
    /// Its number or sign.
    pub label: String,
    /// Byte offset in the text, on a character boundary.
    pub at: u32,
    /// Its words.
    pub text: String,
}

/// An attachment in a format that is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The file name it carried, or an empty string.
    pub name: String,
    /// Its media type as stated: "application/pdf".
    pub media_type: String,
    /// Its bytes, decoded.
    pub bytes: Vec<u8>,
}

/// Particulars that the format states, and those of a printed paper that its editors' head and opening lines state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The head that the editors set over a document, without its number.
    pub head: Option<String>,
    /// What kind of paper it is, by the word of `office::reading::Kind`.
    pub kind: Option<String>,
    /// Who wrote; for a conversation, those who spoke.
    pub from: Vec<GivenParty>,
    /// To whom.
    pub to: Vec<GivenParty>,
    /// Copied to whom.
    pub copied_to: Vec<GivenParty>,
    /// The date written, as a day where it was written.
    pub date: Option<Date>,
    /// The date in its own words.
    pub date_words: Option<String>,
    /// Where it was written.
    pub place: Option<String>,
    /// Its subject line.
    pub subject: Option<String>,
    /// Where the editors found it, and how it was marked and handled.
    pub source_note: Option<String>,
    /// A telegram's number, a mail's Message-ID, or "Document 12" of a volume.
    pub reference: Option<String>,
    /// The identifier that the volume gives it: "d12".
    pub id_in_volume: Option<String>,
    /// The line of marking and precedence over the text: "top secret us urgent".
    pub marking_line: Option<String>,
}

/// Somebody named by the format.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenParty {
    /// The person.
    pub name: Option<String>,
    /// The post or body.
    pub post: Option<String>,
    /// The mail address.
    pub address: Option<String>,
}
