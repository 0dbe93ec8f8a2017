//! The frames that cross the pipe between the registry and its worker.
//!
//! A frame is two lengths (little-endian `u64`), a JSON head and raw bytes. The side that reads trusts
//! neither length: both are held against a limit before anything is allocated for them.

use std::io::{Error, ErrorKind, Read, Result, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Writes one frame.
pub(crate) fn write<T: Serialize>(to: &mut impl Write, head: &T, bytes: &[u8]) -> Result<()> {
    let head = serde_json::to_vec(head)?;
    let mut lengths = [0u8; 16];
    let (first, second) = lengths.split_at_mut(8);
    first.copy_from_slice(&(head.len() as u64).to_le_bytes());
    second.copy_from_slice(&(bytes.len() as u64).to_le_bytes());
    to.write_all(&lengths)?;
    to.write_all(&head)?;
    to.write_all(bytes)?;
    to.flush()
}

/// Reads one frame whose two parts together hold at most `bytes_max` bytes.
pub(crate) fn read<T: DeserializeOwned>(from: &mut impl Read, bytes_max: u64) -> Result<(T, Vec<u8>)> {
    let (head_len, bytes_len) = (read_len(from)?, read_len(from)?);
    if head_len.checked_add(bytes_len).is_none_or(|sum| sum > bytes_max) {
        return Err(Error::new(ErrorKind::InvalidData, "frame larger than allowed"));
    }
    let head = read_exactly(from, head_len)?;
    let bytes = read_exactly(from, bytes_len)?;
    Ok((serde_json::from_slice(&head)?, bytes))
}

fn read_len(from: &mut impl Read) -> Result<u64> {
    let mut len = [0u8; 8];
    from.read_exact(&mut len)?;
    Ok(u64::from_le_bytes(len))
}

/// Grows with what arrives, so that a length alone costs nothing.
fn read_exactly(from: &mut impl Read, len: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(len).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == len { Ok(bytes) } else { Err(ErrorKind::UnexpectedEof.into()) }
}
