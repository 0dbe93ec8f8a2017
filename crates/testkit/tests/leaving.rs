//! Who leaves the office is struck off: from then on he is nobody at the door, and what he did stands as it was.
#![allow(clippy::unwrap_used)]

use chancery_registry::answers::{ChaseAsked, CirclesPage, HandAsked, LeavingPage};
use chancery_registry::{
    Admission, BringingUp, ChaseStep, ClearanceToGive, Content, CopyPurpose, Copying, Deputising, Duty,
    Filling, Form, Portion, Refused,
};
use chancery_testkit::{Browser, Office, served};
use jiff::civil::date;

const NOTE: &str =
    "CONFIDENTIAL\n\nThe Minister will send the herring figures to Mr Coles by 20 October 1982.\n";

fn strike(office: &Office, by: &str, person: &str) -> Result<(), Refused> {
    office.as_(by).strike_off(person, "posted to Bonn")
}

fn refused(done: Result<(), Refused>) -> String {
    done.unwrap_err().to_string()
}

/// What is with Coles in an office in which he has something of everything.
fn busy() -> Office {
    let office = Office::uk();
    let paper = office.file(NOTE).papers[0].reference.clone();
    let bone = office.as_("bone");
    let copying = |purpose| Copying { to: vec!["coles".into()], purpose, note: "please draft".into() };
    bone.copy(&paper, &copying(CopyPurpose::Action)).unwrap();
    let up = BringingUp {
        before: "coles".into(),
        on: date(1982, 10, 18),
        reason: "to see whether they came".into(),
    };
    bone.bring_up(&paper, &up).unwrap();
    let owed = bone.undertakings(&Default::default()).unwrap().lines.remove(0);
    bone.move_undertaking(&owed.paper, &owed.key, &ChaseStep::Assign { to: "A J Coles".into(), due: None })
        .unwrap();
    let words = Portion { heading: String::new(), marking: String::new(), words: "Noted.".into() };
    let content = Content {
        form: Form::Letter,
        subject: "Herring".into(),
        marking: "CONFIDENTIAL".into(),
        portions: vec![words],
        ..Content::default()
    };
    office.as_("coles").begin_draft(None, &content).unwrap();
    let wanted = Deputising { person: "coles".into(), from: None, until: date(1982, 10, 20) };
    office.as_("pm").name_deputy("prime-minister", &wanted).unwrap();
    office
}

fn told(page: &LeavingPage) -> String {
    let titles = |posts: &[chancery_registry::answers::PostLine]| {
        posts.iter().map(|post| post.title.clone()).collect::<Vec<_>>().join(", ")
    };
    let owed =
        page.undertakings.iter().map(|one| format!("{} with {} {:?}", one.act, one.owner, one.owner_left));
    let copies = page
        .copies
        .lines
        .iter()
        .map(|one| format!("{} to {} {:?}", one.paper.reference, one.copy.to, one.copy.left));
    let ups = page
        .bring_ups
        .lines
        .iter()
        .map(|one| format!("{} before {} {:?}", one.paper.reference, one.up.before, one.up.left));
    let drafts = page.drafts.iter().map(|one| format!("{} by {} {:?}", one.subject, one.by, one.left));
    [
        format!("left: {}", page.left.as_ref().map_or("no", |left| left.reason.as_str())),
        format!("holds: {}", titles(&page.posts)),
        format!("acts in: {}", titles(&page.acts_in)),
        format!("owes: {}", owed.collect::<Vec<_>>().join("; ")),
        format!("copies: {}", copies.collect::<Vec<_>>().join("; ")),
        format!("comes up: {}", ups.collect::<Vec<_>>().join("; ")),
        format!("writes: {}", drafts.collect::<Vec<_>>().join("; ")),
        format!("bears: {}", page.overall.as_ref().map_or("", |overall| overall.banner.as_str())),
    ]
    .join("\n")
}

#[test]
fn what_is_with_him_is_listed_to_who_strikes_him_off_and_names_the_day_on_which_he_left() {
    let office = busy();
    insta::assert_snapshot!(told(&office.as_("security").leaving("coles").unwrap()), @r"
    left: no
    holds: Private Secretary
    acts in: Prime Minister
    owes: send the herring figures to Mr Coles with A J Coles None
    copies: C 82/1 to A J Coles None
    comes up: C 82/1 before A J Coles None
    writes: Herring by A J Coles None
    bears: CONFIDENTIAL
    ");
    strike(&office, "security", "coles").unwrap();
    let after = told(&office.as_("security").leaving("coles").unwrap());
    insta::assert_snapshot!(after, @r"
    left: posted to Bonn
    holds: 
    acts in: 
    owes: send the herring figures to Mr Coles with A J Coles Some(1982-10-14)
    copies: C 82/1 to A J Coles Some(1982-10-14)
    comes up: C 82/1 before A J Coles Some(1982-10-14)
    writes: Herring by A J Coles Some(1982-10-14)
    bears: CONFIDENTIAL
    ");
    let all = HandAsked { all: true, page: 1 };
    assert_eq!(office.as_("bone").copies(all).unwrap().lines[0].copy.left, Some(date(1982, 10, 14)));
    assert_eq!(
        told(&office.as_("keeper").leaving("coles").unwrap()).matches("C 82").count(),
        0,
        "as such he reads nothing"
    );
    for other in ["bone", "desk", "pm"] {
        assert!(matches!(office.as_(other).leaving("coles"), Err(Refused::Absent)), "{other}");
    }
    let office = office.rebuilt();
    assert_eq!(told(&office.as_("security").leaving("coles").unwrap()), after);
}

#[test]
fn he_signs_in_no_more_and_his_sessions_his_links_and_his_calendar_end() {
    let office = Office::uk();
    let router = chancery_server::router(office.registry.clone(), served());
    let link = office.registry.invite(&office.reader("keeper"), "coles").unwrap();
    office.registry.enter(&link, Some("correct horse battery")).unwrap();
    let feed = office.as_("coles").make_feed("CONFIDENTIAL").unwrap();
    let coles = Browser::over(&office, "coles", router.clone());
    let officer = Browser::over(&office, "security", router.clone());
    let unused = office.registry.invite(&office.reader("keeper"), "coles").unwrap();
    let nameless = officer.post("/person/coles/leaving", "reason=");
    assert_eq!(nameless.status, 422);
    assert!(nameless.text().contains("Say why, in a few words."));
    let struck = officer.post("/person/coles/leaving", "reason=posted+to+Bonn");
    assert_eq!(struck.header("location"), Some("/person/coles/leaving?done=struck#done"));
    assert_eq!(coles.get("/register").header("location"), Some("/sign-in?next=%2Fregister"));
    let nobody = || {
        let known = office.registry.sign_in("coles", "correct horse battery").is_err();
        let linked = office.registry.enter(&unused, None).is_err();
        known && linked && office.registry.feed(&feed).is_err() && office.registry.reader("coles").is_err()
    };
    assert!(nobody());
    assert!(office.registry.invite(&office.reader("keeper"), "coles").is_err());

    let keeper = Browser::over(&office, "keeper", router);
    assert_eq!(officer.post("/person/coles/back", "").status, 403, "who admits takes back");
    assert_eq!(
        keeper.post("/person/coles/back", "").header("location"),
        Some("/person/coles?done=back#done")
    );
    assert_eq!(
        coles.get("/register").header("location"),
        Some("/sign-in?next=%2Fregister"),
        "no session comes back"
    );
    assert!(office.registry.sign_in("coles", "correct horse battery").is_err(), "nor his password");
    assert!(office.registry.enter(&unused, None).is_err() && office.registry.feed(&feed).is_err());
    let fresh = office.registry.invite(&office.reader("keeper"), "coles").unwrap();
    assert!(office.registry.enter(&fresh, None).is_ok());
}

#[test]
fn taken_back_he_has_his_name_and_nothing_else() {
    let office = busy();
    office.as_("coles").make_circle("Falklands", "").unwrap();
    let tag = office.as_("coles").circles().unwrap().circles[0].tag.clone();
    office.as_("coles").join_circle(&tag, "bone").unwrap();
    let before = office.reader("coles");
    assert!(before.post.is_some() && !before.person.duties.is_empty());
    strike(&office, "keeper", "coles").unwrap();
    assert_eq!(refused(strike(&office, "keeper", "coles")), "he has left already");
    office.at("1982-12-01T09:00:00Z").as_("keeper").take_back("coles").unwrap();
    assert_eq!(refused(office.as_("keeper").take_back("coles")), "he is of the office");
    let office = office.rebuilt();
    let back = office.reader("coles");
    assert_eq!((back.person.name.as_str(), &back.person.duties[..], back.post), ("A J Coles", &[][..], None));
    assert_eq!(back.clearance, Default::default());
    let circles: CirclesPage = office.as_("bone").circles().unwrap();
    let stays = circles.circles[0].stays.iter().map(|stay| (stay.name.as_str(), stay.until.is_some()));
    assert_eq!(stays.collect::<Vec<_>>(), [("A J Coles", true), ("R B Bone", false)]);
    assert!(circles.circles[0].holds, "who was in it the longest answers for it");
    assert_eq!(office.as_("coles").own_box().unwrap(), None, "nor does he act for the Prime Minister");
    let due = office.as_("security").today().unwrap().clearances;
    assert_eq!(due.iter().map(|due| (due.handle.as_str(), due.until)).collect::<Vec<_>>(), [("coles", None)]);
    let page = office.as_("coles").person_page("coles").unwrap();
    let absence = &page.absences[0];
    assert_eq!(
        (absence.reason.as_str(), absence.by.as_str()),
        ("posted to Bonn", "The keeper of the registry")
    );
    assert_eq!(absence.back.unwrap().to_string(), "1982-12-01T09:00:00Z");
}

#[test]
fn a_circle_that_nobody_is_in_any_more_is_answered_for_by_whoever_knows_of_it() {
    let office = Office::uk();
    office.as_("coles").make_circle("Falklands", "").unwrap();
    let tag = office.as_("coles").circles().unwrap().circles[0].tag.clone();
    strike(&office, "keeper", "coles").unwrap();
    let every = office.registry.clearance(&["*".into()]).unwrap();
    let clearing = ClearanceToGive { person: "desk".into(), clearance: every, ..ClearanceToGive::default() };
    assert!(office.as_("desk").join_circle(&tag, "desk").is_err(), "he does not know of it");
    office.registry.clear(&office.reader("security"), clearing).unwrap();
    office.as_("desk").join_circle(&tag, "desk").unwrap();
    assert!(office.as_("desk").circles().unwrap().circles[0].holds);
}

#[test]
fn what_he_answers_for_is_with_him_whatever_he_is_called_now() {
    let office = Office::uk();
    office.file(
        "CONFIDENTIAL\n\n1 October 1982\n\nMr Smith agreed to send the herring figures by 10 October.\n",
    );
    let line = office.as_("coles").undertakings(&ChaseAsked::default()).unwrap().lines.remove(0);
    let to_bone = ChaseStep::Assign { to: "bone".into(), due: None };
    office.as_("coles").move_undertaking(&line.paper, &line.key, &to_bone).unwrap();
    office.as_("keeper").keep_person("bone", "R B Smythe", &[]).unwrap();
    let page = office.as_("security").leaving("bone").unwrap();
    assert_eq!((page.looked_for.as_str(), page.undertakings_total), ("Smythe", 1));
}

#[test]
fn who_held_what_when_and_who_could_read_it_stays_true() {
    let office = Office::uk();
    let plain = office.file("A note without a marking, for anybody.\n").papers[0].reference.clone();
    office.as_("clerk").settle(&plain, "UNCLASSIFIED").unwrap();
    office.as_("coles").paper(&plain).unwrap();
    office.at("1982-10-20T09:00:00Z");
    strike(&office, "security", "coles").unwrap();
    office.at("1982-10-21T09:00:00Z");
    let post = office.as_("desk").post_page("ps-no10").unwrap();
    assert_eq!(post.post.holder, None);
    let held = &post.holdings[0];
    assert_eq!(
        (held.person.as_str(), held.until.unwrap().to_string().as_str()),
        ("A J Coles", "1982-10-20T09:00:00Z")
    );
    let could = |on| {
        let page = office.as_("security").readers_of(&plain, on).unwrap();
        page.could.iter().any(|one| one.handle == "coles")
    };
    assert!(could(Some(date(1982, 10, 19))), "then he could");
    assert!(!could(None), "not even what bears no marking");
    assert!(!office.as_("security").why_may("coles", &plain, None).unwrap().may);
    assert_eq!(
        office.as_("security").opened_of("coles", 1).unwrap().total,
        1,
        "what he opened is still told"
    );
    let seen = office.as_("bone").paper(&plain).unwrap().seen;
    assert!(seen.iter().any(|seen| seen.by == "A J Coles"));
    let people = office.as_("desk").people().unwrap().people;
    let his = people.iter().find(|line| line.handle == "coles").unwrap();
    assert_eq!((his.left, his.posts.len(), his.duties.len()), (Some(date(1982, 10, 20)), 0, 0));
}

#[test]
fn nothing_is_given_to_who_has_left_and_nobody_is_offered_him() {
    let office = Office::uk();
    let paper = office.file(NOTE).papers[0].reference.clone();
    strike(&office, "keeper", "coles").unwrap();
    let left = "he has left the office: take him back first";
    let keeper = office.as_("keeper");
    assert_eq!(refused(keeper.keep_person("coles", "A J Coles", &[Duty::Minute])), left);
    let again = Admission { handle: "coles".into(), name: "A J Coles".into(), ..Admission::default() };
    assert_eq!(refused(keeper.admit(&again)), left);
    assert_eq!(refused(office.registry.admit(&office.reader("keeper"), again)), left);
    let clearing = ClearanceToGive { person: "coles".into(), ..ClearanceToGive::default() };
    assert_eq!(refused(office.as_("security").clear(&["*".into()], clearing)), left);
    let fill = Filling { person: Some("coles".into()), from: None };
    assert_eq!(refused(keeper.fill_post("ps-no10", &fill)), "nobody of that handle is entered here");
    let acts = Deputising { person: "coles".into(), from: None, until: date(1982, 10, 20) };
    assert_eq!(
        refused(office.as_("pm").name_deputy("prime-minister", &acts)),
        "nobody of that handle is entered here"
    );
    let copy = Copying { to: vec!["coles".into()], purpose: CopyPurpose::Action, note: String::new() };
    assert_eq!(
        refused(office.as_("bone").copy(&paper, &copy)),
        "no person or post of that name is known here: see the people"
    );
    let offered = office.as_("bone").paper(&paper).unwrap().in_hand.addressees;
    assert!(
        offered.iter().any(|one| one.handle == "bone") && offered.iter().all(|one| one.handle != "coles")
    );
    assert!(
        office.as_("pm").post_page("prime-minister").unwrap().people.iter().all(|(who, _)| who != "coles")
    );
}

#[test]
fn the_last_keeper_is_not_struck_off_and_who_has_no_duty_for_it_strikes_off_nobody() {
    let office = Office::uk();
    let last = "nobody else keeps the registry: give another that duty first";
    assert_eq!(refused(strike(&office, "keeper", "keeper")), last);
    assert_eq!(refused(strike(&office, "security", "keeper")), last);
    assert!(matches!(
        strike(&office, "clerk", "coles"),
        Err(Refused::Duty("keeps the registry, or gives clearances"))
    ));
    assert!(matches!(strike(&office, "keeper", "nobody"), Err(Refused::Absent)));
    assert_eq!(
        refused(office.as_("keeper").strike_off("coles", &"x".repeat(1_001))),
        "a reason has at most 1000 characters"
    );
    let second = Admission {
        handle: "quill".into(),
        name: "George Quill".into(),
        duties: vec![Duty::Keep],
        ..Admission::default()
    };
    office.as_("keeper").admit(&second).unwrap();
    strike(&office, "keeper", "keeper").unwrap();
    assert!(office.registry.reader("keeper").is_err());
    assert_eq!(refused(strike(&office, "security", "quill")), last);
}
