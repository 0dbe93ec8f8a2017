//! Names in a paper typed in capitals: a surname that stands behind a title once is one wherever it stands.

use crate::rules::lexicon::KNOWN;
use crate::sentences::Sentence;
use crate::tokens::{Shape, Token, is_in_capitals, is_unknown, tokens};
use chancery_office::reading::{Particulars, Party};
use std::collections::BTreeSet;

/// Sentences of a paper that are searched for names.
const SENTENCES_MAX: usize = 400;
/// Tokens of a sentence that are.
const TOKENS_MAX: usize = 80;

/// The surnames that a part tells, in small letters; none where it has small letters.
pub(super) fn names(text: &str, prose: &[Sentence], said: &Particulars) -> BTreeSet<String> {
    let shouted = |s: &&Sentence| {
        let mut pieces = s.pieces.iter().filter_map(|(a, b)| text.get(*a..*b));
        pieces.all(|p| !p.bytes().any(|b| b.is_ascii_lowercase()))
    };
    let mut names = BTreeSet::new();
    for sentence in prose.iter().take(SENTENCES_MAX).filter(shouted) {
        let all = tokens(text, &sentence.pieces, TOKENS_MAX);
        for (i, token) in all.iter().enumerate().filter(|(_, t)| t.shape == Shape::Capital && is_unknown(t)) {
            let speaks = i == 0 || !all[i - 1].classes.has(KNOWN.determiner);
            names.extend(Some(token.low.as_str().to_owned()).filter(|_| speaks));
        }
    }
    if !names.is_empty() {
        let parties = said.from.iter().chain(&said.to).chain(&said.participants);
        names.extend(parties.filter_map(surname));
    }
    names
}

fn surname(party: &Party) -> Option<String> {
    let name = party.name.as_deref()?;
    name.rsplit(' ').next().filter(|word| word.len() > 2).map(str::to_lowercase)
}

/// Gives those surnames their capitals in a sentence that has nothing else.
pub(super) fn name(tokens: &mut [Token<'_>], names: &BTreeSet<String>) {
    if names.is_empty() || !is_in_capitals(tokens) {
        return;
    }
    for token in tokens.iter_mut().filter(|t| t.shape == Shape::Lower && is_unknown(t)) {
        if names.contains(token.low.as_str()) {
            token.shape = Shape::Capital;
        }
    }
}
