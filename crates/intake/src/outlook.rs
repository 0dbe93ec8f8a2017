//! Outlook messages: the properties of a message in a storage, its recipients and what is attached.

mod properties;
mod squeezed;

use std::io::Cursor;

use jiff::civil::Date;

use crate::attached::Attached;
use crate::sheet::{self, Origin, Reply, Sheet};
use crate::taken::{Given, GivenParty, TakenKind};
use crate::{Format, Limits, Refusal, archive, html, mail, rtf, sniff};
use properties::{Folder, Storage, id};

/// Recipients kept of one message.
const RECIPIENTS_MAX: usize = 1_000;
/// How a recipient is addressed.
const TO: u64 = 1;

/// Parses a message, or says which other old office file it is.
pub(crate) fn parse(name: &str, bytes: &[u8], limits: &Limits, depth: usize) -> Result<Reply, Refusal> {
    let file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| archive::broken(name))?;
    let mut storage = Storage::of(file, bytes.len() as u64);
    other_file(name, &storage)?;
    let mut message = Message { name, limits, reply: Reply::new(Format::Outlook), parts: 0 };
    let sheet = message.sheet(&mut storage, &Folder::root(), Origin::Whole, depth)?;
    let mut reply = message.reply;
    reply.sheets.push(sheet);
    reply.within_limits(name, limits)
}

fn other_file(name: &str, storage: &Storage<'_>) -> Result<(), Refusal> {
    if storage.holds("/EncryptedPackage") {
        return Err(archive::locked(name));
    }
    if storage.holds("/__properties_version1.0") {
        return Ok(());
    }
    let what = match () {
        () if storage.holds("/WordDocument") => "an old Word document (.doc)",
        () if storage.holds("/Workbook") || storage.holds("/Book") => "an old sheet (.xls)",
        () if storage.holds("/PowerPoint Document") => "an old set of slides (.ppt)",
        () => "a storage that is no message",
    };
    Err(sniff::not_read(name, what))
}

/// A message being taken apart.
struct Message<'a> {
    name: &'a str,
    limits: &'a Limits,
    reply: Reply,
    parts: usize,
}

impl Message<'_> {
    fn sheet(
        &mut self,
        storage: &mut Storage<'_>,
        folder: &Folder,
        origin: Origin,
        depth: usize,
    ) -> Result<Sheet, Refusal> {
        if depth > self.limits.depth_max {
            return Err(sheet::too_deep(self.name, self.limits));
        }
        let mut sheet = Sheet::new(TakenKind::Mail, origin);
        sheet.given = given(storage, folder);
        self.body(storage, folder, &mut sheet)?;
        sheet.notes.extend(protection(&storage.text(folder, id::CLASS).unwrap_or_default()));
        for attachment in storage.folders_in(folder, "__attach_version1.0_") {
            self.parts += 1;
            if self.parts > self.limits.parts_max {
                return Err(mail::too_many_parts(self.name, self.limits));
            }
            self.attachment(storage, &attachment, &mut sheet, depth)?;
        }
        Ok(sheet)
    }

    /// The plain words; else those of the page, else those of the RTF that Outlook keeps squeezed.
    fn body(&self, storage: &mut Storage<'_>, folder: &Folder, sheet: &mut Sheet) -> Result<(), Refusal> {
        let plain = storage.text(folder, id::BODY).unwrap_or_default();
        if !plain.trim().is_empty() {
            sheet.text =
                plain.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "").trim_end().to_owned();
            return Ok(());
        }
        if let Some(source) = storage.page(folder) {
            let page = html::read(self.name, &source, self.limits)?;
            (sheet.text, sheet.notes) = (page.text, page.notes);
        } else if let Some(squeezed) = storage.bytes(folder, id::RTF) {
            let whole = squeezed::expand(&squeezed, self.limits.text_bytes_max);
            let whole = whole.ok_or_else(|| archive::broken(self.name))?;
            let (text, notes, _) = rtf::read(self.name, &whole, self.limits)?.finish();
            (sheet.text, sheet.notes) = (text, notes);
        }
        Ok(())
    }

    fn attachment(
        &mut self,
        storage: &mut Storage<'_>,
        folder: &Folder,
        to: &mut Sheet,
        depth: usize,
    ) -> Result<(), Refusal> {
        if let Some(inner) = storage.embedded(folder) {
            let mut sheet = self.sheet(storage, &inner, Origin::Whole, depth + 1)?;
            // It lies in its cover's own storage and is no file by itself.
            sheet.origin = self.reply.keep(sheet.text.as_bytes());
            sheet.notes.push("its bytes are within those of the message that it came in".to_owned());
            to.enclosures.push(sheet);
            return Ok(());
        }
        let named = storage.text(folder, id::LONG_NAME).or_else(|| storage.text(folder, id::SHORT_NAME));
        let name = named.or_else(|| storage.text(folder, id::DISPLAY_NAME)).unwrap_or_default();
        let media_type =
            storage.text(folder, id::MEDIA_TYPE).unwrap_or_else(|| "application/octet-stream".to_owned());
        let bytes = storage.bytes(folder, id::DATA).unwrap_or_default();
        let attached = Attached { name: &name, media_type, charset: None, bytes: &bytes };
        attached.set_in(to, &mut self.reply, self.limits, depth);
        Ok(())
    }
}

fn protection(class: &str) -> Option<String> {
    match class.to_ascii_lowercase().as_str() {
        "ipm.note.smime" => {
            Some("it is encrypted or signed as a whole (S/MIME), so that its words could not be read".into())
        }
        "ipm.note.smime.multipartsigned" => Some("it is signed; the signature was not checked".into()),
        _ => None,
    }
}

fn given(storage: &mut Storage<'_>, folder: &Folder) -> Given {
    let from = sender(storage, folder);
    let (mut to, mut copied_to) = (Vec::new(), Vec::new());
    for recipient in storage.folders_in(folder, "__recip_version1.0_").into_iter().take(RECIPIENTS_MAX) {
        let address = storage.text(&recipient, id::SMTP).or_else(|| storage.text(&recipient, id::ADDRESS));
        let who = party(storage.text(&recipient, id::DISPLAY_NAME), address);
        let direct = storage.number(&recipient, id::RECIPIENT_TYPE).is_none_or(|kind| kind == TO);
        if direct { to.extend(who) } else { copied_to.extend(who) }
    }
    let header = storage.text(folder, id::HEADER).map(|header| mail::header(&header)).unwrap_or_default();
    let day = storage.number(folder, id::SUBMITTED).or_else(|| storage.number(folder, id::DELIVERED));
    Given {
        kind: Some("email".to_owned()),
        from: from.into_iter().collect(),
        to,
        copied_to,
        date: header.date.or_else(|| day.and_then(day_of)),
        date_words: header.date_words,
        subject: storage.text(folder, id::SUBJECT).filter(|words| !words.is_empty()),
        reference: header.reference.or_else(|| storage.text(folder, id::MESSAGE_ID)),
        ..Given::default()
    }
}

fn sender(storage: &mut Storage<'_>, folder: &Folder) -> Option<GivenParty> {
    let name = storage.text(folder, id::SENDER).or_else(|| storage.text(folder, id::ON_BEHALF_OF));
    let by_mail = storage.text(folder, id::SENDER_SMTP);
    party(name, by_mail.or_else(|| storage.text(folder, id::SENDER_ADDRESS)))
}

/// An address of the office's own directory ("/O=…") is none that mail goes to.
fn party(name: Option<String>, address: Option<String>) -> Option<GivenParty> {
    let filled = |words: Option<String>| words.map(|w| w.trim().to_owned()).filter(|w| !w.is_empty());
    let party =
        GivenParty { name: filled(name), post: None, address: filled(address).filter(|a| a.contains('@')) };
    (party.name.is_some() || party.address.is_some()).then_some(party)
}

/// The day of a time that counts tenths of microseconds since 1601, in Greenwich.
fn day_of(ticks: u64) -> Option<Date> {
    const TICKS_PER_SECOND: u64 = 10_000_000;
    const SECONDS_TO_1970: i64 = 11_644_473_600;
    let seconds = i64::try_from(ticks / TICKS_PER_SECOND).ok()? - SECONDS_TO_1970;
    let at = jiff::Timestamp::from_second(seconds).ok()?;
    Some(jiff::tz::Offset::UTC.to_datetime(at).date())
}
