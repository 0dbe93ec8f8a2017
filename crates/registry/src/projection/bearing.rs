//! What a paper bears with its enclosures, and the number that it has in that label's series.

use chancery_label::Label;
use chancery_office::act::Registered;
use jiff::Timestamp;
use jiff::tz::Offset;
use rusqlite::params;
use rusqlite::types::FromSql;

use super::{Projector, parse_label};
use crate::filing::holds_unread;
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::store;

impl Projector {
    /// Works out what a paper bears with its enclosures, numbers it in that label's series where it has
    /// no number there, and goes on to what covers it as long as something changes.
    ///
    /// INVARIANT (covering): `paper.label_id` is the join of its own label and its enclosures'.
    pub(super) fn remark(&mut self, row: i64, at: Timestamp) -> Result<(), Refused> {
        let mut waiting = vec![row];
        while let Some(row) = waiting.pop() {
            let before = self.bears(row)?;
            let label = self.joined(row)?;
            let after = self.label_no(&label)?;
            if after == before {
                continue;
            }
            self.bear(row, after, &label, at)?;
            waiting.extend(self.all::<i64>("SELECT cover FROM enclosure WHERE paper = ?1", row)?);
        }
        Ok(())
    }

    /// Gives a paper another label of its own, and with it the bodies that are sealed in its stream; those that hold it
    /// and others bear what all of these bear, whatever encloses what by now.
    pub(super) fn mark_own(&mut self, row: i64, own: LabelNo) -> Result<(), Refused> {
        self.db
            .execute("UPDATE paper SET own_label_id = ?2 WHERE row = ?1", params![row, own])
            .map_err(store::register)?;
        self.db
            .execute(
                "UPDATE body SET label_id = ?2 WHERE paper = ?1 AND stream = (SELECT id FROM paper WHERE row = ?1)",
                params![row, own],
            )
            .map_err(store::register)?;
        for stream in self.all::<String>("SELECT stream FROM held_in WHERE paper = ?1", row)? {
            self.mark_apart(&stream)?;
        }
        Ok(())
    }

    /// Takes note of which bodies that are sealed apart hold a paper: those that came with it, and what its cover came in.
    pub(super) fn came_in(&mut self, row: i64, paper: &Registered) -> Result<(), Refused> {
        for (_, body) in paper.bodies().filter(|(_, body)| body.stream != paper.paper) {
            // What holds attachments that nobody has read stays where it lies, at the top.
            let floor = match holds_unread(paper) {
                true => Some(self.label_no(&parse_label(&body.label)?)?),
                false => None,
            };
            self.db
                .execute(
                    "INSERT OR IGNORE INTO held_in VALUES (?1, ?2, ?3)",
                    params![body.stream.to_string(), row, floor],
                )
                .map_err(store::register)?;
        }
        if let Some(cover) = paper.enclosed_in {
            self.db
                .execute(
                    "INSERT OR IGNORE INTO held_in SELECT stream, ?1, floor FROM held_in WHERE paper = ?2",
                    [row, self.row_of(cover)?],
                )
                .map_err(store::register)?;
        }
        Ok(())
    }

    fn mark_apart(&mut self, stream: &str) -> Result<(), Refused> {
        let all: Vec<LabelNo> = self
            .db
            .prepare_cached(
                "SELECT p.own_label_id FROM held_in h JOIN paper p ON p.row = h.paper WHERE h.stream = ?1
                 UNION SELECT floor FROM held_in WHERE stream = ?1 AND floor IS NOT NULL",
            )
            .and_then(|mut s| s.query_map([stream], |r| r.get(0))?.collect())
            .map_err(store::register)?;
        let mut bears = Label::default();
        for label in all {
            bears = bears.join(&self.label_at(label)?);
        }
        let label = self.label_no(&bears)?;
        self.db
            .execute("UPDATE body SET label_id = ?2 WHERE stream = ?1", params![stream, label])
            .map_err(store::register)?;
        self.rewrap_due(stream, &bears)
    }

    pub(super) fn joined(&self, row: i64) -> Result<Label, Refused> {
        let own = self.bears_by_itself(row)?;
        let enclosed: Vec<LabelNo> = self.all(
            "SELECT p.label_id FROM enclosure e JOIN paper p ON p.row = e.paper WHERE e.cover = ?1",
            row,
        )?;
        let mut label = self.label_at(own)?;
        for enclosed in enclosed {
            label = label.join(&self.label_at(enclosed)?);
        }
        Ok(label)
    }

    fn bear(&mut self, row: i64, effective: LabelNo, label: &Label, at: Timestamp) -> Result<(), Refused> {
        self.db
            .execute("UPDATE paper SET label_id = ?2 WHERE row = ?1", params![row, effective])
            .map_err(store::register)?;
        let id: String = self.one("SELECT id FROM paper WHERE row = ?1", row)?;
        self.rewrap_due(&id, label)?;
        if self.one::<i64>("SELECT tray FROM paper WHERE row = ?1", row)? > 0 {
            return Ok(());
        }
        self.borne_since(row, effective, at)?;
        self.number(row, label)
    }

    /// INVARIANT (gapless): a series belongs to one label, and a number in it is given only to a paper
    /// that bears that label at the time; so no paper above a reader ever takes a number of his.
    pub(super) fn number(&mut self, row: i64, label: &Label) -> Result<(), Refused> {
        let label = label.access();
        let series = self.label_no(&label)?;
        let kept: Option<String> = rusqlite::OptionalExtension::optional(self.db.query_row(
            "SELECT text FROM number WHERE paper = ?1 AND label_id = ?2",
            params![row, series],
            |r| r.get(0),
        ))
        .map_err(store::register)?;
        let text = match kept {
            Some(text) => text,
            None => self.next_number(row, series, &label)?,
        };
        self.db
            .prepare_cached("UPDATE paper SET number = ?2 WHERE row = ?1")
            .and_then(|mut s| s.execute(params![row, text]))
            .map(|_| ())
            .map_err(store::register)
    }

    fn next_number(&self, row: i64, series: LabelNo, label: &Label) -> Result<String, Refused> {
        let (year, entered): (Option<i64>, i64) = self
            .db
            .prepare_cached("SELECT year, entered FROM paper WHERE row = ?1")
            .and_then(|mut s| s.query_row([row], |r| Ok((r.get(0)?, r.get(1)?))))
            .map_err(store::register)?;
        let year = year.unwrap_or_else(|| year_of(entered));
        let n: i64 = self
            .db
            .prepare_cached(
                "INSERT INTO series VALUES (?1, ?2, 1)
                 ON CONFLICT(label_id, year) DO UPDATE SET last = last + 1 RETURNING last",
            )
            .and_then(|mut s| s.query_row(params![series, year], |r| r.get(0)))
            .map_err(store::register)?;
        let text = format!("{} {}/{n}", self.policies.print(label).short, short_year(year));
        self.db
            .prepare_cached("INSERT INTO number VALUES (?1, ?2, ?3)")
            .and_then(|mut s| s.execute(params![text, row, series]))
            .map_err(store::register)?;
        Ok(text)
    }

    /// What a paper bears with its enclosures.
    pub(super) fn bears(&self, row: i64) -> Result<LabelNo, Refused> {
        self.one("SELECT label_id FROM paper WHERE row = ?1", row)
    }

    /// What it bears by itself.
    pub(super) fn bears_by_itself(&self, row: i64) -> Result<LabelNo, Refused> {
        self.one("SELECT own_label_id FROM paper WHERE row = ?1", row)
    }

    pub(super) fn one<T: FromSql>(&self, sql: &str, row: i64) -> Result<T, Refused> {
        self.db
            .prepare_cached(sql)
            .and_then(|mut s| s.query_row([row], |r| r.get(0)))
            .map_err(store::register)
    }

    fn all<T: FromSql>(&self, sql: &str, row: i64) -> Result<Vec<T>, Refused> {
        self.db
            .prepare_cached(sql)
            .and_then(|mut s| s.query_map([row], |r| r.get(0))?.collect())
            .map_err(store::register)
    }
}

fn year_of(entered_ms: i64) -> i64 {
    let at = Timestamp::from_millisecond(entered_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    i64::from(Offset::UTC.to_datetime(at).year())
}

/// Two digits for the years that nobody mistakes for others; four for the rest, so that no two are alike.
fn short_year(year: i64) -> String {
    if (1940..2040).contains(&year) { format!("{:02}", year % 100) } else { format!("{year:04}") }
}

#[cfg(test)]
mod tests {
    use super::short_year;

    #[test]
    fn no_two_years_are_written_alike() {
        let written: std::collections::BTreeSet<String> = (-9999..=9999).map(short_year).collect();
        assert_eq!(written.len(), 19_999);
        assert_eq!(
            (short_year(1982), short_year(82), short_year(1882)),
            ("82".into(), "0082".into(), "1882".into())
        );
    }
}
