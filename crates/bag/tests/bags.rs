//! A bag as others' tools read it, and what cannot be put into one.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::fs;
use std::io::{self, Cursor, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use chancery_bag::{Bag, Fault};
use jiff::civil::date;

fn sample() -> Vec<u8> {
    let mut bag = Bag::begin("papers-1982-10-14", Cursor::new(Vec::new())).unwrap();
    bag.add("S-82-1/text.txt", b"The herring figures are late again.\n").unwrap();
    bag.add("S-82-1/original.pdf", &[0, 159, 146, 150]).unwrap();
    bag.add("contents.txt", b"").unwrap();
    let says = [("Source-Organization", "10 Downing\nStreet"), ("Marking", "SECRET")];
    bag.close(date(1982, 10, 14), &says).unwrap().into_inner()
}

/// The Python that was made ready for the tests, or the one at hand; none where it does not have what is asked.
fn python(has: &str) -> Option<String> {
    let python = std::env::var("CHANCERY_PYTHON").unwrap_or_else(|_| "python3".into());
    let probe = Command::new(&python).args(["-c", &format!("import {has}")]).stderr(Stdio::null()).status();
    if probe.is_ok_and(|status| status.success()) {
        return Some(python);
    }
    assert!(std::env::var_os("CHANCERY_NO_SKIP").is_none(), "{python} has no {has}");
    eprintln!("skipped: {python} has no {has}");
    None
}

/// Unpacks a ZIP by Python's own `zipfile`; answers its one folder.
fn unpacked(python: &str, zip: &[u8], into: &Path) -> std::path::PathBuf {
    let file = into.join("bag.zip");
    fs::write(&file, zip).unwrap();
    let done = Command::new(python).args(["-m", "zipfile", "-e"]).arg(&file).arg(into).status().unwrap();
    assert!(done.success());
    into.join("papers-1982-10-14")
}

/// What bagit.py says of a folder: whether it is a valid bag.
fn valid(python: &str, bag: &Path) -> bool {
    let checked = Command::new(python).args(["-m", "bagit", "--quiet", "--validate"]).arg(bag).status();
    checked.unwrap().success()
}

#[test]
fn bagit_py_finds_a_bag_valid_and_one_that_was_touched_not() {
    let Some(python) = python("bagit") else { return };
    let folder = tempfile::tempdir().unwrap();
    let bag = unpacked(&python, &sample(), folder.path());
    assert!(valid(&python, &bag));
    fs::write(bag.join("data/S-82-1/text.txt"), "The herring figures are here already").unwrap();
    assert!(!valid(&python, &bag));
}

#[test]
fn sha256sum_checks_the_list_as_it_stands() {
    let Some(python) = python("zipfile") else { return };
    let folder = tempfile::tempdir().unwrap();
    let bag = unpacked(&python, &sample(), folder.path());
    for (sums, list) in [("sha256sum", "manifest-sha256.txt"), ("sha512sum", "tagmanifest-sha512.txt")] {
        let checked =
            Command::new(sums).args(["--check", "--strict", list]).current_dir(&bag).output().unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
    insta::assert_snapshot!(fs::read_to_string(bag.join("bag-info.txt")).unwrap(), @r"
    Source-Organization: 10 Downing Street
    Marking: SECRET
    Bagging-Date: 1982-10-14
    Payload-Oxum: 40.3
    ");
}

#[test]
fn the_same_files_are_the_same_bytes() {
    assert_eq!(sample(), sample());
}

#[test]
fn a_name_that_leads_out_of_the_bag_or_is_not_the_same_everywhere_is_refused() {
    let mut bag = Bag::begin("papers", Cursor::new(Vec::new())).unwrap();
    for name in ["../a", "/a", "a//b", "a/../b", "", ".a", "a.", "a b", "a\\b", "a:b", "é", &"a".repeat(201)]
    {
        assert!(matches!(bag.add(name, b""), Err(Fault::Name)), "{name:?}");
    }
    bag.add("a", b"").unwrap();
    assert!(matches!(bag.add("a", b""), Err(Fault::Twice)));
    assert!(matches!(Bag::begin("a/b", Cursor::new(Vec::new())), Err(Fault::Name)));
}

/// A place that takes all that is written, and has no room when that is to be kept.
struct Full(Cursor<Vec<u8>>);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::StorageFull.into())
    }
}

impl Seek for Full {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn a_bag_whose_last_bytes_found_no_room_is_not_said_to_be_written() {
    let bag = Bag::begin("papers", Full(Cursor::new(Vec::new()))).unwrap();
    assert!(bag.close(date(1982, 10, 14), &[]).is_err());
}
