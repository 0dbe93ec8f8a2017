//! Finding the marking in the prose of a source note.

use std::ops::Range;

use crate::Policy;
use crate::lex::{self, Token};
use crate::phrases::{Match, Meaning};

/// Longest sentence that is taken for a marking.
pub const SENTENCE_BYTES_MAX: usize = 400;
/// Most words between two separators of a marking; what has more is prose.
const ITEM_WORDS_MAX: usize = 12;

impl Policy {
    /// The place of the marking in a note such as "National Archives, RG 59, POL 15-1 THAI. Secret; Nodis.
    /// Drafted by ...": the first sentence that is a list whose first item is all the policy's words, a
    /// level or words that it refuses among them. Items after the first may be unknown: reading them is for
    /// [`Policy::parse`] to do or refuse. Where there is none, nothing is known of the note's marking.
    pub fn find_in_prose(&self, note: &str) -> Option<Range<usize>> {
        starts(note)
            .filter_map(|start| sentence(note, start))
            .find(|place| self.is_marking(note, place.clone()))
    }

    fn is_marking(&self, note: &str, place: Range<usize>) -> bool {
        let tokens = lex::lex(note, place, &self.separators);
        let mut items = tokens.split(|token| token.word.is_none());
        let Some(mut leads) = items.next().and_then(|first| self.item(first)) else { return false };
        for item in items {
            leads |= self.item(item).unwrap_or(false);
            if item.len() > ITEM_WORDS_MAX {
                return false;
            }
        }
        leads
    }

    /// Whether an item that is all the policy's words has a level or refused words among them.
    fn item(&self, mut words: &[Token]) -> Option<bool> {
        let mut leads = false;
        let whole = words.len();
        while !words.is_empty() {
            let joined = words.len() < whole && self.starts_with_joiner(words);
            let from = words.get(usize::from(joined)..)?;
            let Match { used, meaning, .. } = self.longest(from)?;
            leads |= matches!(meaning, Meaning::Level(_) | Meaning::Refused(_) | Meaning::Several(_));
            words = from.get(used..)?;
        }
        Some(leads)
    }
}

/// Where sentences begin: at the head, and after a mark that ends one.
fn starts(note: &str) -> impl Iterator<Item = usize> {
    let ends = |c: char| matches!(c, '.' | '?' | '!' | ':' | ']' | ')' | '”' | '"');
    let mut open = true;
    let mut spaced = true;
    note.char_indices().filter_map(move |(at, c)| {
        if c.is_whitespace() {
            spaced = true;
            return None;
        }
        let starts = open && spaced;
        open = ends(c);
        spaced = false;
        starts.then_some(at)
    })
}

/// The sentence from there up to its full stop, if it is short enough for a marking.
fn sentence(note: &str, start: usize) -> Option<Range<usize>> {
    let rest = note.get(start..)?;
    let mut depth = 0_i32;
    for (at, c) in rest.char_indices().take_while(|(at, _)| *at <= SENTENCE_BYTES_MAX) {
        let after = rest.get(at + c.len_utf8()..)?;
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            '.' if depth <= 0 && !after.starts_with(char::is_alphanumeric) => return Some(start..start + at),
            _ => {}
        }
    }
    (rest.len() <= SENTENCE_BYTES_MAX).then(|| start..start + rest.trim_end().len())
}
