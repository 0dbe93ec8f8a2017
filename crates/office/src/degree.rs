//! The words of a finding: its class, and how one of that class can stand.

use crate::reading::{Cited, Fate, Firmness, Occasion, What};
use crate::worded;

/// How a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Degree {
    /// The word under which it is stored, and by which it is asked for.
    pub word: &'static str,
    /// The words for it on a page.
    pub words: &'static str,
}

worded! {
    /// Classes of finding.
    pub enum Class {
        /// Somebody will do something.
        Undertaking = "undertaking",
        /// What is talked of.
        Subject = "subject",
        /// An occasion on which people meet.
        Meeting = "meeting",
        /// A judgement, kept apart from fact.
        Assessment = "assessment",
        /// Another paper or talk is cited.
        Reference = "reference",
        /// Somebody is named.
        Person = "person",
        /// The text contradicts itself.
        Conflict = "conflict",
    }
}

impl Class {
    /// The class of a finding.
    pub fn of(what: What) -> Class {
        match what {
            What::Undertaking(_) => Class::Undertaking,
            What::Subject(_) => Class::Subject,
            What::Meeting(_) => Class::Meeting,
            What::Assessment => Class::Assessment,
            What::Reference(_) => Class::Reference,
            What::Person => Class::Person,
            What::Conflict => Class::Conflict,
        }
    }

    /// Everything that one of this class can be, in the order in which choices show it.
    pub fn all_of_it(self) -> Vec<What> {
        match self {
            Class::Undertaking => Firmness::ALL.map(What::Undertaking).into(),
            Class::Subject => Fate::ALL.map(What::Subject).into(),
            Class::Meeting => Occasion::ALL.map(What::Meeting).into(),
            Class::Reference => Cited::ALL.map(What::Reference).into(),
            Class::Assessment => vec![What::Assessment],
            Class::Person => vec![What::Person],
            Class::Conflict => vec![What::Conflict],
        }
    }
}

impl What {
    /// The word for its class.
    pub fn class(self) -> &'static str {
        Class::of(self).word()
    }

    /// How it stands; none where one of its class stands in no other way.
    pub fn degree(self) -> Option<Degree> {
        let (word, words) = match self {
            What::Undertaking(firmness) => (firmness.word(), firmness.words()),
            What::Subject(fate) => (fate.word(), fate.words()),
            What::Meeting(occasion) => (occasion.word(), occasion.words()),
            What::Reference(cited) => (cited.word(), cited.words()),
            What::Assessment | What::Person | What::Conflict => return None,
        };
        Some(Degree { word, words })
    }

    /// The words for how it stands; empty where one of its class stands in no other way.
    pub fn stands(self) -> &'static str {
        self.degree().map_or("", |degree| degree.words)
    }

    /// The one of that class that stands so, by the stored word or by the words that are shown.
    pub fn named(class: &str, stands: &str) -> Option<What> {
        let so =
            |what: &What| what.degree().is_none_or(|degree| [degree.word, degree.words].contains(&stands));
        Class::from_word(class)?.all_of_it().into_iter().find(so)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is stored is told by serde, for entries of the ledger are read by it.
    #[test]
    fn the_words_are_those_under_which_findings_are_stored() {
        for what in Class::ALL.into_iter().flat_map(Class::all_of_it) {
            let stored = serde_json::to_value(what).unwrap();
            assert_eq!(stored["class"], what.class());
            assert_eq!(
                stored.get("degree").and_then(|word| word.as_str()),
                what.degree().map(|one| one.word)
            );
        }
    }

    #[test]
    fn one_is_found_by_the_stored_word_and_by_the_words_that_are_shown() {
        assert_eq!(What::named("undertaking", "open"), Some(What::Undertaking(Firmness::Open)));
        assert_eq!(What::named("undertaking", "left open"), Some(What::Undertaking(Firmness::Open)));
        assert_eq!(What::named("subject", "not raised"), Some(What::Subject(Fate::NotRaised)));
        assert_eq!(What::named("assessment", ""), Some(What::Assessment));
        assert_eq!((What::named("subject", "done"), What::named("rumour", "")), (None, None));
    }
}
