//! The chase list.

use chancery_office::act::Manner;
use chancery_office::id::Id;
use chancery_office::reading::{Finding, Firmness, RoleName, What};
use rusqlite::Row;

use super::View;
use super::judging::Experience;
use super::rows::{PaperRow, day, holding, paper_columns};
use crate::answers::UndertakingLine;
use crate::refused::Refused;
use crate::store;

/// Undertakings on a page.
pub const PAGE_UNDERTAKINGS: u32 = 50;

struct Kept {
    paper: i64,
    number: u32,
    due: Option<String>,
    finding: String,
    words: String,
    state: String,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        paper: row.get(0)?,
        number: row.get(1)?,
        due: row.get(2)?,
        finding: row.get(3)?,
        words: row.get(4)?,
        state: row.get(5)?,
    })
}

impl View {
    /// The chase list, overdue first and the latest day of these first, then by day, then without one.
    pub fn undertakings(&self, who: &str, page: u32) -> Result<(Vec<UndertakingLine>, u64), Refused> {
        self.gate()?.begin()?;
        let like = holding(who);
        let total: u64 = self
            .gate()?
            .value("SELECT count(*) FROM undertaking u WHERE u.actor LIKE ?1 ESCAPE '\\'", [&like])?;
        let today = self.day_now().to_string();
        let skip = u64::from(page.clamp(1, 1_000_000) - 1) * u64::from(PAGE_UNDERTAKINGS);
        let kept = self.gate()?.all(
            "SELECT u.paper, u.number, u.due, u.finding, u.words, u.state FROM undertaking u WHERE u.actor LIKE ?1 ESCAPE '\\'
             ORDER BY u.due IS NULL, u.due >= ?2, CASE WHEN u.due < ?2 THEN u.due END DESC, u.due, u.n
             LIMIT 50 OFFSET ?3",
            rusqlite::params![like, today, skip],
            read,
        )?;
        let lines = self.undertaking_lines(kept)?;
        let papers: Vec<Id> = lines.iter().filter_map(|line| line.paper.parse().ok()).collect();
        self.show(Manner::Extract, &papers)?;
        Ok((lines, total))
    }

    /// Undertakings of papers, in the order of these.
    pub(super) fn undertakings_of(&self, rows: &[PaperRow]) -> Result<Vec<UndertakingLine>, Refused> {
        let mut lines = Vec::new();
        for row in rows {
            let kept = self.gate()?.all(
                "SELECT u.paper, u.number, u.due, u.finding, u.words, u.state FROM undertaking u
                 WHERE u.paper = ?1 ORDER BY u.number",
                [row.row],
                read,
            )?;
            lines.extend(self.undertaking_lines(kept)?);
        }
        Ok(lines)
    }

    fn undertaking_lines(&self, kept: Vec<Kept>) -> Result<Vec<UndertakingLine>, Refused> {
        let mut lines = Vec::with_capacity(kept.len());
        let experience = if kept.is_empty() { None } else { Some(self.experience()?) };
        for kept in kept {
            let row = self.gate()?.first(paper_columns!("WHERE p.row = ?1"), [kept.paper], PaperRow::read)?;
            let Some(row) = row else { continue };
            lines.push(self.undertaking_line(kept, &row, experience.as_ref())?);
        }
        Ok(lines)
    }

    fn undertaking_line(
        &self,
        kept: Kept,
        row: &PaperRow,
        experience: Option<&Experience>,
    ) -> Result<UndertakingLine, Refused> {
        let finding: Finding = serde_json::from_str(&kept.finding).map_err(store::json)?;
        let value = |name| finding.role(name).map_or_else(String::new, |r| r.value.clone());
        let due = day(kept.due.as_deref());
        Ok(UndertakingLine {
            actor: value(RoleName::Actor),
            act: value(RoleName::Act),
            partner: value(RoleName::Partner),
            place: value(RoleName::Place),
            when_words: value(RoleName::When),
            when: finding.role(RoleName::When).and_then(|r| r.when.clone()),
            due,
            overdue: due.is_some_and(|due| due < self.day_now()),
            firmness: match finding.what {
                What::Undertaking(firmness) => firmness.word(),
                _ => Firmness::Open.word(),
            },
            words: kept.words,
            confidence: experience.map_or(finding.confidence, |known| known.adjusted(&finding)),
            state: kept.state,
            reference: row.number.clone(),
            paper: row.id.to_string(),
            number: kept.number,
            marked: self.line(row)?.marked,
        })
    }
}
