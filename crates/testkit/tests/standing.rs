//! Who may read what, since when and until when; how a marking is changed; what may be written after reading.
#![allow(clippy::unwrap_used)]

use chancery_registry::{
    Admission, Clearance, ClearanceToGive, Duty, Ids, Means, Options, PolicyId, Purpose, PuttingUp, Refused,
    Registry, Relabelling, Settings, Source,
};
use chancery_seal::protector::Cost;
use chancery_testkit::{Browser, Office};
use jiff::civil::{Date, date};

const SECRET: &str = "SECRET\n\nThe herring talks stand where they stood.\n";
const CONFIDENTIAL: &str = "CONFIDENTIAL\n\nThe cod talks begin on Monday.\n";

fn clearing(office: &Office, person: &str, line: &str) -> ClearanceToGive {
    let clearance = office.registry.clearance(&[line.into()]).unwrap();
    ClearanceToGive { person: person.into(), clearance, ..ClearanceToGive::default() }
}

fn give(office: &Office, clearing: ClearanceToGive) -> Result<(), Refused> {
    office.registry.clear(&office.reader("security"), clearing)
}

fn seen_by(office: &Office, handle: &str) -> Vec<String> {
    let page = office.as_(handle).register(&Default::default()).unwrap();
    page.papers.into_iter().map(|paper| paper.reference).collect()
}

fn lower(marking: &str) -> Relabelling {
    Relabelling {
        marking: marking.into(),
        reason: "the talks are over".into(),
        authority: "the Head of the Department".into(),
        ..Relabelling::default()
    }
}

#[test]
fn a_clearance_holds_from_its_first_day_to_its_last() {
    let office = Office::uk();
    let paper = office.file(SECRET).papers[0].reference.clone();
    let days = ClearanceToGive {
        from: Some(date(1982, 11, 1)),
        until: Some(date(1982, 11, 30)),
        ..clearing(&office, "desk", "uk-1982=SECRET")
    };
    give(&office, days).unwrap();
    let reads = |time: &str| {
        office.at(time);
        seen_by(&office, "desk") == [paper.clone()]
    };
    assert_eq!(
        ["1982-10-31T23:59:59Z", "1982-11-01T00:00:00Z", "1982-11-30T23:59:59Z", "1982-12-01T00:00:00Z"]
            .map(reads),
        [false, true, true, false]
    );
}

#[test]
fn a_clearance_that_is_over_is_not_given() {
    let office = Office::uk();
    let paper = office.file(CONFIDENTIAL).papers[0].reference.clone();
    let until = |from, until| {
        let given =
            ClearanceToGive { from, until: Some(until), ..clearing(&office, "desk", "uk-1982=SECRET") };
        give(&office, given).map_err(|refused| refused.to_string())
    };
    let over = Err("its last day is over: give one that runs until a day to come, or one to nothing".into());
    assert_eq!(until(None, date(1982, 10, 13)), over);
    assert_eq!(until(Some(date(1982, 1, 1)), date(1982, 3, 31)), over);
    assert_eq!(seen_by(&office, "desk"), [paper], "what he had, he has");
    assert_eq!(until(None, date(1982, 10, 14)), Ok(()), "today is a day yet");
}

#[test]
fn who_gives_a_clearance_is_not_who_receives_it_and_who_keeps_the_registry_gives_none() {
    let office = Office::uk();
    let own = give(&office, clearing(&office, "security", "*"));
    assert_eq!(
        own.unwrap_err().to_string(),
        "nobody gives himself a clearance: let another who gives clearances do it"
    );
    let keeper = office.reader("keeper");
    let kept = office.registry.clear(&keeper, clearing(&office, "keeper", "*")).unwrap_err();
    assert_eq!(kept.to_string(), "that is for one who gives clearances");
    let admission = |handle: &str, duties: &[Duty]| Admission {
        handle: handle.into(),
        name: "K".into(),
        post: None,
        principal: false,
        duties: duties.to_vec(),
    };
    let both = office.registry.admit(&keeper, admission("both", &[Duty::Keep, Duty::Clear])).unwrap_err();
    assert_eq!(
        both.to_string(),
        "who runs the registry does not give clearances: name another for one of the two"
    );
    let himself = office.registry.change_admission(&keeper, admission("keeper", &[Duty::Clear])).unwrap_err();
    assert_eq!(himself.to_string(), "nobody gives himself a duty: let another keeper do it");
}

#[test]
fn nobody_is_admitted_under_the_handle_of_another_who_has_a_clearance() {
    let office = Office::uk();
    let (keeper, before) = (office.reader("keeper"), office.reader("coles"));
    let impostor = Admission { handle: "coles".into(), name: "John Impostor".into(), ..Admission::default() };
    let refused = office.registry.admit(&keeper, impostor.clone()).unwrap_err();
    assert_eq!(refused.to_string(), "somebody signs in so already: choose another word");
    // Who is renamed on purpose keeps the duties that are not said anew.
    office.registry.change_admission(&keeper, impostor).unwrap();
    let after = office.reader("coles");
    assert_eq!(after.person.name, "John Impostor");
    assert_eq!((after.person.duties, after.clearance), (before.person.duties, before.clearance));
    let nobody = Admission { handle: "nobody".into(), name: "N".into(), ..Admission::default() };
    assert!(matches!(office.registry.change_admission(&keeper, nobody), Err(Refused::Absent)));
}

#[test]
fn changing_what_is_kept_of_a_person_leaves_his_clearance_alone() {
    let office = Office::uk();
    office.file(CONFIDENTIAL);
    let before = office.reader("desk").clearance;
    let admission = Admission {
        handle: "desk".into(),
        name: "Another name".into(),
        post: None,
        principal: false,
        duties: vec![],
    };
    office.registry.change_admission(&office.reader("keeper"), admission).unwrap();
    let after = office.reader("desk");
    assert_eq!((after.clearance, after.person.name.as_str()), (before, "Another name"));
}

#[test]
fn a_page_that_is_open_shows_nothing_more_once_the_clearance_is_taken_away() {
    let office = Office::uk();
    let paper = office.file(CONFIDENTIAL).papers[0].id.clone();
    let desk = Browser::new(&office, "desk");
    let path = format!("/paper/{paper}");
    assert_eq!(desk.get(&path).status, 200);
    office.clear("desk", &Clearance::none());
    assert_eq!(desk.get(&path), desk.get("/paper/00000000000000000000000000000000"));
    assert!(!desk.get("/").text().contains("cod talks"));
}

#[test]
fn one_who_reads_as_of_a_post_abroad_does_not_read_uk_eyes_a() {
    let office = Office::uk();
    office.file("SECRET UK EYES A\n\nHome.\n");
    office.file("SECRET UK EYES B\n\nHome and abroad.\n");
    give(&office, clearing(&office, "desk", "uk-1982=TOP SECRET as UK-POST")).unwrap();
    assert_eq!(seen_by(&office, "desk"), ["S-EB 82/1"]);
    give(&office, clearing(&office, "desk", "uk-1982=TOP SECRET")).unwrap();
    assert_eq!(seen_by(&office, "desk"), ["S-EB 82/1", "S-EA 82/1"]);
}

/// An office where the desk officer and Pym hold nothing of the registry's own policy.
fn with_circles() -> (Office, String) {
    let office = Office::uk();
    for person in ["desk", "pym", "bone"] {
        give(&office, clearing(&office, person, "uk-1982=TOP SECRET")).unwrap();
    }
    let tag = office.as_("bone").make_circle("Falklands", "the garrison").unwrap();
    (office, tag)
}

#[test]
fn a_paper_of_a_circle_is_for_who_is_in_it_while_he_is_in_it() {
    let (office, tag) = with_circles();
    assert!(tag.starts_with("Falklands-") && tag.len() == "Falklands-".len() + 4, "{tag}");
    let filed = office.file_marked("The garrison stays.\n", "SECRET · CIRCLE Falklands");
    assert_eq!(filed.papers[0].marked.banner, format!("SECRET · CIRCLE {tag}"));
    let paper = &filed.papers[0].reference;
    assert!(seen_by(&office, "pym").is_empty() && seen_by(&office, "bone") == [paper.clone()]);
    office.at("1982-10-15T09:00:00Z").as_("bone").join_circle("Falklands", "pym").unwrap();
    assert_eq!(seen_by(&office, "pym"), std::slice::from_ref(paper));
    office.at("1982-10-20T09:00:00Z").as_("pym").leave_circle("Falklands", "pym").unwrap();
    assert!(seen_by(&office, "pym").is_empty());
    let shown = office.as_("bone").circles().unwrap();
    let stays: Vec<_> =
        shown.circles[0].stays.iter().map(|stay| (&*stay.handle, stay.until.is_some())).collect();
    assert_eq!(stays, [("bone", false), ("pym", true)]);
}

#[test]
fn who_could_read_a_paper_on_a_day_is_known_afterwards() {
    let (office, _) = with_circles();
    let paper = office.file_marked("The garrison stays.\n", "SECRET · CIRCLE Falklands").papers[0].clone();
    office.at("1982-10-15T09:00:00Z").as_("bone").join_circle("Falklands", "pym").unwrap();
    office.as_("pym").paper(&paper.id).unwrap();
    office.at("1982-10-20T09:00:00Z").as_("bone").leave_circle("Falklands", "pym").unwrap();
    office.at("1982-10-22T09:00:00Z");
    let could = |day: Date| {
        let page = office.as_("security").readers_of(&paper.id, Some(day)).unwrap();
        let told = |reader: chancery_registry::answers::ReaderThen| match reader.opened {
            Some(_) => format!("{} opened it", reader.handle),
            None => reader.handle,
        };
        page.could.into_iter().map(told).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(could(date(1982, 10, 13)), "");
    assert_eq!(could(date(1982, 10, 14)), "coles, pm, bone, clerk, security");
    assert_eq!(could(date(1982, 10, 16)), "coles, pym opened it, pm, bone, clerk, security");
    assert_eq!(could(date(1982, 10, 21)), "coles, pm, bone, clerk, security");
    assert!(matches!(office.as_("bone").readers_of(&paper.id, None), Err(Refused::Duty(_))));
    assert!(matches!(office.as_("pym").readers_of(&paper.id, None), Err(Refused::Absent)));
}

#[test]
fn a_circle_of_the_same_name_is_another_circle() {
    let (office, first) = with_circles();
    office.file_marked("The garrison stays.\n", &format!("SECRET · CIRCLE {first}"));
    let second = office.as_("desk").make_circle("Falklands", "the fisheries").unwrap();
    assert_ne!(first, second);
    assert!(seen_by(&office, "desk").is_empty());
    assert_eq!(office.as_("desk").circles().unwrap().circles.len(), 1);
    // To whom no circle is known, one that is there and one that never was are alike.
    let pym = office.as_("pym");
    let refused = |name: &str| pym.leave_circle(name, "pym").unwrap_err().to_string();
    assert_eq!(refused(&first), refused("Nowhere-aaaa"));
}

#[test]
fn a_closed_circle_takes_nobody_in_and_only_who_answers_for_it_closes_it() {
    let (office, tag) = with_circles();
    office.as_("bone").join_circle(&tag, "pym").unwrap();
    assert!(matches!(office.as_("pym").close_circle(&tag), Err(Refused::Duty(_))));
    office.as_("bone").close_circle(&tag).unwrap();
    assert!(matches!(office.as_("bone").join_circle(&tag, "desk"), Err(Refused::Conflict(_))));
    // The longest in it answers for it once its maker has left.
    office.as_("bone").leave_circle(&tag, "bone").unwrap();
    assert!(office.as_("pym").circles().unwrap().circles[0].holds);
}

#[test]
fn a_marking_is_lowered_by_two_people_and_the_old_one_is_kept() {
    let office = Office::uk();
    let paper = office.file(SECRET).papers[0].id.clone();
    office.as_("coles").minute(&paper, "not yet").unwrap();
    let proposal = office.as_("coles").relabel(&paper, &lower("CONFIDENTIAL")).unwrap();
    assert!(matches!(office.as_("coles").approve_relabelling(&proposal), Err(Refused::Duty(_))));
    assert!(seen_by(&office, "desk").is_empty());
    office.as_("security").approve_relabelling(&proposal).unwrap();

    let desk = office.as_("desk").paper(&paper).unwrap();
    assert_eq!((desk.line.reference.as_str(), desk.line.marked.banner.as_str()), ("C 82/1", "CONFIDENTIAL"));
    // What was written on it while it was SECRET, and that it was, is not for him.
    assert!(desk.minutes.is_empty() && desk.relabellings.is_empty());
    let coles = office.as_("coles").paper(&paper).unwrap();
    assert_eq!(coles.minutes.len(), 1);
    let changed = &coles.relabellings[0];
    assert_eq!(
        (&*changed.from.banner, &*changed.to.banner, changed.state.word(), changed.decided_by.as_deref()),
        ("SECRET", "CONFIDENTIAL", "approved", Some("The security officer"))
    );
    let again = office.as_("security").approve_relabelling(&proposal).unwrap_err();
    assert_eq!(again.to_string(), "that has been decided already");

    let rebuilt = office.rebuilt();
    assert_eq!(rebuilt.as_("coles").paper(&paper).unwrap().relabellings, coles.relabellings);
    assert_eq!(seen_by(&rebuilt, "desk"), ["C 82/1"]);
}

#[test]
fn who_proposed_a_marking_does_not_approve_it() {
    let office = Office::uk();
    let paper = office.file(SECRET).papers[0].id.clone();
    let admission = Admission {
        handle: "head".into(),
        name: "The Head of the Department".into(),
        post: Some(("head".into(), "Head of Department".into())),
        principal: false,
        duties: vec![Duty::Register, Duty::Approve],
    };
    office.admit(admission, &office.registry.highest());
    let proposal = office.as_("head").relabel(&paper, &lower("CONFIDENTIAL")).unwrap();
    assert_eq!(
        office.as_("head").approve_relabelling(&proposal).unwrap_err().to_string(),
        "who proposed it does not approve it: let another"
    );
    office.as_("head").refuse_relabelling(&proposal, "too soon").unwrap();
    assert!(office.as_("head").relabellings().unwrap().waiting.is_empty());
}

#[test]
fn a_downgrading_on_a_day_is_proposed_by_the_calendar_and_never_done_by_it() {
    let office = Office::uk();
    let paper = office.file(SECRET).papers[0].id.clone();
    let on = Relabelling { on: Some(date(1993, 1, 1)), ..lower("UNCLASSIFIED") };
    let proposal = office.as_("coles").relabel(&paper, &on).unwrap();
    let due = |office: &Office| office.as_("security").today().unwrap().to_approve;
    assert_eq!(due(&office), Some(0));
    let early = office.as_("security").approve_relabelling(&proposal).unwrap_err();
    assert_eq!(early.to_string(), "the day that the proposal names has not come");
    office.at("1993-01-02T09:00:00Z");
    assert_eq!((due(&office), seen_by(&office, "desk")), (Some(1), vec![]));
    office.as_("security").approve_relabelling(&proposal).unwrap();
    assert_eq!(seen_by(&office, "desk"), ["U 82/1"]);
}

#[test]
fn a_paper_that_says_when_it_comes_down_proposes_it_and_comes_down_only_by_hand() {
    let office = Office::uk();
    office.file("SECRET\n\nThe herring talks.\n\nDowngrade to CONFIDENTIAL on 1 Jan 1993\n");
    let waiting = office.as_("security").relabellings().unwrap().waiting;
    let told = |at: &chancery_registry::answers::RelabelAt| {
        format!(
            "{} to {} on {:?}, due: {}",
            at.paper.reference, at.relabel.to.banner, at.relabel.on, at.relabel.due
        )
    };
    assert_eq!(
        waiting.iter().map(told).collect::<Vec<_>>(),
        ["S 82/1 to CONFIDENTIAL on Some(1993-01-01), due: false"]
    );
    office.at("1993-01-01T00:00:00Z");
    assert!(seen_by(&office, "desk").is_empty());
    office.as_("security").approve_relabelling(&waiting[0].relabel.id).unwrap();
    assert_eq!(seen_by(&office, "desk"), ["C 82/1"]);
}

#[test]
fn a_marking_that_is_only_raised_is_raised_at_once() {
    let office = Office::uk();
    let paper = office.file(CONFIDENTIAL).papers[0].id.clone();
    office.as_("coles").relabel(&paper, &lower("SECRET")).unwrap();
    assert!(seen_by(&office, "desk").is_empty());
    let raised = office.as_("coles").paper(&paper).unwrap();
    assert_eq!((&*raised.line.marked.banner, raised.relabellings[0].state.word()), ("SECRET", "approved"));
    // The desk officer cannot raise it above what he may read, even unwittingly.
    let other = office.file("CONFIDENTIAL\n\nOther talks.\n").papers[0].id.clone();
    let above = office.as_("desk").relabel(&other, &lower("SECRET")).unwrap_err();
    assert_eq!(above.to_string(), "a marking above your own clearance cannot be given");
}

#[test]
fn words_below_what_was_opened_in_the_sitting_need_a_reason_which_is_entered() {
    let office = Office::with_high_water_mark();
    let (secret, low) =
        (office.file(SECRET).papers[0].id.clone(), office.file(CONFIDENTIAL).papers[0].id.clone());
    office.as_("coles").minute(&low, "before anything was opened").unwrap();
    office.as_("coles").paper(&secret).unwrap();
    office.as_("coles").minute(&secret, "at its own height").unwrap();
    let coles = office.as_("coles");
    assert_eq!(coles.sitting().unwrap().unwrap().banner, "SECRET");
    assert_eq!(
        coles.minute(&low, "as the herring talks stand").unwrap_err().to_string(),
        "you have opened SECRET in this sitting, and what you write here can be read by others: give a reason for it, or end the sitting"
    );
    coles.because("it says nothing of the herring");
    coles.minute(&low, "the cod talks are on Monday").unwrap();
    let minutes = office.as_("desk").paper(&low).unwrap().minutes;
    assert_eq!(minutes.len(), 2);
    let below = office.as_("security").readers_of(&low, None).unwrap().below;
    let told: Vec<_> = below.iter().map(|one| (&*one.by, &*one.opened.banner, &*one.reason)).collect();
    assert_eq!(told, [("A J Coles", "SECRET", "it says nothing of the herring")]);
    office.as_("coles").end_sitting().unwrap();
    office.at("1982-10-14T17:31:00Z").as_("coles").minute(&low, "in a new sitting").unwrap();
}

#[test]
fn in_a_box_the_reason_last_given_stands_in_its_field_for_the_next_paper_and_is_sent_by_the_reader() {
    let office = Office::with_high_water_mark();
    let secret = office.file(SECRET).papers[0].id.clone();
    let low = office.file(CONFIDENTIAL).papers[0].id.clone();
    let second = office.file(&format!("{CONFIDENTIAL}Salt.\n")).papers[0].id.clone();
    for paper in [&low, &second] {
        office.as_("coles").put_up(paper, &PuttingUp::before("prime-minister", Purpose::See)).unwrap();
    }
    let coles = Browser::new(&office, "coles");
    coles.get(&format!("/paper/{secret}"));
    let at = |paper: &str| format!("/box/prime-minister/paper/{paper}");
    let reason = "value=\"it says nothing of the herring\"";
    let words = "mark=agree&words=The+cod+talks+are+on+Monday";
    let first = coles.get(&at(&low)).text();
    assert!(!first.contains("id=\"because\""), "nothing was given yet: {first}");
    assert_eq!(coles.post(&at(&low), words).status, 409);
    let done = coles.post(&at(&low), &format!("{words}&because=it+says+nothing+of+the+herring"));
    assert_eq!(done.status, 303);
    let next = coles.get(&at(&second)).text();
    assert!(next.contains(reason) && next.contains("you last gave in this box"), "{next}");
    let refused = coles.post(&at(&second), words);
    assert_eq!(refused.status, 409, "what does not stand in the form is not entered");
    assert!(refused.text().contains(reason), "{}", refused.text());
    coles.post("/sitting/end", "");
    office.at("1982-10-14T18:00:00Z");
    coles.get(&format!("/paper/{secret}"));
    assert!(!coles.get(&at(&second)).text().contains(reason), "a new sitting has its own reasons");
}

#[test]
fn a_sitting_is_over_after_twelve_hours() {
    let office = Office::with_high_water_mark();
    let (secret, low) =
        (office.file(SECRET).papers[0].id.clone(), office.file(CONFIDENTIAL).papers[0].id.clone());
    office.as_("coles").paper(&secret).unwrap();
    assert!(matches!(office.as_("coles").minute(&low, "x"), Err(Refused::Below(_))));
    office.at("1982-10-15T06:00:00Z").as_("coles").minute(&low, "the next morning").unwrap();
}

#[test]
fn what_may_be_shown_and_not_copied_is_read_and_not_given_out() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings { policies: vec![PolicyId::new("us-capco")], ..Settings::new("An office") };
    let means = Means {
        clock: std::sync::Arc::new(|| jiff::Timestamp::UNIX_EPOCH),
        ids: Ids::Random,
        cost: Cost::TRIVIAL,
        sign_in_cost: Cost::TRIVIAL,
        worker: None,
    };
    let registry =
        Registry::init_with(&folder.path().join("office"), settings, "a long passphrase", means).unwrap();
    let line = "us-capco=SECRET as GBR".to_owned();
    let clearance = registry.clearance(&[line]).unwrap();
    let clearing = ClearanceToGive { person: "keeper".into(), clearance, ..ClearanceToGive::default() };
    registry.clear(&registry.reader("security").unwrap(), clearing).unwrap();
    for marking in ["SECRET//DISPLAY ONLY GBR", "SECRET//REL TO USA, GBR"] {
        let options = Options { marking: Some(marking.into()), ..Options::default() };
        let source = Source::Bytes("a.txt".into(), marking.into());
        let clerk = registry.reader("clerk").unwrap();
        registry
            .file(&clerk, std::iter::once(source), &options, &mut |told| drop(told.filed.unwrap()))
            .unwrap();
    }
    let view = registry.view(&registry.reader("keeper").unwrap()).unwrap();
    let papers = view.register(&Default::default()).unwrap().papers;
    let copies = |banner: &str| {
        let paper = papers.iter().find(|paper| paper.marked.banner == banner).unwrap();
        view.paper(&paper.id).unwrap();
        view.original(&paper.id).map(|_| ()).map_err(|refused| refused.to_string())
    };
    assert_eq!(copies("SECRET//REL TO USA, GBR"), Ok(()));
    assert_eq!(copies("SECRET//DISPLAY ONLY GBR"), Err("that is for one who may take a copy away".into()));
}
