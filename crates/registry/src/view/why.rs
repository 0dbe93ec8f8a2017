//! Why a reader may know of a paper, and who could at any time: the door's decision, told.
//!
//! Everything here is about papers that who asks may read himself; for the rest there is no answer.

use std::sync::PoisonError;

use chancery_label::{Clearance, Label};
use chancery_office::act::Manner;
use chancery_office::id::Handle;
use chancery_office::people::Duty;
use jiff::Timestamp;
use jiff::civil::Date;

use super::View;
use super::rows::{PaperRow, moment, moment_if};
use crate::answers::{BelowShown, ReaderThen, ReadersPage, WhyPage, WhyStep};
use crate::label_no::LabelNo;
use crate::refused::Refused;

impl View {
    /// Why the reader, or for who gives clearances any reader, may or may not read a paper, now or at the end of a day.
    pub fn why_may(&self, reader: &str, paper: &str, on: Option<Date>) -> Result<WhyPage, Refused> {
        let row = self.row(paper)?;
        let itself = reader == self.person().as_str() && on.is_none();
        if !itself {
            self.reader.must(Duty::Clear)?;
        }
        let asked = self.asked_about(reader)?;
        let at = self.come(on)?;
        self.show(Manner::Listed, &[row.id])?;
        let clearance = self.clearance_then(&asked.person, at);
        let bore = self.bore(&row, at)?;
        let given = {
            let standing = self.standing();
            standing
                .in_force_at(&asked.person, at, self.registry.zone())
                .map(|given| self.given_shown(given, true))
        };
        let steps = bore.as_ref().map(|label| self.steps(&asked.person, &clearance, label, at));
        Ok(WhyPage {
            handle: reader.to_owned(),
            name: asked.name,
            paper: self.line(&row)?,
            at,
            may: !self.standing().had_left(&asked.person, at)
                && bore.as_ref().is_some_and(|label| clearance.opens(label)),
            bore: bore.as_ref().map(|label| self.marked(label)),
            steps: steps.unwrap_or_default(),
            given,
        })
    }

    /// Who could read a paper, now or at the end of a day, for who gives clearances.
    pub fn readers_of(&self, paper: &str, on: Option<Date>) -> Result<ReadersPage, Refused> {
        let row = self.row(paper)?;
        self.reader.must(Duty::Clear)?;
        let at = self.come(on)?;
        self.show(Manner::Listed, &[row.id])?;
        let bore = self.bore(&row, at)?;
        let people: Vec<(Handle, String)> = {
            let people = self.registry.0.pulse.people.read().unwrap_or_else(PoisonError::into_inner);
            people.values().map(|person| (person.person.clone(), person.name.clone())).collect()
        };
        let mut could = Vec::new();
        for (person, name) in people {
            let was_there = !self.standing().had_left(&person, at);
            if was_there && bore.as_ref().is_some_and(|label| self.clearance_then(&person, at).opens(label)) {
                let opened = self.opened_by(&row, &person, at)?;
                could.push(ReaderThen { handle: person.to_string(), name, opened });
            }
        }
        could.sort_by(|a, b| a.name.cmp(&b.name));
        let (paper, bore) = (self.line(&row)?, bore.map(|label| self.marked(&label)));
        Ok(ReadersPage { paper, at, bore, could, below: self.written_below(&row)? })
    }

    fn written_below(&self, row: &PaperRow) -> Result<Vec<BelowShown>, Refused> {
        let rows = self.gate()?.all(
            "SELECT by, at, opened, reason FROM below WHERE on_id = ?1 ORDER BY n",
            [row.id.to_string()],
            |r| Ok((r.get::<_, String>(0)?, moment(r, 1)?, r.get(2)?, r.get(3)?)),
        )?;
        let shown = rows.into_iter().map(|(by, at, opened, reason)| {
            Ok(BelowShown { by: self.name_of(&by), at, opened: self.marked(&self.label(opened)?), reason })
        });
        shown.collect()
    }

    /// The end of the day asked for, now where none is; a day that has begun counts as far as it has come.
    fn come(&self, on: Option<Date>) -> Result<Timestamp, Refused> {
        let now = self.registry.now();
        match on {
            Some(day) if day > self.day_now() => {
                Err(Refused::Invalid("that day has not come: ask about one that has".into()))
            }
            Some(day) => Ok(self.registry.zone().end_of(day)?.min(now)),
            None => Ok(now),
        }
    }

    fn clearance_then(&self, person: &Handle, at: Timestamp) -> Clearance {
        self.standing().clearance_at(person, at, self.registry.zone())
    }

    /// What a paper bore at a moment: none where it was not entered, or where it is not for who asks.
    fn bore(&self, row: &PaperRow, at: Timestamp) -> Result<Option<Label>, Refused> {
        let last = self.gate()?.first(
            "SELECT label_id FROM borne WHERE paper = ?1 AND since <= ?2 ORDER BY n DESC LIMIT 1",
            [row.row, at.as_millisecond()],
            |r| r.get::<_, LabelNo>(0),
        )?;
        last.map(|label| self.label(label)).transpose()
    }

    fn opened_by(
        &self,
        row: &PaperRow,
        person: &Handle,
        at: Timestamp,
    ) -> Result<Option<Timestamp>, Refused> {
        let first = self.gate()?.first(
            "SELECT max(CASE WHEN last <= ?3 THEN last ELSE first END) FROM seen
             WHERE paper = ?1 AND by = ?2 AND first <= ?3",
            rusqlite::params![row.row, person.as_str(), at.as_millisecond()],
            |r| moment_if(r, 0),
        )?;
        Ok(first.flatten())
    }

    fn steps(&self, person: &Handle, clearance: &Clearance, label: &Label, at: Timestamp) -> Vec<WhyStep> {
        let policies = &self.registry.0.policies;
        let reasons = policies.why(clearance, label);
        reasons
            .into_iter()
            .map(|reason| WhyStep {
                since: if reason.ok { self.since(person, &reason.asked, at) } else { None },
                asked: reason.asked,
                held: reason.held,
                ok: reason.ok,
            })
            .collect()
    }

    /// Since when a person is in the circle of that name, or else has the clearance that is in force.
    fn since(&self, person: &Handle, element: &str, at: Timestamp) -> Option<Timestamp> {
        let standing = self.standing();
        let stay =
            standing.circles_of(person, at).find(|circle| element.contains(&circle.made.tag)).and_then(
                |circle| circle.members_at(at).find(|stay| stay.person == *person).map(|stay| stay.since),
            );
        stay.or_else(|| standing.in_force_at(person, at, self.registry.zone()).map(|given| given.at))
    }
}
