//! What is said of a value that no policy knows.

use std::ops::Range;

use crate::Fault;

use super::read::Reading;

/// Most letters by which a word that is meant may differ from what was typed.
const DISTANCE_MAX: usize = 2;
/// Least letters of a word that another may be near to.
const NEAR_CHARS_MIN: usize = 4;

impl Reading<'_> {
    /// An unread value: which known word of it lacks a separator, or which it may be meant for. It is told,
    /// and never read for it.
    pub(super) fn unknown(&self, at: Range<usize>) -> Fault {
        let text = self.text(at.clone());
        let mut words = text.match_indices(' ').map(|(space, _)| text.get(space + 1..).unwrap_or_default());
        if let Some(word) = words.find(|word| self.word(word).is_some()) {
            return self.fault(at, format!("a separator before “{word}”"));
        }
        let expected = format!("a marking of {}", self.policy.id);
        match self.near(text) {
            Some(near) => self.fault(at, format!("{expected}; “{near}” is near")),
            None => self.fault(at, expected),
        }
    }

    fn near(&self, text: &str) -> Option<&str> {
        let text = text.to_ascii_uppercase();
        let words = self.categories.banner.keys().filter(|word| word.len() >= NEAR_CHARS_MIN);
        let near = words.map(|word| (distance(word, &text), word.as_str()));
        near.filter(|(distance, _)| *distance <= DISTANCE_MAX).min().map(|(_, word)| word)
    }
}

/// How many letters are put in, left out or changed between two words; more than can matter where their
/// lengths tell.
fn distance(a: &str, b: &str) -> usize {
    if a.len().abs_diff(b.len()) > DISTANCE_MAX {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (y, above) in b.bytes().zip(row.iter().skip(1)) {
            left = (corner + usize::from(x != y)).min(above + 1).min(left + 1);
            corner = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}
