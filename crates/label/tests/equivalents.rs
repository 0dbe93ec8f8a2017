//! Equivalence by dated tables: what a marking is protected as elsewhere, and where no table says so.

use chancery_label::{
    Day, EU, Equivalent, Label, NATO, NoEquivalent, Policies, PolicyId, TLP, Tables, UK_1982, UK_GSC,
    US_HISTORICAL,
};

fn policies() -> Policies {
    Policies::compiled()
}

fn read(policy: &str, typed: &str) -> Label {
    let marking = policies().parse(&[PolicyId::new(policy)], typed).expect("it is read");
    marking.own.expect("it is no bare cover")
}

fn day(text: &str) -> Day {
    text.parse().expect("it is a day")
}

fn of(from: &str, typed: &str, to: &str, on: &str) -> Result<Equivalent, NoEquivalent> {
    policies().equivalent(&read(from, typed), &PolicyId::new(to), day(on))
}

/// The print of the equivalent, with "up" behind it where it is no equal.
fn told(found: &Equivalent) -> String {
    let banner = policies().print(&found.label).banner;
    if found.upwards { format!("{banner}, up") } else { banner }
}

fn national(nation: &str, words: &str, on: &str) -> Option<String> {
    let found = Tables::compiled().of_words(&policies(), nation, words, &PolicyId::new(EU), day(on));
    found.ok().map(|found| told(&found))
}

#[test]
fn national_markings_are_protected_as_appendix_b_says() {
    let rows = [
        ("germany", "VS-NUR FÜR DEN DIENSTGEBRAUCH", "RESTREINT UE/EU RESTRICTED"),
        ("germany", "VS - Vertraulich", "CONFIDENTIEL UE/EU CONFIDENTIAL"),
        ("germany", "Geheim", "SECRET UE/EU SECRET"),
        ("germany", "STRENG GEHEIM", "TRÈS SECRET UE/EU TOP SECRET"),
        ("ireland", "Confidential", "CONFIDENTIEL UE/EU CONFIDENTIAL"),
        ("italy", "Riservato", "RESTREINT UE/EU RESTRICTED"),
        ("belgium", "Zeer Geheim", "TRÈS SECRET UE/EU TOP SECRET"),
        ("denmark", "HEMMELIGT", "SECRET UE/EU SECRET"),
        ("czechia", "Přísně tajné", "TRÈS SECRET UE/EU TOP SECRET"),
        ("croatia", "OGRANIČENO", "RESTREINT UE/EU RESTRICTED"),
        ("estonia", "Täiesti salajane", "TRÈS SECRET UE/EU TOP SECRET"),
    ];
    for (nation, words, expected) in rows {
        assert_eq!(national(nation, words, "2022-01-01").as_deref(), Some(expected), "{nation} {words}");
    }
    assert_eq!(national("belgium", "RESTREINT", "2022-01-01"), None, "Belgium has a footnote there");
    assert_eq!(national("germany", "GEHIEM", "2022-01-01"), None);
    assert_eq!(national("atlantis", "SECRET", "2022-01-01"), None);
}

#[test]
fn spanish_secreto_is_not_secret() {
    assert_eq!(national("spain", "RESERVADO", "2022-01-01").as_deref(), Some("SECRET UE/EU SECRET"));
    assert_eq!(national("spain", "SECRETO", "2022-01-01").as_deref(), Some("TRÈS SECRET UE/EU TOP SECRET"));
    assert_eq!(national("spain", "SECRET", "2022-01-01"), None);
}

#[test]
fn french_secret_means_what_it_did_on_its_day() {
    assert_eq!(national("france", "SECRET", "2021-06-30"), None);
    assert_eq!(national("france", "SECRET", "2021-07-01").as_deref(), Some("SECRET UE/EU SECRET"));
    assert_eq!(national("france", "SECRET DÉFENSE", "2021-06-30").as_deref(), Some("SECRET UE/EU SECRET"));
    assert_eq!(national("france", "Secret Défense", "2021-07-01"), None);
    let old = "CONFIDENTIEL UE/EU CONFIDENTIAL";
    assert_eq!(national("france", "CONFIDENTIEL DEFENSE", "2010-05-01").as_deref(), Some(old));
    assert_eq!(national("france", "CONFIDENTIEL DEFENSE", "2021-07-01"), None);
}

#[test]
fn former_markings_of_the_united_kingdom_never_become_tiers() {
    for (from, to, typed) in [(UK_1982, UK_GSC, "CONFIDENTIAL"), (UK_GSC, UK_1982, "SECRET")] {
        for on in ["1982-10-14", "2014-04-02", "2024-08-05"] {
            let refused = of(from, typed, to, on).unwrap_err();
            assert!(matches!(refused, NoEquivalent::Barred { .. }), "{refused}");
            assert!(refused.to_string().contains("no direct relationship"), "{refused}");
        }
    }
    let tlp = of(TLP, "TLP:RED", NATO, "2024-01-01").unwrap_err();
    assert!(tlp.to_string().contains("no formal classification"), "{tlp}");
}

#[test]
fn where_there_is_no_equal_the_next_one_up_protects_it() {
    let rows = [
        (NATO, "NATO SECRET", UK_GSC, "2024-01-01", "SECRET"),
        (NATO, "NATO CONFIDENTIAL", UK_GSC, "2024-01-01", "SECRET, up"),
        (NATO, "NATO RESTRICTED", UK_GSC, "2024-01-01", "OFFICIAL-SENSITIVE"),
        (EU, "EU RESTRICTED", US_HISTORICAL, "2008-01-01", "CONFIDENTIAL, up"),
        (EU, "CONFIDENTIEL UE", US_HISTORICAL, "2008-01-01", "CONFIDENTIAL"),
        (US_HISTORICAL, "CONFIDENTIAL", EU, "2008-01-01", "CONFIDENTIEL UE/EU CONFIDENTIAL"),
        (US_HISTORICAL, "LIMITED OFFICIAL USE", EU, "2008-01-01", "CONFIDENTIEL UE/EU CONFIDENTIAL, up"),
        (UK_GSC, "OFFICIAL-SENSITIVE", EU, "2015-01-01", "RESTREINT UE/EU RESTRICTED"),
        (UK_GSC, "OFFICIAL", EU, "2015-01-01", "RESTREINT UE/EU RESTRICTED, up"),
        (UK_GSC, "SECRET", EU, "2015-01-01", "SECRET UE/EU SECRET"),
        (UK_GSC, "SECRET", NATO, "2015-01-01", "NATO SECRET"),
        (UK_1982, "CONFIDENTIAL", NATO, "1982-10-14", "NATO CONFIDENTIAL"),
        (UK_1982, "RESTRICTED", US_HISTORICAL, "1982-10-14", "CONFIDENTIAL, up"),
        (US_HISTORICAL, "SECRET", UK_1982, "1982-10-14", "SECRET"),
        (NATO, "COSMIC TOP SECRET", EU, "2004-01-01", "TRÈS SECRET UE/EU TOP SECRET"),
    ];
    for (from, typed, to, on, expected) in rows {
        let found = of(from, typed, to, on).unwrap_or_else(|none| panic!("{from} {typed} to {to}: {none}"));
        assert_eq!(told(&found), expected, "{from} {typed} to {to}");
    }
}

#[test]
fn where_no_table_speaks_there_is_none() {
    let none = |from, typed, to, on| of(from, typed, to, on).unwrap_err();
    let outside = [("1960-01-01", US_HISTORICAL), ("2015-01-01", US_HISTORICAL), ("1982-10-14", EU)];
    for (on, to) in outside {
        assert!(matches!(none(UK_1982, "SECRET", to, on), NoEquivalent::NoTable { .. }), "{to} {on}");
    }
    let gone = none(UK_GSC, "SECRET", EU, "2021-07-01");
    assert_eq!(
        gone.to_string(),
        "no table leads from uk-gsc to eu on 2021-07-01; ask the owner of the paper"
    );
    let unclassified = none(US_HISTORICAL, "UNCLASSIFIED", EU, "2008-01-01");
    assert!(matches!(unclassified, NoEquivalent::NotSpokenOf { .. }), "{unclassified}");
    let both = read(UK_1982, "SECRET").join(&read(NATO, "NATO SECRET"));
    let refused = policies().equivalent(&both, &PolicyId::new(EU), day("2014-01-01"));
    assert_eq!(refused, Err(NoEquivalent::NotOfOne(2)));
    let public = policies().equivalent(&Label::public(), &PolicyId::new(EU), day("2014-01-01"));
    assert_eq!(public, Err(NoEquivalent::NotOfOne(0)));
}

#[test]
fn an_equivalent_keeps_the_original_and_names_its_table() {
    let paper = read(UK_1982, "SECRET UK EYES A UMBRA").join(&Label::circle("Falklands"));
    let found = policies().equivalent(&paper, &PolicyId::new(NATO), day("1982-10-14")).unwrap();
    assert_eq!((found.from.as_str(), found.original.as_str()), (UK_1982, "SECRET UK EYES A UMBRA"));
    assert_eq!(told(&found), "NATO SECRET");
    assert_eq!(found.version, "D.C. 2/7 of 13 April 1951");
    assert!(found.cite.contains("UNREAD"), "what has not been read is said");
    assert!(!found.label.dominates(&paper) && !paper.dominates(&found.label), "it never takes its place");
}

#[test]
fn every_row_is_read_under_the_policies_at_hand_and_goes_up_with_the_level() {
    let policies = policies().only(&[UK_1982, UK_GSC, US_HISTORICAL, NATO, EU].map(PolicyId::new));
    let (mut ways, mut rows) = (0, 0);
    for (from, to, since, until) in Tables::compiled().ways() {
        let (Some(from), Some(_)) = (policies.get(&PolicyId::new(from)), policies.get(&PolicyId::new(to)))
        else {
            continue;
        };
        ways += 1;
        let on = since.or(until).unwrap_or(day("2000-01-01"));
        let mut before = None;
        for level in from.levels() {
            let label = read(from.id().as_str(), &level.name);
            let Ok(found) = policies.equivalent(&label, &PolicyId::new(to), on) else { continue };
            rows += 1;
            let rank = found.label.components().map(|(_, part)| part.level).max();
            assert!(rank >= before, "{} to {to}: {}", from.id(), level.name);
            before = rank;
        }
    }
    assert_eq!((ways, rows), (16, 72), "ways between policies at hand, and levels that they lead from");
}

#[test]
fn a_file_of_tables_is_read_strictly() {
    assert!(Tables::from_toml("[[table]]\ntitle = 'x'\n").is_err());
    assert!(Tables::from_toml("[[tables]]\n").is_err());
    assert!(Tables::from_toml(&" ".repeat(300_000)).is_err());
    assert_eq!(Tables::from_toml("").unwrap().ways().count(), 0);
}
