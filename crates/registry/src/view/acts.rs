//! What a reader does: each act is decided on what he may know, and entered before it is answered.

use chancery_office::act::{Act, Minute, MinuteKind};
use chancery_office::boxes::Deadline;
use chancery_office::boxes::{Purpose, PutUp};
use chancery_office::id::Id;
use chancery_office::people::Duty;

use super::View;
use super::in_hand::Decided;
use super::rows::PaperRow;
use crate::limits::{MINUTE_CHARS_MAX, NOTE_CHARS_MAX};
use crate::refused::Refused;

/// Initials of one person on one paper within so much time are meant once.
const INITIALS_TWICE_WITHIN_MS: i64 = 60_000;

/// What a paper is put up for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PuttingUp {
    /// Before whom: the handle or the title of a principal's post.
    pub principal: String,
    /// For what.
    pub purpose: Purpose,
    /// For which meeting, by its id; empty for none.
    pub meeting: String,
    /// The note on it.
    pub note: String,
    /// By when it must be dealt with, and why.
    pub deadline: Option<Deadline>,
}

impl PuttingUp {
    /// Before a principal, with no more said of it.
    pub fn before(principal: impl Into<String>, purpose: Purpose) -> Self {
        let (meeting, note) = (String::new(), String::new());
        Self { principal: principal.into(), purpose, meeting, note, deadline: None }
    }
}

impl View {
    /// Writes a minute on a paper.
    pub fn minute(&self, paper: &str, text: &str) -> Result<(), Refused> {
        let row = self.row(paper)?;
        self.reader.must(Duty::Minute)?;
        let text = bounded(text, MINUTE_CHARS_MAX, "a minute")?;
        if text.is_empty() {
            return Err(Refused::Invalid("a minute has words: write some".into()));
        }
        let below = self.below(row.id, &self.label(row.label)?)?;
        let act = self.minuted(&row, MinuteKind::Note, text);
        self.act_with(row.id, below, act)
    }

    /// Initials a paper.
    pub fn initial(&self, paper: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        self.enter(self.fresh()?.initialling(paper)?)
    }

    pub(super) fn initialling(&self, paper: &str) -> Result<Decided, Refused> {
        let row = self.row(paper)?;
        self.reader.must(Duty::Minute)?;
        if self.initialled_just_now(&row)? {
            return Err(Refused::Conflict("your initials stand on it already".into()));
        }
        let today = self.day_now();
        let initials = format!("{} {}/{}.", self.reader.person.initials, today.day(), today.month());
        let act = self.minuted(&row, MinuteKind::Initials, initials);
        Ok((row, vec![act]))
    }

    /// The reader initialled it within the last minute: who sends a form twice means it once.
    fn initialled_just_now(&self, row: &PaperRow) -> Result<bool, Refused> {
        let since = self.registry.now().as_millisecond() - INITIALS_TWICE_WITHIN_MS;
        let known = self.gate()?.first(
            "SELECT 1 FROM minute WHERE paper = ?1 AND by = ?2 AND kind = ?3 AND at > ?4",
            rusqlite::params![row.row, self.person().as_str(), MinuteKind::Initials.word(), since],
            |r| r.get::<_, i64>(0),
        )?;
        Ok(known.is_some())
    }

    fn minuted(&self, row: &PaperRow, kind: MinuteKind, text: String) -> Act {
        let date = Some(self.day_now());
        let minute = Minute { kind, text, date, doubtful: false, came_with: false };
        Act::Minuted { paper: row.id, minute }
    }

    /// Puts a paper up before a principal. Of one that lies in that box already what is not said anew stays as it is.
    pub fn put_up(&self, paper: &str, wanted: &PuttingUp) -> Result<(), Refused> {
        self.enter(self.putting_up_again(paper, wanted)?)
    }

    pub(super) fn putting_up_again(&self, paper: &str, wanted: &PuttingUp) -> Result<Decided, Refused> {
        let (row, mut acts) = self.putting_up(paper, wanted)?;
        if let Some(Act::PutUp(put_up)) = acts.last_mut()
            && let Some(stands) = self.as_it_lies(put_up.principal.as_str(), &row)?
        {
            put_up.meeting = put_up.meeting.or(stands.meeting);
            put_up.deadline = put_up.deadline.take().or(stands.deadline);
            if put_up.note.is_empty() {
                put_up.note = stands.note;
            }
        }
        Ok((row, acts))
    }

    /// Changes what a paper in a box is put up for: all that is said of it.
    pub(super) fn putting_up(&self, paper: &str, wanted: &PuttingUp) -> Result<Decided, Refused> {
        let row = self.row(paper)?;
        self.reader.must(Duty::PutUp)?;
        let principal = self.principal(&wanted.principal)?;
        let meeting = Some(wanted.meeting.as_str()).filter(|m| !m.is_empty());
        let meeting = meeting.map(|m| self.known_meeting(m)).transpose()?;
        let note = bounded(&wanted.note, NOTE_CHARS_MAX, "the note")?;
        let deadline = wanted.deadline.as_ref().map(reasoned).transpose()?;
        let writes = !note.is_empty() || deadline.is_some();
        let writes = writes && !self.was_said(principal.as_str(), &row, (&note, deadline.as_ref()))?;
        let below = if writes { self.below(row.id, &self.label(row.label)?)? } else { None };
        let (paper, purpose) = (row.id, wanted.purpose);
        let put_up = PutUp { paper, principal, purpose, meeting, note, deadline, proposed: false };
        Ok((row, below.into_iter().chain([Act::PutUp(put_up)]).collect()))
    }

    fn principal(&self, name: &str) -> Result<chancery_office::id::Handle, Refused> {
        let posts = self.registry.principals();
        let post = posts.iter().find(|p| p.post.as_str() == name || p.title.eq_ignore_ascii_case(name));
        post.map(|p| p.post.clone()).ok_or_else(|| {
            let known = posts.iter().map(|p| p.post.as_str()).collect::<Vec<_>>().join(", ");
            Refused::Invalid(format!("no box is made for `{name}`: there are {known}"))
        })
    }

    pub(super) fn known_meeting(&self, id: &str) -> Result<Id, Refused> {
        let line = self.meeting_line(id)?.ok_or(Refused::Absent)?;
        line.id.parse().map_err(|_| Refused::Absent)
    }

    /// Encloses a paper in a cover, which from then on bears the join of both.
    pub fn enclose(&self, cover: &str, paper: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let (cover, paper) = (fresh.row(cover)?, fresh.row(paper)?);
        self.reader.must(Duty::PutUp)?;
        if fresh.encloses(cover.row, paper.row)? {
            return Err(Refused::Conflict("it is enclosed in that cover already".into()));
        }
        if cover.row == paper.row || fresh.reaches(paper.row, cover.row)? {
            return Err(Refused::Invalid("a paper cannot be enclosed in itself".into()));
        }
        self.act(cover.id, &Act::Enclosed { cover: cover.id, paper: paper.id })
    }

    /// Detaches a paper from its cover, which falls to its own marking and what it still encloses. Where it lies in
    /// several that he knows of, he names the one.
    pub fn detach(&self, paper: &str, from: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let row = fresh.row(paper)?;
        self.reader.must(Duty::PutUp)?;
        let cover = fresh.cover_of(&row, from)?;
        self.act(cover, &Act::Detached { cover, paper: row.id })
    }

    /// The cover of a paper that is meant: the one of that name, else the only one.
    fn cover_of(&self, row: &PaperRow, named: &str) -> Result<Id, Refused> {
        let covers = self.covers(row)?;
        if named.is_empty() {
            return match covers.as_slice() {
                [] => Err(Refused::Conflict("it is not enclosed in anything".into())),
                [only] => Ok(only.id),
                _ => Err(Refused::Invalid("it lies in several covers: say from which it is detached".into())),
            };
        }
        let cover = self.row(named)?.id;
        let lies_there = covers.iter().any(|one| one.id == cover);
        lies_there
            .then_some(cover)
            .ok_or_else(|| Refused::Conflict("it is not enclosed in that cover".into()))
    }

    fn encloses(&self, cover: i64, paper: i64) -> Result<bool, Refused> {
        let found = self.gate()?.first(
            "SELECT 1 FROM enclosure WHERE cover = ?1 AND paper = ?2",
            [cover, paper],
            |r| r.get::<_, i64>(0),
        )?;
        Ok(found.is_some())
    }

    /// Whether `from` encloses `to`, at whatever depth. Enclosures bear less than their cover, so
    /// who sees `from` sees all that could close the ring.
    fn reaches(&self, from: i64, to: i64) -> Result<bool, Refused> {
        let mut waiting = vec![from];
        let mut known = std::collections::HashSet::new();
        while let Some(at) = waiting.pop() {
            if at == to {
                return Ok(true);
            }
            if known.insert(at) {
                waiting.extend(self.gate()?.all(
                    "SELECT paper FROM enclosure WHERE cover = ?1",
                    [at],
                    |r| r.get::<_, i64>(0),
                )?);
            }
        }
        Ok(false)
    }

    /// Settles the marking of a paper that had none that could be read.
    pub fn settle(&self, paper: &str, marking: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let fresh = self.fresh()?;
        let row = fresh.row(paper)?;
        self.reader.must(Duty::Register)?;
        if row.settled {
            return Err(Refused::Conflict("its marking is settled already".into()));
        }
        let label = self.typed_label(marking)?;
        let act = Act::Settled { paper: row.id, marking: marking.to_owned(), label: label.canonical() };
        self.act(row.id, &act)
    }

    pub(super) fn act(&self, stream: Id, act: &Act) -> Result<(), Refused> {
        self.registry.act(stream, &self.reader.person.person, act)
    }

    /// Enters an act together with the reason for writing it below what was opened.
    pub(super) fn act_with(&self, stream: Id, below: Option<Act>, act: Act) -> Result<(), Refused> {
        let acts: Vec<Act> = below.into_iter().chain([act]).collect();
        self.registry.acts(stream, &self.reader.person.person, &acts)
    }
}

/// A deadline is nothing without its reason: nobody keeps one that he does not understand.
fn reasoned(deadline: &Deadline) -> Result<Deadline, Refused> {
    let reason = bounded(&deadline.reason, NOTE_CHARS_MAX, "the reason for the deadline")?;
    if reason.is_empty() {
        return Err(Refused::Invalid("say why it is wanted by then".into()));
    }
    Ok(Deadline { reason, ..*deadline })
}

pub(super) fn bounded(text: &str, chars_max: usize, what: &str) -> Result<String, Refused> {
    let text = text.trim();
    if text.chars().count() > chars_max {
        return Err(Refused::Invalid(format!("{what} has at most {chars_max} characters")));
    }
    Ok(text.to_owned())
}
