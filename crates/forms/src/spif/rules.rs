//! The access decision, and the rules that a label keeps.

use std::collections::{BTreeMap, BTreeSet};

use super::label::{SpifClearance, SpifLabel};
use super::model::{At, Class, Group, Operation, Selection, Spif};
use crate::FormError;
use crate::stanag::CategoryType;

impl Spif {
    /// Whether the clearance opens the label; both must be of this policy.
    pub fn decide(&self, label: &SpifLabel, clearance: &SpifClearance) -> Result<bool, FormError> {
        let class = self.class_of(label)?;
        if clearance.policy != self.oid {
            return Err(FormError::UnknownPolicy(clearance.policy.to_string()));
        }
        let mut alternatives = BTreeMap::<(usize, usize), bool>::new();
        let mut open = clearance.classes.contains(&class.lacv);
        for at in &label.values {
            let held = clearance.values.contains(at);
            match self.tag(*at).map(|tag| tag.kind.bearing()) {
                Some(CategoryType::Restrictive) => open &= held,
                Some(CategoryType::Permissive) => *alternatives.entry((at.0, at.1)).or_default() |= held,
                Some(CategoryType::Informative) | None => {}
            }
        }
        Ok(open && alternatives.into_values().all(|held| held))
    }

    /// Whether the label keeps the policy's rules.
    pub fn is_valid(&self, label: &SpifLabel) -> Result<bool, FormError> {
        let class = self.class_of(label)?;
        let keeps = |at: &At| self.value_keeps(*at, class, &label.values);
        let groups = class.required.iter().all(|group| self.has(group, &label.values));
        Ok(groups && label.values.iter().all(keeps))
    }

    fn value_keeps(&self, at: At, class: &Class, values: &BTreeSet<At>) -> bool {
        self.value(at).is_some_and(|value| {
            !value.excluded_classes.contains(&class.name)
                && value.required_class.as_ref().is_none_or(|required| *required == class.name)
                && !value.excluded.iter().any(|selection| self.picks(selection, values))
                && value.required.iter().all(|group| self.has(group, values))
        })
    }

    fn picks(&self, selection: &Selection, values: &BTreeSet<At>) -> bool {
        self.selected(selection).iter().any(|at| values.contains(at))
    }

    fn has(&self, group: &Group, values: &BTreeSet<At>) -> bool {
        let picked = group.selections.iter().filter(|selection| self.picks(selection, values)).count();
        match group.operation {
            Operation::OnlyOne => picked == 1,
            Operation::OneOrMore => picked > 0,
            Operation::All => picked > 0 && picked == group.selections.len(),
        }
    }
}
