//! Ed25519 signatures, for checkpoints.

use ed25519_dalek::{Signer as _, Verifier as _};

use crate::{Key, SealError};

/// A key that signs. It cannot be printed.
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// The signing key of a 32-byte seed.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(&seed))
    }

    /// The signing key that a secret key stands for.
    pub fn from_key(key: &Key) -> Self {
        Self::from_seed(*key.expose())
    }

    /// Signs a message.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }

    /// The half that may be known to all.
    pub fn verifying(&self) -> VerifyingKey {
        VerifyingKey(self.0.verifying_key())
    }
}

/// The public half of a [`SigningKey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifyingKey(ed25519_dalek::VerifyingKey);

impl VerifyingKey {
    /// Reads a public key.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, SealError> {
        ed25519_dalek::VerifyingKey::from_bytes(bytes).map(Self).map_err(|_| SealError::Form)
    }

    /// Its 32 bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Whether the signature is this key's, over exactly this message.
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify(message, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_over_one_message_by_one_key() {
        let key = SigningKey::from_key(&Key::from_bytes([1; 32]));
        let signature = key.sign(b"head");
        assert!(key.verifying().verify(b"head", &signature));
        assert!(!key.verifying().verify(b"tail", &signature));
        assert!(!SigningKey::from_seed([2; 32]).verifying().verify(b"head", &signature));
    }
}
