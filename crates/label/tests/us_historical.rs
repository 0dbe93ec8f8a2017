//! Markings of American diplomatic papers: what is read, as what, and where it is found in a source note.

use chancery_label::{Clearance, Cleared, Fault, Label, Policies, Policy, PolicyId, Tags, US_HISTORICAL};

fn us() -> PolicyId {
    PolicyId::new(US_HISTORICAL)
}

fn policy() -> Policy {
    Policies::compiled().get(&us()).cloned().expect("it is compiled in")
}

fn read(typed: &str) -> Label {
    policy().parse(typed).expect("it is read").own.expect("it is no bare cover")
}

fn refused(typed: &str) -> Fault {
    policy().parse(typed).expect_err("it is refused")
}

fn banner(typed: &str) -> String {
    Policies::compiled().print(&read(typed)).banner
}

fn found(note: &str) -> Option<&str> {
    policy().find_in_prose(note).map(|place| &note[place])
}

#[test]
fn levels_stand_in_order() {
    let levels = [
        "Unclassified",
        "Official Use Only",
        "Limited Official Use",
        "Restricted",
        "Confidential",
        "Secret",
        "Top Secret",
    ];
    for pair in levels.windows(2) {
        let [lower, higher] = [read(pair[0]), read(pair[1])];
        assert!(higher.dominates(&lower) && !lower.dominates(&higher), "{pair:?}");
    }
}

#[test]
fn the_words_of_source_notes_are_read_and_printed_in_one_order() {
    for (typed, printed) in [
        ("Secret; Nodis", "SECRET; NODIS"),
        ("Top Secret; Sensitive; Eyes Only", "TOP SECRET; SENSITIVE; EYES ONLY"),
        ("Confidential; Priority; Limited Distribution", "CONFIDENTIAL; PRIORITY; LIMDIS"),
        ("Confidential; Limit Distribution; Priority", "CONFIDENTIAL; PRIORITY; LIMDIS"),
        ("Secret; Niact; Immediate; Nodis; Umbra", "SECRET; NIACT; IMMEDIATE; NODIS; UMBRA"),
        ("Secret; NIACT IMMEDIATE", "SECRET; NIACT; IMMEDIATE"),
        ("Top Secret; Sensitive; Exclusively Eyes Only", "TOP SECRET; SENSITIVE; EXCLUSIVELY EYES ONLY"),
        ("Secret; Nodis/Cherokee", "SECRET; NODIS; CHEROKEE"),
        ("SECRET//NOFORN", "SECRET; NOFORN"),
        ("Secret; Priority, Exdis", "SECRET; PRIORITY; EXDIS"),
        ("Secret; Roger Channel", "SECRET; ROGER CHANNEL"),
        ("Secret; Official–Informal", "SECRET; OFFICIAL-INFORMAL"),
        ("Secret; [codeword not declassified]", "SECRET; CODEWORD"),
        ("Personal and Confidential", "CONFIDENTIAL; PERSONAL"),
    ] {
        assert_eq!(banner(typed), printed, "{typed}");
    }
}

#[test]
fn each_distribution_caption_is_needed_by_name() {
    let holding = |tag: &str| {
        Clearance::none().with(us(), Cleared { level: 6, tags: Tags::these([tag]), affiliation: None })
    };
    let captions = [("NODIS", "Secret; Nodis"), ("EXDIS", "Secret; Exdis"), ("LIMDIS", "Secret; Limdis")];
    for (held, _) in captions {
        for (needed, typed) in captions {
            assert_eq!(holding(held).opens(&read(typed)), held == needed, "{held} on {typed}");
        }
    }
}

#[test]
fn noforn_is_for_american_readers() {
    let reader = |affiliation: &str| {
        let cleared = Cleared { level: 5, affiliation: Some(affiliation.into()), ..Cleared::default() };
        Clearance::none().with(us(), cleared)
    };
    let paper = read("Secret; Not Releasable to Foreign Nationals");
    assert!(reader("USA").opens(&paper));
    assert!(!reader("GBR").opens(&paper));
    assert!(reader("GBR").opens(&read("Secret")));
}

#[test]
fn a_control_that_was_cut_out_needs_every_tag() {
    for typed in
        ["Secret; [text not declassified]", "Top Secret; Codeword", "Secret; [codeword not declassified]"]
    {
        assert_eq!(read(typed).component(&us()).unwrap().all, Tags::Every, "{typed}");
    }
}

#[test]
fn precedence_puts_no_constraint() {
    let plain = read("Secret");
    for word in ["Flash", "Niact", "Immediate", "Operational Immediate", "Priority", "Routine"] {
        assert_eq!(read(&format!("Secret; {word}")).access(), plain, "{word}");
    }
}

#[test]
fn what_bears_no_marking_is_not_unclassified() {
    let fault = refused("No classification marking");
    assert_eq!(fault.at, 0..25);
    assert_eq!(
        fault.to_string(),
        "cannot read “No classification marking”: expected a level: a paper that bears no marking \
         is not thereby unclassified"
    );
    assert_eq!(read("Unclassified").component(&us()).unwrap().level, 0);
}

#[test]
fn unknown_words_are_faults() {
    assert_eq!(refused("Secret; Nodis; Butterscotch Ripple; Umbra").at, 15..34);
    assert_eq!(refused("Secret; Nodis/Butterscotch").found, "Butterscotch");
    assert_eq!(refused("Secret; Drafted by Smith").found, "Drafted by Smith");
    assert_eq!(refused("Private and Confidential").at, 0..24);
}

#[test]
fn a_series_names_level_and_captions() {
    let short = |typed| Policies::compiled().print(&read(typed)).short;
    assert_eq!(short("Secret"), "US-S");
    assert_eq!(short("Secret; Priority; Nodis"), "US-S-ND");
    assert_eq!(short("Top Secret; Noforn; Eyes Only"), "US-TS-EO-NF");
}

#[test]
fn the_marking_is_found_in_a_source_note() {
    for (note, marking) in [
        (
            "Source: National Archives, RG 59, Central Files 1970–73, POL 15–1 THAI. Secret; Nodis. Drafted by \
             Smith.",
            "Secret; Nodis",
        ),
        ("Box 101, Indonesia, HAK/Sumitro 1970 [1 of 2]. Top Secret; Sensitive", "Top Secret; Sensitive"),
        ("Lot 66 D 204. Personal and Confidential. Drafted by Herter.", "Personal and Confidential"),
        (
            "Box 5. Secret; [less than 1 line not declassified]. Sent.",
            "Secret; [less than 1 line not declassified]",
        ),
        ("Box 5. Secret; Butterscotch; Nodis. Sent.", "Secret; Butterscotch; Nodis"),
        ("Carter Library, Box 3. No classification marking. Sent.", "No classification marking"),
    ] {
        assert_eq!(found(note), Some(marking));
    }
}

#[test]
fn prose_that_begins_with_a_level_word_is_not_a_marking() {
    for note in [
        "Lot 70 D 467. Secret talks were held in Paris. They failed.",
        "Department of State, Top Secret Files, Box 3.",
        "Box 6. Administratively Confidential. Sent for action.",
        "Box 1. Eyes Only. Sent for action.",
        "Box 1. Priority was given to the talks.",
        "Box 1. Secret; the paper was however given to all who asked for it at the time of the meeting.",
        "",
        "...",
    ] {
        assert_eq!(found(note), None, "{note}");
    }
}
