//! Finds in one text what a query seeks, by the same words under which the text is shelved.

use std::collections::HashMap;

use tantivy::tokenizer::Token;

use super::places::spans;
use crate::analysis::{Language, Words, is_written};
use crate::query::{Leaf, Node, Scope, Sequence};

/// How far into a text matches are looked for.
const SCAN_BYTES_MAX: usize = 2 << 20;

/// A match in a text: its bytes and which thing sought it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    pub start: usize,
    pub end: usize,
    pub thing: usize,
}

/// Marks texts for one query.
pub(super) struct Marker {
    sought: Sought,
    words: Words,
}

/// What is marked, each thing with its number.
#[derive(Default)]
struct Sought {
    /// Words by each of their forms.
    words: HashMap<String, usize>,
    sequences: Vec<(usize, Sequence)>,
    /// The parts of sequences by each of their forms: the sequence and the part.
    parts: HashMap<String, Vec<(usize, usize)>>,
    prefixes: Vec<(usize, String)>,
    fuzzy: Vec<(usize, Vec<char>, u8)>,
    count: usize,
}

/// Where a word of a sequence stands: its place and its bytes.
type Standing = (u32, usize, usize);

impl Marker {
    /// For what a query seeks in the text itself.
    pub fn new(query: &Node) -> Self {
        let mut sought = Sought::default();
        sought.gather(query);
        Self { sought, words: Words::prose() }
    }

    /// Every match, in order.
    pub fn matches(&mut self, text: &str) -> Vec<Match> {
        let language = Language::of(text);
        let text = text.get(..text.floor_char_boundary(SCAN_BYTES_MAX)).unwrap_or(text);
        let mut matches = Vec::new();
        let parts = self.sought.sequences.iter().map(|(_, sequence)| vec![Vec::new(); sequence.parts.len()]);
        let mut standing: Vec<Vec<Vec<Standing>>> = parts.collect();
        let mut stream = self.words.stream_in(language, text);
        while let Some(token) = stream.advance_token() {
            self.sought.one(token, &mut matches);
            self.sought.part(token, &mut standing);
        }
        for ((thing, sequence), parts) in self.sought.sequences.iter().zip(&standing) {
            mark_sequence(*thing, sequence, parts, &mut matches);
        }
        matches.sort_unstable();
        matches.dedup();
        matches
    }
}

impl Sought {
    fn gather(&mut self, node: &Node) {
        match node {
            Node::Leaf(leaf) => self.add(leaf),
            Node::Any(nodes) => nodes.iter().for_each(|node| self.gather(node)),
            Node::All(junction) => junction.must.iter().for_each(|node| self.gather(node)),
        }
    }

    fn add(&mut self, leaf: &Leaf) {
        let thing = self.count;
        match leaf {
            Leaf::Word(Scope::Everywhere, forms) => {
                for form in forms {
                    self.words.entry(form.clone()).or_insert(thing);
                }
            }
            Leaf::Sequence(Scope::Everywhere, sequence) => self.add_sequence(thing, sequence),
            Leaf::Prefix(Scope::Everywhere, start) => self.prefixes.push((thing, start.clone())),
            Leaf::Fuzzy(Scope::Everywhere, word, distance) => {
                self.fuzzy.push((thing, word.chars().collect(), *distance));
            }
            _ => return,
        }
        self.count += 1;
    }

    fn add_sequence(&mut self, thing: usize, sequence: &Sequence) {
        for (part, forms) in sequence.parts.iter().enumerate() {
            for form in &forms.forms {
                self.parts.entry(form.clone()).or_default().push((self.sequences.len(), part));
            }
        }
        self.sequences.push((thing, sequence.clone()));
    }

    /// Marks a word that is sought by itself.
    fn one(&self, token: &Token, matches: &mut Vec<Match>) {
        let mut mark = |thing| matches.push(Match { start: token.offset_from, end: token.offset_to, thing });
        if let Some(&thing) = self.words.get(&token.text) {
            mark(thing);
        }
        if !is_written(token.text.as_bytes()) {
            return;
        }
        for &(thing, ref start) in &self.prefixes {
            if token.text.starts_with(start) {
                mark(thing);
            }
        }
        for &(thing, ref word, distance) in &self.fuzzy {
            if is_like(word, &token.text, distance) {
                mark(thing);
            }
        }
    }

    /// Notes where a word of a sequence stands.
    fn part(&self, token: &Token, standing: &mut [Vec<Vec<Standing>>]) {
        let place = u32::try_from(token.position).unwrap_or(u32::MAX);
        for &(sequence, part) in self.parts.get(&token.text).into_iter().flatten() {
            let places = standing.get_mut(sequence).and_then(|parts| parts.get_mut(part));
            places.into_iter().for_each(|places| places.push((place, token.offset_from, token.offset_to)));
        }
    }
}

/// A phrase is marked as a whole, of words near one another each by itself.
fn mark_sequence(thing: usize, sequence: &Sequence, standing: &[Vec<Standing>], matches: &mut Vec<Match>) {
    let places: Vec<Vec<u32>> =
        standing.iter().map(|places| places.iter().map(|(place, _, _)| *place).collect()).collect();
    let parts: Vec<_> =
        sequence.parts.iter().zip(&places).map(|(part, places)| (part.offset, places.as_slice())).collect();
    let mut ends = standing.last().into_iter().flatten().peekable();
    let mut starts = standing.first().into_iter().flatten().peekable();
    for (first, last) in spans(&parts, sequence.within) {
        if sequence.within.is_some() {
            let within = standing.iter().flatten().filter(|(place, _, _)| (first..=last).contains(place));
            matches.extend(within.map(|&(_, start, end)| Match { start, end, thing }));
            continue;
        }
        while starts.next_if(|(place, _, _)| *place < first).is_some() {}
        while ends.next_if(|(place, _, _)| *place < last).is_some() {}
        if let (Some(&&(_, start, _)), Some(&&(_, _, end))) = (starts.peek(), ends.peek()) {
            matches.push(Match { start, end, thing });
        }
    }
}

/// Whether a word comes from another by at most so many letters put in, left out, changed or swapped.
fn is_like(word: &[char], other: &str, distance: u8) -> bool {
    let (distance, length) = (usize::from(distance), other.chars().count());
    if length.abs_diff(word.len()) > distance {
        return false;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=word.len()).collect();
    let mut previous = None;
    for (line, c) in (1..).zip(other.chars()) {
        let mut next = vec![line];
        for (column, &letter) in word.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
            let changed = at(&row, column) + usize::from(letter != c);
            let mut least = changed.min(at(&row, column + 1) + 1).min(at(&next, column) + 1);
            let swapped = column > 0 && previous == Some(letter) && word.get(column - 1) == Some(&c);
            if swapped && letter != c {
                least = least.min(at(&before, column - 1) + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
        previous = Some(c);
    }
    row.last().is_some_and(|&least| least <= distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_like_another_by_letters_put_in_left_out_changed_or_swapped() {
        let like =
            |word: &str, other: &str, distance| is_like(&word.chars().collect::<Vec<_>>(), other, distance);
        for other in ["gromyko", "gromiko", "gromko", "gromykoo", "grmoyko"] {
            assert!(like("gromyko", other, 1), "{other}");
        }
        assert!(!like("gromyko", "gramiko", 1) && like("gromyko", "gramiko", 2));
        assert!(!like("gromyko", "gr", 2));
    }
}
