//! What a component may say beyond level and tags: the rank that it needs, who may copy, what is common.

use chancery_label::{Clearance, Cleared, Component, Label, Policies, PolicyId, Tags, UK_1982};

fn uk() -> PolicyId {
    PolicyId::new(UK_1982)
}

fn label(json: &str) -> Label {
    serde_json::from_str(&format!(r#"{{"uk-1982":{json}}}"#)).expect("it is a label")
}

fn reader(level: u8, affiliation: &str) -> Clearance {
    let cleared = Cleared { level, tags: Tags::none(), affiliation: Some(affiliation.into()) };
    Clearance::none().with(uk(), cleared)
}

#[test]
fn a_paper_may_be_shown_to_those_who_may_not_take_it_away() {
    let shown = label(r#"{"level":3,"any":{"release":["GBR","USA"]},"copy":{"release":["USA"]}}"#);
    assert!(reader(3, "GBR").opens(&shown) && !reader(3, "GBR").may_copy(&shown));
    assert!(reader(3, "USA").opens(&shown) && reader(3, "USA").may_copy(&shown));
    assert!(!reader(2, "USA").may_copy(&shown));
    let explained = Policies::compiled().explain(&shown);
    assert_eq!(
        explained.readers,
        "Whoever reads it holds SECRET or above under UK, and reads as GBR or USA."
    );
    assert_eq!(explained.copiers, "Of those, only who reads as USA may take a copy away.");
}

#[test]
fn copies_of_a_join_are_for_those_who_may_copy_both() {
    let shown = label(r#"{"level":3,"any":{"release":["GBR","USA"]},"copy":{"release":["USA"]}}"#);
    let released = label(r#"{"level":1,"any":{"release":["GBR","USA"]}}"#);
    assert_eq!(shown.join(&released), shown);
    assert!(shown.dominates(&released) && !released.dominates(&shown));
    let to_the_british = label(r#"{"level":3,"any":{"release":["GBR"]}}"#);
    let joined = label(r#"{"level":3,"any":{"release":["GBR"]},"copy":{"release":[]}}"#);
    assert_eq!(shown.join(&to_the_british), joined);
}

#[test]
fn what_says_no_more_is_not_said() {
    let plain = label(r#"{"level":3,"any":{"release":["USA"]}}"#);
    for same in [
        r#"{"level":3,"any":{"release":["USA"]},"needs":3}"#,
        r#"{"level":3,"any":{"release":["USA"]},"copy":{"release":["USA"]}}"#,
        r#"{"level":3,"any":{"release":["USA"]},"copy":{"release":["GBR","USA"]}}"#,
    ] {
        assert_eq!(label(same), plain, "{same}");
        assert!(Label::from_canonical(&format!(r#"{{"uk-1982":{same}}}"#)).is_err(), "{same}");
    }
}

#[test]
fn a_rank_that_is_needed_opens_to_that_rank_and_leaves_the_level() {
    let needs = label(r#"{"level":3,"needs":4}"#);
    assert!(!reader(3, "GBR").opens(&needs) && reader(4, "GBR").opens(&needs));
    let higher = label(r#"{"level":4}"#);
    assert!(higher.dominates(&needs) && !needs.dominates(&higher));
    assert_eq!(needs.join(&higher), higher);
    let printed = Policies::compiled().print(&needs);
    assert_eq!((printed.banner.as_str(), printed.short.as_str()), ("SECRET (needs TOP SECRET)", "S-^4"));
}

#[test]
fn what_is_common_is_what_all_parts_have_and_opens_nothing() {
    let of = |words: &str| label(&format!(r#"{{"level":0,"common":{{"release":[{words}]}}}}"#));
    let both = of(r#""plain","unstated""#).join(&of(r#""unstated""#));
    assert_eq!(both, of(r#""unstated""#));
    assert_eq!(both.join(&label(r#"{"level":0}"#)), both, "a part that says nothing has everything");
    assert_eq!(of("").join(&both), of(""));
    assert_eq!(both.access(), label(r#"{"level":0}"#));
    assert!(label(r#"{"level":0}"#).dominates(&both));
}

#[test]
fn what_a_policy_cannot_say_is_still_told_apart_in_print_and_series() {
    let component =
        Component { copy: [("release".to_owned(), ["A B".to_owned()].into())].into(), ..Component::level(3) };
    let printed = Policies::compiled().print(&Label::of(uk(), component));
    assert_eq!(printed.banner, "SECRET {copy release: A_B}");
    assert_eq!(printed.short, "S-{=release:A_B}");
}
