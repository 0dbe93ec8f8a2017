//! What the writer asks of the store below it; SQLite is the first, another can stand beside it.

use crate::entry::Entry;
use crate::flaw::Flaw;
use crate::tiles::Tile;
use crate::tree::Hash;
use crate::{LedgerError, Receipt};

/// What one commit makes durable: all of it or nothing.
pub(crate) struct Batch {
    pub entries: Vec<Entry>,
    pub tiles: Vec<Tile>,
    pub size: u64,
    pub root: Hash,
    pub note: String,
}

/// An entry that was found by its id.
pub(crate) struct Known {
    pub stream: [u8; 16],
    pub receipt: Receipt,
}

/// What of an entry is destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposal {
    /// What it says; what it is remains.
    Body,
    /// Both what it is and what it says.
    Whole,
}

/// A store that one writer appends to.
///
/// It belongs to the writer's thread: nobody else writes to the store while it lives, so what it
/// answers still holds when the writer commits.
pub(crate) trait Journal: Send {
    /// The entry of that id.
    fn known(&mut self, entry_id: &[u8; 16]) -> Result<Option<Known>, LedgerError>;

    /// The version at which a stream stands; 0 where there is none.
    fn version(&mut self, stream: &[u8; 16]) -> Result<u64, LedgerError>;

    /// Appends a batch. `Ok`: it is durable. `Full`: nothing was entered, and the store is as before.
    /// Any other error: what happened is not known, and the store must be opened anew.
    fn commit(&mut self, batch: &Batch) -> Result<(), LedgerError>;

    /// Destroys what entry `seq` holds, on the authority of the later entry `by`; same errors as `commit`.
    fn dispose(&mut self, seq: u64, what: Disposal, by: u64) -> Result<(), LedgerError>;

    /// Housekeeping between two commits.
    fn tidy(&mut self) -> Result<(), LedgerError>;

    /// Puts everything in its final place and compares the bytes of the store with their sums.
    fn check_bytes(&mut self) -> Result<Vec<Flaw>, LedgerError>;

    /// Puts everything in its final place before the store is closed.
    fn settle(&mut self) -> Result<(), LedgerError>;
}
