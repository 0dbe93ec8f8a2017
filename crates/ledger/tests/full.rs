//! A disk without room, and a disk that fails.

mod common;

use std::process::{Command, Output};

use chancery_ledger::{Draft, Ledger, LedgerError, verify_file};
use common::{ORIGIN, draft, part, settings, verifying};

fn large(number: u32) -> Draft {
    Draft { body: part(number as u8, 200_000), ..draft(number) }
}

/// Runs a test of this file again, in a shell that first does what `before` says.
fn again(shell: &mut Command, before: &str, test: &str) -> std::io::Result<Output> {
    let script = format!("{before}; exec \"$0\" --exact {test} --ignored --nocapture");
    shell.arg(script).arg(std::env::current_exe()?).output()
}

#[test]
#[ignore = "run by the test below it, on a disk of its own"]
fn on_a_disk_of_one_megabyte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    let ledger = Ledger::create(&path, settings()).unwrap();
    ledger.append(vec![draft(0)]).unwrap();
    let ballast = folder.path().join("ballast");
    let filled = std::fs::write(&ballast, vec![1; 2 << 20]);
    assert_eq!(filled.unwrap_err().kind(), std::io::ErrorKind::StorageFull);
    let before = (ledger.size(), ledger.checkpoint());
    for _ in 0..3 {
        assert_eq!(ledger.append(vec![draft(1), large(2)]), Err(LedgerError::Full));
        assert_eq!((ledger.size(), ledger.checkpoint()), before, "nothing was entered");
    }
    std::fs::remove_file(&ballast).unwrap();
    assert_eq!(ledger.append(vec![draft(1), draft(2)]).unwrap()[1].seq, 2, "with room again, work goes on");
    assert_eq!(ledger.verify(&mut |_, _| {}).unwrap(), []);
    ledger.close();
    assert_eq!(verify_file(&path, &verifying(), ORIGIN, &mut |_, _| {}).unwrap(), []);
}

#[test]
fn a_full_disk_enters_nothing_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut disk = Command::new("unshare");
    disk.args(["-Urm", "sh", "-c"]).env("TMPDIR", folder.path());
    let mount = "mount -t tmpfs -o size=1m none \"$TMPDIR\" || exit 77";
    match again(&mut disk, mount, "on_a_disk_of_one_megabyte") {
        Ok(run) if run.status.success() => {}
        Ok(run) if run.stdout.is_empty() => eprintln!("skipped: no small disk may be mounted here"),
        Ok(run) => panic!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr)),
        Err(error) => eprintln!("skipped: no small disk may be mounted here: {error}"),
    }
}

#[test]
#[ignore = "run by the test below it, where no file may be longer than 512 KiB"]
fn where_writing_fails() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    let ledger = Ledger::create(&path, settings()).unwrap();
    ledger.append(vec![draft(0)]).unwrap();
    let failed = ledger.append((1..5).map(large).collect());
    assert!(matches!(failed, Err(LedgerError::Io(_))), "{failed:?}");
    assert_eq!(ledger.append(vec![draft(1)]), Err(LedgerError::Stopped), "a small one is not tried either");
    assert_eq!(ledger.dispose(0, chancery_ledger::Disposal::Whole, 1), Err(LedgerError::Stopped));
    assert_eq!(ledger.entries(0, 10).unwrap().len(), 1, "reading goes on");
    ledger.close();
    let ledger = Ledger::open(&path, settings(), Box::new(())).unwrap();
    assert_eq!(ledger.append(vec![draft(1)]).unwrap()[0].seq, 1, "opened again, it stands where it stood");
    assert_eq!(ledger.verify(&mut |_, _| {}).unwrap(), []);
}

#[test]
fn after_a_failed_commit_the_ledger_stands_still_until_it_is_opened_again() {
    let mut shell = Command::new("sh");
    let run = again(shell.arg("-c"), "trap '' XFSZ; ulimit -f 1024", "where_writing_fails").unwrap();
    let said = [run.stdout, run.stderr].concat();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&said));
}
