//! The order in which a page is read: bands from the top, and columns where prose stands side by side.

use super::piece::Piece;
use super::rows::{Row, rows};

/// The least gap between two columns, in heights of a letter.
const GUTTER_MIN: f64 = 1.0;
/// The least lines of a column of prose; fewer are a heading or a table.
const COLUMN_ROWS_MIN: usize = 4;
/// The least width of a column of prose, in heights of a letter; a narrower one is a list of labels.
const COLUMN_WIDTH_MIN: f64 = 9.0;
/// Columns within columns that are looked for.
const DEPTH_MAX: usize = 4;
/// Words beyond which no columns are looked for.
const WORDS_MAX: usize = 20_000;

type Gap = (f64, f64);

/// A page's words in the blocks in which they are read, each in lines.
pub(super) fn blocks(pieces: Vec<Piece>) -> Vec<Vec<Row>> {
    let mut blocks = Vec::new();
    if pieces.len() > WORDS_MAX {
        blocks.push(rows(pieces));
    } else {
        divide(pieces, 0, &mut blocks);
    }
    blocks.retain(|rows| !rows.is_empty());
    blocks
}

fn divide(pieces: Vec<Piece>, depth: usize, out: &mut Vec<Vec<Row>>) {
    let mut bands = bands(pieces);
    let mut plain = Vec::new();
    while !bands.is_empty() {
        match columns(&bands).filter(|_| depth < DEPTH_MAX) {
            Some((count, gutter)) => {
                out.push(rows(std::mem::take(&mut plain)));
                let side_by_side = bands.drain(..count).flat_map(|band| band.pieces);
                let (left, right) = side_by_side.partition(|piece| piece.bounds.center().x < gutter);
                divide(left, depth + 1, out);
                divide(right, depth + 1, out);
            }
            None => plain.extend(bands.remove(0).pieces),
        }
    }
    out.push(rows(plain));
}

/// Words between two blank strips across the page.
struct Band {
    pieces: Vec<Piece>,
    /// Where no word of it stands, from beyond the left to beyond the right.
    gaps: Vec<Gap>,
}

fn bands(mut pieces: Vec<Piece>) -> Vec<Band> {
    pieces.sort_by(|a, b| a.bounds.y0.total_cmp(&b.bounds.y0));
    let mut cut: Vec<Vec<Piece>> = Vec::new();
    let mut foot = f64::NEG_INFINITY;
    for piece in pieces {
        // Descenders and capitals of neighbouring lines may touch.
        let touch = piece.size * 0.3;
        let below = piece.bounds.y0 >= foot - touch;
        foot = foot.max(piece.bounds.y1);
        match cut.last_mut() {
            Some(band) if !below => band.push(piece),
            _ => cut.push(vec![piece]),
        }
    }
    cut.into_iter().map(|pieces| Band { gaps: gaps(&pieces), pieces }).collect()
}

fn gaps(pieces: &[Piece]) -> Vec<Gap> {
    let mut sides: Vec<(f64, f64, f64)> =
        pieces.iter().map(|piece| (piece.bounds.x0, piece.bounds.x1, piece.size)).collect();
    sides.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut gaps = Vec::new();
    let mut edge = f64::NEG_INFINITY;
    for (left, right, size) in sides {
        if left - edge >= GUTTER_MIN * size {
            gaps.push((edge, left));
        }
        edge = edge.max(right);
    }
    gaps.push((edge, f64::INFINITY));
    gaps
}

/// How many of the first bands stand in two columns, and where between them.
fn columns(bands: &[Band]) -> Option<(usize, f64)> {
    let mut common = bands.first()?.gaps.clone();
    let mut best = None;
    for (at, band) in bands.iter().enumerate() {
        common = shared(&common, &band.gaps);
        match gutter(&common) {
            Some(gutter) => best = Some((at + 1, gutter)),
            None if best.is_some() => break,
            None => {}
        }
    }
    best.filter(|(count, gutter)| bands.get(..*count).is_some_and(|run| are_prose(run, *gutter)))
}

fn shared(some: &[Gap], others: &[Gap]) -> Vec<Gap> {
    let meet = |a: &Gap, b: &Gap| (a.0.max(b.0), a.1.min(b.1));
    let both = some.iter().flat_map(|a| others.iter().map(move |b| meet(a, b)));
    both.filter(|(left, right)| right - left > 1.0).collect()
}

/// The middle of the widest gap that has words on both sides: each of its edges is the edge of a word.
fn gutter(gaps: &[Gap]) -> Option<f64> {
    let inner = gaps.iter().filter(|(from, to)| from.is_finite() && to.is_finite());
    let widest = inner.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))?;
    Some(f64::midpoint(widest.0, widest.1))
}

fn are_prose(run: &[Band], gutter: f64) -> bool {
    let side = |left: bool| {
        let on_side = |piece: &&Piece| (piece.bounds.center().x < gutter) == left;
        run.iter().flat_map(|band| &band.pieces).filter(on_side).cloned().collect::<Vec<Piece>>()
    };
    [true, false].into_iter().all(|left| is_prose(&rows(side(left))))
}

fn is_prose(rows: &[Row]) -> bool {
    let mut widths: Vec<f64> = rows.iter().map(|row| row.width() / row.size().max(1.0)).collect();
    widths.sort_by(f64::total_cmp);
    let middle = widths.get(widths.len() / 2).copied().unwrap_or_default();
    rows.len() >= COLUMN_ROWS_MIN && middle >= COLUMN_WIDTH_MIN
}
