//! What a parser answers, and the checks it passes before it counts as taken.
//!
//! A [`Sheet`] never holds the original's bytes: it says which bytes of the submitted file they are, so a
//! parser that was led astray by its input cannot put other words in the record. Only bytes that had to
//! be decoded (attachments) travel, in a pool beside the answer.

use serde::{Deserialize, Serialize};

use crate::taken::{Footnote, Given, GivenParty, Taken, TakenKind, TakenPaper, Unread};
use crate::{
    Format, Limits, Refusal, RefusalKind, TakenPage, archive, files, html, mail, mbox, names, outlook, pages,
    plain, rtf, sniff, tei,
};

const FOOTNOTES_MAX: usize = 20_000;
const PARTIES_MAX: usize = 5_000;
const NOTES_MAX: usize = 200;
const FIELD_BYTES_MAX: usize = 256 * 1024;

/// Everything that a parser made of one file.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Reply {
    pub format: Format,
    pub title: Option<String>,
    pub notes: Vec<String>,
    pub sheets: Vec<Sheet>,
    /// Decoded bytes; they travel beside the JSON.
    #[serde(skip)]
    pub pool: Vec<u8>,
}

/// One paper as a parser answers it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Sheet {
    pub kind: TakenKind,
    pub origin: Origin,
    pub text: String,
    pub given: Given,
    pub footnotes: Vec<Footnote>,
    pub enclosures: Vec<Sheet>,
    pub unread: Vec<UnreadSheet>,
    #[serde(default)]
    pub pages: Vec<TakenPage>,
    #[serde(default)]
    pub notes: Vec<String>,
}

/// An attachment that is kept and not read.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct UnreadSheet {
    pub name: String,
    pub media_type: String,
    pub origin: Origin,
}

/// Where a paper's original bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Origin {
    /// The submitted file, whole.
    Whole,
    /// These bytes of the submitted file.
    Input { start: usize, end: usize },
    /// These bytes of the pool.
    Pool { start: usize, end: usize },
}

/// Parses a file's bytes where it is called.
pub(crate) fn parse(name: &str, bytes: &[u8], limits: &Limits) -> Result<Reply, Refusal> {
    if bytes.len() as u64 > limits.file_bytes_max {
        return Err(files::too_large(name, limits));
    }
    parse_within(name, bytes, limits, 0)
}

/// Parses a file that lies `depth` files deep in the one that was handed in.
pub(crate) fn parse_within(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    depth: usize,
) -> Result<Reply, Refusal> {
    if depth > limits.depth_max {
        return Err(too_deep(name, limits));
    }
    let mut reply = match sniff(name, bytes)? {
        Format::Text => text_reply(name, bytes, limits),
        Format::Mail => mail::parse(name, bytes, limits, depth),
        Format::Tei => tei::parse(name, bytes, limits),
        Format::Pdf => pages::parse_pdf(name, bytes, limits),
        Format::Image => pages::parse_picture(name, bytes, limits),
        Format::Mbox => mbox::parse(name, bytes, limits, depth),
        Format::Outlook => outlook::parse(name, bytes, limits, depth),
        Format::Html => html::parse(name, bytes, limits),
        Format::Rtf => rtf::parse(name, bytes, limits),
        Format::Word | Format::OpenDocument | Format::Zip => archive::parse(name, bytes, limits, depth),
    }?;
    let odd = names::remarks(name, Some(reply.format));
    match reply.sheets.as_mut_slice() {
        [only] => only.notes.splice(0..0, odd).for_each(drop),
        _ => reply.notes.splice(0..0, odd).for_each(drop),
    }
    Ok(reply)
}

fn text_reply(name: &str, bytes: &[u8], limits: &Limits) -> Result<Reply, Refusal> {
    let plain::Decoded { text, notes } = plain::decode(name, bytes)?;
    let sheet = Sheet { text, notes, ..Sheet::new(TakenKind::Text, Origin::Whole) };
    Reply::of_one(Format::Text, sheet).within_limits(name, limits)
}

impl Origin {
    fn counted_from(self, whole: Origin, pooled: usize) -> Self {
        match (self, whole) {
            (Origin::Whole, _) => whole,
            (Origin::Pool { start, end }, _) => Origin::Pool { start: pooled + start, end: pooled + end },
            (Origin::Input { .. }, Origin::Whole) => self,
            (Origin::Input { start, end }, Origin::Input { start: from, .. }) => {
                Origin::Input { start: from + start, end: from + end }
            }
            (Origin::Input { start, end }, Origin::Pool { start: from, .. }) => {
                Origin::Pool { start: from + start, end: from + end }
            }
        }
    }
}

impl Sheet {
    /// Gives a text, or pages, their file's name to go by.
    pub(crate) fn head_with(&mut self, name: &str) {
        if matches!(self.kind, TakenKind::Text | TakenKind::Pages) && self.given.head.is_none() {
            self.given.head = Some(name.to_owned());
        }
    }

    fn count_from(&mut self, whole: Origin, pooled: usize) {
        self.origin = self.origin.counted_from(whole, pooled);
        for unread in &mut self.unread {
            unread.origin = unread.origin.counted_from(whole, pooled);
        }
        self.enclosures.iter_mut().for_each(|sheet| sheet.count_from(whole, pooled));
    }

    pub(crate) fn new(kind: TakenKind, origin: Origin) -> Self {
        Sheet {
            kind,
            origin,
            text: String::new(),
            given: Given::default(),
            footnotes: Vec::new(),
            enclosures: Vec::new(),
            unread: Vec::new(),
            pages: Vec::new(),
            notes: Vec::new(),
        }
    }
}

impl Reply {
    /// An answer with nothing in it yet.
    pub(crate) fn new(format: Format) -> Self {
        Reply { format, title: None, notes: Vec::new(), sheets: Vec::new(), pool: Vec::new() }
    }

    /// An answer of one paper.
    pub(crate) fn of_one(format: Format, sheet: Sheet) -> Self {
        Reply { sheets: vec![sheet], ..Reply::new(format) }
    }

    /// The same answer, unless a paper of it is too long.
    pub(crate) fn within_limits(self, name: &str, limits: &Limits) -> Result<Self, Refusal> {
        let long = self.sheets.iter().any(|sheet| sheet.text.len() as u64 > limits.text_bytes_max);
        if long { Err(too_long(name, limits)) } else { Ok(self) }
    }

    /// Keeps decoded bytes and tells where they are.
    pub(crate) fn keep(&mut self, bytes: &[u8]) -> Origin {
        let start = self.pool.len();
        self.pool.extend_from_slice(bytes);
        Origin::Pool { start, end: self.pool.len() }
    }

    /// Sets what was read of a file within another one: its papers, their bytes counted from the outer
    /// file's, whose bytes at `origin` it was.
    pub(crate) fn set_within(mut self, outer: &mut Reply, origin: Origin) -> Vec<Sheet> {
        let pooled = outer.pool.len();
        outer.pool.append(&mut self.pool);
        self.sheets.iter_mut().for_each(|sheet| sheet.count_from(origin, pooled));
        match self.sheets.as_mut_slice() {
            [first, ..] => first.notes.append(&mut self.notes),
            [] => outer.notes.append(&mut self.notes),
        }
        self.sheets
    }

    /// Checks an answer as foreign and cuts the originals from the submitted bytes.
    pub(crate) fn into_taken(self, name: &str, input: Vec<u8>, limits: &Limits) -> Result<Taken, Refusal> {
        self.check_shape(name)?;
        let whole = self.sheets.iter().any(|sheet| sheet.origin == Origin::Whole);
        let mut intake = Receiver { name, input: &input, pool: &self.pool, limits, papers: 0 };
        let mut papers = Vec::with_capacity(self.sheets.len().min(limits.papers_max));
        for sheet in self.sheets {
            papers.push(intake.receive(sheet, 0)?);
        }
        // The one paper that is the whole file takes the bytes as they came, without a copy.
        if let (true, [paper]) = (whole, papers.as_mut_slice()) {
            paper.original = input;
        }
        Ok(Taken { format: self.format, papers, title: self.title, notes: self.notes })
    }

    fn check_shape(&self, name: &str) -> Result<(), Refusal> {
        let one_whole = matches!(self.sheets.as_slice(), [only] if only.origin == Origin::Whole);
        let sound = match self.format {
            Format::Tei | Format::Mbox => {
                self.sheets.iter().all(|sheet| matches!(sheet.origin, Origin::Input { .. }))
            }
            Format::Zip => self.sheets.iter().all(|sheet| matches!(sheet.origin, Origin::Pool { .. })),
            _ => one_whole,
        };
        let titled = self.title.as_ref().is_none_or(|title| title.len() <= FIELD_BYTES_MAX);
        let small = titled && words_are_small(&self.notes);
        if sound && small && !self.sheets.is_empty() { Ok(()) } else { Err(unsound(name)) }
    }
}

/// The receiving side of one answer.
struct Receiver<'a> {
    name: &'a str,
    input: &'a [u8],
    pool: &'a [u8],
    limits: &'a Limits,
    papers: usize,
}

impl Receiver<'_> {
    fn receive(&mut self, sheet: Sheet, depth: usize) -> Result<TakenPaper, Refusal> {
        self.count(depth)?;
        self.check_sheet(&sheet)?;
        let original = self.original(sheet.origin, depth)?;
        let unread = sheet.unread.into_iter().map(|item| self.unread(item)).collect::<Result<_, _>>()?;
        let mut enclosures = Vec::with_capacity(sheet.enclosures.len().min(self.limits.papers_max));
        for enclosure in sheet.enclosures {
            enclosures.push(self.receive(enclosure, depth + 1)?);
        }
        let Sheet { kind, text, given, footnotes, pages, notes, .. } = sheet;
        Ok(TakenPaper { kind, original, text, given, footnotes, enclosures, unread, pages, notes })
    }

    fn count(&mut self, depth: usize) -> Result<(), Refusal> {
        self.papers += 1;
        if self.papers > self.limits.papers_max {
            return Err(too_many_papers(self.name, self.limits));
        }
        if depth > self.limits.depth_max {
            return Err(too_deep(self.name, self.limits));
        }
        Ok(())
    }

    fn check_sheet(&self, sheet: &Sheet) -> Result<(), Refusal> {
        if sheet.text.len() as u64 > self.limits.text_bytes_max {
            return Err(too_long(self.name, self.limits));
        }
        let anchored = |note: &Footnote| sheet.text.is_char_boundary(note.at as usize);
        let noted = sheet.footnotes.len() <= FOOTNOTES_MAX
            && sheet.footnotes.iter().all(|note| anchored(note) && note.text.len() <= FIELD_BYTES_MAX);
        let kept = sheet.unread.len() <= self.limits.parts_max;
        let paged = pages::fit(&sheet.pages, &sheet.text, self.limits) && words_are_small(&sheet.notes);
        if noted && kept && paged && given_is_small(&sheet.given) { Ok(()) } else { Err(unsound(self.name)) }
    }

    fn original(&self, origin: Origin, depth: usize) -> Result<Vec<u8>, Refusal> {
        let cut = match origin {
            // Left empty here and filled with the submitted bytes once every other paper is cut.
            Origin::Whole if depth == 0 => return Ok(Vec::new()),
            Origin::Whole => None,
            Origin::Input { start, end } => self.input.get(start..end),
            Origin::Pool { start, end } => self.pool.get(start..end),
        };
        cut.map(<[u8]>::to_vec).ok_or_else(|| unsound(self.name))
    }

    fn unread(&self, item: UnreadSheet) -> Result<Unread, Refusal> {
        let bytes = self.original(item.origin, 1)?;
        let UnreadSheet { name, media_type, .. } = item;
        if name.len() + media_type.len() > FIELD_BYTES_MAX {
            return Err(unsound(self.name));
        }
        Ok(Unread { name, media_type, bytes })
    }
}

fn words_are_small(notes: &[String]) -> bool {
    notes.len() <= NOTES_MAX && notes.iter().all(|note| note.len() <= FIELD_BYTES_MAX)
}

fn given_is_small(given: &Given) -> bool {
    let fields = [
        &given.head,
        &given.kind,
        &given.date_words,
        &given.place,
        &given.subject,
        &given.source_note,
        &given.reference,
        &given.id_in_volume,
        &given.marking_line,
    ];
    let lists = [&given.from, &given.to, &given.copied_to];
    let short = |field: &Option<String>| field.as_ref().is_none_or(|words| words.len() <= FIELD_BYTES_MAX);
    let party = |who: &GivenParty| short(&who.name) && short(&who.post) && short(&who.address);
    fields.into_iter().all(short)
        && lists.iter().all(|list| list.len() <= PARTIES_MAX && list.iter().all(party))
}

pub(crate) fn too_many_papers(name: &str, limits: &Limits) -> Refusal {
    let what = format!("holds more than {} papers; split it and hand in the pieces", limits.papers_max);
    Refusal::of(RefusalKind::TooLarge, name, what)
}

pub(crate) fn too_deep(name: &str, limits: &Limits) -> Refusal {
    let what =
        format!("is nested more than {} deep; take the inner files out and hand them in", limits.depth_max);
    Refusal::of(RefusalKind::TooDeep, name, what)
}

pub(crate) fn too_long(name: &str, limits: &Limits) -> Refusal {
    let mebibytes = limits.text_bytes_max / (1024 * 1024);
    let what =
        format!("holds a paper with more than {mebibytes} MiB of text; split it and hand in the pieces");
    Refusal::of(RefusalKind::TooLarge, name, what)
}

fn unsound(name: &str) -> Refusal {
    let what = "could not be read safely: what was read from it does not fit it; have it examined before trying again";
    Refusal::of(RefusalKind::Unsafe, name, what)
}
