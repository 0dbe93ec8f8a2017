//! What can go wrong with a ledger, by what the caller can do about it.

use std::io::ErrorKind;

use rusqlite::ErrorCode;

/// Why a ledger did not do what was asked.
///
/// It can be cloned, because one failed commit answers every caller whose entries were in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// Another process has the ledger open.
    #[error("the ledger is open elsewhere: close it there first")]
    Locked,
    /// The ledger does not bear out its own hashes, signatures or settings.
    #[error("the ledger is damaged: {0}: verify it, then restore a backup")]
    Damaged(String),
    /// The stream stands at another version than the caller had seen; nothing of the group was entered.
    #[error("the stream stands at version {found}, not {expected}: read it again and decide anew")]
    Conflict {
        /// The stream.
        stream: [u8; 16],
        /// The version that the caller expected.
        expected: u64,
        /// The version at which it stands.
        found: u64,
    },
    /// The ledger belongs to another origin or was signed with another key.
    #[error("the ledger is not of this office: {0}: open it with its own settings")]
    NotOurs(String),
    /// The disk is full; nothing was entered.
    #[error("the disk is full and nothing was entered: make room, then repeat")]
    Full,
    /// An earlier commit failed, and the ledger takes no more until it is opened again.
    #[error("an earlier commit failed and the ledger stands still: open it again, then repeat")]
    Stopped,
    /// The draft is not one that a ledger can hold; nothing of the group was entered.
    #[error("the draft was refused: {0}")]
    Refused(String),
    /// The entries are durable, but the one who follows the ledger could not take them in.
    #[error("the entries are kept, but their reading failed: {0}: open the ledger again and rebuild")]
    Follower(String),
    /// The system refused; whether a group under way was entered is known when the ledger is opened again.
    #[error("the system refused: {0}: mend the cause, then open the ledger again")]
    Io(String),
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            // The last for want of a better: that a table is not there.
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown) => {
                Self::Damaged(error.to_string())
            }
            Some(_) => Self::Io(error.to_string()),
            // Without a code of SQLite's the fault is in a value that was read: a type or a range.
            None => Self::Damaged(error.to_string()),
        }
    }
}

impl From<std::io::Error> for LedgerError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io(error.to_string()),
        }
    }
}
