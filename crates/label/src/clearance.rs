//! Clearances: what a reader holds, and which labels it opens.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Component, Label, PolicyId, Tags};

/// What a reader holds under one policy.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cleared {
    /// The highest level he may read.
    pub level: u8,
    /// The restrictive tags he holds.
    #[serde(default, skip_serializing_if = "Tags::is_none")]
    pub tags: Tags,
    /// The one affiliation he reads as: with two, a reader could open both of two papers and not their join.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
}

impl Cleared {
    /// Whether it opens what one policy says.
    pub fn opens(&self, component: &Component) -> bool {
        self.level >= component.rank_to_hold()
            && self.tags.contains_all(&component.all)
            && component.any.values().all(|members| self.is_among(members))
    }

    /// Whether it lets what one policy says be taken away in a copy.
    pub fn may_copy(&self, component: &Component) -> bool {
        self.opens(component) && component.copy.values().all(|members| self.is_among(members))
    }

    pub(crate) fn is_among(&self, members: &BTreeSet<String>) -> bool {
        self.affiliation.as_ref().is_some_and(|affiliation| members.contains(affiliation))
    }
}

/// What a reader holds under each policy; a policy that is absent is not held at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Clearance(BTreeMap<PolicyId, Cleared>);

impl Clearance {
    /// Holds nothing: opens only what is public.
    pub fn none() -> Self {
        Self::default()
    }

    /// Holds this under the policy too, in place of what it held there before.
    #[must_use]
    pub fn with(mut self, policy: PolicyId, cleared: Cleared) -> Self {
        self.0.insert(policy, cleared);
        self
    }

    /// What it holds under the policy.
    pub fn cleared(&self, policy: &PolicyId) -> Option<&Cleared> {
        self.0.get(policy)
    }

    /// What it holds, in the order of the policies' names.
    pub fn iter(&self) -> impl Iterator<Item = (&PolicyId, &Cleared)> {
        self.0.iter()
    }

    /// Whether the reader may read what bears the label.
    ///
    /// `opens(join(a, b))` is always `opens(a) && opens(b)`: two papers a reader may read never make a
    /// third that he may not, and no joining opens what was shut.
    pub fn opens(&self, label: &Label) -> bool {
        label
            .components()
            .all(|(policy, component)| self.0.get(policy).is_some_and(|cleared| cleared.opens(component)))
    }

    /// Whether the reader may take a copy away: export, print or forward what bears the label.
    ///
    /// It never exceeds `opens`, and like it holds for a join exactly when it holds for both parts.
    pub fn may_copy(&self, label: &Label) -> bool {
        label
            .components()
            .all(|(policy, component)| self.0.get(policy).is_some_and(|cleared| cleared.may_copy(component)))
    }
}

impl FromIterator<(PolicyId, Cleared)> for Clearance {
    fn from_iter<I: IntoIterator<Item = (PolicyId, Cleared)>>(parts: I) -> Self {
        Self(parts.into_iter().collect())
    }
}
