//! Subjects and sides: which words name one subject, and which name one side. Pure: words in, order out.

use std::collections::BTreeSet;

/// Words that tell no subject from another.
const EMPTY_WORDS: &[&str] = &[
    "a",
    "about",
    "alleged",
    "all",
    "already",
    "an",
    "and",
    "any",
    "as",
    "at",
    "by",
    "existing",
    "for",
    "from",
    "general",
    "his",
    "her",
    "idea",
    "in",
    "into",
    "issue",
    "issues",
    "its",
    "matter",
    "matters",
    "my",
    "of",
    "on",
    "or",
    "other",
    "our",
    "point",
    "points",
    "possibility",
    "possible",
    "problem",
    "problems",
    "proposal",
    "proposals",
    "question",
    "questions",
    "situation",
    "some",
    "such",
    "subject",
    "subjects",
    "talks",
    "that",
    "the",
    "their",
    "these",
    "this",
    "those",
    "to",
    "topic",
    "two",
    "us",
    "various",
    "which",
    "with",
    "your",
];

/// The words by which a subject is known again, folded.
pub fn content(name: &str) -> BTreeSet<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.map(str::to_lowercase).map(|word| stem(&word));
    words.filter(|word| !EMPTY_WORDS.contains(&word.as_str())).collect()
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

/// Offices and bodies, which speak with everybody, and titles, which many bear.
const NO_SURNAMES: &[&str] = &[
    "agency",
    "ambassador",
    "chairman",
    "committee",
    "consulate",
    "council",
    "department",
    "directorate",
    "dod",
    "embassy",
    "general",
    "he",
    "king",
    "minister",
    "ministry",
    "mission",
    "office",
    "president",
    "prime",
    "queen",
    "secretary",
    "she",
    "state",
    "states",
    "they",
    "we",
    "you",
];

/// The word by which a side is known: the last of a name, without what stands in brackets after it.
pub fn surname(name: &str) -> Option<String> {
    let plain = name.split(['(', ',']).next().unwrap_or(name);
    let last = plain.split_whitespace().next_back()?;
    let letters: String =
        last.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')).collect();
    let letters = letters.trim_end_matches("'s").trim_end_matches("’s");
    let starts = letters.chars().next()?;
    let body = |word: &str| NO_SURNAMES.contains(&word.to_lowercase().as_str());
    let named = !body(letters) && !plain.split_whitespace().next().is_some_and(body);
    (named && starts.is_uppercase() && letters.chars().count() > 1).then(|| letters.to_owned())
}

/// Whether words name a side, by a whole word of theirs.
pub fn names(words: &str, side: &str) -> bool {
    let wanted: Vec<String> = split(side);
    let Some(last) = wanted.last() else { return false };
    split(words).contains(last)
}

fn split(words: &str) -> Vec<String> {
    let words = words.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Each of several who are named together: "George P. Shultz and Gromyko".
pub fn each(holders: &str) -> impl Iterator<Item = &str> {
    let parts = holders.split(';').flat_map(|part| part.split(" and ")).flat_map(|part| part.split(", "));
    parts.map(str::trim).filter(|name| !name.is_empty())
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
    fn a_side_is_known_by_its_surname_alone() {
        assert_eq!(surname("George P. Shultz (we)").as_deref(), Some("Shultz"));
        for nobody in ["we", "He", "Embassy in the Philippines", "the Secretary", "Department of State"] {
            assert_eq!(surname(nobody), None, "{nobody}");
        }
        assert!(names("George P. Shultz and Gromyko", "Gromyko") && names("Mr Shultz", "george shultz"));
        assert!(!names("Gromyko's deputies", "Shultz") && !names("Shultzberg", "Shultz") && !names("x", " "));
        assert_eq!(
            each("Kissinger, Dobrynin and the President").collect::<Vec<_>>(),
            ["Kissinger", "Dobrynin", "the President"]
        );
    }
}
