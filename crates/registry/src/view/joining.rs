//! That a meeting of which papers speak and one that was noted by hand, or taken from a calendar, are one occasion.

use chancery_office::act::Act;
use chancery_office::id::Id;
use chancery_office::people::Duty;
use jiff::ToSpan as _;

use super::View;
use super::meetings::{MeetingRow, meeting_columns};
use super::rows::{parsed, parsed_if};
use crate::answers::{JoinedLine, MeetingLine};
use crate::refused::Refused;

/// Days before and after a meeting within which another may be the same.
const ALIKE_DAYS: i64 = 7;
/// Meetings that are offered as the same.
const ALIKE_SHOWN: u32 = 10;

impl View {
    /// Says that two meetings, one noted and one of which papers speak, are one occasion: it stands as it was noted, with
    /// the papers of both, for who may know of both.
    pub fn join_meetings(&self, one: &str, other: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let known = |id: &str| fresh.meeting_line(id)?.ok_or(Refused::Absent);
        let (one, other) = (known(one)?, known(other)?);
        self.reader.must(Duty::PutUp)?;
        if one.id == other.id {
            return Err(Refused::Conflict("the two are joined already, or are one".into()));
        }
        let (noted, found) = if one.noted { (one, other) } else { (other, one) };
        if !noted.noted || found.noted {
            return Err(Refused::Invalid(
                "a meeting that was noted is joined with one of which papers speak, and no others".into(),
            ));
        }
        let (noted, found) = (id_of(&noted)?, id_of(&found)?);
        self.act(noted, &Act::MeetingsJoined { noted, found })
    }

    /// Says that they are two after all; either may be named first.
    pub fn part_meetings(&self, one: &str, other: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let line = fresh.meeting_line(one)?.ok_or(Refused::Absent)?;
        let found = if other == line.id { one } else { other };
        let joined = fresh.joined_with(&line)?;
        if !joined.iter().any(|one| one.id == found) {
            fresh.meeting_line(found)?.ok_or(Refused::Absent)?;
            return Err(Refused::Conflict("the two are not joined".into()));
        }
        self.reader.must(Duty::PutUp)?;
        let (noted, found) = (id_of(&line)?, found.parse().map_err(|_| Refused::Absent)?);
        self.act(noted, &Act::MeetingsParted { noted, found })
    }

    /// The meeting with which one that papers speak of was joined.
    pub(super) fn joined_into(&self, found: &str) -> Result<Option<String>, Refused> {
        self.gate()?.first("SELECT noted FROM joined WHERE found = ?1", [found], |r| r.get(0))
    }

    /// What papers speak of and was found to be this meeting.
    pub(super) fn joined_with(&self, line: &MeetingLine) -> Result<Vec<JoinedLine>, Refused> {
        self.gate()?.all(
            "SELECT found, day, clock, subject, words FROM joined WHERE noted = ?1 ORDER BY day, clock, found",
            [&line.id],
            |r| {
                Ok(JoinedLine {
                    id: r.get(0)?,
                    date: parsed(r, 1)?,
                    clock: parsed_if(r, 2)?,
                    subject: r.get(3)?,
                    words: r.get(4)?,
                })
            },
        )
    }

    /// Meetings about its day that may be the same: noted ones where papers speak of it, else those of which papers speak.
    pub(super) fn perhaps_the_same(&self, line: &MeetingLine) -> Result<Vec<MeetingLine>, Refused> {
        let Some(date) = line.date else { return Ok(Vec::new()) };
        let (from, until) = (date.saturating_sub(ALIKE_DAYS.days()), date.saturating_add(ALIKE_DAYS.days()));
        let rows = self.gate()?.all(
            meeting_columns!(
                "WHERE m.day BETWEEN ?1 AND ?2 AND m.noted = ?3 AND m.cancelled IS NULL
                 ORDER BY m.day <> ?4, m.day, m.clock, m.id LIMIT ?5"
            ),
            rusqlite::params![
                from.to_string(),
                until.to_string(),
                !line.noted,
                date.to_string(),
                ALIKE_SHOWN
            ],
            MeetingRow::read,
        )?;
        self.told(rows)
    }
}

fn id_of(line: &MeetingLine) -> Result<Id, Refused> {
    line.id.parse().map_err(|_| Refused::Absent)
}
