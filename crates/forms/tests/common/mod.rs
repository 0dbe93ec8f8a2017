//! Labels, clearances and vectors that the trials of all forms share.
#![allow(dead_code, reason = "each trial uses its own part")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use chancery_label::{Clearance, Cleared, Component, Label, Policies, Policy, PolicyId, Tag, TagKind, Tags};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Names that are hard on one syntax or another.
pub const NAMES: [&str; 12] = [
    "Falklands",
    "Middle East",
    "North & South",
    "<b>",
    "a/b",
    "a:b",
    "say \"no\"",
    "back\\slash",
    " led by a space",
    "two\nlines\tand tab\r",
    "été ’82",
    "x;y=z%20*0",
];

/// The compiled policies, and a cheese counter's.
pub fn policies() -> &'static Policies {
    static POLICIES: LazyLock<Policies> = LazyLock::new(together);
    &POLICIES
}

fn together() -> Policies {
    let compiled = Policies::compiled();
    let own = Policy::from_toml(include_str!("cheese.toml")).expect("it is sound");
    let all = compiled.ids().filter_map(|id| compiled.get(id)).cloned().chain([own]);
    Policies::new(all).expect("they go together")
}

fn delta(policy: &Policy, tag: &Tag) -> Component {
    let narrowed = |set: &String, members: BTreeSet<String>| Component {
        any: BTreeMap::from([(set.clone(), members)]),
        ..Component::default()
    };
    match &tag.kind {
        TagKind::Restrictive { .. } => Component { all: Tags::these([&tag.name]), ..Component::default() },
        TagKind::Permissive { set, members, .. } => narrowed(set, members.clone()),
        TagKind::List(list) => {
            let named = policy.places().iter().map(|place| place.code.clone()).take(2);
            narrowed(&list.set, list.adds.iter().chain(&list.always).cloned().chain(named).collect())
        }
        TagKind::Informative => {
            Component { note: BTreeSet::from([tag.name.clone()]), ..Component::default() }
        }
        TagKind::Every => Component { all: Tags::Every, ..Component::default() },
    }
}

/// Components that a policy's own words can say, joined from its tags, with what these bring with them.
fn spoken(policy: &Policy) -> impl Strategy<Value = Component> + use<> {
    let policy = policy.clone();
    let tags = policy.tags().to_vec();
    let most = tags.len().min(6);
    (0..=policy.highest(), subsequence(tags, 0..=most)).prop_map(move |(level, tags)| {
        let join = |component: Component, tag: &Tag| component.join(&delta(&policy, tag));
        let said = tags.iter().fold(Component::level(level), join);
        policy.elaborate(&said)
    })
}

fn sets(policy: &Policy) -> BTreeSet<String> {
    let set = |tag: &Tag| match &tag.kind {
        TagKind::Permissive { set, .. } => Some(set.clone()),
        TagKind::List(list) => Some(list.set.clone()),
        _ => None,
    };
    policy.tags().iter().filter_map(set).collect()
}

/// Of each set that the policy knows, at most the first and last of those who may read may take a copy.
fn copied(policy: &Policy, component: &Component) -> BTreeMap<String, BTreeSet<String>> {
    let all: BTreeSet<String> = policy.affiliations().into_iter().map(str::to_owned).collect();
    let few = |set: String| {
        let readers = component.any.get(&set).unwrap_or(&all);
        let few = readers.first().into_iter().chain(readers.last().filter(|_| readers.len() > 2));
        (set, few.cloned().collect())
    };
    sets(policy).into_iter().map(few).collect()
}

fn part(policy: &Policy) -> BoxedStrategy<(PolicyId, Component)> {
    let policy = policy.clone();
    let names =
        |most, weight: f64| option::weighted(weight, subsequence(NAMES.to_vec(), 0..=most).prop_map(owned));
    let needs = prop_oneof![2 => Just(0), 1 => 0..=policy.highest()];
    (spoken(&policy), names(3, 0.3), names(2, 0.2), needs, prop::bool::weighted(0.3), names(2, 0.3))
        .prop_map(move |(mut component, free, note, needs, copies, common)| {
            component = component.join(&Component {
                all: Tags::these(free.unwrap_or_default()),
                note: note.unwrap_or_default(),
                needs,
                common: common.into_iter().map(|words| ("flags & signs".to_owned(), words)).collect(),
                ..Component::default()
            });
            if copies {
                component.copy = copied(&policy, &component);
            }
            (policy.id().clone(), component.normal())
        })
        .boxed()
}

fn owned(names: Vec<&str>) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

/// Labels of any policies, with hard names among their tags, nothing more than one component each.
pub fn labels() -> impl Strategy<Value = Label> {
    let policies = policies();
    let ids: Vec<PolicyId> = policies.ids().cloned().collect();
    let most = ids.len().min(3);
    subsequence(ids, 0..=most).prop_flat_map(move |ids| {
        let parts: Vec<_> = ids.iter().filter_map(|id| policies.get(id)).map(part).collect();
        parts.prop_map(Label::from_iter)
    })
}

/// Labels in the words of their policy alone.
pub fn plain_labels() -> impl Strategy<Value = Label> {
    let policies = policies();
    let all: Vec<PolicyId> = policies.ids().cloned().collect();
    select(all).prop_flat_map(move |id| {
        let policy = policies.get(&id).expect("it is at hand");
        spoken(policy).prop_map(move |component| Label::of(id.clone(), component))
    })
}

/// Clearances under any policies, affiliated as their tags have it or not at all.
pub fn clearances() -> impl Strategy<Value = Clearance> {
    let policies = policies();
    let ids: Vec<PolicyId> = policies.ids().cloned().collect();
    let one = move |id: PolicyId| {
        let policy = policies.get(&id).expect("it is at hand").clone();
        let names: Vec<String> =
            policy.tags().iter().map(|tag| tag.name.clone()).chain(NAMES.map(str::to_owned)).collect();
        let members: Vec<String> =
            policy.affiliations().into_iter().map(str::to_owned).chain(["Nowhere".into()]).collect();
        let most = names.len();
        let tags = prop_oneof![
            3 => subsequence(names, 0..=most).prop_map(Tags::these),
            1 => Just(Tags::Every)
        ];
        (0..=policy.highest() + 1, tags, option::weighted(0.8, select(members)))
            .prop_map(move |(level, tags, affiliation)| (id.clone(), Cleared { level, tags, affiliation }))
    };
    let held = ids.into_iter().map(move |id| option::weighted(0.9, one(id)));
    held.collect::<Vec<_>>().prop_map(|held| held.into_iter().flatten().collect())
}

/// The folder of public vectors, where there is one.
pub fn vectors(part: &str) -> Option<PathBuf> {
    let path = std::env::var_os("CHANCERY_VECTORS").map(PathBuf::from)?.join(part);
    path.exists().then_some(path)
}
