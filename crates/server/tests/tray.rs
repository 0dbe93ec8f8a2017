//! The in-tray in a browser: settled one by one, filled by files that are sent up.
#![allow(clippy::unwrap_used)]

mod house;

use axum::body::Body;
use axum::http::StatusCode;
use house::samples::{self, COVER, UNREAD, WAITS};
use house::{Answer, Browser};

/// What a browser sends for a form with files; one without bytes is a box that is ticked.
async fn send(browser: &mut Browser, token: &str, files: &[(&str, &str)]) -> Answer {
    let mut body = format!("--b\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n{token}\r\n");
    for (name, text) in files {
        if text.is_empty() {
            body += &format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\nyes\r\n");
            continue;
        }
        let head = format!("Content-Disposition: form-data; name=\"files\"; filename=\"{name}\"");
        body += &format!("--b\r\n{head}\r\nContent-Type: application/octet-stream\r\n\r\n{text}\r\n");
    }
    posted(browser, "/tray", body + "--b--\r\n").await
}

async fn posted(browser: &mut Browser, path: &str, body: String) -> Answer {
    let mut request = browser.request("POST", path);
    let headers = request.headers_mut();
    headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
    headers.insert("content-type", "multipart/form-data; boundary=b".parse().unwrap());
    *request.body_mut() = Body::from(body);
    browser.ask(request).await
}

#[tokio::test]
async fn a_paper_is_settled_and_the_next_follows() {
    let mut browser = Browser::signed_in("coles").await;
    let answer = browser.act(&format!("/tray/{WAITS}/settle"), "marking=RESTRICTED&subject=Herring").await;
    assert_eq!(answer.header("location"), format!("/tray/{UNREAD}?done=settled#done"));
    let answer = browser.act(&format!("/tray/{WAITS}/settle"), "list=yes").await;
    assert_eq!(answer.header("location"), "/tray?done=settled#done");
    let answer = browser.act(&format!("/tray/{WAITS}/duplicate"), &format!("of={COVER}")).await;
    assert_eq!(answer.header("location"), "/tray?done=duplicate#done");
    assert_eq!(
        browser.desk.acts(),
        [
            format!("take in {WAITS} Some(\"RESTRICTED\") Some(\"Herring\")"),
            format!("take in {WAITS} None None"),
            format!("{WAITS} is {COVER}"),
        ]
    );
}

#[tokio::test]
async fn what_was_typed_stands_in_the_form_again_when_it_is_refused() {
    let mut browser = Browser::signed_in("coles").await;
    let answer = browser.act(&format!("/tray/{WAITS}/settle"), "marking=BUTTER&subject=Eels").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("value=\"BUTTER\"") && answer.body.contains("value=\"Eels\""));
    assert!(answer.body.contains("The marking `BUTTER`: cannot read “BUTTER”"), "{}", answer.body);
}

#[tokio::test]
async fn a_paper_is_turned_away_with_a_reason_and_waits_again() {
    let mut browser = Browser::signed_in("coles").await;
    let path = format!("/tray/{WAITS}/turn-away");
    let answer = browser.act(&path, "reason=").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("href=\"#turn-reason\""),
        "what is amiss leads to the field: {}",
        answer.body
    );
    let answer = browser.act(&path, "reason=spam").await;
    assert_eq!(answer.header("location"), format!("/tray/{UNREAD}?done=turned-away#done"));
    let answer = browser.act(&path, "reason=spam&list=yes").await;
    assert_eq!(answer.header("location"), "/tray?done=turned-away#done");
    let list = browser.get("/tray/turned-away").await.body;
    assert!(
        list.contains(&format!("action=\"/tray/{WAITS}/wait-again\"")) && list.contains("spam"),
        "{list}"
    );
    let answer = browser.act(&format!("/tray/{WAITS}/wait-again"), "").await;
    assert_eq!(answer.header("location"), "/tray/turned-away?done=waits#done");
    let turned = format!("turn {WAITS} away: spam");
    assert_eq!(browser.desk.acts(), [turned.clone(), turned, format!("{WAITS} waits again")]);
}

#[tokio::test]
async fn files_are_sent_up_together_and_each_is_answered() {
    let mut browser = Browser::signed_in("coles").await;
    let token = browser.get("/").await.form_token();
    let answer =
        send(&mut browser, &token, &[("C:\\\\papers\\\\letter.txt", "Herring."), ("again.txt", "Tin.")])
            .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer.body.contains("<bdi>again.txt</bdi>: <strong>held already</strong>, it is held as S 82/1")
    );
    assert_eq!(browser.desk.acts(), ["send up letter.txt Herring.", "send up again.txt Tin."]);
    browser.accept = "application/json";
    let answer = send(&mut browser, &token, &[("letter.txt", "Herring.")]).await;
    assert!(answer.body.starts_with("[{\"name\":\"letter.txt\",\"became\":\"taken\""), "{}", answer.body);
}

#[tokio::test]
async fn files_without_the_session_s_token_are_not_taken() {
    let mut browser = Browser::signed_in("coles").await;
    let answer = send(&mut browser, "0123456789abcdef", &[("letter.txt", "Herring.")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let token = browser.get("/").await.form_token();
    let answer = send(&mut browser, &token, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.desk.acts(), [""; 0]);
}

#[tokio::test]
async fn a_file_that_fills_a_diary_is_read_as_those_that_fill_the_tray() {
    let mut browser = Browser::signed_in("coles").await;
    let token = browser.get("/").await.form_token();
    let field = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\\\own\\\\a.ics\"\r\n\r\nBEGIN:VCALENDAR\r\n";
    let body = |fields: &[String]| format!("{}--b--\r\n", fields.concat());
    let late = body(&[field("marking", "RESTRICTED"), field("form", &token), file.to_owned()]);
    let answer = posted(&mut browser, "/meetings/calendar", late).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "the token does not come first");
    let first = body(&[field("form", &token), field("marking", "RESTRICTED"), file.to_owned()]);
    let answer = posted(&mut browser, "/meetings/calendar", first).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(browser.desk.acts(), ["calendar a.ics RESTRICTED"]);
}

#[tokio::test]
async fn files_that_are_ticked_to_be_one_paper_are_sent_up_as_one() {
    let mut browser = Browser::signed_in("coles").await;
    let token = browser.get("/tray").await.form_token();
    let files = [("cover.txt", "See below."), ("message.txt", "Tin."), ("together", "")];
    let answer = send(&mut browser, &token, &files).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(browser.desk.acts()[0], "as one paper, 2 files");
}

#[tokio::test]
async fn who_corrects_what_another_has_corrected_meanwhile_is_told_and_keeps_what_he_typed() {
    let mut browser = Browser::signed_in("coles").await;
    let path = format!("/paper/{COVER}/transcript");
    let answer = browser.act(&path, "knew=0000&text=Dear+John+Stanley").await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("Somebody has changed it meanwhile"), "{}", answer.body);
    assert!(answer.body.contains(">Dear John Stanley</textarea>"), "{}", answer.body);
    let again = format!("knew={}&text=Dear+John+Stanley", samples::STATE);
    assert_eq!(browser.act(&path, &again).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_transcript_longer_than_other_forms_is_corrected() {
    let mut browser = Browser::signed_in("coles").await;
    let text = "herring+".repeat(20_000);
    let answer = browser.act(&format!("/paper/{COVER}/transcript"), &format!("text={text}")).await;
    assert_eq!(answer.header("location"), format!("/paper/{COVER}?done=transcript#done"));
    let answer = browser.act(&format!("/paper/{COVER}/transcript"), "text=").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn particulars_are_put_right_by_a_form_that_comes_back_with_what_was_typed() {
    let mut browser = Browser::signed_in("coles").await;
    let path = format!("/paper/{COVER}/particulars");
    let page = browser.get(&path).await;
    assert!(page.body.contains("Put the particulars right") && page.body.contains("name=\"place\""));
    let answer = browser.act(&path, "date=yesterday&subject=Tin+and+herring").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = &answer.body;
    assert!(told.contains("is no day: write it as in 1982-10-14"), "{told}");
    assert!(told.contains("value=\"Tin and herring\"") && told.contains("value=\"yesterday\""), "{told}");
    let answer = browser.act(&path, "date=1982-10-14&subject=Tin").await;
    assert_eq!(answer.header("location"), format!("/paper/{COVER}?done=particulars#done"));
    assert_eq!(browser.desk.acts(), [format!("put right {COVER} Some(\"1982-10-14\") Some(\"Tin\")")]);
}
