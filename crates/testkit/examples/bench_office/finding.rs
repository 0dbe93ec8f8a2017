//! Finding: through the registry, durable entry included, and on the shelves alone.

use std::fs;
use std::path::Path;
use std::time::Duration;

use chancery_seal::Key;
use chancery_shelves::{Order, Page, Query, Shelves, Visible, Volume};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::made::{Made, READERS};
use crate::mails::Mail;
use crate::table::{Table, percentiles, timed};
use crate::{ROUNDS, stock};

const QUESTIONS: usize = 200;
const SHAPES: [&str; 6] = ["one word", "two words", "three OR", "six OR", "four words", "phrase"];
/// Steps through the mails by which words are taken from all over; prime to their number.
const STRIDE: usize = 7919;

/// One question in both tongues.
struct Question {
    typed: String,
    ours: Query,
    stock: Box<dyn tantivy::query::Query>,
}

/// Measures answers to readers who may know all, half and few.
pub fn measure(scratch: &Path, made: &Made, mails: &[Mail], table: &mut Table) {
    let (searcher, field) = stock::stems(mails);
    let folder = scratch.join("shelves");
    let shelves = shelved(&folder, mails);
    let questions: Vec<Question> = (0..QUESTIONS).map(|n| question(mails, field, n)).collect();
    for (handle, _, of_hundred) in READERS {
        let visible =
            Visible::from_keys((0..mails.len() as u64).filter(|key| (key % 100) < of_hundred as u64));
        let (mut alone, mut whole, mut yardstick) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            alone.push(times(&questions, |q| on_shelves(&shelves, q, &visible)));
            yardstick.push(times(&questions, |q| on_stock(&searcher, q)));
            whole.push(times(&questions, |q| answered(made, handle, q)));
        }
        let [alone, whole, yardstick] = [alone, whole, yardstick].map(best);
        let line = |table: &mut Table, what: &str, ours: (f64, f64), aim: &str| {
            let ratio = ours.0 / yardstick.0;
            table.line(&format!("{what}, a reader of {handle}"), &shown(ours), &shown(yardstick), ratio, aim);
        };
        line(table, "find, shelves (bare tantivy, best ten), p50 / p95", alone, "at most 2.5");
        line(table, "find, answered and entered as seen (the same), p50 / p95", whole, "");
    }
}

fn shown((middle, slow): (f64, f64)) -> String {
    format!("{middle:.0} / {slow:.0} µs")
}

fn times(questions: &[Question], ask: impl Fn(&Question)) -> (f64, f64) {
    let mut times: Vec<Duration> = questions.iter().map(|question| timed(|| ask(question)).0).collect();
    percentiles(&mut times)
}

fn best(rounds: Vec<(f64, f64)>) -> (f64, f64) {
    rounds.into_iter().min_by(|a, b| a.0.total_cmp(&b.0)).unwrap()
}

fn on_shelves(shelves: &Shelves, question: &Question, visible: &Visible) {
    let page = Page { offset: 0, limit: 10, order: Order::Rank, facets: false, extract_chars: 0 };
    shelves.find(&question.ours, visible, &page).unwrap();
}

fn on_stock(searcher: &Searcher, question: &Question) {
    searcher.search(question.stock.as_ref(), &TopDocs::with_limit(10).order_by_score()).unwrap();
}

fn answered(made: &Made, handle: &str, question: &Question) {
    let reader = made.registry.reader(handle).unwrap();
    made.registry.view(&reader).unwrap().find(&question.typed, 1).unwrap();
}

fn shelved(folder: &Path, mails: &[Mail]) -> Shelves {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).unwrap();
    let shelves = Shelves::open(folder, &Key::random()).unwrap().at_once();
    for (key, mail) in (0..).zip(mails) {
        shelves.put(&Volume { key, text: mail.text.clone(), ..Volume::default() }).unwrap();
    }
    shelves.commit(1).unwrap();
    shelves
}

fn question(mails: &[Mail], field: Field, number: usize) -> Question {
    let shape = SHAPES[number % SHAPES.len()];
    let (count, join) = match shape {
        "one word" => (1, " "),
        "two words" | "phrase" => (2, " "),
        "three OR" => (3, " OR "),
        "six OR" => (6, " OR "),
        _ => (4, " "),
    };
    let words = chosen(mails, number, count);
    let typed = words.join(join);
    let typed = if shape == "phrase" { format!("\"{typed}\"") } else { typed };
    let terms = words.iter().map(|word| Term::from_field_text(field, &stock::stem(word))).collect();
    Question { ours: Query::parse(&typed).unwrap(), stock: stock_query(terms, shape), typed }
}

/// Words that follow one another in the first mail from a place onward that has enough of them.
fn chosen(mails: &[Mail], number: usize, count: usize) -> Vec<&str> {
    let from = number * STRIDE;
    let mails = (0..mails.len()).map(|step| &mails[(from + step) % mails.len()].text);
    let mut enough = mails.map(|text| words(text)).filter(|words| words.len() >= 8);
    let words = enough.next().expect("some mail has eight words");
    let at = (number * 31) % (words.len() - count + 1);
    words[at..at + count].to_vec()
}

fn words(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    words.filter(|word| word.len() > 1 && !["OR", "AND", "NOT"].contains(word)).collect()
}

fn stock_query(terms: Vec<Term>, shape: &str) -> Box<dyn tantivy::query::Query> {
    if shape == "phrase" {
        return Box::new(PhraseQuery::new(terms));
    }
    let occur = if shape.ends_with("OR") { Occur::Should } else { Occur::Must };
    let leaf = |term| {
        let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
        (occur, Box::new(query) as Box<dyn tantivy::query::Query>)
    };
    Box::new(BooleanQuery::new(terms.into_iter().map(leaf).collect()))
}
