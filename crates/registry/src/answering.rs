//! Answering: which of the things that a paper says answer what one side raised in it. Pure: findings in, places out.

use std::collections::BTreeSet;

use chancery_office::reading::{Fate, Finding, Firmness, Role, RoleName, What};

use crate::answers::Side;
use crate::dialogue::{content, same};
use crate::sides::whose;

/// Bytes from the end of what was raised to an answer that names its subject again.
const SAME_SUBJECT_BYTES_MAX: u32 = 1_000;
/// Bytes to an answer that says that it is one: the rest of the sentence.
const REPLY_BYTES_MAX: u32 = 130;
/// Bytes between two sentences, with the number of a paragraph: nothing else can stand there.
const NEXT_BYTES_MAX: u32 = 8;
/// Answers that are told of one subject.
const ANSWERS_MAX: usize = 3;

/// Words by which something is asked.
const ASKING: [&str; 8] =
    ["asked", "asking", "asks", "enquired", "inquired", "queried", "questioned", "wondered"];
/// Words by which one says that he answers.
const REPLYING: [&str; 8] =
    ["answered", "answers", "confirmed", "replied", "replies", "responded", "responds", "retorted"];
/// Those for whom a reading names somebody, not always rightly.
const PRONOUNS: [&str; 9] = ["he", "her", "him", "his", "it", "she", "their", "they", "who"];
/// Those who speak of themselves: the writer, or in the record of a talk anybody.
const OURSELVES: [&str; 6] = ["i", "me", "my", "our", "us", "we"];

/// By whose word it stands who spoke.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// A person has looked at it.
    Checked,
    /// The writer's, who speaks of himself as such.
    Writer,
    /// That of the record of a talk.
    Record,
}

/// Something that a paper says, as far as it may answer or be answered.
pub struct Spoken {
    part: u16,
    start: u32,
    end: u32,
    side: Side,
    turn: Turn,
    about: Vec<BTreeSet<String>>,
    asks: bool,
    replies: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Brought up.
    Raised,
    /// Agreed to, refused, put off: said of a subject that is there already.
    Settled,
    /// Told as somebody's judgement.
    Judged,
    /// Said of how somebody answered.
    Answer,
    /// Nothing of these.
    Other,
}

impl Spoken {
    /// What a finding says between two sides, proved by `words`.
    pub fn of(finding: &Finding, words: &str, sides: (&str, &str), voice: Voice) -> Self {
        let (turn, speaker) = turn(finding, words);
        let role = speaker.and_then(|name| finding.role(name));
        let known = role.filter(|role| turn == Turn::Raised || is_named(role, finding, words, voice));
        let said = words.to_lowercase();
        let has = |any: &[&str]| said.split(|c: char| !c.is_alphabetic()).any(|word| any.contains(&word));
        Self {
            part: finding.part,
            start: finding.evidence.start,
            end: finding.evidence.end,
            side: known.map_or(Side::Neither, |role| whose(&role.value, sides)),
            turn,
            about: about(finding),
            asks: has(&ASKING),
            replies: has(&REPLYING),
        }
    }

    /// Whether the other side says it, or both together agree.
    fn is_from_the_other(&self, raised: &Spoken) -> bool {
        match self.side {
            Side::A | Side::B => self.side != raised.side,
            Side::Both => self.turn == Turn::Settled,
            Side::Neither => false,
        }
    }

    /// Whether it settles the very subject that was raised.
    fn names_again(&self, raised: &Spoken) -> bool {
        let one = |mine: &BTreeSet<String>| raised.about.iter().any(|other| same(mine, other));
        self.turn == Turn::Settled && self.about.iter().any(one)
    }

    /// Whether, standing next, it can only speak to what was raised: a question's next sentence, words that say that they
    /// answer, or what settles something without saying what.
    fn follows(&self, raised: &Spoken, gap: u32) -> bool {
        match self.turn {
            Turn::Judged | Turn::Settled if gap <= NEXT_BYTES_MAX && raised.asks => true,
            Turn::Judged | Turn::Settled if self.replies => gap <= REPLY_BYTES_MAX,
            Turn::Settled => self.about.is_empty() && gap <= REPLY_BYTES_MAX,
            Turn::Answer => gap <= REPLY_BYTES_MAX,
            _ => false,
        }
    }
}

/// What it does in a talk, and in which role stands whoever does it.
fn turn(finding: &Finding, words: &str) -> (Turn, Option<RoleName>) {
    let holder = Some(RoleName::Holder);
    match finding.what {
        What::Subject(Fate::Raised) => (Turn::Raised, holder),
        What::Subject(Fate::Agreed | Fate::Disagreed | Fate::Deferred | Fate::Refused) => {
            (Turn::Settled, holder)
        }
        What::Undertaking(Firmness::Agreed | Firmness::Promised | Firmness::Refused | Firmness::Open) => {
            (Turn::Settled, Some(RoleName::Actor))
        }
        What::Assessment if answer_of(finding, words).is_some() => (Turn::Answer, Some(RoleName::Partner)),
        What::Assessment => (Turn::Judged, holder),
        _ => (Turn::Other, None),
    }
}

/// Whose answer is judged: "Gromyko's response was hard".
pub fn answer_of<'f>(finding: &'f Finding, words: &str) -> Option<&'f Role> {
    let whose = finding.role(RoleName::Partner).filter(|_| finding.what == What::Assessment)?;
    let (_, rest) = around(whose, finding, words)?;
    ["'s ", "’s "].iter().any(|of| rest.starts_with(of)).then_some(whose)
}

/// Whether it is certain who judges: by name, or as the writer.
pub fn holder_is_certain(finding: &Finding, words: &str, voice: Voice) -> bool {
    let holder = finding.role(RoleName::Holder);
    let written = |role: &Role| voice == Voice::Writer && role.span.is_none();
    holder.is_some_and(|role| written(role) || is_named(role, finding, words, voice))
}

/// Whether the words themselves name whoever it is.
fn is_named(role: &Role, finding: &Finding, words: &str, voice: Voice) -> bool {
    let named = around(role, finding, words).map(|(named, _)| named.trim().to_lowercase());
    let one_of = |any: &[&str]| named.as_deref().is_some_and(|named| any.contains(&named));
    let is_name = named.is_some() && !one_of(&PRONOUNS) && !(voice == Voice::Record && one_of(&OURSELVES));
    voice == Voice::Checked || is_name
}

/// The words of a role, and those that follow it.
fn around<'w>(role: &Role, finding: &Finding, words: &'w str) -> Option<(&'w str, &'w str)> {
    let place = |at: u32| at.checked_sub(finding.evidence.start).map(|at| at as usize);
    let (start, end) = (place(role.span?.start)?, place(role.span?.end)?);
    Some((words.get(start..end)?, words.get(end..)?))
}

/// The subjects that it names, each by its words; those that say nothing left out.
fn about(finding: &Finding) -> Vec<BTreeSet<String>> {
    let subjects = finding.roles.iter().filter(|role| role.name == RoleName::Subject);
    let named = subjects.flat_map(|role| role.value.split("; ")).map(content);
    named.filter(|words| !words.is_empty()).collect()
}

/// For each, the places of those that answer it: they come after it in its part, from the other side.
pub fn answers(spoken: &[Spoken]) -> Vec<Vec<usize>> {
    let of = |raised: &Spoken| match (raised.turn, raised.side) {
        (Turn::Raised, Side::A | Side::B) => answers_to(raised, spoken),
        _ => Vec::new(),
    };
    spoken.iter().map(of).collect()
}

fn answers_to(raised: &Spoken, spoken: &[Spoken]) -> Vec<usize> {
    let mut after: Vec<(u32, usize)> = spoken
        .iter()
        .enumerate()
        .filter(|(_, one)| one.part == raised.part && one.turn != Turn::Other)
        .filter_map(|(at, one)| Some((one.start.checked_sub(raised.end)?, at)))
        .filter(|(gap, _)| *gap <= SAME_SUBJECT_BYTES_MAX)
        .collect();
    after.sort_unstable();
    let (mut next, mut found) = (true, Vec::new());
    for (gap, at) in after {
        let Some(one) = spoken.get(at) else { continue };
        let answered =
            one.is_from_the_other(raised) && (one.names_again(raised) || next && one.follows(raised, gap));
        if answered {
            found.push(at);
        }
        // Once somebody has answered or raised something else, what comes is no answer by its place alone.
        next = next && !answered && one.turn != Turn::Raised;
    }
    found.truncate(ANSWERS_MAX);
    found
}

#[cfg(test)]
mod tests {
    use chancery_reading::{Context, read};

    use super::*;

    const SIDES: (&str, &str) = ("Thanom", "Green");

    /// What answers what in a text, as "words ← words".
    fn told(text: &str) -> Vec<String> {
        let findings = read(text, &Context::default()).findings;
        let spoken: Vec<Spoken> =
            findings.iter().map(|one| Spoken::of(one, one.evidence.of(text), SIDES, Voice::Writer)).collect();
        let line = |(at, by): (usize, Vec<usize>)| by.into_iter().map(move |by| (at, by)).collect::<Vec<_>>();
        let pairs = answers(&spoken).into_iter().enumerate().flat_map(line);
        let words =
            |at: usize| findings[at].evidence.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        pairs.map(|(at, by)| format!("{} ← {}", words(at), words(by))).collect()
    }

    #[test]
    fn the_next_sentence_of_the_other_side_answers_a_question() {
        let hit = "Thanom asked about the current relationship between Peking and Hanoi. Green said that this was a pure canard.";
        assert_eq!(
            told(hit),
            [
                "Thanom asked about the current relationship between Peking and Hanoi ← Green said that this was a pure canard"
            ]
        );
        for miss in [
            // Himself, a third, "he", and the sentence after something else was raised.
            "Thanom asked about the bases. Thanom said that this was a pure canard.",
            "Thanom asked about the bases. Unger said that this was a pure canard.",
            "Thanom asked about the bases. He believed that this was a pure canard.",
            "Thanom asked about the bases. Thanom raised the question of tin. Green thought that this was good.",
            // What is no question has no answer by its place.
            "Thanom raised the question of the bases. Green thought that Egypt was strong.",
            "Thanom asked about the bases. The weather in the north had been bad for a week. Green thought that Egypt was strong.",
        ] {
            assert!(told(miss).is_empty(), "{miss}: {:?}", told(miss));
        }
    }

    #[test]
    fn whoever_settles_what_was_raised_answers_it() {
        assert_eq!(
            told(
                "Thanom raised the question of the Mekong dam. It was late. Green agreed that the Mekong dam was urgent."
            ),
            ["Thanom raised the question of the Mekong dam ← Green agreed that the Mekong dam was urgent"]
        );
        assert_eq!(
            told("Thanom brought up the test ban. Green generally endorsed this idea."),
            ["Thanom brought up the test ban ← Green generally endorsed this idea"]
        );
        for miss in [
            "Thanom raised the question of the Mekong dam. Green agreed that the price of rice was urgent.",
            "Green agreed that the Mekong dam was urgent. Thanom raised the question of the Mekong dam.",
        ] {
            assert!(told(miss).is_empty(), "{miss}: {:?}", told(miss));
        }
    }

    #[test]
    fn what_is_said_of_a_response_answers_what_stands_before_it() {
        assert_eq!(
            told("Thanom raised the question of the bases. Green's response was predictably hard."),
            ["Thanom raised the question of the bases ← Green's response was predictably hard"]
        );
        assert!(told("Thanom raised the question of the bases. Thanom's response was hard.").is_empty());
    }
}
