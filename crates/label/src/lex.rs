//! Words and separators of a typed marking, and the matching of phrases, letter-spaced or not.

use std::ops::Range;

/// A word or a separator, with its place.
pub(crate) struct Token {
    /// Bytes of the text.
    pub at: Range<usize>,
    /// The word in small letters; none for a separator.
    pub word: Option<String>,
}

impl Token {
    pub(crate) fn is(&self, word: &str) -> bool {
        self.word.as_deref() == Some(word)
    }
}

#[derive(PartialEq)]
enum Role {
    Word,
    Gap,
    Separator,
}

fn role(c: char, separators: &str) -> Role {
    if separators.contains(c) {
        Role::Separator
    } else if c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}') {
        // A hyphen or dash joins words as a space does: "Official-Informal", "TOP-SECRET".
        Role::Gap
    } else {
        Role::Word
    }
}

/// The tokens of a part of the text, but for a full stop at its end.
pub(crate) fn lex(text: &str, part: Range<usize>, separators: &str) -> Vec<Token> {
    let base = part.start;
    let part = text.get(part).unwrap_or_default().trim_end();
    let part = part.strip_suffix('.').unwrap_or(part);
    let mut tokens: Vec<Token> = Vec::new();
    let mut word_start = None;
    for (at, c) in part.char_indices().chain([(part.len(), ' ')]) {
        let role = role(c, separators);
        if role == Role::Word {
            word_start.get_or_insert(at);
            continue;
        }
        if let Some(start) = word_start.take() {
            let word = part.get(start..at).unwrap_or_default().to_lowercase();
            tokens.push(Token { at: base + start..base + at, word: Some(word) });
        }
        if role == Role::Separator {
            push_separator(&mut tokens, text, base + at..base + at + c.len_utf8());
        }
    }
    tokens
}

/// The same separator written twice running, as in `//`, is one.
fn push_separator(tokens: &mut Vec<Token>, text: &str, at: Range<usize>) {
    let doubled = tokens.last_mut().filter(|last| {
        last.word.is_none() && last.at.end == at.start && text.get(last.at.clone()) == text.get(at.clone())
    });
    match doubled {
        Some(last) => last.at.end = at.end,
        None => tokens.push(Token { at, word: None }),
    }
}

/// A phrase as the words that a typist may write.
pub(crate) fn words(phrase: &str) -> Vec<String> {
    lex(phrase, 0..phrase.len(), "").into_iter().filter_map(|token| token.word).collect()
}

/// How many tokens the phrase takes at the head of these.
pub(crate) fn match_phrase(tokens: &[Token], phrase: &[String], spaced: bool) -> Option<usize> {
    phrase.iter().try_fold(0, |used, word| Some(used + match_word(tokens.get(used..)?, word, spaced)?))
}

/// How many tokens the word takes: one, or one for each letter where it may be letter-spaced.
pub(crate) fn match_word(tokens: &[Token], word: &str, spaced: bool) -> Option<usize> {
    if tokens.first()?.is(word) {
        return Some(1);
    }
    if !spaced {
        return None;
    }
    let letters = word.chars().count();
    let spaced = tokens.get(..letters)?;
    let mut buffer = [0; 4];
    let same =
        spaced.iter().zip(word.chars()).all(|(token, letter)| token.is(letter.encode_utf8(&mut buffer)));
    same.then_some(letters)
}
