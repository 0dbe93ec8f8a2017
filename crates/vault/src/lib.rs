//! Sealed bodies by digest: a folder of files, each named by the SHA-256 of its bytes.
//!
//! [`Vault::put`] keeps a body and says its [`Digest`]; [`Vault::sync`] makes everything put so far durable,
//! once for a batch and before the ledger speaks of it; [`Vault::get`] hands a body back only if it is still
//! what its name says. A body that no entry speaks of is an orphan, and [`Vault::sweep`] removes it.
//!
//! The crate does not know what a body is, how it was sealed, or who may have it.
//!
//! ```text
//! vault/
//!   ab/cdef…        one body: 62 hexadecimal digits, in the folder of the first two
//!   ab/.new-…       a body on its way, left over where the process ended in between
//! ```
//!
//! A flipped bit in a body that is wanted is named by [`Vault::verify`]. The folder holds bodies and nothing else, so there
//! is no index or header beside them that could be damaged.

mod copy;
mod digest;
mod error;
mod vault;

pub use copy::Copied;
pub use digest::{Digest, NotADigest};
pub use error::VaultError;
pub use vault::{BODY_BYTES_MAX, Flaw, Swept, Vault};
