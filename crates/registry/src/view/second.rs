//! A second reading: a paper is shown to the language model that is attached, and what holds of its answers
//! is entered as proposals.

use chancery_office::act::{Act, Manner, Proposed, Registered, SecondRead};
use chancery_office::reading::Finding;
use chancery_reading::keys;
use chancery_reading::second::{Believed, questions};
use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::View;
use super::judging::parse;
use super::rows::{PaperRow, moment, paper_columns};
use crate::answers::SecondReadShown;
use crate::refused::Refused;
use crate::second::Attached;

/// What a second reader found in a paper, as the reader of the page may know it.
pub(super) struct FoundSecond {
    pub at: Timestamp,
    pub model: String,
    pub key: String,
    /// Its own finding; none where it found what a rule had found.
    pub finding: Option<Finding>,
    /// The words that prove it.
    pub words: String,
}

impl View {
    /// Has a paper read by the second reader, for who judges findings.
    pub fn second_read(&self, name: &str) -> Result<SecondReadShown, Refused> {
        let row = self.row(name)?;
        self.must_judge()?;
        let attached = self.attached()?;
        self.must_be_sendable(&row, attached)?;
        if self.was_read_by(&row, attached)? {
            return Err(Refused::Conflict(format!("{} has read it already", attached.model.name)));
        }
        // What leaves for the model is first entered as shown to who sends it.
        self.show(Manner::Extract, &[row.id])?;
        let (registered, text) = self.unfolded(&row)?;
        let believed = self.ask_second(&row, attached, (&registered, &text))?;
        let shown = shown(&row, attached, &believed);
        let known = keys(&registered.reading.findings, &text);
        let entered = Act::SecondRead(Box::new(SecondRead {
            paper: row.id,
            model: attached.model.clone(),
            agreed: believed.agreed.iter().filter_map(|at| known.get(*at).cloned()).collect(),
            findings: proposed(believed.findings, &text),
            dropped: shown.dropped.clone(),
        }));
        self.act(row.id, &entered)?;
        Ok(shown)
    }

    /// The papers that [`View::second_read`] would take, entered on that day or later.
    pub fn to_second_read(&self, since: Option<Date>) -> Result<Vec<String>, Refused> {
        self.must_judge()?;
        let attached = self.attached()?;
        let midnight =
            since.and_then(|day| self.registry.zone().moment(day.to_datetime(Time::midnight())).ok());
        let from = midnight.map_or(i64::MIN, Timestamp::as_millisecond);
        let rows = self.gate()?.all(
            paper_columns!("WHERE p.settled = 1 AND p.entered >= ?1 ORDER BY p.row"),
            [from],
            PaperRow::read,
        )?;
        let mut wanted = Vec::new();
        for row in rows {
            if attached.may_read(&self.label(row.label)?) && !self.was_read_by(&row, attached)? {
                wanted.push(row.id.to_string());
            }
        }
        Ok(wanted)
    }

    fn attached(&self) -> Result<&Attached, Refused> {
        let none = "no second reader is attached: [second_reader] in chancery.toml names one on this machine";
        self.registry.0.second.as_ref().ok_or_else(|| Refused::Invalid(none.into()))
    }

    fn must_be_sendable(&self, row: &PaperRow, attached: &Attached) -> Result<(), Refused> {
        if row.settled && attached.may_read(&self.label(row.label)?) {
            return Ok(());
        }
        Err(Refused::Invalid(
            "its marking is above what may be sent to the second reader, or not settled".into(),
        ))
    }

    /// Asks about the paper part by part. What it bears is looked at again before each question.
    fn ask_second(
        &self,
        row: &PaperRow,
        attached: &Attached,
        (registered, text): (&Registered, &str),
    ) -> Result<Believed, Refused> {
        let mut believed = Believed::default();
        for question in questions(text, &registered.reading, self.registry.0.settings.day_first) {
            let fresh = self.fresh()?;
            fresh.must_be_sendable(&fresh.row_at(row.row)?, attached)?;
            attached.ask(&question, &registered.reading.findings, &mut believed)?;
        }
        Ok(believed)
    }

    fn was_read_by(&self, row: &PaperRow, attached: &Attached) -> Result<bool, Refused> {
        let model = &attached.model;
        let times: u64 = self.gate()?.value(
            "SELECT count(*) FROM second_reading WHERE paper = ?1 AND model = ?2 AND prompt = ?3",
            rusqlite::params![row.row, model.name, model.prompt],
        )?;
        Ok(times > 0)
    }

    pub(super) fn found_second(&self, row: &PaperRow) -> Result<Vec<FoundSecond>, Refused> {
        let rows = self.gate()?.all(
            // One that was found at two heights, by two who did not know of each other, is one.
            "SELECT at, model, key, finding, words FROM second_finding WHERE n IN
             (SELECT min(n) FROM second_finding WHERE paper = ?1 GROUP BY key) ORDER BY n",
            [row.row],
            |r| Ok((moment(r, 0)?, r.get(1)?, r.get(2)?, r.get::<_, String>(3)?, r.get(4)?)),
        )?;
        let found = rows.into_iter().map(|(at, model, key, kept, words)| {
            let finding = (!kept.is_empty()).then(|| parse(&kept)).transpose()?;
            Ok(FoundSecond { at, model, key, finding, words })
        });
        found.collect()
    }
}

/// Each finding with what proves it and by what it is known again.
fn proposed(findings: Vec<Finding>, text: &str) -> Vec<Proposed> {
    let known = keys(&findings, text).into_iter().zip(findings);
    let proposed = known.map(|(key, finding)| {
        let words = finding.evidence.of(text).to_owned();
        Proposed { key, finding, words }
    });
    proposed.collect()
}

fn shown(row: &PaperRow, attached: &Attached, believed: &Believed) -> SecondReadShown {
    SecondReadShown {
        reference: row.number.clone(),
        model: attached.model.name.clone(),
        proposed: believed.findings.len(),
        agreed: believed.agreed.len(),
        dropped: believed.dropped.iter().map(|(flaw, n)| (flaw.word().to_owned(), *n)).collect(),
    }
}
