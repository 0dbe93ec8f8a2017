//! Words of time and their classes, read once from `lexicon/*/time.tsv`.

use crate::dictionary::{Dictionary, digest};
use std::sync::LazyLock;

/// The lists, by language.
pub(crate) const LISTS: [(&str, &str); 2] = [
    ("en/time", include_str!("../../lexicon/en/time.tsv")),
    ("fr/time", include_str!("../../lexicon/fr/time.tsv")),
];

macro_rules! classes {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// Classes of the words of time.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum C { $($variant),* }

        impl C {
            fn from_word(word: &str) -> Option<C> {
                match word {
                    $($name => Some(C::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

classes![
    Month = "month",
    Weekday = "weekday",
    Weekdays = "weekdays",
    Unit = "unit",
    Plural = "plural",
    Number = "number",
    Hundred = "hundred",
    Dozen = "dozen",
    Some = "some",
    Couple = "couple",
    Ordinal = "ordinal",
    Suffix = "suffix",
    Season = "season",
    Seasons = "seasons",
    Decade = "decade",
    Part = "part",
    Today = "today",
    Tonight = "tonight",
    Next = "next",
    Following = "following",
    Last = "last",
    Previous = "previous",
    This = "this",
    That = "that",
    Those = "those",
    Same = "same",
    Ago = "ago",
    Later = "later",
    Earlier = "earlier",
    Edge = "edge",
    EdgeOf = "edge-of",
    EveOf = "eve-of",
    Sooner = "sooner",
    Half = "half",
    Every = "every",
    All = "all",
    Other = "other",
    Per = "per",
    Often = "often",
    Times = "times",
    Timeses = "timeses",
    Now = "now",
    Current = "current",
    Recent = "recent",
    Soon = "soon",
    Future = "future",
    Former = "former",
    The = "the",
    A = "a",
    Of = "of",
    In = "in",
    On = "on",
    At = "at",
    By = "by",
    To = "to",
    Dash = "dash",
    Until = "until",
    Before = "before",
    After = "after",
    Since = "since",
    Within = "within",
    From = "from",
    Between = "between",
    And = "and",
    Or = "or",
    For = "for",
    Over = "over",
    About = "about",
    More = "more",
    Than = "than",
    Almost = "almost",
    Up = "up",
    Least = "least",
    Am = "am",
    Pm = "pm",
    Oclock = "oclock",
    Hours = "hours",
    Noon = "noon",
    Midnight = "midnight",
    Zone = "zone",
    Bc = "bc",
    Ad = "ad",
    Instant = "instant",
    Fiscal = "fiscal",
    Calendar = "calendar",
    Time = "time",
    Old = "old",
    Long = "long",
    Whole = "whole",
    Period = "period",
    Past = "past",
    BeforeHour = "before-hour",
    Will = "will",
    Did = "did",
    Holiday = "holiday",
    Eve = "of-year",
    OfFeast = "of-feast",
    NumberWord = "number-word",
    Il = "il",
    Y = "y",
    Phrase = "phrase",
];

impl C {
    /// Whether times are built round words of this class; the others only lead to them.
    pub fn is_core(self) -> bool {
        use C::{
            Decade, EveOf, Fiscal, Future, Half, Holiday, Midnight, Month, Noon, Now, Oclock, Often, Part,
            Past, Phrase, Recent, Season, Seasons, Soon, Time, Timeses, Today, Tonight, Unit, Weekday,
            Weekdays,
        };
        matches!(
            self,
            Decade
                | EveOf
                | Fiscal
                | Future
                | Half
                | Holiday
                | Midnight
                | Month
                | Noon
                | Now
                | Oclock
                | Often
                | Part
                | Past
                | Phrase
                | Recent
                | Season
                | Seasons
                | Soon
                | Time
                | Timeses
                | Today
                | Tonight
                | Unit
                | Weekday
                | Weekdays
        )
    }
}

/// The classes of one word, each with its value.
pub(super) type Tags = &'static [(C, i32)];
/// Words with their classes.
type Words = Dictionary<Vec<(C, i32)>>;

static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| LISTS.map(|(_, list)| words(list)));

/// Bytes of the longest word of time.
pub(super) const WORD_BYTES_MAX: usize = 16;

fn words(list: &'static str) -> Words {
    let mut out = Vec::new();
    for line in list.lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let class = columns.next().and_then(C::from_word);
        let value = columns.next().and_then(|v| v.parse().ok());
        let (Some(class), Some(value)) = (class, value) else { continue };
        out.extend(columns.flat_map(str::split_whitespace).map(|word| (word, (class, value))));
    }
    Dictionary::of(&out, |tags: &mut Vec<(C, i32)>, tag| tags.push(*tag))
}

/// The classes of a word in small letters bare of accents.
pub(super) fn tags(word: &str, french: bool) -> Tags {
    WORDS[usize::from(french)].get(word, digest(word)).map_or(&[], Vec::as_slice)
}

/// The classes of an English word in small letters whose digest is known.
pub(super) fn digested(low: &str, digest: u64) -> Tags {
    WORDS[0].get(low, digest).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_names_a_class_and_a_value() {
        for (name, list) in LISTS {
            for line in list.lines().filter(|l| !l.starts_with('#')) {
                let columns: Vec<&str> = line.split('\t').collect();
                let [class, value, words] = columns[..] else { panic!("{name}: {line}") };
                assert!(C::from_word(class).is_some() && value.parse::<i32>().is_ok(), "{name}: {line}");
                assert!(words.split(' ').all(|w| w.len() <= WORD_BYTES_MAX), "{name}: {line}");
            }
        }
    }
}
