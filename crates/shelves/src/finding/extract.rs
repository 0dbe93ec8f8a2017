//! Chooses the words about a match, from the paper and the query alone.

use std::collections::HashMap;
use std::ops::Range;

use super::Extract;
use super::marking::Match;

/// What part of the room to spare stands before the first match: 1 of this many.
const LEAD_PART: usize = 3;
const ELLIPSIS: char = '…';

/// The best stretch of a text, marked, of so many characters. A text without a match is shown from
/// its beginning.
pub(super) fn extract(text: &str, matches: &[Match], chars: usize) -> Extract {
    // Two characters are kept for ellipses.
    let room = chars.saturating_sub(2).max(1);
    let window = window(text, &best(text, matches, room), room);
    in_one_line(text, &window, matches)
}

/// The stretch of matches that shows most of what is sought, then most matches, then the earliest.
fn best(text: &str, matches: &[Match], room: usize) -> Range<usize> {
    let mut shown: HashMap<usize, usize> = HashMap::new();
    let mut best: Option<((usize, usize), Range<usize>)> = None;
    let mut first = 0;
    let places = char_places(text, matches);
    for (last, (found, place)) in matches.iter().zip(&places).enumerate() {
        *shown.entry(found.thing).or_default() += 1;
        while let Some((gone, from)) = matches.get(first).zip(places.get(first)).filter(|_| first < last) {
            if place.end - from.start <= room {
                break;
            }
            drop_one(&mut shown, gone.thing);
            first += 1;
        }
        let worth = (shown.len(), last + 1 - first);
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            let start = matches.get(first).map_or(found.start, |first| first.start);
            best = Some((worth, start..found.end));
        }
    }
    best.map_or(0..0, |(_, stretch)| stretch)
}

fn drop_one(shown: &mut HashMap<usize, usize>, thing: usize) {
    if let Some(count) = shown.get_mut(&thing) {
        *count -= 1;
        if *count == 0 {
            shown.remove(&thing);
        }
    }
}

/// The matches' places counted in characters.
fn char_places(text: &str, matches: &[Match]) -> Vec<Range<usize>> {
    let (mut byte, mut char) = (0, 0);
    let places = matches.iter().map(|found| {
        char += text.get(byte..found.start).map_or(0, |between| between.chars().count());
        byte = found.start;
        char..char + text.get(found.start..found.end).map_or(0, |found| found.chars().count())
    });
    places.collect()
}

/// The bytes about a stretch of matches that fill the room, cut between words where that is possible.
fn window(text: &str, stretch: &Range<usize>, room: usize) -> Range<usize> {
    let to_spare = room.saturating_sub(chars(text, stretch));
    let start = start_of_word(text, back(text, stretch.start, to_spare / LEAD_PART), stretch.start);
    let end = forth(text, start, room);
    // A short tail leaves room that the lead can use.
    let unused = room.saturating_sub(chars(text, &(start..end)));
    let start = start_of_word(text, back(text, start, unused), stretch.start);
    start..end_of_word(text, stretch.end.clamp(start, end), end)
}

fn chars(text: &str, range: &Range<usize>) -> usize {
    text.get(range.clone()).map_or(0, |part| part.chars().count())
}

/// The byte so many characters before another.
fn back(text: &str, from: usize, chars: usize) -> usize {
    let before = text.get(..from).unwrap_or_default();
    before.char_indices().rev().take(chars).last().map_or(from, |(at, _)| at)
}

/// The byte so many characters after another.
fn forth(text: &str, from: usize, chars: usize) -> usize {
    let after = text.get(from..).unwrap_or_default();
    after.char_indices().nth(chars).map_or(text.len(), |(at, _)| from + at)
}

/// The first place from `start` on where a word begins, or `start` if there is none before `limit`.
fn start_of_word(text: &str, start: usize, limit: usize) -> usize {
    let (before, after) = text.split_at_checked(start).unwrap_or(("", text));
    if before.is_empty() || before.ends_with(char::is_whitespace) {
        return start;
    }
    after.find(char::is_whitespace).map(|at| start + at).filter(|&at| at < limit).unwrap_or(start)
}

/// The last place up to `end` where a word ends, or `end` if there is none after `limit`.
fn end_of_word(text: &str, limit: usize, end: usize) -> usize {
    let after = text.get(end..).unwrap_or_default();
    if after.is_empty() || after.starts_with(char::is_whitespace) {
        return end;
    }
    let tail = text.get(limit..end).unwrap_or_default();
    tail.rfind(char::is_whitespace).map_or(end, |at| limit + at)
}

/// The window with every run of white space as one space, and the matches in it.
fn in_one_line(text: &str, window: &Range<usize>, matches: &[Match]) -> Extract {
    let inside = text.get(window.clone()).unwrap_or_default();
    let trimmed = inside.trim_start();
    let start = window.start + inside.len() - trimmed.len();
    let trimmed = trimmed.trim_end();
    let mut extract = Extract::default();
    if text.get(..start).is_some_and(|before| !before.trim_start().is_empty()) {
        extract.text.push(ELLIPSIS);
    }
    let marked = apart(matches, &(start..start + trimmed.len()));
    write(&mut extract, trimmed, start, &marked);
    if text.get(start + trimmed.len()..).is_some_and(|after| !after.trim_end().is_empty()) {
        extract.text.push(ELLIPSIS);
    }
    extract
}

/// The matches in a window, those that overlap made one.
pub(super) fn apart(matches: &[Match], window: &Range<usize>) -> Vec<Range<usize>> {
    let mut apart: Vec<Range<usize>> = Vec::new();
    for found in matches.iter().filter(|found| found.start >= window.start && found.end <= window.end) {
        match apart.last_mut() {
            Some(last) if found.start < last.end => last.end = last.end.max(found.end),
            _ => apart.push(found.start..found.end),
        }
    }
    apart
}

fn write(extract: &mut Extract, text: &str, start: usize, marked: &[Range<usize>]) {
    let mut marked = marked.iter().peekable();
    let mut opened = None;
    for (at, c) in text.char_indices().map(|(at, c)| (start + at, c)) {
        if marked.peek().is_some_and(|mark| mark.start == at) {
            opened = Some(extract.text.len());
        }
        match c.is_whitespace() || c.is_control() {
            true if extract.text.ends_with(' ') => {}
            true => extract.text.push(' '),
            false => extract.text.push(c),
        }
        if let Some(opening) =
            opened.filter(|_| marked.peek().is_some_and(|mark| mark.end <= at + c.len_utf8()))
        {
            extract.marks.push(opening..extract.text.len());
            opened = None;
            marked.next();
        }
    }
}

#[cfg(test)]
#[path = "extract_tests.rs"]
mod tests;
