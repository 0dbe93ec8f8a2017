//! Changing a marking: one proposes, another approves for the owner. Raising errs safe and needs one.

use chancery_label::{Label, PolicyId};
use chancery_office::act::Act;
use chancery_office::people::Duty;
use chancery_office::standing::{RelabelProposed, RelabelState};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Row;

use super::View;
use super::acts::bounded;
use super::rows::{PaperRow, moment, moment_if, parsed_if, worded};
use crate::answers::{RelabelAt, RelabelPage, RelabelShown};
use crate::label_no::LabelNo;
use crate::limits::REASON_CHARS_MAX;
use crate::refused::Refused;
use crate::store;

/// Proposals that are listed.
const WAITING_MAX: u32 = 500;

/// What is to become of a marking, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relabelling {
    /// The marking as it should stand.
    pub marking: String,
    /// Why.
    pub reason: String,
    /// By what authority.
    pub authority: String,
    /// The day from which it may be approved.
    pub on: Option<Date>,
    /// The event upon which it is to be approved.
    pub event: Option<String>,
}

/// A row of the register's relabellings.
struct Kept {
    id: String,
    paper: i64,
    from: LabelNo,
    to: LabelNo,
    reason: String,
    authority: String,
    on: Option<Date>,
    event: Option<String>,
    by: String,
    at: Timestamp,
    state: RelabelState,
    decided: (Option<String>, Option<Timestamp>, Option<String>),
}

/// Columns that [`Kept`] is read from, in order.
macro_rules! relabel_columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, paper, from_label, to_label, reason, authority, day, event, by, at, state, decided_by, ",
            "decided_at, decided_reason FROM relabelling n ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        id: row.get(0)?,
        paper: row.get(1)?,
        from: row.get(2)?,
        to: row.get(3)?,
        reason: row.get(4)?,
        authority: row.get(5)?,
        on: parsed_if(row, 6)?,
        event: row.get(7)?,
        by: row.get(8)?,
        at: moment(row, 9)?,
        state: worded(row, 10, RelabelState::from_word)?,
        decided: (row.get(11)?, moment_if(row, 12)?, row.get(13)?),
    })
}

impl View {
    /// Proposes another marking for a paper. One that is only raised bears it at once; answers the
    /// proposal's id.
    pub fn relabel(&self, paper: &str, wanted: &Relabelling) -> Result<String, Refused> {
        let _deciding = self.registry.decide();
        let (row, proposed, approved) = self.relabelling(&self.fresh()?, paper, wanted)?;
        let proposal = proposed.proposal.to_string();
        let acts: Vec<Act> = [Act::RelabelProposed(proposed)].into_iter().chain(approved).collect();
        self.registry.acts(row.id, self.person(), &acts)?;
        Ok(proposal)
    }

    /// The paper, what is proposed for it, and its approval where it is only raised.
    pub(super) fn relabelling(
        &self,
        fresh: &View,
        paper: &str,
        wanted: &Relabelling,
    ) -> Result<(PaperRow, RelabelProposed, Option<Act>), Refused> {
        let row = fresh.row(paper)?;
        if !self.reader.has(Duty::Register) {
            self.reader.must(Duty::PutUp)?;
        }
        if !row.settled {
            return Err(Refused::Conflict("its marking is not settled yet: settle it".into()));
        }
        let own = fresh.label(row.own_label)?;
        let to = self.typed_label(&wanted.marking)?;
        if to == own {
            return Err(Refused::Conflict("it bears that marking already".into()));
        }
        if fresh.waits(&row)? {
            return Err(Refused::Conflict(
                "another marking is proposed for it already: decide on that first".into(),
            ));
        }
        let proposed = self.proposed(&row, wanted, &to)?;
        let raised = to.dominates(&own) && self.reader.has(Duty::Register);
        let at_once = raised && wanted.on.is_none() && wanted.event.is_none();
        let approved = at_once.then_some(Act::RelabelApproved { proposal: proposed.proposal, paper: row.id });
        Ok((row, proposed, approved))
    }

    fn proposed(&self, row: &PaperRow, wanted: &Relabelling, to: &Label) -> Result<RelabelProposed, Refused> {
        let some = |text: &str, what: &str| {
            let text = bounded(text, REASON_CHARS_MAX, what)?;
            if text.is_empty() {
                Err(Refused::Invalid(format!("{what} is missing: say it")))
            } else {
                Ok(text)
            }
        };
        let canonical = to.canonical();
        let now = self.registry.now().as_millisecond().to_be_bytes();
        Ok(RelabelProposed {
            proposal: self.registry.new_id(&[b"relabel", &row.id.0, canonical.as_bytes(), &now]),
            paper: row.id,
            marking: wanted.marking.trim().to_owned(),
            label: canonical,
            reason: some(&wanted.reason, "the reason")?,
            authority: some(&wanted.authority, "the authority")?,
            on: wanted.on,
            event: wanted
                .event
                .as_deref()
                .map(|event| bounded(event, REASON_CHARS_MAX, "the event"))
                .transpose()?
                .filter(|event| !event.is_empty()),
        })
    }

    fn waits(&self, row: &PaperRow) -> Result<bool, Refused> {
        let found = self.gate()?.first(
            "SELECT 1 FROM relabelling WHERE paper = ?1 AND state = 'proposed' LIMIT 1",
            [row.row],
            |r| r.get::<_, i64>(0),
        )?;
        Ok(found.is_some())
    }

    /// Approves a proposal for the owner of the marking: never who made it.
    pub fn approve_relabelling(&self, proposal: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let (kept, row) = fresh.waiting(proposal)?;
        self.reader.must(Duty::Approve)?;
        fresh.may_decide(&kept)?;
        if row.own_label != kept.from {
            return Err(Refused::Conflict(
                "its marking has changed since that was proposed: propose it anew".into(),
            ));
        }
        if kept.on.is_some_and(|on| self.day_now() < on) {
            return Err(Refused::Conflict("the day that the proposal names has not come".into()));
        }
        let proposal = kept.id.parse().map_err(|_| store::row())?;
        self.act(row.id, &Act::RelabelApproved { proposal, paper: row.id })
    }

    /// Refuses a proposal, or takes it back.
    pub fn refuse_relabelling(&self, proposal: &str, reason: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let (kept, row) = fresh.waiting(proposal)?;
        if kept.by != self.person().as_str() {
            self.reader.must(Duty::Approve)?;
        }
        let reason = bounded(reason, REASON_CHARS_MAX, "the reason")?;
        let proposal = kept.id.parse().map_err(|_| store::row())?;
        self.act(row.id, &Act::RelabelRefused { proposal, paper: row.id, reason })
    }

    fn waiting(&self, proposal: &str) -> Result<(Kept, PaperRow), Refused> {
        let kept = self.gate()?.first(relabel_columns!("WHERE id = ?1"), [proposal], read)?;
        let kept = kept.ok_or(Refused::Absent)?;
        let row = self.row_at(kept.paper)?;
        if kept.state == RelabelState::Proposed {
            Ok((kept, row))
        } else {
            Err(Refused::Conflict("that has been decided already".into()))
        }
    }

    /// Two people; and where the office has named who owns a policy's markings, that post.
    fn may_decide(&self, kept: &Kept) -> Result<(), Refused> {
        if kept.by == self.person().as_str() {
            return Err(Refused::Invalid("who proposed it does not approve it: let another".into()));
        }
        let (from, to) = (self.label(kept.from)?, self.label(kept.to)?);
        let changed = |policy: &&PolicyId| from.component(policy) != to.component(policy);
        let post = self.reader.post.as_ref().map(|post| post.post.as_str());
        let owners = &self.registry.0.settings.owners;
        match owners.keys().filter(changed).any(|policy| owners.get(policy).map(String::as_str) != post) {
            true => Err(Refused::Duty("holds the post that owns the marking")),
            false => Ok(()),
        }
    }

    /// What waits for a second person, those that are due first.
    pub fn relabellings(&self) -> Result<RelabelPage, Refused> {
        self.gate()?.begin()?;
        let kept = self.gate()?.all(
            relabel_columns!("WHERE state = 'proposed' ORDER BY coalesce(day, ''), n LIMIT ?1"),
            [WAITING_MAX],
            read,
        )?;
        let mut waiting = Vec::new();
        for kept in kept {
            let paper = self.line(&self.row_at(kept.paper)?)?;
            waiting.push(RelabelAt { paper, relabel: self.relabel_shown(kept)? });
        }
        waiting.sort_by_key(|at| !at.relabel.due);
        let lines: Vec<_> = waiting.iter().map(|at| at.paper.clone()).collect();
        self.show_lines(chancery_office::act::Manner::Listed, &lines)?;
        let shown: Vec<&str> = lines.iter().map(|line| line.id.as_str()).collect();
        Ok(RelabelPage { overall: self.overall(&shown)?, waiting })
    }

    /// How many proposals the reader could approve now.
    pub(super) fn to_approve(&self) -> Result<Option<u32>, Refused> {
        if !self.reader.has(Duty::Approve) {
            return Ok(None);
        }
        let waiting = relabel_columns!("WHERE state = 'proposed' ORDER BY n LIMIT ?1");
        let kept = self.gate()?.all(waiting, [WAITING_MAX], read)?;
        let due = kept.iter().filter(|kept| self.is_due(kept) && self.may_decide(kept).is_ok()).count();
        Ok(u32::try_from(due).ok())
    }

    /// How a paper's marking came to be what it is, as far as the reader may know.
    pub(super) fn relabellings_of(&self, row: &PaperRow) -> Result<Vec<RelabelShown>, Refused> {
        let kept = self.gate()?.all(relabel_columns!("WHERE paper = ?1 ORDER BY n"), [row.row], read)?;
        kept.into_iter().map(|kept| self.relabel_shown(kept)).collect()
    }

    fn is_due(&self, kept: &Kept) -> bool {
        kept.state == RelabelState::Proposed && kept.on.is_none_or(|on| on <= self.day_now())
    }

    fn relabel_shown(&self, kept: Kept) -> Result<RelabelShown, Refused> {
        let due = self.is_due(&kept);
        let waits = kept.state == RelabelState::Proposed;
        let may_approve = due && self.reader.has(Duty::Approve) && self.may_decide(&kept).is_ok();
        let own = kept.by == self.person().as_str();
        let (decided_by, decided_at, decided_reason) = kept.decided;
        Ok(RelabelShown {
            id: kept.id,
            from: self.marked(&self.label(kept.from)?),
            to: self.marked(&self.label(kept.to)?),
            reason: kept.reason,
            authority: kept.authority,
            on: kept.on,
            event: kept.event,
            by: self.name_of(&kept.by),
            at: kept.at,
            state: kept.state,
            decided_by: decided_by.map(|by| self.name_of(&by)),
            decided_at,
            decided_reason: decided_reason.filter(|reason| !reason.is_empty()),
            due,
            may_approve,
            may_refuse: waits && (own || self.reader.has(Duty::Approve)),
        })
    }
}
