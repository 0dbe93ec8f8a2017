//! The in-tray, and the versions of a paper: what a clerk made of what came, and of what was read in it.

use chancery_office::act::{Done, Registered};
use chancery_office::id::Id;
use rusqlite::params;

use super::{Projector, papers, parse_label};
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
        let held = self.one("SELECT label_id FROM paper WHERE row = ?1", row)?;
        let own = self.label_row(&parse_label(&paper.label)?)?;
        self.stand_as(seq, row, paper)?;
        self.mark_own(row, own)?;
        self.remark(row, done.at)?;
        self.come_down(row, held)?;
        self.read_otherwise((row, own), paper, text)?;
        self.set("UPDATE paper SET tray = 0, settled = 1 WHERE row = ?1", row)?;
        let label = self.joined(row)?;
        let bears = self.label_row(&label)?;
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

    /// What was read in the first transcript gives way to what is read in the corrected one.
    pub(super) fn correct_transcript(
        &mut self,
        seq: u64,
        done: &Done,
        paper: &Registered,
        text: &str,
    ) -> Result<(), Refused> {
        let row = self.row_of(paper.paper)?;
        let own = self.one("SELECT own_label_id FROM paper WHERE row = ?1", row)?;
        let bears = self.one("SELECT label_id FROM paper WHERE row = ?1", row)?;
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
        read_again: Option<&str>,
    ) -> Result<(), Refused> {
        let row = self.row_of(paper.paper)?;
        let own = self.one("SELECT own_label_id FROM paper WHERE row = ?1", row)?;
        let bears = self.one("SELECT label_id FROM paper WHERE row = ?1", row)?;
        self.stand_as(seq, row, paper)?;
        if let Some(text) = read_again {
            self.read_otherwise((row, own), paper, text)?;
        }
        self.version(seq, done, (row, bears), "particulars put right")
    }

    /// What was read in it before gives way to what is read now.
    fn read_otherwise(&self, (row, own): (i64, i64), paper: &Registered, text: &str) -> Result<(), Refused> {
        self.set("DELETE FROM found WHERE paper = ?1 AND label_id IS NULL", row)?;
        self.set("DELETE FROM minute WHERE paper = ?1 AND at IS NULL", row)?;
        self.set("DELETE FROM meeting_paper WHERE paper = ?1 AND speaks = 1", row)?;
        self.read_parts((row, own), paper, text)
    }

    /// The corrected text is a body beside the first, which stays the original where no other is kept.
    fn transcribed(&self, row: i64, own: i64, paper: &Registered) -> Result<(), Refused> {
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
        (row, label): (i64, i64),
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
