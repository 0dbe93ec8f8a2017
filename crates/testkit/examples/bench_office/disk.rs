//! What a paper weighs on disk, and what sealing the register costs.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, params};

use crate::made::Made;
use crate::table::{Table, ms, timed};
use crate::{ROUNDS, table};

const PARTS: [(&str, &[&str]); 6] = [
    ("ledger.db", &["ledger.db", "ledger.db-wal"]),
    ("keys.db", &["keys.db", "keys.db-wal"]),
    ("vault", &["vault"]),
    ("register.db", &["register.db", "register.db-wal"]),
    ("seen.db", &["seen.db", "seen.db-wal"]),
    ("shelves", &["shelves"]),
];
/// Rows that are written with a key and without.
const ROWS: usize = 10_000;
const ROW_BYTES: usize = 600;

/// Weighs a registry part by part.
pub fn parts(made: &Made, table: &mut Table) {
    for (part, names) in PARTS {
        let bytes: u64 = names.iter().map(|name| weight(&made.folder.join(name))).sum();
        let (papers, total) = (made.papers as u64, bytes >> 20);
        table.alone(&format!("on disk, {part}"), &format!("{} bytes a paper ({total} MiB)", bytes / papers));
    }
}

fn weight(path: &Path) -> u64 {
    match fs::read_dir(path) {
        Ok(inside) => inside.map(|entry| weight(&entry.unwrap().path())).sum(),
        Err(_) => fs::metadata(path).map_or(0, |file| file.len()),
    }
}

/// Measures the same rows written with a key and without, in one commit.
pub fn cipher(scratch: &Path, table: &mut Table) {
    let path = scratch.join("rows.db");
    let (mut sealed, mut plain) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        sealed = sealed.min(write_rows(
            &path,
            Some("PRAGMA key = \"x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'\";"),
        ));
        plain = plain.min(write_rows(&path, None));
    }
    let ratio = sealed.as_secs_f64() / plain.as_secs_f64();
    table.line("rows written sealed (the same rows plain)", &table::ms(sealed), &ms(plain), ratio, "");
}

fn write_rows(path: &Path, key: Option<&str>) -> Duration {
    for suffix in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{suffix}", path.display()));
    }
    let mut db = Connection::open(path).unwrap();
    db.execute_batch(key.unwrap_or_default()).unwrap();
    db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).unwrap();
    db.execute_batch(
        "PRAGMA synchronous = NORMAL; CREATE TABLE kept(n INTEGER PRIMARY KEY, kept TEXT) STRICT;",
    )
    .unwrap();
    let kept = "x".repeat(ROW_BYTES);
    let written = || {
        let tx = db.transaction().unwrap();
        for n in 0..ROWS as u64 {
            let mut insert = tx.prepare_cached("INSERT INTO kept VALUES (?1, ?2)").unwrap();
            insert.execute(params![n as i64, kept]).unwrap();
        }
        tx.commit().unwrap();
    };
    timed(written).0
}
