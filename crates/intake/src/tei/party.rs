//! A phrase of a head that names somebody, to name and post.

use crate::taken::GivenParty;

/// The parties of one side of a head; `names` are the persons' names that are tagged in it.
pub(super) fn parties(phrase: &str, names: &[&str]) -> Vec<GivenParty> {
    split(phrase).into_iter().filter_map(|one| party(one, names)).collect()
}

/// A participant or addressee of a list: "Dr. Henry A. Kissinger, Secretary of State".
pub(super) fn listed(item: &str, names: &[&str]) -> Option<GivenParty> {
    let item = item.trim_start_matches(['—', '–', '-', '•', ' ']).trim_end_matches([';', '.', ',', ' ']);
    let parted = item.split_once(", ").map(|(name, post)| {
        match ["Jr., ", "Sr., "].iter().find(|part| post.starts_with(**part)) {
            Some(part) => {
                (item.get(..name.len() + part.len()).unwrap_or(name), post.get(part.len()..).unwrap_or(post))
            }
            None => (name, post),
        }
    });
    match parted {
        Some((name, post)) if is_person(name) || names.iter().any(|tagged| name.contains(tagged)) => {
            Some(GivenParty { name: Some(name.to_owned()), post: Some(post.to_owned()), address: None })
        }
        _ => party(item, names),
    }
}

/// One party: "the Ambassador in Cuba (Norweb)", "President Kennedy", "Embassy in Thailand".
pub(super) fn party(phrase: &str, names: &[&str]) -> Option<GivenParty> {
    let phrase = without_article(phrase.trim().trim_end_matches([',', '.', ';', ':', ' ']));
    if phrase.is_empty() {
        return None;
    }
    if let Some((post, name)) = bracketed(phrase) {
        return Some(of(Some(name), Some(post)));
    }
    let tagged = names.iter().find(|name| phrase.contains(**name));
    let (name, post) = tagged.and_then(|name| around(phrase, name)).unwrap_or_else(|| by_words(phrase));
    Some(of(name, post))
}

fn of(name: Option<String>, post: Option<String>) -> GivenParty {
    let filled = |words: Option<String>| words.filter(|words| !words.is_empty());
    GivenParty { name: filled(name), post: filled(post), address: None }
}

fn without_article(phrase: &str) -> &str {
    let articles = ["the ", "The ", "a ", "an "];
    articles.iter().find_map(|article| phrase.strip_prefix(article)).unwrap_or(phrase)
}

/// "post (Name)" and "post (Name) at the Conference": the post keeps what stands after the bracket.
fn bracketed(phrase: &str) -> Option<(String, String)> {
    let (before, rest) = phrase.rsplit_once(" (")?;
    let (name, behind) = rest.split_once(')')?;
    // "(CIA)" explains the body before it; a person's name has small letters.
    if !name.chars().any(char::is_lowercase) || name.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let post = format!("{before}{behind}");
    Some((post.trim_end_matches([',', ' ']).to_owned(), name.to_owned()))
}

/// What stands round a tagged name: "President" before "Nixon", "of the Staff" behind "Robert W. Komer".
fn around(phrase: &str, name: &str) -> Option<(Option<String>, Option<String>)> {
    let (before, behind) = phrase.split_once(name)?;
    let before = before.trim_end();
    let behind = behind.trim_start_matches([',', ' ']);
    let behind = behind.strip_prefix("of ").map_or(behind, without_article);
    // "Robert W. <Komer>": a tag on the surname alone.
    let (post_before, given_name) = by_title(before);
    let name = if given_name.is_empty() { name.to_owned() } else { format!("{given_name} {name}") };
    let post = if post_before.is_empty() { behind } else { post_before };
    Some((Some(name), Some(post.to_owned())))
}

/// Parts leading titles from given names.
fn by_title(words: &str) -> (&str, &str) {
    match TITLES.iter().filter(|title| starts_with_word(words, title)).max_by_key(|title| title.len()) {
        Some(title) => {
            words.split_at_checked(title.len()).map_or((words, ""), |(title, rest)| (title, rest.trim()))
        }
        None if is_person(words) || words.ends_with('.') => ("", words),
        None => (words, ""),
    }
}

fn by_words(phrase: &str) -> (Option<String>, Option<String>) {
    let (title, rest) = by_title(phrase);
    if !title.is_empty() && !rest.is_empty() && is_person(rest) {
        return (Some(rest.to_owned()), Some(title.to_owned()));
    }
    if let Some((name, post)) = phrase.split_once(" of the ").filter(|(name, _)| is_full_name(name)) {
        return (Some(name.to_owned()), Some(post.to_owned()));
    }
    if is_full_name(phrase) {
        return (Some(phrase.to_owned()), None);
    }
    (None, Some(phrase.to_owned()))
}

fn starts_with_word(phrase: &str, word: &str) -> bool {
    phrase.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

const NAME_WORDS_MAX: usize = 6;

/// A few words that begin with capitals and name no body.
fn is_person(words: &str) -> bool {
    let count = words.split(' ').count();
    let named = |word: &str| {
        word.starts_with(char::is_uppercase) && !BODIES.contains(&word) || PARTICLES.contains(&word)
    };
    (1..=NAME_WORDS_MAX).contains(&count) && words.split(' ').all(named) && !TITLES.contains(&words)
}

/// A person's name of two words or more that begins with no title of a post.
fn is_full_name(words: &str) -> bool {
    let plain = !TITLES.iter().any(|title| starts_with_word(words, title));
    words.contains(' ') && is_person(words) && plain
}

/// Parts "the Secretary of State and President Nixon"; never "Near Eastern and South Asian Affairs".
fn split(phrase: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, joint) in phrase.match_indices(" and ") {
        let (left, right) = (phrase.get(start..at), phrase.get(at + joint.len()..));
        let (Some(left), Some(right)) = (left, right) else { continue };
        let closed = left.matches('(').count() == left.matches(')').count();
        let party = right.starts_with("the ") && !left.ends_with(',') && whole_party(left)
            || left.ends_with(')')
            || TITLES.iter().any(|title| starts_with_word(right, title)) && whole_party(left);
        if closed && party {
            parts.push(left);
            start = at + joint.len();
        }
    }
    parts.extend(phrase.get(start..));
    parts
}

/// Whether what stands left of "and" is a party by itself and not the beginning of an office's name.
fn whole_party(left: &str) -> bool {
    let offices =
        [" for ", "Affairs", "Bureau of", "Office of", "Secretary of Health", "Ministry of", "Division of"];
    !offices.iter().any(|office| left.contains(office))
}

const PARTICLES: [&str; 7] = ["de", "von", "van", "al", "der", "du", "la"];

/// Words that begin the name of a body, place or office, and no person's.
const BODIES: [&str; 44] = [
    "Embassy",
    "Embassies",
    "Department",
    "Departments",
    "Consulate",
    "Consul",
    "Consular",
    "Legation",
    "Mission",
    "Missions",
    "Delegation",
    "Delegations",
    "Council",
    "Office",
    "Agency",
    "Committee",
    "Bureau",
    "Staff",
    "Group",
    "Board",
    "Joint",
    "Chiefs",
    "Commander",
    "Commission",
    "White",
    "House",
    "Central",
    "Intelligence",
    "National",
    "Security",
    "Government",
    "Posts",
    "Certain",
    "All",
    "Diplomatic",
    "Interests",
    "Section",
    "Task",
    "Force",
    "Files",
    "Record",
    "United",
    "Station",
    "Headquarters",
];

/// Titles that stand before a name.
const TITLES: [&str; 43] = [
    "President",
    "President-elect",
    "Vice President",
    "Prime Minister",
    "Deputy Prime Minister",
    "Foreign Minister",
    "Foreign Secretary",
    "Secretary",
    "Secretary of State",
    "Acting Secretary of State",
    "Secretary of Defense",
    "Under Secretary",
    "Assistant Secretary",
    "Deputy Secretary",
    "Acting Secretary",
    "Attorney General",
    "Ambassador",
    "Chargé",
    "Chairman",
    "Premier",
    "Chancellor",
    "Governor",
    "Senator",
    "Congressman",
    "Representative",
    "General",
    "Admiral",
    "Colonel",
    "Marshal",
    "King",
    "Queen",
    "Shah",
    "Emperor",
    "Prince",
    "Crown Prince",
    "Sheikh",
    "Pope",
    "Minister",
    "Director",
    "General Secretary",
    "Secretary-General",
    "First Secretary",
    "Director of Central Intelligence",
];
