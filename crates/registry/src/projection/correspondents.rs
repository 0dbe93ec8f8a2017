//! Correspondents, kept whole in memory, as people and posts are.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use chancery_office::id::Id;
use chancery_office::people::CorrespondentKept;
use rusqlite::params;

use super::Projector;
use crate::refused::Refused;
use crate::store;

/// Everybody outside the office whom it knows, and who was found to be whom.
#[derive(Clone, Debug, Default)]
pub struct Correspondents {
    kept: BTreeMap<Id, CorrespondentKept>,
    merged: BTreeMap<Id, Id>,
}

impl Correspondents {
    /// The entry of that id.
    pub fn get(&self, id: Id) -> Option<&CorrespondentKept> {
        self.kept.get(&id)
    }

    /// Those who were found to be no one else.
    pub fn unmerged(&self) -> impl Iterator<Item = &CorrespondentKept> {
        self.kept.values().filter(|kept| !self.merged.contains_key(&kept.correspondent))
    }

    /// Whom that one was found to be.
    pub fn known_as(&self, id: Id) -> Option<Id> {
        self.merged.get(&id).copied()
    }

    /// Those who were found to be that one.
    pub fn merged_into(&self, id: Id) -> impl Iterator<Item = Id> {
        self.merged.iter().filter(move |(_, into)| **into == id).map(|(from, _)| *from)
    }
}

impl Projector {
    pub(super) fn keep_correspondent(&self, kept: &CorrespondentKept) -> Result<(), Refused> {
        let written = serde_json::to_string(kept).map_err(store::json)?;
        self.db
            .execute(
                "INSERT INTO correspondent(id, kept) VALUES (?1, ?2) ON CONFLICT(id) DO UPDATE SET kept = excluded.kept",
                params![kept.correspondent.to_string(), written],
            )
            .map_err(store::register)?;
        let mut known = self.pulse.correspondents.write().unwrap_or_else(PoisonError::into_inner);
        let known = Arc::make_mut(&mut known);
        known.kept.insert(kept.correspondent, kept.clone());
        Ok(())
    }

    /// Merged with another, or with none.
    pub(super) fn merge_correspondent(&self, from: Id, into: Option<Id>) -> Result<(), Refused> {
        self.db
            .execute(
                "UPDATE correspondent SET merged = ?2 WHERE id = ?1",
                params![from.to_string(), into.map(|into| into.to_string())],
            )
            .map_err(store::register)?;
        let mut known = self.pulse.correspondents.write().unwrap_or_else(PoisonError::into_inner);
        let known = Arc::make_mut(&mut known);
        match into {
            Some(into) => known.merged.insert(from, into),
            None => known.merged.remove(&from),
        };
        Ok(())
    }

    pub(super) fn load_correspondents(&self) -> Result<(), Refused> {
        let rows: Vec<(String, Option<String>)> = self
            .db
            .prepare("SELECT kept, merged FROM correspondent")
            .and_then(|mut s| s.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect())
            .map_err(store::register)?;
        let mut known = self.pulse.correspondents.write().unwrap_or_else(PoisonError::into_inner);
        let known = Arc::make_mut(&mut known);
        for (kept, merged) in rows {
            let kept: CorrespondentKept = serde_json::from_str(&kept).map_err(store::json)?;
            if let Some(into) = merged.and_then(|into| into.parse().ok()) {
                known.merged.insert(kept.correspondent, into);
            }
            known.kept.insert(kept.correspondent, kept);
        }
        Ok(())
    }
}
