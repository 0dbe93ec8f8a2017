//! Which format a file is in, from its first bytes before its name.

use serde::{Deserialize, Serialize};

use crate::{Refusal, RefusalKind, names};

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Plain text, in any encoding.
    Text,
    /// A mail message.
    Mail,
    /// A volume of documents in TEI.
    Tei,
    /// A PDF.
    Pdf,
    /// A picture: PNG, JPEG or TIFF.
    Image,
    /// A mailbox: mails one after another in one file.
    Mbox,
    /// An Outlook message; the old office formats that look like one are told apart once it is open.
    Outlook,
    /// A page of the web.
    Html,
    /// A document in RTF.
    Rtf,
    /// A Word document, with macros or without.
    Word,
    /// An OpenDocument text.
    OpenDocument,
    /// An archive of files; an office document in one is told once it is open.
    Zip,
}

impl Format {
    /// Whether it takes a parser, which belongs in the worker; plain text is decoded and no more.
    pub fn needs_worker(self) -> bool {
        self != Format::Text
    }

    /// The format in words, with its article.
    pub fn named(self) -> &'static str {
        match self {
            Format::Text => "plain text",
            Format::Mail => "a mail",
            Format::Tei => "a TEI volume",
            Format::Pdf => "a PDF",
            Format::Image => "a picture",
            Format::Mbox => "a mailbox",
            Format::Outlook => "an Outlook message",
            Format::Html => "a web page",
            Format::Rtf => "an RTF document",
            Format::Word => "a Word document",
            Format::OpenDocument => "an OpenDocument text",
            Format::Zip => "a ZIP archive",
        }
    }

    /// The endings that its files go by.
    pub(crate) fn endings(self) -> &'static [&'static str] {
        match self {
            // Whatever is in plain text may be called by what it is the source of.
            Format::Text => &["txt", "text", "eml", "xml", "html", "htm", "mbox"],
            Format::Mail => &["eml", "txt", "mbox"],
            Format::Tei => &["xml"],
            Format::Pdf => &["pdf"],
            Format::Image => &["png", "jpg", "jpeg", "tif", "tiff"],
            Format::Mbox => &["mbox", "txt"],
            Format::Outlook => &["msg"],
            Format::Html => &["html", "htm", "xml"],
            // Word saves RTF under its own ending when asked to.
            Format::Rtf => &["rtf", "doc"],
            Format::Word => &["docx", "docm", "dotx"],
            Format::OpenDocument => &["odt"],
            Format::Zip => &["zip"],
        }
    }

    /// How many times longer than its file what is read of it may fairly be: a character may grow
    /// threefold into UTF-8 and travels both decoded and read, and an archive holds more than its size.
    pub(crate) fn answer_growth_max(self) -> u64 {
        match self {
            Format::Word | Format::OpenDocument | Format::Zip => 200,
            // Compressed text, each of its words with its place.
            Format::Pdf | Format::Image => 64,
            _ => 8,
        }
    }
}

/// First bytes of formats that are read.
const READ: [(&[u8], Format); 11] = [
    (b"%PDF-", Format::Pdf),
    (b"\x89PNG\r\n\x1a\n", Format::Image),
    (b"\xff\xd8\xff", Format::Image),
    (b"II*\0", Format::Image),
    (b"MM\0*", Format::Image),
    (b"II+\0", Format::Image),
    (b"MM\0+", Format::Image),
    (b"{\\rtf", Format::Rtf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format::Outlook),
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
];

/// First bytes of formats that people hand in and that are not read.
const MAGIC: [(&[u8], &str); 21] = [
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"OggS", "a recording"),
    (b"ID3", "a recording"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"Rar!\x1a\x07", "a compressed file"),
    (b"PK\x07\x08", "a ZIP archive in pieces"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\0asm", "a program"),
    (b"L\0\0\0\x01\x14\x02\0", "a link to another file"),
    (b"SQLite format 3\0", "a database"),
    (b"!BDN", "an Outlook store"),
    (b"x\x9f>\"", "a bare TNEF file"),
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

/// Header fields that a mail of a Maildir, which has no ending, may begin with.
const MAIL_FIELDS: [&str; 4] = ["from:", "date:", "subject:", "to:"];
/// Bytes of a header that are looked through.
const HEADER_BYTES_LOOKED_AT: usize = 16 * 1024;

/// Tells the format of a file, or refuses one that is not read.
pub fn sniff(name: &str, first_bytes: &[u8]) -> Result<Format, Refusal> {
    if first_bytes.is_empty() {
        return Err(Refusal::of(RefusalKind::Empty, name, "is empty; hand in a file with something in it"));
    }
    if let Some((_, format)) = READ.iter().find(|(magic, _)| first_bytes.starts_with(magic)) {
        return Ok(if *format == Format::Zip { office(name, first_bytes) } else { *format });
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| begins_with(first_bytes, magic)) {
        return Err(not_read(name, what));
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    Ok(by_words(first_bytes, ending.as_deref()))
}

/// The ending by which others' programs know what a file is: its name's own where that agrees with its bytes.
pub fn ending(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let endings = match sniff(name, bytes).ok()? {
        Format::Image if bytes.starts_with(b"\xff\xd8") => &["jpg", "jpeg"],
        Format::Image if !bytes.starts_with(b"\x89PNG") => &["tif", "tiff"],
        format => format.endings(),
    };
    let own = names::ending(name).and_then(|own| endings.iter().find(|ending| **ending == own));
    own.or_else(|| endings.first()).copied()
}

/// Two letters may begin a word ("MZUNGU", "BMA"); a program and a bitmap have zeros near them.
fn begins_with(first_bytes: &[u8], magic: &[u8]) -> bool {
    let zeros = || first_bytes.iter().take(64).filter(|byte| **byte == 0).count() >= 4;
    let binary = magic.len() > 3 || !magic.is_ascii() || magic.starts_with(b"\x1f");
    first_bytes.starts_with(magic) && (binary || zeros())
}

pub(crate) fn not_read(name: &str, what: &str) -> Refusal {
    let contradicts = |ending: &String| names::is_readable(ending) && !agrees(ending, what);
    let called = names::ending(&names::shown_name(name)).filter(contradicts);
    let is =
        called.map_or_else(|| format!("is {what}"), |ending| format!("is called .{ending} and is {what}"));
    let what = format!(
        "{is}, which is not read; hand in plain text, mail, a PDF, a picture, a web page, an office document or a TEI volume"
    );
    Refusal::of(RefusalKind::Format, name, what)
}

/// Whether an ending says what a file is in words.
fn agrees(ending: &str, what: &str) -> bool {
    let picture =
        what.contains("picture") && matches!(ending, "gif" | "png" | "jpg" | "jpeg" | "tif" | "tiff");
    picture
        || what.to_lowercase().contains(ending)
        || (what.contains("sheet") && ending.starts_with(['x', 'p']))
}

/// The office documents are archives; their first member or their ending tells, and what is inside decides.
fn office(name: &str, bytes: &[u8]) -> Format {
    const FIRST_NAME: usize = 30;
    let first = bytes.get(FIRST_NAME..).unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        _ if first.starts_with(b"mimetypeapplication/vnd.oasis.opendocument") => Format::OpenDocument,
        _ if first.starts_with(b"[Content_Types].xml") || first.starts_with(b"word/") => Format::Word,
        Some("docx" | "docm") => Format::Word,
        Some("odt") => Format::OpenDocument,
        _ => Format::Zip,
    }
}

fn by_words(first_bytes: &[u8], ending: Option<&str>) -> Format {
    let body = first_bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first_bytes).trim_ascii_start();
    if body.starts_with(b"From ") && crate::mbox::begins(body) {
        return Format::Mbox;
    }
    if ending == Some("eml") {
        return Format::Mail;
    }
    if is_page(body) {
        return Format::Html;
    }
    if body.starts_with(b"<?xml") || body.starts_with(b"<TEI") || ending == Some("xml") {
        return Format::Tei;
    }
    if ending != Some("txt") && is_mail(body) {
        return Format::Mail;
    }
    if matches!(ending, Some("html" | "htm")) && body.contains(&b'<') { Format::Html } else { Format::Text }
}

fn begins(body: &[u8], words: &str) -> bool {
    body.get(..words.len()).is_some_and(|first| first.eq_ignore_ascii_case(words.as_bytes()))
}

/// A page says what it is; one in XML may say so after the declaration.
fn is_page(body: &[u8]) -> bool {
    let declared = body.strip_prefix(b"<?xml").and_then(|rest| {
        let end = rest.iter().position(|byte| *byte == b'>')?;
        rest.get(end + 1..)
    });
    let body = declared.unwrap_or(body).trim_ascii_start();
    ["<!doctype html", "<html", "<head>", "<body"].iter().any(|words| begins(body, words))
}

/// A mail begins with a field that only mail has; or its header has three of those that all mail has.
fn is_mail(body: &[u8]) -> bool {
    if MAIL_FIRST.iter().any(|field| begins(body, field)) {
        return true;
    }
    let mut header = body.get(..HEADER_BYTES_LOOKED_AT).unwrap_or(body).split(|byte| *byte == b'\n');
    let mut found = [false; MAIL_FIELDS.len()];
    let mut sent = false;
    for line in header.by_ref().map(<[u8]>::trim_ascii_end).take_while(|line| !line.is_empty()) {
        if !is_field(line) {
            return false;
        }
        for (at, field) in MAIL_FIELDS.iter().enumerate() {
            found[at] |= begins(line, field);
        }
        sent |= MAIL_FIRST.iter().any(|field| begins(line, field));
    }
    sent && found.iter().filter(|one| **one).count() >= 2
}

/// "Name: value", or a line that goes on from the one before.
pub(crate) fn is_field(line: &[u8]) -> bool {
    if line.starts_with(b" ") || line.starts_with(b"\t") {
        return true;
    }
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    name.len() < line.len() && !name.is_empty() && name.iter().all(|byte| byte.is_ascii_graphic())
}
