//! A watched folder: what has come to rest is filed once and moved.
#![allow(clippy::unwrap_used)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::time::Duration;

use chancery_testkit::Office;
use chancery_ways::{Round, Taker, Watch};

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        walk(folder).into_iter().map(|name| name.replace(&format!("{}/", folder.display()), "")).collect();
    names.sort();
    names
}

fn walk(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path.display().to_string()] })
        .collect()
}

fn at_once(folder: &Path) -> Watch {
    Watch::new(folder, Duration::ZERO).unwrap()
}

fn waiting(office: &Office) -> u32 {
    office.as_("clerk").tray().unwrap().total
}

#[test]
fn a_file_is_filed_and_moved_or_refused_with_the_reason_beside_it() {
    let (office, folder) = (Office::uk(), tempfile::tempdir().unwrap());
    let taker = Taker::new(office.registry.clone(), "clerk").unwrap();
    for (name, text) in
        [("letter.txt", "SECRET\n\nTin.\n"), (".hidden", "x"), ("mail.eml.part", "x"), ("x.tmp", "x")]
    {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::write(folder.path().join("broken.txt"), b"\x7fELF\x02\x01\x01\x00\x00").unwrap();
    let round = at_once(folder.path()).round(&taker).unwrap();
    assert_eq!(round, Round { done: 1, refused: 1, ..Round::default() });
    assert_eq!(
        files(folder.path()),
        [
            ".hidden",
            "done/letter.txt",
            "mail.eml.part",
            "refused/broken.txt",
            "refused/broken.txt.reason.txt",
            "x.tmp"
        ]
    );
    let reason = fs::read_to_string(folder.path().join("refused/broken.txt.reason.txt")).unwrap();
    assert!(reason.trim().len() > 10, "{reason}");
    assert_eq!(waiting(&office), 1);
}

#[test]
fn what_is_still_written_to_is_left_until_it_rests() {
    let (office, folder) = (Office::uk(), tempfile::tempdir().unwrap());
    let taker = Taker::new(office.registry.clone(), "clerk").unwrap();
    let letter = folder.path().join("letter.txt");
    let mut watch = Watch::new(folder.path(), Duration::from_secs(3600)).unwrap();
    for text in ["SECRET\n", "SECRET\n\nTin.\n"] {
        fs::write(&letter, text).unwrap();
        assert_eq!(watch.round(&taker).unwrap(), Round::default());
    }
    assert!(letter.exists() && waiting(&office) == 0);
}

#[test]
fn a_file_that_was_filed_and_not_moved_is_known_again_and_moved() {
    let (office, folder) = (Office::uk(), tempfile::tempdir().unwrap());
    let taker = Taker::new(office.registry.clone(), "clerk").unwrap();
    let letter = folder.path().join("letter.txt");
    for _ in 0..2 {
        // As after a stop between filing and moving: the file is there again, and the program is new.
        fs::write(&letter, "SECRET\n\nTin.\n").unwrap();
        assert_eq!(at_once(folder.path()).round(&taker).unwrap().done, 1);
    }
    assert_eq!(waiting(&office), 1);
    assert_eq!(
        files(folder.path()),
        ["done/letter.txt", "done/letter.txt.2"],
        "and nothing was written over"
    );
}

#[test]
fn files_whose_names_are_shown_alike_are_not_taken_for_one_another() {
    let (office, folder) = (Office::uk(), tempfile::tempdir().unwrap());
    let taker = Taker::new(office.registry.clone(), "clerk").unwrap();
    let named = |name: &[u8]| folder.path().join(OsStr::from_bytes(name));
    fs::write(named(b"a\xfd.txt"), "SECRET\n\nTin.\n").unwrap();
    fs::write(named(b"a\xfe.txt"), b"\x7fELF\x02\x01\x01\x00\x00").unwrap();
    let mut watch = at_once(folder.path());
    let rounds = [watch.round(&taker).unwrap(), watch.round(&taker).unwrap()];
    assert_eq!(rounds.map(|round| (round.done, round.refused, round.left)), [(1, 0, 0), (0, 1, 0)]);
    assert!(named(b"done/a\xfd.txt").exists() && named(b"refused/a\xfe.txt").exists());
    assert_eq!(waiting(&office), 1);
}

#[test]
fn a_file_that_cannot_be_moved_is_filed_once_and_it_is_told_why_it_stays() {
    let (office, elsewhere, folder) = (Office::uk(), Office::uk(), tempfile::tempdir().unwrap());
    let taker_of = |office: &Office| Taker::new(office.registry.clone(), "clerk").unwrap();
    fs::write(folder.path().join("letter.txt"), "SECRET\n\nTin.\n").unwrap();
    let mut watch = at_once(folder.path());
    fs::remove_dir(folder.path().join("done")).unwrap();
    // The second round is given another registry: what were filed again would be filed there.
    for office in [&office, &elsewhere] {
        let round = watch.round(&taker_of(office)).unwrap();
        assert_eq!((round.done, round.left), (0, 1));
        let why = round.trouble.unwrap();
        assert!(why.contains("letter.txt: No such file or directory"), "{why}");
    }
    fs::create_dir(folder.path().join("done")).unwrap();
    let round = watch.round(&taker_of(&elsewhere)).unwrap();
    assert_eq!(round, Round { done: 1, ..Round::default() });
    assert_eq!((waiting(&office), waiting(&elsewhere)), (1, 0));
}

#[test]
fn links_and_folders_are_not_followed() {
    let (office, folder) = (Office::uk(), tempfile::tempdir().unwrap());
    let taker = Taker::new(office.registry, "clerk").unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("secret.txt"), "SECRET\n\nTin.\n").unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("secret.txt"), folder.path().join("link.txt")).unwrap();
    fs::create_dir(folder.path().join("inner")).unwrap();
    assert_eq!(at_once(folder.path()).round(&taker).unwrap(), Round::default());
    assert!(elsewhere.path().join("secret.txt").exists());
}

#[test]
fn only_who_enters_papers_takes_them_in() {
    let office = Office::uk();
    assert!(Taker::new(office.registry, "pm").is_err());
}
