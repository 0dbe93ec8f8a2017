//! What it is to append: groups, receipts, conflicts, repetition, and who is told when.

mod common;

use std::sync::mpsc::{Sender, channel};

use chancery_ledger::{
    Draft, Entry, Follower, GROUP_DRAFTS_MAX, Ledger, LedgerError, PART_BYTES_MAX, Receipt,
};
use common::{Office, draft, draft_in, part, settings};

fn numbers(receipts: &[Receipt]) -> Vec<(u64, u64)> {
    receipts.iter().map(|receipt| (receipt.seq, receipt.version)).collect()
}

#[test]
fn entries_are_numbered_in_the_ledger_and_in_their_stream() {
    let office = Office::of(0);
    let ledger = office.open().unwrap();
    assert_eq!((ledger.size(), ledger.checkpoint().unwrap()), (0, None));
    let receipts = ledger.append(vec![draft_in(1, 0), draft_in(2, 1), draft_in(1, 2)]).unwrap();
    assert_eq!(numbers(&receipts), [(0, 1), (1, 1), (2, 2)]);
    assert_eq!(numbers(&ledger.append(vec![draft_in(2, 3)]).unwrap()), [(3, 2)]);
    assert_eq!(ledger.size(), 4);
    assert!(ledger.checkpoint().unwrap().unwrap().starts_with("chancery.example/office\n4\n"));
}

#[test]
fn an_entry_reads_back_as_it_was_handed_in() {
    let office = Office::of(30);
    let ledger = office.open().unwrap();
    let entries = ledger.entries(27, 10).unwrap();
    assert_eq!(entries.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [27, 28, 29]);
    let Draft { entry_id, stream, head, body, .. } = draft(27);
    let entry = entries[0].clone();
    assert_eq!((entry.entry_id, entry.stream, entry.version, entry.format), (entry_id, stream, 6, 1));
    assert_eq!((entry.head, entry.body, entry.disposed_by), (Some(head), Some(body), None));
    assert_eq!(ledger.entries(0, 4).unwrap().len(), 4);
    assert_eq!(ledger.entries(30, 4).unwrap(), []);
}

#[test]
fn a_caller_who_saw_another_version_enters_nothing() {
    let office = Office::of(0);
    let ledger = office.open().unwrap();
    let expecting = |number, expected| Draft { expected: Some(expected), ..draft_in(1, number) };
    ledger.append(vec![expecting(0, 0), expecting(1, 1)]).unwrap();
    let conflict = ledger.append(vec![draft_in(2, 2), expecting(3, 1)]);
    assert_eq!(conflict, Err(LedgerError::Conflict { stream: [1; 16], expected: 1, found: 2 }));
    assert_eq!(ledger.size(), 2, "of the group that held the conflict, nothing was entered");
    assert_eq!(numbers(&ledger.append(vec![draft_in(2, 2), expecting(3, 2)]).unwrap()), [(2, 1), (3, 3)]);
}

#[test]
fn a_draft_that_is_handed_in_again_has_its_first_receipt() {
    let office = Office::of(0);
    let ledger = office.open().unwrap();
    let new = |number| Draft { expected: Some(0), ..draft_in(1, number) };
    let first = ledger.append(vec![new(0)]).unwrap();
    let sealed_anew = Draft { body: part(9, 40), ..new(0) };
    assert_eq!(ledger.append(vec![sealed_anew]).unwrap(), first, "whatever version is expected by now");
    let twice = ledger.append(vec![draft_in(2, 5), draft_in(2, 5), draft_in(1, 0)]).unwrap();
    assert_eq!(numbers(&twice), [(1, 1), (1, 1), (0, 1)]);
    assert_eq!(ledger.size(), 2);
    let elsewhere = Draft { stream: [3; 16], ..draft_in(1, 0) };
    assert!(matches!(ledger.append(vec![elsewhere]), Err(LedgerError::Refused(_))));
}

#[test]
fn what_no_ledger_can_hold_is_refused() {
    let office = Office::of(0);
    let ledger = office.open().unwrap();
    let long = Draft { head: part(1, PART_BYTES_MAX + 1), ..draft(0) };
    assert!(matches!(ledger.append(vec![long]), Err(LedgerError::Refused(_))));
    let many = (0..=GROUP_DRAFTS_MAX as u32).map(draft).collect();
    assert!(matches!(ledger.append(many), Err(LedgerError::Refused(_))));
    assert_eq!(ledger.append(Vec::new()), Ok(Vec::new()));
    assert_eq!(ledger.size(), 0);
}

#[test]
fn many_callers_share_commits_and_lose_nothing() {
    let office = Office::of(0);
    let ledger = office.open().unwrap();
    std::thread::scope(|scope| {
        for caller in 0..16u8 {
            let ledger = &ledger;
            scope.spawn(move || {
                for number in 0..40 {
                    let own = ledger
                        .append(vec![draft_in(caller, number), draft_in(caller, 100 + number)])
                        .unwrap();
                    assert_eq!(own[0].version + 1, own[1].version, "nobody comes between a group");
                    assert_eq!(own[0].seq + 1, own[1].seq);
                }
            });
        }
    });
    assert_eq!(ledger.size(), 16 * 80);
    assert_eq!(ledger.verify(&mut |_, _| {}).unwrap(), []);
    let checkpoints = rusqlite::Connection::open(office.path()).unwrap();
    let count: u64 = checkpoints.query_row("SELECT count(*) FROM checkpoint", [], |row| row.get(0)).unwrap();
    assert!(count < 16 * 40, "{count} commits for {} calls", 16 * 40);
}

#[test]
fn of_callers_who_saw_the_same_version_one_comes_first() {
    let office = Office::of(0);
    let ledger = office.open().unwrap();
    let outcomes = std::thread::scope(|scope| {
        let call = |number| {
            let ledger = &ledger;
            move || ledger.append(vec![Draft { expected: Some(0), ..draft_in(1, number) }])
        };
        let callers: Vec<_> = (0..8).map(|number| scope.spawn(call(number))).collect();
        callers.into_iter().map(|caller| caller.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let late = LedgerError::Conflict { stream: [1; 16], expected: 0, found: 1 };
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Err(late.clone())).count(), 7);
    assert_eq!(ledger.size(), 1);
}

struct Told(Sender<Vec<u64>>);

impl Follower for Told {
    fn applied(&mut self, entries: &[Entry]) -> Result<(), String> {
        self.0.send(entries.iter().map(|entry| entry.seq).collect()).map_err(|error| error.to_string())
    }
}

#[test]
fn the_follower_has_been_told_when_the_caller_is_answered() {
    let office = Office::of(20);
    let (told, hears) = channel();
    let ledger = Ledger::open(&office.path(), settings(), Box::new(Told(told))).unwrap();
    ledger.append(vec![draft(20), draft(21)]).unwrap();
    assert_eq!(hears.try_recv(), Ok(vec![20, 21]));
    ledger.append(vec![draft(20)]).unwrap();
    assert!(hears.try_recv().is_err(), "what was entered before is not told again");
    ledger.append(vec![draft(20), draft(22)]).unwrap();
    assert_eq!(hears.try_recv(), Ok(vec![22]));
}

#[test]
fn a_follower_who_fails_stops_the_ledger_and_the_entry_is_kept() {
    let office = Office::of(0);
    let (told, hears) = channel();
    drop(hears);
    let ledger = Ledger::open(&office.path(), settings(), Box::new(Told(told))).unwrap();
    let first = ledger.append(vec![draft(0)]);
    assert_eq!(first, Err(LedgerError::Follower("sending on a closed channel".into())));
    assert_eq!(ledger.append(vec![draft(1)]), Err(LedgerError::Stopped));
    ledger.close();
    let ledger = office.open().unwrap();
    assert_eq!(
        numbers(&ledger.append(vec![draft(0)]).unwrap()),
        [(0, 1)],
        "handed in again, it has its receipt"
    );
    assert_eq!(ledger.size(), 1);
}
