//! Which tags of a policy a component bears, and what it bears besides.

use std::collections::BTreeSet;

use crate::{Component, Label, Policies, Policy, PolicyId, Tag, TagKind, Tags};

impl Tag {
    fn is_restrictive(&self) -> bool {
        matches!(self.kind, TagKind::Restrictive { .. })
    }

    /// Whether it is a tag by itself, or a family of such: restrictive or informative.
    fn is_plain(&self, restrictive: bool) -> bool {
        match self.kind {
            TagKind::Restrictive { .. } => restrictive,
            TagKind::Informative => !restrictive,
            _ => false,
        }
    }

    pub(crate) fn is_group(&self, in_set: &str, of: &BTreeSet<String>) -> bool {
        matches!(&self.kind, TagKind::Permissive { set, members, .. } if set == in_set && members == of)
    }
}

/// What a component bears that is no tag of its policy.
pub(crate) struct Strange<'a> {
    pub all: Vec<&'a str>,
    pub any: Vec<(&'a str, &'a BTreeSet<String>)>,
    pub note: Vec<&'a str>,
    pub copy: Vec<(&'a str, &'a BTreeSet<String>)>,
    /// A rank to hold that is not that of its tags.
    pub needs: Option<u8>,
}

/// Sets apart what is no tag of the policy, lists among it: a series writes their members out.
pub(crate) fn strange<'a>(policy: Option<&Policy>, component: &'a Component) -> Strange<'a> {
    let tags = policy.map_or(&[][..], |policy| &policy.tags);
    let named = |name: &str, kind: &dyn Fn(&Tag) -> bool| {
        tags.iter().any(|tag| tag.name == name && tag.role.is_none() && !tag.place.family && kind(tag))
    };
    let all = match &component.all {
        Tags::Every => Vec::new(),
        Tags::These(names) => {
            names.iter().map(String::as_str).filter(|name| !named(name, &Tag::is_restrictive)).collect()
        }
    };
    let groups = component.any.iter().filter(|(set, of)| !tags.iter().any(|tag| tag.is_group(set, of)));
    let notes = component.note.iter().map(String::as_str);
    let implied = policy.map_or(0, |policy| policy.needs_of_tags(component));
    Strange {
        all,
        any: groups.map(|(set, of)| (set.as_str(), of)).collect(),
        note: notes.filter(|name| !named(name, &|tag| tag.kind == TagKind::Informative)).collect(),
        copy: component.copy.iter().map(|(set, of)| (set.as_str(), of)).collect(),
        needs: (component.needs != implied).then_some(component.needs),
    }
}

impl Policy {
    /// Whether the component bears the tag by name; every tag at once is borne by the tag that means that,
    /// and a list by a set that is no other tag's.
    pub(crate) fn bears(&self, tag: &Tag, component: &Component) -> bool {
        if tag.place.family {
            return self.of_family(tag, component).next().is_some();
        }
        if let Some(categories) = self.categories.as_ref().filter(|_| tag.role.is_some()) {
            let own = self.names.get(&tag.name);
            return categories.roles_on(self, component).any(|name| Some(&name) == own);
        }
        match &tag.kind {
            TagKind::Restrictive { .. } => {
                matches!(&component.all, Tags::These(names) if names.contains(&tag.name))
            }
            TagKind::Permissive { set, members, .. } => component.any.get(set) == Some(members),
            TagKind::List(list) => {
                component.any.get(&list.set).is_some_and(|members| self.lists(list, members))
            }
            TagKind::Informative => component.note.contains(&tag.name),
            TagKind::Every => component.all == Tags::Every,
        }
    }

    /// The names of a family that the component bears.
    pub(crate) fn of_family<'a>(
        &'a self,
        tag: &'a Tag,
        component: &'a Component,
    ) -> impl Iterator<Item = &'a str> {
        let own = self.names.get(&tag.name).and_then(|name| name.tag());
        let names = self.plain_names(component).filter(move |(_, found)| Some(*found) == own);
        names.map(|(name, _)| name)
    }

    /// The names of its restrictive and informative tags, each with the place of the tag or of the family that it is of.
    pub(crate) fn plain_names<'p, 'c>(
        &'p self,
        component: &'c Component,
    ) -> impl Iterator<Item = (&'c str, usize)> + use<'p, 'c> {
        let all = match &component.all {
            Tags::These(names) => Some(names),
            Tags::Every => None,
        };
        let restrictive = all.into_iter().flatten().map(|name| (name, true));
        let names = restrictive.chain(component.note.iter().map(|name| (name, false)));
        names.filter_map(|(name, restrictive)| {
            let (at, tag) = self.tag_of(name)?;
            (tag.role.is_none() && tag.is_plain(restrictive)).then_some((name.as_str(), at))
        })
    }

    /// Whether a marking in categories can say the name.
    pub(crate) fn writes(&self, component: &Component, name: &str) -> bool {
        self.categories.as_ref().is_some_and(|categories| categories.writes(self, component, name))
    }

    /// Whether a marking in categories can say to whom the set releases it.
    pub(crate) fn says_set(&self, component: &Component, set: &str) -> bool {
        let own = self.categories.as_ref().filter(|categories| categories.release.set == set);
        own.is_some_and(|categories| categories.can_say(self, component))
    }

    fn lists(&self, list: &crate::List, members: &BTreeSet<String>) -> bool {
        !self.tags.iter().any(|tag| tag.is_group(&list.set, members))
            && self.members_text(list, members).is_some()
    }

    /// Whether a list of the policy writes that set.
    pub(crate) fn has_list_for(&self, set: &str, members: &BTreeSet<String>) -> bool {
        self.tags.iter().any(
            |tag| matches!(&tag.kind, TagKind::List(list) if list.set == set && self.lists(list, members)),
        )
    }

    /// Where names are free (circles), the lowest level only carries the names and is not shown.
    pub(crate) fn level_goes_without_saying(&self, component: &Component) -> bool {
        let named = matches!(&component.all, Tags::These(names) if !names.is_empty());
        self.free.is_some() && component.level == 0 && named
    }
}

impl Policies {
    /// The components in the order they are shown: circles read best behind the level that they narrow.
    pub(crate) fn shown_order<'a>(&self, label: &'a Label) -> Vec<(&'a PolicyId, &'a Component)> {
        let mut parts: Vec<_> = label.components().collect();
        parts.sort_by_key(|(id, _)| self.has_free_names(id));
        parts
    }

    pub(crate) fn has_free_names(&self, id: &PolicyId) -> bool {
        self.get(id).is_some_and(|policy| policy.free.is_some())
    }
}
