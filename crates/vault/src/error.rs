//! What can go wrong with a vault.

use std::io::ErrorKind;

use crate::Digest;

/// Why a vault did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// No body of that name.
    #[error("the vault has no body {0}: restore it from a backup")]
    Missing(Digest),
    /// A body that is no longer what its name says.
    #[error("the body {0} is damaged: restore it from a backup")]
    Damaged(Digest),
    /// More bytes than a body may have.
    #[error("a body of {0} bytes is too long: divide it")]
    TooLong(u64),
    /// The disk is full; nothing was left behind.
    #[error("the disk is full and the body was not kept: make room, then repeat")]
    Full,
    /// An earlier sync failed: what the disk holds is not known, and a second sync could falsely succeed.
    #[error("an earlier sync failed and the vault stands still: open it again, then put the bodies again")]
    Stopped,
    /// The folder is not a vault.
    #[error("the folder is not a vault: its folder `{0}` is missing")]
    NotAVault(String),
    /// The system refused.
    #[error("the system refused: mend the cause, then repeat")]
    Io(#[source] std::io::Error),
}

impl From<std::io::Error> for VaultError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            // A limit on files' length or a quota is, for who must make room, a full disk.
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full,
            _ => Self::Io(error),
        }
    }
}
