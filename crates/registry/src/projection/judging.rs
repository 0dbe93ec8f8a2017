//! What people find of what readings propose.

use chancery_office::act::{Done, FindingJudged, Verdict};
use chancery_office::reading::{Finding, What};
use chancery_reading::digest_of;
use rusqlite::params;

use super::Projector;
use super::fold::{Promised, actor, due};
use crate::refused::Refused;
use crate::store;

impl Projector {
    /// A judgement is as confidential as the paper is at that moment, and stays so.
    pub(super) fn judge(&self, done: &Done, judged: &FindingJudged) -> Result<(), Refused> {
        let (row, label) = self.row_and_label(judged.paper)?;
        let digest = match (&judged.proposal, &judged.verdict) {
            (Some(digest), _) => digest.clone(),
            (None, Verdict::Added { finding }) => digest_of(finding),
            (None, _) => return Err(Refused::Damaged("a judgement names no finding".into())),
        };
        let (verdict, finding, reason) = told(&judged.verdict);
        let kept = finding.map(serde_json::to_string).transpose().map_err(store::json)?.unwrap_or_default();
        self.db
            .prepare_cached(
                "INSERT INTO judged(paper, digest, label_id, by, at, verdict, rule, finding, reason, actor, due)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )
            .and_then(|mut s| {
                let at = done.at.as_millisecond();
                let (actor, due) = (finding.map_or("", actor), finding.and_then(due));
                s.execute(params![
                    row, digest, label, done.by.as_str(), at, verdict, judged.rule, kept, reason, actor, due
                ])
            })
            .map_err(store::register)?;
        match &judged.verdict {
            Verdict::Added { finding } => self.added(row, label, finding),
            _ => Ok(()),
        }
    }

    /// What was found after the paper was read stands in the chase list by what is to be done.
    pub(super) fn added(&self, row: i64, label: i64, finding: &Finding) -> Result<(), Refused> {
        if !matches!(finding.what, What::Undertaking(_)) {
            return Ok(());
        }
        let words = finding.role(chancery_office::reading::RoleName::Act).map_or("", |act| &act.value);
        self.undertaking(row, 0, &Promised { finding, words, label: Some(label) })
    }
}

fn told(verdict: &Verdict) -> (&'static str, Option<&Finding>, &str) {
    match verdict {
        Verdict::Confirmed => ("confirmed", None, ""),
        Verdict::Corrected { finding } => ("corrected", Some(finding), ""),
        Verdict::Dismissed { reason } => ("dismissed", None, reason),
        Verdict::Added { finding } => ("added", Some(finding), ""),
    }
}
