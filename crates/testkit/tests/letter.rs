//! The letter of 14 October 1982, from its arrival to the Prime Minister's box and back.
#![allow(clippy::unwrap_used)]

use chancery_registry::answers::{ChaseAsked, ParticularName};
use chancery_registry::{Duty, Options, PolicyId, Refused};
use chancery_testkit::{LETTER, Office};

#[test]
fn one_text_gives_a_cover_and_what_it_covers() {
    let office = Office::uk();
    let filed = office.file(LETTER);
    let lines: Vec<String> = filed
        .papers
        .iter()
        .map(|p| {
            format!(
                "{} | {} | {} | {} to {} | {:?}",
                p.reference, p.marked.banner, p.title, p.from, p.to, p.date
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "S 82/1 | covering SECRET | Message from Mr Shultz about US/Soviet Relations | R B Bone to A J Coles Esq | Some(1982-10-14)",
            "S 82/2 | SECRET | Message from George P. Shultz to Francis Pym | George P. Shultz to Francis Pym | Some(1982-10-14)",
        ]
    );
}

#[test]
fn the_sheets_put_together_are_the_bytes_that_came() {
    let office = Office::uk();
    let (cover, message) = office.letter();
    let coles = office.as_("coles");
    let whole = [coles.original(&cover).unwrap().bytes, coles.original(&message).unwrap().bytes].concat();
    assert_eq!(whole, LETTER.as_bytes());
}

#[test]
fn a_cover_falls_to_its_own_marking_when_its_enclosure_is_detached() {
    let office = Office::uk();
    let (cover, message) = office.letter();
    let id = office.as_("coles").paper(&cover).unwrap().line.id;
    let banner = |office: &Office| office.as_("coles").paper(&id).unwrap().line.marked.banner;
    assert_eq!(banner(&office), "covering SECRET");
    assert!(matches!(office.as_("desk").paper(&id), Err(Refused::Absent)));

    office.as_("coles").detach(&message, "").unwrap();
    assert_eq!(banner(&office), "UNCLASSIFIED");
    let seen_by_desk = office.as_("desk").paper(&id).unwrap();
    assert_eq!(seen_by_desk.line.reference, "U 82/1");
    assert_eq!(seen_by_desk.numbers, ["U 82/1"], "a number of a series above him is not shown");
    assert!(seen_by_desk.enclosures.is_empty());
    assert!(seen_by_desk.boxes.is_empty(), "that it was put up while it was SECRET is SECRET");

    office.as_("coles").enclose(&cover, &message).unwrap();
    assert_eq!(banner(&office), "covering SECRET");
    assert!(matches!(office.as_("desk").paper(&id), Err(Refused::Absent)));
    assert_eq!(office.as_("coles").paper(&id).unwrap().line.reference, "S 82/1", "it keeps its number");
}

#[test]
fn the_name_of_the_file_that_told_what_lay_under_a_cover_goes_with_the_enclosure() {
    let office = Office::uk();
    let name = "Gromyko agrees on Madrid.txt";
    let filed = office.try_file(name, LETTER.as_bytes(), &Options::default()).unwrap();
    let (cover, message) = (&filed.papers[0].id, &filed.papers[1].id);
    let came_as = |handle: &str| {
        let particulars = office.as_(handle).paper(cover).unwrap().particulars;
        particulars
            .into_iter()
            .find(|one| one.name == ParticularName::CameAs)
            .map(|one| one.value.to_string())
    };
    assert_eq!(came_as("coles").as_deref(), Some(name));
    office.as_("coles").detach(message, "").unwrap();
    assert_eq!((came_as("desk"), came_as("coles")), (None, None), "it named the message as well");
    office.as_("coles").enclose(cover, message).unwrap();
    assert_eq!(came_as("coles").as_deref(), Some(name));
}

#[test]
fn it_stands_in_the_box_for_the_meeting_that_it_speaks_of() {
    let office = Office::uk();
    office.letter();
    let page = office.at("1982-10-15T08:50:00Z").as_("pm").box_of("prime-minister").unwrap();
    let item = &page.sections[0].items[0];
    let meeting = item.meeting.as_ref().unwrap();
    assert_eq!(page.sections[0].purpose, "To see");
    assert_eq!(item.paper.reference, "S 82/1");
    assert_eq!(meeting.subject, "relations with the Soviet Union and Eastern Europe");
    assert_eq!(
        (meeting.date.unwrap().to_string(), meeting.clock.unwrap().to_string()),
        ("1982-10-15".into(), "11:00:00".into())
    );
    assert_eq!(item.left, "in 2 h 10 min");
    assert!(item.proposed, "a margin proposes, a person confirms");
}

#[test]
fn what_was_agreed_is_on_the_chase_list_with_its_words() {
    let office = Office::uk();
    office.letter();
    let lines = office.as_("coles").undertakings(&ChaseAsked::default()).unwrap().lines;
    let told: Vec<String> = lines
        .iter()
        .map(|u| {
            format!(
                "{} | {} | {} | {}",
                u.firmness.words(),
                u.due.map_or("-".into(), |d| d.to_string()),
                u.act,
                u.words.split_whitespace().collect::<Vec<_>>().join(" ")
            )
        })
        .collect();
    let has = |firmness: &str, due: &str, words: &str| {
        let found = told.iter().any(|t| t.starts_with(&format!("{firmness} | {due} |")) && t.contains(words));
        assert!(found, "no {firmness} {due} {words} in {told:#?}");
    };
    has("agreed", "-", "our negotiators get together prior to resumption of the Madrid meeting");
    has("agreed", "-", "bilateral discussions should continue on the Namibia/Angola issues");
    has("proposed", "1982-11-30", "another exchange take place in Moscow in November");
    has("considered", "-", "having Crocker join Ambassador Hartman");
    has(
        "agreed",
        "1982-11-30",
        "expert-level consultations on non-proliferation take place in Washington next month",
    );
    has("left open", "-", "another meeting between us");
    assert!(!told.iter().any(|t| t.contains("summit")), "a summit was not discussed");
}

#[test]
fn the_chain_runs_from_shultz_to_the_prime_minister() {
    let office = Office::uk();
    let (cover, message) = office.letter();
    for paper in [cover, message] {
        let chain: Vec<String> =
            office.as_("coles").paper(&paper).unwrap().chain.into_iter().map(|s| s.who).collect();
        assert_eq!(chain, ["George P. Shultz", "Francis Pym", "R B Bone", "A J Coles Esq", "Prime Minister"]);
    }
}

#[test]
fn the_marginalia_are_minutes_and_the_doubtful_ones_say_so() {
    let office = Office::uk();
    let (cover, _) = office.letter();
    office.as_("pm").minute(&cover, "Most interesting. I should like to discuss.").unwrap();
    office.as_("pm").initial(&cover).unwrap();
    let twice = office.as_("pm").initial(&cover).unwrap_err();
    assert_eq!(twice.to_string(), "your initials stand on it already");
    let minutes: Vec<String> = office
        .as_("coles")
        .paper(&cover)
        .unwrap()
        .minutes
        .iter()
        .map(|m| {
            format!("{}: {}{} {}", m.kind.words(), m.text, if m.doubtful { " (doubtful)" } else { "" }, m.by)
        })
        .collect();
    assert_eq!(
        minutes,
        [
            "put up: Prime Minister ",
            "hand: John Stan. (doubtful) ",
            "hand: [Handwritten mark] (doubtful) ",
            "initials: A.J.C. 14/10. ",
            "note: Most interesting. I should like to discuss. Margaret Thatcher",
            "initials: M.T. 14/10. Margaret Thatcher",
        ]
    );
}

#[test]
fn what_was_opened_is_known_to_have_been_seen_and_the_keeper_reads_nothing() {
    let office = Office::uk();
    let (cover, _) = office.letter();
    office.as_("pm").paper(&cover).unwrap();
    let seen: Vec<String> =
        office.as_("coles").paper(&cover).unwrap().seen.into_iter().map(|s| s.by).collect();
    assert_eq!(seen, ["A J Coles", "Margaret Thatcher"]);
    let keeper = office.as_("keeper");
    assert!(matches!(keeper.paper(&cover), Err(Refused::Absent)));
    assert_eq!(keeper.register(&Default::default()).unwrap().total, 0);
    assert!(keeper.ledger().unwrap().size > 0);
    assert!(matches!(office.as_("coles").ledger(), Err(Refused::Absent)));
}

const MAIL: &str = "From: Anne <anne@example.org>\r\nTo: desk@example.org\r\nSubject: Tin\r\nDate: Tue, 12 Oct 1982 09:15:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the attachment.\r\n--b\r\nContent-Type: {TYPE}; name=\"a\"\r\nContent-Disposition: attachment; filename=\"a\"\r\n\r\nSECRET\r\n\r\nThe minister will see Gromyko.\r\n--b--\r\n";

#[test]
fn a_mails_original_stays_as_high_as_all_that_it_holds() {
    for media_type in ["text/plain", "application/x-unknown"] {
        let office = Office::uk();
        let bytes = MAIL.replace("{TYPE}", media_type);
        let filed = office.try_file("a.eml", bytes.as_bytes(), &Options::default()).unwrap();
        let mail = &filed.papers[0].id;
        office.as_("clerk").settle(mail, "UNCLASSIFIED").unwrap();
        if let Some(attached) = filed.papers.get(1) {
            assert!(matches!(office.as_("desk").paper(mail), Err(Refused::Absent)));
            office.as_("coles").detach(&attached.id, "").unwrap();
        }
        assert!(office.as_("desk").paper(mail).is_ok(), "the covering words may be read");
        assert!(matches!(office.as_("desk").original(mail), Err(Refused::Absent)), "{media_type}");
        assert_eq!(office.as_("coles").original(mail).unwrap().bytes, bytes.as_bytes());
    }
}

#[test]
fn a_cover_that_says_more_than_came_with_it_is_not_settled() {
    let office = Office::uk();
    let words_alone = LETTER.split("S E C R E T").next().unwrap();
    let paper = office.file(words_alone).papers[0].clone();
    assert_eq!(
        paper.marked.grade.as_str(),
        "not-settled",
        "what it covers is not here: its own words may be what is so marked"
    );
    assert!(matches!(office.as_("clerk").settle(&paper.id, "covering SECRET"), Err(Refused::Invalid(_))));
}

#[test]
fn a_page_that_says_more_than_the_first_raises_the_whole() {
    let office = Office::uk();
    let paper = office
        .file("RESTRICTED\n\n3 March 1982\n\nDear John,\n\nHerring.\n\nSECRET\n\nGromyko will come.\n")
        .papers[0]
        .clone();
    assert!(matches!(office.as_("desk").paper(&paper.id), Err(Refused::Absent)), "{:?}", paper.marked);
}

#[test]
fn an_office_of_covers_within_covers_opens_again() {
    let office = Office::uk();
    let papers: Vec<String> = (0..30)
        .map(|n| office.file_marked(&format!("Cover number {n}.\n"), "RESTRICTED").papers[0].id.clone())
        .collect();
    for pair in papers.windows(2) {
        office.as_("coles").enclose(&pair[0], &pair[1]).unwrap();
    }
    assert!(office.as_("coles").enclose(&papers[29], &papers[0]).is_err(), "a ring is refused");
    let secret = office.file_marked("The innermost.\n", "SECRET").papers[0].id.clone();
    office.as_("coles").enclose(&papers[29], &secret).unwrap();
    let office = office.rebuilt();
    assert_eq!(
        office.as_("coles").paper(&papers[0]).unwrap().line.marked.banner,
        "RESTRICTED covering SECRET"
    );
}

#[test]
fn a_cable_bears_the_caveat_below_its_marking_and_needs_no_clerk_for_its_number() {
    let office = Office::with_settings(|settings| {
        settings.policies = ["us-historical", "uk-1982"].map(PolicyId::new).to_vec();
    });
    let bears = |text: &str| office.file(text).papers[0].marked.banner.clone();
    let cable = |head: &str| {
        format!(
            "{head}\n\nFM AMEMBASSY MOSCOW\nTO SECSTATE WASHDC 1234\n\nSUBJ: HERRING\n\n1. GROMYKO WILL WRITE.\n"
        )
    };
    let read = [
        "CONFIDENTIAL\nEXDIS",
        "CONFIDENTIAL MOSCOW 6214\nEXDIS",
        "SECRET MOSCOW 6215",
        "SECRET\n\nNODIS",
        "SECRET\nSTRANGE WORD",
    ];
    insta::assert_snapshot!(read.map(|head| bears(&cable(head))).join("\n"), @r"
    CONFIDENTIAL; EXDIS
    CONFIDENTIAL; EXDIS
    SECRET
    SECRET; NODIS
    SECRET
    ");
}

#[test]
fn a_paper_that_lies_in_two_covers_is_detached_from_the_one_that_is_named() {
    let office = Office::uk();
    let file = |text: &str| office.file(&format!("{text}\n")).papers[0].id.clone();
    let (first, second, note) =
        (file("RESTRICTED\n\nTin"), file("RESTRICTED\n\nSalt"), file("CONFIDENTIAL\n\nHerring"));
    let coles = office.as_("coles");
    let lies_in = || -> Vec<String> {
        office.as_("coles").paper(&note).unwrap().covers.into_iter().map(|cover| cover.id).collect()
    };
    coles.enclose(&first, &note).unwrap();
    coles.enclose(&second, &note).unwrap();
    let refused = coles.detach(&note, "").unwrap_err();
    assert_eq!(refused.to_string(), "it lies in several covers: say from which it is detached");
    coles.detach(&note, &second).unwrap();
    assert_eq!(lies_in(), [first]);
    let refused = coles.detach(&note, &second).unwrap_err();
    assert_eq!(refused.to_string(), "it is not enclosed in that cover");
    // A cover that he may not know of is no cover to him, and cannot be named.
    let above = office.file_marked("A cover above him.\n", "SECRET").papers[0].id.clone();
    office.as_("coles").enclose(&above, &note).unwrap();
    office.clear("desk", &office.registry.clearance(&["uk-1982=CONFIDENTIAL".into()]).unwrap());
    let keeper = office.as_("keeper");
    keeper.keep_person("desk", "The desk officer", &[Duty::PutUp]).unwrap();
    let desk = office.as_("desk");
    assert!(matches!(desk.detach(&note, &above), Err(Refused::Absent)));
    assert!(matches!(desk.detach(&note, "never was"), Err(Refused::Absent)));
    desk.detach(&note, "").unwrap();
    assert_eq!(lies_in(), [above]);
}

#[test]
fn a_letter_without_a_subject_is_titled_by_who_wrote_to_whom_and_keeps_the_name_of_its_file() {
    let office = Office::uk();
    let text = "CONFIDENTIAL\n\nForeign Office\n\n12 October 1982\n\nDear John,\n\nPlease see this.\n\nYours ever,\n\nR B Bone\n";
    let filed = office.try_file("scan0031.txt", text.as_bytes(), &Options::default()).unwrap();
    let page = office.as_("clerk").paper(&filed.papers[0].id.to_string()).unwrap();
    assert_eq!(page.line.title, "Letter from R B Bone to John");
    let came = page.particulars.iter().find(|one| one.name == ParticularName::CameAs).unwrap();
    assert_eq!(came.value.to_string(), "scan0031.txt");
}
