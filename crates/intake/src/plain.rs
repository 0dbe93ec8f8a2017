//! Plain text in any encoding: what the bytes say they are in, else what they must be, else a guess that
//! is told.

mod guess;

pub(crate) use guess::mangled;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::{Refusal, RefusalKind};

/// A text, and what is to be known of how it was read.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub text: String,
    pub notes: Vec<String>,
}

/// Decodes a text; bytes that are no text are refused with the place of the first of them.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<Decoded, Refusal> {
    let mut decoded = from_bytes(name, bytes)?;
    if let Some(at) = decoded.text.find('\0') {
        let what =
            format!("holds a NUL at byte {at} of its text, so it is not plain text; save it as UTF-8 text");
        return Err(Refusal::of(RefusalKind::Encoding, name, what));
    }
    if decoded.text.trim().is_empty() {
        return Err(Refusal::of(RefusalKind::Empty, name, "holds no words; hand in a file with text in it"));
    }
    decoded.text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
    decoded.notes.extend(guess::mangled(&decoded.text));
    Ok(decoded)
}

/// Decodes bytes in an encoding that is stated beside them; what does not fit it is guessed at.
pub(crate) fn decode_as(name: &str, bytes: &[u8], stated: Option<&str>) -> Result<Decoded, Refusal> {
    let known = stated.and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(encoding) = known
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return Ok(Decoded { notes: guess::mangled(&text).into_iter().collect(), text: text.into_owned() });
    }
    let mut decoded = decode(name, bytes)?;
    if let (Some(stated), false) = (stated, bytes.is_ascii()) {
        decoded.notes.insert(0, format!("it says that it is in {} and is not", label(stated)));
    }
    Ok(decoded)
}

/// A stated encoding as it may be shown.
fn label(stated: &str) -> String {
    stated.chars().filter(char::is_ascii_graphic).take(40).collect()
}

fn from_bytes(name: &str, bytes: &[u8]) -> Result<Decoded, Refusal> {
    let unmarked = |text: String| Decoded { text, notes: Vec::new() };
    match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => utf32(name, rest, u32::from_le_bytes).map(unmarked),
        [0, 0, 0xfe, 0xff, rest @ ..] => utf32(name, rest, u32::from_be_bytes).map(unmarked),
        [0xff, 0xfe, rest @ ..] => utf16(name, rest, UTF_16LE, u16::from_le_bytes).map(unmarked),
        [0xfe, 0xff, rest @ ..] => utf16(name, rest, UTF_16BE, u16::from_be_bytes).map(unmarked),
        [0xef, 0xbb, 0xbf, rest @ ..] => match std::str::from_utf8(rest) {
            Ok(text) => Ok(unmarked(text.to_owned())),
            Err(error) => Err(not_utf8(name, error.valid_up_to() + 3)),
        },
        _ => without_mark(name, bytes),
    }
}

fn without_mark(name: &str, bytes: &[u8]) -> Result<Decoded, Refusal> {
    let guessed = |text: String, encoding: &str| Decoded { text, notes: vec![guess::told(encoding)] };
    if let Some(wide) = guess::wide(bytes) {
        return match wide {
            guess::Wide::Utf16Le => {
                utf16(name, bytes, UTF_16LE, u16::from_le_bytes).map(|t| guessed(t, "UTF-16"))
            }
            guess::Wide::Utf16Be => {
                utf16(name, bytes, UTF_16BE, u16::from_be_bytes).map(|t| guessed(t, "UTF-16"))
            }
            guess::Wide::Utf32Le => utf32(name, bytes, u32::from_le_bytes).map(|t| guessed(t, "UTF-32")),
            guess::Wide::Utf32Be => utf32(name, bytes, u32::from_be_bytes).map(|t| guessed(t, "UTF-32")),
        };
    }
    if !guess::is_text(bytes) {
        return Err(no_text(name));
    }
    let error = match std::str::from_utf8(bytes) {
        // ISO-2022-JP is ASCII with escapes.
        Ok(text) if !text.contains('\u{1b}') => {
            return Ok(Decoded { text: text.to_owned(), notes: Vec::new() });
        }
        Ok(_) => 0,
        Err(error) => error.valid_up_to(),
    };
    if guess::is_broken_utf8(bytes) {
        return Err(not_utf8(name, error));
    }
    let (text, encoding) = guess::narrow(bytes);
    let notes = if encoding.is_empty() { Vec::new() } else { vec![guess::told(&encoding)] };
    Ok(Decoded { text, notes })
}

fn not_utf8(name: &str, at: usize) -> Refusal {
    let what = format!("is not UTF-8 at byte {at}; save it as UTF-8 and hand it in again");
    Refusal::of(RefusalKind::Encoding, name, what)
}

fn no_text(name: &str) -> Refusal {
    let what = "is not text in any encoding that is read; save it as UTF-8 and hand it in again";
    Refusal::of(RefusalKind::Encoding, name, what)
}

fn utf16(
    name: &str,
    bytes: &[u8],
    encoding: &'static Encoding,
    unit: fn([u8; 2]) -> u16,
) -> Result<String, Refusal> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if !broken {
        return Ok(text.into_owned());
    }
    let (pairs, _) = bytes.as_chunks::<2>();
    let mut at = 2;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let Ok(c) = decoded else { break };
        at += c.len_utf16() * 2;
    }
    let what =
        format!("is not UTF-16 at byte {at}, though it says so; save it as UTF-8 and hand it in again");
    Err(Refusal::of(RefusalKind::Encoding, name, what))
}

fn utf32(name: &str, bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Result<String, Refusal> {
    let (fours, odd) = bytes.as_chunks::<4>();
    let text: Option<String> = fours.iter().map(|four| char::from_u32(unit(*four))).collect();
    text.filter(|_| odd.is_empty()).ok_or_else(|| {
        let what = "is not UTF-32, though it looks like it; save it as UTF-8 and hand it in again";
        Refusal::of(RefusalKind::Encoding, name, what)
    })
}
