//! An append-only, Merkle-hashed, signed ledger of sealed entries.
//!
//! Which type for which need:
//! - to write and to read: [`Ledger`], which takes [`Draft`]s and keeps [`Entry`]s;
//! - to read along as it grows: [`Follower`];
//! - to check a file that nobody has open, without writing to it: [`verify_file`];
//! - to hold a ledger against a checkpoint that was kept elsewhere: [`Ledger::against`];
//! - to copy a ledger beside whoever has it open: [`copy_file`];
//! - to check a receipt of ours elsewhere: [`checkpoint::check_proof`];
//! - to serve the log to an auditor: [`Ledger::checkpoint`], [`Ledger::tile`], [`Ledger::entry_bundle`] and
//!   the addresses in [`tiles`].
//!
//! The crate does not know what an entry means, who may read it, or how its parts were sealed. The format
//! is written down for outsiders in `docs/ledger-format.md`.
//!
//! # What a flipped bit does
//!
//! - In a byte that counts (an entry, a tile, a checkpoint, the setting, the schema, SQLite's own
//!   structure), verification names the entry, tile or checkpoint, and the page.
//! - In a byte that SQLite does not use (free space within a page, a page without use, reserved fields of
//!   the header), no reading of the ledger changes. Verification names the page all the same: `ledger.db.sum`
//!   holds a hash of every page, taken from what SQLite wrote to its write-ahead log and not from the file.
//! - In a page that the write-ahead log is about to replace, after an unclean end, nothing changes and
//!   nothing is named: SQLite reads that page from the log.
//! - In `ledger.db.sum` itself, verification says that the sums are damaged.
//! - In the write-ahead log after an unclean end, SQLite takes the log as ending before the flip; if that
//!   cuts off whole commits, only a checkpoint kept elsewhere (a receipt, a despatch) shows it.

mod against;
pub mod checkpoint;
mod copy;
mod entry;
mod error;
mod flaw;
mod journal;
mod ledger;
mod lock;
pub mod note;
mod rows;
mod sqlite;
mod sums;
pub mod tiles;
pub mod tree;
mod verify;
mod wal;
mod writer;

pub use against::Against;
pub use copy::{Copied, CopyError, Prepared, copy_file, prepare_copy};
pub use entry::{
    Draft, ENTRY_FORMAT, Entry, GROUP_DRAFTS_MAX, PART_BYTES_MAX, SealedPart, commitment, leaf_entry,
    place_commit,
};
pub use error::LedgerError;
pub use flaw::{Flaw, Place};
pub use journal::Disposal;
pub use ledger::{Follower, Ledger, READ_ENTRIES_MAX, Receipt, Settings};
pub use verify::verify_file;
