//! Striking a person off who leaves the office, and taking him back.

use std::sync::PoisonError;

use chancery_office::act::Act;
use chancery_office::id::Handle;
use chancery_office::people::{Admitted, Duty};
use jiff::Timestamp;

use crate::limits::REASON_CHARS_MAX;
use crate::people::handle;
use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::sealing;

impl Registry {
    /// Strikes a person off: for who keeps the registry, and for who gives clearances. From the next request on he is
    /// not known to sign in, and has no duty, clearance, circle or post; what he did stands under his name.
    pub fn strike_off(&self, by: &Reader, person: &str, reason: &str) -> Result<(), Refused> {
        must_strike(by)?;
        let _deciding = self.decide();
        let known = handle(person).ok().and_then(|person| self.known(&person)).ok_or(Refused::Absent)?;
        let person = known.person.clone();
        if self.left(&person).is_some() {
            return Err(Refused::Conflict("he has left already".into()));
        }
        if known.duties.contains(&Duty::Keep) && self.keepers() == 1 {
            return Err(Refused::Invalid(
                "nobody else keeps the registry: give another that duty first".into(),
            ));
        }
        let reason = reasoned(reason)?;
        self.act(sealing::OFFICE, &by.person.person, &Act::StruckOff { person: person.clone(), reason })?;
        self.forget_ways_in(person.as_str())
    }

    /// Takes back a person who had left: his name and nothing else. His duties are given anew by the keeper, his
    /// clearance by who gives clearances.
    pub fn take_back(&self, by: &Reader, person: &str) -> Result<(), Refused> {
        by.must(Duty::Keep)?;
        let _deciding = self.decide();
        let known = handle(person).ok().and_then(|person| self.known(&person)).ok_or(Refused::Absent)?;
        let person = known.person;
        if self.left(&person).is_none() {
            return Err(Refused::Conflict("he is of the office".into()));
        }
        // A stop may have come between his leaving and this.
        self.forget_ways_in(person.as_str())?;
        self.act(sealing::OFFICE, &by.person.person, &Act::TakenBack { person })
    }

    /// When a person left the office, where he has.
    pub(crate) fn left(&self, person: &Handle) -> Option<Timestamp> {
        self.0.pulse.left.read().unwrap_or_else(PoisonError::into_inner).get(person).copied()
    }

    /// When a person of that name left, where nobody of that name is of the office.
    pub(crate) fn left_by_name(&self, name: &str) -> Option<Timestamp> {
        let left = self.0.pulse.left.read().unwrap_or_else(PoisonError::into_inner).clone();
        if left.is_empty() || name.is_empty() {
            return None;
        }
        let people = self.0.pulse.people.read().unwrap_or_else(PoisonError::into_inner);
        let of_name: Vec<_> = people.values().filter(|known| known.name == name).collect();
        let days = of_name.iter().map(|known| left.get(&known.person).copied());
        days.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// Refuses what is not done with a person who has left.
    pub(crate) fn must_be_of_office(&self, person: &Handle) -> Result<(), Refused> {
        match self.left(person) {
            None => Ok(()),
            Some(_) => Err(Refused::Conflict("he has left the office: take him back first".into())),
        }
    }

    /// The people of the office, without those who have left.
    pub(crate) fn of_office(&self) -> Vec<Admitted> {
        let people = self.0.pulse.people.read().unwrap_or_else(PoisonError::into_inner);
        people.values().filter(|known| self.left(&known.person).is_none()).cloned().collect()
    }
}

/// Whoever lets people in, or says what they may read, sees to it that they do so no more.
pub(crate) fn may_strike(by: &Reader) -> bool {
    by.has(Duty::Keep) || by.has(Duty::Clear)
}

fn must_strike(by: &Reader) -> Result<(), Refused> {
    if may_strike(by) { Ok(()) } else { Err(Refused::Duty("keeps the registry, or gives clearances")) }
}

/// A reason that was given.
pub(crate) fn reasoned(reason: &str) -> Result<String, Refused> {
    let reason = reason.trim();
    match reason.chars().count() {
        0 => Err(Refused::Invalid("say why, in a few words".into())),
        1..=REASON_CHARS_MAX => Ok(reason.to_owned()),
        _ => Err(Refused::Invalid(format!("a reason has at most {REASON_CHARS_MAX} characters"))),
    }
}
