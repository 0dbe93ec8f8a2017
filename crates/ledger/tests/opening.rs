//! Opening a ledger: whose it is, who has it, and what an unclean end leaves.

mod common;

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use chancery_ledger::{Ledger, LedgerError, Settings, verify_file};
use chancery_seal::sign::SigningKey;
use common::{ORIGIN, Office, copy_files, draft, settings, verifying};

#[test]
fn a_ledger_is_never_made_over_another_file() {
    let office = Office::of(3);
    assert!(matches!(Ledger::create(&office.path(), settings()), Err(LedgerError::Io(_))));
    assert_eq!(office.open().unwrap().size(), 3);
}

#[test]
fn a_ledger_that_is_not_there_is_not_made_by_opening_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    assert!(matches!(Ledger::open(&path, settings(), Box::new(())), Err(LedgerError::Io(_))));
    assert!(matches!(verify_file(&path, &verifying(), ORIGIN, &mut |_, _| {}), Err(LedgerError::Io(_))));
    assert!(!path.exists());
}

#[test]
fn a_ledger_is_open_once() {
    let office = Office::of(3);
    let ledger = office.open().unwrap();
    assert!(matches!(office.open(), Err(LedgerError::Locked)));
    let verified = verify_file(&office.path(), &verifying(), ORIGIN, &mut |_, _| {});
    assert_eq!(verified, Err(LedgerError::Locked), "while it grows, its own process verifies it");
    ledger.close();
    assert_eq!(office.open().unwrap().size(), 3);
}

#[test]
fn a_ledger_of_another_origin_or_key_is_not_ours() {
    let office = Office::of(3);
    let other_origin = Settings { origin: "chancery.example/other".into(), ..settings() };
    let other_key = Settings { key: SigningKey::from_seed([8; 32]), ..settings() };
    for other in [other_origin, other_key] {
        assert!(matches!(Ledger::open(&office.path(), other, Box::new(())), Err(LedgerError::NotOurs(_))));
    }
    let nameless = Settings { origin: "chancery example".into(), ..settings() };
    let made = Ledger::create(&office.folder.path().join("new.db"), nameless);
    assert!(matches!(made, Err(LedgerError::NotOurs(_))));
}

#[test]
fn a_closed_ledger_is_one_file_its_sums_and_its_lock() {
    let office = Office::of(30);
    let files = std::fs::read_dir(office.folder.path()).unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["ledger.db", "ledger.db.lock", "ledger.db.sum"]);
}

#[test]
fn a_ledger_grows_the_same_whether_it_is_opened_once_or_often() {
    let often = Office::of(0);
    for number in 0..600 {
        if number % 50 == 0 || (254..259).contains(&number) {
            often.open().unwrap().append(vec![draft(number)]).unwrap();
        } else {
            // The very same entries, more at a time where nothing is shown by fewer.
            let ledger = often.open().unwrap();
            ledger.append((number..(number / 50 + 1) * 50).map(draft).collect()).unwrap();
        }
    }
    let ledger = often.open().unwrap();
    let once = Office::of(600).open().unwrap().checkpoint();
    assert_eq!(ledger.size(), 600);
    assert_eq!(ledger.checkpoint(), once);
}

#[test]
fn an_edge_that_its_checkpoint_does_not_bear_out_is_not_opened() {
    for (what, sql) in [
        ("the last entry changed", "UPDATE entry SET body_sealed = x'00' WHERE seq = 25"),
        ("an early leaf changed", "UPDATE entry SET commitment = zeroblob(32) WHERE seq = 0"),
        ("the last entry cut off", "DELETE FROM entry WHERE seq = 25"),
        ("the last checkpoint cut off", "DELETE FROM checkpoint WHERE size = 26"),
        ("no checkpoint", "DELETE FROM checkpoint"),
        (
            "the note changed",
            "UPDATE checkpoint SET note = replace(note, 'office', 'orifice') WHERE size = 26",
        ),
        ("the setting gone", "DELETE FROM setting"),
    ] {
        let office = Office::of(26);
        office.tamper(sql);
        assert!(matches!(office.open(), Err(LedgerError::Damaged(_))), "{what}");
    }
    let office = Office::of(3);
    std::fs::write(office.path(), b"not a database at all, but long enough to be taken for one").unwrap();
    assert!(matches!(office.open(), Err(LedgerError::Damaged(_))));
}

#[test]
fn an_unclean_end_loses_nothing_and_is_not_taken_for_damage() {
    let office = Office::of(30);
    let ledger = office.open().unwrap();
    ledger.append((30..330).map(draft).collect()).unwrap();
    // What a sudden end would leave: the files as they are while the ledger is open.
    let crashed = Office { folder: tempfile::tempdir().unwrap() };
    copy_files(office.folder.path(), crashed.folder.path());
    assert!(std::fs::metadata(crashed.folder.path().join("ledger.db-wal")).unwrap().len() > 0);
    assert_eq!(crashed.flaws(), [], "it is verified as it was left, log and all");
    let again = crashed.open().unwrap();
    assert_eq!((again.size(), again.checkpoint()), (330, ledger.checkpoint()));
    again.close();
    assert_eq!(crashed.flaws(), []);
}

#[test]
#[ignore = "run by the test below it, as the process that is killed"]
fn appends_until_it_is_killed() {
    let path = std::env::var_os("LEDGER").unwrap();
    let ledger = Ledger::open(path.as_ref(), settings(), Box::new(())).unwrap();
    for number in ledger.size() as u32.. {
        let receipts = ledger.append(vec![draft(number)]).unwrap();
        println!("\nanswered {}", receipts[0].seq);
    }
}

#[test]
fn what_was_answered_is_there_after_the_process_was_killed() {
    let office = Office::of(0);
    for round in 1..=5u64 {
        let mut killed = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "appends_until_it_is_killed", "--ignored", "--nocapture"])
            .env("LEDGER", office.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(killed.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut answered = lines.filter_map(|line| line.strip_prefix("answered ")?.parse::<u64>().ok());
        let mut last = answered.nth(40 * round as usize).unwrap();
        killed.kill().unwrap();
        killed.wait().unwrap();
        last = answered.last().unwrap_or(last);
        let ledger = office.open().unwrap();
        assert!(ledger.size() > last, "round {round}: {last} was answered, {} are there", ledger.size());
        assert_eq!(ledger.verify(&mut |_, _| {}).unwrap(), []);
    }
}
