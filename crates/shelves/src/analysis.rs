//! How text becomes words: the same way when it is shelved, sought and marked.

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RawTokenizer, RemoveLongFilter, SimpleTokenizer, Stemmer,
    TextAnalyzer, TokenStream, TokenizerManager,
};

/// Longer runs of letters are no words (they are encoded attachments, as a rule) and are not shelved.
pub(crate) const WORD_BYTES_MAX: usize = 100;

/// Names under which the analysers stand in the schema.
pub(crate) const WORDS: &str = "words";
pub(crate) const STEMS: &str = "stems";
pub(crate) const LABEL: &str = "label";

/// Words as written, without case and accents: for phrases, names and beginnings of words.
pub(crate) fn words() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(WORD_BYTES_MAX))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// Words as [`words`] divides them, for counting: what they are folded to does not matter.
pub(crate) fn counted() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default()).filter(RemoveLongFilter::limit(WORD_BYTES_MAX)).build()
}

/// Words by their English stem, so that "negotiation" finds "negotiations".
pub(crate) fn stems() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(WORD_BYTES_MAX))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(Language::English))
        .build()
}

/// A whole value as one term without case: for kinds and references.
fn label() -> TextAnalyzer {
    TextAnalyzer::builder(RawTokenizer::default()).filter(LowerCaser).build()
}

/// All analysers that the schema names.
pub(crate) fn manager() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(WORDS, words());
    manager.register(STEMS, stems());
    manager.register(LABEL, label());
    manager
}

/// The terms of a text, in order.
pub(crate) fn terms(analyzer: &mut TextAnalyzer, text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    analyzer.token_stream(text).process(&mut |token| terms.push(token.text.clone()));
    terms
}

/// How many words a text has.
pub(crate) fn count(analyzer: &mut TextAnalyzer, text: &str) -> u64 {
    let mut count = 0;
    let mut stream = analyzer.token_stream(text);
    while stream.advance() {
        count += 1;
    }
    count
}

/// A value without spaces about it and doubled spaces in it.
pub(crate) fn squeeze(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A kind or reference without case and doubled spaces, as it is compared.
pub(crate) fn fold(value: &str) -> String {
    squeeze(value).chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_case_and_accents_and_stems_lose_endings() {
        assert_eq!(
            terms(&mut words(), "Négociations, at the O'Neill's"),
            ["negociations", "at", "the", "o", "neill", "s"]
        );
        assert_eq!(terms(&mut stems(), "Negotiations negotiation negotiated"), ["negoti"; 3]);
    }

    #[test]
    fn both_analysers_count_the_same_words() {
        let text = format!("The ministers' meetings {} ended", "x".repeat(WORD_BYTES_MAX + 1));
        assert_eq!(count(&mut words(), &text), 4);
        assert_eq!(count(&mut stems(), &text), 4);
    }

    #[test]
    fn a_reference_is_compared_without_case_and_doubled_spaces() {
        assert_eq!(fold("  S  82/14 "), "s 82/14");
    }
}
