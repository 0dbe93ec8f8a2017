//! The codes of a factor, each used once: those of a device, and those for who has lost it.

use chancery_seal::code::{DIGITS, Seed, letters};
use chancery_seal::random;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::store;

/// Codes for who has lost his device.
pub const RECOVERY_CODES: usize = 10;
/// Letters of such a code.
const RECOVERY_LETTERS: usize = 16;

/// A reader's second factor, as it is kept.
#[derive(Serialize, Deserialize)]
pub(super) struct Factor {
    pub seed: Seed,
    /// The step of the last code that was used.
    pub last: u64,
    /// Recovery codes that were not used, by names from which nobody goes back.
    pub recovery: Vec<String>,
}

impl Registry {
    /// How many recovery codes a person has left.
    pub(crate) fn recovery_left(&self, handle: &str) -> Result<usize, Refused> {
        Ok(self.factor(handle)?.map_or(0, |factor| factor.recovery.len()))
    }

    /// Uses a code up, where it is one: none where it is not, and whether it was a recovery code.
    pub(super) fn use_code(&self, reader: &Reader, code: &str) -> Result<Option<bool>, Refused> {
        // Of two who use one code at once, the second finds it used.
        let _deciding = self.decide();
        let (handle, code) = (reader.handle(), plain(code));
        let Some(mut factor) = self.factor(handle)? else { return Ok(None) };
        let recovery = code.len() != DIGITS;
        if recovery {
            let name = self.recovery_name(handle, &code);
            let Some(at) = factor.recovery.iter().position(|kept| *kept == name) else { return Ok(None) };
            factor.recovery.remove(at);
        } else {
            let Some(step) = factor.seed.step_of(&code, second(self.now()), factor.last) else {
                return Ok(None);
            };
            factor.last = step;
        }
        self.keep_factor(handle, &factor)?;
        Ok(Some(recovery))
    }

    pub(super) fn factor(&self, handle: &str) -> Result<Option<Factor>, Refused> {
        let kept = self.0.keys.sign_in(&factor_name(handle))?;
        kept.map(|kept| serde_json::from_slice(&kept).map_err(store::json)).transpose()
    }

    pub(super) fn keep_factor(&self, handle: &str, factor: &Factor) -> Result<(), Refused> {
        let kept = serde_json::to_vec(factor).map_err(store::json)?;
        self.0.keys.keep_sign_in(&factor_name(handle), &kept)
    }

    /// Codes for who has lost his device, and the names by which they are kept.
    pub(super) fn new_recovery(&self, handle: &str) -> (Vec<String>, Vec<String>) {
        let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
        let names = codes.iter().map(|code| self.recovery_name(handle, &plain(code))).collect();
        (codes, names)
    }

    fn recovery_name(&self, handle: &str, code: &str) -> String {
        self.0.keys.fingerprint(format!("recovery/{handle}/{code}").as_bytes())
    }
}

pub(super) fn factor_name(handle: &str) -> String {
    format!("factor/{handle}")
}

/// A code as it is compared: however it was spaced.
pub(super) fn plain(code: &str) -> String {
    let told = code.chars().filter(|c| c.is_ascii_alphanumeric()).take(2 * RECOVERY_LETTERS);
    told.map(|c| c.to_ascii_uppercase()).collect()
}

/// Eighty bits of chance, in fours.
fn recovery_code() -> String {
    let letters = letters(&random::<10>()).to_ascii_lowercase();
    let fours = letters.as_bytes().chunks(4).map(String::from_utf8_lossy);
    fours.collect::<Vec<_>>().join("-")
}

pub(super) fn second(now: Timestamp) -> u64 {
    u64::try_from(now.as_second()).unwrap_or_default()
}
