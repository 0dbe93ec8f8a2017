//! Keys, wrapping, sealing and signatures: everything that keeps words from who may not read them.
//!
//! Which type for which need:
//! - a small thing (an act, a wrapped key, a settings value): [`Key::seal`] and [`Key::open`];
//! - a page of a file that is read at random: [`page`];
//! - the body of a paper, which a stranger with the ordinary `age` tool may one day be handed: [`body`];
//! - the one secret from which the rest is opened, by a passphrase: [`protector`];
//! - a password that signs a person in: [`password`];
//! - the code of a device, beside it: [`code`];
//! - a checkpoint that must be known to be ours: [`sign`].
//!
//! The crate does not know what it seals, where that is kept, or who may open it.

pub mod body;
pub mod code;
mod error;
mod hex;
mod key;
pub mod page;
pub mod password;
pub mod protector;
pub mod sign;

pub use error::SealError;
pub use hex::{hex, same};
pub use key::{Key, random};
