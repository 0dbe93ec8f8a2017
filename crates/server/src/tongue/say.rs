//! The words of the page that is being made.

use super::{Tongue, catalogue, spoken};
use maud::{Markup, PreEscaped, Render, html};
use std::borrow::Cow;

/// The words for an English sentence: `say!("Undertakings")`; with places, as markup, `say!("Page {n} of {of}", n =
/// …, of = …)`; and where one English word is several elsewhere, with what is meant by it, `say!("By" as "day")`.
macro_rules! say {
    ($english:literal) => {
        $crate::tongue::say($english)
    };
    ($english:literal as $sense:literal) => {
        $crate::tongue::say_as($english, concat!($english, " [", $sense, "]"))
    };
    ($english:literal, $($place:ident = $value:expr),+ $(,)?) => {
        $crate::tongue::fill(
            $crate::tongue::say($english),
            &[$((stringify!($place), &$value as &dyn maud::Render)),+],
        )
    };
}

/// The words for one, or for more, with their number: `many!(n, "{n} paper", "{n} papers")`.
macro_rules! many {
    ($number:expr, $one:literal, $more:literal $(, $place:ident = $value:expr)* $(,)?) => {{
        let number: u64 = $number;
        let words = if $crate::tongue::is_one(number) { $one } else { $more };
        $crate::tongue::fill(
            $crate::tongue::say(words),
            &[("n", &$crate::tongue::number(number) as &dyn maud::Render) $(, (stringify!($place), &$value))*],
        )
    }};
}

/// Words that are said later, where they stand on a page.
macro_rules! key {
    ($english:literal) => {
        $english
    };
}

/// The words for an English sentence.
pub fn say(english: &str) -> &str {
    catalogue::of(spoken().tongue).and_then(|catalogue| catalogue.words(english)).unwrap_or(english)
}

/// The words for one of several meanings of an English word, under the key of that meaning.
pub fn say_as<'w>(english: &'w str, key: &str) -> &'w str {
    catalogue::of(spoken().tongue).and_then(|catalogue| catalogue.words(key)).unwrap_or(english)
}

/// The words for a sentence that was made elsewhere, with data in it: told by its shape.
pub(crate) fn tell(sentence: &str) -> Cow<'_, str> {
    match catalogue::of(spoken().tongue) {
        Some(catalogue) => catalogue.sentence(sentence).map_or(Cow::Borrowed(sentence), Cow::Owned),
        None => Cow::Borrowed(sentence),
    }
}

/// A name or other data within a sentence, whatever its direction.
pub(crate) fn bdi(data: &str) -> Markup {
    html! { bdi { (data) } }
}

/// The language of words that are quoted: nobody has said which it is, so on a page in another than the papers' usual
/// one it is marked as unknown.
pub(crate) fn quoted() -> Option<&'static str> {
    (spoken().tongue != Tongue::English).then_some("")
}

/// The direction of sentences that the crates below make in English alone, on a page in another language.
pub(crate) fn of_its_words() -> Option<&'static str> {
    (spoken().tongue != Tongue::English).then_some("auto")
}

/// Puts what belongs there in the places of a sentence.
pub(crate) fn fill(sentence: &str, places: &[(&str, &dyn Render)]) -> Markup {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        before.render_to(&mut out);
        if let Some((_, value)) = places.iter().find(|(place, _)| *place == name) {
            value.render_to(&mut out);
        }
        rest = after;
    }
    rest.render_to(&mut out);
    PreEscaped(out)
}

/// Whether so many are said as one: in French, none is.
pub(crate) fn is_one(number: u64) -> bool {
    number == 1 || (number == 0 && spoken().tongue == Tongue::French)
}

/// The registry's words open small and have no stop; on a page they are a sentence.
pub(crate) fn sentence(words: &str) -> String {
    let words = tell(words);
    let mut letters = words.chars();
    let stop = if words.ends_with(['.', '?', '!']) { "" } else { "." };
    match letters.next() {
        Some(first) => format!("{}{}{stop}", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::in_tongue;
    use super::*;

    #[test]
    fn places_are_filled_and_what_stands_in_them_is_escaped() {
        let page = |n: u32| say!("Page {n} of {of}", n = n, of = "<b>").into_string();
        assert_eq!(page(2), "Page 2 of &lt;b&gt;");
        assert_eq!(in_tongue(Tongue::French, || page(2)), "Page 2 sur &lt;b&gt;");
    }

    #[test]
    fn none_is_one_in_french_and_many_in_english() {
        let papers = |n: u64| many!(n, "{n} paper", "{n} papers").into_string();
        assert_eq!([papers(0), papers(1), papers(2)], ["0 papers", "1 paper", "2 papers"]);
        let french = in_tongue(Tongue::French, || [papers(0), papers(1), papers(2)]);
        assert_eq!(french, ["0 document", "1 document", "2 documents"]);
    }

    #[test]
    fn a_word_of_two_meanings_is_two_words() {
        let both = || [say!("By" as "day"), say!("By" as "whom")];
        assert_eq!(both(), ["By", "By"]);
        assert_eq!(in_tongue(Tongue::French, both), ["Au plus tard le", "Par"]);
    }
}
