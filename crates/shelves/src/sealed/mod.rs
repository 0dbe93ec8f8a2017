//! A directory of which nobody without the key reads a word.
//!
//! A file is a head and pages of [`PAGE_BYTES`], each sealed for its place: the file's name and
//! random id, the page's number, and whether it is the last. Names, sizes and times stay visible.

mod cache;
mod directory;
mod reader;
mod writer;

pub(crate) use directory::SealedDirectory;

use std::io;
use std::path::Path;

/// What one page takes in the file.
const PAGE_BYTES: usize = 16 << 10;
/// What a seal adds to a page.
const SEAL_BYTES: usize = 16;
/// What one page holds.
const PAGE_PLAIN_BYTES: usize = PAGE_BYTES - SEAL_BYTES;
/// What a file begins with: the mark and the file's id.
const HEAD_BYTES: usize = 32;
const MARK: &[u8; 16] = b"chancery shelf 1";

/// The name a file's pages are bound to.
fn name(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a page does not open")
}
