//! Laws that hold for all labels, clearances and markings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chancery_label::{
    Clearance, Cleared, Component, Label, Policies, Policy, PolicyId, REGISTRY, Reason, Tag, TagKind, Tags,
    UK_1982, US_CAPCO, US_HISTORICAL, covering,
};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

static POLICIES: LazyLock<Policies> = LazyLock::new(Policies::compiled);

/// Names chosen to be taken for one another, for codes, or for signs of a series.
const NAMES: [&str; 10] = ["A", "B", "A B", "A_B", "(A)", "A-B", "*", "", "NODIS", "ND"];

fn names() -> impl Strategy<Value = BTreeSet<String>> {
    btree_set(select(&NAMES[..]).prop_map(str::to_owned), 0..3)
}

fn tags() -> impl Strategy<Value = Tags> {
    prop_oneof![4 => names().prop_map(Tags::These), 1 => Just(Tags::Every)]
}

fn any_policy() -> impl Strategy<Value = PolicyId> {
    select(vec![UK_1982, US_HISTORICAL, US_CAPCO, REGISTRY, "nato"]).prop_map(PolicyId::new)
}

/// Components of any shape, also such as no policy has.
fn wild_component() -> impl Strategy<Value = Component> {
    let sets = || {
        let set = select(vec!["eyes", "release", "A"]).prop_map(str::to_owned);
        let members = btree_set(select(vec!["UK-OFFICIAL", "USA", "A"]).prop_map(str::to_owned), 0..3);
        btree_map(set, members, 0..3)
    };
    let empty = Just(BTreeMap::new());
    let copy = prop_oneof![empty.clone(), sets()];
    let common = prop_oneof![empty, sets()];
    (0_u8..4, tags(), sets(), names(), 0_u8..4, copy, common).prop_map(
        |(level, all, any, note, needs, copy, common)| Component {
            level,
            all,
            any,
            note,
            needs,
            copy,
            common,
        },
    )
}

fn wild() -> impl Strategy<Value = Label> {
    vec((any_policy(), wild_component()), 0..3).prop_map(Label::from_iter)
}

fn clearance() -> impl Strategy<Value = Clearance> {
    let affiliation = option::of(select(vec!["UK-OFFICIAL", "USA", "A"]).prop_map(str::to_owned));
    let cleared = (0_u8..4, prop_oneof![tags(), Just(Tags::Every)], affiliation)
        .prop_map(|(level, tags, affiliation)| Cleared { level, tags, affiliation });
    btree_map(any_policy(), cleared, 0..5).prop_map(Clearance::from_iter)
}

fn delta(tag: &Tag) -> Component {
    let mut component = Component::default();
    match &tag.kind {
        TagKind::Restrictive { .. } => component.all = Tags::these([&tag.name]),
        TagKind::Permissive { set, members, .. } => {
            component.any = BTreeMap::from([(set.clone(), members.clone())]);
        }
        TagKind::Informative => component.note = BTreeSet::from([tag.name.clone()]),
        TagKind::Every => component.all = Tags::Every,
        TagKind::List(_) => {}
    }
    component
}

/// Components that a policy's own words can say.
fn spoken_component(policy: &Policy) -> impl Strategy<Value = Component> + use<> {
    let tags = policy.tags().to_vec();
    let most = tags.len().min(6);
    (0..=policy.highest(), subsequence(tags, 0..=most)).prop_map(|(level, tags)| {
        tags.iter().map(delta).fold(Component::level(level), |component, tag| component.join(&tag))
    })
}

fn circles() -> impl Strategy<Value = Component> {
    let circles = subsequence(vec!["Falklands", "Middle East", "Budget-82", "North & South"], 0..=3);
    (0_u8..2, circles).prop_map(|(level, circles)| Component {
        level,
        all: Tags::these(circles),
        ..Component::default()
    })
}

/// Labels of one or both policies, with or without circles.
fn spoken() -> impl Strategy<Value = Label> {
    let policies = &*POLICIES;
    let of = |id: &str| spoken_component(policies.get(&PolicyId::new(id)).expect("it is compiled in"));
    let parts = (
        option::of(of(UK_1982)),
        option::of(of(US_HISTORICAL)),
        option::of(prop_oneof![of(REGISTRY).boxed(), circles().boxed()]),
    );
    let label = parts.prop_map(|(uk, us, registry)| {
        let parts = [(UK_1982, uk), (US_HISTORICAL, us), (REGISTRY, registry)];
        parts.into_iter().filter_map(|(id, part)| Some((PolicyId::new(id), part?))).collect::<Label>()
    });
    label.prop_filter("there is a marking", |label| !label.is_public())
}

/// Labels of which nothing is held until it is settled.
fn settled() -> impl Strategy<Value = Label> {
    spoken().prop_map(|label| {
        let open = |(id, part): (&PolicyId, &Component)| match id.as_str() {
            REGISTRY => (id.clone(), Component { level: 0, ..part.clone() }),
            _ => (id.clone(), part.clone()),
        };
        label.components().map(open).collect()
    })
}

fn equivalent(a: &Label, b: &Label) -> bool {
    a.dominates(b) && b.dominates(a)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_reader_opens_a_join_exactly_when_he_opens_both(reader in clearance(), a in wild(), b in wild()) {
        prop_assert_eq!(reader.opens(&a.join(&b)), reader.opens(&a) && reader.opens(&b));
    }

    #[test]
    fn a_reader_copies_a_join_exactly_when_he_copies_both(reader in clearance(), a in wild(), b in wild()) {
        prop_assert_eq!(reader.may_copy(&a.join(&b)), reader.may_copy(&a) && reader.may_copy(&b));
        prop_assert!(!reader.may_copy(&a) || reader.opens(&a));
    }

    #[test]
    fn the_reasons_of_a_decision_come_to_the_decision(reader in clearance(), label in wild()) {
        let policies = &*POLICIES;
        let all_ok = |reasons: Vec<Reason>| reasons.iter().all(|reason| reason.ok);
        prop_assert_eq!(all_ok(policies.why(&reader, &label)), reader.opens(&label));
        prop_assert_eq!(all_ok(policies.why_copy(&reader, &label)), reader.may_copy(&label));
    }

    #[test]
    fn what_says_the_same_is_the_same_label(id in any_policy(), part in wild_component(), other in wild_component()) {
        let label = Label::of(id.clone(), part.clone());
        prop_assert_eq!(&Label::of(id.clone(), part.clone().normal()), &label);
        let stored = serde_json::to_string(&BTreeMap::from([(&id, &part)])).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Label>(&stored).unwrap(), &label);
        prop_assert_eq!(Label::from_canonical(&stored).is_ok(), part == part.clone().normal());
        let joined = Label::of(id.clone(), part.join(&other));
        prop_assert_eq!(joined, label.join(&Label::of(id, other)));
    }

    #[test]
    fn an_explanation_has_a_sentence_for_all_that_binds(label in wild()) {
        let policies = &*POLICIES;
        let explained = policies.explain(&label);
        prop_assert!(explained.elements.iter().all(|element| !element.means.is_empty()));
        let binds = |(_, part): (&PolicyId, &Component)| part.all != Tags::none() || !part.any.is_empty();
        prop_assert!(!label.components().any(binds) || !explained.elements.is_empty());
        prop_assert_eq!(explained.readers == "Anybody may read it.", label.is_public());
    }

    #[test]
    fn a_reader_who_opens_a_label_opens_what_it_dominates(reader in clearance(), a in wild(), b in wild()) {
        let above = a.join(&b);
        prop_assert!(above.dominates(&a));
        prop_assert!(!reader.opens(&above) || reader.opens(&a));
        prop_assert!(!(a.dominates(&b) && reader.opens(&a)) || reader.opens(&b));
        prop_assert!(!(a.dominates(&b) && reader.may_copy(&a)) || reader.may_copy(&b));
    }

    #[test]
    fn a_higher_clearance_never_loses_access(
        reader in clearance(), label in wild(), more in tags(), up in 0_u8..3, policy in any_policy(),
    ) {
        let held = reader.cleared(&policy).cloned().unwrap_or_default();
        let higher = Cleared { level: held.level + up, tags: held.tags.join(&more), ..held };
        let before = reader.opens(&label);
        prop_assert!(!before || reader.with(policy, higher).opens(&label));
    }

    #[test]
    fn join_is_the_least_upper_bound(a in wild(), b in wild(), c in wild()) {
        prop_assert_eq!(a.join(&b), b.join(&a));
        prop_assert_eq!(a.join(&b).join(&c), a.join(&b.join(&c)));
        prop_assert_eq!(&a.join(&a), &a);
        prop_assert_eq!(&a.join(&Label::public()), &a);
        prop_assert!(a.join(&b).dominates(&a) && a.join(&b).dominates(&b));
        prop_assert!(!(c.dominates(&a) && c.dominates(&b)) || c.dominates(&a.join(&b)));
    }

    #[test]
    fn dominance_is_an_order_on_access(a in wild(), b in wild(), c in wild()) {
        prop_assert!(a.dominates(&a));
        prop_assert!(!(a.dominates(&b) && b.dominates(&c)) || a.dominates(&c));
        prop_assert_eq!(equivalent(&a, &b), a.access() == b.access());
        prop_assert_eq!(a.dominates(&b), a.join(&b).access() == a.access());
        prop_assert!(equivalent(&a, &a.access()));
    }

    #[test]
    fn the_top_dominates_every_label_but_for_affiliations_and_circles(label in spoken()) {
        let unnarrowed = |(id, part): (&PolicyId, &Component)| {
            let all = if id.as_str() == REGISTRY { Tags::none() } else { part.all.clone() };
            (id.clone(), Component { any: BTreeMap::new(), all, ..part.clone() })
        };
        let label: Label = label.components().map(unnarrowed).collect();
        prop_assert!(POLICIES.top().dominates(&label));
    }

    #[test]
    fn a_cover_dominates_its_own_and_all_its_enclosures(own in wild(), enclosures in vec(wild(), 0..4)) {
        let effective = covering(&own, &enclosures);
        prop_assert!(effective.dominates(&own));
        prop_assert!(enclosures.iter().all(|enclosure| effective.dominates(enclosure)));
    }

    #[test]
    fn canonical_texts_are_equal_exactly_when_labels_are(a in wild(), b in wild()) {
        prop_assert_eq!(a.canonical() == b.canonical(), a == b);
        prop_assert_eq!(Label::from_canonical(&a.canonical()).unwrap(), a);
    }

    #[test]
    fn two_labels_share_a_series_exactly_when_their_access_is_the_same(labels in vec(wild(), 2..24)) {
        let policies = &*POLICIES;
        let labels = labels.into_iter().chain([policies.top(), Label::public()]);
        let shorts: Vec<_> = labels.map(|label| (policies.print(&label).short, label.access())).collect();
        for (short, access) in &shorts {
            for (other_short, other_access) in &shorts {
                prop_assert_eq!(short == other_short, access == other_access, "{}", short);
            }
        }
    }

    #[test]
    fn what_is_printed_reads_back_as_the_same_label(label in spoken()) {
        let policies = &*POLICIES;
        prop_assume!(label == policies.top() || !policies.is_held(&label));
        let order: Vec<PolicyId> = label.components().map(|(id, _)| id.clone()).collect();
        let banner = policies.print(&label).banner;
        prop_assert_eq!(policies.parse(&order, &banner).map(|marking| marking.own), Ok(Some(label)), "{}", banner);
    }

    #[test]
    fn a_cover_reads_back_as_both_its_parts(own in settled(), encloses in settled()) {
        let policies = &*POLICIES;
        let encloses = own.join(&encloses);
        prop_assume!(own.components().any(|(_, part)| !part.is_lowest()));
        prop_assume!(own.access() != encloses.access());
        let order: Vec<PolicyId> = encloses.components().map(|(id, _)| id.clone()).collect();
        let banner = policies.covering_banner(&own, &encloses);
        let marking = policies.parse(&order, &banner).unwrap();
        prop_assert_eq!(marking.covers, Some(encloses), "{}", banner);
    }

    #[test]
    fn no_text_makes_reading_fail_otherwise_than_by_a_fault(typed in "\\PC{0,60}", cut in 0_usize..60) {
        let policies = &*POLICIES;
        let order: Vec<PolicyId> = policies.ids().cloned().collect();
        let mixed: String = typed.chars().take(cut).chain("; SECRET covering · CIRCLE [".chars()).chain(typed.chars()).collect();
        for typed in [typed, mixed] {
            if let Err(fault) = policies.parse(&order, &typed) {
                prop_assert_eq!(typed.get(fault.at.clone()), Some(fault.found.as_str()));
            }
            for id in &order {
                let place = policies.get(id).unwrap().find_in_prose(&typed);
                prop_assert!(place.is_none_or(|place| typed.get(place).is_some()));
            }
        }
    }
}

#[test]
fn every_word_of_a_policy_reads_alone_beside_a_level_in_any_case_and_spacing() {
    let policies = &*POLICIES;
    for id in [UK_1982, US_HISTORICAL] {
        let policy = policies.get(&PolicyId::new(id)).unwrap();
        for tag in policy.tags() {
            let expected = Component::level(1).join(&delta(tag));
            let level = &policy.levels()[1].name;
            let spaced: String = tag.name.chars().flat_map(|c| [c, ' ']).collect();
            for name in [tag.name.clone(), tag.name.to_lowercase(), spaced] {
                let marking = policy.parse(&format!("{level} {name}")).unwrap();
                assert_eq!(marking.own, Some(Label::of(PolicyId::new(id), expected.clone())), "{name}");
            }
        }
    }
}
