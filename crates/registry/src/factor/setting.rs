//! Setting a factor, by the first code of a device, and taking it off.

use chancery_office::act::Act;
use chancery_office::people::Duty;
use chancery_seal::code::Seed;
use jiff::SignedDuration;

use super::codes::{Factor, factor_name, plain, second};
use super::halves::Begun;
use crate::leaving::reasoned;
use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::sealing;
use crate::signing_in::drawn;

/// A factor that was begun is confirmed within this.
const BEGUN_MINUTES: i64 = 15;

const NOT_THE_CODE: &str =
    "that is not the code that your device shows now: wait for the next, and mind its clock";

/// What a device must know to show codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFactor {
    /// The secret, as it is typed.
    pub secret: String,
    /// The office for which it is.
    pub office: String,
    /// Who signs in with it.
    pub handle: String,
    /// What stands for it until it is confirmed: who began it has it, and nobody else.
    pub begun: String,
}

impl Registry {
    /// Draws a secret for a reader's device, where he shows his password, if he has one: an open session is not enough
    /// to shut its owner out. It is his once he has shown a code of it.
    pub(crate) fn begin_factor(&self, by: &Reader, password: &str) -> Result<NewFactor, Refused> {
        if self.asks_code(by) {
            return Err(Refused::Conflict("you have a second factor: take it off first".into()));
        }
        self.must_know_password(by.handle(), password)?;
        let (begun, seed, now) = (drawn(), Seed::random(), self.now());
        let (handle, name) = (by.handle().to_owned(), self.half_name(&begun));
        let ends = now.checked_add(SignedDuration::from_mins(BEGUN_MINUTES)).map_err(|_| Refused::Absent)?;
        let new = self.new_factor(by, &seed, begun);
        self.0.halves.begin(name, Begun { handle, seed, ends }, now);
        Ok(new)
    }

    /// The secret that a reader has begun with, where it was not confirmed yet.
    pub(crate) fn begun_factor(&self, by: &Reader, begun: &str) -> Option<NewFactor> {
        let seed = self.0.halves.begun(&self.half_name(begun), by.handle(), self.now())?;
        Some(self.new_factor(by, &seed, begun.to_owned()))
    }

    fn new_factor(&self, by: &Reader, seed: &Seed, begun: String) -> NewFactor {
        let (secret, office, handle) = (seed.text(), self.name().to_owned(), by.handle().to_owned());
        NewFactor { secret, office, handle, begun }
    }

    /// Sets the factor that was begun, by its first code; answers the recovery codes, which are kept nowhere as such.
    pub(crate) fn confirm_factor(
        &self,
        by: &Reader,
        begun: &str,
        code: &str,
    ) -> Result<Vec<String>, Refused> {
        let _deciding = self.decide();
        if self.asks_code(by) {
            return Err(Refused::Conflict("you have a second factor: take it off first".into()));
        }
        let now = self.now();
        let begun = self.0.halves.begun(&self.half_name(begun), by.handle(), now);
        let seed = begun.ok_or_else(|| Refused::Conflict("begin again: too long has passed".into()))?;
        let step = seed.step_of(&plain(code), second(now), 0);
        let last = step.ok_or_else(|| Refused::Invalid(NOT_THE_CODE.into()))?;
        let (codes, recovery) = self.new_recovery(by.handle());
        // A stop before it is entered leaves a secret that nothing asks for.
        self.keep_factor(by.handle(), &Factor { seed, last, recovery })?;
        let person = by.person.person.clone();
        self.act(sealing::OFFICE, &person, &Act::FactorSet { person: person.clone() })?;
        self.0.halves.forget(by.handle());
        Ok(codes)
    }

    /// Takes a reader's own factor off, where he shows his password, if he has one, and a code.
    pub(crate) fn take_off_own_factor(&self, by: &Reader, password: &str, code: &str) -> Result<(), Refused> {
        self.must_have_factor(by)?;
        if self.0.settings.second_factor {
            return Err(Refused::Invalid(
                "the office asks everybody for a second factor: who has lost his device asks the keeper"
                    .into(),
            ));
        }
        self.must_show_both(by, password, code)?;
        self.end_factor(by, by, String::new())
    }

    /// Makes a reader new recovery codes in the place of those that he has, where he shows his password, if he has one,
    /// and a code. That is entered a moment before they are kept: were the registry stopped in between, the old ones
    /// still open.
    pub(crate) fn renew_recovery(
        &self,
        by: &Reader,
        password: &str,
        code: &str,
    ) -> Result<Vec<String>, Refused> {
        self.must_have_factor(by)?;
        self.must_show_both(by, password, code)?;
        let _deciding = self.decide();
        let (codes, recovery) = self.new_recovery(by.handle());
        let Some(factor) = self.factor(by.handle())? else { return Err(no_factor()) };
        let person = by.person.person.clone();
        self.act(sealing::OFFICE, &person, &Act::RecoveryCodesMade { person: person.clone() })?;
        self.keep_factor(by.handle(), &Factor { recovery, ..factor })?;
        Ok(codes)
    }

    fn must_have_factor(&self, by: &Reader) -> Result<(), Refused> {
        if self.asks_code(by) { Ok(()) } else { Err(no_factor()) }
    }

    /// His password, if he has one, and a code; a wrong one of either counts as a try to sign in.
    fn must_show_both(&self, by: &Reader, password: &str, code: &str) -> Result<(), Refused> {
        let handle = by.handle();
        self.count_try(handle)?;
        let known = !self.has_password(handle)? || self.is_password(handle, password)?;
        if !known || self.use_code(by, code)?.is_none() {
            return Err(Refused::Invalid("that password and that code do not go together".into()));
        }
        self.0.tries.uncount(handle, self.now());
        Ok(())
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
}

fn no_factor() -> Refused {
    Refused::Conflict("you have no second factor".into())
}
