//! Labels and clearances as a policy file understands them.

use std::collections::BTreeSet;

use super::FORM;
use super::model::{At, Class, Kind, Spif, Tag, TagSet, TagValue};
use crate::stanag::{Category, CategoryType, Parsed};
use crate::{FormError, Oid, ess};

/// A label resolved against a policy file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpifLabel {
    pub(super) policy: Oid,
    pub(super) class: usize,
    pub(super) values: BTreeSet<At>,
}

/// A clearance resolved against a policy file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpifClearance {
    pub(super) policy: Oid,
    pub(super) classes: BTreeSet<u64>,
    pub(super) values: BTreeSet<At>,
}

/// A value as binary labels name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value {
    /// The tag set.
    pub set: Oid,
    /// The kind of the tag.
    pub kind: Kind,
    /// The number of the value.
    pub lacv: u64,
}

impl Spif {
    /// Resolves a label by names, as STANAG 4774 has it.
    pub fn label(&self, parsed: &Parsed) -> Result<SpifLabel, FormError> {
        if parsed.policy != self.name || parsed.policy_oid.as_ref().is_some_and(|oid| *oid != self.oid) {
            return Err(FormError::UnknownPolicy(parsed.policy.clone()));
        }
        let class = self.classes.iter().position(|class| class.name == parsed.classification);
        let class = class.ok_or_else(|| self.unknown("classification", &parsed.classification))?;
        let values = parsed.categories.iter().map(|category| self.named(category));
        let values = values.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        Ok(SpifLabel { policy: self.oid.clone(), class, values })
    }

    /// Resolves a label for a classification by number and categories by name.
    pub fn label_by_names(&self, class: u64, categories: &[Category]) -> Result<SpifLabel, FormError> {
        let mut label = self.label_of(&self.oid, class, &[])?;
        for category in categories {
            label.values.extend(self.named(category)?);
        }
        Ok(label)
    }

    fn named(&self, category: &Category) -> Result<Vec<At>, FormError> {
        let fits = |set: &TagSet, tag: &Tag, value: &TagValue, name: &str| {
            let same_set =
                set.name == category.tag_name && category.oid.as_ref().is_none_or(|oid| *oid == set.oid);
            same_set && tag.kind.bearing() == category.kind && value.name == name
        };
        // What has no bearing and no value says nothing; of words in common that is none.
        if category.values.is_empty() && category.kind != CategoryType::Informative {
            let fault = format!("the category “{}” has no value; settle it by hand", category.tag_name);
            return Err(FormError::unsound(FORM, fault));
        }
        let one = |name: &String| {
            let found = self.values().find(|(_, set, tag, value)| fits(set, tag, value, name));
            found.map(|(at, ..)| at).ok_or_else(|| self.unknown("category", name))
        };
        category.values.iter().map(one).collect()
    }

    /// Resolves a label by numbers.
    pub fn label_of(&self, policy: &Oid, class: u64, values: &[Value]) -> Result<SpifLabel, FormError> {
        if *policy != self.oid {
            return Err(FormError::UnknownPolicy(policy.to_string()));
        }
        let place = self.classes.iter().position(|one| one.lacv == class);
        let class = place.ok_or_else(|| self.unknown("classification", &class.to_string()))?;
        Ok(SpifLabel { policy: self.oid.clone(), class, values: self.numbered(values)? })
    }

    /// Resolves a security label of RFC 2634 that has no categories; those of other policies have many
    /// encodings, and one passed over would open too far.
    pub fn label_of_ess(&self, parsed: &ess::Parsed) -> Result<SpifLabel, FormError> {
        let absent =
            || FormError::unsound(FORM, "the label names no policy or no classification; ask for both");
        if !parsed.categories.is_empty() {
            return Err(FormError::unsound(FORM, "the label has categories; give them by number"));
        }
        let policy = parsed.policy.as_ref().ok_or_else(absent)?;
        self.label_of(policy, parsed.classification.ok_or_else(absent)?, &[])
    }

    /// Resolves a clearance for classifications and values by number.
    pub fn clearance(
        &self,
        policy: &Oid,
        classes: &[u64],
        values: &[Value],
    ) -> Result<SpifClearance, FormError> {
        if *policy != self.oid {
            return Err(FormError::UnknownPolicy(policy.to_string()));
        }
        let unknown = classes.iter().find(|lacv| !self.classes.iter().any(|class| class.lacv == **lacv));
        if let Some(lacv) = unknown {
            return Err(self.unknown("classification", &lacv.to_string()));
        }
        let classes = classes.iter().copied().collect();
        Ok(SpifClearance { policy: self.oid.clone(), classes, values: self.numbered(values)? })
    }

    /// Resolves a clearance for classifications by number and categories by name.
    pub fn clearance_by_names(
        &self,
        classes: &[u64],
        categories: &[Category],
    ) -> Result<SpifClearance, FormError> {
        let mut clearance = self.clearance(&self.oid, classes, &[])?;
        for category in categories {
            clearance.values.extend(self.named(category)?);
        }
        Ok(clearance)
    }

    fn numbered(&self, values: &[Value]) -> Result<BTreeSet<At>, FormError> {
        values.iter().map(|value| self.at(value)).collect()
    }

    pub(super) fn at(&self, wanted: &Value) -> Result<At, FormError> {
        let fits = |(_, set, tag, value): &(At, &TagSet, &Tag, &TagValue)| {
            set.oid == wanted.set && tag.kind == wanted.kind && value.lacv == wanted.lacv
        };
        let found = self.values().find(fits).map(|(at, ..)| at);
        found.ok_or_else(|| self.unknown("category", &format!("{} of {}", wanted.lacv, wanted.set)))
    }

    pub(super) fn unknown(&self, kind: &'static str, word: &str) -> FormError {
        FormError::UnknownWord { policy: self.name.clone(), kind, word: word.into() }
    }

    /// The label's classification, where the label is of this policy.
    pub(super) fn class_of(&self, label: &SpifLabel) -> Result<&Class, FormError> {
        let own = self.classes.get(label.class).filter(|_| label.policy == self.oid);
        own.ok_or_else(|| FormError::UnknownPolicy(label.policy.to_string()))
    }
}
