//! What a reader does with a paper in hand: brings it up again, puts it away, copies it, answers a copy.

use std::collections::BTreeSet;
use std::sync::PoisonError;

use chancery_office::act::Act;
use chancery_office::id::Handle;
use chancery_office::in_hand::{BroughtUp, Copied, CopyAnswered, CopyPurpose, PutAway};
use chancery_office::people::{Duty, last_of};
use jiff::civil::Date;

use super::View;
use super::acts::bounded;
use super::rows::{PaperRow, worded};
use crate::limits::{NOTE_CHARS_MAX, OWNER_CHARS_MAX};
use crate::refused::Refused;

/// People and posts to whom a paper is copied at once.
pub const ADDRESSEES_MAX: usize = 20;

/// On which day a paper is to come up again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BringingUp {
    /// Before whom: a person or post, by handle, name or title; empty for the reader himself.
    pub before: String,
    /// On which day.
    pub on: Date,
    /// Why.
    pub reason: String,
}

/// To whom a paper is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copying {
    /// People and posts, by handle, name or title.
    pub to: Vec<String>,
    /// For what.
    pub purpose: CopyPurpose,
    /// The note on it.
    pub note: String,
}

/// A paper, and what is entered about it.
pub(super) type Decided = (PaperRow, Vec<Act>);

impl View {
    /// Has a paper come up again.
    pub fn bring_up(&self, paper: &str, wanted: &BringingUp) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        self.enter(self.bringing_up(paper, wanted)?)
    }

    /// One brings up before himself; before others, who puts papers up.
    pub(super) fn bringing_up(&self, paper: &str, wanted: &BringingUp) -> Result<Decided, Refused> {
        let row = self.row(paper)?;
        let before = self.addressee(&wanted.before)?;
        if !self.own_handles()?.contains(&before) {
            self.reader.must(Duty::PutUp)?;
        }
        let reason = bounded(&wanted.reason, NOTE_CHARS_MAX, "the reason")?;
        if reason.is_empty() {
            return Err(Refused::Invalid("say why it is to come up again".into()));
        }
        if wanted.on < self.day_now() {
            return Err(Refused::Invalid("it can come up again only on a day that is to come".into()));
        }
        if self.comes_up_already(&row, &before, wanted.on)? {
            return Err(Refused::Conflict("it comes up before him on that day already".into()));
        }
        let below = self.below(row.id, &self.label(row.label)?)?;
        let key = self.key_of(&row, &["up", before.as_str(), &wanted.on.to_string()]);
        let act = Act::BroughtUp(BroughtUp { paper: row.id, key, before, on: wanted.on, reason });
        Ok((row, below.into_iter().chain([act]).collect()))
    }

    fn comes_up_already(&self, row: &PaperRow, before: &Handle, on: Date) -> Result<bool, Refused> {
        let known = self.gate()?.first(
            "SELECT 1 FROM bringup WHERE paper = ?1 AND before = ?2 AND day = ?3 AND done = 0",
            rusqlite::params![row.row, before.as_str(), on.to_string()],
            |r| r.get::<_, i64>(0),
        )?;
        Ok(known.is_some())
    }

    /// Puts a paper away that was brought up: it need not come up any more.
    pub fn put_away(&self, paper: &str, key: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let row = self.row(paper)?;
        let (key, before, by, done) = self
            .gate()?
            .first(
                "SELECT key, before, by, done FROM bringup WHERE paper = ?1 AND substr(key, 1, ?3) = ?2
             ORDER BY n LIMIT 1",
                rusqlite::params![row.row, key, begun(key)?],
                |r| {
                    Ok((
                        r.get::<_, String>(0)?,
                        r.get::<_, String>(1)?,
                        r.get::<_, String>(2)?,
                        r.get::<_, bool>(3)?,
                    ))
                },
            )?
            .ok_or(Refused::Absent)?;
        if !self.may_deal(&[&before, &by])? {
            return Err(Refused::Duty("brought it up, or puts papers up"));
        }
        if done {
            return Err(Refused::Conflict("it was put away already".into()));
        }
        self.act(row.id, &Act::PutAway(PutAway { paper: row.id, key }))
    }

    /// Puts a paper away wherever it comes up before the reader, or was brought up by him; for others it still comes up.
    pub(super) fn putting_away(&self, paper: &str) -> Result<Decided, Refused> {
        let row = self.row(paper)?;
        let ups = self.gate()?.all(
            "SELECT key, before, by FROM bringup WHERE paper = ?1 AND done = 0 ORDER BY n",
            [row.row],
            |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?)),
        )?;
        let own = self.own_handles()?;
        let his = |(_, before, by): &(String, String, String)| {
            own.iter().any(|own| [before, by].iter().any(|one| one.as_str() == own.as_str()))
        };
        let his = ups.into_iter().filter(his);
        let acts: Vec<Act> = his.map(|(key, ..)| Act::PutAway(PutAway { paper: row.id, key })).collect();
        if acts.is_empty() {
            return Err(Refused::Conflict("it does not come up before you, nor did you bring it up".into()));
        }
        Ok((row, acts))
    }

    /// Copies a paper to people and posts. It opens nothing, and who copies it does not learn who may read it.
    pub fn copy(&self, paper: &str, wanted: &Copying) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        self.enter(self.copying(paper, wanted)?)
    }

    pub(super) fn copying(&self, paper: &str, wanted: &Copying) -> Result<Decided, Refused> {
        let row = self.row(paper)?;
        self.reader.must(Duty::PutUp)?;
        let purpose = wanted.purpose;
        let note = bounded(&wanted.note, NOTE_CHARS_MAX, "the note")?;
        let to = self.addressees(&wanted.to)?;
        for one in &to {
            if self.copied_already(&row, one, purpose)? {
                let to = self.name_of(one.as_str());
                return Err(Refused::Conflict(format!("it is copied to {to} for that already")));
            }
        }
        let below = if note.is_empty() { None } else { self.below(row.id, &self.label(row.label)?)? };
        let copied = to.into_iter().map(|to| {
            let key = self.key_of(&row, &["copy", to.as_str(), purpose.word()]);
            Act::Copied(Copied { paper: row.id, key, to, purpose, note: note.clone() })
        });
        let acts = below.into_iter().chain(copied).collect();
        Ok((row, acts))
    }

    fn addressees(&self, named: &[String]) -> Result<BTreeSet<Handle>, Refused> {
        let named: Vec<&String> = named.iter().filter(|name| !name.trim().is_empty()).collect();
        if named.is_empty() {
            return Err(Refused::Invalid("say to whom it is copied".into()));
        }
        if named.len() > ADDRESSEES_MAX {
            return Err(Refused::Invalid(format!("a paper is copied to at most {ADDRESSEES_MAX} at once")));
        }
        named.into_iter().map(|name| self.addressee(name)).collect()
    }

    fn copied_already(&self, row: &PaperRow, to: &Handle, purpose: CopyPurpose) -> Result<bool, Refused> {
        let known = self.gate()?.first(
            "SELECT 1 FROM copied WHERE paper = ?1 AND addressee = ?2 AND purpose = ?3 AND done = 0",
            rusqlite::params![row.row, to.as_str(), purpose.word()],
            |r| r.get::<_, i64>(0),
        )?;
        Ok(known.is_some())
    }

    /// Says that what a copy was for is done, in words or by a paper that shows it.
    pub fn answer_copy(&self, paper: &str, key: &str, shown_by: &str, words: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let row = self.row(paper)?;
        let copy = self.gate()?.first(
            "SELECT key, addressee, purpose, done FROM copied WHERE paper = ?1 AND substr(key, 1, ?3) = ?2
             ORDER BY n LIMIT 1",
            rusqlite::params![row.row, key, begun(key)?],
            |r| {
                let purpose = worded(r, 2, CopyPurpose::from_word)?;
                Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, purpose, r.get::<_, bool>(3)?))
            },
        )?;
        let (key, to, purpose, done) = copy.ok_or(Refused::Absent)?;
        if !self.may_deal(&[&to])? {
            return Err(Refused::Duty("had it copied to him, or puts papers up"));
        }
        if done || purpose != CopyPurpose::Action {
            return Err(Refused::Conflict("nothing is to be done with that copy".into()));
        }
        let words = bounded(words, NOTE_CHARS_MAX, "what was done")?;
        let shown = Some(shown_by.trim()).filter(|paper| !paper.is_empty());
        let shown_by = shown.map(|paper| self.row(paper)).transpose()?.map(|row| row.id);
        let below = if words.is_empty() { None } else { self.below(row.id, &self.label(row.label)?)? };
        self.act_with(row.id, below, Act::CopyAnswered(CopyAnswered { paper: row.id, key, words, shown_by }))
    }

    /// A person or post by handle, name or title; the reader himself where nobody is named.
    pub(super) fn addressee(&self, name: &str) -> Result<Handle, Refused> {
        let name = name.trim();
        if name.is_empty() {
            return Ok(self.person().clone());
        }
        self.known_as(name).map(|(handle, _)| handle).ok_or_else(|| {
            Refused::Invalid("no person or post of that name is known here: see the people".into())
        })
    }

    /// Who answers for something, as he was named: a person or post of the office under the name that it has here, and
    /// else in those words.
    pub(super) fn owner(&self, named: &str) -> Result<(String, Option<Handle>), Refused> {
        let named = bounded(named, OWNER_CHARS_MAX, "the name of who is to do it")?;
        Ok(match self.known_as(&named).or_else(|| self.alone_of_surname(&named)) {
            Some((handle, name)) => (name, Some(handle)),
            None => (named, None),
        })
    }

    /// A person or post by handle, name or title.
    fn known_as(&self, name: &str) -> Option<(Handle, String)> {
        let people = self.registry.of_office();
        let posts = self.registry.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        let people = || people.iter().map(|person| (&person.person, person.name.as_str()));
        let posts = || posts.values().map(|post| (&post.post, post.title.as_str()));
        let all = || people().chain(posts());
        let by_handle = all().find(|(handle, _)| handle.as_str() == name);
        let found = by_handle.or_else(|| all().find(|(_, known)| known.eq_ignore_ascii_case(name)));
        found.map(|(handle, known)| (handle.clone(), known.to_owned()))
    }

    /// The one person of the office who has that surname.
    fn alone_of_surname(&self, name: &str) -> Option<(Handle, String)> {
        let people = self.registry.of_office();
        let mut of_that = people.iter().filter(|person| last_of(&person.name).eq_ignore_ascii_case(name));
        match (of_that.next(), of_that.next()) {
            (Some(person), None) => Some((person.person.clone(), person.name.clone())),
            _ => None,
        }
    }

    /// The reader's own handle, and those of the posts that he holds or acts in today.
    pub(super) fn own_handles(&self) -> Result<Vec<Handle>, Refused> {
        let posts = self.registry.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        let held = posts.values().filter(|post| post.holder.as_ref() == Some(self.person()));
        let held = held.map(|post| post.post.clone()).chain([self.person().clone()]);
        Ok(self.deputised()?.into_iter().chain(held).collect())
    }

    /// Whom it is for deals with it, or who puts papers up.
    pub(super) fn may_deal(&self, with: &[&String]) -> Result<bool, Refused> {
        let own = self.own_handles()?;
        let his = with.iter().any(|one| own.iter().any(|own| own.as_str() == **one));
        Ok(self.reader.has(Duty::PutUp) || his)
    }

    pub(super) fn enter(&self, (row, acts): Decided) -> Result<(), Refused> {
        self.registry.acts(row.id, self.person(), &acts)
    }

    /// By what something about a paper is known again.
    fn key_of(&self, row: &PaperRow, of: &[&str]) -> String {
        let now = self.registry.now().as_millisecond().to_be_bytes();
        let material: Vec<&[u8]> =
            [&row.id.0[..], &now].into_iter().chain(of.iter().map(|part| part.as_bytes())).collect();
        self.registry.new_id(&material).to_string()
    }
}

/// How much of a key was given; the beginning is enough.
fn begun(key: &str) -> Result<u32, Refused> {
    let plain = (4..=32).contains(&key.len()) && key.is_ascii();
    u32::try_from(key.len()).ok().filter(|_| plain).ok_or(Refused::Absent)
}
