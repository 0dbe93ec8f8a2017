//! The yardstick: tantivy as it comes, one thread, one field of text.

use tantivy::schema::{Field, IndexRecordOption, Schema, TEXT, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{Index, IndexWriter, Searcher, doc};

use crate::mails::Mail;

const WRITER_BYTES: usize = 50 << 20;

/// Indexes the texts in memory with the field that tantivy offers for text, and commits once at the end.
pub fn words(mails: &[Mail]) {
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", TEXT);
    let index = Index::create_in_ram(schema.build());
    fill(&index, text, mails);
}

/// An index of stems, as the shelves hold them, to be searched.
pub fn stems(mails: &[Mail]) -> (Searcher, Field) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("stems")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let index = Index::create_in_ram(schema.build());
    index.tokenizers().register("stems", stemming());
    fill(&index, text, mails);
    (index.reader().unwrap().searcher(), text)
}

fn fill(index: &Index, text: Field, mails: &[Mail]) {
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES).unwrap();
    for mail in mails {
        writer.add_document(doc!(text => mail.text.as_str())).unwrap();
    }
    writer.commit().unwrap();
}

/// A word's stem, as both indexes have it.
pub fn stem(word: &str) -> String {
    let mut stem = String::new();
    stemming().token_stream(word).process(&mut |token| stem.clone_from(&token.text));
    stem
}

fn stemming() -> TextAnalyzer {
    let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(RemoveLongFilter::limit(100));
    words.filter(LowerCaser).filter(Stemmer::new(Language::English)).build()
}
