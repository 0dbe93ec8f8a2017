//! Clues: what stands in a sentence and around it, each as one number, by which is weighed what it holds.

use super::Around;
use crate::dictionary::digest;
use crate::rules::lexicon::{Class, LISTS};
use crate::tokens::{Shape, Token};
use chancery_office::reading::{Finding, What};
use std::fmt;
use std::sync::LazyLock;

/// What a clue is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Atom<'t> {
    /// A word in small letters, with its digest.
    Word(&'t str, u64),
    /// Something that is told of a sentence and is no word: a name, a number, its start, its length.
    Mark(&'static str),
    /// A class of the lexicon that a word belongs to.
    Class(Class),
    /// A class that a word of the sentence before belongs to.
    Before(Class),
    /// A rule that found something here.
    Rule(&'t str),
    /// What was found here by rules.
    Found(&'static str),
    /// What was found in the sentence before.
    FoundBefore(&'static str),
    /// The kind of paper.
    Kind(&'static str),
}

/// A clue to what a sentence holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Clue<'t> {
    /// It is there.
    One(Atom<'t>),
    /// One right behind another.
    Beside(Atom<'t>, Atom<'t>),
}

/// Numbers that are asked for at every word.
struct Keys {
    /// Of the classes, and of those of a sentence before.
    classes: [u64; 64],
    before: [u64; 64],
    start: u64,
    end: u64,
    name: u64,
    number: u64,
}

static KEYS: LazyLock<Keys> = LazyLock::new(|| {
    let (mut classes, mut before) = ([0; 64], [0; 64]);
    for (at, (name, _)) in LISTS.iter().enumerate() {
        classes[at] = digest(&format!("@{name}"));
        before[at] = digest(&format!("before@{name}"));
    }
    let (start, end, name, number) = (digest(START), digest(END), digest(NAME), digest(NUMBER));
    Keys { classes, before, start, end, name, number }
});

const START: &str = "<start>";
const END: &str = "<end>";
const NAME: &str = "<name>";
const NUMBER: &str = "<number>";

impl Atom<'_> {
    fn key(self) -> u64 {
        match self {
            Atom::Word(_, digest) => digest,
            other => digest(&other.to_string()),
        }
    }
}

impl fmt::Display for Atom<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |class: Class| LISTS.get(usize::from(class)).map_or("", |(name, _)| *name);
        match *self {
            Atom::Word(word, _) => out.write_str(word),
            Atom::Mark(mark) => out.write_str(mark),
            Atom::Class(class) => write!(out, "@{}", name(class)),
            Atom::Before(class) => write!(out, "before@{}", name(class)),
            Atom::Rule(id) => write!(out, "rule:{id}"),
            Atom::Found(class) => write!(out, "found:{class}"),
            Atom::FoundBefore(class) => write!(out, "before:{class}"),
            Atom::Kind(kind) => write!(out, "kind:{kind}"),
        }
    }
}

impl Clue<'_> {
    /// The number by which its weights are found.
    #[inline]
    pub fn key(self) -> u64 {
        match self {
            Clue::One(a) => a.key(),
            Clue::Beside(a, b) => joined(a.key(), b.key()),
        }
    }
}

impl fmt::Display for Clue<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Clue::One(a) => a.fmt(out),
            Clue::Beside(a, b) => write!(out, "{a} {b}"),
        }
    }
}

/// The number of a clue as it is written in the table of weights.
pub(crate) fn key_of(written: &str) -> Option<u64> {
    let atoms: Vec<&str> = written.split(' ').collect();
    match atoms[..] {
        [a] => Some(digest(a)),
        [a, b] => Some(joined(digest(a), digest(b))),
        _ => None,
    }
}

#[inline]
fn joined(a: u64, b: u64) -> u64 {
    let mixed = (a.rotate_left(29) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 31)
}

/// Tells each clue of a sentence.
pub(crate) fn each_clue<'t>(
    tokens: &'t [Token<'t>],
    found: impl Iterator<Item = &'t Finding>,
    around: &Around,
    mut tell: impl FnMut(Clue<'t>),
) {
    words(tokens, &mut tell);
    bits(around.classes).for_each(|class| tell(Clue::One(Atom::Before(class))));
    told(tokens.len(), found, around, tell);
}

/// Tells what stands in no word: what was found here and before, the kind of paper, the length.
fn told<'t>(
    tokens: usize,
    found: impl Iterator<Item = &'t Finding>,
    around: &Around,
    mut tell: impl FnMut(Clue<'t>),
) {
    for finding in found {
        tell(Clue::One(Atom::Rule(&finding.rule)));
        tell(Clue::One(Atom::Found(named(finding.what).0)));
    }
    around.tell(&mut tell);
    tell(Clue::One(Atom::Mark(LENGTHS[(tokens / LENGTH_STEP).min(LENGTHS.len() - 1)])));
}

/// Tokens by which one length differs from the next.
const LENGTH_STEP: usize = 8;
const LENGTHS: [&str; 7] =
    ["length:0", "length:8", "length:16", "length:24", "length:32", "length:40", "length:48"];

/// Words alone and beside one another, and their classes.
fn words<'t>(tokens: &'t [Token<'t>], tell: &mut impl FnMut(Clue<'t>)) {
    let mut before = Atom::Mark(START);
    for (at, token) in tokens.iter().enumerate() {
        let this = match token.shape {
            Shape::Number => Atom::Mark(NUMBER),
            Shape::Capital if token.classes.0 == 0 && at > 0 => Atom::Mark(NAME),
            _ => Atom::Word(&token.low, token.digest),
        };
        tell(Clue::One(this));
        tell(Clue::Beside(before, this));
        bits(token.classes.0).for_each(|class| tell(Clue::One(Atom::Class(class))));
        before = this;
    }
    tell(Clue::Beside(before, Atom::Mark(END)));
}

/// Tells the number of each clue that `each_clue` tells, without a word of it being written.
pub(crate) fn each_key<'t>(
    tokens: &[Token<'_>],
    found: impl Iterator<Item = &'t Finding>,
    around: &Around,
    mut tell: impl FnMut(u64),
) {
    let keys = &*KEYS;
    let mut before = keys.start;
    for (at, token) in tokens.iter().enumerate() {
        let this = match token.shape {
            Shape::Number => keys.number,
            Shape::Capital if token.classes.0 == 0 && at > 0 => keys.name,
            _ => token.digest,
        };
        tell(this);
        tell(joined(before, this));
        bits(token.classes.0).for_each(|class| tell(keys.classes[usize::from(class)]));
        before = this;
    }
    tell(joined(before, keys.end));
    bits(around.classes).for_each(|class| tell(keys.before[usize::from(class)]));
    told(tokens.len(), found, around, |clue| tell(clue.key()));
}

/// The classes whose bits are set.
pub(super) fn bits(mut set: u64) -> impl Iterator<Item = Class> {
    std::iter::from_fn(move || {
        let bit = (set != 0).then(|| set.trailing_zeros() as Class)?;
        set &= set - 1;
        Some(bit)
    })
}

/// The class of a finding and its degree, as weights are written for them.
pub(crate) fn named(what: What) -> (&'static str, &'static str) {
    use chancery_office::reading::{Fate, Firmness, Occasion};
    match what {
        What::Undertaking(Firmness::Done) => ("undertaking", " done"),
        What::Undertaking(Firmness::Agreed) => ("undertaking", " agreed"),
        What::Undertaking(Firmness::Promised) => ("undertaking", " promised"),
        What::Undertaking(Firmness::Instructed) => ("undertaking", " instructed"),
        What::Undertaking(Firmness::Asked) => ("undertaking", " asked"),
        What::Undertaking(Firmness::Proposed) => ("undertaking", " proposed"),
        What::Undertaking(Firmness::Intended) => ("undertaking", " intended"),
        What::Undertaking(Firmness::Considered) => ("undertaking", " considered"),
        What::Undertaking(Firmness::Refused) => ("undertaking", " refused"),
        What::Subject(Fate::Raised) => ("subject", " raised"),
        What::Subject(Fate::NotRaised) => ("subject", " not-raised"),
        What::Subject(Fate::Agreed) => ("subject", " agreed"),
        What::Subject(Fate::Disagreed) => ("subject", " disagreed"),
        What::Subject(Fate::Deferred) => ("subject", " deferred"),
        What::Subject(Fate::Refused) => ("subject", " refused"),
        What::Meeting(Occasion::Held) => ("meeting", " held"),
        What::Meeting(Occasion::Ahead) => ("meeting", " ahead"),
        What::Assessment => ("assessment", ""),
        What::Reference(_) => ("reference", ""),
        What::Person => ("person", ""),
        _ => ("other", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;
    use chancery_office::reading::{Confidence, Firmness, Kind, Span};

    /// The clues of the second of two sentences, written and by number, where a rule found `what` in both.
    fn clues(before: &str, text: &str, what: What) -> (Vec<String>, Vec<u64>) {
        let parsed = |text| tokens(text, &[(0, str::len(text))], 100);
        let (first, second) = (parsed(before), parsed(text));
        let found = Finding {
            what,
            part: 0,
            evidence: Span::new(0, 1),
            roles: Vec::new(),
            rule: "assessment.think".into(),
            confidence: Confidence::Fair,
            model: None,
        };
        let found = || std::iter::once(&found);
        let mut around = Around::of(Kind::Telegram, Some(true));
        around.pass(&first, found());
        let (mut written, mut keys) = (Vec::new(), Vec::new());
        each_clue(&second, found(), &around, |clue| written.push(clue.to_string()));
        each_key(&second, found(), &around, |key| keys.push(key));
        (written, keys)
    }

    #[test]
    fn the_number_of_a_clue_is_that_of_its_written_form() {
        for what in [What::Assessment, What::Undertaking(Firmness::Asked)] {
            let (written, keys) =
                clues("We met.", "He believes that Gromyko will not come on 14 October.", what);
            let numbers: Vec<u64> = written.iter().filter_map(|clue| key_of(clue)).collect();
            assert_eq!(numbers, keys);
        }
    }

    #[test]
    fn a_sentence_has_its_words_its_neighbours_and_their_classes_as_clues() {
        insta::assert_snapshot!(clues("We met.", "He told Quill.", What::Assessment).0.join("\n"), @r"
        he
        <start> he
        @person
        @pronoun
        told
        he told
        @instruct
        @say
        @done
        <name>
        told <name>
        .
        <name> .
        . <end>
        before@person
        before@pronoun
        before@done
        rule:assessment.think
        found:assessment
        kind:telegram
        voice:commands
        before:assessment
        length:0
        ");
    }
}
