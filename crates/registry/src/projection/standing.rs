//! Rows of standing: the acts that bear on it, in order; what they come to is kept in memory.

use std::sync::PoisonError;

use chancery_office::act::{Act, Done};
use rusqlite::params;

use super::Projector;
use crate::refused::Refused;
use crate::store;

impl Projector {
    /// Takes in an act that bears on what somebody may read.
    pub(super) fn stand(&self, done: &Done, act: &Act) -> Result<(), Refused> {
        let kept = serde_json::to_string(&(done, act)).map_err(store::json)?;
        self.db
            .prepare_cached("INSERT INTO standing(act) VALUES (?1)")
            .and_then(|mut s| s.execute(params![kept]))
            .map_err(store::register)?;
        self.follow_standing(done, act)
    }

    pub(super) fn load_standing(&self) -> Result<(), Refused> {
        for kept in self.column("SELECT act FROM standing ORDER BY n")? {
            let (done, act): (Done, Act) = serde_json::from_str(&kept).map_err(store::json)?;
            self.follow_standing(&done, &act)?;
        }
        Ok(())
    }

    fn follow_standing(&self, done: &Done, act: &Act) -> Result<(), Refused> {
        let mut left = self.pulse.left.write().unwrap_or_else(PoisonError::into_inner);
        match act {
            Act::StruckOff { person, .. } => drop(left.insert(person.clone(), done.at)),
            Act::TakenBack { person } => drop(left.remove(person)),
            _ => {}
        }
        drop(left);
        let mut standing = self.pulse.standing.write().unwrap_or_else(PoisonError::into_inner);
        standing.fold(done, act).map(|_| ()).map_err(store::json)
    }
}
