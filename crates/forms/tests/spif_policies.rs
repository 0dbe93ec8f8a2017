//! The files of our own policies: what stands in them, and that they decide as the policies do.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chancery_forms::FormError;
use chancery_forms::spif::{self, Issuer, Place, Spif, SpifClearance, SpifLabel};
use chancery_forms::stanag::{self, CategoryType, Issued};
use chancery_label::{
    Cleared, Component, Label, NATO, Policy, PolicyId, ReleaseRole, TLP, Tag, TagKind, Tags, UK_1982, UK_GSC,
    US_CAPCO,
};
use proptest::prelude::*;

fn issuer() -> Issuer<'static> {
    Issuer {
        created: "1982-04-02T09:30:00Z".parse().expect("it is sound"),
        originator: "CN=Registry,O=\"Cheese\",C=GB",
        key: "",
    }
}

/// The file of a policy, read once.
fn file(policy: &Policy) -> &'static Spif {
    static FILES: LazyLock<BTreeMap<PolicyId, Spif>> = LazyLock::new(|| {
        let policies = common::policies();
        policies.ids().map(|id| (id.clone(), own(policies.get(id).expect("it is at hand")))).collect()
    });
    &FILES[policy.id()]
}

fn own(policy: &Policy) -> Spif {
    Spif::read(&spif::write(policy, &issuer()).expect("it is sound")).expect("it is sound")
}

#[test]
fn the_file_of_a_policy_has_its_levels_and_tags_under_the_names_of_its_labels() {
    let policies = common::policies();
    let uk = policies.get(&PolicyId::new(UK_1982)).unwrap();
    let text = spif::write(uk, &issuer()).unwrap();
    assert!(
        text.contains("<securityClassification name=\"SECRET\" lacv=\"9\" hierarchy=\"3\" color=\"red\">"),
        "{text}"
    );
    assert!(
        text.contains(
            "creationDate=\"19820402093000Z\" originatorDN=\"CN=Registry,O=&quot;Cheese&quot;,C=GB\""
        )
    );
    let marking =
        policies.parse(&[PolicyId::new(UK_1982)], "SECRET LOCSEN UK EYES B PERSONAL BUDGET").unwrap();
    let issued = Issued { created: issuer().created, review: issuer().created };
    let label = stanag::write(policies, &marking.own.unwrap(), &issued).unwrap().remove(0);
    let resolved = own(uk).label(&stanag::parse(&label).unwrap()).unwrap();
    let shown = own(uk).marking(&resolved, "", Place::PageTop).unwrap();
    assert_eq!(shown, "SECRET LOCSEN UK-OFFICIAL/UK-POST PERSONAL BUDGET");
}

#[test]
fn the_file_of_a_policy_has_its_bounds_languages_places_and_colours() {
    let policies = common::policies();
    let cheese = policies.get(&PolicyId::new("cheese")).unwrap();
    let text = spif::write(cheese, &issuer()).unwrap();
    assert!(text.contains("hierarchy=\"2\" color=\"#102030\""), "{text}");
    let file = own(cheese);
    let shown = |typed: &str| {
        let component = policies.parse(&[PolicyId::new("cheese")], typed).unwrap().own.unwrap();
        let issued = Issued { created: issuer().created, review: issuer().created };
        let label = stanag::write(policies, &component, &issued).unwrap().remove(0);
        let label = file.label(&stanag::parse(&label).unwrap()).unwrap();
        (file.is_valid(&label).unwrap(), file.marking(&label, "fr", Place::PageTop).unwrap())
    };
    assert_eq!(shown("RIPE CELLAR"), (true, "AFFINÉ LACTOSE CELLAR".to_owned()));
    assert_eq!(shown("RIPE FOR SALE IN Austria"), (true, "AFFINÉ Austria/Switzerland".to_owned()));
    let by_hand = |class: u64, names: &[(&str, CategoryType, &str)]| {
        let category = |(tag, kind, name): &(&str, CategoryType, &str)| stanag::Category {
            tag_name: (*tag).to_owned(),
            oid: None,
            kind: *kind,
            values: vec![(*name).to_owned()],
        };
        let categories: Vec<_> = names.iter().map(category).collect();
        file.label_by_names(class, &categories).unwrap()
    };
    let tag = |name| ("tags", CategoryType::Restrictive, name);
    let valid = |class, names: &[_]| file.is_valid(&by_hand(class, names)).unwrap();
    assert!(valid(7, &[tag("LACTOSE")]) && !valid(6, &[tag("LACTOSE")]));
    assert!(!valid(7, &[tag("CELLAR")]));
    assert!(!valid(7, &[tag("LACTOSE"), ("notes", CategoryType::Informative, "RAW")]));
}

/// The label as the policy's own file understands it, carried by STANAG 4774.
fn resolved(policy: &Policy, file: &Spif, component: &Component) -> Result<SpifLabel, FormError> {
    let label = Label::of(policy.id().clone(), component.clone());
    let issued = Issued { created: issuer().created, review: issuer().created };
    let text = stanag::write(common::policies(), &label, &issued)?.remove(0);
    file.label(&stanag::parse(&text)?)
}

fn typed(policy: &Policy, typed: &str) -> Component {
    let label = policy.parse(typed).expect("it is a marking").own.expect("it has one of its own");
    label.component(policy.id()).cloned().expect("it is of the policy")
}

/// The affiliations that the policy lists, by their sets.
fn members(policy: &Policy) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut sets = BTreeMap::<&str, BTreeSet<&str>>::new();
    for tag in policy.tags() {
        let Some(set) = common::set_of(tag) else { continue };
        let own = sets.entry(set).or_default();
        match &tag.kind {
            TagKind::Permissive { members, .. } => own.extend(members.iter().map(String::as_str)),
            TagKind::List(list) => {
                own.extend(list.always.iter().chain(&list.adds).map(String::as_str));
                own.extend(policy.places().iter().map(|place| place.code.as_str()));
            }
            TagKind::Restrictive { .. } | TagKind::Informative | TagKind::Every => {}
        }
    }
    sets
}

/// What a clearance holds, in the numbers of the policy's own file.
fn held(policy: &Policy, file: &Spif, cleared: &Cleared) -> SpifClearance {
    let levels: Vec<u64> =
        (0..=policy.highest().min(cleared.level)).map(|rank| 6 + u64::from(rank)).collect();
    let category = |name: &str, kind, value: &str| stanag::Category {
        tag_name: name.to_owned(),
        oid: None,
        kind,
        values: vec![value.to_owned()],
    };
    let restrictive = |name, value| category(name, CategoryType::Restrictive, value);
    let mut categories = Vec::new();
    let has = |kind: fn(&Tag) -> bool| policy.tags().iter().any(kind);
    if cleared.tags == Tags::Every && has(|tag| tag.kind == TagKind::Every) {
        categories.push(restrictive("every", "every"));
    }
    if has(|tag| tag.bounds.needs.is_some()) {
        let levels = policy.levels().iter().take(usize::from(cleared.level) + 1);
        categories.extend(levels.map(|level| restrictive("needs", &level.name)));
    }
    let tags = policy.tags().iter().filter(|tag| matches!(tag.kind, TagKind::Restrictive { .. }));
    let tags = tags.filter(|tag| cleared.tags.contains(&tag.name));
    categories.extend(tags.map(|tag| restrictive("tags", &tag.name)));
    let shows = has(|tag| tag.role == Some(ReleaseRole::Display));
    for (set, listed) in members(policy) {
        let own = cleared.affiliation.as_deref().filter(|own| listed.contains(own));
        let copied = format!("copy:{set}");
        let names = [Some(set), Some(copied.as_str()).filter(|_| shows && set == "release")];
        let both = own.iter().flat_map(|own| names.into_iter().flatten().map(move |name| (name, own)));
        categories.extend(both.map(|(name, own)| category(name, CategoryType::Permissive, own)));
    }
    file.clearance_by_names(&levels, &categories).expect("it is sound")
}

/// The words of the component that its policy does not list, so that no file can.
fn unlisted(policy: &Policy, component: &Component) -> BTreeSet<String> {
    let is_listed = |name: &String, restrictive: bool| {
        policy.tags().iter().filter(|tag| tag.name == *name).any(|tag| match tag.kind {
            TagKind::Restrictive { .. } => restrictive,
            TagKind::Informative => !restrictive,
            _ => false,
        })
    };
    let mut words = BTreeSet::new();
    match &component.all {
        Tags::These(names) => words.extend(names.iter().filter(|name| !is_listed(name, true)).cloned()),
        Tags::Every if policy.tags().iter().any(|tag| tag.kind == TagKind::Every) => {}
        Tags::Every => words.extend(["every".to_owned()]),
    }
    words.extend(component.note.iter().filter(|name| !is_listed(name, false)).cloned());
    let sets = members(policy);
    for (set, readers) in component.any.iter().chain(&component.copy) {
        let listed = sets.get(set.as_str());
        let is_free = |code: &&String| !listed.is_some_and(|listed| listed.contains(code.as_str()));
        words.extend(readers.iter().filter(is_free).cloned());
    }
    let owners = |word: &&String| word.starts_with("owned") || word.starts_with("joint");
    words.extend(component.common.values().flatten().filter(owners).cloned());
    words
}

#[test]
fn the_file_of_a_policy_in_categories_tells_those_who_read_from_those_who_copy() {
    let policy = common::policies().get(&PolicyId::new(US_CAPCO)).unwrap();
    let file = own(policy);
    let opens = |marking: &str, affiliation: &str| {
        let label = resolved(policy, &file, &typed(policy, marking)).unwrap();
        let cleared = Cleared { level: 4, affiliation: Some(affiliation.into()), ..Cleared::default() };
        file.decide(&label, &held(policy, &file, &cleared)).unwrap()
    };
    assert!(opens("SECRET//REL TO USA, GBR", "GBR") && opens("SECRET//NOFORN", "USA"));
    assert!(!opens("SECRET//NOFORN", "GBR") && !opens("SECRET", "GBR") && opens("SECRET", "USA"));
    assert!(!opens("SECRET//DISPLAY ONLY IRQ", "IRQ") && opens("SECRET//DISPLAY ONLY IRQ", "USA"));
    assert!(opens("SECRET//REL TO USA, GBR/DISPLAY ONLY IRQ", "GBR"));
    assert!(!opens("SECRET//REL TO USA, GBR/DISPLAY ONLY IRQ", "IRQ"));
    let label = resolved(policy, &file, &typed(policy, "SECRET//REL TO USA, GBR/DISPLAY ONLY IRQ")).unwrap();
    assert_eq!(file.marking(&label, "", Place::PageTop).unwrap(), "SECRET GBR/IRQ/USA COPY GBR/USA");
    assert!(opens("UNCLASSIFIED//LES NOFORN", "USA") && !opens("UNCLASSIFIED//LES NOFORN", "GBR"));
}

#[test]
fn names_that_a_policy_does_not_list_do_not_resolve_against_its_file() {
    let policies = common::policies();
    for (id, marking, unknown) in [
        (US_CAPCO, "TOP SECRET//SI-BUTTER//NOFORN", "SI-BUTTER"),
        (US_CAPCO, "SECRET//SAR-BRIE//NOFORN", "SAR-BRIE"),
        (US_CAPCO, "//GBR SECRET", "FGI GBR"),
        (TLP, "TLP:RED RECIPIENTS BONE", "BONE"),
        (UK_GSC, "SECRET FCDO/MOD USE ONLY", "FCDO"),
    ] {
        let policy = policies.get(&PolicyId::new(id)).unwrap();
        let read = resolved(policy, &own(policy), &typed(policy, marking));
        assert!(matches!(&read, Err(FormError::UnknownWord { word, .. }) if word == unknown), "{read:?}");
    }
}

#[test]
fn the_file_of_a_policy_opens_to_no_clearance_what_admits_nobody() {
    let policies = common::policies();
    for (id, a, b, shown) in [
        (NATO, "NATO SECRET Ireland ONLY", "NATO SECRET Sweden ONLY", "NATO SECRET NO COMMON NATION"),
        (TLP, "TLP:RED RECIPIENTS BONE", "TLP:RED RECIPIENTS COLES", "TLP:RED NO COMMON RECIPIENT"),
    ] {
        let policy = policies.get(&PolicyId::new(id)).unwrap();
        let file = own(policy);
        let label = resolved(policy, &file, &typed(policy, a).join(&typed(policy, b))).unwrap();
        assert_eq!(file.marking(&label, "", Place::PageTop).unwrap(), shown);
        for affiliation in ["IRL", "SWE", "NATO", "BONE", "nobody"] {
            let affiliation = Some(affiliation.to_owned());
            let all = Cleared { level: policy.highest(), tags: Tags::Every, affiliation };
            assert!(!file.decide(&label, &held(policy, &file, &all)).unwrap());
        }
    }
}

#[test]
fn a_policy_whose_set_has_the_name_of_another_kind_of_tags_has_no_file() {
    let named = |set: &str| {
        let text = include_str!("common/cheese.toml").replace("set = \"sale\"", &format!("set = \"{set}\""));
        spif::write(&Policy::from_toml(&text).unwrap(), &issuer())
    };
    assert!(named("shop").is_ok());
    for set in ["tags", "needs", "notes"] {
        assert!(matches!(named(set), Err(FormError::CannotCarry { .. })), "{set}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_file_of_a_policy_decides_on_a_copy_as_the_policy_does_or_says_which_word_it_lacks(
        (label, reader) in (common::plain_labels(), common::clearances()),
    ) {
        let policies = common::policies();
        for (id, component) in label.components() {
            let policy = policies.get(id).unwrap();
            let file = file(policy);
            let lacks = unlisted(policy, component);
            let resolved = match resolved(policy, file, component) {
                Err(FormError::UnknownWord { word, .. }) => {
                    prop_assert!(lacks.contains(&word), "{} of {:?}", word, component);
                    continue;
                }
                resolved => resolved.unwrap(),
            };
            prop_assert!(lacks.is_empty(), "{:?}", lacks);
            let cleared = reader.cleared(id).cloned().unwrap_or_default();
            let clearance = held(policy, file, &cleared);
            let may = cleared.may_copy(component);
            prop_assert_eq!(file.decide(&resolved, &clearance).unwrap(), may, "{:?}", component);
            prop_assert!(!component.copy.is_empty() || may == cleared.opens(component));
        }
    }
}
