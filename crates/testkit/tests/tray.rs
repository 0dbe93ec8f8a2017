//! The in-tray: what comes in is registered at once, on nobody's list but the clerk's, and settled by him.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use chancery_office::chase::StepKind;
use chancery_registry::answers::{
    ChaseAsked, ChaseState, Particular, ParticularName, RegisterFilter, UndertakingLine,
};
use chancery_registry::{
    Came, ChaseStep, ClearanceToGive, Filed, Options, Purpose, PuttingUp, Refused, Relabelling, Settling,
    Typed,
};
use chancery_testkit::{LETTER, Office};

const UNMARKED: &str = "From: R B Bone\nTo: A J Coles\nDate: 14 October 1982\n\nDear John,\n\nHerring.\n";

/// A mail that encloses another; neither is marked.
const TWO_MAILS: &str = "From: Bone <bone@fco.example>\r\nTo: Coles <coles@no10.example>\r\nDate: Thu, 14 Oct 1982 10:00:00 +0100\r\n\
    Subject: Herring\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
    Content-Type: text/plain\r\n\r\nSee the enclosed.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n\
    From: Pym <pym@fco.example>\r\nTo: Bone <bone@fco.example>\r\nDate: Wed, 13 Oct 1982 10:00:00 +0100\r\n\
    Subject: Tin\r\n\r\nTin.\r\n--b--\r\n";

fn arrives(office: &Office, text: &str) -> Filed {
    arrives_as(office, "clerk", text)
}

fn arrives_as(office: &Office, who: &str, text: &str) -> Filed {
    let options = Options { came: Some(Came::Mail), ..Options::default() };
    office.try_file_as(who, "paper.txt", text.as_bytes(), &options).unwrap()
}

fn marked(marking: &str) -> Settling {
    Settling { marking: Some(marking.into()), ..Settling::default() }
}

fn titles(office: &Office, who: &str) -> Vec<String> {
    office.as_(who).tray().unwrap().waiting.into_iter().map(|one| one.paper.title).collect()
}

#[test]
fn what_waits_is_in_no_box_and_on_nobodys_list_until_it_is_settled() {
    let office = Office::uk();
    let filed = arrives(&office, LETTER);
    let coles = || office.as_("coles");
    assert_eq!((filed.entered, filed.papers[0].reference.as_str()), (2, ""));
    assert_eq!(coles().register(&RegisterFilter::default()).unwrap().total, 0);
    assert_eq!(coles().find("Gromyko", 1).unwrap().total, 0);
    assert_eq!(coles().box_of("prime-minister").unwrap().papers, 0);
    assert!(
        coles().meetings().unwrap().is_empty()
            && coles().undertakings(&ChaseAsked::default()).unwrap().lines.is_empty()
    );
    assert!(matches!(coles().paper(&filed.papers[0].id), Err(Refused::Absent)));
    assert!(matches!(coles().original(&filed.papers[0].id), Err(Refused::Absent)));

    // The marking as it stands in the form is the one that was read.
    assert_eq!(coles().take_in(&filed.papers[0].id, &marked("covering SECRET")).unwrap(), None);

    let register = coles().register(&RegisterFilter::default()).unwrap();
    let lines: Vec<_> =
        register.papers.iter().map(|line| (line.reference.as_str(), line.marked.banner.as_str())).collect();
    assert_eq!(lines, [("S 82/1", "SECRET"), ("S 82/2", "covering SECRET")]);
    assert_eq!(coles().box_of("prime-minister").unwrap().papers, 1);
    assert!(!coles().meetings().unwrap().is_empty() && coles().find("Gromyko", 1).unwrap().total > 0);
    assert_eq!(coles().tray().unwrap().total, 0);
}

#[test]
fn a_paper_whose_marking_was_not_read_is_settled_only_with_one() {
    let office = Office::uk();
    let id = arrives(&office, UNMARKED).papers[0].id.clone();
    let tray = office.as_("clerk").tray().unwrap();
    assert_eq!(
        (tray.total, tray.waiting[0].as_proposed, tray.overall.unwrap().grade.as_str()),
        (1, false, "not-settled")
    );
    let refused = office.as_("clerk").take_in(&id, &Settling::default()).unwrap_err();
    assert_eq!(refused.to_string(), "its marking could not be read: say what it bears");
    office.as_("clerk").take_in(&id, &marked("RESTRICTED")).unwrap();
    assert_eq!(office.as_("desk").paper(&id).unwrap().line.reference, "R 82/1");
}

#[test]
fn a_clerk_sees_in_the_tray_only_what_he_may_read() {
    let office = Office::uk();
    arrives(&office, UNMARKED);
    arrives(&office, &format!("CONFIDENTIAL\n\n{UNMARKED}Tin.\n"));
    assert_eq!((titles(&office, "clerk").len(), titles(&office, "desk").len()), (2, 1));
    assert_eq!((office.as_("clerk").who().tray, office.as_("desk").who().tray), (Some(2), Some(1)));
    assert_eq!(office.as_("pm").who().tray, None, "who does not settle is told of no tray");
    assert!(matches!(office.as_("pm").tray(), Err(Refused::Absent)));
}

#[test]
fn what_the_clerk_puts_right_stands_beside_what_was_read() {
    let office = Office::uk();
    let id = arrives(&office, &format!("CONFIDENTIAL\n\n{UNMARKED}")).papers[0].id.clone();
    let particulars = Typed {
        to: Some("John Coles, Private Secretary".into()),
        subject: Some("Herring in the North Sea".into()),
        file: Some("Fisheries".into()),
        date: Some("1982-10-13".into()),
        ..Typed::default()
    };
    let wanted = Settling { particulars, ..Settling::default() };
    office.as_("clerk").take_in(&id, &wanted).unwrap();
    let page = office.as_("coles").paper(&id).unwrap();
    let told = |one: &Particular| format!("{}: {} (read as {:?})", one.name.words(), one.value, one.read_as);
    let told: Vec<_> = page.particulars.iter().map(told).collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    Kind: letter (read as None)
    From: R B Bone (read as None)
    To: John Coles, Private Secretary (read as Some("A J Coles"))
    Date: 13 October 1982 (read as Some("14 October 1982"))
    Subject: Herring in the North Sea (read as Some(""))
    Came as: paper.txt (read as None)
    File: Fisheries (read as Some(""))
    "#);
    let versions: Vec<_> = page.versions.iter().map(|v| (v.number, v.what.as_str(), v.by.as_str())).collect();
    assert_eq!(versions, [(1, "as it came", "The registry clerk"), (2, "settled", "The registry clerk")]);
    assert_eq!(office.as_("coles").find("in:Fisheries", 1).unwrap().total, 1);
    assert_eq!(office.as_("coles").find("subject:\"north sea\"", 1).unwrap().total, 1);
    let rebuilt = office.rebuilt();
    assert_eq!(rebuilt.as_("coles").paper(&id).unwrap().particulars, page.particulars);
}

#[test]
fn a_number_is_given_when_a_paper_is_settled_and_a_duplicate_takes_none() {
    let office = Office::uk();
    let text = |word: &str| format!("CONFIDENTIAL\n\n{UNMARKED}{word}\n");
    let first = arrives(&office, &text("one")).papers[0].id.clone();
    let second = arrives(&office, &text("two")).papers[0].id.clone();
    let third = arrives(&office, &text("three")).papers[0].id.clone();
    let clerk = || office.as_("clerk");
    assert_eq!(
        clerk().take_in(&third, &Settling::default()).unwrap(),
        Some(first.clone()),
        "the next follows"
    );
    let alike = clerk().tray_paper(&first).unwrap().alike;
    assert_eq!((alike[0].paper.id.as_str(), alike[0].why), (third.as_str(), "the same day and parties"));
    assert_eq!(clerk().settle_as_duplicate(&first, &third).unwrap(), Some(second.clone()));
    assert_eq!(clerk().take_in(&second, &Settling::default()).unwrap(), None);
    let number = |id: &str| office.as_("coles").paper(id).map(|page| page.line.reference).ok();
    assert_eq!((number(&third), number(&second)), (Some("C 82/1".into()), Some("C 82/2".into())));
    assert_eq!(number(&first), None);
    let again = office.as_("coles").paper(&third).unwrap().came_again;
    assert_eq!(again.iter().map(|(way, _)| way.as_str()).collect::<Vec<_>>(), ["by mail"]);
}

#[test]
fn duplicates_are_told_within_what_the_clerk_may_know() {
    let office = Office::uk();
    let text = format!("{UNMARKED}Tin.\n");
    office.file_marked(&text, "SECRET");
    let filed = arrives_as(&office, "desk", &format!("CONFIDENTIAL\n\n{text}"));
    let id = &filed.papers[0].id;
    assert!(office.as_("desk").tray_paper(id).unwrap().alike.is_empty(), "the other is above him");
    assert_eq!(office.as_("clerk").tray_paper(id).unwrap().alike.len(), 1);
}

#[test]
fn a_paper_is_no_duplicate_of_one_that_is_above_who_may_know_of_it() {
    let office = Office::uk();
    let text = format!("{UNMARKED}Tin.\n");
    let above = office.file_marked(&text, "SECRET").papers[0].id.clone();
    let filed = arrives_as(&office, "desk", &format!("CONFIDENTIAL\n\n{text}"));
    let id = &filed.papers[0].id;
    assert_eq!(
        office.as_("clerk").settle_as_duplicate(id, &above).unwrap_err().to_string(),
        "what is held bears more than this: who may know of this alone would lose it; settle it by itself"
    );
    assert_eq!(office.as_("desk").tray().unwrap().total, 1, "it still waits");
}

#[test]
fn what_came_again_is_new_to_whom_the_first_has_gone_above() {
    let office = Office::uk();
    let text = format!("CONFIDENTIAL\n\n{UNMARKED}Tin.\n");
    let first = office.file(&text).papers[0].id.clone();
    let again = format!("{text}Salt.\n");
    let second = arrives_as(&office, "desk", &again).papers[0].id.clone();
    office.as_("clerk").settle_as_duplicate(&second, &first).unwrap();
    assert_eq!(arrives_as(&office, "coles", &again).held[0].id, first);
    let (reason, authority) = ("it names a source".into(), "the Head of the Department".into());
    let secret = Relabelling { marking: "SECRET".into(), reason, authority, ..Relabelling::default() };
    office.as_("clerk").relabel(&first, &secret).unwrap();
    let clearance = office.registry.clearance(&["uk-1982=CONFIDENTIAL".into()]).unwrap();
    let lower = ClearanceToGive { person: "coles".into(), clearance, ..ClearanceToGive::default() };
    office.registry.clear(&office.reader("security"), lower).unwrap();
    let new = arrives_as(&office, "coles", &again);
    assert_eq!((new.entered, new.held.len()), (1, 0), "he is told of nothing that lies above him");
}

#[test]
fn files_sent_up_as_one_paper_are_a_cover_and_what_it_encloses() {
    let office = Office::uk();
    let files = || {
        let cover = "RESTRICTED\n\n14 October 1982\n\nDear John,\n\nPlease see the enclosed.\n";
        vec![("cover.txt".into(), cover.into()), ("tin.txt".into(), b"SECRET\n\nTin.\n".to_vec())]
    };
    let sent = office.as_("clerk").send_up(files(), true).unwrap();
    let told: Vec<_> = sent.iter().map(|one| (one.name.as_str(), one.became, one.words.as_str())).collect();
    assert_eq!(told, [("cover.txt and 1 more", "taken", "2 papers lie in the in-tray")]);
    let tray = office.as_("clerk").tray().unwrap();
    let marked = tray.waiting[0].paper.marked.banner.as_str();
    assert_eq!((tray.total, tray.waiting[0].paper.enclosures, marked), (1, 1, "RESTRICTED covering SECRET"));
    let sent = office.as_("clerk").send_up(files(), false).unwrap();
    assert_eq!(sent.len(), 2, "and singly two");
}

#[test]
fn the_same_bytes_come_into_the_tray_once() {
    let office = Office::uk();
    let first = arrives(&office, UNMARKED);
    let again = arrives(&office, UNMARKED);
    assert_eq!((again.entered, again.held), (0, first.papers));
    assert_eq!(titles(&office, "clerk").len(), 1);
}

#[test]
fn what_is_turned_away_is_on_nobodys_list_and_is_kept() {
    let office = Office::uk();
    let text = format!("CONFIDENTIAL\n\n{UNMARKED}Win a holiday.\n");
    let id = arrives(&office, &text).papers[0].id.clone();
    let other = arrives(&office, UNMARKED).papers[0].id.clone();
    let clerk = || office.as_("clerk");
    assert_eq!(clerk().turn_away(&id, " ").unwrap_err().to_string(), "say why it is turned away");
    assert_eq!(clerk().turn_away(&id, "spam").unwrap(), Some(other), "the next follows");

    assert_eq!((titles(&office, "clerk").len(), clerk().who().tray), (1, Some(1)));
    assert_eq!(clerk().register(&RegisterFilter::default()).unwrap().total, 0);
    assert_eq!(clerk().find("holiday", 1).unwrap().total, 0);
    for refused in [
        clerk().take_in(&id, &Settling::default()).unwrap_err(),
        clerk().turn_away(&id, "spam").unwrap_err(),
        clerk().tray_paper(&id).unwrap_err(),
        clerk().paper(&id).unwrap_err(),
    ] {
        assert!(matches!(refused, Refused::Absent));
    }
    let gone = clerk().turned_away(1).unwrap();
    let told = &gone.turned[0];
    assert_eq!((gone.total, told.paper.id.as_str(), told.came.as_str()), (1, id.as_str(), "by mail"));
    assert_eq!((told.by.as_str(), told.reason.as_str()), ("The registry clerk", "spam"));
    assert!(
        matches!(office.as_("pm").turned_away(1), Err(Refused::Absent)),
        "who does not settle has no list"
    );
    assert_eq!(office.rebuilt().as_("clerk").turned_away(1).unwrap(), gone);
}

#[test]
fn what_was_turned_away_waits_again_and_is_settled_like_any_other() {
    let office = Office::uk();
    let id = arrives(&office, &format!("CONFIDENTIAL\n\n{UNMARKED}")).papers[0].id.clone();
    let clerk = || office.as_("clerk");
    assert!(matches!(clerk().wait_again(&id), Err(Refused::Absent)), "it waits already");
    clerk().turn_away(&id, "sent by mistake").unwrap();
    assert!(matches!(office.as_("pm").wait_again(&id), Err(Refused::Absent)));
    clerk().wait_again(&id).unwrap();
    assert_eq!((titles(&office, "clerk").len(), clerk().turned_away(1).unwrap().total), (1, 0));
    clerk().take_in(&id, &Settling::default()).unwrap();
    assert_eq!(clerk().paper(&id).unwrap().line.reference, "C 82/1");
}

#[test]
fn a_cover_is_turned_away_with_what_it_encloses_and_they_come_back_together() {
    let office = Office::uk();
    let options = Options { came: Some(Came::Mail), ..Options::default() };
    let filed = office.try_file("mail.eml", TWO_MAILS.as_bytes(), &options).unwrap();
    let (cover, within) = (filed.papers[0].id.clone(), filed.papers[1].id.clone());
    let clerk = || office.as_("clerk");
    clerk().turn_away(&cover, "spam").unwrap();
    let gone = clerk().turned_away(1).unwrap();
    assert_eq!((gone.total, gone.turned[0].paper.enclosures, clerk().tray().unwrap().total), (1, 1, 0));
    assert!(matches!(clerk().tray_paper(&within), Err(Refused::Absent)));
    assert_eq!(
        clerk().wait_again(&within).unwrap_err().to_string(),
        "what it came under was turned away with it: have that wait"
    );
    clerk().wait_again(&cover).unwrap();
    let tray = clerk().tray().unwrap();
    assert_eq!((tray.total, tray.waiting[0].paper.enclosures), (1, 1));
}

#[test]
fn what_lies_in_a_mail_is_turned_away_by_itself_and_the_mail_no_longer_bears_it() {
    let office = Office::uk();
    let files = vec![
        ("cover.txt".into(), b"RESTRICTED\n\n14 October 1982\n\nDear John,\n\nSee the picture.\n".to_vec()),
        ("picture.txt".into(), b"A flag.\n".to_vec()),
    ];
    office.as_("clerk").send_up(files, true).unwrap();
    let clerk = || office.as_("clerk");
    let tray = || clerk().tray().unwrap().waiting;
    let waits = tray().remove(0);
    assert!(!waits.as_proposed, "the flag bears no marking");
    let flag = clerk().tray_paper(&waits.paper.id).unwrap().enclosures[0].id.clone();
    clerk().turn_away(&flag, "a picture of a flag").unwrap();
    let waits = tray().remove(0);
    assert_eq!(
        (waits.paper.enclosures, waits.as_proposed, waits.paper.marked.banner.as_str()),
        (0, true, "RESTRICTED")
    );
    clerk().take_in(&waits.paper.id, &Settling::default()).unwrap();
    clerk().wait_again(&flag).unwrap();
    let waits = tray().remove(0);
    assert_eq!(waits.paper.id, flag, "it waits by itself");
    assert_eq!(office.as_("desk").register(&RegisterFilter::default()).unwrap().total, 1);
    assert!(office.rebuilt().registry.verify(&mut |_, _| ()).unwrap().flaws.is_empty());
}

#[test]
fn bytes_that_were_turned_away_come_in_no_second_time_and_who_settles_is_told() {
    let office = Office::uk();
    let first = arrives(&office, UNMARKED).papers;
    office.as_("clerk").turn_away(&first[0].id, "spam").unwrap();
    let again = arrives(&office, UNMARKED);
    assert_eq!((again.entered, again.held, again.turned_away), (0, Vec::new(), first));
    let sent = office.as_("clerk").send_up(vec![("again.txt".into(), UNMARKED.into())], false).unwrap();
    assert_eq!(
        (sent[0].became, sent[0].words.as_str()),
        ("held already", "it was turned away from the in-tray")
    );
    assert_eq!(arrives_as(&office, "desk", UNMARKED).entered, 1, "to whom it is above it is new");
}

#[test]
fn an_enclosure_that_bears_nothing_is_settled_with_its_cover() {
    let office = Office::uk();
    let options = Options { came: Some(Came::Folder), ..Options::default() };
    let filed = office.try_file("mail.eml", TWO_MAILS.as_bytes(), &options).unwrap();
    let tray = office.as_("clerk").tray().unwrap();
    assert_eq!((filed.entered, tray.total, tray.waiting[0].paper.enclosures), (2, 1, 1));
    assert!(!tray.waiting[0].as_proposed);
    office.as_("clerk").take_in(&filed.papers[0].id, &marked("RESTRICTED")).unwrap();
    let register = office.as_("desk").register(&RegisterFilter::default()).unwrap();
    let numbers: Vec<_> = register.papers.iter().map(|line| line.reference.as_str()).collect();
    assert_eq!(numbers, ["R 82/2", "R 82/1"], "and no number was spent on what it was held at");
}

#[test]
fn a_transcript_is_corrected_and_the_first_is_kept() {
    let office = Office::uk();
    let text = "SECRET\n\n14 October 1982\n\nDear John Stan.,\n\nI promised that I would write about tin by 1 November.\n";
    let id = office.file(text).papers[0].id.clone();
    let corrected = text.replace("Stan.", "Stanley").replace("tin by 1 November", "herring by 1 December");
    office.at("1982-10-15T09:00:00Z").as_("coles").correct_transcript(&id, &corrected).unwrap();

    let coles = || office.as_("coles");
    assert_eq!((coles().find("Stanley", 1).unwrap().total, coles().find("tin", 1).unwrap().total), (1, 0));
    let due: Vec<_> = coles()
        .undertakings(&ChaseAsked::default())
        .unwrap()
        .lines
        .iter()
        .map(|line| line.due.unwrap().to_string())
        .collect();
    assert_eq!(due, ["1982-12-01"]);
    let versions: Vec<_> = coles().paper(&id).unwrap().versions.into_iter().map(|v| (v.what, v.by)).collect();
    assert_eq!(
        versions,
        [
            ("as it came".into(), "The registry clerk".into()),
            ("transcript corrected".into(), "A J Coles".into())
        ]
    );
    let first = coles().version(&id, 1).unwrap();
    assert_eq!((first.text.as_str(), first.now.as_deref()), (text, Some(corrected.as_str())));
    assert_eq!(coles().original(&id).unwrap().bytes, text.as_bytes(), "what came is given back unchanged");
    assert!(coles().correct_transcript(&id, &corrected).unwrap_err().to_string().contains("already"));
    let rebuilt = office.rebuilt();
    assert_eq!(rebuilt.as_("coles").find("Stanley", 1).unwrap().total, 1);
    assert_eq!(rebuilt.as_("coles").original(&id).unwrap().bytes, text.as_bytes());
    assert!(rebuilt.registry.verify(&mut |_, _| ()).unwrap().flaws.is_empty());
}

#[test]
fn particulars_are_put_right_in_the_register_and_what_stood_before_is_kept() {
    let office = Office::uk();
    let text = "CONFIDENTIAL\n\nFrom: R B Bone\nTo: A J Coles\nDate: 4 October 1982\n\nDear John,\n\nI will send you the figures tomorrow.\n";
    let id = office.file(text).papers[0].id.clone();
    let due = |office: &Office| {
        let lines = office.as_("coles").undertakings(&ChaseAsked::default()).unwrap().lines;
        lines.iter().map(|line| line.due.unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(due(&office), ["1982-10-05"]);
    let typed = Typed {
        date: Some("1982-10-14".into()),
        from: Some("R B Bone, Private Secretary".into()),
        subject: Some("Figures".into()),
        file: Some("Fisheries".into()),
        place: Some("London".into()),
        ..Typed::default()
    };
    let astray = Typed { date: Some("9982-10-14".into()), ..typed.clone() };
    let astray = office.as_("clerk").put_particulars_right(&id, &astray).unwrap_err();
    assert_eq!(astray.to_string(), "9982-10-14 is too far away: write a day from 1000-01-01 to 1992-10-14");
    office.at("1982-10-15T09:00:00Z").as_("clerk").put_particulars_right(&id, &typed).unwrap();

    assert_eq!(due(&office), ["1982-10-15"], "tomorrow is another day");
    let coles = || office.as_("coles");
    let page = coles().paper(&id).unwrap();
    let told = |one: &Particular| format!("{}: {} (read as {:?})", one.name.words(), one.value, one.read_as);
    let told: Vec<_> = page.particulars.iter().map(told).collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    Kind: letter (read as None)
    From: R B Bone, Private Secretary (read as Some("R B Bone"))
    To: A J Coles (read as None)
    Date: 14 October 1982 (read as Some("4 October 1982"))
    Place: London (read as Some(""))
    Subject: Figures (read as Some(""))
    Came as: paper.txt (read as None)
    File: Fisheries (read as Some(""))
    "#);
    let versions: Vec<_> = page.versions.iter().map(|v| (v.what.as_str(), v.by.as_str())).collect();
    assert_eq!(
        versions,
        [("as it came", "The registry clerk"), ("particulars put right", "The registry clerk")]
    );
    let first = coles().version(&id, 1).unwrap();
    let was: Vec<_> =
        first.otherwise.iter().map(|one| (one.name.words(), one.read_as.as_deref().unwrap())).collect();
    let before =
        [("From", "R B Bone"), ("Date", "4 October 1982"), ("Place", ""), ("Subject", ""), ("File", "")];
    assert_eq!((first.now, was), (None, before.to_vec()));
    assert_eq!(
        (page.line.title.as_str(), page.line.date.unwrap().to_string()),
        ("Figures", "1982-10-14".into())
    );
    assert_eq!(due(&office), ["1982-10-15"]);
    let rebuilt = office.rebuilt();
    assert_eq!(rebuilt.as_("coles").paper(&id).unwrap().particulars, page.particulars);
    assert_eq!(due(&rebuilt), ["1982-10-15"]);
    assert!(rebuilt.registry.verify(&mut |_, _| ()).unwrap().flaws.is_empty());
}

#[test]
fn a_day_that_the_clerk_puts_right_in_the_tray_is_the_day_from_which_its_words_count() {
    let office = Office::uk();
    let text = "CONFIDENTIAL\n\nFrom: R B Bone\nTo: A J Coles\nDate: 4 October 1982\n\nDear John,\n\nI will send you the figures tomorrow.\n";
    let id = arrives(&office, text).papers[0].id.clone();
    let particulars = Typed { date: Some("1982-10-14".into()), ..Typed::default() };
    office.as_("clerk").take_in(&id, &Settling { particulars, ..Settling::default() }).unwrap();
    let due = |office: &Office| {
        let lines = office.as_("coles").undertakings(&ChaseAsked::default()).unwrap().lines;
        lines.iter().map(|line| line.due.unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(due(&office), ["1982-10-15"]);
    assert_eq!(due(&office.rebuilt()), ["1982-10-15"]);
}

#[test]
fn what_waits_is_there_after_the_registry_was_opened_again_and_rebuilt() {
    let office = Office::uk();
    let id = arrives(&office, &format!("CONFIDENTIAL\n\n{UNMARKED}")).papers[0].id.clone();
    let office = office.reopened();
    assert_eq!(titles(&office, "clerk").len(), 1);
    let office = office.rebuilt();
    assert_eq!(
        (titles(&office, "clerk").len(), office.as_("coles").find("herring", 1).unwrap().total),
        (1, 0)
    );
    office.as_("clerk").take_in(&id, &Settling::default()).unwrap();
    let office = office.rebuilt();
    assert_eq!(
        (titles(&office, "clerk").len(), office.as_("coles").find("herring", 1).unwrap().total),
        (0, 1)
    );
}

#[test]
fn a_cover_that_reads_does_not_settle_an_enclosure_that_does_not() {
    let mail = "From: Bone <bone@fco.example>\r\nTo: Coles <coles@no10.example>\r\nDate: Thu, 14 Oct 1982 10:00:00 +0100\r\n\
                Subject: Herring\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
                Content-Type: text/plain\r\n\r\nUNCLASSIFIED\r\n\r\nSee the enclosed.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n\
                From: Pym <pym@fco.example>\r\nTo: Bone <bone@fco.example>\r\nDate: Wed, 13 Oct 1982 10:00:00 +0100\r\n\
                Subject: Tin\r\n\r\nTin.\r\n--b--\r\n";
    let office = Office::uk();
    let options = Options { came: Some(Came::Folder), ..Options::default() };
    let filed = office.try_file("mail.eml", mail.as_bytes(), &options).unwrap();
    let refused = office.as_("clerk").take_in(&filed.papers[0].id, &Settling::default()).unwrap_err();
    assert_eq!(refused.to_string(), "the marking of what lies in it could not be read: say what it bears");
    // It is settled first, and its cover then as it was read.
    office.as_("clerk").take_in(&filed.papers[1].id, &marked("SECRET")).unwrap();
    office.as_("clerk").take_in(&filed.papers[0].id, &Settling::default()).unwrap();
    let banner = |n: usize| office.as_("clerk").paper(&filed.papers[n].id).unwrap().line.marked.banner;
    assert_eq!((banner(0), banner(1)), ("covering SECRET".into(), "SECRET".into()));
}

#[test]
fn a_cover_gives_its_own_marking_to_what_lies_in_it_where_its_clerk_says_so() {
    let mail = "From: Bone <bone@fco.example>\r\nTo: Coles <coles@no10.example>\r\nDate: Thu, 14 Oct 1982 10:00:00 +0100\r\n\
                Subject: Herring\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
                Content-Type: text/plain\r\n\r\nRESTRICTED\r\n\r\nSee the enclosed.\r\n--b\r\n\
                Content-Type: text/csv\r\nContent-Disposition: attachment; filename=boats.csv\r\n\r\nboat,tons\r\n--b--\r\n";
    let office = Office::uk();
    let options = Options { came: Some(Came::Folder), ..Options::default() };
    let filed = office.try_file("mail.eml", mail.as_bytes(), &options).unwrap();
    office.as_("clerk").take_in(&filed.papers[0].id, &marked("RESTRICTED")).unwrap();
    let banner = |n: usize| office.as_("clerk").paper(&filed.papers[n].id).unwrap().line.marked.banner;
    assert_eq!((banner(0), banner(1)), ("RESTRICTED".into(), "RESTRICTED".into()));
}

/// A letter in whose words its writer promises something, and speaks of a meeting.
const PROMISES: &str = "CONFIDENTIAL\n\nFrom: R B Bane\nTo: A J Coles\nDate: 4 October 1982\n\nDear John,\n\n\
    I will send you the figures by 20 October.\n\nThere is a meeting with Mr Gromyko tomorrow at 11.00.\n\n\
    Yours ever\n\nR B Bane\n";

#[test]
fn what_a_person_made_of_a_paper_stays_when_its_writer_is_put_right() {
    let office = Office::uk();
    let id = office.file(PROMISES).papers[0].id.clone();
    let clerk = || office.as_("clerk");
    let lines = || {
        clerk().undertakings(&ChaseAsked { state: ChaseState::All, ..ChaseAsked::default() }).unwrap().lines
    };
    let (before, kept) = (lines(), ChaseStep::Lapse { reason: "it came".into() });
    assert_eq!(before.iter().map(|line| line.actor.as_str()).collect::<Vec<_>>(), ["R B Bane"]);
    clerk().move_undertaking(&id, &before[0].key, &kept).unwrap();
    let from = Typed { from: Some("R B Bone".into()), ..Typed::default() };
    clerk().put_particulars_right(&id, &from).unwrap();

    let told = |lines: &[UndertakingLine]| {
        let told = lines.iter().map(|line| (line.actor.clone(), line.step));
        told.collect::<Vec<_>>()
    };
    assert_eq!(told(&lines()), [("R B Bone".to_owned(), Some(StepKind::Lapsed))]);
    let steps = clerk().undertaking(&id, &lines()[0].key).unwrap().steps;
    assert_eq!(steps.len(), 1, "and how it came to that");
    let now = lines();
    assert_eq!(
        told(
            &office
                .rebuilt()
                .as_("clerk")
                .undertakings(&ChaseAsked { state: ChaseState::All, ..ChaseAsked::default() })
                .unwrap()
                .lines
        ),
        told(&now)
    );
}

#[test]
fn a_paper_stays_in_its_box_when_its_particulars_are_put_right_and_its_meeting_goes_with_the_day() {
    let office = Office::uk();
    let (cover, _) = office.letter();
    let boxed = |office: &Office| {
        let items = office.as_("coles").box_of("prime-minister").unwrap().sections;
        let items = items.into_iter().flat_map(|part| part.items);
        items.map(|item| item.meeting.map(|meeting| meeting.date.unwrap().to_string())).collect::<Vec<_>>()
    };
    assert_eq!(boxed(&office), [Some("1982-10-15".to_owned())]);
    let right = |typed: &Typed| office.as_("clerk").put_particulars_right(&cover, typed).unwrap();
    right(&Typed { to: Some("A J Coles, Private Secretary".into()), ..Typed::default() });
    assert_eq!(boxed(&office), [Some("1982-10-15".to_owned())]);

    let id = office.file(PROMISES).papers[0].id.clone();
    let meeting = office.as_("coles").paper(&id).unwrap().meetings;
    let spoken = meeting.iter().find(|one| one.date.unwrap().to_string() == "1982-10-05").unwrap();
    let wanted =
        PuttingUp { meeting: spoken.id.clone(), ..PuttingUp::before("prime-minister", Purpose::See) };
    office.as_("coles").put_up(&id, &wanted).unwrap();
    let typed = Typed { date: Some("1982-10-14".into()), ..Typed::default() };
    office.as_("clerk").put_particulars_right(&id, &typed).unwrap();
    let fifteenth = || Some("1982-10-15".to_owned());
    assert_eq!(boxed(&office), [fifteenth(), fifteenth()], "tomorrow is the fifteenth now");
    let now = boxed(&office);
    assert_eq!(boxed(&office.rebuilt()), now);
}

#[test]
fn of_two_clerks_who_put_particulars_right_at_once_the_second_is_told() {
    let office = Office::uk();
    let id = office.file(PROMISES).papers[0].id.clone();
    let state = office.as_("clerk").particulars_page(&id).unwrap().state;
    let typed = |date: &str| Typed { date: Some(date.into()), state: Some(state), ..Typed::default() };
    office.as_("coles").put_particulars_right(&id, &typed("1982-10-12")).unwrap();
    let refused = office.as_("clerk").put_particulars_right(&id, &typed("1982-10-13")).unwrap_err();
    assert!(refused.to_string().starts_with("somebody has changed it meanwhile"), "{refused}");
}

#[test]
fn a_paper_is_marked_below_what_it_says_only_with_a_reason_that_stands_with_it() {
    let office = Office::uk();
    let words = "TOP SECRET\n\n1 October 1982\n\nThe target is Northwood.\n";
    let lower = |reason: &str| Options {
        marking: Some("CONFIDENTIAL".into()),
        reason: reason.into(),
        ..Options::default()
    };
    let filed = |reason: &str| office.try_file("paper.txt", words.as_bytes(), &lower(reason));
    let why = "it says TOP SECRET itself: say why it is to bear less";
    assert_eq!(filed(" ").unwrap_err().to_string(), why);
    let paper = filed("its stamp was struck through in 1981").unwrap().papers.remove(0);
    let remarks = office.as_("desk").paper(&paper.id).unwrap().particulars;
    let remarks = remarks.iter().find(|one| one.name == ParticularName::Remarks).unwrap();
    assert_eq!(
        remarks.value.to_string(),
        "marked CONFIDENTIAL though it says TOP SECRET: its stamp was struck through in 1981"
    );
    // What bears as much, or could not be read, needs none.
    let more = Options { marking: Some("TOP SECRET".into()), ..Options::default() };
    office.try_file("same.txt", b"SECRET\n\n2 October 1982\n\nTin.\n", &more).unwrap();
    office.try_file("unread.txt", b"3 October 1982\n\nHerring.\n", &lower("")).unwrap();
}

#[test]
fn in_the_tray_too_a_marking_below_the_one_that_was_read_needs_a_reason() {
    let office = Office::uk();
    let id = arrives(&office, "SECRET\n\n1 October 1982\n\nThe target is Northwood.\n").papers.remove(0).id;
    let clerk = || office.as_("clerk");
    let refused = clerk().take_in(&id, &marked("RESTRICTED")).unwrap_err().to_string();
    assert_eq!(refused, "it says SECRET itself: say why it is to bear less");
    assert_eq!(clerk().tray().unwrap().total, 1, "nothing was entered");
    let wanted = Settling { reason: "copied from the press".into(), ..marked("RESTRICTED") };
    clerk().take_in(&id, &wanted).unwrap();
    let remarks = clerk().paper(&id).unwrap().particulars;
    assert!(remarks.iter().any(|one| one.value.to_string().ends_with("says SECRET: copied from the press")));
}
