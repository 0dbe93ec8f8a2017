//! Words to lines, and lines to paragraphs.

use hayro::kurbo::Rect;

use super::piece::Piece;

/// The gap within a line, in heights of a letter, from which on it parts two things side by side.
const WIDE_GAP: f64 = 1.2;
/// The step to the next line, of the usual one, from which on a paragraph ends.
const STEP_MAX: f64 = 1.35;
/// The space that a full line leaves at its right, of the width of its block.
const SHORT_MIN: f64 = 0.15;
/// The least width of running text, in heights of a letter; lines of a narrower block stay lines.
const RUNNING_WIDTH_MIN: f64 = 20.0;
/// The step between lines set singly, in heights of a letter, at most.
const SINGLE_STEP_MAX: f64 = 1.4;
/// The indent, in heights of a letter, with which a paragraph may begin.
const INDENT_MIN: f64 = 0.8;

/// A line: words from left to right.
pub(super) struct Row {
    pub pieces: Vec<Piece>,
    /// The box of the line, where its words' own boxes say less of where it stands.
    pub line: Option<Rect>,
}

/// What stands between a line and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// The paragraph goes on.
    Running,
    /// Another line of the same block.
    Line,
    /// A paragraph ends.
    Paragraph,
}

/// Words to lines, from the top.
pub(super) fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.sort_by(|a, b| a.bounds.center().y.total_cmp(&b.bounds.center().y));
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if row.holds(&piece) => row.pieces.push(piece),
            _ => rows.push(Row { pieces: vec![piece], line: None }),
        }
    }
    for row in &mut rows {
        row.pieces.sort_by(|a, b| a.bounds.x0.total_cmp(&b.bounds.x0));
    }
    rows
}

impl Row {
    fn holds(&self, piece: &Piece) -> bool {
        let Some(first) = self.pieces.first() else { return false };
        let low = first.bounds.height().min(piece.bounds.height());
        (piece.bounds.center().y - first.bounds.center().y).abs() < low / 2.0
    }

    pub(super) fn size(&self) -> f64 {
        let mut sizes: Vec<f64> = self.pieces.iter().map(|piece| piece.size).collect();
        sizes.sort_by(f64::total_cmp);
        sizes.get(sizes.len() / 2).copied().unwrap_or(1.0)
    }

    pub(super) fn width(&self) -> f64 {
        self.right() - self.left()
    }

    fn left(&self) -> f64 {
        self.pieces.first().map_or(0.0, |piece| piece.bounds.x0)
    }

    fn right(&self) -> f64 {
        self.pieces.iter().map(|piece| piece.bounds.x1).fold(0.0, f64::max)
    }

    fn middle(&self) -> f64 {
        let first = self.pieces.first().map(|piece| piece.bounds);
        self.line.or(first).map_or(0.0, |bounds| bounds.center().y)
    }

    /// Whether it is one run of words, not two things side by side.
    fn is_run(&self) -> bool {
        self.pieces.windows(2).all(|pair| !matches!(pair, [a, b] if is_wide(a, b)))
    }

    fn begins_item(&self) -> bool {
        let first = self.pieces.first().map_or("", |piece| piece.text.as_str());
        let mark = first.trim_matches(['(', ')', '.', '[', ']']);
        let counted = mark.len() < first.len()
            && mark.len() <= 3
            && !mark.is_empty()
            && mark.chars().all(|c| c.is_ascii_alphanumeric());
        counted || matches!(first, "-" | "–" | "—" | "*" | "•" | "o" | "·" | "▪")
    }
}

/// Whether the gap between two words of a line parts two things side by side.
pub(super) fn is_wide(a: &Piece, b: &Piece) -> bool {
    b.bounds.x0 - a.bounds.x1 > WIDE_GAP * a.size.max(b.size)
}

/// What stands after each line of a block but the last.
pub(super) fn joins(rows: &[Row]) -> Vec<Join> {
    let block = Block::of(rows);
    let next = |at: usize| rows.get(at + 2);
    rows.windows(2)
        .enumerate()
        .map(|(at, pair)| match pair {
            [above, below] => block.join(above, below, next(at)),
            _ => Join::Line,
        })
        .collect()
}

/// What is usual in a block.
struct Block {
    left: f64,
    right: f64,
    step: f64,
}

impl Block {
    fn of(rows: &[Row]) -> Self {
        let left = nth(rows.iter().map(Row::left).collect(), 10);
        let right = nth(rows.iter().map(Row::right).collect(), 90);
        let mut block = Block { left, right, step: 0.0 };
        let pairs = || rows.iter().zip(rows.iter().skip(1));
        let step = |(above, below): (&Row, &Row)| below.middle() - above.middle();
        // A paragraph seldom ends with a full line, so what follows full lines is the step within one.
        let full: Vec<f64> = pairs().filter(|(above, _)| block.is_full(above)).map(step).collect();
        block.step = nth(if full.is_empty() { pairs().map(step).collect() } else { full }, 40);
        block
    }

    fn is_full(&self, row: &Row) -> bool {
        row.right() >= self.right - SHORT_MIN * (self.right - self.left)
    }

    fn join(&self, above: &Row, below: &Row, after: Option<&Row>) -> Join {
        let size = above.size().max(below.size());
        let even = above.size().min(below.size()) / size.max(1.0) > 0.8;
        let step = below.middle() - above.middle();
        let wide = self.right - self.left >= RUNNING_WIDTH_MIN * size;
        let full = self.is_full(above);
        // Where lines are not filled, their own step says nothing: each may be a paragraph.
        let single = SINGLE_STEP_MAX * size;
        let usual = if full && wide { self.step.max(size) } else { self.step.min(single).max(size) };
        let running = even && full && wide && above.is_run() && below.is_run();
        match () {
            () if step > STEP_MAX * usual => Join::Paragraph,
            () if running && below.begins_item() && above.width() < self.right - self.left => Join::Line,
            () if self.indents(above, below, after, size) => Join::Paragraph,
            () if running => Join::Running,
            () => Join::Line,
        }
    }

    /// Whether a paragraph begins by an indent.
    fn indents(&self, above: &Row, below: &Row, after: Option<&Row>, size: f64) -> bool {
        let flush = |row: &Row| row.left() <= self.left + INDENT_MIN * size / 2.0;
        below.left() >= self.left + INDENT_MIN * size
            && below.left() <= self.left + 8.0 * size
            && flush(above)
            && !above.begins_item()
            && after.is_none_or(flush)
            && self.right - self.left >= RUNNING_WIDTH_MIN * size
            && below.right() >= f64::midpoint(self.left, self.right)
    }
}

/// The value that so many of a hundred stay below.
fn nth(mut values: Vec<f64>, percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() * percent / 100).copied().unwrap_or_default()
}
