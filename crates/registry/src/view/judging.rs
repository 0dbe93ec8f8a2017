//! What people find of what readings propose: confirmed, corrected, dismissed, or added.
//!
//! A judgement is as confidential as its paper was at that moment; whoever may not know of it sees the
//! proposal as it was read. How often a rule was right is told each reader from the judgements that he may
//! know of, so it tells him nothing of others.

use std::collections::HashMap;
use std::sync::Arc;

use chancery_office::act::{Act, Manner, Registered};
use chancery_office::diary::MeetingNoted;
use chancery_office::id::Id;
use chancery_office::judging::{FindingJudged, FindingState, Verdict};
use chancery_office::people::Duty;
use chancery_office::reading::{Confidence, Finding, Span};
use chancery_reading::{finding_of, keys, standoff};
use jiff::Timestamp;
use serde_json::Value;

use super::View;
use super::acts::bounded;
use super::correcting::{self, Correction};
use super::in_hand::Decided;
use super::rows::{PaperRow, moment, paper_columns, worded};
use crate::answers::{FindingShown, JudgedShown};
use crate::experience::Experience;
use crate::limits::NOTE_CHARS_MAX;
use crate::refused::Refused;
use crate::store;

/// What a person finds of a proposal.
#[derive(Clone, Debug)]
pub enum Judgement {
    /// It is so.
    Confirm,
    /// It is so, in these words.
    Correct(Correction),
    /// It is not so.
    Dismiss {
        /// Why; may be empty.
        reason: String,
    },
    /// What the reader last said of it was a slip: it stands as it did before.
    Withdraw,
}

/// A judgement that the reader may know of.
struct Judged {
    key: String,
    by: String,
    at: Timestamp,
    verdict: FindingState,
    finding: String,
    words: String,
    reason: String,
}

/// A finding as it stands now.
pub(super) struct Stands {
    key: String,
    /// As it was proposed, or added.
    read: Finding,
    /// As it was corrected, else as it was read.
    pub now: Finding,
    last: Option<Judged>,
    /// The words that prove it, where the text has been put right since and they stand in it no more.
    gone: Option<String>,
    /// The model that found it too, where a rule did.
    second: Option<String>,
}

impl Stands {
    /// Whether its words stand in a stretch of the text.
    pub fn holds(&self, span: Span) -> bool {
        self.gone.is_none() && self.now.evidence.holds(span)
    }

    /// Whether its words and these have bytes in common.
    pub fn covers(&self, start: usize, end: usize) -> bool {
        let mine = self.now.evidence;
        self.gone.is_none() && (mine.start as usize) < end && start < mine.end as usize
    }

    /// Where its words begin and end.
    pub fn ends(&self) -> impl Iterator<Item = usize> {
        let ends = [self.now.evidence.start, self.now.evidence.end];
        ends.into_iter().filter(|_| self.gone.is_none()).map(|end| end as usize)
    }

    fn state(&self) -> FindingState {
        self.last.as_ref().map_or(FindingState::Proposed, |last| last.verdict)
    }
}

impl View {
    /// Judges a finding of a paper, by its number on the page.
    pub fn judge(&self, paper: &str, number: u32, judgement: Judgement) -> Result<(), Refused> {
        let decided = self.judge_that(paper, judgement, |found| {
            let at = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
            at.and_then(|at| found.get(at)).ok_or_else(|| {
                Refused::Invalid(format!("there is no finding {number} in it: there are {}", found.len()))
            })
        });
        self.enter(decided?)
    }

    /// Enters what a person finds of an undertaking, known by its key.
    pub fn judge_undertaking(&self, paper: &str, key: &str, judgement: Judgement) -> Result<(), Refused> {
        self.enter(self.judging_undertaking(paper, key, judgement)?)
    }

    pub(super) fn judging_undertaking(
        &self,
        paper: &str,
        key: &str,
        judgement: Judgement,
    ) -> Result<Decided, Refused> {
        // What was dismissed is no undertaking any more, and only its judge's slip can be taken back.
        let key = match judgement {
            Judgement::Withdraw => key.to_owned(),
            _ => self.kept(&self.row(paper)?, key)?.key,
        };
        self.judge_that(paper, judgement, |found| {
            let ordered = || Refused::Conflict("it was ordered on the paper, and not found in it".into());
            found.iter().find(|stands| stands.key == key).ok_or_else(ordered)
        })
    }

    fn judge_that(
        &self,
        paper: &str,
        judgement: Judgement,
        which: impl FnOnce(&[Stands]) -> Result<&Stands, Refused>,
    ) -> Result<Decided, Refused> {
        let row = self.row(paper)?;
        self.must_judge()?;
        let (registered, text) = self.unfolded(&row)?;
        let found = self.findings(&row, &registered, &text)?;
        let stands = which(&found)?;
        let verdict = match judgement {
            Judgement::Withdraw => self.withdrawn(stands)?,
            Judgement::Confirm => Verdict::Confirmed,
            Judgement::Dismiss { reason } => {
                Verdict::Dismissed { reason: bounded(&reason, NOTE_CHARS_MAX, "the reason")? }
            }
            Judgement::Correct(correction) => Verdict::Corrected {
                finding: Box::new(correcting::corrected(&stands.now, &correction, &text)?),
            },
        };
        let judged = FindingJudged {
            paper: row.id,
            proposal: stands.key.clone(),
            rule: stands.read.rule.clone(),
            verdict,
        };
        self.judged(row, judged, &text)
    }

    /// One takes back only what was said last of a finding, and by oneself; what was put right is put right again.
    fn withdrawn(&self, stands: &Stands) -> Result<Verdict, Refused> {
        let plain = [FindingState::Confirmed, FindingState::Dismissed];
        match &stands.last {
            Some(last) if last.by == self.person().as_str() && plain.contains(&last.verdict) => {
                Ok(Verdict::Withdrawn)
            }
            _ => Err(Refused::Conflict("the last that was said of it is not yours to take back".into())),
        }
    }

    /// Adds what no reading found, by the words of the text that prove it.
    pub fn find_in(&self, paper: &str, words: &str, class: &str, said: &Correction) -> Result<(), Refused> {
        let row = self.row(paper)?;
        self.must_judge()?;
        let (_, text) = self.unfolded(&row)?;
        let finding = Box::new(correcting::added(words, class, said, &text)?);
        let proposal = keys(std::slice::from_ref(&*finding), &text).pop().unwrap_or_default();
        let verdict = Verdict::Added { finding, words: words.trim().to_owned() };
        let judged = FindingJudged { paper: row.id, proposal, rule: String::new(), verdict };
        self.enter(self.judged(row, judged, &text)?)
    }

    pub(super) fn must_judge(&self) -> Result<(), Refused> {
        if self.reader.has(Duty::PutUp) { Ok(()) } else { self.reader.must(Duty::Register) }
    }

    fn judged(&self, row: PaperRow, judged: FindingJudged, text: &str) -> Result<Decided, Refused> {
        let below = match &judged.verdict {
            Verdict::Confirmed | Verdict::Withdrawn => None,
            _ => self.below(row.id, &self.label(row.label)?)?,
        };
        let meeting = self.meeting_judged(&row, &judged, text)?.map(Act::MeetingNoted);
        Ok((row, below.into_iter().chain([Act::FindingJudged(Box::new(judged))]).chain(meeting).collect()))
    }

    /// A meeting that a person found, or put right, stands in the diary as he says.
    fn meeting_judged(
        &self,
        row: &PaperRow,
        judged: &FindingJudged,
        text: &str,
    ) -> Result<Option<MeetingNoted>, Refused> {
        let finding = match &judged.verdict {
            Verdict::Corrected { finding } | Verdict::Added { finding, .. } => finding,
            Verdict::Confirmed | Verdict::Dismissed { .. } | Verdict::Withdrawn => return Ok(None),
        };
        let bears = self.label(row.label)?;
        let noted = self.registry.meeting_in(row.id, (finding, finding.evidence.of(text)), &bears);
        Ok(noted.map(|noted| MeetingNoted { key: judged.proposal.clone(), ..noted }))
    }

    /// The findings of a paper as they stand: what was read, in the order of the text, then what was added and
    /// what a second reader proposed, as they came.
    pub(super) fn findings(
        &self,
        row: &PaperRow,
        paper: &Registered,
        text: &str,
    ) -> Result<Vec<Stands>, Refused> {
        let (mut last, mut later, mut too) = (HashMap::new(), Vec::new(), HashMap::new());
        for found in self.found_second(row)? {
            match found.finding {
                Some(finding) => later.push((found.at, found.key, anchored(finding, &found.words, text))),
                None => {
                    too.insert(found.key, found.model);
                }
            }
        }
        for judged in self.judgements(row)? {
            if judged.verdict == FindingState::Added && !last.contains_key(&judged.key) {
                let found = anchored(parse(&judged.finding)?, &judged.words, text);
                later.push((judged.at, judged.key.clone(), found));
            }
            last.insert(judged.key.clone(), judged);
        }
        later.sort_by_key(|(at, ..)| *at);
        let later = later.into_iter().map(|(_, key, (read, gone))| (key, read, gone));
        let read = &paper.reading.findings;
        let proposed = keys(read, text).into_iter().zip(read.iter().cloned()).map(|(key, f)| (key, f, None));
        let all = proposed.chain(later);
        all.map(|found| {
            let (last, second) = (last.remove(&found.0), too.remove(&found.0));
            stands(found, last, second, text)
        })
        .collect()
    }

    fn judgements(&self, row: &PaperRow) -> Result<Vec<Judged>, Refused> {
        self.gate()?.all(
            "SELECT key, by, at, verdict, finding, words, reason FROM judged WHERE paper = ?1 ORDER BY n",
            [row.row],
            |r| {
                Ok(Judged {
                    key: r.get(0)?,
                    by: r.get(1)?,
                    at: moment(r, 2)?,
                    verdict: worded(r, 3, FindingState::from_word)?,
                    finding: r.get(4)?,
                    words: r.get(5)?,
                    reason: r.get(6)?,
                })
            },
        )
    }

    /// How often each rule was right, by the last judgement of each finding.
    pub(super) fn experience(&self) -> Result<Arc<Experience>, Refused> {
        self.pass.experience(|| {
            let rows = self.gate()?.all(
                "SELECT rule, sum(verdict <> 'dismissed'), count(*) FROM judged
                 WHERE rule <> '' AND n IN (SELECT max(n) FROM judged GROUP BY paper, key) GROUP BY rule",
                [],
                |r| Ok((r.get::<_, String>(0)?, (r.get(1)?, r.get(2)?))),
            )?;
            Ok(Experience::of(rows))
        })
    }

    /// The findings of a paper as a page shows them, numbered from 1.
    pub(super) fn findings_shown(&self, found: &[Stands], text: &str) -> Result<Vec<FindingShown>, Refused> {
        let experience = self.experience()?;
        Ok((1..).zip(found).map(|(n, stands)| self.shown_one(n, stands, &experience, text)).collect())
    }

    fn shown_one(&self, number: u32, stands: &Stands, experience: &Experience, text: &str) -> FindingShown {
        let mut plain = super::paper::finding_shown(number, &stands.now, text);
        if let Some(words) = &stands.gone {
            (plain.words, plain.start, plain.end) = (words.clone(), 0, 0);
        }
        let judged = stands.last.as_ref().map(|last| JudgedShown {
            by: self.name_of(&last.by),
            at: last.at,
            reason: last.reason.clone(),
            was: (stands.now != stands.read)
                .then(|| super::paper::finding_shown(number, &stands.read, text))
                .map(|was| (was.what, was.roles)),
        });
        let trusted = experience.adjusted(&stands.read);
        let confidence = if stands.second.is_some() { trusted.max(Confidence::Strong) } else { trusted };
        let found_by = stands.read.model.as_ref().map(|model| model.name.clone());
        let found_too = stands.second.clone();
        FindingShown { state: stands.state(), judged, confidence, found_by, found_too, ..plain }
    }

    /// What was judged, as cases to try a reader on: one standoff form a paper, with the verdicts. Papers that
    /// the reader may not copy are left out, and counted.
    pub fn cases(&self) -> Result<(Vec<Value>, usize), Refused> {
        self.must_judge()?;
        self.gate()?.begin()?;
        let rows = self.gate()?.all(
            paper_columns!("WHERE p.row IN (SELECT paper FROM judged) ORDER BY p.row"),
            [],
            PaperRow::read,
        )?;
        let total = rows.len();
        let mut open = Vec::new();
        for row in rows {
            if self.reader.clearance.may_copy(&self.label(row.label)?) {
                open.push(row);
            }
        }
        let ids: Vec<Id> = open.iter().map(|row| row.id).collect();
        self.show(Manner::Original, &ids)?;
        let cases = open.iter().map(|row| self.case(row)).collect::<Result<Vec<_>, _>>()?;
        let left_out = total - cases.len();
        Ok((cases, left_out))
    }

    fn case(&self, row: &PaperRow) -> Result<Value, Refused> {
        let (registered, text) = self.unfolded(row)?;
        let mut case = standoff(&text, &registered.reading);
        let judged = self.findings(row, &registered, &text)?.into_iter();
        let judged = judged.filter(|stands| stands.last.is_some() && stands.gone.is_none());
        let findings = judged.map(|stands| {
            let mut form = finding_of(&stands.now, &text);
            form["verdict"] = stands.state().word().into();
            form
        });
        case["findings"] = findings.collect();
        case["text"] = text.into();
        Ok(case)
    }
}

/// A finding with the last that was said of it.
fn stands(
    (key, read, gone): (String, Finding, Option<String>),
    last: Option<Judged>,
    second: Option<String>,
    text: &str,
) -> Result<Stands, Refused> {
    let corrected = last.as_ref().filter(|last| last.verdict == FindingState::Corrected);
    let corrected = corrected.map(|last| parse(&last.finding)).transpose()?;
    let now = corrected.map_or_else(|| read.clone(), |said| at(said, read.evidence, text));
    Ok(Stands { key, read, now, last, gone, second })
}

/// A finding of a person or a second reader, at its words in the text as it stands now; else with the words that
/// are gone.
fn anchored(finding: Finding, words: &str, text: &str) -> (Finding, Option<String>) {
    if finding.evidence.of(text) == words {
        return (finding, None);
    }
    let mut places = text.match_indices(words);
    match (places.next(), places.next()) {
        (Some((start, _)), None) if !words.is_empty() => {
            let evidence = Span::new(start, start + words.len());
            (at(finding, evidence, text), None)
        }
        _ => (finding, Some(words.to_owned())),
    }
}

/// The same finding at another place; a role whose words do not stand where they did keeps its value alone.
fn at(finding: Finding, evidence: Span, text: &str) -> Finding {
    let mut finding = Finding { evidence, ..finding };
    for role in &mut finding.roles {
        role.span = role.span.filter(|span| evidence.holds(*span) && span.of(text) == role.value);
    }
    finding
}

pub(super) fn parse(finding: &str) -> Result<Finding, Refused> {
    serde_json::from_str(finding).map_err(store::json)
}
