//! Stems, worked out once for each word.

use std::borrow::Cow;
use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};

use super::Language;

/// How many words' stems are kept; when there are more, all are worked out again.
const KEPT_MAX: usize = 1 << 15;

/// Whether a word is of a form that has endings: letters without accents only.
pub(super) fn is_stemmed(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The stem of a word, where it is another word.
pub(super) fn stem(language: Language, word: &str) -> Option<String> {
    if !is_stemmed(word) {
        return None;
    }
    let algorithm = match language {
        Language::English => Algorithm::English,
        Language::French => Algorithm::French,
    };
    match Stemmer::new(algorithm).stem(word) {
        Cow::Borrowed(same) if same == word => None,
        stem => Some(stem.into_owned()).filter(|stem| stem != word),
    }
}

/// Stems of one language that were worked out.
#[derive(Clone, Default)]
pub(super) struct Stems(HashMap<Box<str>, Option<Box<str>>>);

impl Stems {
    /// The stem of a word, where it is another word.
    pub fn stem(&mut self, language: Language, word: &str) -> Option<&str> {
        if !self.0.contains_key(word) {
            if self.0.len() >= KEPT_MAX {
                self.0.clear();
            }
            self.0.insert(word.into(), stem(language, word).map(String::into_boxed_str));
        }
        self.0.get(word)?.as_deref()
    }
}
