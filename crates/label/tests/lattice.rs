//! The picture of the order between two labels, and its relation in words.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chancery_label::{
    Component, Label, Lattice, NATO, NODES_MAX, Policies, PolicyId, Relation, Role, Tags, UK_1982, UK_GSC,
    US_HISTORICAL,
};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;

static POLICIES: LazyLock<Policies> = LazyLock::new(Policies::compiled);

fn read(policy: &str, typed: &str) -> Label {
    let marking = POLICIES.parse(&[PolicyId::new(policy)], typed).expect("it is read");
    marking.own.expect("it is no bare cover")
}

/// Each node as height, role and print, the lowest first.
fn nodes(lattice: &Lattice) -> Vec<String> {
    let one = |node: &chancery_label::Node| {
        format!("{} {:?} {}", node.height, node.role, POLICIES.print(&node.label).banner)
    };
    lattice.nodes.iter().map(one).collect()
}

#[test]
fn two_levels_are_joined_by_those_between() {
    let lattice = POLICIES.between(&read(UK_1982, "TOP SECRET"), &read(UK_1982, "RESTRICTED"));
    assert_eq!(lattice.relation.to_string(), "the first is for fewer readers");
    let expected =
        ["0 Second RESTRICTED", "1 Between CONFIDENTIAL", "2 Between SECRET", "3 First TOP SECRET"];
    assert_eq!(nodes(&lattice), expected);
    assert_eq!(lattice.edges, [(0, 1), (1, 2), (2, 3)]);
    assert!(lattice.whole);
}

#[test]
fn a_level_and_a_tag_make_a_square() {
    let lattice = POLICIES.between(&read(UK_1982, "SECRET"), &read(UK_1982, "CONFIDENTIAL UMBRA"));
    assert_eq!(lattice.relation.to_string(), "neither opens the other");
    let expected =
        ["0 Meet CONFIDENTIAL", "1 First SECRET", "1 Second CONFIDENTIAL UMBRA", "2 Join SECRET UMBRA"];
    let found: BTreeSet<String> = nodes(&lattice).into_iter().collect();
    assert_eq!(found, expected.map(String::from).into());
    assert_eq!(lattice.edges, [(0, 1), (0, 2), (1, 3), (2, 3)]);
}

#[test]
fn those_who_may_read_leave_one_by_one() {
    let lattice = POLICIES
        .between(&read(UK_GSC, "SECRET UK EYES ONLY"), &read(UK_GSC, "SECRET UK/US/CANADA EYES ONLY"));
    assert_eq!(lattice.relation, Relation::First);
    let steps: Vec<usize> = lattice.nodes.iter().map(|node| node.height).collect();
    assert_eq!(steps, [0, 1, 1, 2]);
    assert_eq!(nodes(&lattice)[3], "2 First SECRET - UK EYES ONLY");
    let caveat = POLICIES.between(&read(UK_GSC, "SECRET"), &read(UK_GSC, "SECRET UK EYES ONLY"));
    assert_eq!(caveat.edges, [(0, 1)], "from everybody to some is one step");
    assert_eq!(caveat.relation.to_string(), "the second is for fewer readers");
}

#[test]
fn two_that_are_the_same_are_one_node() {
    let lattice = POLICIES.between(&read(UK_1982, "SECRET PERSONAL"), &read(UK_1982, "SECRET"));
    assert_eq!(lattice.relation.to_string(), "the same");
    assert_eq!(nodes(&lattice), ["0 Both SECRET"], "what is only told does not count");
    assert!(lattice.edges.is_empty());
}

#[test]
fn labels_of_two_policies_have_no_more_in_common_than_the_public() {
    let lattice = POLICIES.between(&read(UK_1982, "RESTRICTED"), &read(NATO, "NATO UNCLASSIFIED"));
    assert_eq!(lattice.relation.to_string(), "of two policies: not comparable");
    assert_eq!(nodes(&lattice)[0], "0 Meet PUBLIC");
    assert_eq!(lattice.nodes.last().map(|node| node.role), Some(Role::Join));
    assert!(lattice.whole);
}

#[test]
fn what_is_too_much_for_a_picture_is_told_by_its_four_corners() {
    let typed = "TOP SECRET; NODIS; EXDIS; LIMDIS; NOFORN; EYES ONLY; SENSITIVE";
    let lattice = POLICIES.between(&read(US_HISTORICAL, typed), &read(US_HISTORICAL, "SECRET; CHEROKEE"));
    let roles: BTreeSet<String> = lattice.nodes.iter().map(|node| format!("{:?}", node.role)).collect();
    assert_eq!(roles, ["First", "Join", "Meet", "Second"].map(String::from).into());
    assert_eq!(lattice.edges, [(0, 1), (0, 2), (1, 3), (2, 3)]);
    assert!(!lattice.whole);
    let lattice = POLICIES.between(&read(US_HISTORICAL, typed), &read(US_HISTORICAL, "SECRET"));
    assert_eq!((lattice.nodes.len(), lattice.edges.as_slice()), (2, &[(0, 1)][..]));
}

#[test]
fn a_picture_has_what_a_marking_brings_about_and_no_more() {
    let lattice =
        POLICIES.between(&read(NATO, "NATO RESTRICTED"), &read(NATO, "NATO SECRET Releasable to Japan"));
    assert_eq!(lattice.relation, Relation::Neither);
    let expected = [
        "0 Meet NATO RESTRICTED Releasable to Japan",
        "1 First NATO RESTRICTED",
        "1 Between NATO CONFIDENTIAL Releasable to Japan",
        "2 Between NATO CONFIDENTIAL",
        "2 Second NATO SECRET Releasable to Japan",
        "3 Join NATO SECRET",
    ];
    let found: BTreeSet<String> = nodes(&lattice).into_iter().collect();
    assert_eq!(found, expected.map(String::from).into());
    let apart = POLICIES.between(&read(NATO, "NATO UNCLASSIFIED"), &read(UK_1982, "UNCLASSIFIED"));
    let printed: Vec<String> = nodes(&apart).iter().map(|node| node[2..].to_owned()).collect();
    assert_eq!(
        printed.iter().filter(|print| print.ends_with(" NATO UNCLASSIFIED")).count(),
        1,
        "{printed:?}"
    );
}

#[test]
fn a_picture_is_data_too() {
    let lattice = POLICIES.between(&read(UK_1982, "SECRET"), &read(UK_1982, "TOP SECRET"));
    let json = serde_json::to_value(&lattice).unwrap();
    assert_eq!(json["relation"], "second");
    assert_eq!(json["nodes"][1]["role"], "second");
    assert_eq!(json["edges"], serde_json::json!([[0, 1]]));
}

fn component() -> impl Strategy<Value = Component> {
    let names = || btree_set(select(&["A", "B"][..]).prop_map(str::to_owned), 0..3);
    let sets = || {
        let members = btree_set(select(&["X", "Y", "Z"][..]).prop_map(str::to_owned), 0..4);
        btree_map(Just("eyes".to_owned()), members, 0..2)
    };
    let tags = prop_oneof![6 => names().prop_map(Tags::These), 1 => Just(Tags::Every)];
    let copy = prop_oneof![3 => Just(BTreeMap::new()), 1 => sets()];
    (0_u8..3, tags, sets(), prop_oneof![2 => Just(0_u8), 1 => 0_u8..4], copy).prop_map(
        |(level, all, any, needs, copy)| {
            Component { level, all, any, needs, copy, ..Component::default() }.normal()
        },
    )
}

fn label() -> impl Strategy<Value = Label> {
    let id = select(&["uk-1982", "nato"][..]).prop_map(PolicyId::new);
    vec((id, component()), 0..3).prop_map(Label::from_iter)
}

/// Labels one step above another, made without the picture's own steps: all components of the small world
/// from which the labels come.
fn world() -> impl Iterator<Item = Component> {
    let subsets = |of: &[&str]| -> Vec<BTreeSet<String>> {
        (0..1_usize << of.len())
            .map(|bits| {
                of.iter()
                    .enumerate()
                    .filter(|(at, _)| bits >> at & 1 == 1)
                    .map(|(_, s)| (*s).to_owned())
                    .collect()
            })
            .collect()
    };
    let tags = subsets(&["A", "B"]).into_iter().map(Tags::These).chain([Tags::Every]);
    let some: Vec<Option<BTreeSet<String>>> =
        std::iter::once(None).chain(subsets(&["X", "Y", "Z"]).into_iter().map(Some)).collect();
    let sets = move |set: &Option<BTreeSet<String>>| {
        set.iter().map(|of| ("eyes".to_owned(), of.clone())).collect::<BTreeMap<_, _>>()
    };
    tags.flat_map(move |all| {
        let some = some.clone();
        let mut found = BTreeSet::new();
        for level in 0..3 {
            for needs in 0..4 {
                for any in &some {
                    for copy in &some {
                        let (any, copy) = (sets(any), sets(copy));
                        let part =
                            Component { level, all: all.clone(), any, needs, copy, ..Component::default() };
                        found.insert(part.normal());
                    }
                }
            }
        }
        found
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_step_is_a_cover_and_everything_lies_between(a in label(), b in label()) {
        let Lattice { nodes, edges, whole, .. } = POLICIES.between(&a, &b);
        let (a, b) = (a.access(), b.access());
        prop_assert!(nodes.len() <= NODES_MAX);
        let (low, high) = (&nodes[0].label, &nodes[nodes.len() - 1].label);
        prop_assert_eq!(high, &a.join(&b));
        prop_assert!(a.dominates(low) && b.dominates(low));
        let labels: BTreeSet<&Label> = nodes.iter().map(|node| &node.label).collect();
        prop_assert_eq!(labels.len(), nodes.len(), "each stands once");
        prop_assert!(labels.contains(&a) && labels.contains(&b));
        for node in &nodes {
            prop_assert!(node.label.dominates(low) && high.dominates(&node.label));
            prop_assert_eq!(node.height == 0, node.label == *low);
        }
        let above = |x: &Label, y: &Label| x != y && y.dominates(x);
        for (at, node) in nodes.iter().enumerate() {
            for (to, other) in nodes.iter().enumerate() {
                let is_edge = edges.contains(&(at, to));
                let between = nodes.iter().any(|mid| above(&node.label, &mid.label) && above(&mid.label, &other.label));
                prop_assert_eq!(is_edge, above(&node.label, &other.label) && !between);
                prop_assert!(!is_edge || node.height < other.height);
            }
        }
        prop_assert!(whole || nodes.len() <= 4);
    }

    #[test]
    fn whatever_both_dominate_lies_below_what_they_have_in_common(a in label(), b in label(), c in label()) {
        let lattice = POLICIES.between(&a, &b);
        let meet = &lattice.nodes[0].label;
        prop_assert!(!(a.dominates(&c) && b.dominates(&c)) || meet.dominates(&c));
    }

    #[test]
    fn the_relation_is_that_of_dominance(a in label(), b in label()) {
        let expected = match (a.dominates(&b), b.dominates(&a)) {
            (true, true) => &[Relation::Same][..],
            (true, false) => &[Relation::First],
            (false, true) => &[Relation::Second],
            (false, false) => &[Relation::Neither, Relation::Apart],
        };
        prop_assert!(expected.contains(&POLICIES.between(&a, &b).relation));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_whole_picture_leaves_out_no_label_of_one_policy(a in component(), b in component()) {
        let id = PolicyId::new("uk-1982");
        let lattice = POLICIES.between(&Label::of(id.clone(), a), &Label::of(id.clone(), b));
        prop_assume!(lattice.whole);
        let (low, high) = (&lattice.nodes[0].label, &lattice.nodes[lattice.nodes.len() - 1].label);
        let (below, above) = (low.component(&id).unwrap(), high.component(&id).unwrap());
        // Between everybody and some there are any number of sets, and between some tags and every tag.
        prop_assume!(below.any.contains_key("eyes") == above.any.contains_key("eyes"));
        prop_assume!(below.copiers("eyes").is_some() == above.copiers("eyes").is_some());
        prop_assume!((below.all == Tags::Every) == (above.all == Tags::Every));
        let copied = !(below.copy.is_empty() && above.copy.is_empty());
        let shown: BTreeSet<&Label> = lattice.nodes.iter().map(|node| &node.label).collect();
        for part in world() {
            // A picture has those that a marking brings about: none of these tags needs more than the level.
            let drawn = part.needs == 0 && (copied || part.copy.is_empty());
            let label = Label::of(id.clone(), part);
            let ends = [low, high].contains(&&label) || lattice.nodes.iter().any(|n| n.label == label && n.role != Role::Between);
            if !(drawn || ends) { continue; }
            let between = label.dominates(low) && high.dominates(&label);
            prop_assert_eq!(between, shown.contains(&label), "{}", label.canonical());
        }
    }
}
