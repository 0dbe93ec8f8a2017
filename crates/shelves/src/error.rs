//! What can go wrong on the shelves.

use std::io;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenReadError, OpenWriteError};
use thiserror::Error;

/// Why the shelves could not be opened, filled or searched. It never quotes a paper.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ShelvesError {
    /// Something on the shelves does not open or does not fit together, the key is another one, or they
    /// were filled by a version that analysed words otherwise.
    #[error("the shelves are damaged, sealed under another key or of another version: rebuild them")]
    Damaged,
    /// Somebody else is filling the same shelves.
    #[error("the shelves are being filled by another process: wait until it has ended")]
    Busy,
    /// A part of a volume is longer than its limit.
    #[error("the {part} has a size of {size}, more than {limit}: shorten it before it is shelved")]
    TooLong {
        /// Which part of the volume.
        part: &'static str,
        /// How long it is, in bytes; of a list, how many it has.
        size: usize,
        /// How long it may be.
        limit: usize,
    },
    /// The disk refused.
    #[error("the shelves could not be read or written: {0}")]
    Io(#[source] io::Error),
}

impl From<io::Error> for ShelvesError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::NotFound => {
                Self::Damaged
            }
            _ => Self::Io(error),
        }
    }
}

impl From<TantivyError> for ShelvesError {
    /// Whatever is not the disk's refusal is healed by rebuilding, so it counts as damage.
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::IoError(error) => same_again(&error).into(),
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => {
                same_again(&io_error).into()
            }
            TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => {
                same_again(&io_error).into()
            }
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Busy,
            TantivyError::LockFailure(LockError::IoError(error), _) => same_again(&error).into(),
            _ => Self::Damaged,
        }
    }
}

fn same_again(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(error.kind(), error.to_string()),
    }
}
