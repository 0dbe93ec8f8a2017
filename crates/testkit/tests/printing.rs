//! What is printed: between its marking, whole, the same twice, and as little of what is above its reader as a page.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::io::Write as _;
use std::process::{Command, Stdio};

use chancery_registry::answers::{ChaseAsked, Printed, RegisterFilter};
use chancery_registry::{
    Content, Deciding, Form, Mark, MarkGiven, NewMeeting, PaperPrint, Portion, Purpose, PuttingUp,
    Relabelling,
};
use chancery_testkit::worlds::Ask;
use chancery_testkit::{Browser, Office};
use jiff::civil::date;

/// The text of a PDF as poppler's pdftotext gives it; none where it is not installed, which fails where nothing may
/// be skipped.
fn text(printed: &Printed) -> Option<String> {
    let started = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut poppler) = started else {
        assert!(
            std::env::var_os("CHANCERY_NO_SKIP").is_none(),
            "pdftotext is missing: install poppler-utils"
        );
        eprintln!("skipped: pdftotext is not installed");
        return None;
    };
    let (mut stdin, bytes) = (poppler.stdin.take().unwrap(), printed.bytes.clone());
    let writing = std::thread::spawn(move || stdin.write_all(&bytes).unwrap());
    let output = poppler.wait_with_output().unwrap();
    writing.join().unwrap();
    Some(String::from_utf8(output.stdout).unwrap())
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_paper_is_printed_whole_between_its_marking_and_the_same_twice() {
    let office = Office::uk();
    let (cover, message) = office.letter();
    let printed = office.as_("coles").print_paper(&message, PaperPrint::default()).unwrap();
    assert_eq!(
        printed.bytes,
        office.as_("coles").print_paper(&message, PaperPrint::default()).unwrap().bytes
    );
    assert_eq!(printed.name, message.replace([' ', '/'], "-"));
    if let Some(text) = text(&printed) {
        let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        assert_eq!(pages.len(), printed.pages);
        for (page, n) in pages.iter().zip(1..) {
            assert!(page.matches("SECRET").count() >= 2, "{page}");
            assert!(page.contains(&format!("page {n} of {}", pages.len())), "{page}");
        }
        assert!(folded(&text).contains("another exchange take place in Moscow in November"));
    }
    if let Some(text) = text(&office.as_("coles").print_paper(&cover, PaperPrint::default()).unwrap()) {
        assert!(text.contains("covering SECRET") && text.contains("A.J.C. 14/10."));
    }
    // That it was printed is entered.
    let seen = office.as_("coles").paper(&message).unwrap().seen;
    assert!(seen.iter().any(|seen| seen.by == "A J Coles"));
}

#[test]
fn a_submission_is_printed_with_room_for_a_mark_on_each_recommendation() {
    let office = Office::uk();
    let words = "RESTRICTED\n\nSUBMISSION\n\nTO: Prime Minister\nFROM: R B Bone\nSUBJECT: Herring\n\nRecommendation\n\n\
                 1. That it be sold.\n\n2. That Oslo be told.\n\nTiming\n\n3. Today.\n\nRESTRICTED\n";
    let paper = office.file(words).papers.remove(0);
    let print = || text(&office.as_("coles").print_paper(&paper.id, PaperPrint::default()).unwrap());
    let Some(printed) = print() else { return };
    let folded_print = folded(&printed);
    let (_, table) = folded_print.split_once("For decision").unwrap();
    assert!(table.contains("Recommendation agree do not agree please discuss"), "{table}");
    assert!(table.contains("1 That it be sold.") && table.contains("2 That Oslo be told."), "{table}");
    office.as_("coles").put_up(&paper.id, &PuttingUp::before("prime-minister", Purpose::Decision)).unwrap();
    let (mark, decided) =
        (Mark::Agree, vec![Deciding { number: 2, recommendation: None, mark: Mark::NotAgree }]);
    let given =
        MarkGiven { mark, decided, words: String::new(), ordered: vec![], once: String::new(), again: false };
    office.as_("pm").mark("prime-minister", &paper.id, &given).unwrap();
    let marked = folded(&print().unwrap());
    assert!(!marked.contains("For decision"), "what was decided is not asked again: {marked}");
    assert!(marked.contains("2. do not agree: That Oslo be told."), "{marked}");
}

#[test]
fn what_was_signed_is_printed_as_a_draft_no_more() {
    let office = Office::uk();
    let portions = vec![Portion { words: "That it be sold.".into(), ..Portion::default() }];
    let content = Content {
        form: Form::Minute,
        to: vec!["Prime Minister".into()],
        subject: "Herring".into(),
        marking: "RESTRICTED".into(),
        portions,
        ..Content::default()
    };
    let id = office.as_("coles").begin_draft(None, &content).unwrap();
    let print = || text(&office.as_("coles").print_draft(&id).unwrap());
    let Some(before) = print() else { return };
    assert!(before.contains("DRAFT: Herring"), "{before}");
    let version = office.as_("coles").draft(&id, "").unwrap().version;
    let paper = office.as_("coles").sign_draft(&id, &version, false).unwrap();
    let after = print().unwrap();
    assert!(!after.contains("DRAFT: Herring") && after.contains(&paper.reference), "{after}");
}

#[test]
fn a_print_bears_what_was_written_on_it_and_names_no_cover_that_bears_more() {
    let office = Office::uk();
    let (cover, message) = office.letter();
    let message = office.as_("coles").paper(&message).unwrap().line.id;
    office.as_("coles").minute(&message, "He said so to me alone.").unwrap();
    let (reason, authority) = ("the talks are over".into(), "the Head of the Department".into());
    let lower = Relabelling { marking: "CONFIDENTIAL".into(), reason, authority, ..Relabelling::default() };
    let proposal = office.as_("coles").relabel(&message, &lower).unwrap();
    office.as_("security").approve_relabelling(&proposal).unwrap();
    let more = office.file("SECRET\n\nMore.\n").papers[0].reference.clone();
    office.as_("clerk").enclose(&cover, &more).unwrap();
    let bears = |who: &str| {
        let printed = office.as_(who).print_paper(&message, PaperPrint::default()).unwrap();
        text(&printed).map(|text| {
            let named = text.contains("Enclosed in");
            (folded(&text).split(' ').next().unwrap().to_owned(), text.contains("to me alone"), named)
        })
    };
    if let (Some(coles), Some(desk)) = (bears("coles"), bears("desk")) {
        assert_eq!(coles, ("SECRET".into(), true, false), "he may know of the minute, and it stands there");
        assert_eq!(desk, ("CONFIDENTIAL".into(), false, false));
    }
    let overall = |who: &str| office.as_(who).paper(&message).unwrap().overall.banner;
    assert_eq!((overall("coles").as_str(), overall("desk").as_str()), ("SECRET", "CONFIDENTIAL"));
}

#[test]
fn a_copy_is_numbered_and_lies_under_a_sheet_that_says_nothing_of_what_is_in_it() {
    let office = Office::uk();
    let (_, message) = office.letter();
    let wanted = PaperPrint { copy: Some((2, 3)), cover_sheet: true, ..PaperPrint::default() };
    let printed = office.as_("coles").print_paper(&message, wanted).unwrap();
    if let Some(text) = text(&printed) {
        let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        let sheet = folded(pages[0]);
        assert!(sheet.contains("Cover sheet") && sheet.contains("Who has had it"), "{sheet}");
        assert!(sheet.matches("SECRET").count() >= 2 && sheet.contains(&message), "{sheet}");
        assert!(!sheet.contains("Gromyko") && !sheet.contains("Shultz"), "{sheet}");
        assert!(pages.iter().all(|page| page.contains("copy 2 of 3")), "{text}");
    }
    for copy in [(0, 3), (4, 3), (1, 1_000)] {
        let wanted = PaperPrint { copy: Some(copy), ..PaperPrint::default() };
        let refused = office.as_("coles").print_paper(&message, wanted).unwrap_err().to_string();
        assert_eq!(refused, "copies are numbered from 1, up to as many as there are, at most 999");
    }
}

#[test]
fn a_box_a_brief_the_chase_list_and_the_register_are_printed() {
    let office = Office::uk();
    let (cover, _) = office.letter();
    let wanted = PuttingUp {
        note: "Worth a glance.".into(),
        ..PuttingUp::before("prime-minister", Purpose::Decision)
    };
    office.as_("coles").put_up(&cover, &wanted).unwrap();
    let meeting = NewMeeting {
        date: date(1982, 11, 3),
        subject: "Madrid".into(),
        with: vec!["Mr Gromyko".into()],
        place: "Moscow".into(),
        marking: "SECRET".into(),
        ..NewMeeting::default()
    };
    let meeting = office.as_("coles").note_meeting(&meeting).unwrap();
    let view = office.as_("coles");
    for (printed, says) in [
        (view.print_box("prime-minister"), ["Box of the Prime Minister", "Worth a glance.", "Flag A"]),
        (view.print_brief(&meeting), ["Brief: Madrid", "With Mr Gromyko", "our negotiators get together"]),
        (
            view.print_undertakings(&ChaseAsked::default()),
            ["Undertakings", "another exchange take place", "Margaret Thatcher"],
        ),
        (view.print_register(&RegisterFilter::default()), ["Register", "S 82/2", "2 in all"]),
    ] {
        let printed = printed.unwrap();
        let Some(text) = text(&printed) else { continue };
        let text = folded(&text.replace('\u{a0}', " "));
        for words in says {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(text.contains("SECRET"));
    }
}

#[test]
fn a_brief_is_a_pack_of_its_papers_and_says_which_it_leaves_out() {
    let office = Office::uk();
    office.letter();
    let coles = || office.as_("coles");
    let meeting = coles().meetings().unwrap().into_iter().find(|line| line.date == Some(date(1982, 10, 15)));
    let meeting = meeting.unwrap().id;
    let printed = coles().print_brief(&meeting).unwrap();
    if let Some(text) = text(&printed) {
        assert!(
            text.split('\u{c}').filter(|page| !page.trim().is_empty()).all(|page| page.contains("SECRET"))
        );
        let text = folded(&text.replace('\u{a0}', " "));
        for words in
            ["With George P. Shultz, Gromyko, as its papers tell", "S 82/2 · SECRET", "A.J.C. 14/10."]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(
            text.contains("the differences between us are large and deep") && !text.contains("Not printed")
        );
    }
    // Each paper of the pack is entered as printed.
    assert!(coles().paper("S 82/2").unwrap().seen.iter().any(|seen| seen.by == "A J Coles"));
    for number in 1..=20 {
        let note = format!("SECRET\n\n{number} October 1982\n\nTin, {number}.\n");
        let paper = office.file(&note).papers[0].reference.clone();
        let put_up =
            PuttingUp { meeting: meeting.clone(), ..PuttingUp::before("prime-minister", Purpose::See) };
        coles().put_up(&paper, &put_up).unwrap();
    }
    if let Some(text) = text(&coles().print_brief(&meeting).unwrap()) {
        let text = folded(&text.replace('\u{a0}', " "));
        assert_eq!(text.matches("a brief holds 20 papers").count(), 2, "{text}");
    }
}

#[test]
fn a_brief_bears_nothing_of_a_meeting_that_may_be_the_same() {
    let office = Office::uk();
    office.letter();
    let (marking, subject) = ("CONFIDENTIAL".into(), "lunch".into());
    let lunch = NewMeeting { date: date(1982, 10, 15), subject, marking, ..NewMeeting::default() };
    let coles = || office.as_("coles");
    let lunch = coles().note_meeting(&lunch).unwrap();
    assert_eq!(
        coles().meeting(&lunch).unwrap().overall.unwrap().banner,
        "SECRET",
        "its page offers the other"
    );
    let Some(text) = text(&coles().print_brief(&lunch).unwrap()) else { return };
    assert!(text.contains("CONFIDENTIAL") && !text.contains("SECRET"), "{text}");
}

#[test]
fn a_dialogue_is_printed_with_what_is_open_and_how_they_judge() {
    let office = Office::uk();
    office.letter();
    let printed = office.as_("pm").print_dialogue("Shultz", "Gromyko", 1).unwrap();
    assert_eq!((printed.name.as_str(), printed.bytes.starts_with(b"%PDF")), ("dialogue", true));
    let Some(text) = text(&printed) else { return };
    assert!(
        text.split('\u{c}')
            .filter(|page| !page.trim().is_empty())
            .all(|page| page.matches("SECRET").count() >= 2)
    );
    let text = folded(&text.replace('\u{a0}', " "));
    for words in [
        "Shultz and Gromyko",
        "The next occasion",
        "Poland",
        "Open undertakings: Both",
        "answered by",
        "What either side held, the newest last",
        "Other judgements, the last first",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let pages = Browser::new(&office, "pm");
    assert_eq!(
        pages.get("/dialogue/print?a=Shultz&b=Gromyko").header("content-type"),
        Some("application/pdf")
    );
    assert!(
        pages.get("/dialogue?a=Shultz&b=Gromyko").text().contains("/dialogue/print?a=Shultz&amp;b=Gromyko")
    );
}

#[test]
fn what_is_above_a_reader_is_printed_for_him_in_nothing() {
    let office = Office::uk();
    let filed =
        office.file("CONFIDENTIAL\n\n1 October 1982\n\nMr Smith agreed to send figures by 10 October.\n");
    let paper = filed.papers[0].reference.clone();
    let prints = |office: &Office| {
        let desk = office.as_("desk");
        let register = desk.print_register(&RegisterFilter::default()).unwrap();
        let chased = desk.print_undertakings(&ChaseAsked::default()).unwrap();
        let lists = [
            register,
            chased,
            desk.print_box("prime-minister").unwrap(),
            desk.print_paper(&paper, PaperPrint::default()).unwrap(),
        ];
        lists.map(|printed| printed.bytes)
    };
    let before = prints(&office);
    let (cover, message) = office.letter();
    assert!(prints(&office) == before);
    for hidden in [cover, message, "S 82/99".into()] {
        let refused = office.as_("desk").print_paper(&hidden, PaperPrint::default()).unwrap_err();
        assert_eq!(refused.to_string(), "nothing of that name is known here");
    }
}

#[test]
fn what_a_reader_of_french_prints_is_in_french_and_only_the_papers_own_words_are_not() {
    let office = Office::uk();
    let (cover, message) = office.letter();
    let coles = || office.as_("coles");
    let wanted = PuttingUp::before("prime-minister", Purpose::Decision);
    coles().put_up(&message, &wanted).unwrap();
    let meeting = coles().meetings().unwrap().remove(0).id;
    let browser = Browser::new(&office, "coles");
    let print = |path: &str| {
        let answer = browser.ask(&Ask::get(path).with("accept-language", "fr"));
        assert_eq!(answer.status, 200, "{path}");
        text(&Printed { bytes: answer.body, name: String::new(), pages: 0, left_out: vec![] })
    };
    let id = |name: &str| coles().paper(name).unwrap().line.id;
    for (path, says) in [
        (
            format!("/paper/{}/print?sheet=yes&copy=1&of=2", id(&cover)),
            "Feuille de garde|Référence|Marquage|Exemplaire 1 sur 2|Cette feuille reste avec le document|Remis à|De|Date|14 octobre 1982|Pièces jointes|Texte|Annotations|exemplaire 1 sur 2|page 1 sur",
        ),
        (
            "/box/prime-minister/print".into(),
            "Parapheur « Prime Minister »|Volume|2 documents, 5 pages, environ|de lecture|Attendu pour le|Pages|Décision",
        ),
        ("/undertakings/print".into(), "Engagements|imprimé le|Qui|Quoi|Échéance"),
        ("/register/print".into(), "Registre|Page 1 sur 1, 2 en tout, imprimé le 14 octobre 1982|Sujet"),
        (format!("/meeting/{meeting}/print"), "Dossier :|Quand|15 octobre 1982, 11:00|Documents"),
        (
            "/dialogue/print?a=Shultz&b=Gromyko".into(),
            "La prochaine occasion|Sujets|Suite|Selon les termes|soulevé par",
        ),
    ] {
        let Some(printed) = print(&path) else { return };
        let printed = folded(&printed);
        for words in says.split('|') {
            assert!(printed.contains(words), "{path} lacks “{words}”: {printed}");
        }
        for words in [
            "Reference",
            "Became",
            "In the words",
            "printed",
            "page 1 of",
            "Undertakings",
            "Minutes",
            "Encloses",
        ] {
            assert!(!printed.contains(words), "{path} says “{words}”: {printed}");
        }
    }
}
