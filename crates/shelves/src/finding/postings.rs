//! Reading the lists of documents that terms stand in, seen documents only.

use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, SegmentReader, Term};

use super::lens::{SegmentView, Sight, has};
use crate::ShelvesError;

/// The list of a term, if the segment has it.
pub(super) fn open(
    reader: &SegmentReader,
    term: &Term,
    option: IndexRecordOption,
) -> Result<Option<BlockSegmentPostings>, ShelvesError> {
    Ok(reader.inverted_index(term.field())?.read_block_postings(term, option)?)
}

/// How many seen documents have the term.
pub(super) fn count(reader: &SegmentReader, view: &SegmentView, term: &Term) -> Result<u64, ShelvesError> {
    if view.docs == 0 {
        return Ok(0);
    }
    let index = reader.inverted_index(term.field())?;
    let Some(info) = index.get_term_info(term)? else { return Ok(0) };
    let Sight::Part(bits) = &view.sight else { return Ok(info.doc_freq.into()) };
    let mut list = index.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
    let mut count = 0;
    while !list.docs().is_empty() {
        count += list.docs().iter().map(|&doc| u64::from(has(bits, doc))).sum::<u64>();
        list.advance();
    }
    Ok(count)
}

/// The seen documents that have the term.
pub(super) fn seen(
    reader: &SegmentReader,
    view: &SegmentView,
    term: &Term,
) -> Result<Vec<DocId>, ShelvesError> {
    let mut docs = Vec::new();
    if let Some(mut list) = open(reader, term, IndexRecordOption::Basic)? {
        docs.reserve(list.doc_freq() as usize);
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
    let mut bits = vec![0u64; view.max_doc.div_ceil(64) as usize];
    let mut words = index.terms().range().ge(start.as_bytes()).into_stream()?;
    while let Some((word, info)) = words.next() {
        if !word.starts_with(start.as_bytes()) {
            break;
        }
        let list = index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        set(&mut bits, list);
    }
    Ok((0..view.max_doc).filter(|&doc| has(&bits, doc) && view.sight.has(doc)).collect())
}

fn set(bits: &mut [u64], mut list: BlockSegmentPostings) {
    while !list.docs().is_empty() {
        for &doc in list.docs() {
            if let Some(word) = bits.get_mut(doc as usize / 64) {
                *word |= 1 << (doc % 64);
            }
        }
        list.advance();
    }
}
