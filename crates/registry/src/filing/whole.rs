//! What was taken in, as the office's own values.

use chancery_intake::{Given, GivenParty, TakenKind, TakenPage, TakenPaper, Unread, shown_name};
use chancery_office::act::{Footnote, Registered};
use chancery_office::reading::{Kind, Particulars, Party};

use super::sheets::Sheet;

/// What the sheets of one text have in common.
pub struct Whole {
    /// What kind of thing was taken in.
    pub kind: TakenKind,
    /// Its whole text.
    pub text: String,
    /// The bytes as they came.
    pub original: Vec<u8>,
    /// What its format states.
    pub given: Given,
    /// Its pages, where it came as pages.
    pub pages: Vec<TakenPage>,
    /// Notes of its editors.
    pub footnotes: Vec<chancery_intake::Footnote>,
    /// What in it was not read.
    pub remarks: Vec<String>,
    /// How it was read as a whole.
    pub notes: Vec<String>,
    /// Attachments of it that nobody has read.
    pub unread: usize,
    /// The name that it came under.
    pub name: String,
}

impl Whole {
    /// A paper that was taken in under a name; its enclosures are papers of their own.
    pub fn new(paper: TakenPaper, name: &str) -> (Self, Vec<TakenPaper>) {
        let whole = Self {
            kind: paper.kind,
            remarks: paper.unread.iter().map(not_read).collect(),
            notes: paper.notes,
            unread: paper.unread.len(),
            text: paper.text,
            original: paper.original,
            given: paper.given,
            pages: paper.pages,
            footnotes: paper.footnotes,
            name: shown_name(name),
        };
        (whole, paper.enclosures)
    }

    /// Its editors' notes, as an act carries them.
    pub fn footnotes(&self) -> Vec<Footnote> {
        self.footnotes.iter().map(footnote).collect()
    }

    /// The text is the very bytes that came.
    pub fn text_is_original(&self) -> bool {
        self.kind == TakenKind::Text && self.original == self.text.as_bytes()
    }

    /// The words of a sheet.
    pub fn text_of(&self, sheet: &Sheet) -> &str {
        self.text.get(sheet.start..sheet.end).unwrap_or("")
    }

    /// The bytes that a sheet stands for: its own where the text is what came, else all.
    pub fn bytes_of(&self, sheet: &Sheet) -> &[u8] {
        if self.text_is_original() { self.text_of(sheet).as_bytes() } else { &self.original }
    }

    /// What is told of a sheet. How the whole was read is told only of a sheet that is the whole: it speaks of what
    /// is on the others too.
    pub fn remarks(&self, sheet: &Sheet) -> Vec<String> {
        let alone = sheet.start == 0 && sheet.end == self.text.len();
        let notes = self.notes.iter().filter(|_| alone);
        self.remarks.iter().filter(|_| sheet.start == 0).chain(notes).cloned().collect()
    }

    /// The file's name beside a title that is not it: of what came with its enclosures, and of a text that names itself.
    pub fn came_with(&self, alone: bool) -> String {
        if alone && self.given.head.is_none() { self.head() } else { self.name.clone() }
    }

    /// A head as printed; of a text, the file's name, which says something where there is no subject.
    pub fn head(&self) -> String {
        match (&self.given.head, self.kind) {
            (Some(head), _) => head.clone(),
            (None, TakenKind::Text | TakenKind::Pages) => self.name.clone(),
            (None, _) => String::new(),
        }
    }
}

/// How it is remarked; entries say so in these words.
const NOT_READ: &str = "an attachment was kept with the original but not read";

fn not_read(unread: &Unread) -> String {
    format!("{NOT_READ}: {} ({})", unread.name, unread.media_type)
}

/// Whether attachments came with a paper that nobody has read.
pub fn holds_unread(paper: &Registered) -> bool {
    paper.remarks.iter().any(|remark| remark.starts_with(NOT_READ))
}

fn footnote(note: &chancery_intake::Footnote) -> Footnote {
    Footnote { label: note.label.clone(), at: note.at, text: note.text.clone() }
}

/// The kind that a format states.
pub fn given_kind(given: &Given, kind: TakenKind) -> Option<Kind> {
    match (given.kind.as_deref().and_then(Kind::from_word), kind) {
        (Some(kind), _) => Some(kind),
        (None, TakenKind::Mail) => Some(Kind::Email),
        (None, _) => None,
    }
}

/// The particulars that a format states.
pub fn particulars(given: &Given) -> Particulars {
    let parties = |given: &[GivenParty]| given.iter().map(party).collect();
    Particulars {
        from: parties(&given.from),
        to: parties(&given.to),
        copied_to: parties(&given.copied_to),
        date: given.date,
        place: given.place.clone(),
        reference: given.reference.clone(),
        precedence: None,
        subject: given.subject.clone(),
        marking: None,
        participants: Vec::new(),
    }
}

fn party(given: &GivenParty) -> Party {
    Party { name: given.name.clone(), post: given.post.clone(), address: given.address.clone() }
}
