//! Lines to text, with the place of each word in it.

use hayro::kurbo::Rect;

use super::order::blocks;
use super::piece::Piece;
use super::rows::{Join, Row, is_wide, joins};
use super::{TakenPage, Word};

/// A page's words in reading order, into its text, which begins at byte 0. Words that stand upright come
/// first, then those that run up or down the margin.
pub(super) fn write(page: &mut TakenPage, pieces: Vec<Piece>) -> String {
    let mut pen = Pen::default();
    for (turns, pieces) in by_heading(pieces) {
        (pen.width, pen.height) = turned_size(turns, page.width, page.height);
        let first = pen.words.len();
        let (width, height) = (f64::from(page.width), f64::from(page.height));
        let stand = |piece: Piece| Piece { bounds: upright(piece.bounds, turns, width, height), ..piece };
        blocks(pieces.into_iter().map(stand).collect()).iter().for_each(|block| pen.block(block));
        let back = (4 - turns) % 4;
        for word in pen.words.iter_mut().skip(first) {
            *word = turn(*word, back, pen.width, pen.height);
        }
    }
    pen.leave(page)
}

/// Lines in the order given, into a page's text, which begins at byte 0.
pub(super) fn write_blocks(page: &mut TakenPage, blocks: &[Vec<Row>]) -> String {
    let mut pen = Pen { width: page.width, height: page.height, ..Pen::default() };
    blocks.iter().for_each(|block| pen.block(block));
    pen.leave(page)
}

/// Words by the way in which they stand, the commonest way first.
fn by_heading(pieces: Vec<Piece>) -> Vec<(u8, Vec<Piece>)> {
    let mut ways: Vec<(u8, Vec<Piece>)> = (0..4).map(|turns| (turns, Vec::new())).collect();
    for piece in pieces {
        if let Some((_, way)) = ways.get_mut(usize::from(piece.turns)) {
            way.push(piece);
        }
    }
    ways.retain(|(_, way)| !way.is_empty());
    ways.sort_by_key(|(_, way)| std::cmp::Reverse(way.len()));
    ways
}

/// A box as it lies once its page is turned by quarters against the clock.
pub(super) fn upright(bounds: Rect, turns: u8, width: f64, height: f64) -> Rect {
    let Rect { x0, y0, x1, y1 } = bounds;
    match turns {
        1 => Rect::new(y0, width - x1, y1, width - x0),
        2 => Rect::new(width - x1, height - y1, width - x0, height - y0),
        3 => Rect::new(height - y1, x0, height - y0, x1),
        _ => bounds,
    }
}

/// The size of a page after quarter turns.
pub(super) fn turned_size(turns: u8, width: u32, height: u32) -> (u32, u32) {
    if turns.is_multiple_of(2) { (width, height) } else { (height, width) }
}

/// A word's place on a page of this size after quarter turns against the clock.
pub(super) fn turn(word: Word, turns: u8, width: u32, height: u32) -> Word {
    let Word { x, y, w, h, .. } = word;
    let (right, lower) = (width.saturating_sub(x + w), height.saturating_sub(y + h));
    match turns {
        1 => Word { x: y, y: right, w: h, h: w, ..word },
        2 => Word { x: right, y: lower, ..word },
        3 => Word { x: lower, y: x, w: h, h: w, ..word },
        _ => word,
    }
}

#[derive(Default)]
struct Pen {
    text: String,
    words: Vec<Word>,
    width: u32,
    height: u32,
}

impl Pen {
    fn leave(self, page: &mut TakenPage) -> String {
        page.words = self.words;
        (page.start, page.end) = (0, offset(&self.text));
        self.text
    }

    fn block(&mut self, rows: &[Row]) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let joins = joins(rows);
        for (at, row) in rows.iter().enumerate() {
            self.row(row);
            match joins.get(at) {
                Some(Join::Running) => self.run_on(rows.get(at + 1)),
                Some(Join::Line) => self.text.push('\n'),
                Some(Join::Paragraph) => self.text.push_str("\n\n"),
                None => {}
            }
        }
    }

    fn row(&mut self, row: &Row) {
        let mut before: Option<&Piece> = None;
        for piece in &row.pieces {
            match before {
                Some(before) if is_wide(before, piece) => self.text.push_str("  "),
                Some(_) => self.text.push(' '),
                None => {}
            }
            self.word(piece);
            before = Some(piece);
        }
    }

    /// A space, unless the line ends within a word.
    fn run_on(&mut self, next: Option<&Row>) {
        let goes_on = next.and_then(|row| row.pieces.first()?.text.chars().next());
        let broken = self.text.strip_suffix(['-', '\u{ad}', '\u{2010}']);
        let inside = broken.is_some_and(|rest| rest.ends_with(char::is_alphabetic));
        match goes_on {
            Some(c) if inside && c.is_lowercase() => self.drop_hyphen(),
            Some(c) if inside && c.is_alphabetic() => {}
            _ => self.text.push(' '),
        }
    }

    fn drop_hyphen(&mut self) {
        self.text.pop();
        if let Some(word) = self.words.last_mut() {
            word.end = offset(&self.text);
        }
    }

    fn word(&mut self, piece: &Piece) {
        let start = offset(&self.text);
        self.text.push_str(&piece.text);
        let (x, w) = span(piece.bounds.x0, piece.bounds.x1, self.width);
        let (y, h) = span(piece.bounds.y0, piece.bounds.y1, self.height);
        self.words.push(Word { start, end: offset(&self.text), x, y, w, h, confidence: piece.confidence });
    }
}

/// From a first to a last dot, as a first dot and a length within a side.
fn span(from: f64, to: f64, side: u32) -> (u32, u32) {
    let (first, last) = (dot(from.floor(), side), dot(to.ceil(), side));
    (first, last.saturating_sub(first))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held within the side")]
fn dot(at: f64, side: u32) -> u32 {
    at.clamp(0.0, f64::from(side)) as u32
}

pub(super) fn offset(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use hayro::kurbo::Rect;
    use proptest::prelude::*;

    use super::{Word, turn, turned_size, upright};

    proptest! {
        #[test]
        fn a_word_turned_there_and_back_lies_where_it_lay(
            (x, y, w, h) in (0u32..500, 0u32..700, 1u32..90, 1u32..90), turns in 0u8..4,
        ) {
            let (width, height) = (600, 800);
            let word = Word { start: 0, end: 1, x, y, w, h, confidence: None };
            let there = turn(word, turns, width, height);
            let (wide, high) = turned_size(turns, width, height);
            prop_assert!(there.x + there.w <= wide && there.y + there.h <= high);
            prop_assert_eq!(turn(there, (4 - turns) % 4, wide, high), word);
            let bounds = |word: Word| {
                let (x, y) = (f64::from(word.x), f64::from(word.y));
                Rect::new(x, y, x + f64::from(word.w), y + f64::from(word.h))
            };
            prop_assert_eq!(upright(bounds(word), turns, 600.0, 800.0), bounds(there));
        }
    }
}
