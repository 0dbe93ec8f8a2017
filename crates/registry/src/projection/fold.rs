//! How each act folds into the rows.

use chancery_office::act::{Act, Came, Done, Manner, Minute, MinuteKind, Registered};
use chancery_office::id::Id;
use chancery_office::reading::{Confidence, Field, FieldRole, Finding, Occasion, RoleName, What};
use chancery_office::standing::RelabelState;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{named_params, params};

use super::{Projector, papers, parse_label};
use crate::label_no::LabelNo;
use crate::refused::Refused;
use crate::store;

/// A finding that is listed across papers, by what it is known again, and its words.
pub(super) struct Found<'a> {
    pub finding: &'a Finding,
    pub key: &'a str,
    pub words: &'a str,
    /// What it bears, where it was not found when the paper was read.
    pub label: Option<LabelNo>,
    /// Nobody found it: it was ordered on the paper.
    pub made: bool,
    /// Who of the office it was ordered of; empty where it is nobody of them.
    pub person: &'a str,
}

/// The class under which a finding is listed; of the others a paper tells by itself.
fn listed(finding: &Finding) -> Option<&'static str> {
    match finding.what {
        what @ (What::Undertaking(_)
        | What::Subject(_)
        | What::Assessment
        | What::Meeting(Occasion::Ahead)) => Some(what.class()),
        What::Meeting(Occasion::Held) | What::Reference(_) | What::Person | What::Conflict => None,
    }
}

/// Who is to do it.
pub(super) fn actor(finding: &Finding) -> &str {
    finding.role(RoleName::Actor).map_or("", |role| role.value.as_str())
}

/// With whom it is to be done.
pub(super) fn partner(finding: &Finding) -> &str {
    finding.role(RoleName::Partner).map_or("", |role| role.value.as_str())
}

/// The last day that its words allow.
pub(super) fn due(finding: &Finding) -> Option<String> {
    let when = finding.role(RoleName::When).and_then(|role| role.when.as_ref())?;
    when.until.and_then(|until| until.yesterday().ok()).map(|day| day.to_string())
}

impl Projector {
    /// Folds one act; answers whether what anybody can see of papers may have changed.
    pub(super) fn fold(&mut self, seq: u64, done: &Done, act: &Act, text: &str) -> Result<bool, Refused> {
        match act {
            Act::Founded { .. } | Act::FeedMade { .. } | Act::FeedEnded | Act::PolicyTaken { .. } => {
                Ok(false)
            }
            Act::Admitted(admitted) => {
                self.stand(done, act)?;
                self.admit(admitted).map(|()| false)
            }
            Act::StruckOff { person, .. } => {
                self.stand(done, act)?;
                self.strike_off(done, person).map(|()| false)
            }
            Act::PostFilled(filled) => self.fill_post(done, filled).map(|()| false),
            Act::CorrespondentKept(kept) => self.keep_correspondent(kept).map(|()| false),
            Act::CorrespondentsMerged { into, from } => {
                self.merge_correspondent(*from, Some(*into)).map(|()| false)
            }
            Act::CorrespondentsParted { from, .. } => self.merge_correspondent(*from, None).map(|()| false),
            Act::DeputyNamed(named) => self.name_deputy(done, named).map(|()| false),
            Act::DeputyEnded { post, person } => self.end_deputy(done, post, person).map(|()| false),
            Act::Registered(paper) => self.register(seq, done, paper, text).map(|()| true),
            Act::TakenIn(paper) => self.take_in(seq, done, paper, text).map(|()| true),
            Act::SettledAsDuplicate { paper, of } => self.hold_as(done, *paper, *of).map(|()| true),
            Act::TurnedAway { paper, reason } => self.turn_away(done, *paper, reason).map(|()| true),
            Act::WaitsAgain { paper } => self.wait_again(*paper).map(|()| true),
            Act::TranscriptCorrected(paper) => self.correct_transcript(seq, done, paper, text).map(|()| true),
            Act::ParticularsCorrected { paper, read_again, same } => {
                let again = read_again.then_some((text, same.as_slice()));
                self.correct_particulars(seq, done, paper, again).map(|()| true)
            }
            Act::Enclosed { cover, paper } => self.enclose(done, *cover, *paper).map(|()| true),
            Act::Detached { cover, paper } => self.detach(done, *cover, *paper).map(|()| true),
            Act::Settled { paper, label, .. } => self.settle(done, *paper, label).map(|()| true),
            Act::Minuted { paper, minute } => self.minute(*paper, done, minute).map(|()| false),
            Act::PutUp(put_up) => self.put_up(seq, done, put_up).map(|()| false),
            Act::TakenOut(out) => self.take_out(seq, done, out).map(|()| false),
            Act::BoxMoved(moved) => self.move_in_box(seq, moved).map(|()| false),
            Act::BoxCloses(closes) => self.close_at(closes).map(|()| false),
            Act::PaperMarked(marked) => self.mark(seq, done, marked).map(|()| false),
            Act::CommissionMade(commission) => self.commission(commission).map(|()| false),
            Act::UndertakingMoved(moved) => self.move_undertaking(done, moved).map(|()| false),
            Act::BroughtUp(up) => self.bring_up(done, up).map(|()| false),
            Act::PutAway(away) => self.put_away(done, away).map(|()| false),
            Act::Copied(copied) => self.copy(done, copied).map(|()| false),
            Act::CopyAnswered(answered) => self.answer_copy(done, answered).map(|()| false),
            Act::MeetingNoted(meeting) => self.note_meeting(seq, meeting).map(|()| false),
            Act::MeetingChanged(meeting) => self.change_meeting(meeting).map(|()| false),
            Act::MeetingCancelled { meeting, reason } => {
                self.cancel_meeting(*meeting, reason).map(|()| false)
            }
            Act::MeetingsJoined { noted, found } => self.join_meetings(seq, *noted, *found).map(|()| false),
            Act::MeetingsParted { noted, found } => self.part_meetings(*noted, *found).map(|()| false),
            Act::ReadOutMade { meeting, paper } => self.read_out(seq, *meeting, *paper).map(|()| false),
            Act::DraftSaved(saved) => self.save_draft(done, saved).map(|()| false),
            Act::DraftMoved(moved) => self.move_draft(done, moved).map(|()| false),
            Act::Seen { manner, papers } => self.seen(done, *manner, papers).map(|()| false),
            Act::ClearanceGiven(_)
            | Act::Invited { .. }
            | Act::SignedInFirst { .. }
            | Act::SignedIn { .. }
            | Act::PasswordChanged { .. }
            | Act::TakenBack { .. }
            | Act::FactorSet { .. }
            | Act::RecoveryCodesMade { .. }
            | Act::FactorTakenOff { .. }
            | Act::CircleMade(_)
            | Act::CircleJoined { .. }
            | Act::CircleLeft { .. }
            | Act::CircleClosed { .. }
            | Act::SittingEnded => self.stand(done, act).map(|()| false),
            Act::RelabelProposed(proposed) => self.propose(done, proposed).map(|()| false),
            Act::RelabelApproved { proposal, paper } => self.approve(done, *proposal, *paper).map(|()| true),
            Act::RelabelRefused { proposal, reason, .. } => {
                self.decided(done, *proposal, RelabelState::Refused, reason).map(|()| false)
            }
            Act::WroteBelow { on, opened, wrote, reason } => {
                self.wrote_below(done, *on, (opened, wrote), reason).map(|()| false)
            }
            Act::FindingJudged(judged) => self.judge(seq, done, judged).map(|()| true),
            Act::SecondRead(second) => self.second_read(done, second).map(|()| true),
            Act::SearchSaved(saved) => self.save_search(done, saved).map(|()| false),
            Act::SearchLooked { name } => self.look_at_search(done, name).map(|()| false),
            Act::SearchForgotten { name } => self.forget_search(done, name).map(|()| false),
        }
    }

    pub(super) fn row_of(&self, paper: Id) -> Result<i64, Refused> {
        self.db
            .prepare_cached("SELECT row FROM paper WHERE id = ?1")
            .and_then(|mut s| s.query_row([paper.to_string()], |r| r.get(0)))
            .map_err(store::register)
    }

    pub(super) fn row_and_label(&self, paper: Id) -> Result<(i64, LabelNo), Refused> {
        self.db
            .prepare_cached("SELECT row, label_id FROM paper WHERE id = ?1")
            .and_then(|mut s| s.query_row([paper.to_string()], |r| Ok((r.get(0)?, r.get(1)?))))
            .map_err(store::register)
    }

    fn register(&mut self, seq: u64, done: &Done, paper: &Registered, text: &str) -> Result<(), Refused> {
        let own = self.label_no(&parse_label(&paper.label)?)?;
        let bears = parse_label(&paper.bears)?;
        let effective = self.label_no(&bears)?;
        let date = papers::date(paper);
        self.db
            .prepare_cached(
                "INSERT INTO paper(id, seq, label_id, own_label_id, settled, kind, title, sender, recipient,
                 day, year, entered, words, number, fingerprint, has_original, tray, came, stated, taken)
                 VALUES (:id, :seq, :label, :own, :settled, :kind, :title, :sender, :recipient,
                 :day, :year, :entered, :words, '', :fingerprint, :has_original, :tray, :came, :stated, :taken)",
            )
            .and_then(|mut s| {
                s.execute(named_params! {
                    ":id": paper.paper.to_string(),
                    ":seq": seq,
                    ":label": effective,
                    ":own": own,
                    ":settled": paper.settled,
                    ":kind": paper.kind.word(),
                    ":title": papers::title(paper),
                    ":sender": papers::side(&paper.particulars.from),
                    ":recipient": papers::side(&paper.particulars.to),
                    ":day": date.map(|d| d.to_string()),
                    ":year": date.map(|d| i64::from(d.year())),
                    ":entered": done.at.as_millisecond(),
                    ":words": paper.words,
                    ":fingerprint": paper.fingerprint,
                    ":has_original": paper.original.is_some(),
                    ":tray": paper.came.is_some(),
                    ":came": paper.came.map_or("", Came::word),
                    ":stated": papers::stated(paper),
                    ":taken": if paper.came.is_none() { seq } else { 0 },
                })
            })
            .map_err(store::register)?;
        let row = self.db.last_insert_rowid();
        self.register_parts((row, own), paper, text)?;
        self.came_in(row, paper)?;
        // Its enclosures follow; what it bears with them was said, so it is numbered in that series now.
        if let Some(cover) = paper.enclosed_in {
            let cover = self.row_of(cover)?;
            self.link(cover, row)?;
        }
        self.version(seq, done, (row, effective), "")?;
        if paper.came.is_some() {
            // It bears its number, and is known to have borne anything, from when it is settled.
            return Ok(());
        }
        self.borne_since(row, effective, done.at)?;
        self.number(row, &bears)
    }

    fn wrote_below(
        &mut self,
        done: &Done,
        on: Id,
        (opened, wrote): (&str, &str),
        reason: &str,
    ) -> Result<(), Refused> {
        let (opened, wrote) = (self.label_no(&parse_label(opened)?)?, self.label_no(&parse_label(wrote)?)?);
        self.db
            .prepare_cached(
                "INSERT INTO below(on_id, by, at, opened, wrote, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )
            .and_then(|mut s| {
                s.execute(params![
                    on.to_string(),
                    done.by.as_str(),
                    done.at.as_millisecond(),
                    opened,
                    wrote,
                    reason
                ])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    fn register_parts(
        &mut self,
        (row, own): (i64, LabelNo),
        paper: &Registered,
        text: &str,
    ) -> Result<(), Refused> {
        for (part, body) in paper.bodies() {
            let label = self.label_no(&parse_label(&body.label)?)?;
            self.db
                .prepare_cached("INSERT INTO body VALUES (?1, ?2, ?3, ?4, ?5)")
                .and_then(|mut s| s.execute(params![row, part, body.digest, body.stream.to_string(), label]))
                .map_err(store::register)?;
        }
        self.read_parts((row, own), paper, text)
    }

    /// What was read in it: undertakings, and what stood in its margin.
    pub(super) fn read_parts(
        &self,
        (row, own): (i64, LabelNo),
        paper: &Registered,
        text: &str,
    ) -> Result<(), Refused> {
        let findings = &paper.reading.findings;
        for ((number, finding), key) in (1..).zip(findings).zip(&chancery_reading::keys(findings, text)) {
            let words = finding.evidence.of(text);
            self.found(row, number, &Found { finding, key, words, label: None, made: false, person: "" })?;
        }
        for field in paper.reading.parts.iter().flat_map(|part| &part.fields) {
            if let Some(minute) = marginal(text, field) {
                self.insert_minute((row, own), "", &minute, None)?;
            }
        }
        Ok(())
    }

    /// What is listed across papers: undertakings, subjects, assessments, meetings ahead; found later, with the label of that moment.
    pub(super) fn found(&self, row: i64, number: u32, found: &Found<'_>) -> Result<(), Refused> {
        let Found { finding, key, words, label, made, person } = found;
        let Some(class) = listed(finding) else { return Ok(()) };
        let kept = serde_json::to_string(finding).map_err(store::json)?;
        self.db
            .prepare_cached(
                "INSERT INTO found(paper, number, class, actor, due, finding, words, key, label_id, second, made,
                 partner, weak, person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )
            .and_then(|mut s| {
                let (actor, due, second) = (actor(finding), due(finding), finding.model.is_some());
                let (partner, weak) = (partner(finding), finding.confidence <= Confidence::Weak);
                s.execute(params![
                    row, number, class, actor, due, kept, words, key, label, second, made, partner, weak, person
                ])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    fn link(&self, cover: i64, paper: i64) -> Result<(), Refused> {
        self.db
            .execute("INSERT OR IGNORE INTO enclosure VALUES (?1, ?2)", [cover, paper])
            .map(|_| ())
            .map_err(store::register)
    }

    fn enclose(&mut self, done: &Done, cover: Id, paper: Id) -> Result<(), Refused> {
        let (cover, paper) = (self.row_of(cover)?, self.row_of(paper)?);
        self.link(cover, paper)?;
        self.remark(cover, done.at)
    }

    fn detach(&mut self, done: &Done, cover: Id, paper: Id) -> Result<(), Refused> {
        let (cover, paper) = (self.row_of(cover)?, self.row_of(paper)?);
        self.db
            .execute("DELETE FROM enclosure WHERE cover = ?1 AND paper = ?2", [cover, paper])
            .map_err(store::register)?;
        self.remark(cover, done.at)
    }

    fn minute(&self, paper: Id, done: &Done, minute: &Minute) -> Result<(), Refused> {
        self.insert_minute(self.row_and_label(paper)?, done.by.as_str(), minute, Some(done.at))
    }

    pub(super) fn insert_minute(
        &self,
        (row, label): (i64, LabelNo),
        by: &str,
        minute: &Minute,
        at: Option<Timestamp>,
    ) -> Result<(), Refused> {
        self.db
            .prepare_cached(
                "INSERT INTO minute(paper, by, kind, text, day, at, doubtful, label_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )
            .and_then(|mut s| {
                s.execute(params![
                    row,
                    by,
                    minute.kind.word(),
                    minute.text,
                    minute.date.map(|d: Date| d.to_string()),
                    at.map(Timestamp::as_millisecond),
                    minute.doubtful,
                    label,
                ])
            })
            .map(|_| ())
            .map_err(store::register)
    }

    fn seen(&self, done: &Done, manner: Manner, papers: &[Id]) -> Result<(), Refused> {
        if !matches!(manner, Manner::Opened | Manner::Original | Manner::Printed | Manner::Bagged) {
            return Ok(());
        }
        for paper in papers {
            let (row, label) = self.row_and_label(*paper)?;
            self.db
                .prepare_cached(
                    "INSERT INTO seen VALUES (?1, ?2, ?4, ?3, ?3, 1)
                     ON CONFLICT(paper, by, label_id) DO UPDATE SET last = excluded.last, times = times + 1",
                )
                .and_then(|mut s| s.execute(params![row, done.by.as_str(), done.at.as_millisecond(), label]))
                .map_err(store::register)?;
        }
        Ok(())
    }
}

/// A line of marginalia, as a minute that came with the paper.
fn marginal(text: &str, field: &Field) -> Option<Minute> {
    let kind = match field.role {
        FieldRole::Hand if is_initials(field.span.of(text)) => MinuteKind::Initials,
        FieldRole::Hand => MinuteKind::Hand,
        FieldRole::PutUp => MinuteKind::PutUp,
        FieldRole::Stamp => MinuteKind::Stamp,
        _ => return None,
    };
    let words = field.span.of(text).trim().to_owned();
    Some(Minute { kind, text: words, date: field.date, doubtful: field.doubtful, came_with: true })
}

fn is_initials(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or("");
    first.len() >= 4 && first.split_terminator('.').all(|l| l.len() == 1 && l.chars().all(char::is_uppercase))
}
