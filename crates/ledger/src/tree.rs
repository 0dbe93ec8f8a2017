//! The Merkle tree of RFC 6962: its right edge, roots and inclusion proofs.

use sha2::{Digest as _, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// SHA-256 over pieces, as if they were one.
pub(crate) fn sha256(pieces: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    for piece in pieces {
        hasher.update(piece);
    }
    hasher.finalize().into()
}

/// The hash of a leaf.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    sha256(&[&[0], entry])
}

/// The hash of a node over two others.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    sha256(&[&[1], left, right])
}

/// The root over hashes whose count is a power of two.
pub(crate) fn fold(mut hashes: Vec<Hash>) -> Hash {
    while hashes.len() > 1 {
        hashes = hashes.as_chunks::<2>().0.iter().map(|[left, right]| node_hash(left, right)).collect();
    }
    hashes.first().copied().unwrap_or_else(empty_root)
}

/// The root of a tree without leaves.
pub fn empty_root() -> Hash {
    sha256(&[])
}

/// The right edge of a tree: the roots of its perfect subtrees, all that growing it needs.
///
/// INVARIANT (edge): `peaks` holds one hash for each set bit of `size`, the highest bit's first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    peaks: Vec<Hash>,
}

impl Edge {
    /// The edge of a tree of that size, its peaks asked for by height and index.
    pub fn load<E>(size: u64, mut node: impl FnMut(u8, u64) -> Result<Hash, E>) -> Result<Self, E> {
        let heights = (0..64u8).rev().filter(|height| size >> height & 1 == 1);
        let peaks = heights.map(|height| node(height, (size >> height) - 1)).collect::<Result<_, E>>()?;
        Ok(Self { size, peaks })
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        let right_to_left = self.peaks.iter().rev().copied();
        right_to_left.reduce(|right, left| node_hash(&left, &right)).unwrap_or_else(empty_root)
    }
}

/// The largest power of two smaller than `count`, which is at least 2.
fn split(count: u64) -> u64 {
    1 << (count - 1).ilog2()
}

/// The root over the leaves `low..high`, of which `low` is a multiple of the range's first split.
fn range_root<E>(low: u64, high: u64, node: &mut impl FnMut(u8, u64) -> Result<Hash, E>) -> Result<Hash, E> {
    let count = high - low;
    if count.is_power_of_two() {
        let height = count.ilog2() as u8;
        return node(height, low >> height);
    }
    let middle = low + split(count);
    Ok(node_hash(&range_root(low, middle, node)?, &range_root(middle, high, node)?))
}

/// The proof that leaf `index` is in the tree of `size` leaves, the leaf's sibling first.
///
/// Nodes are asked for by height and index. An index outside the tree has the empty proof.
pub fn inclusion<E>(
    index: u64,
    size: u64,
    mut node: impl FnMut(u8, u64) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    let (mut low, mut high, mut proof) = (0, size, Vec::new());
    while index < high && high - low > 1 {
        let middle = low + split(high - low);
        if index < middle {
            proof.push(range_root(middle, high, &mut node)?);
            high = middle;
        } else {
            proof.push(range_root(low, middle, &mut node)?);
            low = middle;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// Whether the proof leads from leaf `index` to the root of the tree of `size` leaves.
pub fn included(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    climb(leaf, index, size, proof).is_some_and(|top| top == *root)
}

/// The root that a proof leads to; none where it is too long or too short (RFC 9162, 2.1.3.2).
fn climb(leaf: &Hash, index: u64, size: u64, proof: &[Hash]) -> Option<Hash> {
    let (mut node, mut last) = (index, size.checked_sub(1)?);
    let mut hash = *leaf;
    for sibling in proof {
        if last == 0 {
            return None;
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            // A last node without a sibling is carried up to where it has one.
            let up = node.trailing_zeros();
            (node, last) = (node >> up, last >> up);
        } else {
            hash = node_hash(&hash, sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    (index < size && last == 0).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6962, 2.1, as it is written there: an independent definition of the root.
    fn mth(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => empty_root(),
            [one] => *one,
            many => {
                let (left, right) = many.split_at(many.len().next_power_of_two() / 2);
                node_hash(&mth(left), &mth(right))
            }
        }
    }

    /// RFC 6962, 2.1.1: the audit path.
    fn path(index: usize, leaves: &[Hash]) -> Vec<Hash> {
        if leaves.len() < 2 {
            return Vec::new();
        }
        let k = leaves.len().next_power_of_two() / 2;
        let (left, right) = leaves.split_at(k);
        let (mut below, sibling) = match index < k {
            true => (path(index, left), mth(right)),
            false => (path(index - k, right), mth(left)),
        };
        below.push(sibling);
        below
    }

    fn leaves(count: u64) -> Vec<Hash> {
        (0..count).map(|i| leaf_hash(&i.to_be_bytes())).collect()
    }

    fn node_of(leaves: &[Hash]) -> impl FnMut(u8, u64) -> Result<Hash, ()> {
        |height, index| {
            let (count, index) = (1usize << height, index as usize);
            leaves.get(index * count..(index + 1) * count).map(mth).ok_or(())
        }
    }

    #[test]
    fn the_empty_tree_has_the_hash_of_nothing() {
        let hex: String = Edge::default().root().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn the_roots_of_sizes_1_to_600_are_those_of_the_rfcs_recursion() {
        let leaves = leaves(600);
        let mut edge = Edge::default();
        for (i, leaf) in leaves.iter().enumerate() {
            edge.push(*leaf);
            assert_eq!(edge.root(), mth(&leaves[..=i]), "size {}", i + 1);
            assert_eq!(Edge::load(edge.size(), node_of(&leaves)), Ok(edge.clone()));
        }
    }

    #[test]
    fn inclusion_proofs_are_the_rfcs_and_lead_to_the_root() {
        let leaves = leaves(600);
        for size in (1..70).chain([127, 128, 129, 255, 256, 257, 511, 512, 513, 600]) {
            let tree = &leaves[..size];
            let root = mth(tree);
            for index in 0..size {
                let proof = inclusion(index as u64, size as u64, node_of(tree)).unwrap();
                assert_eq!(proof, path(index, tree), "leaf {index} of {size}");
                assert!(included(&tree[index], index as u64, size as u64, &proof, &root));
            }
        }
    }

    #[test]
    fn a_proof_holds_for_one_leaf_one_index_one_size_and_one_root() {
        let leaves = leaves(13);
        let root = mth(&leaves);
        let proof = path(5, &leaves);
        assert!(included(&leaves[5], 5, 13, &proof, &root));
        assert!(!included(&leaves[6], 5, 13, &proof, &root), "another leaf");
        assert!(!included(&leaves[5], 4, 13, &proof, &root), "another index");
        assert!(!included(&leaves[5], 13, 13, &proof, &root), "an index outside the tree");
        assert!(!included(&leaves[5], 5, 5, &proof, &root), "another size");
        assert!(!included(&leaves[5], 5, 13, &proof[1..], &root), "a proof cut short");
        assert!(
            !included(&leaves[5], 5, 13, &[proof.clone(), vec![[0; 32]]].concat(), &root),
            "one hash more"
        );
        assert!(!included(&leaves[5], 5, 13, &proof, &leaves[0]), "another root");
        assert!(!included(&leaves[5], 0, 0, &[], &empty_root()), "nothing is in the empty tree");
    }
}
