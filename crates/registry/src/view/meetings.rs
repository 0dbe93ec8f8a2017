//! Meetings and their papers.

use chancery_office::act::Manner;
use chancery_office::id::Id;
use jiff::civil::Date;
use rusqlite::Row;

use super::View;
use super::rows::{PaperRow, day, paper_columns};
use crate::answers::{FindingAt, MeetingLine, MeetingPage};
use crate::refused::Refused;

/// Meetings shown in the list.
const MEETINGS_MAX: u32 = 500;
/// Meetings shown on Today.
const NEXT_SHOWN: usize = 5;

macro_rules! meeting_columns {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, m.label_id, m.day, m.clock, m.subject, m.proposed, m.words, m.place, m.sides ",
            "FROM meeting m ",
            $rest
        )
    };
}

/// A visible meeting's row.
struct MeetingRow {
    id: String,
    label: i64,
    day: String,
    clock: Option<String>,
    subject: String,
    proposed: bool,
    words: String,
    place: String,
    sides: String,
}

fn read(row: &Row<'_>) -> rusqlite::Result<MeetingRow> {
    Ok(MeetingRow {
        id: row.get(0)?,
        label: row.get(1)?,
        day: row.get(2)?,
        clock: row.get(3)?,
        subject: row.get(4)?,
        proposed: row.get(5)?,
        words: row.get(6)?,
        place: row.get(7)?,
        sides: row.get(8)?,
    })
}

impl View {
    /// Meetings, newest first.
    pub fn meetings(&self) -> Result<Vec<MeetingLine>, Refused> {
        let rows = self.gate()?.all(
            meeting_columns!("ORDER BY m.day DESC, m.clock DESC, m.id LIMIT 500"),
            [],
            read,
        )?;
        debug_assert!(rows.len() <= MEETINGS_MAX as usize);
        self.told(rows)
    }

    /// Meetings for which a paper may be put up: those ahead, and those that it speaks of.
    pub(super) fn meetings_for(&self, paper: &PaperRow) -> Result<Vec<MeetingLine>, Refused> {
        let rows = self.gate()?.all(
            meeting_columns!(
                "WHERE m.day >= ?1 OR m.id IN (SELECT meeting FROM meeting_paper WHERE paper = ?2)
                 ORDER BY m.day, m.clock, m.id LIMIT 20"
            ),
            rusqlite::params![self.day_now().to_string(), paper.row],
            read,
        )?;
        self.told(rows)
    }

    /// Lines of meetings; that words of the papers that speak of them were shown is entered.
    fn told(&self, rows: Vec<MeetingRow>) -> Result<Vec<MeetingLine>, Refused> {
        let mut papers: Vec<Id> = Vec::new();
        for row in &rows {
            let speaking = self.gate()?.all(
                "SELECT p.id FROM meeting_paper mp JOIN paper p ON p.row = mp.paper WHERE mp.meeting = ?1",
                [&row.id],
                |r| r.get::<_, String>(0),
            )?;
            papers.extend(speaking.iter().filter_map(|id| id.parse::<Id>().ok()));
        }
        papers.sort_unstable();
        papers.dedup();
        self.show(Manner::Extract, &papers)?;
        rows.into_iter().map(|row| self.line_of(row)).collect()
    }

    /// The next meetings; where none lie ahead, the last ones.
    pub(super) fn next_meetings(&self, today: Date) -> Result<Vec<MeetingLine>, Refused> {
        let ahead = self.gate()?.all(
            meeting_columns!("WHERE m.day >= ?1 ORDER BY m.day, m.clock, m.id LIMIT 5"),
            [today.to_string()],
            read,
        )?;
        if !ahead.is_empty() {
            return self.told(ahead);
        }
        Ok(self.meetings()?.into_iter().take(NEXT_SHOWN).collect())
    }

    /// A meeting with its papers.
    pub fn meeting(&self, id: &str) -> Result<MeetingPage, Refused> {
        self.gate()?.begin()?;
        let line = self.meeting_line(id)?.ok_or(Refused::Absent)?;
        let rows = self.gate()?.all(
            paper_columns!(
                "WHERE p.row IN (SELECT paper FROM meeting_paper WHERE meeting = ?1)
                 OR p.row IN (SELECT e.paper FROM enclosure e JOIN meeting_paper mp ON mp.paper = e.cover
                              WHERE mp.meeting = ?1)
                 ORDER BY p.day, p.row LIMIT 100"
            ),
            [&line.id],
            PaperRow::read,
        )?;
        let papers = self.lines(&rows)?;
        let mut subjects = Vec::new();
        for row in &rows {
            subjects.extend(self.subjects_of(row)?);
        }
        let undertakings = self.undertakings_of(&rows)?;
        self.show_lines(Manner::Extract, &papers)?;
        Ok(MeetingPage { line, papers, undertakings, subjects })
    }

    fn subjects_of(&self, row: &PaperRow) -> Result<Vec<FindingAt>, Refused> {
        let (registered, text) = self.unfolded(row)?;
        let found = self.findings(row, &registered, &text)?;
        let shown = self.findings_shown(&found, &text)?.into_iter();
        let subjects = shown.filter(|finding| finding.class == "subject" && finding.state != "dismissed");
        Ok(subjects
            .map(|finding| FindingAt { finding, reference: row.number.clone(), paper: row.id.to_string() })
            .collect())
    }

    /// A visible meeting's line.
    pub(super) fn meeting_line(&self, id: &str) -> Result<Option<MeetingLine>, Refused> {
        let row = self.gate()?.first(meeting_columns!("WHERE m.id = ?1"), [id], read)?;
        row.map(|row| self.line_of(row)).transpose()
    }

    fn line_of(&self, row: MeetingRow) -> Result<MeetingLine, Refused> {
        Ok(MeetingLine {
            date: day(Some(&row.day)),
            clock: row.clock.and_then(|c| c.parse().ok()),
            marked: self.marked(&self.label(row.label)?),
            with: row.sides.lines().map(str::to_owned).collect(),
            id: row.id,
            subject: row.subject,
            place: row.place,
            words: row.words,
            proposed: row.proposed,
        })
    }
}
