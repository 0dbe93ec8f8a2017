//! What stands on the disk: no word of a paper, and nothing that can be changed unnoticed.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use chancery_seal::Key;
use chancery_shelves::{Found, Order, Page, Query, Shelves, ShelvesError, Visible, Volume};
use tempfile::TempDir;

const HEAD_BYTES: usize = 32;
const PAGE_BYTES: usize = 16 << 10;

fn key() -> Key {
    Key::from_bytes([7; 32])
}

fn volume(key: u64, words: usize) -> Volume {
    let text: Vec<_> =
        (0..words).map(|word| format!("gromyko{}", (word as u64 * 7_919 + key * 104_729) % 9_973)).collect();
    Volume {
        key,
        text: text.join(" "),
        subject: "Verhandlungen".to_owned(),
        from: "Zimmermann".to_owned(),
        to: "Eckardt".to_owned(),
        kind: "telegram".to_owned(),
        reference: vec!["geheim-158".to_owned()],
        place: "Querétaro".to_owned(),
        day: Some(-19_340),
        footnotes: vec!["Anmerkung".to_owned()],
        addressees: vec!["Eckardt".to_owned()],
        posts: vec!["Staatssekretär".to_owned()],
        file: "Vorgang".to_owned(),
        ..Volume::default()
    }
}

/// Shelves of several segments, of which some files have many pages, with deletes in one.
fn filled() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let shelves = Shelves::open(dir.path(), &key()).unwrap();
    for number in 0..40 {
        shelves.put(&volume(number, 1_000)).unwrap();
    }
    shelves.commit(40).unwrap();
    for number in 35..50 {
        shelves.put(&volume(number, 20)).unwrap();
    }
    shelves.commit(55).unwrap();
    dir
}

fn copy(from: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    for file in files(from) {
        fs::copy(&file, to.path().join(file.file_name().unwrap())).unwrap();
    }
    to
}

/// Everything in the folder but the empty lock files.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_none_or(|extension| extension != "lock"));
    files.sort();
    files
}

/// Opens and asks for all there is.
fn read_all(dir: &Path) -> Result<Vec<Found>, ShelvesError> {
    let shelves = Shelves::open(dir, &key())?.at_once();
    let page = Page { offset: 0, limit: 100, order: Order::Oldest, facets: true, extract_chars: 300 };
    let visible = Visible::from_keys(0..100);
    let ask = |typed: &str| shelves.find(&Query::parse(typed).unwrap(), &visible, &page);
    [
        "gromyko*",
        "gromyko104",
        "\"gromyko0 gromyko7919\"",
        "from:zimmermann ref:geheim-158",
        "subject:verhandlungen -x",
    ]
    .into_iter()
    .map(ask)
    .collect()
}

fn is_damaged<T>(outcome: &Result<T, ShelvesError>) -> bool {
    matches!(outcome, Err(ShelvesError::Damaged))
}

#[test]
fn what_was_committed_is_there_when_opened_again_and_nothing_else() {
    let dir = filled();
    let before = read_all(dir.path()).unwrap();
    assert_eq!(before[0].total, 50);
    let shelves = Shelves::open(dir.path(), &key()).unwrap();
    assert_eq!(shelves.applied(), 55);
    shelves.put(&volume(90, 10)).unwrap();
    drop(shelves);
    assert_eq!(read_all(dir.path()).unwrap(), before);
}

/// Whether a word stands in the bytes, in UTF-8 or UTF-16 of either order, in whatever case.
fn stands_in(word: &str, bytes: &[u8]) -> bool {
    let bytes = bytes.to_ascii_lowercase();
    let little: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    [word.as_bytes(), &little, &big]
        .into_iter()
        .any(|clear| bytes.windows(clear.len()).any(|window| window == clear))
}

#[test]
fn no_word_of_a_paper_stands_in_clear() {
    assert!(stands_in("geheim", b"ref Geheim-158") && stands_in("geheim", b"\0g\0e\0h\0e\0i\0m"));
    let dir = filled();
    let words = [
        "gromyko",
        "verhandlung",
        "zimmermann",
        "eckardt",
        "telegram",
        "geheim",
        "etaro",
        "anmerkung",
        "staatssekret",
        "vorgang",
        "words",
        "segment",
    ];
    for file in files(dir.path()) {
        let bytes = fs::read(&file).unwrap();
        for word in words {
            assert!(!stands_in(word, &bytes), "{word} in {}", file.display());
        }
    }
}

#[test]
fn another_key_opens_nothing() {
    let dir = filled();
    assert!(is_damaged(&Shelves::open(dir.path(), &Key::from_bytes([8; 32]))));
}

#[test]
fn a_changed_bit_is_noticed_or_does_not_matter() {
    let dir = filled();
    let sound = read_all(dir.path()).unwrap();
    let mut noticed = 0;
    let mut tried = 0;
    for file in files(dir.path()) {
        let bytes = fs::read(&file).unwrap();
        let in_pages = (HEAD_BYTES + 5..bytes.len()).step_by(PAGE_BYTES);
        for at in [3, HEAD_BYTES - 1, bytes.len() - 1].into_iter().chain(in_pages) {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            let copy = copy(dir.path());
            fs::write(copy.path().join(file.file_name().unwrap()), changed).unwrap();
            tried += 1;
            match read_all(copy.path()) {
                Err(ShelvesError::Damaged) => noticed += 1,
                // What is written anew on opening, or not read by any of the questions.
                outcome => assert_eq!(outcome.unwrap(), sound, "bit at {at} of {}", file.display()),
            }
        }
    }
    assert!(noticed * 10 > tried * 8, "{noticed} of {tried}");
}

#[test]
fn a_shortened_file_is_refused() {
    let dir = filled();
    for file in files(dir.path()).into_iter().filter(|file| !file.ends_with(".managed.json")) {
        let bytes = fs::read(&file).unwrap();
        let borders = (HEAD_BYTES..bytes.len()).step_by(PAGE_BYTES);
        for length in [0, 1, HEAD_BYTES - 1, bytes.len() - 1].into_iter().chain(borders) {
            let copy = copy(dir.path());
            fs::write(copy.path().join(file.file_name().unwrap()), &bytes[..length]).unwrap();
            assert!(is_damaged(&read_all(copy.path())), "{length} bytes of {}", file.display());
        }
    }
}

#[test]
fn swapped_pages_are_refused() {
    let dir = filled();
    let mut swapped = 0;
    for file in files(dir.path()) {
        let mut bytes = fs::read(&file).unwrap();
        if bytes.len() < HEAD_BYTES + 2 * PAGE_BYTES
            || file.extension().is_none_or(|extension| extension != "store")
        {
            continue;
        }
        let (first, second) = bytes[HEAD_BYTES..].split_at_mut(PAGE_BYTES);
        first.swap_with_slice(&mut second[..PAGE_BYTES]);
        let copy = copy(dir.path());
        fs::write(copy.path().join(file.file_name().unwrap()), bytes).unwrap();
        assert!(is_damaged(&read_all(copy.path())), "{}", file.display());
        swapped += 1;
    }
    assert!(swapped > 0);
}

#[test]
fn a_file_under_another_name_is_refused() {
    let dir = filled();
    let stores: Vec<_> =
        files(dir.path()).into_iter().filter(|file| file.extension().unwrap() == "store").collect();
    let [one, two] = stores.as_slice() else { panic!("two segments, not {}", stores.len()) };
    fs::copy(one, two).unwrap();
    assert!(is_damaged(&read_all(dir.path())));
}

#[test]
fn a_missing_file_is_refused_until_the_shelves_are_wiped() {
    let dir = filled();
    for file in files(dir.path()).into_iter().filter(|file| !file.ends_with(".managed.json")) {
        let copy = copy(dir.path());
        fs::remove_file(copy.path().join(file.file_name().unwrap())).unwrap();
        assert!(is_damaged(&Shelves::open(copy.path(), &key())), "{}", file.display());
        Shelves::wipe(copy.path()).unwrap();
        assert_eq!(Shelves::open(copy.path(), &key()).unwrap().applied(), 0);
    }
}

#[test]
fn there_is_one_writer_and_a_lock_left_by_the_dead_is_no_lock() {
    let dir = filled();
    assert!(dir.path().join(".tantivy-writer.lock").exists(), "the file stays, the lock does not");
    let first = Shelves::open(dir.path(), &key()).unwrap();
    let second = Shelves::open(dir.path(), &key()).unwrap();
    first.put(&volume(1, 1)).unwrap();
    assert!(matches!(second.put(&volume(2, 1)), Err(ShelvesError::Busy)));
    drop(first);
    second.put(&volume(2, 1)).unwrap();
}

#[test]
fn wiping_what_is_not_there_is_no_fault() {
    let dir = tempfile::tempdir().unwrap();
    Shelves::wipe(&dir.path().join("absent")).unwrap();
}

#[test]
fn searches_go_on_while_the_shelves_are_filled() {
    let dir = tempfile::tempdir().unwrap();
    let shelves = Shelves::open(dir.path(), &key()).unwrap().at_once();
    let page = Page { offset: 0, limit: 100, order: Order::Rank, facets: true, extract_chars: 100 };
    let (query, visible) = (Query::parse("gromyko* OR verhandlungen").unwrap(), Visible::from_keys(0..100));
    std::thread::scope(|scope| {
        let filling = scope.spawn(|| {
            for number in 0..40 {
                shelves.put(&volume(number, 200)).unwrap();
                shelves.commit(number + 1).unwrap();
            }
        });
        let mut total = 0;
        while !filling.is_finished() {
            let found = shelves.find(&query, &visible, &page).unwrap();
            assert!(found.total >= total);
            assert_eq!(found.hits.len(), found.total);
            total = found.total;
        }
    });
    assert_eq!(shelves.find(&query, &visible, &page).unwrap().total, 40);
    let segments = files(dir.path()).iter().filter(|file| file.extension().unwrap() == "store").count();
    assert!(segments <= 16, "{segments} segments");
}
