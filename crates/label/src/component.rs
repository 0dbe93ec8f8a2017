//! What one policy says of a paper: a level and three kinds of tags.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Tags;

/// One policy's part of a label.
///
/// Unknown fields are refused when read, so that a misspelt constraint is never an absent one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Rank of the level in its policy, 0 being the lowest.
    pub level: u8,
    /// Restrictive tags: the reader must hold all of them.
    #[serde(default, skip_serializing_if = "Tags::is_none")]
    pub all: Tags,
    /// Permissive tag sets by name: the reader's one affiliation must be in each; an empty set admits nobody.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub any: BTreeMap<String, BTreeSet<String>>,
    /// Informative tags: printed, without effect on access.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub note: BTreeSet<String>,
}

impl Component {
    /// A level with no tags.
    pub fn level(level: u8) -> Self {
        Self { level, ..Self::default() }
    }

    /// The least component that constrains as much as both: higher level, union of restrictive and
    /// informative tags, intersection of permissive sets.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self {
            level: self.level.max(other.level),
            all: self.all.join(&other.all),
            any: intersect(&self.any, &other.any),
            note: &self.note | &other.note,
        }
    }

    /// Whether whoever may read this may read `other`; informative tags do not count.
    pub fn dominates(&self, other: &Self) -> bool {
        let narrower = |(set, theirs): (_, &BTreeSet<String>)| {
            self.any.get(set).is_some_and(|mine| mine.is_subset(theirs))
        };
        self.level >= other.level && self.all.contains_all(&other.all) && other.any.iter().all(narrower)
    }

    /// Whether it asks nothing but that the reader hold the policy at its lowest level.
    pub fn is_lowest(&self) -> bool {
        self.level == 0 && self.all.is_none() && self.any.is_empty()
    }
}

/// A set named on one side only stands as it is: a name absent means everybody.
fn intersect(
    a: &BTreeMap<String, BTreeSet<String>>,
    b: &BTreeMap<String, BTreeSet<String>>,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut joined = a.clone();
    for (set, members) in b {
        joined
            .entry(set.clone())
            .and_modify(|mine| *mine = &*mine & members)
            .or_insert_with(|| members.clone());
    }
    joined
}
