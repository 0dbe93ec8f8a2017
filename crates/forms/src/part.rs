//! A component taken apart into what every form has a place for, and put together again.

use std::collections::{BTreeMap, BTreeSet};

use chancery_label::{Component, Label, Level, Policies, Policy, PolicyId, Tag, TagKind, Tags};

use crate::FormError;

/// What a component says beside its level.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Tags that the reader must hold, all of them.
    Restrictive(BTreeSet<String>),
    /// Every restrictive tag there is or may come to be.
    Every,
    /// Affiliations of which the reader must have one.
    Permissive { set: String, members: BTreeSet<String> },
    /// Tags without effect on access.
    Informative(BTreeSet<String>),
    /// The least rank that the reader must hold, above the level.
    Needs(u8),
    /// Affiliations of which whoever takes a copy must have one.
    Copy { set: String, members: BTreeSet<String> },
    /// A set of affiliations of which none is left, so that nobody may read.
    Nobody { set: String },
    /// A set of affiliations of which none is left that may take a copy.
    NobodyCopies { set: String },
    /// Words without effect on access, of which a join keeps those of all its parts.
    Common { set: String, words: BTreeSet<String> },
}

/// One policy's part of a label, with the policy's own words for it.
pub(crate) struct Carried<'a> {
    pub id: &'a PolicyId,
    pub policy: &'a Policy,
    pub rank: u8,
    pub level: &'a Level,
    pub parts: Vec<Part>,
}

/// The components of a label, refused where its policy or its level is not known, or where taking it apart
/// loses anything.
pub(crate) fn carried<'a>(
    form: &'static str,
    policies: &'a Policies,
    label: &'a Label,
) -> Result<Vec<Carried<'a>>, FormError> {
    label.components().map(|(id, component)| one(form, policies, id, component)).collect()
}

fn one<'a>(
    form: &'static str,
    policies: &'a Policies,
    id: &'a PolicyId,
    component: &Component,
) -> Result<Carried<'a>, FormError> {
    let policy = policies.get(id).ok_or_else(|| FormError::UnknownPolicy(id.to_string()))?;
    let rank = component.level;
    let level = policy.levels().get(usize::from(rank)).ok_or_else(|| FormError::UnknownWord {
        policy: id.to_string(),
        kind: "level",
        word: rank.to_string(),
    })?;
    let parts = parts(component);
    // A field that a component may come to have is refused here rather than left out in silence.
    if whole(form, rank, parts.iter().cloned())? != *component {
        let what = format!("all that {id} says here");
        return Err(FormError::CannotCarry { form, what, instead: "use the canonical text" });
    }
    Ok(Carried { id, policy, rank, level, parts })
}

fn parts(component: &Component) -> Vec<Part> {
    let restrictive = match &component.all {
        Tags::Every => Some(Part::Every),
        Tags::These(names) if names.is_empty() => None,
        Tags::These(names) => Some(Part::Restrictive(names.clone())),
    };
    let permissive = component.any.iter().map(|(set, members)| readers(set.clone(), members.clone()));
    let copy = component.copy.iter().map(|(set, members)| copiers(set.clone(), members.clone()));
    let common =
        component.common.iter().map(|(set, words)| Part::Common { set: set.clone(), words: words.clone() });
    let note = Some(&component.note).filter(|note| !note.is_empty());
    let needs = Some(component.needs).filter(|needs| *needs > 0);
    let access = restrictive.into_iter().chain(needs.map(Part::Needs)).chain(permissive).chain(copy);
    access.chain(note.cloned().map(Part::Informative)).chain(common).collect()
}

/// Those of the set who may read.
pub(crate) fn readers(set: String, members: BTreeSet<String>) -> Part {
    if members.is_empty() { Part::Nobody { set } } else { Part::Permissive { set, members } }
}

/// Those of the set who may take a copy.
pub(crate) fn copiers(set: String, members: BTreeSet<String>) -> Part {
    if members.is_empty() { Part::NobodyCopies { set } } else { Part::Copy { set, members } }
}

/// Puts parts together, refusing one that comes twice: some readers would take the union, some the
/// intersection.
pub(crate) fn whole(
    form: &'static str,
    level: u8,
    parts: impl IntoIterator<Item = Part>,
) -> Result<Component, FormError> {
    let mut component = Component::level(level);
    let mut seen = BTreeSet::new();
    for part in parts {
        let place = match &part {
            Part::Restrictive(_) | Part::Every => (0, String::new()),
            Part::Permissive { set, .. } | Part::Nobody { set } => (1, set.clone()),
            Part::Informative(_) => (2, String::new()),
            Part::Needs(_) => (3, String::new()),
            Part::Copy { set, .. } | Part::NobodyCopies { set } => (4, set.clone()),
            Part::Common { set, .. } => (5, set.clone()),
        };
        if !seen.insert(place) {
            return Err(FormError::unsound(form, "a set of tags comes twice; give it once"));
        }
        component = component.join(&delta(part));
    }
    Ok(component)
}

fn delta(part: Part) -> Component {
    match part {
        Part::Restrictive(names) => Component { all: Tags::These(names), ..Component::default() },
        Part::Every => Component { all: Tags::Every, ..Component::default() },
        Part::Permissive { set, members } => {
            Component { any: BTreeMap::from([(set, members)]), ..Component::default() }
        }
        Part::Nobody { set } => delta(Part::Permissive { set, members: BTreeSet::new() }),
        Part::NobodyCopies { set } => delta(Part::Copy { set, members: BTreeSet::new() }),
        Part::Informative(note) => Component { note, ..Component::default() },
        Part::Needs(needs) => Component { needs, ..Component::default() },
        Part::Copy { set, members } => {
            Component { copy: BTreeMap::from([(set, members)]), ..Component::default() }
        }
        Part::Common { set, words } => {
            Component { common: BTreeMap::from([(set, words)]), ..Component::default() }
        }
    }
}

/// The set that a tag narrows, if it narrows any.
pub(crate) fn set_of(tag: &Tag) -> Option<&String> {
    match &tag.kind {
        TagKind::Permissive { set, .. } => Some(set),
        TagKind::List(list) => Some(&list.set),
        TagKind::Restrictive { .. } | TagKind::Informative | TagKind::Every => None,
    }
}

/// The name of the level of that rank.
pub(crate) fn level_name(policy: &Policy, rank: u8) -> Result<&str, FormError> {
    let level = policy.levels().get(usize::from(rank));
    level.map(|level| level.name.as_str()).ok_or_else(|| FormError::UnknownWord {
        policy: policy.id().to_string(),
        kind: "level",
        word: rank.to_string(),
    })
}

/// The rank of the level of that name.
pub(crate) fn rank(policy: &Policy, name: &str) -> Result<u8, FormError> {
    let place = policy.levels().iter().position(|level| level.name == name);
    place.and_then(|place| u8::try_from(place).ok()).ok_or_else(|| FormError::UnknownWord {
        policy: policy.id().to_string(),
        kind: "level",
        word: name.into(),
    })
}

/// The policy of that name.
pub(crate) fn policy<'a>(policies: &'a Policies, name: &str) -> Result<&'a Policy, FormError> {
    policies.get(&PolicyId::new(name)).ok_or_else(|| FormError::UnknownPolicy(name.into()))
}

/// Which of how many parts of a product this is; none where the label has one part only.
pub(crate) type Place = Option<(u64, u64)>;

/// The place of the part at that index among so many.
pub(crate) fn place(index: usize, of: usize) -> Place {
    (of > 1).then(|| (index as u64 + 1, of as u64))
}

/// Joins parts that were carried one by one, refusing a product that is not whole: each part alone would
/// pass for less than the label asks.
pub(crate) fn product(
    form: &'static str,
    read: Vec<(PolicyId, Component, Place)>,
) -> Result<Label, FormError> {
    let given = read.len();
    let of = read.iter().filter_map(|(_, _, place)| Some(place.as_ref()?.1)).max().unwrap_or(1);
    let numbers: BTreeSet<Place> = read.iter().map(|(_, _, place)| *place).collect();
    let expected: BTreeSet<Place> = (0..given).map(|index| self::place(index, given)).collect();
    if numbers != expected || numbers.len() != given {
        return Err(FormError::Incomplete { form, given, of: usize::try_from(of).unwrap_or(usize::MAX) });
    }
    let policies: BTreeSet<&PolicyId> = read.iter().map(|(id, ..)| id).collect();
    if policies.len() != given {
        return Err(FormError::unsound(form, "a policy comes twice; give each once"));
    }
    Ok(read.into_iter().map(|(id, component, _)| (id, component)).collect())
}

/// Classification numbers up to this are the basic ones of other standards.
const BASIC_LACV_MAX: u64 = 5;

/// The number by which binary labels know a level.
pub(crate) fn lacv(rank: u8) -> u64 {
    BASIC_LACV_MAX + 1 + u64::from(rank)
}

/// The rank of the level with that number.
pub(crate) fn rank_of_lacv(policy: &Policy, number: u64) -> Result<u8, FormError> {
    (0..=policy.highest()).find(|rank| lacv(*rank) == number).ok_or_else(|| FormError::UnknownWord {
        policy: policy.id().to_string(),
        kind: "classification",
        word: number.to_string(),
    })
}
