//! Meetings, and the papers that speak of them, are put up for them, or tell what was said in them.

use chancery_office::diary::MeetingNoted;
use chancery_office::id::Id;
use rusqlite::{OptionalExtension as _, params};

use super::{Projector, parse_label};
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::store;

/// What a paper has to do with a meeting.
#[derive(Clone, Copy)]
enum Part {
    PutUpFor = 0,
    Speaks = 1,
    ReadOut = 2,
}

/// A row that ties a paper to a meeting.
struct Tied<'a> {
    paper: i64,
    part: Part,
    /// None where whoever may know of the paper may know of it.
    label: Option<LabelNo>,
    noted: Option<&'a MeetingNoted>,
}

impl Projector {
    /// A meeting that was found in a paper is known through the papers that speak of it, each with its
    /// own words; one that was noted by hand bears a label.
    pub(super) fn note_meeting(&mut self, seq: u64, noted: &MeetingNoted) -> Result<(), Refused> {
        let label = match noted.paper {
            Some(_) => None,
            None => Some(self.label_no(&parse_label(&noted.label)?)?),
        };
        let subject = if noted.paper.is_none() { noted.subject.as_str() } else { "" };
        self.db
            .prepare_cached(
                "INSERT OR IGNORE INTO meeting(id, label_id, day, clock, until, subject, place, sides)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )
            .and_then(|mut s| {
                s.execute(params![
                    noted.meeting.to_string(),
                    label,
                    noted.date.to_string(),
                    noted.clock.map(|c| c.to_string()),
                    noted.until.map(|c| c.to_string()),
                    subject,
                    noted.place,
                    noted.with.join("\n"),
                ])
            })
            .map_err(store::register)?;
        match noted.paper {
            Some(paper) => self.speak_of(seq, paper, noted),
            None => Ok(()),
        }
    }

    /// What a reading found is known with its paper; what a person found is as confidential as the paper is then.
    fn speak_of(&self, seq: u64, paper: Id, noted: &MeetingNoted) -> Result<(), Refused> {
        let (paper, bears) = self.row_and_label(paper)?;
        let label = Some(bears).filter(|_| !noted.proposed);
        if noted.proposed {
            self.moves_to(paper, noted)?;
        }
        self.tie(seq, noted.meeting, &Tied { paper, part: Part::Speaks, label, noted: Some(noted) })
    }

    /// A finding that spoke of another day now speaks of this one, and what was put up for it with it. A meeting that
    /// bears a marking of its own may not be known to all who know of the put-up: that lies without it.
    fn moves_to(&self, paper: i64, noted: &MeetingNoted) -> Result<(), Refused> {
        let spoke =
            "SELECT meeting FROM meeting_paper WHERE paper = ?1 AND key = ?2 AND speaks = 1 AND made = 0
                     AND meeting <> ?3";
        for sql in [
            format!(
                "UPDATE boxed SET meeting = (SELECT id FROM meeting WHERE id = ?3 AND label_id IS NULL)
                 WHERE paper = ?1 AND meeting IN ({spoke})"
            ),
            format!(
                "UPDATE OR REPLACE meeting_paper SET meeting = ?3 WHERE paper = ?1 AND speaks = 0
                 AND meeting IN ({spoke})"
            ),
            format!(
                "UPDATE OR REPLACE meeting_paper SET meeting = ?3 WHERE paper = ?1 AND key = ?2 AND speaks = 1
                 AND made = 0 AND meeting IN ({spoke})"
            ),
        ] {
            let of = params![paper, noted.key, noted.meeting.to_string()];
            self.db.execute(&sql, of).map_err(store::register)?;
        }
        Ok(())
    }

    /// A meeting keeps its marking, whatever else of it is changed.
    pub(super) fn change_meeting(&self, noted: &MeetingNoted) -> Result<(), Refused> {
        self.db
            .prepare_cached(
                "UPDATE meeting SET day = ?2, clock = ?3, until = ?4, subject = ?5, place = ?6, sides = ?7,
                 cancelled = NULL WHERE id = ?1 AND label_id IS NOT NULL",
            )
            .and_then(|mut s| {
                let (clock, until) = (noted.clock.map(|c| c.to_string()), noted.until.map(|c| c.to_string()));
                let (id, day) = (noted.meeting.to_string(), noted.date.to_string());
                s.execute(params![id, day, clock, until, noted.subject, noted.place, noted.with.join("\n")])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    pub(super) fn cancel_meeting(&self, meeting: Id, reason: &str) -> Result<(), Refused> {
        self.db
            .prepare_cached("UPDATE meeting SET cancelled = ?2 WHERE id = ?1 AND label_id IS NOT NULL")
            .and_then(|mut s| s.execute(params![meeting.to_string(), reason]))
            .map(|_| ())
            .map_err(store::register)
    }

    /// They stand as one from now on.
    pub(super) fn join_meetings(&self, seq: u64, noted: Id, found: Id) -> Result<(), Refused> {
        self.db
            .prepare_cached("INSERT INTO joined(noted, found, since) VALUES (?1, ?2, ?3)")
            .and_then(|mut s| s.execute(params![noted.to_string(), found.to_string(), seq]))
            .map(|_| ())
            .map_err(store::register)
    }

    /// Whoever knew that the two are one may know that they are not.
    pub(super) fn part_meetings(&self, noted: Id, found: Id) -> Result<(), Refused> {
        self.db
            .prepare_cached("DELETE FROM joined WHERE noted = ?1 AND found = ?2")
            .and_then(|mut s| s.execute([noted.to_string(), found.to_string()]))
            .map(|_| ())
            .map_err(store::register)
    }

    /// What is put up for a meeting is as confidential as the paper is then, and as a meeting that bears a marking.
    pub(super) fn put_up_for(
        &self,
        seq: u64,
        meeting: Id,
        (paper, label): (i64, LabelNo),
    ) -> Result<(), Refused> {
        self.tie(seq, meeting, &Tied { paper, part: Part::PutUpFor, label: Some(label), noted: None })
    }

    /// That a paper tells what was said in a meeting is as confidential as both are at that moment.
    pub(super) fn read_out(&mut self, seq: u64, meeting: Id, paper: Id) -> Result<(), Refused> {
        let (paper, label) = self.row_and_label(paper)?;
        let label = Some(self.with_meeting(label, meeting)?);
        self.tie(seq, meeting, &Tied { paper, part: Part::ReadOut, label, noted: None })
    }

    fn tie(&self, seq: u64, meeting: Id, tied: &Tied<'_>) -> Result<(), Refused> {
        let of = |words: fn(&MeetingNoted) -> &str| tied.noted.map_or("", words);
        let made = tied.noted.is_some_and(|noted| !noted.proposed);
        self.db
            .prepare_cached("INSERT OR IGNORE INTO meeting_paper VALUES (?1, ?2, ?3, ?4, ?5, coalesce(?6, 0), ?7, ?8, ?9)")
            .and_then(|mut s| {
                let (subject, words, key) = (of(|n| &n.subject), of(|n| &n.words), of(|n| &n.key));
                let part = tied.part as i64;
                s.execute(params![
                    meeting.to_string(),
                    tied.paper,
                    part,
                    subject,
                    words,
                    tied.label,
                    seq,
                    key,
                    made
                ])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    /// A meeting noted by hand is as confidential as its marking; one that was found is known by papers, and
    /// who knows of it by one that spoke of it then may know what was put up for it.
    pub(super) fn with_meeting(&mut self, label: LabelNo, meeting: Id) -> Result<LabelNo, Refused> {
        let noted: Option<LabelNo> = self
            .db
            .query_row("SELECT label_id FROM meeting WHERE id = ?1", [meeting.to_string()], |r| r.get(0))
            .optional()
            .map_err(store::register)?
            .flatten();
        match noted {
            Some(meeting) => {
                let joined = self.label_at(label)?.join(&self.label_at(meeting)?);
                self.label_no(&joined)
            }
            None => Ok(label),
        }
    }
}
