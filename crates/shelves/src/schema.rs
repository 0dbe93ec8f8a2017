//! The fields of the index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};

use crate::analysis::{LABEL, STEMS, WORDS};

/// The fields, by what they are for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// The registry's number of the paper.
    pub key: Field,
    /// How many words the paper has in `stems` (and in `words`, which has the same).
    pub tokens: Field,
    /// The day of the paper, in days since 1970-01-01.
    pub day: Field,
    /// All words by their stem: what a bare word is sought in.
    pub stems: Field,
    /// All words as written: what phrases and beginnings are sought in.
    pub words: Field,
    /// The subject by stems.
    pub subject_stems: Field,
    /// The subject as written.
    pub subject: Field,
    /// From whom, in words.
    pub from: Field,
    /// The sender by which papers are counted.
    pub sender: Field,
    /// To whom, in words.
    pub to: Field,
    /// The place, in words.
    pub place: Field,
    /// The kind as one term; whole for counting.
    pub kind: Field,
    /// The references, each as one term.
    pub reference: Field,
    /// The text as it came, for extracts.
    pub text: Field,
}

/// The names of the columns that are read while searching.
pub(crate) const KEY: &str = "key";
pub(crate) const TOKENS: &str = "tokens";
pub(crate) const DAY: &str = "day";
pub(crate) const SENDER: &str = "sender";
pub(crate) const KIND: &str = "kind";

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    use IndexRecordOption::{Basic, WithFreqs, WithFreqsAndPositions};
    let mut schema = Schema::builder();
    let fields = Fields {
        key: schema.add_u64_field(KEY, INDEXED | FAST),
        tokens: schema.add_u64_field(TOKENS, FAST),
        day: schema.add_i64_field(DAY, FAST),
        stems: schema.add_text_field("stems", sought(STEMS, WithFreqs, true)),
        words: schema.add_text_field("words", sought(WORDS, WithFreqsAndPositions, true)),
        subject_stems: schema.add_text_field("subject_stems", sought(STEMS, Basic, false)),
        subject: schema.add_text_field("subject", sought(WORDS, WithFreqsAndPositions, false)),
        from: schema.add_text_field("from", sought(WORDS, WithFreqsAndPositions, false)),
        sender: schema.add_text_field(SENDER, TextOptions::default().set_fast("raw")),
        to: schema.add_text_field("to", sought(WORDS, WithFreqsAndPositions, false)),
        place: schema.add_text_field("place", sought(WORDS, WithFreqsAndPositions, false)),
        kind: schema.add_text_field(KIND, counted(sought(LABEL, Basic, false))),
        reference: schema.add_text_field("reference", sought(LABEL, Basic, false)),
        text: schema.add_text_field("text", STORED),
    };
    (schema.build(), fields)
}

fn sought(analyzer: &str, option: IndexRecordOption, weighed: bool) -> TextOptions {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(option).set_fieldnorms(weighed);
    TextOptions::default().set_indexing_options(indexing)
}

fn counted(options: TextOptions) -> TextOptions {
    options.set_fast("raw")
}
