//! The words of each language by their English: French as it stands in `fr.toml`, the test made from its keys.

use super::Tongue;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Tables of English sentences, each with its French.
const FRENCH: &str = include_str!("fr.toml");

/// The first letter in which the test is written; the Latin ones follow one another as those do.
const FIRST_LETTER: char = 'א';

static FRENCH_WORDS: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::of(tables()));
static TEST_WORDS: LazyLock<Catalogue> = LazyLock::new(|| {
    let in_letters = |english: &String| (english.clone(), letters(meant(english)));
    let table = |(name, words): (String, Words)| (name, words.keys().map(in_letters).collect());
    Catalogue::of(tables().into_iter().map(table).collect())
});

type Words = BTreeMap<String, String>;

/// The words of a language.
pub(super) struct Catalogue {
    words: HashMap<String, String>,
    /// What stands on print alone, or reads otherwise there.
    print: Words,
    /// Sentences with places, by the English words that stand between these.
    shapes: Vec<(Shape, String)>,
}

/// The catalogue of a language; English needs none.
pub(super) fn of(tongue: Tongue) -> Option<&'static Catalogue> {
    match tongue {
        Tongue::English => None,
        Tongue::French => Some(&FRENCH_WORDS),
        Tongue::Test => Some(&TEST_WORDS),
    }
}

/// The file is part of this build, and a test reads it whole; were it damaged, the pages would be English.
fn tables() -> BTreeMap<String, Words> {
    toml::from_str(FRENCH).unwrap_or_default()
}

impl Catalogue {
    fn of(mut tables: BTreeMap<String, Words>) -> Self {
        let print = tables.remove("print").unwrap_or_default();
        let shaped = ["sentences", "composed"].into_iter().filter_map(|table| tables.remove(table)).flatten();
        let (shaped, whole): (Words, Words) = shaped.partition(|(english, _)| english.contains('{'));
        let shapes = shaped.into_iter().map(|(english, said)| (Shape::of(&english), said)).collect();
        Self { words: tables.into_values().chain([whole]).flatten().collect(), print, shapes }
    }

    /// The words for an English sentence.
    pub(super) fn words(&self, english: &str) -> Option<&str> {
        self.words.get(english).map(String::as_str)
    }

    /// The words for an English sentence on print.
    pub(super) fn printed(&self, english: &str) -> Option<&str> {
        self.print.get(english).map(String::as_str)
    }

    /// What stands in a place: data, or where the place is called so, words of the office.
    fn of_office<'w>(&self, place: &str, value: &'w str) -> Cow<'w, str> {
        let words = place.starts_with("word").then(|| self.sentence(value)).flatten();
        words.map_or(Cow::Borrowed(value), Cow::Owned)
    }

    /// The words for a sentence that has data in its places.
    pub(super) fn sentence(&self, english: &str) -> Option<String> {
        let shaped = || {
            self.shapes.iter().find_map(|(shape, said)| {
                let data = shape.fits(english)?.into_iter();
                let data = data.map(|(place, value)| (place, self.of_office(place, value)));
                Some(put(said, &data.collect::<Vec<_>>()))
            })
        };
        self.words(english).map(str::to_owned).or_else(shaped)
    }
}

/// A sentence with its data in its places; what stands in the data is no place.
fn put(said: &str, data: &[(&str, Cow<'_, str>)]) -> String {
    let Some((before, after)) = said.split_once('{') else { return said.to_owned() };
    let (name, rest) = after.split_once('}').unwrap_or((after, ""));
    let value = data.iter().find(|(place, _)| *place == name).map_or("", |(_, value)| value.as_ref());
    format!("{before}{value}{}", put(rest, data))
}

/// What a sentence with places looks like: the words before the first, then each place with the words after it.
struct Shape {
    before: String,
    places: Vec<(String, String)>,
}

impl Shape {
    fn of(english: &str) -> Self {
        let mut parts = english.split('{');
        let before = parts.next().unwrap_or("").to_owned();
        let place = |part: &str| {
            let (name, after) = part.split_once('}').unwrap_or((part, ""));
            (name.to_owned(), after.to_owned())
        };
        Self { before, places: parts.map(place).collect() }
    }

    /// The places with what stands in them, where the sentence is of this shape.
    fn fits<'s>(&self, sentence: &'s str) -> Option<Vec<(&str, &'s str)>> {
        let mut rest = sentence.strip_prefix(self.before.as_str())?;
        let (last, others) = self.places.split_last()?;
        let mut data = Vec::new();
        for (name, after) in others {
            let (value, then) = rest.split_once(after.as_str())?;
            data.push((name.as_str(), value));
            rest = then;
        }
        data.push((last.0.as_str(), rest.strip_suffix(last.1.as_str())?));
        Some(data)
    }
}

/// An English key without what is meant by it: "By [day]" is said "By".
fn meant(key: &str) -> &str {
    key.split_once(" [").map_or(key, |(words, _)| words)
}

/// A sentence in the letters of the test; its places and what an address names stay.
fn letters(english: &str) -> String {
    let mut in_place = false;
    let letter = |letter: char| {
        match letter {
            '{' => in_place = true,
            '}' => in_place = false,
            _ => {}
        }
        let at = u32::from(letter.to_ascii_lowercase()).wrapping_sub(u32::from('a'));
        let ours = !in_place && letter.is_ascii_alphabetic();
        if ours { char::from_u32(u32::from(FIRST_LETTER) + at).unwrap_or(letter) } else { letter }
    };
    english.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_reads() {
        let tables: BTreeMap<String, Words> = toml::from_str(FRENCH).unwrap();
        assert_eq!(tables.keys().collect::<Vec<_>>(), ["composed", "office", "pages", "print", "sentences"]);
    }

    #[test]
    fn the_test_is_written_in_other_letters_with_its_places_as_they_are() {
        assert_eq!(letters("Az {az}: B"), "\u{5d0}\u{5e9} {az}: \u{5d1}");
        assert_eq!(meant("By [day]"), "By");
    }

    #[test]
    fn a_sentence_is_told_by_its_shape_and_keeps_its_data() {
        let shape = Shape::of("`{text}` is no day: write it as in {day}");
        let data = shape.fits("`Mon` is no day: write it as in 1982").unwrap();
        assert_eq!(data, [("text", "Mon"), ("day", "1982")]);
        assert_eq!(
            put("{day} nach {text}: {}", &[("text", "{day}".into()), ("day", "1982".into())]),
            "1982 nach {day}: "
        );
        assert_eq!(shape.fits("`Mon` is no hour: write it as in 17:30"), None);
        assert_eq!(Shape::of("no places").fits("no places"), None);
    }

    #[test]
    fn what_stands_in_a_sentence_is_data_unless_its_place_says_that_it_is_a_word() {
        let french = |english: &str| FRENCH_WORDS.sentence(english).unwrap();
        assert_eq!(french("raised, now agreed"), "soulevé, maintenant convenu");
        assert_eq!(
            french("it is copied to agreed for that already"),
            "il est déjà communiqué à agreed pour cela"
        );
    }

    #[test]
    fn a_sentence_within_a_sentence_is_told_too() {
        let french =
            |english: &str| FRENCH_WORDS.sentence(english).unwrap().replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(
            french("the marking `SECRET FOO`: cannot read “FOO”: expected a level or tag of uk-1982"),
            "le marquage « SECRET FOO » : « FOO » ne se lit pas : il faut là un niveau ou une mention de uk-1982"
        );
        assert_eq!(
            french(
                "such a search cannot be kept: “(” makes no sense there: write a closing parenthesis after this opening one"
            ),
            "une telle recherche ne peut être gardée : “(” n’a pas de sens ici : écrivez une parenthèse fermante après celle-ci"
        );
        assert_eq!(
            french("SECRET, since paragraphs 2, 3 and 5 are; without them: CONFIDENTIAL."),
            "SECRET, puisque les paragraphes 2, 3 et 5 le sont ; sans eux : CONFIDENTIAL."
        );
    }
}
