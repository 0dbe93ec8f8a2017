//! What lies with a draft: papers of the register that it encloses once it is signed.

use std::collections::BTreeSet;

use chancery_label::Label;
use chancery_office::drafts::{DraftStep, DraftStepKind};

use super::View;
use super::draft_bears::Borne;
use super::drafts::Moved;
use super::rows::PaperRow;
use crate::answers::Marked;
use crate::label_no::LabelNo;
use crate::refused::Refused;

/// Papers that lie with one draft.
const ENCLOSURES_MAX: usize = 50;

/// The papers that a draft names in its text: those of which whoever may read the draft may know.
pub(super) struct Named {
    /// The number of the one that it answers, or covers; empty for none.
    pub answers: String,
    /// The numbers of those that lie with it.
    pub enclosures: Vec<String>,
}

impl View {
    /// Has a paper lie with a draft: it is enclosed when the draft is signed.
    pub fn enclose_with(&self, draft: &str, paper: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let last = fresh.written(draft)?;
        let (row, with_it) = (fresh.row(paper)?, fresh.enclosed_with(&fresh.draft_steps(draft)?)?);
        if with_it.iter().any(|one| one.row == row.row) {
            return Err(Refused::Conflict("it lies with it already".into()));
        }
        if with_it.len() >= ENCLOSURES_MAX {
            return Err(Refused::Invalid(format!("at most {ENCLOSURES_MAX} papers lie with a draft")));
        }
        let (stream, act) = self.draft_moved(&last, DraftStep::Encloses { paper: row.id })?;
        self.act(stream, &act)
    }

    /// Takes it out again.
    pub fn leave_out(&self, draft: &str, paper: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let last = fresh.written(draft)?;
        let (row, with_it) = (fresh.row(paper)?, fresh.enclosed_with(&fresh.draft_steps(draft)?)?);
        if !with_it.iter().any(|one| one.row == row.row) {
            return Err(Refused::Conflict("it does not lie with it".into()));
        }
        let (stream, act) = self.draft_moved(&last, DraftStep::Leaves { paper: row.id })?;
        self.act(stream, &act)
    }

    /// The papers that lie with a draft, in the order in which they were laid there, as far as the reader may know.
    pub(super) fn enclosed_with(&self, steps: &[Moved]) -> Result<Vec<PaperRow>, Refused> {
        let mut rows: Vec<i64> = Vec::new();
        for (step, row) in steps.iter().filter_map(|step| Some((step.step, step.paper?))) {
            match step {
                DraftStepKind::Encloses => rows.push(row),
                DraftStepKind::Leaves => rows.retain(|one| *one != row),
                _ => {}
            }
        }
        let mut once = BTreeSet::new();
        rows.into_iter().filter(|row| once.insert(*row)).map(|row| self.row_at(row)).collect()
    }

    pub(super) fn named(
        &self,
        borne: &Borne,
        answered: Option<&PaperRow>,
        enclosed: &[PaperRow],
    ) -> Result<Named, Refused> {
        let known = |row: &PaperRow| {
            let known = borne.overall.dominates(&self.label(row.label)?.access());
            Ok::<_, Refused>(known.then(|| row.number.clone()))
        };
        let answers = answered.map(known).transpose()?.flatten().unwrap_or_default();
        let enclosures = enclosed.iter().map(known).collect::<Result<Vec<_>, _>>()?;
        Ok(Named { answers, enclosures: enclosures.into_iter().flatten().collect() })
    }

    /// What the page of a draft bears with all that it names; and what the draft will bear with what lies with it, where
    /// that is more than its own words do.
    pub(super) fn borne_with(
        &self,
        own: LabelNo,
        named: impl Iterator<Item = LabelNo>,
        enclosed: &[PaperRow],
    ) -> Result<(Marked, Option<Marked>), Refused> {
        let own = self.label(own)?;
        let named = named.map(|row| self.label(row)).collect::<Result<Vec<_>, _>>()?;
        let enclosed = enclosed.iter().map(|row| self.label(row.label)).collect::<Result<Vec<Label>, _>>()?;
        let whole = enclosed.iter().fold(own.clone(), |all, one| all.join(one));
        let bears = (whole != own).then(|| self.marked_covering(&own, &whole));
        let above = named.iter().any(|one| !own.dominates(&one.access()));
        let overall =
            if above { self.marked_together(&[vec![own], named].concat()) } else { self.marked(&own) };
        Ok((overall, bears))
    }
}
