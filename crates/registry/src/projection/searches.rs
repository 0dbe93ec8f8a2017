//! Rows of the searches that readers keep, each for himself.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLockWriteGuard};

use chancery_office::act::{Done, SearchSaved};
use chancery_office::id::Handle;
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::Projector;
use crate::refused::Refused;
use crate::store;

/// A search that a reader keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The query as typed.
    pub query: String,
    /// It tells of papers that came since he last looked.
    pub standing: bool,
    /// The last paper in the register when he last looked.
    pub looked: u64,
}

type Searches = BTreeMap<Handle, BTreeMap<String, Saved>>;

impl Projector {
    pub(super) fn save_search(&self, done: &Done, saved: &SearchSaved) -> Result<(), Refused> {
        let SearchSaved { name, query, standing } = saved;
        let saved = Saved { query: query.clone(), standing: *standing, looked: self.last_paper()? };
        self.keep_search(done, name, saved)
    }

    pub(super) fn look_at_search(&self, done: &Done, name: &str) -> Result<(), Refused> {
        let kept = self.searches().get(&done.by).and_then(|own| own.get(name)).cloned();
        match kept {
            Some(saved) => self.keep_search(done, name, Saved { looked: self.last_paper()?, ..saved }),
            None => Ok(()),
        }
    }

    pub(super) fn forget_search(&self, done: &Done, name: &str) -> Result<(), Refused> {
        self.db
            .execute("DELETE FROM saved WHERE person = ?1 AND name = ?2", params![done.by.as_str(), name])
            .map_err(store::register)?;
        if let Some(own) = self.searches().get_mut(&done.by) {
            own.remove(name);
        }
        Ok(())
    }

    pub(super) fn load_searches(&self) -> Result<(), Refused> {
        let rows: Vec<(String, String, String)> = self
            .db
            .prepare("SELECT person, name, saved FROM saved")
            .and_then(|mut s| s.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?.collect())
            .map_err(store::register)?;
        let mut searches = Searches::new();
        for (person, name, saved) in rows {
            let person =
                person.parse().map_err(|_| Refused::Projection("register.db names a nobody".into()))?;
            let saved = serde_json::from_str(&saved).map_err(store::json)?;
            searches.entry(person).or_default().insert(name, saved);
        }
        *self.searches() = searches;
        Ok(())
    }

    fn keep_search(&self, done: &Done, name: &str, saved: Saved) -> Result<(), Refused> {
        let kept = serde_json::to_string(&saved).map_err(store::json)?;
        self.db
            .execute(
                "INSERT OR REPLACE INTO saved VALUES (?1, ?2, ?3)",
                params![done.by.as_str(), name, kept],
            )
            .map_err(store::register)?;
        self.searches().entry(done.by.clone()).or_default().insert(name.to_owned(), saved);
        Ok(())
    }

    fn last_paper(&self) -> Result<u64, Refused> {
        self.db
            .query_row("SELECT coalesce(max(taken), 0) FROM paper", [], |r| r.get(0))
            .map_err(store::register)
    }

    fn searches(&self) -> RwLockWriteGuard<'_, Searches> {
        self.pulse.searches.write().unwrap_or_else(PoisonError::into_inner)
    }
}
