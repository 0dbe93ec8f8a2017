//! Pictures that were handed in: PNG, JPEG, and TIFF of several pages.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, imageops::FilterType};

use super::draw::{Purpose, Wanted, encode, undrawn};
use super::scale::{Scale, scale};
use super::{PageSource, TakenPage, pages_of_tiff as tiff};
use crate::sheet::{Origin, Reply, Sheet};
use crate::{Format, Limits, Refusal, RefusalKind, TakenKind};

/// Dots of a picture that is decoded.
pub(super) const DOTS_MAX: u64 = 64 * 1024 * 1024;
/// Width or height of a picture that is decoded.
pub(super) const SIDE_MAX: u32 = 30_000;
/// Bytes that decoding may take.
pub(super) const DECODED_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// Reads a picture into one paper of one page or, of a TIFF, several; its words are read afterwards.
pub(crate) fn parse(name: &str, bytes: &[u8], limits: &Limits) -> Result<Reply, Refusal> {
    let sizes = sizes(name, bytes, limits)?;
    let mut sheet = Sheet::new(TakenKind::Pages, Origin::Whole);
    for (number, (width, height)) in (1..).zip(sizes) {
        let Scale { width, height, .. } = shown_scale(width, height);
        let page = TakenPage { source: PageSource::Unread, ..TakenPage::blank(number, width, height) };
        sheet.pages.push(page);
    }
    if is_cut_short(bytes) {
        sheet.notes.push("the picture is cut short; what is missing is grey".to_owned());
    }
    Ok(Reply { format: Format::Image, title: None, notes: Vec::new(), sheets: vec![sheet], pool: Vec::new() })
}

/// Whether a JPEG lacks its end; such a one is decoded as far as it goes.
fn is_cut_short(bytes: &[u8]) -> bool {
    const TAIL_BYTES: usize = 4096;
    let tail = bytes.get(bytes.len().saturating_sub(TAIL_BYTES)..).unwrap_or(bytes);
    bytes.starts_with(b"\xff\xd8") && !tail.windows(2).any(|pair| pair == b"\xff\xd9")
}

/// The scale at which a picture is shown: as it is, unless it is very large.
fn shown_scale(width: u32, height: u32) -> Scale {
    scale(f64::from(width), f64::from(height), 72.0, super::SHOWN_DOTS_MAX)
}

fn sizes(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<(u32, u32)>, Refusal> {
    if tiff::is_tiff(bytes) {
        return tiff::sizes(name, bytes, limits);
    }
    let mut decoder = decoder(name, bytes)?;
    let (width, height) = decoder.dimensions();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok(vec![oriented(orientation, width, height)])
}

/// The size of a picture once it is set as its camera or scanner says.
pub(super) fn oriented(orientation: Orientation, width: u32, height: u32) -> (u32, u32) {
    match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (height, width),
        _ => (width, height),
    }
}

fn decoder(name: &str, bytes: &[u8]) -> Result<impl ImageDecoder, Refusal> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| broken(name))?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
        return Err(broken(name));
    }
    let mut within = image::Limits::no_limits();
    within.max_image_width = Some(SIDE_MAX);
    within.max_image_height = Some(SIDE_MAX);
    within.max_alloc = Some(DECODED_BYTES_MAX);
    reader.limits(within);
    let decoder = reader.into_decoder().map_err(|error| undecoded(name, &error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > DOTS_MAX { Err(too_large(name)) } else { Ok(decoder) }
}

/// Pages of a picture as PNG.
pub(super) fn draw(
    name: &str,
    bytes: &[u8],
    wanted: &[Wanted],
    limits: &Limits,
) -> Result<Vec<Vec<u8>>, Refusal> {
    let one = |wanted: &Wanted| {
        let picture = decode(name, bytes, wanted.number, limits)?;
        let (width, height) = (picture.width(), picture.height());
        let sized = match wanted.purpose {
            Purpose::Show => shown_scale(width, height),
            Purpose::Read => scale(f64::from(width), f64::from(height), 72.0, super::READ_DOTS_MAX),
        };
        let fits = (sized.width, sized.height) == (width, height);
        let picture = if fits {
            picture
        } else {
            picture.resize_exact(sized.width, sized.height, FilterType::Triangle)
        };
        encode(picture, wanted).ok_or_else(|| undrawn(name, wanted.number))
    };
    wanted.iter().map(one).collect()
}

fn decode(name: &str, bytes: &[u8], number: u32, limits: &Limits) -> Result<DynamicImage, Refusal> {
    if tiff::is_tiff(bytes) {
        return tiff::decode(name, bytes, number, limits);
    }
    let mut decoder = decoder(name, bytes)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| undecoded(name, &error))?;
    picture.apply_orientation(orientation);
    Ok(on_white(picture))
}

/// What shows through a picture shows paper.
pub(super) fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }
    let mut rgba = picture.into_rgba8();
    for image::Rgba([r, g, b, opacity]) in rgba.pixels_mut() {
        let share = u16::from(*opacity);
        for part in [r, g, b] {
            let mixed = (u16::from(*part) * share + 255 * (255 - share)) / 255;
            *part = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
        *opacity = u8::MAX;
    }
    DynamicImage::ImageRgba8(rgba)
}

fn undecoded(name: &str, error: &image::ImageError) -> Refusal {
    match error {
        image::ImageError::Limits(_) => too_large(name),
        _ => broken(name),
    }
}

pub(super) fn broken(name: &str) -> Refusal {
    let what = "is a picture that is broken or cut short; scan it or save it again";
    Refusal::of(RefusalKind::Broken, name, what)
}

pub(super) fn too_large(name: &str) -> Refusal {
    let what = format!(
        "is a picture of more than {} million dots; scan it at a lower resolution",
        DOTS_MAX / (1024 * 1024)
    );
    Refusal::of(RefusalKind::TooLarge, name, what)
}
