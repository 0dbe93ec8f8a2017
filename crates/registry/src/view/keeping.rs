//! The keeper's work while the office is served: whom it has, in which posts, and by what link each signs in.

use std::sync::PoisonError;

use chancery_office::act::Act;
use chancery_office::id::Handle;
use chancery_office::people::{Duty, PostFilled};
use jiff::Timestamp;
use jiff::civil::Date;

use super::View;
use crate::people::{Admission, handle, named};
use crate::refused::Refused;
use crate::sealing;

/// Who is to hold a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filling {
    /// His handle; nobody where it is vacated.
    pub person: Option<String>,
    /// First day; none is now.
    pub from: Option<Date>,
}

/// A post to make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPost {
    /// Its handle.
    pub handle: String,
    /// Its title.
    pub title: String,
    /// A box is made for it.
    pub principal: bool,
    /// Who is to hold it.
    pub filling: Filling,
}

impl View {
    /// Admits a person who is not entered yet. A post that he is to hold and that is given without a title is one
    /// that there is.
    pub fn admit(&self, admission: &Admission) -> Result<(), Refused> {
        self.reader.must(Duty::Keep)?;
        let _deciding = self.registry.decide();
        self.registry.must_be_new(&handle(&admission.handle)?)?;
        let post = admission.post.as_ref().map(|(post, title)| self.titled(post, title)).transpose()?;
        self.registry.enter_admission(&self.reader, Admission { post, ..admission.clone() })
    }

    fn titled(&self, post: &str, title: &str) -> Result<(String, String), Refused> {
        if !title.is_empty() {
            return Ok((post.to_owned(), title.to_owned()));
        }
        let known = self.post(post).map_err(|_| Refused::Invalid("there is no such post".into()))?;
        Ok((post.to_owned(), known.title))
    }

    /// Changes the name of a person and what he may do. What he may read is for another to say.
    pub fn keep_person(&self, person: &str, name: &str, duties: &[Duty]) -> Result<(), Refused> {
        self.reader.must(Duty::Keep)?;
        let _deciding = self.registry.decide();
        let known = person.parse().ok().and_then(|person: Handle| self.registry.known(&person));
        let known = known.ok_or(Refused::Absent)?;
        self.registry.must_be_of_office(&known.person)?;
        self.must_have_known(&(&known.name, &known.duties))?;
        if known.name == name && known.duties == duties {
            return Err(Refused::Conflict("that is how it stands".into()));
        }
        let (handle, name) = (known.person.to_string(), name.to_owned());
        let admission = Admission { handle, name, duties: duties.to_vec(), ..Admission::default() };
        self.registry.enter_admission(&self.reader, admission)
    }

    /// Makes a link by which a person signs in, once; answers its token, which is kept nowhere that it can be read.
    pub fn invite(&self, person: &str) -> Result<String, Refused> {
        self.registry.invite(&self.reader, person)
    }

    /// Makes a post.
    pub fn make_post(&self, wanted: &NewPost) -> Result<(), Refused> {
        self.reader.must(Duty::Keep)?;
        let _deciding = self.registry.decide();
        let post = handle(&wanted.handle)?;
        named(&wanted.title)?;
        if self.post(post.as_str()).is_ok() {
            return Err(Refused::Conflict("there is a post of that handle: choose another word".into()));
        }
        self.fill(
            &wanted.filling,
            PostFilled {
                post,
                title: wanted.title.clone(),
                holder: None,
                principal: wanted.principal,
                since: None,
            },
        )
    }

    /// Says who holds a post from a day on, or that nobody does.
    pub fn fill_post(&self, post: &str, wanted: &Filling) -> Result<(), Refused> {
        self.reader.must(Duty::Keep)?;
        let _deciding = self.registry.decide();
        let filled = self.post(post)?;
        match (&filled.holder, &wanted.person) {
            (None, None) => Err(Refused::Conflict("nobody holds it as it is".into())),
            (Some(holder), Some(person)) if holder.as_str() == person => {
                Err(Refused::Conflict("he holds it already".into()))
            }
            _ => self.fill(wanted, filled),
        }
    }

    fn fill(&self, wanted: &Filling, post: PostFilled) -> Result<(), Refused> {
        let holder = wanted.person.as_deref().map(|person| self.entered(person)).transpose()?;
        let since = self.held_since(&post.post, wanted.from)?;
        let filled = PostFilled { holder, since, ..post };
        self.registry.act(sealing::OFFICE, self.person(), &Act::PostFilled(filled))
    }

    /// The handle of somebody who is entered.
    pub(super) fn entered(&self, person: &str) -> Result<Handle, Refused> {
        let known = person.parse::<Handle>().ok();
        let known = known.filter(|person| self.registry.known(person).is_some());
        let known = known.filter(|person| self.registry.left(person).is_none());
        known.ok_or_else(|| Refused::Invalid("nobody of that handle is entered here".into()))
    }

    /// The beginning of a day that is past, where nobody is known to have held the post on it who came later.
    fn held_since(&self, post: &Handle, from: Option<Date>) -> Result<Option<Timestamp>, Refused> {
        let today = self.day_now();
        let Some(day) = from.filter(|day| *day != today) else { return Ok(None) };
        if day > today {
            return Err(Refused::Invalid("that day has not come: say so when it has".into()));
        }
        let since = self.registry.zone().moment(day.at(0, 0, 0, 0))?;
        let last: Option<i64> = self.gate()?.value(
            "SELECT max(max(since, coalesce(until, since))) FROM holding WHERE post = ?1",
            [post.as_str()],
        )?;
        if last.is_some_and(|last| since.as_millisecond() < last) {
            return Err(Refused::Invalid(
                "on that day another is known to have held it: give a later one".into(),
            ));
        }
        Ok(Some(since))
    }

    pub(super) fn post(&self, handle: &str) -> Result<PostFilled, Refused> {
        let known = handle.parse::<Handle>().map_err(|_| Refused::Absent)?;
        let posts = self.registry.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        posts.get(&known).cloned().ok_or(Refused::Absent)
    }
}
