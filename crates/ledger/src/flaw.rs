//! What a verification finds: where, and what is wrong there, in words.

use std::fmt;

/// Where in a ledger a flaw is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The database file as a whole.
    File,
    /// A page of the database file, counted from 1 as SQLite does.
    Page(u32),
    /// The file of page sums beside the database.
    Sums,
    /// The tables, indexes and triggers.
    Schema,
    /// The ledger's origin, key and format.
    Setting,
    /// The entry of that number.
    Entry(u64),
    /// A stored tile.
    Tile {
        /// The level, 0 at the leaves.
        level: u8,
        /// The number in the level.
        n: u64,
    },
    /// The checkpoint of that size.
    Checkpoint(u64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => write!(f, "database"),
            Self::Page(number) => write!(f, "page {number}"),
            Self::Sums => write!(f, "page sums"),
            Self::Schema => write!(f, "schema"),
            Self::Setting => write!(f, "setting"),
            Self::Entry(seq) => write!(f, "entry {seq}"),
            Self::Tile { level, n } => write!(f, "tile {level}/{n}"),
            Self::Checkpoint(size) => write!(f, "checkpoint {size}"),
        }
    }
}

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where.
    pub place: Place,
    /// What is wrong, in words.
    pub what: String,
}

impl Flaw {
    pub(crate) fn new(place: Place, what: impl Into<String>) -> Self {
        Self { place, what: what.into() }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}
