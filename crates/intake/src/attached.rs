//! Files attached to a mail: a paper where the format is one that is read, else kept.

use crate::sheet::{self, Origin, Reply, Sheet, UnreadSheet};
use crate::taken::TakenKind;
use crate::{Format, Limits, Refusal, RefusalKind, html, names, plain, sniff};

/// A file that came with a mail.
pub(crate) struct Attached<'a> {
    pub name: &'a str,
    pub media_type: String,
    /// The encoding that its mail states for it.
    pub charset: Option<&'a str>,
    pub bytes: &'a [u8],
}

impl Attached<'_> {
    /// Sets the file in its mail; what cannot be read of it is kept as it came and told.
    pub fn set_in(&self, to: &mut Sheet, reply: &mut Reply, limits: &Limits, depth: usize) {
        let origin = reply.keep(self.bytes);
        match self.read(limits, depth) {
            Ok(read) => {
                let mut sheets = read.set_within(reply, origin);
                let head = names::shown_name(self.name);
                if !self.name.is_empty() {
                    sheets.iter_mut().for_each(|sheet| sheet.head_with(&head));
                }
                to.enclosures.append(&mut sheets);
            }
            Err(refusal) => self.keep_unread(to, origin, &refusal),
        }
    }

    fn read(&self, limits: &Limits, depth: usize) -> Result<Reply, Refusal> {
        let format = sniff(self.name, self.bytes)?;
        match format {
            Format::Text if !self.is_words() => {
                let what =
                    format!("is called .{} and is plain text", names::ending(self.name).unwrap_or_default());
                Err(Refusal::of(RefusalKind::Format, self.name, what))
            }
            Format::Text if self.media_type == "text/html" => html::parse(self.name, self.bytes, limits),
            Format::Text => {
                let plain::Decoded { text, mut notes } =
                    plain::decode_as(self.name, self.bytes, self.charset)?;
                notes.extend(names::remarks(self.name, Some(format)));
                let sheet = Sheet { text, notes, ..Sheet::new(TakenKind::Text, Origin::Whole) };
                Reply::of_one(Format::Text, sheet).within_limits(self.name, limits)
            }
            _ => sheet::parse_within(self.name, self.bytes, limits, depth + 1),
        }
    }

    /// Whether it says that it is text; bytes that only look like text may be anything.
    fn is_words(&self) -> bool {
        const ENDINGS: [&str; 8] = ["txt", "text", "csv", "md", "asc", "log", "ics", "json"];
        let ending = self.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        self.media_type.starts_with("text/")
            || ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
    }

    fn keep_unread(&self, to: &mut Sheet, origin: Origin, refusal: &Refusal) {
        let name = if self.name.is_empty() { String::new() } else { names::shown_name(self.name) };
        let says_nothing_new = matches!(refusal.kind(), RefusalKind::Format | RefusalKind::Empty)
            && names::ending(&name).is_none();
        if !says_nothing_new {
            to.notes.push(format!(
                "`{}` was kept and not read: it {}",
                names::shown_name(self.name),
                refusal.what()
            ));
        }
        to.notes.extend(names::remarks(self.name, None));
        to.unread.push(UnreadSheet { name, media_type: self.media_type.clone(), origin });
    }
}
