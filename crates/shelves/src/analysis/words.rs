//! Cuts a text into words and gives each in every form under which it is shelved.

use std::ops::Range;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::folding::{Folding, is_borne};
use super::language::Language;
use super::stemming::{Stems, is_stemmed};
use super::{ENGLISH_STEM, FRENCH_STEM, PART_GAP_WORDS, WORD_BYTES_MAX, joined};

/// The analyser. Clones share nothing.
#[derive(Clone, Default)]
pub(crate) struct Words {
    stemmed: bool,
    english: Stems,
    french: Stems,
    folding: Folding,
}

impl Words {
    /// Words as written and by their stems.
    pub fn prose() -> Self {
        Self { stemmed: true, ..Self::default() }
    }

    /// Words as written.
    pub fn names() -> Self {
        Self::default()
    }

    /// The words of a text tagged with its language.
    pub fn stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.stream_in(Language::tagged_on(text), text)
    }

    /// The words of a text in that language.
    pub fn stream_in<'a>(&'a mut self, language: Language, text: &'a str) -> Stream<'a> {
        let token = Token::default();
        Stream {
            words: self,
            language,
            text,
            at: 0,
            place: PART_GAP_WORDS,
            joined_to: 0,
            more: Vec::new(),
            token,
        }
    }
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.stream(text)
    }
}

/// Words as they come. Of one place, the word as written comes first.
pub(crate) struct Stream<'a> {
    words: &'a mut Words,
    language: Language,
    text: &'a str,
    at: usize,
    place: usize,
    /// Up to here words belong to what was joined already.
    joined_to: usize,
    /// Further forms of the word at hand, the next one last: text, places, the byte after it.
    more: Vec<(String, usize, usize)>,
    token: Token,
}

impl Stream<'_> {
    /// The next word or form.
    pub fn advance_token(&mut self) -> Option<&Token> {
        if self.advance() { Some(&self.token) } else { None }
    }

    fn stem(&mut self, end: usize) {
        let word = self.token.text.as_str();
        if !self.words.stemmed || !is_stemmed(word) {
            return;
        }
        let form = match self.language {
            Language::English => {
                self.words.english.stem(self.language, word).map(|stem| format!("{ENGLISH_STEM}{stem}"))
            }
            // Marked even where it is the word itself: plain words are stems of English alone.
            Language::French => {
                let stem = self.words.french.stem(self.language, word);
                Some(format!("{FRENCH_STEM}{}", stem.unwrap_or(word)))
            }
        };
        self.more.extend(form.map(|form| (form, 1, end)));
    }

    fn join(&mut self, start: usize, end: usize) {
        if start < self.joined_to {
            return;
        }
        let run = joined::run(self.text, &self.token.text, end, &mut self.words.folding);
        if let Some((_, _, end)) = run.joined.last() {
            self.joined_to = *end;
        }
        self.more.extend(run.joined.into_iter().rev());
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        if let Some((text, places, end)) = self.more.pop() {
            (self.token.text, self.token.position_length, self.token.offset_to) = (text, places, end);
            return true;
        }
        while let Some(word) = next_word(self.text, self.at) {
            self.at = word.end;
            self.token.position = self.place;
            self.place += 1;
            if word.len() > WORD_BYTES_MAX {
                continue;
            }
            (self.token.offset_from, self.token.offset_to, self.token.position_length) =
                (word.start, word.end, 1);
            self.words.folding.fold(self.text.get(word.clone()).unwrap_or_default(), &mut self.token.text);
            self.join(word.start, word.end);
            self.stem(word.end);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The first word from a byte on.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let skipped = rest.find(char::is_alphanumeric)?;
    word_at(text, from + skipped)
}

/// The word that begins at a byte.
pub(super) fn word_at(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    if !rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let length = rest.find(|c: char| !c.is_alphanumeric() && !is_borne(c)).unwrap_or(rest.len());
    Some(start..start + length)
}
