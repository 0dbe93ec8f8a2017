//! Drafts: who may know of them, and how they read.

use std::collections::{BTreeMap, BTreeSet};

use chancery_label::{Component, Label};
use chancery_office::drafts::{Clearing, Content, DraftStepKind, Form};
use chancery_office::id::{Handle, Id};
use chancery_office::people::Duty;
use jiff::Timestamp;
use rusqlite::{Row, params_from_iter};

use super::View;
use super::rows::{PaperRow, moment, worded, worded_if};
use super::signing::Signatory;
use crate::answers::{
    DraftLine, DraftPage, DraftState, DraftStepShown, DraftsPage, Marked, Printed, VersionLine,
};
use crate::label_no::LabelNo;
use crate::refused::{Refused, if_there};
use crate::{printing, store};

/// Versions of all drafts that a list looks at: the newest.
const VERSIONS_MAX: u32 = 2_000;

/// Drafts that a paper's page tells of.
const DRAFTS_ON_A_PAPER_MAX: u32 = 50;

/// Drafts of one person that are looked at when he leaves.
const DRAFTS_WITH_A_PERSON_MAX: u32 = 200;

/// Drafts to clear that Today shows.
const TO_CLEAR_SHOWN: usize = 8;

/// A visible version of a draft.
pub(super) struct Version {
    pub(super) draft: String,
    pub(super) version: String,
    pub(super) label: LabelNo,
    pub(super) by: String,
    at: Timestamp,
    pub(super) answers: Option<i64>,
    content: String,
}

/// A visible step of a draft.
pub(super) struct Moved {
    draft: String,
    pub(super) version: String,
    pub(super) by: String,
    at: Timestamp,
    pub(super) step: DraftStepKind,
    pub(super) who: String,
    pub(super) clearing: Option<Clearing>,
    words: String,
    pub(super) paper: Option<i64>,
}

fn version(row: &Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version {
        draft: row.get(0)?,
        version: row.get(1)?,
        label: row.get(2)?,
        by: row.get(3)?,
        at: moment(row, 4)?,
        answers: row.get(5)?,
        content: row.get(6)?,
    })
}

macro_rules! step_columns {
    ($rest:literal) => {
        concat!("SELECT draft, version, by, at, step, who, clearing, words, paper FROM draft_step ", $rest)
    };
}

fn moved(row: &Row<'_>) -> rusqlite::Result<Moved> {
    Ok(Moved {
        draft: row.get(0)?,
        version: row.get(1)?,
        by: row.get(2)?,
        at: moment(row, 3)?,
        step: worded(row, 4, DraftStepKind::from_word)?,
        who: row.get(5)?,
        clearing: worded_if(row, 6, Clearing::from_word)?,
        words: row.get(7)?,
        paper: row.get(8)?,
    })
}

/// It was signed or given up.
pub(super) fn ended(steps: &[Moved]) -> bool {
    steps.iter().any(|step| step.step.ends())
}

/// How far it has come.
fn state(steps: &[Moved]) -> DraftState {
    let last = [
        (DraftStepKind::Signed, DraftState::Signed),
        (DraftStepKind::Dropped, DraftState::Dropped),
        (DraftStepKind::ForSignature, DraftState::AwaitsSignature),
        (DraftStepKind::Sent, DraftState::BeingCleared),
    ];
    let reached = last.into_iter().find(|(kind, _)| steps.iter().any(|step| step.step == *kind));
    reached.map_or(DraftState::Written, |(_, state)| state)
}

impl Moved {
    /// Somebody says by it what he thinks of that version.
    fn clears(&self, version: &Version) -> bool {
        self.step == DraftStepKind::Cleared && self.version == version.version
    }
}

impl Version {
    pub(super) fn content(&self) -> Result<Content, Refused> {
        serde_json::from_str(&self.content).map_err(store::json)
    }
}

impl View {
    /// The drafts that the reader may know of.
    pub fn drafts(&self) -> Result<DraftsPage, Refused> {
        self.gate()?.begin()?;
        let all = self.gate()?.all(
            "SELECT draft, version, label_id, by, at, answers, content FROM draft ORDER BY n DESC LIMIT ?1",
            [VERSIONS_MAX],
            version,
        )?;
        let mut page = DraftsPage {
            mine: Vec::new(),
            to_clear: Vec::new(),
            others: Vec::new(),
            overall: None,
            may_write: self.reader.has(Duty::Minute),
        };
        let mut by_draft: BTreeMap<String, Vec<Version>> = BTreeMap::new();
        let mut order = Vec::new();
        for one in all {
            let versions = by_draft.entry(one.draft.clone()).or_default();
            if versions.is_empty() {
                order.push(one.draft.clone());
            }
            versions.push(one);
        }
        let mut labels = BTreeSet::new();
        let (mut steps_of, own) = (self.steps_of_listed()?, self.own_handles()?);
        for draft in order {
            let Some(versions) = by_draft.get(&draft) else { continue };
            let Some(last) = versions.first() else { continue };
            let steps = steps_of.remove(&draft).unwrap_or_default();
            labels.insert(last.label);
            let line = self.draft_line(last, &steps)?;
            let me = self.person().as_str();
            let asked = self.was_asked(&steps, &own);
            let wrote = versions.iter().any(|one| one.by == me);
            match (wrote, asked) {
                (true, _) => page.mine.push(line),
                (false, true) => page.to_clear.push(line),
                (false, false) => page.others.push(line),
            }
        }
        let labels = labels.into_iter().map(|row| self.label(row)).collect::<Result<Vec<_>, _>>()?;
        page.overall = (!labels.is_empty()).then(|| self.marked_together(&labels));
        Ok(page)
    }

    /// What is being written on a paper, as far as the reader may know, and what each of it bears.
    pub(super) fn drafts_on(&self, row: &PaperRow) -> Result<(Vec<DraftLine>, Vec<LabelNo>), Refused> {
        let ids: Vec<String> = self.gate()?.all(
            "SELECT draft FROM answering WHERE answers = ?1 GROUP BY draft ORDER BY min(n) LIMIT ?2",
            rusqlite::params![row.row, DRAFTS_ON_A_PAPER_MAX],
            |r| r.get(0),
        )?;
        self.still_written(&ids)
    }

    /// Those of these drafts that have not ended; and what each bears.
    fn still_written(&self, ids: &[String]) -> Result<(Vec<DraftLine>, Vec<LabelNo>), Refused> {
        let mut found = (Vec::new(), Vec::new());
        for id in ids {
            // Of a draft whose steps alone may be known nothing is shown.
            let Some(versions) = if_there(self.versions_of(id))? else { continue };
            let steps = self.draft_steps(id)?;
            let Some(last) = versions.first().filter(|_| !ended(&steps)) else { continue };
            found.0.push(self.draft_line(last, &steps)?);
            found.1.push(last.label);
        }
        Ok(found)
    }

    /// Drafts that the reader is asked to clear, or to sign, and of whose last version he has said nothing, and what each bears.
    pub(super) fn drafts_to_clear(&self) -> Result<(Vec<DraftLine>, Vec<LabelNo>), Refused> {
        let (own, me) = (self.own_handles()?, self.person().as_str());
        let places: Vec<String> = (1..=own.len()).map(|place| format!("?{place}")).collect();
        let sql = format!(
            "SELECT s.draft FROM draft_step s WHERE s.who IN ({}) AND s.step IN ('sent', 'for-signature')
             AND NOT EXISTS (SELECT 1 FROM draft_step e WHERE e.draft = s.draft AND e.step IN ('signed', 'dropped'))
             GROUP BY s.draft ORDER BY max(s.n) DESC",
            places.join(",")
        );
        let asked: Vec<String> =
            self.gate()?.all_of(&sql, params_from_iter(own.iter().map(Handle::as_str)), |r| r.get(0))?;
        let mut found = (Vec::new(), Vec::new());
        for id in asked {
            // Of a draft whose steps alone may be known nothing is shown.
            let Some(last) = self.last_version(&id)? else { continue };
            let steps = self.draft_steps(&id)?;
            if steps.iter().any(|step| step.clears(&last) && step.by == me) {
                continue;
            }
            found.0.push(self.draft_line(&last, &steps)?);
            found.1.push(last.label);
            if found.0.len() == TO_CLEAR_SHOWN {
                break;
            }
        }
        Ok(found)
    }

    /// Drafts that a person writes, or was asked to clear or to sign, and that have not ended; and what each bears.
    pub(super) fn drafts_with(&self, person: &str) -> Result<(Vec<DraftLine>, Vec<LabelNo>), Refused> {
        let ids: Vec<String> = self.gate()?.all(
            "SELECT draft FROM (SELECT draft, n FROM draft WHERE by = ?1 UNION ALL SELECT s.draft, d.n
             FROM draft_step s JOIN draft d ON d.version = s.version
             WHERE s.who = ?1 AND s.step IN ('sent', 'for-signature')) o
             WHERE NOT EXISTS (SELECT 1 FROM draft_step e WHERE e.draft = o.draft AND e.step IN ('signed', 'dropped'))
             GROUP BY draft ORDER BY max(n) DESC LIMIT ?2",
            rusqlite::params![person, DRAFTS_WITH_A_PERSON_MAX],
            |r| r.get(0),
        )?;
        self.still_written(&ids)
    }

    fn draft_line(&self, last: &Version, steps: &[Moved]) -> Result<DraftLine, Refused> {
        let content = last.content()?;
        Ok(DraftLine {
            id: last.draft.clone(),
            form: content.form,
            subject: content.subject,
            by: self.name_of(&last.by),
            left: self.left_on(&last.by),
            at: last.at,
            marked: self.marked(&self.label(last.label)?),
            state: state(steps),
        })
    }

    /// The visible versions of a draft, the last first; there is no draft where there is none.
    pub(super) fn versions_of(&self, draft: &str) -> Result<Vec<Version>, Refused> {
        let all = self.gate()?.all(
            "SELECT draft, version, label_id, by, at, answers, content FROM draft WHERE draft = ?1 ORDER BY n DESC",
            [draft],
            version,
        )?;
        if all.is_empty() { Err(Refused::Absent) } else { Ok(all) }
    }

    fn last_version(&self, draft: &str) -> Result<Option<Version>, Refused> {
        let sql = "SELECT draft, version, label_id, by, at, answers, content FROM draft WHERE draft = ?1
             ORDER BY n DESC LIMIT 1";
        self.gate()?.first(sql, [draft], version)
    }

    pub(super) fn draft_steps(&self, draft: &str) -> Result<Vec<Moved>, Refused> {
        self.gate()?.all(step_columns!("WHERE draft = ?1 ORDER BY n"), [draft], moved)
    }

    /// What was done with the drafts that are listed.
    fn steps_of_listed(&self) -> Result<BTreeMap<String, Vec<Moved>>, Refused> {
        let mut of = BTreeMap::<String, Vec<Moved>>::new();
        let of_those =
            step_columns!("WHERE draft IN (SELECT draft FROM draft ORDER BY n DESC LIMIT ?1) ORDER BY n");
        for step in self.gate()?.all(of_those, [VERSIONS_MAX], moved)? {
            of.entry(step.draft.clone()).or_default().push(step);
        }
        Ok(of)
    }

    /// A draft: the last version that the reader may know of, or the one that he names.
    pub fn draft(&self, id: &str, wanted: &str) -> Result<DraftPage, Refused> {
        self.gate()?.begin()?;
        let versions = self.versions_of(id)?;
        let steps = self.draft_steps(id)?;
        let at =
            if wanted.is_empty() { Some(0) } else { versions.iter().position(|one| one.version == wanted) };
        let (at, shown) = at.and_then(|at| Some((at, versions.get(at)?))).ok_or(Refused::Absent)?;
        let last = versions.first().ok_or(Refused::Absent)?;
        let lines = versions.iter().map(|one| {
            Ok(VersionLine {
                version: one.version.clone(),
                by: self.name_of(&one.by),
                at: one.at,
                marked: self.marked(&self.label(one.label)?),
            })
        });
        let lines = lines.collect::<Result<Vec<_>, Refused>>()?;
        let signed = steps.iter().find(|step| step.step == DraftStepKind::Signed).and_then(|step| step.paper);
        let ended = ended(&steps);
        let me = self.person().as_str();
        let said = |step: &Moved| step.clears(shown) && step.by == me;
        let asked = self.was_asked(&steps, &self.own_handles()?);
        let writes = self.writes(&versions, &steps)? && !ended;
        let may_sign = !ended && self.signs(&versions, &steps)?;
        let signatory = if may_sign { self.as_signatory() } else { self.signatory(last, &steps) };
        let content = shown.content()?;
        let line =
            DraftLine { marked: self.marked(&self.label(shown.label)?), ..self.draft_line(last, &steps)? };
        let before: BTreeSet<&str> = versions.iter().skip(at + 1).map(|one| one.version.as_str()).collect();
        let (answered, enclosed) = (self.answered_by(&versions)?, self.enclosed_with(&steps)?);
        let paper = signed.map(|row| self.row_at(row)).transpose()?;
        let told = steps.iter().filter_map(|step| step.paper).map(|row| self.row_at(row));
        let told = told.collect::<Result<Vec<_>, _>>()?;
        let named = answered.iter().chain(&told).map(|row| row.label);
        let (overall, bears) = self.borne_with(shown.label, named, &enclosed)?;
        let signs = may_sign && at == 0;
        let covered = answered.iter().filter(|_| content.form == Form::CoverNote);
        let mut whole = self.label(shown.label)?;
        for row in enclosed.iter().chain(covered) {
            whole = whole.join(&self.label(row.label)?);
        }
        Ok(DraftPage {
            doubted: if signs { self.doubted(&content, &whole) } else { Vec::new() },
            steps: steps.iter().map(|step| self.step_shown(step, &before)).collect::<Result<_, _>>()?,
            paper: paper.map(|row| self.line(&row)).transpose()?,
            overall,
            bears,
            may_write: writes && at == 0,
            may_clear: asked && !ended && at == 0 && !steps.iter().any(said),
            may_sign: signs,
            objecting: self.objecting(&steps, &shown.version),
            unanswered: if ended { Vec::new() } else { self.unanswered(&steps)? },
            addressees: if writes { self.others_than_me() } else { Vec::new() },
            version: shown.version.clone(),
            last: at == 0,
            versions: lines,
            ..self.page_of(line, content, (answered, enclosed), &signatory)?
        })
    }

    /// The paper that a draft answers: it stays the same, though who saved a version may not have known it.
    pub(super) fn answered_by(&self, versions: &[Version]) -> Result<Option<PaperRow>, Refused> {
        let row = versions.iter().rev().find_map(|one| one.answers);
        row.map(|row| self.row_at(row)).transpose()
    }

    /// What follows from what a draft says.
    pub(super) fn page_of(
        &self,
        line: DraftLine,
        content: Content,
        (answered, enclosed): (Option<PaperRow>, Vec<PaperRow>),
        signatory: &Signatory,
    ) -> Result<DraftPage, Refused> {
        let (why, marks, text) = match self.borne(&content) {
            Ok(borne) => {
                let named = self.named(&borne, answered.as_ref(), &enclosed)?;
                let text = self.text_of_draft(&content, &borne, &named, signatory);
                let marks = self.marks_of(&borne);
                (self.why_borne(&borne), marks, text)
            }
            Err(trouble) if trouble.is_trouble() => return Err(trouble),
            // What was never saved may bear nothing yet.
            Err(_) => (String::new(), vec![String::new(); content.portions.len()], String::new()),
        };
        Ok(DraftPage {
            answers: answered.map(|row| self.line(&row)).transpose()?,
            enclosures: self.lines(&enclosed)?,
            overall: line.marked.clone(),
            unsaved: self.marked(&self.registry.0.policies.top()),
            bears: None,
            line,
            content,
            why,
            marks,
            text,
            version: String::new(),
            last: true,
            versions: Vec::new(),
            steps: Vec::new(),
            paper: None,
            may_write: false,
            may_clear: false,
            may_sign: false,
            doubted: Vec::new(),
            objecting: Vec::new(),
            unanswered: Vec::new(),
            addressees: Vec::new(),
            markings: self.markings_offered(),
            patterns: Vec::new(),
        })
    }

    fn markings_offered(&self) -> Vec<String> {
        let own = self.registry.0.settings.policies.first();
        let Some(policy) = own.and_then(|id| self.registry.0.policies.get(id)) else { return Vec::new() };
        let levels = (0..=policy.highest()).map(Component::level);
        let labels = levels.map(|level| Label::of(policy.id().clone(), level));
        labels.filter(|label| self.reader.clearance.opens(label)).map(|label| self.banner(&label)).collect()
    }

    fn step_shown(&self, step: &Moved, before: &BTreeSet<&str>) -> Result<DraftStepShown, Refused> {
        let paper = step.paper.map(|row| self.row_at(row)).transpose()?;
        Ok(DraftStepShown {
            paper: paper.map_or_else(String::new, |row| row.number),
            what: step.clearing.map_or(step.step.words(), Clearing::words),
            by: self.name_of(&step.by),
            at: step.at,
            who: if step.who.is_empty() { String::new() } else { self.name_of(&step.who) },
            words: step.words.clone(),
            earlier: step.step == DraftStepKind::Cleared && before.contains(step.version.as_str()),
        })
    }

    /// A draft as PDF, which says that it is one.
    pub fn print_draft(&self, id: &str) -> Result<Printed, Refused> {
        let page = self.draft(id, "")?;
        let marked: Marked = page.line.marked.clone();
        self.printed("draft", &printing::draft(&page, &marked, &self.wording()))
    }
}

/// The id of a version that a form names.
pub(super) fn version_id(named: &str) -> Option<Id> {
    named.parse().ok()
}
