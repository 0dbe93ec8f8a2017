//! Classes of words, read once from the lists under `lexicon/`.

use crate::dictionary::{self, Dictionary};
use std::sync::LazyLock;

/// The classes that a word belongs to, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(pub u64);

impl Classes {
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class) != 0
    }
}

/// Index of a class.
pub(crate) type Class = u8;

macro_rules! lists {
    ($($name:literal),* $(,)?) => {
        /// Names of the lists and what they hold, in the order of their bits.
        pub(crate) const LISTS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../lexicon/en/", $name, ".txt")))),*];
    };
}

lists![
    "adverb",
    "agree",
    "ask",
    "assure",
    "auxiliary",
    "body",
    "city",
    "consider",
    "deed",
    "deeding",
    "determiner",
    "evaluative",
    "hypothesis",
    "inanimate",
    "instruct",
    "judge",
    "month",
    "negation",
    "person",
    "people",
    "post",
    "promise",
    "propose",
    "raise",
    "say",
    "title",
    "weekday",
    "stop",
    "discuss",
    "paper",
    "talk",
    "proposal",
    "number",
    "quantity",
    "unsaid",
    "light",
    "modal",
    "preposition",
    "pronoun",
    "timely",
    "idle",
    "judgement",
    "think",
    "possessor",
    "telegraph",
    "letter",
    "judged",
    "imperative",
    "errand",
    "done",
    "befall",
    "felt",
    "foreseen",
];

static WORDS: LazyLock<Dictionary<Classes>> = LazyLock::new(|| {
    let words = |(bit, (_, list)): (usize, &(&'static str, &'static str))| {
        list.split_whitespace().map(move |word| (word, 1_u64 << bit))
    };
    let all: Vec<(&str, u64)> = LISTS.iter().enumerate().flat_map(words).collect();
    Dictionary::of(&all, |classes: &mut Classes, bit| classes.0 |= bit)
});

/// The classes of a folded word.
pub(crate) fn classes(low: &str) -> Classes {
    digested(low, dictionary::digest(low))
}

/// The classes of a folded word whose digest is known.
pub(crate) fn digested(low: &str, digest: u64) -> Classes {
    WORDS.get(low, digest).copied().unwrap_or_default()
}

/// The class of that name.
pub(crate) fn class(name: &str) -> Option<Class> {
    LISTS.iter().position(|(n, _)| *n == name).map(|i| i as Class)
}

macro_rules! named {
    ($($constant:ident = $name:literal),* $(,)?) => {
        /// The classes that code speaks of by name.
        pub(crate) struct Known { $(pub $constant: Class),* }

        /// Their bits.
        pub(crate) static KNOWN: LazyLock<Known> = LazyLock::new(|| Known { $($constant: class($name).unwrap_or(63)),* });
    };
}

named![
    adverb = "adverb",
    agree = "agree",
    ask = "ask",
    auxiliary = "auxiliary",
    befall = "befall",
    body = "body",
    city = "city",
    deed = "deed",
    determiner = "determiner",
    done = "done",
    evaluative = "evaluative",
    felt = "felt",
    foreseen = "foreseen",
    hypothesis = "hypothesis",
    idle = "idle",
    judgement = "judgement",
    inanimate = "inanimate",
    modal = "modal",
    month = "month",
    negation = "negation",
    paper = "paper",
    people = "people",
    person = "person",
    possessor = "possessor",
    post = "post",
    preposition = "preposition",
    promise = "promise",
    propose = "propose",
    pronoun = "pronoun",
    quantity = "quantity",
    say = "say",
    stop = "stop",
    telegraph = "telegraph",
    think = "think",
    timely = "timely",
    title = "title",
    unsaid = "unsaid",
    weekday = "weekday",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_that_code_names_has_a_list() {
        let k = &*KNOWN;
        for class in [
            k.adverb,
            k.agree,
            k.ask,
            k.auxiliary,
            k.befall,
            k.body,
            k.city,
            k.deed,
            k.determiner,
            k.done,
            k.evaluative,
            k.felt,
            k.foreseen,
            k.hypothesis,
            k.idle,
            k.judgement,
            k.inanimate,
            k.modal,
            k.month,
            k.negation,
            k.paper,
            k.people,
            k.person,
            k.possessor,
            k.post,
            k.preposition,
            k.promise,
            k.pronoun,
            k.quantity,
            k.say,
            k.stop,
            k.telegraph,
            k.think,
            k.timely,
            k.title,
            k.unsaid,
            k.weekday,
        ] {
            assert!((class as usize) < LISTS.len());
        }
        assert!(LISTS.len() < 63, "classes are bits of one word");
    }

    #[test]
    fn a_word_may_belong_to_several_classes() {
        let will = classes("will");
        assert!(will.has(class("modal").unwrap()));
        assert!(!will.has(class("month").unwrap()));
        assert!(classes("may").has(class("month").unwrap()) && classes("may").has(class("modal").unwrap()));
    }
}
