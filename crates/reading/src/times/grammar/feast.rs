//! Feasts of the church, of Britain, France and America: on a day of the year, by the week, or by Easter.

use super::number::year;
use super::{Read, Words};
use crate::times::meaning::{Base, Feast, Meaning};
use crate::times::vocabulary::C;
use jiff::civil::Weekday;

/// The day of a feast, in the year that is told with it.
pub(super) fn holiday(w: &Words<'_, '_>, i: usize) -> Read {
    let (feast, end) = feast(w, w.skip(i, C::The))?;
    let next = w.comma(end);
    let found = year(w, if next == end { w.skip(next, C::Of) } else { next });
    let year = found.map(|y| y.0);
    let base = match feast {
        Feast::Fixed(month, day) => Base::Day { year, month: Some(month), day },
        Feast::Nth(n, day, month) => Base::NthWeekday { n, day, year, month },
        Feast::Easter(days) => Base::Easter { year, days },
    };
    Some((Meaning::new(base), found.map_or(end, |y| y.1)))
}

/// The feast that is named at `i`.
pub(super) fn feast(w: &Words<'_, '_>, i: usize) -> Option<(Feast, usize)> {
    fixed(w, i).or_else(|| movable(w, i))
}

/// Feasts that move with the week or the moon.
fn movable(w: &Words<'_, '_>, i: usize) -> Option<(Feast, usize)> {
    const FEASTS: [(&[&str], i8, Weekday, i8); 6] = [
        (&["Thanksgiving", "Day"], 4, Weekday::Thursday, 11),
        (&["Thanksgiving"], 4, Weekday::Thursday, 11),
        (&["Labor", "Day"], 1, Weekday::Monday, 9),
        (&["Memorial", "Day"], -1, Weekday::Monday, 5),
        (&["Columbus", "Day"], 2, Weekday::Monday, 10),
        (&["Mother", "'", "s", "Day"], 2, Weekday::Sunday, 5),
    ];
    let of_moon = MOON.iter().filter(|(words, _)| fits(w, i, words)).max_by_key(|(words, _)| words.len());
    if let Some((words, days)) = of_moon.filter(|_| w.at(i).is_some_and(|l| l.is_capital()) || w.french) {
        return Some((Feast::Easter(*days), i + words.len()));
    }
    let (words, n, day, month) = FEASTS.iter().find(|(words, ..)| fits(w, i, words))?;
    Some((Feast::Nth(*n, *day, *month), i + words.len()))
}

/// Feasts by the days from Easter Sunday.
const MOON: [(&[&str], i16); 28] = [
    (&["Shrove", "Tuesday"], -47),
    (&["Ash", "Wednesday"], -46),
    (&["Palm", "Sunday"], -7),
    (&["Maundy", "Thursday"], -3),
    (&["Holy", "Thursday"], -3),
    (&["Good", "Friday"], -2),
    (&["Holy", "Saturday"], -1),
    (&["Easter", "Saturday"], -1),
    (&["Easter", "Eve"], -1),
    (&["Easter"], 0),
    (&["Easter", "Sunday"], 0),
    (&["Easter", "Day"], 0),
    (&["Easter", "Monday"], 1),
    (&["Easter", "Tuesday"], 2),
    (&["Ascension", "Day"], 39),
    (&["Whit", "Sunday"], 49),
    (&["Whitsunday"], 49),
    (&["Whitsun"], 49),
    (&["Pentecost"], 49),
    (&["Whit", "Monday"], 50),
    (&["Mercredi", "des", "Cendres"], -46),
    (&["Vendredi", "saint"], -2),
    (&["Pâques"], 0),
    (&["Lundi", "de", "Pâques"], 1),
    (&["Jeudi", "de", "l", "'", "Ascension"], 39),
    (&["Jeudi", "de", "l", "’", "Ascension"], 39),
    (&["Pentecôte"], 49),
    (&["Lundi", "de", "Pentecôte"], 50),
];

fn fits(w: &Words<'_, '_>, i: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(k, word)| w.word(i + k, word))
}

/// Feasts that fall on the same day each year.
fn fixed(w: &Words<'_, '_>, i: usize) -> Option<(Feast, usize)> {
    const FEASTS: [(&[&str], i8, i8); 19] = [
        (&["New", "Year", "'", "s"], 1, 1),
        (&["New", "Year", "’", "s"], 1, 1),
        (&["Veille", "de", "Noël"], 12, 24),
        (&["Fourth", "of", "July"], 7, 4),
        (&["New", "Year", "'", "s", "Eve"], 12, 31),
        (&["New", "Year", "’", "s", "Eve"], 12, 31),
        (&["New", "Year", "'", "s", "Day"], 1, 1),
        (&["New", "Year", "’", "s", "Day"], 1, 1),
        (&["Christmas", "Eve"], 12, 24),
        (&["Christmas", "Day"], 12, 25),
        (&["Boxing", "Day"], 12, 26),
        (&["Independence", "Day"], 7, 4),
        (&["Armistice", "Day"], 11, 11),
        (&["Veterans", "Day"], 11, 11),
        (&["Bastille", "Day"], 7, 14),
        (&["May", "Day"], 5, 1),
        (&["Valentine", "'", "s", "Day"], 2, 14),
        (&["April", "Fools", "'", "Day"], 4, 1),
        (&["Noël"], 12, 25),
    ];
    let found =
        FEASTS.iter().filter(|(words, _, _)| fits(w, i, words)).max_by_key(|(words, _, _)| words.len());
    if let Some((words, month, day)) = found {
        return Some((Feast::Fixed(*month, *day), i + words.len()));
    }
    let value = w.get(i, C::Holiday).filter(|v| *v > 0)?;
    Some((Feast::Fixed((value / 100) as i8, (value % 100) as i8), i + 1))
}
