//! Labels, clearances and vectors that the trials of all forms share.
#![allow(dead_code, reason = "each trial uses its own part")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use chancery_label::{
    Clearance, Cleared, Component, Label, List, Policies, Policy, PolicyId, Tag, TagKind, Tags,
};
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

/// What names of families end with.
const ENDS: [&str; 4] = ["ABC", "BUTTER POPCORN-1A 22", "7", "<X>&\"Y\""];

/// Affiliations that are no places, where a list takes any word.
const RECIPIENTS: [&str; 3] = ["BONE", "COLES", "A/B"];

/// Markings as they are written, among them such whose joins admit nobody.
const MARKINGS: [(&str, &[&str]); 6] = [
    (
        "us-capco",
        &[
            "UNCLASSIFIED",
            "SECRET",
            "SECRET//NOFORN",
            "TOP SECRET//SI-G ABCD EFGH-XYZ/TK//ORCON/NOFORN",
            "SECRET//SAR-BP-123 7 12//NOFORN",
            "SECRET//REL TO USA, FVEY",
            "CONFIDENTIAL//REL TO USA, JPN/RELIDO",
            "SECRET//RELIDO",
            "SECRET//DISPLAY ONLY IRQ",
            "SECRET//REL TO USA, GBR/DISPLAY ONLY AUS, IRQ",
            "SECRET//DSEN",
            "UNCLASSIFIED//SBU NOFORN",
            "UNCLASSIFIED//LES NOFORN",
            "UNCLASSIFIED//LIMDIS",
            "//GBR SECRET",
            "//JOINT SECRET GBR USA//REL TO USA, GBR",
            "SECRET//FGI DEU GBR//NOFORN",
        ],
    ),
    (
        "nato",
        &[
            "NATO UNCLASSIFIED",
            "COSMIC TOP SECRET BOHEMIA",
            "NATO RESTRICTED Releasable to Japan, Ukraine",
            "NATO/KFOR CONFIDENTIAL Ireland, Sweden ONLY",
            "NATO SECRET Ukraine ONLY",
            "NATO SECRET NO COMMON NATION",
        ],
    ),
    (
        "eu",
        &[
            "LIMITE RELEASABLE TO UN",
            "SECRET UE/EU SECRET RELEASABLE TO NATO",
            "RESTREINT UE/EU RESTRICTED RELEASABLE TO NORWAY, UKRAINE",
        ],
    ),
    (
        "tlp",
        &[
            "TLP:CLEAR",
            "TLP:AMBER+STRICT",
            "TLP:RED RECIPIENTS BONE, COLES",
            "TLP:RED RECIPIENTS COLES, ACME",
            "TLP:RED NO COMMON RECIPIENT",
        ],
    ),
    (
        "uk-gsc",
        &[
            "OFFICIAL-SENSITIVE - RECIPIENTS ONLY",
            "SECRET HMG USE ONLY",
            "SECRET FCDO/MOD USE ONLY",
            "OFFICIAL MI5 USE ONLY",
            "TOP SECRET UK EYES ONLY",
            "SECRET REL EU",
        ],
    ),
    ("uk-1982", &["SECRET UK EYES A LOCSEN", "CONFIDENTIAL UK EYES B", "TOP SECRET CODE WORD"]),
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

fn narrowed(set: &str, members: BTreeSet<String>) -> Component {
    Component { any: BTreeMap::from([(set.to_owned(), members)]), ..Component::default() }
}

fn restrictive(name: String) -> Component {
    Component { all: Tags::these([name]), ..Component::default() }
}

fn informative(name: String) -> Component {
    Component { note: BTreeSet::from([name]), ..Component::default() }
}

/// What the tag may say; a list names any places, words where it may, or nobody at all, and a family gives
/// a name. What tags of release say is in [`MARKINGS`].
fn said(policy: &Policy, tag: &Tag) -> BoxedStrategy<Component> {
    let family = tag.name.trim_end_matches('*').to_owned();
    let named = move |make: fn(String) -> Component| {
        let family = family.clone();
        select(&ENDS[..]).prop_map(move |end| make(format!("{family}{end}"))).boxed()
    };
    match &tag.kind {
        TagKind::Informative if tag.role.is_some() => Just(Component::default()).boxed(),
        TagKind::Restrictive { .. } if tag.place.family => named(restrictive),
        TagKind::Informative if tag.place.family => named(informative),
        TagKind::Restrictive { .. } => Just(restrictive(tag.name.clone())).boxed(),
        TagKind::Informative => Just(informative(tag.name.clone())).boxed(),
        TagKind::Permissive { set, members, .. } => Just(narrowed(set, members.clone())).boxed(),
        TagKind::List(list) => listed(policy, list.clone()),
        TagKind::Every => Just(Component { all: Tags::Every, ..Component::default() }).boxed(),
    }
}

fn listed(policy: &Policy, list: List) -> BoxedStrategy<Component> {
    let free = RECIPIENTS.iter().filter(|_| list.free).map(|word| (*word).to_owned());
    let codes: Vec<String> = policy.places().iter().map(|place| place.code.clone()).chain(free).collect();
    let most = codes.len().min(4);
    let always: BTreeSet<String> = &list.adds | &list.always;
    subsequence(codes, 0..=most)
        .prop_map(move |codes| narrowed(&list.set, always.iter().cloned().chain(codes).collect()))
        .boxed()
}

/// Components that a policy's own words can say, joined from its tags, with what these bring with them.
fn spoken(policy: &Policy) -> impl Strategy<Value = Component> + use<> {
    let policy = policy.clone();
    let tags: Vec<Tag> = policy.tags().iter().chain(policy.families()).cloned().collect();
    let most = tags.len().min(6);
    (0..=policy.highest(), subsequence(tags, 0..=most)).prop_flat_map(move |(level, tags)| {
        let policy = policy.clone();
        tags.iter().map(|tag| said(&policy, tag)).collect::<Vec<_>>().prop_map(move |parts| {
            let whole = parts.iter().fold(Component::level(level), |whole, part| whole.join(part));
            policy.elaborate(&whole)
        })
    })
}

/// Components of papers whose parts bear markings as people write them, where the policy has any here.
fn marked(policy: &Policy) -> impl Strategy<Value = Component> + use<> {
    let (policy, id) = (policy.clone(), policy.id().clone());
    let typed: Vec<&str> = MARKINGS
        .iter()
        .filter(|(own, _)| *own == id.as_str())
        .flat_map(|(_, typed)| *typed)
        .copied()
        .collect();
    let most = typed.len().min(3);
    subsequence(typed, most.min(1)..=most).prop_map(move |typed| {
        let read = |typed: &str| {
            let read = policy.parse(typed).unwrap_or_else(|fault| panic!("{typed}: {fault}"));
            read.own
                .expect("it has a marking of its own")
                .component(&id)
                .cloned()
                .expect("it is of the policy")
        };
        typed.into_iter().map(read).reduce(|a, b| a.join(&b)).unwrap_or_default()
    })
}

fn sets(policy: &Policy) -> BTreeSet<String> {
    policy.tags().iter().filter_map(set_of).cloned().collect()
}

/// The set that a tag narrows.
pub fn set_of(tag: &Tag) -> Option<&String> {
    match &tag.kind {
        TagKind::Permissive { set, .. } => Some(set),
        TagKind::List(list) => Some(&list.set),
        TagKind::Restrictive { .. } | TagKind::Informative | TagKind::Every => None,
    }
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

fn worded(policy: &Policy) -> impl Strategy<Value = Component> + use<> {
    prop_oneof![3 => spoken(policy), 2 => marked(policy)]
}

fn part(policy: &Policy) -> BoxedStrategy<(PolicyId, Component)> {
    let policy = policy.clone();
    let names =
        |most, weight: f64| option::weighted(weight, subsequence(NAMES.to_vec(), 0..=most).prop_map(owned));
    let needs = prop_oneof![2 => Just(0), 1 => 0..=policy.highest()];
    (worded(&policy), names(3, 0.3), names(2, 0.2), needs, prop::bool::weighted(0.3), names(2, 0.3))
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
        worded(policy).prop_map(move |component| Label::of(id.clone(), component))
    })
}

/// Clearances under any policies, affiliated as their tags have it or not at all.
pub fn clearances() -> impl Strategy<Value = Clearance> {
    let policies = policies();
    let ids: Vec<PolicyId> = policies.ids().cloned().collect();
    let one = move |id: PolicyId| {
        let policy = policies.get(&id).expect("it is at hand").clone();
        let families = policy.families().iter().map(|family| family.name.trim_end_matches('*'));
        let named = families.flat_map(|name| ENDS.map(|end| format!("{name}{end}")));
        let own = policy.tags().iter().map(|tag| tag.name.clone());
        let names: Vec<String> = own.chain(named).chain(NAMES.map(str::to_owned)).collect();
        let own = policy.affiliations().into_iter().map(str::to_owned);
        let members: Vec<String> =
            own.chain(RECIPIENTS.map(str::to_owned)).chain(["Nowhere".into()]).collect();
        let most = names.len();
        let tags = prop_oneof![
            1 => subsequence(names, 0..=most).prop_map(Tags::these),
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
