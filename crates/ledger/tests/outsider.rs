//! What docs/ledger-format.md tells an outsider to do, done as it is written there.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a helper that fails stops its test, or says why it is skipped"
)]

mod common;

use std::path::Path;
use std::process::{Command, Output};

use common::Office;

/// The block of that language in docs/ledger-format.md.
fn told(language: &str) -> String {
    let format =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/ledger-format.md"))
            .unwrap();
    let (_, block) = format.split_once(&format!("```{language}\n")).unwrap();
    block.split_once("```").unwrap().0.to_owned()
}

/// Runs a block of docs/ledger-format.md; none where a program for it is not here.
fn done(program: &str, needs: &[&str], block: &str, office: &Office, argument: &str) -> Option<Output> {
    for needed in [&[program], needs].concat() {
        if Command::new(needed).arg("--version").output().is_err() {
            assert!(std::env::var_os("CHANCERY_NO_SKIP").is_none(), "there is no {needed} here");
            eprintln!("skipped: there is no {needed} here");
            return None;
        }
    }
    let script = office.folder.path().join("script");
    std::fs::write(&script, told(block)).unwrap();
    Some(Command::new(program).arg(&script).arg(office.path()).arg(argument).output().unwrap())
}

#[test]
fn the_python_of_the_format_verifies_a_ledger() {
    for entries in [1, 7, 256, 600] {
        let office = Office::of(entries);
        let Some(run) = done("python3", &[], "python", &office, "") else { return };
        let (said, failed) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        assert!(
            said.starts_with(&format!("chancery.example/office: {entries} entries under ")),
            "{said}{failed}"
        );
    }
}

#[test]
fn the_python_of_the_format_sees_what_was_changed() {
    for (sql, words) in [
        ("UPDATE entry SET body_sealed = x'00' WHERE seq = 5", "entry 5: a part differs"),
        ("UPDATE entry SET version = 99 WHERE seq = 5", "entry 5: its commitment differs"),
        ("DELETE FROM entry WHERE seq = 29", "the root differs"),
    ] {
        let office = Office::of(30);
        office.tamper(sql);
        let Some(run) = done("python3", &[], "python", &office, "") else { return };
        let failed = String::from_utf8_lossy(&run.stderr);
        assert!(failed.contains(words) && !run.status.success(), "{sql}: {failed}");
    }
}

#[test]
fn openssl_verifies_the_signature_as_the_format_says() {
    let office = Office::of(30);
    let vkey = office.open().unwrap().vkey().to_owned();
    let Some(run) = done("sh", &["sqlite3", "openssl"], "sh", &office, &vkey) else { return };
    let failed = String::from_utf8_lossy(&run.stderr);
    assert_eq!(String::from_utf8_lossy(&run.stdout), "Signature Verified Successfully\n", "{failed}");
    office.tamper("UPDATE checkpoint SET note = replace(note, '30', '31') WHERE size = 30");
    let run = done("sh", &[], "sh", &office, &vkey).unwrap();
    assert!(!run.status.success());
}
