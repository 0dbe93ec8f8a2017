//! Markings of the United Kingdom of 1982: what is read, as what, and what is refused.

use chancery_label::{
    Clearance, Cleared, Component, Fault, Label, Policies, Policy, PolicyId, Tags, UK_1982, covering,
};

fn uk() -> PolicyId {
    PolicyId::new(UK_1982)
}

fn policy() -> Policy {
    Policies::compiled().get(&uk()).cloned().expect("it is compiled in")
}

fn read(typed: &str) -> Label {
    policy().parse(typed).expect("it is read").own.expect("it is no bare cover")
}

fn refused(typed: &str) -> Fault {
    policy().parse(typed).expect_err("it is refused")
}

fn banner(label: &Label) -> String {
    Policies::compiled().print(label).banner
}

fn label(component: Component) -> Label {
    Label::of(uk(), component)
}

#[test]
fn five_levels_are_read_in_order() {
    let typed = ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET", "TOP SECRET"];
    for (rank, typed) in (0..).zip(typed) {
        assert_eq!(read(typed), label(Component::level(rank)), "{typed}");
    }
}

#[test]
fn a_level_is_read_however_it_is_typed() {
    for typed in
        ["S E C R E T", "secret", "Secret.", "  SECRET\n", "- SECRET -", "S  E  C  R  E  T", "UK SECRET"]
    {
        assert_eq!(banner(&read(typed)), "SECRET", "{typed}");
    }
    for typed in
        ["T O P  S E C R E T", "T O P S E C R E T", "TOP S E C R E T", "Top-Secret", "top\u{a0}secret"]
    {
        assert_eq!(banner(&read(typed)), "TOP SECRET", "{typed}");
    }
}

#[test]
fn eyes_a_is_within_eyes_b() {
    let a = read("Top Secret and UK Eyes A");
    let b = read("TOP SECRET UK EYES B");
    assert!(a.dominates(&b) && !b.dominates(&a));
    assert_eq!(banner(&a.join(&b)), "TOP SECRET UK EYES A");

    let reader = |affiliation: &str| {
        let cleared = Cleared { level: 4, tags: Tags::none(), affiliation: Some(affiliation.into()) };
        Clearance::none().with(uk(), cleared)
    };
    assert!(reader("UK-OFFICIAL").opens(&a) && reader("UK-OFFICIAL").opens(&b));
    assert!(!reader("UK-POST").opens(&a) && reader("UK-POST").opens(&b));
    assert!(!reader("US-OFFICIAL").opens(&b));
}

#[test]
fn code_words_are_needed_one_by_one_and_locsen_too() {
    let paper = read("SECRET UMBRA LOCSEN");
    assert_eq!(paper.component(&uk()).unwrap().all, Tags::these(["LOCSEN", "UMBRA"]));
    let holding = |tags| Clearance::none().with(uk(), Cleared { level: 3, tags, affiliation: None });
    assert!(!holding(Tags::these(["UMBRA", "ATOMIC"])).opens(&paper));
    assert!(holding(Tags::these(["UMBRA", "LOCSEN"])).opens(&paper));
    assert_eq!(read("SECRET CODE WORD UMBRA"), read("SECRET UMBRA"));
}

#[test]
fn a_code_word_not_named_needs_every_tag() {
    let paper = read("TOP SECRET CODE WORD");
    assert_eq!(paper.component(&uk()).unwrap().all, Tags::Every);
    let cleared = Cleared { level: 4, tags: Tags::these(["UMBRA", "ATOMIC", "CRYPTO"]), affiliation: None };
    assert!(!Clearance::none().with(uk(), cleared).opens(&paper));
    assert_eq!(banner(&paper), "TOP SECRET CODE WORD");
}

#[test]
fn privacy_markings_are_printed_and_put_no_constraint() {
    let paper = read("Confidential: Staff in Confidence");
    assert_eq!(banner(&paper), "CONFIDENTIAL STAFF IN CONFIDENCE");
    assert_eq!(paper.access(), read("CONFIDENTIAL"));
    assert!(read("CONFIDENTIAL").dominates(&paper));
    assert_eq!(banner(&read("PERSONAL AND CONFIDENTIAL")), "CONFIDENTIAL PERSONAL");
}

#[test]
fn private_and_confidential_is_a_courtesy() {
    let fault = refused("Private and Confidential");
    assert_eq!(fault.at, 0..24);
    assert_eq!(
        fault.to_string(),
        "cannot read “Private and Confidential”: expected a level: this is a courtesy between \
         correspondents, not the level CONFIDENTIAL"
    );
}

#[test]
fn what_is_not_known_is_a_fault_at_its_place() {
    for (typed, at) in [
        ("UNCLASS", 0..7),
        ("TOP/SECRET", 0..3),
        ("SECRET FOUOUO UMBRA", 7..13),
        ("SECRET FOO BAR", 7..14),
        ("NATO SECRET", 0..4),
        ("SECRET-SENSITIVE", 7..16),
        ("SECRET, , UMBRA", 8..9),
        ("SECRET,", 6..7),
        ("//", 0..2),
        ("SECRET and", 10..10),
        ("SECRET CONFIDENTIAL", 7..19),
        ("SECRET SECRET", 7..13),
        ("SECRET ATOMIC CIRCLE X", 14..22),
        ("ЅECRET", 0..7),
    ] {
        assert_eq!(refused(typed).at, at, "{typed}");
    }
}

#[test]
fn a_marking_without_a_level_is_a_fault() {
    for typed in ["", "  ", "UK EYES A", "LOCSEN", "PERSONAL", "UK"] {
        let fault = refused(typed);
        assert_eq!(fault.at, typed.len()..typed.len(), "{typed}");
        assert!(fault.to_string().starts_with("the marking ends too soon: expected a level"), "{fault}");
    }
}

#[test]
fn a_fault_echoes_what_was_typed_and_no_word_of_the_policy_beyond_levels() {
    let fault = refused("SECRET FOO").to_string();
    assert_eq!(fault, "cannot read “FOO”: expected a level or tag of uk-1982");
    let long = "SECRET ".repeat(1000);
    assert_eq!(refused(&long).to_string().len(), refused(&long.repeat(2)).to_string().len());
}

#[test]
fn a_cover_has_the_label_of_what_it_covers_until_it_is_detached() {
    let policies = Policies::compiled();
    let policy = policies.get(&uk()).unwrap();
    let marking = policy.parse("covering S E C R E T").unwrap();
    assert_eq!((&marking.own, &marking.covers), (&None, &Some(read("SECRET"))));
    let own = marking.own_label(policy);
    assert_eq!(own, read("UNCLASSIFIED"));

    let effective = covering(&own, &[read("CONFIDENTIAL"), read("SECRET")]);
    assert_eq!(effective, read("SECRET"));
    assert_eq!(policies.covering_banner(&own, &effective), "covering SECRET");
    assert_eq!(policies.detached_note(&own, &effective).unwrap(), "UNCLASSIFIED when detached");

    let cleared = Clearance::none().with(uk(), Cleared { level: 2, ..Cleared::default() });
    assert!(!cleared.opens(&effective) && cleared.opens(&own));
}

#[test]
fn a_cover_may_bear_a_marking_of_its_own() {
    let policies = Policies::compiled();
    let marking = policies.parse(&[uk()], "CONFIDENTIAL covering SECRET UK EYES A").unwrap();
    let (own, covers) = (marking.own.unwrap(), marking.covers.unwrap());
    assert_eq!(own, read("CONFIDENTIAL"));
    let effective = covering(&own, &[covers]);
    assert_eq!(policies.covering_banner(&own, &effective), "CONFIDENTIAL covering SECRET UK EYES A");
    assert_eq!(policies.detached_note(&own, &effective).unwrap(), "CONFIDENTIAL when detached");
}

#[test]
fn a_cover_above_its_enclosures_keeps_its_own_banner() {
    let policies = Policies::compiled();
    let own = read("SECRET");
    let effective = covering(&own, &[read("CONFIDENTIAL PERSONAL")]);
    assert_eq!(policies.covering_banner(&own, &effective), "SECRET PERSONAL");
    assert_eq!(policies.detached_note(&own, &effective), None);
}

#[test]
fn covering_nothing_or_twice_is_a_fault() {
    assert_eq!(refused("covering").at, 8..8);
    assert_eq!(refused("SECRET covering ").at, 16..16);
    assert_eq!(refused("covering SECRET covering SECRET").at, 16..24);
    assert_eq!(refused("FOO covering SECRET").at, 0..3);
    assert_eq!(refused("SECRET covering FOO").at, 16..19);
}

#[test]
fn a_clearance_is_written_as_a_marking_is() {
    let policies = Policies::compiled();
    let policy = policies.get(&uk()).unwrap();
    let cleared = policy.cleared("Top Secret Umbra", Some("UK-OFFICIAL")).unwrap();
    let expected =
        Cleared { level: 4, tags: Tags::these(["UMBRA"]), affiliation: Some("UK-OFFICIAL".into()) };
    assert_eq!(cleared, expected);
    assert!(policy.cleared("TOP SECRET UK EYES A", None).is_err());
    assert_eq!(policy.affiliations().into_iter().collect::<Vec<_>>(), ["UK-OFFICIAL", "UK-POST"]);
}

#[test]
fn a_series_is_short() {
    let short = |typed| Policies::compiled().print(&read(typed)).short;
    let levels = ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET", "TOP SECRET"];
    assert_eq!(levels.map(short), ["U", "R", "C", "S", "TS"]);
    assert_eq!(short("TOP SECRET UK EYES A LOCSEN"), "TS-EA-LS");
    assert_eq!(short("SECRET PERSONAL"), "S");
    assert_eq!(short("SECRET CODE WORD"), "S-*");
}

#[test]
fn a_marking_is_explained_in_words() {
    let explained = Policies::compiled().explain(&read("SECRET UK EYES A LOCSEN PERSONAL")).to_string();
    insta::assert_snapshot!(explained, @"
    SECRET: Its disclosure would cause serious injury to the interests of the nation. [Statewatch, New UK secrecy definitions, June 1994, on the former definition]
    UK EYES A: For officials of the United Kingdom alone. [The National Archives, PREM 19/972, letter of January 1983, as to its use; Classified information in the United Kingdom, Wikipedia, on the practice of later years, as to its meaning]
    LOCSEN: Locally sensitive: not for staff who were engaged where the post is. [common knowledge of the practice; no source has been read]
    PERSONAL: For the person to whom it is addressed to open. [Classified information in the United Kingdom, Wikipedia, on the practice of later years]
    Whoever reads it holds SECRET or above under UK and LOCSEN, and reads as UK-OFFICIAL.
    Whoever may read it may take a copy away.
    ");
}
