//! What a sentence most likely holds, by weights learnt from sentences marked by hand.
//!
//! Rules say what is found and why; breadth they have not. Here each sentence is weighed by its words, their
//! classes and what rules found in it: what no rule found is proposed, what rules found against all weights is
//! dropped. Weights are data (`rules/en/weights.tsv`), made from `gold/sentences` by `chancery-score`'s `learn`.

pub(crate) mod clues;
mod weights;

use crate::tokens::Token;
use chancery_office::reading::{Finding, Kind};
use clues::{Atom, Clue};
pub use weights::{ALWAYS, ASPECTS};
pub(crate) use weights::{WEIGHTS, Weighed, aspect, weights};

/// What stands around a sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around {
    pub kind: Kind,
    /// Whether the writer may command his reader, where that is known.
    pub commands: Option<bool>,
    /// Classes of the words of the sentence before.
    classes: u64,
    /// What was found there.
    found: Vec<&'static str>,
}

impl Around {
    /// Around a part's first sentence.
    pub fn of(kind: Kind, commands: Option<bool>) -> Self {
        Self { kind, commands, classes: 0, found: Vec::new() }
    }

    /// Around the sentence behind this one.
    pub fn pass<'f>(&mut self, tokens: &[Token<'_>], found: impl Iterator<Item = &'f Finding>) {
        self.classes = tokens.iter().fold(0, |all, t| all | t.classes.0);
        self.found.clear();
        self.found.extend(found.map(|f| clues::named(f.what).0));
        self.found.dedup();
    }

    /// Tells what holds of the whole paper, and what was found in the sentence before.
    fn tell<'t>(&self, tell: &mut impl FnMut(Clue<'t>)) {
        tell(Clue::One(Atom::Kind(self.kind.word())));
        tell(Clue::One(Atom::Mark(match self.commands {
            Some(true) => "voice:commands",
            Some(false) => "voice:serves",
            None => "voice:unknown",
        })));
        self.found.iter().for_each(|class| tell(Clue::One(Atom::FoundBefore(class))));
    }
}
