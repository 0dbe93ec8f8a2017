//! Entries: what is handed in, what is kept, and how each is committed to.

use crate::LedgerError;
use crate::tree::{Hash, leaf_hash, sha256};

/// The format that entries are written in; it says how their commitment is made.
pub const ENTRY_FORMAT: u32 = 1;
/// How long a sealed head or body may be.
pub const PART_BYTES_MAX: usize = 16 << 20;
/// How many drafts one group may hold.
pub const GROUP_DRAFTS_MAX: usize = 4096;

/// A head or a body, sealed by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedPart {
    /// Random bytes, without which the commitment cannot be guessed back.
    pub salt: [u8; 32],
    /// A commitment to the key, so that one seal cannot be opened two ways.
    pub key_commit: [u8; 32],
    /// The sealed bytes.
    pub sealed: Vec<u8>,
}

impl SealedPart {
    /// The commitment to this part: `SHA-256("chancery/part/v1" || salt || key_commit || sealed)`.
    pub fn commitment(&self) -> Hash {
        sha256(&[b"chancery/part/v1", &self.salt, &self.key_commit, &self.sealed])
    }
}

/// An entry as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Chosen by the caller, who hands in the same one again when an answer was lost.
    pub entry_id: [u8; 16],
    /// The stream that it belongs to.
    pub stream: [u8; 16],
    /// The version at which the caller saw the stream, 0 for a new one; none where any will do.
    pub expected: Option<u64>,
    /// What it is.
    pub head: SealedPart,
    /// What it says.
    pub body: SealedPart,
}

impl Draft {
    /// Refuses what no ledger can hold.
    pub(crate) fn fits(&self) -> Result<(), LedgerError> {
        let longest = self.head.sealed.len().max(self.body.sealed.len());
        if longest > PART_BYTES_MAX {
            let why = format!("a part of {longest} bytes is over {PART_BYTES_MAX}: put it in the vault");
            return Err(LedgerError::Refused(why));
        }
        Ok(())
    }

    /// How much room it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.head.sealed.len() + self.body.sealed.len()
    }
}

/// An entry as the ledger keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 0 without a gap: the index of its leaf.
    pub seq: u64,
    /// Its id, chosen by who handed it in.
    pub entry_id: [u8; 16],
    /// The stream that it belongs to.
    pub stream: [u8; 16],
    /// Its number in the stream, from 1 without a gap.
    pub version: u64,
    /// The format that it was written in.
    pub format: u32,
    /// What it is; none once destroyed.
    pub head: Option<SealedPart>,
    /// What it says; none once destroyed.
    pub body: Option<SealedPart>,
    /// The commitment to the head, kept for ever.
    pub head_commit: Hash,
    /// The commitment to the body, kept for ever.
    pub body_commit: Hash,
    /// The commitment to all of it, which is its leaf in the tree.
    pub commitment: Hash,
    /// The later entry on whose authority a part was destroyed.
    pub disposed_by: Option<u64>,
}

impl Entry {
    /// The hash of its leaf.
    pub fn leaf(&self) -> Hash {
        leaf_hash(&leaf_entry(&self.commitment))
    }

    /// The commitment that follows from what is kept for ever.
    pub(crate) fn derived(&self) -> Hash {
        let place = place_commit(&self.entry_id, &self.stream, self.version);
        commitment(&self.head_commit, &self.body_commit, &place)
    }
}

/// The commitment to where an entry stands: its id, its stream and its version there.
pub fn place_commit(entry_id: &[u8; 16], stream: &[u8; 16], version: u64) -> Hash {
    sha256(&[b"chancery/place/v1", entry_id, stream, &version.to_be_bytes()])
}

/// The commitment to an entry, from those to its head, its body and its place.
pub fn commitment(head: &Hash, body: &Hash, place: &Hash) -> Hash {
    sha256(&[b"chancery/entry/v1", head, body, place])
}

/// The leaf as the log serves it: a byte of format and the commitment.
pub fn leaf_entry(commitment: &Hash) -> [u8; 33] {
    let mut leaf = [ENTRY_FORMAT as u8; 33];
    leaf[1..].copy_from_slice(commitment);
    leaf
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_seal::hex;

    /// The values were worked out with Python's hashlib from the words of docs/ledger-format.md.
    #[test]
    fn commitments_are_those_of_the_format() {
        let part = SealedPart { salt: [1; 32], key_commit: [2; 32], sealed: b"sealed".to_vec() };
        let place = place_commit(&[3; 16], &[4; 16], 5);
        let whole = commitment(&part.commitment(), &part.commitment(), &place);
        assert_eq!(
            hex(&part.commitment()),
            "e7cb4fa6d479ecc7e1618ecf491b9929dff6e619051efcfdd7667ccf00231d84"
        );
        assert_eq!(hex(&place), "afcc763c2b8abadd59e8e3eb22ec7e03e7b0ca7eb86e3257d267170590a22118");
        assert_eq!(hex(&whole), "8ecaf58520893ba2871b1f09b2a10942ee8313d16c2127cc0e0abde6967d94c2");
        assert_eq!(hex(&leaf_entry(&whole)), format!("01{}", hex(&whole)));
        assert_eq!(
            hex(&leaf_hash(&leaf_entry(&whole))),
            "5dbc99c80913ed3829b1e82a02fecce1bf9d8c26c125a6413b585bbe6f87a947"
        );
    }

    #[test]
    fn a_part_too_long_for_the_ledger_is_sent_to_the_vault() {
        let part = |bytes| SealedPart { salt: [0; 32], key_commit: [0; 32], sealed: vec![0; bytes] };
        let draft = |bytes| Draft {
            entry_id: [0; 16],
            stream: [0; 16],
            expected: None,
            head: part(0),
            body: part(bytes),
        };
        assert_eq!(draft(PART_BYTES_MAX).fits(), Ok(()));
        assert!(matches!(draft(PART_BYTES_MAX + 1).fits(), Err(LedgerError::Refused(_))));
    }
}
