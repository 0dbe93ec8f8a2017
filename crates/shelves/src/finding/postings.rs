//! Reading the lists of documents that terms stand in, seen documents only.

use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, SegmentReader, Term};

use super::lens::{SegmentView, Sight, has};
use crate::ShelvesError;

/// The lists of those of the terms, all of one field, that the segment has.
pub(super) fn open(
    reader: &SegmentReader,
    terms: &[Term],
    option: IndexRecordOption,
) -> Result<Vec<BlockSegmentPostings>, ShelvesError> {
    let Some(first) = terms.first() else { return Ok(Vec::new()) };
    let index = reader.inverted_index(first.field())?;
    if index.terms().num_terms() == 0 {
        return Ok(Vec::new());
    }
    let lists =
        terms.iter().map(|term| index.read_block_postings(term, option)).filter_map(Result::transpose);
    Ok(lists.collect::<Result<_, _>>()?)
}

/// How many seen documents have the term.
pub(super) fn count(reader: &SegmentReader, view: &SegmentView, term: &Term) -> Result<u64, ShelvesError> {
    if view.docs == 0 {
        return Ok(0);
    }
    let index = reader.inverted_index(term.field())?;
    let Some(info) = index.get_term_info(term)? else { return Ok(0) };
    let Sight::Part(bits) = &view.sight else { return Ok(info.doc_freq.into()) };
    let list = index.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
    Ok(count_seen(list, bits))
}

/// How many documents of a list have their bit set.
pub(super) fn count_seen(mut list: BlockSegmentPostings, bits: &[u64]) -> u64 {
    let mut count = 0;
    while !list.docs().is_empty() {
        count += list.docs().iter().map(|&doc| u64::from(has(bits, doc))).sum::<u64>();
        list.advance();
    }
    count
}

/// The seen documents that have any of the terms.
pub(super) fn seen(
    reader: &SegmentReader,
    view: &SegmentView,
    terms: &[Term],
) -> Result<Vec<DocId>, ShelvesError> {
    let mut lists = open(reader, terms, IndexRecordOption::Basic)?;
    if lists.len() > 1 {
        let mut gathered = Gathered::new(view);
        lists.into_iter().for_each(|list| gathered.add(list));
        return Ok(gathered.seen(view));
    }
    let mut docs = Vec::new();
    if let Some(list) = &mut lists.pop() {
        while !list.docs().is_empty() {
            docs.extend(list.docs().iter().copied().filter(|&doc| view.sight.has(doc)));
            list.advance();
        }
    }
    Ok(docs)
}

/// The seen documents that have a word of this beginning. No word is left out, however many begin so.
pub(super) fn seen_beginning(
    reader: &SegmentReader,
    view: &SegmentView,
    field: Field,
    start: &str,
) -> Result<Vec<DocId>, ShelvesError> {
    let index = reader.inverted_index(field)?;
    let mut gathered = Gathered::new(view);
    let mut words = index.terms().range().ge(start.as_bytes()).into_stream()?;
    while let Some((word, info)) = words.next() {
        if !word.starts_with(start.as_bytes()) {
            break;
        }
        gathered.add(index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?);
    }
    Ok(gathered.seen(view))
}

/// Documents of several lists, as bits.
pub(super) struct Gathered(Vec<u64>);

impl Gathered {
    pub fn new(view: &SegmentView) -> Self {
        Self(vec![0; view.max_doc.div_ceil(64) as usize])
    }

    pub fn add(&mut self, mut list: BlockSegmentPostings) {
        while !list.docs().is_empty() {
            for &doc in list.docs() {
                if let Some(word) = self.0.get_mut(doc as usize / 64) {
                    *word |= 1 << (doc % 64);
                }
            }
            list.advance();
        }
    }

    /// Those of them that are seen, in order.
    pub fn seen(self, view: &SegmentView) -> Vec<DocId> {
        (0..view.max_doc).filter(|&doc| has(&self.0, doc) && view.sight.has(doc)).collect()
    }
}
