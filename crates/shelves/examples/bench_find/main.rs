//! Measures filing and finding against tantivy's own best ten.
//!
//! `cargo run --release -p chancery-shelves --example bench_find -- TEXTS PAPERS SCRATCH` where TEXTS
//! is a folder of text and TEI files, PAPERS how many papers are made from them, and SCRATCH a folder
//! that is filled and cleared again.
#![expect(clippy::print_stdout, reason = "a table for a person")]
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on stops")]

mod corpus;
mod stock;

use std::fs;
use std::path::Path;
use std::time::Duration;

use chancery_seal::Key;
use chancery_shelves::{Mark, Order, Page, Query, Shelves, Visible, Volume};
use corpus::{Chance, Corpus};
use rustix::time::{ClockId, clock_gettime};
use tantivy::Searcher;
use tantivy::collector::TopDocs;

const COMMIT_PAPERS: u64 = 20_000;
const QUESTIONS: usize = 300;
const SHAPES: [&str; 6] = ["one word", "two words", "three OR", "six OR", "four words", "phrase"];
const LABELS: [u64; 3] = [7, 100, 5_000];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, texts, papers, scratch] = arguments.as_slice() else {
        panic!("TEXTS PAPERS SCRATCH");
    };
    let (corpus, papers) = (Corpus::read(Path::new(texts)), papers.parse().unwrap());
    println!("{papers} papers from {:?} texts and sentences", corpus.size());
    let scratch = Path::new(scratch);
    let ours = scratch.join("shelves");
    let (shelves, searcher, field) = filled(&corpus, papers, &ours);
    finding(&corpus, papers, &shelves, &searcher, field);
    println!("\nmemory in use {}", memory());
    fs::remove_dir_all(ours).unwrap();
}

fn filled(corpus: &Corpus, papers: u64, ours: &Path) -> (Shelves, Searcher, tantivy::schema::Field) {
    let _ = fs::remove_dir_all(ours);
    fs::create_dir_all(ours).unwrap();
    let made = timed(|| (0..papers).for_each(|key| drop(corpus.text(key)))).0;
    let key = Key::random();
    let filing = timed(|| fill(&Shelves::open(ours, &key).unwrap(), corpus, papers)).0;
    let (opening, shelves) = timed(|| Shelves::open(ours, &key).unwrap().at_once());
    let (yardstick, (searcher, field)) = timed(|| stock::filled((0..papers).map(|key| corpus.text(key))));
    let each = |taken: Duration| (taken.saturating_sub(made)).as_secs_f64() * 1e6 / papers as f64;
    println!(
        "  shelves, sealed   {:>7.1} s, {:>6.1} us a paper, {} MiB, {} files",
        (filing - made).as_secs_f64(),
        each(filing),
        size(ours) >> 20,
        fs::read_dir(ours).unwrap().count()
    );
    println!(
        "  tantivy, in RAM {:>7.1} s, {:>6.1} us a paper, {} MiB",
        (yardstick - made).as_secs_f64(),
        each(yardstick),
        searcher.space_usage().unwrap().total().get_bytes() >> 20
    );
    println!("  opened in {:.1} ms; memory in use {}", opening.as_secs_f64() * 1e3, memory());
    (shelves, searcher, field)
}

fn fill(shelves: &Shelves, corpus: &Corpus, papers: u64) {
    for key in 0..papers {
        shelves.put(&Volume { key, text: corpus.text(key), ..Volume::default() }).unwrap();
        if (key + 1).is_multiple_of(COMMIT_PAPERS) {
            shelves.commit(key + 1).unwrap();
        }
    }
    shelves.commit(papers).unwrap();
}

fn size(folder: &Path) -> u64 {
    fs::read_dir(folder).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum()
}

fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = |name: &str| status.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
    format!("{} (most {})", line("VmRSS:"), line("VmHWM:"))
}

/// One question in both tongues.
struct Question {
    ours: Query,
    stock: Box<dyn tantivy::query::Query>,
}

fn finding(
    corpus: &Corpus,
    papers: u64,
    shelves: &Shelves,
    searcher: &Searcher,
    field: tantivy::schema::Field,
) {
    println!("\nbest ten of {QUESTIONS} questions, p50 / p95 in ms of the processor");
    let questions: Vec<Question> = (0..QUESTIONS).map(|n| question(corpus, papers, field, n)).collect();
    let ask = |question: &Question| {
        drop(searcher.search(question.stock.as_ref(), &TopDocs::with_limit(10).order_by_score()).unwrap());
    };
    times(&questions, ask);
    let stock = times(&questions, ask);
    println!("  tantivy, pruned               {:>7.2} / {:>7.2}", stock.0, stock.1);
    for labels in LABELS {
        for (name, part) in [("all", 1.0), ("half", 0.5), ("1 %", 0.01)] {
            let (made, visible) = timed(|| reader(papers, labels, part));
            let seen = (0..papers).filter(|key| visible.has(*key)).count();
            let (lens, ()) = timed(|| our(shelves, &questions[0], &visible, false));
            let ours = times(&questions, |question| our(shelves, question, &visible, false));
            let again = times(&questions, |question| our(shelves, question, &visible, false));
            let full = times(&questions, |question| our(shelves, question, &visible, true));
            println!(
                "  {labels:>5} labels, {name:<4} ({seen:>7})  {:>7.2} / {:>7.2} ({:.2}x / {:.2}x)  again {:>7.2} / {:>7.2} ({:.2}x / {:.2}x)  facets, extracts {:>7.2} / {:>7.2}; set made {:.0} ms, first look {:.0} ms",
                ours.0,
                ours.1,
                ours.0 / stock.0,
                ours.1 / stock.1,
                again.0,
                again.1,
                again.0 / stock.0,
                again.1 / stock.1,
                full.0,
                full.1,
                made.as_secs_f64() * 1e3,
                lens.as_secs_f64() * 1e3,
            );
        }
    }
    by_shape(&questions, shelves, searcher, papers);
}

fn by_shape(questions: &[Question], shelves: &Shelves, searcher: &Searcher, papers: u64) {
    let visible = reader(papers, 100, 0.5);
    for (nth, shape) in SHAPES.iter().enumerate() {
        let of_shape: Vec<&Question> = questions.iter().skip(nth).step_by(SHAPES.len()).collect();
        let stock = percentiles(of_shape.iter().map(|question| {
            timed(|| {
                searcher.search(question.stock.as_ref(), &TopDocs::with_limit(10).order_by_score()).unwrap()
            })
            .0
        }));
        let ours =
            percentiles(of_shape.iter().map(|question| timed(|| our(shelves, question, &visible, false)).0));
        println!(
            "    {shape:<11} half: {:>7.2} / {:>7.2}   tantivy {:>7.2} / {:>7.2}",
            ours.0, ours.1, stock.0, stock.1
        );
    }
}

/// A reader of so many labels, the commonest first left out until he sees no more than his part.
fn reader(papers: u64, labels: u64, part: f64) -> Visible {
    let label = |key: u64| label(key, labels);
    let mut counts = vec![0u64; labels as usize];
    (0..papers).for_each(|key| counts[label(key) as usize] += 1);
    let mut room = (papers as f64 * part * 1.05) as u64;
    let opens = counts.iter().map(|&count| {
        let fits = count <= room;
        room -= if fits { count } else { 0 };
        fits
    });
    let opens: Vec<bool> = opens.collect();
    let marks = (0..labels).map(|label| Mark { label: format!("L{label}"), ..Mark::default() }).collect();
    let seen = (0..papers).filter(|&key| opens[label(key) as usize]);
    Visible::marked(seen.map(|key| (key, label(key) as u32)), marks)
}

/// Few labels on most papers, most labels on few; the last on one paper in a hundred.
fn label(key: u64, labels: u64) -> u64 {
    let mut chance = Chance((key + 1).wrapping_mul(0x2545_f491_4f6c_dd1d) | 1);
    if chance.below(100) == 0 {
        return labels - 1;
    }
    let part = chance.below(1 << 20) as f64 / f64::from(1 << 20);
    ((labels as f64 - 1.0).powf(part) - 1.0) as u64
}

fn our(shelves: &Shelves, question: &Question, visible: &Visible, full: bool) {
    let extract_chars = if full { 280 } else { 0 };
    let page = Page { offset: 0, limit: 10, order: Order::Rank, facets: full, extract_chars };
    drop(shelves.find(&question.ours, visible, &page).unwrap());
}

fn question(corpus: &Corpus, papers: u64, field: tantivy::schema::Field, number: usize) -> Question {
    let shape = SHAPES[number % SHAPES.len()];
    let (count, join) = match shape {
        "one word" => (1, " "),
        "two words" | "phrase" => (2, " "),
        "three OR" => (3, " OR "),
        "six OR" => (6, " OR "),
        _ => (4, " "),
    };
    let mut chance = Chance(number as u64 * 2 + 1);
    loop {
        let text = corpus.text(chance.below(papers));
        let words: Vec<&str> = words(&text).collect();
        if words.len() < 8 {
            continue;
        }
        let at = chance.below((words.len() - count + 1) as u64) as usize;
        let chosen = &words[at..at + count];
        let typed = if shape == "phrase" { format!("\"{}\"", chosen.join(" ")) } else { chosen.join(join) };
        return Question { ours: Query::parse(&typed).unwrap(), stock: stock::query(chosen, field, shape) };
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    words.filter(|word| word.len() > 1 && !["OR", "AND", "NOT", "NEAR"].contains(word))
}

/// What something took of the processor, in all threads: waiting for it, or for the disk, does not count.
fn timed<T>(act: impl FnOnce() -> T) -> (Duration, T) {
    let now = || {
        let time = clock_gettime(ClockId::ProcessCPUTime);
        Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
    };
    let start = now();
    let done = act();
    (now().saturating_sub(start), done)
}

fn times(questions: &[Question], ask: impl Fn(&Question)) -> (f64, f64) {
    percentiles(questions.iter().map(|question| timed(|| ask(question)).0))
}

/// The middle and the slow end, in milliseconds.
fn percentiles(times: impl Iterator<Item = Duration>) -> (f64, f64) {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    let at = |part: usize| times[times.len() * part / 100].as_secs_f64() * 1e3;
    (at(50), at(95))
}
