//! Portion marks: "(S)" before a paragraph, read by a policy's short forms.

use crate::categories::How;
use crate::{Day, Fault, Label, Marking, Policies, Policy, PolicyId};

impl Policy {
    /// Reads a portion mark, with what opens and closes it.
    pub fn parse_portion(&self, typed: &str) -> Result<Marking, Fault> {
        self.portion_of(typed, None, None)
    }

    /// Reads a portion mark that may leave to its banner what both have: "(S//REL)".
    pub fn parse_portion_within(&self, typed: &str, banner: &Label) -> Result<Marking, Fault> {
        self.portion_of(typed, Some(banner), None)
    }

    pub(crate) fn portion_of(
        &self,
        typed: &str,
        banner: Option<&Label>,
        day: Option<Day>,
    ) -> Result<Marking, Fault> {
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
        let within = banner.and_then(|banner| banner.component(&self.id));
        let how = How { portion: true, within, day, ..How::default() };
        let part = self.read_by(typed, start..start + inner.len(), how)?;
        let part = part.map(|component| Label::of(self.id.clone(), component));
        Ok(Marking { typed: typed.into(), own: Some(part.read), covers: None, warnings: part.warnings })
    }
}

impl Policies {
    /// Reads a portion mark under the first policy of `order` that can.
    pub fn parse_portion(&self, order: &[PolicyId], typed: &str) -> Result<Marking, Fault> {
        self.parse_portion_dated(order, typed, None)
    }

    /// Reads a portion mark as it was meant on that day; with no day known, as it is strictest.
    pub fn parse_portion_dated(
        &self,
        order: &[PolicyId],
        typed: &str,
        day: Option<Day>,
    ) -> Result<Marking, Fault> {
        let known = self.known(order, typed)?;
        let read = |policy: &Policy| policy.portion_of(typed, None, day);
        crate::policies::first_that_reads(&known, typed, 0..typed.len(), read)
    }

    /// Reads a portion mark that may leave to its banner what both have, under the first policy of `order`
    /// that can.
    pub fn parse_portion_within(
        &self,
        order: &[PolicyId],
        typed: &str,
        banner: &Label,
    ) -> Result<Marking, Fault> {
        let known = self.known(order, typed)?;
        let read = |policy: &Policy| policy.parse_portion_within(typed, banner);
        crate::policies::first_that_reads(&known, typed, 0..typed.len(), read)
    }
}
