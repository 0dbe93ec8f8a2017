//! Where the words that call rules stand in a text.

use crate::dictionary::{Dictionary, digest};

/// Bytes of the longest trigger.
const TRIGGER_BYTES_MAX: usize = 24;

/// Words that call rules, in small letters.
pub(crate) struct Triggers {
    /// Words of letters and figures alone, each with the rules that it calls.
    plain: Dictionary<Vec<u16>>,
    /// Those with another sign in them, "e-mail" or "'ll", longest first.
    signed: Vec<(String, Vec<u16>)>,
    /// Whether one of those begins with a byte, in small letters.
    leads: [bool; 256],
}

impl Triggers {
    pub fn new(calls: &[(&str, u16)]) -> Self {
        let is_plain = |word: &str| word.bytes().all(|b| b.is_ascii_alphanumeric());
        let plain: Vec<(&str, u16)> = calls.iter().filter(|(w, _)| is_plain(w)).copied().collect();
        let mut signed: Vec<(String, Vec<u16>)> = Vec::new();
        for (word, rule) in calls.iter().filter(|(w, _)| !is_plain(w)) {
            match signed.iter_mut().find(|(w, _)| w == word) {
                Some((_, rules)) => rules.push(*rule),
                None => signed.push(((*word).to_owned(), vec![*rule])),
            }
        }
        signed.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let mut leads = [false; 256];
        signed.iter().filter_map(|(w, _)| w.bytes().next()).for_each(|b| leads[usize::from(b)] = true);
        Self { leads, plain: Dictionary::of(&plain, |rules: &mut Vec<u16>, rule| rules.push(*rule)), signed }
    }

    /// Where they stand in `text` as words of their own, in order, with the rules that they call.
    pub fn calls<'r>(&'r self, text: &'r str) -> impl Iterator<Item = (usize, &'r [u16])> {
        let bytes = text.as_bytes();
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < bytes.len() {
                let start = at;
                let word = run(bytes, start);
                let signed = self.signed(bytes, start);
                at = start + signed.map_or(word, |(len, _)| len).max(1);
                let found = signed.map(|(_, rules)| rules).or_else(|| self.plain(bytes, start, word));
                if let Some(rules) = found {
                    return Some((start, rules));
                }
            }
            None
        })
    }

    fn plain(&self, bytes: &[u8], start: usize, len: usize) -> Option<&[u16]> {
        let mut low = [0; TRIGGER_BYTES_MAX];
        let place = low.get_mut(..len).filter(|p| !p.is_empty())?;
        place.copy_from_slice(bytes.get(start..start + len)?);
        place.make_ascii_lowercase();
        let word = std::str::from_utf8(place).ok()?;
        self.plain.get(word, digest(word)).map(Vec::as_slice)
    }

    /// The longest signed trigger that begins at `start` and is not glued to a letter behind it.
    fn signed(&self, bytes: &[u8], start: usize) -> Option<(usize, &[u16])> {
        let rest = bytes.get(start..)?;
        let lead = rest.first()?.to_ascii_lowercase();
        if !self.leads[usize::from(lead)] {
            return None;
        }
        let stands = |word: &str| {
            let glued = word.bytes().next_back().is_some_and(|b| b.is_ascii_alphanumeric())
                && rest.get(word.len()).is_some_and(u8::is_ascii_alphanumeric);
            rest.get(..word.len()).is_some_and(|r| r.eq_ignore_ascii_case(word.as_bytes())) && !glued
        };
        let found = self.signed.iter().find(|(w, _)| w.as_bytes().first() == Some(&lead) && stands(w))?;
        Some((found.0.len(), &found.1))
    }
}

/// Bytes of the letters and figures from `at` on.
fn run(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).map_or(0, |rest| rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trigger_is_a_word_of_its_own_in_whatever_letters() {
        let all =
            Triggers::new(&[("let", 1), ("let's", 2), ("'ll", 3), ("?", 4), ("charg\u{e9}", 5), ("let", 6)]);
        let text = "LET him; let's outlet letter. We'll see? The Charg\u{e9} let\u{e9} go, d'llama";
        let found: Vec<(usize, &[u16])> = all.calls(text).collect();
        let place = |word: &str| text.find(word).unwrap();
        assert_eq!(
            found,
            [
                (0, [1, 6].as_slice()),
                (place("let's"), &[2]),
                (place("'ll"), &[3]),
                (place("?"), &[4]),
                (place("Charg"), &[5]),
                (place("let\u{e9} go"), &[1, 6]),
            ]
        );
    }
}
