//! Which tags of a policy a component bears, and what it bears besides.

use std::collections::BTreeSet;

use crate::{Component, Label, Policies, Policy, PolicyId, Tag, TagKind, Tags};

impl Tag {
    /// Whether the component bears the tag by name; every tag at once is borne by the tag that means that.
    pub(crate) fn is_on(&self, component: &Component) -> bool {
        match &self.kind {
            TagKind::Restrictive { .. } => {
                matches!(&component.all, Tags::These(names) if names.contains(&self.name))
            }
            TagKind::Permissive { set, members, .. } => component.any.get(set) == Some(members),
            TagKind::Informative => component.note.contains(&self.name),
            TagKind::Every => component.all == Tags::Every,
        }
    }

    fn is_restrictive(&self) -> bool {
        matches!(self.kind, TagKind::Restrictive { .. })
    }

    fn is_group(&self, in_set: &str, of: &BTreeSet<String>) -> bool {
        matches!(&self.kind, TagKind::Permissive { set, members, .. } if set == in_set && members == of)
    }
}

/// What a component bears that is no tag of its policy.
pub(crate) struct Strange<'a> {
    pub all: Vec<&'a str>,
    pub any: Vec<(&'a str, &'a BTreeSet<String>)>,
    pub note: Vec<&'a str>,
}

/// Sets apart what is no tag of the policy.
pub(crate) fn strange<'a>(tags: &[Tag], component: &'a Component) -> Strange<'a> {
    let named =
        |name: &str, kind: &dyn Fn(&Tag) -> bool| tags.iter().any(|tag| tag.name == name && kind(tag));
    let all = match &component.all {
        Tags::Every => Vec::new(),
        Tags::These(names) => {
            names.iter().map(String::as_str).filter(|name| !named(name, &Tag::is_restrictive)).collect()
        }
    };
    let groups = component.any.iter().filter(|(set, of)| !tags.iter().any(|tag| tag.is_group(set, of)));
    let notes = component.note.iter().map(String::as_str);
    Strange {
        all,
        any: groups.map(|(set, of)| (set.as_str(), of)).collect(),
        note: notes.filter(|name| !named(name, &|tag| tag.kind == TagKind::Informative)).collect(),
    }
}

impl Policy {
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
