//! A reader chooses the language in which pages answer, and nothing but the pages' own words changes by it.

mod house;

use axum::http::StatusCode;
use chancery_server::Settings;
use chancery_server::tongue::Tongue;
use house::samples::COVER;
use house::{Browser, LINK, PASSWORD, settings};

/// Before a house that offers the test too.
async fn tested(cookie: &str) -> Browser {
    let mut browser = Browser::with(&Settings { tongues: Tongue::TESTED, ..settings(false) });
    browser.sign_in("coles", PASSWORD).await;
    browser.cookie = browser.cookie.map(|session| format!("{session}; {cookie}"));
    browser
}

#[tokio::test]
async fn a_reader_chooses_and_the_next_page_answers_in_it() {
    let mut browser = Browser::signed_in("coles").await;
    let page = browser.get("/undertakings").await.body;
    assert!(page.contains("<html lang=\"en-GB\"><head>") && page.contains("<h1>Undertakings</h1>"));
    let answer = browser.act("/tongue", "tongue=fr").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"));
    let kept = "tongue=fr; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax";
    assert_eq!(answer.header("set-cookie"), kept);
    let page = browser.get("/undertakings").await.body;
    assert!(page.contains("<html lang=\"fr\"><head>") && page.contains("<h1>Engagements</h1>"), "{page}");
    assert_eq!(browser.act("/tongue", "tongue=en-GB").await.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/undertakings").await.body.contains("<h1>Undertakings</h1>"));
}

#[tokio::test]
async fn whoever_has_not_chosen_is_answered_as_his_browser_asks() {
    let mut browser = Browser::new();
    browser.languages = "fr-CA,fr;q=0.9,en;q=0.8";
    let page = browser.get("/sign-in").await.body;
    assert!(page.contains("<html lang=\"fr\">") && page.contains("<h1>Se connecter</h1>"), "{page}");
    let refused = browser.sign_in("coles", "wrong").await.body;
    assert!(refused.contains("Ce nom et ce mot de passe ne vont pas ensemble"), "{refused}");
    let answer = browser.post("/sign-in/tongue", "tongue=en-GB&next=/sign-in").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/sign-in"));
    assert!(browser.get("/sign-in").await.body.contains("<h1>Sign in</h1>"));
    let link = browser.get(&format!("/enter/{LINK}")).await.body;
    assert!(link.contains(&format!("name=\"next\" value=\"/enter/{LINK}\"")), "the choice leads back");
}

#[tokio::test]
async fn behind_tls_the_cookie_is_bound_to_its_host() {
    let mut browser = Browser::with(&settings(true));
    let mut request = browser.request("POST", "/sign-in/tongue");
    let headers = request.headers_mut();
    headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
    headers.insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
    *request.body_mut() = axum::body::Body::from("tongue=fr");
    let kept = "__Host-tongue=fr; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure";
    assert_eq!(browser.ask(request).await.header("set-cookie"), kept);
}

#[tokio::test]
async fn a_choice_is_a_form_like_any_other_and_leads_nowhere_but_here() {
    let mut browser = Browser::signed_in("coles").await;
    assert_eq!(browser.post("/tongue", "tongue=fr").await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        browser.post_from("cross-site", "/sign-in/tongue", "tongue=fr").await.status,
        StatusCode::FORBIDDEN
    );
    for none in ["tongue=", "tongue=de", "tongue=en-Hebr", "tongue=fr%3B+Path%3D%2F", ""] {
        let answer = browser.act("/tongue", none).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::NOT_FOUND, ""), "{none}");
    }
    let away = browser.act("/tongue", "tongue=fr&next=//evil.example").await;
    assert_eq!(away.header("location"), "/");
}

#[tokio::test]
async fn signing_out_keeps_the_language() {
    let mut browser = Browser::signed_in("coles").await;
    browser.act("/tongue", "tongue=fr").await;
    browser.act("/sign-out", "").await;
    assert!(browser.get("/sign-in").await.body.contains("<h1>Se connecter</h1>"));
}

#[tokio::test]
async fn json_is_of_no_language() {
    let mut browser = Browser::signed_in("coles").await;
    browser.accept = "application/json";
    let paths = ["/", "/undertakings", "/box/prime-minister", "/paper/none", "/undertakings?page=x"];
    for path in paths.map(str::to_owned).into_iter().chain([format!("/paper/{COVER}")]) {
        browser.languages = "en";
        let english = browser.get(&path).await;
        browser.languages = "fr";
        assert_eq!(browser.get(&path).await.body, english.body, "{path}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_there_in_any_language() {
    let mut browser = Browser::signed_in("coles").await;
    browser.languages = "fr";
    let absent = browser.get("/paper/none").await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
    assert!(absent.body.contains("Rien de ce nom n’est connu ici."), "{}", absent.body);
    assert_eq!(absent.body, browser.get("/no/such/route").await.body);
}

#[tokio::test]
async fn the_test_is_served_from_right_to_left_where_it_is_offered_and_nowhere_else() {
    let page = tested("tongue=en-Hebr").await.get("/").await.body;
    assert!(page.contains("<html lang=\"en-Hebr\" dir=\"rtl\">"), "{page}");
    let mut browser = Browser::signed_in("coles").await;
    browser.cookie = Some(format!("{}; tongue=en-Hebr", browser.cookie.unwrap()));
    let page = browser.get("/").await.body;
    assert!(page.contains("<html lang=\"en-GB\">") && !page.contains("en-Hebr"));
}
