//! Chance that can be repeated: `CHANCERY_SEED` sets it, and a failing test shows it.

#![allow(clippy::print_stderr, reason = "a trial tells its seed")]

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

/// An xorshift generator.
pub struct Dice(u64);

impl Dice {
    /// From `CHANCERY_SEED`, else from chance; the seed is printed.
    pub fn cast() -> Self {
        let given = std::env::var("CHANCERY_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed: u64 = given.unwrap_or_else(|| RandomState::new().build_hasher().finish() | 1);
        eprintln!("repeat with CHANCERY_SEED={seed}");
        Self(seed.max(1))
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 16) % bound as u64).unwrap()
    }
}
