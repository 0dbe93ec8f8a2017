//! Confidentiality labels and their bindings: what they hold, and what is refused.

mod common;

use chancery_forms::binding::{self, Bytes};
use chancery_forms::stanag::{self, CategoryType, Issued, Role};
use chancery_forms::{FormError, XML_ATTRIBUTES_MAX, XML_DEPTH_MAX, XML_ELEMENTS_MAX};
use chancery_label::{Component, Label, PolicyId, UK_1982};
use proptest::prelude::*;

fn issued() -> Issued {
    Issued {
        created: "1982-04-02T09:30:00Z".parse().expect("it is sound"),
        review: "1992-04-02T00:00:00Z".parse().expect("it is sound"),
    }
}

fn read_typed(typed: &str) -> Label {
    let policies = common::policies();
    let order: Vec<PolicyId> = policies.ids().cloned().collect();
    policies.parse(&order, typed).expect("it is sound").own.expect("it is sound")
}

fn written(label: &Label) -> Vec<String> {
    stanag::write(common::policies(), label, &issued()).expect("it is sound")
}

/// A label in which `from` is written `to`.
fn altered(from: &str, to: &str) -> Result<Label, FormError> {
    let text = written(&read_typed("SECRET UK EYES A LOCSEN PERSONAL")).remove(0);
    assert!(text.contains(from), "{from} is in {text}");
    stanag::read(common::policies(), &[text.replace(from, to)])
}

#[test]
fn a_label_of_one_policy_is_one_originator_label() {
    let text = written(&read_typed("SECRET UK EYES A LOCSEN PERSONAL")).remove(0);
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<originatorConfidentialityLabel xmlns="urn:nato:stanag:4774:confidentialitymetadatalabel:1:0" ReviewDateTime="1992-04-02T00:00:00Z">
  <ConfidentialityInformation>
    <PolicyIdentifier URI="urn:oid:P">uk-1982</PolicyIdentifier>
    <Classification>SECRET</Classification>
    <Category TagName="tags" Type="RESTRICTIVE" URI="urn:oid:P.1">
      <GenericValue>LOCSEN</GenericValue>
    </Category>
    <Category TagName="eyes" Type="PERMISSIVE" URI="urn:oid:P.4.S">
      <GenericValue>UK-OFFICIAL</GenericValue>
    </Category>
    <Category TagName="notes" Type="INFORMATIVE" URI="urn:oid:P.3">
      <GenericValue>PERSONAL</GenericValue>
    </Category>
  </ConfidentialityInformation>
  <CreationDateTime>1982-04-02T09:30:00Z</CreationDateTime>
</originatorConfidentialityLabel>
"#;
    let policy = chancery_forms::Oid::policy(&PolicyId::new(UK_1982)).to_string();
    let set = text.split(&format!("{policy}.4.")).nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert_eq!(
        text,
        expected.replace("P.4.S", &format!("P.4.{set}")).replace("oid:P", &format!("oid:{policy}"))
    );
}

#[test]
fn a_product_is_several_originator_labels_none_of_which_is_read_alone() {
    let policies = common::policies();
    let label = read_typed("UK SECRET · US TOP SECRET; NODIS · CIRCLE Falklands");
    let texts = written(&label);
    assert_eq!(texts.len(), 3);
    assert!(texts[1].contains(" number=\"2\" of=\"3\"/>"), "{}", texts[1]);
    let incomplete = |given| Err(FormError::Incomplete { form: "a confidentiality label", given, of: 3 });
    assert_eq!(stanag::read(policies, &texts[..1]), incomplete(1));
    assert_eq!(stanag::read(policies, &texts[1..]), incomplete(2));
    assert_eq!(stanag::read(policies, &[&texts[0], &texts[0], &texts[2]]), incomplete(3));
    assert_eq!(stanag::read(policies, &[&texts[2], &texts[0], &texts[1]]), Ok(label));
}

#[test]
fn what_nothing_constrains_is_no_label_at_all() {
    assert!(written(&Label::public()).is_empty());
    assert_eq!(stanag::read::<&str>(common::policies(), &[]), Ok(Label::public()));
}

#[test]
fn a_label_that_says_something_else_than_it_seems_is_refused() {
    assert!(altered("", "").is_ok());
    for (from, to) in [
        ("originatorConfidentialityLabel", "alternativeConfidentialityLabel"),
        ("metadatalabel:1:0", "metadatalabel:2:0"),
        (">uk-1982<", ">us-historical<"),
        (">uk-1982<", ">butter<"),
        ("<Classification>SECRET</Classification>", ""),
        (">SECRET<", ">BUTTER<"),
        ("RESTRICTIVE", "INFORMATIVE"),
        ("RESTRICTIVE", "restrictive"),
        ("TagName=\"tags\"", "TagName=\"cheese\""),
        ("TagName=\"tags\"", "TagName=\"every\""),
        ("      <GenericValue>UK-OFFICIAL</GenericValue>\n", ""),
        ("GenericValue", "IntegerValue"),
        (
            "<Category TagName=\"eyes\"",
            "<Category TagName=\"tags\" Type=\"RESTRICTIVE\"><GenericValue>UMBRA</GenericValue></Category><Category TagName=\"eyes\"",
        ),
        (
            "<Category TagName=\"eyes\"",
            "<Category TagName=\"nobody:eyes\" Type=\"RESTRICTIVE\"><GenericValue>nobody</GenericValue></Category><Category TagName=\"eyes\"",
        ),
        ("<CreationDateTime>", "<Butter/><CreationDateTime>"),
        ("<CreationDateTime>", "<SuccessionHandling/><CreationDateTime>"),
        ("<Classification>", "<Classification>SECRET</Classification><Classification>"),
        ("<Category TagName=\"eyes\"", "<Category TagName=\"tags\""),
        ("</ConfidentialityInformation>", ""),
        ("SECRET", "&secret;"),
        ("<originator", "<!DOCTYPE x [<!ENTITY secret \"SECRET\">]><originator"),
        ("UTF-8", "ISO-8859-1"),
        ("</originatorConfidentialityLabel>", "</originatorConfidentialityLabel><more/>"),
        ("</originatorConfidentialityLabel>", "</originatorConfidentialityLabel>more"),
        ("SECRET", "SEC&#0;RET"),
        ("SECRET", "SEC&#1;RET"),
    ] {
        assert!(altered(from, to).is_err(), "{from} to {to}");
    }
}

#[test]
fn a_policy_named_otherwise_than_by_its_identifier_or_twice_is_refused() {
    let policies = common::policies();
    let plain = written(&read_typed("UK SECRET")).remove(0);
    assert!(stanag::read(policies, &[&plain]).is_ok());
    assert!(stanag::read(policies, &[plain.replace(">uk-1982<", ">us-historical<")]).is_err());
    let own = written(&read_typed("UK SECRET · US SECRET"));
    let others = written(&read_typed("CIRCLE Falklands · UK SECRET"));
    assert!(own[0].contains(">uk-1982<") && others[1].contains(">uk-1982<"));
    assert!(matches!(stanag::read(policies, &[&own[0], &others[1]]), Err(FormError::Unsound { .. })));
}

#[test]
fn attributes_of_one_element_have_a_limit() {
    let with = |count: usize| {
        let more: String = (0..count).map(|number| format!("a{number}=\"\" ")).collect();
        altered("ReviewDateTime=", &format!("{more}ReviewDateTime="))
    };
    assert!(with(XML_ATTRIBUTES_MAX - 2).is_ok());
    assert!(with(XML_ATTRIBUTES_MAX).is_err());
}

#[test]
fn a_least_clearance_is_restrictive_and_a_set_of_those_who_may_copy_permissive() {
    let policies = common::policies();
    let copy = [("sale".to_owned(), ["CHE".to_owned()].into())].into();
    let common = [("flags".to_owned(), [].into())].into();
    let component = Component { needs: 2, copy, common, ..Component::level(1) };
    let label = Label::of(PolicyId::new("cheese"), component);
    let text = written(&label).remove(0);
    let parsed = stanag::parse(&text).unwrap();
    let seen: Vec<_> =
        parsed.categories.iter().map(|one| (one.tag_name.as_str(), one.kind, one.values.join(","))).collect();
    let expected = [
        ("needs", CategoryType::Restrictive, "RESERVE".to_owned()),
        ("copy:sale", CategoryType::Permissive, "CHE".to_owned()),
        ("common:flags", CategoryType::Informative, String::new()),
    ];
    assert_eq!(seen, expected);
    assert_eq!(stanag::read(policies, &[&text]), Ok(label));
    let any = [("copy:sale".to_owned(), ["CHE".to_owned()].into())].into();
    let taken = Label::of(PolicyId::new("cheese"), Component { any, ..Component::default() });
    assert!(matches!(stanag::write(policies, &taken, &issued()), Err(FormError::CannotCarry { .. })));
}

#[test]
fn extensions_of_other_namespaces_comments_and_prefixes_are_passed_over() {
    let label = read_typed("SECRET UK EYES A LOCSEN PERSONAL");
    assert_eq!(
        altered("<CreationDateTime>", "<x xmlns=\"urn:cheese\"/><!-- brie --><CreationDateTime>"),
        Ok(label.clone())
    );
    assert_eq!(altered(">SECRET<", "> <![CDATA[SEC]]>&#82;ET\n<"), Ok(label.clone()));
    let text = written(&label).remove(0);
    let prefixed =
        text.replace("<", "<s:").replace("<s:/", "</s:").replace("<s:?", "<?").replace("xmlns=", "xmlns:s=");
    assert_eq!(stanag::read(common::policies(), &[prefixed]), Ok(label));
}

#[test]
fn a_character_that_xml_lacks_is_not_written() {
    let label = |tag: &str| {
        let all = chancery_label::Tags::these([tag]);
        Label::of(PolicyId::new(UK_1982), Component { all, ..Component::default() })
    };
    let write = |label| stanag::write(common::policies(), &label, &issued());
    assert!(write(label("CHEESE")).is_ok());
    assert!(matches!(write(label("CHEESE\u{1}")), Err(FormError::CannotCarry { .. })));
}

#[test]
fn a_set_that_admits_nobody_is_a_restrictive_value_that_is_never_held() {
    let policies = common::policies();
    let label = read_typed("NATO SECRET Ireland ONLY").join(&read_typed("NATO SECRET Sweden ONLY"));
    assert_eq!(policies.print(&label).banner, "NATO SECRET NO COMMON NATION");
    let text = written(&label).remove(0);
    let parsed = stanag::parse(&text).unwrap();
    let nobody = parsed.categories.iter().find(|category| category.tag_name == "nobody:only").unwrap();
    assert_eq!(
        (nobody.kind, nobody.values.as_slice()),
        (CategoryType::Restrictive, &["nobody".to_owned()][..])
    );
    assert_eq!(stanag::read(policies, &[&text]), Ok(label));
    for (from, to) in [
        (">nobody<", ">somebody<"),
        ("<GenericValue>nobody</GenericValue>", ""),
        ("\"nobody:only\" Type=\"RESTRICTIVE\"", "\"nobody:only\" Type=\"PERMISSIVE\""),
        ("\"nobody:only\" Type=\"RESTRICTIVE\"", "\"nobody:only\" Type=\"INFORMATIVE\""),
        ("\"nobody:only\"", "\"nobody:release\""),
        ("\"nobody:only\"", "\"nobody:copy:only\""),
    ] {
        assert!(text.contains(from), "{from} is in {text}");
        assert!(stanag::read(policies, &[text.replace(from, to)]).is_err(), "{from} to {to}");
    }
}

#[test]
fn a_set_of_whom_nobody_may_copy_is_told_from_one_of_whom_nobody_may_read() {
    let policies = common::policies();
    let copy = [("sale".to_owned(), [].into())].into();
    let label = Label::of(PolicyId::new("cheese"), Component { copy, ..Component::level(1) });
    let text = written(&label).remove(0);
    assert!(text.contains("TagName=\"nobody:copy:sale\" Type=\"RESTRICTIVE\""), "{text}");
    assert_eq!(stanag::read(policies, &[&text]), Ok(label));
    let any = [("copy:sale".to_owned(), [].into())].into();
    let taken = Label::of(PolicyId::new("cheese"), Component { any, ..Component::default() });
    assert!(matches!(stanag::write(policies, &taken, &issued()), Err(FormError::CannotCarry { .. })));
}

#[test]
fn a_label_of_any_policy_is_seen_as_it_stands() {
    let text = r#"<s:alternativeConfidentialityLabel xmlns:s="urn:nato:stanag:4774:confidentialitymetadatalabel:1:0">
      <s:ConfidentialityInformation><s:PolicyIdentifier URI="urn:oid:2.999.1"> FOOD  POLICY </s:PolicyIdentifier>
      <s:Classification>AMBROSIA</s:Classification><s:PrivacyMark>BUTTER</s:PrivacyMark>
      <s:Category TagName="Texture" Type="PERMISSIVE"><s:GenericValue>Crunchy</s:GenericValue></s:Category>
      </s:ConfidentialityInformation></s:alternativeConfidentialityLabel>"#;
    let parsed = stanag::parse(text).unwrap();
    assert_eq!((parsed.role, parsed.policy.as_str()), (Role::Alternative, "FOOD POLICY"));
    assert_eq!(parsed.policy_oid, Some("2.999.1".parse().unwrap()));
    assert_eq!(parsed.privacy_mark.as_deref(), Some("BUTTER"));
    assert_eq!(parsed.categories[0].values, ["Crunchy"]);
}

#[test]
fn elements_have_limits_of_number_and_depth() {
    let deep = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    for text in
        [deep(XML_DEPTH_MAX + 1), deep(100_000), format!("<a>{}</a>", "<b/>".repeat(XML_ELEMENTS_MAX))]
    {
        assert!(matches!(stanag::parse(&text), Err(FormError::Unreadable { .. })));
    }
    assert!(matches!(stanag::parse(&" ".repeat(2_000_000)), Err(FormError::TooLong { .. })));
}

#[test]
fn a_sidecar_is_read_beside_its_own_bytes_only() {
    let policies = common::policies();
    let label = read_typed("UK SECRET · US CONFIDENTIAL");
    let bytes = Bytes::of(b"butter");
    let text = binding::write(policies, &label, &issued(), &bytes).unwrap();
    assert!(text.contains("ni:///sha-256;"), "{text}");
    assert_eq!(binding::read(policies, &text, &bytes), Ok(label));
    assert_eq!(binding::read(policies, &text, &Bytes::of(b"margarine")), Err(FormError::NotBound));
    assert!(binding::write(policies, &Label::public(), &issued(), &bytes).is_err());
}

#[test]
fn a_sidecar_from_which_a_label_was_taken_is_refused() {
    let policies = common::policies();
    let bytes = Bytes::of(b"butter");
    let text =
        binding::write(policies, &read_typed("UK SECRET · US CONFIDENTIAL"), &issued(), &bytes).unwrap();
    let (before, rest) = text.split_once("<mb:Metadata>").unwrap();
    let (_, after) = rest.split_once("</mb:Metadata>").unwrap();
    let taken = format!("{before}{after}");
    assert!(matches!(binding::read(policies, &taken, &bytes), Err(FormError::Incomplete { .. })));
    let second = text.replace("</mb:MetadataBinding>", "</mb:MetadataBinding><mb:MetadataBinding/>");
    assert!(binding::read(policies, &second, &bytes).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_as_the_same_label(label in common::labels()) {
        let policies = common::policies();
        prop_assert_eq!(&stanag::read(policies, &written(&label)).unwrap(), &label);
        if !label.is_public() {
            let bytes = Bytes::of(b"butter");
            let text = binding::write(policies, &label, &issued(), &bytes).unwrap();
            prop_assert_eq!(binding::read(policies, &text, &bytes).unwrap(), label);
        }
    }

    #[test]
    fn no_text_makes_reading_fail_otherwise_than_by_an_error(
        text in "\\PC{0,60}|[<>/a:=\"'& !\\[\\]?-]{0,60}", cut in 0_usize..1200, skip in 0_usize..40,
    ) {
        let policies = common::policies();
        let own = written(&read_typed("SECRET UK EYES A")).remove(0);
        let start: String = own.chars().take(cut).collect();
        let end: String = own.chars().skip(cut + skip).collect();
        for text in [text.clone(), format!("{start}{text}{end}")] {
            let _ = stanag::read(policies, &[&text]);
            let _ = binding::read(policies, &text, &Bytes::of(b""));
        }
    }
}
