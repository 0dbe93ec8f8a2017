//! The tag sets that a policy's tags come to in its file.

use std::collections::{BTreeMap, BTreeSet};

use chancery_label::{Policy, ReleaseRole, Tag, TagKind};

use crate::part::{self, Part};
use crate::stanag::{EVERY, NOBODY, tag_name};

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
    /// Its name, which is that of a category of its labels.
    pub fn name(&self) -> String {
        tag_name(&self.part)
    }

    /// The attributes that say how its values bear on access.
    pub fn kind(&self) -> &'static [(&'static str, &'static str)] {
        match &self.part {
            Part::Restrictive(_)
            | Part::Every
            | Part::Needs(_)
            | Part::Nobody { .. }
            | Part::NobodyCopies { .. } => &[("tagType", "enumerated"), ("enumType", "restrictive")],
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
        if matches!(self.part, Part::Permissive { .. } | Part::Copy { .. }) { "/" } else { " " }
    }

    /// What stands before them, where they would pass for those who may read.
    pub fn prefix(&self) -> Option<&'static str> {
        matches!(self.part, Part::Copy { .. } | Part::NobodyCopies { .. }).then_some("COPY ")
    }
}

/// The tag sets of a policy, in the order of its labels' categories.
pub(super) fn sets(policy: &Policy) -> Vec<Set<'_>> {
    let is = |kind: fn(&TagKind) -> bool| move |tag: &&Tag| kind(&tag.kind);
    let restrictive = is(|kind| matches!(kind, TagKind::Restrictive { .. }));
    // What a tag of release says stands in sets of its own.
    let informative = |tag: &&Tag| tag.kind == TagKind::Informative && tag.role.is_none();
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
    for (set, members) in members(policy) {
        let values = || members.iter().map(|code| of_member(policy, code)).collect();
        let part = Part::Permissive { set: set.clone(), members: BTreeSet::new() };
        sets.extend([Set { part, values: values() }, nobody(policy, Part::Nobody { set: set.clone() })]);
        if is_displayed(policy, set) {
            let part = Part::Copy { set: set.clone(), members: BTreeSet::new() };
            sets.push(Set { part, values: values() });
            sets.push(nobody(policy, Part::NobodyCopies { set: set.clone() }));
        }
    }
    let notes = policy.tags().iter().filter(informative).map(own).collect();
    sets.push(Set { part: Part::Informative(BTreeSet::new()), values: notes });
    sets.extend(common(policy));
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
fn members(policy: &Policy) -> BTreeMap<&String, BTreeSet<&String>> {
    let mut sets = BTreeMap::<&String, BTreeSet<&String>>::new();
    for tag in policy.tags() {
        let Some(set) = part::set_of(tag) else { continue };
        let named = sets.entry(set).or_default();
        match &tag.kind {
            TagKind::Permissive { members, .. } => named.extend(members),
            TagKind::List(list) => {
                let places = policy.places().iter().map(|place| &place.code);
                named.extend(list.always.iter().chain(&list.adds).chain(places));
            }
            TagKind::Restrictive { .. } | TagKind::Informative | TagKind::Every => {}
        }
    }
    sets
}

fn of_member<'a>(policy: &'a Policy, code: &String) -> Value<'a> {
    let place = policy.places().iter().find(|place| place.code == *code);
    let phrase = place.map(|place| place.name.as_str());
    Value { name: code.clone(), phrase, hidden: false, tag: None }
}

/// The value for a set of which nobody is left, printed as the tag that says so where there is one.
fn nobody(policy: &Policy, part: Part) -> Set<'_> {
    let says = |tag: &&Tag| match (&tag.kind, &part) {
        (TagKind::Permissive { set, members, .. }, Part::Nobody { set: own }) => {
            set == own && members.is_empty()
        }
        _ => false,
    };
    let phrase = policy.tags().iter().find(says).map(|tag| tag.name.as_str());
    Set { part, values: vec![Value { name: NOBODY.into(), phrase, hidden: false, tag: None }] }
}

/// Whether a tag shows the paper to some of the set who may take no copy.
fn is_displayed(policy: &Policy, set: &String) -> bool {
    let has = |role: &dyn Fn(&Tag) -> bool| policy.tags().iter().any(role);
    has(&|tag| tag.role == Some(ReleaseRole::Display))
        && has(&|tag| tag.role.is_some() && part::set_of(tag) == Some(set))
}

/// The words of which a join keeps what all its parts have, by their sets. A policy does not list them: they
/// are those of markings that say nothing of release, or one tag of it. A marking does not show them.
fn common(policy: &Policy) -> Vec<Set<'_>> {
    let has_common = |tag: &&Tag| matches!(tag.role, Some(ReleaseRole::Deferred | ReleaseRole::With(_)));
    let levels = || policy.levels().iter().map(|level| level.name.as_str());
    let tagged = policy.tags().iter().filter(has_common);
    let tagged = tagged.flat_map(|tag| levels().map(move |level| format!("{level}//{}", tag.name)));
    let labels = levels().map(str::to_owned).chain(tagged).filter_map(|typed| policy.parse(&typed).ok()?.own);
    let mut sets = BTreeMap::<String, BTreeSet<String>>::new();
    for (set, words) in
        labels.filter_map(|label| Some(label.component(policy.id())?.common.clone())).flatten()
    {
        sets.entry(set).or_default().extend(words);
    }
    let value = |name| Value { name, phrase: None, hidden: true, tag: None };
    let set = |(set, words): (String, BTreeSet<String>)| Set {
        part: Part::Common { set, words: BTreeSet::new() },
        values: words.into_iter().map(value).collect(),
    };
    sets.into_iter().map(set).collect()
}
