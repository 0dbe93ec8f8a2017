//! Papers in hand: when they come up again, to whom they were copied, and what was done about either.

use chancery_office::act::Done;
use chancery_office::id::Id;
use chancery_office::in_hand::{BroughtUp, Copied, CopyAnswered, PutAway};
use rusqlite::params;

use super::Projector;
use crate::refused::Refused;
use crate::store;

impl Projector {
    /// That a paper comes up again is as confidential as the paper was then.
    pub(super) fn bring_up(&self, done: &Done, up: &BroughtUp) -> Result<(), Refused> {
        let (row, label) = self.row_and_label(up.paper)?;
        self.db
            .prepare_cached(
                "INSERT INTO bringup(paper, key, label_id, before, by, at, day, reason)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )
            .and_then(|mut s| {
                let (by, at, day) = (done.by.as_str(), done.at.as_millisecond(), up.on.to_string());
                s.execute(params![row, up.key, label, up.before.as_str(), by, at, day, up.reason])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    /// That a paper was copied to somebody is as confidential as the paper was then.
    pub(super) fn copy(&self, done: &Done, copied: &Copied) -> Result<(), Refused> {
        let (row, label) = self.row_and_label(copied.paper)?;
        self.db
            .prepare_cached(
                "INSERT INTO copied(paper, key, label_id, addressee, by, at, purpose, note)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )
            .and_then(|mut s| {
                let (by, at) = (done.by.as_str(), done.at.as_millisecond());
                let (to, purpose) = (copied.to.as_str(), copied.purpose.word());
                s.execute(params![row, copied.key, label, to, by, at, purpose, copied.note])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    pub(super) fn put_away(&mut self, done: &Done, away: &PutAway) -> Result<(), Refused> {
        self.deal((away.paper, &away.key), done, "", None)
    }

    pub(super) fn answer_copy(&mut self, done: &Done, answered: &CopyAnswered) -> Result<(), Refused> {
        self.deal((answered.paper, &answered.key), done, &answered.words, answered.shown_by)
    }

    /// What was done is as confidential as the paper was then, and as the other paper that shows it.
    fn deal(
        &mut self,
        (paper, key): (Id, &str),
        done: &Done,
        words: &str,
        other: Option<Id>,
    ) -> Result<(), Refused> {
        let (row, own) = self.row_and_label(paper)?;
        let other = other.map(|other| self.row_and_label(other)).transpose()?;
        let label = self.joined_with(own, other.map(|(_, label)| label))?;
        self.db
            .prepare_cached(
                "INSERT INTO dealt(paper, key, label_id, by, at, words, other) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )
            .and_then(|mut s| {
                let (by, at) = (done.by.as_str(), done.at.as_millisecond());
                s.execute(params![row, key, label, by, at, words, other.map(|(row, _)| row)])
            })
            .map(|_| ())
            .map_err(store::register)
    }
}
