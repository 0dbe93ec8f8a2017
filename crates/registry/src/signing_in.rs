//! Signing in: one-time links that the keeper gives, and the passwords that people set by them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chancery_office::act::Act;
use chancery_office::people::Duty;
use chancery_seal::password::Hashed;
use chancery_seal::random;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::answers::ReaderShown;
use crate::factor::{By, Passed};
use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::{sealing, store};

/// How long a link lives.
pub const LINK_HOURS: i64 = 24;
/// Shortest password.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// Longest password.
pub const PASSWORD_BYTES_MAX: usize = 1024;
/// Tries in a row that cost nothing.
const TRIES_FREE: u32 = 5;
/// Longest wait between tries.
const WAIT_SECONDS_MAX: u64 = 300;
/// Names for which tries are counted.
const TRIED_MAX: usize = 10_000;

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

/// Failed tries by name, known or not.
#[derive(Default)]
pub struct Tries(Mutex<HashMap<String, (u32, Timestamp)>>);

impl Tries {
    /// Counts a try before it is judged, so that many at once are not one; refuses while one must wait.
    pub(crate) fn count(&self, name: &str, now: Timestamp) -> Result<(), Refused> {
        let mut tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tried.len() >= TRIED_MAX {
            tried.retain(|_, (_, until)| *until > now);
        }
        let entry = tried.entry(name.to_owned()).or_insert((0, now));
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
    pub(crate) fn uncount(&self, name: &str, now: Timestamp) {
        let mut tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((tries, until)) = tried.get_mut(name) {
            (*tries, *until) = (tries.saturating_sub(1), now);
        }
    }

    /// Forgets the tries of who has passed; answers how many before had failed.
    fn passed(&self, name: &str) -> u32 {
        let counted = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        counted.map_or(0, |(tries, _)| tries.saturating_sub(1))
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

    /// Enters that a reader signs in, by whatever he has shown.
    pub(crate) fn let_in(&self, reader: &Reader, by: By, recovery: bool) -> Result<(), Refused> {
        let person = reader.person.person.clone();
        match by {
            By::Password => {
                let failed = self.0.tries.passed(reader.handle());
                let signed_in = Act::SignedIn { person: person.clone(), failed, recovery };
                self.act(sealing::OFFICE, &person, &signed_in)
            }
            By::Link { token, password } => self.let_in_by_link(reader, &token, password.as_ref()),
        }
    }

    fn let_in_by_link(&self, reader: &Reader, token: &str, password: Option<&Hashed>) -> Result<(), Refused> {
        // While a code was asked for, another may have taken its place.
        self.link(token)?;
        // Of two who use the link at once, the one who takes it away is let in.
        if !self.0.keys.forget_sign_in(&link_name(token))? {
            return Err(Refused::Absent);
        }
        let person = reader.person.person.clone();
        let signed_in = Act::SignedInFirst { person: person.clone(), password: password.is_some() };
        self.act(sealing::OFFICE, &person, &signed_in)?;
        password.map(|hashed| self.keep_password(reader.handle(), hashed)).transpose().map(|_| ())
    }

    /// Gives a reader another password in place of the one that he has, and that he must know: a try at it counts as a
    /// try to sign in. That he did is entered, and nothing of either.
    pub(crate) fn change_password(&self, by: &Reader, present: &str, new: &str) -> Result<(), Refused> {
        let (person, handle) = (by.person.person.clone(), by.handle());
        let hashed = self.hashed(new)?;
        if !self.has_password(handle)? {
            return Err(Refused::Conflict(NO_PASSWORD.into()));
        }
        self.0.tries.count(handle, self.now())?;
        if !self.is_password(handle, present)? {
            return Err(Refused::Invalid("that is not your present password".into()));
        }
        self.0.tries.uncount(handle, self.now());
        if hashed.is(present) {
            return Err(Refused::Conflict("that is the password that you have: choose another".into()));
        }
        self.act(sealing::OFFICE, &person, &Act::PasswordChanged { person: person.clone() })?;
        self.keep_password(handle, &hashed)
    }

    /// Whether it is that reader's password; at the same cost where he has none, or is not known.
    pub(crate) fn is_password(&self, handle: &str, password: &str) -> Result<bool, Refused> {
        let kept = self.0.keys.sign_in(&password_name(handle))?;
        let hashed = kept
            .and_then(|kept| serde_json::from_slice::<Hashed>(&kept).ok())
            .unwrap_or_else(|| Hashed::nobody(self.0.means.sign_in_cost));
        Ok(password.len() <= PASSWORD_BYTES_MAX && hashed.is(password))
    }

    fn keep_password(&self, handle: &str, hashed: &Hashed) -> Result<(), Refused> {
        let kept = serde_json::to_vec(hashed).map_err(store::json)?;
        self.0.keys.keep_sign_in(&password_name(handle), &kept)
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
        self.0.tries.count(handle, self.now())?;
        if !self.is_password(handle, password)? {
            return Err(Refused::Absent);
        }
        let reader = self.reader(handle)?;
        if self.asks_code(&reader) {
            // It did not fail; what failed before it is told once he is in.
            self.0.tries.uncount(handle, self.now());
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
        if password.chars().count() < PASSWORD_CHARS_MIN || password.len() > PASSWORD_BYTES_MAX {
            return Err(Refused::Invalid(format!(
                "a password has at least {PASSWORD_CHARS_MIN} characters; a few words are best"
            )));
        }
        Hashed::new(password, self.0.means.sign_in_cost).map_err(store::seal)
    }
}

pub(crate) fn drawn() -> String {
    random::<16>().iter().map(|b| format!("{b:02x}")).collect()
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
