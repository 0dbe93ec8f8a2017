//! Rows of people and posts, kept in memory too, since every request asks for them.

use std::sync::PoisonError;

use chancery_office::act::{Admitted, PostFilled};
use rusqlite::params;

use super::Projector;
use crate::refused::Refused;
use crate::store;

impl Projector {
    pub(super) fn admit(&self, admitted: &Admitted) -> Result<(), Refused> {
        let kept = serde_json::to_string(admitted).map_err(store::json)?;
        self.db
            .execute("INSERT OR REPLACE INTO person VALUES (?1, ?2)", params![admitted.person.as_str(), kept])
            .map_err(store::register)?;
        let mut people = self.pulse.people.write().unwrap_or_else(PoisonError::into_inner);
        people.insert(admitted.person.clone(), admitted.clone());
        Ok(())
    }

    pub(super) fn fill_post(&self, filled: &PostFilled) -> Result<(), Refused> {
        let kept = serde_json::to_string(filled).map_err(store::json)?;
        self.db
            .execute("INSERT OR REPLACE INTO post VALUES (?1, ?2)", params![filled.post.as_str(), kept])
            .map_err(store::register)?;
        let mut posts = self.pulse.posts.write().unwrap_or_else(PoisonError::into_inner);
        posts.insert(filled.post.clone(), filled.clone());
        Ok(())
    }

    pub(super) fn load_people(&self) -> Result<(), Refused> {
        for kept in self.column("SELECT admitted FROM person")? {
            let admitted: Admitted = serde_json::from_str(&kept).map_err(store::json)?;
            self.pulse
                .people
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(admitted.person.clone(), admitted);
        }
        for kept in self.column("SELECT filled FROM post")? {
            let filled: PostFilled = serde_json::from_str(&kept).map_err(store::json)?;
            self.pulse
                .posts
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(filled.post.clone(), filled);
        }
        self.load_standing()
    }

    pub(super) fn column(&self, sql: &str) -> Result<Vec<String>, Refused> {
        self.db
            .prepare(sql)
            .and_then(|mut s| s.query_map([], |r| r.get(0))?.collect())
            .map_err(store::register)
    }
}
