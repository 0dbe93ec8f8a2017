//! What a second reader found, folded from what was entered; the reader itself is never asked here.

use chancery_office::act::{Done, Proposed, SecondRead};
use rusqlite::params;

use super::Projector;
use crate::refused::Refused;
use crate::store;

impl Projector {
    /// What it found is as confidential as the paper is at that moment, and stays so.
    pub(super) fn second_read(&self, done: &Done, second: &SecondRead) -> Result<(), Refused> {
        let (row, label) = self.row_and_label(second.paper)?;
        let (at, model) = (done.at.as_millisecond(), second.model.name.as_str());
        self.db
            .prepare_cached(
                "INSERT INTO second_reading(paper, label_id, at, model, prompt) VALUES (?1, ?2, ?3, ?4, ?5)",
            )
            .and_then(|mut s| s.execute(params![row, label, at, model, second.model.prompt]))
            .map_err(store::register)?;
        let keep = |key: &str, finding: &str, words: &str| {
            self.db
                .prepare_cached(
                    "INSERT INTO second_finding(paper, label_id, at, model, key, finding, words)
                     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (SELECT 1 FROM second_finding
                     WHERE paper = ?1 AND label_id = ?2 AND key = ?5)",
                )
                .and_then(|mut s| s.execute(params![row, label, at, model, key, finding, words]))
                .map_err(store::register)
        };
        for key in &second.agreed {
            keep(key, "", "")?;
        }
        for Proposed { key, finding, words } in &second.findings {
            let kept = serde_json::to_string(finding).map_err(store::json)?;
            if keep(key, &kept, words)? > 0 {
                self.added(row, label, (finding, key, words))?;
            }
        }
        Ok(())
    }
}
