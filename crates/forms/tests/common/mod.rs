//! Labels, clearances and vectors that the trials of all forms share.
#![allow(dead_code, reason = "each trial uses its own part")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

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

fn delta(tag: &Tag) -> Component {
    match &tag.kind {
        TagKind::Restrictive { .. } => Component { all: Tags::these([&tag.name]), ..Component::default() },
        TagKind::Permissive { set, members, .. } => {
            Component { any: BTreeMap::from([(set.clone(), members.clone())]), ..Component::default() }
        }
        TagKind::Informative => {
            Component { note: BTreeSet::from([tag.name.clone()]), ..Component::default() }
        }
        TagKind::Every => Component { all: Tags::Every, ..Component::default() },
    }
}

/// Components that a policy's own words can say, joined from its tags.
fn spoken(policy: &Policy) -> impl Strategy<Value = Component> + use<> {
    let tags = policy.tags().to_vec();
    let most = tags.len().min(6);
    (0..=policy.highest(), subsequence(tags, 0..=most)).prop_map(|(level, tags)| {
        tags.iter().map(delta).fold(Component::level(level), |component, tag| component.join(&tag))
    })
}

fn part(policy: &Policy) -> BoxedStrategy<(PolicyId, Component)> {
    let id = policy.id().clone();
    let free = subsequence(NAMES.to_vec(), 0..=3);
    let note = subsequence(NAMES.to_vec(), 0..=2);
    (spoken(policy), option::weighted(0.3, free), option::weighted(0.2, note))
        .prop_map(move |(component, free, note)| {
            let free = Tags::these(free.unwrap_or_default());
            let note = note.unwrap_or_default().into_iter().map(str::to_owned).collect();
            (id.clone(), component.join(&Component { all: free, note, ..Component::default() }))
        })
        .boxed()
}

/// Labels of any compiled policies, with hard names among their tags, nothing more than one component each.
pub fn labels() -> impl Strategy<Value = Label> {
    let policies = Policies::compiled();
    let ids: Vec<PolicyId> = policies.ids().cloned().collect();
    let most = ids.len().min(3);
    subsequence(ids, 0..=most).prop_flat_map(move |ids| {
        let parts: Vec<_> = ids.iter().filter_map(|id| policies.get(id)).map(part).collect();
        parts.prop_map(Label::from_iter)
    })
}

/// Labels in the words of their policies alone, of policies without free names.
pub fn plain_labels() -> impl Strategy<Value = Label> {
    let policies = Policies::compiled();
    let all: Vec<PolicyId> = policies.ids().cloned().collect();
    select(all).prop_flat_map(move |id| {
        let policy = policies.get(&id).expect("it is compiled in");
        spoken(policy).prop_map(move |component| Label::of(id.clone(), component))
    })
}

/// Clearances under any compiled policies, affiliated as their tags have it or not at all.
pub fn clearances() -> impl Strategy<Value = Clearance> {
    let policies = Policies::compiled();
    let ids: Vec<PolicyId> = policies.ids().cloned().collect();
    let one = move |id: PolicyId| {
        let policy = policies.get(&id).expect("it is compiled in").clone();
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
