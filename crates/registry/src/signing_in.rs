//! Signing in: one-time links that the keeper gives, and the passwords that people set by them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chancery_office::act::Act;
use chancery_office::people::Duty;
use chancery_seal::password::Hashed;
use chancery_seal::{hex, random};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::answers::ReaderShown;
use crate::factor::{By, Passed};
use crate::limits::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::{sealing, store};

/// How long a link lives.
pub const LINK_HOURS: i64 = 24;
/// Tries in a row that cost nothing.
const TRIES_FREE: u32 = 5;
/// Longest wait between tries.
const WAIT_SECONDS_MAX: u64 = 300;
const NO_PASSWORD: &str =
    "you have no password yet: ask the registry's keeper for a sign-in link, and set one by it";

#[derive(Serialize, Deserialize)]
struct Link {
    handle: String,
    ends: Timestamp,
    /// By which it is known to be the last that was made for him.
    #[serde(default)]
    serial: String,
}

/// By what tries are counted: who is known by his handle, strangers by sixteen bits of what they typed, so that no flood
/// of names fills the memory or wipes anybody's count.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Tried {
    Known(String),
    Stranger([u8; 2]),
}

/// Failed tries by name, known or not.
#[derive(Default)]
pub struct Tries(Mutex<HashMap<Tried, (u32, Timestamp)>>);

impl Tries {
    /// Counts a try before it is judged, so that many at once are not one; refuses while one must wait.
    fn count(&self, name: Tried, now: Timestamp) -> Result<(), Refused> {
        let mut tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = tried.entry(name).or_insert((0, now));
        let left = entry.1.as_second() - now.as_second();
        if entry.0 > TRIES_FREE && left > 0 {
            return Err(Refused::Wait { seconds: left.unsigned_abs() });
        }
        entry.0 = entry.0.saturating_add(1);
        let wait = 2u64.saturating_pow(entry.0.saturating_sub(TRIES_FREE)).min(WAIT_SECONDS_MAX);
        entry.1 = now.checked_add(SignedDuration::from_secs(wait.cast_signed())).unwrap_or(now);
        Ok(())
    }

    /// Takes a try back that was right, and the wait that it began; those that had failed before it stay.
    pub(crate) fn uncount(&self, handle: &str, now: Timestamp) {
        self.alter(handle, |tries, until| (*tries, *until) = (tries.saturating_sub(1), now));
    }

    /// Lets the code follow at once on a password that was right; as long as none has, the try stands.
    fn go_on(&self, handle: &str, now: Timestamp) {
        self.alter(handle, |_, until| *until = now);
    }

    /// A code was wrong: that try stands in the place of its password's.
    pub(crate) fn count_once(&self, handle: &str) {
        self.alter(handle, |tries, _| *tries = tries.saturating_sub(1));
    }

    fn alter(&self, handle: &str, by: impl FnOnce(&mut u32, &mut Timestamp)) {
        let mut tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((tries, until)) = tried.get_mut(&Tried::Known(handle.to_owned())) {
            by(tries, until);
        }
    }

    /// Forgets the tries of who has passed; answers how many had failed besides so many of his own.
    fn passed(&self, handle: &str, own: u32) -> u32 {
        let known = Tried::Known(handle.to_owned());
        let counted = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&known);
        counted.map_or(0, |(tries, _)| tries.saturating_sub(own))
    }
}

impl Registry {
    /// Makes a link by which one reader signs in, once; one that was made for him before works no more. The
    /// keeper hands it over; that he made it, and that it was used, is entered, and stands on the reader's own page:
    /// a keeper who signs in as another is seen by him.
    pub fn invite(&self, by: &Reader, handle: &str) -> Result<String, Refused> {
        by.must(Duty::Keep)?;
        let (token, serial) = (drawn(), drawn());
        let ends =
            self.now().checked_add(SignedDuration::from_hours(LINK_HOURS)).map_err(|_| Refused::Absent)?;
        let person = self.reader(handle)?.person.person;
        let link = Link { handle: handle.to_owned(), ends, serial: serial.clone() };
        let link = serde_json::to_vec(&link).map_err(store::json)?;
        self.act(sealing::OFFICE, &by.person.person, &Act::Invited { person })?;
        self.0.keys.keep_sign_in(&last_link_name(handle), serial.as_bytes())?;
        self.0.keys.keep_sign_in(&link_name(&token), &link)?;
        Ok(token)
    }

    /// Whom a link is for; looking does not use it up.
    pub fn invited(&self, token: &str) -> Result<ReaderShown, Refused> {
        let reader = self.reader(&self.link(token)?.handle)?;
        Ok(self.view(&reader)?.who())
    }

    /// Uses a link up, and sets a password where one is given; who has a second factor is asked for its code first.
    pub fn enter(&self, token: &str, password: Option<&str>) -> Result<Passed, Refused> {
        let link = self.link(token)?;
        let reader = self.reader(&link.handle)?;
        let password = password.map(|p| self.hashed(p)).transpose()?;
        self.go_on(reader, By::Link { token: token.to_owned(), password })
    }

    /// Counts a try in somebody's name, known or not.
    pub(crate) fn count_try(&self, name: &str) -> Result<(), Refused> {
        let tried = match self.reader(name) {
            Ok(_) => Tried::Known(name.to_owned()),
            Err(_) => Tried::Stranger(self.0.keys.two_bytes_of(name.as_bytes())),
        };
        self.0.tries.count(tried, self.now())
    }

    /// Enters that a reader signs in, by whatever he has shown in so many tries.
    pub(crate) fn let_in(
        &self,
        reader: Reader,
        by: By,
        recovery: bool,
        own_tries: u32,
    ) -> Result<Passed, Refused> {
        let person = reader.person.person.clone();
        let new_password = matches!(by, By::Link { password: Some(_), .. });
        match by {
            By::Password => {
                let failed = self.0.tries.passed(reader.handle(), own_tries);
                let signed_in = Act::SignedIn { person: person.clone(), failed, recovery };
                self.act(sealing::OFFICE, &person, &signed_in)?;
            }
            By::Link { token, password } => {
                self.let_in_by_link(&reader, &token, password.as_ref(), recovery)?;
            }
        }
        Ok(Passed::In { reader: Box::new(reader), new_password })
    }

    /// A link is good as long as no other has taken its place, and a password that was right stays so.
    pub(crate) fn must_be_good(&self, by: &By) -> Result<(), Refused> {
        match by {
            By::Password => Ok(()),
            By::Link { token, .. } => self.link(token).map(|_| ()),
        }
    }

    fn let_in_by_link(
        &self,
        reader: &Reader,
        token: &str,
        password: Option<&Hashed>,
        recovery: bool,
    ) -> Result<(), Refused> {
        self.link(token)?;
        // Of two who use the link at once, the one who takes it away is let in.
        if !self.0.keys.forget_sign_in(&link_name(token))? {
            return Err(Refused::Absent);
        }
        let person = reader.person.person.clone();
        let signed_in = Act::SignedInFirst { person: person.clone(), password: password.is_some(), recovery };
        self.act(sealing::OFFICE, &person, &signed_in)?;
        password.map(|hashed| self.set_password(reader, hashed)).transpose().map(|_| ())
    }

    /// Gives a reader another password in place of the one that he has, and that he must know: a try at it counts as a
    /// try to sign in. That he did is entered, and nothing of either.
    pub(crate) fn change_password(&self, by: &Reader, present: &str, new: &str) -> Result<(), Refused> {
        let (person, handle) = (by.person.person.clone(), by.handle());
        must_be_long(new)?;
        if !self.has_password(handle)? {
            return Err(Refused::Conflict(NO_PASSWORD.into()));
        }
        self.must_know_password(handle, present)?;
        if present == new {
            return Err(Refused::Conflict("that is the password that you have: choose another".into()));
        }
        let hashed = self.hashed(new)?;
        self.act(sealing::OFFICE, &person, &Act::PasswordChanged { person: person.clone() })?;
        self.set_password(by, &hashed)
    }

    /// Asks who is signed in for his password, if he has one: a try at it counts as a try to sign in.
    pub(crate) fn must_know_password(&self, handle: &str, password: &str) -> Result<(), Refused> {
        if !self.has_password(handle)? {
            return Ok(());
        }
        self.count_try(handle)?;
        if !self.is_password(handle, password)? {
            return Err(Refused::Invalid("that is not your present password".into()));
        }
        self.0.tries.uncount(handle, self.now());
        Ok(())
    }

    /// Whether it is that reader's password; at the same cost where he has none, or is not known.
    pub(crate) fn is_password(&self, handle: &str, password: &str) -> Result<bool, Refused> {
        let kept = self.0.keys.sign_in(&password_name(handle))?;
        let hashed = kept
            .and_then(|kept| serde_json::from_slice::<Hashed>(&kept).ok())
            .unwrap_or_else(|| Hashed::nobody(self.0.means.sign_in_cost));
        Ok(password.chars().count() <= PASSWORD_CHARS_MAX && hashed.is(password))
    }

    /// Sets a password; whatever was got with the one before, a half sign-in or a calendar's address, ends with it.
    fn set_password(&self, reader: &Reader, hashed: &Hashed) -> Result<(), Refused> {
        let kept = serde_json::to_vec(hashed).map_err(store::json)?;
        self.0.keys.keep_sign_in(&password_name(reader.handle()), &kept)?;
        self.0.halves.forget(reader.handle());
        if self.forget_feed(reader.handle())? {
            self.act(sealing::OFFICE, &reader.person.person, &Act::FeedEnded)?;
        }
        Ok(())
    }

    /// Forgets by what a person signed in, and what his calendar fetched by itself.
    pub(crate) fn forget_ways_in(&self, handle: &str) -> Result<(), Refused> {
        self.0.keys.forget_sign_in(&password_name(handle))?;
        // A link that was made before is by this not the last.
        self.0.keys.keep_sign_in(&last_link_name(handle), drawn().as_bytes())?;
        self.forget_factor(handle)?;
        self.forget_feed(handle).map(|_| ())
    }

    /// Whether a reader has a password.
    pub(crate) fn has_password(&self, handle: &str) -> Result<bool, Refused> {
        Ok(self.0.keys.sign_in(&password_name(handle))?.is_some())
    }

    /// Signs in by password; that he did, and how many tries in his name had failed before, is entered. An unknown name
    /// and a wrong password are one answer, at one cost. Who has a second factor is asked for its code then.
    pub fn sign_in(&self, handle: &str, password: &str) -> Result<Passed, Refused> {
        self.count_try(handle)?;
        if !self.is_password(handle, password)? {
            return Err(Refused::Absent);
        }
        let reader = self.reader(handle)?;
        if self.asks_code(&reader) {
            self.0.tries.go_on(handle, self.now());
        }
        self.go_on(reader, By::Password)
    }

    fn link(&self, token: &str) -> Result<Link, Refused> {
        let kept = self.0.keys.sign_in(&link_name(token))?.ok_or(Refused::Absent)?;
        let link: Link = serde_json::from_slice(&kept).map_err(store::json)?;
        let last = self.0.keys.sign_in(&last_link_name(&link.handle))?;
        let is_last = last.is_none_or(|last| last == link.serial.as_bytes());
        if is_last && link.ends >= self.now() { Ok(link) } else { Err(Refused::Absent) }
    }

    fn hashed(&self, password: &str) -> Result<Hashed, Refused> {
        must_be_long(password)?;
        Hashed::new(password, self.0.means.sign_in_cost).map_err(store::seal)
    }
}

fn must_be_long(password: &str) -> Result<(), Refused> {
    match password.chars().count() {
        ..PASSWORD_CHARS_MIN => Err(Refused::Invalid(format!(
            "a password has at least {PASSWORD_CHARS_MIN} characters; a few words are best"
        ))),
        PASSWORD_CHARS_MIN..=PASSWORD_CHARS_MAX => Ok(()),
        _ => Err(Refused::Invalid(format!("a password has at most {PASSWORD_CHARS_MAX} characters"))),
    }
}

pub(crate) fn drawn() -> String {
    hex(&random::<16>())
}

fn last_link_name(handle: &str) -> String {
    format!("last-link/{handle}")
}

fn link_name(token: &str) -> String {
    format!("link/{token}")
}

fn password_name(handle: &str) -> String {
    format!("password/{handle}")
}
