//! How often any of several terms stands in each seen document.
//!
//! The lists are added up in a window that goes along the segment: a count for each document and a
//! bit for each that has one. Hidden documents fall out where the bits meet those of the sight, so
//! nothing is branched on that is as irregular as which document has which form of a word.

use tantivy::DocId;
use tantivy::postings::BlockSegmentPostings;

use super::lens::{SegmentView, Sight};

/// How many documents one window covers.
const WINDOW_DOCS: u32 = 1 << 14;
const WORDS: usize = WINDOW_DOCS as usize / 64;

struct Window {
    counts: Box<[u16; WINDOW_DOCS as usize]>,
    bits: [u64; WORDS],
}

/// Hands out every seen document of the lists, in order, with its count.
pub(super) fn merged(
    lists: Vec<BlockSegmentPostings>,
    view: &SegmentView,
    mut hand_out: impl FnMut(DocId, u32),
) {
    let mut window = Window { counts: Box::new([0; WINDOW_DOCS as usize]), bits: [0; WORDS] };
    let mut lists: Vec<(BlockSegmentPostings, usize)> = lists.into_iter().map(|list| (list, 0)).collect();
    while let Some(first) = lists.iter().filter_map(|(list, at)| list.docs().get(*at)).min() {
        let base = first / WINDOW_DOCS * WINDOW_DOCS;
        lists.iter_mut().for_each(|(list, at)| window.fill(base, list, at));
        window.drain(base, &view.sight, &mut hand_out);
    }
}

impl Window {
    /// Adds the documents of a list that lie in the window, and goes past them.
    fn fill(&mut self, base: DocId, list: &mut BlockSegmentPostings, at: &mut usize) {
        loop {
            let docs = list.docs().get(*at..).unwrap_or_default();
            let freqs = list.freqs().get(*at..).unwrap_or_default();
            let inside = docs.partition_point(|&doc| doc - base < WINDOW_DOCS);
            for (&doc, &times) in docs.iter().zip(freqs).take(inside) {
                // Within the window, so within the arrays.
                let place = (doc % WINDOW_DOCS) as usize;
                let count = &mut self.counts[place];
                *count = count.saturating_add(u16::try_from(times).unwrap_or(u16::MAX));
                self.bits[place / 64] |= 1 << (place % 64);
            }
            if inside < docs.len() || docs.is_empty() {
                *at += inside;
                return;
            }
            list.advance();
            *at = 0;
        }
    }

    /// Hands out what is seen of the window, and empties it.
    fn drain(&mut self, base: DocId, sight: &Sight, hand_out: &mut impl FnMut(DocId, u32)) {
        let first = base as usize / 64;
        for (word, bits) in self.bits.iter_mut().enumerate().filter(|(_, bits)| **bits > 0) {
            let mut left = std::mem::take(bits);
            let seen = match sight {
                Sight::Whole => u64::MAX,
                Sight::Part(seen) => seen.get(first + word).copied().unwrap_or_default(),
            };
            while left > 0 {
                let bit = left.trailing_zeros();
                left &= left - 1;
                let place = word * 64 + bit as usize;
                let times = std::mem::take(&mut self.counts[place % WINDOW_DOCS as usize]);
                if seen >> bit & 1 == 1 {
                    hand_out(base + place as u32, times.into());
                }
            }
        }
    }
}
