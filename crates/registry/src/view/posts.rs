//! Posts: who held them, and who acts in them while their holders are away.

use chancery_office::act::Act;
use chancery_office::id::Handle;
use chancery_office::people::{Duty, PostFilled};
use chancery_office::standing::DeputyNamed;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Row;

use super::View;
use super::rows::{moment, moment_if, parsed};
use crate::answers::{DeputyLine, HoldingLine, PostLine, PostPage};
use crate::refused::Refused;
use crate::sealing;

/// Holdings and deputies that a post's page shows.
const SHOWN_MAX: u32 = 100;

/// Who is to act in a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deputising {
    /// Whom: his handle.
    pub person: String,
    /// First day; none is today.
    pub from: Option<Date>,
    /// Last day.
    pub until: Date,
}

impl View {
    /// A post.
    pub fn post_page(&self, post: &str) -> Result<PostPage, Refused> {
        let filled = self.post(post)?;
        self.gate()?.begin()?;
        let holdings = self.gate()?.all(
            "SELECT person, since, until FROM holding WHERE post = ?1 ORDER BY n DESC LIMIT ?2",
            rusqlite::params![post, SHOWN_MAX],
            |r| Ok((r.get::<_, String>(0)?, moment(r, 1)?, moment_if(r, 2)?)),
        )?;
        let held = |(person, since, until): (String, Timestamp, Option<Timestamp>)| HoldingLine {
            person: self.name_of(&person),
            since,
            until,
        };
        Ok(PostPage {
            holdings: holdings.into_iter().map(held).collect(),
            deputies: self.deputies(post)?,
            may_name: self.may_name(&filled),
            people: self.others_than(filled.holder.as_ref()),
            may_fill: self.reader.has(Duty::Keep),
            post: self.post_line(&filled),
        })
    }

    fn may_name(&self, post: &PostFilled) -> bool {
        post.holder.as_ref() == Some(self.person()) || self.reader.has(Duty::Keep)
    }

    fn others_than(&self, holder: Option<&Handle>) -> Vec<(String, String)> {
        let others = self.registry.of_office().into_iter().filter(|person| Some(&person.person) != holder);
        others.map(|person| (person.person.to_string(), person.name)).collect()
    }

    /// Has a person act in a post for its holder, from a first day to a last. It opens nothing to him that his
    /// clearance does not.
    pub fn name_deputy(&self, post: &str, wanted: &Deputising) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let filled = self.post(post)?;
        if !self.may_name(&filled) {
            return Err(Refused::Duty("holds that post, or keeps the registry"));
        }
        let (today, until) = (self.day_now(), wanted.until);
        let from = wanted.from.unwrap_or(today);
        if until < from || until < today {
            return Err(Refused::Invalid("its last day is before its first, or past".into()));
        }
        let person = self.entered(&wanted.person)?;
        if filled.holder.as_ref() == Some(&person) {
            return Err(Refused::Invalid("nobody acts for himself: name another".into()));
        }
        let named = DeputyNamed { post: filled.post, person, from, until };
        self.registry.act(sealing::OFFICE, self.person(), &Act::DeputyNamed(named))
    }

    /// Ends it before its last day.
    pub fn end_deputy(&self, post: &str, person: &str) -> Result<(), Refused> {
        let filled = self.post(post)?;
        if !self.may_name(&filled) && person != self.person().as_str() {
            return Err(Refused::Duty("holds that post, or keeps the registry"));
        }
        let acts = self.deputies(post)?.into_iter().any(|line| line.handle == person && !line.ended);
        if !acts {
            return Err(Refused::Conflict("he does not act in that post".into()));
        }
        let person = person.parse::<Handle>().map_err(|_| Refused::Absent)?;
        self.registry.act(sealing::OFFICE, self.person(), &Act::DeputyEnded { post: filled.post, person })
    }

    fn deputies(&self, post: &str) -> Result<Vec<DeputyLine>, Refused> {
        let today = self.day_now();
        self.gate()?.all(
            "SELECT person, first, last, by, ended IS NOT NULL FROM deputy WHERE post = ?1 ORDER BY n DESC LIMIT ?2",
            rusqlite::params![post, SHOWN_MAX],
            |row| self.deputy(row, today),
        )
    }

    fn deputy(&self, row: &Row<'_>, today: Date) -> rusqlite::Result<DeputyLine> {
        let handle: String = row.get(0)?;
        let (from, until) = (parsed(row, 1)?, parsed(row, 2)?);
        let ended: bool = row.get(4)?;
        let now = !ended && (from..=until).contains(&today);
        let by = self.name_of(&row.get::<_, String>(3)?);
        Ok(DeputyLine { name: self.name_of(&handle), handle, from, until, by, now, ended })
    }

    /// Who acts in a post today.
    pub(super) fn acting_in(&self, post: &str) -> Result<Vec<DeputyLine>, Refused> {
        Ok(self.deputies(post)?.into_iter().filter(|line| line.now).collect())
    }

    /// The reader acts in that post today.
    pub(super) fn deputises(&self, post: &str) -> Result<bool, Refused> {
        Ok(self.acting_in(post)?.iter().any(|line| line.handle == self.person().as_str()))
    }

    /// The posts in which the reader acts today.
    pub(super) fn deputised(&self) -> Result<Vec<Handle>, Refused> {
        let today = self.day_now().to_string();
        let posts = self.gate()?.all(
            "SELECT DISTINCT post FROM deputy WHERE person = ?1 AND ended IS NULL AND first <= ?2 AND last >= ?2",
            [self.person().as_str(), &today],
            |r| r.get::<_, String>(0),
        )?;
        Ok(posts.iter().filter_map(|post| post.parse().ok()).collect())
    }

    /// The box that the reader works at: as its principal, or for him, or as who last put something up there; none where
    /// he is none of these.
    pub fn own_box(&self) -> Result<Option<String>, Refused> {
        let posts = self.registry.principals();
        let own = posts.iter().find(|post| post.holder.as_ref() == Some(self.person()));
        if let Some(own) = own {
            return Ok(Some(own.post.to_string()));
        }
        for post in &posts {
            if self.deputises(post.post.as_str())? {
                return Ok(Some(post.post.to_string()));
            }
        }
        let last: Option<String> = self.gate()?.first(
            "SELECT principal FROM boxed WHERE by = ?1 AND proposed = 0 ORDER BY n DESC LIMIT 1",
            [self.person().as_str()],
            |r| r.get(0),
        )?;
        Ok(last.filter(|last| posts.iter().any(|post| post.post.as_str() == last)))
    }

    /// Principals before whom something may be put, the one at whose box the reader works first.
    pub(super) fn principals_offered(&self) -> Result<Vec<PostLine>, Refused> {
        let (mut posts, own) = (self.principals()?, self.own_box()?);
        posts.sort_by_key(|post| own.as_ref() != Some(&post.handle));
        Ok(posts)
    }
}
