//! Measures finding against tantivy's own best ten, and filling with and without seals.
//!
//! `cargo run --release -p chancery-shelves --example bench_find -- FOLDER` where FOLDER holds text
//! files, at any depth.
#![expect(clippy::print_stdout, reason = "a table for a person")]
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on stops")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chancery_seal::Key;
use chancery_shelves::{Order, Page, Query, Shelves, Visible, Volume};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{Index, IndexWriter, Searcher, Term, doc};

const SEARCHED: usize = 10_000;
const ADDED: usize = 16_000;
const QUERIES: usize = 200;
const ROUNDS: usize = 5;
const WRITER_BYTES: usize = 50 << 20;

fn main() {
    let folder = std::env::args().nth(1).expect("the folder with the texts");
    let texts = texts(Path::new(&folder));
    println!("{} texts, {} KiB on average", texts.len(), mean_bytes(&texts) / 1024);
    adding(&texts);
    finding(&texts[..SEARCHED.min(texts.len())]);
}

fn texts(folder: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    gather(folder, &mut paths);
    paths.sort();
    paths.iter().map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned()).collect()
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.file_type().unwrap().is_dir() {
            true => gather(&entry.path(), paths),
            false => paths.push(entry.path()),
        }
    }
}

fn mean_bytes(texts: &[String]) -> usize {
    texts.iter().map(String::len).sum::<usize>() / texts.len().max(1)
}

fn adding(texts: &[String]) {
    let texts = &texts[..ADDED.min(texts.len())];
    let stock = timed(|| drop(stock(texts)));
    let positions = timed(|| drop(stock_both(texts)));
    let folder = tempfile::tempdir().unwrap();
    let sealed = timed(|| fill(&Shelves::open(folder.path(), &Key::random()).unwrap(), texts));
    let memory = timed(|| fill(&Shelves::in_memory().unwrap(), texts));
    let bytes: u64 =
        fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum();
    println!("\nadding {} texts", texts.len());
    println!("  tantivy, one thread, words with positions    {stock:>8.2?}");
    println!("  tantivy, one thread, stems and words, stored {positions:>8.2?}");
    println!("  shelves in memory                            {memory:>8.2?}");
    println!("  shelves sealed on disk                       {sealed:>8.2?}  ({} MiB)", bytes >> 20);
}

fn timed(act: impl FnOnce()) -> Duration {
    let start = Instant::now();
    act();
    start.elapsed()
}

fn fill(shelves: &Shelves, texts: &[String]) {
    for (key, text) in (0..).zip(texts) {
        shelves.put(&Volume { key, text: text.clone(), ..Volume::default() }).unwrap();
    }
    shelves.commit(1).unwrap();
}

fn stemming() -> TextAnalyzer {
    let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(RemoveLongFilter::limit(100));
    words.filter(LowerCaser).filter(Stemmer::new(Language::English)).build()
}

fn stock(texts: &[String]) -> (Searcher, Field) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("stems")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let index = Index::create_in_ram(schema.build());
    index.tokenizers().register("stems", stemming());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES).unwrap();
    for one in texts {
        writer.add_document(doc!(text => one.as_str())).unwrap();
    }
    writer.commit().unwrap();
    (index.reader().unwrap().searcher(), text)
}

fn stock_both(texts: &[String]) -> Index {
    let mut schema = Schema::builder();
    let indexed = |analyzer: &str, option| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(option),
        )
    };
    let words =
        schema.add_text_field("words", indexed("default", IndexRecordOption::WithFreqsAndPositions) | STORED);
    let stems = schema.add_text_field("stems", indexed("stems", IndexRecordOption::WithFreqs));
    let key = schema.add_u64_field("key", FAST);
    let index = Index::create_in_ram(schema.build());
    index.tokenizers().register("stems", stemming());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES).unwrap();
    for (number, one) in (0u64..).zip(texts) {
        writer.add_document(doc!(words => one.as_str(), stems => one.as_str(), key => number)).unwrap();
    }
    writer.commit().unwrap();
    drop(writer);
    index
}

/// One question in both tongues.
struct Question {
    ours: Query,
    stock: Box<dyn tantivy::query::Query>,
}

fn finding(texts: &[String]) {
    let (searcher, field) = stock(texts);
    let shelves = Shelves::in_memory().unwrap().at_once();
    fill(&shelves, texts);
    println!("\nfinding among {} texts, best ten of {QUERIES} queries, p50 / p95 in us", texts.len());
    for shape in ["mixed", "one word", "two words", "three OR", "six OR", "four words", "phrase"] {
        let questions = questions(texts, field, shape);
        let stock = stock_times(&searcher, &questions);
        println!("  {shape:<12} tantivy                      {:>6} / {:>6}", stock.0, stock.1);
        let all = texts.len() as u64;
        for (reader, visible) in [
            ("all", Visible::from_keys(0..all)),
            ("half", Visible::from_keys((0..all).filter(|key| key % 2 == 0))),
            ("few", Visible::from_keys((0..all).filter(|key| key % 100 == 0))),
        ] {
            let first = our_times(&shelves, &questions, &visible, 1, (false, 0));
            let again = our_times(&shelves, &questions, &visible, ROUNDS, (false, 0));
            let full = our_times(&shelves, &questions, &visible, 1, (true, 300));
            println!(
                "    {reader:<5} first {:>6} / {:>6} ({:.2}x)  again {:>6} / {:>6} ({:.2}x)  facets and extracts {:>6} / {:>6}",
                first.0,
                first.1,
                ratio(first.0, stock.0),
                again.0,
                again.1,
                ratio(again.0, stock.0),
                full.0,
                full.1,
            );
        }
    }
}

fn ratio(ours: f64, stock: f64) -> f64 {
    ours / stock
}

fn questions(texts: &[String], field: Field, shape: &str) -> Vec<Question> {
    let shapes = ["one word", "two words", "three OR", "six OR", "four words", "phrase"];
    (0..QUERIES)
        .map(|number| {
            let shape = if shape == "mixed" { shapes[number % shapes.len()] } else { shape };
            question(&texts[(number * 7919) % texts.len()], texts, field, shape, number)
        })
        .collect()
}

fn question(text: &str, texts: &[String], field: Field, shape: &str, number: usize) -> Question {
    let words: Vec<&str> = words(text).collect();
    let Some(at) = words.len().checked_sub(8).map(|room| (number * 31) % (room + 1)) else {
        return question(
            &texts[(number * 7919 + 1 + text.len()) % texts.len()],
            texts,
            field,
            shape,
            number + 1,
        );
    };
    let (count, join) = match shape {
        "one word" => (1, " "),
        "two words" | "phrase" => (2, " "),
        "three OR" => (3, " OR "),
        "six OR" => (6, " OR "),
        _ => (4, " "),
    };
    let chosen = &words[at..at + count];
    let typed = if shape == "phrase" { format!("\"{}\"", chosen.join(" ")) } else { chosen.join(join) };
    let terms: Vec<_> = chosen.iter().map(|word| Term::from_field_text(field, &stem(word))).collect();
    Question { ours: Query::parse(&typed).unwrap(), stock: stock_query(terms, shape) }
}

fn stock_query(terms: Vec<Term>, shape: &str) -> Box<dyn tantivy::query::Query> {
    if shape == "phrase" {
        return Box::new(PhraseQuery::new(terms));
    }
    let occur = if shape.ends_with("OR") { Occur::Should } else { Occur::Must };
    let leaf =
        |term| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn tantivy::query::Query>;
    match <[Term; 1]>::try_from(terms) {
        Ok([term]) => leaf(term),
        Err(terms) => {
            Box::new(BooleanQuery::new(terms.into_iter().map(|term| (occur, leaf(term))).collect()))
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| word.len() > 1 && !["OR", "AND", "NOT"].contains(word))
}

fn stem(word: &str) -> String {
    let mut stem = String::new();
    stemming().token_stream(word).process(&mut |token| stem.clone_from(&token.text));
    stem
}

fn stock_times(searcher: &Searcher, questions: &[Question]) -> (f64, f64) {
    let ten = TopDocs::with_limit(10).order_by_score();
    let ask = |question: &Question| drop(searcher.search(question.stock.as_ref(), &ten).unwrap());
    questions.iter().for_each(ask);
    percentiles((0..ROUNDS).flat_map(|_| questions).map(|question| timed(|| ask(question))).collect())
}

fn our_times(
    shelves: &Shelves,
    questions: &[Question],
    visible: &Visible,
    rounds: usize,
    shown: (bool, usize),
) -> (f64, f64) {
    let page = Page { offset: 0, limit: 10, order: Order::Rank, facets: shown.0, extract_chars: shown.1 };
    let ask = |question: &Question| drop(shelves.find(&question.ours, visible, &page).unwrap());
    percentiles((0..rounds).flat_map(|_| questions).map(|question| timed(|| ask(question))).collect())
}

/// The middle and the slow end, in microseconds.
fn percentiles(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort_unstable();
    let at = |part: usize| (times[times.len() * part / 100].as_secs_f64() * 1e7).round() / 10.0;
    (at(50), at(95))
}
