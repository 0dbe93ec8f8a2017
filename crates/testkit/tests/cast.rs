//! Who may read what in a drawn story, by a rule that is not the product's, is what the product says too.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use chancery_registry::{Options, Relabelling};
use chancery_testkit::Office;
use chancery_testkit::worlds::cast::{Circle, MARKS, PLAYERS};

#[test]
fn every_player_reads_of_every_marking_what_the_rule_of_the_cast_says() {
    let office = Office::uk();
    let given = MARKS.iter().filter(|mark| mark.circle != Some(Circle::Own));
    let filed = given.enumerate().map(|(n, mark)| {
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
fn a_marking_is_raised_at_once_where_the_rule_of_the_cast_says_that_it_dominates() {
    let office = Office::uk();
    let given = || MARKS.iter().filter(|mark| mark.circle != Some(Circle::Own) && mark.typed.is_some());
    for (from, to) in given().flat_map(|from| given().map(move |to| (from, to))) {
        let (Some(from_typed), Some(to_typed)) = (from.typed, to.typed) else { continue };
        if from_typed == to_typed {
            continue;
        }
        let paper =
            office.file_marked(&format!("{from_typed} to {to_typed}.\n"), from_typed).papers[0].clone();
        let (reason, authority) = ("talks".into(), "the Head".into());
        let wanted = Relabelling { marking: to_typed.into(), reason, authority, ..Relabelling::default() };
        office.as_("coles").relabel(&paper.id, &wanted).unwrap();
        let raised = office.as_("coles").paper(&paper.id).unwrap().line.marked.banner != paper.marked.banner;
        assert_eq!(raised, to.dominates(from), "{from_typed} to {to_typed}");
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
