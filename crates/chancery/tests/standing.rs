//! Clearances, circles, changed markings and sittings, told at the terminal.

#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]
#![allow(dead_code, reason = "the common helpers are for several files")]

mod common;

use common::{LETTER, Office};
use insta::assert_snapshot;

const MESSAGE: &str = "S 82/2";

fn office_with_letter() -> Office {
    let office = Office::staffed();
    office.write("letter.txt", LETTER);
    office.ok(&["file", "letter.txt"]);
    office
}

/// The id that a command answered with.
fn answered(told: &str) -> String {
    told.trim().to_owned()
}

#[test]
fn markings_are_read_joined_and_explained_without_a_registry() {
    let office = Office::empty();
    let uk = ["--policy", "uk-1982"];
    let run = |args: &[&str]| office.run(&[&["label"], args, &uk[..]].concat()).told();
    assert_snapshot!(run(&["parse", "T O P  S E C R E T and UK Eyes A"]), @r#"
    uk-1982: TOP SECRET UK EYES A
      label    {"uk-1982":{"level":4,"any":{"eyes":["UK-OFFICIAL"]}}}
    "#);
    assert_snapshot!(run(&["parse", "SECRET BUTTERSCOTCH"]), @r#"
    ! chancery: cannot read “BUTTERSCOTCH”: expected a level or tag of uk-1982
    !     SECRET BUTTERSCOTCH
    !            ^^^^^^^^^^^^
    = status 2
    "#);
    assert_snapshot!(run(&["join", "SECRET UK EYES A", "TOP SECRET UK EYES B", "CONFIDENTIAL UMBRA"]), @r#"
    TOP SECRET UK EYES A UMBRA
      label    {"uk-1982":{"level":4,"all":{"these":["UMBRA"]},"any":{"eyes":["UK-OFFICIAL"]}}}
    "#);
    assert_snapshot!(run(&["covers", "CONFIDENTIAL", "SECRET UMBRA", "SECRET"]), @r#"
    CONFIDENTIAL covering SECRET UMBRA
      label    {"uk-1982":{"level":3,"all":{"these":["UMBRA"]}}}
      CONFIDENTIAL when detached
    "#);
    assert_snapshot!(run(&["explain", "SECRET LOCSEN PERSONAL"]), @r#"
    uk-1982: SECRET LOCSEN PERSONAL
      SECRET: Its disclosure would cause serious injury to the interests of the nation. [Statewatch, New UK secrecy definitions, June 1994, on the former definition]
      LOCSEN: Locally sensitive: not for staff who were engaged where the post is. [common knowledge of the practice; no source has been read]
      PERSONAL: For the person to whom it is addressed to open. [Classified information in the United Kingdom, Wikipedia, on the practice of later years]
      Whoever reads it holds SECRET or above under UK and LOCSEN.
      Whoever may read it may take a copy away.
    "#);
}

#[test]
fn who_may_read_a_paper_and_why_is_told_to_who_gives_clearances() {
    let office = office_with_letter();
    assert_snapshot!(office.run(&["label", "why", "coles", MESSAGE]).told(), @r#"
    A J Coles may read S 82/2, which bears SECRET
      yes asks SECRET; holds TOP SECRET, since [today]
      cleared by The security officer: UK TOP SECRET, every caveat · US TOP SECRET, every caveat
    "#);
    assert_snapshot!(office.run(&["label", "why", "desk", MESSAGE]).told(), @r#"
    A desk officer may not read S 82/2, which bears SECRET
      NO  asks SECRET; holds CONFIDENTIAL
      cleared by The security officer: UK CONFIDENTIAL · US CONFIDENTIAL
    "#);
    assert_snapshot!(office.run(&["label", "readers", MESSAGE]).told(), @r#"
    S 82/2 on [today]: SECRET
      A J Coles (coles): did not open it
      Margaret Thatcher (pm): did not open it
      The registry clerk (clerk): did not open it
      The security officer (security): did not open it
    ! 4 could read it
    "#);
    assert_snapshot!(office.run(&["label", "readers", MESSAGE, "--on", "1982-10-14"]).told(), @r#"
    S 82/2 on 1982-10-14: was not entered
    ! 0 could read it
    "#);
    assert_snapshot!(office.as_("coles", &["label", "why", "desk", MESSAGE]).told(), @r#"
    ! chancery: that is for one who gives clearances
    = status 2
    "#);
    assert_snapshot!(office.as_("desk", &["label", "why", "desk", MESSAGE]).told(), @r#"
    ! chancery: nothing of that name is known here
    = status 3
    "#);
}

#[test]
fn a_marking_is_lowered_by_two() {
    let office = office_with_letter();
    let propose = ["relabel", "propose", MESSAGE, "CONFIDENTIAL", "--reason", "the talks are over"];
    let told = office.as_("coles", &[&propose[..], &["--authority", "the PUS"]].concat());
    let proposal = answered(&told.out);
    assert_snapshot!(office.run(&["relabel", "list"]).told(), @r#"
    [id] S 82/2: SECRET to CONFIDENTIAL
        the talks are over (the PUS); proposed by A J Coles
    ! 1 waiting
    "#);
    assert_snapshot!(office.as_("coles", &["relabel", "approve", &proposal]).told(), @r#"
    ! chancery: that is for one who approves changed markings
    = status 2
    "#);
    assert_snapshot!(office.as_("desk", &["relabel", "approve", &proposal]).told(), @r#"
    ! chancery: nothing of that name is known here
    = status 3
    "#);
    assert_snapshot!(office.as_("security", &["relabel", "approve", &proposal]).told(), @"approved");
    assert_snapshot!(office.as_("desk", &["register"]).told(), @r#"
    C 82/1       1982-10-14 [CONFIDENTIAL] Message from George P. Shultz to Francis — George P. Shultz to Francis
    C 82/2       1982-10-14 [covering CONFIDENTIAL] Message from Mr Shultz about US/Soviet Relations — R B Bone to A J Coles Esq (1 enclosure)
    2 papers, page 1 of 1
    "#);
}

#[test]
fn what_is_written_below_what_was_opened_needs_a_reason() {
    let office = office_with_letter();
    office.write("low.txt", "CONFIDENTIAL\n\n14 October 1982\n\nThe cod talks begin on Monday.\n");
    office.ok(&["file", "low.txt"]);
    office.as_("coles", &["show", MESSAGE]);
    assert_snapshot!(office.as_("coles", &["sitting"]).told(), @"opened in this sitting: SECRET");
    assert_snapshot!(office.as_("coles", &["minute", "C 82/1", "as the talks stand"]).told(), @r#"
    ! chancery: you have opened SECRET in this sitting, and what you write here can be read by others: give a reason for it, or end the sitting
    = status 2
    "#);
    let because = ["minute", "C 82/1", "on Monday", "--because", "of the cod alone"];
    assert_snapshot!(office.as_("coles", &because).told(), @"minuted");
    assert_snapshot!(office.as_("coles", &["sitting", "--end"]).told(), @"the sitting is ended");
    assert_snapshot!(office.as_("coles", &["sitting"]).told(), @"nothing was opened in this sitting");
}

#[test]
fn a_policy_of_ones_own_is_taken_in_once_and_never_altered_unseen() {
    let office = office_with_letter();
    let board = r#"
id = "board"
name = "BOARD"
title = "The board's own markings"
code = "BD"
separators = ";"
between = "; "
[sources]
B = "The board's handbook"
[[level]]
name = "BOARD OPEN"
code = "O"
grade = "unclassified"
cite = "B 1"
[[level]]
name = "BOARD ONLY"
code = "B"
grade = "confidential"
cite = "B 2"
[[tag]]
kind = "permissive"
name = "DIRECTORS"
code = "D"
set = "eyes"
members = ["DIRECTOR"]
cite = "B 3"
"#;
    office.write("sideless.toml", board);
    assert_snapshot!(office.run(&["take-policy", "sideless.toml"]).told(), @r"
    ! chancery: board speaks of affiliations and does not say as which its own readers read: add `side`
    = status 2
    ");
    let board = board.replace("code = \"BD\"", "code = \"BD\"\nside = \"DIRECTOR\"");
    office.write("board.toml", &board);
    assert_snapshot!(office.run(&["take-policy", "board.toml"]).told(), @r#"
    took in the policy board
    ! It is in force when the registry is next opened. Clear people for it with `chancery clear`.
    "#);
    assert_snapshot!(office.run(&["take-policy", "board.toml"]).told(), @r#"
    ! chancery: there is a policy board already, and labels are kept under it: give the new one another id
    = status 4
    "#);
    office.ok(&["clear", "coles", "*"]);
    office.write("cod.txt", "BOARD ONLY; DIRECTORS\n\nCod.\n");
    assert_snapshot!(office.run(&["file", "cod.txt", "--marking", "BOARD ONLY; DIRECTORS"]).told(), @"! cod.txt: 1 entered above what you may read");
    assert_snapshot!(office.as_("coles", &["register", "--marking", "BD-B-D"]).told(), @r#"
    BD-B-D 26/1  no date    [BOARD ONLY; DIRECTORS] cod.txt
    1 paper, page 1 of 1
    "#);
    office.write("office.chancery/policies/board.toml", board.replace("BOARD ONLY", "BOARD OPENLY"));
    assert_snapshot!(office.as_("coles", &["register"]).told(), @r#"
    ! chancery: policies/board.toml is not the file that was taken in: put back a copy of it; `chancery verify` names whatever else is damaged
    = status 5
    "#);
}

#[test]
fn who_leaves_is_struck_off_and_may_be_taken_back_with_his_name_alone() {
    let office = office_with_letter();
    let run = |args: &[&str]| office.run(args).told();
    assert_snapshot!(run(&["--as", "desk", "strike-off", "coles", "--reason", "posted"]), @r"
    ! chancery: that is for one who keeps the registry, or gives clearances
    = status 2
    ");
    assert_snapshot!(run(&["strike-off", "coles", "--reason", "posted to Bonn"]), @r"
    struck off
    ! His duties, clearance, circles and posts have ended. What is with him is told on his page in the office.
    ");
    assert_snapshot!(run(&["--as", "coles", "register"]), @r"
    ! chancery: nothing of that name is known here
    = status 3
    ");
    assert_snapshot!(run(&["invite", "coles"]), @r"
    ! chancery: nothing of that name is known here
    = status 3
    ");
    assert_snapshot!(run(&["admit", "coles", "--name", "A J Coles"]), @r"
    ! chancery: he has left the office: take him back first
    = status 4
    ");
    assert_snapshot!(run(&["post", "ps-no10"]), @r"
    Private Secretary, 10 Downing Street: nobody
      held by A J Coles from [time] to [time]
    ");
    assert_snapshot!(run(&["strike-off", "keeper", "--reason", "alone"]), @r"
    ! chancery: nobody else keeps the registry: give another that duty first
    = status 2
    ");
    assert_snapshot!(run(&["take-back", "coles"]), @r"
    taken back
    ! He has his name and nothing else: next, chancery admit --change, chancery clear, chancery invite.
    ");
    assert_snapshot!(run(&["--as", "coles", "show", MESSAGE]), @r"
    ! chancery: nothing of that name is known here
    = status 3
    ");
}
