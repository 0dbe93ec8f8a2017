//! One flipped bit anywhere in what cannot be made again is named by verification.

#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chancery_registry::answers::RegisterFilter;
use chancery_registry::{Means, Options, Refused, Registry, Source};
use chancery_seal::protector::Cost;
use common::dice::Dice;
use common::{PASSPHRASE, files_below, papers};

const PAPERS: usize = 26;
const LEDGER_FLIPS: usize = 240;
const KEYS_FLIPS: usize = 100;
const REGISTER_FLIPS: usize = 60;
const SHELVES_FLIPS: usize = 30;

/// A closed registry of 30 papers, and its files as they were closed.
struct Closed {
    folder: tempfile::TempDir,
    vault: Vec<PathBuf>,
    others: BTreeMap<PathBuf, Vec<u8>>,
}

impl Closed {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let office = folder.path().join("office");
        let means = Means { cost: Cost::TRIVIAL, ..means() };
        let registry = Registry::init(&office, "The office", PASSPHRASE, means).unwrap();
        registry.invite(&registry.reader("keeper").unwrap(), "clerk").unwrap();
        let sources = (0..PAPERS).map(papers::paper).map(|(name, text)| Source::Bytes(name, text.into()));
        let clerk = registry.reader("clerk").unwrap();
        let mut entered = 0;
        let mut told = |outcome: chancery_registry::Outcome| entered += outcome.filed.unwrap().entered;
        registry.file(&clerk, sources, &Options::default(), &mut told).unwrap();
        assert_eq!(entered, papers::entered(PAPERS));
        registry.close();
        let (vault, others): (Vec<_>, Vec<_>) =
            files_below(&office).into_iter().partition(|path| path.starts_with(office.join("vault")));
        let others = others.into_iter().map(|path| (path.clone(), fs::read(&path).unwrap())).collect();
        Self { folder, vault, others }
    }

    fn office(&self) -> PathBuf {
        self.folder.path().join("office")
    }

    fn bytes(&self, name: &str) -> usize {
        self.others[&self.office().join(name)].len()
    }

    /// Flips one bit, asks, and puts everything back as it was.
    fn with_flip<T>(&self, path: &Path, at: usize, bit: usize, ask: impl FnOnce(&Self) -> T) -> T {
        let whole = fs::read(path).unwrap();
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << bit;
        fs::write(path, flipped).unwrap();
        let answer = ask(self);
        fs::write(path, whole).unwrap();
        self.put_back();
        answer
    }

    fn put_back(&self) {
        for new in files_below(&self.office()).iter().filter(|path| !self.vault.contains(path)) {
            fs::remove_file(new).unwrap();
        }
        self.others.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    }

    /// What an opening refuses with, or what verification finds.
    fn verified(&self) -> Vec<String> {
        let found = Registry::open(&self.office(), PASSPHRASE, means()).and_then(|registry| {
            let verified = registry.verify(&mut |_, _| {});
            registry.close();
            verified
        });
        found.map_or_else(|refused| vec![refused.to_string()], |verified| verified.flaws)
    }

    /// All that the clerk reads: the register, each paper, and a search.
    fn answers(&self) -> Result<Vec<String>, Refused> {
        let registry = Registry::open(&self.office(), PASSPHRASE, means())?;
        let view = registry.view(&registry.reader("clerk")?)?;
        let mut answers = Vec::new();
        for line in view.register(&RegisterFilter::default())?.papers {
            let page = view.paper(&line.reference)?;
            answers.push(format!("{line:?} {:?} {:?} {:?}", page.particulars, page.text, page.findings));
        }
        for hit in view.find("figures OR settled", 1)?.hits {
            answers.push(format!("{hit:?}"));
        }
        drop(view);
        registry.close();
        Ok(answers)
    }
}

fn means() -> Means {
    Means::of_program(env!("CARGO_BIN_EXE_chancery").into())
}

#[test]
fn a_flipped_bit_anywhere_in_the_ledger_is_named_with_its_page() {
    let (closed, mut dice) = (Closed::new(), Dice::cast());
    let path = closed.office().join("ledger.db");
    let bytes = closed.bytes("ledger.db");
    // SQLite looks at the header before anybody else does: each of its bytes, and any others.
    let places = (0..100).step_by(3).chain((0..LEDGER_FLIPS).map(|_| dice.below(bytes))).collect::<Vec<_>>();
    for at in places {
        let bit = dice.below(8);
        let flaws = closed.with_flip(&path, at, bit, Closed::verified);
        let page = format!("ledger: page {}:", at / 4096 + 1);
        let named = flaws.iter().any(|flaw| flaw.starts_with(&page) || flaw.starts_with("ledger.db"));
        assert!(named, "byte {at}, bit {bit} of ledger.db: {flaws:?}");
    }
    assert_eq!(closed.verified(), [""; 0], "everything was put back");
}

#[test]
fn a_flipped_bit_in_any_body_of_the_vault_is_named_with_its_digest() {
    let (closed, mut dice) = (Closed::new(), Dice::cast());
    assert!(closed.vault.len() >= papers::entered(PAPERS), "a body for each paper");
    for path in closed.vault.iter().chain(&closed.vault) {
        let (at, bit) = (dice.below(fs::metadata(path).unwrap().len() as usize), dice.below(8));
        let flaws = closed.with_flip(path, at, bit, Closed::verified);
        let steps: Vec<&str> = path.iter().rev().take(2).map(|step| step.to_str().unwrap()).collect();
        let named = format!("vault: body {}{}: its bytes are not what its name says", steps[1], steps[0]);
        assert!(flaws.contains(&named), "byte {at}, bit {bit} of {named}: {flaws:?}");
    }
    assert_eq!(closed.verified(), [""; 0], "everything was put back");
}

/// In bytes that SQLite does not use a flip is not named, and does nothing.
#[test]
fn a_flipped_bit_in_the_keys_is_named_or_changes_no_answer() {
    let (closed, mut dice) = (Closed::new(), Dice::cast());
    let answers = closed.answers().unwrap();
    closed.put_back();
    let path = closed.office().join("keys.db");
    let mut silent = 0;
    for _ in 0..KEYS_FLIPS {
        let (at, bit) = (dice.below(closed.bytes("keys.db")), dice.below(8));
        let flaws = closed.with_flip(&path, at, bit, Closed::verified);
        if flaws.is_empty() {
            silent += 1;
            let now = closed.with_flip(&path, at, bit, |closed| closed.answers().unwrap());
            assert!(now == answers, "byte {at}, bit {bit} of keys.db was not named, and changes an answer");
        } else {
            let named = flaws.iter().any(|flaw| {
                flaw.contains("keys.db") || flaw.contains("the passphrase is not the one") // its salt or its root
            });
            assert!(named, "byte {at}, bit {bit} of keys.db: {flaws:?}");
        }
    }
    assert!(silent < KEYS_FLIPS, "some are named");
}

#[test]
fn a_flipped_bit_in_a_projection_is_refused_or_changes_no_answer() {
    let (closed, mut dice) = (Closed::new(), Dice::cast());
    let answers = closed.answers().unwrap();
    closed.put_back();
    let shelves: Vec<PathBuf> = closed
        .others
        .keys()
        .filter(|path| path.starts_with(closed.office().join("shelves")))
        .cloned()
        .collect();
    let register = closed.office().join("register.db");
    let mut paths = vec![register; REGISTER_FLIPS];
    paths.extend((0..SHELVES_FLIPS).map(|_| shelves[dice.below(shelves.len())].clone()));
    let mut refused = 0;
    for path in paths.iter().filter(|path| !closed.others[*path].is_empty()) {
        let (at, bit) = (dice.below(closed.others[path].len()), dice.below(8));
        match closed.with_flip(path, at, bit, Closed::answers) {
            Ok(now) => assert!(now == answers, "byte {at}, bit {bit} of {path:?} changes an answer"),
            Err(Refused::Projection(what)) => {
                refused += 1;
                assert!(what.contains("register.db") || what.contains("shelves"), "{what}");
            }
            Err(other) => panic!("byte {at}, bit {bit} of {path:?}: {other}"),
        }
    }
    assert!(refused > 0, "some are refused");
}
