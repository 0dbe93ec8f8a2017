//! Checkpoints (C2SP tlog-checkpoint) and the proofs that hang on them (C2SP tlog-proof).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chancery_seal::sign::{SigningKey, VerifyingKey};

use crate::note::{self, NoteError, Verifier};
use crate::tree::{self, Hash};

const PROOF_HEADER: &str = "c2sp.org/tlog-proof@v1";
/// The longest inclusion proof there is: one hash for each bit of an index.
const PROOF_HASHES_MAX: usize = 64;

/// Why a checkpoint or a proof was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The note that it stands in was refused.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The text is not of the form.
    #[error("the text is not a checkpoint")]
    Form,
    /// It is another log's.
    #[error("the checkpoint is of another origin")]
    Origin,
    /// The proof is not of the form.
    #[error("the text is not a proof of inclusion")]
    Proof,
    /// The proof does not lead from the entry to the root.
    #[error("the proof does not lead from the entry to the root")]
    Excluded,
}

/// What a checkpoint says: this log had this root at this size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log.
    pub origin: String,
    /// How many entries it held.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Hash,
}

impl Checkpoint {
    /// The checkpoint as a signed note; the key's name is the origin.
    pub fn sign(&self, key: &SigningKey) -> Result<String, NoteError> {
        let text = format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root));
        note::sign(&text, &self.origin, key)
    }

    /// Opens a signed checkpoint of that origin.
    pub fn open(note: &str, origin: &str, key: &VerifyingKey) -> Result<Self, CheckpointError> {
        let text = note::open(note, &[Verifier::new(origin, *key)?])?;
        let checkpoint = Self::parse(text).ok_or(CheckpointError::Form)?;
        if checkpoint.origin == origin { Ok(checkpoint) } else { Err(CheckpointError::Origin) }
    }

    /// Reads the text of a checkpoint; lines after the third are let pass, as the specification says.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, size, root) = (lines.next()?, decimal(lines.next()?)?, hash(lines.next()?)?);
        let fits = !origin.is_empty() && lines.all(|line| !line.is_empty());
        fits.then(|| Self { origin: origin.to_owned(), size, root })
    }
}

/// A number as the specifications write one: digits alone, no leading zero.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

fn hash(text: &str) -> Option<Hash> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

/// The proof of inclusion as text: what a receipt of ours looks like outside.
pub(crate) fn proof_text(index: u64, proof: &[Hash], checkpoint: &str) -> String {
    let hashes: String = proof.iter().map(|hash| STANDARD.encode(hash) + "\n").collect();
    format!("{PROOF_HEADER}\nindex {index}\n{hashes}\n{checkpoint}")
}

/// Checks a proof's text against an entry's commitment; yields the entry's number and the checkpoint.
pub fn check_proof(
    text: &str,
    commitment: &Hash,
    origin: &str,
    key: &VerifyingKey,
) -> Result<(u64, Checkpoint), CheckpointError> {
    let (index, hashes, note) = proof_parts(text).ok_or(CheckpointError::Proof)?;
    let checkpoint = Checkpoint::open(note, origin, key)?;
    let leaf = tree::leaf_hash(&crate::entry::leaf_entry(commitment));
    if tree::included(&leaf, index, checkpoint.size, &hashes, &checkpoint.root) {
        Ok((index, checkpoint))
    } else {
        Err(CheckpointError::Excluded)
    }
}

fn proof_parts(text: &str) -> Option<(u64, Vec<Hash>, &str)> {
    let (head, note) = text.split_once("\n\n")?;
    let mut lines = head.split('\n').peekable();
    if lines.next() != Some(PROOF_HEADER) {
        return None;
    }
    // What stands after `extra` is vouched for by nobody, so it is not even read.
    lines.next_if(|line| line.starts_with("extra "));
    let index = decimal(lines.next()?.strip_prefix("index ")?)?;
    let hashes = lines.take(PROOF_HASHES_MAX + 1).map(hash).collect::<Option<Vec<_>>>()?;
    (hashes.len() <= PROOF_HASHES_MAX).then_some((index, hashes, note))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "chancery.example/office";

    fn key() -> SigningKey {
        SigningKey::from_seed([7; 32])
    }

    fn open_text(text: &str) -> Result<Checkpoint, CheckpointError> {
        Checkpoint::open(&note::sign(text, ORIGIN, &key()).unwrap(), ORIGIN, &key().verifying())
    }

    #[test]
    fn a_checkpoint_is_three_lines_and_a_signature() {
        let checkpoint = Checkpoint { origin: ORIGIN.into(), size: 70_000, root: [1; 32] };
        let note = checkpoint.sign(&key()).unwrap();
        let lines: Vec<&str> = note.lines().collect();
        assert_eq!(lines[..4], [ORIGIN, "70000", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", ""]);
        assert!(lines[4].starts_with("\u{2014} chancery.example/office "));
        assert_eq!(Checkpoint::open(&note, ORIGIN, &key().verifying()), Ok(checkpoint));
    }

    #[test]
    fn hostile_checkpoints_are_refused_by_their_defect() {
        let root = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
        let cases = [
            ("another origin", format!("chancery.example/other\n3\n{root}\n"), CheckpointError::Origin),
            ("no root", format!("{ORIGIN}\n3\n"), CheckpointError::Form),
            ("leading zero", format!("{ORIGIN}\n03\n{root}\n"), CheckpointError::Form),
            ("a sign", format!("{ORIGIN}\n+3\n{root}\n"), CheckpointError::Form),
            ("too great", format!("{ORIGIN}\n18446744073709551616\n{root}\n"), CheckpointError::Form),
            ("a short root", format!("{ORIGIN}\n3\nAQEB\n"), CheckpointError::Form),
            ("a root without padding", format!("{ORIGIN}\n3\n{}\n", &root[..43]), CheckpointError::Form),
            ("an empty line", format!("{ORIGIN}\n3\n{root}\n\nmore\n"), CheckpointError::Form),
        ];
        for (defect, text, refusal) in cases {
            assert_eq!(open_text(&text), Err(refusal), "{defect}");
        }
        assert_eq!(open_text(&format!("{ORIGIN}\n3\n{root}\nextension\n")).map(|c| c.size), Ok(3));
    }

    #[test]
    fn a_proof_is_known_by_its_form() {
        let one = Checkpoint {
            origin: ORIGIN.into(),
            size: 1,
            root: tree::leaf_hash(&crate::entry::leaf_entry(&[9; 32])),
        };
        let note = one.sign(&key()).unwrap();
        let check = |text: &str| check_proof(text, &[9; 32], ORIGIN, &key().verifying());
        let text = proof_text(0, &[], &note);
        assert_eq!(text, format!("c2sp.org/tlog-proof@v1\nindex 0\n\n{note}"));
        assert_eq!(check(&text), Ok((0, one.clone())));
        assert_eq!(check(&text.replace("index", "extra AAAA\nindex")), Ok((0, one)));
        assert_eq!(check(&text.replace("@v1", "@v2")), Err(CheckpointError::Proof));
        assert_eq!(check(&text.replace("index 0", "index 00")), Err(CheckpointError::Proof));
        assert_eq!(check(&text.replace("index 0", "index 1")), Err(CheckpointError::Excluded));
        assert_eq!(check(&text.replace("index 0\n", "index 0\nAAAA\n")), Err(CheckpointError::Proof));
        assert_eq!(check_proof(&text, &[8; 32], ORIGIN, &key().verifying()), Err(CheckpointError::Excluded));
    }
}
