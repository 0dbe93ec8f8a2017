//! Lines: shaped text broken to a width, and each line's pieces as they stand from left to right.

use super::shape::{Cluster, Glyph, Kind, Shaped};
use crate::fonts::{Face, Fonts};
use crate::measures::TAB;

/// A line of a shaped text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// The first of its clusters, and the first of the next line's.
    pub from: usize,
    pub to: usize,
    /// In points, without the spaces at its end.
    pub width: f32,
    /// With them.
    pub whole: f32,
}

/// Glyphs of one face that stand together.
pub struct Stroke<'a> {
    pub face: Face,
    pub size: f32,
    pub glyphs: std::borrow::Cow<'a, [Glyph]>,
    /// From the start of the line, in points.
    pub x: f32,
}

/// Clusters of one piece and one level.
struct Segment {
    from: usize,
    to: usize,
    level: u8,
    width: f32,
    /// From the start of the line.
    x: f32,
}

impl Shaped {
    /// The text broken to lines no wider than `width`, wherever it must be.
    pub fn lines(&self, width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut from = 0;
        while from < self.clusters.len() {
            let line = self.line(from, width);
            from = line.to;
            lines.push(line);
        }
        lines
    }

    fn line(&self, from: usize, width: f32) -> Line {
        let (mut x, mut ink) = (0.0, 0.0);
        let mut last = None;
        for (index, cluster) in self.clusters.iter().enumerate().skip(from) {
            let wide = advance(cluster, x);
            if cluster.kind == Kind::Ink || cluster.kind == Kind::Soft {
                let hyphen = if cluster.kind == Kind::Soft { self.setting.size * 0.35 } else { 0.0 };
                if index > from && x + wide > width {
                    return last.unwrap_or(Line { from, to: index, width: ink, whole: x });
                }
                ink = x + wide;
                if x + wide + hyphen > width && last.is_some() {
                    x += wide;
                    continue;
                }
            }
            x += wide;
            if self.breaks[index] {
                last = Some(Line { from, to: index + 1, width: ink, whole: x });
            }
        }
        Line { from, to: self.clusters.len(), width: ink, whole: x }
    }

    /// The pieces of a line in the order in which they are read, each with its place.
    pub fn strokes<'a>(&'a self, line: &Line, fonts: &Fonts) -> Vec<Stroke<'a>> {
        let mut segments = self.segments(line);
        arrange(&mut segments);
        let mut x = 0.0;
        for segment in &mut segments {
            segment.x = x;
            x += segment.width;
        }
        segments.sort_unstable_by_key(|segment| segment.from);
        let strokes = segments.iter().filter_map(|segment| self.stroke(segment));
        strokes.chain(self.hyphen(line, fonts)).collect()
    }

    fn stroke(&self, segment: &Segment) -> Option<Stroke<'_>> {
        let piece = self.pieces[self.clusters[segment.from].piece];
        let glyphs = self.glyphs_of(segment)?.into();
        Some(Stroke { face: piece.face, size: piece.size, glyphs, x: segment.x })
    }

    fn glyphs_of(&self, segment: &Segment) -> Option<&[Glyph]> {
        let own = self.clusters.get(segment.from..segment.to)?;
        let first = own.iter().map(|cluster| cluster.glyphs.0).min()?;
        let last = own.iter().map(|cluster| cluster.glyphs.1).max()?;
        self.glyphs.get(first..last)
    }

    fn segments(&self, line: &Line) -> Vec<Segment> {
        let base = u8::from(self.leftward);
        let own = &self.clusters[line.from..line.to];
        let trailing =
            own.iter().rposition(|c| c.kind != Kind::Space && c.kind != Kind::Tab).map_or(0, |at| at + 1);
        let mut segments: Vec<Segment> = Vec::new();
        let mut x = 0.0;
        for (offset, cluster) in own.iter().enumerate() {
            let level = if offset >= trailing { base } else { self.pieces[cluster.piece].level };
            let width = advance(cluster, x);
            x += width;
            let index = line.from + offset;
            match segments.last_mut() {
                Some(last) if last.level == level && self.clusters[last.from].piece == cluster.piece => {
                    last.to = index + 1;
                    last.width += width;
                }
                _ => segments.push(Segment { from: index, to: index + 1, level, width, x: 0.0 }),
            }
        }
        segments
    }

    /// The hyphen of a word that was parted where its writer allowed it.
    fn hyphen(&self, line: &Line, fonts: &Fonts) -> Option<Stroke<'static>> {
        let last = self.clusters[line.from..line.to].last().filter(|last| last.kind == Kind::Soft)?;
        if line.to == self.clusters.len() || self.leftward {
            return None;
        }
        let piece = self.pieces[last.piece];
        let (glyph, width) =
            fonts.advance(piece.face, '\u{AD}').or_else(|| fonts.advance(piece.face, '-'))?;
        let range = last.end - '\u{AD}'.len_utf8()..last.end;
        let glyphs = vec![Glyph::plain(glyph, width, range)];
        Some(Stroke { face: piece.face, size: piece.size, glyphs: glyphs.into(), x: line.whole })
    }
}

/// How far a cluster that stands at `x` reaches.
fn advance(cluster: &Cluster, x: f32) -> f32 {
    match cluster.kind {
        Kind::Tab => ((x / TAB).floor() + 1.0) * TAB - x,
        Kind::Ink | Kind::Space | Kind::Soft => cluster.width,
    }
}

/// Reverses every sequence at or above each level, from the highest down (UAX #9, L2).
fn arrange(segments: &mut [Segment]) {
    let highest = segments.iter().map(|segment| segment.level).max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut start = 0;
        while start < segments.len() {
            let length = segments[start..].iter().take_while(|segment| segment.level >= level).count();
            segments[start..start + length].reverse();
            start += length.max(1);
        }
    }
}
