//! The pages of a TIFF. Each is decoded by itself, from a copy whose head points at it first.

use std::io::Cursor;

use image::codecs::tiff::TiffDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder};
use tiff::decoder::Decoder;
use tiff::{TiffError, TiffFormatError};

use super::picture::{DECODED_BYTES_MAX, DOTS_MAX, SIDE_MAX, broken, on_white, oriented, too_large};
use crate::{Limits, Refusal, RefusalKind};

type Tiff<'a> = Decoder<Cursor<&'a [u8]>>;

pub(super) fn is_tiff(bytes: &[u8]) -> bool {
    matches!(bytes, [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..])
}

/// The size of each page.
pub(super) fn sizes(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<(u32, u32)>, Refusal> {
    let mut sizes = Vec::new();
    walk(name, bytes, limits, |tiff| {
        let (width, height) = tiff.dimensions().map_err(|error| undecoded(name, &error))?;
        if width > SIDE_MAX || height > SIDE_MAX || u64::from(width) * u64::from(height) > DOTS_MAX {
            return Err(too_large(name));
        }
        let told: Option<u16> = tiff.find_tag_unsigned(tiff::tags::Tag::Orientation).ok().flatten();
        let told = told.and_then(|number| Orientation::from_exif(u8::try_from(number).ok()?));
        sizes.push(oriented(told.unwrap_or(Orientation::NoTransforms), width, height));
        Ok(true)
    })?;
    Ok(sizes)
}

/// One page, by its number.
pub(super) fn decode(
    name: &str,
    bytes: &[u8],
    number: u32,
    limits: &Limits,
) -> Result<DynamicImage, Refusal> {
    let mut place = None;
    let mut left = number;
    walk(name, bytes, limits, |tiff| {
        left = left.saturating_sub(1);
        place = tiff.ifd_pointer().map(|pointer| pointer.0).filter(|_| left == 0);
        Ok(left > 0)
    })?;
    let alone = place.and_then(|place| beginning_at(bytes, place)).ok_or_else(|| broken(name))?;
    picture(&alone).ok_or_else(|| broken(name))
}

/// Visits pages in their order until told to stop.
fn walk<'a>(
    name: &str,
    bytes: &'a [u8],
    limits: &Limits,
    mut visit: impl FnMut(&mut Tiff<'a>) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    let mut tiff = Decoder::new(Cursor::new(bytes)).map_err(|error| undecoded(name, &error))?;
    for _ in 0..limits.pages_max {
        if !visit(&mut tiff)? || !tiff.more_images() {
            return Ok(());
        }
        tiff.next_image().map_err(|error| undecoded(name, &error))?;
    }
    Err(super::pdf::too_many_pages(name, limits))
}

/// The file with the place of its first page changed.
fn beginning_at(bytes: &[u8], place: u64) -> Option<Vec<u8>> {
    let mut copy = bytes.to_vec();
    let big = copy.get(2..4)?.contains(&43);
    let little = copy.first() == Some(&b'I');
    if big {
        let place = if little { place.to_le_bytes() } else { place.to_be_bytes() };
        copy.get_mut(8..16)?.copy_from_slice(&place);
    } else {
        let place = u32::try_from(place).ok()?;
        let place = if little { place.to_le_bytes() } else { place.to_be_bytes() };
        copy.get_mut(4..8)?.copy_from_slice(&place);
    }
    Some(copy)
}

fn picture(bytes: &[u8]) -> Option<DynamicImage> {
    let mut decoder = TiffDecoder::new(Cursor::new(bytes)).ok()?;
    let mut within = image::Limits::no_limits();
    within.max_alloc = Some(DECODED_BYTES_MAX);
    decoder.set_limits(within).ok()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    Some(on_white(picture))
}

fn undecoded(name: &str, error: &TiffError) -> Refusal {
    match error {
        TiffError::FormatError(TiffFormatError::CycleInOffsets) => {
            let what = "is a picture whose pages lead round in a circle; scan it or save it again";
            Refusal::of(RefusalKind::Broken, name, what)
        }
        TiffError::LimitsExceeded => too_large(name),
        _ => broken(name),
    }
}
