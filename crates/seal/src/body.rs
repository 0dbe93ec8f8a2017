//! Bodies of papers as age files.
//!
//! The payload is stock age; the header has one stanza of ours, `chancery v1 <stream>`, which wraps
//! the file key under the stream's key. A new header in front of the same payload re-addresses it.

use std::collections::HashSet;
use std::io::{Read, Write};

use age::secrecy::ExposeSecret;
use age_core::format::{FileKey, Stanza};

use crate::{Key, SealError, hex};

const TAG: &str = "chancery";
const VERSION: &str = "v1";

struct StreamKey<'k> {
    key: &'k Key,
    stream: String,
}

impl StreamKey<'_> {
    fn about(&self) -> Vec<u8> {
        format!("chancery/v1/wrap\n{}", self.stream).into_bytes()
    }
}

impl age::Recipient for StreamKey<'_> {
    fn wrap_file_key(&self, file_key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), age::EncryptError> {
        let body = self.key.seal(&self.about(), file_key.expose_secret());
        let args = vec![VERSION.to_owned(), self.stream.clone()];
        Ok((vec![Stanza { tag: TAG.to_owned(), args, body }], HashSet::new()))
    }
}

impl age::Identity for StreamKey<'_> {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, age::DecryptError>> {
        let ours = stanza.tag == TAG && stanza.args == [VERSION, &self.stream];
        ours.then(|| {
            let bytes = self.key.open(&self.about(), &stanza.body);
            let bytes: Option<[u8; 16]> = bytes.ok().and_then(|b| b.try_into().ok());
            bytes.map(|b| FileKey::new(Box::new(b))).ok_or(age::DecryptError::DecryptionFailed)
        })
    }
}

/// Seals a body under its stream's key.
pub fn seal(key: &Key, stream: &[u8; 16], plain: &[u8]) -> Result<Vec<u8>, SealError> {
    let recipient = StreamKey { key, stream: hex(stream) };
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        .map_err(|_| SealError::Form)?;
    let mut sealed = Vec::with_capacity(plain.len() + 512);
    let mut writer = encryptor.wrap_output(&mut sealed).map_err(|_| SealError::Form)?;
    writer.write_all(plain).map_err(|_| SealError::Form)?;
    writer.finish().map_err(|_| SealError::Form)?;
    Ok(sealed)
}

/// Opens a body whole. Only at its end is a cut seen, so nothing is given out before.
pub fn open(key: &Key, stream: &[u8; 16], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
    let identity = StreamKey { key, stream: hex(stream) };
    let decryptor = age::Decryptor::new(sealed).map_err(|_| SealError::Broken)?;
    let mut reader =
        decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|_| SealError::Broken)?;
    let mut plain = Vec::with_capacity(sealed.len());
    reader.read_to_end(&mut plain).map_err(|_| SealError::Broken)?;
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_opens_with_its_streams_key_and_no_other() {
        let (key, stream) = (Key::random(), [9; 16]);
        let sealed = seal(&key, &stream, b"Dear Francis").unwrap();
        assert!(sealed.starts_with(b"age-encryption.org/v1\n-> "));
        assert_eq!(open(&key, &stream, &sealed).unwrap(), b"Dear Francis");
        assert!(open(&Key::random(), &stream, &sealed).is_err());
        assert!(open(&key, &[8; 16], &sealed).is_err());
    }

    #[test]
    fn a_body_cut_at_any_length_does_not_open() {
        let (key, stream) = (Key::random(), [9; 16]);
        let sealed = seal(&key, &stream, &[b'x'; 70_000]).unwrap();
        for cut in (0..sealed.len()).step_by(997).chain([sealed.len() - 1]) {
            assert!(open(&key, &stream, &sealed[..cut]).is_err(), "cut at {cut}");
        }
    }
}
