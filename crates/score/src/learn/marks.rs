//! Sentences marked by hand: which paper, which sentence, what it holds.

use std::collections::HashMap;

use anyhow::Context as _;
use sha2::{Digest, Sha256};

/// Papers, each opened by `= volume document`, then a sentence a line: a digest of its letters and what it holds.
pub const MARKS: &str = include_str!("../../../reading/gold/sentences.txt");
/// Hexadecimal figures by which a sentence is known within its paper.
const FIGURES: usize = 7;

/// What each marked sentence of a paper holds, by its digest.
pub type Marked = HashMap<String, Vec<String>>;

/// All marks, by volume and document.
pub struct Marks {
    papers: HashMap<(String, String), Marked>,
}

impl Marks {
    /// Reads the marks.
    pub fn read(text: &str) -> anyhow::Result<Self> {
        let mut papers: HashMap<(String, String), Marked> = HashMap::new();
        let mut paper = None;
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let mut words = line.split(' ');
            let first = words.next().unwrap_or_default();
            if first == "=" {
                let (volume, document) = words.next().zip(words.next()).with_context(|| line.to_owned())?;
                paper = Some(papers.entry((volume.to_owned(), document.to_owned())).or_default());
                continue;
            }
            let holds =
                words.map(written_out).collect::<Option<Vec<_>>>().with_context(|| line.to_owned())?;
            paper.as_mut().with_context(|| line.to_owned())?.insert(first.to_owned(), holds);
        }
        Ok(Self { papers })
    }

    /// How many papers were marked.
    pub fn papers(&self) -> usize {
        self.papers.len()
    }

    /// Those of a paper, if it was marked.
    pub fn of(&self, volume: &str, document: &str) -> Option<&Marked> {
        self.papers.get(&(volume.to_owned(), document.to_owned()))
    }
}

/// "U:asked" as "undertaking asked".
fn written_out(code: &str) -> Option<String> {
    let (letter, degree) = code.split_once(':').map_or((code, ""), |(letter, degree)| (letter, degree));
    let class = match letter {
        "A" => "assessment",
        "U" => "undertaking",
        "S" => "subject",
        "M" => "meeting",
        _ => return None,
    };
    Some(if degree.is_empty() { class.to_owned() } else { format!("{class} {degree}") })
}

/// By what a sentence is known again: its letters and figures, whatever stands between them.
pub fn digest(sentence: &str) -> String {
    let letters: String =
        sentence.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    hex(&letters).chars().take(FIGURES).collect()
}

/// A digest in hexadecimal figures.
pub fn hex(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_names_its_sentence_by_its_letters() -> anyhow::Result<()> {
        let marks =
            Marks::read(&format!("# a note\n= vol d1\n{} A U:asked\n", digest("He believes, and asks.")))?;
        let marked = marks.of("vol", "d1").context("marked")?;
        let holds = marked.get(&digest("He  believes and\nasks")).context("the same letters")?;
        assert_eq!(holds, &["assessment", "undertaking asked"]);
        assert!(marks.of("vol", "d2").is_none());
        assert!(Marks::read("= vol d1\nabcdef0 X\n").is_err(), "no such code");
        Ok(())
    }

    #[test]
    fn the_weights_of_this_build_were_learnt_from_these_marks() {
        let weights = include_str!("../../../reading/rules/en/weights.tsv");
        let learnt = weights.lines().find_map(|l| l.strip_prefix("## marks "));
        assert_eq!(learnt, Some(hex(MARKS).as_str()), "learn them anew: see crates/reading/gold/README.md");
    }
}
