//! Which language a paper is in, told by its commonest words.
//!
//! A paper is shelved under the stems of its own language: under those of both, shelves take a third more
//! room and half more time, and a word is sought by both in any case.

/// How far into a text is looked.
const LOOKED_AT_BYTES: usize = 4 << 10;
/// French is taken for French when so many of its commonest words stand there.
const FRENCH_WORDS_MIN: usize = 3;
/// And this many times as many as of the English.
const FRENCH_PART: usize = 2;
/// What a French text is begun with for the analyser.
const FRENCH_TAG: char = '\u{2}';

const FRENCH: [&str; 24] = [
    "au", "aux", "avec", "cette", "dans", "de", "des", "du", "elle", "en", "est", "et", "il", "la", "le",
    "les", "nous", "par", "pour", "que", "qui", "sur", "une", "vous",
];
const ENGLISH: [&str; 24] = [
    "and", "are", "as", "at", "be", "by", "for", "from", "have", "he", "in", "is", "it", "not", "of", "that",
    "the", "this", "to", "was", "we", "will", "with", "you",
];

/// Whose stems a paper is shelved under.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    #[default]
    English,
    French,
}

impl Language {
    /// The language of a text. It depends on the text alone.
    pub fn of(text: &str) -> Self {
        if text.starts_with(FRENCH_TAG) {
            return Self::French;
        }
        let head = text.get(..text.floor_char_boundary(LOOKED_AT_BYTES)).unwrap_or_default();
        let (mut french, mut english) = (0, 0);
        for word in head.split(|c: char| !c.is_alphabetic()).filter(|word| (2..6).contains(&word.len())) {
            let word = word.to_ascii_lowercase();
            french += usize::from(FRENCH.binary_search(&word.as_str()).is_ok());
            english += usize::from(ENGLISH.binary_search(&word.as_str()).is_ok());
        }
        let is_french = french >= FRENCH_WORDS_MIN && french > english * FRENCH_PART;
        if is_french { Self::French } else { Self::English }
    }

    /// The language that a part was tagged with.
    pub(super) fn tagged_on(part: &str) -> Self {
        if part.starts_with(FRENCH_TAG) { Self::French } else { Self::English }
    }
}

/// A part of a paper in that language, as the analyser takes it.
pub(crate) fn tagged(language: Language, part: &str) -> String {
    match language {
        Language::French if !part.starts_with(FRENCH_TAG) => format!("{FRENCH_TAG}{part}"),
        _ => part.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_by_its_commonest_words() {
        assert_eq!(Language::of("The Minister will be in Paris for the talks."), Language::English);
        assert_eq!(Language::of("Le ministre est à Paris pour les entretiens avec nous."), Language::French);
        assert_eq!(Language::of("Fin de la dépêche"), Language::English, "too little to tell");
        assert_eq!(Language::of(""), Language::English);
    }

    #[test]
    fn the_words_are_in_the_order_in_which_they_are_looked_up() {
        assert!(FRENCH.is_sorted() && ENGLISH.is_sorted());
    }

    #[test]
    fn a_part_tagged_twice_is_tagged_once() {
        let once = tagged(Language::French, "la dépêche");
        assert_eq!(tagged(Language::French, &once), once);
        assert_eq!(Language::tagged_on(&once), Language::French);
        assert_eq!(Language::tagged_on(&tagged(Language::English, "a cable")), Language::English);
    }
}
