//! The tag sets that a policy's tags come to in its file.

use std::collections::{BTreeMap, BTreeSet};

use chancery_label::{Policy, Tag, TagKind};

use crate::part::Part;
use crate::stanag::{EVERY, NEEDS, NOTES, TAGS};

/// A tag set, with one tag in it.
pub(super) struct Set<'a> {
    /// What labels say with its values, without any.
    pub part: Part,
    pub values: Vec<Value<'a>>,
}

/// A value of a tag set.
pub(super) struct Value<'a> {
    pub name: String,
    /// What is printed in the place of its name.
    pub phrase: Option<&'a str>,
    /// Whether it is printed at all.
    pub hidden: bool,
    /// The one tag that it stands for.
    pub tag: Option<&'a Tag>,
}

impl Set<'_> {
    pub fn name(&self) -> &str {
        match &self.part {
            Part::Restrictive(_) => TAGS,
            Part::Every => EVERY,
            Part::Needs(_) => NEEDS,
            Part::Informative(_) => NOTES,
            Part::Permissive { set, .. } | Part::Copy { set, .. } | Part::Common { set, .. } => set,
        }
    }

    /// The attributes that say how its values bear on access.
    pub fn kind(&self) -> &'static [(&'static str, &'static str)] {
        match &self.part {
            Part::Restrictive(_) | Part::Every | Part::Needs(_) => {
                &[("tagType", "enumerated"), ("enumType", "restrictive")]
            }
            Part::Permissive { .. } | Part::Copy { .. } => {
                &[("tagType", "enumerated"), ("enumType", "permissive")]
            }
            Part::Informative(_) | Part::Common { .. } => {
                &[("tagType", "tagType7"), ("tag7Encoding", "securityAttributes")]
            }
        }
    }

    /// What stands between its values in a marking.
    pub fn separator(&self) -> &'static str {
        if matches!(self.part, Part::Permissive { .. }) { "/" } else { " " }
    }
}

/// The tag sets of a policy, in the order of its labels' categories.
pub(super) fn sets(policy: &Policy) -> Vec<Set<'_>> {
    let is = |kind: fn(&TagKind) -> bool| move |tag: &&Tag| kind(&tag.kind);
    let restrictive = is(|kind| matches!(kind, TagKind::Restrictive { .. }));
    let informative = is(|kind| matches!(kind, TagKind::Informative));
    let own = |tag| Value { phrase: None, ..of_tag(tag) };
    let every = policy.tags().iter().filter(is(|kind| matches!(kind, TagKind::Every)));
    let every = every.map(|tag| Value { name: EVERY.into(), ..of_tag(tag) }).collect();
    let mut sets = vec![
        Set {
            part: Part::Restrictive(BTreeSet::new()),
            values: policy.tags().iter().filter(restrictive).map(own).collect(),
        },
        Set { part: Part::Every, values: every },
        Set { part: Part::Needs(0), values: needs(policy) },
    ];
    sets.extend(permissive(policy));
    let notes = policy.tags().iter().filter(informative).map(own).collect();
    sets.push(Set { part: Part::Informative(BTreeSet::new()), values: notes });
    sets.retain(|set| !set.values.is_empty());
    sets
}

fn of_tag(tag: &Tag) -> Value<'_> {
    Value { name: tag.name.clone(), phrase: Some(&tag.name), hidden: false, tag: Some(tag) }
}

/// Its levels as least clearances, where a tag asks for one; a banner does not show them.
fn needs(policy: &Policy) -> Vec<Value<'_>> {
    let asked = policy.tags().iter().any(|tag| tag.bounds.needs.is_some());
    let value = |name: &String| Value { name: name.clone(), phrase: None, hidden: true, tag: None };
    let levels = policy.levels().iter().filter(|_| asked);
    levels.map(|level| value(&level.name)).collect()
}

/// Permissive sets with all that their tags and lists may name; names that may be any word are not listed.
fn permissive(policy: &Policy) -> Vec<Set<'_>> {
    let mut sets = BTreeMap::<&String, BTreeSet<&String>>::new();
    for tag in policy.tags() {
        match &tag.kind {
            TagKind::Permissive { set, members, .. } => sets.entry(set).or_default().extend(members),
            TagKind::List(list) => {
                let places = policy.places().iter().map(|place| &place.code);
                let named = list.always.iter().chain(&list.adds).chain(places);
                sets.entry(&list.set).or_default().extend(named);
            }
            _ => {}
        }
    }
    let phrase = |code: &String| {
        let place = policy.places().iter().find(|place| place.code == *code)?;
        Some(place.name.as_str())
    };
    let value = |code: &String| Value { name: code.clone(), phrase: phrase(code), hidden: false, tag: None };
    let set = |(set, members): (&String, BTreeSet<&String>)| Set {
        part: Part::Permissive { set: set.clone(), members: BTreeSet::new() },
        values: members.into_iter().map(value).collect(),
    };
    sets.into_iter().map(set).collect()
}
