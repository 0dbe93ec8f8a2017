//! Several undertakings at once: each checked as if it stood alone, and what passes entered together.

use std::collections::BTreeSet;

use chancery_office::act::Act;
use chancery_office::id::Id;
use jiff::civil::Date;

use super::View;
use super::chase::ChaseStep;
use super::judging::Judgement;
use super::together::TOGETHER_MAX;
use crate::answers::{ChasedLine, ChasedPage, UndertakingLine};
use crate::refused::{Refused, if_there};

/// What is done with several undertakings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChaseTogether {
    /// Somebody answers for them from now on.
    Assign {
        /// Who.
        to: String,
        /// By when; none leaves each the day that it has.
        due: Option<Date>,
    },
    /// Whoever answers for them was reminded.
    Chase {
        /// In which words; none where each is reminded of in those that its own page proposes.
        words: String,
    },
    /// They are so.
    Confirm,
    /// They are none.
    Dismiss {
        /// Why; may be empty.
        reason: String,
    },
}

/// An undertaking by its paper and by what it is known there.
pub type Which = (String, String);

impl View {
    /// Undertakings that were chosen, for who does something with them together.
    pub fn chosen_undertakings(&self, which: &[Which]) -> Result<ChasedPage, Refused> {
        few(which)?;
        self.gate()?.begin()?;
        let mut page = ChasedPage::default();
        for one in distinct(which) {
            match self.undertaking_now(one) {
                Ok(line) => page.chosen.push(line),
                Err(refused) if refused.is_trouble() => return Err(refused),
                Err(refused) => page.lines.push(told(one, None, Some(&refused))),
            }
        }
        self.told_of_each(page)
    }

    /// Does something with each of several undertakings that allows it, and tells what became of each.
    pub fn chase_together(&self, which: &[Which], deed: &ChaseTogether) -> Result<ChasedPage, Refused> {
        if which.is_empty() {
            return Err(Refused::Invalid("choose at least one undertaking".into()));
        }
        few(which)?;
        let _deciding = self.registry.decide();
        self.gate()?.begin()?;
        let (mut page, mut acts, mut known) = (ChasedPage::default(), Vec::new(), BTreeSet::new());
        for one in distinct(which) {
            let line = if_there(self.undertaking_now(one))?;
            let decided = line.as_ref().map_or(Err(Refused::Absent), |line| self.decided_of(line, deed));
            match decided {
                Err(refused) if refused.is_trouble() => return Err(refused),
                Err(refused) => {
                    page.below |= matches!(refused, Refused::Below(_));
                    page.chosen.extend(line.clone());
                    page.lines.push(told(one, line, Some(&refused)));
                }
                Ok((paper, decided)) => {
                    if known.insert(line.as_ref().map(|line| (paper, line.key.clone()))) {
                        acts.extend(decided.into_iter().map(|act| (paper, act)));
                        page.lines.push(told(one, line, None));
                    }
                }
            }
        }
        if !acts.is_empty() {
            self.registry.acts_on(self.person(), &acts)?;
        }
        self.as_it_stands(&mut page)?;
        self.told_of_each(page)
    }

    fn decided_of(&self, line: &UndertakingLine, deed: &ChaseTogether) -> Result<(Id, Vec<Act>), Refused> {
        let (paper, key) = (line.paper.as_str(), line.key.as_str());
        let (row, acts) = match deed {
            ChaseTogether::Assign { to, due } => {
                self.moving(paper, key, &ChaseStep::Assign { to: to.clone(), due: *due })?
            }
            ChaseTogether::Chase { words } => {
                let words = if words.trim().is_empty() { self.chaser_of(line)? } else { words.clone() };
                self.moving(paper, key, &ChaseStep::Chase { words })?
            }
            ChaseTogether::Confirm => self.judging_undertaking(paper, key, Judgement::Confirm)?,
            ChaseTogether::Dismiss { reason } => {
                self.judging_undertaking(paper, key, Judgement::Dismiss { reason: reason.clone() })?
            }
        };
        Ok((row.id, acts))
    }

    /// What was done shows what it did; what was dismissed stands as it did.
    fn as_it_stands(&self, page: &mut ChasedPage) -> Result<(), Refused> {
        self.gate()?.begin()?;
        for one in page.lines.iter_mut().filter(|one| one.not_done.is_none()) {
            let Some(line) = &one.line else { continue };
            if let Some(now) = if_there(self.undertaking_now(&(line.paper.clone(), line.key.clone())))? {
                one.line = Some(now);
            }
        }
        Ok(())
    }

    fn undertaking_now(&self, (paper, key): &Which) -> Result<UndertakingLine, Refused> {
        let kept = self.kept(&self.row(paper)?, key)?;
        self.undertaking_lines(vec![kept])?.pop().ok_or(Refused::Absent)
    }

    fn told_of_each(&self, page: ChasedPage) -> Result<ChasedPage, Refused> {
        let shown: Vec<UndertakingLine> =
            page.lines.iter().filter_map(|one| one.line.as_ref()).chain(&page.chosen).cloned().collect();
        let overall = self.shown_undertakings(&shown)?;
        Ok(ChasedPage { addressees: self.offered(), overall, ..page })
    }
}

fn told((paper, key): &Which, line: Option<UndertakingLine>, refused: Option<&Refused>) -> ChasedLine {
    ChasedLine { name: format!("{paper} {key}"), line, not_done: refused.map(ToString::to_string) }
}

/// Each once.
fn distinct(which: &[Which]) -> impl Iterator<Item = &Which> {
    let mut known = BTreeSet::new();
    which.iter().filter(move |one| known.insert(*one))
}

fn few(which: &[Which]) -> Result<(), Refused> {
    if distinct(which).count() > TOGETHER_MAX {
        return Err(Refused::Invalid(format!(
            "at most {TOGETHER_MAX} undertakings are taken at once: choose fewer"
        )));
    }
    Ok(())
}
