//! Which paper a citation means, of those that the reader may know of.

use chancery_office::act::Manner;
use chancery_office::reading::{Finding, RoleName, What};
use chancery_reading::{KnownPaper, meant, yearless};
use jiff::ToSpan as _;

use super::View;
use super::rows::{PaperRow, paper_columns};
use crate::answers::CitedPage;
use crate::refused::Refused;

/// Papers that are weighed for one citation, by its day and by its number.
const WEIGHED_MAX: u32 = 300;
/// Papers that are shown for it.
const SHOWN_MAX: usize = 10;

impl View {
    /// The papers that a finding may cite, likeliest first. That the citing paper was opened is entered before this
    /// returns, where it was not in this sitting.
    pub fn cited(&self, name: &str, number: u32) -> Result<CitedPage, Refused> {
        let row = self.row(name)?;
        if !self.has_open(&row)? {
            self.show(Manner::Opened, &[row.id])?;
        }
        self.gate()?.begin()?;
        let (registered, text) = self.unfolded(&row)?;
        let found = self.findings(&row, &registered, &text)?;
        let at = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
        let finding = at.and_then(|at| found.get(at)).map(|stands| &stands.now).ok_or(Refused::Absent)?;
        if !matches!(finding.what, What::Reference(_)) {
            return Err(Refused::Absent);
        }
        let mut papers = Vec::new();
        if let Some(part) = registered.reading.parts.get(usize::from(finding.part)) {
            let weighed = self.weighed(&row, finding)?;
            let known = weighed.iter().map(|row| self.known(row)).collect::<Result<Vec<_>, _>>()?;
            let order = meant(finding, &text, part, &known).into_iter().take(SHOWN_MAX);
            papers = order.filter_map(|at| weighed.get(at).cloned()).collect();
        }
        let (line, papers) = (self.line(&row)?, self.lines(&papers)?);
        self.show_lines(Manner::Listed, &papers)?;
        let shown: Vec<&str> = papers.iter().chain([&line]).map(|line| line.id.as_str()).collect();
        let overall = self.overall(&shown)?;
        Ok(CitedPage { words: finding.evidence.of(&text).to_owned(), line, number, papers, overall })
    }

    /// Papers of the day cited, in whatever year where that is not told, or that bear the figures of the number cited.
    fn weighed(&self, citing: &PaperRow, finding: &Finding) -> Result<Vec<PaperRow>, Refused> {
        let mut all = Vec::new();
        if let Some((from, until)) = days(finding) {
            all.extend(self.gate()?.all(
                paper_columns!("WHERE p.day >= ?1 AND p.day <= ?2 ORDER BY p.day, p.row LIMIT ?3"),
                rusqlite::params![from, until, WEIGHED_MAX],
                PaperRow::read,
            )?);
        }
        if let Some((month, day)) = yearless(finding) {
            all.extend(self.gate()?.all(
                paper_columns!("WHERE substr(p.day, 6) = ?1 ORDER BY p.day, p.row LIMIT ?2"),
                rusqlite::params![format!("{month:02}-{day:02}"), WEIGHED_MAX],
                PaperRow::read,
            )?);
        }
        for figures in figures(finding) {
            all.extend(self.gate()?.all(
                paper_columns!("WHERE p.stated LIKE '%' || ?1 || '%' ORDER BY p.row LIMIT ?2"),
                rusqlite::params![figures, WEIGHED_MAX],
                PaperRow::read,
            )?);
        }
        all.sort_by_key(|row| row.row);
        all.dedup_by_key(|row| row.row);
        all.retain(|row| row.row != citing.row);
        Ok(all)
    }

    fn known(&self, row: &PaperRow) -> Result<KnownPaper, Refused> {
        let paper = self.registered_of(row)?;
        Ok(KnownPaper::new(paper.kind, &paper.particulars, &[]))
    }
}

/// The days cited and one on either side, since a paper may bear the day on which it was sent or received.
fn days(finding: &Finding) -> Option<(String, String)> {
    let when = finding.role(RoleName::When)?.when.as_ref()?;
    let (from, until) = (when.from?, when.until?);
    let from = from.checked_sub(1.day()).ok()?;
    Some((from.to_string(), until.to_string()))
}

/// The figures of each number cited.
fn figures(finding: &Finding) -> Vec<String> {
    let numbers = finding.roles.iter().filter(|role| role.name == RoleName::Number);
    let figures = |value: &str| {
        let runs = value.split(|c: char| !c.is_ascii_digit());
        runs.max_by_key(|run| run.len()).filter(|run| !run.is_empty()).map(str::to_owned)
    };
    numbers.filter_map(|role| figures(&role.value)).collect()
}
