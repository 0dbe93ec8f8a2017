//! Rows of people and posts, kept in memory too, since every request asks for them.

use std::sync::PoisonError;

use chancery_office::act::Done;
use chancery_office::id::Handle;
use chancery_office::people::{Admitted, PostFilled};
use chancery_office::standing::DeputyNamed;
use rusqlite::params;

use super::Projector;
use crate::refused::Refused;
use crate::store;
use crate::zone::Zone;

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

    pub(super) fn fill_post(&self, done: &Done, filled: &PostFilled) -> Result<(), Refused> {
        let kept = serde_json::to_string(filled).map_err(store::json)?;
        self.db
            .execute("INSERT OR REPLACE INTO post VALUES (?1, ?2)", params![filled.post.as_str(), kept])
            .map_err(store::register)?;
        self.hold(done, filled)?;
        let mut posts = self.pulse.posts.write().unwrap_or_else(PoisonError::into_inner);
        posts.insert(filled.post.clone(), filled.clone());
        Ok(())
    }

    /// Who held the post before holds it no more; who holds it again goes on holding it.
    fn hold(&self, done: &Done, filled: &PostFilled) -> Result<(), Refused> {
        let (post, at) = (filled.post.as_str(), filled.since.unwrap_or(done.at).as_millisecond());
        let holder = filled.holder.as_ref().map_or("", Handle::as_str);
        self.db
            .execute(
                "UPDATE holding SET until = ?2 WHERE post = ?1 AND until IS NULL AND person <> ?3",
                params![post, at, holder],
            )
            .and_then(|_| {
                self.db.execute(
                    "INSERT INTO holding(post, person, since) SELECT ?1, ?3, ?2 WHERE ?3 <> ''
                     AND NOT EXISTS (SELECT 1 FROM holding WHERE post = ?1 AND until IS NULL)",
                    params![post, at, holder],
                )
            })
            .map(|_| ())
            .map_err(store::register)
    }

    pub(super) fn name_deputy(&self, done: &Done, named: &DeputyNamed) -> Result<(), Refused> {
        let (post, person) = (named.post.as_str(), named.person.as_str());
        let (first, last) = (named.from.to_string(), named.until.to_string());
        self.db
            .execute(
                "INSERT INTO deputy(post, person, first, last, by) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![post, person, first, last, done.by.as_str()],
            )
            .map(|_| ())
            .map_err(store::register)
    }

    pub(super) fn end_deputy(&self, done: &Done, post: &Handle, person: &Handle) -> Result<(), Refused> {
        self.db
            .execute(
                "UPDATE deputy SET ended = ?3 WHERE post = ?1 AND person = ?2 AND ended IS NULL",
                params![post.as_str(), person.as_str(), done.at.as_millisecond()],
            )
            .map(|_| ())
            .map_err(store::register)
    }

    /// Ends what a person has of the office. His clearances and circles end with his standing.
    pub(super) fn strike_off(&self, done: &Done, person: &Handle) -> Result<(), Refused> {
        let known = {
            let people = self.pulse.people.read().unwrap_or_else(PoisonError::into_inner);
            people.get(person).cloned()
        };
        if let Some(known) = known {
            self.admit(&Admitted { duties: Vec::new(), ..known })?;
        }
        let held: Vec<PostFilled> = {
            let posts = self.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
            posts.values().filter(|post| post.holder.as_ref() == Some(person)).cloned().collect()
        };
        for post in held {
            self.fill_post(done, &PostFilled { holder: None, since: None, ..post })?;
        }
        self.end_deputising(done, person)
    }

    /// What was over by then is left as it was.
    fn end_deputising(&self, done: &Done, person: &Handle) -> Result<(), Refused> {
        // By days of UTC, not of the office: a register that is made again comes out the same whatever `zone` says by then.
        let day = Zone::default().day(done.at).to_string();
        self.db
            .execute(
                "UPDATE deputy SET ended = ?2 WHERE person = ?1 AND ended IS NULL AND last >= ?3",
                params![person.as_str(), done.at.as_millisecond(), day],
            )
            .map(|_| ())
            .map_err(store::register)
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
