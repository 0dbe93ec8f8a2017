//! The in-tray, and the versions of a paper: what a clerk made of what came, and of what was read in it.

use chancery_office::act::{Done, Registered};
use chancery_office::id::Id;
use rusqlite::params;

use super::{Projector, papers, parse_label};
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::store;

impl Projector {
    /// A paper comes out of the in-tray into the register: there it bears what the clerk gave it, and has its
    /// number from now on. What was entered about it while it was held comes down with it.
    pub(super) fn take_in(
        &mut self,
        seq: u64,
        done: &Done,
        paper: &Registered,
        text: &str,
    ) -> Result<(), Refused> {
        let row = self.row_of(paper.paper)?;
        let held = self.bears(row)?;
        let own = self.label_no(&parse_label(&paper.label)?)?;
        self.stand_as(seq, row, paper)?;
        self.mark_own(row, own)?;
        self.remark(row, done.at)?;
        self.come_down(row, held)?;
        self.read_otherwise((row, own), paper, text)?;
        self.db
            .execute("UPDATE paper SET tray = 0, settled = 1, taken = ?2 WHERE row = ?1", params![row, seq])
            .map_err(store::register)?;
        let label = self.joined(row)?;
        let bears = self.label_no(&label)?;
        self.borne_since(row, bears, done.at)?;
        self.version(seq, done, (row, bears), "settled")?;
        self.number(row, &label)
    }

    /// A paper that came again stays where it is, known as the one that is held.
    pub(super) fn hold_as(&self, done: &Done, paper: Id, of: Id) -> Result<(), Refused> {
        let (row, of) = (self.row_of(paper)?, self.row_of(of)?);
        let at = done.at.as_millisecond();
        self.db
            .execute("UPDATE paper SET tray = 2, held_as = ?2, entered = ?3 WHERE row = ?1", [row, of, at])
            .map(|_| ())
            .map_err(store::register)
    }

    /// It waits no more, and lies apart with the reason.
    pub(super) fn turn_away(&self, done: &Done, paper: Id, reason: &str) -> Result<(), Refused> {
        let (row, label) = self.row_and_label(paper)?;
        self.set("UPDATE paper SET tray = 3 WHERE row = ?1", row)?;
        let at = done.at.as_millisecond();
        self.db
            .execute(
                "INSERT OR REPLACE INTO turned VALUES (?1, ?2, ?3, ?4, ?5)",
                params![row, label, done.by.as_str(), at, reason],
            )
            .map(|_| ())
            .map_err(store::register)
    }

    /// It waits as it did before.
    pub(super) fn wait_again(&self, paper: Id) -> Result<(), Refused> {
        let row = self.row_of(paper)?;
        self.set("UPDATE paper SET tray = 1 WHERE row = ?1", row)?;
        self.set("DELETE FROM turned WHERE paper = ?1", row)
    }

    /// What was read in the first transcript gives way to what is read in the corrected one.
    pub(super) fn correct_transcript(
        &mut self,
        seq: u64,
        done: &Done,
        paper: &Registered,
        text: &str,
    ) -> Result<(), Refused> {
        let row = self.row_of(paper.paper)?;
        let own = self.bears_by_itself(row)?;
        let bears = self.bears(row)?;
        self.stand_as(seq, row, paper)?;
        self.transcribed(row, own, paper)?;
        self.read_otherwise((row, own), paper, text)?;
        self.version(seq, done, (row, bears), "transcript corrected")
    }

    /// The paper's line says otherwise; where its words are read otherwise for it, so does what was found in them.
    pub(super) fn correct_particulars(
        &mut self,
        seq: u64,
        done: &Done,
        paper: &Registered,
        read_again: Option<(&str, &[(String, String)])>,
    ) -> Result<(), Refused> {
        let row = self.row_of(paper.paper)?;
        let own = self.bears_by_itself(row)?;
        let bears = self.bears(row)?;
        self.stand_as(seq, row, paper)?;
        if let Some((text, same)) = read_again {
            self.known_otherwise(row, same)?;
            self.read_otherwise((row, own), paper, text)?;
        }
        self.version(seq, done, (row, bears), "particulars put right")
    }

    /// What a person made of a finding stays with it, by whatever key it is known from now on.
    fn known_otherwise(&self, row: i64, same: &[(String, String)]) -> Result<(), Refused> {
        for (old, new) in same {
            for sql in [
                "UPDATE judged SET key = ?3 WHERE paper = ?1 AND key = ?2",
                "UPDATE chase SET key = ?3 WHERE paper = ?1 AND key = ?2",
                "UPDATE chase SET owner = ?3 WHERE step = 'merged' AND other = ?1 AND owner = ?2",
                "UPDATE second_finding SET key = ?3 WHERE paper = ?1 AND key = ?2",
                "UPDATE meeting_paper SET key = ?3 WHERE paper = ?1 AND key = ?2",
            ] {
                self.db.execute(sql, params![row, old, new]).map_err(store::register)?;
            }
        }
        Ok(())
    }

    /// What was read in it before gives way to what is read now. A meeting of which it speaks still keeps the tie that
    /// it had, and with that its place in a box; what was put up for one of which it speaks no more lies there without.
    fn read_otherwise(
        &self,
        (row, own): (i64, LabelNo),
        paper: &Registered,
        text: &str,
    ) -> Result<(), Refused> {
        self.set("DELETE FROM found WHERE paper = ?1 AND label_id IS NULL", row)?;
        self.set("DELETE FROM minute WHERE paper = ?1 AND at IS NULL", row)?;
        let keys = chancery_reading::keys(&paper.reading.findings, text);
        let keys = serde_json::to_string(&keys).map_err(store::json)?;
        for sql in [
            "UPDATE boxed SET meeting = NULL WHERE paper = ?1 AND meeting IN (SELECT meeting FROM meeting_paper
             WHERE paper = ?1 AND speaks = 1 AND made = 0 AND key NOT IN (SELECT value FROM json_each(?2)))",
            "DELETE FROM meeting_paper WHERE paper = ?1 AND speaks = 1 AND made = 0
             AND key NOT IN (SELECT value FROM json_each(?2))",
        ] {
            self.db.execute(sql, params![row, keys]).map_err(store::register)?;
        }
        self.read_parts((row, own), paper, text)
    }

    /// The corrected text is a body beside the first, which stays the original where no other is kept.
    fn transcribed(&self, row: i64, own: LabelNo, paper: &Registered) -> Result<(), Refused> {
        let text = ("INSERT OR REPLACE INTO body VALUES (?1, ?2, ?3, ?4, ?5)", "text", Some(&paper.text));
        let first =
            ("INSERT OR IGNORE INTO body VALUES (?1, ?2, ?3, ?4, ?5)", "original", paper.original.as_ref());
        for (sql, part, body) in [text, first] {
            let Some(body) = body else { continue };
            self.db
                .execute(sql, params![row, part, body.digest, body.stream.to_string(), own])
                .map_err(store::register)?;
        }
        Ok(())
    }

    /// The paper's line says from now on what this entry says of it.
    fn stand_as(&self, seq: u64, row: i64, paper: &Registered) -> Result<(), Refused> {
        let date = papers::date(paper);
        self.db
            .prepare_cached(
                "UPDATE paper SET seq = ?2, kind = ?3, title = ?4, sender = ?5, recipient = ?6, day = ?7, year = ?8,
                 words = ?9, stated = ?10, has_original = ?11 WHERE row = ?1",
            )
            .and_then(|mut s| {
                s.execute(params![
                    row,
                    seq,
                    paper.kind.word(),
                    papers::title(paper),
                    papers::side(&paper.particulars.from),
                    papers::side(&paper.particulars.to),
                    date.map(|d| d.to_string()),
                    date.map(|d| i64::from(d.year())),
                    paper.words,
                    papers::stated(paper),
                    paper.original.is_some(),
                ])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    /// That an entry says how a paper stands is as confidential as the paper is at the time.
    pub(super) fn version(
        &self,
        seq: u64,
        done: &Done,
        (row, label): (i64, LabelNo),
        what: &str,
    ) -> Result<(), Refused> {
        self.db
            .prepare_cached(
                "INSERT INTO version(paper, label_id, seq, by, at, what) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )
            .and_then(|mut s| {
                s.execute(params![row, label, seq, done.by.as_str(), done.at.as_millisecond(), what])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    fn set(&self, sql: &str, row: i64) -> Result<(), Refused> {
        self.db.prepare_cached(sql).and_then(|mut s| s.execute([row])).map(|_| ()).map_err(store::register)
    }
}
