//! Every page of a large registry, timed and weighed as a reader who may know half of it is answered.
//!
//! `bench_pages --folder target/bench [--papers 100000] [--only PATH]`; a registry of that size that is there is used
//! again, and only pages whose path begins so are asked for.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "tables for a person")]
#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on stops")]
#![allow(clippy::disallowed_methods, reason = "what is measured goes by the system's clock")]

mod asked;
mod filled;
mod letters;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use chancery_server::{Settings, router};
use chancery_testkit::Browser;

/// Each page is asked for so often, after once that does not count.
const ROUNDS: usize = 11;
/// What a page may take, and weigh.
const MILLIS_AIM: f64 = 50.0;
const BYTES_AIM: usize = 100_000;
/// The page that asks nothing of the register: the yardstick of the same run.
const YARDSTICK: &str = "/sign-in";

/// A page as it was answered.
struct Timed {
    path: String,
    status: u16,
    median: Duration,
    slow: Duration,
    bytes: usize,
}

fn main() {
    let (mut folder, mut papers, mut only) = (PathBuf::from("target/bench"), 100_000, String::new());
    let mut args = std::env::args().skip(1);
    while let Some(name) = args.next() {
        let value = args.next().unwrap_or_else(|| panic!("{name} needs a value"));
        match name.as_str() {
            "--folder" => folder = value.into(),
            "--papers" => papers = value.parse().expect("--papers takes a number"),
            "--only" => only = value,
            other => panic!("{other} is not known: --folder, --papers, --only"),
        }
    }
    std::fs::create_dir_all(&folder).unwrap();
    let registry = filled::registry(&folder.join(format!("pages-{papers}")), papers);
    let settings = Settings::on("127.0.0.1:8082".parse().unwrap());
    let browser = Browser::of(&registry, filled::READER, router(registry.clone(), settings));
    let paths = asked::paths(&registry);
    let wanted = paths.into_iter().filter(|path| path == YARDSTICK || path.starts_with(&only));
    let mut timed: Vec<Timed> = wanted.map(|path| time(&browser, path)).collect();
    timed.sort_by_key(|one| std::cmp::Reverse(one.median));
    print(&timed, papers);
    drop(browser);
    registry.close();
}

fn time(browser: &Browser, path: String) -> Timed {
    let first = browser.get(&path);
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            browser.get(&path);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |part: usize| times[(times.len() - 1) * part / 100];
    let timed = Timed { status: first.status, median: at(50), slow: at(95), bytes: first.body.len(), path };
    eprintln!("  {:.1} ms {}", millis(timed.median), timed.path);
    timed
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The slowest first; what misses its aim is marked.
fn print(timed: &[Timed], papers: usize) {
    let yardstick = timed.iter().find(|one| one.path == YARDSTICK).map_or(1.0, |one| millis(one.median));
    println!(
        "| page of a registry of {papers} papers | status | median ms | p95 ms | times {YARDSTICK} | bytes |"
    );
    println!("|---|---|---|---|---|---|");
    for one in timed {
        let (median, slow) = (millis(one.median), millis(one.slow));
        let missed = if median > MILLIS_AIM || one.bytes > BYTES_AIM { " **" } else { "" };
        let (path, status, bytes) = (&one.path, one.status, one.bytes);
        println!(
            "| {path}{missed} | {status} | {median:.1} | {slow:.1} | {:.1} | {bytes} |",
            median / yardstick
        );
    }
    let named = timed.first().map_or("none", |one| one.path.as_str());
    println!("\nslowest: {named}; aims: {MILLIS_AIM} ms, {BYTES_AIM} bytes; ** misses one");
}
