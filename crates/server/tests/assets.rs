//! The style sheet and the script: small, ours alone, and kept by their digest.

mod house;

use axum::http::StatusCode;
use chancery_server::{CSS, CSS_PATH, JS, JS_PATH, SEAL, SEAL_PATH};
use house::Browser;

#[test]
fn nothing_is_fetched_from_elsewhere() {
    for (name, text) in [("app.css", CSS), ("app.js", JS), ("seal.svg", SEAL)] {
        // The one thing that is asked for is that a form which was kept be taken.
        let text =
            text.replace("http://www.w3.org/2000/svg", "").replace("fetch(action, { method: \"POST\"", "");
        for foreign in ["http:", "https:", "//cdn", "@import", "url(", "fetch(", "WebSocket", "import("] {
            assert!(!text.contains(foreign), "{name} has {foreign}");
        }
    }
}

#[test]
fn the_script_is_small_and_makes_no_markup() {
    assert!(JS.lines().count() <= 430);
    for sink in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("] {
        assert!(!JS.contains(sink), "{sink}");
    }
}

#[tokio::test]
async fn each_is_served_under_its_digest_and_under_no_other() {
    let mut browser = Browser::new();
    for (path, text, kind) in [
        (&*CSS_PATH, CSS, "text/css; charset=utf-8"),
        (&*JS_PATH, JS, "text/javascript; charset=utf-8"),
        (&*SEAL_PATH, SEAL, "image/svg+xml"),
    ] {
        let answer = browser.get(path).await;
        assert_eq!(
            (answer.status, answer.body.as_str(), answer.header("content-type")),
            (StatusCode::OK, text, kind)
        );
    }
    let other = browser.get("/assets/app-0000000000000000.css").await;
    assert_eq!((other.status, other.header("cache-control")), (StatusCode::NOT_FOUND, "no-store"));
}
