//! What a reader does with undertakings.

use chancery_office::act::Act;
use chancery_office::chase::{Step, StepKind, UndertakingMoved};
use jiff::civil::Date;

use super::View;
use super::acts::bounded;
use super::in_hand::Decided;
use crate::limits::NOTE_CHARS_MAX;
use crate::refused::Refused;

/// What is done with an undertaking, as it is asked for; papers by number or id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChaseStep {
    /// Somebody answers for it from now on.
    Assign {
        /// Who.
        to: String,
        /// By when; none leaves the day that it has.
        due: Option<Date>,
    },
    /// Its owner was reminded.
    Chase {
        /// In which words.
        words: String,
    },
    /// It is left alone until a day.
    Wait {
        /// The day.
        until: Date,
        /// Why.
        reason: String,
    },
    /// It is not left alone any more.
    Resume {
        /// Why.
        reason: String,
    },
    /// It was kept.
    Keep {
        /// The paper that shows it; empty where none does.
        shown_by: String,
        /// How.
        words: String,
    },
    /// It is not waited for any more.
    Lapse {
        /// Why.
        reason: String,
    },
    /// Whoever was to do it has refused.
    Refuse {
        /// In which words.
        reason: String,
    },
    /// Another is the same one, and is chased in its stead.
    Merge {
        /// The paper that the other stands in.
        paper: String,
        /// By what it is known there.
        key: String,
    },
    /// It is open again.
    Reopen {
        /// Why.
        reason: String,
    },
}

impl View {
    /// Does something with the undertaking of a paper that is known by that key.
    pub fn move_undertaking(&self, paper: &str, key: &str, step: &ChaseStep) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        self.gate()?.begin()?;
        self.enter(self.moving(paper, key, step)?)
    }

    pub(super) fn moving(&self, paper: &str, key: &str, step: &ChaseStep) -> Result<Decided, Refused> {
        let row = self.row(paper)?;
        let kept = self.kept(&row, key)?;
        self.must_judge()?;
        let reopens = matches!(step, ChaseStep::Reopen { .. });
        match (kept.closed, reopens) {
            (true, false) => {
                return Err(Refused::Conflict("it is closed already: reopen it first".into()));
            }
            (false, true) => return Err(Refused::Conflict("it is open".into())),
            _ => {}
        }
        if matches!(step, ChaseStep::Resume { .. }) && kept.step != Some(StepKind::Waits) {
            return Err(Refused::Conflict("it is not left alone".into()));
        }
        let step = self.step(step, (row.row, &kept.key))?;
        let writes = !step.words().is_empty() || matches!(step, Step::Assigned { .. });
        let below = if writes { self.below(row.id, &self.label(row.label)?)? } else { None };
        let moved = UndertakingMoved { paper: row.id, key: kept.key, step };
        Ok((row, below.into_iter().chain([Act::UndertakingMoved(moved)]).collect()))
    }

    fn step(&self, step: &ChaseStep, (row, key): (i64, &str)) -> Result<Step, Refused> {
        let words = |text: &str| bounded(text, NOTE_CHARS_MAX, "what is written with it");
        Ok(match step {
            ChaseStep::Assign { to, due } => {
                let (to, person) = self.owner(to)?;
                if to.is_empty() {
                    return Err(Refused::Invalid("say who answers for it".into()));
                }
                Step::Assigned { to, person, due: *due }
            }
            ChaseStep::Chase { words: text } => {
                let text = words(text)?;
                if text.is_empty() {
                    return Err(Refused::Invalid("say in which words he was reminded".into()));
                }
                Step::Chased { words: text }
            }
            ChaseStep::Wait { until, reason } if *until > self.day_now() => {
                Step::Waits { until: *until, reason: words(reason)? }
            }
            ChaseStep::Wait { .. } => {
                return Err(Refused::Invalid("it can be left alone only until a day that is to come".into()));
            }
            ChaseStep::Keep { shown_by, words: text } => {
                let shown = Some(shown_by.trim()).filter(|paper| !paper.is_empty());
                let shown_by = shown.map(|paper| self.row(paper)).transpose()?.map(|row| row.id);
                Step::Kept { shown_by, words: words(text)? }
            }
            ChaseStep::Resume { reason } => Step::Resumed { reason: words(reason)? },
            ChaseStep::Lapse { reason } => Step::Lapsed { reason: words(reason)? },
            ChaseStep::Refuse { reason } => Step::Refused { reason: words(reason)? },
            ChaseStep::Reopen { reason } => Step::Reopened { reason: words(reason)? },
            ChaseStep::Merge { paper, key: other } => {
                let into = self.row(paper)?;
                let kept = self.kept(&into, other)?;
                if (kept.paper, kept.key.as_str()) == (row, key) {
                    return Err(Refused::Invalid("it cannot be merged into itself".into()));
                }
                if kept.closed {
                    return Err(Refused::Conflict("the other is closed already".into()));
                }
                Step::Merged { paper: into.id, key: kept.key }
            }
        })
    }
}
