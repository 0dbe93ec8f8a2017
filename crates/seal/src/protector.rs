//! The root secret, protected by a passphrase.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Key, SealError, random};

const PURPOSE: &[u8] = b"chancery/v1/root";
/// Memory that a protector may ask for.
const MEMORY_KIB_MAX: u32 = 1024 * 1024;
/// Passes that a protector may ask for.
const PASSES_MAX: u32 = 16;

/// How hard a passphrase is to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// For the secret on which all else depends.
    pub const ROOT: Cost = Cost { memory_kib: 64 * 1024, passes: 3 };
    /// For tests, which try thousands.
    pub const TRIVIAL: Cost = Cost { memory_kib: 64, passes: 1 };
}

/// The root secret under a passphrase, as it is kept on disk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Protector {
    form: String,
    cost: Cost,
    salt: [u8; 16],
    sealed: Vec<u8>,
}

impl Protector {
    /// Protects `root` by a passphrase.
    pub fn passphrase(root: &Key, passphrase: &str, cost: Cost) -> Result<Self, SealError> {
        let salt = random();
        let sealed = stretch(passphrase, &salt, cost)?.wrap(PURPOSE, root);
        Ok(Self { form: "passphrase/argon2id/v1".to_owned(), cost, salt, sealed })
    }

    /// Gives the root secret to who knows the passphrase.
    pub fn open(&self, passphrase: &str) -> Result<Key, SealError> {
        if self.form != "passphrase/argon2id/v1" {
            return Err(SealError::Form);
        }
        stretch(passphrase, &self.salt, self.cost)?
            .unwrap(PURPOSE, &self.sealed)
            .map_err(|_| SealError::Passphrase)
    }
}

pub(crate) fn stretch(passphrase: &str, salt: &[u8], cost: Cost) -> Result<Key, SealError> {
    if cost.memory_kib > MEMORY_KIB_MAX || cost.passes > PASSES_MAX {
        return Err(SealError::Cost);
    }
    let params =
        argon2::Params::new(cost.memory_kib, cost.passes, 1, Some(32)).map_err(|_| SealError::Form)?;
    let mut out = Zeroizing::new([0; 32]);
    argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, out.as_mut())
        .map_err(|_| SealError::Form)?;
    Ok(Key::from_bytes(*out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_passphrase_opens_the_root() {
        let root = Key::random();
        let kept = Protector::passphrase(&root, "a long walk in St James's Park", Cost::TRIVIAL).unwrap();
        assert_eq!(kept.open("a long walk in St James's Park").unwrap().expose(), root.expose());
        assert!(matches!(kept.open("another"), Err(SealError::Passphrase)));
    }

    #[test]
    fn a_protector_that_would_exhaust_the_machine_is_refused() {
        let mut kept = Protector::passphrase(&Key::random(), "x", Cost::TRIVIAL).unwrap();
        kept.cost.memory_kib = u32::MAX;
        assert!(matches!(kept.open("x"), Err(SealError::Cost)));
    }
}
