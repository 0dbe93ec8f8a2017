//! What a page puts where: its glyphs, and what is painted under and over them.

use hayro::hayro_interpret::font::{Glyph as Drawn, GlyphRun, PositionedGlyph};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro::kurbo::{BezPath, Point, Rect, Shape, Vec2};

use super::Hiding;

/// Glyphs of one page that are looked at.
pub(super) const GLYPHS_MAX: usize = 300_000;
/// Shapes and pictures of one page that are looked at.
const MARKS_MAX: usize = 4_000;
/// The steps of an outline beyond which it is taken for a drawing, not for something to cover words with.
const OUTLINE_STEPS_MAX: usize = 64;
/// Letters smaller than this are not for eyes, in points.
const POINTS_MIN: f64 = 1.8;
/// The least share of paint that shows.
const OPACITY_MIN: f32 = 0.08;
/// The least difference between letters and what they stand on that shows.
const CONTRAST_MIN: f32 = 0.06;
/// The share of paint from which on nothing shows through.
const OPAQUE: f32 = 0.95;

/// A letter, in dots from the top left of its page.
pub(super) struct Glyph {
    /// Its letters; empty where the file does not say which they are.
    pub text: String,
    /// Where it stands on its line.
    pub start: Point,
    /// Where the next would stand.
    pub end: Point,
    /// Its height, descenders and all.
    pub size: f64,
    /// The box that it fills.
    pub bounds: Rect,
    pub hiding: Option<Hiding>,
    /// The number of marks made before it.
    order: usize,
}

/// Something painted that can have letters under or on it.
struct Mark {
    bounds: Rect,
    /// Its outline, where it is not its box.
    outline: Option<BezPath>,
    /// Its colour; none for a picture.
    colour: Option<[f32; 3]>,
}

/// A look at one page.
pub(super) struct Eye {
    pub glyphs: Vec<Glyph>,
    /// Glyphs that the file gives no letters for.
    pub nameless: usize,
    /// The share of the page that its pictures cover, overlaps counted twice.
    pub pictured: f64,
    /// Lines, shapes and pictures that it draws.
    pub drawn: usize,
    marks: Vec<Mark>,
    clips: Vec<Rect>,
    opacities: Vec<f32>,
    page: Rect,
    dots_per_point: f64,
}

impl Eye {
    pub(super) fn new(page: Rect, dots_per_point: f64) -> Self {
        Eye {
            glyphs: Vec::new(),
            nameless: 0,
            pictured: 0.0,
            drawn: 0,
            marks: Vec::new(),
            clips: vec![page],
            opacities: vec![1.0],
            page,
            dots_per_point,
        }
    }

    /// Says of each glyph whether something was painted over it later.
    pub(super) fn close(&mut self) {
        for glyph in &mut self.glyphs {
            let over = self.marks.get(glyph.order..).unwrap_or_default();
            let centre = glyph.bounds.center();
            if glyph.hiding.is_none() && over.iter().any(|mark| mark.holds(centre)) {
                glyph.hiding = Some(Hiding::Cover);
            }
        }
    }

    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or(self.page)
    }

    fn opacity(&self) -> f32 {
        self.opacities.last().copied().unwrap_or(1.0)
    }

    fn mark(&mut self, mark: Mark) {
        self.drawn += 1;
        let smallest = POINTS_MIN * self.dots_per_point;
        if mark.bounds.width() > smallest && mark.bounds.height() > smallest && self.marks.len() < MARKS_MAX {
            self.marks.push(mark);
        }
    }

    fn see(&mut self, drawn: &PositionedGlyph<'_>, props: &DrawProps<'_>, mode: &DrawMode) {
        let placed = props.transform * drawn.transform();
        let [a, b, c, d, x, y] = placed.as_coeffs();
        let em = 1000.0;
        let size = Vec2::new(c, d).hypot() * em;
        let advance = match &**drawn {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        let advance = advance.map_or(em / 2.0, f64::from);
        let start = Point::new(x, y);
        let end = start + Vec2::new(a, b) * advance;
        let bounds = placed.transform_rect_bbox(Rect::new(0.0, -0.21 * em, advance, 0.74 * em));
        if ![start.x, start.y, end.x, end.y, size, bounds.area()].iter().all(|n| n.is_finite()) {
            return;
        }
        let text = drawn.as_unicode().map(letters).unwrap_or_default();
        self.nameless += usize::from(text.is_empty());
        let hiding = self.hiding(bounds, size, props, mode);
        self.glyphs.push(Glyph { text, start, end, size, bounds, hiding, order: self.marks.len() });
    }

    fn hiding(&self, bounds: Rect, size: f64, props: &DrawProps<'_>, mode: &DrawMode) -> Option<Hiding> {
        let centre = bounds.center();
        let paint = solid(&props.paint);
        let opacity = paint.map_or(1.0, |[_, _, _, opacity]| opacity) * self.opacity();
        match () {
            () if !self.page.contains(centre) || !self.clip().contains(centre) => Some(Hiding::Edge),
            () if matches!(mode, DrawMode::Invisible) || opacity < OPACITY_MIN => Some(Hiding::Invisible),
            () if size < POINTS_MIN * self.dots_per_point => Some(Hiding::Size),
            () if paint.is_some_and(|paint| self.is_ground(centre, paint)) => Some(Hiding::Colour),
            () => None,
        }
    }

    /// Whether letters of this colour would stand on their own colour.
    fn is_ground(&self, at: Point, [r, g, b, _]: [f32; 4]) -> bool {
        let under = self.marks.iter().rev().find(|mark| mark.holds(at));
        let ground = under.map_or(Some([1.0; 3]), |mark| mark.colour);
        let near = |(ink, ground): (f32, f32)| (ink - ground).abs() < CONTRAST_MIN;
        ground.is_some_and(|ground| [r, g, b].into_iter().zip(ground).all(near))
    }
}

impl Mark {
    fn holds(&self, at: Point) -> bool {
        self.bounds.contains(at) && self.outline.as_ref().is_none_or(|outline| outline.contains(at))
    }
}

/// The letters of a glyph, without those that are no letters.
fn letters(named: BfString) -> String {
    let mut text = match named {
        BfString::Char(c) => String::from(c),
        BfString::String(text) => text,
    };
    text.retain(|c| !(c.is_control() || c == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(&c)));
    text
}

fn solid(paint: &Paint<'_>) -> Option<[f32; 4]> {
    match paint {
        Paint::Color(colour) => Some(colour.to_rgba().components()),
        Paint::Pattern(_) => None,
    }
}

/// Whether a picture lets nothing through.
fn is_opaque(image: &Image<'_, '_>) -> bool {
    let Image::Raster(raster) = image else { return false };
    let stream = raster.stream();
    !["SMask", "Mask", "SMaskInData"].iter().any(|key| stream.dict().contains_key(key))
}

impl<'a> Device<'a> for Eye {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let filled = matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..));
        let through = props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal;
        let paint = solid(&props.paint).filter(|[_, _, _, opacity]| opacity * self.opacity() >= OPAQUE);
        let Some([r, g, b, _]) = paint.filter(|_| filled && !through) else {
            self.drawn += 1;
            return;
        };
        let placed = props.transform * path;
        let bounds = placed.bounding_box().intersect(self.clip());
        if placed.elements().len() <= OUTLINE_STEPS_MAX {
            self.mark(Mark { bounds, outline: Some(placed), colour: Some([r, g, b]) });
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.clips.push(self.clip().intersect(clip.path.bounding_box()));
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, mode: BlendMode) {
        let shows = if mask.is_some() || mode != BlendMode::Normal { OPAQUE / 2.0 } else { 1.0 };
        self.opacities.push(self.opacity() * opacity * shows);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let room = GLYPHS_MAX.saturating_sub(self.glyphs.len());
        run.glyphs().iter().take(room).for_each(|glyph| self.see(glyph, &props, mode));
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let place = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        let bounds = place.intersect(self.clip());
        self.pictured += bounds.area() / self.page.area().max(1.0);
        let through = props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal;
        if is_opaque(&image) && !through && self.opacity() >= OPAQUE {
            self.mark(Mark { bounds, outline: None, colour: None });
        } else {
            self.drawn += 1;
        }
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn pop_transparency_group(&mut self) {
        if self.opacities.len() > 1 {
            self.opacities.pop();
        }
    }
}
