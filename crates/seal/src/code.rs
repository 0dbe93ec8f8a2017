//! Codes by which a device shows that it is at hand: one-time passwords by the clock, RFC 6238.
//!
//! As every authenticator makes them: HMAC-SHA-1, six digits, thirty seconds.

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use zeroize::Zeroize as _;

use crate::{random, same};

/// How long a code is shown.
pub const STEP_SECONDS: u64 = 30;
/// Digits of a code.
pub const DIGITS: usize = 6;
/// By so many steps the device's clock may be fast or slow.
const DRIFT_STEPS: u64 = 1;
/// What a secret is written in: no digit that is mistaken for a letter.
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A secret that a device and the registry share.
#[derive(Clone, Serialize, Deserialize)]
pub struct Seed([u8; 20]);

impl Drop for Seed {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl Seed {
    /// A secret from chance.
    pub fn random() -> Self {
        Self(random())
    }

    /// The secret as a device takes it: 32 letters of base32.
    pub fn text(&self) -> String {
        letters(&self.0)
    }

    /// The code of a step.
    pub fn code(&self, step: u64) -> String {
        let Ok(mac) = Hmac::<Sha1>::new_from_slice(&self.0) else { return String::new() };
        let digest: [u8; 20] = mac.chain_update(step.to_be_bytes()).finalize().into_bytes().into();
        let at = usize::from(digest[19] & 0x0f);
        let four = [digest[at] & 0x7f, digest[at + 1], digest[at + 2], digest[at + 3]];
        let number = u32::from_be_bytes(four) % 10_u32.pow(DIGITS as u32);
        format!("{number:0DIGITS$}")
    }

    /// The step, after that of the last code that was used, whose code it is at that second; none where it is none's.
    /// Every step that may be is compared, whichever it is.
    pub fn step_of(&self, code: &str, second: u64, last: u64) -> Option<u64> {
        let now = second / STEP_SECONDS;
        let may = now.saturating_sub(DRIFT_STEPS)..=now + DRIFT_STEPS;
        let fits = may.filter(|step| same(self.code(*step).as_bytes(), code.as_bytes()) && *step > last);
        fits.fold(None, |found, step| found.or(Some(step)))
    }
}

/// Letters of base32 for bytes, without padding.
pub fn letters(bytes: &[u8]) -> String {
    let bits = |at: usize| (0..5).map(move |n| at * 5 + n);
    let bit = |n: usize| bytes.get(n / 8).map_or(0, |byte| usize::from(byte >> (7 - n % 8) & 1));
    let letter = |at| char::from(LETTERS[bits(at).fold(0, |all, n| all << 1 | bit(n))]);
    (0..(bytes.len() * 8).div_ceil(5)).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const RFC: Seed = Seed(*b"12345678901234567890");

    #[test]
    fn codes_are_those_of_the_rfc() {
        let codes = [59, 1_111_111_109, 1_111_111_111, 1_234_567_890, 2_000_000_000, 20_000_000_000]
            .map(|second: u64| RFC.code(second / STEP_SECONDS));
        assert_eq!(codes, ["287082", "081804", "050471", "005924", "279037", "353130"]);
    }

    #[test]
    fn a_secret_is_written_as_devices_take_it() {
        assert_eq!(RFC.text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(letters(b"foobar"), "MZXW6YTBOI");
    }

    #[test]
    fn a_code_counts_one_step_before_and_after_its_own_and_once() {
        let code = RFC.code(100);
        let at = |second: u64, last: u64| RFC.step_of(&code, second, last);
        assert_eq!(
            [2_969, 2_970, 3_000, 3_059, 3_060].map(|second| at(second, 0)),
            [None, Some(100), Some(100), Some(100), None]
        );
        assert_eq!(at(3_000, 99), Some(100));
        assert_eq!(at(3_000, 100), None, "it was used");
        assert_eq!(RFC.step_of("", 3_000, 0), None);
        assert_eq!(RFC.step_of(&code[..5], 3_000, 0), None);
    }
}
