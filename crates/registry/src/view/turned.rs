//! What a clerk turned away from the in-tray: spam, an empty mail, a delivery notice. It is kept, and waits again when a
//! clerk says so.

use chancery_ledger::Draft;
use chancery_office::act::{Act, Manner};
use chancery_office::id::Id;
use chancery_office::people::Duty;
use rusqlite::params;

use super::View;
use super::acts::bounded;
use super::lists::{PAGE_MAX, PAGE_PAPERS, pages};
use super::rows::{PaperRow, moment};
use super::tray::{outermost, tray_columns};
use crate::answers::{TurnedLine, TurnedPage};
use crate::limits::NOTE_CHARS_MAX;
use crate::refused::Refused;

impl View {
    /// Turns away a paper that waits, and what lies in it. By itself it is detached from what it came under. Answers
    /// the paper that waits next.
    pub fn turn_away(&self, paper: &str, reason: &str) -> Result<Option<String>, Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let row = fresh.in_tray(paper)?;
        let reason = bounded(reason, NOTE_CHARS_MAX, "the reason")?;
        if reason.is_empty() {
            return Err(Refused::Invalid("say why it is turned away".into()));
        }
        let next = fresh.next_after(&row)?;
        let mut drafts = Vec::new();
        fresh.leave_covers(&row, &mut drafts)?;
        for row in fresh.with_what_lies_in_it(&row)? {
            let act = Act::TurnedAway { paper: row.id, reason: reason.clone() };
            self.draft_all(row.id, std::iter::once(act), &mut drafts)?;
        }
        self.registry.append(drafts)?;
        Ok(next)
    }

    /// Has a paper that was turned away, and what lies in it, wait again.
    pub fn wait_again(&self, paper: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let row = fresh.turned(paper)?;
        if !fresh.covers_in_tray(&row)?.is_empty() {
            return Err(Refused::Conflict(
                "what it came under was turned away with it: have that wait".into(),
            ));
        }
        let mut drafts = Vec::new();
        for row in fresh.with_what_lies_in_it(&row)? {
            let act = Act::WaitsAgain { paper: row.id };
            self.draft_all(row.id, std::iter::once(act), &mut drafts)?;
        }
        self.registry.append(drafts).map(drop)
    }

    /// What was turned away, the last first; it is counted here and nowhere else. To who does not settle there is no
    /// such list.
    pub fn turned_away(&self, page: u32) -> Result<TurnedPage, Refused> {
        if !self.reader.has(Duty::Register) {
            return Err(Refused::Absent);
        }
        self.gate()?.begin()?;
        let total: u64 = self.gate()?.value(outermost!("count(*)", 3), [])?;
        let pages = pages(total, PAGE_PAPERS);
        let page = page.clamp(1, pages.clamp(1, PAGE_MAX));
        let turned = self.turned_order(page)?.into_iter().map(|row| self.turned_line(row));
        let turned = turned.collect::<Result<Vec<_>, Refused>>()?;
        let lines: Vec<_> = turned.iter().map(|one| one.paper.clone()).collect();
        let overall = self.overall_in_tray(&lines)?;
        self.show_lines(Manner::Listed, &lines)?;
        Ok(TurnedPage { turned, total, page, pages, overall })
    }

    /// Whether a paper of the in-tray was turned away.
    pub(super) fn was_turned_away(&self, row: &PaperRow) -> Result<bool, Refused> {
        let found =
            self.gate()?.first("SELECT 1 FROM tray WHERE row = ?1 AND tray = 3", [row.row], |_| Ok(()))?;
        Ok(found.is_some())
    }

    fn turned(&self, id: &str) -> Result<PaperRow, Refused> {
        if !self.reader.has(Duty::Register) {
            return Err(Refused::Absent);
        }
        let id = id.parse::<Id>().map_err(|_| Refused::Absent)?;
        let sql = tray_columns!("WHERE p.id = ?1 AND p.tray = 3");
        self.gate()?.first(sql, [id.to_string()], PaperRow::read)?.ok_or(Refused::Absent)
    }

    fn turned_order(&self, page: u32) -> Result<Vec<i64>, Refused> {
        let skipped = u64::from(page - 1) * u64::from(PAGE_PAPERS);
        self.gate()?.all(
            concat!(
                outermost!("p.row", 3),
                " ORDER BY (SELECT t.at FROM turned t WHERE t.paper = p.row) DESC, p.row DESC LIMIT ?1 OFFSET ?2"
            ),
            params![PAGE_PAPERS, skipped],
            |r| r.get(0),
        )
    }

    fn turned_line(&self, row: i64) -> Result<TurnedLine, Refused> {
        let row = self.tray_row(row)?;
        let (paper, came) = (self.line(&row)?, self.came(&row)?);
        let sql = "SELECT by, at, reason FROM turned WHERE paper = ?1";
        let told = self
            .gate()?
            .first(sql, [row.row], |r| Ok((r.get::<_, String>(0)?, moment(r, 1)?, r.get::<_, String>(2)?)))?;
        // What he may read now may have been turned away above him.
        let (by, at, reason) =
            told.map_or_else(Default::default, |(by, at, reason)| (self.name_of(&by), Some(at), reason));
        Ok(TurnedLine { paper, came, by, at, reason })
    }

    /// A paper that waits, or was turned away, and all that lies in it.
    fn with_what_lies_in_it(&self, row: &PaperRow) -> Result<Vec<PaperRow>, Refused> {
        let (mut all, mut waiting): (Vec<PaperRow>, _) = (Vec::new(), vec![row.clone()]);
        while let Some(row) = waiting.pop() {
            if all.iter().all(|known| known.row != row.row) {
                waiting.extend(self.enclosed_in_tray(&row)?);
                all.push(row);
            }
        }
        Ok(all)
    }

    fn covers_in_tray(&self, row: &PaperRow) -> Result<Vec<i64>, Refused> {
        let sql = "SELECT cover FROM tray_enclosure WHERE paper = ?1 ORDER BY cover";
        self.gate()?.all(sql, [row.row], |r| r.get(0))
    }

    fn leave_covers(&self, row: &PaperRow, drafts: &mut Vec<Draft>) -> Result<(), Refused> {
        for cover in self.covers_in_tray(row)? {
            let cover = self.tray_row(cover)?.id;
            let act = Act::Detached { cover, paper: row.id };
            self.draft_all(cover, std::iter::once(act), drafts)?;
        }
        Ok(())
    }
}
