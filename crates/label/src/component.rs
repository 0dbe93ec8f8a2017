//! What one policy says of a paper: a level, what access depends on besides, and what is only told.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Tags;

/// Sets of affiliations, or of other words, by name.
pub(crate) type Sets = BTreeMap<String, BTreeSet<String>>;

/// One policy's part of a label.
///
/// Unknown fields are refused when read, so that a misspelt constraint is never an absent one. What stands
/// in a [`crate::Label`] is always in its [normal form](Component::normal).
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
    /// Least rank that the reader must hold whatever the level; 0 where the level asks as much.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub needs: u8,
    /// Who may take a copy away, by the names of `any`, where these are fewer than may read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub copy: BTreeMap<String, BTreeSet<String>>,
    /// Informative sets of which a join keeps what all its parts have; a name absent means everything.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub common: BTreeMap<String, BTreeSet<String>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(rank: &u8) -> bool {
    *rank == 0
}

impl Component {
    /// A level with no tags.
    pub fn level(level: u8) -> Self {
        Self { level, ..Self::default() }
    }

    /// The one form of all components that say the same: `needs` only where it is above the level, and in
    /// `copy` only those who may read, where they are not all of them.
    #[must_use]
    pub fn normal(mut self) -> Self {
        if self.needs <= self.level {
            self.needs = 0;
        }
        let any = &self.any;
        self.copy.retain(|set, copiers| {
            let Some(readers) = any.get(set) else { return true };
            copiers.retain(|copier| readers.contains(copier));
            copiers != readers
        });
        self
    }

    /// The rank that a reader must hold: the level, or what a tag asks beyond it.
    pub fn rank_to_hold(&self) -> u8 {
        self.level.max(self.needs)
    }

    /// Who of the set may take a copy away; none means everybody.
    pub fn copiers(&self, set: &str) -> Option<&BTreeSet<String>> {
        self.copy.get(set).or_else(|| self.any.get(set))
    }

    /// The least component that constrains as much as both: higher level and needs, union of restrictive
    /// and informative tags, intersection of those who may read, of those who may copy, and of what is
    /// common.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let copies = !(self.copy.is_empty() && other.copy.is_empty());
        let joined = Self {
            level: self.level.max(other.level),
            all: self.all.join(&other.all),
            any: intersect(&self.any, &other.any),
            note: &self.note | &other.note,
            needs: self.needs.max(other.needs),
            copy: if copies { intersect(&self.all_copiers(), &other.all_copiers()) } else { Sets::new() },
            common: intersect(&self.common, &other.common),
        };
        joined.normal()
    }

    fn all_copiers(&self) -> Sets {
        let mut all = self.any.clone();
        all.extend(self.copy.clone());
        all
    }

    /// Whether whoever may read or copy this may read or copy `other`, and its level is no lower; what is
    /// only told does not count.
    ///
    /// The level counts beside the rank to hold: what bears TOP SECRET is not covered by a SECRET whose tag
    /// asks the same clearance.
    pub fn dominates(&self, other: &Self) -> bool {
        self.level >= other.level
            && self.rank_to_hold() >= other.rank_to_hold()
            && self.all.contains_all(&other.all)
            && other.any.iter().all(|(set, theirs)| within(self.any.get(set), theirs))
            && other.copy.iter().all(|(set, theirs)| within(self.copiers(set), theirs))
    }

    /// Whether it asks nothing but that the reader hold the policy at its lowest level.
    pub fn is_lowest(&self) -> bool {
        self.rank_to_hold() == 0 && self.all.is_none() && self.any.is_empty() && self.copy.is_empty()
    }

    /// What access depends on: all but what is only told.
    #[must_use]
    pub fn access(&self) -> Self {
        Self { note: BTreeSet::new(), common: Sets::new(), ..self.clone() }
    }
}

fn within(mine: Option<&BTreeSet<String>>, theirs: &BTreeSet<String>) -> bool {
    mine.is_some_and(|mine| mine.is_subset(theirs))
}

/// A set named on one side only stands as it is: a name absent means everybody.
fn intersect(a: &Sets, b: &Sets) -> Sets {
    let mut joined = a.clone();
    for (set, members) in b {
        joined
            .entry(set.clone())
            .and_modify(|mine| mine.retain(|member| members.contains(member)))
            .or_insert_with(|| members.clone());
    }
    joined
}
