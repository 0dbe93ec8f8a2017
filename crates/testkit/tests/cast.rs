//! Who may read what in a drawn story, by a rule that is not the product's, is what the product says too.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use chancery_registry::Options;
use chancery_testkit::Office;
use chancery_testkit::worlds::cast::{MARKS, PLAYERS};

#[test]
fn every_player_reads_of_every_marking_what_the_rule_of_the_cast_says() {
    let office = Office::uk();
    let filed = MARKS.iter().enumerate().map(|(n, mark)| {
        let options = Options { marking: mark.typed.map(Into::into), ..Options::default() };
        let filed = office.try_file("paper.txt", format!("Paper {n}.\n").as_bytes(), &options).unwrap();
        (mark, filed.papers[0].id.clone())
    });
    let filed: Vec<_> = filed.collect();
    for player in PLAYERS {
        player.admit(&office);
        for (mark, id) in &filed {
            let opened = office.as_(player.handle).paper(id).is_ok();
            assert_eq!(opened, player.reads(mark), "{} and {:?}", player.handle, mark.typed);
        }
    }
}

#[test]
fn everybody_may_read_something_but_one_and_nobody_everything() {
    for player in PLAYERS {
        let read = MARKS.iter().filter(|mark| player.reads(mark)).count();
        assert!((read > 0) == (player.handle != "stranger") && read < MARKS.len(), "{}", player.handle);
    }
}

#[test]
fn a_marking_that_may_stand_in_a_text_is_read_there() {
    let office = Office::uk();
    for mark in MARKS.iter().filter(|mark| mark.in_text) {
        let typed = mark.typed.unwrap();
        let filed = office.file(&format!("{typed}\n\n3 October 1982\n\nDear John,\n\nNews.\n\nR B Bone\n"));
        assert_eq!(filed.papers[0].marked.banner, typed);
    }
}
