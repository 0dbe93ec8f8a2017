//! Searching: what is asked for and what is answered.

mod answer;
mod evaluate;
mod extract;
mod facets;
mod lens;
mod likeness;
mod marking;
mod merged;
pub(crate) mod pacing;
mod places;
mod plan;
mod postings;
mod scored;
mod selection;
mod vocabulary;
mod weighing;

use std::sync::Arc;

use tantivy::schema::Value;
use tantivy::{DocAddress, Searcher, SegmentReader, TantivyDocument, Term};

use crate::analysis;
use crate::query::{Leaf, Node, Query};
use crate::schema::Fields;
use crate::{ShelvesError, Visible};
pub use answer::{
    EXTRACT_CHARS_MAX, Extract, FACET_NAMES_MAX, Facets, Found, HITS_IN_MAX, HITS_MAX, Hit, HitsIn, Order,
    Page, SUGGESTIONS_MAX,
};
use evaluate::Evaluation;
use facets::Tally;
pub(crate) use lens::Lenses;
use lens::{Lens, SegmentView};
use marking::Marker;
use plan::Plan;
use selection::{Chosen, Selection};

/// The index and who looks at it.
pub(crate) struct Finding<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub lenses: &'a Lenses,
    pub visible: &'a Visible,
}

impl Finding<'_> {
    /// Finds what matches among the visible.
    pub fn find(&self, query: &Query, page: &Page) -> Result<Found, ShelvesError> {
        let lens = self.lens()?;
        if lens.docs == 0 {
            return Ok(Found::default());
        }
        let plan = Plan::make(&query.root, self.searcher, self.fields, &lens, self.visible)?;
        let mut selection = Selection::new(page);
        let mut tally = page.facets.then(Tally::default);
        let mut total = 0;
        for (ordinal, (reader, view)) in (0..).zip(segments(self.searcher, &lens)) {
            if view.docs == 0 {
                continue;
            }
            let scored = Evaluation { reader, view, lens: &lens, visible: self.visible }.plan(&plan)?;
            total += scored.len();
            selection.offer(ordinal, &scored, view);
            if let Some(tally) = &mut tally {
                tally.count(&scored, view, self.visible)?;
            }
        }
        let hits = self.hits(query, page, selection.best())?;
        let facets = tally.map(|tally| tally.facets(self.visible)).unwrap_or_default();
        Ok(Found { total, hits, facets })
    }

    /// Finds what is like a visible paper; of one that is not visible, nothing.
    pub fn like(&self, key: u64, page: &Page) -> Result<Found, ShelvesError> {
        let Some(text) = self.text_of(key)? else { return Ok(Found::default()) };
        match likeness::query(&text, key, &*self.lens()?, self.searcher, self.fields)? {
            Some(query) => self.find(&query, page),
            None => Ok(Found::default()),
        }
    }

    /// Where in a visible paper's text the query matches; in one that is not visible, nowhere.
    pub fn hits_in(&self, key: u64, query: &Query) -> Result<HitsIn, ShelvesError> {
        let Some(text) = self.text_of(key)? else { return Ok(HitsIn::default()) };
        let matches = Marker::new(&query.root).matches(&text);
        let mut at = extract::apart(&matches, &(0..text.len()));
        let total = at.len();
        at.truncate(HITS_IN_MAX);
        Ok(HitsIn { at, total })
    }

    /// Words of visible papers that begin so.
    pub fn suggest(&self, start: &str, limit: usize) -> Result<Vec<(String, u64)>, ShelvesError> {
        let mut words = analysis::pieces(start);
        let (Some(piece), true) = (words.pop(), words.is_empty()) else { return Ok(Vec::new()) };
        if piece.term.chars().count() < crate::PREFIX_LETTERS_MIN {
            return Ok(Vec::new());
        }
        let limit = limit.min(SUGGESTIONS_MAX);
        vocabulary::beginning(self.searcher, &*self.lens()?, self.fields.words, &piece.term, limit)
    }

    /// The query with words that no visible paper has put right by words that some have.
    pub fn meant(&self, query: &Query) -> Result<Option<String>, ShelvesError> {
        let lens = self.lens()?;
        let mut meant = query.typed.clone();
        for spelled in query.spelled.iter().rev() {
            if self.stands(&spelled.word, &lens)? {
                continue;
            }
            let field = self.fields.words;
            if let Some(word) = vocabulary::nearest(self.searcher, &lens, field, spelled)? {
                meant.replace_range(spelled.at.clone(), &word);
            }
        }
        Ok((meant != query.typed).then_some(meant))
    }

    fn stands(&self, word: &str, lens: &Lens) -> Result<bool, ShelvesError> {
        for form in analysis::forms(word) {
            for field in [self.fields.words, self.fields.notes] {
                if lens.doc_freq(&Term::from_field_text(field, &form), self.searcher)? > 0 {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn lens(&self) -> Result<Arc<Lens>, ShelvesError> {
        self.lenses.lens(self.searcher, self.fields, self.visible)
    }

    fn text_of(&self, key: u64) -> Result<Option<String>, ShelvesError> {
        if !self.visible.has(key) {
            return Ok(None);
        }
        let query = Query::made(Node::Leaf(Leaf::Key(key)));
        let lens = self.lens()?;
        let plan = Plan::make(&query.root, self.searcher, self.fields, &lens, self.visible)?;
        for (ordinal, (reader, view)) in (0..).zip(segments(self.searcher, &lens)) {
            let scored = Evaluation { reader, view, lens: &lens, visible: self.visible }.plan(&plan)?;
            if let Some(&(doc, _)) = scored.first() {
                return self.stored(DocAddress::new(ordinal, doc)).map(Some);
            }
        }
        Ok(None)
    }

    fn stored(&self, address: DocAddress) -> Result<String, ShelvesError> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let text = document.get_first(self.fields.text).and_then(|value| value.as_str());
        Ok(text.unwrap_or_default().to_owned())
    }

    fn hits(&self, query: &Query, page: &Page, chosen: Vec<Chosen>) -> Result<Vec<Hit>, ShelvesError> {
        let chars = page.extract_chars.min(EXTRACT_CHARS_MAX);
        let mut marker = Marker::new(&query.root);
        let mut hit = |chosen: Chosen| {
            let mut extract = Extract::default();
            if chars > 0 {
                let text = self.stored(DocAddress::new(chosen.segment, chosen.doc))?;
                extract = extract::extract(&text, &marker.matches(&text), chars);
            }
            Ok(Hit { key: chosen.key, score: weighing::score(chosen.units), extract })
        };
        chosen.into_iter().map(&mut hit).collect()
    }
}

fn segments<'a>(
    searcher: &'a Searcher,
    lens: &'a Lens,
) -> impl Iterator<Item = (&'a SegmentReader, &'a SegmentView)> {
    searcher.segment_readers().iter().zip(lens.segments.iter().map(AsRef::as_ref))
}
