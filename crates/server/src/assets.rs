//! The style sheet, the script and the seal: served from memory under an address that bears their digest.

use crate::sessions::hex;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The style sheet: what every page has, then what is only on pages about standing and markings, then the office's day.
pub const CSS: &str = concat!(
    include_str!("../assets/app.css"),
    include_str!("../assets/standing.css"),
    include_str!("../assets/office.css")
);
/// The script, nothing that a page needs: keys and focus, then what helps at a box.
pub const JS: &str = concat!(include_str!("../assets/app.js"), include_str!("../assets/box.js"));
/// The registry's seal, for a browser's tab.
pub const SEAL: &str = include_str!("../assets/seal.svg");

/// Address of the style sheet.
pub static CSS_PATH: LazyLock<String> = LazyLock::new(|| address("app", CSS, "css"));
/// Address of the script.
pub static JS_PATH: LazyLock<String> = LazyLock::new(|| address("app", JS, "js"));
/// Address of the seal.
pub static SEAL_PATH: LazyLock<String> = LazyLock::new(|| address("seal", SEAL, "svg"));

/// The address changes with the content, so a year is not too long to keep it.
const KEPT: &str = "public, max-age=31536000, immutable";

fn address(stem: &str, content: &str, extension: &str) -> String {
    let digest = hex(&Sha256::digest(content.as_bytes()));
    let short: String = digest.chars().take(16).collect();
    format!("/assets/{stem}-{short}.{extension}")
}

/// The asset of that name, if it is of this build.
pub(crate) async fn asset(Path(name): Path<String>) -> Response {
    let all = [
        (&*CSS_PATH, CSS, "text/css; charset=utf-8"),
        (&*JS_PATH, JS, "text/javascript; charset=utf-8"),
        (&*SEAL_PATH, SEAL, "image/svg+xml"),
    ];
    let asked = format!("/assets/{name}");
    match all.into_iter().find(|(path, ..)| **path == asked) {
        Some((_, content, kind)) => ([(CONTENT_TYPE, kind), (CACHE_CONTROL, KEPT)], content).into_response(),
        None => crate::answer::absent_to_anyone(),
    }
}
