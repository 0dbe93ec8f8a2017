//! The fields of the index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};

use crate::analysis::{NAMES, PROSE, WHOLE};

/// The fields, by what they are for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// The registry's number of the paper.
    pub key: Field,
    /// When it came.
    pub came: Field,
    /// The day of the paper, in days since 1970-01-01.
    pub day: Field,
    /// All words but those of footnotes, as written and by their stems.
    pub words: Field,
    /// The words of footnotes, likewise.
    pub notes: Field,
    /// The words of the subject, likewise.
    pub subject: Field,
    /// From whom, in words.
    pub from: Field,
    /// The sender by which papers are counted.
    pub sender: Field,
    /// To whom, in words.
    pub to: Field,
    /// The addressees by which papers are counted.
    pub addressee: Field,
    /// The place, in words.
    pub place: Field,
    /// The posts of those who wrote and were written to: in words; whole for counting.
    pub post: Field,
    /// The file, likewise.
    pub file: Field,
    /// The kind as one term; whole for counting.
    pub kind: Field,
    /// The references, in words.
    pub reference: Field,
    /// The text as it came, for extracts.
    pub text: Field,
}

/// The names of the columns that are read while searching.
pub(crate) const KEY: &str = "key";
pub(crate) const CAME: &str = "came";
pub(crate) const DAY: &str = "day";
pub(crate) const SENDER: &str = "sender";
pub(crate) const ADDRESSEE: &str = "addressee";
pub(crate) const POST: &str = "post";
pub(crate) const FILE: &str = "file";
pub(crate) const KIND: &str = "kind";

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    use IndexRecordOption::{Basic, WithFreqsAndPositions};
    let mut schema = Schema::builder();
    let names = || sought(NAMES, WithFreqsAndPositions, false);
    let columns = || TextOptions::default().set_fast("raw");
    let fields = Fields {
        key: schema.add_u64_field(KEY, INDEXED | FAST),
        came: schema.add_u64_field(CAME, FAST),
        day: schema.add_i64_field(DAY, FAST),
        words: schema.add_text_field("words", sought(PROSE, WithFreqsAndPositions, true)),
        notes: schema.add_text_field("notes", sought(PROSE, WithFreqsAndPositions, false)),
        subject: schema.add_text_field("subject", sought(PROSE, WithFreqsAndPositions, false)),
        from: schema.add_text_field("from", names()),
        sender: schema.add_text_field(SENDER, columns()),
        to: schema.add_text_field("to", names()),
        addressee: schema.add_text_field(ADDRESSEE, columns()),
        place: schema.add_text_field("place", names()),
        post: schema.add_text_field(POST, names().set_fast("raw")),
        file: schema.add_text_field(FILE, names().set_fast("raw")),
        kind: schema.add_text_field(KIND, sought(WHOLE, Basic, false).set_fast("raw")),
        reference: schema.add_text_field("reference", names()),
        text: schema.add_text_field("text", STORED),
    };
    (schema.build(), fields)
}

fn sought(analyzer: &str, option: IndexRecordOption, weighed: bool) -> TextOptions {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(option).set_fieldnorms(weighed);
    TextOptions::default().set_indexing_options(indexing)
}
