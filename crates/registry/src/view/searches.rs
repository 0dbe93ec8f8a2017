//! Searches that a reader keeps: his alone, whatever another may read.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use chancery_office::act::{Act, SearchSaved};
use chancery_office::id::Id;
use chancery_shelves::Query;

use super::View;
use crate::answers::{SavedShown, SearchAsked, SearchPage};
use crate::keys::NewStream;
use crate::limits::SEARCH_CHARS_MAX;
use crate::projection::Saved;
use crate::refused::Refused;

/// Searches that one reader keeps.
pub const SEARCHES_MAX: usize = 50;
impl View {
    /// Searches that the reader keeps, by name; those that tell, with how many papers came since he
    /// last looked.
    pub fn searches(&self) -> Result<Vec<SavedShown>, Refused> {
        let own = self.own_searches();
        let new = self.new_in(own.values().filter(|saved| saved.standing))?;
        let mut new = new.into_iter();
        let shown = own.into_iter().map(|(name, Saved { query, standing, .. })| {
            let new = if standing { new.next().flatten() } else { None };
            SavedShown { name, query, standing, new }
        });
        Ok(shown.collect())
    }

    /// Keeps a search for the reader; a standing one tells of new papers, and the same may be kept anew as another.
    pub fn save_search(&self, name: &str, query: &str, standing: bool) -> Result<(), Refused> {
        let (name, query) = (name.trim(), query.trim());
        if name.is_empty() {
            return Err(Refused::Invalid("give the search a name, under which it is kept".into()));
        }
        if name.chars().count() > SEARCH_CHARS_MAX {
            return Err(Refused::Invalid(format!(
                "a search has a name of at most {SEARCH_CHARS_MAX} characters"
            )));
        }
        if let Err(fault) = Query::parse(query) {
            return Err(Refused::Invalid(format!("such a search cannot be kept: {fault}")));
        }
        let _deciding = self.registry.decide();
        let own = self.own_searches();
        if own.get(name).is_some_and(|kept| kept.query != query) {
            return Err(Refused::Conflict(
                "you keep another search under that name: choose another name, or give that one up first"
                    .into(),
            ));
        }
        if own.len() >= SEARCHES_MAX && !own.contains_key(name) {
            return Err(Refused::Invalid(format!(
                "at most {SEARCHES_MAX} searches are kept: give one up first"
            )));
        }
        let saved = SearchSaved { name: name.to_owned(), query: query.to_owned(), standing };
        self.registry.act(self.own_stream()?, self.person(), &Act::SearchSaved(saved))
    }

    /// Gives up a search that the reader keeps.
    pub fn forget_search(&self, name: &str) -> Result<(), Refused> {
        let _deciding = self.registry.decide();
        let name = self.own_search(name)?.0;
        self.registry.act(self.own_stream()?, self.person(), &Act::SearchForgotten { name })
    }

    /// What a search finds that the reader keeps; that he looked is entered where there was anything new.
    pub(super) fn find_saved(&self, asked: &SearchAsked) -> Result<SearchPage, Refused> {
        let (name, saved) = self.own_search(&asked.saved)?;
        let new = if saved.standing { self.new_in([&saved].into_iter())?.pop().flatten() } else { None };
        let found = self.found(&SearchAsked { query: saved.query, ..asked.clone() })?;
        if new.is_some_and(|new| new > 0) {
            let looked = Act::SearchLooked { name: name.clone() };
            self.registry.act(self.own_stream()?, self.person(), &looked)?;
        }
        Ok(SearchPage { saved: Some(name), new, ..found })
    }

    /// How many papers came to each since the reader last looked; none where a query no longer reads.
    fn new_in<'s>(&self, searches: impl Iterator<Item = &'s Saved>) -> Result<Vec<Option<u64>>, Refused> {
        let queries: Vec<Option<Query>> =
            searches.map(|saved| Some(Query::parse(&saved.query).ok()?.after(saved.looked))).collect();
        let read: Vec<Query> = queries.iter().flatten().cloned().collect();
        if read.is_empty() {
            return Ok(vec![None; queries.len()]);
        }
        let counts: Vec<usize> = self
            .on_shelves(|asking, visible| read.iter().map(|query| asking.count(query, visible)).collect())?;
        let mut counts = counts.into_iter();
        let count = |query: Option<Query>| query.and_then(|_| counts.next()).map(|count| count as u64);
        Ok(queries.into_iter().map(count).collect())
    }

    fn own_searches(&self) -> BTreeMap<String, Saved> {
        let all = self.registry.0.pulse.searches.read().unwrap_or_else(PoisonError::into_inner);
        all.get(self.person()).cloned().unwrap_or_default()
    }

    fn own_search(&self, name: &str) -> Result<(String, Saved), Refused> {
        self.own_searches().remove_entry(name.trim()).ok_or(Refused::Absent)
    }

    /// The stream of the reader's own searches, under a key that no label of a paper opens.
    fn own_stream(&self) -> Result<Id, Refused> {
        let keys = &self.registry.0.keys;
        let name = format!("searches/{}", self.person());
        let stream = keys.found_id(name.as_bytes());
        if keys.stream(stream).is_err() {
            // Where there is a key that does not open, keeping another is refused by the database.
            keys.keep(&[NewStream::new(stream, name)])?;
        }
        Ok(stream)
    }
}
