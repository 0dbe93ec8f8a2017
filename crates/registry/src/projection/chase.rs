//! What becomes of undertakings, and what is ordered on papers.

use chancery_office::act::Done;
use chancery_office::chase::{Commission, Step, UndertakingMoved};
use chancery_office::id::Handle;
use chancery_office::reading::{Confidence, Finding, Firmness, Grain, Role, RoleName, Span, What, When};
use jiff::civil::Date;
use rusqlite::params;

use super::Projector;
use super::fold::Found;
use crate::refused::Refused;
use crate::store;

impl Projector {
    /// A step is as confidential as its paper was then, and as the other paper that it names.
    pub(super) fn move_undertaking(&mut self, done: &Done, moved: &UndertakingMoved) -> Result<(), Refused> {
        let (row, own) = self.row_and_label(moved.paper)?;
        let other = moved.step.other().map(|other| self.row_and_label(other)).transpose()?;
        let label = self.joined_with(own, other.map(|(_, label)| label))?;
        let (to, person) = match &moved.step {
            Step::Assigned { to, person, .. } => (to.as_str(), person.as_ref().map_or("", Handle::as_str)),
            Step::Merged { key, .. } => (key.as_str(), ""),
            _ => ("", ""),
        };
        self.db
            .prepare_cached(
                "INSERT INTO chase(paper, key, label_id, by, at, step, closes, words, owner, person, day, other)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )
            .and_then(|mut s| {
                let step = &moved.step;
                let (by, at) = (done.by.as_str(), done.at.as_millisecond());
                let (day, other) = (step.day().map(|day| day.to_string()), other.map(|(row, _)| row));
                s.execute(params![
                    row,
                    moved.key,
                    label,
                    by,
                    at,
                    step.kind().word(),
                    step.closes(),
                    step.words(),
                    to,
                    person,
                    day,
                    other
                ])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    /// What is ordered on a paper is as confidential as the paper is then.
    pub(super) fn commission(&self, commission: &Commission) -> Result<(), Refused> {
        let (row, label) = self.row_and_label(commission.paper)?;
        let (finding, words) = (ordered(commission), &commission.words);
        let (label, person) = (Some(label), commission.person.as_ref().map_or("", Handle::as_str));
        self.found(
            row,
            0,
            &Found { finding: &finding, key: &commission.key, words, label, made: true, person },
        )
    }
}

/// A commission in the form in which undertakings are kept; it has no words in the text of its paper.
fn ordered(commission: &Commission) -> Finding {
    let role = |name, value: &str, when| Role {
        name,
        span: None,
        value: value.to_owned(),
        when,
        candidates: Vec::new(),
    };
    let mut roles =
        vec![role(RoleName::Actor, &commission.owner, None), role(RoleName::Act, &commission.what, None)];
    if let Some(due) = commission.due {
        roles.push(role(RoleName::When, &format!("by {}", due.strftime("%-d %B %Y")), Some(by(due))));
    }
    Finding {
        what: What::Undertaking(Firmness::Instructed),
        part: 0,
        evidence: Span { start: 0, end: 0 },
        roles,
        rule: String::new(),
        confidence: Confidence::Certain,
        model: None,
    }
}

fn by(due: Date) -> When {
    When { from: None, until: due.tomorrow().ok(), clock: None, grain: Grain::Day }
}
