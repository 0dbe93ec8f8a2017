//! Drafts: their versions, and what was done with each.

use chancery_office::act::Done;
use chancery_office::drafts::{DraftMoved, DraftSaved, DraftStep};
use rusqlite::params;

use super::{Projector, parse_label};
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::store;

impl Projector {
    /// A version bears what its portions bear together.
    pub(super) fn save_draft(&mut self, done: &Done, saved: &DraftSaved) -> Result<(), Refused> {
        let label = self.label_no(&parse_label(&saved.label)?)?;
        let answers = saved.answers.map(|paper| self.row_of(paper)).transpose()?;
        let content = serde_json::to_string(&saved.content).map_err(store::json)?;
        self.db
            .prepare_cached(
                "INSERT INTO draft(draft, version, label_id, by, at, answers, content)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )
            .and_then(|mut s| {
                let (draft, version) = (saved.draft.to_string(), saved.version.to_string());
                let (by, at) = (done.by.as_str(), done.at.as_millisecond());
                s.execute(params![draft, version, label, by, at, answers, content])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    /// What is done with a version bears what the version bears; what names a paper, what the paper bears too.
    pub(super) fn move_draft(&mut self, done: &Done, moved: &DraftMoved) -> Result<(), Refused> {
        let version = moved.version.to_string();
        let mut label: LabelNo = self
            .db
            .query_row("SELECT label_id FROM draft WHERE version = ?1", [&version], |r| r.get(0))
            .map_err(store::register)?;
        let mut paper = None;
        if let Some(named) = moved.step.paper() {
            let (row, bears) = self.row_and_label(named)?;
            (paper, label) = (Some(row), self.joined_with(label, Some(bears))?);
        }
        let step = moved.step.kind().word();
        let (who, clearing, words) = match &moved.step {
            DraftStep::Sent { to } | DraftStep::ForSignature { to } => (to.as_str(), "", ""),
            DraftStep::Cleared { clearing, words } => ("", clearing.word(), words.as_str()),
            _ => ("", "", ""),
        };
        self.db
            .prepare_cached(
                "INSERT INTO draft_step(draft, version, label_id, by, at, step, who, clearing, words, paper)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )
            .and_then(|mut s| {
                let (draft, by, at) = (moved.draft.to_string(), done.by.as_str(), done.at.as_millisecond());
                s.execute(params![draft, version, label, by, at, step, who, clearing, words, paper])
            })
            .map(|_| ())
            .map_err(store::register)
    }
}
