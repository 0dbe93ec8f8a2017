//! The laws over labels of the other policies: every word, list and level that they can say.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chancery_label::{
    Clearance, Cleared, Component, EU, Label, NATO, Policies, Policy, PolicyId, TLP, TagKind, Tags, UK_GSC,
};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

static POLICIES: LazyLock<Policies> = LazyLock::new(Policies::compiled);
const OTHERS: [&str; 4] = [UK_GSC, NATO, EU, TLP];
/// Affiliations that the lists below name, and one that none does.
const SIDES: [&str; 8] = ["GBR", "USA", "NATO", "EU", "JPN", "UKR", "FCDO", "NOBODY"];

fn policy(id: &str) -> &'static Policy {
    POLICIES.get(&PolicyId::new(id)).expect("it is compiled in")
}

/// What the words of one tag say; a list is given some members.
fn words(tag: &chancery_label::Tag, members: &BTreeSet<String>) -> Component {
    let mut component = Component::default();
    match &tag.kind {
        TagKind::Restrictive { .. } => component.all = Tags::these([&tag.name]),
        TagKind::Permissive { set, members, .. } => drop(component.any.insert(set.clone(), members.clone())),
        TagKind::List(list) => {
            let members = &(members | &list.always) | &list.adds;
            component.any.insert(list.set.clone(), members);
        }
        TagKind::Informative => drop(component.note.insert(tag.name.clone())),
        TagKind::Every => component.all = Tags::Every,
    }
    component
}

/// A label as a marking of the policy brings it about, rules broken or not.
fn marked(id: &'static str) -> impl Strategy<Value = Label> {
    let tags = policy(id).tags().to_vec();
    let most = tags.len().min(4);
    let members = btree_set(select(&SIDES[..7]).prop_map(str::to_owned), 1..4);
    (0..=policy(id).highest(), subsequence(tags, 0..=most), members).prop_map(
        move |(level, tags, members)| {
            let known: BTreeSet<&str> = policy(id).places().iter().map(|place| place.code.as_str()).collect();
            let members =
                members.into_iter().filter(|code| known.is_empty() || known.contains(code.as_str()));
            let members: BTreeSet<String> = members.collect();
            let parts = tags.iter().map(|tag| words(tag, &members));
            let whole = parts.fold(Component::level(level), |whole, part| whole.join(&part));
            POLICIES.elaborate(&Label::of(PolicyId::new(id), whole))
        },
    )
}

/// A label of one policy: of a marking, or of two joined.
fn of_one() -> impl Strategy<Value = (&'static str, Label)> {
    select(&OTHERS[..]).prop_flat_map(|id| {
        (Just(id), marked(id), option::of(marked(id))).prop_map(|(id, label, other)| {
            let other = other.unwrap_or_default();
            (id, label.join(&other))
        })
    })
}

fn of_any() -> impl Strategy<Value = Label> {
    vec(of_one(), 1..3).prop_map(|parts| parts.iter().fold(Label::public(), |all, (_, one)| all.join(one)))
}

fn reader() -> impl Strategy<Value = Clearance> {
    let all_tags = || OTHERS.iter().flat_map(|id| policy(id).tags()).map(|tag| tag.name.clone());
    let tags = subsequence(all_tags().collect::<Vec<_>>(), 0..8).prop_map(Tags::these);
    let tags = prop_oneof![tags, Just(Tags::Every)];
    let cleared = (0_u8..5, tags, option::of(select(&SIDES[..]))).prop_map(|(level, tags, side)| Cleared {
        level,
        tags,
        affiliation: side.map(str::to_owned),
    });
    vec((select(&OTHERS[..]).prop_map(PolicyId::new), cleared), 1..5).prop_map(Clearance::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn join_is_the_least_upper_bound(a in of_any(), b in of_any(), c in of_any()) {
        prop_assert_eq!(a.join(&b), b.join(&a));
        prop_assert_eq!(a.join(&b).join(&c), a.join(&b.join(&c)));
        prop_assert_eq!(&a.join(&a), &a);
        prop_assert!(a.join(&b).dominates(&a) && a.join(&b).dominates(&b));
        prop_assert_eq!(a.dominates(&b), a.join(&b).access() == a.access());
        prop_assert!(!(c.dominates(&a) && c.dominates(&b)) || c.dominates(&a.join(&b)));
        prop_assert!(!(a.dominates(&b) && b.dominates(&c)) || a.dominates(&c));
    }

    #[test]
    fn a_reader_opens_a_join_exactly_when_he_opens_both(reader in reader(), a in of_any(), b in of_any()) {
        prop_assert_eq!(reader.opens(&a.join(&b)), reader.opens(&a) && reader.opens(&b));
        prop_assert!(!(a.dominates(&b) && reader.opens(&a)) || reader.opens(&b));
    }

    #[test]
    fn a_higher_clearance_never_loses_a_paper(reader in reader(), label in of_any(), up in 0_u8..3, more in select(&["SENSITIVE", "NATO/KFOR", "ATOMAL"][..])) {
        for id in OTHERS.map(PolicyId::new) {
            let held = reader.cleared(&id).cloned().unwrap_or_default();
            let higher = Cleared { level: held.level + up, tags: held.tags.join(&Tags::these([more])), ..held };
            prop_assert!(!reader.opens(&label) || reader.clone().with(id, higher).opens(&label));
        }
    }

    #[test]
    fn what_is_elaborated_stays_so_when_joined(a in of_any(), b in of_any()) {
        prop_assert_eq!(&POLICIES.elaborate(&a), &a);
        prop_assert_eq!(POLICIES.elaborate(&a.join(&b)), a.join(&b));
    }

    #[test]
    fn a_print_reads_back_as_what_it_shows_unless_a_rule_is_broken((id, label) in of_one()) {
        let printed = POLICIES.print(&label);
        let order = [PolicyId::new(id)];
        if POLICIES.valid(&label).is_empty() {
            let marking = POLICIES.parse(&order, &printed.banner);
            prop_assert_eq!(marking.as_ref().ok().and_then(|m| m.own.clone()), Some(POLICIES.shown(&label)), "{} {:?}", printed.banner, marking);
            let marking = marking.unwrap();
            prop_assert_eq!(&marking.warnings, &[], "{}", printed.banner);
            prop_assert_eq!(&POLICIES.print(&POLICIES.shown(&label)).banner, &printed.banner);
            if let Some(portion) = &printed.portion {
                let read = POLICIES.parse_portion(&order, portion);
                prop_assert_eq!(read.map(|m| m.own), Ok(Some(POLICIES.shown(&label))), "{}", portion);
            }
        } else {
            prop_assert!(POLICIES.parse(&order, &printed.banner).is_err(), "{}", printed.banner);
        }
    }

    #[test]
    fn every_language_reads_back_as_the_same_label((id, label) in of_one(), language in select(&["en", "fr", "de"][..])) {
        prop_assume!(POLICIES.valid(&label).is_empty());
        let banner = POLICIES.print_in(&label, language).banner;
        let own = POLICIES.parse(&[PolicyId::new(id)], &banner).map(|marking| marking.own);
        prop_assert_eq!(own, Ok(Some(POLICIES.shown(&label))), "{}", banner);
    }

    #[test]
    fn a_product_of_these_policies_reads_back(a in of_any()) {
        prop_assume!(POLICIES.valid(&a).is_empty());
        let order: Vec<PolicyId> = a.components().map(|(id, _)| id.clone()).collect();
        let banner = POLICIES.print(&a).banner;
        prop_assert_eq!(POLICIES.parse(&order, &banner).map(|m| m.own), Ok(Some(POLICIES.shown(&a))), "{}", banner);
    }

    #[test]
    fn series_are_shared_exactly_by_what_gives_the_same_access(labels in vec(of_any(), 2..12)) {
        let shorts: Vec<_> = labels.iter().map(|label| (POLICIES.print(label).short, label.access())).collect();
        for (short, access) in &shorts {
            for (other, other_access) in &shorts {
                prop_assert_eq!(short == other, access == other_access, "{}", short);
            }
        }
    }
}
