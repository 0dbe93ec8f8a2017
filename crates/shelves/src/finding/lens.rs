//! The index as one reader sees it: which documents, and the statistics of those alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{DocId, Searcher, SegmentReader, Term};

use super::evaluate::hold_back;
use super::postings;
use crate::schema::{DAY, KEY, KIND, SENDER, TOKENS};
use crate::{ShelvesError, Visible};

/// How many segments' views are kept; when there are more, all are worked out again.
const VIEWS_MAX: usize = 1_024;
/// How many terms' frequencies are kept for one reader.
const FREQUENCIES_MAX: usize = 65_536;

/// The columns of a segment, opened once.
pub(super) struct Columns {
    pub key: Column<u64>,
    pub day: Option<Column<i64>>,
    pub kind: Option<StrColumn>,
    pub from: Option<StrColumn>,
    tokens: Column<u64>,
}

impl Columns {
    fn open(reader: &SegmentReader) -> Result<Self, ShelvesError> {
        let columns = reader.fast_fields();
        Ok(Self {
            key: columns.u64(KEY)?,
            day: columns.column_opt(DAY)?,
            kind: columns.str(KIND)?,
            from: columns.str(SENDER)?,
            tokens: columns.u64(TOKENS)?,
        })
    }
}

/// The documents of a segment that a reader sees.
pub(super) enum Sight {
    /// Every one: none is deleted, none is hidden.
    Whole,
    /// Those of the set bits.
    Part(Vec<u64>),
}

/// A segment as a reader sees it.
pub(super) struct SegmentView {
    pub sight: Sight,
    pub docs: u64,
    pub max_doc: DocId,
    pub columns: Arc<Columns>,
    tokens: u64,
}

impl SegmentView {
    fn make(reader: &SegmentReader, columns: Arc<Columns>, visible: &Visible) -> Self {
        let max_doc = reader.max_doc();
        let (mut docs, mut tokens) = (0, 0);
        let mut bits = vec![0u64; max_doc.div_ceil(64) as usize];
        for doc in reader.doc_ids_alive() {
            let seen = columns.key.first(doc).is_some_and(|key| visible.has(key));
            if let Some(word) = bits.get_mut(doc as usize / 64).filter(|_| seen) {
                *word |= 1 << (doc % 64);
                docs += 1;
                tokens += columns.tokens.first(doc).unwrap_or_default();
            }
        }
        let sight = if docs == u64::from(max_doc) { Sight::Whole } else { Sight::Part(bits) };
        Self { sight, docs, max_doc, columns, tokens }
    }
}

impl Sight {
    /// Whether the reader sees the document.
    #[inline]
    pub fn has(&self, doc: DocId) -> bool {
        match self {
            Self::Whole => true,
            Self::Part(bits) => has(bits, doc),
        }
    }
}

/// Whether the bit of a document is set.
#[inline]
pub(super) fn has(bits: &[u64], doc: DocId) -> bool {
    bits.get(doc as usize / 64).is_some_and(|word| word >> (doc % 64) & 1 == 1)
}

/// The whole index as a reader sees it.
pub(crate) struct Lens {
    pub(super) segments: Vec<Arc<SegmentView>>,
    pub(super) docs: u64,
    tokens: u64,
    hold_back: [f32; 256],
    frequencies: Mutex<HashMap<Term, u64>>,
}

impl Lens {
    fn of(segments: Vec<Arc<SegmentView>>) -> Self {
        let docs = segments.iter().map(|view| view.docs).sum();
        let tokens: u64 = segments.iter().map(|view| view.tokens).sum();
        let hold_back = hold_back(tokens as f32 / docs as f32);
        Self { segments, docs, tokens, hold_back, frequencies: Mutex::default() }
    }

    /// By the class of a paper's length, what its words are held back by.
    pub(super) fn hold_back(&self) -> &[f32; 256] {
        &self.hold_back
    }

    /// How many visible papers have the term.
    pub(super) fn doc_freq(&self, term: &Term, searcher: &Searcher) -> Result<u64, ShelvesError> {
        let kept =
            |lens: &Self| lens.frequencies.lock().unwrap_or_else(PoisonError::into_inner).get(term).copied();
        if let Some(frequency) = kept(self) {
            return Ok(frequency);
        }
        let mut frequency = 0;
        for (reader, view) in super::segments(searcher, self) {
            frequency += postings::count(reader, view, term)?;
        }
        let mut frequencies = self.frequencies.lock().unwrap_or_else(PoisonError::into_inner);
        if frequencies.len() >= FREQUENCIES_MAX {
            frequencies.clear();
        }
        frequencies.insert(term.clone(), frequency);
        Ok(frequency)
    }
}

/// Statistics for tantivy's own phrases: those of the visible, never those of the index.
pub(super) struct Statistics<'a> {
    pub lens: &'a Lens,
    pub searcher: &'a Searcher,
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, _field: Field) -> tantivy::Result<u64> {
        Ok(self.lens.tokens)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.lens.docs)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let frequency = self.lens.doc_freq(term, self.searcher);
        frequency.map_err(|error| tantivy::TantivyError::InternalError(error.to_string()))
    }
}

/// A segment, with what is deleted of it, under one set of the visible.
type ViewId = (SegmentId, Option<u64>, u64);

/// What has been worked out for readers, kept while the index and their sets last.
#[derive(Default)]
pub(crate) struct Lenses(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    generation: u64,
    columns: HashMap<SegmentId, Arc<Columns>>,
    views: HashMap<ViewId, Arc<SegmentView>>,
    lenses: HashMap<u64, Arc<Lens>>,
}

impl Lenses {
    /// The index of `searcher` as the reader of `visible` sees it.
    pub(super) fn lens(&self, searcher: &Searcher, visible: &Visible) -> Result<Arc<Lens>, ShelvesError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.renew(searcher);
        if let Some(lens) = kept.lenses.get(&visible.stamp()) {
            return Ok(Arc::clone(lens));
        }
        let views: Result<Vec<_>, _> =
            searcher.segment_readers().iter().map(|reader| kept.view(reader, visible)).collect();
        let lens = Arc::new(Lens::of(views?));
        kept.lenses.insert(visible.stamp(), Arc::clone(&lens));
        Ok(lens)
    }
}

impl Kept {
    /// Drops what belongs to segments that are no longer searched.
    fn renew(&mut self, searcher: &Searcher) {
        let generation = searcher.generation().generation_id();
        if generation != self.generation {
            self.generation = generation;
            self.lenses.clear();
            let searched = searcher.generation().segments();
            self.columns.retain(|id, _| searched.contains_key(id));
            self.views.retain(|(id, deletes, _), _| searched.get(id) == Some(deletes));
        }
        if self.views.len() > VIEWS_MAX {
            self.views.clear();
            self.lenses.clear();
        }
    }

    fn view(&mut self, reader: &SegmentReader, visible: &Visible) -> Result<Arc<SegmentView>, ShelvesError> {
        let id = (reader.segment_id(), reader.delete_opstamp(), visible.stamp());
        if let Some(view) = self.views.get(&id) {
            return Ok(Arc::clone(view));
        }
        let columns = match self.columns.get(&reader.segment_id()) {
            Some(columns) => Arc::clone(columns),
            None => Arc::new(Columns::open(reader)?),
        };
        self.columns.insert(reader.segment_id(), Arc::clone(&columns));
        let view = Arc::new(SegmentView::make(reader, columns, visible));
        self.views.insert(id, Arc::clone(&view));
        Ok(view)
    }
}
