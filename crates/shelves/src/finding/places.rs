//! Words in their places: phrases, and words near one another.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::lens::{Lens, SegmentView};
use super::plan::Places;
use super::scored::Scored;
use super::weighing::Scale;
use crate::ShelvesError;

/// The first and the last place of a match.
pub(super) type Span = (u32, u32);

/// Where the words of a sequence match, given by part its offset and its places in order.
pub(super) fn spans(parts: &[(u32, &[u32])], within: Option<u32>) -> Vec<Span> {
    match within {
        None => in_order(parts),
        Some(within) => near(parts, within.max(u32::try_from(parts.len()).unwrap_or(u32::MAX) - 1)),
    }
}

fn in_order(parts: &[(u32, &[u32])]) -> Vec<Span> {
    let (Some((first, places)), Some((last, _))) = (parts.first(), parts.last()) else { return Vec::new() };
    let starts = places.iter().filter_map(|place| place.checked_sub(*first));
    let matching = starts
        .filter(|start| parts.iter().all(|(offset, places)| places.binary_search(&(start + offset)).is_ok()));
    matching.map(|start| (start + first, start + last)).collect()
}

/// The shortest stretches that have every part, each at a place of its own, from the first on and apart.
fn near(parts: &[(u32, &[u32])], within: u32) -> Vec<Span> {
    let mut events: Vec<(u32, usize)> = Vec::new();
    for (part, (_, places)) in parts.iter().enumerate() {
        events.extend(places.iter().map(|&place| (place, part)));
    }
    events.sort_unstable();
    let mut spans = Vec::new();
    let mut first = 0;
    for last in 0..events.len() {
        let stretch = |first: usize| events.get(first..=last).unwrap_or_default();
        while is_whole(stretch(first + 1), parts.len()) {
            first += 1;
        }
        let whole = stretch(first);
        if let (true, [(start, _), .., (end, _)]) = (is_whole(whole, parts.len()), whole)
            && end - start <= within
        {
            spans.push((*start, *end));
            first = last + 1;
        }
        // What is too far back can be in no match to come.
        let too_far = |at: usize| {
            events.get(at).zip(events.get(last)).is_some_and(|(a, b)| b.0.saturating_sub(a.0) > within)
        };
        while too_far(first) {
            first += 1;
        }
    }
    spans
}

/// Whether a stretch has every part and as many places.
fn is_whole(stretch: &[(u32, usize)], parts: usize) -> bool {
    if stretch.len() < parts {
        return false;
    }
    let has_every = (0..parts).all(|part| stretch.iter().any(|(_, other)| *other == part));
    let places = 1 + stretch.windows(2).filter(|pair| matches!(pair, [a, b] if a.0 != b.0)).count();
    has_every && places >= parts
}

/// One word of a sequence in a segment, in any of its forms.
struct Part {
    offset: u32,
    lists: Vec<SegmentPostings>,
    places: Vec<u32>,
}

impl Part {
    fn open(reader: &SegmentReader, offset: u32, terms: &[Term]) -> Result<Self, ShelvesError> {
        let mut lists = Vec::new();
        for term in terms {
            let index = reader.inverted_index(term.field())?;
            lists.extend(index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?);
        }
        Ok(Self { offset, lists, places: Vec::new() })
    }

    fn docs(&self) -> u64 {
        self.lists.iter().map(|list| u64::from(list.doc_freq())).sum()
    }

    /// The first document from `doc` on that has the word.
    fn seek(&mut self, doc: DocId) -> DocId {
        let seek = |list: &mut SegmentPostings| if list.doc() < doc { list.seek(doc) } else { list.doc() };
        self.lists.iter_mut().map(seek).min().unwrap_or(TERMINATED)
    }

    fn read(&mut self, doc: DocId) {
        self.places.clear();
        for list in self.lists.iter_mut().filter(|list| list.doc() == doc) {
            list.append_positions_with_offset(0, &mut self.places);
        }
        self.places.sort_unstable();
    }
}

/// A sequence in a segment.
pub(super) struct Finder<'a> {
    view: &'a SegmentView,
    scale: Scale<'a>,
    plan: &'a Places,
    /// In the order of the sequence.
    parts: Vec<Part>,
    /// The number of each part, the rarest first.
    by_rarity: Vec<usize>,
}

impl<'a> Finder<'a> {
    /// Opens the lists of the words.
    pub fn open(
        plan: &'a Places,
        reader: &SegmentReader,
        view: &'a SegmentView,
        lens: &'a Lens,
    ) -> Result<Self, ShelvesError> {
        let parts = plan.parts.iter().map(|(offset, terms)| Part::open(reader, *offset, terms));
        let parts: Vec<Part> = parts.collect::<Result<_, _>>()?;
        let mut by_rarity: Vec<usize> = (0..parts.len()).collect();
        by_rarity.sort_by_key(|&part| parts.get(part).map(Part::docs));
        Ok(Self { view, scale: Scale::new(view, lens), plan, parts, by_rarity })
    }

    /// Every seen document that has the sequence.
    pub fn all(mut self) -> Scored {
        let mut scored = Scored::new();
        let mut doc = 0;
        while let Some(candidate) = self.candidate(doc) {
            scored.extend(self.units(candidate).map(|units| (candidate, units)));
            doc = candidate + 1;
        }
        scored
    }

    /// Of what was found, what has the sequence too.
    pub fn narrow(mut self, found: &Scored) -> Scored {
        let mut narrowed = Scored::new();
        for &(doc, already) in found {
            if self
                .by_rarity
                .iter()
                .all(|&part| self.parts.get_mut(part).is_some_and(|part| part.seek(doc) == doc))
            {
                narrowed.extend(self.units(doc).map(|units| (doc, already.saturating_add(units))));
            }
        }
        narrowed
    }

    /// The first seen document from `doc` on that has every word.
    fn candidate(&mut self, mut doc: DocId) -> Option<DocId> {
        'from: loop {
            for (nth, &part) in self.by_rarity.iter().enumerate() {
                let reached = self.parts.get_mut(part)?.seek(doc);
                if reached >= TERMINATED {
                    return None;
                }
                if reached > doc || (nth == 0 && !self.view.sight.has(reached)) {
                    // A hidden document is left before any other list is asked for it.
                    doc = if self.view.sight.has(reached) { reached } else { reached + 1 };
                    continue 'from;
                }
            }
            return Some(doc);
        }
    }

    fn units(&mut self, doc: DocId) -> Option<u32> {
        self.parts.iter_mut().for_each(|part| part.read(doc));
        let parts: Vec<_> = self.parts.iter().map(|part| (part.offset, part.places.as_slice())).collect();
        let times = u32::try_from(spans(&parts, self.plan.within).len()).unwrap_or(u32::MAX);
        (times > 0).then(|| self.scale.units(self.plan.worth, doc, times))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_order_match_where_each_stands_at_its_offset() {
        assert_eq!(spans(&[(0, &[3, 9, 20]), (1, &[4, 10]), (3, &[6, 23])], None), [(3, 6)]);
        assert_eq!(spans(&[(1, &[0, 4]), (2, &[1, 5])], None), [(4, 5)]);
    }

    #[test]
    fn words_near_one_another_match_in_any_order_and_apart() {
        assert_eq!(spans(&[(0, &[10, 30]), (1, &[7, 36])], Some(5)), [(7, 10)]);
        assert_eq!(spans(&[(0, &[1, 2, 3]), (1, &[4, 5])], Some(5)), [(3, 4)]);
        assert_eq!(spans(&[(0, &[1, 8]), (1, &[2, 9])], Some(1)), [(1, 2), (8, 9)]);
        assert_eq!(spans(&[(0, &[1]), (1, &[40])], Some(5)), []);
    }

    #[test]
    fn a_word_is_not_near_itself_at_one_place() {
        assert_eq!(spans(&[(0, &[5]), (0, &[5])], Some(3)), []);
        assert_eq!(spans(&[(0, &[5, 8]), (0, &[5, 8])], Some(3)), [(5, 8)]);
    }

    #[test]
    fn three_words_need_two_places_between_them_at_least() {
        assert_eq!(spans(&[(0, &[3]), (1, &[1]), (2, &[2])], Some(1)), [(1, 3)]);
    }
}
