//! The words of a finding: its class, and how one of that class can stand.

use crate::reading::{Cited, Fate, Firmness, Occasion, What};

/// How a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Degree {
    /// The word under which it is stored, and by which it is asked for.
    pub word: &'static str,
    /// The words for it on a page.
    pub words: &'static str,
}

impl What {
    /// The classes of finding.
    pub const CLASSES: [&'static str; 7] =
        ["undertaking", "subject", "meeting", "assessment", "reference", "person", "conflict"];

    /// The word for its class.
    pub fn class(self) -> &'static str {
        match self {
            What::Undertaking(_) => "undertaking",
            What::Subject(_) => "subject",
            What::Meeting(_) => "meeting",
            What::Assessment => "assessment",
            What::Reference(_) => "reference",
            What::Person => "person",
            What::Conflict => "conflict",
        }
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

    /// Everything that one of a class can be, in the order in which choices show it; nothing where there is no such class.
    pub fn of_class(class: &str) -> Vec<What> {
        match class {
            "undertaking" => Firmness::ALL.map(What::Undertaking).into(),
            "subject" => Fate::ALL.map(What::Subject).into(),
            "meeting" => Occasion::ALL.map(What::Meeting).into(),
            "reference" => Cited::ALL.map(What::Reference).into(),
            "assessment" => vec![What::Assessment],
            "person" => vec![What::Person],
            "conflict" => vec![What::Conflict],
            _ => Vec::new(),
        }
    }

    /// The one of that class that stands so, by the stored word or by the words that are shown.
    pub fn named(class: &str, stands: &str) -> Option<What> {
        let so =
            |what: &What| what.degree().is_none_or(|degree| [degree.word, degree.words].contains(&stands));
        What::of_class(class).into_iter().find(so)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is stored is told by serde, for entries of the ledger are read by it.
    #[test]
    fn the_words_are_those_under_which_findings_are_stored() {
        for what in What::CLASSES.into_iter().flat_map(What::of_class) {
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
