//! Asides of several words that stand where an adverb may: "of course", "at the same time".

use crate::tokens::Token;

/// The asides, by their first word.
const ASIDES: [(&str, &[&[&str]]); 8] = [
    ("of", &[&["course"]]),
    (
        "at",
        &[
            &["once"],
            &["least"],
            &["present"],
            &["the", "same", "time"],
            &["the", "moment"],
            &["this", "time"],
            &["that", "time"],
            &["this", "point"],
            &["this", "stage"],
            &["this", "juncture"],
            &["any", "time"],
            &["an", "early", "date"],
            &["a", "later", "date"],
            &["all", "costs"],
        ],
    ),
    (
        "in",
        &[
            &["fact"],
            &["turn"],
            &["addition"],
            &["general"],
            &["particular"],
            &["principle"],
            &["effect"],
            &["any", "case"],
            &["any", "event"],
            &["due", "course"],
            &["the", "meantime"],
            &["the", "meanwhile"],
            &["the", "first", "instance"],
            &["the", "near", "future"],
            &["the", "circumstances"],
            &["these", "circumstances"],
            &["our", "opinion"],
            &["his", "opinion"],
            &["our", "view"],
        ],
    ),
    (
        "for",
        &[&["example"], &["instance"], &["the", "moment"], &["the", "present"], &["the", "time", "being"]],
    ),
    ("as", &[&["well"], &["appropriate"], &["necessary"], &["soon", "as", "possible"], &["a", "result"]]),
    ("if", &[&["possible"], &["necessary"], &["appropriate"], &["need", "be"]]),
    ("on", &[&["the", "other", "hand"], &["the", "contrary"], &["the", "whole"], &["balance"]]),
    ("by", &[&["all", "means"]]),
];

/// How many tokens the aside that begins at `at` has; 0 where there is none.
pub(crate) fn aside_len(tokens: &[Token<'_>], at: usize) -> usize {
    let Some(first) = tokens.get(at).filter(|t| t.text.len() == 2 || t.is("for")) else { return 0 };
    let Some((_, tails)) = ASIDES.iter().find(|(word, _)| first.is(word)) else { return 0 };
    let stands = |tail: &&&[&str]| {
        let mut words = tail.iter().zip(at + 1..);
        words.all(|(word, i)| tokens.get(i).is_some_and(|t| t.is(word)))
    };
    tails.iter().find(stands).map_or(0, |tail| tail.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    #[test]
    fn an_aside_is_known_by_all_its_words() {
        let len = |text: &str| aside_len(&tokens(text, &[(0, text.len())], 20), 0);
        assert_eq!(len("of course we will"), 2);
        assert_eq!(len("at the same time reduce"), 4);
        assert_eq!(len("at the same place"), 0);
        assert_eq!(len("for"), 0);
    }
}
