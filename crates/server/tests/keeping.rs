//! The keeper's pages and their acts, and the page of what somebody opened.

mod house;

use axum::http::StatusCode;
use chancery_registry::answers::{LeavingPage, ReaderShown};
use chancery_server::pages::{self, Amiss, Frame, Here, Told};
use house::{Browser, LINK, PASSWORD, samples};
use maud::Markup;

fn frame(who: &ReaderShown) -> Frame<'_> {
    Frame { who, form_token: "token", here: Here::People, list: "", undo: None }
}

/// What is between a page's head and its foot, one element a line.
fn laid_out(page: Markup) -> String {
    let page = page.into_string().replace("><", ">\n<");
    let lines = page.lines().skip_while(|line| !line.starts_with("<main")).skip(1);
    lines.take_while(|line| *line != "</main>").collect::<Vec<_>>().join("\n")
}

#[test]
fn the_people_as_their_keeper_has_them() {
    let page = pages::people(&frame(&samples::keeper()), &samples::kept_people(), &Told::default());
    insta::assert_snapshot!(laid_out(page));
}

#[test]
fn a_person_as_his_keeper_has_him() {
    let told = Told::done("admit");
    insta::assert_snapshot!(laid_out(pages::person(
        &frame(&samples::keeper()),
        &samples::of_another(samples::kept_person()),
        &told
    )));
}

#[test]
fn a_new_link_as_a_page() {
    insta::assert_snapshot!(laid_out(pages::new_link(&frame(&samples::keeper()), &samples::new_link())));
}

#[test]
fn what_somebody_opened_as_a_page() {
    insta::assert_snapshot!(laid_out(pages::opened(&frame(&samples::coles()), &samples::opened())));
}

#[test]
fn a_post_as_its_keeper_has_it() {
    insta::assert_snapshot!(laid_out(pages::post(
        &frame(&samples::keeper()),
        &samples::post(),
        &Told::done("made")
    )));
}

#[tokio::test]
async fn each_act_of_the_keeper_reaches_the_registry_and_leads_to_what_it_was_done_on() {
    let mut keeper = Browser::signed_in("clerk").await;
    for (path, form, leads) in [
        (
            "/people",
            "handle=quill&name=George+Quill&post=pus&duty-register=yes&duty-minute=yes",
            "/person/quill?done=admit#done",
        ),
        ("/person/coles", "name=A+J+Coles&duty-minute=yes", "/person/coles?done=keep#done"),
        (
            "/posts",
            "post-handle=treasury&title=First+Lord&principal=yes&holder=coles&held-from=1979-05-04",
            "/post/treasury?done=made#done",
        ),
        ("/post/prime-minister/fill", "holder=coles", "/post/prime-minister?done=filled#done"),
        ("/post/prime-minister/vacate", "held-from=1982-10-01", "/post/prime-minister?done=vacated#done"),
    ] {
        assert_eq!(keeper.act(path, form).await.header("location"), leads);
    }
    insta::assert_snapshot!(keeper.desk.acts().join("\n"));
}

#[tokio::test]
async fn a_link_is_shown_in_its_answer_and_in_no_address() {
    let mut keeper = Browser::signed_in("clerk").await;
    let made = keeper.act("/person/coles/link", "").await;
    assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "no-store"));
    let shown = format!("<p class=\"handed\"><code>http://office.example/enter/{LINK}</code></p>");
    assert!(made.body.contains(&shown), "{}", made.body);
    assert!(!made.body.contains(&format!("=\"/enter/{LINK}")), "it is in no link and no form");
    assert!(!keeper.get("/person/coles").await.body.contains(LINK));
    let token = keeper.get("/").await.form_token();
    keeper.accept = "application/json";
    let json = keeper.post("/person/coles/link", &format!("form={token}")).await;
    let json: serde_json::Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!(json["link"], format!("/enter/{LINK}"));
    let mut coles = Browser::signed_in("coles").await;
    assert_eq!(coles.act("/person/coles/link", "").await.status, StatusCode::FORBIDDEN);
    assert_eq!(coles.act("/person/clerk/link", "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_amiss_stands_beside_its_field_with_what_was_typed() {
    let mut keeper = Browser::signed_in("clerk").await;
    for (path, form, status, field, said) in [
        (
            "/people",
            "handle=coles&name=Quill&duty-keep=yes",
            409,
            "admit-handle",
            "Somebody signs in so already",
        ),
        ("/posts", "post-handle=pus&title=Quill", 409, "post-handle", "There is a post of that handle"),
        ("/posts", "post-handle=new&title=Quill&held-from=soon", 422, "post-from", "`soon` is no day"),
        ("/person/coles", "name=Quill&duty-clear=yes", 422, "keep-duties", "Nobody gives himself a duty"),
        ("/post/prime-minister/fill", "holder=", 422, "fill-holder", "Say who is to hold it"),
        (
            "/post/prime-minister/fill",
            "holder=coles&held-from=1983-01-01",
            422,
            "fill-from",
            "That day has not come",
        ),
    ] {
        let answer = keeper.act(path, form).await;
        assert_eq!(answer.status.as_u16(), status, "{path} {form}");
        let at_head = format!("<a href=\"#{field}\"><strong>Not done: </strong>{said}");
        assert!(answer.body.contains(&at_head), "{path} {form}: {}", answer.body);
        let (_, field) = answer.body.split_once(&format!(" id=\"{field}\"")).unwrap();
        assert!(
            field.split("<label for").next().unwrap().contains(&format!("class=\"amiss-here\">{said}")),
            "{path} {form}"
        );
        assert!(answer.body.contains("value=\"Quill\"") || !form.contains("Quill"), "{path} {form}");
    }
    assert_eq!(keeper.desk.acts(), Vec::<String>::new());
}

#[test]
fn a_form_that_was_refused_is_open_and_the_others_are_not() {
    let typed = [("post-handle", "Q"), ("title", "Quill")].map(|(name, text)| (name.into(), text.into()));
    let amiss = Some(Amiss { sentence: "no".into(), below: false });
    let told = Told { amiss, typed: typed.into(), ..Told::default() };
    let page = pages::people(&frame(&samples::keeper()), &samples::kept_people(), &told).into_string();
    assert!(page.contains("<details class=\"set\" open><summary>Make a post</summary>"));
    assert!(page.contains("<details class=\"set\"><summary>Admit somebody</summary>"));
}

#[test]
fn a_person_who_leaves_as_a_page() {
    let page =
        |page: &LeavingPage, told: &Told| laid_out(pages::leaving(&frame(&samples::keeper()), page, told));
    insta::assert_snapshot!("leaving", page(&samples::leaving(), &Told::default()));
    insta::assert_snapshot!("left_behind", page(&samples::left_behind(), &Told::done("struck")));
}

#[tokio::test]
async fn who_is_struck_off_is_signed_out_everywhere() {
    let mut officer = Browser::signed_in("officer").await;
    let mut coles = officer.beside();
    coles.sign_in("coles", PASSWORD).await;
    let struck = officer.act("/person/coles/leaving", "reason=posted+to+Bonn").await;
    assert_eq!(struck.header("location"), "/person/coles/leaving?done=struck#done");
    assert_eq!(coles.get("/").await.status, StatusCode::SEE_OTHER);
    assert_eq!(officer.act("/person/coles/back", "").await.status, StatusCode::FORBIDDEN);
    let mut keeper = officer.beside();
    keeper.sign_in("clerk", PASSWORD).await;
    let back = keeper.act("/person/coles/back", "").await;
    assert_eq!(back.header("location"), "/person/coles?done=back#done");
    assert_eq!(keeper.desk.acts(), ["strike off coles posted to Bonn", "take back coles"]);
    let mut again = Browser::signed_in("coles").await;
    assert_eq!(again.get("/person/coles/leaving").await, again.get("/person/nobody/leaving").await);
    assert_eq!(again.act("/person/coles/leaving", "reason=x").await.status, StatusCode::FORBIDDEN);
    assert_eq!(again.act("/person/clerk/leaving", "reason=x").await.status, StatusCode::NOT_FOUND);
}
