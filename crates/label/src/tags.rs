//! Sets of restrictive tags, with a top that holds every tag there is or may come to be.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A set of restrictive tags: on a label all must be held, on a clearance all are held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tags {
    /// Every tag, also those not yet in any policy: the top of the lattice.
    Every,
    /// These tags and no others.
    These(BTreeSet<String>),
}

impl Tags {
    /// No tag at all.
    pub fn none() -> Self {
        Self::These(BTreeSet::new())
    }

    /// The tags named.
    pub fn these<T: Into<String>>(names: impl IntoIterator<Item = T>) -> Self {
        Self::These(names.into_iter().map(Into::into).collect())
    }

    /// Whether there is no tag in the set.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::These(names) if names.is_empty())
    }

    /// Whether the tag is in the set.
    pub fn contains(&self, name: &str) -> bool {
        match self {
            Self::Every => true,
            Self::These(names) => names.contains(name),
        }
    }

    /// Whether every tag of `other` is in this set.
    pub fn contains_all(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Every, _) => true,
            (Self::These(_), Self::Every) => false,
            (Self::These(mine), Self::These(theirs)) => mine.is_superset(theirs),
        }
    }

    /// The union of both sets.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::These(mine), Self::These(theirs)) => Self::These(mine | theirs),
            _ => Self::Every,
        }
    }
}

impl Default for Tags {
    fn default() -> Self {
        Self::none()
    }
}
