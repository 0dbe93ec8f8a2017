//! Subjects: which words name one, and which tell nothing. Pure: words in, order out.

use std::collections::BTreeSet;

use chancery_reading::joins;

use crate::sides::{TITLES, person};

/// Words of talk that tell no subject from another, as [`stem`] leaves them, each between spaces; those that hold a
/// sentence together are known to the reading.
const TALK: &str = " above agree agreed agrees alleged and asked concern concerned course desire discussed existing extent \
    fact following general how idea importance issue latter matter mentioned minor note noted often or out point \
    possibility possible problem proposal question raised recent referred related remark return same situation spoke \
    step subject talk thing topic us variou very view way whole why ";

/// Words before a subject that are none of it.
const LEADS: [&str; 6] = ["again", "also", "briefly", "specifically", "then", "to"];

/// The words by which a subject is known again, folded.
pub fn content(name: &str) -> BTreeSet<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let telling = words.map(str::to_lowercase).filter(|word| !joins(word)).map(|word| stem(&word));
    telling.filter(|word| !joins(word) && !TALK.contains(&format!(" {word} "))).collect()
}

/// By which words a subject goes: its own; where these say nothing, those that follow them in the sentence; none where
/// these say nothing either.
pub fn fuller(about: &str, words: &str) -> String {
    let says = |words: &str| !content(words).is_empty() && !names_alone(words);
    let about = without_lead(about);
    if says(about) {
        return about.to_owned();
    }
    let rest = if about.is_empty() { None } else { words.find(about).and_then(|at| words.get(at..)) };
    let rest = rest.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    if says(&rest) { rest } else { String::new() }
}

/// "He referred also to the help": to the help.
fn without_lead(about: &str) -> &str {
    let led = LEADS.iter().find_map(|lead| about.strip_prefix(lead)?.strip_prefix(' '));
    led.map_or(about, without_lead)
}

/// "Secretary Rogers": with whom one agreed is not what one agreed upon.
fn names_alone(words: &str) -> bool {
    let mut all = words.split_whitespace();
    let title = all.next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    TITLES.contains(&title.as_str()) && all.count() == 1 && person(words).is_some()
}

/// Whether words tell no more than who agreed, or spoke: "Dr. Kissinger agreed".
pub fn tells_nothing(words: &str, by: &str) -> bool {
    let speaker: BTreeSet<String> = content(by).into_iter().chain(TITLES.map(str::to_owned)).collect();
    content(words).is_subset(&speaker)
}

/// Plural and possessive are one with the word itself.
fn stem(word: &str) -> String {
    let plain = word.strip_suffix("'s").unwrap_or(word);
    let plural = plain.strip_suffix('s').filter(|stem| stem.chars().count() > 3 && !stem.ends_with('s'));
    plural.unwrap_or(plain).to_owned()
}

/// Whether two names mean one subject: one says all that the other does, or they share most of what they say.
pub fn same(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    if one.is_empty() || other.is_empty() {
        return one == other;
    }
    let shared = one.intersection(other).count();
    let (fewer, all) = (one.len().min(other.len()), one.union(other).count());
    shared == fewer || shared * 2 >= all
}

/// The words of a subject by which a sentence can be known to speak of it: it says at least two things, or is the name of
/// something.
pub fn telling(subject: &str) -> Option<BTreeSet<String>> {
    let words = content(subject);
    let things = words.iter().filter(|word| word.chars().count() > 1 && !TITLES.contains(&word.as_str()));
    let named = || subject.split_whitespace().any(|word| is_name(word) && content(word) == words);
    let things = things.count();
    (things > 1 || things == 1 && named()).then_some(words)
}

fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && !TITLES.contains(&word.to_lowercase().as_str())
}

/// Puts names in groups of one subject each, by the places of these in the list, in order of their first.
pub fn groups(names: &[&str]) -> Vec<Vec<usize>> {
    let contents: Vec<BTreeSet<String>> = names.iter().map(|name| content(name)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, mine) in contents.iter().enumerate() {
        // The group's first name speaks for it, so that a chain of likenesses does not make all one.
        let known =
            groups.iter().position(|group| contents.get(group[0]).is_some_and(|first| same(first, mine)));
        match known.and_then(|known| groups.get_mut(known)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_known_again_under_a_longer_name() {
        let named = [
            "the propagandistic arms control proposals",
            "Brezhnev's six point Middle East proposal",
            "human rights",
            "Poland",
            "arms control issues",
            "the situation in Poland",
            "Afghanistan",
        ];
        assert_eq!(groups(&named), vec![vec![0, 4], vec![1], vec![2], vec![3, 5], vec![6]]);
    }

    #[test]
    fn a_sentence_can_speak_of_what_says_two_things_or_is_a_name() {
        for subject in ["human rights", "Poland", "the situation in Poland", "the Madrid meeting"] {
            assert!(telling(subject).is_some(), "{subject}");
        }
        for subject in ["rights", "the meeting", "the Ambassador", "U.S.", ""] {
            assert_eq!(telling(subject), None, "{subject}");
        }
    }

    #[test]
    fn a_name_that_says_nothing_takes_the_words_that_follow_it() {
        let words = "He asked how to equip\n the unit";
        for (about, words, told) in [
            ("Poland", "He raised Poland", "Poland"),
            ("how", words, "how to equip the unit"),
            ("the point", "Kissinger also stressed the point", ""),
            ("your concern", "we fully share your concern", ""),
            ("others", "he spoke of others", ""),
            ("also to the dam", "he referred also to the dam", "the dam"),
            ("Secretary Rogers", "I agree with Secretary Rogers", ""),
            ("Mr. Holdridge", "He cited Mr. Holdridge on the plan", "Mr. Holdridge on the plan"),
            ("", "Dr. Kissinger agreed", ""),
        ] {
            assert_eq!(fuller(about, words), told, "{about}");
        }
        assert!(
            tells_nothing("Dr. Kissinger agreed", "Henry A. Kissinger") && tells_nothing("I agreed", "Pote")
        );
        assert!(!tells_nothing("Dr. Kissinger agreed to the plan", "Kissinger"));
    }
}
