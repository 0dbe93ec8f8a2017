//! What a person opened, for who gives clearances: of the papers that he who asks may read himself. The others are in
//! no line, no count and no page of it.

use chancery_office::act::Manner;
use chancery_office::people::Duty;
use jiff::Timestamp;

use super::View;
use super::lists::{PAGE_MAX, PAGE_PAPERS, pages};
use super::rows::moment;
use crate::answers::{OpenedLine, OpenedPage, PaperLine};
use crate::refused::Refused;

impl View {
    /// What a person opened, what he opened last first. To who may not ask there is no such page. That the papers
    /// were listed to him who asks is entered, as whenever he asks who could read one.
    pub fn opened_of(&self, person: &str, page: u32) -> Result<OpenedPage, Refused> {
        if !self.reader.has(Duty::Clear) {
            return Err(Refused::Absent);
        }
        let asked = self.asked_about(person)?;
        self.gate()?.begin()?;
        let total: u64 = self
            .gate()?
            .value("SELECT count(DISTINCT paper) FROM seen WHERE by = ?1", [asked.person.as_str()])?;
        let page = page.clamp(1, PAGE_MAX);
        let lines = self.opened_lines(asked.person.as_str(), page)?;
        let papers: Vec<PaperLine> = lines.iter().map(|line| line.paper.clone()).collect();
        let overall = self.overall_of(&papers, &[])?;
        self.show_lines(Manner::Listed, &papers)?;
        let pages = pages(total, PAGE_PAPERS);
        Ok(OpenedPage {
            handle: asked.person.to_string(),
            name: asked.name,
            lines,
            total,
            page,
            pages,
            overall,
        })
    }

    fn opened_lines(&self, person: &str, page: u32) -> Result<Vec<OpenedLine>, Refused> {
        let skipped = u64::from(page - 1) * u64::from(PAGE_PAPERS);
        let rows = self.gate()?.all(
            "SELECT paper, min(first), max(last), sum(times) FROM seen WHERE by = ?1
             GROUP BY paper ORDER BY max(last) DESC, paper DESC LIMIT ?2 OFFSET ?3",
            rusqlite::params![person, PAGE_PAPERS, skipped],
            |r| Ok((r.get::<_, i64>(0)?, moment(r, 1)?, moment(r, 2)?, r.get::<_, u64>(3)?)),
        )?;
        let line = |(paper, first, last, times): (i64, Timestamp, Timestamp, u64)| {
            let paper = self.line(&self.row_at(paper)?)?;
            Ok(OpenedLine { paper, first, last, times })
        };
        rows.into_iter().map(line).collect()
    }
}
