//! The index as one reader sees it: which documents, and the statistics of those alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tantivy::columnar::{Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader, Term};

use super::postings;
use super::weighing::Saturation;
use crate::schema::{ADDRESSEE, CAME, DAY, FILE, Fields, KEY, KIND, POST, SENDER};
use crate::{ShelvesError, Visible};

/// How many segments' views are kept; when there are more, all are worked out again.
const VIEWS_MAX: usize = 1_024;
/// How many terms' frequencies are kept for one reader.
const FREQUENCIES_MAX: usize = 65_536;

/// The columns of a segment, opened once.
pub(super) struct Columns {
    pub key: Column<u64>,
    /// When each came.
    pub came: Column<u64>,
    pub day: Option<Column<i64>>,
    pub names: [Option<StrColumn>; NAMED.len()],
    /// The classes of the papers' lengths.
    pub lengths: FieldNormReader,
}

/// The columns of names that papers are counted by.
const NAMED: [&str; 5] = [KIND, SENDER, ADDRESSEE, POST, FILE];

impl Columns {
    fn open(reader: &SegmentReader, fields: &Fields) -> Result<Self, ShelvesError> {
        let columns = reader.fast_fields();
        let mut names = [const { None }; NAMED.len()];
        for (column, name) in names.iter_mut().zip(NAMED) {
            *column = columns.str(name)?;
        }
        let lengths = reader.get_fieldnorms_reader(fields.words)?;
        Ok(Self {
            key: columns.u64(KEY)?,
            came: columns.u64(CAME)?,
            day: columns.column_opt(DAY)?,
            names,
            lengths,
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
    /// By document one more than the number of its mark.
    marks: OnceLock<Vec<u32>>,
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
                // The class of the length, not the length: it is the same however segments were merged.
                tokens += u64::from(columns.lengths.fieldnorm(doc));
            }
        }
        let sight = if docs == u64::from(max_doc) { Sight::Whole } else { Sight::Part(bits) };
        Self { sight, docs, max_doc, columns, marks: OnceLock::new(), tokens }
    }

    /// The seen documents, in order.
    pub fn seen(&self) -> impl Iterator<Item = DocId> + '_ {
        (0..self.max_doc).filter(|&doc| self.sight.has(doc))
    }

    /// The number of the mark on each document, by document one more than it; 0 where there is none.
    pub fn marks(&self, visible: &Visible) -> &[u32] {
        self.marks.get_or_init(|| {
            let mut marks = vec![0; self.max_doc as usize];
            for doc in self.seen() {
                let number = self.columns.key.first(doc).and_then(|key| visible.mark_number(key));
                if let Some((mark, number)) = marks.get_mut(doc as usize).zip(number) {
                    *mark = u32::try_from(number + 1).unwrap_or_default();
                }
            }
            marks
        })
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
    pub(super) saturation: Saturation,
    frequencies: Mutex<HashMap<Term, u64>>,
}

impl Lens {
    fn of(segments: Vec<Arc<SegmentView>>) -> Self {
        let docs = segments.iter().map(|view| view.docs).sum();
        let tokens: u64 = segments.iter().map(|view| view.tokens).sum();
        let mean = tokens as f32 / docs as f32;
        // Papers of no words have no length to be held back by.
        let saturation = Saturation::new(if mean > 0.0 { mean } else { 1.0 });
        Self { segments, docs, saturation, frequencies: Mutex::default() }
    }

    /// How many visible papers have the term.
    pub(super) fn doc_freq(&self, term: &Term, searcher: &Searcher) -> Result<u64, ShelvesError> {
        let kept =
            |lens: &Self| lens.frequencies.lock().unwrap_or_else(PoisonError::into_inner).get(term).copied();
        if let Some(frequency) = kept(self) {
            return Ok(frequency);
        }
        let frequency = self.doc_freq_once(term, searcher)?;
        let mut frequencies = self.frequencies.lock().unwrap_or_else(PoisonError::into_inner);
        if frequencies.len() >= FREQUENCIES_MAX {
            frequencies.clear();
        }
        frequencies.insert(term.clone(), frequency);
        Ok(frequency)
    }

    /// The same for a term that will hardly be asked for again.
    pub(super) fn doc_freq_once(&self, term: &Term, searcher: &Searcher) -> Result<u64, ShelvesError> {
        super::segments(searcher, self).map(|(reader, view)| postings::count(reader, view, term)).sum()
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
    pub(super) fn lens(
        &self,
        searcher: &Searcher,
        fields: &Fields,
        visible: &Visible,
    ) -> Result<Arc<Lens>, ShelvesError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.renew(searcher);
        if let Some(lens) = kept.lenses.get(&visible.stamp()) {
            return Ok(Arc::clone(lens));
        }
        let views: Result<Vec<_>, _> =
            searcher.segment_readers().iter().map(|reader| kept.view(reader, fields, visible)).collect();
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

    fn view(
        &mut self,
        reader: &SegmentReader,
        fields: &Fields,
        visible: &Visible,
    ) -> Result<Arc<SegmentView>, ShelvesError> {
        let id = (reader.segment_id(), reader.delete_opstamp(), visible.stamp());
        if let Some(view) = self.views.get(&id) {
            return Ok(Arc::clone(view));
        }
        let columns = match self.columns.get(&reader.segment_id()) {
            Some(columns) => Arc::clone(columns),
            None => Arc::new(Columns::open(reader, fields)?),
        };
        self.columns.insert(reader.segment_id(), Arc::clone(&columns));
        let view = Arc::new(SegmentView::make(reader, columns, visible));
        self.views.insert(id, Arc::clone(&view));
        Ok(view)
    }
}
