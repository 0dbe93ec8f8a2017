//! Equivalents in other policies, as far as the file gives them.

use std::collections::BTreeSet;

use super::FORM;
use super::label::{SpifLabel, Value};
use super::model::{At, Group, Spif};
use crate::FormError;

impl Spif {
    /// The label's equivalent in another policy. It is refused where the classification or a value has none:
    /// a marking that cannot be said there is not thereby no marking.
    pub fn translate(&self, label: &SpifLabel, into: &Self) -> Result<SpifLabel, FormError> {
        let class = self.class_of(label)?;
        let equivalent = class.equivalents.iter().find(|equivalent| equivalent.policy == into.oid);
        let equivalent = equivalent.ok_or_else(|| self.no_equivalent(&class.name, into))?;
        let mut translated = into.label_of(&into.oid, equivalent.lacv, &[])?;
        let policy = self.equivalents.iter().filter(|policy| policy.oid == into.oid);
        let groups = equivalent.required.iter().chain(policy.flat_map(|policy| &policy.required));
        for group in groups {
            translated.values.extend(into.all_of(group)?);
        }
        for at in &label.values {
            translated.values.extend(self.value_in(*at, into)?);
        }
        Ok(translated)
    }

    fn value_in(&self, at: At, into: &Self) -> Result<BTreeSet<At>, FormError> {
        let Some(value) = self.value(at) else { return Ok(BTreeSet::new()) };
        let mut equivalents = value.equivalents.iter().filter(|one| one.policy == into.oid).peekable();
        if equivalents.peek().is_none() {
            return Err(self.no_equivalent(&value.name, into));
        }
        let targets = equivalents.filter_map(|one| one.target.clone());
        targets.map(|(set, kind, lacv)| into.at(&Value { set, kind, lacv })).collect()
    }

    fn all_of(&self, group: &Group) -> Result<Vec<At>, FormError> {
        let mut values = Vec::new();
        for selection in &group.selections {
            let selected = self.selected(selection);
            if selected.is_empty() {
                return Err(self.unknown("tag set", &selection.set));
            }
            values.extend(selected);
        }
        Ok(values)
    }

    fn no_equivalent(&self, word: &str, into: &Self) -> FormError {
        let fault =
            format!("“{word}” of {} has no equivalent in {}; settle it by hand", self.name, into.name);
        FormError::unsound(FORM, fault)
    }
}
