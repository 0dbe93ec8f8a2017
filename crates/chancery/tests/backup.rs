//! A backup, as it is made and put back: while the office works, without its passphrase, and with what the README says.

#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use std::fs;
use std::process::Command;

use common::{Office, Ran, files_below, papers};
use insta::assert_snapshot;

/// Whoever makes backups has no passphrase.
fn backup(office: &Office, args: &[&str]) -> Ran {
    Ran::of(office.bare(&[&["backup"], args].concat()).output().unwrap())
}

/// The copy stands in the place of the registry.
fn put_back(office: &Office) {
    fs::remove_dir_all(office.registry()).unwrap();
    fs::rename(office.path("backup"), office.registry()).unwrap();
    fs::rename(office.path("keys/keys.db"), office.registry().join("keys.db")).unwrap();
}

#[test]
fn an_office_is_backed_up_while_it_is_served_and_put_back_from_nothing() {
    let office = Office::staffed();
    fs::create_dir(office.path("in")).unwrap();
    let (serving, _) = office.served(&["--watch", "in"]);

    papers::write(&office.path("in"), 40);
    let mut entries = 0;
    while files_below(&office.path("in/done")).len() < 40 {
        let ran = backup(&office, &["backup", "--keys-to", "keys", "--json"]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert!(told["entries"].as_u64().unwrap() >= entries);
        entries = told["entries"].as_u64().unwrap();
    }
    drop(serving);
    let before = (office.ok(&["tray", "list"]), office.state());
    assert_eq!(backup(&office, &["backup", "--keys-to", "keys"]).status, Some(0));
    put_back(&office);
    assert_eq!((office.ok(&["tray", "list"]), office.state()), before);
    assert!(office.state().contains("everything stands as it was entered"));
}

#[test]
fn what_a_backup_says_of_itself_and_what_it_lacks() {
    let office = Office::staffed();
    office.write("letter.txt", common::LETTER);
    office.ok(&["file", "letter.txt"]);
    let told = |ran: &Ran| {
        let entries = regex::Regex::new(r"\d+ entries").unwrap();
        entries.replace_all(&ran.told(), "[n] entries").into_owned()
    };
    assert_snapshot!(told(&backup(&office, &["backup"])), @r#"
    [n] entries; 2 bodies copied, 0 there already
    ! backup/checkpoint holds the last checkpoint: keep it apart as well, and `chancery verify --against` shows what was cut off since
    ! keys.db was not copied, and older keys do not open what came since: let `--keys-to FOLDER` go with every run
    "#);
    assert_snapshot!(told(&backup(&office, &["backup", "--keys-to", "keys"])), @r#"
    [n] entries; 0 bodies copied, 2 there already
    ! backup/checkpoint holds the last checkpoint: keep it apart as well, and `chancery verify --against` shows what was cut off since
    "#);
    let backed = |office: &Office| {
        let doctor = office.run(&["doctor"]).out;
        doctor.lines().find(|line| line.contains("backup")).unwrap().to_owned()
    };
    assert_snapshot!(backed(&office), @r#"
    good  backup       made 0 days ago, 0 entries came since
    "#);
    assert_snapshot!(backed(&Office::made()), @r#"
    weak  backup       none was made: `chancery backup FOLDER`, while it is served or not
    "#);

    let open = |place: &str| office.run(&["--registry", place, "register"]);
    assert_snapshot!(open("backup").told(), @r#"
    ! chancery: keys.db is missing or cannot be opened: put back a copy of it; `chancery verify` names whatever else is damaged
    = status 5
    "#);
    let inside = backup(&office, &["office.chancery/backup"]);
    assert_snapshot!(inside.told(), @r#"
    ! chancery: a backup lies outside of the registry: name another folder
    = status 2
    "#);
    office.write("papers/a.txt", "tin");
    assert_snapshot!(backup(&office, &["papers"]).told(), @r#"
    ! chancery: papers holds something else than a backup: name another folder
    = status 4
    "#);
    let nothing = Ran::of(office.bare(&["--registry", "nowhere", "backup", "other"]).output().unwrap());
    assert_snapshot!(nothing.told(), @r#"
    ! chancery: there is no registry in nowhere: make one with `chancery init`, or name another with `--registry`
    = status 5
    "#);
    let another = Office::made();
    let elsewhere = office.path("backup");
    let ran = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["--registry", another.registry().to_str().unwrap(), "backup", elsewhere.to_str().unwrap()])
        .output();
    assert_snapshot!(Ran::of(ran.unwrap()).told(), @r#"
    ! chancery: that is the backup of another registry: name another folder
    = status 4
    "#);
}

#[test]
fn a_registry_that_was_rolled_back_is_known_by_its_backup_and_by_a_checkpoint() {
    let office = Office::staffed();
    let copied = Command::new("cp").arg("-r").args([office.registry(), office.path("older")]).status();
    assert!(copied.unwrap().success());
    office.write("letter.txt", common::LETTER);
    office.ok(&["file", "letter.txt"]);
    assert_eq!(backup(&office, &["backup", "--keys-to", "keys"]).status, Some(0));
    let held = office.run(&["verify", "--against", "backup/checkpoint"]);
    assert!(held.err.contains("everything stands as it was entered"), "{}", held.told());
    assert_snapshot!(office.run(&["verify", "--against", "letter.txt"]).told(), @r#"
    ! chancery: it is no checkpoint of this registry: the note has no signatures under its text
    = status 2
    "#);

    fs::remove_dir_all(office.registry()).unwrap();
    fs::rename(office.path("older"), office.registry()).unwrap();
    let numbers = |ran: &Ran| {
        let number = regex::Regex::new(r"\d+ (entries|bodies)|ha[sd] \d+").unwrap();
        number.replace_all(&ran.told(), "[n]").into_owned()
    };
    assert_snapshot!(numbers(&backup(&office, &["backup"])), @r#"
    ! chancery: the ledger [n] entries, and its copy [n]: what was entered is not there any more; the backup is as it was: put back a copy of it; `chancery verify` names whatever else is damaged
    = status 5
    "#);
    assert_snapshot!(numbers(&office.run(&["verify", "--against", "backup/checkpoint"])), @r#"
    [n], [n]
    ledger: it [n] entries, and [n] when that checkpoint was kept: the last are gone
    ! chancery: 1 things do not stand as they were entered
    = status 1
    "#);
    put_back(&office);
    assert!(office.ok(&["register"]).contains("Message from Mr Shultz"));
}

#[test]
fn a_body_that_is_damaged_is_named_and_the_one_in_the_backup_is_kept() {
    let office = Office::staffed();
    office.write("letter.txt", "SECRET\n\nDear John,\n\nTin.\n");
    office.ok(&["file", "letter.txt"]);
    assert_eq!(backup(&office, &["backup", "--keys-to", "keys"]).status, Some(0));
    for body in files_below(&office.registry().join("vault")) {
        fs::write(body, "x").unwrap();
    }
    assert_eq!(backup(&office, &["backup"]).status, Some(0), "it holds what is damaged here");
    assert_snapshot!(backup(&office, &["other"]).told(), @r#"
    14 entries; 0 bodies copied, 0 there already
    vault: body [digest]: its bytes are not what its name says
    ! other/checkpoint holds the last checkpoint: keep it apart as well, and `chancery verify --against` shows what was cut off since
    ! keys.db was not copied, and older keys do not open what came since: let `--keys-to FOLDER` go with every run
    ! chancery: 1 of the bodies are damaged here, and this backup does not hold them
    = status 1
    "#);
    put_back(&office);
    assert!(office.ok(&["show", "S 26/1"]).contains("Tin."));
}

#[test]
fn keys_are_never_copied_over_those_of_a_registry() {
    let (office, another) = (Office::staffed(), Office::made());
    fs::rename(another.registry(), office.path("another")).unwrap();
    let keys = fs::read(office.path("another/keys.db")).unwrap();
    let to = |folder: &str| backup(&office, &["backup", "--keys-to", folder]).told();
    assert_snapshot!(to("office.chancery"), @r#"
    ! chancery: a backup lies outside of the registry: name another folder
    = status 2
    "#);
    assert_snapshot!(to("another"), @r#"
    ! chancery: another holds a registry: name another folder for the keys
    = status 4
    "#);
    assert_eq!(fs::read(office.path("another/keys.db")).unwrap(), keys);
    fs::create_dir(office.path("sticks")).unwrap();
    fs::write(office.path("sticks/keys.db"), &keys).unwrap();
    assert_snapshot!(to("sticks"), @r#"
    ! chancery: there are the keys of another registry: name another folder
    = status 4
    "#);
    assert_eq!(fs::read(office.path("sticks/keys.db")).unwrap(), keys);
    assert_eq!(
        backup(&office, &["backup", "--keys-to", "backup"]).status,
        Some(0),
        "both in one folder, on request"
    );
    assert!(
        office.run(&["--registry", "backup", "verify"]).err.contains("everything stands as it was entered")
    );
}

#[test]
fn keys_that_are_older_than_the_backup_are_said_to_be() {
    let office = Office::staffed();
    assert_eq!(backup(&office, &["backup", "--keys-to", "keys"]).status, Some(0));
    office.write("letter.txt", common::LETTER);
    office.ok(&["file", "letter.txt"]);
    assert_eq!(backup(&office, &["backup"]).status, Some(0));
    let doctor = office.run(&["doctor"]).out;
    assert_snapshot!(doctor.lines().find(|line| line.contains("backup")).unwrap(), @r#"
    weak  backup       made 0 days ago, 0 entries came since; the copy of keys.db is older and does not open it: `--keys-to FOLDER`
    "#);
}

#[test]
fn a_first_backup_that_was_stopped_is_finished_by_the_next() {
    let office = Office::staffed();
    office.write("backup/ledger.db.new", "half a ledger");
    fs::create_dir_all(office.path("backup/vault/00")).unwrap();
    assert_eq!(backup(&office, &["backup", "--keys-to", "keys"]).status, Some(0));
    // One that was stopped before its last step leaves the backup before it as it was.
    let before = fs::read(office.path("backup/ledger.db")).unwrap();
    office.write("letter.txt", common::LETTER);
    office.ok(&["file", "letter.txt"]);
    fs::remove_dir_all(office.path("keys")).unwrap();
    office.write("keys", "in the way");
    assert_ne!(backup(&office, &["backup", "--keys-to", "keys"]).status, Some(0));
    assert_eq!(fs::read(office.path("backup/ledger.db")).unwrap(), before);
    assert!(!office.path("backup/ledger.db.new").exists());
}
