//! Sides: which words name a person, and which name one of two who speak with one another. Pure: words in, names out.

use std::collections::BTreeMap;

use chancery_reading::{joins, names_body, names_place};

use crate::answers::Side;

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

/// The word by which a side is known: the last of a name, without its titles and what stands in brackets after it.
pub fn surname(name: &str) -> Option<String> {
    let plain = untitled(name);
    let last = plain.split_whitespace().next_back()?;
    let letters: String =
        last.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')).collect();
    let letters = letters.trim_end_matches("'s").trim_end_matches("’s");
    let starts = letters.chars().next()?;
    let body = |word: &str| NO_SURNAMES.contains(&word.to_lowercase().as_str());
    let named = !body(letters) && !plain.split_whitespace().next().is_some_and(body);
    (named && starts.is_uppercase() && letters.chars().count() > 1).then(|| letters.to_owned())
}

/// Before a name, they tell that it is a person's.
pub const TITLES: [&str; 16] = [
    "ambassador",
    "chairman",
    "chancellor",
    "colonel",
    "dr",
    "general",
    "king",
    "minister",
    "mr",
    "mrs",
    "president",
    "prince",
    "secretary",
    "senator",
    "sir",
    "governor",
];

/// What stands before a title.
const BEFORE_TITLES: [&str; 8] =
    ["acting", "assistant", "deputy", "foreign", "lieutenant", "prime", "under", "vice"];

/// What stands before the names of places and bodies.
const BEFORE_PLACES: [&str; 12] =
    ["an", "el", "fort", "los", "new", "north", "project", "san", "santa", "south", "the", "u.s."];

/// What ministries are for, what stands for a sovereign, and what opens a sentence: no person goes by these, nor by what
/// the reading knows as a body or a place. Each between spaces.
const NOBODY: &str = " affairs agriculture air communist communists finance following force forces foreign intelligence \
    interior labor labour majesty military note press presidency security supreme union war ";

/// The surname of a person: of what may be a body, a place or a word that opens a sentence, none.
pub fn person(name: &str) -> Option<String> {
    let surname = surname(name)?;
    let before = name.split_whitespace().next().map(str::to_lowercase).unwrap_or_default();
    let placed = name.split_whitespace().nth(1).is_some() && BEFORE_PLACES.contains(&before.as_str());
    let titled = TITLES.contains(&before.trim_end_matches('.'));
    (!placed && !is_nobody(&surname, titled) && !is_short_for_something(&surname)).then_some(surname)
}

/// Mr Jordan is somebody; Jordan is a country, and Treasury a body under whatever title.
fn is_nobody(surname: &str, titled: bool) -> bool {
    let low = surname.to_lowercase();
    let many = format!("{low}s");
    let place = || names_place(&low) || names_place(&many) || joins(&low);
    NOBODY.contains(&format!(" {low} ")) || names_body(&low) || !titled && place()
}

/// A name without the titles before it.
fn untitled(name: &str) -> String {
    let words: Vec<&str> = name.split(['(', ',']).next().unwrap_or(name).split_whitespace().collect();
    let title = |word: &&str| {
        let word = word.trim_end_matches('.').to_lowercase();
        TITLES.contains(&word.as_str()) || BEFORE_TITLES.contains(&word.as_str())
    };
    let titles = words.iter().take(words.len().saturating_sub(1)).take_while(|word| title(word)).count();
    // "Minister of Foreign Affairs" is a post.
    let post = words.get(titles).is_some_and(|word| ["at", "for", "in", "of", "to"].contains(word));
    let titles = if post { 0 } else { titles };
    words.get(titles..).unwrap_or_default().join(" ")
}

/// "CIA", "ForMin", "USAIDManila"; not "McNamara" or "O'Neill".
fn is_short_for_something(surname: &str) -> bool {
    let capitals =
        surname.split(['-', '\'', '’']).map(|part| part.chars().skip(1).filter(|c| c.is_uppercase()).count());
    let capitals: usize = capitals.sum();
    let prefixed =
        ["Mc", "Mac", "De", "Di", "Du", "Fitz", "La", "Le", "Van"].iter().any(|p| surname.starts_with(p));
    let all = surname.chars().all(|c| !c.is_lowercase());
    (all && surname.chars().count() <= ACRONYM_CHARS_MAX) || (!all && capitals > usize::from(prefixed))
}

/// Letters of a word in capitals that is no name.
const ACRONYM_CHARS_MAX: usize = 5;

/// Who is spoken of often enough to be somebody, where neither a title nor a first name tells it.
const SPOKEN_OF_MIN: u32 = 3;

/// Whom names tell of: who stands once with a title or a first name is somebody, and so is who is spoken of often by a
/// word that the papers write as a name more often than as anything else.
#[derive(Default)]
pub struct People {
    named: BTreeMap<String, (bool, u32)>,
    /// How often the papers write a word small, or say that something is in what it names.
    otherwise: BTreeMap<String, u32>,
}

impl People {
    /// Takes note of a name.
    pub fn note(&mut self, name: &str) {
        let Some(surname) = person(name) else { return };
        let plain = name.split(['(', ',']).next().unwrap_or(name);
        let whole = plain.split_whitespace().count() > 1;
        let known = self.named.entry(surname).or_default();
        *known = (known.0 || whole, known.1 + 1);
    }

    /// Takes note of how words are written, from which it is seen what is no name.
    pub fn read(&mut self, words: &str) {
        let mut inside = false;
        for word in words.split_whitespace() {
            let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
            let named = plain.starts_with(char::is_uppercase);
            if !named || inside && !word.contains(['\'', '’']) {
                *self.otherwise.entry(plain.to_lowercase()).or_default() += 1;
            }
            let ends = word.ends_with(|c: char| !c.is_alphanumeric());
            inside = (plain == "in" || inside && named) && !ends;
        }
    }

    /// The surname, where it is somebody's.
    pub fn somebody(&self, name: &str) -> Option<String> {
        person(name).filter(|surname| {
            let otherwise = self.otherwise.get(&surname.to_lowercase()).copied().unwrap_or_default();
            self.named.get(surname).is_some_and(|(whole, n)| *whole || *n >= SPOKEN_OF_MIN.max(otherwise + 1))
        })
    }
}

/// Whose of the two sides words name.
pub fn whose(words: &str, (a, b): (&str, &str)) -> Side {
    match (names(words, a), names(words, b)) {
        (true, true) => Side::Both,
        (true, false) => Side::A,
        (false, true) => Side::B,
        (false, false) => Side::Neither,
    }
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
    fn what_is_no_person_is_no_side() {
        for nobody in [
            "Following",
            "San Clemente",
            "Agriculture",
            "Treasury",
            "CIA",
            "the PRC",
            "ForMin",
            "U.S. Peking",
            "USAIDManila",
            "Jordan",
            "Hanoi",
            "Asian",
            "Mr. Treasury",
        ] {
            assert_eq!(person(nobody), None, "{nobody}");
        }
        for somebody in [
            "Prime Minister Thanom",
            "Secretary Rogers",
            "McNamara",
            "Mr. O'Neill",
            "General De Gaulle",
            "Lee Kuan-Yew",
            "THANAT",
            "Mr. Jordan",
        ] {
            assert!(person(somebody).is_some(), "{somebody}");
        }
        let mut people = People::default();
        for name in ["Walsh", "Foreign Minister Thanat", "Thanat", "Gromyko", "Gromyko", "Gromyko"] {
            people.note(name);
        }
        assert_eq!(people.somebody("Thanat").as_deref(), Some("Thanat"));
        assert_eq!(
            (people.somebody("Gromyko").as_deref(), people.somebody("Walsh")),
            (Some("Gromyko"), None)
        );
    }

    #[test]
    fn what_the_papers_write_small_or_say_that_something_is_in_is_nobody_by_itself() {
        let told = |words: &[&str], name: &str| {
            let mut people = People::default();
            [name; 3].iter().for_each(|name| people.note(name));
            words.iter().cycle().take(3 * words.len()).for_each(|words| people.read(words));
            people.somebody(name)
        };
        assert_eq!(told(&["He saw Marcos in Manila"], "Marcos").as_deref(), Some("Marcos"));
        assert_eq!(told(&["the war in Southeast Asia"], "Southeast"), None);
        assert_eq!(told(&["in Marcos' view", "in June, Marcos left"], "Marcos").as_deref(), Some("Marcos"));
        assert_eq!(told(&["the central question"], "Central"), None);
        assert_eq!(told(&["a green light"], "Mr. Green").as_deref(), Some("Green"));
    }

    #[test]
    fn a_side_is_known_by_its_surname_alone() {
        assert_eq!(surname("George P. Shultz (we)").as_deref(), Some("Shultz"));
        assert_eq!(surname("President Reagan").as_deref(), Some("Reagan"));
        for nobody in [
            "we",
            "He",
            "Embassy in the Philippines",
            "Minister of Foreign Affairs",
            "Prime Minister",
            "Foreign Secretary",
            "the Secretary",
            "Department of State",
        ] {
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
