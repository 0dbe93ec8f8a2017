//! What a draft bears, part by part, and why.

use chancery_label::Label;
use chancery_office::drafts::{Content, Portion};

use super::View;
use crate::drafting;
use crate::refused::Refused;

/// What a draft bears, part by part.
pub(super) struct Borne {
    pub(super) overall: Label,
    base: Label,
    /// What each portion bears by itself; none where it bears what the draft does.
    portions: Vec<Option<Label>>,
}

impl View {
    /// What a draft bears: what was typed for the whole, joined with what its portions bear.
    pub(super) fn borne(&self, content: &Content) -> Result<Borne, Refused> {
        let base = self.typed_label(&content.marking)?;
        let named = |(n, portion): (usize, &Portion)| {
            let label = (!portion.marking.is_empty()).then(|| self.typed_label(&portion.marking)).transpose();
            label.map_err(|refused| match refused {
                Refused::Invalid(why) => Refused::Invalid(format!("paragraph {n}: {why}")),
                other => other,
            })
        };
        let portions = (1..).zip(&content.portions).map(named).collect::<Result<Vec<_>, _>>()?;
        let overall = portions.iter().flatten().fold(base.clone(), |all, one| all.join(one));
        Ok(Borne { overall, base, portions })
    }

    pub(super) fn marks_of(&self, borne: &Borne) -> Vec<String> {
        let any = borne.portions.iter().any(Option::is_some);
        let mark = |label: &Option<Label>| self.marked(label.as_ref().unwrap_or(&borne.base)).short;
        borne.portions.iter().map(|label| if any { mark(label) } else { String::new() }).collect()
    }

    pub(super) fn why_borne(&self, borne: &Borne) -> String {
        let raising = (1..).zip(&borne.portions);
        let raising =
            raising.filter(|(_, label)| label.as_ref().is_some_and(|label| !borne.base.dominates(label)));
        let raising: Vec<usize> = raising.map(|(n, _)| n).collect();
        let banner = |label: &Label| self.marked(label).banner;
        drafting::why(&banner(&borne.overall), &banner(&borne.base), &raising)
    }

    pub(super) fn banner(&self, label: &Label) -> String {
        self.marked(label).banner
    }
}
