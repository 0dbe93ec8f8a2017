//! Addresses at which calendars fetch meetings without signing in: one a reader, until he gives it up.

use chancery_office::act::Act;
use serde::{Deserialize, Serialize};

use super::View;
use crate::answers::FeedShown;
use crate::refused::Refused;
use crate::registry::Registry;
use crate::signing_in::drawn;
use crate::{sealing, store};

/// An address, and what may stand at it in words.
#[derive(Serialize, Deserialize)]
struct Feed {
    handle: String,
    shows: String,
    token: String,
}

impl Registry {
    /// What stands at an address. One that is given up and one that never was are one answer.
    pub fn feed(&self, token: &str) -> Result<FeedShown, Refused> {
        let feed = self.kept_feed(&token_name(token))?.ok_or(Refused::Absent)?;
        self.view(&self.reader(&feed.handle)?)?.feed(&feed.shows)
    }

    fn feed_of(&self, handle: &str) -> Result<Option<String>, Refused> {
        Ok(self.kept_feed(&person_name(handle))?.map(|feed| feed.token))
    }

    /// Forgets the address of a person's calendar; answers whether there was one.
    pub(crate) fn forget_feed(&self, handle: &str) -> Result<bool, Refused> {
        let Some(token) = self.feed_of(handle)? else { return Ok(false) };
        self.0.keys.forget_sign_in(&token_name(&token))?;
        self.0.keys.forget_sign_in(&person_name(handle))
    }

    fn kept_feed(&self, name: &str) -> Result<Option<Feed>, Refused> {
        let kept = self.0.keys.sign_in(name)?;
        kept.map(|kept| serde_json::from_slice(&kept).map_err(store::json)).transpose()
    }
}

impl View {
    /// Makes an address for the reader's own calendar, in place of one that he had. What bears more than the
    /// marking that he gives stands in it as time that he is engaged.
    pub fn make_feed(&self, shows: &str) -> Result<String, Refused> {
        let shows = self.typed_label(shows)?.access().canonical();
        let token = drawn();
        self.registry.forget_feed(self.person().as_str())?;
        self.registry.act(sealing::OFFICE, self.person(), &Act::FeedMade { shows: shows.clone() })?;
        let feed = Feed { handle: self.person().to_string(), shows, token: token.clone() };
        let kept = serde_json::to_vec(&feed).map_err(store::json)?;
        self.registry.0.keys.keep_sign_in(&token_name(&token), &kept)?;
        self.registry.0.keys.keep_sign_in(&person_name(self.person().as_str()), &kept)?;
        Ok(token)
    }

    /// Gives the address up: from the next time that it is asked for there is nothing there.
    pub fn end_feed(&self) -> Result<(), Refused> {
        if self.registry.forget_feed(self.person().as_str())? {
            self.registry.act(sealing::OFFICE, self.person(), &Act::FeedEnded)
        } else {
            Err(Refused::Conflict("there is no address for your calendar".into()))
        }
    }

    /// The reader's address, where he has one.
    pub fn own_feed(&self) -> Result<Option<String>, Refused> {
        self.registry.feed_of(self.person().as_str())
    }
}

fn token_name(token: &str) -> String {
    format!("feed/{token}")
}

fn person_name(handle: &str) -> String {
    format!("feed-of/{handle}")
}
