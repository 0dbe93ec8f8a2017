//! Meetings, as lines.

use std::ops::ControlFlow;

use chancery_office::act::Manner;
use chancery_office::id::Id;
use jiff::civil::{Date, Time};
use rusqlite::Row;

use super::View;
use super::rows::{PaperRow, parsed, parsed_if};
use crate::answers::MeetingLine;
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::sides::names;

/// Meetings shown in the list.
const MEETINGS_MAX: u32 = 500;
/// Meetings shown on Today.
const NEXT_SHOWN: u32 = 5;
/// Meetings offered where a paper is put up for one.
const OFFERED_FOR_PAPER: u32 = 20;

/// Columns that [`MeetingRow`] is read from, in order.
macro_rules! meeting_columns {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, m.label_id, m.day, m.clock, m.subject, m.proposed, m.words, m.place, m.sides, ",
            "m.until, m.noted, m.cancelled FROM meeting m ",
            $rest
        )
    };
}
pub(super) use meeting_columns;

/// A visible meeting's row.
pub(super) struct MeetingRow {
    pub(super) id: String,
    pub(super) label: LabelNo,
    pub(super) day: Date,
    clock: Option<Time>,
    subject: String,
    proposed: bool,
    words: String,
    place: String,
    sides: String,
    until: Option<Time>,
    noted: bool,
    cancelled: Option<String>,
}

impl MeetingRow {
    /// Reads the columns of [`meeting_columns`].
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            label: row.get(1)?,
            day: parsed(row, 2)?,
            clock: parsed_if(row, 3)?,
            subject: row.get(4)?,
            proposed: row.get(5)?,
            words: row.get(6)?,
            place: row.get(7)?,
            sides: row.get(8)?,
            until: parsed_if(row, 9)?,
            noted: row.get(10)?,
            cancelled: row.get(11)?,
        })
    }

    /// It was noted with one of that surname.
    pub(super) fn is_with(&self, sides: &[&str]) -> bool {
        self.sides.lines().any(|name| sides.iter().any(|side| names(name, side)))
    }
}

/// Meetings that are looked through for those that are wanted, the nearest first.
pub(super) const MEETINGS_WALKED_MAX: u32 = 20_000;

impl View {
    /// Those of a list of meetings that are wanted, up to so many. The last place of the question is for how many are
    /// looked through, [`MEETINGS_WALKED_MAX`].
    pub(super) fn meetings_that(
        &self,
        sql: &'static str,
        day: &str,
        (wanted, most): (impl Fn(&MeetingRow) -> bool, usize),
    ) -> Result<Vec<MeetingRow>, Refused> {
        let mut found = Vec::new();
        if most > 0 {
            self.gate()?.each_of(sql, rusqlite::params![day, MEETINGS_WALKED_MAX], |row| {
                found.extend(Some(MeetingRow::read(row)?).filter(|row| wanted(row)));
                Ok(if found.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
            })?;
        }
        Ok(found)
    }

    /// Meetings, newest first.
    pub fn meetings(&self) -> Result<Vec<MeetingLine>, Refused> {
        let rows = self.gate()?.all(
            meeting_columns!("ORDER BY m.day DESC, m.clock DESC, m.id LIMIT ?1"),
            [MEETINGS_MAX],
            MeetingRow::read,
        )?;
        self.told(rows)
    }

    /// Meetings for which a paper may be put up: those ahead, and those that it speaks of.
    pub(super) fn meetings_for(&self, paper: &PaperRow) -> Result<Vec<MeetingLine>, Refused> {
        let rows = self.gate()?.all(
            meeting_columns!(
                "WHERE m.cancelled IS NULL
                 AND (m.day >= ?1 OR m.id IN (SELECT meeting FROM meeting_paper WHERE paper = ?2))
                 ORDER BY m.day, m.clock, m.id LIMIT ?3"
            ),
            rusqlite::params![self.day_now().to_string(), paper.row, OFFERED_FOR_PAPER],
            MeetingRow::read,
        )?;
        self.told(rows)
    }

    /// Lines of meetings; that words of the papers that speak of them were shown is entered.
    pub(super) fn told(&self, rows: Vec<MeetingRow>) -> Result<Vec<MeetingLine>, Refused> {
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
            meeting_columns!(
                "WHERE m.day >= ?1 AND m.cancelled IS NULL ORDER BY m.day, m.clock, m.id LIMIT ?2"
            ),
            rusqlite::params![today.to_string(), NEXT_SHOWN],
            MeetingRow::read,
        )?;
        if !ahead.is_empty() {
            return self.told(ahead);
        }
        let last = self.gate()?.all(
            meeting_columns!("WHERE m.cancelled IS NULL ORDER BY m.day DESC, m.clock DESC, m.id LIMIT ?1"),
            [NEXT_SHOWN],
            MeetingRow::read,
        )?;
        self.told(last)
    }

    /// A visible meeting's line; of one that was joined with another, that one's.
    pub(super) fn meeting_line(&self, id: &str) -> Result<Option<MeetingLine>, Refused> {
        let with = self.joined_into(id)?;
        let id = with.as_deref().unwrap_or(id);
        let row = self.gate()?.first(meeting_columns!("WHERE m.id = ?1"), [id], MeetingRow::read)?;
        row.map(|row| self.line_of(row)).transpose()
    }

    pub(super) fn line_of(&self, row: MeetingRow) -> Result<MeetingLine, Refused> {
        Ok(MeetingLine {
            date: Some(row.day),
            clock: row.clock,
            until: row.until,
            marked: self.marked(&self.label(row.label)?),
            with: row.sides.lines().map(str::to_owned).collect(),
            id: row.id,
            subject: row.subject,
            place: row.place,
            words: row.words,
            proposed: row.proposed,
            noted: row.noted,
            cancelled: row.cancelled,
        })
    }
}
