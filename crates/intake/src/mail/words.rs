//! The words of a mail: its plain text, else those of its page, in the encoding that is stated or must be.

use std::collections::BTreeSet;

use mail_parser::decoders::{base64, quoted_printable};
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

use crate::html::{self, Page};
use crate::{Limits, Refusal, plain};

/// Of a hundred words of a mail's page, those that its plain text may lack before that is told.
const LACKING_PER_HUNDRED_MAX: usize = 50;
/// Words of a page below which nothing is made of a difference.
const COMPARED_WORDS_MIN: usize = 12;

/// The text of a mail, and what is to be known of how it was read.
pub(super) fn body(name: &str, message: &Message<'_>, limits: &Limits) -> Result<Page, Refusal> {
    let (mut texts, mut notes) = (Vec::new(), Vec::new());
    for part in message.text_body.iter().filter_map(|at| message.part(*at)) {
        let read = words(name, message, part, limits)?;
        texts.push(read.text.trim_end().to_owned());
        notes.extend(read.notes);
    }
    texts.retain(|text| !text.trim().is_empty());
    let page = alternative(name, message, limits)?;
    match page {
        Some(page) if texts.is_empty() => return Ok(page),
        Some(page) if differs(&page.text, &texts.join(" ")) => {
            notes.push("the mail says other words to whoever looks at its page than in its plain text, which was read".into());
        }
        _ => {}
    }
    notes.dedup();
    Ok(Page { text: texts.join("\n\n"), notes })
}

/// The page that stands beside the plain text.
fn alternative(name: &str, message: &Message<'_>, limits: &Limits) -> Result<Option<Page>, Refusal> {
    let mut pages = message.html_body.iter().filter(|at| !message.text_body.contains(*at));
    let part = pages.find_map(|at| message.part(*at)).filter(|part| matches!(part.body, PartType::Html(_)));
    part.map(|part| words(name, message, part, limits)).transpose()
}

/// The words of one part.
fn words(
    name: &str,
    message: &Message<'_>,
    part: &MessagePart<'_>,
    limits: &Limits,
) -> Result<Page, Refusal> {
    let (source, is_page) = match &part.body {
        PartType::Text(text) => (text, false),
        PartType::Html(page) => (page, true),
        _ => return Ok(Page { text: String::new(), notes: Vec::new() }),
    };
    let (source, mut notes) = match in_doubt(name, message, part, source) {
        Some(decoded) => (decoded.text, decoded.notes),
        None => (source.to_string(), plain::mangled(source).into_iter().collect()),
    };
    if !is_page {
        return Ok(Page { text: source, notes });
    }
    let page = html::read(name, &source, limits)?;
    notes.extend(page.notes);
    Ok(Page { text: page.text, notes })
}

/// A part that states no encoding and is no ASCII, or does not fit the one that it states, read anew.
fn in_doubt(name: &str, message: &Message<'_>, part: &MessagePart<'_>, read: &str) -> Option<plain::Decoded> {
    let bytes = undecoded(message, part);
    if bytes.is_ascii() && !bytes.contains(&0x1b) {
        return None;
    }
    match charset(part) {
        Some(_) if !read.contains('\u{fffd}') => None,
        stated => plain::decode_as(name, &bytes, stated).ok(),
    }
}

/// The encoding that a part states.
pub(super) fn charset<'a>(part: &'a MessagePart<'_>) -> Option<&'a str> {
    part.content_type()?.attribute("charset")
}

/// A part's bytes with its transfer encoding undone and its character set left alone.
pub(super) fn undecoded(within: &Message<'_>, part: &MessagePart<'_>) -> Vec<u8> {
    let raw = within.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let decoded = match part.encoding {
        _ if !part.is_text() => None,
        Encoding::None => Some(raw.to_vec()),
        Encoding::Base64 => base64::base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable::quoted_printable_decode(raw),
    };
    decoded.unwrap_or_else(|| part.contents().to_vec())
}

/// Whether half the words of a page are not in the plain text beside it.
fn differs(page: &str, plain: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let all = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
        all.map(str::to_lowercase).collect()
    };
    let (page, plain) = (words(page), words(plain));
    let lacking = page.difference(&plain).count();
    page.len() >= COMPARED_WORDS_MIN && lacking * 100 > page.len() * LACKING_PER_HUNDRED_MAX
}
