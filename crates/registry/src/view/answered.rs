//! A paper that was written here, and the paper that it answers or covers: each leads to the other. Who saved the
//! version that was signed may not have known what it answers, so any version tells.

use super::View;
use super::rows::{PaperRow, paper_columns};
use crate::refused::Refused;

impl View {
    /// The papers that this one answers or covers.
    pub(super) fn answers(&self, row: &PaperRow) -> Result<Vec<PaperRow>, Refused> {
        self.gate()?.all(
            paper_columns!(
                "WHERE p.row IN (SELECT a.answers FROM draft_step s JOIN answering a ON a.draft = s.draft
                 WHERE s.paper = ?1 AND s.step = 'signed') ORDER BY p.row"
            ),
            [row.row],
            PaperRow::read,
        )
    }

    /// The papers that were written on this one and signed.
    pub(super) fn written_on(&self, row: &PaperRow) -> Result<Vec<PaperRow>, Refused> {
        self.gate()?.all(
            paper_columns!(
                "WHERE p.row IN (SELECT s.paper FROM answering a JOIN draft_step s ON s.draft = a.draft
                 WHERE a.answers = ?1 AND s.step = 'signed') ORDER BY p.row"
            ),
            [row.row],
            PaperRow::read,
        )
    }
}
