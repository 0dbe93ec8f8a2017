//! Copies of a ledger, and checkpoints that were kept of it.
#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use chancery_ledger::{Against, CopyError, Ledger, LedgerError, Settings, copy_file, verify_file};
use chancery_seal::sign::SigningKey;
use common::{ORIGIN, Office, draft, settings, verifying};

fn place() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    (folder, path)
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_copy_is_made_while_the_ledger_grows_and_opens_as_it_was_at_one_moment() {
    let (folder, copy) = place();
    let office = Office::of(300);
    let ledger = office.open().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| (300..900).for_each(|n| drop(ledger.append(vec![draft(n)]).unwrap())));
        let mut last = 0;
        for _ in 0..20 {
            let copied = copy_file(&office.path(), &copy).unwrap();
            assert!(copied.size >= last.max(300), "{} after {last}", copied.size);
            assert_eq!(verify_file(&copy, &verifying(), ORIGIN, &mut |_, _| {}).unwrap(), []);
            last = copied.size;
        }
    });
    let copied = copy_file(&office.path(), &copy).unwrap();
    assert_eq!((copied.size, copied.checkpoint), (900, ledger.checkpoint().unwrap()));
    assert_eq!(names(folder.path()), ["ledger.db", "ledger.db.sum"]);
    assert_eq!(ledger.verify(&mut |_, _| {}).unwrap(), []);

    Ledger::open(&copy, settings(), Box::new(())).unwrap().close();
    assert_eq!(verify_file(&copy, &verifying(), ORIGIN, &mut |_, _| {}).unwrap(), [], "opened and closed");
    let kept = Ledger::open(&copy, settings(), Box::new(())).unwrap();
    assert_eq!(kept.entries(0, 1_000).unwrap(), ledger.entries(0, 1_000).unwrap());
    kept.append(vec![draft(900)]).unwrap();
    assert_eq!(kept.verify(&mut |_, _| {}).unwrap(), []);
}

#[test]
fn a_ledger_that_nobody_has_open_is_copied_too() {
    let (_folder, copy) = place();
    let office = Office::of(30);
    assert_eq!(copy_file(&office.path(), &copy).unwrap().size, 30);
    assert_eq!(office.flaws(), []);
    assert_eq!(office.open().unwrap().size(), 30);
}

#[test]
fn a_copy_gives_way_only_to_a_ledger_that_grew_from_it() {
    let (_folder, copy) = place();
    let (office, shorter) = (Office::of(40), Office::of(30));
    copy_file(&office.path(), &copy).unwrap();
    let before = std::fs::read(&copy).unwrap();
    let refused = |from: &Office| copy_file(&from.path(), &copy).unwrap_err();

    assert_eq!(refused(&shorter), CopyError::CutOff { kept: 40, size: 30 });
    // Whoever has the key can sign other entries, and cannot make the copy say that it knew them.
    let ledger = shorter.open().unwrap();
    ledger.append((50..70).map(draft).collect()).unwrap();
    ledger.close();
    assert_eq!(refused(&shorter), CopyError::Otherwise { kept: 40 });
    let another = Office { folder: tempfile::tempdir().unwrap() };
    let key = SigningKey::from_seed([8; 32]);
    Ledger::create(&another.path(), Settings { origin: ORIGIN.into(), key }).unwrap().close();
    assert_eq!(refused(&another), CopyError::Another);
    office.tamper("UPDATE entry SET commitment = zeroblob(32) WHERE seq = 7");
    assert!(matches!(refused(&office), CopyError::Flawed(why) if why.starts_with("entry 7: ")));
    assert_eq!(std::fs::read(&copy).unwrap(), before);
}

#[test]
fn a_checkpoint_that_was_kept_shows_what_was_cut_off_and_what_was_exchanged() {
    let office = Office::of(37);
    let kept = office.open().unwrap().checkpoint().unwrap().unwrap();
    let ledger = office.open().unwrap();
    assert_eq!(ledger.against(&kept).unwrap().1, Against::Grew, "of the same size");
    ledger.append((37..600).map(draft).collect()).unwrap();
    assert_eq!(ledger.against(&kept).unwrap().1, Against::Grew);
    let shorter = Office::of(30).open().unwrap();
    assert_eq!(shorter.against(&kept).unwrap().1, Against::CutOff { size: 30 });
    shorter.append((50..70).map(draft).collect()).unwrap();
    let (checkpoint, against) = shorter.against(&kept).unwrap();
    assert_eq!((checkpoint.size, against), (37, Against::Otherwise));
    for forged in
        [kept.replace("37\n", "38\n"), "37\n".into(), kept.replace(ORIGIN, "chancery.example/other")]
    {
        assert!(matches!(ledger.against(&forged), Err(LedgerError::NotOurs(_))), "{forged}");
    }
}
