//! Undertakings as they are shown: a line of the chase list, and one with all that was done about it.

use std::collections::BTreeSet;

use chancery_office::act::Manner;
use chancery_office::chase::StepKind;
use chancery_office::id::Id;
use chancery_office::judging::FindingState;
use chancery_office::reading::{Finding, RoleName, What};
use jiff::civil::Date;
use rusqlite::Row;

use super::View;
use super::rows::{PaperRow, moment, paper_columns, parsed_if, worded, worded_if};
use crate::answers::{Marked, PaperLine, StepShown, UndertakingLine, UndertakingPage};
use crate::experience::Experience;
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::store;

/// Undertakings that are shown as perhaps the same.
const LIKE_SHOWN: u32 = 10;
/// Words of a chaser that are quoted.
const QUOTED_CHARS_MAX: usize = 300;

/// What these bear.
pub(super) fn bearing(lines: &[UndertakingLine]) -> Vec<LabelNo> {
    lines.iter().flat_map(|line| line.bears.iter().copied()).collect()
}

macro_rules! undertaking_columns {
    ($rest:literal) => {
        concat!(
            "SELECT u.paper, u.number, u.due, u.finding, u.words, u.state, u.key, u.owner, u.person, u.step, u.closed, u.weak, u.own, u.judged ",
            "FROM undertaking u ",
            $rest
        )
    };
}

pub(super) use undertaking_columns;

pub(super) struct Kept {
    pub paper: i64,
    pub number: u32,
    pub due: Option<Date>,
    pub finding: String,
    pub words: String,
    pub state: FindingState,
    pub key: String,
    owner: String,
    person: String,
    pub step: Option<StepKind>,
    pub closed: bool,
    /// No more than possible.
    pub weak: bool,
    /// The labels under which it came later than its paper, and under which it was judged.
    came: [Option<LabelNo>; 2],
}

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        paper: row.get(0)?,
        number: row.get(1)?,
        due: parsed_if(row, 2)?,
        finding: row.get(3)?,
        words: row.get(4)?,
        state: worded(row, 5, FindingState::from_word)?,
        key: row.get(6)?,
        owner: row.get(7)?,
        person: row.get(8)?,
        step: worded_if(row, 9, StepKind::from_word)?,
        closed: row.get(10)?,
        weak: row.get(11)?,
        came: [row.get(12)?, row.get(13)?],
    })
}

impl View {
    pub(super) fn shown_undertakings(&self, lines: &[UndertakingLine]) -> Result<Option<Marked>, Refused> {
        let papers: Vec<Id> = lines.iter().filter_map(|line| line.paper.parse().ok()).collect();
        self.show(Manner::Extract, &papers)?;
        self.overall_with(&[], &bearing(lines))
    }

    /// One undertaking: its words, what was done with it, and a text to remind by.
    pub fn undertaking(&self, paper: &str, key: &str) -> Result<UndertakingPage, Refused> {
        self.gate()?.begin()?;
        let row = self.row(paper)?;
        let kept = self.kept(&row, key)?;
        let whole = kept.key.clone();
        let like = self.perhaps_same(&kept)?;
        let experience = self.experience()?;
        let line = self.undertaking_line(kept, &row, &experience)?;
        let like = self.undertaking_lines(like)?;
        let (paper, steps) = (self.line(&row)?, self.steps_of(&row, &whole)?);
        let others: Vec<PaperLine> = steps.iter().filter_map(|step| step.other.clone()).collect();
        self.show_lines(Manner::Listed, &others)?;
        let shown: Vec<UndertakingLine> = like.iter().chain([&line]).cloned().collect();
        let overall = self.shown_undertakings(&shown)?;
        let chaser = chaser(&line, &paper);
        let may = self.must_judge().is_ok();
        let addressees = if may { self.offered() } else { Vec::new() };
        Ok(UndertakingPage { line, paper, steps, chaser, like, addressees, may, overall })
    }

    /// The undertaking of a paper that is known by that key, or by its beginning.
    pub(super) fn kept(&self, row: &PaperRow, key: &str) -> Result<Kept, Refused> {
        let mut kept =
            self.gate()?.all(undertaking_columns!("WHERE u.paper = ?1 ORDER BY u.n"), [row.row], read)?;
        let exact = kept.iter().position(|one| one.key == key);
        let mut near = kept.iter().enumerate().filter(|(_, one)| !key.is_empty() && one.key.starts_with(key));
        let at = exact.or_else(|| match (near.next(), near.next()) {
            (Some((at, _)), None) => Some(at),
            _ => None,
        });
        at.map(|at| kept.swap_remove(at)).ok_or(Refused::Absent)
    }

    fn perhaps_same(&self, kept: &Kept) -> Result<Vec<Kept>, Refused> {
        let finding: Finding = serde_json::from_str(&kept.finding).map_err(store::json)?;
        let Some(actor) = finding.role(RoleName::Actor).filter(|actor| !actor.value.is_empty()) else {
            return Ok(Vec::new());
        };
        self.gate()?.all(
            undertaking_columns!(
                "WHERE u.actor = ?1 AND u.closed = 0 AND NOT (u.paper = ?2 AND u.key = ?3) ORDER BY u.n DESC LIMIT ?4"
            ),
            rusqlite::params![actor.value, kept.paper, kept.key, LIKE_SHOWN],
            read,
        )
    }

    fn steps_of(&self, row: &PaperRow, key: &str) -> Result<Vec<StepShown>, Refused> {
        let rows = self.gate()?.all(
            "SELECT by, at, step, words, owner, day, other FROM chase WHERE paper = ?1 AND key = ?2 ORDER BY n",
            rusqlite::params![row.row, key],
            |r| {
                let words: (String, String, String) = (r.get(0)?, r.get(3)?, r.get(4)?);
                let step = worded(r, 2, StepKind::from_word)?;
                Ok((words, step, moment(r, 1)?, parsed_if(r, 5)?, r.get::<_, Option<i64>>(6)?))
            },
        )?;
        let shown = rows.into_iter().map(|((by, words, owner), step, at, named, other)| {
            let other = match other {
                Some(other) => self
                    .gate()?
                    .first(paper_columns!("WHERE p.row = ?1"), [other], PaperRow::read)?
                    .map(|row| self.line(&row))
                    .transpose()?,
                None => None,
            };
            let owner = if step == StepKind::Assigned { owner } else { String::new() };
            Ok(StepShown { by: self.name_of(&by), at, day: named, step, words, owner, other })
        });
        shown.collect()
    }

    /// Undertakings of papers, in the order of these.
    pub(super) fn undertakings_of(&self, rows: &[PaperRow]) -> Result<Vec<UndertakingLine>, Refused> {
        let mut kept = Vec::new();
        for row in rows {
            kept.extend(self.kept_in(row)?);
        }
        self.undertaking_lines(kept)
    }

    /// The undertakings of a paper, in its order.
    pub(super) fn kept_in(&self, row: &PaperRow) -> Result<Vec<Kept>, Refused> {
        self.gate()?.all(undertaking_columns!("WHERE u.paper = ?1 ORDER BY u.number, u.n"), [row.row], read)
    }

    pub(super) fn undertaking_lines(&self, kept: Vec<Kept>) -> Result<Vec<UndertakingLine>, Refused> {
        if kept.is_empty() {
            return Ok(Vec::new());
        }
        let (experience, mut lines) = (self.experience()?, Vec::with_capacity(kept.len()));
        for kept in kept {
            let row = self.gate()?.first(paper_columns!("WHERE p.row = ?1"), [kept.paper], PaperRow::read)?;
            let Some(row) = row else { continue };
            lines.push(self.undertaking_line(kept, &row, &experience)?);
        }
        Ok(lines)
    }

    fn undertaking_line(
        &self,
        kept: Kept,
        row: &PaperRow,
        experience: &Experience,
    ) -> Result<UndertakingLine, Refused> {
        let finding: Finding = serde_json::from_str(&kept.finding).map_err(store::json)?;
        let What::Undertaking(firmness) = finding.what else { return Err(store::row()) };
        let value = |name| finding.role(name).map_or_else(String::new, |r| r.value.clone());
        let (due, today) = (kept.due, self.day_now());
        let late = due.filter(|due| *due < today && !kept.closed);
        let bears = self.undertaking_bears(&kept, row)?;
        Ok(UndertakingLine {
            actor: value(RoleName::Actor),
            act: value(RoleName::Act),
            partner: value(RoleName::Partner),
            place: value(RoleName::Place),
            about: value(RoleName::Subject),
            when_words: value(RoleName::When),
            when: finding.role(RoleName::When).and_then(|r| r.when.clone()),
            due,
            overdue: late.is_some(),
            days_late: late.map(|due| self.calendar().working_days(due, today)),
            firmness,
            words: kept.words,
            confidence: experience.adjusted(&finding),
            state: kept.state,
            reference: row.number.clone(),
            paper: row.id.to_string(),
            number: kept.number,
            key: kept.key,
            owner_left: self.left_by_name(&kept.owner),
            owner: kept.owner,
            person: kept.person,
            step: kept.step,
            closed: kept.closed,
            marked: self.marked_with(row, &bears)?,
            bears,
        })
    }

    /// What it bears that it was found, ordered and judged, and what was done with it: words that came while the paper
    /// bore more stay there.
    fn undertaking_bears(&self, kept: &Kept, row: &PaperRow) -> Result<Vec<LabelNo>, Refused> {
        let mut labels: BTreeSet<LabelNo> = kept.came.into_iter().flatten().chain([row.label]).collect();
        if kept.step.is_some() || !kept.owner.is_empty() {
            let steps = self.gate()?.all(
                "SELECT DISTINCT bears FROM chase WHERE paper = ?1 AND key = ?2",
                rusqlite::params![row.row, kept.key],
                |r| r.get::<_, LabelNo>(0),
            )?;
            labels.extend(steps);
        }
        Ok(labels.into_iter().collect())
    }

    /// The marking of a paper with what was written on it.
    pub(super) fn marked_with(&self, row: &PaperRow, bears: &[LabelNo]) -> Result<Marked, Refused> {
        if bears.iter().all(|label| *label == row.label) {
            return Ok(self.line(row)?.marked);
        }
        let labels = bears.iter().map(|label| self.label(*label)).collect::<Result<Vec<_>, _>>()?;
        Ok(self.marked_together(&labels))
    }

    pub(super) fn calendar(&self) -> crate::calendar::Calendar {
        self.registry.0.settings.calendar.clone().unwrap_or_default()
    }
}

impl View {
    /// The text by which its owner is reminded of an undertaking.
    pub(super) fn chaser_of(&self, line: &UndertakingLine) -> Result<String, Refused> {
        Ok(chaser(line, &self.line(&self.row(&line.paper)?)?))
    }
}

/// A reminder in the form of a letter's body; it says nothing but what stands in the one paper.
fn chaser(line: &UndertakingLine, paper: &PaperLine) -> String {
    let words: String = line.words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: String = words.chars().take(QUOTED_CHARS_MAX).collect();
    let source = paper.date.map_or_else(
        || format!("Our reference {}", paper.reference),
        |date| format!("The {} of {} ({})", paper.kind.word(), date.strftime("%-d %B %Y"), paper.reference),
    );
    let due = line.due.map_or_else(String::new, |due| {
        let was = if line.overdue { "was" } else { "is" };
        format!(" It {was} due by {}.", due.strftime("%-d %B %Y"))
    });
    format!("{source} says: “{words}”.{due} I should be grateful to know how this stands.")
}
