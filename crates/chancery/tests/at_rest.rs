//! After a day of work, no word of a paper lies readable on the disk.

#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use common::{LETTER, Office, files_below, papers, short_volume};

/// Words of the papers, of their subjects and markings, names of people and what was minuted. Each is long
/// enough that sealed bytes do not spell it by chance.
const WORDS: [&str; 23] = [
    "Gromyko",
    "Namibia",
    "Shultz",
    "polemics",
    "Brezhnev",
    "non-proliferation",
    "US/Soviet",
    "Private Secretary",
    "Prime Minister",
    "Thatcher",
    "A J Coles",
    "R B Bone",
    "desk officer",
    "registry clerk",
    "SECRET",
    "CONFIDENTIAL",
    "Thailand",
    "Kissinger",
    "harbour dues",
    "quicksilver",
    "chrysanthemum",
    "marmalade",
    "wintergreen",
];

/// A word as text is written: each byte, or each other byte with a nought before or after it.
fn spellings(word: &str) -> [Vec<u8>; 3] {
    let lower = word.to_lowercase();
    let wide = |of: fn(u16) -> [u8; 2]| lower.encode_utf16().flat_map(of).collect();
    [lower.clone().into_bytes(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)]
}

/// Where a word is found: in a file's bytes, or in its name.
fn readable(folders: &[PathBuf]) -> Vec<String> {
    let spelled: Vec<_> = WORDS.iter().map(|word| (word, spellings(word))).collect();
    let mut found = Vec::new();
    for path in folders.iter().flat_map(|folder| files_below(folder)) {
        let name = path.to_string_lossy().to_lowercase();
        let bytes = fs::read(&path).unwrap().to_ascii_lowercase();
        for (word, spellings) in &spelled {
            let in_bytes = spellings.iter().any(|spelling| holds(&bytes, spelling));
            if in_bytes || name.contains(&word.to_lowercase()) {
                found.push(format!("{word} in {}", path.file_name().unwrap().to_string_lossy()));
            }
        }
    }
    found
}

fn holds(bytes: &[u8], sought: &[u8]) -> bool {
    let first = sought[0];
    let mut starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == first);
    starts.any(|(at, _)| bytes[at..].starts_with(sought))
}

/// Arrivals, a printed volume, a mail, minutes, searches, a killed process, a verification, a rebuilding.
fn day_of_work(office: &Office) {
    office.write("shultz-pym-1982.txt", LETTER);
    office.write("volume.xml", short_volume(3));
    office.write("canary-wintergreen.eml", papers::paper(6).1.replace("Matter 6", "A chrysanthemum"));
    office.ok(&["file", "shultz-pym-1982.txt", "--into", "Quicksilver and harbour dues"]);
    office.ok(&["file", "volume.xml", "--policy", "us-historical"]);
    office.ok(&["file", "canary-wintergreen.eml"]);
    assert_eq!(office.as_("coles", &["minute", "S 82/1", "Marmalade is wanted."]).status, Some(0));
    assert_eq!(office.as_("pm", &["initial", "S 82/1"]).status, Some(0));
    let put_up = ["put-up", "S 82/1", "--before", "prime-minister", "--for", "see", "--note", "Quicksilver."];
    assert_eq!(office.as_("coles", &put_up).status, Some(0));
    for word in ["Namibia", "chrysanthemum", "Thailand"] {
        assert!(!office.ok(&["find", word]).starts_with("0 found"), "{word} was filed");
    }
    office.ok(&["box", "prime-minister"]);
    killed(office);
    office.ok(&["verify"]);
    office.ok(&["rebuild"]);
    office.ok(&["find", "Namibia"]);
    killed(office);
}

/// A process that files is killed once it has answered, in the midst of the next papers.
fn killed(office: &Office) {
    papers::write(&office.path("more"), 60);
    let mut child =
        office.command(&["file", "more"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn no_word_of_a_paper_lies_readable_in_the_registry_or_the_temporary_folder() {
    let office = Office::staffed();
    day_of_work(&office);
    let folders = [office.registry(), office.path("tmp")];
    assert_eq!(readable(&folders), [""; 0]);
    assert!(files_below(&office.registry()).len() > 30, "there was something to look through");
    assert_eq!(
        settings(&office.registry()),
        ["day_first", "high_water_mark", "name", "origin", "policies"],
        "the office's name, its policies and its rules are all that is kept open"
    );
}

fn settings(registry: &Path) -> Vec<String> {
    let text = fs::read_to_string(registry.join("chancery.toml")).unwrap();
    let mut names: Vec<String> =
        text.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect();
    names.sort();
    names
}

#[test]
fn what_lies_readable_would_be_found_in_any_spelling_and_in_a_name() {
    let office = Office::empty();
    let utf16 =
        |of: fn(u16) -> [u8; 2]| -> Vec<u8> { "about nAMIBIA.".encode_utf16().flat_map(of).collect() };
    office.write("planted/a.db", b"\0\0about nAMIBIA\0");
    office.write("planted/b.db", utf16(u16::to_le_bytes));
    office.write("planted/c.db", utf16(u16::to_be_bytes));
    office.write("planted/gromyko.txt", b"");
    office.write("planted/d.db", b"Nambia");
    assert_eq!(
        readable(&[office.path("planted")]),
        ["Namibia in a.db", "Namibia in b.db", "Namibia in c.db", "Gromyko in gromyko.txt"]
    );
}
