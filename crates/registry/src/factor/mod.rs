//! A second factor: the code of a device, asked for after a password or a link; and codes for who has lost his.
//!
//! That a person has one is in the ledger. The secret that his device and the registry share is not: it lies beside the
//! password's hash, sealed, in `keys.db`, and is forgotten with the factor.

use std::sync::PoisonError;

use crate::refused::Refused;
use crate::registry::{Reader, Registry};

mod asking;
mod codes;
mod halves;
mod setting;

pub use asking::Passed;
pub use codes::RECOVERY_CODES;
pub(crate) use halves::{By, Halves};
pub use setting::NewFactor;

impl Registry {
    /// Whether the office asks everybody for a second factor, and he has none.
    pub fn must_set_up_factor(&self, handle: &str) -> Result<bool, Refused> {
        let reader = self.reader(handle)?;
        Ok(self.0.settings.second_factor && !self.asks_code(&reader))
    }

    /// The ledger says whether a code is asked for: were it the keys, older ones put back would open without.
    pub(crate) fn asks_code(&self, reader: &Reader) -> bool {
        let standing = self.0.pulse.standing.read().unwrap_or_else(PoisonError::into_inner);
        standing.factor_set(&reader.person.person).is_some()
    }
}
