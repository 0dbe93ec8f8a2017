//! From the start of the program to its first pages, and what it holds in memory.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use chancery_registry::Registry;
use chancery_seal::Key;
use chancery_seal::protector::{Cost, Protector};

use crate::ROUNDS;
use crate::made::{Made, PASSPHRASE, means};
use crate::process::Process;
use crate::table::{Table, ms, timed};

/// Pages that are asked for between the two weighings.
const PAGES: [&str; 5] = ["/", "/register", "/search?q=meeting", "/undertakings", "/meetings"];
const PAGES_COUNT: usize = 100;

/// Measures start-up against the passphrase alone, pages a second, and memory.
pub fn measure(program: &Path, made: Made, table: &mut Table) {
    let Made { folder, registry, papers } = made;
    registry.close();
    let passphrase = folder.with_extension("passphrase");
    fs::write(&passphrase, PASSPHRASE).unwrap();
    let protector = Protector::passphrase(&Key::random(), PASSPHRASE, Cost::ROOT).unwrap();
    let (mut first, mut today, mut yardstick) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for round in 1..=ROUNDS {
        let link = link(&folder);
        yardstick = yardstick.min(timed(|| protector.open(PASSPHRASE).unwrap()).0);
        let start = Instant::now();
        let process = Process::start(program, &folder, &passphrase);
        process.get("/sign-in", "");
        first = first.min(start.elapsed());
        let cookie = process.enter(&link);
        process.get("/", &cookie);
        today = today.min(start.elapsed());
        if round == ROUNDS {
            memory(&process, &cookie, table);
        }
    }
    let ratio = |time: Duration| time.as_secs_f64() / yardstick.as_secs_f64();
    let what = format!("start of a registry of {papers} papers to the sign-in page (argon2id alone)");
    table.line(&what, &ms(first), &ms(yardstick), ratio(first), "");
    table.line("start to Today, signed in (the same)", &ms(today), &ms(yardstick), ratio(today), "");
}

/// Each link ends the one before it, so that one is made when it is needed.
fn link(folder: &Path) -> String {
    let registry = Registry::open(folder, PASSPHRASE, means(Cost::ROOT, None)).unwrap();
    let link = registry.invite(&registry.reader("keeper").unwrap(), "all").unwrap();
    registry.close();
    link
}

fn memory(process: &Process, cookie: &str, table: &mut Table) {
    let before = process.resident_mib();
    let ask = |path: &&str| process.get(path, cookie);
    let (time, _) = timed(|| PAGES.iter().cycle().take(PAGES_COUNT).map(ask).sum::<usize>());
    let each = time.as_secs_f64() * 1e3 / PAGES_COUNT as f64;
    let shown = format!("{before:.0} MiB, {:.0} MiB", process.resident_mib());
    table.alone(&format!("memory at rest, and after {PAGES_COUNT} pages"), &shown);
    table.alone("a page on average, of those", &format!("{each:.1} ms"));
}
