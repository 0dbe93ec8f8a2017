//! Policies beside one another: what is printed, numbered and read where several stand in one registry.

use chancery_label::{EU, Label, NATO, Policies, Policy, PolicyId, TLP, UK_1982, UK_GSC};

fn policies() -> Policies {
    Policies::compiled()
}

fn read(order: &[&str], typed: &str) -> Label {
    let order: Vec<PolicyId> = order.iter().copied().map(PolicyId::new).collect();
    policies().parse(&order, typed).expect("it is read").own.expect("it is no bare cover")
}

fn shown(label: &Label) -> (String, String) {
    let printed = policies().print(label);
    (printed.banner, printed.short)
}

#[test]
fn old_and_new_markings_of_the_united_kingdom_are_told_apart() {
    let (old, new) = (read(&[UK_1982], "SECRET"), read(&[UK_GSC], "SECRET"));
    assert_eq!(shown(&old), ("SECRET".into(), "S".into()));
    assert_eq!(shown(&new), ("SECRET".into(), "GSC-S".into()));
    assert!(!old.dominates(&new) && !new.dominates(&old));
    let both = old.join(&new);
    assert_eq!(shown(&both), ("UK SECRET · GSC SECRET".into(), "S+GSC-S".into()));
    assert_eq!(read(&[UK_1982, UK_GSC], "UK SECRET · GSC SECRET"), both);
    assert_eq!(read(&[UK_1982, UK_GSC], "GSC SECRET"), new);
    // With the tiers first "UK SECRET" is theirs, with the prefix; the product is then refused, not misread.
    let order = [UK_GSC, UK_1982].map(PolicyId::new);
    assert_eq!(policies().parse(&order, "UK SECRET · GSC SECRET").unwrap_err().expected, "uk-gsc once only");
}

#[test]
fn in_a_registry_of_both_the_first_policy_reads_what_either_could() {
    assert_eq!(read(&[UK_1982, UK_GSC], "UK SECRET"), read(&[UK_1982], "SECRET"));
    assert_eq!(read(&[UK_GSC, UK_1982], "UK SECRET"), read(&[UK_GSC], "UK SECRET"));
    assert_eq!(read(&[UK_1982, UK_GSC], "OFFICIAL-SENSITIVE"), read(&[UK_GSC], "OFFICIAL-SENSITIVE"));
    let product = read(&[UK_GSC], "UK SECRET").join(&read(&[UK_1982], "CONFIDENTIAL"));
    assert_eq!(shown(&product).0, "UK CONFIDENTIAL · GSC UK SECRET");
    assert_eq!(read(&[UK_1982, UK_GSC], "UK CONFIDENTIAL · GSC UK SECRET"), product);
}

#[test]
fn levels_that_tell_their_policy_bear_no_name_before_them() {
    let order = [UK_1982, NATO, EU, TLP];
    let label = read(&order, "SECRET · NATO SECRET ATOMAL · SECRET UE/EU SECRET · TLP:RED");
    assert_eq!(shown(&label).0, "SECRET UE/EU SECRET · NATO SECRET ATOMAL · TLP:RED · UK SECRET");
    assert_eq!(shown(&label).1, "EU-S-N+NATO-S-A-N+TLP-R+S");
    assert_eq!(read(&order, &shown(&label).0), label);
}

#[test]
fn no_policy_reads_the_levels_of_another() {
    let cases = [
        (UK_1982, &["OFFICIAL", "NATO SECRET", "SECRET UE", "TLP:RED", "COSMIC TOP SECRET"][..]),
        (UK_GSC, &["NATO SECRET", "EU SECRET", "TLP:CLEAR", "CONFIDENTIAL", "COSMIC TOP SECRET"][..]),
        (NATO, &["SECRET", "UK SECRET", "SECRET UE/EU SECRET", "TLP:AMBER"][..]),
        (EU, &["SECRET", "NATO SECRET", "UK SECRET", "TLP:AMBER"][..]),
        (TLP, &["SECRET", "RED", "NATO SECRET"][..]),
    ];
    for (id, typed) in cases {
        for typed in typed {
            assert!(policies().parse(&[PolicyId::new(id)], typed).is_err(), "{id} reads {typed}");
        }
    }
}

#[test]
fn a_paper_is_shown_in_the_languages_that_its_policy_lays_down() {
    let policies = policies();
    let nato = read(&[NATO], "NATO RESTRICTED Releasable to Japan");
    assert_eq!(policies.print_in(&nato, "fr").banner, "OTAN DIFFUSION RESTREINTE Communicable à Japan");
    let eu = read(&[EU], "TRES SECRET UE/EU TOP SECRET");
    assert_eq!(policies.print(&eu).banner, "TRÈS SECRET UE/EU TOP SECRET");
    assert_eq!(policies.print_in(&eu, "fr").banner, "TRÈS SECRET UE");
    assert_eq!(policies.print_in(&eu, "en").banner, "EU TOP SECRET");
    let red = read(&[TLP], "TLP:RED");
    assert_eq!(policies.print_in(&red, "fr").banner, "TLP:RED", "it is never translated");
}

#[test]
fn colours_are_those_that_are_laid_down() {
    let colour = |typed: &str| {
        let printed = policies().print(&read(&[TLP], typed));
        printed.colour.map(|colour| (colour.ink, colour.ground))
    };
    let on_black = |ink: &str| Some((ink.to_owned(), "#000000".to_owned()));
    assert_eq!(colour("TLP:RED"), on_black("#FF2B2B"));
    assert_eq!(colour("TLP:AMBER"), on_black("#FFC000"));
    assert_eq!(colour("TLP:AMBER+STRICT"), on_black("#FFC000"));
    assert_eq!(policies().print(&read(&[NATO], "NATO SECRET")).colour, None);
}

#[test]
fn what_says_nothing_of_release_is_for_its_owner_alone_also_when_joined() {
    let policies = policies();
    let plain = read(&[NATO], "NATO RESTRICTED");
    let released = read(&[NATO], "NATO RESTRICTED Releasable to Japan, Ukraine");
    assert_eq!(plain.join(&released), plain);
    let elsewhere = read(&[NATO], "NATO RESTRICTED Releasable to Switzerland");
    assert_eq!(shown(&released.join(&elsewhere)).0, "NATO RESTRICTED", "the lists share NATO alone");
    let kfor = read(&[NATO], "NATO/KFOR RESTRICTED");
    assert_eq!(shown(&kfor.join(&plain)).0, "NATO/KFOR RESTRICTED NOT RELEASABLE");
    assert!(policies.explain(&plain).readers.contains("reads as NATO"));
    let only = |typed| read(&[NATO], typed);
    let nobody = only("NATO SECRET Norway ONLY").join(&only("NATO SECRET Sweden ONLY"));
    assert_eq!(shown(&nobody).0, "NATO SECRET NO COMMON NATION");
}

#[test]
fn only_who_may_read_can_go_without_saying_and_only_beside_names_of_the_policy() {
    let fault = |from: &str, to: &str| {
        let text = include_str!("../policies/eu.toml");
        assert!(text.contains(from), "{from}");
        Policy::from_toml(&text.replacen(from, to, 1)).expect_err("it is refused").to_string()
    };
    assert_eq!(
        fault("name = \"ESDP\"", "name = \"ESDP\"\nunsaid = true"),
        "policy eu: “ESDP” goes without saying; keep that to permissive tags"
    );
    assert_eq!(
        fault("unsaid = true", "unsaid = true\nsaid_beside = [\"ATLANTIS\"]"),
        "policy eu: there is no level or tag “ATLANTIS”; add or correct it"
    );
}
