//! Access expressions: the grammar, the normal form, and labels that ask the same as their expressions.

mod common;

use chancery_forms::FormError;
use chancery_forms::access::{self, Authorizations, EXPRESSION_DEPTH_MAX, Expression};
use chancery_label::{Clearance, Cleared, Component, Label, PolicyId, Tags, UK_1982};
use proptest::prelude::*;

fn held(tokens: &[&str]) -> Authorizations {
    tokens.iter().copied().collect()
}

fn opens(text: &str, tokens: &[&str]) -> bool {
    Expression::parse(text).expect("it is sound").evaluate(&held(tokens))
}

#[test]
fn a_conjunction_asks_for_all_and_a_disjunction_for_one() {
    let mine = ["one", "two", "three", "four"];
    assert!(opens("(one&two)|(foo&bar)", &mine));
    assert!(!opens("five", &mine));
    assert!(opens("BREAD&(BRIE|STILTON)", &["BREAD", "BRIE"]));
    assert!(!opens("BREAD&(BRIE|STILTON)", &["BRIE", "STILTON"]));
    assert!(!opens("BUTTER&POPCORN", &["BUTTER"]));
}

#[test]
fn a_token_is_compared_as_it_is_without_its_quotes_and_backslashes() {
    assert!(opens(r#""BUTTER""#, &["BUTTER"]));
    assert!(opens(r#""BUTTER POPCORN"&"a\\b"&"a\"b""#, &["BUTTER POPCORN", r"a\b", r#"a"b"#]));
    assert!(!opens(r#""a\\b""#, &[r"a\\b"]));
    assert!(!opens("butter", &["BUTTER"]));
    assert!(opens("\"a\u{0}&|()\"", &["a\u{0}&|()"]));
}

#[test]
fn what_is_not_of_the_grammar_is_refused_at_its_place() {
    let cases = [
        ("BUTTER|SALT&SUGAR", 11),
        ("BUTTER&SALT|SUGAR", 11),
        ("&BUTTER", 0),
        ("BUTTER|", 7),
        ("(BUTTER", 7),
        ("BUTTER)", 6),
        ("()", 1),
        ("BUTTER SALT", 6),
        ("\"\"", 2),
        ("\"BUTTER", 7),
        ("\"BUT\\TER\"", 6),
        ("(BUTTER)(SALT)", 8),
        ("été", 0),
        (" ", 0),
    ];
    for (text, place) in cases {
        match Expression::parse(text) {
            Err(FormError::Unreadable { at, .. }) => assert_eq!(at, place, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn an_empty_expression_opens_to_everybody_only_where_that_is_asked_for() {
    assert_eq!(Expression::parse(""), Err(FormError::Empty));
    let everybody = Expression::parse_or_everybody("").unwrap();
    assert!(everybody.evaluate(&held(&[])));
    assert_eq!(everybody.to_string(), "");
}

#[test]
fn parentheses_have_a_limit() {
    let deep = |depth: usize| format!("{}A{}", "(".repeat(depth), ")".repeat(depth));
    assert!(Expression::parse(&deep(EXPRESSION_DEPTH_MAX)).is_ok());
    assert!(Expression::parse(&deep(EXPRESSION_DEPTH_MAX + 1)).is_err());
    assert!(Expression::parse(&deep(30_000)).is_err());
}

#[test]
fn the_normal_form_sorts_and_has_no_needless_parentheses() {
    let normal = |text: &str| Expression::parse(text).unwrap().normal().to_string();
    assert_eq!(normal("((SALT))&(BUTTER&(SALT))"), "BUTTER&SALT");
    assert_eq!(normal("(B|A)&\"C\"&(C|C)"), "C&(A|B)");
    assert_eq!(normal("A|(A|A)"), "A");
    assert_eq!(normal("\"two words\"|(B&A)"), "\"two words\"|(A&B)");
}

#[test]
fn a_label_is_one_conjunction_of_its_levels_tags_and_sets() {
    let policies = common::policies();
    let written = |typed: &str| {
        let order: Vec<PolicyId> = policies.ids().cloned().collect();
        let label = policies.parse(&order, typed).unwrap().own.unwrap();
        access::write(policies, &label.access()).unwrap().to_string()
    };
    assert_eq!(written("CONFIDENTIAL"), "uk-1982:CONFIDENTIAL");
    assert_eq!(written("TOP SECRET CODE WORD"), "uk-1982/every&\"uk-1982:TOP SECRET\"");
    assert_eq!(
        written("SECRET UK EYES A · CIRCLE Budget-82"),
        "registry:OPEN&uk-1982/set/eyes/UK-OFFICIAL&uk-1982:SECRET&(registry/every|registry/tag/Budget-82)"
    );
}

#[test]
fn nothing_that_constrains_is_written_as_the_empty_expression() {
    let policies = common::policies();
    let lowest = Label::of(PolicyId::new(UK_1982), Component::level(0));
    assert_eq!(access::write(policies, &lowest).unwrap().to_string(), "uk-1982:UNCLASSIFIED");
    assert!(access::write(policies, &Label::public()).unwrap().is_everybody());
}

#[test]
fn a_set_that_admits_nobody_asks_for_what_nobody_holds() {
    let policies = common::policies();
    let any = [("eyes".to_owned(), [].into())].into();
    let label = Label::of(PolicyId::new(UK_1982), Component { any, ..Component::default() });
    let expression = access::write(policies, &label).unwrap();
    assert_eq!(expression.to_string(), "uk-1982/no-set/eyes&uk-1982:UNCLASSIFIED");
    assert_eq!(access::read(policies, &expression), Ok(label));
}

#[test]
fn a_set_of_whom_nobody_may_copy_is_still_read() {
    let policies = common::policies();
    let (cheese, copy) = (PolicyId::new("cheese"), [("sale".to_owned(), [].into())].into());
    let label = Label::of(cheese.clone(), Component { copy, ..Component::level(1) });
    let (reading, copying) =
        (access::reading(policies, &label).unwrap(), access::write(policies, &label).unwrap());
    assert_eq!(
        (reading.to_string(), copying.to_string()),
        ("cheese:RIPE".into(), "cheese/no-copy/sale&cheese:RIPE".into())
    );
    let reader =
        Clearance::none().with(cheese, Cleared { level: 2, tags: Tags::Every, ..Cleared::default() });
    let held = access::authorizations(policies, &reader);
    assert_eq!(
        (reading.evaluate(&held), copying.evaluate(&held)),
        (reader.opens(&label), reader.may_copy(&label))
    );
    assert!(reading.evaluate(&held) && !copying.evaluate(&held));
    assert_eq!(access::read(policies, &copying), Ok(label));
}

#[test]
fn a_least_clearance_is_a_second_level_and_those_who_may_copy_are_asked_apart() {
    let policies = common::policies();
    let members =
        |of: &[&str]| [("sale".to_owned(), of.iter().map(|one| (*one).to_owned()).collect())].into();
    let label = Label::of(
        PolicyId::new("cheese"),
        Component { needs: 2, any: members(&["AUT", "CHE"]), copy: members(&["CHE"]), ..Component::level(1) },
    );
    let (reading, copying) =
        (access::reading(policies, &label).unwrap(), access::write(policies, &label).unwrap());
    assert_eq!(reading.to_string(), "cheese:RESERVE&cheese:RIPE&(cheese/set/sale/AUT|cheese/set/sale/CHE)");
    assert_eq!(
        copying.to_string(),
        "cheese/copy/sale/CHE&cheese:RESERVE&cheese:RIPE&(cheese/set/sale/AUT|cheese/set/sale/CHE)"
    );
    assert_eq!(access::read(policies, &copying), Ok(label));
}

#[test]
fn informative_tags_and_unknown_policies_are_refused_rather_than_left_out() {
    let policies = common::policies();
    let note = ["PERSONAL".to_owned()].into();
    let personal = Label::of(PolicyId::new(UK_1982), Component { note, ..Component::default() });
    assert!(matches!(access::write(policies, &personal), Err(FormError::CannotCarry { .. })));
    let elsewhere = Label::of(PolicyId::new("butter"), Component::level(0));
    assert_eq!(access::write(policies, &elsewhere), Err(FormError::UnknownPolicy("butter".into())));
    let too_high = Label::of(PolicyId::new(UK_1982), Component::level(31));
    assert!(matches!(access::write(policies, &too_high), Err(FormError::UnknownWord { .. })));
}

#[test]
fn an_expression_that_is_no_label_is_not_read_as_one() {
    let policies = common::policies();
    for text in [
        "BUTTER",
        "butter:SECRET",
        "uk-1982/tag/LOCSEN",
        "uk-1982:SECRET|uk-1982:CONFIDENTIAL",
        "uk-1982:SECRET&uk-1982:CONFIDENTIAL&uk-1982:RESTRICTED",
        "uk-1982:SECRET&(uk-1982/tag/LOCSEN|uk-1982/tag/UMBRA)",
        "uk-1982:SECRET&uk-1982/tag/BUTTER",
        "uk-1982:SECRET&uk-1982/set/cheese/BRIE",
        "uk-1982:BUTTER",
    ] {
        let expression = Expression::parse(text).unwrap();
        assert!(access::read(policies, &expression).is_err(), "{text}");
    }
}

fn expressions() -> impl Strategy<Value = String> {
    let leaf = prop_oneof!["[A-E]", Just("\"x y\"".to_owned())];
    leaf.prop_recursive(4, 24, 4, |inner| {
        (prop::collection::vec(inner, 2..4), prop::bool::ANY)
            .prop_map(|(parts, all)| format!("({})", parts.join(if all { "&" } else { "|" })))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_reader_holds_what_is_asked_exactly_when_he_opens_the_label_or_may_copy_it(
        label in common::labels(), reader in common::clearances(),
    ) {
        let policies = common::policies();
        let held = access::authorizations(policies, &reader);
        let reading = access::reading(policies, &label.access()).unwrap();
        prop_assert_eq!(reading.evaluate(&held), reader.opens(&label), "{}", reading);
        let copying = access::write(policies, &label.access()).unwrap();
        prop_assert_eq!(copying.evaluate(&held), reader.may_copy(&label), "{}", copying);
    }

    #[test]
    fn what_is_written_reads_back_as_the_same_label(label in common::labels()) {
        let policies = common::policies();
        let label = label.access();
        let text = access::write(policies, &label).unwrap().to_string();
        let expression = Expression::parse_or_everybody(&text).unwrap();
        prop_assert_eq!(text.is_empty(), label.is_public());
        prop_assert_eq!(access::read(policies, &expression).unwrap(), label, "{}", text);
    }

    #[test]
    fn printing_and_the_normal_form_keep_the_meaning(
        text in expressions(), tokens in prop::collection::btree_set("[A-E]|x y", 0..6),
    ) {
        let expression = Expression::parse(&text).unwrap();
        let held: Authorizations = tokens.into_iter().collect();
        let normal = expression.normal();
        prop_assert_eq!(&Expression::parse(&expression.to_string()).unwrap().normal(), &normal);
        prop_assert_eq!(&Expression::parse(&normal.to_string()).unwrap(), &normal);
        prop_assert_eq!(normal.evaluate(&held), expression.evaluate(&held));
    }

    #[test]
    fn more_tokens_never_see_less(
        text in expressions(), few in prop::collection::btree_set("[A-E]", 0..4), more in "[A-E]",
    ) {
        let expression = Expression::parse(&text).unwrap();
        let many = few.iter().cloned().chain([more]).collect();
        prop_assert!(!expression.evaluate(&few.into_iter().collect()) || expression.evaluate(&many));
    }

    #[test]
    fn no_text_makes_reading_fail_otherwise_than_by_an_error(text in "\\PC{0,40}|[a(&|)\"\\\\]{0,40}") {
        let policies = common::policies();
        if let Ok(expression) = Expression::parse_or_everybody(&text) {
            let _ = access::read(policies, &expression);
        }
    }
}

#[test]
fn a_free_name_is_open_to_those_who_hold_every_tag() {
    let policies = common::policies();
    let label = Label::circle("Cheese");
    let reader = Clearance::none()
        .with(PolicyId::new(chancery_label::REGISTRY), Cleared { tags: Tags::Every, ..Default::default() });
    let expression = access::write(policies, &label).unwrap();
    assert!(reader.opens(&label));
    assert!(expression.evaluate(&access::authorizations(policies, &reader)));
}

#[test]
fn the_public_vectors_of_accumulo_access_agree() {
    let Some(path) = common::vectors("accumulo-access/testdata.json") else {
        return eprintln!(
            "skipped: set CHANCERY_VECTORS to the folder that holds accumulo-access/testdata.json"
        );
    };
    let cases: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut count = 0;
    for group in cases.as_array().unwrap() {
        let sets: Vec<Authorizations> = group["auths"].as_array().unwrap().iter().map(texts).collect();
        for test in group["tests"].as_array().unwrap() {
            let expected = test["expectedResult"].as_str().unwrap();
            for text in texts::<Vec<String>>(&test["expressions"]) {
                count += 1;
                assert_eq!(verdict(&text, &sets), expected, "{text} of {}", group["description"]);
            }
        }
    }
    assert!(count > 200, "{count}");
    eprintln!("{count} expressions of accumulo-access agree");
}

fn texts<T: FromIterator<String>>(list: &serde_json::Value) -> T {
    list.as_array()
        .expect("it is sound")
        .iter()
        .map(|text| text.as_str().expect("it is sound").to_owned())
        .collect()
}

/// Several sets of authorizations are several readers, all of whom must hold what is asked.
fn verdict(text: &str, sets: &[Authorizations]) -> &'static str {
    match Expression::parse_or_everybody(text) {
        Err(_) => "ERROR",
        Ok(expression) if sets.iter().all(|held| expression.evaluate(held)) => "ACCESSIBLE",
        Ok(_) => "INACCESSIBLE",
    }
}
