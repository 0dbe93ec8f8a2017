//! The office that tests are written in.
//!
//! [`Office`] is a registry in a temporary folder, with a clock that a test sets and the people of
//! October 1982. [`worlds`] makes two such registries that differ only above a reader, walks every
//! route and question as that reader, and compares what comes back, to the byte.

// A test harness says where it fails by stopping there.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod browser;
mod office;
pub mod worlds;

pub use browser::{Answer, Browser, served};
pub use office::{LETTER, Office, PASSPHRASE, data_folder};
