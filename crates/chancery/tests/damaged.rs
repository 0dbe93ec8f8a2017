//! A registry that lost a part, or holds a damaged one, says which and what to do.

#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use std::fs::{self, File};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;

use common::{LETTER, Office};
use insta::assert_snapshot;

/// A registry that is damaged, asked, and put back.
struct Damaged {
    office: Office,
}

impl Damaged {
    fn new() -> Self {
        let office = Office::made();
        office.write("letter.txt", LETTER);
        office.ok(&["file", "letter.txt"]);
        Self { office }
    }

    fn told(&self, name: &str, damage: impl FnOnce(&Path)) -> String {
        let (path, kept) = (self.office.registry().join(name), self.office.path("kept"));
        fs::rename(self.office.registry(), &kept).unwrap();
        copy(&kept, &self.office.registry());
        damage(&path);
        let told = self.office.run(&["register"]).told();
        if self.office.registry().exists() {
            fs::remove_dir_all(self.office.registry()).unwrap();
        }
        fs::rename(&kept, self.office.registry()).unwrap();
        told
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn empty(path: &Path) {
    File::create(path).unwrap();
}

fn cut(path: &Path) {
    let file = File::options().write(true).open(path).unwrap();
    file.set_len(fs::metadata(path).unwrap().len() / 2).unwrap();
}

/// Writes over the first page and over the middle.
fn overwritten(path: &Path) {
    let mut file = File::options().write(true).open(path).unwrap();
    let middle = fs::metadata(path).unwrap().len() / 2;
    file.write_all(&[b'x'; 4096]).unwrap();
    file.seek(SeekFrom::Start(middle)).unwrap();
    file.write_all(&[b'x'; 4096]).unwrap();
}

fn removed(path: &Path) {
    fs::remove_file(path).unwrap();
}

#[test]
fn lost_or_damaged_keys_are_told_and_never_made_anew() {
    let damaged = Damaged::new();
    for damage in [empty, cut, overwritten] {
        let told = damaged.told("keys.db", damage);
        assert!(told.starts_with("! chancery: keys.db"), "{told}");
        assert!(told.ends_with("= status 5"), "{told}");
    }
    assert_snapshot!(damaged.told("keys.db", overwritten), @r#"
    ! chancery: keys.db is damaged: put back a copy of it; `chancery verify` names whatever else is damaged
    = status 5
    "#);
    assert_snapshot!(damaged.told("keys.db", empty), @r#"
    ! chancery: keys.db does not hold what it should: put back a copy of it; `chancery verify` names whatever else is damaged
    = status 5
    "#);
    assert_snapshot!(damaged.told("keys.db", removed), @r#"
    ! chancery: keys.db is missing or cannot be opened: put back a copy of it; `chancery verify` names whatever else is damaged
    = status 5
    "#);
}

#[test]
fn a_lost_or_damaged_ledger_is_told_and_never_made_anew() {
    let damaged = Damaged::new();
    for damage in [empty, cut, overwritten] {
        let told = damaged.told("ledger.db", damage);
        assert!(told.starts_with("! chancery: ledger.db"), "{told}");
        assert!(told.ends_with("= status 5"), "{told}");
    }
    assert_snapshot!(damaged.told("ledger.db", overwritten), @r#"
    ! chancery: ledger.db is damaged (file is not a database): put back a copy of it; `chancery verify` names whatever else is damaged
    = status 5
    "#);
    assert_snapshot!(damaged.told("ledger.db", empty), @r#"
    ! chancery: ledger.db is damaged (no such table: setting): put back a copy of it; `chancery verify` names whatever else is damaged
    = status 5
    "#);
    assert_snapshot!(damaged.told("ledger.db", removed), @r#"
    ! chancery: ledger.db is missing: put back a copy of it; `chancery verify` names whatever else is damaged
    = status 5
    "#);
}

#[test]
fn lost_or_damaged_settings_are_told() {
    let damaged = Damaged::new();
    assert_snapshot!(damaged.told("chancery.toml", removed), @r#"
    ! chancery: chancery.toml is missing: put back a copy of it; `chancery verify` names whatever else is damaged
    = status 5
    "#);
    assert_snapshot!(damaged.told("chancery.toml", empty), @r#"
    ! chancery: chancery.toml does not read at line 1 (missing field `name`): put back a copy of it; `chancery verify` names whatever else is damaged
    = status 5
    "#);
    assert_snapshot!(damaged.told("chancery.toml", |path| fs::write(path, "name = \"x\"\nname = 1\n").unwrap()), @r#"
    ! chancery: chancery.toml does not read at line 2 (duplicate key): put back a copy of it; `chancery verify` names whatever else is damaged
    = status 5
    "#);
    assert_snapshot!(damaged.told("chancery.toml", |path| fs::write(path, b"\xff").unwrap()), @r#"
    ! chancery: chancery.toml is not text: put back a copy of it; `chancery verify` names whatever else is damaged
    = status 5
    "#);
    assert_snapshot!(damaged.told("", |path| fs::remove_dir_all(path).unwrap()), @r#"
    ! chancery: there is no registry in office.chancery: make one with `chancery init`, or name another with `--registry`
    = status 5
    "#);
}

#[test]
fn a_projection_that_is_gone_is_made_again_and_a_damaged_one_is_rebuilt() {
    let damaged = Damaged::new();
    let whole = damaged.office.run(&["register"]).told();
    assert_eq!(damaged.told("register.db", removed), whole);
    assert_eq!(damaged.told("register.db", empty), whole);
    assert_eq!(damaged.told("shelves", |path| fs::remove_dir_all(path).unwrap()), whole);
    assert_snapshot!(damaged.told("register.db", overwritten), @r#"
    ! chancery: register.db is damaged: make it again with `chancery rebuild`; nothing that was entered is lost
    = status 5
    "#);
    let shelves = |path: &Path| {
        for entry in fs::read_dir(path).unwrap() {
            cut(&entry.unwrap().path());
        }
    };
    assert_snapshot!(damaged.told("shelves", shelves), @r#"
    ! chancery: the search index in shelves/ is damaged, or sealed under another key: make it again with `chancery rebuild`; nothing that was entered is lost
    = status 5
    "#);
    overwritten(&damaged.office.registry().join("register.db"));
    shelves(&damaged.office.registry().join("shelves"));
    damaged.office.ok(&["rebuild"]);
    assert_eq!(damaged.office.run(&["register"]).told(), whole);
}
