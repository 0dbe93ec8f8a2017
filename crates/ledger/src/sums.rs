//! The sums of a database's pages, in a file beside it: they see a flipped bit wherever it is,
//! also in bytes that SQLite does not use.
//!
//! The sums of changed pages are taken from the write-ahead log, as SQLite wrote it, and never
//! from the database file: what has changed there by itself is not blessed by a later sum.

use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use crate::flaw::{Flaw, Place};
use crate::tree::{Hash, sha256};
use crate::wal::Replaced;

/// The size of the database's pages, set when it is made and read back when it is opened.
pub(crate) const PAGE_BYTES: usize = 4096;
const HEADER: &[u8] = b"chancery/page-sums/v1\n";
/// Stands for a page whose sum is still to be taken.
const UNKNOWN: Hash = [0; 32];

/// The sums of all pages, the first page's first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pages: Vec<Hash>,
}

/// What stands in the file of sums.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stored {
    /// Sums that hold together.
    Sums(Sums),
    /// No such file.
    Absent,
    /// A file that does not hold together.
    Damaged,
}

/// The file of sums of a database.
pub(crate) fn path_of(database: &Path) -> PathBuf {
    beside(database, ".sum")
}

/// The write-ahead log of a database.
pub(crate) fn wal_of(database: &Path) -> PathBuf {
    beside(database, "-wal")
}

pub(crate) fn beside(database: &Path, suffix: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

impl Sums {
    /// Sums still to be taken, for a database as long as that file.
    pub fn unknown(database: &Path) -> std::io::Result<Self> {
        let pages = std::fs::metadata(database)?.len() / PAGE_BYTES as u64;
        Ok(Self { pages: vec![UNKNOWN; pages as usize] })
    }

    /// Takes over what a write-ahead log replaces.
    pub fn replace(&mut self, replaced: &Replaced) {
        let Some(page_count) = replaced.page_count else { return };
        self.pages.resize(page_count as usize, UNKNOWN);
        for (number, hash) in &replaced.pages {
            if let Some(page) = self.pages.get_mut((*number as usize).wrapping_sub(1)) {
                *page = *hash;
            }
        }
    }

    /// Takes the sums that are still to be taken from the file itself; says whether there were any.
    pub fn complete(&mut self, database: &Path) -> std::io::Result<bool> {
        let unknown = || self.pages.iter().enumerate().filter(|(_, hash)| **hash == UNKNOWN).map(|(i, _)| i);
        let wanted: Vec<usize> = unknown().collect();
        let mut file = File::open(database)?;
        let mut page = vec![0; PAGE_BYTES];
        for at in &wanted {
            file.seek(SeekFrom::Start((at * PAGE_BYTES) as u64))?;
            file.read_exact(&mut page)?;
            if let Some(hash) = self.pages.get_mut(*at) {
                *hash = sha256(&[&page]);
            }
        }
        Ok(!wanted.is_empty())
    }

    /// Compares a database with its sums, passing over the pages that its write-ahead log replaces.
    pub fn compare(&self, database: &Path, replaced: &Replaced) -> std::io::Result<Vec<Flaw>> {
        let mut file = std::io::BufReader::with_capacity(1 << 18, File::open(database)?);
        let (mut flaws, mut page) = (Vec::new(), vec![0; PAGE_BYTES]);
        for (number, hash) in (1u32..).zip(&self.pages) {
            let whole = read_page(&mut file, &mut page)?;
            let passed = *hash == UNKNOWN || replaced.pages.contains_key(&number);
            if !passed && !whole {
                flaws.push(Flaw::new(Place::Page(number), "it is cut off"));
            } else if !passed && sha256(&[&page]) != *hash {
                flaws.push(Flaw::new(Place::Page(number), "its bytes are not those that were written"));
            }
        }
        if file.read(&mut page)? > 0 {
            flaws.push(Flaw::new(Place::File, "bytes follow the last page"));
        }
        Ok(flaws)
    }

    /// Reads the file of sums.
    pub fn read(path: &Path) -> std::io::Result<Stored> {
        match std::fs::read(path) {
            Ok(bytes) => Ok(Self::parse(&bytes).map_or(Stored::Damaged, Stored::Sums)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Stored::Absent),
            Err(error) => Err(error),
        }
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (content, own) = bytes.split_last_chunk::<32>()?;
        let (pages, rest) = content.strip_prefix(HEADER)?.as_chunks::<32>();
        (rest.is_empty() && sha256(&[content]) == *own).then(|| Self { pages: pages.to_vec() })
    }

    /// Writes the file of sums, whole or not at all, durably.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut bytes = [HEADER, self.pages.as_flattened()].concat();
        bytes.extend(sha256(&[&bytes]));
        let fresh = beside(path, ".new");
        let mut file = File::create(&fresh)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        std::fs::rename(&fresh, path)?;
        sync_folder(path)
    }
}

/// Makes the names in a file's folder durable.
pub(crate) fn sync_folder(file: &Path) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// Reads the next page; false where the file ends before.
fn read_page(file: &mut impl Read, page: &mut [u8]) -> std::io::Result<bool> {
    match file.read_exact(page) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database(folder: &Path, pages: &[u8]) -> PathBuf {
        let path = folder.join("a.db");
        let bytes: Vec<u8> = pages.iter().flat_map(|byte| [*byte; PAGE_BYTES]).collect();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn sums_of(path: &Path) -> Sums {
        let mut sums = Sums::unknown(path).unwrap();
        sums.complete(path).unwrap();
        sums
    }

    fn found(sums: &Sums, path: &Path, replaced: &Replaced) -> Vec<String> {
        sums.compare(path, replaced).unwrap().iter().map(Flaw::to_string).collect()
    }

    #[test]
    fn a_page_that_has_changed_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = database(folder.path(), &[1, 2, 3]);
        let sums = sums_of(&path);
        assert_eq!(found(&sums, &path, &Replaced::default()), [""; 0]);
        database(folder.path(), &[1, 9, 3]);
        assert_eq!(
            found(&sums, &path, &Replaced::default()),
            ["page 2: its bytes are not those that were written"]
        );
        database(folder.path(), &[1, 2]);
        assert_eq!(found(&sums, &path, &Replaced::default()), ["page 3: it is cut off"]);
        database(folder.path(), &[1, 2, 3, 4]);
        assert_eq!(found(&sums, &path, &Replaced::default()), ["database: bytes follow the last page"]);
    }

    #[test]
    fn a_page_that_the_log_replaces_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = database(folder.path(), &[1, 2]);
        let sums = sums_of(&path);
        database(folder.path(), &[1, 9]);
        let replaced = Replaced { pages: [(2, [5; 32])].into(), page_count: Some(2) };
        assert_eq!(found(&sums, &path, &replaced), [""; 0]);
    }

    #[test]
    fn sums_come_from_the_log_and_only_gaps_from_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = database(folder.path(), &[1, 9, 3]);
        let mut sums = Sums { pages: vec![sha256(&[&[1; PAGE_BYTES]])] };
        sums.replace(&Replaced { pages: [(2, sha256(&[&[2; PAGE_BYTES]]))].into(), page_count: Some(3) });
        assert!(sums.complete(&path).unwrap());
        assert_eq!(
            found(&sums, &path, &Replaced::default()),
            ["page 2: its bytes are not those that were written"]
        );
        assert!(!sums.complete(&path).unwrap());
    }

    #[test]
    fn the_file_of_sums_knows_when_it_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db.sum");
        assert_eq!(Sums::read(&path).unwrap(), Stored::Absent);
        let sums = Sums { pages: vec![[1; 32], [2; 32]] };
        sums.write(&path).unwrap();
        assert_eq!(Sums::read(&path).unwrap(), Stored::Sums(sums));
        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 1;
            std::fs::write(&path, flipped).unwrap();
            assert_eq!(Sums::read(&path).unwrap(), Stored::Damaged, "byte {at}");
            std::fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(Sums::read(&path).unwrap(), Stored::Damaged, "cut at {at}");
        }
    }
}
