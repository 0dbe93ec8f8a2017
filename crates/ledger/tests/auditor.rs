//! What an auditor is served: tiles, bundles, checkpoints and proofs, checked without the ledger's own tree.
#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use chancery_ledger::LedgerError;
use chancery_ledger::checkpoint::{Checkpoint, CheckpointError, check_proof};
use chancery_ledger::tree::{Hash, leaf_hash, node_hash};
use common::{ORIGIN, Office, draft, verifying};

/// RFC 6962, 2.1, as it is written there.
fn mth(leaves: &[Hash]) -> Hash {
    match leaves {
        [one] => *one,
        many => {
            let (left, right) = many.split_at(many.len().next_power_of_two() / 2);
            node_hash(&mth(left), &mth(right))
        }
    }
}

fn hashes(tile: &[u8]) -> Vec<Hash> {
    tile.chunks(32).map(|hash| hash.try_into().unwrap()).collect()
}

#[test]
fn the_bundles_alone_give_the_checkpoints_root() {
    let ledger = Office::of(600).open().unwrap();
    let mut leaves = Vec::new();
    for (n, width) in [(0, 256), (1, 256), (2, 88)] {
        let bundle = ledger.entry_bundle(n, width).unwrap().unwrap();
        assert_eq!(bundle.len(), usize::from(width) * 35);
        for sized in bundle.chunks(35) {
            assert_eq!(sized[..3], [0, 33, 1], "two bytes of length, and the byte of the format");
            leaves.push(leaf_hash(&sized[2..]));
        }
    }
    let note = ledger.checkpoint().unwrap().unwrap();
    let checkpoint = Checkpoint::open(&note, ORIGIN, &verifying()).unwrap();
    assert_eq!((checkpoint.size, checkpoint.root), (600, mth(&leaves)));
}

#[test]
fn tiles_hold_the_hashes_that_their_address_says() {
    let ledger = Office::of(600).open().unwrap();
    let level_0 = |n, width| hashes(&ledger.tile(0, n, width).unwrap().unwrap());
    assert_eq!(ledger.tile(0, 0, 256).unwrap().unwrap().len(), 8192);
    let entry = ledger.entries(513, 1).unwrap().remove(0);
    assert_eq!(level_0(2, 88)[1], entry.leaf());
    assert_eq!(level_0(2, 2), level_0(2, 88)[..2], "a narrower tile is the beginning of a wider one");
    let level_1 = hashes(&ledger.tile(1, 0, 2).unwrap().unwrap());
    assert_eq!(level_1, [mth(&level_0(0, 256)), mth(&level_0(1, 256))]);
}

#[test]
fn what_is_not_there_is_not_served() {
    let ledger = Office::of(600).open().unwrap();
    let absent = [
        (0, 2, 89),
        (0, 2, 256),
        (0, 3, 1),
        (0, 0, 0),
        (0, 0, 257),
        (1, 0, 3),
        (2, 0, 1),
        (63, 0, 1),
        (255, u64::MAX, 1),
    ];
    for (level, n, width) in absent {
        assert_eq!(ledger.tile(level, n, width).unwrap(), None, "tile {level}/{n}.p/{width}");
    }
    for (n, width) in [(2, 89), (3, 1), (0, 0), (0, 257), (u64::MAX, 1)] {
        assert_eq!(ledger.entry_bundle(n, width).unwrap(), None, "bundle {n}.p/{width}");
    }
}

#[test]
fn every_entry_has_a_proof_that_holds_for_it_alone() {
    for size in [1, 2, 255, 256, 257, 600] {
        let ledger = Office::of(size).open().unwrap();
        let entries = ledger.entries(0, size as usize).unwrap();
        for entry in entries.iter().step_by(1 + size as usize / 40) {
            let proof = ledger.prove(entry.seq).unwrap();
            let checked = check_proof(&proof, &entry.commitment, ORIGIN, &verifying());
            let (seq, checkpoint) = checked.unwrap();
            assert_eq!((seq, checkpoint.size), (entry.seq, u64::from(size)));
            let other = check_proof(&proof, &[0; 32], ORIGIN, &verifying());
            assert_eq!(other, Err(CheckpointError::Excluded));
        }
        assert!(
            matches!(ledger.prove(size.into()), Err(LedgerError::Refused(_))),
            "an entry that is not there"
        );
    }
    assert!(matches!(Office::of(0).open().unwrap().prove(0), Err(LedgerError::Refused(_))));
}

#[test]
fn a_proof_is_text_for_the_file_that_goes_out() {
    let ledger = Office::of(0).open().unwrap();
    ledger.append(vec![draft(0), draft(1), draft(2)]).unwrap();
    let proof = ledger.prove(2).unwrap();
    let lines: Vec<&str> = proof.lines().collect();
    assert_eq!(lines[..2], ["c2sp.org/tlog-proof@v1", "index 2"]);
    assert_eq!(lines[2].len(), 44, "one hash: that over entries 0 and 1");
    assert_eq!(lines[3..6], ["", ORIGIN, "3"]);
    assert!(proof.ends_with(&ledger.checkpoint().unwrap().unwrap()));
}
