//! Whether pages that were answered fit the text that they were answered with.

use super::{TakenPage, Word};
use crate::Limits;

/// Width or height of a page in dots.
const SIDE_DOTS_MAX: u32 = 20_000;
const HIDDEN_MAX: usize = 1_000;
const NOTES_MAX: usize = 50;
const WORDS_BYTES_MAX: usize = 256 * 1024;

/// Whether every page lies in the text after the one before it, and every word within its page.
pub(crate) fn fit(pages: &[TakenPage], text: &str, limits: &Limits) -> bool {
    let mut from = 0;
    pages.len() <= limits.pages_max
        && pages.iter().all(|page| {
            let follows = page.start >= from;
            from = page.end;
            follows && cut(text, page.start, page.end).is_some() && holds(page, text)
        })
}

fn holds(page: &TakenPage, text: &str) -> bool {
    let sized = page.width <= SIDE_DOTS_MAX && page.height <= SIDE_DOTS_MAX;
    let hidden: usize = page.hidden.iter().map(|hidden| hidden.text.len()).sum();
    let noted: usize = page.notes.iter().map(String::len).sum();
    sized
        && page.turned < 4
        && page.hidden.len() <= HIDDEN_MAX
        && page.notes.len() <= NOTES_MAX
        && hidden + noted <= WORDS_BYTES_MAX
        && page.words.iter().all(|word| stands_on(word, page, text))
}

fn stands_on(word: &Word, page: &TakenPage, text: &str) -> bool {
    let spoken = word.start >= page.start
        && word.end <= page.end
        && cut(text, word.start, word.end).is_some_and(|word| !word.is_empty());
    let right = word.x.checked_add(word.w).is_some_and(|right| right <= page.width);
    let lower = word.y.checked_add(word.h).is_some_and(|lower| lower <= page.height);
    spoken && right && lower && word.confidence.is_none_or(|sure| sure <= 100)
}

fn cut(text: &str, start: u32, end: u32) -> Option<&str> {
    text.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
}
