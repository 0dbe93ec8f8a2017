//! TEI volumes of documents: each document one paper, cut out of the volume byte for byte.

mod dates;
mod element;
mod given;
mod head;
mod party;
mod prose;
mod volume;

use crate::sheet::{self, Origin, Reply, Sheet};
use crate::taken::{Given, TakenKind};
use crate::{Format, Limits, Refusal, RefusalKind};
use element::{Element, filled};
use prose::Prose;
use volume::{Found, Volume};

const SECTIONS_NAMED_MAX: usize = 12;

/// Parses a whole volume, or refuses the whole of it.
pub(crate) fn parse(name: &str, bytes: &[u8], limits: &Limits) -> Result<Reply, Refusal> {
    let source = decoded(name, bytes)?;
    let skipped = bytes.len() - source.len();
    let mut volume = Volume::new(name, source);
    let mut taking = Taking { name, limits, skipped, title: None, notes: Vec::new(), papers: 0, pictured: 0 };
    let mut sheets = Vec::new();
    while let Some(found) = volume.next()? {
        match found {
            Found::Header(header) => taking.title = title(&header),
            Found::Matter(matter) => taking.notes.extend(left_out(&matter)),
            Found::Document(document) => sheets.push(taking.document(&document)?),
        }
    }
    taking.into_reply(sheets)
}

fn decoded<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let refuse = |at: usize| {
        let what = format!("is not UTF-8 at byte {at}; save the volume as UTF-8 and hand it in again");
        Refusal::of(RefusalKind::Encoding, name, what)
    };
    let source = std::str::from_utf8(bytes).map_err(|error| refuse(error.valid_up_to()))?;
    source.find('\0').map_or(Ok(source), |at| Err(refuse(at)))
}

/// What is kept while a volume is taken.
struct Taking<'a> {
    name: &'a str,
    limits: &'a Limits,
    /// Bytes before the source's first: a byte order mark.
    skipped: usize,
    title: Option<String>,
    notes: Vec<String>,
    papers: usize,
    pictured: usize,
}

impl Taking<'_> {
    fn document(&mut self, document: &Element<'_>) -> Result<Sheet, Refusal> {
        self.pictured += usize::from(document.first("graphic").is_some());
        self.sheet(document, given::of_document(document), 0)
    }

    fn sheet(&mut self, element: &Element<'_>, given: Given, depth: usize) -> Result<Sheet, Refusal> {
        self.papers += 1;
        if self.papers > self.limits.papers_max {
            return Err(sheet::too_many_papers(self.name, self.limits));
        }
        if depth > self.limits.depth_max {
            return Err(sheet::too_deep(self.name, self.limits));
        }
        let mut prose = Prose::new();
        prose.document(element);
        if prose.text.len() as u64 > self.limits.text_bytes_max {
            return Err(sheet::too_long(self.name, self.limits));
        }
        let mut enclosures = Vec::new();
        for enclosed in element.elements().filter(|inner| prose::is_enclosure(inner)) {
            enclosures.push(self.sheet(enclosed, given::of_enclosure(enclosed), depth + 1)?);
        }
        let origin = Origin::Input { start: self.skipped + element.start, end: self.skipped + element.end };
        let Prose { text, footnotes, .. } = prose;
        Ok(Sheet { text, given, footnotes, enclosures, ..Sheet::new(TakenKind::Document, origin) })
    }

    fn into_reply(mut self, sheets: Vec<Sheet>) -> Result<Reply, Refusal> {
        if sheets.is_empty() {
            let what =
                "is a TEI file without a document in it; hand in a volume whose documents are marked as such";
            return Err(Refusal::of(RefusalKind::Format, self.name, what));
        }
        if self.pictured > 0 {
            let note = format!(
                "pictures in {} documents were left out: only their captions were taken",
                self.pictured
            );
            self.notes.push(note);
        }
        Ok(Reply { format: Format::Tei, title: self.title, notes: self.notes, sheets, pool: Vec::new() })
    }
}

fn title(header: &Element<'_>) -> Option<String> {
    let statement = header.first("titleStmt")?;
    let titles = || statement.elements().filter(|element| element.name == "title");
    let complete = titles().find(|title| title.sort() == "complete").or_else(|| titles().next())?;
    filled(complete.words())
}

/// Says what of a volume's front or back matter was not taken.
fn left_out(matter: &Element<'_>) -> Option<String> {
    let heads = matter.elements().filter_map(|section| section.child("head").map(Element::words));
    let named: Vec<String> = heads.filter(|head| !head.is_empty()).take(SECTIONS_NAMED_MAX).collect();
    let place = if matter.name == "front" { "before" } else { "after" };
    let what = if named.is_empty() { "title pages".to_owned() } else { named.join(", ") };
    Some(format!("left out, since it is the editors' matter {place} the documents: {what}"))
}
