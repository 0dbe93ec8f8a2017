//! Verification: everything is hashed again, and each flaw is named.

mod check;
mod walk;

use std::path::Path;

use chancery_seal::sign::VerifyingKey;
use rusqlite::Connection;

use crate::entry::{ENTRY_FORMAT, Entry};
use crate::flaw::{Flaw, Place};
use crate::lock::Lock;
use crate::note::Verifier;
use crate::rows::Rows;
use crate::sums::{self, PAGE_BYTES, Stored, Sums};
use crate::wal::{self, Replaced};
use crate::{LedgerError, sqlite};

/// How many rows are read at a time.
const CHUNK_ROWS: usize = 1000;

/// Verifies a ledger's file without writing to it; `progress` is told how many entries of how many are done.
///
/// A damaged file has flaws; an error means that it could not be looked at: it is not there, may not be
/// read, or is open elsewhere.
pub fn verify_file(
    path: &Path,
    verifying: &VerifyingKey,
    origin: &str,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Vec<Flaw>, LedgerError> {
    std::fs::metadata(path)?;
    let _lock = Lock::shared(path)?;
    let replaced = wal::replaced(&sums::wal_of(path), PAGE_BYTES)?;
    let mut flaws = bytes(path, &replaced)?;
    let rows = if replaced.page_count.is_some() { Rows::open(path) } else { Rows::open_still(path) };
    match rows {
        Ok(rows) => flaws.extend(content(&rows, verifying, origin, progress)),
        Err(error) => flaws.push(Flaw::new(Place::File, format!("it cannot be opened: {error}"))),
    }
    Ok(flaws)
}

/// Compares the file's bytes with their sums.
fn bytes(path: &Path, replaced: &Replaced) -> Result<Vec<Flaw>, LedgerError> {
    let flaw = |what: &str| Ok(vec![Flaw::new(Place::Sums, what)]);
    match Sums::read(&sums::path_of(path))? {
        Stored::Sums(sums) => Ok(sums.compare(path, replaced)?),
        Stored::Absent => flaw(
            "they are missing, so bytes that SQLite does not use went unchecked: opening the ledger takes them anew",
        ),
        Stored::Damaged => flaw(
            "they are damaged, so bytes that SQLite does not use went unchecked: opening the ledger takes them anew",
        ),
    }
}

/// Verifies what the tables say. Whatever cannot be read is a flaw.
pub(crate) fn content(
    rows: &Rows,
    verifying: &VerifyingKey,
    origin: &str,
    progress: &mut dyn FnMut(u64, u64),
) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    // All that follows is read from one moment, however long it takes and whatever is appended meanwhile.
    let _moment = rows.db.unchecked_transaction();
    add(&mut flaws, Place::File, integrity(&rows.db));
    add(&mut flaws, Place::Schema, schema_differences(&rows.db));
    add(&mut flaws, Place::Setting, setting_differences(rows, verifying, origin));
    flaws.extend(walk::Walk::over(rows, verifying, origin, progress));
    flaws
}

fn add(flaws: &mut Vec<Flaw>, place: Place, found: Result<Vec<String>, LedgerError>) {
    let words = found.unwrap_or_else(|error| vec![format!("it cannot be read: {error}")]);
    flaws.extend(words.into_iter().map(|what| Flaw::new(place, what)));
}

/// What SQLite itself finds wrong.
fn integrity(db: &Connection) -> Result<Vec<String>, LedgerError> {
    let mut check = db.prepare("PRAGMA integrity_check")?;
    let found: Vec<String> = check.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(found.into_iter().filter(|line| line != "ok").map(|line| format!("SQLite says: {line}")).collect())
}

/// The names and words of all that a schema holds, in an order of their own.
fn schema(db: &Connection) -> Result<Vec<(String, String)>, LedgerError> {
    let mut select =
        db.prepare("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1, 2")?;
    let found = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    Ok(found)
}

fn schema_differences(db: &Connection) -> Result<Vec<String>, LedgerError> {
    let model = Connection::open_in_memory()?;
    model.execute_batch(sqlite::SCHEMA)?;
    let (wanted, found) = (schema(&model)?, schema(db)?);
    let missing = wanted
        .iter()
        .filter(|item| !found.contains(item))
        .map(|(name, _)| format!("{name} is missing or changed"));
    let foreign = found
        .iter()
        .filter(|item| !wanted.contains(item))
        .map(|(name, _)| format!("{name} is not the ledger's"));
    Ok(missing.chain(foreign).collect())
}

fn setting_differences(rows: &Rows, key: &VerifyingKey, origin: &str) -> Result<Vec<String>, LedgerError> {
    let (stored_origin, stored_vkey, format) = rows.setting()?;
    let vkey = Verifier::new(origin, *key).map(|verifier| verifier.vkey()).unwrap_or_default();
    let mut differences = Vec::new();
    if stored_origin != origin {
        differences.push(format!("the origin is `{stored_origin}`, not `{origin}`"));
    }
    if stored_vkey != vkey {
        differences.push(format!("the key is `{stored_vkey}`, not `{vkey}`"));
    }
    if format != ENTRY_FORMAT {
        differences.push(format!("the format is {format}, and {ENTRY_FORMAT} is known here"));
    }
    Ok(differences)
}

/// Hashes the entries from `from` on again; the first flaw is an error.
pub(crate) fn last_batch(rows: &Rows, from: u64) -> Result<(), LedgerError> {
    let mut next = from;
    loop {
        let entries = rows.entries(next, CHUNK_ROWS)?;
        for entry in &entries {
            sound(entry)?;
        }
        match entries.last() {
            Some(last) => next = last.seq + 1,
            None => return Ok(()),
        }
    }
}

fn sound(entry: &Entry) -> Result<(), LedgerError> {
    match check::entry_flaws(entry).first() {
        Some(what) => Err(LedgerError::Damaged(format!("entry {}: {what}", entry.seq))),
        None => Ok(()),
    }
}
