//! A principal's box: what is put up, in which order, until when, and what comes back.
#![allow(clippy::unwrap_used)]

use chancery_office::act::MinuteKind;
use chancery_office::judging::FindingState;
use chancery_registry::answers::{BoxPage, ChaseAsked};
use chancery_registry::{
    Deadline, Deciding, Mark, MarkGiven, NewMeeting, Ordered, Purpose, PuttingUp, Relabelling, View,
};
use chancery_testkit::Office;
use jiff::civil::date;

const BOX: &str = "prime-minister";

fn text(marking: &str, subject: &str) -> String {
    format!(
        "{marking}\n\nForeign Office\n\n12 October 1982\n\n{subject}\n\nDear John,\n\nPlease see this.\n\nYours ever,\n\nR B Bone\n"
    )
}

fn file(office: &Office, marking: &str, subject: &str) -> String {
    office.file(&text(marking, subject)).papers[0].reference.clone()
}

fn for_decision() -> PuttingUp {
    PuttingUp::before(BOX, Purpose::Decision)
}

/// Three papers for decision: two that the desk officer may know of, and between them one that he may not.
fn three(office: &Office) -> [String; 3] {
    let papers = [("CONFIDENTIAL", "Herring"), ("SECRET", "Tin"), ("CONFIDENTIAL", "Wool")];
    let papers = papers.map(|(marking, subject)| file(office, marking, subject));
    papers.iter().for_each(|paper| office.as_("coles").put_up(paper, &for_decision()).unwrap());
    papers
}

fn given(mark: Mark, words: &str) -> MarkGiven {
    MarkGiven {
        mark,
        words: words.into(),
        decided: vec![],
        ordered: vec![],
        once: String::new(),
        again: false,
    }
}

/// The box as a secretary would say it: purpose, references in order.
fn lies(view: &View) -> Vec<(String, Vec<String>)> {
    let sections = view.box_of(BOX).unwrap().sections.into_iter();
    sections
        .map(|part| (part.word.to_owned(), part.items.into_iter().map(|item| item.paper.reference).collect()))
        .collect()
}

fn returned(page: &BoxPage) -> Vec<String> {
    let line = |line: &chancery_registry::answers::ReturnedLine| {
        format!("{} {}: {} ({})", line.paper.reference, line.mark, line.words, line.by)
    };
    page.returned.iter().map(line).collect()
}

#[test]
fn a_paper_is_put_up_with_flags_a_deadline_and_its_reason() {
    let office = Office::uk();
    let (cover, message) = office.letter();
    let day = date(1982, 10, 15);
    let deadline =
        Deadline { day, clock: Some(jiff::civil::time(9, 0, 0, 0)), reason: "the meeting at 11".into() };
    let wanted = PuttingUp {
        purpose: Purpose::See,
        note: "Worth a glance.".into(),
        deadline: Some(deadline.clone()),
        ..for_decision()
    };
    office.as_("coles").put_up(&cover, &wanted).unwrap();
    let page = office.as_("pm").box_of(BOX).unwrap();
    let item = &page.sections[0].items[0];
    let due = item.due.as_ref().unwrap();
    assert_eq!(
        (due.day, due.reason.as_str(), due.left.as_str()),
        (day, "the meeting at 11", "in 15 h 30 min")
    );
    assert_eq!((item.flags[0].letter.as_str(), &item.flags[0].paper.reference), ("A", &message));
    assert_eq!((page.papers, page.pages, page.reading_minutes), (1, 3, 3));
    let silent = PuttingUp { deadline: Some(Deadline { reason: " ".into(), ..deadline }), ..for_decision() };
    let refused = office.as_("coles").put_up(&cover, &silent).unwrap_err();
    assert_eq!(refused.to_string(), "say why it is wanted by then");
}

#[test]
fn an_order_given_by_one_who_sees_more_keeps_what_the_other_sees_in_order() {
    let office = Office::uk();
    let [herring, tin, wool] = three(&office);
    let order = |paper: &str, place| office.as_("coles").order_in_box(BOX, paper, place).unwrap();
    order(&wool, 1);
    let decision =
        |papers: &[&String]| vec![("decision".to_owned(), papers.iter().map(|p| (*p).clone()).collect())];
    assert_eq!(lies(&office.as_("pm")), decision(&[&wool, &herring, &tin]));
    assert_eq!(lies(&office.as_("desk")), decision(&[&wool, &herring]));
    order(&tin, 1);
    order(&herring, 1);
    assert_eq!(lies(&office.as_("pm")), decision(&[&herring, &tin, &wool]));
    assert_eq!(lies(&office.as_("desk")), decision(&[&herring, &wool]));
    // The desk officer moves what he sees; what he does not see stays somewhere, and is not lost.
    office.as_("desk").order_in_box(BOX, &herring, 2).unwrap();
    assert_eq!(lies(&office.as_("desk")), decision(&[&wool, &herring]));
    assert_eq!(lies(&office.as_("pm"))[0].1.len(), 3);
    let office = office.rebuilt();
    assert_eq!(lies(&office.as_("desk")), decision(&[&wool, &herring]));
}

#[test]
fn an_order_is_not_tied_to_a_paper_that_lies_there_for_a_meeting_above_a_reader() {
    let office = Office::uk();
    let [herring, tin, wool] =
        ["Herring", "Tin", "Wool"].map(|subject| file(&office, "CONFIDENTIAL", subject));
    let secret = NewMeeting {
        date: date(1982, 10, 20),
        clock: None,
        until: None,
        subject: "Tin".into(),
        place: String::new(),
        with: vec![],
        marking: "SECRET".into(),
    };
    let meeting = office.as_("coles").note_meeting(&secret).unwrap();
    for (paper, meeting) in [(&herring, ""), (&tin, meeting.as_str()), (&wool, "")] {
        office.as_("coles").put_up(paper, &PuttingUp { meeting: meeting.into(), ..for_decision() }).unwrap();
    }
    assert_eq!(lies(&office.as_("coles"))[0].1, [tin, herring.clone(), wool.clone()]);
    office.as_("coles").order_in_box(BOX, &wool, 1).unwrap();
    assert_eq!(lies(&office.as_("coles"))[0].1[0], wool);
    assert_eq!(lies(&office.as_("desk"))[0].1, [wool, herring], "as if nothing lay between them");
}

/// One that the desk officer may know of, and one that nobody but those who may read all do until it is settled.
fn one_and_a_held_one(office: &Office) -> [String; 2] {
    let papers = [("CONFIDENTIAL", "Herring"), ("", "Tin")];
    let papers = papers.map(|(marking, subject)| office.file(&text(marking, subject)).papers[0].id.clone());
    papers.iter().for_each(|paper| office.as_("coles").put_up(paper, &for_decision()).unwrap());
    papers
}

/// The papers for decision, by id.
fn for_decision_in(view: &View) -> Vec<String> {
    let items = view.box_of(BOX).unwrap().sections.remove(0).items.into_iter();
    items.map(|item| item.paper.id).collect()
}

#[test]
fn the_place_that_a_held_paper_was_given_is_known_to_who_reads_it_once_it_is_settled() {
    for (moved, place) in [("Tin", 1), ("Herring", 2)] {
        let office = Office::uk();
        let [herring, tin] = one_and_a_held_one(&office);
        let before = office.as_("desk").box_of(BOX).unwrap();
        let paper = if moved == "Tin" { &tin } else { &herring };
        office.as_("coles").order_in_box(BOX, paper, place).unwrap();
        assert_eq!(for_decision_in(&office.as_("coles")), [tin.clone(), herring.clone()]);
        assert_eq!(office.as_("desk").box_of(BOX).unwrap(), before, "nothing of it is known until then");
        office.as_("clerk").settle(&tin, "CONFIDENTIAL").unwrap();
        let known = [tin, herring];
        assert_eq!(for_decision_in(&office.as_("desk")), known, "{moved} was moved");
        assert_eq!(for_decision_in(&office.rebuilt().as_("desk")), known);
    }
}

#[test]
fn the_place_of_a_held_paper_beside_one_above_a_reader_is_not_known_to_him_when_it_is_settled() {
    let office = Office::uk();
    let [_, held] = one_and_a_held_one(&office);
    let above = office.file(&text("SECRET", "Wool")).papers[0].id.clone();
    office.as_("coles").put_up(&above, &for_decision()).unwrap();
    office.as_("coles").order_in_box(BOX, &held, 3).unwrap();
    office.as_("clerk").settle(&held, "CONFIDENTIAL").unwrap();
    let alone = Office::uk();
    let [_, other] = one_and_a_held_one(&alone);
    alone.as_("clerk").settle(&other, "CONFIDENTIAL").unwrap();
    assert_eq!(lies(&office.as_("desk")), lies(&alone.as_("desk")));
}

#[test]
fn any_order_can_be_given() {
    let office = Office::uk();
    let papers = three(&office);
    for place in [3, 1, 2, 9, 0] {
        for paper in &papers {
            office.as_("coles").order_in_box(BOX, paper, place).unwrap();
            let at = lies(&office.as_("coles"))[0].1.iter().position(|one| one == paper).unwrap();
            assert_eq!(at + 1, usize::try_from(place.clamp(1, 3)).unwrap(), "{paper} to {place}");
        }
    }
}

#[test]
fn a_box_closes_and_what_comes_later_is_said_to_be_late() {
    let office = Office::uk();
    let paper = file(&office, "SECRET", "Tin");
    office.as_("coles").put_up(&paper, &for_decision()).unwrap();
    office.as_("coles").close_box(BOX, "1982-10-14T19:30".parse().unwrap()).unwrap();
    let closes = office.as_("pm").box_of(BOX).unwrap().closes.unwrap();
    assert_eq!((closes.closed, closes.left.as_str()), (false, "in 2 h 00 min"));
    office.at("1982-10-14T20:10:00Z");
    let late = file(&office, "SECRET", "Wool");
    office.as_("coles").put_up(&late, &for_decision()).unwrap();
    let page = office.as_("pm").box_of(BOX).unwrap();
    assert!(page.closes.unwrap().closed);
    let items = page.sections[0].items.iter();
    assert_eq!(items.map(|item| item.late).collect::<Vec<_>>(), [false, true]);
    let over = office.as_("coles").close_box(BOX, "1982-10-14T20:00".parse().unwrap()).unwrap_err();
    assert_eq!(over.to_string(), "that hour is over: say when the box is to close");
    let refused = office.as_("pm").close_box(BOX, "1982-10-14T22:00".parse().unwrap()).unwrap_err();
    assert_eq!(refused.to_string(), "that is for one who puts papers up");
}

#[test]
fn a_marked_paper_comes_back_with_the_words_and_what_was_ordered_is_chased() {
    let office = Office::uk();
    let [herring, tin, _] = three(&office);
    let wanted = MarkGiven {
        ordered: vec![
            Ordered { owner: "R B Bone".into(), what: "draft a reply".into(), due: Some(date(1982, 10, 13)) },
            Ordered::default(),
        ],
        ..given(Mark::Agree, "but not before Madrid")
    };
    office.as_("pm").mark(BOX, &herring, &wanted).unwrap();
    office.as_("coles").mark(BOX, &tin, &given(Mark::Discuss, "")).unwrap();
    let page = office.as_("pm").box_of(BOX).unwrap();
    assert_eq!(page.papers, 1);
    assert_eq!(
        returned(&page),
        [
            format!("{tin} please discuss:  (A J Coles)"),
            format!("{herring} agree: but not before Madrid (Margaret Thatcher)")
        ]
    );
    assert_eq!(page.returned[1].ordered[0].what, "draft a reply");
    let minute = office.as_("desk").paper(&herring).unwrap().minutes.pop().unwrap();
    assert_eq!(
        (minute.by.as_str(), minute.kind.words(), minute.text.as_str()),
        ("Prime Minister", "mark", "agree: but not before Madrid")
    );
    let chased = office.as_("desk").undertakings(&ChaseAsked::default()).unwrap();
    let line = chased.lines.iter().find(|line| line.state == FindingState::Ordered).unwrap();
    assert_eq!(
        (line.actor.as_str(), line.act.as_str(), line.days_late),
        ("R B Bone", "draft a reply", Some(1))
    );
    assert_eq!(line.words, "but not before Madrid");
    // What was ordered on a paper above him he does not see.
    let tin_too = MarkGiven { ordered: wanted.ordered, ..given(Mark::Agree, "") };
    office.as_("coles").put_up(&tin, &for_decision()).unwrap();
    office.as_("pm").mark(BOX, &tin, &tin_too).unwrap();
    assert_eq!(office.as_("desk").undertakings(&ChaseAsked::default()).unwrap().total, chased.total);
    // Who sees it sees what it asks itself, too.
    assert_eq!(office.as_("coles").undertakings(&ChaseAsked::default()).unwrap().total, chased.total + 2);
}

#[test]
fn each_recommendation_of_a_submission_is_decided_by_itself() {
    let office = Office::uk();
    let filed = office.file(
        "RESTRICTED\n\nSUBMISSION\n\nTO: Prime Minister\nFROM: R B Bone\nDATE: 11 October 1982\nSUBJECT: Herring\n\n\
         Issue\n\n1. (R) Norway asks for an answer.\n\nRecommendation\n\n2. (R) That the answer\nbe sent.\n\n\
         3. (R) That Washington be told.\n\nTiming\n\n4. (R) By Friday.\n\nRESTRICTED\n",
    );
    let paper = filed.papers[0].reference.clone();
    office.as_("coles").put_up(&paper, &for_decision()).unwrap();
    let shown = office.as_("pm").box_paper(BOX, &paper).unwrap();
    assert_eq!(shown.recommended, ["That the answer be sent.", "That Washington be told."]);
    let second = |mark, shown: Option<&str>| MarkGiven {
        decided: vec![Deciding { number: 2, recommendation: shown.map(Into::into), mark }],
        ..given(Mark::Agree, "")
    };
    let refused = |wanted: MarkGiven| office.as_("pm").mark(BOX, &paper, &wanted).unwrap_err().to_string();
    assert_eq!(
        refused(second(Mark::NotAgree, Some("That Oslo be told."))),
        "what the paper recommends was put right meanwhile: read it again, and decide"
    );
    assert_eq!(
        refused(second(Mark::Seen, None)),
        "a recommendation is agreed, not agreed, or to be discussed"
    );
    let third = Deciding { number: 3, recommendation: None, mark: Mark::Agree };
    assert_eq!(
        refused(MarkGiven { decided: vec![third], ..given(Mark::Agree, "") }),
        "the paper has no recommendation of that number"
    );
    office.as_("pm").mark(BOX, &paper, &second(Mark::NotAgree, Some("That Washington be told."))).unwrap();
    let back = office.as_("coles").box_of(BOX).unwrap().returned.remove(0);
    let decided: Vec<_> = back.decided.iter().map(|one| (one.number, one.mark.words())).collect();
    assert_eq!(decided, [(1, "agree"), (2, "do not agree")]);
    let minute = office.as_("desk").paper(&paper).unwrap().minutes.pop().unwrap();
    assert_eq!(
        minute.text,
        "agree\n1. agree: That the answer be sent.\n2. do not agree: That Washington be told."
    );
}

#[test]
fn a_mark_that_is_sent_twice_is_entered_once() {
    let office = Office::uk();
    let [herring, ..] = three(&office);
    let once = MarkGiven { once: "f3a1".into(), ..given(Mark::Seen, "") };
    office.as_("pm").mark(BOX, &herring, &once).unwrap();
    office.as_("pm").mark(BOX, &herring, &once).unwrap();
    let minutes = office.as_("pm").paper(&herring).unwrap().minutes.into_iter();
    assert_eq!(minutes.filter(|minute| minute.kind == MinuteKind::Mark).count(), 1);
    let again = office.as_("pm").mark(BOX, &herring, &given(Mark::Seen, "")).unwrap_err();
    assert_eq!(again.to_string(), "it does not lie in that box");
}

#[test]
fn a_mark_made_by_a_slip_is_made_again_and_both_stay_on_the_paper() {
    let office = Office::uk();
    let [herring, tin, _] = three(&office);
    let again = |mark| MarkGiven { again: true, ..given(mark, "") };
    office.as_("pm").mark(BOX, &herring, &given(Mark::Agree, "")).unwrap();
    office.as_("pm").mark(BOX, &herring, &again(Mark::NotAgree)).unwrap();
    let page = office.as_("pm").box_of(BOX).unwrap();
    assert_eq!(returned(&page), [format!("{herring} do not agree:  (Margaret Thatcher)")]);
    let marks = |paper: &str| {
        let minutes = office.as_("coles").paper(paper).unwrap().minutes.into_iter();
        minutes.filter(|minute| minute.kind == MinuteKind::Mark).map(|minute| minute.text).collect::<Vec<_>>()
    };
    assert_eq!(marks(&herring), ["agree", "do not agree"]);
    // What was put up anew is marked as it lies there, and what was taken out was never marked.
    office.as_("coles").put_up(&herring, &for_decision()).unwrap();
    office.as_("pm").mark(BOX, &herring, &again(Mark::Seen)).unwrap();
    assert_eq!(office.as_("pm").box_of(BOX).unwrap().papers, 2);
    office.as_("coles").take_out(BOX, &tin).unwrap();
    let refused = office.as_("pm").mark(BOX, &tin, &again(Mark::Agree)).unwrap_err();
    assert_eq!(refused.to_string(), "it does not lie in that box");
}

#[test]
fn an_enclosure_is_read_in_the_box_under_its_cover() {
    let office = Office::uk();
    let (cover, message) = office.letter();
    office.as_("coles").put_up(&cover, &for_decision()).unwrap();
    let page = office.as_("pm").box_paper(BOX, &message).unwrap();
    let under = page.under.unwrap();
    assert_eq!(
        (under.letter.as_str(), under.cover.reference.as_str(), under.next),
        ("A", cover.as_str(), None)
    );
    assert_eq!((page.item, page.returned), (None, None), "the mark is made on the cover");
    let lies_itself = office.as_("pm").box_paper(BOX, &cover).unwrap();
    assert!(lies_itself.under.is_none());
}

#[test]
fn a_mark_is_for_the_principal_or_who_works_at_the_box() {
    let office = Office::uk();
    let [herring, tin, _] = three(&office);
    let refused = office.as_("pym").mark(BOX, &herring, &given(Mark::Agree, "")).unwrap_err();
    assert_eq!(refused.to_string(), "that is for one who holds that post, or puts papers up before it");
    for absent in
        [office.as_("desk").mark(BOX, &tin, &given(Mark::Agree, "")), office.as_("desk").take_out(BOX, &tin)]
    {
        assert_eq!(absent.unwrap_err().to_string(), "nothing of that name is known here");
    }
    let wordless = office.as_("pm").mark(BOX, &herring, &given(Mark::Other, " ")).unwrap_err();
    assert_eq!(wordless.to_string(), "say what he wrote on it, or choose another mark");
    let half = Ordered { owner: "Bone".into(), ..Ordered::default() };
    let half = MarkGiven { ordered: vec![half], ..given(Mark::Agree, "") };
    let refused = office.as_("pm").mark(BOX, &herring, &half).unwrap_err();
    assert_eq!(refused.to_string(), "say both who is to do it and what is to be done");
    assert_eq!(office.as_("pm").box_of(BOX).unwrap().papers, 3);
}

#[test]
fn what_a_paper_is_put_up_for_is_changed_and_it_keeps_its_place() {
    let office = Office::uk();
    let [first, second, third] = three(&office);
    let coles = || office.as_("coles");
    coles().order_in_box(BOX, &third, 1).unwrap();
    let order = vec![("decision".to_owned(), vec![third.clone(), first.clone(), second.clone()])];
    assert_eq!(lies(&coles()), order);

    let deadline = Deadline { day: date(1982, 10, 15), clock: None, reason: "the House".into() };
    let changed = PuttingUp { note: "Before lunch.".into(), deadline: Some(deadline), ..for_decision() };
    office.at("1982-10-14T18:00:00Z").as_("clerk").change_put_up(&third, &changed).unwrap();
    assert_eq!(lies(&coles()), order);
    let id = coles().paper(&third).unwrap().line.id;
    let page = coles().put_up_page(BOX, &id).unwrap();
    let told = |by: &str, at: &str| (by.to_owned(), at.parse::<jiff::Timestamp>().unwrap());
    let by = page.item.changed.as_ref().map(|changed| (changed.by.clone(), changed.at));
    assert_eq!(page.item.by, "A J Coles", "who put it up is still said");
    assert_eq!(by, Some(told("The registry clerk", "1982-10-14T18:00:00Z")));
    let due = page.item.due.as_ref().map(|due| due.reason.as_str());
    assert_eq!(
        (page.purpose, page.item.note.as_str(), due),
        ("decision", "Before lunch.", Some("the House"))
    );

    coles().change_put_up(&third, &PuttingUp { purpose: Purpose::Reading, ..for_decision() }).unwrap();
    let parted =
        [("decision".to_owned(), vec![first.clone(), second]), ("reading".to_owned(), vec![third.clone()])];
    assert_eq!(lies(&coles()), parted);

    // Once it has come back there is nothing to change; put up again, it comes last.
    coles().mark(BOX, &first, &given(Mark::Agree, "")).unwrap();
    let refused = coles().change_put_up(&first, &for_decision()).unwrap_err();
    assert_eq!(refused.to_string(), "it does not lie in that box");
    assert!(office.as_("pm").put_up_page(BOX, &third).is_err(), "who puts nothing up changes nothing");
    let now = lies(&coles());
    assert_eq!(lies(&office.rebuilt().as_("coles")), now);
}

#[test]
fn a_paper_is_taken_out_and_put_up_again_for_something_else() {
    let office = Office::uk();
    let [herring, ..] = three(&office);
    office.as_("coles").take_out(BOX, &herring).unwrap();
    assert!(office.as_("pm").paper(&herring).unwrap().boxes.is_empty());
    office.as_("coles").put_up(&herring, &PuttingUp { purpose: Purpose::Note, ..for_decision() }).unwrap();
    let purposes: Vec<String> = lies(&office.as_("pm")).into_iter().map(|(purpose, _)| purpose).collect();
    assert_eq!(purposes, ["decision", "note"]);
    assert!(office.as_("pm").box_of(BOX).unwrap().returned.is_empty());
}

#[test]
fn a_paper_in_a_box_leads_to_the_next() {
    let office = Office::uk();
    let [herring, tin, wool] = three(&office);
    let page = office.as_("pm").box_paper(BOX, &tin).unwrap();
    assert_eq!((page.at, page.of, page.is_principal, page.may_mark), (2, 3, true, true));
    let id = |paper: &str| office.as_("pm").paper(paper).unwrap().line.id;
    assert_eq!((page.previous, page.next), (Some(id(&herring)), Some(id(&wool))));
    let below = office.as_("desk").box_paper(BOX, &wool).unwrap();
    assert_eq!((below.at, below.of, below.previous, below.is_principal), (2, 2, Some(id(&herring)), false));
    assert!(office.as_("desk").box_paper(BOX, &tin).is_err());
    office.as_("pm").mark(BOX, &tin, &given(Mark::Agree, "")).unwrap();
    let page = office.as_("pm").box_paper(BOX, &tin).unwrap();
    assert_eq!((page.item, page.returned.unwrap().mark), (None, "agree"));
}

#[test]
fn a_paper_that_lies_there_is_put_up_again_and_keeps_what_is_not_said_anew() {
    let office = Office::uk();
    let paper = file(&office, "CONFIDENTIAL", "Herring");
    let coles = || office.as_("coles");
    let deadline = Deadline { day: date(1982, 10, 15), clock: None, reason: "the meeting".into() };
    let meeting = coles()
        .note_meeting(&NewMeeting {
            date: date(1982, 10, 15),
            subject: "Fish".into(),
            marking: "CONFIDENTIAL".into(),
            ..NewMeeting::default()
        })
        .unwrap();
    let note = "see the last paragraph".to_owned();
    let all = PuttingUp { meeting: meeting.clone(), note, deadline: Some(deadline), ..for_decision() };
    coles().put_up(&paper, &all).unwrap();
    coles().put_up(&paper, &PuttingUp::before(BOX, Purpose::See)).unwrap();
    let page = coles().box_of(BOX).unwrap();
    let item = &page.sections[0].items[0];
    assert_eq!((page.sections[0].word, item.note.as_str()), ("see", "see the last paragraph"));
    assert_eq!(item.due.as_ref().unwrap().reason, "the meeting");
    assert_eq!(item.meeting.as_ref().unwrap().id, meeting);
    // What is changed in the box is said anew as a whole.
    coles().change_put_up(&paper, &for_decision()).unwrap();
    let page = coles().box_of(BOX).unwrap();
    assert_eq!((page.sections[0].items[0].note.as_str(), &page.sections[0].items[0].due), ("", &None));
}

/// A paper lowered to CONFIDENTIAL after the principal wrote and ordered on it.
fn lowered(office: &Office) -> String {
    let paper = file(office, "SECRET", "Tin");
    office.as_("coles").put_up(&paper, &PuttingUp { note: "the cabal".into(), ..for_decision() }).unwrap();
    let owner = "R B Bone".to_owned();
    let ordered = vec![Ordered { owner, what: "find out who the cabal is".into(), due: None }];
    let mark = MarkGiven { ordered, ..given(Mark::Discuss, "what does the cabal want?") };
    office.as_("pm").mark(BOX, &paper, &mark).unwrap();
    let wanted = Relabelling {
        marking: "CONFIDENTIAL".into(),
        authority: "the originator".into(),
        reason: "it was published".into(),
        ..Relabelling::default()
    };
    let proposal = office.as_("coles").relabel(&paper, &wanted).unwrap();
    office.as_("security").approve_relabelling(&proposal).unwrap();
    paper
}

#[test]
fn what_was_ordered_while_a_paper_bore_more_is_shown_with_what_it_bears() {
    let office = Office::uk();
    let paper = lowered(&office);
    let coles = || office.as_("coles");
    assert_eq!(coles().paper(&paper).unwrap().line.marked.banner, "CONFIDENTIAL");
    let asked = ChaseAsked { who: "Bone".into(), ..ChaseAsked::default() };
    let list = coles().undertakings(&asked).unwrap();
    assert_eq!((list.lines[0].marked.short.as_str(), list.overall.unwrap().banner.as_str()), ("S", "SECRET"));
    let page = coles().undertaking(&list.lines[0].paper, &list.lines[0].key).unwrap();
    assert_eq!((page.line.marked.short.as_str(), page.overall.unwrap().banner.as_str()), ("S", "SECRET"));
    assert_eq!(page.paper.marked.short, "C", "the paper itself bears what it bears");
    let came_back = coles().box_of(BOX).unwrap();
    assert_eq!(came_back.returned[0].paper.marked.short, "S");
    assert_eq!(came_back.overall.unwrap().banner, "SECRET");
    // Who may know of the paper as it is now is told nothing of what was written on it then.
    let desk = office.as_("desk");
    assert_eq!((desk.undertakings(&asked).unwrap().total, desk.box_of(BOX).unwrap().returned.len()), (0, 0));
    // Put up again, it does not carry down what was said of it then.
    coles().put_up(&paper, &for_decision()).unwrap();
    assert_eq!(office.as_("desk").box_of(BOX).unwrap().sections[0].items[0].note, "");
}

#[test]
fn what_came_back_stands_on_the_day_of_who_works_at_the_box() {
    let office = Office::uk();
    let papers = three(&office);
    let pm = || office.as_("pm");
    pm().mark(BOX, &papers[0], &given(Mark::Agree, "")).unwrap();
    pm().mark(BOX, &papers[1], &given(Mark::Discuss, "not yet")).unwrap();
    let told = |who: &str, at: &str| {
        let office = office.at(at);
        let boxes = office.as_(who).today().unwrap().boxes;
        let one = boxes.into_iter().find(|one| one.post.handle == BOX).unwrap();
        (one.papers, one.returned, one.discuss)
    };
    assert_eq!(told("coles", "1982-10-15T07:00:00Z"), (1, 2, 1));
    assert_eq!(told("pm", "1982-10-15T07:00:00Z"), (1, 0, 0), "she knows what she wrote");
    assert_eq!(told("desk", "1982-10-15T07:00:00Z"), (1, 1, 0), "one came back of which he may not know");
    // The 14th was a Thursday: over a weekend Friday is the day before.
    assert_eq!(told("coles", "1982-10-18T07:00:00Z"), (1, 0, 0));
}

#[test]
fn who_puts_papers_up_before_one_principal_finds_that_box_first() {
    let office = Office::uk();
    let paper = file(&office, "CONFIDENTIAL", "Herring");
    let first = |handle: &str| {
        let page = office.as_(handle).paper(&paper).unwrap();
        page.principals.first().unwrap().handle.clone()
    };
    assert_eq!(
        (office.as_("coles").own_box().unwrap(), first("coles").as_str()),
        (None, "foreign-secretary")
    );
    office.as_("coles").put_up(&paper, &for_decision()).unwrap();
    assert_eq!(
        (office.as_("coles").own_box().unwrap().as_deref(), first("coles").as_str()),
        (Some(BOX), BOX)
    );
    assert_eq!(first("clerk"), "foreign-secretary", "it is his own way, and nobody else's");
}
