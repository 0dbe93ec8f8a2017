//! Two who change one thing: the later is told, and what he wrote is not laid over what the other did.
#![allow(clippy::unwrap_used)]

use chancery_registry::answers::ChaseAsked;
use chancery_registry::{CorrespondentKept, Duty, NewMeeting, Refused, View};
use chancery_testkit::Office;
use jiff::civil::{date, time};

/// The later writer's act with the state that both were shown, again with it, and with the state that then stands.
fn told(office: &Office, was: &str, act: impl Fn(&View) -> Result<(), Refused>) -> String {
    let coles = office.as_("coles");
    coles.knew(was);
    let refused = act(&coles).unwrap_err();
    assert!(matches!(refused, Refused::Conflict(_)), "{refused}");
    refused.to_string()
}

const MEANWHILE: &str = "somebody has changed it meanwhile: look at what stands, and repeat what you did";

#[test]
fn two_clerks_change_a_correspondent_and_the_later_is_told() {
    let office = Office::uk();
    let shultz = CorrespondentKept { name: "George Shultz".into(), ..CorrespondentKept::default() };
    let id = office.as_("coles").keep_correspondent("", &shultz).unwrap();
    let was = office.as_("coles").correspondent(&id).unwrap().state;
    let mail = CorrespondentKept { mail: vec!["gps@state.example".into()], ..shultz.clone() };
    let clerk = office.as_("clerk");
    clerk.knew(&was);
    clerk.keep_correspondent(&id, &mail).unwrap();
    let named = CorrespondentKept { aliases: vec!["Mr Shultz".into()], ..shultz };
    let later = |view: &View| view.keep_correspondent(&id, &named).map(|_| ());
    assert_eq!(told(&office, &was, later), MEANWHILE);
    let stands = office.as_("coles").correspondent(&id).unwrap();
    assert_eq!((stands.mail, stands.aliases), (mail.mail, Vec::new()));
    let coles = office.as_("coles");
    coles.knew(&stands.state);
    later(&coles).unwrap();
}

#[test]
fn a_meeting_is_changed_by_two_and_the_later_is_told() {
    let office = Office::uk();
    let lunch = NewMeeting {
        date: date(1982, 10, 20),
        subject: "lunch".into(),
        marking: "CONFIDENTIAL".into(),
        ..NewMeeting::default()
    };
    let id = office.as_("coles").note_meeting(&lunch).unwrap();
    let was = office.as_("coles").meeting(&id).unwrap().state;
    let at_one = NewMeeting { clock: Some(time(13, 0, 0, 0)), ..lunch.clone() };
    office.as_("coles").change_meeting(&id, &at_one).unwrap();
    let elsewhere = NewMeeting { place: "Carlton Gardens".into(), ..lunch };
    assert_eq!(told(&office, &was, |view| view.change_meeting(&id, &elsewhere)), MEANWHILE);
    assert_eq!(office.as_("coles").meeting(&id).unwrap().line.clock, at_one.clock);
}

#[test]
fn a_transcript_is_corrected_by_two_and_the_later_is_told() {
    let office = Office::uk();
    let text = "CONFIDENTIAL\n\n14 October 1982\n\nDear John Stan.,\n\nI shall write about tim.\n";
    let id = office.file(text).papers[0].id.clone();
    let was = office.as_("clerk").transcript(&id).unwrap().state;
    let stanley = text.replace("Stan.", "Stanley");
    office.as_("clerk").correct_transcript(&id, &stanley).unwrap();
    let tin = text.replace("tim", "tin");
    assert_eq!(told(&office, &was, |view| view.correct_transcript(&id, &tin)), MEANWHILE);
    assert_eq!(office.as_("clerk").transcript(&id).unwrap().text, stanley);
}

#[test]
fn two_keepers_change_what_somebody_may_do_and_the_later_is_told() {
    let office = Office::uk();
    let was = office.as_("keeper").person_page("desk").unwrap().state;
    office.as_("keeper").keep_person("desk", "The desk officer", &[Duty::Register]).unwrap();
    let keeper = office.as_("keeper");
    keeper.knew(&was);
    let refused = keeper.keep_person("desk", "The desk officer", &[Duty::Minute]).unwrap_err();
    assert_eq!(refused.to_string(), MEANWHILE);
}

#[test]
fn what_a_page_kept_that_was_begun_before_a_marking_came_is_not_what_the_next_page_shows() {
    let office = Office::uk();
    office.file("CONFIDENTIAL\n\n1 March 1982\n\nMr Smith agreed to send the herring figures.\n");
    let begun = office.as_("coles");
    office.file_marked("Mr Jones promised to write to Oslo about herring.\n", "SECRET");
    let herring = |view: &View| view.find("herring", 1).unwrap().total;
    let owed = |view: &View| view.undertakings(&ChaseAsked::default()).unwrap().total;
    assert_eq!(
        (herring(&begun), owed(&begun)),
        (1, 1),
        "its connection shows nothing yet of a label that came since"
    );
    assert_eq!((herring(&office.as_("coles")), owed(&office.as_("coles"))), (2, 2));
}
