//! What goes without saying: a permissive tag that binds where nothing of its set is written.

use std::collections::BTreeSet;

use crate::{Component, Policy, Tag, TagKind};

impl Policy {
    /// Adds the tags that go without saying: those of whose set nothing is written, unless what they are
    /// said beside stands there.
    ///
    /// Joins keep every set, so that what has been read and joined gains nothing more.
    pub(crate) fn with_unsaid(&self, mut component: Component) -> Component {
        for tag in self.tags.iter().filter(|tag| tag.place.unsaid) {
            let TagKind::Permissive { set, members, .. } = &tag.kind else { continue };
            if !component.any.contains_key(set) && tag.goes_unsaid(&self.names_on(&component)) {
                component.any.insert(set.clone(), members.clone());
            }
        }
        component
    }
}

impl Tag {
    /// Whether the tag goes without saying beside those names.
    pub(crate) fn goes_unsaid(&self, names: &BTreeSet<&str>) -> bool {
        self.place.unsaid && !self.place.said_beside.iter().any(|name| names.contains(name.as_str()))
    }
}
