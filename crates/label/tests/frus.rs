//! Source notes of seven volumes of Foreign Relations of the United States: how many markings are read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chancery_label::{Policies, Policy, PolicyId, US_HISTORICAL};

fn volumes() -> Option<Vec<PathBuf>> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("CHANCERY_DATA").map_or_else(beside, PathBuf::from).join("frus");
    let entries = std::fs::read_dir(folder).ok()?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "xml"));
    paths.sort();
    Some(paths)
}

/// The source notes of a volume as prose, without elements.
fn source_notes(xml: &str) -> Vec<String> {
    let notes = xml.split("type=\"source\"").skip(1).filter_map(|rest| {
        let (_, inside) = rest.split_once('>')?;
        let (inside, _) = inside.split_once("</note>")?;
        Some(without_elements(inside))
    });
    notes.collect()
}

fn without_elements(inside: &str) -> String {
    let mut pieces = inside.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    let text = rest.fold(first, |all, text| all + text).replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A note that has a level's word as a word with a capital, wherever it stands.
fn has_level_word(policy: &Policy, note: &str) -> bool {
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase());
    let words: Vec<&str> = note.split(|c: char| !c.is_alphanumeric()).collect();
    policy.levels().iter().any(|level| {
        let first = level.name.split(' ').next_back().unwrap_or_default();
        words.iter().any(|word| capital(word) && word.eq_ignore_ascii_case(first))
    })
}

#[derive(Default)]
struct Tally {
    notes: usize,
    with_level_word: usize,
    found: usize,
    read: usize,
    unmarked: usize,
    unread: BTreeMap<String, usize>,
    missed: Vec<String>,
}

impl Tally {
    fn note(&mut self, policy: &Policy, note: &str) {
        self.notes += 1;
        let level_word = has_level_word(policy, note);
        self.with_level_word += usize::from(level_word);
        let Some(place) = policy.find_in_prose(note) else {
            if level_word {
                self.missed.push(note.chars().take(300).collect());
            }
            return;
        };
        self.found += 1;
        match policy.parse(&note[place]) {
            Ok(_) => self.read += 1,
            Err(fault) if fault.found.starts_with("No classification") => self.unmarked += 1,
            Err(fault) => *self.unread.entry(fault.found).or_default() += 1,
        }
    }
}

#[test]
fn nearly_every_marking_in_the_volumes_is_found_and_read() {
    let Some(volumes) = volumes() else {
        return eprintln!("skipped: no volumes; set CHANCERY_DATA to the folder that holds frus/");
    };
    let policies = Policies::compiled();
    let policy = policies.get(&PolicyId::new(US_HISTORICAL)).unwrap();
    let mut tally = Tally::default();
    for volume in volumes {
        let xml = std::fs::read_to_string(volume).unwrap();
        source_notes(&xml).iter().for_each(|note| tally.note(policy, note));
    }
    let Tally { notes, with_level_word, found, read, unmarked, unread, missed } = tally;
    eprintln!(
        "{notes} notes, {with_level_word} with a level word; found {found}: read {read}, unmarked {unmarked}"
    );
    eprintln!("unread: {unread:#?}\nnot found: {missed:#?}");
    assert!(found > 700, "the volumes have some 780 markings, {found} were found");
    assert!(read * 100 >= with_level_word * 98, "{read} of {with_level_word} were read");
}
