//! Which format a file is in, from its first bytes before its name.

use serde::{Deserialize, Serialize};

use crate::{Refusal, RefusalKind};

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Plain text: UTF-8, or UTF-16 that says so.
    Text,
    /// A mail message.
    Mail,
    /// A volume of documents in TEI.
    Tei,
    /// A PDF.
    Pdf,
    /// A picture: PNG, JPEG or TIFF.
    Image,
}

/// First bytes of formats that come as pages.
const PAGED: [(&[u8], Format); 7] = [
    (b"%PDF-", Format::Pdf),
    (b"\x89PNG\r\n\x1a\n", Format::Image),
    (b"\xff\xd8\xff", Format::Image),
    (b"II*\0", Format::Image),
    (b"MM\0*", Format::Image),
    (b"II+\0", Format::Image),
    (b"MM\0+", Format::Image),
];

/// First bytes of formats that people hand in and that are not read.
const MAGIC: [(&[u8], &str); 7] = [
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document or Outlook message"),
    (b"{\\rtf", "an RTF document"),
    (b"GIF8", "a GIF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x7fELF", "a program"),
];

/// Header fields that begin a mail; a text that happens to begin "Subject:" is a text unless named `.eml`.
const MAIL_FIRST: [&str; 9] = [
    "return-path:",
    "received:",
    "delivered-to:",
    "message-id:",
    "mime-version:",
    "x-mozilla-status:",
    "x-originating-ip:",
    "dkim-signature:",
    "arc-seal:",
];

/// Tells the format of a file, or refuses one that is not read.
pub fn sniff(name: &str, first_bytes: &[u8]) -> Result<Format, Refusal> {
    if first_bytes.is_empty() {
        return Err(Refusal::of(RefusalKind::Empty, name, "is empty; hand in a file with something in it"));
    }
    if let Some((_, format)) = PAGED.iter().find(|(magic, _)| first_bytes.starts_with(magic)) {
        return Ok(*format);
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| first_bytes.starts_with(magic)) {
        let what = format!(
            "is {what}, which is not read; hand in plain text, mail (.eml), a PDF, a picture (PNG, JPEG, TIFF) or a TEI volume"
        );
        return Err(Refusal::of(RefusalKind::Format, name, what));
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    Ok(by_words(first_bytes, ending.as_deref()))
}

fn by_words(first_bytes: &[u8], ending: Option<&str>) -> Format {
    let body = first_bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first_bytes).trim_ascii_start();
    if ending == Some("eml") {
        return Format::Mail;
    }
    if body.starts_with(b"<?xml") || body.starts_with(b"<TEI") || ending == Some("xml") {
        return Format::Tei;
    }
    let begins =
        |field: &&str| body.get(..field.len()).is_some_and(|b| b.eq_ignore_ascii_case(field.as_bytes()));
    if ending != Some("txt") && MAIL_FIRST.iter().any(begins) {
        return Format::Mail;
    }
    Format::Text
}
