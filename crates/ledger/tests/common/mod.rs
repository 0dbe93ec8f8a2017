//! What the tests share: an office's settings, drafts by number, and ways to tamper.
#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

use std::path::{Path, PathBuf};

use chancery_ledger::{Draft, Flaw, Ledger, LedgerError, Place, SealedPart, Settings, verify_file};
use chancery_seal::sign::{SigningKey, VerifyingKey};

pub const ORIGIN: &str = "chancery.example/office";

pub fn settings() -> Settings {
    Settings { origin: ORIGIN.into(), key: SigningKey::from_seed([7; 32]) }
}

pub fn verifying() -> VerifyingKey {
    settings().key.verifying()
}

pub fn part(byte: u8, bytes: usize) -> SealedPart {
    SealedPart { salt: [byte; 32], key_commit: [byte ^ 0xff; 32], sealed: vec![byte; bytes] }
}

/// Draft `number` of a stream; the sealed bytes name both, so that they are found again in the file.
pub fn draft_in(stream: u8, number: u32) -> Draft {
    let sealed = |what: &str| format!("<{what} {number:06} of {stream:03}>").repeat(8).into_bytes();
    let part = |what| SealedPart { sealed: sealed(what), ..part(number as u8, 0) };
    let mut entry_id = [stream; 16];
    entry_id[..4].copy_from_slice(&number.to_be_bytes());
    Draft { entry_id, stream: [stream; 16], expected: None, head: part("head"), body: part("body") }
}

pub fn draft(number: u32) -> Draft {
    draft_in((number % 5) as u8, number)
}

pub struct Office {
    pub folder: tempfile::TempDir,
}

impl Office {
    /// A ledger of that many entries in groups of ten, closed.
    pub fn of(entries: u32) -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap() };
        let ledger = Ledger::create(&office.path(), settings()).unwrap();
        for first in (0..entries).step_by(10) {
            ledger.append((first..entries.min(first + 10)).map(draft).collect()).unwrap();
        }
        ledger.close();
        office
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("ledger.db")
    }

    pub fn open(&self) -> Result<Ledger, LedgerError> {
        Ledger::open(&self.path(), settings(), Box::new(()))
    }

    pub fn flaws(&self) -> Vec<Flaw> {
        verify_file(&self.path(), &verifying(), ORIGIN, &mut |_, _| {}).unwrap()
    }

    /// The flaws but for those that the page sums see, which see everything.
    pub fn flaws_of_content(&self) -> Vec<String> {
        let flaws = self.flaws().into_iter();
        flaws.filter(|flaw| !matches!(flaw.place, Place::Page(_))).map(|flaw| flaw.to_string()).collect()
    }

    /// Changes the tables as one would who has the file in his hands: triggers away, change, triggers back.
    pub fn tamper(&self, sql: &str) {
        let db = rusqlite::Connection::open(self.path()).unwrap();
        let triggers: Vec<(String, String)> = db
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        for (name, _) in &triggers {
            db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        db.execute_batch(sql).unwrap();
        for (_, trigger) in &triggers {
            db.execute_batch(trigger).unwrap();
        }
    }
}

/// Copies all files of a folder, as a backup or a crash would.
pub fn copy_files(from: &Path, to: &Path) {
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

/// A small generator, so that a failure comes again.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}
