//! The life of a finding: proposed by a reading, then confirmed, corrected, dismissed or added by a person.
#![allow(clippy::unwrap_used)]

use chancery_office::degree::Class;
use chancery_office::judging::FindingState;
use chancery_office::reading::{Confidence, RoleName};
use chancery_registry::answers::{ChaseAsked, FindingShown};
use chancery_registry::{Correction, Judgement, Relabelling, View};
use chancery_testkit::{Browser, Office};

const NOTE: &str = "CONFIDENTIAL

                    1 March 1982

Mr Smith agreed to send the herring figures by 20 March. Mr Jones promised to write to Oslo.
The talks were cordial.
";

/// The desk officer, who may read up to CONFIDENTIAL.
fn cleared() -> Office {
    let office = Office::uk();
    office.clear("desk", &office.registry.clearance(&["uk-1982=CONFIDENTIAL".into()]).unwrap());
    office
}

fn note(office: &Office) -> String {
    office.file(NOTE).papers[0].reference.clone()
}

fn findings(office: &Office, handle: &str, paper: &str) -> Vec<FindingShown> {
    office.as_(handle).paper(paper).unwrap().findings
}

/// Each undertaking's state, degree and who is to act.
fn stands(office: &Office, handle: &str, paper: &str) -> Vec<(String, String, String)> {
    let role = |f: &FindingShown, name: RoleName| {
        f.roles.iter().find(|r| r.name == name).map_or(String::new(), |r| r.value.clone())
    };
    findings(office, handle, paper)
        .iter()
        .filter(|f| Class::of(f.what) == Class::Undertaking)
        .map(|f| (f.state.word().to_owned(), f.what.stands().to_owned(), role(f, RoleName::Actor)))
        .collect()
}

fn number(office: &Office, paper: &str, who: &str) -> u32 {
    let found = findings(office, "clerk", paper);
    found
        .iter()
        .find(|f| Class::of(f.what) == Class::Undertaking && f.roles.iter().any(|r| r.value == who))
        .unwrap()
        .number
}

fn chased(office: &Office, handle: &str) -> Vec<(String, String, Option<String>)> {
    let page = office.as_(handle).undertakings(&ChaseAsked::default()).unwrap();
    assert_eq!(page.lines.len() as u64, page.total);
    page.lines
        .into_iter()
        .map(|u| (u.state.word().to_owned(), u.actor, u.due.map(|d| d.to_string())))
        .collect()
}

fn text(words: &str) -> Option<String> {
    Some(words.to_owned())
}

#[test]
fn a_finding_is_confirmed_corrected_or_dismissed_and_the_chase_list_follows() {
    let office = Office::uk();
    let paper = note(&office);
    let (smith, jones) = (number(&office, &paper, "Mr Smith"), number(&office, &paper, "Mr Jones"));
    let desk = office.as_("clerk");
    let later = Correction { who: text("Mr Smythe"), when: text("1982-04"), ..Correction::default() };
    desk.judge(&paper, smith, Judgement::Correct(later)).unwrap();
    desk.judge(&paper, jones, Judgement::Dismiss { reason: "he only offered".into() }).unwrap();
    assert_eq!(
        stands(&office, "clerk", &paper),
        [
            ("corrected".into(), "agreed".into(), "Mr Smythe".into()),
            ("dismissed".into(), "promised".into(), "Mr Jones".into()),
        ]
    );
    assert_eq!(chased(&office, "clerk"), [("corrected".into(), "Mr Smythe".into(), text("1982-04-30"))]);
    desk.judge(&paper, jones, Judgement::Confirm).unwrap();
    assert_eq!(chased(&office, "clerk").len(), 2);
    drop(desk);
    let office = office.rebuilt();
    assert_eq!(chased(&office, "clerk")[0].1, "Mr Smythe");
    assert_eq!(stands(&office, "clerk", &paper)[1].0, "confirmed");
}

#[test]
fn what_was_read_before_a_correction_is_still_shown() {
    let office = Office::uk();
    let paper = note(&office);
    let smith = number(&office, &paper, "Mr Smith");
    let softer = Correction { degree: text("considered"), ..Correction::default() };
    office.as_("clerk").judge(&paper, smith, Judgement::Correct(softer)).unwrap();
    let found = findings(&office, "clerk", &paper);
    let corrected = found.iter().find(|f| f.number == smith).unwrap();
    let judged = corrected.judged.as_ref().unwrap();
    assert_eq!((corrected.what.stands(), judged.was.as_ref().unwrap().0.stands()), ("considered", "agreed"));
    assert_eq!(corrected.words, "Mr Smith agreed to send the herring figures by 20 March");
}

#[test]
fn a_person_adds_what_no_reading_found_by_words_that_stand_in_the_text_once() {
    let office = Office::uk();
    let paper = note(&office);
    let desk = office.as_("clerk");
    let said = Correction {
        degree: text("promised"),
        who: text("the talks"),
        when: text("1982-05-01"),
        ..Correction::default()
    };
    desk.find_in(&paper, "The talks were cordial", "undertaking", &said).unwrap();
    assert!(chased(&office, "clerk").contains(&("added".into(), "the talks".into(), text("1982-05-01"))));
    let twice = desk.find_in(&paper, "Mr", "assessment", &Correction::default());
    assert_eq!(
        twice.unwrap_err().to_string(),
        "give words of the text that stand in it exactly once, as they are printed"
    );
    let nonsense = Correction { degree: text("sworn"), ..Correction::default() };
    let unknown = desk.find_in(&paper, "cordial", "undertaking", &nonsense);
    assert_eq!(
        unknown.unwrap_err().to_string(),
        "a finding of class undertaking is one of: done, agreed, promised, instructed, asked, proposed, intended, considered, open, refused"
    );
}

#[test]
fn a_judgement_stays_as_confidential_as_the_paper_was_when_it_was_made() {
    let office = cleared();
    let paper = office.file_marked(NOTE, "SECRET").papers[0].reference.clone();
    // By its id: the number that it had as SECRET is not known to who reads it once it has come down.
    let paper = office.as_("clerk").paper(&paper).unwrap().line.id;
    let jones = number(&office, &paper, "Mr Jones");
    office.as_("clerk").judge(&paper, jones, Judgement::Dismiss { reason: "secretly so".into() }).unwrap();
    let wanted = Relabelling {
        marking: "CONFIDENTIAL".into(),
        reason: "over".into(),
        authority: "the Head".into(),
        ..Relabelling::default()
    };
    let proposal = office.as_("clerk").relabel(&paper, &wanted).unwrap();
    office.as_("security").approve_relabelling(&proposal).unwrap();
    let open = findings(&office, "desk", &paper);
    assert!(open.iter().all(|f| f.state == FindingState::Proposed && f.judged.is_none()));
    assert_eq!(chased(&office, "desk").len(), 2);
    assert_eq!(chased(&office, "clerk").len(), 1);
}

#[test]
fn what_an_office_dismisses_lowers_the_trust_in_the_rule_for_those_who_may_know_of_it() {
    let office = cleared();
    let trust = |office: &Office, handle: &str, paper: &str| {
        let found = findings(office, handle, paper);
        found.iter().find(|f| Class::of(f.what) == Class::Undertaking).unwrap().confidence
    };
    let open = note(&office);
    let before = trust(&office, "desk", &open);
    for n in 0..12 {
        let text = format!("Mr Smith agreed to send figure {n} to Oslo.\n");
        let paper = office.file_marked(&text, "SECRET").papers[0].reference.clone();
        let found = number(&office, &paper, "Mr Smith");
        office.as_("clerk").judge(&paper, found, Judgement::Dismiss { reason: String::new() }).unwrap();
    }
    assert!(trust(&office, "clerk", &open) < before.min(Confidence::Fair));
    assert_eq!(trust(&office, "desk", &open), before);
}

#[test]
fn what_is_kept_of_how_rules_fared_is_never_older_than_a_judgement_or_another_than_a_clearance_opens() {
    let office = cleared();
    let open = note(&office);
    let trust = |view: &View| {
        let found = view.paper(&open).unwrap().findings;
        found.iter().find(|f| Class::of(f.what) == Class::Undertaking).unwrap().confidence
    };
    let secret = [1, 2, 3].map(|n| {
        let text = format!("Mr Smith agreed to send figure {n} to Oslo.\n");
        office.file_marked(&text, "SECRET").papers[0].reference.clone()
    });
    let clerk = office.as_("clerk");
    let before = trust(&clerk);
    let trusted = secret.map(|paper| {
        let smith = number(&office, &paper, "Mr Smith");
        assert_eq!((trust(&office.as_("clerk")), trust(&office.as_("desk"))), (trust(&clerk), before));
        clerk.judge(&paper, smith, Judgement::Dismiss { reason: String::new() }).unwrap();
        trust(&clerk)
    });
    assert_eq!((before, trusted), (Confidence::Fair, [Confidence::Fair, Confidence::Weak, Confidence::Weak]));
    let lowered = trust(&office.as_("clerk"));
    for (cleared, trusted) in [("SECRET", lowered), ("CONFIDENTIAL", before), ("SECRET", lowered)] {
        office.clear("desk", &office.registry.clearance(&[format!("uk-1982={cleared}")]).unwrap());
        assert_eq!(trust(&office.as_("desk")), trusted, "cleared to {cleared}");
    }
}

#[test]
fn judged_findings_are_exported_as_cases_with_the_words_that_prove_them() {
    let office = Office::uk();
    let paper = note(&office);
    let smith = number(&office, &paper, "Mr Smith");
    office.as_("clerk").judge(&paper, smith, Judgement::Confirm).unwrap();
    let (cases, left_out) = office.as_("clerk").cases().unwrap();
    assert_eq!((cases.len(), left_out), (1, 0));
    let finding = &cases[0]["findings"][0];
    assert_eq!(finding["verdict"], "confirmed");
    let (start, end) =
        (finding["evidence"]["start"].as_u64().unwrap(), finding["evidence"]["end"].as_u64().unwrap());
    let words = &cases[0]["text"].as_str().unwrap()[start as usize..end as usize];
    assert_eq!(words, finding["evidence"]["text"].as_str().unwrap());
}

#[test]
fn what_was_judged_stays_judged_when_the_transcript_is_put_right_elsewhere() {
    let office = Office::uk();
    let paper = note(&office);
    let (smith, jones) = (number(&office, &paper, "Mr Smith"), number(&office, &paper, "Mr Jones"));
    let desk = office.as_("clerk");
    let said = Correction { degree: text("promised"), who: text("the talks"), ..Correction::default() };
    desk.find_in(&paper, "The talks were cordial", "undertaking", &said).unwrap();
    desk.judge(&paper, smith, Judgement::Confirm).unwrap();
    desk.judge(&paper, jones, Judgement::Dismiss { reason: String::new() }).unwrap();
    let longer = NOTE.replace("1 March 1982\n", "1 March 1982\n\nDear John,\n");
    desk.correct_transcript(&paper, &longer).unwrap();
    let said = |office: &Office| {
        let found = findings(office, "clerk", &paper);
        found
            .into_iter()
            .map(|f| (f.state.word(), f.words))
            .filter(|(state, _)| *state != "proposed")
            .collect::<Vec<_>>()
    };
    let judged = [
        ("confirmed", "Mr Smith agreed to send the herring figures by 20 March".to_owned()),
        ("dismissed", "Mr Jones promised to write to Oslo".to_owned()),
        ("added", "The talks were cordial".to_owned()),
    ];
    assert_eq!(said(&office), judged);
    assert_eq!(chased(&office, "clerk").len(), 2);
    desk.correct_transcript(&paper, &longer.replace("cordial", "cool")).unwrap();
    assert_eq!(said(&office), judged, "the words that proved it are kept, though the text has others now");
    drop(desk);
    let office = office.rebuilt();
    assert_eq!(said(&office), judged);
}

#[test]
fn a_finding_is_judged_on_the_page_and_the_next_one_holds_the_eye() {
    let office = Office::uk();
    let paper = note(&office);
    let id = office.as_("clerk").paper(&paper).unwrap().line.id;
    let smith = number(&office, &paper, "Mr Smith");
    let clerk = Browser::new(&office, "clerk");
    let answer = clerk.post(&format!("/paper/{id}/judge"), &format!("number={smith}&verdict=confirm"));
    assert_eq!(answer.header("location"), Some(format!("/paper/{id}?done=judge#f{smith}").as_str()));
    assert!(clerk.get(&format!("/paper/{id}")).text().contains("Confirmed by"));
    let refused = clerk.post(&format!("/paper/{id}/judge"), "number=99&verdict=confirm");
    assert!(refused.text().contains("There is no finding 99 in it: there are 2."));
}

#[test]
fn a_judgement_and_a_transcript_below_what_was_opened_need_a_reason() {
    let office = Office::with_high_water_mark();
    let paper = note(&office);
    let id = office.as_("clerk").paper(&paper).unwrap().line.id;
    let grave = office.file_marked("The herring talks.\n", "SECRET").papers[0].reference.clone();
    let clerk = Browser::new(&office, "clerk");
    office.as_("clerk").paper(&grave).unwrap();
    let dismissed = |because: &str| {
        let form = format!("number=1&verdict=dismiss&reason=no&because={because}");
        clerk.post(&format!("/paper/{id}/judge"), &form)
    };
    let asked = dismissed("").text();
    assert!(asked.contains("Reason for writing below what you have opened") && asked.contains("Dismiss it"));
    assert_eq!(
        dismissed("it+is+plain").header("location"),
        Some(format!("/paper/{id}?done=judge#f1").as_str())
    );
    let corrected = |because: &str| {
        clerk.post(
            &format!("/paper/{id}/transcript"),
            &format!("text=CONFIDENTIAL%0A%0AOther.&because={because}"),
        )
    };
    assert!(corrected("").text().contains("Reason for writing below what you have opened"));
    let done = format!("/paper/{id}?done=transcript#done");
    assert_eq!(corrected("a+slip").header("location"), Some(done.as_str()));
}
