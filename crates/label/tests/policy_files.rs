//! Policies as data: what a file may say, and what is refused.

use chancery_label::{Grade, Policies, Policy, PolicyError};

const SMALL: &str = r#"
id = "parish"
name = "PARISH"
code = "PA"
separators = ";"
between = "; "

[[level]]
name = "OPEN TO ALL"
code = "O"
grade = "unclassified"

[[level]]
name = "VESTRY ONLY"
code = "V"
grade = "confidential"
typed = ["VESTRY"]

[[tag]]
kind = "restrictive"
name = "BELLS"
code = "B"

[[tag]]
kind = "permissive"
name = "CHOIR"
code = "CH"
set = "loft"
members = ["SINGER"]
"#;

fn fault(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    Policy::from_toml(&SMALL.replacen(from, to, 1)).expect_err("it is refused").to_string()
}

#[test]
fn a_policy_of_ones_own_is_a_file() {
    let policy = Policy::from_toml(SMALL).unwrap();
    let label = policy.parse("vestry; bells; choir").unwrap().own.unwrap();
    assert_eq!(policy.levels()[1].grade, Grade::Confidential);
    let policies = Policies::new([policy]).unwrap();
    let printed = policies.print(&label);
    assert_eq!((printed.banner.as_str(), printed.short.as_str()), ("VESTRY ONLY; BELLS; CHOIR", "PA-V-B-CH"));
}

#[test]
fn a_file_that_does_not_hold_is_refused_with_what_to_do() {
    for (from, to, expected) in [
        (
            "id = \"parish\"",
            "id = \"Parish\"",
            "policy Parish: the id is not of small letters, digits and hyphens; rename it",
        ),
        (
            "name = \"PARISH\"",
            "name = \" \"",
            "policy parish: there is no name; give the word to print before a level",
        ),
        ("typed = [\"VESTRY\"]", "typed = [\"bells\"]", "policy parish: “BELLS” is there twice; remove one"),
        (
            "typed = [\"VESTRY\"]",
            "typed = [\"A; B\"]",
            "policy parish: “A; B” cannot be read; give words without separators",
        ),
        (
            "typed = [\"VESTRY\"]",
            "typed = [\"covering V\"]",
            "policy parish: “covering V” holds the word for covers; choose another",
        ),
        (
            "code = \"V\"",
            "code = \"O\"",
            "policy parish: the code “O” is not capitals and digits of its own; change it",
        ),
        (
            "code = \"V\"",
            "code = \"v-\"",
            "policy parish: the code “v-” is not capitals and digits of its own; change it",
        ),
        (
            "code = \"PA\"",
            "code = \"P+\"",
            "policy parish: the code “P+” is not capitals and digits; change it",
        ),
        (
            "code = \"B\"",
            "set = \"loft\"",
            "policy parish: the tag “BELLS” has fields that do not go with its kind; give a code to restrictive and \
             permissive tags, set and members to permissive ones alone, set and stand to lists",
        ),
        (
            "between",
            "free = \"GUILD\"\nbetween",
            "policy parish: “BELLS” stands beside free names; use a policy of its own",
        ),
    ] {
        assert_eq!(fault(from, to), expected);
    }
}

#[test]
fn a_misspelt_field_is_refused() {
    assert!(fault("members", "member").starts_with("policy file cannot be read"));
    assert!(matches!(Policy::from_toml(&" ".repeat(300_000)), Err(PolicyError::TooLong(300_000))));
}

#[test]
fn a_policy_without_levels_is_refused() {
    let text = "id = 'x'\nname = 'X'\ncode = 'XX'\nseparators = ''\nbetween = ' '\nlevel = []\n";
    assert_eq!(Policy::from_toml(text).unwrap_err().to_string(), "policy x: 0 levels; give 1 to 32");
}

#[test]
fn policies_whose_series_could_be_confused_do_not_go_together() {
    let clash = |from: &str, to: &str| {
        let other =
            Policy::from_toml(&SMALL.replace("\"parish\"", "\"other\"").replacen(from, to, 1)).unwrap();
        Policies::new([Policy::from_toml(SMALL).unwrap(), other]).unwrap_err().to_string()
    };
    assert_eq!(
        clash("name = \"PARISH\"", "name = \"OTHER\""),
        "policies do not go together: parish: a series code is taken by another policy; change it"
    );
    assert_eq!(
        clash("code = \"PA\"", "code = \"OT\""),
        "policies do not go together: parish: the name is taken by another policy; change it"
    );
    let public = Policy::from_toml(&SMALL.replacen("code = \"PA\"", "code = \"P\"", 1)).unwrap();
    assert!(Policies::new([public]).is_err());
    let twice = Policies::new([Policy::from_toml(SMALL).unwrap(), Policy::from_toml(SMALL).unwrap()]);
    assert_eq!(
        twice.unwrap_err().to_string(),
        "policies do not go together: parish is there twice; remove one"
    );
}

#[test]
fn everything_that_a_policy_lays_down_is_cited_and_explained() {
    let policies = Policies::compiled();
    for id in policies.ids() {
        let policy = policies.get(id).unwrap();
        assert_eq!(policy.uncited(), [""; 0], "{id}");
        let levels = policy.levels().iter().map(|level| (&level.name, &level.term));
        let tags = policy.tags().iter().chain(policy.families()).map(|tag| (&tag.name, &tag.term));
        for (name, term) in levels.chain(tags) {
            assert!(term.means.as_ref().is_some_and(|means| means.ends_with('.')), "{id}: {name}");
        }
    }
}

#[test]
fn a_policy_that_speaks_of_affiliations_says_as_which_its_own_readers_read() {
    let policies = Policies::compiled();
    let all = policies.ids().filter_map(|id| policies.get(id));
    let sides: Vec<_> = all.map(|policy| (policy.id().as_str(), policy.side())).collect();
    assert_eq!(
        sides,
        [
            ("eu", Some("EU")),
            ("nato", Some("NATO")),
            ("registry", None),
            ("tlp", None),
            ("uk-1982", Some("UK-OFFICIAL")),
            ("uk-gsc", Some("GBR")),
            ("us-capco", Some("USA")),
            ("us-historical", Some("USA")),
        ]
    );
    for policy in policies.ids().filter_map(|id| policies.get(id)) {
        let named = policy.affiliations();
        assert!(
            policy.side().map_or(named.is_empty(), |side| named.contains(side)),
            "{}: {named:?}",
            policy.id()
        );
    }
}
