//! SQLite's write-ahead log, read for one thing: which pages its commits replace, and with what.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::Path;

use crate::tree::{Hash, sha256};

const HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;
const MAGIC: u32 = 0x377f_0682;

/// What the committed part of a write-ahead log does to the database.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Replaced {
    /// The hash of each page that is replaced, by its number.
    pub pages: BTreeMap<u32, Hash>,
    /// How many pages the database has afterwards; none where nothing was committed.
    pub page_count: Option<u32>,
}

/// Reads a write-ahead log as far as SQLite would: to the last commit whose checksums hold.
///
/// A log that is absent or empty replaces nothing.
pub(crate) fn replaced(wal: &Path, page_bytes: usize) -> std::io::Result<Replaced> {
    let file = match File::open(wal) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Replaced::default()),
        Err(error) => return Err(error),
    };
    read(BufReader::with_capacity(1 << 18, file), page_bytes)
}

fn read(mut log: impl Read, page_bytes: usize) -> std::io::Result<Replaced> {
    let mut found = Replaced::default();
    let mut header = [0; HEADER_BYTES];
    if !filled(&mut log, &mut header)? {
        return Ok(found);
    }
    let Some(mut sum) = Sum::of_header(&header, page_bytes) else { return Ok(found) };
    let mut pending = Vec::new();
    let (mut head, mut page) = ([0; FRAME_HEADER_BYTES], vec![0; page_bytes]);
    while filled(&mut log, &mut head)? && filled(&mut log, &mut page)? {
        if !sum.holds(&head, &page) {
            break;
        }
        pending.push((word(&head, 0), sha256(&[&page])));
        let page_count = word(&head, 4);
        if page_count > 0 {
            found.pages.extend(pending.drain(..));
            found.page_count = Some(page_count);
        }
    }
    Ok(found)
}

/// Fills the buffer; false where the log ends before.
fn filled(log: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<bool> {
    match log.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |four| u32::from_be_bytes(*four))
}

/// The running checksum of a log.
struct Sum {
    big_endian: bool,
    salts: [u32; 2],
    sums: [u32; 2],
}

impl Sum {
    fn of_header(header: &[u8; HEADER_BYTES], page_bytes: usize) -> Option<Self> {
        let magic = word(header, 0);
        let mut sum =
            Self { big_endian: magic & 1 == 1, salts: [word(header, 16), word(header, 20)], sums: [0, 0] };
        sum.add(header.get(..24)?);
        let whole = magic & !1 == MAGIC && word(header, 8) as usize == page_bytes;
        (whole && sum.sums == [word(header, 24), word(header, 28)]).then_some(sum)
    }

    /// Whether a frame is of this log and whole.
    fn holds(&mut self, head: &[u8; FRAME_HEADER_BYTES], page: &[u8]) -> bool {
        self.add(head.get(..8).unwrap_or_default());
        self.add(page);
        let ours = self.salts == [word(head, 8), word(head, 12)];
        ours && word(head, 0) > 0 && self.sums == [word(head, 16), word(head, 20)]
    }

    fn add(&mut self, bytes: &[u8]) {
        let [mut a, mut b] = self.sums;
        for [x, y] in bytes.as_chunks::<4>().0.as_chunks::<2>().0 {
            a = a.wrapping_add(self.value(*x)).wrapping_add(b);
            b = b.wrapping_add(self.value(*y)).wrapping_add(a);
        }
        self.sums = [a, b];
    }

    fn value(&self, four: [u8; 4]) -> u32 {
        if self.big_endian { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    /// A database whose log has not been put back, and its folder.
    fn logged() -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let db = Connection::open(folder.path().join("a.db")).unwrap();
        db.execute_batch("PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;")
            .unwrap();
        db.execute_batch(
            "CREATE TABLE t(x); INSERT INTO t VALUES(zeroblob(20000)); INSERT INTO t VALUES(1);",
        )
        .unwrap();
        (folder, db)
    }

    #[test]
    fn the_log_foretells_the_pages_that_a_checkpoint_writes() {
        let (folder, db) = logged();
        let foretold = replaced(&folder.path().join("a.db-wal"), 4096).unwrap();
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
        let file = std::fs::read(folder.path().join("a.db")).unwrap();
        let pages = file.chunks(4096).map(|page| sha256(&[page]));
        assert_eq!(foretold.pages.into_iter().collect::<Vec<_>>(), (1..).zip(pages).collect::<Vec<_>>());
        assert_eq!(foretold.page_count, Some((file.len() / 4096) as u32));
        assert_eq!(replaced(&folder.path().join("a.db-wal"), 4096).unwrap(), Replaced::default());
    }

    #[test]
    fn a_log_that_is_torn_counts_up_to_its_last_whole_commit() {
        let (folder, _db) = logged();
        let mut log = std::fs::read(folder.path().join("a.db-wal")).unwrap();
        let whole = read(log.as_slice(), 4096).unwrap();
        let without_last = read(&log[..log.len() - 1], 4096).unwrap();
        assert_ne!(whole, without_last);
        *log.last_mut().unwrap() ^= 1;
        assert_eq!(read(log.as_slice(), 4096).unwrap(), without_last);
        log[0] ^= 1;
        assert_eq!(read(log.as_slice(), 4096).unwrap(), Replaced::default(), "a header that does not hold");
    }
}
