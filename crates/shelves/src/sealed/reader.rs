//! Reads a sealed file at random.

use std::fmt;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chancery_seal::{Key, page::open_page};
use tantivy::HasLen;
use tantivy::directory::{FileHandle, OwnedBytes};

use super::cache::{Cache, Plain};
use super::{HEAD_BYTES, MARK, PAGE_BYTES, PAGE_PLAIN_BYTES, SEAL_BYTES, damaged, name};

/// An opened file. Its last page was opened with it, so its length is the one that was written.
pub(super) struct SealedFile {
    file: File,
    key: Key,
    name: Vec<u8>,
    id: [u8; 16],
    /// Tells this opening of the file from every other.
    opening: u64,
    last_page: u64,
    sealed_bytes: u64,
    plain_bytes: usize,
    cache: Arc<Cache>,
}

impl SealedFile {
    /// Opens a file and its last page.
    pub fn open(path: &Path, file: File, key: Key, cache: Arc<Cache>) -> io::Result<Self> {
        static NEXT_OPENING: AtomicU64 = AtomicU64::new(0);
        let id = read_head(&file)?;
        let sealed_bytes = file.metadata()?.len().checked_sub(HEAD_BYTES as u64).ok_or_else(damaged)?;
        let pages = sealed_bytes.div_ceil(PAGE_BYTES as u64);
        let last_page = pages.checked_sub(1).ok_or_else(damaged)?;
        let plain_bytes = sealed_bytes.checked_sub(pages * SEAL_BYTES as u64).ok_or_else(damaged)?;
        let plain_bytes = usize::try_from(plain_bytes).map_err(|_| damaged())?;
        let opening = NEXT_OPENING.fetch_add(1, Ordering::Relaxed);
        let name = name(path).to_vec();
        let opened = Self { file, key, name, id, opening, last_page, sealed_bytes, plain_bytes, cache };
        opened.page(last_page)?;
        Ok(opened)
    }

    /// The whole file.
    pub fn read_all(&self) -> io::Result<Vec<u8>> {
        self.copy(0..self.plain_bytes)
    }

    fn page(&self, page: u64) -> io::Result<Plain> {
        if let Some(plain) = self.cache.get((self.opening, page)) {
            return Ok(plain);
        }
        let start = page * PAGE_BYTES as u64;
        let bytes = self.sealed_bytes.saturating_sub(start).min(PAGE_BYTES as u64);
        let mut sealed = vec![0; bytes as usize];
        self.file.read_exact_at(&mut sealed, HEAD_BYTES as u64 + start)?;
        let last = page == self.last_page;
        let plain = open_page(&self.key, &self.id, page, last, &self.name, &sealed).map_err(|_| damaged())?;
        let plain: Plain = plain.into();
        self.cache.keep((self.opening, page), Arc::clone(&plain));
        Ok(plain)
    }

    fn copy(&self, range: Range<usize>) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(range.len());
        let mut at = range.start;
        while at < range.end {
            let page = self.page((at / PAGE_PLAIN_BYTES) as u64)?;
            let start = at % PAGE_PLAIN_BYTES;
            let end = page.len().min(start + range.end - at);
            let part = page.get(start..end).filter(|part| !part.is_empty()).ok_or_else(damaged)?;
            bytes.extend_from_slice(part);
            at += part.len();
        }
        Ok(bytes)
    }
}

fn read_head(file: &File) -> io::Result<[u8; 16]> {
    let (mut mark, mut id) = ([0; 16], [0; 16]);
    file.read_exact_at(&mut mark, 0)?;
    file.read_exact_at(&mut id, mark.len() as u64)?;
    if mark == *MARK { Ok(id) } else { Err(damaged()) }
}

impl FileHandle for SealedFile {
    /// Within one page the opened page itself is handed out; across pages the parts are put together.
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.plain_bytes {
            return Err(damaged());
        }
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        let first = range.start / PAGE_PLAIN_BYTES;
        if first != (range.end - 1) / PAGE_PLAIN_BYTES {
            return Ok(OwnedBytes::new(self.copy(range)?));
        }
        let page = self.page(first as u64)?;
        let start = range.start % PAGE_PLAIN_BYTES;
        let end = start + range.len();
        if end > page.len() {
            return Err(damaged());
        }
        Ok(OwnedBytes::new(page).slice(start..end))
    }
}

impl HasLen for SealedFile {
    fn len(&self) -> usize {
        self.plain_bytes
    }
}

impl fmt::Debug for SealedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedFile({} bytes)", self.plain_bytes)
    }
}
