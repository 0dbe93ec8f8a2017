//! The papers that a reader may know, as a set of their keys, and what stands on each.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::analysis;

/// How many keys one block of bits covers.
const BLOCK_KEYS: u64 = 1 << 16;
const BLOCK_WORDS: usize = (BLOCK_KEYS / 64) as usize;

/// What stands on a paper as the register has it at this moment: it may change while the words stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The name of the label under which papers are counted: a series, "S", or a short banner.
    pub label: String,
    /// The banners by whose words the label is found too: "COVERING SECRET", "SECRET UK EYES A".
    pub banners: Vec<String>,
    /// Whether the marking is settled.
    pub settled: bool,
}

/// The keys of the papers that a reader may know.
///
/// Make one for a clearance and keep it: what is worked out for it is kept under its [stamp](Self::stamp),
/// and every set that is made has a stamp of its own. A clone is the same set.
#[derive(Clone, Debug)]
pub struct Visible(Arc<Keys>);

#[derive(Debug)]
struct Keys {
    blocks: BTreeMap<u64, Block>,
    marks: Vec<Folded>,
    stamp: u64,
}

#[derive(Debug)]
struct Block {
    bits: Box<[u64; BLOCK_WORDS]>,
    /// By key, one more than the number of its mark; empty where no paper of the block has any.
    marks: Vec<u32>,
}

/// A mark, its words folded once.
#[derive(Debug)]
struct Folded {
    mark: Mark,
    words: Vec<Vec<String>>,
}

impl Folded {
    fn new(mark: Mark) -> Self {
        let words = |text: &String| analysis::pieces(text).into_iter().map(|piece| piece.term).collect();
        let words = std::iter::once(&mark.label).chain(&mark.banners).map(words).collect();
        Self { mark, words }
    }

    fn has(&self, sought: &[String]) -> bool {
        self.words.iter().any(|words| words.windows(sought.len().max(1)).any(|window| window == sought))
    }
}

impl Visible {
    /// Makes the set of these keys, of papers without labels.
    pub fn from_keys(keys: impl IntoIterator<Item = u64>) -> Self {
        Self::make(keys.into_iter().map(|key| (key, None)), Vec::new())
    }

    /// Makes the set of these papers, each a key and the number of its mark among `marks`.
    pub fn marked(papers: impl IntoIterator<Item = (u64, u32)>, marks: Vec<Mark>) -> Self {
        Self::make(papers.into_iter().map(|(key, mark)| (key, Some(mark))), marks)
    }

    fn make(papers: impl Iterator<Item = (u64, Option<u32>)>, marks: Vec<Mark>) -> Self {
        static NEXT_STAMP: AtomicU64 = AtomicU64::new(1);
        let mut blocks: BTreeMap<u64, Block> = BTreeMap::new();
        for (key, mark) in papers {
            blocks.entry(key / BLOCK_KEYS).or_insert_with(Block::empty).add(key, mark);
        }
        let marks = marks.into_iter().map(Folded::new).collect();
        Self(Arc::new(Keys { blocks, marks, stamp: NEXT_STAMP.fetch_add(1, Ordering::Relaxed) }))
    }

    /// Whether the reader may know the paper of this key.
    pub fn has(&self, key: u64) -> bool {
        let (word, bit) = place(key);
        self.block(key).and_then(|block| block.bits.get(word)).is_some_and(|word| word & bit != 0)
    }

    /// The mark of a visible paper.
    pub fn mark(&self, key: u64) -> Option<&Mark> {
        self.0.marks.get(self.mark_number(key)?).map(|folded| &folded.mark)
    }

    /// What tells this set from every other set made in this process.
    pub fn stamp(&self) -> u64 {
        self.0.stamp
    }

    /// The number of a visible paper's mark.
    pub(crate) fn mark_number(&self, key: u64) -> Option<usize> {
        let one_more = *self.block(key)?.marks.get((key % BLOCK_KEYS) as usize)?;
        Some(one_more.checked_sub(1)? as usize)
    }

    /// Which marks have these words next to one another, by number.
    pub(crate) fn marks_with(&self, words: &[String]) -> Vec<bool> {
        self.0.marks.iter().map(|folded| folded.has(words)).collect()
    }

    /// Which marks are settled, or not, by number.
    pub(crate) fn marks_settled(&self, settled: bool) -> Vec<bool> {
        self.0.marks.iter().map(|folded| folded.mark.settled == settled).collect()
    }

    /// Every mark, by number.
    pub(crate) fn marks(&self) -> impl ExactSizeIterator<Item = &Mark> {
        self.0.marks.iter().map(|folded| &folded.mark)
    }

    fn block(&self, key: u64) -> Option<&Block> {
        self.0.blocks.get(&(key / BLOCK_KEYS))
    }
}

impl Block {
    fn empty() -> Self {
        Self { bits: Box::new([0; BLOCK_WORDS]), marks: Vec::new() }
    }

    fn add(&mut self, key: u64, mark: Option<u32>) {
        let (word, bit) = place(key);
        if let Some(word) = self.bits.get_mut(word) {
            *word |= bit;
        }
        let Some(mark) = mark else { return };
        if self.marks.is_empty() {
            self.marks = vec![0; BLOCK_KEYS as usize];
        }
        if let Some(kept) = self.marks.get_mut((key % BLOCK_KEYS) as usize) {
            *kept = mark.saturating_add(1);
        }
    }
}

/// The word and the bit of a key in its block.
fn place(key: u64) -> (usize, u64) {
    let within = key % BLOCK_KEYS;
    ((within / 64) as usize, 1 << (within % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_keys_and_no_other_however_far_apart() {
        let visible = Visible::from_keys([0, 63, 64, 65_536, u64::MAX]);
        for key in [0, 63, 64, 65_536, u64::MAX] {
            assert!(visible.has(key), "{key}");
        }
        for key in [1, 62, 65, 65_535, 65_537, u64::MAX - 1] {
            assert!(!visible.has(key), "{key}");
        }
    }

    #[test]
    fn two_sets_never_share_a_stamp_but_clones_do() {
        let (one, other) = (Visible::from_keys([1]), Visible::from_keys([1]));
        assert_ne!(one.stamp(), other.stamp());
        let clone = one.clone();
        assert_eq!((one.stamp(), one.has(1)), (clone.stamp(), clone.has(1)));
    }

    #[test]
    fn a_paper_has_its_mark_and_one_that_is_not_visible_has_none() {
        let mark = |label: &str| Mark { label: label.to_owned(), ..Mark::default() };
        let visible = Visible::marked([(7, 1), (70_000, 0), (8, 9)], vec![mark("S"), mark("C")]);
        assert_eq!(visible.mark(7).map(|mark| mark.label.as_str()), Some("C"));
        assert_eq!(visible.mark(70_000).map(|mark| mark.label.as_str()), Some("S"));
        assert_eq!((visible.mark(8), visible.mark(6), visible.mark(200_000)), (None, None, None));
        assert!(visible.has(8) && !visible.has(6));
    }

    #[test]
    fn a_mark_is_found_by_words_that_stand_together_in_its_banners() {
        let mark =
            Mark { label: "S".to_owned(), banners: vec!["SECRET – UK EYES A".to_owned()], settled: true };
        let visible = Visible::marked([(1, 0)], vec![mark]);
        let found =
            |words: &[&str]| visible.marks_with(&words.iter().map(|&w| w.to_owned()).collect::<Vec<_>>());
        assert_eq!(found(&["uk", "eyes"]), [true]);
        assert_eq!(found(&["s"]), [true]);
        assert_eq!(found(&["secret", "eyes"]), [false]);
    }
}
