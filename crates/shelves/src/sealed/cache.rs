//! Opened pages, kept while they are in use.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::PAGE_BYTES;

/// How much of the index is kept open in memory.
const CACHE_BYTES_MAX: usize = 64 << 20;
/// Pages are kept in two halves: when the young half is full, the old one is let go.
const HALF_PAGES_MAX: usize = CACHE_BYTES_MAX / PAGE_BYTES / 2;

/// An opened file and a page of it.
type PageId = (u64, u64);
pub(super) type Plain = Arc<[u8]>;

/// Opened pages.
#[derive(Default)]
pub(super) struct Cache(Mutex<Halves>);

#[derive(Default)]
struct Halves {
    young: HashMap<PageId, Plain>,
    old: HashMap<PageId, Plain>,
}

impl Cache {
    /// A page, if it is kept. What is used stays young.
    pub fn get(&self, id: PageId) -> Option<Plain> {
        let mut halves = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(page) = halves.young.get(&id) {
            return Some(Arc::clone(page));
        }
        let page = halves.old.remove(&id)?;
        halves.keep(id, Arc::clone(&page));
        Some(page)
    }

    /// Keeps a page.
    pub fn keep(&self, id: PageId, page: Plain) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).keep(id, page);
    }
}

impl Halves {
    fn keep(&mut self, id: PageId, page: Plain) {
        if self.young.len() >= HALF_PAGES_MAX {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(id, page);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_in_use_are_kept_and_others_let_go() {
        let cache = Cache::default();
        cache.keep((0, 0), Arc::from([7]));
        for page in 1..=3 * HALF_PAGES_MAX as u64 {
            cache.keep((0, page), Arc::from([]));
            assert_eq!(cache.get((0, 0)).as_deref(), Some(&[7][..]));
        }
        assert_eq!(cache.get((0, 1)), None);
        let halves = cache.0.lock().unwrap();
        assert!(halves.young.len() <= HALF_PAGES_MAX && halves.old.len() <= HALF_PAGES_MAX);
    }
}
