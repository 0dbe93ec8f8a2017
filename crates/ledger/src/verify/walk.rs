//! The walk over all entries, beside the tiles and checkpoints that they must bear out.

use std::collections::{HashMap, VecDeque};

use chancery_seal::sign::VerifyingKey;
use rusqlite::params;

use super::{CHUNK_ROWS, check};
use crate::LedgerError;
use crate::checkpoint::Checkpoint;
use crate::entry::Entry;
use crate::flaw::{Flaw, Place};
use crate::rows::{ENTRY_COLUMNS, Rows, Stored, checkpoint_of, entry_of};
use crate::tiles::{Frontier, TILE_HASHES, Tile};
use crate::tree::{Edge, Hash};

/// After how many unreadable entries in a row the rest of the table is given up.
const UNREADABLE_ENTRIES_MAX: u64 = 1024;

/// A row that could be read, or why not.
type Read<T> = (u64, Result<T, String>);

/// Where a walk stands.
pub(super) struct Walk<'a> {
    rows: &'a Rows,
    key: &'a VerifyingKey,
    origin: &'a str,
    flaws: Vec<Flaw>,
    /// How many entries there are by the last checkpoint.
    total: u64,
    next: u64,
    edge: Edge,
    frontier: Frontier,
    /// A leaf is missing and no tile holds it: from here on no root can be worked out.
    lost: bool,
    /// The stored tile over the entries at hand.
    tile: Option<(u64, Option<Vec<Hash>>)>,
    tile_count: u64,
    versions: HashMap<[u8; 16], u64>,
    waiting: VecDeque<Read<Stored>>,
    checkpoint_last: u64,
    /// Size of the last checkpoint whose root the entries had.
    borne_out: u64,
    diverged: u64,
}

impl<'a> Walk<'a> {
    /// Walks over everything; yields what is wrong.
    pub fn over(
        rows: &'a Rows,
        key: &'a VerifyingKey,
        origin: &'a str,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Vec<Flaw> {
        let mut walk = Self {
            rows,
            key,
            origin,
            flaws: Vec::new(),
            total: 0,
            next: 0,
            edge: Edge::default(),
            frontier: Frontier::default(),
            lost: false,
            tile: None,
            tile_count: 0,
            versions: HashMap::new(),
            waiting: VecDeque::new(),
            checkpoint_last: 0,
            borne_out: 0,
            diverged: 0,
        };
        walk.total = walk.last_size();
        walk.entries(progress);
        walk.finish();
        walk.flaws
    }

    fn flaw(&mut self, place: Place, what: impl Into<String>) {
        self.flaws.push(Flaw::new(place, what));
    }

    fn last_size(&mut self) -> u64 {
        match self.rows.last_checkpoints(1) {
            Ok(last) => last.first().map_or(0, |checkpoint| checkpoint.size),
            Err(error) => {
                self.flaw(Place::File, format!("the last checkpoint cannot be read: {error}"));
                0
            }
        }
    }

    fn entries(&mut self, progress: &mut dyn FnMut(u64, u64)) {
        let mut unreadable = 0;
        loop {
            progress(self.next.min(self.total), self.total);
            let (chunk, failed) = self.chunk();
            if chunk.is_empty() && failed.is_none() {
                return self.missing(self.total, "is missing", "are missing");
            }
            unreadable = if chunk.is_empty() { unreadable + 1 } else { 0 };
            for (seq, read) in chunk {
                self.missing(seq, "is missing", "are missing");
                self.entry(seq, read);
                self.next = seq + 1;
            }
            let Some(error) = failed else { continue };
            if self.next >= self.total {
                return self
                    .flaw(Place::File, format!("what follows the last entry cannot be read: {error}"));
            }
            let given_up = unreadable >= UNREADABLE_ENTRIES_MAX;
            let to = if given_up { self.total } else { self.next + 1 };
            let why = format!("cannot be read: {error}");
            self.missing(to, &why, &why);
        }
    }

    /// The next entries, as far as SQLite reads them, and why it went no further.
    fn chunk(&self) -> (Vec<Read<Entry>>, Option<String>) {
        let sql =
            format!("SELECT {ENTRY_COLUMNS} FROM entry WHERE seq >= ?1 ORDER BY seq LIMIT {CHUNK_ROWS}");
        read_all(self.rows, &sql, self.next, entry_of)
    }

    /// Passes over entries that cannot be had, with the leaves that tiles hold of them.
    fn missing(&mut self, to: u64, one: &str, many: &str) {
        let from = self.next;
        if from >= to {
            return;
        }
        let what =
            if to - from == 1 { format!("it {one}") } else { format!("all up to entry {} {many}", to - 1) };
        self.flaw(Place::Entry(from), what);
        while self.next < to && !self.lost {
            match self.tiled(self.next) {
                Some(leaf) => self.leaf(leaf),
                None => self.lost = true,
            }
            self.next += 1;
        }
        self.next = to;
    }

    fn entry(&mut self, seq: u64, read: Result<Entry, String>) {
        let entry = match read {
            Ok(entry) => entry,
            Err(error) => return self.missing(seq + 1, &format!("cannot be read: {error}"), ""),
        };
        for what in check::entry_flaws(&entry) {
            self.flaw(Place::Entry(seq), what);
        }
        self.place(&entry);
        if seq >= self.total {
            self.flaw(Place::Entry(seq), "no checkpoint covers it");
        }
        let tiled = self.tiled(seq);
        self.leaf(check::likeliest_leaf(&entry, tiled.as_ref()));
    }

    /// The entry must follow the one before it in its stream, and what disposed of it must exist.
    fn place(&mut self, entry: &Entry) {
        let before = self.versions.insert(entry.stream, entry.version).unwrap_or(0);
        if entry.version != before + 1 {
            let what =
                format!("its version is {}, and {before} stands before it in its stream", entry.version);
            self.flaw(Place::Entry(entry.seq), what);
        }
        if let Some(by) = entry.disposed_by.filter(|by| *by >= self.total) {
            self.flaw(
                Place::Entry(entry.seq),
                format!("it was disposed of by entry {by}, which does not exist"),
            );
        }
    }

    /// The leaf that the stored tile has for an entry.
    fn tiled(&mut self, seq: u64) -> Option<Hash> {
        let (n, at) = (seq / u64::from(TILE_HASHES), (seq % u64::from(TILE_HASHES)) as usize);
        if self.tile.as_ref().is_none_or(|(held, _)| *held != n) {
            self.tile = Some((n, self.stored_tile(0, n)));
        }
        self.tile.as_ref()?.1.as_ref()?.get(at).copied()
    }

    fn stored_tile(&mut self, level: u8, n: u64) -> Option<Vec<Hash>> {
        self.rows.tile(level, n).unwrap_or_else(|error| {
            self.flaw(Place::Tile { level, n }, format!("it cannot be read: {error}"));
            None
        })
    }

    /// Grows the tree by a leaf, and holds what it fills against what is stored.
    fn leaf(&mut self, leaf: Hash) {
        if self.lost {
            return;
        }
        self.edge.push(leaf);
        for tile in self.frontier.push(leaf) {
            self.tile(&tile);
        }
        while let Some((size, read)) = self.next_checkpoint(self.edge.size()) {
            self.checkpoint(size, read, true);
        }
    }

    fn tile(&mut self, tile: &Tile) {
        self.tile_count += 1;
        let Tile { level, n, .. } = *tile;
        let held =
            self.tile.as_mut().filter(|(held, _)| level == 0 && *held == n).and_then(|(_, tile)| tile.take());
        let Some(stored) = held.or_else(|| self.stored_tile(level, n)) else {
            return self.flaw(Place::Tile { level, n }, "it is missing");
        };
        let wrong: Vec<String> = (0..)
            .zip(stored.iter().zip(&tile.hashes))
            .filter(|(_, (stored, hash))| stored != hash)
            .map(|(at, _): (u32, _)| at.to_string())
            .collect();
        if !wrong.is_empty() {
            self.flaw(
                Place::Tile { level, n },
                format!("these of its hashes are not those of what is below: {}", wrong.join(", ")),
            );
        }
    }

    /// The next stored checkpoint, if it is of at most that size.
    fn next_checkpoint(&mut self, size: u64) -> Option<Read<Stored>> {
        if self.waiting.is_empty() && self.checkpoint_last < self.total {
            let sql = format!(
                "SELECT size, root, note FROM checkpoint WHERE size >= ?1 ORDER BY size LIMIT {CHUNK_ROWS}"
            );
            let (read, failed) = read_all(self.rows, &sql, self.checkpoint_last + 1, checkpoint_of);
            if let Some(error) = failed.filter(|_| read.is_empty()) {
                self.flaw(
                    Place::Checkpoint(self.checkpoint_last + 1),
                    format!("it or the next cannot be read: {error}"),
                );
            }
            self.checkpoint_last = read.last().map_or(self.total, |(size, _)| *size);
            self.waiting.extend(read);
        }
        self.waiting.pop_front_if(|(next, _)| *next <= size)
    }

    fn checkpoint(&mut self, size: u64, read: Result<Stored, String>, reached: bool) {
        let place = Place::Checkpoint(size);
        let stored = match read {
            Ok(stored) => stored,
            Err(error) => return self.flaw(place, format!("it cannot be read: {error}")),
        };
        let root = match Checkpoint::open(&stored.note, self.origin, self.key) {
            Ok(signed) if signed.size != size => {
                return self.flaw(place, format!("its note is for size {}", signed.size));
            }
            Ok(signed) => {
                if signed.root != stored.root {
                    self.flaw(place, "its stored root is not that of its note");
                }
                signed.root
            }
            Err(error) => {
                self.flaw(place, format!("its note does not hold: {error}"));
                stored.root
            }
        };
        if reached {
            self.root(size, &root);
        }
    }

    fn root(&mut self, size: u64, root: &Hash) {
        if self.edge.size() == size && self.edge.root() == *root {
            self.borne_out = size;
            return;
        }
        self.diverged += 1;
        // Once an entry has been exchanged, every later root differs too: the first one says where.
        if self.diverged == 1 {
            let what = format!(
                "its root is not that of the entries: one from {} to {} was exchanged",
                self.borne_out,
                size.saturating_sub(1)
            );
            self.flaw(Place::Checkpoint(size), what);
        }
    }

    /// What can only be said at the end.
    fn finish(&mut self) {
        while let Some((size, read)) = self.next_checkpoint(u64::MAX) {
            self.checkpoint(size, read, !self.lost);
        }
        if self.diverged > 1 {
            let what =
                format!("{} checkpoints up to this one do not have the root of the entries", self.diverged);
            self.flaw(Place::Checkpoint(self.total), what);
        }
        if self.lost {
            self.flaw(
                Place::File,
                "entries are missing and no tile holds their leaves, so later roots went unchecked",
            );
        }
        match self.rows.tile_count() {
            Ok(count) if count != self.tile_count && !self.lost => {
                self.flaw(Place::File, format!("{count} tiles are stored where {} are due", self.tile_count));
            }
            Ok(_) => {}
            Err(error) => self.flaw(Place::File, format!("the tiles cannot be counted: {error}")),
        }
    }
}

/// Reads rows whose first column numbers them, as far as SQLite reads them, and says why it went no further.
fn read_all<T>(
    rows: &Rows,
    sql: &str,
    from: u64,
    of: fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> (Vec<Read<T>>, Option<String>) {
    let mut read = Vec::new();
    let outcome = (|| -> Result<(), LedgerError> {
        let mut select = rows.db.prepare_cached(sql)?;
        let mut found = select.query(params![from])?;
        while let Some(row) = found.next()? {
            read.push((row.get(0)?, of(row).map_err(|error| error.to_string())));
        }
        Ok(())
    })();
    (read, outcome.err().map(|error| error.to_string()))
}
