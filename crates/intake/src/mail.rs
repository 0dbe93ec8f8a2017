//! Mail: header fields as particulars, the plain text as the reading copy, attachments as enclosures.

mod bounds;

use jiff::civil::Date;
use mail_parser::decoders::{base64, html, quoted_printable};
use mail_parser::{
    Address, Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};

use crate::sheet::{self, Origin, Reply, Sheet, UnreadSheet};
use crate::taken::{Given, GivenParty, TakenKind};
use crate::{Format, Limits, Refusal, RefusalKind};

/// Addresses kept of one header field.
const ADDRESSES_MAX: usize = 1_000;

/// Parses one mail with everything that is attached to it.
pub(crate) fn parse(name: &str, bytes: &[u8], limits: &Limits) -> Result<Reply, Refusal> {
    bounds::check(name, bytes, limits)?;
    let message = MessageParser::default().parse(bytes).filter(is_mail).ok_or_else(|| no_mail(name))?;
    if parts(&message) > limits.parts_max {
        return Err(bounds::too_many_parts(name, limits));
    }
    let mut opened = Opened { name, limits, pool: Vec::new(), notes: Vec::new() };
    let sheet = opened.mail(&message, Origin::Whole, 0)?;
    let Opened { pool, notes, .. } = opened;
    Ok(Reply { format: Format::Mail, title: None, notes, sheets: vec![sheet], pool })
}

fn no_mail(name: &str) -> Refusal {
    let what = "has no mail header (From, Date, Subject); hand it in as plain text, or save the mail as .eml";
    Refusal::of(RefusalKind::Format, name, what)
}

fn is_mail(message: &Message<'_>) -> bool {
    message.from().is_some()
        || message.date().is_some()
        || message.subject().is_some()
        || message.message_id().is_some()
}

fn parts(message: &Message<'_>) -> usize {
    let inside = |part: &MessagePart<'_>| match &part.body {
        PartType::Message(inner) => parts(inner),
        _ => 0,
    };
    message.parts.iter().map(|part| 1 + inside(part)).sum()
}

/// A mail being taken apart.
struct Opened<'a> {
    name: &'a str,
    limits: &'a Limits,
    pool: Vec<u8>,
    notes: Vec<String>,
}

impl Opened<'_> {
    /// One mail whose raw bytes are at `origin`.
    fn mail(&mut self, message: &Message<'_>, origin: Origin, depth: usize) -> Result<Sheet, Refusal> {
        if depth > self.limits.depth_max {
            return Err(sheet::too_deep(self.name, self.limits));
        }
        let mut sheet = Sheet::new(TakenKind::Mail, origin);
        sheet.given = given(message);
        sheet.text = self.readable(&body(message))?;
        for part in message.attachments() {
            self.attachment(&mut sheet, message, part, depth)?;
        }
        Ok(sheet)
    }

    fn attachment(
        &mut self,
        to: &mut Sheet,
        within: &Message<'_>,
        part: &MessagePart<'_>,
        depth: usize,
    ) -> Result<(), Refusal> {
        let text = match &part.body {
            PartType::Message(inner) => {
                let origin = self.inner_origin(to.origin, within, inner, part);
                let enclosed = self.mail(inner, origin, depth + 1)?;
                to.enclosures.push(enclosed);
                return Ok(());
            }
            PartType::Text(text) => text.to_string(),
            PartType::Html(page) => html::html_to_text(page),
            _ => String::new(),
        };
        let origin = self.keep(&undecoded(within, part));
        if text.trim().is_empty() {
            to.unread.push(unread(part, origin));
            return Ok(());
        }
        let head = part.attachment_name().map(str::to_owned);
        let given = Given { head, kind: Some("paper".to_owned()), ..Given::default() };
        let text = self.readable(&text)?;
        to.enclosures.push(Sheet { text, given, ..Sheet::new(TakenKind::Text, origin) });
        Ok(())
    }

    /// An inner mail that was not encoded lies within the outer one's bytes; one that was is kept decoded.
    fn inner_origin(
        &mut self,
        outer: Origin,
        within: &Message<'_>,
        inner: &Message<'_>,
        part: &MessagePart<'_>,
    ) -> Origin {
        let (start, end) = (part.offset_body as usize, part.offset_end as usize);
        let lies_within = part.encoding == Encoding::None && within.raw_message.get(start..end).is_some();
        match outer {
            _ if !lies_within => self.keep(inner.raw_message()),
            Origin::Whole => Origin::Input { start, end },
            // Offsets count from the raw bytes that were parsed, which for an inner mail of this sort are
            // still those of the outermost.
            Origin::Input { .. } => Origin::Input { start, end },
            Origin::Pool { .. } => self.keep(within.raw_message.get(start..end).unwrap_or_default()),
        }
    }

    fn keep(&mut self, bytes: &[u8]) -> Origin {
        let start = self.pool.len();
        self.pool.extend_from_slice(bytes);
        Origin::Pool { start, end: self.pool.len() }
    }

    /// A text as it is kept: line ends folded, nothing that is no text in it, not too long.
    fn readable(&mut self, text: &str) -> Result<String, Refusal> {
        if text.len() as u64 > self.limits.text_bytes_max {
            return Err(sheet::too_long(self.name, self.limits));
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if text.contains('\0') {
            self.notes.push(
                "bytes that are no text were replaced in the reading copy; the original keeps them"
                    .to_owned(),
            );
        }
        Ok(text.replace('\0', "\u{fffd}").trim_end().to_owned())
    }
}

/// The plain text of a mail; one that is HTML alone is turned into text.
fn body(message: &Message<'_>) -> String {
    let bodies = (0..message.text_body_count()).filter_map(|at| message.body_text(at));
    let bodies: Vec<String> =
        bodies.map(|text| text.trim_end().to_owned()).filter(|text| !text.is_empty()).collect();
    bodies.join("\n\n")
}

/// A part's bytes with its transfer encoding undone and its character set left alone.
fn undecoded(within: &Message<'_>, part: &MessagePart<'_>) -> Vec<u8> {
    let raw = within.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let decoded = match part.encoding {
        _ if !part.is_text() => None,
        Encoding::None => Some(raw.to_vec()),
        Encoding::Base64 => base64::base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable::quoted_printable_decode(raw),
    };
    decoded.unwrap_or_else(|| part.contents().to_vec())
}

fn unread(part: &MessagePart<'_>, origin: Origin) -> UnreadSheet {
    let media_type = part.content_type().map_or_else(
        || "application/octet-stream".to_owned(),
        |stated| format!("{}/{}", stated.ctype(), stated.subtype().unwrap_or("octet-stream")).to_lowercase(),
    );
    UnreadSheet { name: part.attachment_name().unwrap_or_default().to_owned(), media_type, origin }
}

fn given(message: &Message<'_>) -> Given {
    let mut copied_to = addresses(message.cc());
    copied_to.extend(addresses(message.bcc()));
    let date_words = message.header_raw(HeaderName::Date).map(|words| words.trim().to_owned());
    Given {
        kind: Some("email".to_owned()),
        from: addresses(message.from().or(message.sender())),
        to: addresses(message.to()),
        copied_to,
        date: message.date().and_then(day_as_written),
        date_words: date_words.filter(|words| !words.is_empty()),
        subject: message
            .subject()
            .map(|subject| subject.trim().to_owned())
            .filter(|subject| !subject.is_empty()),
        reference: message.message_id().map(str::to_owned),
        ..Given::default()
    }
}

/// The day in the writer's own offset, which is how the header states it.
fn day_as_written(at: &mail_parser::DateTime) -> Option<Date> {
    Date::new(i16::try_from(at.year).ok()?, i8::try_from(at.month).ok()?, i8::try_from(at.day).ok()?).ok()
}

fn addresses(field: Option<&Address<'_>>) -> Vec<GivenParty> {
    let all = field.into_iter().flat_map(|field| field.iter()).take(ADDRESSES_MAX);
    let filled =
        |words: Option<&str>| words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
    let party = |one: &mail_parser::Addr<'_>| GivenParty {
        name: filled(one.name()),
        post: None,
        address: filled(one.address()),
    };
    all.map(party).filter(|party| party.name.is_some() || party.address.is_some()).collect()
}
