//! The yardstick: tantivy as it comes, one field of stems, and its own best ten.

use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{Index, IndexWriter, Searcher, Term, doc};

const WRITER_BYTES: usize = 50 << 20;

/// An index in memory, one thread, the text stored.
pub fn filled(texts: impl Iterator<Item = String>) -> (Searcher, Field) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("stems")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing) | STORED);
    let index = Index::create_in_ram(schema.build());
    index.tokenizers().register("stems", stemming());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES).unwrap();
    for one in texts {
        writer.add_document(doc!(text => one)).unwrap();
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
    (index.reader().unwrap().searcher(), text)
}

fn stemming() -> TextAnalyzer {
    let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(RemoveLongFilter::limit(100));
    words.filter(LowerCaser).filter(Stemmer::new(Language::English)).build()
}

fn stem(word: &str) -> String {
    let mut stem = String::new();
    stemming().token_stream(word).process(&mut |token| stem.clone_from(&token.text));
    stem
}

/// The words of a question of this shape, as tantivy asks it.
pub fn query(words: &[&str], field: Field, shape: &str) -> Box<dyn Query> {
    let terms: Vec<Term> = words.iter().map(|word| Term::from_field_text(field, &stem(word))).collect();
    if shape == "phrase" {
        return Box::new(PhraseQuery::new(terms));
    }
    let leaf = |term| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>;
    match <[Term; 1]>::try_from(terms) {
        Ok([term]) => leaf(term),
        Err(terms) => {
            let occur = if shape.ends_with("OR") { Occur::Should } else { Occur::Must };
            Box::new(BooleanQuery::new(terms.into_iter().map(|term| (occur, leaf(term))).collect()))
        }
    }
}
