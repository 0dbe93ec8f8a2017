//! People outside the office: kept, taken in from cards, merged and parted again.
#![allow(clippy::unwrap_used)]

use chancery_registry::{CorrespondentKept, NewMeeting, PostHeld, Refused, View};
use chancery_server::vcard;
use chancery_testkit::Office;
use jiff::civil::date;

fn shultz() -> CorrespondentKept {
    let held = |post: &str, from, until| PostHeld { post: post.into(), from, until };
    CorrespondentKept {
        name: "George P. Shultz".into(),
        aliases: vec!["Mr Shultz".into(), String::new()],
        posts: vec![
            held("Secretary of State", Some(date(1982, 7, 16)), None),
            held("Secretary of the Treasury", Some(date(1972, 6, 12)), Some(date(1974, 5, 8))),
        ],
        salutation: "Dear George".into(),
        ..CorrespondentKept::default()
    }
}

fn listed(view: &View, words: &str) -> Vec<String> {
    let page = view.correspondents(words, 1).unwrap();
    page.lines.iter().map(|line| format!("{}: {}", line.name, line.posts.join("; "))).collect()
}

const CARDS: &str = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Andrei Gromyko\r\nTITLE:Foreign Minister\r\nORG:USSR\r\nEMAIL:aag@mid.example\r\nEND:VCARD\r\n\
BEGIN:VCARD\r\nVERSION:3.0\r\nFN:George P. Shultz\r\nEMAIL:gps@state.example\r\nEND:VCARD\r\n";
const TABLE: &str = "Name;Post;Organisation;E-mail\r\n\"Hartman, Arthur\";Ambassador;Moscow;ah@state.example\r\n;Nobody;;\r\nAndrei Gromyko;Foreign Minister;USSR;\r\n";

#[test]
fn somebody_is_kept_with_his_posts_and_known_again_by_his_papers() {
    let office = Office::uk();
    office.letter();
    let coles = || office.as_("coles");
    let id = coles().keep_correspondent("", &shultz()).unwrap();
    assert_eq!(listed(&coles(), "treasury"), ["George P. Shultz: Secretary of State"]);
    let page = coles().correspondent(&id).unwrap();
    assert_eq!((page.aliases.len(), page.held.len(), page.papers.len()), (1, 2, 1));
    // He knows of the correspondent as everybody does, and of no paper from him.
    let below = office.as_("desk").correspondent(&id).unwrap();
    assert_eq!((below.line.name.as_str(), below.papers.len(), below.overall), ("George P. Shultz", 0, None));
    let twice = coles().keep_correspondent("", &shultz()).unwrap_err();
    assert_eq!(twice.to_string(), "a correspondent of that name and those posts is kept already");
    let astray = CorrespondentKept { mail: vec!["gps at state".into()], ..shultz() };
    let astray = coles().keep_correspondent(&id, &astray).unwrap_err();
    assert_eq!(astray.to_string(), "`gps at state` is no address of mail: one has an @ in it");
    let right = CorrespondentKept { posts: vec![], ..shultz() };
    coles().keep_correspondent(&id, &right).unwrap();
    assert_eq!(listed(&coles(), ""), ["George P. Shultz: "]);
    let nameless = CorrespondentKept { name: " ".into(), ..shultz() };
    assert!(matches!(coles().keep_correspondent("", &nameless), Err(Refused::Invalid(_))));
    assert!(matches!(office.as_("pm").keep_correspondent("", &shultz()), Err(Refused::Duty(_))));
    assert!(matches!(coles().keep_correspondent(&"0".repeat(32), &shultz()), Err(Refused::Absent)));
}

#[test]
fn cards_are_taken_in_and_add_to_what_is_known() {
    let office = Office::uk();
    let coles = || office.as_("coles");
    coles().keep_correspondent("", &shultz()).unwrap();
    let taken = coles().take_cards("people.vcf", CARDS.as_bytes()).unwrap();
    assert_eq!((taken.kept, taken.changed, taken.known), (1, 1, 0));
    let taken = coles().take_cards("people.csv", TABLE.as_bytes()).unwrap();
    assert_eq!((taken.kept, taken.changed, taken.known), (1, 0, 1));
    assert_eq!(taken.notes, ["1 without a name were left out"]);
    let all = [
        "Andrei Gromyko: Foreign Minister, USSR",
        "Hartman, Arthur: Ambassador, Moscow",
        "George P. Shultz: Secretary of State",
    ];
    let mut listed = listed(&coles(), "");
    listed.sort_unstable();
    let mut wanted = all.map(str::to_owned);
    wanted.sort_unstable();
    assert_eq!(listed, wanted);
    for (bytes, sentence) in [
        (
            &b"post,mail\nx,y\n"[..],
            "`x.csv` holds no cards: give a vCard file, or a table whose first line names its columns, one of them `name`",
        ),
        (&b"\xff\xfe"[..], "`x.csv` is not UTF-8: export it anew"),
    ] {
        assert_eq!(coles().take_cards("x.csv", bytes).unwrap_err().to_string(), sentence);
    }
}

#[test]
fn two_entries_are_merged_and_parted_again_after_a_rebuild_too() {
    let office = Office::uk();
    let keep = |name: &str| {
        office
            .as_("coles")
            .keep_correspondent("", &CorrespondentKept { name: name.into(), ..shultz() })
            .unwrap()
    };
    let (one, other) = (keep("George P. Shultz"), keep("G Shultz"));
    let coles = || office.as_("coles");
    assert_eq!(coles().correspondent(&one).unwrap().alike[0].name, "G Shultz");
    coles().merge_correspondents(&one, &other).unwrap();
    assert!(matches!(coles().merge_correspondents(&other, &one), Err(Refused::Conflict(_))));
    assert_eq!(listed(&coles(), "").len(), 1);
    let office = office.rebuilt();
    let coles = || office.as_("coles");
    let page = coles().correspondent(&one).unwrap();
    assert_eq!((page.merged[0].name.as_str(), page.alike.len()), ("G Shultz", 0));
    assert_eq!(coles().correspondent(&other).unwrap().into.unwrap().name, "George P. Shultz");
    coles().part_correspondents(&one, &other).unwrap();
    assert_eq!(listed(&coles(), "").len(), 2);
    assert!(matches!(coles().part_correspondents(&one, &other), Err(Refused::Conflict(_))));
}

#[test]
fn a_brief_says_which_post_somebody_held_on_the_day() {
    let office = Office::uk();
    let coles = || office.as_("coles");
    coles().keep_correspondent("", &shultz()).unwrap();
    let met = |day| NewMeeting {
        date: day,
        subject: format!("talks, {day}"),
        with: vec!["Mr Shultz".into()],
        marking: "CONFIDENTIAL".into(),
        ..NewMeeting::default()
    };
    let posts = |day| {
        let id = coles().note_meeting(&met(day)).unwrap();
        coles().meeting(&id).unwrap().who.remove(0).posts
    };
    assert_eq!(posts(date(1982, 10, 20)), ["Secretary of State"]);
    assert_eq!(posts(date(1973, 3, 1)), ["Secretary of the Treasury"]);
    assert!(posts(date(1980, 3, 1)).is_empty());
}

/// What is kept of everybody, without the ids, which are each office's own.
fn kept(view: &View) -> Vec<CorrespondentKept> {
    let all = view.cards("").unwrap().into_iter();
    all.map(|kept| CorrespondentKept { correspondent: chancery_office::id::Id([0; 16]), ..kept }).collect()
}

#[test]
fn cards_that_were_given_out_and_are_taken_in_elsewhere_are_the_same_people() {
    let office = Office::uk();
    let coles = || office.as_("coles");
    let long = "Ambassador Extraordinary and Plenipotentiary of the Union; to the Court of St James's, and to others";
    let gromyko = CorrespondentKept {
        name: "Gromyko, Andrei; Андрей \\ Громыко".into(),
        aliases: vec!["Mr Nyet".into(), "A, A".into()],
        posts: vec![
            PostHeld { post: long.into(), ..PostHeld::default() },
            PostHeld { post: long.into(), from: Some(date(1950, 1, 2)), until: Some(date(1951, 3, 4)) },
        ],
        salutation: "Dear Andrei Andreyevich: with\u{a0}regards".into(),
        mail: vec!["aag@mid.example".into(), "other@mid.example".into()],
        ..CorrespondentKept::default()
    };
    let id = coles().keep_correspondent("", &shultz()).unwrap();
    coles().keep_correspondent("", &gromyko).unwrap();
    let cards = vcard::cards(&coles().cards("").unwrap());
    assert!(cards.split_inclusive("\r\n").all(|line| line.len() <= 77 && line.ends_with("\r\n")), "{cards}");
    let one = vcard::cards(&coles().cards(&id).unwrap()).replace(&id, "ID").replace("\r\n", "\n");
    insta::assert_snapshot!(one, @r"
    BEGIN:VCARD
    VERSION:4.0
    FN:George P. Shultz
    UID;VALUE=TEXT:ID@chancery
    NICKNAME:Mr Shultz
    TITLE;X-CHANCERY-FROM=1982-07-16:Secretary of State
    TITLE;X-CHANCERY-FROM=1972-06-12;X-CHANCERY-UNTIL=1974-05-08:Secretary of t
     he Treasury
    X-CHANCERY-SALUTATION:Dear George
    END:VCARD
    ");
    let elsewhere = Office::uk();
    let there = || elsewhere.as_("coles");
    let taken = there().take_cards("correspondents.vcf", cards.as_bytes()).unwrap();
    assert_eq!((taken.kept, taken.changed, taken.known), (2, 0, 0));
    assert_eq!(kept(&there()), kept(&coles()));
    let again = coles().take_cards("correspondents.vcf", cards.as_bytes()).unwrap();
    assert_eq!((again.kept, again.changed, again.known), (0, 0, 2));
    assert!(matches!(coles().cards("none"), Err(Refused::Absent)));
}
