//! Mail: header fields as particulars, the plain text as the reading copy, attachments as enclosures.

mod bounds;
mod protection;
mod words;

use jiff::civil::Date;
use mail_parser::{
    Address, Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};

pub(crate) use bounds::too_many_parts;

use crate::attached::Attached;
use crate::names;
use crate::sheet::{self, Origin, Reply, Sheet, UnreadSheet};
use crate::taken::{Given, GivenParty, TakenKind};
use crate::{Format, Limits, Refusal, RefusalKind};

/// Addresses kept of one header field.
const ADDRESSES_MAX: usize = 1_000;

/// Parses one mail with everything that is attached to it.
pub(crate) fn parse(name: &str, bytes: &[u8], limits: &Limits, depth: usize) -> Result<Reply, Refusal> {
    bounds::check(name, bytes, limits)?;
    let message = MessageParser::default().parse(bytes).filter(is_mail).ok_or_else(|| no_mail(name))?;
    if parts(&message) > limits.parts_max {
        return Err(too_many_parts(name, limits));
    }
    let mut opened = Opened { name, limits, reply: Reply::new(Format::Mail) };
    let sheet = opened.mail(&message, Origin::Whole, depth)?;
    let mut reply = opened.reply;
    reply.sheets.push(sheet);
    Ok(reply)
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
    reply: Reply,
}

impl Opened<'_> {
    /// One mail whose raw bytes are at `origin`.
    fn mail(&mut self, message: &Message<'_>, origin: Origin, depth: usize) -> Result<Sheet, Refusal> {
        if depth > self.limits.depth_max {
            return Err(sheet::too_deep(self.name, self.limits));
        }
        let mut sheet = Sheet::new(TakenKind::Mail, origin);
        sheet.given = given(message);
        let body = words::body(self.name, message, self.limits)?;
        sheet.notes = body.notes;
        sheet.text = self.readable(&body.text, &mut sheet.notes)?;
        sheet.notes.extend(protection::told(message, &sheet.text));
        for part in message.attachments().filter(|part| !protection::is_signature(part)) {
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
        if let PartType::Message(inner) = &part.body {
            let origin = self.inner_origin(to.origin, within, inner, part);
            to.enclosures.push(self.mail(inner, origin, depth + 1)?);
            return Ok(());
        }
        let bytes = words::undecoded(within, part);
        let name = part.attachment_name().unwrap_or_default();
        // A picture set among the words of a page is no paper.
        if matches!(part.body, PartType::InlineBinary(_)) && part.content_id().is_some() {
            let origin = self.reply.keep(&bytes);
            to.unread.push(UnreadSheet {
                name: names::shown_name(name),
                media_type: media_type(part),
                origin,
            });
            return Ok(());
        }
        let attached =
            Attached { name, media_type: media_type(part), charset: words::charset(part), bytes: &bytes };
        attached.set_in(to, &mut self.reply, self.limits, depth);
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
            _ if !lies_within => self.reply.keep(inner.raw_message()),
            Origin::Whole => Origin::Input { start, end },
            // Offsets count from the raw bytes that were parsed, which for an inner mail of this sort are
            // still those of the outermost.
            Origin::Input { .. } => Origin::Input { start, end },
            Origin::Pool { .. } => self.reply.keep(within.raw_message.get(start..end).unwrap_or_default()),
        }
    }

    /// A text as it is kept: line ends folded, nothing that is no text in it, not too long.
    fn readable(&self, text: &str, notes: &mut Vec<String>) -> Result<String, Refusal> {
        if text.len() as u64 > self.limits.text_bytes_max {
            return Err(sheet::too_long(self.name, self.limits));
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if text.contains('\0') {
            notes.push(
                "bytes that are no text were replaced in the reading copy; the original keeps them"
                    .to_owned(),
            );
        }
        Ok(text.replace('\0', "\u{fffd}").trim_end().to_owned())
    }
}

fn media_type(part: &MessagePart<'_>) -> String {
    part.content_type().map_or_else(
        || "application/octet-stream".to_owned(),
        |stated| format!("{}/{}", stated.ctype(), stated.subtype().unwrap_or("octet-stream")).to_lowercase(),
    )
}

/// What a mail's header alone states, for a message that is kept in another form.
pub(crate) fn header(header: &str) -> Given {
    MessageParser::default().parse_headers(header).map(|message| given(&message)).unwrap_or_default()
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
