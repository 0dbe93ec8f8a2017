//! Policy files: decisions, rules, markings and equivalents of a cheese counter.

use chancery_forms::spif::{Kind, Place, Spif, SpifLabel, Value};
use chancery_forms::stanag;
use chancery_forms::{FormError, Oid};
use proptest::prelude::*;

/// A counter with three classes, restrictive allergens and organisers, permissive taste and informative wrapping.
const CHEESE: &str = r##"<SPIF xmlns="http://www.xmlspif.org/spif" schemaVersion="2.1">
  <securityPolicyId name="CHEESE" id="2.999.1"/>
  <securityClassifications>
    <securityClassification name="PLAIN" lacv="6" hierarchy="0">
      <equivalentClassification policyRef="BUTTER" lacv="2" applied="decrypt"/>
    </securityClassification>
    <securityClassification name="RIPE" lacv="7" hierarchy="1">
      <markingData xml:lang="fr" phrase="AFFINÉ"><code>pageTopBottom</code></markingData>
      <equivalentClassification policyRef="BUTTER" lacv="2" applied="both">
        <requiredCategory operation="all"><categoryGroup tagSetRef="Dairy" tagType="restrictive" lacv="9"/></requiredCategory>
      </equivalentClassification>
    </securityClassification>
    <securityClassification name="RESERVE" lacv="8" hierarchy="2">
      <requiredCategory operation="oneOrMore">
        <categoryGroup tagSetRef="Taste" tagType="permissive" lacv="1"/>
        <categoryGroup tagSetRef="Taste" tagType="permissive" lacv="2"/>
      </requiredCategory>
    </securityClassification>
  </securityClassifications>
  <securityCategoryTagSets>
    <securityCategoryTagSet name="Allergens" id="2.999.1.1">
      <securityCategoryTag name="Allergens" tagType="restrictive">
        <tagCategory name="LACTOSE" lacv="0">
          <equivalentSecCategoryTag policyRef="BUTTER" tagSetId="2.999.2.1" tagType="restrictive" lacv="3" applied="encrypt"/>
        </tagCategory>
        <tagCategory name="NUTS" lacv="1"><excludedClass>PLAIN</excludedClass></tagCategory>
        <markingQualifier><qualifier markingQualifier="CONTAINS " qualifierCode="prefix"/>
          <qualifier markingQualifier=" + " qualifierCode="separator"/></markingQualifier>
      </securityCategoryTag>
    </securityCategoryTagSet>
    <securityCategoryTagSet name="Taste" id="2.999.1.2">
      <securityCategoryTag name="Taste" tagType="permissive">
        <tagCategory name="MILD" lacv="1"/>
        <tagCategory name="SHARP" lacv="2">
          <excludedCategory tagSetRef="Wrapping" tagType="tagType7" all="true"/>
        </tagCategory>
        <tagCategory name="HIDDEN" lacv="3"><requiredCategory operation="onlyOne">
          <categoryGroup tagSetRef="Allergens" tagType="restrictive" lacv="0"/>
          <categoryGroup tagSetRef="Allergens" tagType="restrictive" lacv="1"/></requiredCategory><markingData phrase="x"><code>noNameDisplay</code></markingData></tagCategory>
        <markingQualifier><qualifier markingQualifier=" ONLY" qualifierCode="suffix"/>
          <qualifier markingQualifier=" SEULEMENT" qualifierCode="suffix" xml:lang="fr"/></markingQualifier>
      </securityCategoryTag>
      <securityCategoryTag name="Taste" tagType="enumerated" enumType="permissive">
        <tagCategory name="BRIE" lacv="1"><requiredCategory operation="all">
          <categoryGroup tagSetRef="Allergens" tagType="restrictive" lacv="0"/>
          <categoryGroup tagSetRef="Taste" tagType="permissive" lacv="1"/></requiredCategory></tagCategory>
      </securityCategoryTag>
    </securityCategoryTagSet>
    <securityCategoryTagSet name="Wrapping" id="2.999.1.3">
      <securityCategoryTag name="Wrapping" tagType="tagType7" tag7Encoding="bitSetAttributes">
        <tagCategory name="WAX" lacv="0">
          <markingData phrase="IN WAX"><code>pageTop</code></markingData>
          <equivalentSecCategoryTag policyRef="BUTTER" tagSetId="2.999.2.1" tagType="restrictive" lacv="" applied="both" action="discard"/>
        </tagCategory>
        <tagCategory name="SECRET RECIPE" lacv="1" requiredClass="RESERVE">
          <markingData phrase="BUTTER POPCORN"><code>suppressClassName</code><code>pageTopBottom</code></markingData>
        </tagCategory>
      </securityCategoryTag>
    </securityCategoryTagSet>
  </securityCategoryTagSets>
  <equivalentPolicies><equivalentPolicy name="BUTTER" id="2.999.2"/></equivalentPolicies>
  <markingQualifier><qualifier markingQualifier="[" qualifierCode="prefix"/><qualifier markingQualifier="]" qualifierCode="suffix"/></markingQualifier>
</SPIF>"##;

const BUTTER: &str = r##"<SPIF><securityPolicyId name="BUTTER" id="2.999.2"/>
  <securityClassifications><securityClassification name="SALTED" lacv="2" hierarchy="0"/></securityClassifications>
  <securityCategoryTagSets><securityCategoryTagSet name="Dairy" id="2.999.2.1">
    <securityCategoryTag name="Dairy" tagType="restrictive"><tagCategory name="MILK" lacv="3"/><tagCategory name="IMPORTED" lacv="9"/></securityCategoryTag>
  </securityCategoryTagSet></securityCategoryTagSets>
  <markingData phrase=""><code>replacePolicy</code></markingData></SPIF>"##;

fn cheese() -> Spif {
    Spif::read(CHEESE).expect("it is sound")
}

fn value(set: u8, kind: Kind, lacv: u64) -> Value {
    Value { set: format!("2.999.1.{set}").parse().expect("it is sound"), kind, lacv }
}

fn lactose() -> Value {
    value(1, Kind::Restrictive, 0)
}

fn taste(lacv: u64) -> Value {
    value(2, Kind::Permissive, lacv)
}

fn brie() -> Value {
    value(2, Kind::EnumeratedPermissive, 1)
}

fn wrapping(lacv: u64) -> Value {
    value(3, Kind::Informative, lacv)
}

fn label(class: u64, values: &[Value]) -> SpifLabel {
    cheese().label_of(cheese().oid(), class, values).expect("it is sound")
}

fn opens(classes: &[u64], held: &[Value], label: &SpifLabel) -> bool {
    let clearance = cheese().clearance(cheese().oid(), classes, held).expect("it is sound");
    cheese().decide(label, &clearance).expect("it is sound")
}

#[test]
fn a_classification_is_held_by_name_and_not_by_rank() {
    assert!(opens(&[7], &[], &label(7, &[])));
    assert!(!opens(&[8], &[], &label(7, &[])));
    assert!(!opens(&[], &[], &label(6, &[])));
}

#[test]
fn all_restrictive_values_are_held_one_permissive_value_of_each_tag_and_no_informative_one() {
    let all = [6, 7, 8];
    assert!(!opens(&all, &[], &label(7, &[lactose()])));
    assert!(opens(&all, &[lactose()], &label(7, &[lactose(), wrapping(0)])));
    assert!(!opens(&all, &[lactose()], &label(7, &[lactose(), value(1, Kind::Restrictive, 1)])));
    assert!(opens(&all, &[taste(2)], &label(7, &[taste(1), taste(2)])));
    assert!(!opens(&all, &[taste(2)], &label(7, &[taste(1)])));
    // Two tags of one name are two questions.
    assert!(!opens(&all, &[taste(1)], &label(7, &[taste(1), brie()])));
    assert!(opens(&all, &[taste(1), brie()], &label(7, &[taste(1), brie()])));
}

#[test]
fn a_label_keeps_the_required_and_excluded_classes_and_categories() {
    let valid = |class, values: &[Value]| cheese().is_valid(&label(class, values)).unwrap();
    assert!(valid(7, &[lactose()]));
    assert!(valid(8, &[taste(1)]));
    assert!(!valid(8, &[]));
    assert!(!valid(8, &[taste(3)]));
    assert!(!valid(6, &[value(1, Kind::Restrictive, 1)]));
    assert!(!valid(7, &[taste(2), wrapping(0)]));
    assert!(!valid(7, &[wrapping(1)]));
    assert!(valid(8, &[taste(1), wrapping(1)]));
    let nuts = value(1, Kind::Restrictive, 1);
    assert!(valid(7, &[taste(3), lactose()]) && valid(7, &[taste(3), nuts.clone()]));
    assert!(!valid(7, &[taste(3)]) && !valid(7, &[taste(3), lactose(), nuts]));
    assert!(valid(7, &[brie(), lactose(), taste(1)]));
    assert!(!valid(7, &[brie(), lactose()]) && !valid(7, &[brie(), taste(1)]) && !valid(7, &[brie()]));
}

#[test]
fn a_marking_puts_phrases_and_qualifiers_together_in_the_order_of_the_file() {
    let foot =
        |class, values: &[Value]| cheese().marking(&label(class, values), "", Place::PageBottom).unwrap();
    assert_eq!(foot(6, &[]), "[CHEESE PLAIN]");
    assert_eq!(
        foot(7, &[taste(1), value(1, Kind::Restrictive, 1), lactose()]),
        "[CHEESE RIPE CONTAINS LACTOSE + NUTS MILD ONLY]"
    );
    assert_eq!(foot(7, &[taste(2), taste(1), taste(3)]), "[CHEESE RIPE MILD/SHARP ONLY]");
    assert_eq!(foot(7, &[taste(3)]), "[CHEESE RIPE]");
    assert_eq!(foot(8, &[wrapping(0), wrapping(1)]), "[CHEESE WAX/BUTTER POPCORN]");
    let other =
        |language, place| cheese().marking(&label(7, &[taste(1), wrapping(0)]), language, place).unwrap();
    assert_eq!(other("", Place::PageTop), "[CHEESE RIPE MILD ONLY IN WAX]");
    assert_eq!(other("fr-CA", Place::PageTop), "[CHEESE AFFINÉ MILD SEULEMENT IN WAX]");
    let clearance = cheese().clearance(cheese().oid(), &[8, 6], &[taste(1)]).unwrap();
    assert_eq!(cheese().clearance_marking(&clearance, ""), "[{PLAIN|RESERVE} MILD ONLY]");
}

#[test]
fn an_equivalent_is_given_only_where_the_file_has_one_for_every_word() {
    let butter = Spif::read(BUTTER).unwrap();
    let translated = |class, values: &[Value]| {
        let label = cheese().translate(&label(class, values), &butter)?;
        butter.marking(&label, "", Place::PageBottom)
    };
    assert_eq!(translated(7, &[lactose(), wrapping(0)]).unwrap(), "SALTED MILK/IMPORTED");
    assert_eq!(translated(7, &[]).unwrap(), "SALTED IMPORTED");
    assert!(translated(6, &[]).is_err());
    assert!(translated(7, &[taste(1)]).is_err());
}

#[test]
fn a_confidentiality_label_resolves_by_names() {
    let text = |policy: &str, class: &str, tag: &str, kind: &str, name: &str| {
        format!(
            "<originatorConfidentialityLabel xmlns=\"{}\"><ConfidentialityInformation><PolicyIdentifier>{policy}\
             </PolicyIdentifier><Classification>{class}</Classification><Category TagName=\"{tag}\" Type=\"{kind}\">\
             {name}</Category></ConfidentialityInformation></originatorConfidentialityLabel>",
            stanag::NAMESPACE
        )
    };
    let resolved = |text: String| cheese().label(&stanag::parse(&text).unwrap());
    let brie_value = "<GenericValue>BRIE</GenericValue>";
    assert_eq!(resolved(text("CHEESE", "RIPE", "Taste", "PERMISSIVE", brie_value)), Ok(label(7, &[brie()])));
    assert!(resolved(text("BUTTER", "RIPE", "Taste", "PERMISSIVE", brie_value)).is_err());
    assert!(resolved(text("CHEESE", "STALE", "Taste", "PERMISSIVE", brie_value)).is_err());
    assert!(resolved(text("CHEESE", "RIPE", "Taste", "INFORMATIVE", brie_value)).is_err());
    assert!(resolved(text("CHEESE", "RIPE", "Smell", "PERMISSIVE", brie_value)).is_err());
    assert!(resolved(text("CHEESE", "RIPE", "Taste", "PERMISSIVE", "")).is_err());
    let with_uri = |oid: &str| {
        let taste = format!("Taste\" URI=\"urn:oid:{oid}");
        resolved(text("CHEESE", "RIPE", &taste, "PERMISSIVE", brie_value))
    };
    assert!(with_uri("2.999.1.2").is_ok() && with_uri("2.999.1.3").is_err());
}

#[test]
fn words_and_labels_of_another_policy_are_refused() {
    let butter = Spif::read(BUTTER).unwrap();
    let salted = butter.label_of(butter.oid(), 2, &[]).unwrap();
    let nobody = cheese().clearance(cheese().oid(), &[], &[]).unwrap();
    let unknown = FormError::UnknownPolicy("2.999.2".into());
    assert_eq!(cheese().decide(&salted, &nobody), Err(unknown.clone()));
    assert_eq!(cheese().is_valid(&salted), Err(unknown.clone()));
    assert_eq!(cheese().marking(&salted, "", Place::PageTop), Err(unknown.clone()));
    assert_eq!(cheese().label_of(butter.oid(), 6, &[]), Err(unknown));
    assert!(cheese().label_of(cheese().oid(), 5, &[]).is_err());
    assert!(cheese().label_of(cheese().oid(), 6, &[taste(9)]).is_err());
    assert!(cheese().clearance(cheese().oid(), &[9], &[]).is_err());
}

#[test]
fn a_file_with_a_rule_that_cannot_hold_is_refused() {
    for (from, to) in [
        ("lacv=\"7\"", "lacv=\"6\""),
        ("name=\"RIPE\"", "name=\"PLAIN\""),
        ("<excludedClass>PLAIN</excludedClass>", "<excludedClass>STALE</excludedClass>"),
        (
            "<excludedClass>PLAIN</excludedClass>",
            "<excludedClass>PLAIN</excludedClass><excludedClass>PLAIN</excludedClass>",
        ),
        ("requiredClass=\"RESERVE\"", "requiredClass=\"STALE\""),
        (
            "tagSetRef=\"Taste\" tagType=\"permissive\" lacv=\"1\"",
            "tagSetRef=\"Taste\" tagType=\"permissive\" lacv=\"5\"",
        ),
        ("tagSetRef=\"Wrapping\"", "tagSetRef=\"Smell\""),
        ("operation=\"oneOrMore\"", "operation=\"some\""),
        ("name=\"BRIE\"", "name=\"MILD\""),
        ("name=\"NUTS\" lacv=\"1\"", "name=\"NUTS\" lacv=\"0\""),
        ("id=\"2.999.1.3\"", "id=\"2.999.1.2\""),
        (
            "policyRef=\"BUTTER\" lacv=\"2\" applied=\"both\"",
            "policyRef=\"MARGARINE\" lacv=\"2\" applied=\"both\"",
        ),
        ("tagType=\"tagType7\" tag7Encoding", "tagType=\"tagType8\" tag7Encoding"),
        ("<code>noNameDisplay</code>", "<code>butter</code>"),
        ("<SPIF ", "<!DOCTYPE SPIF><SPIF "),
        ("http://www.xmlspif.org/spif", "http://example.org/spif"),
    ] {
        assert!(CHEESE.contains(from), "{from}");
        assert!(Spif::read(&CHEESE.replacen(from, to, 1)).is_err(), "{from} to {to}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_reading_fail_otherwise_than_by_an_error(
        text in "\\PC{0,40}|[<>/a:=\"'& 0-9]{0,40}", cut in 0_usize..5000, skip in 0_usize..40,
    ) {
        let start: String = CHEESE.chars().take(cut).collect();
        let end: String = CHEESE.chars().skip(cut + skip).collect();
        let _ = Spif::read(&text);
        let _ = Spif::read(&format!("{start}{text}{end}"));
    }
}

#[test]
fn an_identifier_that_is_none_is_refused() {
    assert!(Spif::read(&CHEESE.replace("2.999.1\"", "cheese\"")).is_err());
    assert!("cheese".parse::<Oid>().is_err());
}
