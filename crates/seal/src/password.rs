//! Passwords that sign people in.

use serde::{Deserialize, Serialize};

use crate::protector::{Cost, stretch};
use crate::{SealError, random, same};

/// A password as it is kept: its hash alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Hashed {
    cost: Cost,
    salt: [u8; 16],
    commit: [u8; 32],
}

/// Cost of one sign-in: above the accepted floor, below what a flood of tries could use to stop the office.
pub const SIGN_IN: Cost = Cost { memory_kib: 19 * 1024, passes: 2 };

impl Hashed {
    /// Hashes a password.
    pub fn new(password: &str, cost: Cost) -> Result<Self, SealError> {
        let salt = random();
        Ok(Self { cost, salt, commit: stretch(password, &salt, cost)?.commit() })
    }

    /// Whether it is the password. The work is the same whatever the answer.
    pub fn is(&self, password: &str) -> bool {
        stretch(password, &self.salt, self.cost).is_ok_and(|key| same(&key.commit(), &self.commit))
    }

    /// What is compared with where no such person is known, so that he takes as long to refuse.
    pub fn nobody(cost: Cost) -> Self {
        Self { cost, salt: [0; 16], commit: [0; 32] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_no_other_is() {
        let kept = Hashed::new("grey umbrella", Cost::TRIVIAL).unwrap();
        assert!(kept.is("grey umbrella"));
        assert!(!kept.is("Grey umbrella"));
        assert!(!Hashed::nobody(Cost::TRIVIAL).is(""));
    }
}
