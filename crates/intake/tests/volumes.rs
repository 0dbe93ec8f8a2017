//! The real volumes: every one parses, nothing of a document is lost, and the particulars are there.
//!
//! They are read from the folder that `CHANCERY_DATA` names, else from `shared/data` beside the repository.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::{Path, PathBuf};

use chancery_intake::{Limits, TakenPaper, take};

fn volumes() -> Vec<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("CHANCERY_DATA").map_or_else(beside, PathBuf::from).join("frus");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: no volumes in {}", folder.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn papers(file: &Path) -> Vec<TakenPaper> {
    let name = file.to_string_lossy();
    take(&name, std::fs::read(file).unwrap(), &Limits::default())
        .unwrap_or_else(|refusal| panic!("{refusal}"))
        .papers
}

#[test]
fn every_volume_parses_and_its_documents_are_cut_out_whole() {
    for file in volumes() {
        let raw = std::fs::read_to_string(&file).unwrap();
        let papers = papers(&file);
        assert_eq!(papers.len(), raw.matches("type=\"document\"").count(), "{}", file.display());
        for paper in papers {
            let element = String::from_utf8(paper.original).unwrap();
            assert!(element.starts_with("<div ") && element.ends_with("</div>"), "{}", file.display());
            assert_eq!(element.matches("type=\"document\"").count(), 1, "{}", file.display());
        }
    }
}

#[test]
fn no_letter_of_a_document_is_lost() {
    let mut losing = Vec::new();
    for file in volumes() {
        for paper in papers(&file) {
            let element = std::str::from_utf8(&paper.original).unwrap();
            // "No. 12" over a head is the volume's number, which is kept as the reference.
            let number = if element.contains("<head>No. ") { "No" } else { "" };
            // A `uh-oh` holds the transcribers' remarks; "12A" is a number with a letter; the source that
            // is printed in place of a withheld text is both.
            let known = element.contains("<uh-oh")
                || paper.text.contains("[Source:")
                || paper.given.reference.as_deref().is_some_and(|said| said.ends_with(char::is_alphabetic));
            if !known && letters(&(everything(&paper) + number)) != letters(&without_tags(element)) {
                losing.push(format!("{} {:?}", file.display(), paper.given.id_in_volume));
            }
        }
    }
    assert_eq!(losing, [""; 0]);
}

#[test]
fn footnotes_stand_at_the_ends_of_words() {
    let (mut notes, mut inside_words) = (0, 0);
    for paper in volumes().iter().flat_map(|file| papers(file)) {
        for note in &paper.footnotes {
            let (before, after) = paper.text.split_at(note.at as usize);
            notes += 1;
            inside_words += usize::from(
                before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric),
            );
        }
    }
    assert!(inside_words * 500 <= notes, "{inside_words} of {notes}");
}

#[test]
fn most_documents_state_day_place_sender_and_addressee() {
    let papers: Vec<TakenPaper> = volumes().iter().flat_map(|file| papers(file)).collect();
    let documents: Vec<&TakenPaper> =
        papers.iter().filter(|paper| paper.given.head.as_deref() != Some("Editorial Note")).collect();
    let share = |has: fn(&TakenPaper) -> bool| {
        documents.iter().filter(|paper| has(paper)).count() * 1000 / documents.len().max(1)
    };
    if documents.is_empty() {
        return;
    }
    let shares = [
        ("day", share(|paper| paper.given.date.is_some()), 940),
        ("place", share(|paper| paper.given.place.is_some()), 900),
        ("sender", share(|paper| !paper.given.from.is_empty()), 870),
        ("addressee", share(|paper| !paper.given.to.is_empty()), 700),
        ("source note", share(|paper| paper.given.source_note.is_some()), 930),
    ];
    for (what, found, least) in shares {
        assert!(found >= least, "{what}: {found} of 1000 documents, at least {least} expected");
    }
}

/// Everything that a paper holds, in any order.
fn everything(paper: &TakenPaper) -> String {
    let given = &paper.given;
    let mut all = [
        paper.text.as_str(),
        given.head.as_deref().unwrap_or_default(),
        given.source_note.as_deref().unwrap_or_default(),
    ]
    .map(str::to_owned)
    .concat();
    paper.footnotes.iter().for_each(|note| all.push_str(&note.text));
    paper.enclosures.iter().for_each(|enclosure| all.push_str(&everything(enclosure)));
    all
}

/// The printed characters of an element: no tags, and no references, which stand for no plain letters here.
fn without_tags(xml: &str) -> String {
    let mut text = String::new();
    let mut until = None;
    for c in xml.chars() {
        match (c, until) {
            ('<', None) => until = Some('>'),
            ('&', None) => until = Some(';'),
            (c, Some(end)) if c == end => until = None,
            (c, None) => text.push(c),
            _ => {}
        }
    }
    text
}

/// How many times each letter occurs.
fn letters(text: &str) -> std::collections::BTreeMap<char, usize> {
    let mut counts = std::collections::BTreeMap::new();
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}
