//! A registry to try: without a worker, its keys as weak as they may be, its clock at one moment.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;

use chancery_seal::protector::Cost;
use jiff::Timestamp;

use crate::{Ids, Means, Registry};

/// The letter of 14 October 1982 with what it encloses.
pub const LETTER: &str = include_str!("../../../samples/shultz-pym-1982.txt");
/// By which it opens.
pub const PASSPHRASE: &str = "a long passphrase";

/// What it is opened with.
pub fn means() -> Means {
    Means {
        clock: Arc::new(|| Timestamp::UNIX_EPOCH),
        ids: Ids::Random,
        cost: Cost::TRIVIAL,
        sign_in_cost: Cost::TRIVIAL,
        worker: None,
    }
}

/// A new one in that folder.
pub fn registry(folder: &Path) -> Registry {
    Registry::init(folder, "test", PASSPHRASE, means()).unwrap()
}
