//! Every word of ours on a page is said through `say!`, and the catalogue has words for it and for nothing else.
#![allow(clippy::unwrap_used)]

#[path = "said/pages.rs"]
mod pages;

use pages::{Source, literals, refusals, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Table = BTreeMap<String, String>;

fn catalogue() -> BTreeMap<String, Table> {
    toml::from_str(include_str!("../src/tongue/fr.toml")).unwrap()
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages, as they are written.
fn ours() -> Vec<Source> {
    sources(&here().join("src/pages")).iter().map(|(path, text)| Source::of(path, text)).collect()
}

/// Places of a sentence, sorted.
fn places(sentence: &str) -> Vec<&str> {
    let mut places: Vec<_> =
        sentence.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
    places.sort_unstable();
    places
}

/// A sentence with its places emptied.
fn emptied(sentence: &str) -> String {
    let mut parts = sentence.split('{');
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |all, part| format!("{all}{{}}{}", part.split_once('}').map_or("", |(_, after)| after)))
}

#[test]
fn every_word_on_a_page_is_said() {
    let unsaid: Vec<_> = ours()
        .into_iter()
        .flat_map(|source| source.unsaid.into_iter().map(move |words| (source.name.clone(), words)))
        .collect();
    assert_eq!(unsaid, [], "pass them through `say!`");
}

#[test]
fn the_catalogue_has_what_the_pages_say_and_nothing_else() {
    let said: BTreeSet<String> = ours().into_iter().flat_map(|source| source.keys).collect();
    let has: BTreeSet<String> = catalogue()["pages"].keys().cloned().collect();
    assert_eq!(said.difference(&has).collect::<Vec<_>>(), Vec::<&String>::new(), "fr.toml lacks them");
    assert_eq!(has.difference(&said).collect::<Vec<_>>(), Vec::<&String>::new(), "no page says them");
    assert!(said.len() > 800, "the pages were read");
}

/// What is printed is made in the registry, of words that the catalogue has for print.
#[test]
fn every_word_that_is_printed_is_in_the_catalogue_and_nothing_else_is() {
    let folder = here().join("../registry/src/printing");
    let said: BTreeSet<String> = sources(&folder).iter().flat_map(|(_, text)| literals(text)).collect();
    let print = catalogue().remove("print").unwrap();
    let gone: Vec<&String> = print.keys().filter(|words| !said.contains(*words)).collect();
    assert_eq!(gone, Vec::<&String>::new(), "nothing prints them");
    let words = |text: &&String| {
        let opens = text.starts_with(|letter: char| letter.is_ascii_uppercase());
        let letters = emptied(text).chars().any(char::is_alphabetic);
        letters && (opens || text.contains("} ") || text.contains(" {"))
    };
    let lacks: Vec<&String> = said.iter().filter(words).filter(|text| !print.contains_key(*text)).collect();
    assert_eq!(lacks, Vec::<&String>::new(), "fr.toml lacks them");
}

#[test]
fn what_the_crates_below_say_is_what_the_catalogue_knows_of_them() {
    let crates = ["label", "office", "registry", "server", "shelves"]
        .map(|name| here().join("..").join(name).join("src"));
    let said: BTreeSet<String> =
        crates.iter().flat_map(|path| sources(path)).flat_map(|(_, text)| literals(&text)).collect();
    let shapes: BTreeSet<String> = said.iter().map(|words| emptied(words)).collect();
    let catalogue = catalogue();
    let gone = catalogue["office"].keys().filter(|words| !said.contains(*words));
    let gone = gone.chain(catalogue["sentences"].keys().filter(|words| !shapes.contains(&emptied(words))));
    assert_eq!(gone.collect::<Vec<_>>(), Vec::<&String>::new(), "no crate says them any more");
}

/// Whether a sentence is one that a source says, whatever stands in its places.
fn is_said_as(sentence: &str, source: &str) -> bool {
    let emptied = emptied(source);
    let mut parts = emptied.split("{}");
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = sentence.strip_prefix(first) else { return false };
    let last = emptied.rsplit("{}").next().unwrap_or_default();
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    sentence.ends_with(last) && (emptied.contains("{}") || rest.is_empty())
}

/// The sample office of these tests refuses in no words of its own: what is shown of a refusal is what a registry says.
#[test]
fn the_sample_office_refuses_as_the_registry_does() {
    const FIXED_CHARS_MIN: usize = 10;
    let crates = ["label", "office", "registry", "server", "intake"];
    let folders = crates.map(|name| here().join("..").join(name).join("src"));
    let said = folders.iter().flat_map(|path| sources(path)).flat_map(|(_, text)| literals(&text));
    let fixed = |words: &String| emptied(words).replace("{}", "").chars().count() >= FIXED_CHARS_MIN;
    let said: BTreeSet<String> = said.filter(fixed).collect();
    let look = include_str!("house/look.rs");
    let refused = refusals(look);
    assert!(refused.len() > 20, "only {} sentences were found", refused.len());
    let own = refused.iter().filter(|sentence| {
        // What stands behind the name of a file is said by who reads the file.
        let bare = sentence.strip_prefix("`{name}` ").unwrap_or(sentence);
        !said.iter().any(|source| is_said_as(bare, source))
    });
    assert_eq!(own.collect::<Vec<_>>(), Vec::<&String>::new(), "no crate says them");
}

#[test]
fn french_has_the_places_of_its_english_and_stops_as_french_does() {
    for (english, french) in catalogue().into_values().flatten() {
        assert_eq!(places(&english), places(&french), "{english}");
        for loose in [" ;", " :", " ?", " !", " »", "« ", "'"] {
            assert!(!french.contains(loose), "{french:?} has {loose:?}");
        }
        assert!(french.trim_matches(' ') == french || english.trim() != english, "{french:?}");
    }
}

/// The registry refuses what is longer, by the same number.
#[test]
fn how_much_a_field_takes_is_a_limit_with_a_name() {
    for (path, text) in sources(&here().join("src/pages")) {
        assert!(!text.contains("maxlength=\""), "{path} has a bare number: see pages/lengths.rs");
    }
}
