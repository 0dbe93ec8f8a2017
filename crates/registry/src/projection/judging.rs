//! What people find of what readings propose.

use chancery_office::act::Done;
use chancery_office::judging::{FindingJudged, FindingState, Verdict};
use chancery_office::reading::Finding;
use rusqlite::params;

use super::Projector;
use super::fold::{Found, actor, due, partner};
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::store;

impl Projector {
    /// A judgement is as confidential as the paper is at that moment, and stays so.
    pub(super) fn judge(&self, seq: u64, done: &Done, judged: &FindingJudged) -> Result<(), Refused> {
        match judged.verdict.state() {
            Some(state) => self.said(seq, done, judged, state),
            None => self.withdrawn(done, judged),
        }
    }

    /// What its judge last said of a finding was a slip, and counts no more.
    fn withdrawn(&self, done: &Done, judged: &FindingJudged) -> Result<(), Refused> {
        let (row, _) = self.row_and_label(judged.paper)?;
        self.db
            .prepare_cached(
                "DELETE FROM judged WHERE n = (SELECT max(n) FROM judged WHERE paper = ?1 AND key = ?2 AND by = ?3)",
            )
            .and_then(|mut s| s.execute(params![row, judged.proposal, done.by.as_str()]))
            .map(drop)
            .map_err(store::register)
    }

    fn said(
        &self,
        seq: u64,
        done: &Done,
        judged: &FindingJudged,
        state: FindingState,
    ) -> Result<(), Refused> {
        let (row, label) = self.row_and_label(judged.paper)?;
        let key = &judged.proposal;
        let Told { finding, words, reason } = told(&judged.verdict);
        let verdict = state.word();
        let kept = finding.map(serde_json::to_string).transpose().map_err(store::json)?.unwrap_or_default();
        self.db
            .prepare_cached(
                "INSERT INTO judged(paper, key, label_id, by, at, verdict, rule, finding, words, reason, actor, due,
                 partner, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )
            .and_then(|mut s| {
                let (by, at) = (done.by.as_str(), done.at.as_millisecond());
                let (actor, due) = (finding.map_or("", actor), finding.and_then(due));
                let partner = finding.map_or("", partner);
                s.execute(params![
                    row, key, label, by, at, verdict, judged.rule, kept, words, reason, actor, due, partner, seq
                ])
            })
            .map_err(store::register)?;
        match &judged.verdict {
            Verdict::Added { finding, words } => self.added(row, label, (finding, key, words)),
            _ => Ok(()),
        }
    }

    /// What was found after the paper was read is listed as confidential as the paper was then.
    pub(super) fn added(
        &self,
        row: i64,
        label: LabelNo,
        (finding, key, words): (&Finding, &str, &str),
    ) -> Result<(), Refused> {
        self.found(row, 0, &Found { finding, key, words, label: Some(label), made: false, person: "" })
    }
}

/// What a row says of a verdict beside how the finding stands by it.
#[derive(Default)]
struct Told<'a> {
    finding: Option<&'a Finding>,
    words: &'a str,
    reason: &'a str,
}

fn told(verdict: &Verdict) -> Told<'_> {
    match verdict {
        Verdict::Confirmed | Verdict::Withdrawn => Told::default(),
        Verdict::Corrected { finding } => Told { finding: Some(finding), ..Told::default() },
        Verdict::Dismissed { reason } => Told { reason, ..Told::default() },
        Verdict::Added { finding, words } => Told { finding: Some(finding), words, ..Told::default() },
    }
}
