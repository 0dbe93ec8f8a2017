//! Shaping: a line of prose becomes glyphs once, whatever width it is broken to afterwards.

use std::collections::BTreeSet;

use harfrust::{Buffer, BufferFlags, Direction, Script, ShapeOptions, ShapePlan, shape as harfrust_shape};
use krilla::text::GlyphId;
use unicode_bidi::BidiInfo;

use super::cast::{Cast, Stretch};
use super::clean::{Prose, unseen};
use crate::Fault;
use crate::fonts::{Face, Fonts, REPLACEMENT, REPLACES};
use crate::measures::Setting;

/// A line of prose as glyphs.
pub struct Shaped {
    pub text: String,
    /// In the order in which they are read.
    pub clusters: Vec<Cluster>,
    pub pieces: Vec<Piece>,
    /// Those of a piece stand together, from left to right.
    pub glyphs: Vec<Glyph>,
    /// Whether a line may end after each cluster.
    pub breaks: Vec<bool>,
    /// Whether it is read from right to left as a whole.
    pub leftward: bool,
    pub setting: Setting,
}

/// A glyph and the bytes of the text that it shows; lengths in ems.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    pub id: u32,
    pub start: u32,
    pub end: u32,
    pub advance: f32,
    pub right: f32,
    pub up: f32,
}

impl Glyph {
    pub fn plain(id: u32, advance: f32, text: std::ops::Range<usize>) -> Self {
        Self { id, start: text.start as u32, end: text.end as u32, advance, right: 0.0, up: 0.0 }
    }
}

impl krilla::text::Glyph for Glyph {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(self.id)
    }

    fn text_range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    fn x_advance(&self, size: f32) -> f32 {
        self.advance * size
    }

    fn x_offset(&self, size: f32) -> f32 {
        self.right * size
    }

    fn y_offset(&self, size: f32) -> f32 {
        self.up * size
    }

    fn y_advance(&self, _: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<krilla::surface::Location> {
        None
    }
}

/// The least that is never parted.
pub struct Cluster {
    /// In bytes of the text.
    pub start: usize,
    pub end: usize,
    /// In points.
    pub width: f32,
    pub piece: usize,
    /// Indices of its glyphs.
    pub glyphs: (usize, usize),
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Ink,
    Space,
    Tab,
    /// Ends with a hyphen that shows only at the end of a line.
    Soft,
}

/// Text of one face and one direction.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    pub face: Face,
    pub size: f32,
    pub level: u8,
}

/// Shapes text, and keeps what can be used again.
pub struct Shaper {
    pub fonts: Fonts,
    /// Characters that could not be printed as what they are.
    pub missing: BTreeSet<char>,
    plans: Vec<(Face, ShapePlan)>,
    buffer: Buffer,
}

impl Shaper {
    pub fn new() -> Result<Self, Fault> {
        let fonts = Fonts::open()?;
        Ok(Self { fonts, missing: BTreeSet::new(), plans: Vec::new(), buffer: Buffer::new() })
    }

    pub fn shape(&mut self, prose: Prose, setting: Setting) -> Result<Shaped, Fault> {
        let (levels, leftward) = levels(&prose.text);
        let stretches = self.stretches(&prose, &levels, setting);
        let mut shaped = Shaped {
            text: prose.text,
            clusters: Vec::new(),
            pieces: Vec::new(),
            glyphs: Vec::new(),
            breaks: Vec::new(),
            leftward,
            setting,
        };
        for stretch in &stretches {
            self.set(stretch, &mut shaped)?;
        }
        shaped.breaks = breaks(&shaped);
        Ok(shaped)
    }

    fn set(&mut self, stretch: &Stretch, shaped: &mut Shaped) -> Result<(), Fault> {
        let Cast { face, level, tab, absent, .. } = stretch.cast;
        shaped.pieces.push(Piece { face, size: shaped.setting.size * face.scale(), level });
        if absent {
            self.replace(stretch, shaped);
            return Ok(());
        }
        let direction = if level % 2 == 1 { Direction::RightToLeft } else { Direction::LeftToRight };
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.reset();
        for (at, c) in shaped.text[stretch.start..stretch.end].char_indices() {
            buffer.push(c.into(), (stretch.start + at) as u32);
        }
        buffer.set_direction(direction);
        buffer.set_script(stretch.cast.script);
        let begins = if stretch.start == 0 { BufferFlags::BEGINNING_OF_TEXT } else { BufferFlags::empty() };
        buffer.set_flags(begins | BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let plan = self.plan(face, stretch.cast.script, direction);
        let options = ShapeOptions::new().plan(self.plans.get(plan).map(|(_, plan)| plan));
        harfrust_shape(self.fonts.shaper(face), &mut buffer, options).map_err(|_| Fault::Fonts)?;
        collect(&buffer, stretch, tab, self.fonts.pdf(face).units_per_em(), shaped);
        self.buffer = buffer;
        Ok(())
    }

    /// Every character of the stretch as the sign for what is missing; the text behind it stays what it was.
    fn replace(&self, stretch: &Stretch, shaped: &mut Shaped) {
        let piece = shaped.pieces.len() - 1;
        let Some((glyph, advance)) = self.fonts.advance(REPLACES, REPLACEMENT) else { return };
        if let Some(piece) = shaped.pieces.last_mut() {
            piece.face = REPLACES;
            piece.size = shaped.setting.size;
        }
        let first = shaped.clusters.len();
        for (at, c) in shaped.text[stretch.start..stretch.end].char_indices() {
            let (start, end) = (stretch.start + at, stretch.start + at + c.len_utf8());
            let glyphs = (shaped.glyphs.len(), shaped.glyphs.len() + 1);
            shaped.glyphs.push(Glyph::plain(glyph, advance, start..end));
            let width = advance * shaped.setting.size;
            shaped.clusters.push(Cluster { start, end, width, piece, glyphs, kind: Kind::Ink });
        }
        if stretch.cast.level % 2 == 1 {
            leftward(shaped, first);
        }
    }

    fn plan(&mut self, face: Face, script: Option<Script>, direction: Direction) -> usize {
        let same = |(of, plan): &(Face, ShapePlan)| {
            *of == face && plan.script() == script && plan.direction() == direction
        };
        self.plans.iter().position(same).unwrap_or_else(|| {
            let plan = ShapePlan::new(self.fonts.font(face), direction, script, None, &[]);
            self.plans.push((face, plan));
            self.plans.len() - 1
        })
    }
}

/// The direction of each byte, and of the whole.
fn levels(text: &str) -> (Vec<u8>, bool) {
    if text.chars().all(|c| c < '\u{590}' || ('\u{1E00}'..'\u{2000}').contains(&c)) {
        return (Vec::new(), false);
    }
    let bidi = BidiInfo::new(text, None);
    let leftward = bidi.paragraphs.first().is_some_and(|paragraph| paragraph.level.is_rtl());
    (bidi.levels.iter().map(|level| level.number()).collect(), leftward)
}

/// Takes glyphs as they were shaped, cluster by cluster.
fn collect(buffer: &Buffer, stretch: &Stretch, tab: bool, units: f32, shaped: &mut Shaped) {
    let (infos, positions) = (buffer.glyph_infos(), buffer.glyph_positions());
    let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let piece = shaped.pieces.len() - 1;
    let size = shaped.pieces[piece].size;
    let first = shaped.clusters.len();
    for (index, start) in starts.iter().enumerate() {
        // What stands before the first glyph and shows nothing goes with it.
        let start = if index == 0 { stretch.start } else { *start };
        let end = starts.get(index + 1).copied().unwrap_or(stretch.end);
        let kind = kind(&shaped.text[start..end], tab);
        shaped.clusters.push(Cluster { start, end, width: 0.0, piece, glyphs: (usize::MAX, 0), kind });
    }
    for (info, position) in infos.iter().zip(positions) {
        let Ok(index) = starts.binary_search(&(info.cluster as usize)) else { continue };
        let cluster = &mut shaped.clusters[first + index];
        let em = |value: i32| value as f32 / units;
        let at = shaped.glyphs.len();
        cluster.glyphs = (cluster.glyphs.0.min(at), at + 1);
        cluster.width += em(position.x_advance) * size;
        let text = seen(&shaped.text, cluster.start, cluster.end);
        let plain = Glyph::plain(info.glyph_id, em(position.x_advance), text);
        shaped.glyphs.push(Glyph { right: em(position.x_offset), up: em(position.y_offset), ..plain });
    }
}

/// Turns the glyphs of the clusters from `first` on, which were laid as they are read, to stand from left to right.
fn leftward(shaped: &mut Shaped, first: usize) {
    let Some(start) = shaped.clusters.get(first).map(|cluster| cluster.glyphs.0) else { return };
    let end = shaped.glyphs.len();
    shaped.glyphs[start..].reverse();
    for cluster in &mut shaped.clusters[first..] {
        cluster.glyphs = (start + end - cluster.glyphs.1, start + end - cluster.glyphs.0);
    }
}

/// The bytes of a cluster without what shows nothing at its ends, unless that is all.
fn seen(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let whole = &text[start..end];
    let (left, right) = (whole.trim_start_matches(unseen), whole.trim_end_matches(unseen));
    let range = end - left.len()..start + right.len();
    if range.start < range.end { range } else { start..end }
}

fn kind(text: &str, tab: bool) -> Kind {
    if tab {
        Kind::Tab
    } else if text.ends_with('\u{AD}') {
        Kind::Soft
    } else if text.trim_end_matches(unseen).ends_with([' ', '\u{2003}', '\u{2002}', '\u{3000}', '\u{2009}']) {
        Kind::Space
    } else {
        Kind::Ink
    }
}

/// Whether a line may end after each cluster, or after what follows it and shows nothing.
fn breaks(shaped: &Shaped) -> Vec<bool> {
    let mut allowed = unicode_linebreak::linebreaks(&shaped.text).map(|(at, _)| at).peekable();
    let nexts = shaped.clusters.iter().skip(1).map(|next| next.start).chain([shaped.text.len()]);
    let ends = shaped.clusters.iter().zip(nexts).map(|(cluster, next)| {
        while allowed.next_if(|at| *at < cluster.end).is_some() {}
        allowed.peek().is_some_and(|at| *at <= next.max(cluster.end))
    });
    ends.collect()
}
