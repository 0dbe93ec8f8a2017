//! The talks of two sides, from the papers that tell of them.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use chancery_registry::NewMeeting;
use chancery_registry::answers::{ChaseAsked, Cut, DialoguePage, Held, Position, Said, UndertakingLine};
use chancery_testkit::{Browser, Office};
use jiff::civil::date;

/// The grid as lines: subject, then for each occasion who and what became of it.
fn grid(page: &DialoguePage) -> String {
    let mut told = String::new();
    for row in &page.subjects {
        let said = |said: &Said| {
            let answers = said.answers.iter().map(|one| format!(" ← {} {}", one.side.word(), one.became));
            format!("{} {}{}", said.side.word(), said.became, answers.collect::<String>())
        };
        let cell = |cell: &Vec<Said>| cell.iter().map(said).collect::<Vec<_>>().join(", ");
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        let name = if row.name.is_empty() { "other matters" } else { &row.name };
        writeln!(told, "{name}: {}", cells.join(" | ")).unwrap();
    }
    told
}

fn later(marking: &str) -> String {
    format!(
        "{marking}\n\nForeign Office\n\n20 November 1982\n\nDear John,\n\nMr Shultz saw Gromyko in Moscow. \
         Gromyko raised Poland. Gromyko did not raise Afghanistan. \
         Mr Shultz and Gromyko discussed human rights.\n\nYours ever,\n\nR B Bone\n"
    )
}

#[test]
fn the_letter_alone_tells_of_shultz_and_gromyko() {
    let office = Office::uk();
    office.letter();
    let page = office.as_("pm").dialogue("Shultz", "Gromyko", 1).unwrap();
    insta::assert_snapshot!(grid(&page), @r#"
    arms control issues: b not raised, b raised
    the INF and START talks are proceeding in a serious manner: b agreed
    Brezhnev's six point Middle East proposal: b not raised
    our alleged efforts to exclude Moscow from the area: b raised
    human rights: a raised ← b  ← b agreed
    Poland: b raised
    Afghanistan: b raised
    intensification of already existing US-Soviet bilateral contacts: both raised
    the possibility of a summit: both not raised
    trying to make progress in a few specific and limited areas: a proposed
    the Namibia/Angola issues: both agreed
    non-proliferation: both agreed
    "#);
    assert_eq!(page.occasions.len(), 1);
    let acts: Vec<Vec<&str>> =
        page.undertakings.iter().map(|of| of.shown.iter().map(|line| line.act.as_str()).collect()).collect();
    insta::assert_snapshot!(format!("{acts:#?}"), @r#"
    [
        [
            "another exchange take place",
            "concentrate on trying to make progress in a few specific and limited areas, some of which have been under discussion by our experts",
            "having Crocker join Ambassador Hartman for these discussions",
        ],
        [
            "our negotiators get together",
        ],
        [
            "a round of expert-level consultations on non-proliferation take place",
            "US-Soviet bilateral discussions should continue on the Namibia/Angola issues",
            "another meeting between us",
        ],
        [],
    ]
    "#);
    let judged: Vec<&str> =
        page.positions.shown.iter().map(|position| position.said.words.as_str()).collect();
    assert!(judged.iter().any(|words| words.contains("the differences between us are large and deep")));
    assert!(
        page.ahead
            .shown
            .iter()
            .any(|said| said.words.contains("another exchange take place in Moscow in November"))
    );
    assert!(page.since.shown.is_empty());
    let pairs = office.as_("pm").dialogues().unwrap().pairs;
    assert_eq!((pairs[0].a.as_str(), pairs[0].b.as_str()), ("Gromyko", "Shultz"));
}

#[test]
fn what_shultz_raised_is_told_with_how_gromyko_answered() {
    let office = Office::uk();
    office.letter();
    let page = office.as_("pm").dialogue("Shultz", "Gromyko", 1).unwrap();
    let rights = page.subjects.iter().find(|row| row.name == "human rights").unwrap();
    let answers = rights.cells.iter().flatten().flat_map(|said| &said.answers);
    let answers: Vec<String> =
        answers.map(|one| format!("{} {}: {}", one.by, one.became, one.words)).collect();
    insta::assert_snapshot!(answers.join("\n"), @r#"
    Gromyko : Gromyko's response was predictably hard, emphasizing that the state had to have the final word in such cases
    Gromyko agreed: human rights, Gromyko agreed to my proposal that our negotiators get together prior to resumption of the Madrid meeting for further discussion of this subject, the Madrid CSCE meeting and other issues
    "#);
    // On paper, on the page without scripts and on the command line stand the same words.
    let html = Browser::new(&office, "pm").get("/dialogue?a=Shultz&b=Gromyko").text();
    assert!(html.contains("answered by") && html.contains("response was predictably hard"), "{html}");
}

/// What either side held, a line each: subject, side, day, what became of it, words.
fn stands(page: &DialoguePage) -> String {
    let mut told = String::new();
    for Held { subject, a, b, both } in &page.held.shown {
        for (side, of) in [("a", a), ("b", b), ("both", both)] {
            for Position { date, said } in &of.shown {
                let day = date.map(|date| date.to_string()).unwrap_or_default();
                let words: String = said.words.chars().take(60).collect();
                writeln!(told, "{subject} | {side} {day} {} | {words}", said.became).unwrap();
            }
            if of.more > 0 {
                writeln!(told, "{subject} | {side} {} older", of.more).unwrap();
            }
        }
    }
    told
}

fn talk(day: u32, words: &str) -> String {
    format!("SECRET\n\nForeign Office\n\n{day} October 1982\n\nMr Shultz saw Gromyko.\n\n{words}\n")
}

#[test]
fn what_either_side_held_on_a_subject_stands_in_order_of_time() {
    let office = Office::uk();
    for (day, words) in [
        (
            1,
            "Mr Shultz raised the test ban. Gromyko disagreed with the test ban. Gromyko thought that Poland was quiet.",
        ),
        (2, "Mr Shultz believed that the test ban was urgent. Gromyko thought that the weather was bad."),
        (
            3,
            "Mr Shultz asked about the test ban. Gromyko said that he could not exclude it. Mr Shultz raised Poland.",
        ),
        (4, "Gromyko agreed with the test ban. Gromyko thought that the test ban was useful."),
    ] {
        office.file(&talk(day, words));
    }
    let page = office.as_("pm").dialogue("Shultz", "Gromyko", 1).unwrap();
    insta::assert_snapshot!(stands(&page), @r#"
    the test ban | a 1982-10-02  | Mr Shultz believed that the test ban was urgent
    the test ban | b 1982-10-01 disagreed | Gromyko disagreed with the test ban
    the test ban | b 1982-10-03  | Gromyko said that he could not exclude it
    the test ban | b 1982-10-04 agreed | Gromyko agreed with the test ban
    the test ban | b 1982-10-04  | Gromyko thought that the test ban was useful
    Poland | b 1982-10-01  | Gromyko thought that Poland was quiet
    "#);
    let others: Vec<&str> = page.positions.shown.iter().map(|one| one.said.words.as_str()).collect();
    assert_eq!(others, ["Gromyko thought that the weather was bad"]);
}

#[test]
fn what_is_held_above_a_reader_is_counted_for_him_nowhere() {
    let office = Office::uk();
    let low = talk(
        1,
        "Mr Shultz raised the test ban. Gromyko disagreed with the test ban. Gromyko thought that the test ban was late.",
    );
    office.file(&low.replace("SECRET", "CONFIDENTIAL"));
    let before = office.as_("desk").dialogue("Shultz", "Gromyko", 1).unwrap();
    assert_eq!(stands(&before).lines().count(), 2, "{}", stands(&before));
    for day in 2..8 {
        office.file(&talk(day, &format!("Gromyko agreed with the test ban on day {day}.")));
    }
    assert_eq!(office.as_("desk").dialogue("Shultz", "Gromyko", 1).unwrap(), before);
    assert!(stands(&office.as_("pm").dialogue("Shultz", "Gromyko", 1).unwrap()).contains("older"));
    // What is older is a link further.
    let html = Browser::new(&office, "pm").get("/dialogue?a=Shultz&b=Gromyko").text();
    assert!(html.contains("/search?q=%22Shultz%22%20%22Gromyko%22%20the%20test%20ban"), "{html}");
}

#[test]
fn a_second_occasion_shows_what_has_changed() {
    let office = Office::uk();
    office.letter();
    office.file(&later("SECRET"));
    let page = office.as_("pm").dialogue("Shultz", "Gromyko", 1).unwrap();
    assert_eq!(page.occasions.len(), 2);
    let since: Vec<String> =
        page.since.shown.iter().map(|change| format!("{}: {}", change.subject, change.what)).collect();
    insta::assert_snapshot!(since.join("\n"), @r#"
    the propagandistic arms control proposals: not taken up again
    the INF and START talks are proceeding in a serious manner: not taken up again
    Brezhnev's six point Middle East proposal: not taken up again
    our alleged efforts to exclude Moscow from the area: not taken up again
    human rights: agreed, now raised
    Afghanistan: raised, now not raised
    intensification of already existing US-Soviet bilateral contacts: not taken up again
    the possibility of a summit: not taken up again
    trying to make progress in a few specific and limited areas: not taken up again
    the Namibia/Angola issues: not taken up again
    non-proliferation: not taken up again
    "#);
    let meeting = NewMeeting {
        date: date(1982, 12, 1),
        subject: "arms control".into(),
        with: vec!["Mr Gromyko".into()],
        marking: "SECRET".into(),
        ..NewMeeting::default()
    };
    office.as_("coles").note_meeting(&meeting).unwrap();
    let next = office.as_("pm").dialogue("Shultz", "Gromyko", 1).unwrap().next;
    let subjects: Vec<&str> = next.shown.iter().map(|line| line.subject.as_str()).collect();
    assert_eq!(subjects, ["relations with the Soviet Union and Eastern Europe", "arms control"]);
}

#[test]
fn what_is_said_above_a_reader_is_in_no_cell_of_his() {
    let office = Office::uk();
    office.file(&later("CONFIDENTIAL"));
    let before = office.as_("desk").dialogue("Shultz", "Gromyko", 1).unwrap();
    assert_eq!(before.occasions.len(), 1);
    let pairs = office.as_("desk").dialogues().unwrap();
    office.letter();
    assert_eq!(office.as_("desk").dialogue("Shultz", "Gromyko", 1).unwrap(), before);
    assert_eq!(office.as_("desk").dialogues().unwrap(), pairs);
}

/// Longest page, in bytes.
const PAGE_BYTES_MAX: usize = 100_000;

/// A note of a talk that says more than a page holds, in long words.
fn wordy(day: u32) -> String {
    let mut told = format!("SECRET\n\nForeign Office\n\n{day} November 1982\n\nMr Shultz saw Gromyko.\n\n");
    for point in 0..30 {
        let long = format!("the {point}th {} of {day}", "herring & cod ".repeat(30));
        writeln!(
            told,
            "Gromyko raised {long}. Mr Shultz agreed to send figures about {long} by 3 December 1982.\n"
        )
        .unwrap();
    }
    told
}

#[test]
fn a_dialogue_of_many_words_is_a_page_and_says_how_much_more_there_is() {
    let office = Office::uk();
    (1..=12).for_each(|day| {
        office.file(&wordy(day));
    });
    let page = office.as_("pm").dialogue("Shultz", "Gromyko", 1).unwrap();
    let shown =
        |page: &DialoguePage| page.subjects.iter().flat_map(|row| &row.cells).map(Vec::len).sum::<usize>();
    assert!(page.pages > 1 && shown(&page) <= 36 && page.more > 0, "{} {}", page.pages, page.more);
    let [of_shultz, ..] = &page.undertakings;
    assert_eq!(of_shultz.shown.len(), 6);
    let all =
        office.as_("pm").undertakings(&ChaseAsked { who: "Shultz".into(), ..ChaseAsked::default() }).unwrap();
    assert_eq!(u64::from(of_shultz.more) + 6, all.total);
    for number in 1..=page.pages {
        let answer = Browser::new(&office, "pm").get(&format!("/dialogue?a=Shultz&b=Gromyko&page={number}"));
        assert!(answer.body.len() < PAGE_BYTES_MAX, "{} bytes", answer.body.len());
        assert!(answer.text().contains("more in these papers"), "{}", answer.text());
    }
}

#[test]
fn what_is_firm_and_soonest_due_is_read_first_and_what_both_agreed_is_of_both() {
    let office = Office::uk();
    let note = |day: u32, words: &str| {
        format!("SECRET\n\nForeign Office\n\n{day} October 1982\n\nMr Shultz saw Gromyko.\n\n{words}\n")
    };
    office.file(&note(
        1,
        "Gromyko agreed to send the tables by 1 December 1982. Gromyko agreed to send the maps.",
    ));
    office.file(&note(2, "Gromyko agreed to send the charts by 1 November 1982. Gromyko agreed to send the lists by 4 October 1982."));
    office.file(&note(
        3,
        "Gromyko hoped to send a friend. Mr Shultz and Gromyko agreed to meet again on 2 December 1982.",
    ));
    let [_, gromyko, both, _] = office.as_("pm").dialogue("Shultz", "Gromyko", 1).unwrap().undertakings;
    let acts = |of: &Cut<UndertakingLine>| of.shown.iter().map(|line| line.act.clone()).collect::<Vec<_>>();
    insta::assert_snapshot!(acts(&gromyko).join("\n"), @r#"
    send the lists
    send the charts
    send the tables
    send the maps
    "#);
    insta::assert_snapshot!(acts(&both).join("\n"), @"meet again");
}

#[test]
fn what_says_nothing_is_told_by_the_words_that_follow_or_with_other_matters() {
    let office = Office::uk();
    office.file(
        "SECRET\n\nForeign Office\n\n1 October 1982\n\nMr Shultz saw Gromyko.\n\nGromyko asked how the tin was to be \
         shipped. Gromyko brought up the point. Mr Shultz raised human rights. Mr Shultz agreed.\n",
    );
    insta::assert_snapshot!(grid(&office.as_("pm").dialogue("Shultz", "Gromyko", 1).unwrap()), @r#"
    how the tin was to be shipped: b raised
    human rights: a raised
    other matters: b raised
    "#);
}

#[test]
fn what_is_no_person_is_in_no_pair() {
    let office = Office::uk();
    office.file(
        "SECRET\n\nWashington\n\n1 October 1982\n\nDear John,\n\nMr Shultz and Mr Gromyko discussed tin. Treasury raised zinc. \
         Agriculture and Treasury discussed wheat. CIA raised copper.\n\nYours ever,\n\nR B Walsh\n",
    );
    let pairs = office.as_("pm").dialogues().unwrap().pairs;
    let pairs: Vec<String> = pairs.iter().map(|pair| format!("{} and {}", pair.a, pair.b)).collect();
    assert_eq!(pairs, ["Gromyko and Shultz"]);
}

#[test]
fn two_whom_no_paper_names_together_have_no_dialogue() {
    let office = Office::uk();
    office.letter();
    let none = office.as_("pm").dialogue("Shultz", "Dobrynin", 1).unwrap();
    assert_eq!((none.papers, none.subjects.len()), (0, 0));
    for (a, b) in [("", "Gromyko"), ("\"(", ")")] {
        let refused = office.as_("pm").dialogue(a, b, 1).unwrap_err();
        assert_eq!(refused.to_string(), "name two who speak with one another");
    }
}
