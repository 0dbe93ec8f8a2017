//! Drafts: who may know of them, and how they read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use chancery_label::{Component, Label};
use chancery_office::drafts::{Clearing, Content, DraftStepKind, Form, Portion};
use chancery_office::id::{Handle, Id};
use chancery_office::people::Duty;
use jiff::Timestamp;
use rusqlite::{Row, params_from_iter};

use super::View;
use super::rows::{PaperRow, moment, worded, worded_if};
use super::signing::Signatory;
use crate::answers::{
    Addressee, DraftLine, DraftPage, DraftState, DraftStepShown, DraftsPage, Marked, Printed, VersionLine,
};
use crate::drafting;
use crate::label_no::LabelNo;
use crate::patterns::Pattern;
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

/// From what a draft is begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    /// The word of its form; a letter where there is none.
    pub form: String,
    /// The paper that it answers, or covers; empty for none.
    pub answers: String,
    /// The name of the office's pattern that it follows; empty for none.
    pub pattern: String,
    /// The draft whose words it takes over; empty for none.
    pub like: String,
}

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
    version: String,
    pub(super) by: String,
    at: Timestamp,
    pub(super) step: DraftStepKind,
    pub(super) who: String,
    clearing: Option<Clearing>,
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

/// The portions that a form asks for.
fn headed(form: Form) -> Vec<Portion> {
    let headings = Form::HEADINGS.into_iter().filter(|_| form == Form::Submission);
    headings.map(|heading| Portion { heading: heading.into(), ..Portion::default() }).collect()
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

/// What a draft bears, part by part.
pub(super) struct Borne {
    pub(super) overall: Label,
    base: Label,
    /// What each portion bears by itself; none where it bears what the draft does.
    portions: Vec<Option<Label>>,
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

    /// A draft that is to be begun: with what its form asks for, or as a pattern or another draft has it.
    pub fn new_draft(&self, beginning: &Beginning) -> Result<DraftPage, Refused> {
        let answers = Some(beginning.answers.as_str()).filter(|paper| !paper.is_empty());
        let answered = answers.map(|paper| self.row(paper)).transpose()?;
        let (content, marked) = self.begun(beginning, answered.as_ref())?;
        let line = DraftLine {
            id: String::new(),
            form: content.form,
            subject: content.subject.clone(),
            by: self.name_of(self.person().as_str()),
            left: None,
            at: self.registry.now(),
            marked,
            state: DraftState::Written,
        };
        let of_form = self.registry.0.settings.patterns.iter().filter(|of| of.form == content.form);
        let patterns = of_form.map(|pattern| pattern.name.clone()).collect();
        let above = answered.as_ref().map(|row| self.label(row.label)).transpose()?;
        let page = self.page_of(line, content, (answered, Vec::new()), &self.as_signatory())?;
        let overall = above.map_or_else(|| page.overall.clone(), |label| self.marked(&label));
        Ok(DraftPage { overall, may_write: self.reader.has(Duty::Minute), last: true, patterns, ..page })
    }

    /// What it says to begin with, and what that bears.
    fn begun(
        &self,
        beginning: &Beginning,
        answered: Option<&PaperRow>,
    ) -> Result<(Content, Marked), Refused> {
        if answered.is_none() && !beginning.like.is_empty() {
            let versions = self.versions_of(&beginning.like)?;
            let last = versions.first().ok_or(Refused::Absent)?;
            return Ok((last.content()?, self.marked(&self.label(last.label)?)));
        }
        let pattern = self.pattern(&beginning.pattern)?;
        let form = Form::from_word(&beginning.form).unwrap_or_default();
        let form = pattern.map_or(form, |pattern| pattern.form);
        let mut content = Content { form, portions: headed(form), ..Content::default() };
        let mut marked = self.marked(&Label::public());
        if let Some(row) = answered {
            let line = self.line(row)?;
            marked = self.marked(&self.label(row.own_label)?);
            content.subject = line.title;
            let writer = Some(line.from).filter(|from| form == Form::Letter && !from.is_empty());
            content.to = writer.into_iter().collect();
            content.marking.clone_from(&marked.banner);
        }
        let content = match pattern {
            Some(pattern) => pattern.begins(content),
            None => content,
        };
        Ok((content, marked))
    }

    fn pattern(&self, name: &str) -> Result<Option<&Pattern>, Refused> {
        if name.is_empty() {
            return Ok(None);
        }
        let known = self.registry.0.settings.patterns.iter().find(|pattern| pattern.name == name);
        known.map(Some).ok_or(Refused::Absent)
    }

    /// What follows from what a draft says.
    fn page_of(
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

    /// Who does not agree with a version, by the last that each said of it.
    pub(super) fn objecting(&self, steps: &[Moved], version: &str) -> Vec<String> {
        let said = steps.iter().filter(|step| step.version == version);
        let last: BTreeMap<&str, Clearing> =
            said.filter_map(|step| Some((step.by.as_str(), step.clearing?))).collect();
        let object = last.into_iter().filter(|(_, clearing)| *clearing == Clearing::Objects);
        object.map(|(by, _)| self.name_of(by)).collect()
    }

    /// Who was asked to clear it and has said nothing of it: neither he nor, of a post, who holds it or acts in it.
    pub(super) fn unanswered(&self, steps: &[Moved]) -> Result<Vec<String>, Refused> {
        let own = self.own_handles()?;
        let cleared = steps.iter().filter(|step| step.step == DraftStepKind::Cleared);
        let said: BTreeSet<&str> = cleared.map(|step| step.by.as_str()).collect();
        let asked = steps.iter().filter(|step| step.step == DraftStepKind::Sent);
        let asked: BTreeSet<&str> = asked.map(|step| step.who.as_str()).collect();
        let mut names = Vec::new();
        for who in asked.into_iter().filter(|who| !own.iter().any(|own| own.as_str() == *who)) {
            let holder = self.post_now(who).and_then(|post| post.holder);
            let acting = self.acting_in(who)?;
            let for_him = acting.iter().map(|line| line.handle.as_str());
            let mut may = for_him.chain(holder.iter().map(Handle::as_str)).chain([who]);
            if !may.any(|one| said.contains(one)) {
                names.push(self.name_of(who));
            }
        }
        Ok(names)
    }

    /// Whether the reader, or a post that he holds or acts in, was asked to clear it, or to sign it.
    pub(super) fn was_asked(&self, steps: &[Moved], own: &[Handle]) -> bool {
        let mut asked = steps.iter().filter(|step| step.step.asks());
        asked.any(|step| own.iter().any(|own| own.as_str() == step.who))
    }

    /// Who wrote on it, or was asked to clear it, writes on it.
    pub(super) fn writes(&self, versions: &[Version], steps: &[Moved]) -> Result<bool, Refused> {
        let me = self.person().as_str();
        let asked = self.was_asked(steps, &self.own_handles()?);
        Ok(self.reader.has(Duty::Minute) && (asked || versions.iter().any(|one| one.by == me)))
    }

    /// Who can be asked to clear something: posts that others hold, and people who write.
    fn others_than_me(&self) -> Vec<Addressee> {
        let me = self.person();
        let posts = self.registry.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        let held = posts.values().filter(|post| post.holder.as_ref().is_some_and(|holder| holder != me));
        let held = held.map(|post| (post.post.to_string(), post.title.clone()));
        let people = self.registry.of_office();
        let others = people.iter().filter(|one| one.person != *me && one.duties.contains(&Duty::Minute));
        let others = others.map(|one| (one.person.to_string(), one.name.clone()));
        held.chain(others).map(|(handle, name)| Addressee { handle, name }).collect()
    }

    /// What a draft bears: what was typed for the whole, joined with what its portions bear.
    pub(super) fn borne(&self, content: &Content) -> Result<Borne, Refused> {
        let base = self.typed_label(&content.marking)?;
        let named = |(n, portion): (usize, &Portion)| {
            let label = (!portion.marking.is_empty()).then(|| self.typed_label(&portion.marking)).transpose();
            label.map_err(|refused| match refused {
                Refused::Invalid(why) => Refused::Invalid(format!("paragraph {n}: {why}")),
                other => other,
            })
        };
        let portions = (1..).zip(&content.portions).map(named).collect::<Result<Vec<_>, _>>()?;
        let overall = portions.iter().flatten().fold(base.clone(), |all, one| all.join(one));
        Ok(Borne { overall, base, portions })
    }

    pub(super) fn marks_of(&self, borne: &Borne) -> Vec<String> {
        let any = borne.portions.iter().any(Option::is_some);
        let mark = |label: &Option<Label>| self.marked(label.as_ref().unwrap_or(&borne.base)).short;
        borne.portions.iter().map(|label| if any { mark(label) } else { String::new() }).collect()
    }

    fn why_borne(&self, borne: &Borne) -> String {
        let raising = (1..).zip(&borne.portions);
        let raising =
            raising.filter(|(_, label)| label.as_ref().is_some_and(|label| !borne.base.dominates(label)));
        let raising: Vec<usize> = raising.map(|(n, _)| n).collect();
        let banner = |label: &Label| self.marked(label).banner;
        drafting::why(&banner(&borne.overall), &banner(&borne.base), &raising)
    }

    pub(super) fn banner(&self, label: &Label) -> String {
        self.marked(label).banner
    }

    /// A draft as PDF, which says that it is one.
    pub fn print_draft(&self, id: &str) -> Result<Printed, Refused> {
        let page = self.draft(id, "")?;
        let marked: Marked = page.line.marked.clone();
        self.printed("draft", &printing::draft(&page, &marked, &self.now_here()))
    }
}

/// The id of a version that a form names.
pub(super) fn version_id(named: &str) -> Option<Id> {
    named.parse().ok()
}
