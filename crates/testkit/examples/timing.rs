//! `timing [PAIRS]`: whether how long an answer takes tells a paper that is hidden from one that never was.
//!
//! For each kind of request as many pairs are asked, the two of a pair in an order by chance, over papers of
//! the same number in both classes. Printed are both medians and the z of Mann and Whitney's rank test:
//! beyond 3 in either direction the two classes can be told apart by who asks that often.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::time::{Duration, Instant};

use chancery_testkit::worlds::Ask;
use chancery_testkit::{Browser, Office};

/// Pairs that are asked where none are named.
const PAIRS: usize = 2_000;
/// Hidden papers, and as many ids of none.
const PAPERS: usize = 64;
/// Requests before anything is measured.
const WARM: usize = 50;

type Shape = fn(&str) -> Ask;

const REQUESTS: [(&str, Shape); 9] = [
    ("paper", |id| Ask::get(format!("/paper/{id}"))),
    ("paper as JSON", |id| Ask::get(format!("/paper/{id}")).json()),
    ("original", |id| Ask::get(format!("/paper/{id}/original"))),
    ("meeting", |id| Ask::get(format!("/meeting/{id}"))),
    ("minute", |id| Ask::post(format!("/paper/{id}/minute"), "text=noted")),
    ("initial", |id| Ask::post(format!("/paper/{id}/initial"), "")),
    ("put up", |id| Ask::post(format!("/paper/{id}/put-up"), "principal=prime-minister&purpose=see&note=")),
    ("detach", |id| Ask::post(format!("/paper/{id}/detach"), "")),
    ("settle", |id| Ask::post(format!("/paper/{id}/settle"), "marking=UNCLASSIFIED")),
];

/// Chance enough for an order: xorshift.
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn of<'a>(&mut self, all: &'a [String]) -> &'a str {
        &all[usize::try_from(self.throw() % all.len() as u64).unwrap()]
    }
}

fn main() {
    let pairs = std::env::args().nth(1).map_or(PAIRS, |typed| typed.parse().expect("how many pairs"));
    let office = Office::uk();
    let mut dice = Dice(0x1982_1014);
    let hidden: Vec<String> = (0..PAPERS).map(|n| hidden(&office, n)).collect();
    let absent: Vec<String> =
        (0..PAPERS).map(|_| format!("{:016x}{:016x}", dice.throw(), dice.throw())).collect();
    let browser = Browser::new(&office, "desk");
    println!("{pairs} pairs of a hidden paper and of none\n");
    println!("{:<16}{:>14}{:>14}{:>9}", "request", "hidden", "none", "z");
    for (name, shape) in REQUESTS {
        let (hidden, none) = measured(&browser, shape, pairs, &mut dice, (&hidden, &absent));
        let z = rank_z(&hidden, &none);
        let [hidden, none] =
            [hidden, none].map(|times| format!("{:.1} µs", median(times).as_secs_f64() * 1e6));
        println!("{name:<16}{hidden:>14}{none:>14}{z:>9.2}");
    }
}

fn hidden(office: &Office, n: usize) -> String {
    let text = format!("SECRET\n\n3 March 1982\n\nDear John,\n\nPaper number {n}.\n\nR B Bone\n");
    office.file(&text).papers[0].id.clone()
}

fn measured(
    browser: &Browser,
    shape: Shape,
    pairs: usize,
    dice: &mut Dice,
    (hidden, absent): (&[String], &[String]),
) -> (Vec<Duration>, Vec<Duration>) {
    let time = |id: &str| {
        let ask = shape(id);
        let began = Instant::now();
        let answer = browser.ask(&ask);
        let took = began.elapsed();
        assert_eq!(answer.status, 404, "{ask}");
        took
    };
    for _ in 0..WARM {
        time(dice.of(hidden));
        time(dice.of(absent));
    }
    let (mut of_hidden, mut of_none) = (Vec::new(), Vec::new());
    for _ in 0..pairs {
        let (one, none) = (dice.of(hidden), dice.of(absent));
        if dice.throw().is_multiple_of(2) {
            of_hidden.push(time(one));
            of_none.push(time(none));
        } else {
            of_none.push(time(none));
            of_hidden.push(time(one));
        }
    }
    (of_hidden, of_none)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Mann and Whitney's U of the first against the second, as a z; times that are equal share their ranks.
fn rank_z(one: &[Duration], other: &[Duration]) -> f64 {
    let mut all: Vec<(Duration, bool)> =
        one.iter().map(|t| (*t, true)).chain(other.iter().map(|t| (*t, false))).collect();
    all.sort_unstable();
    let (mut ranks, mut ties, mut at) = (0.0, 0.0, 0);
    while at < all.len() {
        let equal = all[at..].iter().take_while(|(time, _)| *time == all[at].0).count();
        let rank = at as f64 + (equal as f64 + 1.0) / 2.0;
        ranks += rank * all[at..at + equal].iter().filter(|(_, first)| *first).count() as f64;
        ties += (equal as f64).powi(3) - equal as f64;
        at += equal;
    }
    let (m, n) = (one.len() as f64, other.len() as f64);
    let u = ranks - m * (m + 1.0) / 2.0;
    let all = m + n;
    let variance = m * n / 12.0 * (all + 1.0 - ties / (all * (all - 1.0)));
    (u - m * n / 2.0) / variance.sqrt()
}
