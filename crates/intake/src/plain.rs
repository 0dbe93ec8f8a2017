//! Plain text: UTF-8, or UTF-16 with a byte order mark.

use crate::{Refusal, RefusalKind};

/// Decodes a text; bytes that are not text are refused with the place of the first of them.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<String, Refusal> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(name, rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(name, rest, u16::from_be_bytes)?,
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(name, rest, 3)?,
        _ => utf8(name, bytes, 0)?,
    };
    if let Some(at) = text.find('\0') {
        let what =
            format!("holds a NUL at byte {at} of its text, so it is not plain text; save it as UTF-8 text");
        return Err(Refusal::of(RefusalKind::Encoding, name, what));
    }
    if text.trim().is_empty() {
        return Err(Refusal::of(RefusalKind::Empty, name, "holds no words; hand in a file with text in it"));
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn utf8(name: &str, bytes: &[u8], skipped: usize) -> Result<String, Refusal> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let at = error.valid_up_to() + skipped;
        Refusal::of(
            RefusalKind::Encoding,
            name,
            format!("is not UTF-8 at byte {at}; save it as UTF-8 and hand it in again"),
        )
    })
}

fn utf16(name: &str, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Refusal> {
    let refuse = |at: usize| {
        let what =
            format!("is not UTF-16 at byte {at}, though it says so; save it as UTF-8 and hand it in again");
        Refusal::of(RefusalKind::Encoding, name, what)
    };
    let (pairs, odd) = bytes.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(refuse(bytes.len() + 1));
    }
    let mut text = String::with_capacity(bytes.len());
    let mut at = 2;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let c = decoded.map_err(|_| refuse(at))?;
        at += c.len_utf16() * 2;
        text.push(c);
    }
    Ok(text)
}
