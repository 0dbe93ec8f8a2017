//! What stood and what is made again are the same rows.

use std::path::Path;

use crate::set_up::{LETTER, PASSPHRASE, means, registry};
use crate::{Options, Registry, Source};

/// Every row of every table, as text.
fn dump(registry: &Registry) -> String {
    let db = super::rows::open(&registry.0.places, &registry.0.keys).unwrap();
    let tables: Vec<String> = db
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'state'
             UNION SELECT name FROM seen.sqlite_schema WHERE type = 'table' AND name <> 'state' ORDER BY name",
        )
        .and_then(|mut s| s.query_map([], |r| r.get(0))?.collect())
        .unwrap();
    let mut told = String::new();
    for table in tables {
        let mut statement = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let rows: Vec<String> = statement
            .query_map([], |row| {
                (0..columns)
                    .map(|at| Ok(format!("{:?}", row.get::<_, rusqlite::types::Value>(at)?)))
                    .collect()
            })
            .and_then(Iterator::collect)
            .unwrap();
        told.push_str(&format!("{table}\n{}\n", rows.join("\n")));
    }
    told
}

fn found(registry: &Registry) -> String {
    let view = registry.view(&registry.reader("clerk").unwrap()).unwrap();
    format!("{:?}", view.find("gromyko OR herring", 1).unwrap())
}

fn day(folder: &Path) -> Registry {
    let registry = registry(folder);
    let clerk = registry.reader("clerk").unwrap();
    let texts = [LETTER, "SECRET\n\nherring\n", "no marking, herring\n"];
    for text in texts {
        let source = Source::Bytes("a.txt".into(), text.into());
        registry
            .file(&clerk, std::iter::once(source), &Options::default(), &mut |o| drop(o.filed.unwrap()))
            .unwrap();
    }
    let view = registry.view(&clerk).unwrap();
    let papers = view.register(&Default::default()).unwrap().papers;
    let named = |n: usize| papers.iter().find(|p| p.number_of_words(n)).unwrap().id.clone();
    let (message, herring, unread) = (named(650), named(2), named(4));
    view.detach(&message, "").unwrap();
    view.enclose(&herring, &unread).unwrap();
    view.settle(&unread, "CONFIDENTIAL").unwrap();
    view.minute(&herring, "tasty").unwrap();
    view.paper(&message).unwrap();
    registry
}

impl crate::answers::PaperLine {
    /// Whether it is the paper of about so many words, by which this day's papers are told apart.
    fn number_of_words(&self, n: usize) -> bool {
        (self.words as usize).abs_diff(n) <= n / 4
    }
}

#[test]
fn a_register_made_again_is_the_register_that_stood() {
    let folder = tempfile::tempdir().unwrap();
    let office = folder.path().join("office");
    let registry = day(&office);
    let (stood, finds) = (dump(&registry), found(&registry));
    assert!(stood.contains("US/Soviet"), "the dump shows rows");
    registry.close();
    let (again, _) = Registry::rebuild(&office, PASSPHRASE, means()).unwrap();
    assert_eq!(stood, dump(&again));
    assert_eq!(finds, found(&again));
}

#[test]
fn a_register_that_is_lost_is_made_again_at_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    let office = folder.path().join("office");
    let registry = day(&office);
    let (stood, finds) = (dump(&registry), found(&registry));
    registry.close();
    for lost in ["register.db", "seen.db"] {
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(office.join(format!("{lost}{suffix}")));
        }
        let again = Registry::open(&office, PASSPHRASE, means()).unwrap();
        assert_eq!(stood, dump(&again), "without {lost}");
        again.close();
    }
    std::fs::remove_dir_all(office.join("shelves")).unwrap();
    let again = Registry::open(&office, PASSPHRASE, means()).unwrap();
    assert_eq!(finds, found(&again));
}

/// A file of the rows with what lies beside it, put aside or put back.
fn copied(from: &Path, to: &Path, name: &str) {
    for suffix in ["", "-wal", "-shm"] {
        let file = format!("{name}{suffix}");
        let _ = std::fs::remove_file(to.join(&file));
        let _ = std::fs::copy(from.join(&file), to.join(&file));
    }
}

/// Under which label's key that of a stream is wrapped, by the name that it has in the database of keys.
fn wrapped_under(registry: &Registry, stream: &str) -> Vec<u8> {
    let db = rusqlite::Connection::open(registry.0.places.keys()).unwrap();
    let id: chancery_office::id::Id = stream.parse().unwrap();
    db.query_row("SELECT label_key FROM stream_key WHERE stream = ?1", [id.0], |r| r.get(0)).unwrap()
}

#[test]
fn a_key_follows_its_label_at_the_next_opening_where_a_failure_came_between() {
    let folder = tempfile::tempdir().unwrap();
    let office = folder.path().join("office");
    let registry = Registry::init(&office, "test", PASSPHRASE, means()).unwrap();
    let clerk = registry.reader("clerk").unwrap();
    let sources = ["SECRET\n\nherring\n", "TOP SECRET\n\neels\n"];
    let sources = sources.map(|text| Source::Bytes("a.txt".into(), text.into()));
    let mut papers = Vec::new();
    registry
        .file(&clerk, sources.into_iter(), &Options::default(), &mut |outcome| {
            papers.push(outcome.filed.unwrap().papers.remove(0).id);
        })
        .unwrap();
    let [cover, enclosed] = &papers[..] else { panic!("two papers") };
    let before = wrapped_under(&registry, cover);
    // The rows are written, and then the shelves cannot be.
    std::fs::remove_dir_all(office.join("shelves")).unwrap();
    assert!(registry.view(&clerk).unwrap().enclose(cover, enclosed).is_err());
    assert_eq!(wrapped_under(&registry, cover), before);
    drop(registry);
    let again = Registry::open(&office, PASSPHRASE, means()).unwrap();
    assert_eq!(wrapped_under(&again, cover), wrapped_under(&again, enclosed));
    assert!(dump(&again).contains("rewrap_due\n\n"), "nothing is due any more");
}

#[test]
fn one_of_the_two_files_that_lost_its_last_commits_follows_again() {
    for lost in ["register.db", "seen.db"] {
        let folder = tempfile::tempdir().unwrap();
        let office = folder.path().join("office");
        let registry = day(&office);
        registry.close();
        copied(&office, folder.path(), lost);
        let registry = Registry::open(&office, PASSPHRASE, means()).unwrap();
        let clerk = registry.reader("clerk").unwrap();
        let paper =
            registry.view(&clerk).unwrap().register(&Default::default()).unwrap().papers[0].id.clone();
        registry.view(&clerk).unwrap().paper(&paper).unwrap();
        registry.view(&clerk).unwrap().minute(&paper, "after the power went").unwrap();
        registry.view(&clerk).unwrap().paper(&paper).unwrap();
        let stood = dump(&registry);
        registry.close();
        copied(folder.path(), &office, lost);
        let again = Registry::open(&office, PASSPHRASE, means()).unwrap();
        assert_eq!(stood, dump(&again), "{lost} was behind");
    }
}

#[test]
fn a_ledger_that_is_older_than_either_file_is_not_followed() {
    for ahead in ["register.db", "seen.db"] {
        let folder = tempfile::tempdir().unwrap();
        let office = folder.path().join("office");
        day(&office).close();
        for file in ["ledger.db", "register.db", "seen.db"] {
            copied(&office, folder.path(), file);
        }
        copied(&office, folder.path(), "ledger.db.sum");
        let registry = Registry::open(&office, PASSPHRASE, means()).unwrap();
        let clerk = registry.reader("clerk").unwrap();
        let paper =
            registry.view(&clerk).unwrap().register(&Default::default()).unwrap().papers[0].id.clone();
        registry.view(&clerk).unwrap().minute(&paper, "and then").unwrap();
        registry.view(&clerk).unwrap().paper(&paper).unwrap();
        registry.close();
        for file in ["ledger.db", "ledger.db.sum", "register.db", "seen.db"] {
            if file != ahead {
                copied(folder.path(), &office, file);
            }
        }
        std::fs::remove_dir_all(office.join("shelves")).unwrap();
        let refused = Registry::open(&office, PASSPHRASE, means()).map(drop).unwrap_err();
        assert!(refused.to_string().contains("an old ledger was put back"), "{ahead}: {refused}");
    }
}

#[test]
fn opening_a_paper_leaves_every_page_of_the_register_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let registry = day(&folder.path().join("office"));
    let clerk = registry.reader("clerk").unwrap();
    let papers = registry.view(&clerk).unwrap().register(&Default::default()).unwrap().papers;
    let watcher = super::rows::open(&registry.0.places, &registry.0.keys).unwrap();
    let changed = |file: &str| -> i64 {
        watcher.query_row(&format!("PRAGMA {file}.data_version"), [], |r| r.get(0)).unwrap()
    };
    let before = (changed("main"), changed("seen"));
    for paper in &papers {
        registry.view(&clerk).unwrap().paper(&paper.id).unwrap();
    }
    let after = (changed("main"), changed("seen"));
    assert_eq!(before.0, after.0, "the register was written");
    assert_ne!(before.1, after.1, "and that they were seen was not");
}
