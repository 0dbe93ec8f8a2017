//! Acts, and refusals that say no more than the registry did.

mod house;

use axum::http::StatusCode;
use house::Browser;
use house::samples::{COVER, MEETING, MESSAGE};

#[tokio::test]
async fn what_is_absent_forbidden_or_no_route_at_all_is_one_answer_to_the_byte() {
    let mut browser = Browser::signed_in("coles").await;
    let absent = browser.get("/paper/ffffffffffffffffffffffffffffffff").await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
    let same = [
        "/paper/S%2082%2F9",
        "/paper/x/original",
        "/meeting/none",
        "/box/none",
        "/ledger",
        "/no/such/route",
        "/paper/",
        "/PAPER/x",
        "/paper/x/minute",
        "/sign-out",
        "/paper/x/why",
        "/paper/x/readers",
        "/paper/x/relabel",
        "/relabelling/x/approve",
        "/circle/x/join",
        "/person/thatcher",
        "/person/nobody",
        "/person/coles/clear",
        "/sitting/end",
    ];
    for address in same {
        assert_eq!(browser.get(address).await, absent, "{address}");
    }
    assert_eq!(browser.act("/paper/none/minute", "text=x").await, absent);
    assert_eq!(browser.act("/ledger/verify", "").await, absent);
    assert_eq!(browser.act("/relabelling/none/approve", "").await, absent);
    assert_eq!(browser.act("/circle/none/join", "person=pym").await, absent);
    assert_eq!(browser.act("/circle/none/close", "").await, absent);
    assert_eq!(browser.act("/person/thatcher/clear", "lines=x").await, absent);
}

#[tokio::test]
async fn each_act_reaches_the_registry_and_leads_back_to_the_paper() {
    let mut browser = Browser::signed_in("coles").await;
    let acts = [
        ("minute", "text=Worth+a+look".to_owned()),
        ("initial", String::new()),
        ("put-up", format!("principal=prime-minister&purpose=see&meeting={MEETING}&note=Please")),
        ("put-up", "principal=prime-minister&purpose=reading&meeting=&note=".to_owned()),
        ("enclose", "cover=S+82%2F1".to_owned()),
        ("detach", String::new()),
        ("detach", "cover=S+82%2F1".to_owned()),
    ];
    for (act, form) in acts {
        let answer = browser.act(&format!("/paper/{MESSAGE}/{act}"), &form).await;
        assert_eq!(answer.header("location"), format!("/paper/{MESSAGE}?done={act}#done"), "{act}");
    }
    assert_eq!(
        browser.desk.acts(),
        [
            format!("minute {MESSAGE} Worth a look"),
            format!("initial {MESSAGE}"),
            format!("put up {MESSAGE} prime-minister see \"{MEETING}\" Please"),
            format!("put up {MESSAGE} prime-minister reading \"\" "),
            format!("enclose {MESSAGE} in S 82/1"),
            format!("detach {MESSAGE} from \"\""),
            format!("detach {MESSAGE} from \"S 82/1\""),
        ]
    );
    let after = browser.get(&format!("/paper/{MESSAGE}?done=minute")).await;
    assert!(after.body.contains("Your minute stands on the paper."));
}

#[tokio::test]
async fn what_a_paper_in_a_box_is_put_up_for_is_changed_and_leads_back_to_the_box() {
    let mut browser = Browser::signed_in("coles").await;
    let path = format!("/box/prime-minister/paper/{COVER}/put-up");
    let form = browser.get(&path).await;
    assert!(form.body.contains("she leaves for the House at ten") && form.body.contains("value=\"09:00\""));
    let amiss = browser.act(&path, "purpose=lunch&note=Before+lunch&due=1982-10-16").await;
    assert_eq!(amiss.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(amiss.body.contains("Before lunch</textarea>") && amiss.body.contains("value=\"1982-10-16\""));
    let changed = browser.act(&path, "purpose=see&note=Before+lunch&meeting=").await;
    assert_eq!(changed.header("location"), "/box/prime-minister?done=changed#done");
    assert_eq!(browser.desk.acts(), [format!("change {COVER} before prime-minister see Before lunch")]);
}

#[tokio::test]
async fn what_was_done_is_said_in_our_words_alone() {
    let mut browser = Browser::signed_in("coles").await;
    let plain = browser.get(&format!("/paper/{COVER}")).await;
    let forged = browser.get(&format!("/paper/{COVER}?done=You+are+hacked")).await;
    assert_eq!(plain, forged);
}

#[tokio::test]
async fn a_form_that_will_not_do_comes_back_with_a_sentence_and_what_was_typed() {
    let mut browser = Browser::signed_in("coles").await;
    let empty = browser.act(&format!("/paper/{COVER}/minute"), "text=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        empty.body.contains(
            "<a href=\"#minute-text\"><strong>Not done: </strong>A minute has words: write some.</a>"
        )
    );
    let cover = browser.act(&format!("/paper/{COVER}/enclose"), "cover=S+82%2F99%22%3E%3Cb%3E").await;
    assert_eq!(cover.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        cover.body.contains(
            "value=\"S 82/99&quot;&gt;&lt;b&gt;\" aria-invalid=\"true\" aria-describedby=\"amiss\""
        )
    );
    assert!(cover.body.contains("Nothing of that name is known here."));
}

#[tokio::test]
async fn a_conflict_shows_the_paper_as_it_is_now() {
    let answer = Browser::signed_in("coles").await.act(&format!("/paper/{COVER}/minute"), "text=late").await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(
        answer.body.contains(">late</textarea>") && answer.body.contains("Somebody has changed it meanwhile")
    );
}

#[tokio::test]
async fn what_is_not_ones_duty_is_said_so() {
    let answer =
        Browser::signed_in("coles").await.act(&format!("/paper/{COVER}/settle"), "marking=SECRET").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("That is for one who enters papers."));
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_is_said_so() {
    let mut browser = Browser::signed_in("coles").await;
    let page = browser.get("/register?since=2026-13-01").await.body;
    assert!(page.contains("`2026-13-01` is no day: write it as in 1982-10-14."), "{page}");
    assert!(
        page.contains("href=\"#since\"") && page.contains("class=\"lines"),
        "the register stands below it"
    );
    browser.accept = "application/json";
    let told = browser.get("/register?until=2026-13-01").await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_hour_without_a_day_and_a_day_without_an_hour_are_asked_for() {
    let mut browser = Browser::signed_in("coles").await;
    let put_up = "principal=prime-minister&purpose=see&due-clock=09:00&due-reason=the+meeting";
    let answer = browser.act(&format!("/paper/{COVER}/put-up"), put_up).await;
    assert!(answer.body.contains("Say on which day it is wanted by that hour."), "{}", answer.body);
    let answer = browser.act("/box/prime-minister/close", "day=1982-10-15&clock=").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Say at what hour it closes."), "{}", answer.body);
}

#[tokio::test]
async fn troubles_of_a_store_give_nothing_away() {
    let damaged = Browser::signed_in("coles").await.get("/paper/damaged").await;
    let broken = Browser::new().sign_in("broken", "x").await;
    for answer in [damaged, broken] {
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.body.contains("give its keeper the reference"));
        for word in ["vault", "S 82/9", "disk", "fire", "/var"] {
            assert!(!answer.body.contains(word), "{word}");
        }
    }
}

#[tokio::test]
async fn only_the_keeper_is_shown_the_way_to_the_ledger() {
    assert!(Browser::signed_in("clerk").await.get("/").await.body.contains("href=\"/ledger\""));
    assert!(!Browser::signed_in("coles").await.get("/").await.body.contains("href=\"/ledger\""));
    let mut keeper = Browser::signed_in("clerk").await;
    assert_eq!(keeper.act("/ledger/verify", "").await.header("location"), "/ledger");
    assert_eq!(keeper.desk.acts(), ["verify"]);
}
