//! Who answers for an undertaking: a person or post of the office, who has it on Today until it is done, or somebody else.
#![allow(clippy::unwrap_used)]

use chancery_office::chase::StepKind;
use chancery_registry::answers::{ChaseAsked, ChaseSide, Today, UndertakingLine};
use chancery_registry::{ChaseStep, Ordered};
use chancery_testkit::Office;
use jiff::civil::date;

const NOTE: &str = "CONFIDENTIAL

                    1 October 1982

Mr Smith agreed to send the herring figures by 10 October. Mr Jones promised to write to Oslo.
";

fn filed(office: &Office, text: &str) -> String {
    office.file(text).papers[0].reference.clone()
}

fn today(office: &Office, handle: &str) -> Today {
    office.as_(handle).today().unwrap()
}

/// What stands on somebody's Today for him to do: who said that he would, who answers for it, by when.
fn own(office: &Office, handle: &str) -> Vec<String> {
    let told = |line: UndertakingLine| {
        let due = line.due.map_or_else(|| "no day".to_owned(), |due| due.to_string());
        format!("{}: {} — {} ({}), {due}", line.actor, line.act, line.owner, line.person)
    };
    today(office, handle).own.into_iter().map(told).collect()
}

fn moved(office: &Office, who: &str, step: &ChaseStep) {
    let asked = ChaseAsked { who: who.into(), ..ChaseAsked::default() };
    let line = office.as_("coles").undertakings(&asked).unwrap().lines.remove(0);
    office.as_("coles").move_undertaking(&line.paper, &line.key, step).unwrap();
}

fn assigned(office: &Office, who: &str, to: &str) {
    moved(office, who, &ChaseStep::Assign { to: to.into(), due: None });
}

#[test]
fn what_was_assigned_to_a_person_stands_on_his_today_until_it_is_done() {
    let office = Office::uk();
    office.file(NOTE);
    assert!(own(&office, "bone").is_empty());
    assigned(&office, "Smith", "bone");
    assigned(&office, "Jones", "R B BONE");
    insta::assert_snapshot!(own(&office, "bone").join("\n"), @r"
    Mr Smith: send the herring figures — R B Bone (bone), 1982-10-10
    Mr Jones: write — R B Bone (bone), no day
    ");
    assert!(own(&office, "coles").is_empty());
    moved(&office, "Smith", &ChaseStep::Keep { shown_by: String::new(), words: "by telephone".into() });
    insta::assert_snapshot!(own(&office, "bone").join("\n"), @"Mr Jones: write — R B Bone (bone), no day");
    assigned(&office, "Jones", "coles");
    assert!(own(&office, "bone").is_empty());
    assert_eq!(own(&office.rebuilt(), "coles").len(), 1);
}

#[test]
fn who_alone_has_a_surname_is_meant_by_it_and_a_stranger_stays_in_his_words() {
    let office = Office::uk();
    office.file(NOTE);
    assigned(&office, "Smith", "Bone");
    assert_eq!(own(&office, "bone").len(), 1);
    assigned(&office, "Smith", "Mr Bone of the Treasury");
    assert!(own(&office, "bone").is_empty());
    let asked = ChaseAsked { who: "treasury".into(), ..ChaseAsked::default() };
    let line = office.as_("coles").undertakings(&asked).unwrap().lines.remove(0);
    assert_eq!((line.owner.as_str(), line.person.as_str()), ("Mr Bone of the Treasury", ""));
}

#[test]
fn what_a_post_answers_for_is_its_holder_s_to_do() {
    let office = Office::uk();
    office.file(NOTE);
    assigned(&office, "Smith", "Prime Minister");
    insta::assert_snapshot!(own(&office, "pm").join("\n"), @"Mr Smith: send the herring figures — Prime Minister (prime-minister), 1982-10-10");
    let asked = ChaseAsked { side: ChaseSide::Own, ..ChaseAsked::default() };
    assert_eq!(office.as_("pm").undertakings(&asked).unwrap().total, 1);
    assert_eq!(office.as_("desk").undertakings(&asked).unwrap().total, 0);
}

#[test]
fn what_was_ordered_of_a_person_stands_on_his_today() {
    let office = Office::uk();
    let paper = filed(&office, NOTE);
    let draft = Ordered { owner: "bone".into(), what: "draft".into(), due: Some(date(1982, 10, 20)) };
    office.as_("coles").order(&paper, &draft, "Mr Pym asked for it").unwrap();
    insta::assert_snapshot!(own(&office, "bone").join("\n"), @"R B Bone: draft —  (bone), 1982-10-20");
}

#[test]
fn that_somebody_answers_for_it_is_as_confidential_as_the_paper_was_when_that_was_said() {
    let office = Office::uk();
    let (note, secret) = (filed(&office, NOTE), filed(&office, "SECRET\n\n1 October 1982\n\nOf herring.\n"));
    office.as_("clerk").enclose(&note, &secret).unwrap();
    assigned(&office, "Smith", "desk");
    office.as_("clerk").detach(&secret, "").unwrap();
    let known = today(&office, "desk");
    assert_eq!((known.undertakings, known.own_in_all), (2, 0));
    let asked = ChaseAsked { who: "Smith".into(), ..ChaseAsked::default() };
    let owner = |handle: &str| office.as_(handle).undertakings(&asked).unwrap().lines.remove(0).person;
    assert_eq!((owner("coles").as_str(), owner("desk").as_str()), ("desk", ""));
}

#[test]
fn one_that_is_left_alone_can_be_taken_up_again_before_its_day() {
    let office = Office::uk();
    office.file(NOTE);
    let due = || {
        let asked = ChaseAsked { who: "Smith".into(), ..ChaseAsked::default() };
        let line = office.as_("coles").undertakings(&asked).unwrap().lines.remove(0);
        (line.due.unwrap(), line.overdue, line.step)
    };
    let taken_up = ChaseStep::Resume { reason: "he is well again".into() };
    let line = office.as_("coles").undertakings(&ChaseAsked::default()).unwrap().lines.remove(0);
    let early = office.as_("coles").move_undertaking(&line.paper, &line.key, &taken_up).unwrap_err();
    assert_eq!(early.to_string(), "it is not left alone");
    moved(&office, "Smith", &ChaseStep::Wait { until: date(1982, 10, 29), reason: "he is ill".into() });
    assert_eq!(due(), (date(1982, 10, 29), false, Some(StepKind::Waits)));
    moved(&office, "Smith", &taken_up);
    assert_eq!(due(), (date(1982, 10, 10), true, Some(StepKind::Resumed)));
}
