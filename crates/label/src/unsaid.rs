//! What goes without saying: a permissive tag that binds where nothing of its set is written.

use crate::bits::Bits;
use crate::{Component, Policy, TagKind};

impl Policy {
    /// Adds the tags that go without saying: those of whose set nothing is written, unless what they are
    /// said beside stands there.
    ///
    /// Joins keep every set, so that what has been read and joined gains nothing more.
    pub(crate) fn with_unsaid(&self, mut component: Component) -> Component {
        for at in &self.unsaid {
            let Some(tag) = self.tags.get(*at) else { continue };
            let TagKind::Permissive { set, members, .. } = &tag.kind else { continue };
            if !component.any.contains_key(set) && self.goes_unsaid(*at, &self.names_on(&component)) {
                component.any.insert(set.clone(), members.clone());
            }
        }
        component
    }

    /// Whether the tag at that place goes without saying beside those names.
    pub(crate) fn goes_unsaid(&self, at: usize, names: &Bits) -> bool {
        let unsaid = self.tags.get(at).is_some_and(|tag| tag.place.unsaid);
        unsaid && !self.bounds.get(at).is_some_and(|bound| bound.said_beside.meets(names))
    }
}
