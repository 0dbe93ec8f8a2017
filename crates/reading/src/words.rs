//! What a word is, as the lists of the lexicon have it, for whoever orders what was read.

use crate::rules::lexicon::{KNOWN, classes};

/// Whether a word in small letters names a body: a ministry, an assembly, a firm.
pub fn names_body(low: &str) -> bool {
    classes(low).has(KNOWN.body)
}

/// Whether a word in small letters names a city, a nation, its people or a part of the world.
pub fn names_place(low: &str) -> bool {
    let known = classes(low);
    known.has(KNOWN.city) || known.has(KNOWN.people)
}

/// Whether a word in small letters holds a sentence together and names nothing in it.
pub fn joins(low: &str) -> bool {
    let (known, word) = (&KNOWN, classes(low));
    let joining = [
        known.adverb,
        known.auxiliary,
        known.determiner,
        known.hypothesis,
        known.modal,
        known.negation,
        known.person,
        known.possessor,
        known.preposition,
        known.pronoun,
        known.stop,
    ];
    joining.into_iter().any(|class| word.has(class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_by_the_lists() {
        assert!(names_body("treasury") && !names_body("gromyko"));
        assert!(names_place("hanoi") && names_place("soviets") && !names_place("gromyko"));
        assert!(joins("whether") && joins("our") && !joins("berlin"));
    }
}
