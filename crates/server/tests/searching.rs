//! Searching by pages: what is asked reaches the registry, and searches are kept by forms.

mod house;

use axum::http::StatusCode;
use house::Browser;
use house::samples::COVER;

#[tokio::test]
async fn a_search_is_kept_and_given_up_by_forms_that_lead_back_to_it() {
    let mut browser = Browser::signed_in("coles").await;
    let kept = browser.act("/search/keep", "name=six+points&q=%22six+point%22&standing=yes").await;
    assert_eq!(kept.header("location"), "/search?saved=six%20points&done=kept#done");
    let plain = browser.act("/search/keep", "name=tin&q=tin").await;
    assert_eq!(plain.header("location"), "/search?saved=tin&done=kept#done");
    let given_up = browser.act("/search/forget", "name=six+points").await;
    assert_eq!(given_up.header("location"), "/search?done=given-up#done");
    assert_eq!(
        browser.desk.acts(),
        ["keep six points \"six point\" true", "keep tin tin false", "forget six points"]
    );
    let nameless = browser.act("/search/keep", "name=&q=tin&standing=yes").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "href=\"#keep-name\"",
        "Give the search a name, under which it is kept.",
        "value=\"tin\"",
        "aria-invalid=\"true\"",
        "checked",
    ] {
        assert!(nameless.body.contains(part), "{part} in {}", nameless.body);
    }
}

#[tokio::test]
async fn a_search_that_is_anothers_is_as_one_that_is_not_there() {
    let mut browser = Browser::signed_in("coles").await;
    let absent = browser.get("/paper/ffffffffffffffffffffffffffffffff").await;
    assert_eq!(browser.get("/search?saved=another").await, absent);
    assert_eq!(browser.act("/search/forget", "name=another").await, absent);
    assert_eq!(browser.get("/paper/none/hits?q=tin").await, absent);
}

#[tokio::test]
async fn every_value_of_a_count_leads_to_the_search_narrowed_by_it() {
    let mut browser = Browser::signed_in("coles").await;
    let page = browser.get("/search?q=a+OR+b&sort=oldest").await.body;
    for (field, value) in
        [("from", "George P. Shultz"), ("label", "S"), ("in", "East-West"), ("is", "unsettled")]
    {
        let query = chancery_server::url::encode(&format!("(a OR b) {field}:\"{value}\""));
        assert!(page.contains(&format!("/search?q={query}&amp;sort=oldest")), "{field} in {page}");
    }
}

#[tokio::test]
async fn papers_like_one_have_an_address_of_their_own() {
    let mut browser = Browser::signed_in("coles").await;
    let page = browser.get(&format!("/search?like={COVER}")).await.body;
    assert!(page.contains(&format!("/search?like={COVER}&amp;sort=newest")), "{page}");
    assert!(!page.contains("/search/keep"), "likeness is no query that could be kept");
    let absent = browser.get("/paper/ffffffffffffffffffffffffffffffff").await;
    assert_eq!(browser.get("/search?like=none").await, absent);
}

#[tokio::test]
async fn the_places_in_a_paper_are_linked_one_to_the_next() {
    let mut browser = Browser::signed_in("coles").await;
    let page = browser.get(&format!("/paper/{COVER}/hits?q=point")).await.body;
    for part in ["id=\"hit-1\"", "id=\"hit-2\"", "href=\"#hit-2\"", "href=\"#hit-1\"", "2 places"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("#hit-3"), "nothing comes after the last");
}
