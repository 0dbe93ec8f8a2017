//! Words that stand over a clause and say how firm it is: "the understanding that they would", "assurances that".

use crate::rules::lexicon::KNOWN;
use crate::tokens::Token;
use chancery_office::reading::Firmness;

/// Tokens before a clause within which what governs it stands.
const GOVERNING_TOKENS_MAX: usize = 7;

/// What governs, in small letters, and how firm it makes what hangs on it.
const GOVERNING: [(&[&str], Firmness); 3] = [
    (
        &[
            "agreed",
            "agreement",
            "understanding",
            "understood",
            "accord",
            "consensus",
            "stipulated",
            "stipulates",
            "stipulating",
        ],
        Firmness::Agreed,
    ),
    (
        &["assurance", "assurances", "assured", "guarantee", "guarantees", "pledge", "promise"],
        Firmness::Promised,
    ),
    (&["hope", "hopes", "hoped", "request", "demand", "demanded", "insistence"], Firmness::Asked),
];

/// How firm the words over the clause that begins at token `first` make it: those behind which "that" leads to it.
pub(super) fn governed(tokens: &[Token<'_>], first: usize) -> Option<Firmness> {
    let from = first.saturating_sub(GOVERNING_TOKENS_MAX);
    let lead = tokens.get(from..first)?;
    let that = lead.iter().rposition(|t| t.is("that"))?;
    let begins = lead.iter().rposition(|t| t.is(";")).map_or(0, |at| at + 1);
    let over = lead.get(begins..that)?;
    let (at, firmness) = over.iter().enumerate().rev().find_map(|(at, t)| Some((at, firmness(t)?)))?;
    let denied = over.get(..at)?.iter().any(|t| t.classes.has(KNOWN.negation) || t.is("no"));
    (!denied).then_some(firmness)
}

fn firmness(token: &Token<'_>) -> Option<Firmness> {
    GOVERNING.iter().find(|(words, _)| words.contains(&token.low.as_str())).map(|(_, firmness)| *firmness)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    fn over(text: &str, word: &str) -> Option<Firmness> {
        let all = tokens(text, &[(0, text.len())], 100);
        governed(&all, all.iter().position(|t| t.is(word)).unwrap())
    }

    #[test]
    fn what_hangs_on_an_understanding_is_agreed_and_on_an_assurance_promised() {
        assert_eq!(
            over("It is our understanding that Syrians would retire", "syrians"),
            Some(Firmness::Agreed)
        );
        assert_eq!(over("He sought assurances that the text would be sent", "the"), Some(Firmness::Promised));
        assert_eq!(over("There was no agreement that the text would be sent", "the"), None);
        assert_eq!(over("He agreed; the text would be sent", "the"), None);
    }
}
