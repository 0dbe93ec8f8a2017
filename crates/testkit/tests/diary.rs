//! The diary: meetings found, noted, changed, taken from a calendar, recorded; and what a calendar is told of them.
#![allow(clippy::unwrap_used)]

use chancery_office::degree::Class;
use chancery_office::judging::FindingState;
use chancery_office::reading::{Occasion, RoleName, What};
use chancery_registry::answers::{ChaseAsked, DiaryAsked, DiaryPage, DiarySpan, MeetingLine, MeetingPage};
use chancery_registry::{
    Correction, Judgement, NewMeeting, Ordered, Point, Purpose, PuttingUp, ReadOut, Refused, View,
};
use chancery_testkit::{Browser, Office};
use jiff::civil::{date, time};

const BOX: &str = "prime-minister";

fn lunch() -> NewMeeting {
    NewMeeting {
        date: date(1982, 10, 20),
        clock: Some(time(13, 0, 0, 0)),
        until: Some(time(14, 30, 0, 0)),
        subject: "lunch with Mr Gromyko".into(),
        place: "Carlton Gardens".into(),
        with: vec!["Mr Gromyko".into(), " ".into()],
        marking: "CONFIDENTIAL".into(),
    }
}

fn said(line: &MeetingLine) -> String {
    let hour =
        |time: Option<jiff::civil::Time>| time.map(|t| t.strftime("%H:%M").to_string()).unwrap_or_default();
    let proposed = if line.proposed { " (proposed)" } else { "" };
    let gone = if line.cancelled.is_some() { " (not held)" } else { "" };
    let place = if line.place.is_empty() { String::new() } else { format!(", {}", line.place) };
    let (from, until) = (hour(line.clock), hour(line.until));
    format!("{from}-{until} [{}] {}{place}{proposed}{gone}", line.marked.banner, line.subject)
}

fn shown(page: &DiaryPage) -> String {
    let days = page.days.iter().filter(|day| !day.meetings.is_empty() || day.due > 0);
    let days = days.map(|day| {
        let off = if day.works { "" } else { ", no working day" };
        let due = if day.due > 0 { format!(", {} due", day.due) } else { String::new() };
        let lines: Vec<String> = day.meetings.iter().map(|line| format!("  {}", said(line))).collect();
        format!("{}{off}{due}\n{}", day.date.strftime("%a %-d %b %Y"), lines.join("\n"))
    });
    days.collect::<Vec<_>>().join("\n")
}

fn diary(view: &View, span: DiarySpan, day: (i16, i8, i8)) -> String {
    shown(&view.diary(&DiaryAsked { span, day: Some(date(day.0, day.1, day.2)) }).unwrap())
}

fn agenda(view: &View) -> String {
    shown(&view.diary(&DiaryAsked::default()).unwrap())
}

/// The number on its page of the finding by which the letter speaks of the meeting.
fn of_meeting(view: &View, paper: &str) -> u32 {
    let findings = view.paper(paper).unwrap().findings;
    findings.iter().find(|finding| finding.what == What::Meeting(Occasion::Ahead)).unwrap().number
}

#[test]
fn what_a_paper_speaks_of_and_what_is_noted_stand_in_one_diary() {
    let office = Office::uk();
    office.letter();
    office.as_("coles").note_meeting(&lunch()).unwrap();
    insta::assert_snapshot!(agenda(&office.as_("coles")), @r#"
    Fri 15 Oct 1982, 1 due
      11:00- [SECRET] relations with the Soviet Union and Eastern Europe (proposed)
    Wed 20 Oct 1982
      13:00-14:30 [CONFIDENTIAL] lunch with Mr Gromyko, Carlton Gardens
    "#);
    insta::assert_snapshot!(diary(&office.as_("coles"), DiarySpan::Week, (1982, 10, 21)), @r#"
    Wed 20 Oct 1982
      13:00-14:30 [CONFIDENTIAL] lunch with Mr Gromyko, Carlton Gardens
    "#);
    insta::assert_snapshot!(diary(&office.as_("desk"), DiarySpan::Month, (1982, 10, 1)), @r#"
    Wed 20 Oct 1982
      13:00-14:30 [CONFIDENTIAL] lunch with Mr Gromyko, Carlton Gardens
    "#);
    let page = office.as_("coles").diary(&DiaryAsked { span: DiarySpan::Week, day: None }).unwrap();
    assert_eq!((page.from, page.until, page.days.len()), (date(1982, 10, 11), date(1982, 10, 17), 7));
    assert_eq!((page.earlier, page.later), (Some(date(1982, 10, 10)), Some(date(1982, 10, 18))));
}

#[test]
fn where_nothing_lies_ahead_the_agenda_shows_what_was_last() {
    let office = Office::uk();
    office.as_("coles").note_meeting(&lunch()).unwrap();
    office.at("1983-03-01T09:00:00Z");
    assert_eq!(agenda(&office.as_("coles")).lines().next(), Some("Wed 20 Oct 1982"));
}

#[test]
fn a_meeting_that_is_dismissed_leaves_the_diary_and_the_paper_stays_in_its_box() {
    let office = Office::uk();
    let (cover, _) = office.letter();
    let coles = || office.as_("coles");
    let meeting = coles().meetings().unwrap().into_iter().find(|line| line.date == Some(date(1982, 10, 15)));
    let meeting = meeting.unwrap().id;
    let put_up = PuttingUp { meeting, ..PuttingUp::before(BOX, Purpose::See) };
    coles().put_up(&cover, &put_up).unwrap();
    let number = of_meeting(&coles(), &cover);
    coles().judge(&cover, number, Judgement::Confirm).unwrap();
    assert!(agenda(&coles()).contains("11:00"));
    assert!(!agenda(&coles()).lines().any(|line| line.contains("11:00") && line.contains("(proposed)")));
    coles().judge(&cover, number, Judgement::Dismiss { reason: "it was put off".into() }).unwrap();
    assert!(!agenda(&coles()).contains("11:00"));
    let items = coles().box_of(BOX).unwrap().sections.remove(0).items;
    assert_eq!((items.len(), items[0].meeting.is_some()), (1, false));
    coles().judge(&cover, number, Judgement::Confirm).unwrap();
    assert!(agenda(&coles()).contains("11:00"));
}

#[test]
fn a_meeting_that_is_put_right_stands_on_the_day_that_was_given() {
    let office = Office::uk();
    let (cover, _) = office.letter();
    let coles = || office.as_("coles");
    let right =
        |when: &str| Judgement::Correct(Correction { when: Some(when.into()), ..Correction::default() });
    let number = of_meeting(&coles(), &cover);
    coles().judge(&cover, number, right("1982-10-18")).unwrap();
    coles().judge(&cover, number, right("1982-10-19")).unwrap();
    insta::assert_snapshot!(agenda(&coles()), @r#"
    Tue 19 Oct 1982
      - [SECRET] relations with the Soviet Union and Eastern Europe
    "#);
    let office = office.rebuilt();
    insta::assert_snapshot!(agenda(&office.as_("coles")), @r#"
    Tue 19 Oct 1982
      - [SECRET] relations with the Soviet Union and Eastern Europe
    "#);
}

#[test]
fn what_is_noted_by_hand_is_changed_and_called_off() {
    let office = Office::uk();
    let coles = || office.as_("coles");
    let id = coles().note_meeting(&lunch()).unwrap();
    let later = NewMeeting { date: date(1982, 10, 22), clock: None, until: None, ..lunch() };
    coles().change_meeting(&id, &later).unwrap();
    assert_eq!(
        agenda(&coles()),
        "Fri 22 Oct 1982\n  - [CONFIDENTIAL] lunch with Mr Gromyko, Carlton Gardens"
    );
    coles().cancel_meeting(&id, "he is ill").unwrap();
    assert_eq!(coles().meeting(&id).unwrap().line.cancelled.as_deref(), Some("he is ill"));
    assert!(coles().today().unwrap().meetings.is_empty());
    assert!(agenda(&coles()).contains("(not held)"));
    assert!(matches!(coles().cancel_meeting(&id, "he is away"), Err(Refused::Conflict(_))));
    assert_eq!(coles().meeting(&id).unwrap().line.cancelled.as_deref(), Some("he is ill"));
    coles().change_meeting(&id, &later).unwrap();
    assert_eq!(coles().meeting(&id).unwrap().line.cancelled, None);
    let backwards = NewMeeting { until: Some(time(12, 0, 0, 0)), ..lunch() };
    assert_eq!(coles().change_meeting(&id, &backwards).unwrap_err().to_string(), "it ends before it begins");
    assert!(matches!(office.as_("pm").cancel_meeting(&id, ""), Err(Refused::Duty(_))));
    let (cover, _) = office.letter();
    let found = coles().meetings().unwrap().into_iter().find(|line| !line.noted).unwrap().id;
    assert_eq!(
        coles().cancel_meeting(&found, "").unwrap_err().to_string(),
        "a meeting that a paper speaks of is changed there: correct or dismiss the finding"
    );
    assert!(coles().paper(&cover).is_ok());
    assert!(matches!(office.as_("desk").change_meeting(&found, &lunch()), Err(Refused::Absent)));
}

fn read_out() -> ReadOut {
    let point = |subject: &str, became: &str, by: &str, words: &str| Point {
        subject: subject.into(),
        became: became.into(),
        by: by.into(),
        words: words.into(),
    };
    ReadOut {
        marking: "SECRET".into(),
        present: vec!["The Foreign Secretary".into(), "Mr Gromyko".into()],
        points: vec![
            point("Madrid meeting", "agreed", "Mr Gromyko", "The negotiators should get together before it."),
            point("Poland", "deferred", "Mr Pym", ""),
            point("Brezhnev's six points", "not-raised", "Mr Gromyko", ""),
            Point::default(),
        ],
        ordered: vec![Ordered {
            owner: "R B Bone".into(),
            what: "write to the Embassy about Madrid".into(),
            due: Some(date(1982, 10, 25)),
        }],
    }
}

#[test]
fn a_read_out_becomes_a_paper_with_its_subjects_and_what_is_to_be_done() {
    let office = Office::uk();
    let coles = || office.as_("coles");
    let id = coles().note_meeting(&lunch()).unwrap();
    office.at("1982-10-20T16:00:00Z");
    let paper = coles().record_meeting(&id, &read_out()).unwrap();
    let text: String = coles().paper(&paper.id).unwrap().text.into_iter().map(|run| run.text).collect();
    insta::assert_snapshot!(text, @r#"
    SECRET

    MEMORANDUM OF CONVERSATION

    DATE: 20 October 1982, 1300
    PLACE: Carlton Gardens
    SUBJECT: lunch with Mr Gromyko
    PARTICIPANTS: The Foreign Secretary; Mr Gromyko

    1. Madrid meeting. Agreed by Mr Gromyko. The negotiators should get together before it.

    2. Poland. Deferred by Mr Pym.

    3. Brezhnev's six points. Not raised by Mr Gromyko.

    ACTION

    (1) R B Bone: write to the Embassy about Madrid by 25 October 1982.

    Recorded on 20 October 1982.

    A J Coles

    SECRET
    "#);
    let page = coles().meeting(&id).unwrap();
    assert_eq!(page.read_outs.len(), 1);
    let findings = coles().paper(&paper.id).unwrap().findings;
    let subjects = findings.iter().filter(|finding| Class::of(finding.what) == Class::Subject);
    let subjects: Vec<String> = subjects
        .map(|finding| {
            let role = |name: RoleName| finding.roles.iter().find(|role| role.name == name);
            let value = |name: RoleName| role(name).map_or_else(String::new, |role| role.value.clone());
            format!("{} {} {}", finding.what.stands(), value(RoleName::Subject), value(RoleName::Holder))
        })
        .collect();
    assert_eq!(
        subjects,
        [
            "agreed Madrid meeting Mr Gromyko",
            "deferred Poland Mr Pym",
            "not raised Brezhnev's six points Mr Gromyko"
        ]
    );
    let chase = coles().undertakings(&ChaseAsked { who: "Bone".into(), ..ChaseAsked::default() }).unwrap();
    let ordered = chase.lines.iter().find(|line| line.state == FindingState::Ordered).unwrap();
    assert_eq!(
        (ordered.act.as_str(), ordered.due),
        ("write to the Embassy about Madrid", Some(date(1982, 10, 25)))
    );
    // He knows of the meeting, and of nothing that was said in it.
    assert!(office.as_("desk").meeting(&id).unwrap().read_outs.is_empty());
    let again = coles().record_meeting(&id, &read_out()).unwrap_err();
    assert_eq!(again.to_string(), "a paper of the same words has been entered already");
    let silent = ReadOut { marking: "SECRET".into(), ..ReadOut::default() };
    let refused = coles().record_meeting(&id, &silent).unwrap_err();
    assert_eq!(refused.to_string(), "say what was spoken of, or what is to be done");
    assert!(matches!(office.as_("desk").record_meeting(&id, &read_out()), Err(Refused::Invalid(_))));
}

#[test]
fn a_read_out_of_many_points_is_entered_once_it_is_whole() {
    let office = Office::uk();
    let coles = || office.as_("coles");
    let id = coles().note_meeting(&lunch()).unwrap();
    office.at("1982-10-20T16:00:00Z");
    let poland = Point { subject: "Poland".into(), by: "Mr Gromyko".into(), ..Point::default() };
    let mut wanted = ReadOut { marking: "SECRET".into(), points: vec![poland; 11], ..ReadOut::default() };
    for (amiss, told) in [
        (Point { words: "No.".into(), ..Point::default() }, "say what point 12 is about"),
        (
            Point { subject: "Tin".into(), became: "settled".into(), ..Point::default() },
            "a finding of class subject is one of: raised, not-raised, agreed, disagreed, deferred, refused",
        ),
        (Point::default(), "say both who is to do it and what is to be done"),
    ] {
        wanted.points.push(amiss);
        wanted.ordered = vec![Ordered { owner: "R B Bone".into(), what: String::new(), due: None }];
        assert_eq!(coles().record_meeting(&id, &wanted).unwrap_err().to_string(), told);
        assert!(coles().meeting(&id).unwrap().read_outs.is_empty(), "{told}");
        wanted.points.pop();
    }
    wanted.ordered.clear();
    let paper = coles().record_meeting(&id, &wanted).unwrap();
    let findings = coles().paper(&paper.id).unwrap().findings;
    assert_eq!(findings.iter().filter(|finding| Class::of(finding.what) == Class::Subject).count(), 11);
}

#[test]
fn a_read_out_has_more_rows_when_they_are_asked_for_and_keeps_what_was_typed() {
    let office = Office::uk();
    let id = office.as_("coles").note_meeting(&lunch()).unwrap();
    office.at("1982-10-20T16:00:00Z");
    let address = format!("/meeting/{id}/read-out");
    let pages = Browser::new(&office, "coles");
    let form = pages.get(&address).text();
    assert!(form.contains("name=\"subject-8\"") && !form.contains("name=\"subject-9\""), "{form}");
    let typed = "marking=SECRET&subject-8=Tin+%26+zinc&became-8=deferred&owner-4=Bone&due-4=1982-11-01";
    let wider = pages.post(&address, &format!("{typed}&more=subject"));
    assert_eq!(wider.status, 200);
    let form = wider.text();
    for kept in [
        "name=\"subject-12\"",
        "value=\"Tin &amp; zinc\"",
        "value=\"deferred\" selected",
        "value=\"1982-11-01\"",
        "id=\"subject-9\" name=\"subject-9\" autofocus",
    ] {
        assert!(form.contains(kept), "{kept}: {form}");
    }
    assert!(!form.contains("name=\"subject-13\"") && !form.contains("name=\"owner-5\""), "{form}");
    assert!(office.as_("coles").meeting(&id).unwrap().read_outs.is_empty());
    // What is amiss is told in the row that it is in, and the row is not lost.
    let refused = pages.post(&address, "marking=SECRET&subject-13=&words-13=No.");
    assert_eq!(refused.status, 422);
    let form = refused.text();
    assert!(form.contains("href=\"#subject-13\"") && form.contains(">No.</textarea>"), "{form}");
}

#[test]
fn the_brief_tells_who_they_are_when_they_met_and_what_was_left_open() {
    let office = Office::uk();
    office.letter();
    let ahead = office.as_("coles").note_meeting(&lunch()).unwrap();
    let later = NewMeeting { date: date(1982, 10, 22), ..lunch() };
    let later = office.as_("coles").note_meeting(&later).unwrap();
    assert!(office.as_("coles").meeting(&later).unwrap().before.is_empty(), "they have not met yet");
    office.as_("coles").cancel_meeting(&later, "").unwrap();
    let coles = || office.at("1982-10-21T09:00:00Z").as_("coles");
    coles().record_meeting(&ahead, &read_out()).unwrap();
    let again = NewMeeting { date: date(1982, 11, 15), subject: "another exchange".into(), ..lunch() };
    let second = coles().note_meeting(&again).unwrap();
    let page = coles().meeting(&second).unwrap();
    let before: Vec<&str> = page.before.iter().map(|line| line.subject.as_str()).collect();
    assert_eq!(before, ["lunch with Mr Gromyko"]);
    let open: Vec<String> =
        page.left_open.iter().map(|said| format!("{}: {}", said.about, said.became)).collect();
    insta::assert_snapshot!(open.join("\n"), @r#"
    the possibility of a summit: not raised
    intensification of already existing US-Soviet bilateral contacts: raised
    Afghanistan: raised
    Poland: raised
    our alleged efforts to exclude Moscow from the area: raised
    Brezhnev's six points: not raised
    arms control issues: raised
    "#);
    assert!(page.owed[0].iter().any(|line| line.actor.contains("Gromyko")));
    let pym = NewMeeting { with: vec!["Mr Pym".into()], subject: "the Falklands".into(), ..again };
    let page = coles().meeting(&coles().note_meeting(&pym).unwrap()).unwrap();
    assert_eq!((page.who[0].name.as_str(), page.who[0].papers.len()), ("Mr Pym", 1));
    assert!(office.as_("desk").meeting(&second).unwrap().left_open.is_empty());
    assert!(coles().print_brief(&second).unwrap().bytes.starts_with(b"%PDF"));
}

#[test]
fn a_meeting_is_noted_once_as_far_as_its_writer_may_know() {
    let office = Office::uk();
    let note = |handle: &str, wanted: &NewMeeting| {
        office.as_(handle).note_meeting(wanted).map_err(|refused| refused.to_string())
    };
    let id = note("coles", &lunch()).unwrap();
    let twice = Err("that meeting stands in the diary already".to_owned());
    assert_eq!(note("coles", &lunch()), twice);
    for (minute, otherwise) in (31..).zip([
        NewMeeting { clock: Some(time(12, 0, 0, 0)), ..lunch() },
        NewMeeting { place: "No 10".into(), ..lunch() },
        NewMeeting { marking: "SECRET".into(), ..lunch() },
    ]) {
        office.at(&format!("1982-10-14T17:{minute}:00Z"));
        note("coles", &otherwise).unwrap();
    }
    office.as_("coles").cancel_meeting(&id, "").unwrap();
    office.at("1982-10-14T17:40:00Z");
    note("coles", &lunch()).unwrap();
}

#[test]
fn a_meeting_is_on_a_day_that_can_be_meant_and_about_something() {
    let office = Office::uk();
    let told = |wanted: NewMeeting| office.as_("coles").note_meeting(&wanted).unwrap_err().to_string();
    let far = "9982-10-20 is too far away: write a day from 1000-01-01 to 1992-10-14";
    assert_eq!(told(NewMeeting { date: date(9982, 10, 20), ..lunch() }), far);
    let empty = NewMeeting { subject: " ".into(), with: vec![String::new()], ..lunch() };
    assert_eq!(told(empty), "say what the meeting is about, or with whom it is");
    let unmarked = NewMeeting { marking: " ".into(), ..lunch() };
    assert_eq!(told(unmarked), "write its marking");
    let id = office.as_("coles").note_meeting(&NewMeeting { subject: String::new(), ..lunch() }).unwrap();
    let moved = NewMeeting { date: date(982, 10, 20), ..lunch() };
    assert!(matches!(office.as_("coles").change_meeting(&id, &moved), Err(Refused::Invalid(_))));
}

#[test]
fn what_was_said_is_entered_once_the_day_of_the_meeting_has_come() {
    let office = Office::uk();
    let id = office.as_("coles").note_meeting(&lunch()).unwrap();
    office.at("1982-10-19T23:00:00Z");
    let early = office.as_("coles").record_meeting(&id, &read_out()).unwrap_err();
    assert_eq!(early.to_string(), "that meeting is still to come: enter what is said once it is held");
    office.at("1982-10-20T09:00:00Z");
    office.as_("coles").record_meeting(&id, &read_out()).unwrap();
}

/// The meeting of 15 October, of which the letter speaks without saying with whom.
fn found(office: &Office, handle: &str) -> MeetingPage {
    let all = office.as_(handle).meetings().unwrap();
    let found = all.into_iter().find(|line| line.date == Some(date(1982, 10, 15))).unwrap();
    office.as_(handle).meeting(&found.id).unwrap()
}

fn coles_cancels(office: &Office) {
    let lunch = office.as_("coles").meetings().unwrap().into_iter().find(|line| line.noted).unwrap();
    office.as_("coles").cancel_meeting(&lunch.id, "").unwrap();
}

#[test]
fn where_nobody_noted_whom_a_meeting_is_with_the_brief_is_of_the_other_side_in_its_papers() {
    let office = Office::uk();
    office.letter();
    office.as_("coles").note_meeting(&lunch()).unwrap();
    let page = found(&office, "coles");
    assert!(page.line.with.is_empty());
    assert_eq!(page.with, ["George P. Shultz", "Gromyko"]);
    assert_eq!(page.dialogue, Some(("Shultz".into(), "Gromyko".into())));
    assert_eq!(page.who[0].name, "George P. Shultz");
    assert!(page.left_open.iter().any(|said| said.about == "Poland"));
    assert!(page.owed[0].iter().any(|line| line.actor.contains("Gromyko")));
    let pages = Browser::new(&office, "coles");
    let meeting = pages.get(&format!("/meeting/{}", page.line.id)).text();
    assert!(meeting.contains("href=\"/dialogue?a=Shultz&amp;b=Gromyko\""), "{meeting}");
    let dialogue = pages.get("/dialogue?a=Shultz&b=Gromyko").text();
    let brief = format!("/meeting/{}/print", page.line.id);
    assert!(dialogue.contains(&brief), "{dialogue}");
    // Where none lies ahead, the last is told.
    office.at("1982-10-16T09:00:00Z");
    coles_cancels(&office);
    let dialogue = Browser::new(&office, "coles").get("/dialogue?a=Shultz&b=Gromyko").text();
    assert!(dialogue.contains("The last meeting") && dialogue.contains(&brief), "{dialogue}");
}

#[test]
fn a_meeting_with_one_alone_belongs_to_his_dialogue_with_who_speaks_with_him_and_bears_what_tells_so() {
    let office = Office::uk();
    let coles = || office.as_("coles");
    let id = coles().note_meeting(&lunch()).unwrap();
    let before = office.as_("desk").meeting(&id).unwrap();
    assert_eq!(before.dialogue, None);
    office.letter();
    let page = coles().meeting(&id).unwrap();
    assert_eq!(page.dialogue, Some(("Gromyko".into(), "Shultz".into())));
    assert_eq!(page.overall.unwrap().banner, "SECRET");
    assert_eq!(office.as_("desk").meeting(&id).unwrap(), before);
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n\
BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\nEND:VTIMEZONE\r\n\
BEGIN:VEVENT\r\nUID:one\r\nDTSTART;TZID=Europe/London:19821019T100000\r\nDTEND;TZID=Europe/London:19821019T110000\r\n\
SUMMARY:Call on Mr Shultz\r\nLOCATION:State Department\r\nATTENDEE;CN=George Shultz:mailto:gs@state.example\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:two\r\nDTSTART:19821021T090000Z\r\nDURATION:PT30M\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n\
SUMMARY:Diary meeting\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:three\r\nDTSTART;VALUE=DATE:19821108\r\nSUMMARY:State opening\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:old\r\nDTSTART:19700101T090000Z\r\nSUMMARY:Long ago\r\nEND:VEVENT\r\n\
END:VCALENDAR\r\n";

#[test]
fn a_calendar_is_taken_in_with_its_zones_and_repetitions_and_taken_in_again() {
    let office = Office::uk();
    let coles = || office.as_("coles");
    let taken = coles().take_calendar("diary.ics", CALENDAR.as_bytes(), "CONFIDENTIAL").unwrap();
    assert_eq!((taken.noted, taken.changed, taken.known), (5, 0, 0));
    insta::assert_snapshot!(agenda(&coles()), @r#"
    Tue 19 Oct 1982
      09:00-10:00 [CONFIDENTIAL] Call on Mr Shultz, State Department
    Thu 21 Oct 1982
      09:00-09:30 [CONFIDENTIAL] Diary meeting
    Thu 28 Oct 1982
      09:00-09:30 [CONFIDENTIAL] Diary meeting
    Thu 4 Nov 1982
      09:00-09:30 [CONFIDENTIAL] Diary meeting
    Mon 8 Nov 1982
      - [CONFIDENTIAL] State opening
    "#);
    let moved = CALENDAR
        .replace("19821019T100000", "19821019T103000")
        .replace("SUMMARY:State", "STATUS:CANCELLED\r\nSUMMARY:State");
    let taken = coles().take_calendar("diary.ics", moved.as_bytes(), "CONFIDENTIAL").unwrap();
    assert_eq!((taken.noted, taken.changed, taken.cancelled, taken.known), (0, 1, 1, 3));
    assert!(agenda(&coles()).contains("09:30-10:00 [CONFIDENTIAL] Call on Mr Shultz"));
    // Under another marking they are other meetings: who may not know of the first is told nothing by them.
    let taken = office.as_("desk").take_calendar("diary.ics", CALENDAR.as_bytes(), "RESTRICTED").unwrap();
    assert_eq!(taken.noted, 5);
}

#[test]
fn what_is_no_calendar_is_refused_and_nothing_is_noted() {
    let office = Office::uk();
    let coles = || office.as_("coles");
    let cut = &CALENDAR[..CALENDAR.len() / 2];
    for (bytes, sentence) in [
        (&b"Dear John"[..], "`x.ics` holds no calendar: give a file ending in .ics"),
        (&b"\xff\xfe"[..], "`x.ics` is no calendar: it is not UTF-8"),
        (cut.as_bytes(), "`x.ics` is cut short or broken: export it anew"),
    ] {
        let refused = coles().take_calendar("x.ics", bytes, "CONFIDENTIAL").unwrap_err();
        assert_eq!(refused.to_string(), sentence);
    }
    assert!(coles().take_calendar("x.ics", CALENDAR.as_bytes(), "nonsense").is_err());
    assert!(coles().meetings().unwrap().is_empty());
}

#[test]
fn ones_own_calendar_is_told_in_words_only_what_the_marking_given_covers() {
    let office = Office::uk();
    office.letter();
    let coles = || office.as_("coles");
    coles().note_meeting(&lunch()).unwrap();
    coles()
        .note_meeting(&NewMeeting { marking: "SECRET".into(), subject: "the Cabinet".into(), ..lunch() })
        .unwrap();
    let token = coles().make_feed("CONFIDENTIAL").unwrap();
    let lines = office.registry.feed(&token).unwrap().lines;
    let told: Vec<(String, &str)> =
        lines.iter().map(|line| (line.date.unwrap().to_string(), line.subject.as_str())).collect();
    // The meeting that the letter speaks of is one of which no calendar is told in words.
    assert_eq!(told.iter().filter(|(_, subject)| !subject.is_empty()).count(), 1);
    assert!(told.contains(&("1982-10-20".into(), "lunch with Mr Gromyko")));
    assert!(told.contains(&("1982-10-20".into(), "")) && told.contains(&("1982-10-15".into(), "")));
    assert_eq!(coles().own_feed().unwrap(), Some(token.clone()));
    let page = Browser::new(&office, "coles").get("/meetings").text();
    assert!(
        page.contains(&format!("http://127.0.0.1:8082/calendar/{token}.ics")),
        "the whole address: {page}"
    );
    let other = coles().make_feed("UNCLASSIFIED").unwrap();
    assert!(matches!(office.registry.feed(&token), Err(Refused::Absent)));
    coles().end_feed().unwrap();
    assert!(matches!(office.registry.feed(&other), Err(Refused::Absent)));
    assert!(matches!(coles().end_feed(), Err(Refused::Conflict(_))));
}

#[test]
fn a_judgement_that_a_reader_may_not_know_of_leaves_his_diary_as_it_was() {
    let office = Office::uk();
    let coles = || office.as_("coles");
    let text = "CONFIDENTIAL\n\nForeign Office\n\n14 October 1982\n\nDear John,\n\nMr Pym will meet the Ambassador at 1100 on 19 October.\n\nYours ever,\n\nR B Bone\n";
    let paper = office.file(text).papers[0].reference.clone();
    let before = agenda(&office.as_("desk"));
    assert!(before.contains("11:00"), "{before}");
    // The paper bears more while it covers something that the desk officer may not know of.
    let grave =
        office.file("SECRET\n\nForeign Office\n\n14 October 1982\n\nTin.\n").papers[0].reference.clone();
    coles().enclose(&paper, &grave).unwrap();
    let number = of_meeting(&coles(), &paper);
    coles().judge(&paper, number, Judgement::Dismiss { reason: String::new() }).unwrap();
    coles().detach(&grave, "").unwrap();
    assert_eq!(agenda(&office.as_("desk")), before);
    assert!(!agenda(&coles()).contains("11:00"));
}

/// The talk of which the letter speaks, as somebody noted it.
fn talk(marking: &str) -> NewMeeting {
    NewMeeting {
        date: date(1982, 10, 15),
        subject: "talk with Mr Gromyko".into(),
        marking: marking.into(),
        ..lunch()
    }
}

#[test]
fn a_meeting_that_was_noted_and_one_of_which_papers_speak_are_joined_and_parted_again() {
    let office = Office::uk();
    let (_, letter) = office.letter();
    let coles = || office.as_("coles");
    let spoken = found(&office, "coles").line.id;
    let noted = coles().note_meeting(&talk("CONFIDENTIAL")).unwrap();
    let apart = agenda(&coles());
    assert_eq!(coles().meeting(&spoken).unwrap().alike[0].id, noted, "each is offered to the other");
    let page = coles().meeting(&noted).unwrap();
    assert_eq!((page.alike[0].id.as_str(), page.overall.unwrap().banner.as_str()), (&*spoken, "SECRET"));
    coles().join_meetings(&spoken, &noted).unwrap();

    insta::assert_snapshot!(agenda(&coles()), @r#"
    Fri 15 Oct 1982, 1 due
      13:00-14:30 [CONFIDENTIAL] talk with Mr Gromyko, Carlton Gardens
    "#);
    let page = coles().meeting(&noted).unwrap();
    assert_eq!((page.joined[0].id.as_str(), page.alike.len(), page.papers.len()), (spoken.as_str(), 0, 2));
    assert_eq!(coles().meeting(&spoken).unwrap(), page, "by either address it is one page");
    let item = coles().box_of("prime-minister").unwrap().sections.remove(0).items.remove(0);
    assert_eq!(item.meeting.unwrap().id, noted, "what lies in the box for the one lies there for the other");
    let put_up =
        PuttingUp { meeting: spoken.clone(), ..PuttingUp::before("foreign-secretary", Purpose::See) };
    coles().put_up(&letter, &put_up).unwrap();
    let rebuilt = office.rebuilt();
    let coles = || rebuilt.as_("coles");
    assert_eq!(coles().meeting(&noted).unwrap().joined, page.joined);
    let of_both = Browser::new(&rebuilt, "coles").get("/dialogue?a=Shultz&b=Gromyko").text();
    assert!(of_both.contains(&noted) && !of_both.contains(&spoken), "it stands once in the dialogue");
    // The desk officer knows of the one alone, and of nothing that it is joined with.
    let page = rebuilt.as_("desk").meeting(&noted).unwrap();
    assert_eq!(
        (page.joined.len(), page.papers.len(), page.line.marked.banner.as_str()),
        (0, 0, "CONFIDENTIAL")
    );

    coles().part_meetings(&noted, &spoken).unwrap();
    assert_eq!(agenda(&coles()), apart);
    assert!(coles().meeting(&noted).unwrap().joined.is_empty());
    assert_eq!(coles().part_meetings(&noted, &spoken).unwrap_err().to_string(), "the two are not joined");
}

#[test]
fn a_joining_is_not_there_for_who_may_not_know_of_both() {
    let office = Office::uk();
    let text = "CONFIDENTIAL\n\nForeign Office\n\n12 October 1982\n\nDear John,\n\nMr Pym will meet the Ambassador at 1100 on 15 October.\n\nYours ever,\n\nR B Bone\n";
    office.file(text);
    let spoken = found(&office, "desk").line.id;
    let before = office.as_("desk").meeting(&spoken).unwrap();
    let above = office.as_("coles").note_meeting(&talk("SECRET")).unwrap();
    office.as_("coles").join_meetings(&above, &spoken).unwrap();
    assert_eq!(office.as_("coles").meetings().unwrap().len(), 1);
    assert_eq!(office.as_("desk").meeting(&spoken).unwrap(), before);
    let refused = |a: &str, b: &str| office.as_("desk").join_meetings(a, b).unwrap_err();
    assert!(matches!(refused(&spoken, &above), Refused::Absent));
    assert!(matches!(office.as_("desk").part_meetings(&above, &spoken), Err(Refused::Absent)));
    assert_eq!(refused(&spoken, &spoken).to_string(), "the two are joined already, or are one");
    // He may join it with another that he knows of; who knows of both joinings goes by the last.
    let of_his = NewMeeting { subject: "the Ambassador".into(), ..talk("CONFIDENTIAL") };
    let own = office.as_("desk").note_meeting(&of_his).unwrap();
    office.as_("desk").join_meetings(&own, &spoken).unwrap();
    assert_eq!(office.as_("coles").meeting(&spoken).unwrap().line.id, own);
    let dinner = office.as_("desk").note_meeting(&lunch()).unwrap();
    assert_eq!(
        refused(&own, &dinner).to_string(),
        "a meeting that was noted is joined with one of which papers speak, and no others"
    );
}

#[test]
fn who_comes_to_know_of_a_meeting_by_a_later_paper_is_not_told_what_was_said_of_it_before() {
    let office = Office::uk();
    let text = |marking: &str| {
        format!(
            "{marking}\n\nForeign Office\n\n12 October 1982\n\nDear John,\n\nMr Pym will meet the Ambassador at 1100 on 15 October.\n\nYours ever,\n\nR B Bone\n"
        )
    };
    office.file(&text("SECRET"));
    let spoken = found(&office, "coles").line.id;
    let noted = office.as_("desk").note_meeting(&talk("CONFIDENTIAL")).unwrap();
    office.as_("coles").join_meetings(&noted, &spoken).unwrap();
    office.file(&text("CONFIDENTIAL"));
    assert_eq!(found(&office, "coles").line.id, noted);
    assert_eq!(office.as_("desk").meetings().unwrap().len(), 2, "they stand apart for him");
    office.as_("desk").join_meetings(&noted, &spoken).unwrap();
    assert_eq!(office.as_("desk").meetings().unwrap().len(), 1);
}
