//! Reading the tables: entries, tiles, checkpoints, and any part of the tree.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Row, params};

use crate::LedgerError;
use crate::entry::{Entry, SealedPart};
use crate::tiles::{Frontier, TILE_HASHES};
use crate::tree::{Hash, fold, leaf_hash};

/// The columns of an entry, in the order that [`entry_of`] reads them.
pub(crate) const ENTRY_COLUMNS: &str = "seq, entry_id, stream, version, format, commitment, head_commit, \
     body_commit, head_salt, head_key_commit, head_sealed, body_salt, body_key_commit, body_sealed, disposed_by";

/// A checkpoint as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    pub size: u64,
    pub root: Hash,
    pub note: String,
}

/// A connection that only reads.
pub(crate) struct Rows {
    pub db: Connection,
}

impl Rows {
    /// Opens the file beside a writer of this process, or alone.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::guarded(Connection::open_with_flags(path, flags)?)
    }

    /// Opens a file that nobody writes to, without so much as a lock: it may be on a read-only disk.
    pub fn open_still(path: &Path) -> Result<Self, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let path = std::path::absolute(path)?;
        let escaped: String = path.as_os_str().as_encoded_bytes().iter().map(escaped).collect();
        Self::guarded(Connection::open_with_flags(format!("file://{escaped}?immutable=1"), flags)?)
    }

    fn guarded(db: Connection) -> Result<Self, LedgerError> {
        db.busy_timeout(std::time::Duration::from_secs(5))?;
        db.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON")?;
        Ok(Self { db })
    }

    /// Origin, key and format.
    pub fn setting(&self) -> Result<(String, String, u32), LedgerError> {
        let sql = "SELECT origin, vkey, format FROM setting WHERE only = 1";
        let setting = self.db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        setting.optional()?.ok_or_else(|| LedgerError::Damaged("its setting is missing".into()))
    }

    /// At most `limit` entries from number `from` on.
    pub fn entries(&self, from: u64, limit: usize) -> Result<Vec<Entry>, LedgerError> {
        let sql = format!("SELECT {ENTRY_COLUMNS} FROM entry WHERE seq >= ?1 ORDER BY seq LIMIT ?2");
        let mut select = self.db.prepare_cached(&sql)?;
        let entries = select.query_map(params![from, limit], entry_of)?.collect::<Result<_, _>>()?;
        Ok(entries)
    }

    /// The last checkpoints, the newest first.
    pub fn last_checkpoints(&self, count: usize) -> Result<Vec<Stored>, LedgerError> {
        let sql = "SELECT size, root, note FROM checkpoint ORDER BY size DESC LIMIT ?1";
        let mut select = self.db.prepare_cached(sql)?;
        let checkpoints = select.query_map([count], checkpoint_of)?.collect::<Result<_, _>>()?;
        Ok(checkpoints)
    }

    /// How many full tiles are stored.
    pub fn tile_count(&self) -> Result<u64, LedgerError> {
        Ok(self.db.query_row("SELECT count(*) FROM tile", [], |row| row.get(0))?)
    }

    /// A full tile as it is stored.
    pub fn tile(&self, level: u8, n: u64) -> Result<Option<Vec<Hash>>, LedgerError> {
        let sql = "SELECT hashes FROM tile WHERE level = ?1 AND n = ?2";
        let mut select = self.db.prepare_cached(sql)?;
        let bytes: Option<Vec<u8>> = select.query_row(params![level, n], |row| row.get(0)).optional()?;
        let Some(bytes) = bytes else { return Ok(None) };
        let (hashes, rest) = bytes.as_chunks::<32>();
        if hashes.len() != usize::from(TILE_HASHES) || !rest.is_empty() {
            return Err(LedgerError::Damaged(format!("tile {level}/{n} has {} bytes", bytes.len())));
        }
        Ok(Some(hashes.to_vec()))
    }

    /// The commitments of the entries `first..first + count`, which are there.
    pub fn commitments(&self, first: u64, count: u16) -> Result<Vec<Hash>, LedgerError> {
        let sql = "SELECT commitment FROM entry WHERE seq >= ?1 ORDER BY seq LIMIT ?2";
        let mut select = self.db.prepare_cached(sql)?;
        let found: Vec<Hash> =
            select.query_map(params![first, count], |row| row.get(0))?.collect::<Result<_, _>>()?;
        if found.len() == usize::from(count) {
            return Ok(found);
        }
        Err(LedgerError::Damaged(format!(
            "of {count} entries from {first} on only {} are there",
            found.len()
        )))
    }

    /// Hashes of one level of tiles, `first..first + count`, which lie in one tile and are there.
    ///
    /// Only full tiles are stored. What is in none yet is in the frontier, or else is worked out from
    /// the level below, as when the ledger is opened.
    pub fn hashes(
        &self,
        edge: &Frontier,
        level: u8,
        first: u64,
        count: u16,
    ) -> Result<Vec<Hash>, LedgerError> {
        if let Some(hashes) = edge.hashes(level, first, count) {
            return Ok(hashes);
        }
        let width = u64::from(TILE_HASHES);
        if let Some(tile) = self.tile(level, first / width)? {
            let start = (first % width) as usize;
            let wanted = tile.get(start..start + usize::from(count)).map(<[Hash]>::to_vec);
            return wanted.ok_or_else(|| LedgerError::Damaged(format!("level {level} is too short")));
        }
        let Some(below) = level.checked_sub(1) else {
            let commitments = self.commitments(first, count)?;
            return Ok(commitments.iter().map(|c| leaf_hash(&crate::entry::leaf_entry(c))).collect());
        };
        (first..first + u64::from(count)).map(|n| self.tile_root(below, n)).collect()
    }

    fn tile_root(&self, level: u8, n: u64) -> Result<Hash, LedgerError> {
        let tile = self.tile(level, n)?;
        tile.map(fold).ok_or_else(|| LedgerError::Damaged(format!("tile {level}/{n} is missing")))
    }

    /// The root of the perfect subtree of that height and index.
    pub fn node(&self, edge: &Frontier, height: u8, index: u64) -> Result<Hash, LedgerError> {
        let (level, within) = (height / 8, height % 8);
        Ok(fold(self.hashes(edge, level, index << within, 1 << within)?))
    }
}

fn escaped(byte: &u8) -> String {
    match byte {
        b'/' | b'.' | b'-' | b'_' => char::from(*byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(*byte).to_string(),
        byte => format!("%{byte:02X}"),
    }
}

/// Reads a checkpoint from a row of size, root and note.
pub(crate) fn checkpoint_of(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored { size: row.get(0)?, root: row.get(1)?, note: row.get(2)? })
}

/// Reads an entry from a row of [`ENTRY_COLUMNS`].
pub(crate) fn entry_of(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        seq: row.get(0)?,
        entry_id: row.get(1)?,
        stream: row.get(2)?,
        version: row.get(3)?,
        format: row.get(4)?,
        commitment: row.get(5)?,
        head_commit: row.get(6)?,
        body_commit: row.get(7)?,
        head: part_of(row, 8)?,
        body: part_of(row, 11)?,
        disposed_by: row.get(14)?,
    })
}

/// A part from three columns; none where all three are empty.
fn part_of(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<SealedPart>> {
    let salt: Option<[u8; 32]> = row.get(first)?;
    let key_commit: Option<[u8; 32]> = row.get(first + 1)?;
    let sealed: Option<Vec<u8>> = row.get(first + 2)?;
    match (salt, key_commit, sealed) {
        (None, None, None) => Ok(None),
        (Some(salt), Some(key_commit), Some(sealed)) => Ok(Some(SealedPart { salt, key_commit, sealed })),
        _ => Err(rusqlite::Error::InvalidColumnName("a part is only half there".into())),
    }
}
