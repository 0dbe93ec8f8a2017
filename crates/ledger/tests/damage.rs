//! Damage and tampering: what verification names.

#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use std::fs;

use chancery_ledger::{Place, verify_file};
use common::{Dice, ORIGIN, Office, verifying};

/// Where in a file these bytes are.
fn found(bytes: &[u8], words: &[u8]) -> Vec<usize> {
    bytes.windows(words.len()).enumerate().filter(|(_, window)| *window == words).map(|(at, _)| at).collect()
}

fn flip(office: &Office, whole: &[u8], at: usize, bit: usize) {
    let mut flipped = whole.to_vec();
    flipped[at] ^= 1 << bit;
    fs::write(office.path(), flipped).unwrap();
}

#[test]
fn a_sound_ledger_has_no_flaw_and_every_entry_is_counted() {
    let office = Office::of(600);
    let mut told = Vec::new();
    let flaws =
        verify_file(&office.path(), &verifying(), ORIGIN, &mut |done, total| told.push((done, total)));
    assert_eq!(flaws, Ok(vec![]));
    assert_eq!((told.first(), told.last()), (Some(&(0, 600)), Some(&(600, 600))));
    assert_eq!(office.open().unwrap().verify(&mut |_, _| {}), Ok(vec![]));
}

#[test]
fn verifying_a_file_writes_nothing() {
    let office = Office::of(30);
    let listing = || {
        let files = fs::read_dir(office.folder.path()).unwrap().map(|file| file.unwrap());
        let mut files: Vec<_> =
            files.map(|file| (file.file_name(), fs::read(file.path()).unwrap())).collect();
        files.sort();
        files
    };
    let before = listing();
    assert_eq!(office.flaws(), []);
    assert!(before == listing());
}

#[test]
fn every_byte_of_the_header_and_400_random_bits_are_named() {
    let office = Office::of(300);
    let whole = fs::read(office.path()).unwrap();
    let mut dice = Dice(0x1982_1014);
    let header = (0..100).map(|at| (at, at % 8));
    let random: Vec<_> = (0..400).map(|_| (dice.below(whole.len()), dice.below(8))).collect();
    for (at, bit) in header.chain(random) {
        flip(&office, &whole, at, bit);
        let page = Place::Page((at / 4096 + 1) as u32);
        let flaws = office.flaws();
        assert!(flaws.iter().any(|flaw| flaw.place == page), "byte {at}, bit {bit}: {flaws:?}");
    }
    fs::write(office.path(), &whole).unwrap();
    assert_eq!(office.flaws(), []);
}

#[test]
fn a_flip_while_the_ledger_is_open_is_named_after_it_was_closed() {
    let office = Office::of(300);
    let ledger = office.open().unwrap();
    let whole = fs::read(office.path()).unwrap();
    // A page of early entries, which the next append does not write again.
    let early = found(&whole, b"<body 000005 of 000>")[0] / 4096 * 4096;
    let unused = early + found(&whole[early..early + 4096], &[0; 64])[0] + 32;
    let file = fs::File::options().write(true).open(office.path()).unwrap();
    std::os::unix::fs::FileExt::write_all_at(&file, &[1], unused as u64).unwrap();
    let page = Place::Page((unused / 4096 + 1) as u32);
    assert_eq!(
        ledger.verify(&mut |_, _| {}).unwrap().iter().map(|flaw| flaw.place).collect::<Vec<_>>(),
        [page]
    );
    ledger.append(vec![common::draft(300)]).unwrap();
    ledger.close();
    let places: Vec<Place> = office.flaws().iter().map(|flaw| flaw.place).collect();
    assert_eq!(places, [page], "new sums are not taken from the file");
}

/// What each table holds is found in the file by its own bytes, and flipped there.
#[test]
fn a_flip_in_what_counts_names_the_entry_the_tile_or_the_checkpoint() {
    let office = Office::of(300);
    let whole = fs::read(office.path()).unwrap();
    let ledger = office.open().unwrap();
    let entry = ledger.entries(123, 1).unwrap().remove(0);
    let leaf = ledger.entries(77, 1).unwrap().remove(0).leaf();
    let note = rusqlite::Connection::open(office.path()).unwrap();
    let note: Vec<u8> =
        note.query_row("SELECT root FROM checkpoint WHERE size = 150", [], |row| row.get(0)).unwrap();
    ledger.close();
    let places = [
        ("head", b"<head 000123 of 003>".to_vec(), Place::Entry(123)),
        ("body", b"<body 000123 of 003>".to_vec(), Place::Entry(123)),
        ("commitment", entry.commitment.to_vec(), Place::Entry(123)),
        ("head's commitment", entry.head_commit.to_vec(), Place::Entry(123)),
        ("body's commitment", entry.body_commit.to_vec(), Place::Entry(123)),
        ("tile", leaf.to_vec(), Place::Tile { level: 0, n: 0 }),
        ("checkpoint's note", b"chancery.example/office\n150\n".to_vec(), Place::Checkpoint(150)),
        ("checkpoint's root", note, Place::Checkpoint(150)),
    ];
    for (what, words, place) in places {
        let at = found(&whole, &words);
        assert!(!at.is_empty(), "{what} is in the file");
        for (bit, at) in at.into_iter().enumerate() {
            flip(&office, &whole, at + bit % words.len(), bit % 8);
            let flaws = office.flaws();
            assert!(flaws.iter().any(|flaw| flaw.place == place), "{what}: {flaws:?}");
            let mut others =
                flaws.iter().filter(|flaw| flaw.place != place && !matches!(flaw.place, Place::Page(_)));
            assert_eq!(others.next(), None, "{what}: one flaw is not taken for many");
        }
    }
}

#[test]
fn what_someone_changes_is_named_in_words() {
    let root = "(SELECT root FROM checkpoint WHERE size = 10)";
    let cases: [(&str, &str, &[&str]); 11] = [
        (
            "a body exchanged",
            "UPDATE entry SET body_sealed = x'00' WHERE seq = 5",
            &["entry 5: its sealed body is not what was committed to"],
        ),
        (
            "a key's commitment exchanged",
            "UPDATE entry SET head_key_commit = zeroblob(32) WHERE seq = 5",
            &["entry 5: its sealed head is not what was committed to"],
        ),
        (
            "an entry moved to another stream",
            "UPDATE entry SET stream = x'09090909090909090909090909090909', version = 1 WHERE seq = 299",
            &[
                "entry 299: its commitment does not follow from its parts, its id, its stream and its version",
                "checkpoint 300: its root is not that of the entries: one from 290 to 299 was exchanged",
            ],
        ),
        (
            "two entries of a stream exchanged",
            "UPDATE entry SET version = version + 1000 WHERE seq IN (1, 6); UPDATE entry SET version = CASE seq WHEN 1 THEN 2 ELSE 1 END WHERE seq IN (1, 6)",
            &[
                "entry 1: its commitment does not follow from its parts, its id, its stream and its version",
                "entry 1: its version is 2, and 0 stands before it in its stream",
                "entry 6: its commitment does not follow from its parts, its id, its stream and its version",
                "entry 6: its version is 1, and 2 stands before it in its stream",
                "entry 11: its version is 3, and 1 stands before it in its stream",
            ],
        ),
        (
            "an entry taken out",
            "DELETE FROM entry WHERE seq = 7",
            &["entry 7: it is missing", "entry 12: its version is 3, and 1 stands before it in its stream"],
        ),
        (
            "the last entries taken out",
            "DELETE FROM entry WHERE seq >= 298",
            &[
                "entry 298: all up to entry 299 are missing",
                "database: entries are missing and no tile holds their leaves, so later roots went unchecked",
            ],
        ),
        (
            "a tile taken out",
            "DELETE FROM tile",
            &["tile 0/0: it is missing", "database: 0 tiles are stored where 1 are due"],
        ),
        (
            "the last checkpoint taken out",
            "DELETE FROM checkpoint WHERE size = 300",
            &[
                "entry 290: no checkpoint covers it",
                "entry 291: no checkpoint covers it",
                "entry 292: no checkpoint covers it",
                "entry 293: no checkpoint covers it",
                "entry 294: no checkpoint covers it",
                "entry 295: no checkpoint covers it",
                "entry 296: no checkpoint covers it",
                "entry 297: no checkpoint covers it",
                "entry 298: no checkpoint covers it",
                "entry 299: no checkpoint covers it",
            ],
        ),
        (
            "a checkpoint's root exchanged",
            &format!("UPDATE checkpoint SET root = {root} WHERE size = 20"),
            &["checkpoint 20: its stored root is not that of its note"],
        ),
        (
            "a checkpoint's note exchanged",
            "UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE size = 10) WHERE size = 20",
            &["checkpoint 20: its note is for size 10"],
        ),
        ("a trigger taken away", "", &["schema: trigger entry_is_kept is missing or changed"]),
    ];
    for (what, sql, expected) in cases {
        let office = Office::of(300);
        office.tamper(sql);
        if sql.is_empty() {
            let db = rusqlite::Connection::open(office.path()).unwrap();
            db.execute_batch("DROP TRIGGER entry_is_kept").unwrap();
        }
        assert_eq!(office.flaws_of_content(), expected, "{what}");
    }
}

#[test]
fn who_exchanges_an_entry_and_all_its_hashes_still_lacks_the_signature() {
    let (office, other) = (Office::of(300), Office::of(0));
    let ledger = other.open().unwrap();
    let mut drafts: Vec<_> = (0..300).map(common::draft).collect();
    drafts[123].body.sealed = b"what never was".to_vec();
    ledger.append(drafts).unwrap();
    ledger.close();
    let columns = "commitment, body_commit, body_sealed";
    office.tamper(&format!(
        "ATTACH '{}' AS other;
         UPDATE entry SET ({columns}) = (SELECT {columns} FROM other.entry AS o WHERE o.seq = 123) WHERE seq = 123;
         UPDATE tile SET hashes = (SELECT hashes FROM other.tile)",
        other.path().display()
    ));
    let flaws = office.flaws_of_content();
    assert_eq!(
        flaws,
        [
            "checkpoint 130: its root is not that of the entries: one from 120 to 129 was exchanged",
            "checkpoint 300: 18 checkpoints up to this one do not have the root of the entries",
        ]
    );
}

#[test]
fn a_ledger_verified_under_another_name_or_key_is_not_borne_out() {
    let office = Office::of(10);
    let other = chancery_seal::sign::SigningKey::from_seed([8; 32]).verifying();
    let places = |key, origin| -> Vec<Place> {
        let flaws = verify_file(&office.path(), key, origin, &mut |_, _| {}).unwrap();
        flaws.iter().map(|flaw| flaw.place).collect()
    };
    assert_eq!(places(&other, ORIGIN), [Place::Setting, Place::Checkpoint(10)]);
    assert_eq!(
        places(&verifying(), "chancery.example/other"),
        [Place::Setting, Place::Setting, Place::Checkpoint(10)]
    );
}

#[test]
fn files_that_are_hardly_a_ledger_have_flaws_and_no_panic() {
    let office = Office::of(300);
    let whole = fs::read(office.path()).unwrap();
    for bytes in [
        &[][..],
        b"x",
        &whole[..100],
        &whole[..4096],
        &whole[..whole.len() / 2],
        &vec![0; 8192],
        &vec![0xff; 8192],
    ] {
        fs::write(office.path(), bytes).unwrap();
        let flaws = office.flaws();
        assert!(
            flaws.iter().any(|flaw| !matches!(flaw.place, Place::Page(_))),
            "{} bytes: {flaws:?}",
            bytes.len()
        );
    }
}

#[test]
fn sums_that_are_missing_or_damaged_are_named_and_taken_anew_by_opening() {
    let office = Office::of(30);
    let sums = office.folder.path().join("ledger.db.sum");
    let mut bytes = fs::read(&sums).unwrap();
    bytes[40] ^= 1;
    fs::write(&sums, bytes).unwrap();
    assert_eq!(office.flaws().iter().map(|flaw| flaw.place).collect::<Vec<_>>(), [Place::Sums]);
    fs::remove_file(&sums).unwrap();
    assert_eq!(office.flaws().iter().map(|flaw| flaw.place).collect::<Vec<_>>(), [Place::Sums]);
    office.open().unwrap().close();
    assert_eq!(office.flaws(), []);
}

/// Half of all flips are in bytes that SQLite does not use; without the sums they would go unseen, and do no harm.
#[test]
fn without_the_sums_a_flip_is_named_or_changes_nothing_that_is_read() {
    let office = Office::of(300);
    let read = |office: &Office| {
        let ledger = office.open().ok()?;
        Some((ledger.entries(0, 300).ok()?, ledger.checkpoint().ok()?, ledger.tile(0, 0, 256).ok()?))
    };
    let sound = read(&office).unwrap();
    let whole = fs::read(office.path()).unwrap();
    let mut dice = Dice(0x0e15_1982);
    let mut unseen = 0;
    for _ in 0..200 {
        let (at, bit) = (dice.below(whole.len()), dice.below(8));
        flip(&office, &whole, at, bit);
        if office.flaws_of_content().is_empty() {
            unseen += 1;
            assert_eq!(read(&office).as_ref(), Some(&sound), "byte {at}, bit {bit}");
        }
    }
    eprintln!("{unseen} of 200 flips are in bytes that SQLite does not use");
    assert!(unseen < 200);
}
