//! Words without case, accents and typographic variants.

use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, RawTokenizer, TextAnalyzer};

/// Folds words, keeping what it works with.
#[derive(Clone)]
pub(super) struct Folding(TextAnalyzer);

impl Default for Folding {
    fn default() -> Self {
        let raw = TextAnalyzer::builder(RawTokenizer::default());
        Self(raw.filter(LowerCaser).filter(AsciiFoldingFilter).build())
    }
}

impl Folding {
    /// Writes a word to `folded`, in the place of what stood there.
    pub fn fold(&mut self, word: &str, folded: &mut String) {
        folded.clear();
        if word.is_ascii() {
            folded.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
            return;
        }
        let bare: String = word.chars().filter(|&c| !is_borne(c)).collect();
        let mut stream = self.0.token_stream(&bare);
        stream.process(&mut |token| folded.extend(token.text.chars().filter(|c| c.is_alphanumeric())));
    }
}

/// What goes with a letter without being one: combining accents, soft hyphens, joiners of no width.
pub(super) fn is_borne(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}
