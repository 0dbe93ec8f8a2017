//! The journal on SQLite: one file, write-ahead log, every commit synced.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, TransactionBehavior, params};

use crate::entry::Entry;
use crate::flaw::Flaw;
use crate::journal::{Batch, Disposal, Journal, Known};
use crate::sums::{self, PAGE_BYTES, Stored, Sums};
use crate::{LedgerError, Receipt, wal};

pub(crate) const SCHEMA: &str = include_str!("schema.sql");
/// The first SQLite whose write-ahead log cannot lose a commit when it starts over.
const SQLITE_VERSION_MIN: i32 = 3_051_003;
/// How long the write-ahead log may grow before it is put back.
const WAL_BYTES_MAX: u64 = 16 << 20;
const STATEMENTS_CACHED_MAX: usize = 32;

/// What is set on the writer's connection, and what must be read back.
const SETTINGS: [(&str, &str, &str); 9] = [
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),
    ("fullfsync", "ON", "1"),
    ("wal_autocheckpoint", "0", "0"),
    ("secure_delete", "ON", "1"),
    ("cell_size_check", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("recursive_triggers", "ON", "1"),
    ("foreign_keys", "ON", "1"),
];

/// The journal on SQLite.
pub(crate) struct SqliteJournal {
    db: Connection,
    path: PathBuf,
    sums: Sums,
    wal_bytes_next: u64,
}

impl SqliteJournal {
    /// Makes the file, its tables and its setting.
    pub fn create(path: &Path, origin: &str, vkey: &str) -> Result<Self, LedgerError> {
        // SQLite would take up an empty file that is there already; a ledger is never made over another.
        std::fs::File::create_new(path)?;
        let db = connect(path)?;
        db.execute_batch(&format!("BEGIN IMMEDIATE; {SCHEMA}"))?;
        db.execute(
            "INSERT INTO setting(only, origin, vkey, format) VALUES(1, ?1, ?2, ?3)",
            params![origin, vkey, crate::entry::ENTRY_FORMAT],
        )?;
        db.execute_batch("COMMIT")?;
        let mut journal = Self::new(db, path, Sums::default());
        journal.settle()?;
        sums::sync_folder(path)?;
        Ok(journal)
    }

    /// Opens the file for the one writer, and puts back what an unclean end has left in the log.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let db = connect(path)?;
        // Sums that are absent or damaged are taken anew: verification has said so, and will no more.
        let sums = match Sums::read(&sums::path_of(path))? {
            Stored::Sums(sums) => sums,
            Stored::Absent | Stored::Damaged => Sums::unknown(path)?,
        };
        let mut journal = Self::new(db, path, sums);
        journal.settle()?;
        Ok(journal)
    }

    fn new(db: Connection, path: &Path, sums: Sums) -> Self {
        Self { db, path: path.to_owned(), sums, wal_bytes_next: WAL_BYTES_MAX }
    }

    fn wal_bytes(&self) -> u64 {
        std::fs::metadata(sums::wal_of(&self.path)).map_or(0, |file| file.len())
    }

    /// Undoes what a full disk has cut short, and makes sure that it is undone.
    fn undo(&self, before: u64, error: LedgerError) -> LedgerError {
        if !self.db.is_autocommit() && self.db.execute_batch("ROLLBACK").is_err() {
            return LedgerError::Io(error.to_string());
        }
        match (error, size(&self.db)) {
            (LedgerError::Full, Ok(after)) if after == before => LedgerError::Full,
            (LedgerError::Full, _) => LedgerError::Io("the disk is full".into()),
            (other, _) => other,
        }
    }
}

impl Journal for SqliteJournal {
    fn known(&mut self, entry_id: &[u8; 16]) -> Result<Option<Known>, LedgerError> {
        let mut find =
            self.db.prepare_cached("SELECT seq, stream, version FROM entry WHERE entry_id = ?1")?;
        let known = find.query_row([entry_id], |row| {
            let receipt = Receipt { seq: row.get(0)?, version: row.get(2)? };
            Ok(Known { stream: row.get(1)?, receipt })
        });
        Ok(known.optional()?)
    }

    fn version(&mut self, stream: &[u8; 16]) -> Result<u64, LedgerError> {
        let sql = "SELECT coalesce(max(version), 0) FROM entry WHERE stream = ?1";
        Ok(self.db.prepare_cached(sql)?.query_row([stream], |row| row.get(0))?)
    }

    fn commit(&mut self, batch: &Batch) -> Result<(), LedgerError> {
        let before = batch.size - batch.entries.len() as u64;
        let committed = insert(&mut self.db, batch);
        committed.map_err(|error| self.undo(before, error.into()))
    }

    fn dispose(&mut self, seq: u64, what: Disposal, by: u64) -> Result<(), LedgerError> {
        let head = match what {
            Disposal::Body => "",
            Disposal::Whole => "head_salt = NULL, head_key_commit = NULL, head_sealed = NULL,",
        };
        let sql = format!(
            "UPDATE entry SET {head} body_salt = NULL, body_key_commit = NULL, body_sealed = NULL,
             disposed_by = ?2 WHERE seq = ?1"
        );
        let before = size(&self.db)?;
        let done = self.db.execute(&sql, params![seq, by]).map(|_| ());
        done.map_err(|error| self.undo(before, error.into()))
    }

    fn tidy(&mut self) -> Result<(), LedgerError> {
        if self.wal_bytes() < self.wal_bytes_next {
            return Ok(());
        }
        self.settle()?;
        // A long reader holds the log back; trying again after each batch would read it over and over.
        self.wal_bytes_next = self.wal_bytes() + WAL_BYTES_MAX;
        Ok(())
    }

    fn check_bytes(&mut self) -> Result<Vec<Flaw>, LedgerError> {
        self.settle()?;
        let replaced = wal::replaced(&sums::wal_of(&self.path), PAGE_BYTES)?;
        Ok(self.sums.compare(&self.path, &replaced)?)
    }

    fn settle(&mut self) -> Result<(), LedgerError> {
        let file = sums::path_of(&self.path);
        let replaced = wal::replaced(&sums::wal_of(&self.path), PAGE_BYTES)?;
        if replaced.page_count.is_some() {
            // If we stop here, the log still holds what the sums speak of, and stands above the file.
            self.sums.replace(&replaced);
            self.sums.write(&file)?;
        }
        let busy: bool = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if !busy && self.sums.complete(&self.path)? {
            self.sums.write(&file)?;
        }
        Ok(())
    }
}

impl Drop for SqliteJournal {
    fn drop(&mut self) {
        // With nothing left to put back, SQLite may tidy its log away; otherwise the log must stay,
        // for what is put back without our sums would look like damage.
        if self.wal_bytes() == 0 {
            let _ = self.db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false);
        }
    }
}

/// How many entries there are.
pub(crate) fn size(db: &Connection) -> Result<u64, LedgerError> {
    Ok(db.query_row("SELECT coalesce(max(seq) + 1, 0) FROM entry", [], |row| row.get(0))?)
}

fn connect(path: &Path) -> Result<Connection, LedgerError> {
    if rusqlite::version_number() < SQLITE_VERSION_MIN {
        let why = format!("SQLite {} can lose commits: build with a newer one", rusqlite::version());
        return Err(LedgerError::Io(why));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS_CACHED_MAX);
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    // A statement that is kept stays planned, though its values are cleared after each use.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.execute_batch(&format!("PRAGMA page_size = {PAGE_BYTES}"))?;
    for (name, value, _) in SETTINGS {
        db.query_row(&format!("PRAGMA {name} = {value}"), [], |_| Ok(())).optional()?;
    }
    check_settings(&db)?;
    Ok(db)
}

/// Reads the settings back: SQLite passes over what it cannot do.
fn check_settings(db: &Connection) -> Result<(), LedgerError> {
    let page_bytes = PAGE_BYTES.to_string();
    let page_size = ("page_size", "", page_bytes.as_str());
    for (name, _, wanted) in SETTINGS.into_iter().chain([page_size]) {
        let stands: rusqlite::types::Value = db.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?;
        let stands = match stands {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            _ => String::new(),
        };
        if stands != wanted {
            return Err(LedgerError::Io(format!("SQLite has {name} at {stands}, not {wanted}")));
        }
    }
    Ok(())
}

fn insert(db: &mut Connection, batch: &Batch) -> rusqlite::Result<()> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for entry in &batch.entries {
        insert_entry(&tx, entry)?;
    }
    for tile in &batch.tiles {
        let sql = "INSERT INTO tile(level, n, hashes) VALUES(?1, ?2, ?3)";
        tx.prepare_cached(sql)?.execute(params![tile.level, tile.n, tile.hashes.as_flattened()])?;
    }
    let sql = "INSERT INTO checkpoint(size, root, note) VALUES(?1, ?2, ?3)";
    tx.prepare_cached(sql)?.execute(params![batch.size, batch.root, batch.note])?;
    tx.commit()
}

fn insert_entry(db: &Connection, entry: &Entry) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT INTO entry(seq, entry_id, stream, version, format, commitment, head_commit, body_commit,
           head_salt, head_key_commit, head_sealed, body_salt, body_key_commit, body_sealed)
         VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    let (head, body) = (entry.head.as_ref(), entry.body.as_ref());
    insert.execute(params![
        entry.seq,
        entry.entry_id,
        entry.stream,
        entry.version,
        entry.format,
        entry.commitment,
        entry.head_commit,
        entry.body_commit,
        head.map(|part| part.salt),
        head.map(|part| part.key_commit),
        head.map(|part| part.sealed.as_slice()),
        body.map(|part| part.salt),
        body.map(|part| part.key_commit),
        body.map(|part| part.sealed.as_slice()),
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_that_does_not_stand_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        drop(Connection::open(&path).unwrap());
        assert_eq!(check_settings(&connect(&path).unwrap()), Ok(()));
        for (weaker, said) in [
            ("synchronous = NORMAL", "SQLite has synchronous at 1, not 2"),
            ("wal_autocheckpoint = 1000", "SQLite has wal_autocheckpoint at 1000, not 0"),
            ("journal_mode = DELETE", "SQLite has journal_mode at delete, not wal"),
        ] {
            let db = connect(&path).unwrap();
            db.query_row(&format!("PRAGMA {weaker}"), [], |_| Ok(())).optional().unwrap();
            assert_eq!(check_settings(&db), Err(LedgerError::Io(said.into())), "{weaker}");
        }
    }

    #[test]
    fn a_file_with_pages_of_another_size_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        Connection::open(&path).unwrap().execute_batch("PRAGMA page_size = 8192; CREATE TABLE t(x)").unwrap();
        assert_eq!(
            connect(&path).err(),
            Some(LedgerError::Io("SQLite has page_size at 8192, not 4096".into()))
        );
    }
}
