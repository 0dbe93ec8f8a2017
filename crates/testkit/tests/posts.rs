//! Posts: who held them, and who acts in them while their holders are away.
#![allow(clippy::unwrap_used)]

use chancery_office::act::MinuteKind;
use chancery_registry::{Admission, Deputising, Duty, Mark, MarkGiven, Purpose, PuttingUp, Refused};
use chancery_testkit::Office;
use jiff::civil::{Date, date};

const BOX: &str = "prime-minister";

fn until(person: &str, until: Date) -> Deputising {
    Deputising { person: person.into(), from: None, until }
}

fn seen() -> MarkGiven {
    MarkGiven {
        mark: Mark::Agree,
        words: String::new(),
        decided: vec![],
        ordered: vec![],
        once: String::new(),
        again: false,
    }
}

fn put_up(office: &Office, paper: &str) {
    let wanted = PuttingUp::before(BOX, Purpose::Decision);
    office.as_("coles").put_up(paper, &wanted).unwrap();
}

#[test]
fn a_deputy_marks_papers_for_the_principal_in_his_own_name_and_only_in_those_days() {
    let office = Office::uk();
    let (cover, message) = office.letter();
    put_up(&office, &cover);
    put_up(&office, &message);
    let pym = || office.as_("pym");
    assert!(matches!(pym().mark(BOX, &cover, &seen()), Err(Refused::Duty(_))));
    office.as_("pm").name_deputy(BOX, &until("pym", date(1982, 10, 16))).unwrap();
    assert_eq!(pym().box_of(BOX).unwrap().deputies[0].name, "Francis Pym");
    assert!(pym().box_paper(BOX, &cover).unwrap().as_deputy);
    pym().mark(BOX, &cover, &seen()).unwrap();
    let marks =
        office.as_("pm").paper(&cover).unwrap().minutes.into_iter().filter(|m| m.kind == MinuteKind::Mark);
    let marks: Vec<String> = marks.map(|minute| format!("{}: {}", minute.by, minute.text)).collect();
    assert_eq!(marks, ["Francis Pym: agree (for the Prime Minister)"]);
    office.at("1982-10-17T09:00:00Z");
    assert!(matches!(pym().mark(BOX, &message, &seen()), Err(Refused::Duty(_))));
    assert!(!office.as_("pm").post_page(BOX).unwrap().deputies[0].now);
}

#[test]
fn a_deputy_sees_of_a_box_what_his_clearance_opens() {
    let office = Office::uk();
    let (cover, _) = office.letter();
    put_up(&office, &cover);
    office.as_("pm").name_deputy(BOX, &until("desk", date(1982, 10, 16))).unwrap();
    assert_eq!(office.as_("desk").own_box().unwrap().as_deref(), Some(BOX));
    assert!(office.as_("desk").box_of(BOX).unwrap().sections.is_empty());
    assert!(matches!(office.as_("desk").mark(BOX, &cover, &seen()), Err(Refused::Absent)));
}

#[test]
fn who_acts_in_a_post_is_said_by_its_holder_or_the_keeper() {
    let office = Office::uk();
    let wanted = until("pym", date(1982, 10, 16));
    assert!(matches!(office.as_("coles").name_deputy(BOX, &wanted), Err(Refused::Duty(_))));
    office.as_("keeper").name_deputy(BOX, &wanted).unwrap();
    office.as_("pm").end_deputy(BOX, "pym").unwrap();
    assert!(matches!(office.as_("pm").end_deputy(BOX, "pym"), Err(Refused::Conflict(_))));
    let pm = || office.as_("pm");
    for (wanted, sentence) in [
        (until("nobody", date(1982, 10, 16)), "nobody of that handle is entered here"),
        (until("pm", date(1982, 10, 16)), "nobody acts for himself: name another"),
        (until("pym", date(1982, 10, 1)), "its last day is before its first, or past"),
    ] {
        assert_eq!(pm().name_deputy(BOX, &wanted).unwrap_err().to_string(), sentence);
    }
    assert!(matches!(pm().name_deputy("no-such-post", &wanted), Err(Refused::Absent)));
}

#[test]
fn a_post_tells_who_held_it_and_since_when_after_a_rebuild_too() {
    let office = Office::uk();
    office.at("1983-06-11T10:00:00Z");
    let howe = Admission {
        handle: "howe".into(),
        name: "Geoffrey Howe".into(),
        post: Some(("foreign-secretary".into(), "Foreign Secretary".into())),
        principal: true,
        duties: vec![Duty::Minute],
    };
    office.registry.admit(&office.reader("keeper"), howe).unwrap();
    office.as_("keeper").name_deputy("foreign-secretary", &until("pym", date(1983, 7, 1))).unwrap();
    let told = |office: &Office| office.as_("desk").post_page("foreign-secretary").unwrap();
    let before = told(&office);
    let held: Vec<String> = before
        .holdings
        .iter()
        .map(|line| format!("{} {} {:?}", line.person, line.since, line.until.map(|until| until.to_string())))
        .collect();
    assert_eq!(
        held,
        [
            "Geoffrey Howe 1983-06-11T10:00:00Z None",
            "Francis Pym 1982-10-14T17:30:00Z Some(\"1983-06-11T10:00:00Z\")"
        ]
    );
    let office = office.rebuilt();
    assert_eq!(told(&office), before);
}
