//! Portion marks: "(S)" before a paragraph, read by a policy's short forms.

use crate::{Fault, Label, Marking, Policies, Policy, PolicyId};

impl Policy {
    /// Reads a portion mark, with what opens and closes it.
    pub fn parse_portion(&self, typed: &str) -> Result<Marking, Fault> {
        let whole = 0..typed.len();
        let Some(form) = &self.portion else {
            return Err(Fault::new(
                typed,
                whole,
                format!("a policy that marks portions, as {} does not", self.id),
            ));
        };
        crate::marking::bounded(typed)?;
        let inner = typed.trim();
        let inner = inner.strip_prefix(&form.open).and_then(|inner| inner.strip_suffix(&form.close));
        let Some(inner) = inner.filter(|inner| !inner.trim().is_empty()) else {
            let expected = format!("a portion mark between “{}” and “{}”", form.open, form.close);
            return Err(Fault::new(typed, whole, expected));
        };
        let start = typed.len() - typed.trim_start().len() + form.open.len();
        let part = self.read_by(&self.in_portion, typed, start..start + inner.len(), None)?;
        let part = part.map(|component| Label::of(self.id.clone(), component));
        Ok(Marking { typed: typed.into(), own: Some(part.read), covers: None, warnings: part.warnings })
    }
}

impl Policies {
    /// Reads a portion mark under the first policy of `order` that can.
    pub fn parse_portion(&self, order: &[PolicyId], typed: &str) -> Result<Marking, Fault> {
        let known = self.known(order, typed)?;
        crate::policies::first_that_reads(&known, typed, 0..typed.len(), |policy| policy.parse_portion(typed))
    }
}
