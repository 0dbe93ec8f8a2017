//! The marking envelope: its members, its digest and its schema.

mod common;

use chancery_forms::envelope;
use chancery_label::{Component, Label, PolicyId, UK_1982};
use proptest::prelude::*;

fn secret() -> Label {
    Label::of(PolicyId::new(UK_1982), Component::level(3))
}

#[test]
fn an_envelope_holds_the_label_its_print_its_digest_and_the_words_as_typed() {
    let text = envelope::write(common::policies(), &secret(), Some("S E C R E T")).unwrap();
    assert_eq!(
        text,
        "{\"label\":{\"uk-1982\":{\"level\":3}},\"printed\":\"SECRET\",\
         \"sha256\":\"15ffc45d9a90c0407c80ca76f778b2a68059061c20c70d9b3df217a608f102f5\",\
         \"typed\":\"S E C R E T\"}"
    );
}

#[test]
fn an_envelope_of_which_a_part_was_altered_is_refused() {
    let policies = common::policies();
    let text = envelope::write(policies, &secret(), None).unwrap();
    assert!(envelope::read(policies, &text).is_ok());
    for (from, to) in [
        ("\"level\":3", "\"level\":2"),
        ("SECRET", "CONFIDENTIAL"),
        ("\"sha256\":\"", "\"sha256\":\"0"),
        ("\"printed\"", "\"typed\""),
        ("{\"label\"", "{\"butter\":1,\"label\""),
        ("}}", "}"),
    ] {
        assert!(envelope::read(policies, &text.replacen(from, to, 1)).is_err(), "{from} to {to}");
    }
}

#[test]
fn the_schema_has_the_members_of_an_envelope() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../schema/envelope.json")).unwrap();
    let members: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    let text = envelope::write(common::policies(), &secret(), Some("SECRET")).unwrap();
    let written: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(members, written.as_object().unwrap().keys().collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_as_the_same_label(label in common::labels(), typed in "\\PC{0,20}") {
        let policies = common::policies();
        let text = envelope::write(policies, &label, Some(&typed)).unwrap();
        let read = envelope::read(policies, &text).unwrap();
        prop_assert_eq!((read.label, read.typed), (label, Some(typed)));
    }

    #[test]
    fn no_text_makes_reading_fail_otherwise_than_by_an_error(text in "\\PC{0,60}|[{}\":,a\\[\\]1]{0,60}") {
        prop_assert!(envelope::read(common::policies(), &text).is_err());
    }
}
