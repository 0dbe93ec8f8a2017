//! Searching: what is asked for and what is answered.

mod evaluate;
mod extract;
mod facets;
mod lens;
mod plan;
mod postings;
mod selection;

use std::ops::Range;

use tantivy::schema::Value;
use tantivy::{DocAddress, Searcher, TantivyDocument};

use crate::query::Query;
use crate::schema::Fields;
use crate::{ShelvesError, Visible};
use evaluate::evaluate;
use extract::Marker;
use facets::Tally;
pub(crate) use lens::Lenses;
use lens::{Lens, SegmentView};
use plan::Plan;
use selection::{Chosen, Selection};

/// The most hits of one page.
pub const HITS_MAX: usize = 200;
/// The longest extract.
pub const EXTRACT_CHARS_MAX: usize = 2_000;
/// The most senders that are counted out.
pub const FACET_SENDERS_MAX: usize = 12;

/// In which order hits come. What is equal comes by its key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best first.
    #[default]
    Rank,
    /// The latest first, those without a day last.
    Newest,
    /// The earliest first, those without a day last.
    Oldest,
}

/// Which part of what is found is wanted.
#[derive(Clone, Debug)]
pub struct Page {
    /// How many hits to leave out before the first.
    pub offset: usize,
    /// How many hits to show, at most [`HITS_MAX`].
    pub limit: usize,
    /// In which order.
    pub order: Order,
    /// Whether to count by kind, year and sender.
    pub facets: bool,
    /// How long extracts are, at most [`EXTRACT_CHARS_MAX`]; 0 for none.
    pub extract_chars: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// How many visible papers match.
    pub total: usize,
    /// Those of the page.
    pub hits: Vec<Hit>,
    /// Counts over all that match, where they were asked for.
    pub facets: Facets,
}

/// A paper that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The registry's number of the paper.
    pub key: u64,
    /// How well it matches, in multiples of 2^-12. For comparing within one answer, not for showing.
    pub score: f32,
    /// The words about the match.
    pub extract: Extract,
}

/// A stretch of a paper's text, in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    /// The words; an ellipsis stands where the text goes on.
    pub text: String,
    /// The bytes of `text` that match the query, in order and apart.
    pub marks: Vec<Range<usize>>,
}

/// How many of the papers that match are of what kind, year and sender.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By kind, the most frequent first, then by name.
    pub kind: Vec<(String, usize)>,
    /// By year, the earliest first.
    pub year: Vec<(i32, usize)>,
    /// By sender, the [`FACET_SENDERS_MAX`] most frequent, then by name.
    pub from: Vec<(String, usize)>,
}

/// Finds what matches among the visible.
pub(crate) fn find(
    searcher: &Searcher,
    fields: &Fields,
    lenses: &Lenses,
    query: &Query,
    visible: &Visible,
    page: &Page,
) -> Result<Found, ShelvesError> {
    let lens = lenses.lens(searcher, visible)?;
    if lens.docs == 0 {
        return Ok(Found::default());
    }
    let plan = Plan::make(&query.root, searcher, fields, &lens)?;
    let mut selection = Selection::new(page);
    let mut tally = page.facets.then(Tally::default);
    let mut total = 0;
    for (ordinal, (reader, view)) in (0..).zip(segments(searcher, &lens)) {
        if view.docs == 0 {
            continue;
        }
        let scored = evaluate(&plan, reader, view, &lens)?;
        total += scored.len();
        selection.offer(ordinal, &scored, view);
        if let Some(tally) = &mut tally {
            tally.count(&scored, view)?;
        }
    }
    let hits = hits(searcher, fields, query, page, selection.best())?;
    Ok(Found { total, hits, facets: tally.map(Tally::facets).unwrap_or_default() })
}

fn segments<'a>(
    searcher: &'a Searcher,
    lens: &'a Lens,
) -> impl Iterator<Item = (&'a tantivy::SegmentReader, &'a SegmentView)> {
    searcher.segment_readers().iter().zip(lens.segments.iter().map(AsRef::as_ref))
}

fn hits(
    searcher: &Searcher,
    fields: &Fields,
    query: &Query,
    page: &Page,
    chosen: Vec<Chosen>,
) -> Result<Vec<Hit>, ShelvesError> {
    let mut marker = Marker::new(&query.root, page.extract_chars.min(EXTRACT_CHARS_MAX));
    chosen.into_iter().map(|chosen| hit(searcher, fields, &mut marker, &chosen)).collect()
}

fn hit(
    searcher: &Searcher,
    fields: &Fields,
    marker: &mut Marker,
    chosen: &Chosen,
) -> Result<Hit, ShelvesError> {
    let extract = if marker.is_wanted() {
        let document: TantivyDocument = searcher.doc(DocAddress::new(chosen.segment, chosen.doc))?;
        let text = document.get_first(fields.text).and_then(|value| value.as_str());
        text.map(|text| marker.extract(text)).unwrap_or_default()
    } else {
        Extract::default()
    };
    Ok(Hit { key: chosen.key, score: evaluate::score(chosen.units), extract })
}
