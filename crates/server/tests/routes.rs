//! Every route, walked: who may ask, what its headers are, that a GET changes nothing.

mod house;

use axum::http::StatusCode;
use chancery_server::{CONTENT_SECURITY_POLICY, CSS_PATH, Method, ROUTES, Route, Settings};
use house::samples::{COVER, MEETING};
use house::{Browser, LINK, PASSWORD, settings};
use std::collections::BTreeSet;

/// An address that the route answers in the sample house.
fn address(route: &Route) -> String {
    let asset = CSS_PATH.trim_start_matches("/assets/");
    let id = if route.path.starts_with("/meeting") { MEETING } else { COVER };
    route
        .path
        .replace("{id}", id)
        .replace("{number}", "1")
        .replace("{key}", "undertaking-4")
        .replace("{step}", "assign")
        .replace("{principal}", "prime-minister")
        .replace("{token}", LINK)
        .replace("{handle}", "coles")
        .replace("{name}", asset)
}

/// The ledger is the keeper's alone; what is asked of others, who gives clearances asks.
fn of_officer(route: &Route) -> usize {
    usize::from(["readers", "person", "opened", "leaving"].contains(&route.name))
}

#[test]
fn the_list_is_whole_and_has_nothing_twice() {
    let names: BTreeSet<_> = ROUTES.iter().map(|route| route.name).collect();
    let served: BTreeSet<_> = ROUTES.iter().map(|route| (route.method, route.path)).collect();
    assert_eq!((names.len(), served.len()), (ROUTES.len(), ROUTES.len()));
    let open: Vec<_> = ROUTES.iter().filter(|route| !route.signed_in).map(|route| route.path).collect();
    assert_eq!(
        open,
        [
            "/healthz",
            "/assets/{name}",
            "/sign-in",
            "/sign-in",
            "/sign-in/code",
            "/enter/{token}",
            "/enter/{token}",
            "/calendar/{token}",
            "/sign-in/tongue"
        ]
    );
}

/// What is to be kept, and never shown.
fn downloads(route: &Route) -> bool {
    let cards =
        route.method == Method::Get && (route.path.ends_with("/cards") || route.path.ends_with("/card"));
    let bag = route.path.ends_with("/bag");
    cards || bag || route.name == "original" || route.name.starts_with("print ")
}

#[tokio::test]
async fn every_answer_has_the_headers_that_shut_a_browser_in() {
    for signed_in in [false, true] {
        for route in ROUTES {
            let mut browser = if signed_in { Browser::signed_in("clerk").await } else { Browser::new() };
            let address = address(route);
            let answer = if route.method == Method::Get {
                browser.get(&address).await
            } else {
                browser.post(&address, "").await
            };
            let csp = if signed_in && (downloads(route)) {
                "sandbox; default-src 'none'"
            } else {
                CONTENT_SECURITY_POLICY
            };
            assert_eq!(answer.header("content-security-policy"), csp, "{address}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
            assert_eq!(answer.header("referrer-policy"), "no-referrer", "{address}");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{address}");
            assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{address}");
            let kept = if route.name == "asset" { "public, max-age=31536000, immutable" } else { "no-store" };
            assert_eq!(answer.header("cache-control"), kept, "{address}");
            assert_eq!(answer.header("etag"), "", "{address}");
        }
    }
}

#[tokio::test]
async fn whoever_is_not_signed_in_learns_nothing_of_what_there_is() {
    let mut browser = Browser::new();
    for route in ROUTES.iter().filter(|route| route.signed_in) {
        let address = address(route);
        let answer = if route.method == Method::Get {
            browser.get(&address).await
        } else {
            browser.post(&address, "").await
        };
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{address}");
        assert!(answer.header("location").starts_with("/sign-in"), "{address}");
        assert_eq!(answer.body, "", "{address}");
    }
    let nowhere = browser.get("/no/such/route").await;
    assert_eq!(
        (nowhere.status, nowhere.header("location")),
        (StatusCode::SEE_OTHER, "/sign-in?next=%2Fno%2Fsuch%2Froute")
    );
    assert_eq!(browser.desk.acts(), Vec::<String>::new());
}

#[tokio::test]
async fn only_an_office_made_for_trying_has_a_tour() {
    let mut browser = Browser::with(&Settings { tour: false, ..settings(false) });
    browser.sign_in("coles", PASSWORD).await;
    assert_eq!(browser.get("/tour").await, browser.get("/no-such-place").await);
    assert!(!browser.get("/").await.body.contains("/tour"));
    let page = Browser::signed_in("coles").await.get("/").await.body;
    assert!(page.contains("href=\"/tour\""), "{page}");
}

#[tokio::test]
async fn every_page_answers_its_reader_and_changes_nothing() {
    let mut browsers = [Browser::signed_in("clerk").await, Browser::signed_in("officer").await];
    for route in ROUTES.iter().filter(|route| route.method == Method::Get && route.name != "boxes") {
        let answer = browsers[of_officer(route)].get(&address(route)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", route.path);
    }
    assert_eq!(browsers[0].get("/box").await.header("location"), "/box/prime-minister");
    for browser in browsers {
        assert_eq!(browser.desk.acts(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn every_page_that_is_read_answers_json_to_who_asks_for_it() {
    let mut browsers = [Browser::signed_in("clerk").await, Browser::signed_in("officer").await];
    browsers.iter_mut().for_each(|browser| browser.accept = "application/json");
    let pages = [
        "today",
        "box",
        "paper",
        "register",
        "search",
        "hits",
        "meetings",
        "meeting",
        "read-out",
        "undertakings",
        "undertaking",
        "paper in a box",
        "people",
        "correspondents",
        "correspondent",
        "post",
        "drafts",
        "draft",
        "ledger",
        "why",
        "readers",
        "markings",
        "circles",
        "person",
        "opened",
        "bring-ups",
        "copies",
        "several papers",
        "several undertakings",
    ];
    for route in ROUTES.iter().filter(|route| pages.contains(&route.name)) {
        let answer = browsers[of_officer(route)].get(&address(route)).await;
        assert_eq!(answer.header("content-type"), "application/json", "{}", route.path);
        assert!(serde_json::from_str::<serde_json::Value>(&answer.body).is_ok(), "{}", route.path);
    }
    let answer = browsers[0].get("/paper/none").await;
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.body, r#"{"status":404,"title":"nothing of that name is known here"}"#);
}

#[tokio::test]
async fn head_is_answered_as_get_is_but_without_a_body() {
    let mut browser = Browser::signed_in("coles").await;
    let asked = browser.request("HEAD", "/register");
    let (head, get) = (browser.ask(asked).await, browser.get("/register").await);
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    assert_eq!(head.header("content-security-policy"), get.header("content-security-policy"));
}

#[tokio::test]
async fn health_says_ok_and_no_more() {
    let answer = Browser::new().get("/healthz").await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "ok"));
}

#[tokio::test]
async fn an_address_is_bounded() {
    let mut browser = Browser::signed_in("coles").await;
    let long = format!("/search?q={}", "x".repeat(4096));
    assert_eq!(browser.get(&long).await.status, StatusCode::URI_TOO_LONG);
}

#[tokio::test]
async fn the_original_is_a_download_that_no_browser_runs() {
    let answer = Browser::signed_in("coles").await.get(&format!("/paper/{COVER}/original")).await;
    assert_eq!(answer.header("content-type"), "application/octet-stream");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"S 82-1---x- y.html\"");
    assert_eq!(answer.header("content-security-policy"), "sandbox; default-src 'none'");
    assert_eq!(answer.body, "<script>alert(1)</script>");
}

#[tokio::test]
async fn a_path_that_is_only_posted_to_is_absent_to_the_order_of_its_headers() {
    let mut browser = Browser::signed_in("coles").await;
    let names = |answer: &house::Answer| {
        answer.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect::<Vec<_>>()
    };
    let absent = browser.get("/no/such/route").await;
    let read: BTreeSet<_> =
        ROUTES.iter().filter(|route| route.method == Method::Get).map(|route| route.path).collect();
    for route in ROUTES.iter().filter(|route| route.signed_in && !read.contains(route.path)) {
        let answer = browser.get(&address(route)).await;
        assert_eq!((names(&answer), &answer.body), (names(&absent), &absent.body), "{}", route.path);
    }
}
