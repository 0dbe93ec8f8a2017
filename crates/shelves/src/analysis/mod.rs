//! How text becomes words: the same way when it is shelved, sought and marked.
//!
//! A word is shelved as written, without case and accents, and where its stem is another word also
//! by its stem. Both stand at one place in one list, told apart by a mark that no word begins with:
//! a bare word is sought by its stem, a quoted one as written, and one pass lays down both.

mod folding;
mod joined;
mod language;
mod stemming;
mod words;

use tantivy::tokenizer::{LowerCaser, RawTokenizer, TextAnalyzer, TokenizerManager};

pub(crate) use language::{Language, tagged};
pub(crate) use words::Words;

/// Longer runs of letters are no words (they are encoded attachments, as a rule) and are not shelved.
pub(crate) const WORD_BYTES_MAX: usize = 100;
/// Words of different parts of a paper are at least so many places apart.
pub(crate) const PART_GAP_WORDS: usize = 101;

/// Names under which the analysers stand in the schema. They change with what the analysers do, so
/// that an index made by others is known and made again.
pub(crate) const PROSE: &str = "prose-2";
pub(crate) const NAMES: &str = "names-2";
pub(crate) const WHOLE: &str = "whole-2";

/// The first byte of what is not a word as written.
const ENGLISH_STEM: char = '\u{1}';
const FRENCH_STEM: char = '\u{2}';
const JOINED: char = '\u{3}';

/// All analysers that the schema names.
pub(crate) fn manager() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(PROSE, TextAnalyzer::builder(Words::prose()).build());
    manager.register(NAMES, TextAnalyzer::builder(Words::names()).build());
    manager.register(WHOLE, TextAnalyzer::builder(RawTokenizer::default()).filter(LowerCaser).build());
    manager
}

/// One word of what is sought: where it stands among the others, and the term that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub offset: u32,
    pub term: String,
}

/// The words of a text as written, in order. What is joined by strokes ("82/14") is one piece.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let mut words = Words::names();
    let mut stream = words.stream(text);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut next = PART_GAP_WORDS;
    while let Some(token) = stream.advance_token() {
        let (place, is_joined) = (token.position, token.position_length > 1);
        if is_joined {
            // In the place of its first word, or of what is joined over fewer words.
            pieces.pop();
        }
        if is_joined || place >= next {
            next = place + token.position_length;
            pieces.push(Piece { offset: offset(place), term: token.text.clone() });
        }
    }
    pieces
}

fn offset(place: usize) -> u32 {
    u32::try_from(place.saturating_sub(PART_GAP_WORDS)).unwrap_or(u32::MAX)
}

/// Every term under which a paper is found that has this word in another ending.
pub(crate) fn forms(word: &str) -> Vec<String> {
    let stem = stemming::stem(Language::English, word).unwrap_or_else(|| word.to_owned());
    if !stemming::is_stemmed(word) {
        return vec![stem];
    }
    let french = stemming::stem(Language::French, word);
    let french = format!("{FRENCH_STEM}{}", french.as_deref().unwrap_or(word));
    vec![format!("{ENGLISH_STEM}{stem}"), french, stem]
}

/// Whether a term is a word as written.
pub(crate) fn is_written(term: &[u8]) -> bool {
    term.first().is_some_and(|&first| first > JOINED as u8)
}

/// A value without spaces about it and doubled spaces in it.
pub(crate) fn squeeze(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A kind without case and doubled spaces, as it is compared.
pub(crate) fn fold(value: &str) -> String {
    squeeze(value).chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
