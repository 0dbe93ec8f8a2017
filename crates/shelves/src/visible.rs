//! The papers that a reader may know, as a set of their keys.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many keys one block of bits covers.
const BLOCK_KEYS: u64 = 1 << 16;
const BLOCK_WORDS: usize = (BLOCK_KEYS / 64) as usize;

type Block = [u64; BLOCK_WORDS];

/// The keys of the papers that a reader may know.
///
/// Make one for a clearance and keep it: what is worked out for it is kept under its [stamp](Self::stamp),
/// and every set that is made has a stamp of its own. A clone is the same set.
#[derive(Clone, Debug)]
pub struct Visible(Arc<Keys>);

#[derive(Debug)]
struct Keys {
    blocks: BTreeMap<u64, Box<Block>>,
    stamp: u64,
}

impl Visible {
    /// Makes the set of these keys.
    pub fn from_keys(iter: impl IntoIterator<Item = u64>) -> Self {
        static NEXT_STAMP: AtomicU64 = AtomicU64::new(1);
        let mut blocks: BTreeMap<u64, Box<Block>> = BTreeMap::new();
        for key in iter {
            let (block, word, bit) = place(key);
            let block = blocks.entry(block).or_insert_with(|| Box::new([0; BLOCK_WORDS]));
            if let Some(word) = block.get_mut(word) {
                *word |= bit;
            }
        }
        Self(Arc::new(Keys { blocks, stamp: NEXT_STAMP.fetch_add(1, Ordering::Relaxed) }))
    }

    /// Whether the reader may know the paper of this key.
    pub fn has(&self, key: u64) -> bool {
        let (block, word, bit) = place(key);
        self.0.blocks.get(&block).and_then(|block| block.get(word)).is_some_and(|word| word & bit != 0)
    }

    /// What tells this set from every other set made in this process.
    pub fn stamp(&self) -> u64 {
        self.0.stamp
    }
}

fn place(key: u64) -> (u64, usize, u64) {
    let within = key % BLOCK_KEYS;
    (key / BLOCK_KEYS, (within / 64) as usize, 1 << (within % 64))
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
}
