//! Phrases that name somebody, to name and post: "the Ambassador in Cuba (Norweb)", "Dr. H. A. Kissinger".

use chancery_office::reading::Party;
use std::sync::LazyLock;

/// Words that begin the name of a body, place or office, and no person's.
static BODIES: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../../lexicon/anatomy/bodies.txt").lines().collect());
/// Titles that stand before a name.
static TITLES: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../../lexicon/anatomy/titles.txt").lines().collect());

const PARTICLES: [&str; 10] = ["de", "von", "van", "al", "der", "du", "la", "bin", "el", "le"];
/// Words of the longest name.
const NAME_WORDS_MAX: usize = 6;
/// Parties of the longest list that is kept.
const PARTIES_MAX: usize = 200;

/// The parties of one side of a head.
pub(super) fn of_side(phrase: &str) -> Vec<Party> {
    split(phrase).into_iter().take(PARTIES_MAX).filter_map(party).collect()
}

/// The parties of a list on one line: "The Prime Minister; Mr Fenwick (Treasury), Sir Robert Armstrong".
pub(super) fn of_list(value: &str) -> Vec<Party> {
    let semicolons = value.contains(';');
    let mut depth = 0usize;
    let parts = value.split(move |c| {
        depth = match c {
            '(' => depth + 1,
            ')' => depth.saturating_sub(1),
            _ => depth,
        };
        depth == 0 && (c == ';' || (c == ',' && !semicolons))
    });
    let ends = |p: &str| p.trim().trim_start_matches("and ").trim_start_matches("et ").to_owned();
    parts
        .map(ends)
        .filter(|p| p.chars().any(char::is_alphabetic))
        .take(PARTIES_MAX)
        .filter_map(|p| listed(&p))
        .collect()
}

/// A participant or addressee of a list: "Dr. Henry A. Kissinger, Secretary of State".
pub(super) fn listed(item: &str) -> Option<Party> {
    let item = item.trim_start_matches(['—', '–', '-', '•', ' ', '*']).trim_end_matches([';', '.', ',', ' ']);
    match item.split_once(", ").filter(|(name, post)| is_person(name) && !post.starts_with("Jr")) {
        Some((name, post)) => {
            let (title, bare) = by_title(name);
            let post = if title.is_empty() || is_courtesy(title) {
                post.to_owned()
            } else {
                format!("{title}, {post}")
            };
            Some(of(if is_courtesy(title) { name } else { bare }, &post))
        }
        None => party(item),
    }
}

/// One party: "the Ambassador in Cuba (Norweb)", "President Kennedy", "Embassy in Thailand".
pub(super) fn party(phrase: &str) -> Option<Party> {
    let phrase = without_article(phrase.trim().trim_end_matches([',', '.', ';', ':', ' ']));
    if phrase.is_empty() {
        return None;
    }
    // "Mr. Arneson, Special Assistant to the Under Secretary (Lovett)": the brackets are of the post's superior.
    if let Some((name, post)) =
        phrase.split_once(", ").filter(|(name, _)| is_styled(name) && is_full_name(name))
    {
        return Some(of(name, post));
    }
    if let Some((post, name)) = bracketed(phrase) {
        return Some(of(&name, &post));
    }
    let (title, rest) = by_title(phrase);
    if !title.is_empty() && is_person(rest) {
        return Some(if is_courtesy(title) { of(phrase, "") } else { of(rest, title) });
    }
    if let Some((name, post)) = phrase.split_once(" of the ").filter(|(name, _)| is_full_name(name)) {
        return Some(of(name, post));
    }
    if let Some((name, post)) = phrase.split_once(", ").filter(|(name, _)| is_full_name(name)) {
        return Some(of(name, post));
    }
    Some(if is_full_name(phrase) { of(phrase, "") } else { of("", phrase) })
}

fn of(name: &str, post: &str) -> Party {
    let filled = |words: &str| (!words.is_empty()).then(|| words.to_owned());
    Party { name: filled(name), post: filled(post), address: None }
}

fn is_courtesy(title: &str) -> bool {
    matches!(title, "Mr" | "Mr." | "Mrs" | "Mrs." | "Dr" | "Dr." | "Messrs." | "Monsieur" | "Madame")
}

fn without_article(phrase: &str) -> &str {
    let articles = ["the ", "The ", "a ", "an ", "THE "];
    articles.iter().find_map(|article| phrase.strip_prefix(article)).unwrap_or(phrase)
}

/// "post (Name)", "post [Name]" and "post (Name) at the Conference"; and "Name (Treasury)" the other way.
fn bracketed(phrase: &str) -> Option<(String, String)> {
    let at = phrase.rfind(" (").or_else(|| phrase.rfind(" ["))?;
    let (before, rest) = (phrase.get(..at)?, phrase.get(at + 2..)?);
    let end = rest.find([')', ']'])?;
    let (inner, behind) = (rest.get(..end)?, rest.get(end + 1..)?);
    if !inner.chars().any(char::is_lowercase) || inner.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let inner = inner.trim();
    // "Sir Denis Marsh (in the Chair)".
    if inner.starts_with(char::is_lowercase) && is_person(before) {
        let (title, rest) = by_title(before);
        let bare = if title.is_empty() || is_courtesy(title) { before } else { rest };
        return Some((inner.to_owned(), bare.to_owned()));
    }
    // "Secretary Wendell Harker (Chairman), Treasury Department": what he was at the meeting.
    let (title, rest) = by_title(before);
    if super::lines::is_post(inner) && is_person(if title.is_empty() { before } else { rest }) {
        let post = [title, inner, behind.trim_start_matches([',', ' '])];
        let post: Vec<&str> = post.into_iter().filter(|p| !p.is_empty() && !is_courtesy(p)).collect();
        let name = if is_courtesy(title) || title.is_empty() { before } else { rest };
        return Some((post.join(", "), name.to_owned()));
    }
    if behind.is_empty() && is_full_name(before) && (is_styled(before) || !is_person(inner)) {
        return Some((inner.to_owned(), before.to_owned()));
    }
    let post = format!("{before}{behind}");
    Some((post.trim_end_matches([',', ' ']).to_owned(), inner.to_owned()))
}

/// Whether a name begins with a style of address: "Mr. R. Gordon Arneson", "Sir Oliver Franks".
pub(super) fn is_styled(name: &str) -> bool {
    let word = name.split(' ').next().unwrap_or("").trim_end_matches('.');
    ["Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lord", "Lady"].contains(&word)
}

/// "S - The Secretary": an office's code before its holder.
pub(super) fn without_code(value: &str) -> &str {
    let parted =
        value.split_once(" - ").or_else(|| value.split_once(" – ")).or_else(|| value.split_once("—"));
    let code = |c: &str| c.len() <= 8 && c.chars().all(|c| c.is_ascii_uppercase() || c == '/');
    parted.filter(|(c, _)| code(c)).map_or(value, |(_, rest)| rest.trim())
}

/// Parts leading titles from given names.
fn by_title(words: &str) -> (&str, &str) {
    match TITLES.iter().filter(|title| starts_with_word(words, title)).max_by_key(|title| title.len()) {
        Some(title) => words.split_at_checked(title.len()).map_or((words, ""), |(t, rest)| (t, rest.trim())),
        None => ("", words),
    }
}

/// Whether a phrase begins with a title of the lexicon.
pub(super) fn is_titled(phrase: &str) -> bool {
    TITLES.iter().any(|title| starts_with_word(phrase, title))
}

fn starts_with_word(phrase: &str, word: &str) -> bool {
    phrase.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// A few words that begin with capitals and name no body.
pub(super) fn is_person(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let named = |word: &str| {
        let clean = word.trim_end_matches([',', '.']);
        word.starts_with(char::is_uppercase) && !BODIES.iter().any(|b| b.eq_ignore_ascii_case(clean))
            || PARTICLES.contains(&word)
    };
    let figures = words.bytes().any(|b| b.is_ascii_digit());
    (1..=NAME_WORDS_MAX).contains(&count)
        && !figures
        && words.split_whitespace().all(named)
        && !TITLES.contains(&words)
}

/// A person's name of two words or more that begins with no title of a post.
pub(super) fn is_full_name(words: &str) -> bool {
    let (title, _) = by_title(words);
    words.contains(' ') && is_person(words) && (title.is_empty() || is_courtesy(title))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(parties: Vec<Party>) -> Vec<(String, String)> {
        parties.into_iter().map(|p| (p.name.unwrap_or_default(), p.post.unwrap_or_default())).collect()
    }

    fn pair(name: &str, post: &str) -> (String, String) {
        (name.into(), post.into())
    }

    #[test]
    fn a_side_of_a_head_is_name_and_post() {
        for (phrase, name, post) in [
            ("the Ambassador in Cuba (Norweb)", "Norweb", "Ambassador in Cuba"),
            ("President Kennedy", "Kennedy", "President"),
            ("the Executive Secretary (Lay)", "Lay", "Executive Secretary"),
            ("the President's Special Assistant (Rostow)", "Rostow", "President's Special Assistant"),
            ("the Embassy in Thailand", "", "Embassy in Thailand"),
            ("Mr. Edmund A. Gullion", "Mr. Edmund A. Gullion", ""),
            (
                "Robert W. Komer of the National Security Council Staff",
                "Robert W. Komer",
                "National Security Council Staff",
            ),
            ("the Secretary of State", "", "Secretary of State"),
            (
                "the Ambassador in the United Kingdom ( Douglas )",
                "Douglas",
                "Ambassador in the United Kingdom",
            ),
            (
                "Mr. R. Gordon Arneson, Special Assistant to the Under Secretary of State (Lovett)",
                "Mr. R. Gordon Arneson",
                "Special Assistant to the Under Secretary of State (Lovett)",
            ),
        ] {
            assert_eq!(shown(of_side(phrase)), [pair(name, post)], "{phrase}");
        }
    }

    #[test]
    fn what_somebody_was_at_a_meeting_is_no_name() {
        for (item, name, post) in [
            (
                "Secretary Wendell Harker (Chairman), Treasury",
                "Wendell Harker",
                "Secretary, Chairman, Treasury",
            ),
            ("Mr. Willis (Acting Secretary)", "Mr. Willis", "Acting Secretary"),
            ("the Acting Chairman (Willis)", "Willis", "Acting Chairman"),
            ("Under Secretary of State Wendell Harker", "Wendell Harker", "Under Secretary of State"),
        ] {
            assert_eq!(shown(listed(item).into_iter().collect()), [pair(name, post)], "{item}");
        }
    }

    #[test]
    fn two_may_stand_on_one_side() {
        assert_eq!(
            shown(of_side("the Secretary of State and President Nixon")),
            [pair("", "Secretary of State"), pair("Nixon", "President")]
        );
        assert_eq!(of_side("the Bureau of Near Eastern and South Asian Affairs").len(), 1);
    }

    #[test]
    fn a_list_of_copies_is_parted_at_commas_outside_brackets() {
        assert_eq!(
            shown(of_list("Michael Fenwick (Treasury), Sir Robert Armstrong and Jean Pascoe")).len(),
            2
        );
        assert_eq!(shown(of_list("Michael Fenwick (Treasury)")), [pair("Michael Fenwick", "Treasury")]);
    }

    #[test]
    fn a_participant_has_his_post_after_the_comma() {
        assert_eq!(
            shown(listed("Dr. Henry A. Kissinger, Secretary of State").into_iter().collect()),
            [pair("Dr. Henry A. Kissinger", "Secretary of State")]
        );
    }
}
