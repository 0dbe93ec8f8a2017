//! Labels: the product of what the policies say, and its canonical text.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Component, Tags};

/// The policy of the United Kingdom as it stood in 1982.
pub const UK_1982: &str = "uk-1982";
/// The words of American diplomatic papers of 1945 to 1981.
pub const US_HISTORICAL: &str = "us-historical";
/// The register of markings of the American intelligence community, of 2016.
pub const US_CAPCO: &str = "us-capco";
/// The Government Security Classifications of the United Kingdom.
pub const UK_GSC: &str = "uk-gsc";
/// The markings of NATO.
pub const NATO: &str = "nato";
/// The classified information of the European Union.
pub const EU: &str = "eu";
/// The Traffic Light Protocol.
pub const TLP: &str = "tlp";
/// The registry's own pseudo-policy: whether a label is settled, and circles.
pub const REGISTRY: &str = "registry";

/// Longest canonical text that is read back.
pub const LABEL_BYTES_MAX: usize = 65_536;

/// The name of a policy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PolicyId(String);

impl PolicyId {
    /// The policy of that name.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for PolicyId {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

impl Borrow<str> for PolicyId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PolicyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a paper bears: one component for each policy that constrains it, never one merged word.
///
/// A policy that is absent puts no constraint; a policy that is present at its lowest level still asks that
/// the reader hold it.
///
/// INVARIANT (normal form): every component is in its [`Component::normal`] form, so that equal labels are
/// those that say the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "BTreeMap<PolicyId, Component>")]
pub struct Label(BTreeMap<PolicyId, Component>);

impl From<BTreeMap<PolicyId, Component>> for Label {
    fn from(parts: BTreeMap<PolicyId, Component>) -> Self {
        // INVARIANT (normal form)
        Self(parts.into_iter().map(|(policy, part)| (policy, part.normal())).collect())
    }
}

/// Why a text is not the canonical text of a label.
#[derive(Debug, thiserror::Error)]
pub enum LabelError {
    /// It is longer than any label may be.
    #[error("label text of {0} bytes is longer than {LABEL_BYTES_MAX}; store fewer tags")]
    TooLong(usize),
    /// It is no label.
    #[error("label text cannot be read; give the text that `Label::canonical` wrote")]
    Unreadable(#[from] serde_json::Error),
    /// It is a label, in another spelling than the canonical one.
    #[error("label text is not canonical; give the text that `Label::canonical` wrote")]
    NotCanonical,
}

impl Label {
    /// The bottom: no policy puts any constraint.
    pub fn public() -> Self {
        Self::default()
    }

    /// What one policy says.
    pub fn of(policy: PolicyId, component: Component) -> Self {
        // INVARIANT (normal form)
        Self(BTreeMap::from([(policy, component.normal())]))
    }

    /// The need-to-know of one circle, to be joined to a paper's label.
    pub fn circle(name: &str) -> Self {
        Self::of(PolicyId::new(REGISTRY), Component { all: Tags::these([name]), ..Component::default() })
    }

    /// What the policy says of it, if anything.
    pub fn component(&self, policy: &PolicyId) -> Option<&Component> {
        self.0.get(policy)
    }

    /// The policies that constrain it, each with what it says, in the order of their names.
    pub fn components(&self) -> impl Iterator<Item = (&PolicyId, &Component)> {
        self.0.iter()
    }

    /// Whether no policy constrains it.
    pub fn is_public(&self) -> bool {
        self.0.is_empty()
    }

    /// The least label that constrains as much as both.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let mut joined = self.0.clone();
        for (policy, theirs) in &other.0 {
            joined
                .entry(policy.clone())
                .and_modify(|mine| *mine = mine.join(theirs))
                .or_insert_with(|| theirs.clone());
        }
        Self(joined)
    }

    /// Whether whoever may read this may read `other`. Labels of different policies do not compare.
    pub fn dominates(&self, other: &Self) -> bool {
        other.0.iter().all(|(policy, theirs)| self.0.get(policy).is_some_and(|mine| mine.dominates(theirs)))
    }

    /// The label without what is only told: all that access depends on, and what a series of reference
    /// numbers is kept by.
    #[must_use]
    pub fn access(&self) -> Self {
        Self(self.0.iter().map(|(policy, component)| (policy.clone(), component.access())).collect())
    }

    /// Sorted JSON: equal labels have equal texts and different labels different ones, so it can be a key.
    pub fn canonical(&self) -> String {
        // Strings, numbers, sets and string-keyed maps have no failing case in JSON.
        serde_json::to_string(self).expect("a label is always JSON")
    }

    /// Reads what [`Label::canonical`] wrote, and nothing else.
    pub fn from_canonical(text: &str) -> Result<Self, LabelError> {
        if text.len() > LABEL_BYTES_MAX {
            return Err(LabelError::TooLong(text.len()));
        }
        let label: Self = serde_json::from_str(text)?;
        if label.canonical() == text { Ok(label) } else { Err(LabelError::NotCanonical) }
    }
}

impl FromIterator<(PolicyId, Component)> for Label {
    /// Joins where a policy comes twice.
    fn from_iter<I: IntoIterator<Item = (PolicyId, Component)>>(parts: I) -> Self {
        parts.into_iter().fold(Self::public(), |label, (policy, part)| label.join(&Self::of(policy, part)))
    }
}
