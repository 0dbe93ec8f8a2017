//! A second factor: the code of a device, asked for after a password or a link; and codes for who has lost his.
//!
//! That a person has one is in the ledger. The secret that his device and the registry share is not: it lies beside the
//! password's hash, sealed, in `keys.db`, and is forgotten with the factor.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chancery_office::act::Act;
use chancery_office::people::Duty;
use chancery_seal::code::{DIGITS, Seed, letters};
use chancery_seal::password::Hashed;
use chancery_seal::random;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::leaving::reasoned;
use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::signing_in::drawn;
use crate::{sealing, store};

/// Codes for who has lost his device.
pub const RECOVERY_CODES: usize = 10;
/// Letters of such a code.
const RECOVERY_LETTERS: usize = 16;
/// A factor that was begun is confirmed within this.
const BEGUN_MINUTES: i64 = 15;
/// A code follows its password within this.
const HALF_MINUTES: i64 = 5;
/// Wrong codes after which the password is asked for again.
const CODES_TRIED_MAX: u32 = 5;
/// So many may be asked for their codes at once; one whose time is up makes room.
const HALVES_MAX: usize = 4_096;
/// So many of one person.
const HALVES_OF_ONE_MAX: usize = 8;

const NOT_THE_CODE: &str =
    "that is not the code that your device shows now: wait for the next, and mind its clock";

/// How a sign-in went.
pub enum Passed {
    /// He is in.
    In(Box<Reader>),
    /// The code of his device is wanted yet; this is what stands for what he has shown.
    Half(String),
}

/// What a device must know to show codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFactor {
    /// The secret, as it is typed.
    pub secret: String,
    /// The office for which it is.
    pub office: String,
    /// Who signs in with it.
    pub handle: String,
}

/// A reader's second factor, as it is kept.
#[derive(Serialize, Deserialize)]
struct Factor {
    seed: Seed,
    /// The step of the last code that was used.
    last: u64,
    /// Recovery codes that were not used, by names from which nobody goes back.
    recovery: Vec<String>,
}

/// By what a reader has come half way.
#[derive(Clone)]
pub(crate) enum By {
    Password,
    Link { token: String, password: Option<Hashed> },
}

struct Half {
    handle: String,
    by: By,
    ends: Timestamp,
    tried: u32,
}

#[derive(Default)]
struct Waiting {
    halves: HashMap<String, Half>,
    begun: HashMap<String, (Seed, Timestamp)>,
}

impl Waiting {
    /// The oldest of a person's own makes room, so that nobody's takes another's place.
    fn make_room_for(&mut self, handle: &str) {
        let his = self.halves.iter().filter(|(_, half)| half.handle == handle);
        if his.clone().count() >= HALVES_OF_ONE_MAX {
            let oldest = his.min_by_key(|(_, half)| half.ends).map(|(name, _)| name.clone());
            oldest.map(|name| self.halves.remove(&name));
        }
    }
}

/// Sign-ins that want a code yet, and factors that want their first. A restart forgets them.
#[derive(Default)]
pub(crate) struct Halves(Mutex<Waiting>);

impl Halves {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, name: String, half: Half, now: Timestamp) {
        let mut waiting = self.lock();
        waiting.halves.retain(|_, one| one.ends > now);
        waiting.make_room_for(&half.handle);
        if waiting.halves.len() < HALVES_MAX {
            waiting.halves.insert(name, half);
        }
    }

    /// Whose it is.
    fn whose(&self, name: &str, now: Timestamp) -> Option<String> {
        self.lock().halves.get(name).filter(|half| half.ends > now).map(|half| half.handle.clone())
    }

    /// A code was wrong; after some the password is asked for again.
    fn wrong(&self, name: &str) {
        let mut waiting = self.lock();
        let tried = waiting.halves.get_mut(name).map_or(0, |half| {
            half.tried += 1;
            half.tried
        });
        if tried >= CODES_TRIED_MAX {
            waiting.halves.remove(name);
        }
    }

    /// Of two who use it at once, the one who takes it away is let in.
    fn take(&self, name: &str) -> Option<Half> {
        self.lock().halves.remove(name)
    }

    /// Forgets what a person has begun.
    fn forget(&self, handle: &str) {
        let mut waiting = self.lock();
        waiting.halves.retain(|_, half| half.handle != handle);
        waiting.begun.remove(handle);
    }
}

impl Registry {
    /// Whether the office asks everybody for a second factor, and he has none.
    pub fn must_set_up_factor(&self, handle: &str) -> Result<bool, Refused> {
        let reader = self.reader(handle)?;
        Ok(self.0.settings.second_factor && !self.asks_code(&reader))
    }

    /// The ledger says whether a code is asked for: were it the keys, older ones put back would open without.
    pub(crate) fn asks_code(&self, reader: &Reader) -> bool {
        let standing = self.0.pulse.standing.read().unwrap_or_else(PoisonError::into_inner);
        standing.factor_set(&reader.person.person).is_some()
    }

    /// Lets in who has shown what he was asked for, or asks him for his code.
    pub(crate) fn go_on(&self, reader: Reader, by: By) -> Result<Passed, Refused> {
        if !self.asks_code(&reader) {
            self.let_in(&reader, by, false)?;
            return Ok(Passed::In(Box::new(reader)));
        }
        let (token, now) = (drawn(), self.now());
        let ends = now.checked_add(SignedDuration::from_mins(HALF_MINUTES)).map_err(|_| Refused::Absent)?;
        let half = Half { handle: reader.handle().to_owned(), by, ends, tried: 0 };
        self.0.halves.keep(self.half_name(&token), half, now);
        Ok(Passed::Half(token))
    }

    /// Signs in by the code of a device, or by a recovery code, who has come half way. A wrong one counts as a try to
    /// sign in; after some, and after a while, the password is asked for again.
    pub fn sign_in_by_code(&self, half: &str, code: &str) -> Result<Reader, Refused> {
        let (name, now) = (self.half_name(half), self.now());
        let handle = self.0.halves.whose(&name, now).ok_or(Refused::Absent)?;
        self.0.tries.count(&handle, now)?;
        let reader = self.reader(&handle)?;
        let Some(recovery) = self.use_code(&reader, code)? else {
            self.0.halves.wrong(&name);
            return Err(Refused::Invalid(
                "that code will not do: give the one that your device shows now".into(),
            ));
        };
        let half = self.0.halves.take(&name).ok_or(Refused::Absent)?;
        if matches!(half.by, By::Link { .. }) {
            self.0.tries.uncount(&handle, now);
        }
        self.let_in(&reader, half.by, recovery)?;
        Ok(reader)
    }

    fn half_name(&self, token: &str) -> String {
        self.0.keys.fingerprint(format!("half/{token}").as_bytes())
    }

    /// Draws a secret for a reader's device; it is his once he has shown a code of it.
    pub(crate) fn begin_factor(&self, by: &Reader) -> Result<NewFactor, Refused> {
        if self.asks_code(by) {
            return Err(Refused::Conflict("you have a second factor: take it off first".into()));
        }
        let (seed, now) = (Seed::random(), self.now());
        let new =
            NewFactor { secret: seed.text(), office: self.name().to_owned(), handle: by.handle().to_owned() };
        let ends = now.checked_add(SignedDuration::from_mins(BEGUN_MINUTES)).map_err(|_| Refused::Absent)?;
        let mut waiting = self.0.halves.lock();
        waiting.begun.retain(|_, (_, ends)| *ends > now);
        waiting.begun.insert(by.handle().to_owned(), (seed, ends));
        Ok(new)
    }

    /// The secret that a reader has begun with, where it was not confirmed yet.
    pub(crate) fn begun_factor(&self, by: &Reader) -> Option<NewFactor> {
        let waiting = self.0.halves.lock();
        let (seed, _) = waiting.begun.get(by.handle()).filter(|(_, ends)| *ends > self.now())?;
        let (secret, office, handle) = (seed.text(), self.name().to_owned(), by.handle().to_owned());
        Some(NewFactor { secret, office, handle })
    }

    /// Sets the factor that was begun, by its first code; answers the recovery codes, which are kept nowhere as such.
    pub(crate) fn confirm_factor(&self, by: &Reader, code: &str) -> Result<Vec<String>, Refused> {
        let _deciding = self.decide();
        if self.asks_code(by) {
            return Err(Refused::Conflict("you have a second factor: take it off first".into()));
        }
        let now = self.now();
        let begun = self.0.halves.lock().begun.get(by.handle()).filter(|(_, ends)| *ends > now).cloned();
        let (seed, _) = begun.ok_or_else(|| Refused::Conflict("begin again: too long has passed".into()))?;
        let step = seed.step_of(&plain(code), second(now), 0);
        let last = step.ok_or_else(|| Refused::Invalid(NOT_THE_CODE.into()))?;
        let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
        let recovery = codes.iter().map(|code| self.recovery_name(by.handle(), &plain(code))).collect();
        // A stop before it is entered leaves a secret that nothing asks for.
        self.keep_factor(by.handle(), &Factor { seed, last, recovery })?;
        let person = by.person.person.clone();
        self.act(sealing::OFFICE, &person, &Act::FactorSet { person: person.clone() })?;
        self.0.halves.forget(by.handle());
        Ok(codes)
    }

    /// Takes a reader's own factor off, where he shows his password, if he has one, and a code.
    pub(crate) fn take_off_own_factor(&self, by: &Reader, password: &str, code: &str) -> Result<(), Refused> {
        let handle = by.handle();
        if !self.asks_code(by) {
            return Err(Refused::Conflict("you have no second factor".into()));
        }
        if self.0.settings.second_factor {
            return Err(Refused::Invalid(
                "the office asks everybody for a second factor: who has lost his device asks the keeper"
                    .into(),
            ));
        }
        self.0.tries.count(handle, self.now())?;
        let known = !self.has_password(handle)? || self.is_password(handle, password)?;
        if !known || self.use_code(by, code)?.is_none() {
            return Err(Refused::Invalid("that password and that code do not go together".into()));
        }
        self.0.tries.uncount(handle, self.now());
        self.end_factor(by, by, String::new())
    }

    /// Takes the factor of another off, who has lost his device: for who keeps the registry or gives clearances. That
    /// it was done, by whom and why, stands on that person's own page.
    pub fn take_off_factor(&self, by: &Reader, handle: &str, reason: &str) -> Result<(), Refused> {
        if !(by.has(Duty::Keep) || by.has(Duty::Clear)) {
            return Err(Refused::Duty("keeps the registry, or gives clearances"));
        }
        let reader = self.reader(handle)?;
        if reader.person.person == by.person.person {
            return Err(Refused::Invalid(
                "nobody takes his own off without its code: let another do it".into(),
            ));
        }
        if !self.asks_code(&reader) {
            return Err(Refused::Conflict("he has no second factor".into()));
        }
        let reason = reasoned(reason)?;
        self.end_factor(by, &reader, reason)
    }

    fn end_factor(&self, by: &Reader, of: &Reader, reason: String) -> Result<(), Refused> {
        let person = of.person.person.clone();
        self.act(sealing::OFFICE, &by.person.person, &Act::FactorTakenOff { person, reason })?;
        self.forget_factor(of.handle())
    }

    /// Forgets a person's factor and whatever waits for a code of it.
    pub(crate) fn forget_factor(&self, handle: &str) -> Result<(), Refused> {
        self.0.halves.forget(handle);
        self.0.keys.forget_sign_in(&factor_name(handle)).map(|_| ())
    }

    /// How many recovery codes a person has left.
    pub(crate) fn recovery_left(&self, handle: &str) -> Result<usize, Refused> {
        Ok(self.factor(handle)?.map_or(0, |factor| factor.recovery.len()))
    }

    /// Uses a code up, where it is one: none where it is not, and whether it was a recovery code.
    fn use_code(&self, reader: &Reader, code: &str) -> Result<Option<bool>, Refused> {
        // Of two who use one code at once, the second finds it used.
        let _deciding = self.decide();
        let (handle, code) = (reader.handle(), plain(code));
        let Some(mut factor) = self.factor(handle)? else { return Ok(None) };
        let recovery = code.len() != DIGITS;
        if recovery {
            let name = self.recovery_name(handle, &code);
            let Some(at) = factor.recovery.iter().position(|kept| *kept == name) else { return Ok(None) };
            factor.recovery.remove(at);
        } else {
            let Some(step) = factor.seed.step_of(&code, second(self.now()), factor.last) else {
                return Ok(None);
            };
            factor.last = step;
        }
        self.keep_factor(handle, &factor)?;
        Ok(Some(recovery))
    }

    fn factor(&self, handle: &str) -> Result<Option<Factor>, Refused> {
        let kept = self.0.keys.sign_in(&factor_name(handle))?;
        kept.map(|kept| serde_json::from_slice(&kept).map_err(store::json)).transpose()
    }

    fn keep_factor(&self, handle: &str, factor: &Factor) -> Result<(), Refused> {
        let kept = serde_json::to_vec(factor).map_err(store::json)?;
        self.0.keys.keep_sign_in(&factor_name(handle), &kept)
    }

    fn recovery_name(&self, handle: &str, code: &str) -> String {
        self.0.keys.fingerprint(format!("recovery/{handle}/{code}").as_bytes())
    }
}

fn factor_name(handle: &str) -> String {
    format!("factor/{handle}")
}

/// A code as it is compared: however it was spaced.
fn plain(code: &str) -> String {
    let told = code.chars().filter(|c| c.is_ascii_alphanumeric()).take(2 * RECOVERY_LETTERS);
    told.map(|c| c.to_ascii_uppercase()).collect()
}

/// Eighty bits of chance, in fours.
fn recovery_code() -> String {
    let letters = letters(&random::<10>()).to_ascii_lowercase();
    let fours = letters.as_bytes().chunks(4).map(String::from_utf8_lossy);
    fours.collect::<Vec<_>>().join("-")
}

fn second(now: Timestamp) -> u64 {
    u64::try_from(now.as_second()).unwrap_or_default()
}
