//! Security labels in DER: their bytes, and what is refused.

mod common;

use chancery_forms::{FormError, Oid, ess};
use chancery_label::{Component, Label, PolicyId, UK_1982};
use proptest::prelude::*;

fn written(label: &Label) -> Vec<Vec<u8>> {
    ess::write(common::policies(), label).expect("it is sound")
}

fn secret() -> Vec<u8> {
    written(&Label::of(PolicyId::new(UK_1982), Component::level(3))).remove(0)
}

#[test]
fn a_policy_has_its_identifier_for_ever() {
    let oid = |id: &str| Oid::policy(&PolicyId::new(id)).to_string();
    assert_eq!(oid("uk-1982"), "2.25.717079259807052656031511022243142419.1.1748878828408529412");
    assert_eq!(oid("us-historical"), "2.25.717079259807052656031511022243142419.1.2743897128855500608");
    assert_eq!(oid("registry"), "2.25.717079259807052656031511022243142419.1.514696386917225880");
}

#[test]
fn an_identifier_reads_back_and_has_limits() {
    for text in
        ["0.0", "1.39", "2.25.717079259807052656031511022243142419.1", "2.999.1", "1.2.840.113549.1.9.16.2.2"]
    {
        assert_eq!(text.parse::<Oid>().unwrap().to_string(), text);
    }
    let long = format!("1.2{}", ".1".repeat(40));
    for text in
        ["", "1", "3.1", "1.40", "1..2", "1.-2", "1.+2", "1.340282366920938463463374607431768211456", &long]
    {
        assert!(text.parse::<Oid>().is_err(), "{text}");
    }
}

#[test]
fn a_label_is_a_set_of_number_policy_and_banner() {
    let bytes = secret();
    let oid = bytes.get(5..).unwrap();
    assert_eq!(bytes.get(..5), Some(&[0x31, u8::try_from(bytes.len() - 2).unwrap(), 0x02, 0x01, 9][..]));
    assert_eq!(oid.first(), Some(&0x06));
    assert!(bytes.ends_with(b"\x0c\x06SECRET"));
    let parsed = ess::parse(&bytes).unwrap();
    assert_eq!(parsed.policy, Some(Oid::policy(&PolicyId::new(UK_1982))));
    assert_eq!((parsed.classification, parsed.privacy_mark.as_deref()), (Some(9), Some("SECRET")));
}

#[test]
fn a_label_of_any_policy_is_seen_as_it_stands() {
    let parsed = ess::parse(b"\x31\x16\x02\x01\x03\x06\x01\x29\x0c\x0eBUTTER POPCORN").unwrap();
    assert_eq!(parsed.policy.unwrap().to_string(), "1.1");
    assert_eq!((parsed.classification, parsed.privacy_mark.as_deref()), (Some(3), Some("BUTTER POPCORN")));
    let unknown = ess::read(common::policies(), &[b"\x31\x06\x02\x01\x03\x06\x01\x29"]);
    assert_eq!(unknown, Err(FormError::UnknownPolicy("1.1".into())));
}

#[test]
fn what_is_not_der_is_refused() {
    for bytes in [
        &b""[..],
        b"\x30\x06\x02\x01\x03\x06\x01\x29",
        b"\x31\x07\x02\x01\x03\x06\x01\x29",
        b"\x31\x06\x02\x01\x03\x06\x01\x29\x00",
        b"\x31\x06\x06\x01\x29\x02\x01\x03",
        b"\x31\x81\x06\x02\x01\x03\x06\x01\x29",
        b"\x31\x80\x02\x01\x03\x06\x01\x29\x00\x00",
        b"\x31\x07\x02\x02\x00\x03\x06\x01\x29",
        b"\x31\x06\x02\x01\xff\x06\x01\x29",
        b"\x31\x07\x02\x02\x01\x01\x06\x01\x29",
        b"\x31\x06\x02\x01\x03\x06\x01\x80",
        b"\x31\x07\x02\x01\x03\x06\x02\x80\x29",
        b"\x31\x08\x02\x01\x03\x06\x01\x29\x31\x00",
        b"\x31\x08\x02\x01\x03\x06\x01\x29\x0c\x00",
        b"\x31\x08\x02\x01\x03\x06\x01\x29\x05\x00",
        b"\x31\x09\x02\x01\x03\x06\x01\x29\x13\x01\x2a",
        b"\x31\x06\x02\x01\x03\x02\x01\x04",
        b"\x3f\x06\x02\x01\x03\x06\x01\x29",
    ] {
        assert!(ess::parse(bytes).is_err(), "{bytes:02x?}");
    }
}

#[test]
fn numbers_of_other_hierarchies_and_unknown_categories_are_not_read_as_ours() {
    let policies = common::policies();
    for number in [0, 3, 5, 11, 255] {
        let mut bytes = secret();
        bytes[4] = number;
        assert!(ess::read(policies, &[bytes]).is_err(), "{number}");
    }
    let tagged = Label::of(
        PolicyId::new(UK_1982),
        Component { all: chancery_label::Tags::these(["BUTTER"]), ..Component::default() },
    );
    let mut bytes = written(&tagged).remove(0);
    let end = bytes.windows(3).position(|window| window == [0xa1, 0x0a, 0x31]).unwrap();
    bytes[end - 1] = 11;
    assert!(matches!(ess::read(policies, &[bytes]), Err(FormError::Unsound { .. })));
}

#[test]
fn a_name_given_twice_is_refused() {
    let all = chancery_label::Tags::these(["A", "B"]);
    let label = Label::of(PolicyId::new(UK_1982), Component { all, ..Component::default() });
    let mut bytes = written(&label).remove(0);
    let place = bytes.windows(6).position(|window| window == b"\x0c\x01A\x0c\x01B").unwrap();
    bytes[place + 5] = b'A';
    assert!(ess::read(common::policies(), &[bytes]).is_err());
}

#[test]
fn a_product_is_not_read_without_all_its_parts() {
    let policies = common::policies();
    let label = Label::of(PolicyId::new(UK_1982), Component::level(2)).join(&Label::circle("Cheese"));
    let parts = written(&label);
    assert_eq!(parts.len(), 2);
    assert!(matches!(ess::read(policies, &parts[..1]), Err(FormError::Incomplete { .. })));
    assert_eq!(ess::read(policies, &[&parts[1], &parts[0]]), Ok(label));
}

#[test]
fn a_set_that_admits_nobody_is_a_category_of_its_own() {
    let nobody = || [("eyes".to_owned(), [].into())].into();
    for (kind, component) in [
        (9, Component { any: nobody(), ..Component::default() }),
        (10, Component { copy: nobody(), ..Component::default() }),
    ] {
        let label = Label::of(PolicyId::new(UK_1982), component);
        let bytes = written(&label).remove(0);
        let category = ess::parse(&bytes).unwrap().categories.remove(0);
        assert!(category.kind.to_string().ends_with(&format!(".2.{kind}")), "{}", category.kind);
        assert_eq!(category.value, b"\x0c\x04eyes");
        assert_eq!(ess::read(common::policies(), &[bytes]), Ok(label));
    }
}

/// Tags of the two sorts of string that a privacy mark may be.
const UTF8_STRING: u8 = 0x0c;
const PRINTABLE_STRING: u8 = 0x13;

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_as_the_same_label(label in common::labels()) {
        prop_assert_eq!(ess::read(common::policies(), &written(&label)).unwrap(), label);
    }

    #[test]
    fn different_labels_have_different_bytes_and_any_other_byte_another_meaning(
        label in common::labels(), at in any::<prop::sample::Index>(), to in any::<u8>(),
    ) {
        let policies = common::policies();
        let mut parts = written(&label);
        prop_assume!(!parts.is_empty());
        let length = parts[0].len();
        let place = at.index(length);
        prop_assume!(parts[0][place] != to);
        // A privacy mark may be a string of either sort; its letters are the same.
        prop_assume!((parts[0][place], to) != (UTF8_STRING, PRINTABLE_STRING));
        parts[0][place] = to;
        if let Ok(other) = ess::read(policies, &parts) {
            let mark = ess::parse(&parts[0]).unwrap().privacy_mark;
            prop_assert!(other != label || mark != ess::parse(&written(&label)[0]).unwrap().privacy_mark);
        }
    }

    #[test]
    fn no_bytes_make_reading_fail_otherwise_than_by_an_error(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let _ = ess::read(common::policies(), &[bytes]);
    }
}
