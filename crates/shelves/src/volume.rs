//! What is shelved of a paper, and how it is laid into the index.

use tantivy::TantivyDocument;
use tantivy::tokenizer::TextAnalyzer;

use crate::ShelvesError;
use crate::analysis::{self, fold, squeeze};
use crate::schema::Fields;

/// The longest text that is shelved.
pub const TEXT_BYTES_MAX: usize = 32 << 20;
/// The longest of the other parts (subject, names, kind, place, one reference).
pub const FIELD_BYTES_MAX: usize = 16 << 10;
/// The most references of one paper.
pub const REFERENCES_MAX: usize = 1_000;

/// A word of the subject counts as often as this many words of the text.
const SUBJECT_WEIGHT: usize = 2;

/// A paper as it is found: its words and particulars. Empty parts are parts that it does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Volume {
    /// The registry's number of the paper, unique and never used again.
    pub key: u64,
    /// The words of the paper.
    pub text: String,
    /// What it is about.
    pub subject: String,
    /// From whom.
    pub from: String,
    /// The one name under which the sender is counted; `from` where it is empty.
    pub sender: String,
    /// To whom.
    pub to: String,
    /// The kind of paper: letter, telegram, minute.
    pub kind: String,
    /// Its references, its own and those of others.
    pub reference: Vec<String>,
    /// Where it was written.
    pub place: String,
    /// When, in days since 1970-01-01, before it negative.
    pub day: Option<i32>,
}

impl Volume {
    /// Everything that a bare word is sought in.
    fn all_words(&self) -> impl Iterator<Item = &str> {
        let particulars = [&self.from, &self.to, &self.place].map(String::as_str);
        std::iter::repeat_n(self.subject.as_str(), SUBJECT_WEIGHT)
            .chain(particulars)
            .chain(self.reference.iter().map(String::as_str))
            .chain([self.text.as_str()])
            .filter(|part| !part.is_empty())
    }

    fn check(&self) -> Result<(), ShelvesError> {
        check("text", self.text.len(), TEXT_BYTES_MAX)?;
        check("subject", self.subject.len(), FIELD_BYTES_MAX)?;
        check("sender", self.from.len(), FIELD_BYTES_MAX)?;
        check("sender's name", self.sender.len(), FIELD_BYTES_MAX)?;
        check("addressee", self.to.len(), FIELD_BYTES_MAX)?;
        check("kind", self.kind.len(), FIELD_BYTES_MAX)?;
        check("place", self.place.len(), FIELD_BYTES_MAX)?;
        check("list of references", self.reference.len(), REFERENCES_MAX)?;
        self.reference.iter().try_for_each(|one| check("reference", one.len(), FIELD_BYTES_MAX))
    }
}

fn check(part: &'static str, size: usize, limit: usize) -> Result<(), ShelvesError> {
    if size > limit { Err(ShelvesError::TooLong { part, size, limit }) } else { Ok(()) }
}

/// Lays a volume into the index's form.
pub(crate) fn document(
    volume: &Volume,
    fields: &Fields,
    words: &mut TextAnalyzer,
) -> Result<TantivyDocument, ShelvesError> {
    volume.check()?;
    let mut document = TantivyDocument::default();
    document.add_u64(fields.key, volume.key);
    add_words(&mut document, volume, fields, words);
    add_particulars(&mut document, volume, fields);
    document.add_text(fields.text, &volume.text);
    Ok(document)
}

fn add_words(document: &mut TantivyDocument, volume: &Volume, fields: &Fields, words: &mut TextAnalyzer) {
    let mut tokens = 0;
    for part in volume.all_words() {
        tokens += analysis::count(words, part);
        document.add_text(fields.stems, part);
        document.add_text(fields.words, part);
    }
    document.add_u64(fields.tokens, tokens);
}

fn add_particulars(document: &mut TantivyDocument, volume: &Volume, fields: &Fields) {
    let parts = [
        (fields.subject, &volume.subject),
        (fields.subject_stems, &volume.subject),
        (fields.from, &volume.from),
        (fields.to, &volume.to),
        (fields.place, &volume.place),
    ];
    for (field, part) in parts.into_iter().filter(|(_, part)| !part.is_empty()) {
        document.add_text(field, part);
    }
    let sender = if volume.sender.is_empty() { &volume.from } else { &volume.sender };
    if !sender.is_empty() {
        document.add_text(fields.sender, sender);
    }
    if !volume.kind.is_empty() {
        document.add_text(fields.kind, squeeze(&volume.kind));
    }
    for reference in &volume.reference {
        document.add_text(fields.reference, fold(reference));
    }
    if let Some(day) = volume.day {
        document.add_i64(fields.day, day.into());
    }
}
