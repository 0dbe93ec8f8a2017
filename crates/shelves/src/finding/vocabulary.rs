//! The words that visible papers have: those like another, those that begin so.
//!
//! Words of hidden papers are gone through and left out by counting the visible papers of each. A
//! word that stands in too few papers altogether to come among the best is not counted; that
//! changes nothing in what comes out.

use std::cmp::Reverse;
use std::collections::HashMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Searcher, SegmentReader, Term};

use super::lens::{Lens, SegmentView};
use super::postings::Gathered;
use crate::analysis::is_written;
use crate::query::{FUZZIER_LETTERS_MIN, FUZZY_LETTERS_MIN};
use crate::{ShelvesError, query::Spelled};

/// Words with the number of papers in the index, hidden ones with them, that each stands in.
type Candidates = HashMap<String, u64>;

/// The seen documents that have the word or one like it.
pub(super) fn seen_like(
    reader: &SegmentReader,
    view: &SegmentView,
    field: Field,
    word: &str,
    distance: u8,
) -> Result<Vec<DocId>, ShelvesError> {
    let index = reader.inverted_index(field)?;
    let like = FuzzyTermQuery::new(Term::from_field_text(field, word), distance, true);
    let mut gathered = Gathered::new(view);
    let mut words = index.terms().search(like.automaton()?).into_stream()?;
    while let Some((word, info)) = words.next() {
        if is_written(word) {
            gathered.add(index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?);
        }
    }
    Ok(gathered.seen(view))
}

/// Words that begin so, those of most visible papers first, each with their number.
pub(super) fn beginning(
    searcher: &Searcher,
    lens: &Lens,
    field: Field,
    start: &str,
    limit: usize,
) -> Result<Vec<(String, u64)>, ShelvesError> {
    let mut candidates = Candidates::new();
    for reader in searcher.segment_readers() {
        let index = reader.inverted_index(field)?;
        let mut words = index.terms().range().ge(start.as_bytes()).into_stream()?;
        while let Some((word, info)) = words.next() {
            if !word.starts_with(start.as_bytes()) {
                break;
            }
            add(&mut candidates, word, info.doc_freq);
        }
    }
    best(searcher, lens, field, candidates, limit)
}

/// The word of most visible papers among those with the fewest other letters.
pub(super) fn nearest(
    searcher: &Searcher,
    lens: &Lens,
    field: Field,
    spelled: &Spelled,
) -> Result<Option<String>, ShelvesError> {
    let letters = spelled.word.chars().count();
    for (distance, least) in [(1, FUZZY_LETTERS_MIN), (2, FUZZIER_LETTERS_MIN)] {
        if letters < least {
            break;
        }
        let candidates = like(searcher, field, &spelled.word, distance)?;
        if let Some((word, _)) = best(searcher, lens, field, candidates, 1)?.pop() {
            return Ok(Some(word));
        }
    }
    Ok(None)
}

fn like(searcher: &Searcher, field: Field, word: &str, distance: u8) -> Result<Candidates, ShelvesError> {
    let like = FuzzyTermQuery::new(Term::from_field_text(field, word), distance, true);
    let mut candidates = Candidates::new();
    for reader in searcher.segment_readers() {
        let index = reader.inverted_index(field)?;
        let mut words = index.terms().search(like.automaton()?).into_stream()?;
        while let Some((word, info)) = words.next() {
            if is_written(word) {
                add(&mut candidates, word, info.doc_freq);
            }
        }
    }
    Ok(candidates)
}

fn add(candidates: &mut Candidates, word: &[u8], docs: u32) {
    if let Ok(word) = str::from_utf8(word) {
        *candidates.entry(word.to_owned()).or_default() += u64::from(docs);
    }
}

/// Those of most visible papers, then by name.
fn best(
    searcher: &Searcher,
    lens: &Lens,
    field: Field,
    candidates: Candidates,
    limit: usize,
) -> Result<Vec<(String, u64)>, ShelvesError> {
    let mut candidates: Vec<_> = candidates.into_iter().collect();
    candidates.sort_unstable_by(|one, other| (Reverse(one.1), &one.0).cmp(&(Reverse(other.1), &other.0)));
    let mut best: Vec<(Reverse<u64>, String)> = Vec::new();
    for (word, docs) in candidates {
        if best.len() >= limit && best.last().is_none_or(|(least, _)| docs < least.0) {
            break;
        }
        let visible = lens.doc_freq_once(&Term::from_field_text(field, &word), searcher)?;
        if visible > 0 {
            let entry = (Reverse(visible), word);
            let at = best.partition_point(|other| *other < entry);
            best.insert(at, entry);
            best.truncate(limit);
        }
    }
    Ok(best.into_iter().map(|(visible, word)| (word, visible.0)).collect())
}
