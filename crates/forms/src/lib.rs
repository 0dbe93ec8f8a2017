//! Labels in the syntaxes of others.
//!
//! A label stands in the ledger as its canonical text. Here it is written in the forms that other programs
//! know, and read back from them:
//!
//! | form | module | carries |
//! |---|---|---|
//! | canonical JSON with its print and digest | [`envelope`] | every label |
//! | confidentiality label of STANAG 4774, in XML | [`stanag`] | every label of characters that XML has |
//! | binding of STANAG 4778 to a digest, in XML | [`binding`] | the same |
//! | security label of RFC 2634, in DER | [`ess`] | the same |
//! | mail field of RFC 7444 | [`sio`] | every label |
//! | access expression of Accumulo | [`access`] | all that bears on access |
//!
//! A policy itself goes out as an XML SPIF ([`spif`]), and those of others come in that way, with their
//! decisions and markings.
//!
//! One rule holds for all: what is written reads back as the same label, and what a form has no place for
//! is refused with [`FormError::CannotCarry`], never left out. A component that comes to say more than a
//! form knows of is refused too. Reading is strict: a word, a type or an element that is not known is an
//! error, since passing over it would open the paper further than its label does.

pub mod access;
pub mod binding;
mod colour;
mod der;
pub mod envelope;
mod error;
pub mod ess;
mod oid;
mod part;
pub mod sio;
pub mod spif;
pub mod stanag;
mod xml;

pub use error::FormError;
pub use oid::{ARC, ARCS_MAX, Oid};
pub use xml::{XML_ATTRIBUTES_MAX, XML_BYTES_MAX, XML_DEPTH_MAX, XML_ELEMENTS_MAX};
