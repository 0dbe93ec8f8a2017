//! A symmetric key and what is sealed with it directly.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::SealError;

const NONCE_BYTES: usize = 24;

/// Fills an array from the operating system's source of chance.
///
/// # Panics
/// Where the system has no source of chance, nothing may be sealed at all.
#[allow(clippy::expect_used)]
#[expect(clippy::disallowed_methods, reason = "this is where chance comes in")]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// Thirty-two secret bytes. It cannot be printed, and leaves memory when dropped.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// A new key from chance.
    pub fn random() -> Self {
        Self(Zeroizing::new(random()))
    }

    /// A key of given bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A key of a slice that must have 32 bytes.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, SealError> {
        Ok(Self::from_bytes(bytes.try_into().map_err(|_| SealError::Form)?))
    }

    /// The bytes, for the one who must wrap or hand them to a cipher.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key for one purpose, named by `info`, from which this one cannot be found.
    pub fn derive(&self, info: &str) -> Key {
        let mut out = Zeroizing::new([0; 32]);
        // HKDF refuses only outputs over 8160 bytes.
        let _ = Hkdf::<Sha256>::new(None, self.expose()).expand(info.as_bytes(), out.as_mut());
        Key(out)
    }

    /// Commits to this key without giving it away: a sealed text can then be opened one way only.
    pub fn commit(&self) -> [u8; 32] {
        *self.derive("commit").expose()
    }

    /// Seals a small thing; `about` is bound to it but not kept.
    pub fn seal(&self, about: &[u8], plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_BYTES] = random();
        let mut out = Vec::with_capacity(NONCE_BYTES + plain.len() + 16);
        out.extend_from_slice(&nonce);
        out.extend(seal_with(self, &nonce, about, plain));
        out
    }

    /// Opens what [`Key::seal`] made with the same `about`.
    pub fn open(&self, about: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(SealError::Short)?;
        open_with(self, nonce, about, text)
    }

    /// Wraps another key, bound to what it is for.
    pub fn wrap(&self, about: &[u8], key: &Key) -> Vec<u8> {
        self.seal(about, key.expose())
    }

    /// Unwraps what [`Key::wrap`] made.
    pub fn unwrap(&self, about: &[u8], wrapped: &[u8]) -> Result<Key, SealError> {
        Key::from_slice(&Zeroizing::new(self.open(about, wrapped)?))
    }
}

#[allow(clippy::expect_used, reason = "the cipher refuses only texts over 256 GiB")]
pub(crate) fn seal_with(key: &Key, nonce: &[u8; NONCE_BYTES], about: &[u8], plain: &[u8]) -> Vec<u8> {
    cipher(key)
        .encrypt(&XNonce::from(*nonce), Payload { msg: plain, aad: about })
        .expect("a text of less than 256 GiB is sealed")
}

pub(crate) fn open_with(
    key: &Key,
    nonce: &[u8; NONCE_BYTES],
    about: &[u8],
    sealed: &[u8],
) -> Result<Vec<u8>, SealError> {
    cipher(key)
        .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: about })
        .map_err(|_| SealError::Broken)
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.expose().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn opens_only_with_the_same_key_words_and_purpose(plain in any::<Vec<u8>>(), about in any::<Vec<u8>>(), flip in any::<proptest::sample::Index>()) {
            let key = Key::random();
            let mut sealed = key.seal(&about, &plain);
            prop_assert_eq!(key.open(&about, &sealed).unwrap(), &plain[..]);
            prop_assert!(Key::random().open(&about, &sealed).is_err());
            prop_assert!(key.open(&[&about[..], b"!"].concat(), &sealed).is_err());
            let at = flip.index(sealed.len());
            sealed[at] ^= 1;
            prop_assert!(key.open(&about, &sealed).is_err());
        }
    }

    #[test]
    fn a_key_for_one_purpose_is_not_the_key_for_another() {
        let key = Key::from_bytes([7; 32]);
        assert_ne!(key.derive("a").expose(), key.derive("b").expose());
        assert_eq!(key.derive("a").expose(), key.derive("a").expose());
        assert!(matches!(key.open(b"", b"short"), Err(SealError::Short)));
    }
}
