//! Questions to one state of the shelves.

use tantivy::Searcher;

use crate::finding::{Finding, Found, HitsIn, Lenses, Order, Page};
use crate::schema::Fields;
use crate::{Query, ShelvesError, Visible};

/// One state of the shelves, to be asked; see [`Shelves::evenly`](crate::Shelves::evenly).
pub struct Asking<'a> {
    searcher: Searcher,
    fields: &'a Fields,
    lenses: &'a Lenses,
}

impl<'a> Asking<'a> {
    pub(super) fn new(searcher: Searcher, fields: &'a Fields, lenses: &'a Lenses) -> Self {
        Self { searcher, fields, lenses }
    }

    fn finding<'b>(&'b self, visible: &'b Visible) -> Finding<'b> {
        Finding { searcher: &self.searcher, fields: self.fields, lenses: self.lenses, visible }
    }

    /// Finds what matches among the visible.
    pub fn find(&self, query: &Query, visible: &Visible, page: &Page) -> Result<Found, ShelvesError> {
        self.finding(visible).find(query, page)
    }

    /// How many visible papers match.
    pub fn count(&self, query: &Query, visible: &Visible) -> Result<usize, ShelvesError> {
        let page = Page { offset: 0, limit: 0, order: Order::Rank, facets: false, extract_chars: 0 };
        Ok(self.finding(visible).find(query, &page)?.total)
    }

    /// Finds what is like a paper, by its words that are rare among the visible.
    ///
    /// Of a paper that is not visible nothing is like it, as of one that is not there.
    pub fn like(&self, key: u64, visible: &Visible, page: &Page) -> Result<Found, ShelvesError> {
        self.finding(visible).like(key, page)
    }

    /// Where in a paper's text the query matches.
    ///
    /// In a paper that is not visible it matches nowhere, as in one that is not there.
    pub fn hits_in(&self, key: u64, query: &Query, visible: &Visible) -> Result<HitsIn, ShelvesError> {
        self.finding(visible).hits_in(key, query)
    }

    /// Words of visible papers that begin so, without case and accents, those of most papers first.
    ///
    /// Each comes with the number of visible papers in which it stands.
    pub fn suggest(
        &self,
        start: &str,
        visible: &Visible,
        limit: usize,
    ) -> Result<Vec<(String, u64)>, ShelvesError> {
        self.finding(visible).suggest(start, limit)
    }

    /// What may have been meant: the query with each plain word that no visible paper has put right
    /// by the likest word that some have. Nothing where there is nothing to put right.
    pub fn meant(&self, query: &Query, visible: &Visible) -> Result<Option<String>, ShelvesError> {
        self.finding(visible).meant(query)
    }
}
