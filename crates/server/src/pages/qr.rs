//! A text as a picture that a camera reads.

use maud::{Markup, html};
use qrcode::{Color, QrCode};

/// Light modules round it, without which a camera does not find it.
const QUIET: usize = 4;

/// A picture of that text: black on white in any house, since a camera wants it so.
pub(super) fn picture(text: &str, said: &str) -> Markup {
    let Ok(code) = QrCode::new(text) else { return html! {} };
    let side = (code.width() + 2 * QUIET).to_string();
    html! {
        svg class="qr" viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(said) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(dark(&code)) fill="#000" {}
        }
    }
}

/// The dark modules, a run at a time.
fn dark(code: &QrCode) -> String {
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                path.push_str(&format!("M{} {}h{}v1h-{2}z", x + QUIET, y + QUIET, run.len()));
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_the_modules_of_its_code_and_light_round_them() {
        let drawn = picture("otpauth://totp/No.10:coles?secret=GEZDGNBV", "its picture").into_string();
        // Version 3, 29 modules and the light round them; the first mark that a camera looks for.
        assert!(
            drawn.starts_with(
                "<svg class=\"qr\" viewBox=\"0 0 37 37\" role=\"img\" aria-label=\"its picture\""
            ),
            "{drawn}"
        );
        assert!(drawn.contains("d=\"M4 4h7v1h-7z"), "{drawn}");
        assert!(!drawn.contains("style="), "the policy of our pages has none");
    }
}
