//! How markings change: what was proposed, what a second person made of it, and what a paper bore when.

use chancery_office::act::Done;
use chancery_office::id::Id;
use chancery_office::standing::{RelabelProposed, RelabelState};
use jiff::Timestamp;
use rusqlite::params;

use super::{Projector, parse_label};
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::store;

impl Projector {
    /// A proposal is as confidential as the graver of the two markings that it speaks of.
    pub(super) fn propose(&mut self, done: &Done, proposed: &RelabelProposed) -> Result<(), Refused> {
        let row = self.row_of(proposed.paper)?;
        let bears = self.bears(row)?;
        let from = self.bears_by_itself(row)?;
        let to = parse_label(&proposed.label)?;
        let joined = self.label_at(bears)?.join(&to);
        let (label, to) = (self.label_no(&joined)?, self.label_no(&to)?);
        self.db
            .prepare_cached(
                "INSERT INTO relabelling(id, paper, label_id, from_label, to_label, typed, reason, authority,
                 day, event, by, at, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )
            .and_then(|mut s| {
                s.execute(params![
                    proposed.proposal.to_string(),
                    row,
                    label,
                    from,
                    to,
                    proposed.marking,
                    proposed.reason,
                    proposed.authority,
                    proposed.on.map(|day| day.to_string()),
                    proposed.event,
                    done.by.as_str(),
                    done.at.as_millisecond(),
                    RelabelState::Proposed.word(),
                ])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    /// The paper bears by itself what was proposed. What people wrote on it stays as confidential as it was;
    /// what came with it comes with it.
    pub(super) fn approve(&mut self, done: &Done, proposal: Id, paper: Id) -> Result<(), Refused> {
        let row = self.row_of(paper)?;
        let before = self.bears_by_itself(row)?;
        let own: LabelNo = self
            .db
            .query_row("SELECT to_label FROM relabelling WHERE id = ?1", [proposal.to_string()], |r| r.get(0))
            .map_err(store::register)?;
        self.decided(done, proposal, RelabelState::Approved, "")?;
        self.mark_own(row, own)?;
        self.db
            .execute(
                "UPDATE minute SET label_id = ?3 WHERE paper = ?1 AND at IS NULL AND label_id = ?2",
                params![row, before, own],
            )
            .map_err(store::register)?;
        self.remark(row, done.at)
    }

    /// What became of a proposal.
    pub(super) fn decided(
        &self,
        done: &Done,
        proposal: Id,
        state: RelabelState,
        reason: &str,
    ) -> Result<(), Refused> {
        self.db
            .execute(
                "UPDATE relabelling SET state = ?2, decided_by = ?3, decided_at = ?4, decided_reason = ?5
                 WHERE id = ?1",
                params![
                    proposal.to_string(),
                    state.word(),
                    done.by.as_str(),
                    done.at.as_millisecond(),
                    reason
                ],
            )
            .map(|_| ())
            .map_err(store::register)
    }

    /// From now on the paper bears that label.
    pub(super) fn borne_since(&self, row: i64, label: LabelNo, at: Timestamp) -> Result<(), Refused> {
        self.db
            .prepare_cached("INSERT INTO borne(paper, label_id, since) VALUES (?1, ?2, ?3)")
            .and_then(|mut s| s.execute(params![row, label, at.as_millisecond()]))
            .map(|_| ())
            .map_err(store::register)
    }
}
