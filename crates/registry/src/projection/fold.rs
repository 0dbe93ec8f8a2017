//! How each act folds into the rows.

use chancery_label::Label;
use chancery_office::act::{Act, Done, Manner, MeetingNoted, Minute, MinuteKind, PutUp, Registered};
use chancery_office::id::Id;
use chancery_office::reading::{Field, FieldRole, Finding, RoleName, What};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use rusqlite::params;

use super::{Projector, papers, parse_label};
use crate::refused::Refused;
use crate::store;

/// Depth to which covers may enclose covers.
pub const ENCLOSURE_DEPTH_MAX: usize = 20;

impl Projector {
    /// Folds one act; answers whether what anybody can see of papers may have changed.
    pub(super) fn fold(&mut self, seq: u64, done: &Done, act: &Act, text: &str) -> Result<bool, Refused> {
        match act {
            Act::Founded { .. } => Ok(false),
            Act::Admitted(admitted) => self.admit(admitted).map(|()| false),
            Act::PostFilled(filled) => self.fill_post(filled).map(|()| false),
            Act::Registered(paper) => self.register(seq, done, paper, text).map(|()| true),
            Act::Enclosed { cover, paper } => self.enclose(*cover, *paper).map(|()| true),
            Act::Detached { cover, paper } => self.detach(*cover, *paper).map(|()| true),
            Act::Settled { paper, label, .. } => self.settle(*paper, label).map(|()| true),
            Act::Minuted { paper, minute } => self.minute(*paper, done, minute).map(|()| false),
            Act::PutUp(put_up) => self.put_up(done, put_up).map(|()| false),
            Act::MeetingNoted(meeting) => self.meeting(meeting).map(|()| false),
            Act::Seen { manner, papers } => self.seen(done, *manner, papers).map(|()| false),
        }
    }

    pub(super) fn row_of(&self, paper: Id) -> Result<i64, Refused> {
        self.db
            .prepare_cached("SELECT row FROM paper WHERE id = ?1")
            .and_then(|mut s| s.query_row([paper.to_string()], |r| r.get(0)))
            .map_err(store::register)
    }

    fn register(&mut self, seq: u64, done: &Done, paper: &Registered, text: &str) -> Result<(), Refused> {
        let own = self.label_row(&parse_label(&paper.label)?)?;
        let bears = parse_label(&paper.bears)?;
        let effective = self.label_row(&bears)?;
        let date = papers::date(paper);
        self.db
            .prepare_cached(
                "INSERT INTO paper(id, seq, label_id, own_label_id, settled, kind, title, sender, recipient,
                 day, year, entered, words, number, fingerprint)
                 VALUES (?1, ?2, ?3, ?14, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, '', ?13)",
            )
            .and_then(|mut s| {
                s.execute(params![
                    paper.paper.to_string(),
                    seq,
                    effective,
                    paper.settled,
                    paper.kind.word(),
                    papers::title(paper),
                    papers::side(&paper.particulars.from),
                    papers::side(&paper.particulars.to),
                    date.map(|d| d.to_string()),
                    date.map(|d| i64::from(d.year())),
                    done.at.as_millisecond(),
                    paper.words,
                    paper.fingerprint,
                    own,
                ])
            })
            .map_err(store::register)?;
        let row = self.db.last_insert_rowid();
        self.register_parts(row, paper, text)?;
        // Its enclosures follow; what it bears with them was said, so it is numbered in that series now.
        if let Some(cover) = paper.enclosed_in {
            let cover = self.row_of(cover)?;
            self.link(cover, row)?;
        }
        self.number(row, &bears)
    }

    fn register_parts(&mut self, row: i64, paper: &Registered, text: &str) -> Result<(), Refused> {
        let bodies = [("text", Some(&paper.text)), ("original", paper.original.as_ref())];
        for (part, body) in bodies.into_iter().filter_map(|(part, body)| body.map(|b| (part, b))) {
            let label = self.label_row(&parse_label(&body.label)?)?;
            self.db
                .prepare_cached("INSERT INTO body VALUES (?1, ?2, ?3, ?4, ?5)")
                .and_then(|mut s| s.execute(params![row, part, body.digest, body.stream.to_string(), label]))
                .map_err(store::register)?;
        }
        for (number, finding) in (1..).zip(&paper.reading.findings) {
            if let What::Undertaking(firmness) = finding.what {
                self.undertaking(row, number, firmness.word(), finding, finding.evidence.of(text))?;
            }
        }
        for field in paper.reading.parts.iter().flat_map(|part| &part.fields) {
            if let Some(minute) = marginal(text, field) {
                self.insert_minute(row, "", &minute, None)?;
            }
        }
        Ok(())
    }

    fn undertaking(
        &self,
        row: i64,
        number: u32,
        firmness: &str,
        finding: &Finding,
        words: &str,
    ) -> Result<(), Refused> {
        let actor = finding.role(RoleName::Actor).map_or("", |r| r.value.as_str());
        let when = finding.role(RoleName::When).and_then(|r| r.when.as_ref());
        // Due on the last day that the words allow.
        let due = when.and_then(|w| w.until).and_then(|until| until.yesterday().ok());
        let kept = serde_json::to_string(finding).map_err(store::json)?;
        self.db
            .prepare_cached(
                "INSERT INTO undertaking(paper, number, firmness, actor, due, finding, words)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )
            .and_then(|mut s| {
                s.execute(params![row, number, firmness, actor, due.map(|d| d.to_string()), kept, words])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    fn link(&self, cover: i64, paper: i64) -> Result<(), Refused> {
        self.db
            .execute("INSERT OR IGNORE INTO enclosure VALUES (?1, ?2)", [cover, paper])
            .map(|_| ())
            .map_err(store::register)
    }

    fn enclose(&mut self, cover: Id, paper: Id) -> Result<(), Refused> {
        let (cover, paper) = (self.row_of(cover)?, self.row_of(paper)?);
        self.link(cover, paper)?;
        self.remark(cover, 0)
    }

    fn detach(&mut self, cover: Id, paper: Id) -> Result<(), Refused> {
        let (cover, paper) = (self.row_of(cover)?, self.row_of(paper)?);
        self.db
            .execute("DELETE FROM enclosure WHERE cover = ?1 AND paper = ?2", [cover, paper])
            .map_err(store::register)?;
        self.remark(cover, 0)
    }

    fn settle(&mut self, paper: Id, label: &str) -> Result<(), Refused> {
        let row = self.row_of(paper)?;
        let label = self.label_row(&parse_label(label)?)?;
        self.db
            .execute("UPDATE paper SET own_label_id = ?2, settled = 1 WHERE row = ?1", [row, label])
            .map_err(store::register)?;
        self.db
            .execute("UPDATE body SET label_id = ?2 WHERE paper = ?1", [row, label])
            .map_err(store::register)?;
        self.remark(row, 0)
    }

    /// Works out what a paper bears with its enclosures, numbers it in that label's series where it
    /// has no number there, and goes on to what covers it.
    ///
    /// INVARIANT (covering): `paper.label_id` is the join of its own label and its enclosures'.
    fn remark(&mut self, row: i64, depth: usize) -> Result<(), Refused> {
        if depth > ENCLOSURE_DEPTH_MAX {
            return Err(Refused::Damaged("papers enclose one another without end".into()));
        }
        let own: i64 = self.one("SELECT own_label_id FROM paper WHERE row = ?1", row)?;
        let enclosed = self.rows(
            "SELECT p.label_id FROM enclosure e JOIN paper p ON p.row = e.paper WHERE e.cover = ?1",
            row,
        )?;
        let mut label = self.label_at(own)?;
        for enclosed in enclosed {
            label = label.join(&self.label_at(enclosed)?);
        }
        let effective = self.label_row(&label)?;
        self.db
            .execute("UPDATE paper SET label_id = ?2 WHERE row = ?1", [row, effective])
            .map_err(store::register)?;
        self.number(row, &label)?;
        for cover in self.rows("SELECT cover FROM enclosure WHERE paper = ?1", row)? {
            self.remark(cover, depth + 1)?;
        }
        Ok(())
    }

    /// INVARIANT (gapless): a series belongs to one label, and a number in it is given only to a
    /// paper that bears that label, so who may read the series can read every number in it.
    fn number(&mut self, row: i64, label: &Label) -> Result<(), Refused> {
        let label = label.access();
        let series = self.label_row(&label)?;
        let kept: Option<String> = rusqlite::OptionalExtension::optional(self.db.query_row(
            "SELECT text FROM number WHERE paper = ?1 AND label_id = ?2",
            [row, series],
            |r| r.get(0),
        ))
        .map_err(store::register)?;
        let text = match kept {
            Some(text) => text,
            None => self.next_number(row, series, &label)?,
        };
        self.db
            .execute("UPDATE paper SET number = ?2 WHERE row = ?1", params![row, text])
            .map(|_| ())
            .map_err(store::register)
    }

    fn next_number(&self, row: i64, series: i64, label: &Label) -> Result<String, Refused> {
        let (year, entered): (Option<i64>, i64) = self
            .db
            .query_row("SELECT year, entered FROM paper WHERE row = ?1", [row], |r| {
                Ok((r.get(0)?, r.get(1)?))
            })
            .map_err(store::register)?;
        let year = year.unwrap_or_else(|| year_of(entered));
        let n: i64 = self
            .db
            .prepare_cached(
                "INSERT INTO series VALUES (?1, ?2, 1)
                 ON CONFLICT(label_id, year) DO UPDATE SET last = last + 1 RETURNING last",
            )
            .and_then(|mut s| s.query_row([series, year], |r| r.get(0)))
            .map_err(store::register)?;
        let text = format!("{} {}/{n}", self.policies.print(label).short, short_year(year));
        self.db
            .prepare_cached("INSERT INTO number VALUES (?1, ?2, ?3)")
            .and_then(|mut s| s.execute(params![text, row, series]))
            .map_err(store::register)?;
        Ok(text)
    }

    fn minute(&self, paper: Id, done: &Done, minute: &Minute) -> Result<(), Refused> {
        self.insert_minute(self.row_of(paper)?, done.by.as_str(), minute, Some(done.at))
    }

    fn insert_minute(
        &self,
        row: i64,
        by: &str,
        minute: &Minute,
        at: Option<Timestamp>,
    ) -> Result<(), Refused> {
        self.db
            .prepare_cached(
                "INSERT INTO minute(paper, by, kind, text, day, at, doubtful) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )
            .and_then(|mut s| {
                s.execute(params![
                    row,
                    by,
                    minute.kind.words(),
                    minute.text,
                    minute.date.map(|d: Date| d.to_string()),
                    at.map(Timestamp::as_millisecond),
                    minute.doubtful,
                ])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    fn put_up(&self, done: &Done, put_up: &PutUp) -> Result<(), Refused> {
        let row = self.row_of(put_up.paper)?;
        self.db
            .execute(
                "INSERT INTO boxed(principal, paper, purpose, meeting, note, by, at, proposed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT(principal, paper) DO UPDATE SET purpose = excluded.purpose,
                 meeting = excluded.meeting, note = excluded.note, by = excluded.by, at = excluded.at,
                 proposed = excluded.proposed",
                params![
                    put_up.principal.as_str(),
                    row,
                    put_up.purpose.word(),
                    put_up.meeting.map(|m| m.to_string()),
                    put_up.note,
                    done.by.as_str(),
                    done.at.as_millisecond(),
                    put_up.proposed,
                ],
            )
            .map_err(store::register)?;
        match put_up.meeting {
            Some(meeting) => self.speak_of(meeting, row),
            None => Ok(()),
        }
    }

    fn meeting(&mut self, meeting: &MeetingNoted) -> Result<(), Refused> {
        let label = self.label_row(&parse_label(&meeting.label)?)?;
        self.db
            .execute(
                "INSERT OR IGNORE INTO meeting(id, label_id, day, clock, subject, words, proposed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    meeting.meeting.to_string(),
                    label,
                    meeting.date.to_string(),
                    meeting.clock.map(|c| c.to_string()),
                    meeting.subject,
                    meeting.words,
                    meeting.proposed,
                ],
            )
            .map_err(store::register)?;
        match meeting.paper {
            Some(paper) => self.speak_of(meeting.meeting, self.row_of(paper)?),
            None => Ok(()),
        }
    }

    fn speak_of(&self, meeting: Id, paper: i64) -> Result<(), Refused> {
        self.db
            .execute(
                "INSERT OR IGNORE INTO meeting_paper VALUES (?1, ?2)",
                params![meeting.to_string(), paper],
            )
            .map(|_| ())
            .map_err(store::register)
    }

    fn seen(&self, done: &Done, manner: Manner, papers: &[Id]) -> Result<(), Refused> {
        if !matches!(manner, Manner::Opened | Manner::Original) {
            return Ok(());
        }
        for paper in papers {
            let row = self.row_of(*paper)?;
            self.db
                .prepare_cached(
                    "INSERT INTO seen VALUES (?1, ?2, ?3, ?3, 1)
                     ON CONFLICT(paper, by) DO UPDATE SET last = excluded.last, times = times + 1",
                )
                .and_then(|mut s| s.execute(params![row, done.by.as_str(), done.at.as_millisecond()]))
                .map_err(store::register)?;
        }
        Ok(())
    }

    fn one(&self, sql: &str, row: i64) -> Result<i64, Refused> {
        self.db
            .prepare_cached(sql)
            .and_then(|mut s| s.query_row([row], |r| r.get(0)))
            .map_err(store::register)
    }

    fn rows(&self, sql: &str, row: i64) -> Result<Vec<i64>, Refused> {
        self.db
            .prepare_cached(sql)
            .and_then(|mut s| s.query_map([row], |r| r.get(0))?.collect())
            .map_err(store::register)
    }
}

/// A line of marginalia, as a minute that came with the paper.
fn marginal(text: &str, field: &Field) -> Option<Minute> {
    let kind = match field.role {
        FieldRole::Hand if is_initials(field.span.of(text)) => MinuteKind::Initials,
        FieldRole::Hand => MinuteKind::Hand,
        FieldRole::PutUp => MinuteKind::PutUp,
        FieldRole::Stamp => MinuteKind::Stamp,
        _ => return None,
    };
    let words = field.span.of(text).trim().to_owned();
    Some(Minute { kind, text: words, date: field.date, doubtful: field.doubtful, came_with: true })
}

fn is_initials(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or("");
    first.len() >= 4 && first.split_terminator('.').all(|l| l.len() == 1 && l.chars().all(char::is_uppercase))
}

fn year_of(entered_ms: i64) -> i64 {
    let at = Timestamp::from_millisecond(entered_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    i64::from(Offset::UTC.to_datetime(at).year())
}

/// Two digits for the years that nobody now mistakes for others.
fn short_year(year: i64) -> String {
    if (1940..2040).contains(&year) { format!("{:02}", year % 100) } else { year.to_string() }
}
