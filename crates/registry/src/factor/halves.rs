//! What waits for a code: sign-ins that have come half way, and factors that were begun.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chancery_seal::code::Seed;
use chancery_seal::password::Hashed;
use jiff::Timestamp;

/// Wrong codes after which the password is asked for again.
const CODES_TRIED_MAX: u32 = 5;
/// So many may be asked for their codes at once; one whose time is up makes room.
const HALVES_MAX: usize = 4_096;
/// So many of one person.
const HALVES_OF_ONE_MAX: usize = 8;

/// By what a reader has come half way.
#[derive(Clone)]
pub(crate) enum By {
    Password,
    Link { token: String, password: Option<Hashed> },
}

pub(super) struct Half {
    pub handle: String,
    pub by: By,
    pub ends: Timestamp,
    pub tried: u32,
}

/// A factor that wants its first code.
pub(super) struct Begun {
    pub handle: String,
    pub seed: Seed,
    pub ends: Timestamp,
}

#[derive(Default)]
struct Waiting {
    halves: HashMap<String, Half>,
    begun: HashMap<String, Begun>,
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

    pub(super) fn keep(&self, name: String, half: Half, now: Timestamp) {
        let mut waiting = self.lock();
        waiting.halves.retain(|_, one| one.ends > now);
        waiting.make_room_for(&half.handle);
        if waiting.halves.len() < HALVES_MAX {
            waiting.halves.insert(name, half);
        }
    }

    /// Whose it is, and by what he came.
    pub(super) fn whose(&self, name: &str, now: Timestamp) -> Option<(String, By)> {
        let waiting = self.lock();
        let half = waiting.halves.get(name).filter(|half| half.ends > now)?;
        Some((half.handle.clone(), half.by.clone()))
    }

    /// A code was wrong; after some the password is asked for again. Answers how many of this one were.
    pub(super) fn wrong(&self, name: &str) -> u32 {
        let mut waiting = self.lock();
        let tried = waiting.halves.get_mut(name).map_or(0, |half| {
            half.tried += 1;
            half.tried
        });
        if tried >= CODES_TRIED_MAX {
            waiting.halves.remove(name);
        }
        tried
    }

    /// Of two who use it at once, the one who takes it away is let in.
    pub(super) fn take(&self, name: &str) -> Option<Half> {
        self.lock().halves.remove(name)
    }

    /// Keeps a factor that was begun, in place of another that the same person began.
    pub(super) fn begin(&self, name: String, begun: Begun, now: Timestamp) {
        let mut waiting = self.lock();
        waiting.begun.retain(|_, one| one.ends > now && one.handle != begun.handle);
        waiting.begun.insert(name, begun);
    }

    /// The secret that was begun under that name, by that person.
    pub(super) fn begun(&self, name: &str, handle: &str, now: Timestamp) -> Option<Seed> {
        let waiting = self.lock();
        let begun = waiting.begun.get(name).filter(|one| one.ends > now && one.handle == handle)?;
        Some(begun.seed.clone())
    }

    /// Forgets what a person has begun.
    pub(crate) fn forget(&self, handle: &str) {
        let mut waiting = self.lock();
        waiting.halves.retain(|_, half| half.handle != handle);
        waiting.begun.retain(|_, begun| begun.handle != handle);
    }
}
