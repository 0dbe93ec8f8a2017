//! Drawing: pages become a PDF.

use std::sync::LazyLock;

use krilla::color::{luma, rgb};
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};

use crate::Fault;
use crate::measures::{BAR, Ink};
use crate::page::{Bar, Frame, Mark, Page, What};
use crate::structure::{Node, Structure};
use crate::text::Shaper;

/// PDF/A-2a and PDF/UA-1 together.
pub fn configuration() -> Result<Configuration, Fault> {
    static BOTH: LazyLock<Option<Configuration>> = LazyLock::new(|| {
        let builder = ConfigurationBuilder::new().with_archival_validator(Archival::A2_A);
        builder.with_accessibility_validator(Accessibility::UA1).finish().ok()
    });
    BOTH.ok_or_else(|| Fault::Pdf("the two do not go together".into()))
}

/// A PDF that is being drawn.
pub struct Drawing<'a> {
    pub pdf: &'a mut krilla::Document,
    pub structure: &'a mut Structure,
    pub shaper: &'a mut Shaper,
    pub frame: &'a Frame,
}

impl Drawing<'_> {
    /// Draws page `number` (from 1) of `of`.
    pub fn page(&mut self, mut page: Page, number: usize, of: usize) -> Result<(), Fault> {
        let foot = self.frame.foot(number, of, self.shaper)?;
        let size = PageSettings::from_wh(self.frame.width, self.frame.height).ok_or(Fault::NoRoom)?;
        let mut sheet = self.pdf.start_page_with(size);
        let mut pen = Pen { surface: sheet.surface(), shaper: self.shaper, ink: None };
        pen.aside(ArtifactType::Header, self.frame.head(), 0.0);
        pen.bars(&page.bars, self.frame.top);
        // What belongs together is drawn together, in the order of reading; what belongs to nothing comes first.
        page.marks.sort_by_key(|mark| mark.node);
        for marks in page.marks.chunk_by(|one, other| one.node == other.node) {
            match marks[0].node {
                None => pen.aside(ArtifactType::Other, marks, self.frame.top),
                Some(node) => pen.content(node, marks, self.frame.top, number - 1, self.structure),
            }
        }
        pen.aside(ArtifactType::Footer, &foot, 0.0);
        Ok(())
    }
}

struct Pen<'a, 's> {
    surface: Surface<'s>,
    shaper: &'a Shaper,
    ink: Option<Ink>,
}

impl Pen<'_, '_> {
    /// Draws what is no part of what the document says.
    fn aside(&mut self, kind: ArtifactType, marks: &[Mark], top: f32) {
        if marks.is_empty() {
            return;
        }
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        marks.iter().for_each(|mark| self.mark(mark, top));
        self.surface.end_tagged();
    }

    fn content(&mut self, node: Node, marks: &[Mark], top: f32, page: usize, structure: &mut Structure) {
        let content = self.surface.start_tagged(ContentTag::Other);
        marks.iter().for_each(|mark| self.mark(mark, top));
        self.surface.end_tagged();
        structure.drawn(node, content);
        if let Some(place) = marks.first().and_then(|mark| place(mark, top)) {
            structure.stands(node, page, place);
        }
    }

    fn bars(&mut self, bars: &[(Bar, f32, f32)], top: f32) {
        if bars.is_empty() {
            return;
        }
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        for (bar, from, to) in bars {
            self.dip(bar.ink);
            self.rectangle(bar.x, top + from, BAR, to - from);
        }
        self.surface.end_tagged();
    }

    fn mark(&mut self, mark: &Mark, top: f32) {
        let (x, y) = (mark.x, mark.y + top);
        match &mark.what {
            What::Words { shaped, line } => {
                self.dip(mark.ink);
                for stroke in shaped.strokes(line, &self.shaper.fonts) {
                    let start = Point::from_xy(rounded(x + stroke.x), rounded(y));
                    let font = self.shaper.fonts.pdf(stroke.face).clone();
                    self.surface.draw_glyphs(start, &stroke.glyphs, font, &shaped.text, stroke.size, false);
                }
            }
            What::Rule { width, thickness } => {
                self.dip(mark.ink);
                self.rectangle(x, y, *width, *thickness);
            }
            What::Picture { image, width, height } => {
                if let Some(size) = Size::from_wh(*width, *height) {
                    self.surface.push_transform(&Transform::from_translate(x, y));
                    self.surface.draw_image(image.clone(), size);
                    self.surface.pop();
                }
            }
        }
    }

    fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32) {
        let Some(rect) = Rect::from_xywh(rounded(x), rounded(y), width, height) else { return };
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    fn dip(&mut self, ink: Ink) {
        if self.ink == Some(ink) {
            return;
        }
        let (red, green, blue) = ink.colour();
        let paint = if red == green && green == blue {
            luma::Color::new(red).into()
        } else {
            rgb::Color::new(red, green, blue).into()
        };
        self.surface.set_fill(Some(Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::NonZero }));
        self.ink = Some(ink);
    }
}

/// The rectangle in which a mark stands; for words, from above their line.
fn place(mark: &Mark, top: f32) -> Option<Rect> {
    let y = mark.y + top;
    match &mark.what {
        What::Words { shaped, line } => {
            let rise = shaped.setting.leading;
            Rect::from_xywh(mark.x.max(0.0), (y - rise).max(0.0), line.width.max(1.0), rise)
        }
        What::Rule { width, thickness } => Rect::from_xywh(mark.x, y, *width, *thickness),
        What::Picture { width, height, .. } => Rect::from_xywh(mark.x, y, *width, *height),
    }
}

/// To a hundredth of a point: finer is seen by nobody and makes the file larger.
fn rounded(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}
