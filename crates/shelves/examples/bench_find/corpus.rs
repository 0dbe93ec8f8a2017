//! Papers made from real ones: as they are while they last, then their sentences shuffled.

use std::fs;
use std::path::{Path, PathBuf};

/// Real texts and the sentences in them.
pub struct Corpus {
    texts: Vec<String>,
    sentences: Vec<String>,
}

/// How long a made paper is on average.
const MADE_BYTES: u64 = 1_240;
/// What is a sentence at all.
const SENTENCE_BYTES: std::ops::Range<usize> = 20..400;

impl Corpus {
    /// Reads every file of a folder at any depth, leaving tags out of those that have them.
    pub fn read(folder: &Path) -> Self {
        let mut paths = Vec::new();
        gather(folder, &mut paths);
        paths.sort();
        let mut corpus = Self { texts: Vec::new(), sentences: Vec::new() };
        for path in paths {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            let is_tagged = path.extension().is_some_and(|extension| extension == "xml");
            let text = if is_tagged { untagged(&text) } else { text };
            corpus.sentences.extend(sentences(&text).map(str::to_owned));
            if !is_tagged && text.contains(char::is_alphanumeric) {
                corpus.texts.push(text);
            }
        }
        assert!(corpus.sentences.len() > 1_000, "the folder has too few sentences");
        corpus
    }

    /// The text of a paper: the same for the same number.
    pub fn text(&self, number: u64) -> String {
        if let Some(text) = self.texts.get(number as usize) {
            return text.clone();
        }
        let mut chance = Chance(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let bytes = (MADE_BYTES / 4 + chance.below(MADE_BYTES * 3 / 2)) as usize;
        let mut text = String::new();
        while text.len() < bytes {
            text.push_str(&self.sentences[chance.below(self.sentences.len() as u64) as usize]);
            text.push_str(". ");
        }
        text
    }

    /// How many texts and sentences there are.
    pub fn size(&self) -> (usize, usize) {
        (self.texts.len(), self.sentences.len())
    }
}

/// Numbers that look like chance and are the same each time.
pub struct Chance(pub u64);

impl Chance {
    /// A number below a limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % limit.max(1)
    }
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.path().is_dir() {
            true => gather(&entry.path(), paths),
            false => paths.push(entry.path()),
        }
    }
}

fn untagged(text: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                plain.push(' ');
            }
            _ if !inside => plain.push(if c == '\n' { ' ' } else { c }),
            _ => {}
        }
    }
    plain
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '\n']).map(str::trim).filter(|sentence| SENTENCE_BYTES.contains(&sentence.len()))
}
