//! What OCR wrote of a page (hOCR): its words with their places, as a page and its text.

use hayro::kurbo::Rect;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde::{Deserialize, Serialize};

use super::piece::Piece;
use super::rows::Row;
use super::{PageSource, TakenPage, text};
use crate::{Refusal, RefusalKind};

/// Words of one page.
const WORDS_MAX: usize = 50_000;
/// Elements within one another.
const DEPTH_MAX: usize = 32;
/// A sign that is no word is believed from this sureness on; below it is dirt.
const DIRT_BELOW: u8 = 50;

/// A page as it was read, and its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Transcript {
    pub page: TakenPage,
    pub text: String,
}

/// Takes what OCR wrote of a page apart; `page` says how large the page is shown, before it is set upright.
pub(crate) fn transcribe(name: &str, written: &[u8], page: &TakenPage) -> Result<Transcript, Refusal> {
    let mut scan = Scan::read(written).ok_or_else(|| unread(name))?;
    let turns = scan.set_upright();
    let (width, height) = text::turned_size(turns, page.width, page.height);
    scan.fit(f64::from(width), f64::from(height));
    let mut read = TakenPage { width, height, turned: turns, source: PageSource::Read, ..page.clone() };
    let text = text::write_blocks(&mut read, &scan.blocks);
    tell(&mut read);
    Ok(Transcript { page: read, text })
}

fn tell(page: &mut TakenPage) {
    match page.turned {
        0 => {}
        2 => page.notes.push("the page lay upside down and was turned".to_owned()),
        _ => page.notes.push("the page lay on its side and was turned".to_owned()),
    }
    match page.confidence() {
        None => page.notes.push("no words were found in the picture of the page".to_owned()),
        Some(sure) if page.reads_badly() => {
            page.notes.push(format!("the page reads badly: its words are {sure} of 100 sure on average"));
        }
        Some(_) => {}
    }
}

fn unread(name: &str) -> Refusal {
    Refusal::of(RefusalKind::Broken, name, "has a page that could not be read from its picture")
}

/// A page as OCR saw it, in the dots of the picture that it was shown.
struct Scan {
    width: f64,
    height: f64,
    blocks: Vec<Vec<Row>>,
}

impl Scan {
    /// `None` where what was written is cut short or is something else.
    fn read(written: &[u8]) -> Option<Scan> {
        let mut hand = Hand::default();
        let mut reader = Reader::from_str(std::str::from_utf8(written).ok()?);
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => hand.open(&start)?,
                Event::End(_) => hand.close(),
                Event::Text(text) => hand.text.push_str(&text),
                Event::GeneralRef(name) => hand.text.push(sign(&name)?),
                Event::Eof => break,
                _ => {}
            }
        }
        hand.done()
    }

    /// Turns the page so that most of its words stand upright, and says by how many quarters.
    fn set_upright(&mut self) -> u8 {
        let mut ways = [0usize; 4];
        for piece in self.blocks.iter().flatten().flat_map(|row| &row.pieces) {
            if let Some(way) = ways.get_mut(usize::from(piece.turns % 4)) {
                *way += 1;
            }
        }
        let most = (0u8..4).zip(ways).max_by_key(|(turns, count)| (*count, 4 - turns));
        let turns = most.map_or(0, |(turns, _)| turns);
        let (width, height) = (self.width, self.height);
        self.each(|bounds| text::upright(bounds, turns, width, height));
        if !turns.is_multiple_of(2) {
            (self.width, self.height) = (height, width);
        }
        turns
    }

    /// Stretches the page to this size.
    fn fit(&mut self, width: f64, height: f64) {
        let (across, down) = (width / self.width, height / self.height);
        self.each(|r| Rect::new(r.x0 * across, r.y0 * down, r.x1 * across, r.y1 * down));
        for piece in self.blocks.iter_mut().flatten().flat_map(|row| &mut row.pieces) {
            piece.size *= down;
        }
    }

    fn each(&mut self, change: impl Fn(Rect) -> Rect) {
        for row in self.blocks.iter_mut().flatten() {
            row.line = row.line.map(&change);
            for piece in &mut row.pieces {
                piece.bounds = change(piece.bounds);
            }
        }
    }
}

/// What is being written while elements open and close.
#[derive(Default)]
struct Hand {
    size: Option<Rect>,
    blocks: Vec<Vec<Row>>,
    /// How the line's letters stand, and how high they are.
    turns: u8,
    letters: Option<f64>,
    words: usize,
    open: Vec<Kind>,
    word: Option<(Rect, u8)>,
    text: String,
    closed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Other,
}

impl Hand {
    fn open(&mut self, start: &BytesStart<'_>) -> Option<()> {
        let class = attribute(start, "class");
        let title = attribute(start, "title");
        let mut kind = Kind::Other;
        match class.as_str() {
            "ocr_page" => self.size = bounds(&title),
            "ocr_carea" => self.blocks.push(Vec::new()),
            "ocrx_word" => {
                kind = Kind::Word;
                self.text.clear();
                self.word = bounds(&title).zip(number(&title, "x_wconf").or(Some(0)));
                self.words += 1;
            }
            line if line.starts_with("ocr_") && line != "ocr_par" => self.line(&title),
            _ => {}
        }
        self.open.push(kind);
        (self.open.len() <= DEPTH_MAX && self.words <= WORDS_MAX).then_some(())
    }

    fn line(&mut self, title: &str) {
        let angle = value(title, "textangle").and_then(|words| words.first()?.parse::<u16>().ok());
        let quarters = (360 - angle.unwrap_or(0) % 360) / 90 % 4;
        self.turns = u8::try_from(quarters).unwrap_or(0);
        self.letters = value(title, "x_size").and_then(|words| words.first()?.parse().ok());
        self.letters = self.letters.filter(|size| size.is_finite() && *size > 0.0);
        if self.blocks.is_empty() {
            self.blocks.push(Vec::new());
        }
        if let Some(block) = self.blocks.last_mut() {
            block.push(Row { pieces: Vec::new(), line: bounds(title) });
        }
    }

    fn close(&mut self) {
        if self.open.pop() == Some(Kind::Word) {
            self.take_word();
        }
        self.closed = self.open.is_empty();
    }

    fn take_word(&mut self) {
        let text: String = self.text.split_whitespace().collect();
        let Some((bounds, sure)) = self.word.take() else { return };
        let dirt = sure < DIRT_BELOW && !text.contains(char::is_alphanumeric);
        let Some(row) = self.blocks.last_mut().and_then(|block| block.last_mut()) else { return };
        if !text.is_empty() && !dirt {
            let (size, turns) = (self.letters.unwrap_or(bounds.height()), self.turns);
            row.pieces.push(Piece { text, bounds, size, turns, hiding: None, confidence: Some(sure) });
        }
    }

    fn done(mut self) -> Option<Scan> {
        let size = self.size.filter(|size| size.width() > 0.0 && size.height() > 0.0 && self.closed)?;
        for block in &mut self.blocks {
            block.retain(|row| !row.pieces.is_empty());
        }
        self.blocks.retain(|block| !block.is_empty());
        Some(Scan { width: size.width(), height: size.height(), blocks: self.blocks })
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> String {
    let found = start.try_get_attribute(name).ok().flatten();
    found.map(|found| found.value.into_owned()).unwrap_or_default()
}

/// The words after a key in a title: "bbox 1 2 3 4; x_wconf 96".
fn value<'t>(title: &'t str, key: &str) -> Option<Vec<&'t str>> {
    let mut entries = title.split(';').map(|entry| entry.split_whitespace());
    entries.find_map(|mut words| (words.next()? == key).then(|| words.collect()))
}

fn number(title: &str, key: &str) -> Option<u8> {
    let sure: u8 = value(title, key)?.first()?.parse().ok()?;
    Some(sure.min(100))
}

fn bounds(title: &str) -> Option<Rect> {
    let sides: Vec<f64> =
        value(title, "bbox")?.iter().filter_map(|word| word.parse::<u32>().ok()).map(f64::from).collect();
    match sides.as_slice() {
        [x0, y0, x1, y1] if x0 <= x1 && y0 <= y1 => Some(Rect::new(*x0, *y0, *x1, *y1)),
        _ => None,
    }
}

/// The sign that an entity stands for; no document type is read, so there are only these.
fn sign(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let code = name.strip_prefix('#')?;
            let code =
                code.strip_prefix('x').map_or_else(|| code.parse(), |hex| u32::from_str_radix(hex, 16));
            char::from_u32(code.ok()?).filter(|c| !c.is_control())
        }
    }
}
