//! The lock that keeps a ledger to one process: a file beside it.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use crate::{LedgerError, sums};

/// Tries at a lock for writing: a process that was killed while it started another leaves the lock, for
/// the moment between fork and exec, to that other.
const TRIES_MAX: u32 = 20;
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(20);

/// A lock that is held until it is dropped.
pub(crate) struct Lock(File);

impl Lock {
    /// Locks a ledger for writing.
    pub fn exclusive(ledger: &Path) -> Result<Self, LedgerError> {
        let file =
            File::options().create(true).truncate(false).write(true).open(sums::beside(ledger, ".lock"))?;
        let mut locked = file.try_lock();
        for _ in 1..TRIES_MAX {
            if !matches!(locked, Err(TryLockError::WouldBlock)) {
                break;
            }
            std::thread::sleep(PAUSE);
            locked = file.try_lock();
        }
        Self::held(file, locked)
    }

    /// Keeps writers out. Where there is no lock file, there never was one.
    pub fn shared(ledger: &Path) -> Result<Option<Self>, LedgerError> {
        let file = match File::open(sums::beside(ledger, ".lock")) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let locked = file.try_lock_shared();
        Self::held(file, locked).map(Some)
    }

    fn held(file: File, locked: Result<(), TryLockError>) -> Result<Self, LedgerError> {
        match locked {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(LedgerError::Locked),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough: a process that is just being started holds the same file open for a moment.
        let _ = self.0.unlock();
    }
}
