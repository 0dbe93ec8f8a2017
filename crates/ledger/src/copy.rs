//! A copy of a ledger's file, made beside whoever has it open; no key is asked for.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::against::{self, Against};
use crate::checkpoint::Checkpoint;
use crate::flaw::Flaw;
use crate::lock::Lock;
use crate::note::Verifier;
use crate::rows::Rows;
use crate::sums::{self, Sums};
use crate::{LedgerError, sqlite, verify};

/// What a copy holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// How many entries.
    pub size: u64,
    /// Its last checkpoint; none where it has no entry.
    pub checkpoint: Option<String>,
}

/// Why no copy was made; one that was there before is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CopyError {
    /// One of the two cannot be read or written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// What was copied does not verify.
    #[error("the ledger is damaged: {0}")]
    Flawed(String),
    /// The copy that is there is of another ledger.
    #[error("what is there is the copy of another ledger")]
    Another,
    /// The copy that is there was opened as a ledger, and not closed.
    #[error("what is there was used and not closed: open and close it, or name another place")]
    Used,
    /// The copy that is there has more entries: the ledger was cut off, or put back from an older copy.
    #[error("the ledger has {size} entries, and its copy has {kept}")]
    CutOff {
        /// Entries of the copy.
        kept: u64,
        /// Entries of the ledger.
        size: u64,
    },
    /// The copy that is there has other entries.
    #[error("the first {kept} entries of the ledger are not those of its copy")]
    Otherwise {
        /// Entries of the copy.
        kept: u64,
    },
}

impl From<std::io::Error> for CopyError {
    fn from(error: std::io::Error) -> Self {
        Self::Ledger(error.into())
    }
}

impl From<rusqlite::Error> for CopyError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Ledger(error.into())
    }
}

/// A copy that is verified and lies beside its place.
pub struct Prepared {
    fresh: PathBuf,
    to: PathBuf,
    /// What it holds.
    pub copied: Copied,
}

/// Copies a ledger as it is at one moment. What was copied is verified before it takes the place of a copy that is
/// there, and takes it only where the ledger has grown from that.
pub fn copy_file(from: &Path, to: &Path) -> Result<Copied, CopyError> {
    prepare_copy(from, to)?.put_in_place()
}

/// The same up to the last step, for whoever has more to copy before this copy may stand.
pub fn prepare_copy(from: &Path, to: &Path) -> Result<Prepared, CopyError> {
    fs::metadata(from)?;
    if fs::metadata(sums::wal_of(to)).is_ok_and(|log| log.len() > 0) {
        return Err(CopyError::Used);
    }
    let fresh = sums::beside(to, ".new");
    remove(&fresh)?;
    let copied = snapshot(from, &fresh).and_then(|()| checked(&fresh, to));
    let prepared = |copied| Prepared { fresh: fresh.clone(), to: to.to_owned(), copied };
    copied.map(prepared).inspect_err(|_| discard(&fresh))
}

impl Prepared {
    /// Lets it stand where the copy before it stood.
    pub fn put_in_place(self) -> Result<Copied, CopyError> {
        let (fresh, to) = (&self.fresh, &self.to);
        // Sums that are missing are taken anew; sums of another state would look like damage.
        remove(&sums::path_of(to))?;
        fs::rename(fresh, to)?;
        fs::rename(sums::path_of(fresh), sums::path_of(to))?;
        sums::sync_folder(to)?;
        Ok(self.copied.clone())
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        discard(&self.fresh);
    }
}

/// What is left of it is in nobody's way: the next copy begins by removing it.
fn discard(fresh: &Path) {
    let _ = remove(fresh);
    let _ = remove(&sums::path_of(fresh));
}

fn remove(file: &Path) -> std::io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Reads from one moment, beside a writer; from a disk that takes no writing, only while there is none.
fn snapshot(from: &Path, fresh: &Path) -> Result<(), CopyError> {
    let beside = Rows::open(from).and_then(|rows| sqlite::size(&rows.db).map(|_| rows));
    let (rows, _lock) = match beside {
        Ok(rows) => (rows, None),
        Err(LedgerError::Io(_)) => {
            let lock = Lock::shared(from)?;
            (Rows::open_still(from)?, lock)
        }
        Err(error) => return Err(error.into()),
    };
    rows.db.execute_batch("PRAGMA query_only = OFF")?;
    rows.db.execute("VACUUM INTO ?1", [&*fresh.to_string_lossy()])?;
    // That a file has a write-ahead log stands in its first page: it is said now, before its sum is taken.
    Connection::open(fresh)?.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    Ok(File::open(fresh)?.sync_all()?)
}

fn checked(fresh: &Path, to: &Path) -> Result<Copied, CopyError> {
    let mut sums = Sums::unknown(fresh)?;
    sums.complete(fresh)?;
    sums.write(&sums::path_of(fresh))?;
    let rows = Rows::open_still(fresh)?;
    let (origin, vkey, _) = rows.setting()?;
    let verifier =
        Verifier::from_vkey(&vkey).map_err(|error| CopyError::Flawed(format!("its key: {error}")))?;
    let flaws = verify::content(&rows, verifier.key(), &origin, &mut |_, _| {});
    if let Some(flaw) = flaws.first() {
        return Err(CopyError::Flawed(Flaw::to_string(flaw)));
    }
    if to.exists() {
        grew(&rows, &Rows::open_still(to)?, (&origin, &verifier))?;
    }
    let checkpoint = rows.last_checkpoints(1)?.pop().map(|last| last.note);
    Ok(Copied { size: sqlite::size(&rows.db)?, checkpoint })
}

/// Refuses a ledger that has not grown from its copy.
fn grew(rows: &Rows, kept: &Rows, (origin, verifier): (&str, &Verifier)) -> Result<(), CopyError> {
    if kept.setting()? != rows.setting()? {
        return Err(CopyError::Another);
    }
    let Some(last) = kept.last_checkpoints(1)?.pop() else { return Ok(()) };
    let last = Checkpoint::open(&last.note, origin, verifier.key()).map_err(|_| CopyError::Another)?;
    match against::held(rows, &last)? {
        Against::Grew => Ok(()),
        Against::CutOff { size } => Err(CopyError::CutOff { kept: last.size, size }),
        Against::Otherwise => Err(CopyError::Otherwise { kept: last.size }),
    }
}
