//! How much one document may hold, and the check of it before anything is set.

use crate::{Block, Document, Fault, Row, Run};

/// Blocks, items and rows of a document, however deep they stand.
pub const BLOCKS_MAX: usize = 100_000;
/// Bytes of all its text, as UTF-8.
pub const TEXT_BYTES_MAX: usize = 4 << 20;
/// Lines that its text is set in.
pub const LINES_MAX: usize = 400_000;
/// Pages that it takes.
pub const PAGES_MAX: usize = 4_000;
/// Bytes of its title, as UTF-8.
pub const TITLE_BYTES_MAX: usize = 8_000;
/// Bytes of a banner, as UTF-8.
pub const BANNER_BYTES_MAX: usize = 600;
/// Bytes of its reference, as UTF-8.
pub const REFERENCE_BYTES_MAX: usize = 200;
/// Columns of a table.
pub const COLUMNS_MAX: usize = 12;
/// Blocks within blocks: a portion in a point of a list in a portion.
pub const DEPTH_MAX: usize = 8;
/// Bytes of all its pictures, as they come.
pub const PICTURES_BYTES_MAX: usize = 256 << 20;
/// Dots of one picture.
pub const PICTURE_DOTS_MAX: u64 = 40_000_000;
/// Dots of all its pictures.
pub const PICTURES_DOTS_MAX: u64 = 4_000_000_000;

/// Refuses a document that holds more than the limits allow, or that names no title or language.
pub(crate) fn check(document: &Document) -> Result<(), Fault> {
    if document.title.trim().is_empty() {
        return Err(Fault::Untitled);
    }
    language(&document.language)?;
    within("bytes of title", document.title.len(), TITLE_BYTES_MAX)?;
    within("bytes of reference", document.reference.len(), REFERENCE_BYTES_MAX)?;
    if let Some(marking) = &document.marking {
        banner(&marking.banner)?;
    }
    let mut tally = Tally::default();
    tally.blocks(&document.blocks, 1)
}

/// A Fault if there is more of something than may be.
pub(crate) fn within(what: &'static str, count: usize, limit: usize) -> Result<(), Fault> {
    if count > limit { Err(Fault::TooMuch { what, limit: limit as u64 }) } else { Ok(()) }
}

fn language(tag: &str) -> Result<(), Fault> {
    let letters =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = tag.split('-').next().unwrap_or_default();
    let fits =
        tag.len() <= 35 && tag.split('-').all(letters) && first.bytes().all(|b| b.is_ascii_alphabetic());
    if fits && first.len() >= 2 { Ok(()) } else { Err(Fault::Language) }
}

fn banner(words: &str) -> Result<(), Fault> {
    if words.trim().is_empty() {
        return Err(Fault::EmptyMarking);
    }
    within("bytes of banner", words.len(), BANNER_BYTES_MAX)
}

#[derive(Default)]
struct Tally {
    blocks: usize,
    text: usize,
    lines: usize,
    pictures: usize,
}

impl Tally {
    fn blocks(&mut self, blocks: &[Block], depth: usize) -> Result<(), Fault> {
        within("levels of blocks", depth, DEPTH_MAX)?;
        self.more(blocks.len())?;
        blocks.iter().try_for_each(|block| self.block(block, depth))
    }

    fn block(&mut self, block: &Block, depth: usize) -> Result<(), Fault> {
        match block {
            Block::Heading { text, .. } | Block::Words(text) => self.text(text),
            Block::Paragraph(runs) | Block::Quote(runs) => self.runs(runs),
            Block::Particulars(rows) => self.particulars(rows),
            Block::Table { caption, columns, rows } => {
                self.text(caption)?;
                within("columns", columns.len(), COLUMNS_MAX)?;
                columns.iter().try_for_each(|column| self.text(&column.head))?;
                self.rows(rows)
            }
            Block::List { items, .. } => {
                self.more(items.len())?;
                items.iter().try_for_each(|item| self.blocks(&item.blocks, depth + 1))
            }
            Block::Marked { marking, blocks } => {
                banner(&marking.banner)?;
                self.blocks(blocks, depth + 1)
            }
            Block::Picture { png, alternative } => {
                within("bytes of title", alternative.len(), TITLE_BYTES_MAX)?;
                self.pictures += png.len();
                within("bytes of pictures", self.pictures, PICTURES_BYTES_MAX)
            }
            Block::Rule | Block::PageBreak | Block::Space { .. } => Ok(()),
        }
    }

    fn particulars(&mut self, rows: &[(String, String)]) -> Result<(), Fault> {
        self.more(rows.len())?;
        rows.iter().try_for_each(|(name, value)| self.text(name).and_then(|()| self.text(value)))
    }

    fn rows(&mut self, rows: &[Row]) -> Result<(), Fault> {
        self.more(rows.len())?;
        rows.iter().flatten().try_for_each(|cell| self.runs(&cell.runs))
    }

    fn runs(&mut self, runs: &[Run]) -> Result<(), Fault> {
        runs.iter().try_for_each(|run| self.text(&run.text))
    }

    fn text(&mut self, text: &str) -> Result<(), Fault> {
        self.lines +=
            text.chars().filter(|c| matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')).count();
        within("lines", self.lines, LINES_MAX)?;
        self.text += text.len();
        within("bytes of text", self.text, TEXT_BYTES_MAX)
    }

    fn more(&mut self, blocks: usize) -> Result<(), Fault> {
        self.blocks += blocks;
        within("blocks", self.blocks, BLOCKS_MAX)
    }
}
