//! Shows that the time of an answer does not tell of hidden papers.
//!
//! `cargo run --release -p chancery-shelves --example pace`
//!
//! Pairs of questions are asked in mixed order by a reader who may know one paper in a hundred: a
//! word that stands in many hidden papers, and a word that stands nowhere. No word is asked for
//! twice. Times are compared by rank (Mann-Whitney) and by the widest gap between their
//! distributions (Kolmogorov-Smirnov), once with answers given as soon as they are ready and once
//! with answers given on the step.
#![expect(clippy::print_stdout, reason = "a table for a person")]
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on stops")]

use std::time::Instant;

use chancery_shelves::{ANSWER_STEP_MILLIS, Order, Page, Query, Shelves, Visible, Volume};

const PAPERS: u64 = 40_000;
const PAIRS: usize = 2_000;
/// Each hidden word stands in about one of so many hidden papers.
const HIDDEN_PART: u64 = 20;

fn main() {
    let shelves = filled();
    let visible = Visible::from_keys((0..PAPERS).filter(|key| key.is_multiple_of(100)));
    println!("{PAPERS} papers, one in a hundred visible; {PAIRS} pairs; step {ANSWER_STEP_MILLIS} ms");
    report("on the step", &measure(&shelves, &visible, 0));
    let shelves = shelves.at_once();
    report("as soon as ready", &measure(&shelves, &visible, PAIRS));
}

fn filled() -> Shelves {
    let shelves = Shelves::in_memory().unwrap();
    let words = 2 * PAIRS as u64;
    for key in 0..PAPERS {
        let mut text = "the minister spoke on the talks and so on".to_owned();
        if !key.is_multiple_of(100) {
            let start = (key * 7_919) % words;
            for word in 0..words / HIDDEN_PART {
                text.push_str(&format!(" hidden{}", (start + word * HIDDEN_PART) % words));
            }
        }
        shelves.put(&Volume { key, text, ..Volume::default() }).unwrap();
    }
    shelves.commit(1).unwrap();
    shelves
}

/// Times in microseconds of the hidden words and of those that stand nowhere.
fn measure(shelves: &Shelves, visible: &Visible, from: usize) -> [Vec<f64>; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for pair in from..from + PAIRS {
        let first = pair.wrapping_mul(2_654_435_761) >> 7 & 1;
        for which in [first, 1 - first] {
            let word = ["hidden", "nowher"][which];
            times[which].push(ask(shelves, visible, &format!("{word}{pair}")));
        }
    }
    times
}

fn ask(shelves: &Shelves, visible: &Visible, typed: &str) -> f64 {
    let page = Page { offset: 0, limit: 10, order: Order::Rank, facets: true, extract_chars: 280 };
    let query = Query::parse(typed).unwrap();
    let asked = Instant::now();
    let found = shelves.find(&query, visible, &page).unwrap();
    let taken = asked.elapsed();
    assert_eq!(found.total, 0);
    taken.as_secs_f64() * 1e6
}

fn report(how: &str, [hidden, nowhere]: &[Vec<f64>; 2]) {
    let (z, better) = mann_whitney(hidden, nowhere);
    let (gap, likely) = kolmogorov_smirnov(hidden, nowhere);
    println!("answers given {how}");
    println!(
        "  median    hidden {:>9.1} us   nowhere {:>9.1} us",
        quantile(hidden, 0.5),
        quantile(nowhere, 0.5)
    );
    println!(
        "  95 of 100 hidden {:>9.1} us   nowhere {:>9.1} us",
        quantile(hidden, 0.95),
        quantile(nowhere, 0.95)
    );
    println!(
        "  Mann-Whitney z = {z:.2}; a hidden word took longer in {:.1} % of all pairings",
        better * 100.0
    );
    println!("  Kolmogorov-Smirnov D = {gap:.4} (chance alone goes beyond {likely:.4} once in 20 times)");
}

fn quantile(times: &[f64], part: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * part) as usize]
}

/// How far the ranks are from chance, in standard deviations, and how often the first is greater.
fn mann_whitney(one: &[f64], other: &[f64]) -> (f64, f64) {
    let (n, m) = (one.len() as f64, other.len() as f64);
    let mut sorted = other.to_vec();
    sorted.sort_by(f64::total_cmp);
    let below = |time: &f64| {
        let less = sorted.partition_point(|other| other < time);
        let equal = sorted.partition_point(|other| other <= time) - less;
        less as f64 + equal as f64 / 2.0
    };
    let u: f64 = one.iter().map(below).sum();
    let deviation = (n * m * (n + m + 1.0) / 12.0).sqrt();
    ((u - n * m / 2.0) / deviation, u / (n * m))
}

/// The widest gap between the two distributions, and the one that chance goes beyond once in 20 times.
fn kolmogorov_smirnov(one: &[f64], other: &[f64]) -> (f64, f64) {
    let sorted = |times: &[f64]| {
        let mut sorted = times.to_vec();
        sorted.sort_by(f64::total_cmp);
        sorted
    };
    let (one, other) = (sorted(one), sorted(other));
    let part = |times: &[f64], at: f64| times.partition_point(|time| *time <= at) as f64 / times.len() as f64;
    let gaps = one.iter().chain(&other).map(|&at| (part(&one, at) - part(&other, at)).abs());
    let (n, m) = (one.len() as f64, other.len() as f64);
    (gaps.fold(0.0, f64::max), 1.358 * ((n + m) / (n * m)).sqrt())
}
