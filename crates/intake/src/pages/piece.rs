//! Glyphs to words, each with the box that it fills.

use hayro::kurbo::{Rect, Vec2};

use super::Hiding;
use super::eye::Glyph;

/// The step between two letters, in heights of a letter, from which on they stand in two words.
const SPACE_MIN: f64 = 0.17;
/// How far back a letter may stand, as an accent or a kern does.
const BACK_MAX: f64 = 0.6;
/// How far off the line a letter may stand, as a raised figure does.
const OFF_LINE_MAX: f64 = 0.5;

/// A word on its page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    pub bounds: Rect,
    /// The height of its letters.
    pub size: f64,
    /// Quarter turns clockwise in which its letters stand.
    pub turns: u8,
    pub hiding: Option<Hiding>,
    /// How sure its reader was.
    pub confidence: Option<u8>,
}

/// The words of a page, in the order in which the file writes them.
pub(super) fn pieces(glyphs: &[Glyph]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        if glyph.text.trim().is_empty() {
            last = last.filter(|_| glyph.text.is_empty());
            continue;
        }
        match (pieces.last_mut(), last) {
            (Some(piece), Some(before)) if follows(before, glyph) => piece.take(glyph),
            _ => pieces.push(Piece::of(glyph)),
        }
        last = Some(glyph);
    }
    pieces
}

/// Whether a glyph goes on with the word of the one before it.
fn follows(before: &Glyph, glyph: &Glyph) -> bool {
    let size = before.size.max(glyph.size);
    let along = heading(before);
    let step = glyph.start - before.end;
    let (ahead, aside) = (step.dot(along), step.cross(along).abs());
    before.hiding == glyph.hiding
        && heading(glyph).dot(along) > 0.9
        && aside <= OFF_LINE_MAX * size
        && ahead <= SPACE_MIN * size
        && ahead >= -BACK_MAX * size
}

fn heading(glyph: &Glyph) -> Vec2 {
    let step = glyph.end - glyph.start;
    if step.hypot() > 0.0 { step.normalize() } else { Vec2::new(1.0, 0.0) }
}

impl Piece {
    fn of(glyph: &Glyph) -> Self {
        Piece {
            text: glyph.text.trim().to_owned(),
            bounds: glyph.bounds,
            size: glyph.size,
            turns: turns(heading(glyph)),
            hiding: glyph.hiding,
            confidence: None,
        }
    }

    fn take(&mut self, glyph: &Glyph) {
        self.text.push_str(glyph.text.trim());
        self.bounds = self.bounds.union(glyph.bounds);
        self.size = self.size.max(glyph.size);
    }
}

fn turns(heading: Vec2) -> u8 {
    match heading {
        Vec2 { x, y } if x.abs() >= y.abs() => u8::from(x < 0.0) * 2,
        Vec2 { y, .. } if y > 0.0 => 1,
        _ => 3,
    }
}
