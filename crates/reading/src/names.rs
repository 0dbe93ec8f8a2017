//! Who a name or a post may mean: the people of the register, and those whom the paper itself names.

use crate::KnownPerson;
use chancery_office::reading::{Particulars, Party};

/// People that one name may mean, at most.
const CANDIDATES_MAX: usize = 8;

/// Those whom `said` may mean, likeliest first: by full name, other name, post, initials, then surname.
pub(crate) fn candidates(people: &[KnownPerson], own: &Particulars, said: &str) -> Vec<String> {
    let mut ranked: Vec<(u8, &str)> =
        people.iter().filter_map(|p| rank(p, said).map(|r| (r, p.name.as_str()))).collect();
    ranked.sort_unstable();
    if ranked.is_empty() {
        ranked = parties(own).filter_map(|p| party_rank(p, said)).collect();
        ranked.sort_unstable();
    }
    let best = ranked.first().map_or(0, |r| r.0);
    let mut names: Vec<String> =
        ranked.iter().filter(|r| r.0 == best).map(|r| r.1.to_owned()).take(CANDIDATES_MAX).collect();
    names.dedup();
    names
}

fn parties(own: &Particulars) -> impl Iterator<Item = &Party> {
    own.from.iter().chain(&own.to).chain(&own.participants).chain(&own.copied_to)
}

/// How surely a known person is meant, 0 the surest.
fn rank(person: &KnownPerson, said: &str) -> Option<u8> {
    let bare = without_article(said);
    let post = |p: &String| p.eq_ignore_ascii_case(bare);
    if person.name == said || person.aliases.iter().any(|a| a == said) {
        Some(0)
    } else if person.posts.iter().any(post) {
        Some(1)
    } else if is_initials(&person.name, said) {
        Some(2)
    } else {
        let titled = person.posts.iter().any(|p| shares_title(p, said));
        is_surname(&person.name, said).then_some(if titled { 3 } else { 4 })
    }
}

/// Whether a party of the paper is meant by surname or post.
fn party_rank<'p>(party: &'p Party, said: &str) -> Option<(u8, &'p str)> {
    let name = party.name.as_deref()?;
    let post = party.post.as_deref().is_some_and(|p| p.eq_ignore_ascii_case(without_article(said)));
    if post {
        return Some((1, name));
    }
    (name.split(' ').count() > 1 && is_surname(name, said)).then_some((4, name))
}

fn without_article(said: &str) -> &str {
    said.strip_prefix("the ").or(said.strip_prefix("The ")).unwrap_or(said)
}

/// "Secretary Rusk" of one whose post is "Secretary of State".
fn shares_title(post: &str, said: &str) -> bool {
    said.split(' ').next().is_some_and(|title| title.len() > 3 && post.contains(title))
}

/// "HAK" for Henry A. Kissinger.
fn is_initials(name: &str, said: &str) -> bool {
    let letters: String = said.chars().filter(|c| *c != '.').collect();
    let first = name.split([' ', '-']).filter_map(|w| w.chars().next());
    letters.len() >= 2
        && said.chars().all(|c| c.is_ascii_uppercase() || c == '.')
        && first.eq(letters.chars())
}

/// Whether `said` ends in the surname of `name`, and no other Christian name stands before it.
fn is_surname(name: &str, said: &str) -> bool {
    let (Some(surname), Some(last)) = (surname(name), said.rsplit(' ').next()) else { return false };
    let before: Vec<&str> = said.split(' ').rev().skip(1).collect();
    let fits = |word: &&str| {
        word.ends_with('.') || is_title(word) || name.split(' ').any(|n| n == *word || initial_of(n, word))
    };
    surname == last && last.starts_with(char::is_uppercase) && before.iter().all(fits)
}

fn initial_of(name: &str, word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1 && name.starts_with(word.trim_end_matches('.'))
}

fn is_title(word: &str) -> bool {
    let low = word.to_lowercase();
    let classes = crate::rules::lexicon::classes(&low);
    let known = &crate::rules::lexicon::KNOWN;
    classes.has(known.title) || classes.has(known.post) || matches!(low.as_str(), "of" | "state" | "the")
}

/// The last word of a name, "Esq" and "Jr" left out.
pub(crate) fn surname(name: &str) -> Option<&str> {
    name.split(' ')
        .rev()
        .find(|w| !matches!(w.trim_end_matches(['.', ',']), "Esq" | "Jr" | "Sr" | "KCMG" | "CMG"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, posts: &[&str], aliases: &[&str]) -> KnownPerson {
        let own = |all: &[&str]| all.iter().map(|s| (*s).to_owned()).collect();
        KnownPerson { name: name.into(), posts: own(posts), aliases: own(aliases) }
    }

    fn found(said: &str) -> Vec<String> {
        let people = [
            person("Dean Rusk", &["Secretary of State"], &[]),
            person("Howard Rusk", &[], &[]),
            person("Henry A. Kissinger", &["Assistant to the President"], &["Henry"]),
        ];
        candidates(&people, &Particulars::default(), said)
    }

    #[test]
    fn a_name_is_resolved_by_what_is_surest() {
        assert_eq!(found("Henry"), ["Henry A. Kissinger"]);
        assert_eq!(found("HAK"), ["Henry A. Kissinger"]);
        assert_eq!(found("the Secretary of State"), ["Dean Rusk"]);
        assert_eq!(found("Secretary Rusk"), ["Dean Rusk"]);
        assert_eq!(found("Howard Rusk"), ["Howard Rusk"]);
    }

    #[test]
    fn a_surname_of_two_stays_open() {
        assert_eq!(found("Mr. Rusk"), ["Dean Rusk", "Howard Rusk"]);
        assert_eq!(found("Walt Rusk"), [""; 0], "another Christian name is another man");
        assert_eq!(found("the Minister"), [""; 0]);
    }

    #[test]
    fn the_papers_own_people_are_known_where_the_register_is_silent() {
        let own = Particulars {
            from: vec![Party {
                name: Some("Gordon Gray".into()),
                post: Some("Assistant Secretary".into()),
                address: None,
            }],
            ..Particulars::default()
        };
        assert_eq!(candidates(&[], &own, "Mr. Gray"), ["Gordon Gray"]);
        assert_eq!(candidates(&[], &own, "the Assistant Secretary"), ["Gordon Gray"]);
    }
}
