//! The talks of two sides, from the papers that tell of them.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use chancery_registry::NewMeeting;
use chancery_registry::answers::DialoguePage;
use chancery_testkit::Office;
use jiff::civil::date;

/// The grid as lines: subject, then for each occasion who and what became of it.
fn grid(page: &DialoguePage) -> String {
    let mut told = String::new();
    for row in &page.subjects {
        let cell = |cell: &Vec<chancery_registry::answers::Said>| {
            cell.iter().map(|said| format!("{} {}", said.side, said.became)).collect::<Vec<_>>().join(", ")
        };
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        writeln!(told, "{}: {}", row.name, cells.join(" | ")).unwrap();
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
    human rights: a raised, both agreed
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
        page.undertakings.iter().map(|of| of.iter().map(|line| line.act.as_str()).collect()).collect();
    insta::assert_snapshot!(format!("{acts:#?}"), @r#"
    [
        [
            "concentrate on trying to make progress in a few specific and limited areas, some of which have been under discussion by our experts",
            "US-Soviet bilateral discussions should continue on the Namibia/Angola issues",
            "another exchange take place",
            "having Crocker join Ambassador Hartman for these discussions",
            "a round of expert-level consultations on non-proliferation take place",
            "another meeting between us",
        ],
        [
            "our negotiators get together",
        ],
        [],
    ]
    "#);
    let judged: Vec<&str> = page.positions.iter().map(|position| position.said.words.as_str()).collect();
    assert!(judged.iter().any(|words| words.contains("the differences between us are large and deep")));
    assert!(
        page.ahead
            .iter()
            .any(|said| said.words.contains("another exchange take place in Moscow in November"))
    );
    assert!(page.since.is_empty());
    let pairs = office.as_("pm").dialogues().unwrap().pairs;
    assert_eq!((pairs[0].a.as_str(), pairs[0].b.as_str()), ("Gromyko", "Shultz"));
}

#[test]
fn a_second_occasion_shows_what_has_changed() {
    let office = Office::uk();
    office.letter();
    office.file(&later("SECRET"));
    let page = office.as_("pm").dialogue("Shultz", "Gromyko", 1).unwrap();
    assert_eq!(page.occasions.len(), 2);
    let since: Vec<String> =
        page.since.iter().map(|change| format!("{}: {}", change.subject, change.what)).collect();
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
    assert_eq!(next.iter().map(|line| line.subject.as_str()).collect::<Vec<_>>(), ["arms control"]);
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
