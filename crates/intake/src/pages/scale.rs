//! How large a page is drawn.

/// The width or height of any picture, in dots.
const SIDE_DOTS_MAX: f64 = 10_000.0;
/// The largest side that the format of a page allows, in points: two hundred inches.
const SIDE_POINTS_MAX: f64 = 14_400.0;
const POINTS_PER_INCH: f64 = 72.0;

/// A page's size in dots.
pub(super) struct Scale {
    pub width: u32,
    pub height: u32,
    pub dots_per_point: f64,
    /// Whether it is drawn smaller than asked.
    pub shrunk: bool,
}

/// The scale of a page of this size in points, at so many dots an inch and at most so many dots in all.
pub(super) fn scale(width: f64, height: f64, dots_per_inch: f64, dots_max: f64) -> Scale {
    let (width, height) = (sound(width), sound(height));
    let asked = dots_per_inch / POINTS_PER_INCH;
    let by_side = SIDE_DOTS_MAX / width.max(height);
    let by_area = (dots_max / (width * height)).sqrt();
    let dots_per_point = asked.min(by_side).min(by_area);
    let dots = |points: f64| whole(points * dots_per_point);
    let shrunk = dots_per_point < asked || width.max(height) > SIDE_POINTS_MAX;
    Scale { width: dots(width), height: dots(height), dots_per_point, shrunk }
}

fn sound(points: f64) -> f64 {
    if points.is_finite() { points.clamp(1.0, 1e9) } else { 1.0 }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held within the side")]
fn whole(dots: f64) -> u32 {
    dots.round().clamp(1.0, SIDE_DOTS_MAX) as u32
}
