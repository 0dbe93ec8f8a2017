//! Destroying what an entry holds, and keeping the proof that it was there.
#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use chancery_ledger::checkpoint::check_proof;
use chancery_ledger::{Disposal, LedgerError};
use common::{ORIGIN, Office, verifying};

fn holds(office: &Office, words: &str) -> bool {
    let files = std::fs::read_dir(office.folder.path()).unwrap();
    files
        .map(|file| std::fs::read(file.unwrap().path()).unwrap())
        .any(|bytes| bytes.windows(words.len()).any(|window| window == words.as_bytes()))
}

#[test]
fn what_is_destroyed_is_nowhere_in_the_files_and_still_proved() {
    let office = Office::of(30);
    let (head, body) = ("<head 000007 of 002>", "<body 000007 of 002>");
    let ledger = office.open().unwrap();
    let before = ledger.checkpoint();
    ledger.dispose(7, Disposal::Body, 28).unwrap();
    assert_eq!((holds(&office, head), holds(&office, body)), (true, false));
    ledger.dispose(7, Disposal::Whole, 29).unwrap();
    assert_eq!((holds(&office, head), holds(&office, body)), (false, false));
    let entry = ledger.entries(7, 1).unwrap().remove(0);
    assert_eq!((entry.head, entry.body, entry.disposed_by), (None, None, Some(29)));
    assert!(check_proof(&ledger.prove(7).unwrap(), &entry.commitment, ORIGIN, &verifying()).is_ok());
    assert_eq!(ledger.checkpoint(), before, "the tree knows nothing of it");
    assert_eq!(ledger.verify(&mut |_, _| {}).unwrap(), []);
    ledger.close();
    assert_eq!(office.flaws(), []);
}

#[test]
fn only_a_later_entry_destroys_and_only_one_that_is_there() {
    let ledger = Office::of(30).open().unwrap();
    for (seq, by) in [(7, 7), (7, 6), (7, 30), (30, 31)] {
        assert!(
            matches!(ledger.dispose(seq, Disposal::Whole, by), Err(LedgerError::Refused(_))),
            "{seq} by {by}"
        );
    }
}

#[test]
fn a_part_that_is_missing_without_a_disposal_is_a_flaw() {
    let office = Office::of(30);
    office.tamper(
        "UPDATE entry SET body_salt = NULL, body_key_commit = NULL, body_sealed = NULL WHERE seq = 7",
    );
    assert_eq!(
        office.flaws_of_content(),
        ["entry 7: its body is missing, and no later entry disposed of it"]
    );
    office.tamper("UPDATE entry SET disposed_by = 99 WHERE seq = 7");
    assert_eq!(office.flaws_of_content(), ["entry 7: it was disposed of by entry 99, which does not exist"]);
    office.tamper("UPDATE entry SET disposed_by = 20 WHERE seq = 8");
    assert_eq!(office.flaws_of_content()[1], "entry 8: entry 20 disposed of it, yet its body is there");
}

#[test]
fn the_tables_themselves_refuse_to_forget() {
    let office = Office::of(30);
    let db = rusqlite::Connection::open(office.path()).unwrap();
    for (sql, refusal) in [
        ("DELETE FROM entry WHERE seq = 3", "the ledger keeps every entry"),
        ("DELETE FROM checkpoint", "the ledger keeps every checkpoint"),
        ("UPDATE checkpoint SET note = ''", "a checkpoint does not change"),
        ("DELETE FROM setting", "the ledger keeps its setting"),
        ("UPDATE setting SET origin = 'x'", "the setting of a ledger does not change"),
        ("UPDATE entry SET version = 9 WHERE seq = 3", "an entry is only ever emptied, by a later entry"),
        (
            "UPDATE entry SET body_sealed = x'00', disposed_by = 9 WHERE seq = 3",
            "an entry is only ever emptied, by a later entry",
        ),
        (
            "UPDATE entry SET body_sealed = NULL WHERE seq = 3",
            "an entry is only ever emptied, by a later entry",
        ),
        (
            "INSERT INTO entry SELECT 99, zeroblob(16), stream, 99, format, commitment, head_commit, body_commit, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM entry LIMIT 1",
            "an entry follows the last one",
        ),
    ] {
        let refused = db.execute(sql, []).unwrap_err().to_string();
        assert!(refused.contains(refusal), "{sql}: {refused}");
    }
}
