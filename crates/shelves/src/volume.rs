//! What is shelved of a paper, and how it is laid into the index.

use tantivy::TantivyDocument;
use tantivy::schema::Field;

use crate::ShelvesError;
use crate::analysis::{Language, squeeze, tagged};
use crate::schema::Fields;

/// The longest text that is shelved, and the longest footnotes together.
pub const TEXT_BYTES_MAX: usize = 32 << 20;
/// The longest of the other parts (subject, names, kind, place, file, one reference).
pub const FIELD_BYTES_MAX: usize = 16 << 10;
/// The most references, addressees, posts or footnotes of one paper.
pub const LIST_ENTRIES_MAX: usize = 1_000;

/// A paper as it is found: its words and particulars. Empty parts are parts that it does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Volume {
    /// The registry's number of the paper, unique and never used again.
    pub key: u64,
    /// When it came, as a number that grows; it may have been numbered long before.
    pub came: u64,
    /// The words of the paper.
    pub text: String,
    /// What its editors noted at its foot; weighs less than its own words.
    pub footnotes: Vec<String>,
    /// What it is about; weighs most.
    pub subject: String,
    /// From whom.
    pub from: String,
    /// The one name under which the sender is counted; `from` where it is empty.
    pub sender: String,
    /// To whom.
    pub to: String,
    /// The names under which those to whom it is are counted.
    pub addressees: Vec<String>,
    /// The posts of who wrote and who was written to.
    pub posts: Vec<String>,
    /// The kind of paper: letter, telegram, minute.
    pub kind: String,
    /// Its references, its own and those of others.
    pub reference: Vec<String>,
    /// Where it was written.
    pub place: String,
    /// The file that it belongs to.
    pub file: String,
    /// When, in days since 1970-01-01, before it negative.
    pub day: Option<i32>,
}

impl Volume {
    fn check(&self) -> Result<(), ShelvesError> {
        check("text", self.text.len(), TEXT_BYTES_MAX)?;
        check("footnotes", self.footnotes.iter().map(String::len).sum(), TEXT_BYTES_MAX)?;
        let parts = [
            ("subject", &self.subject),
            ("sender", &self.from),
            ("sender's name", &self.sender),
            ("addressee", &self.to),
            ("kind", &self.kind),
            ("place", &self.place),
            ("file", &self.file),
        ];
        parts.iter().try_for_each(|(part, words)| check(part, words.len(), FIELD_BYTES_MAX))?;
        let lists = [
            ("list of references", "reference", &self.reference),
            ("list of addressees", "addressee's name", &self.addressees),
            ("list of posts", "post", &self.posts),
        ];
        check("list of footnotes", self.footnotes.len(), LIST_ENTRIES_MAX)?;
        lists.iter().try_for_each(|(list, one, entries)| {
            check(list, entries.len(), LIST_ENTRIES_MAX)?;
            entries.iter().try_for_each(|entry| check(one, entry.len(), FIELD_BYTES_MAX))
        })
    }
}

fn check(part: &'static str, size: usize, limit: usize) -> Result<(), ShelvesError> {
    if size > limit { Err(ShelvesError::TooLong { part, size, limit }) } else { Ok(()) }
}

/// Lays a volume into the index's form.
pub(crate) fn document(volume: &Volume, fields: &Fields) -> Result<TantivyDocument, ShelvesError> {
    volume.check()?;
    let mut laid = Laid { document: TantivyDocument::default(), language: Language::of(&volume.text) };
    laid.document.add_u64(fields.key, volume.key);
    laid.document.add_u64(fields.came, volume.came);
    if let Some(day) = volume.day {
        laid.document.add_i64(fields.day, day.into());
    }
    laid.words(volume, fields);
    laid.names(volume, fields);
    laid.counted(volume, fields);
    laid.document.add_text(fields.text, &volume.text);
    Ok(laid.document)
}

struct Laid {
    document: TantivyDocument,
    language: Language,
}

impl Laid {
    fn prose(&mut self, field: Field, part: &str) {
        if !part.is_empty() {
            self.document.add_text(field, tagged(self.language, part));
        }
    }

    fn plain(&mut self, field: Field, part: &str) {
        if !part.is_empty() {
            self.document.add_text(field, part);
        }
    }

    /// What a bare word is sought in.
    fn words(&mut self, volume: &Volume, fields: &Fields) {
        for part in [&volume.subject, &volume.from, &volume.to, &volume.place, &volume.file] {
            self.prose(fields.words, part);
        }
        volume.reference.iter().for_each(|reference| self.prose(fields.words, reference));
        self.prose(fields.words, &volume.text);
        volume.footnotes.iter().for_each(|note| self.prose(fields.notes, note));
        self.prose(fields.subject, &volume.subject);
    }

    /// What a word is sought in by the name of its field.
    fn names(&mut self, volume: &Volume, fields: &Fields) {
        self.plain(fields.from, &volume.from);
        if !volume.from.contains(&volume.sender) {
            self.plain(fields.from, &volume.sender);
        }
        self.plain(fields.to, &volume.to);
        for addressee in volume.addressees.iter().filter(|name| !volume.to.contains(*name)) {
            self.plain(fields.to, addressee);
        }
        self.plain(fields.place, &volume.place);
        volume.reference.iter().for_each(|reference| self.plain(fields.reference, reference));
    }

    /// What papers are counted by.
    fn counted(&mut self, volume: &Volume, fields: &Fields) {
        let sender = if volume.sender.is_empty() { &volume.from } else { &volume.sender };
        self.plain(fields.sender, &squeeze(sender));
        self.each_once(fields.addressee, &volume.addressees);
        self.each_once(fields.post, &volume.posts);
        self.plain(fields.file, &squeeze(&volume.file));
        self.plain(fields.kind, &squeeze(&volume.kind));
    }

    /// A paper counts once under a name, however often it bears it.
    fn each_once(&mut self, field: Field, names: &[String]) {
        let mut names: Vec<String> = names.iter().map(|name| squeeze(name)).collect();
        names.sort_unstable();
        names.dedup();
        names.iter().for_each(|name| self.plain(field, name));
    }
}
