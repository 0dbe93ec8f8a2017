//! Changed markings, circles, clearances, sittings, decisions of the door: their pages and their acts.

mod house;

use axum::http::StatusCode;
use chancery_registry::answers::*;
use chancery_server::pages::Markings;
use chancery_server::pages::{self, CirclesAsked, Frame, Here, PaperAsked, Told};
use house::Browser;
use house::samples::{self, CIRCLE, COVER, MESSAGE, PROPOSAL};
use maud::Markup;

fn frame(who: &ReaderShown) -> Frame<'_> {
    Frame { who, form_token: "token", here: Here::Markings, list: "", undo: None }
}

/// What is between a page's head and its foot, one element a line.
fn laid_out(page: Markup) -> String {
    let page = page.into_string().replace("><", ">\n<");
    let lines = page.lines().skip_while(|line| !line.starts_with("<main")).skip(1);
    lines.take_while(|line| *line != "</main>").collect::<Vec<_>>().join("\n")
}

#[test]
fn the_markings_as_a_page() {
    insta::assert_snapshot!(laid_out(pages::markings(&frame(&samples::coles()), &samples::markings())));
}

#[test]
fn the_circles_as_a_page() {
    let page = pages::circles(&frame(&samples::coles()), &samples::circles(), &CirclesAsked::default());
    insta::assert_snapshot!(laid_out(page));
}

#[test]
fn a_person_as_a_page() {
    let page = pages::person(
        &frame(&samples::keeper()),
        &samples::of_another(samples::a_person()),
        &Told::default(),
    );
    insta::assert_snapshot!(laid_out(page));
}

#[test]
fn why_as_a_page() {
    insta::assert_snapshot!(laid_out(pages::why(&frame(&samples::coles()), &samples::why())));
}

#[test]
fn the_readers_as_a_page() {
    insta::assert_snapshot!(laid_out(pages::readers(&frame(&samples::coles()), &samples::readers())));
}

fn relabelled(page: &PaperPage) -> String {
    pages::paper(&frame(&samples::coles()), page, &PaperAsked::default()).into_string()
}

#[test]
fn an_old_marking_stands_struck_through_with_who_when_and_by_what_authority() {
    let page = relabelled(&samples::relabelled());
    assert!(page.contains(
        "<s class=\"chip g-top-secret\"><span class=\"vh\">Marking, struck through: </span>\
         <bdi class=\"word\">TOP SECRET</bdi></s><p class=\"soft\">\
         <time datetime=\"1982-10-12T09:30:00Z\">12 Oct 1982, 09:30 UTC</time>, by <bdi>Margaret Thatcher</bdi>, \
         as proposed by <bdi>R B Bone</bdi>, on the authority of <bdi>Permanent Under-Secretary</bdi></p>"
    ));
    assert_eq!(page.matches("<s ").count(), 1, "what is only proposed strikes nothing through");
}

#[test]
fn a_proposal_has_the_forms_that_its_reader_may_use_and_while_it_waits_no_other_is_made() {
    let with = |may_approve, may_refuse| {
        let relabel = RelabelShown { may_approve, may_refuse, ..samples::proposal() };
        let page = relabelled(&PaperPage { relabellings: vec![relabel], ..samples::relabelled() });
        ["approve", "refuse", "relabel"].map(|act| page.contains(&format!("/{act}\" method=\"post\"")))
    };
    assert_eq!(with(true, true), [true, true, false]);
    assert_eq!(with(false, true), [false, true, false]);
    assert_eq!(with(false, false), [false, false, false]);
    let none = relabelled(&PaperPage { relabellings: vec![samples::approved()], ..samples::relabelled() });
    assert!(none.contains("/relabel\" method=\"post\"") && !none.contains("Another marking is proposed"));
}

#[test]
fn who_could_read_a_paper_is_asked_only_where_that_may_be_asked() {
    let asks = |ask_who| {
        let may = May { ask_who, ..May::default() };
        let page = relabelled(&PaperPage { may, ..samples::cover() });
        assert!(page.contains(&format!("<a href=\"/paper/{COVER}/why\">Why you may read it</a>")));
        page.contains(&format!("action=\"/paper/{COVER}/readers\" method=\"get\""))
    };
    assert_eq!((asks(true), asks(false)), (true, false));
}

#[test]
fn a_fault_is_shown_under_the_very_letters_and_leads_to_their_field() {
    let page = pages::markings(&frame(&samples::coles()), &samples::not_read()).into_string();
    assert!(
        page.contains(
            "SECRET <span class=\"vh\">wrong from here: </span><mark class=\"wrong\">UMBRAGE</mark>"
        )
    );
    assert!(page.contains("<a href=\"#marking\"><strong>It does not read: </strong>"));
    let beside = Markings {
        marking: MarkingPage {
            first: samples::looked_up().first,
            beside: "SECRET and".into(),
            fault: Some(FaultShown {
                before: "SECRET and".into(),
                found: String::new(),
                after: String::new(),
                expected: "a caveat".into(),
            }),
            ..MarkingPage::default()
        },
        ..samples::not_read()
    };
    let page = pages::markings(&frame(&samples::coles()), &beside).into_string();
    assert!(page.contains("<a href=\"#beside\"><strong>It does not read: </strong>"));
    assert!(page.contains("it ends here"), "where nothing is wrong but the end, the end is marked");
}

#[test]
fn the_lattice_names_what_is_what_in_words_and_in_a_list() {
    let page = pages::markings(&frame(&samples::coles()), &samples::markings()).into_string();
    for role in ["the first", "the second", "bears both", "both may read"] {
        assert!(page.contains(&format!(">{role}</text>")), "{role} in the picture");
        assert!(page.contains(&format!("<strong>{role}</strong>")), "{role} in the list");
    }
    assert_eq!(page.matches("<line class=\"edge\"").count(), 12);
    let list = page.split("lattice-list").nth(1).unwrap();
    let (join, meet) = (list.find("bears both").unwrap(), list.find("both may read").unwrap());
    assert!(join < meet, "the highest first");
}

#[test]
fn nobody_is_shown_a_form_of_a_circle_that_he_does_not_answer_for() {
    let page = pages::circles(&frame(&samples::coles()), &samples::circles(), &CirclesAsked::default());
    let page = page.into_string();
    let of = |name: &str| page.split("<article").find(|part| part.contains(name)).unwrap().to_owned();
    let (held, known) = (of(">Falklands<"), of(">Budget<"));
    for (act, in_held, in_known) in [("join", 1, 0), ("close", 1, 0), ("leave", 2, 1)] {
        let form = format!("/{act}\" method=\"post\"");
        assert_eq!((held.matches(&form).count(), known.matches(&form).count()), (in_held, in_known), "{act}");
    }
    assert!(held.contains("1 stay that has ended"), "who was in it stays in its history");
    let offered = held.split("<option").skip(1).filter(|option| option.contains("\"coles\"")).count();
    assert_eq!(offered, 0, "who is in it already is not offered");
}

#[test]
fn people_link_to_those_whose_page_their_reader_has() {
    let links = |may_clear| {
        let page = pages::people(
            &frame(&samples::coles()),
            &PeoplePage { may_clear, ..samples::people() },
            &Told::default(),
        );
        let page = page.into_string();
        ["thatcher", "coles", "clerk"]
            .map(|handle| page.contains(&format!("<th scope=\"row\"><a href=\"/person/{handle}\">")))
    };
    assert_eq!(links(false), [false, true, false]);
    assert_eq!(links(true), [true; 3]);
}

#[test]
fn today_tells_what_waits_to_be_approved_and_what_was_opened() {
    let today = |to_approve, sitting| {
        let today = Today { to_approve, sitting, ..samples::today() };
        pages::today(&frame(&samples::coles()), &today).into_string()
    };
    let page = today(Some(2), Some(samples::secret()));
    assert!(
        page.contains("href=\"/markings\"><span class=\"figure\">2</span><span>markings to approve</span>")
    );
    assert!(page.contains("action=\"/sitting/end\" method=\"post\""));
    let page = today(None, None);
    assert!(!page.contains("to approve") && !page.contains("/sitting/end"));
}

#[tokio::test]
async fn a_marking_is_proposed_approved_and_refused_from_its_papers_page() {
    let mut browser = Browser::signed_in("coles").await;
    let form = "marking=CONFIDENTIAL&reason=published&authority=the+Head&on=1993-01-01&event=";
    let acts = [
        (format!("/paper/{MESSAGE}/relabel"), form.to_owned(), "relabel"),
        (format!("/relabelling/{PROPOSAL}/approve"), format!("paper={MESSAGE}"), "approve"),
        (format!("/relabelling/{PROPOSAL}/refuse"), format!("paper={MESSAGE}&reason=too+early"), "refuse"),
    ];
    for (address, form, act) in acts {
        let answer = browser.act(&address, &form).await;
        assert_eq!(answer.header("location"), format!("/paper/{MESSAGE}?done={act}#done"), "{act}");
    }
    assert_eq!(
        browser.desk.acts(),
        [
            format!(
                "relabel {MESSAGE} Relabelling {{ marking: \"CONFIDENTIAL\", reason: \"published\", \
                 authority: \"the Head\", on: Some(1993-01-01), event: None }}"
            ),
            format!("approve {PROPOSAL}"),
            format!("refuse {PROPOSAL} too early"),
        ]
    );
}

#[tokio::test]
async fn a_proposal_that_will_not_do_comes_back_with_what_was_typed() {
    let mut browser = Browser::signed_in("coles").await;
    let address = format!("/paper/{COVER}/relabel");
    let bad_day = browser.act(&address, "marking=OPEN&reason=x&authority=y&on=soon").await;
    assert_eq!(bad_day.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad_day.body.contains("`soon` is no day: write it as in 1982-10-14."));
    let empty = browser.act(&address, "marking=OPEN&reason=&authority=the+Head").await;
    assert!(
        empty.body.contains("<a href=\"#relabel-marking\"><strong>Not done: </strong>The reason is missing")
    );
    assert!(empty.body.contains("value=\"the Head\"") && empty.body.contains("value=\"OPEN\""));
    let mut officer = Browser::signed_in("officer").await;
    let late = officer.act(&format!("/relabelling/{PROPOSAL}/approve"), &format!("paper={COVER}")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.body.contains("<a href=\"#marking\"><strong>Not done: </strong>That has been decided already")
    );
}

#[tokio::test]
async fn words_below_what_was_opened_are_asked_for_their_reason_and_kept_meanwhile() {
    let mut browser = Browser::signed_in("coles").await;
    let address = format!("/paper/{COVER}/minute");
    let asked = browser.act(&address, "text=low").await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    assert!(
        asked.body.contains("<a href=\"#because\"><strong>Not done: </strong>You have opened TOP SECRET")
    );
    assert!(
        asked.body.contains(">low</textarea>")
            && asked.body.contains("id=\"because\" name=\"because\" required")
    );
    let given = browser.act(&address, "text=low&because=nothing+of+it+is+told").await;
    assert_eq!(given.header("location"), format!("/paper/{COVER}?done=minute#done"));
    assert_eq!(browser.desk.acts(), [format!("minute {COVER} low because nothing of it is told")]);
    let plain = browser.get(&format!("/paper/{COVER}")).await;
    assert!(!plain.body.contains("name=\"because\""), "nobody is asked before it matters");
}

#[tokio::test]
async fn a_note_on_what_is_put_up_is_asked_for_its_reason_too() {
    let mut browser = Browser::signed_in("coles").await;
    let address = format!("/paper/{COVER}/put-up");
    let form = "principal=prime-minister&purpose=reading&meeting=&note=low";
    let asked = browser.act(&address, form).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    assert_eq!(asked.body.matches("name=\"because\"").count(), 1, "only the form that was sent asks");
    assert!(asked.body.contains(">low</textarea>") && asked.body.contains("value=\"reading\" selected"));
    let given = browser.act(&address, &format!("{form}&because=nothing+is+told")).await;
    assert_eq!(given.header("location"), format!("/paper/{COVER}?done=put-up#done"));
}

#[tokio::test]
async fn a_sitting_ends_by_its_button_and_with_its_session() {
    let mut browser = Browser::signed_in("coles").await;
    assert_eq!(browser.act("/sitting/end", "").await.header("location"), "/#sitting");
    assert_eq!(browser.desk.acts(), ["end the sitting"]);
    assert_eq!(browser.act("/sign-out", "").await.header("location"), "/sign-in");
    assert_eq!(browser.desk.acts(), ["end the sitting", "end the sitting"]);
}

#[tokio::test]
async fn each_act_on_a_circle_reaches_the_registry_and_leads_back_to_the_circles() {
    let mut browser = Browser::signed_in("coles").await;
    for (address, form, act) in [
        ("/circles".to_owned(), "name=Falklands&purpose=talks", "make"),
        (format!("/circle/{CIRCLE}/join"), "person=pym", "join"),
        (format!("/circle/{CIRCLE}/leave"), "person=pym", "leave"),
        (format!("/circle/{CIRCLE}/close"), "", "close"),
    ] {
        let answer = browser.act(&address, form).await;
        assert_eq!(answer.header("location"), format!("/circles?done={act}#done"), "{act}");
    }
    assert_eq!(
        browser.desk.acts(),
        [
            "make a circle Falklands: talks".to_owned(),
            format!("join {CIRCLE} pym"),
            format!("leave {CIRCLE} pym"),
            format!("close {CIRCLE}"),
        ]
    );
    assert!(browser.get("/circles?done=make").await.body.contains("The circle was made, and you are in it."));
}

#[tokio::test]
async fn what_cannot_be_done_with_a_circle_is_said_on_its_page() {
    let mut browser = Browser::signed_in("coles").await;
    let name = browser.act("/circles", "name=Wow%21&purpose=talks").await;
    assert_eq!(name.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(name.body.contains("href=\"#circle-name\"") && name.body.contains("value=\"Wow!\""));
    let nobody = browser.act(&format!("/circle/{CIRCLE}/join"), "person=nobody").await;
    assert!(nobody.body.contains("<a href=\"#join-person\"><strong>Not done: </strong>Nobody signs in as"));
    assert_eq!(browser.act("/circle/closed/close", "").await.status, StatusCode::CONFLICT);
    let other = browser.act("/circle/another%27s/close", "").await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    assert!(other.body.contains("That is for one who answers for the circle."));
}

#[tokio::test]
async fn a_clearance_is_given_with_its_days_and_its_reason() {
    let mut officer = Browser::signed_in("officer").await;
    let form = "lines=uk-1982%3DSECRET%0D%0A%0D%0Aus-historical%3DSecret&from=1982-10-01&until=1983-03-31&reason=new+post";
    let given = officer.act("/person/coles/clear", form).await;
    assert_eq!(given.header("location"), "/person/coles?done=clear#done");
    assert_eq!(
        officer.desk.acts(),
        [
            r#"clear coles ["uk-1982=SECRET", "us-historical=Secret"] Some(1982-10-01) Some(1983-03-31) new post"#
        ]
    );
    for (form, said) in [
        ("lines=SECRET&reason=new+post", "A clearance is given as POLICY=LEVEL, not `SECRET`."),
        ("lines=uk-1982%3DSECRET&until=never&reason=new+post", "`never` is no day"),
    ] {
        let fault = officer.act("/person/coles/clear", form).await;
        assert_eq!(fault.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(fault.body.contains(said) && fault.body.contains(">new post</textarea>"), "{said}");
    }
    let own = Browser::signed_in("coles").await.act("/person/coles/clear", "lines=uk-1982%3DSECRET").await;
    assert_eq!(own.status, StatusCode::FORBIDDEN, "of his own page he knows, and it is not his duty");
}

#[tokio::test]
async fn a_day_is_asked_about_as_it_ended() {
    let mut officer = Browser::signed_in("officer").await;
    officer.accept = "application/json";
    for part in ["readers?on=1982-10-14", "why?reader=coles&on=1982-10-14"] {
        let answer = officer.get(&format!("/paper/{MESSAGE}/{part}")).await;
        let json: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(json["at"], "1982-10-14T23:59:59.999999999Z", "{part}");
    }
    for part in ["readers?on=1982-13-40", "why?on=yesterday"] {
        let answer = officer.get(&format!("/paper/{MESSAGE}/{part}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{part}");
        assert!(answer.body.contains("is no day: write it as in 1982-10-14"), "{part}");
    }
}

#[tokio::test]
async fn of_himself_and_now_anyone_may_ask_of_others_who_gives_clearances() {
    let mut coles = Browser::signed_in("coles").await;
    let why = format!("/paper/{MESSAGE}/why");
    assert_eq!(coles.get(&why).await.status, StatusCode::OK);
    for more in ["?reader=clerk", "?on=1982-10-14"] {
        let refused = coles.get(&format!("{why}{more}")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{more}");
        assert!(refused.body.contains("That is for one who gives clearances."));
    }
    assert_eq!(coles.get(&format!("/paper/{MESSAGE}/readers")).await.status, StatusCode::FORBIDDEN);
    let mut officer = Browser::signed_in("officer").await;
    assert_eq!(officer.get(&format!("{why}?reader=coles&on=1982-10-14")).await.status, StatusCode::OK);
    let nobody = officer.get(&format!("{why}?reader=nobody")).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY, "the paper is there; the reader is not");
    assert!(nobody.body.contains("Nobody signs in as `nobody`"));
}
