//! Pages as pictures.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::{DynamicImage, RgbImage};
use serde::{Deserialize, Serialize};

use super::scale::{Scale, scale};
use super::{pdf, picture};
use crate::{Format, Limits, Refusal, RefusalKind, sniff};

/// A page whose picture is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wanted {
    /// The page's number, from one.
    pub number: u32,
    pub purpose: Purpose,
    /// Quarter turns against the clock that set it upright.
    pub turns: u8,
}

/// What a picture is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Purpose {
    /// To be looked at.
    Show,
    /// To be read by OCR: larger, and grey.
    Read,
}

/// Draws pages as PNG, one after another, in the order asked.
pub(crate) fn draw(
    name: &str,
    bytes: &[u8],
    wanted: &[Wanted],
    limits: &Limits,
) -> Result<Vec<Vec<u8>>, Refusal> {
    match sniff(name, bytes)? {
        Format::Pdf => draw_pdf(name, bytes, wanted, limits),
        _ => picture::draw(name, bytes, wanted, limits),
    }
}

fn draw_pdf(name: &str, bytes: &[u8], wanted: &[Wanted], limits: &Limits) -> Result<Vec<Vec<u8>>, Refusal> {
    let pdf = pdf::open(name, bytes, limits)?;
    let cache = RenderCache::new();
    let one = |wanted: &Wanted| {
        let at = usize::try_from(wanted.number).ok()?.checked_sub(1)?;
        encode(page(pdf.pages().get(at)?, &cache, wanted.purpose)?, wanted)
    };
    wanted.iter().map(|wanted| one(wanted).ok_or_else(|| undrawn(name, wanted.number))).collect()
}

fn page<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, purpose: Purpose) -> Option<DynamicImage> {
    let Scale { width, height, .. } = sized(page, purpose);
    let (across, down) = page.render_dimensions();
    // A hair over the whole number, since the dots are cut off and not rounded.
    let hair = 0.01;
    let settings = PixmapSettings {
        x_scale: (width as f32 + hair) / across,
        y_scale: (height as f32 + hair) / down,
        bg_color: WHITE,
    };
    let drawn = render(page, cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let (wide, high) = (u32::from(drawn.width()), u32::from(drawn.height()));
    let dots = drawn.data().iter().flat_map(|dot| [dot.r, dot.g, dot.b]).collect();
    let drawn = DynamicImage::ImageRgb8(RgbImage::from_raw(wide, high, dots)?);
    let fits = (wide, high) == (width, height);
    Some(if fits { drawn } else { drawn.resize_exact(width, height, image::imageops::FilterType::Nearest) })
}

fn sized(page: &Page<'_>, purpose: Purpose) -> Scale {
    let (width, height) = page.render_dimensions();
    match purpose {
        Purpose::Show => pdf::shown_scale(page),
        Purpose::Read => scale(width.into(), height.into(), super::READ_DOTS_PER_INCH, super::READ_DOTS_MAX),
    }
}

/// A picture set upright, as PNG: grey where it has no colours, or is to be read.
pub(super) fn encode(picture: DynamicImage, wanted: &Wanted) -> Option<Vec<u8>> {
    let upright = match wanted.turns % 4 {
        1 => picture.rotate270(),
        2 => picture.rotate180(),
        3 => picture.rotate90(),
        _ => picture,
    };
    let rgb = upright.into_rgb8();
    let grey = wanted.purpose == Purpose::Read || is_grey(&rgb);
    let plain = if grey { DynamicImage::ImageRgb8(rgb).into_luma8().into() } else { DynamicImage::from(rgb) };
    let mut png = std::io::Cursor::new(Vec::new());
    plain.write_to(&mut png, image::ImageFormat::Png).ok()?;
    Some(png.into_inner())
}

fn is_grey(picture: &RgbImage) -> bool {
    picture.pixels().all(|image::Rgb([r, g, b])| r == g && g == b)
}

pub(super) fn undrawn(name: &str, number: u32) -> Refusal {
    Refusal::of(RefusalKind::Broken, name, format!("has a page {number} of which no picture could be made"))
}
