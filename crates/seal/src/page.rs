//! Pages of a sealed file that is read at random.
//!
//! The nonce is the file's random id and the page's number, so a page is written once and
//! cannot be moved, and the flag on the last page makes a cut at a page's border visible.

use crate::key::{open_with, seal_with};
use crate::{Key, SealError};

/// Seals page number `page` of the file `name`.
///
/// INVARIANT (one writing): under one `file_id` a page number is sealed once.
pub fn seal_page(key: &Key, file_id: &[u8; 16], page: u64, last: bool, name: &[u8], plain: &[u8]) -> Vec<u8> {
    seal_with(key, &nonce(file_id, page), &about(name, page, last), plain)
}

/// Opens what [`seal_page`] made for the same place.
pub fn open_page(
    key: &Key,
    file_id: &[u8; 16],
    page: u64,
    last: bool,
    name: &[u8],
    sealed: &[u8],
) -> Result<Vec<u8>, SealError> {
    open_with(key, &nonce(file_id, page), &about(name, page, last), sealed)
}

fn nonce(file_id: &[u8; 16], page: u64) -> [u8; 24] {
    let mut nonce = [0; 24];
    nonce[..16].copy_from_slice(file_id);
    nonce[16..].copy_from_slice(&page.to_be_bytes());
    nonce
}

fn about(name: &[u8], page: u64, last: bool) -> Vec<u8> {
    [&page.to_be_bytes()[..], &[u8::from(last)], name].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_opens_only_in_its_place() {
        let (key, id) = (Key::random(), [3; 16]);
        let sealed = seal_page(&key, &id, 4, false, b"terms", b"words");
        assert_eq!(open_page(&key, &id, 4, false, b"terms", &sealed).unwrap(), b"words");
        for wrong in [
            open_page(&key, &id, 5, false, b"terms", &sealed),
            open_page(&key, &id, 4, true, b"terms", &sealed),
            open_page(&key, &id, 4, false, b"store", &sealed),
            open_page(&key, &[4; 16], 4, false, b"terms", &sealed),
        ] {
            assert!(matches!(wrong, Err(SealError::Broken)));
        }
    }
}
