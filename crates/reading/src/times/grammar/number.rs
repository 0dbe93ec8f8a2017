//! Numbers in figures and in words, days of a month, years.

use super::Words;
use crate::times::vocabulary::C;

/// A number of a length, in halves; open for "several".
pub(super) type Count = (Option<i32>, usize);

/// "Three", "twenty-five", "a hundred", "quatre-vingt-dix" (as far as the lists go).
pub(super) fn in_words(w: &Words<'_, '_>, i: usize) -> Option<(i32, usize)> {
    if let Some(hundred) = w.get(i, C::Hundred) {
        return small(w, w.skip(i + 1, C::And)).map(|(n, end)| (hundred + n, end)).or(Some((hundred, i + 1)));
    }
    let (value, end) = small(w, i)?;
    let Some(hundred) = w.get(end, C::Hundred) else { return Some((value, end)) };
    let rest = small(w, w.skip(end + 1, C::And)).filter(|_| hundred > 0);
    Some(rest.map_or((value * hundred, end + 1), |(n, end)| (value * hundred + n, end)))
}

fn small(w: &Words<'_, '_>, i: usize) -> Option<(i32, usize)> {
    let first = w.get(i, C::Number)?;
    let mut next = i + 1 + usize::from(w.point(i + 1, &["-"]));
    if w.french && w.is(next, C::And) {
        next += 1;
    }
    let limit = if w.french { 20 } else { 10 };
    match w.get(next, C::Number) {
        Some(second) if first >= 20 && first % 10 == 0 && (1..limit).contains(&second) => {
            Some((first + second, next + 1))
        }
        Some(second) if w.french && first == 10 && (7..10).contains(&second) => Some((10 + second, next + 1)),
        Some(20) if w.french && first == 4 => Some(eighty(w, next + 1)),
        _ => Some((first, i + 1)),
    }
}

fn eighty(w: &Words<'_, '_>, i: usize) -> (i32, usize) {
    let next = i + usize::from(w.point(i, &["-"]));
    w.get(next, C::Number).filter(|n| (1..20).contains(n)).map_or((80, i), |n| (80 + n, next + 1))
}

/// "First", "twenty-first".
pub(super) fn ordinal(w: &Words<'_, '_>, i: usize) -> Option<(i32, usize)> {
    if let Some(value) = w.get(i, C::Ordinal) {
        return Some((value, i + 1));
    }
    if let Some(value) = w.figure(i, 2).filter(|_| w.is(i + 1, C::Suffix) && w.glued(i + 1)) {
        return Some((value, i + 2));
    }
    let tens = w.get(i, C::Number).filter(|n| *n >= 20)?;
    let next = i + 1 + usize::from(w.point(i + 1, &["-"]));
    let rest = w.get(next, C::Ordinal).filter(|n| *n < 10)?;
    Some((tens + rest, next + 1))
}

/// The number of a length: "3", "2.5", "two", "a few", "several", "a couple of", "two to three".
pub(super) fn count(w: &Words<'_, '_>, i: usize) -> Option<Count> {
    let first = plain_count(w, i)?;
    let joins = w.any(first.1, &[C::To, C::Or]) || w.point(first.1, &["-", "–"]);
    match joins.then(|| plain_count(w, first.1 + 1)).flatten() {
        Some((Some(upper), end)) if first.0.is_some_and(|f| f < upper) => Some((Some(upper), end)),
        _ => Some(first),
    }
}

fn plain_count(w: &Words<'_, '_>, i: usize) -> Option<Count> {
    let after_a = w.skip(i, C::A);
    if w.is(after_a, C::Couple) {
        return Some((Some(4), w.skip(after_a + 1, C::Of)));
    }
    if let Some(dozen) = w.get(after_a, C::Dozen) {
        return Some((Some(2 * dozen), w.skip(after_a + 1, C::Of)));
    }
    if w.is(after_a, C::Some) && (after_a <= i || w.word(after_a, "few")) {
        return Some((None, after_a + 1));
    }
    if w.point(i, &["½"]) {
        return Some((Some(1), i + 1));
    }
    if w.is(i, C::Half) {
        return Some((Some(1), w.skip(w.skip(i + 1, C::A), C::The)));
    }
    if let Some((value, end)) = in_words(w, i).or_else(|| in_figures(w, i)) {
        return Some(half_more(w, 2 * value, end));
    }
    if let Some((value, _)) = in_figures(w, i) {
        return Some((Some(2 * value), i + 1));
    }
    let one = w.is(i, C::A) && (w.french || !w.is(i + 1, C::Plural));
    decimal(w, i).or_else(|| one.then_some((Some(2), i + 1)))
}

/// "2.5", "1,5".
fn decimal(w: &Words<'_, '_>, i: usize) -> Option<Count> {
    let whole = w.figure(i, 3)?;
    let part =
        w.figure(i + 2, 1).filter(|_| w.point(i + 1, &[".", ","]) && w.glued(i + 1) && w.glued(i + 2))?;
    Some((Some(2 * whole + i32::from(part >= 5)), i + 3))
}

fn in_figures(w: &Words<'_, '_>, i: usize) -> Option<(i32, usize)> {
    let inside = w.point(i + 1, &[".", ",", "/", ":"]) && w.glued(i + 2) && w.figure(i + 2, 9).is_some();
    w.figure(i, 4).filter(|_| !inside && !w.glued(i)).map(|n| (n, i + 1))
}

/// "Two and a half", "deux et demi" before the unit.
fn half_more(w: &Words<'_, '_>, halves: i32, end: usize) -> Count {
    if let Some(behind) = half_in_figures(w, end) {
        return (Some(halves + 1), behind);
    }
    let half = w.skip(end + 1, C::A);
    if w.is(end, C::And) && w.is(half, C::Half) { (Some(halves + 1), half + 1) } else { (Some(halves), end) }
}

/// "½", "-1/2" behind a whole number.
fn half_in_figures(w: &Words<'_, '_>, i: usize) -> Option<usize> {
    if w.point(i, &["½"]) {
        return Some(i + 1);
    }
    let one = i + usize::from(w.point(i, &["-", "–"]) && w.glued(i));
    let half = w.text(one) == "1" && w.point(one + 1, &["/"]) && w.text(one + 2) == "2";
    (half && w.glued(one + 1) && w.glued(one + 2)).then_some(one + 3)
}

/// A day of a month: "3", "3rd", "third", "twenty-first"; number words where `spelled`.
pub(super) fn day(w: &Words<'_, '_>, i: usize, spelled: bool) -> Option<(i8, usize)> {
    let plain = || w.figure(i, 2).map(|n| (n, i + 1));
    let words = || spelled.then(|| in_words(w, i)).flatten();
    let (value, end) = ordinal(w, i).or_else(plain).or_else(words)?;
    let money = w.glued(i) && i.checked_sub(1).is_some_and(|p| w.point(p, &["$", "£", "€", ".", "#"]));
    let day = i8::try_from(value).ok().filter(|d| (1..=31).contains(d) && !money)?;
    Some((day, end))
}

/// A year of four figures, "'82", or in words.
pub(super) fn year(w: &Words<'_, '_>, i: usize) -> Option<(i16, usize)> {
    four(w, i).or_else(|| apostrophe(w, i)).or_else(|| spelled_year(w, i))
}

fn four(w: &Words<'_, '_>, i: usize) -> Option<(i16, usize)> {
    let lexeme = w.at(i).filter(|l| l.text.len() == 4)?;
    let value = w.figure(i, 4).filter(|y| (1000..2200).contains(y))?;
    let tail = w.at(i + 1).is_some_and(|n| n.glued && n.text.starts_with(char::is_alphanumeric));
    let decimal =
        w.point(i + 1, &[".", ","]) && w.glued(i + 1) && w.glued(i + 2) && w.figure(i + 2, 9).is_some();
    (!tail && !decimal && lexeme.end() > 0).then_some((i16::try_from(value).ok()?, i + 1))
}

fn apostrophe(w: &Words<'_, '_>, i: usize) -> Option<(i16, usize)> {
    let quoted = w.point(i, &["'", "’", "‘"]) && !w.glued(i) && w.glued(i + 1);
    let value = w.figure(i + 1, 2).filter(|_| quoted && w.text(i + 1).len() == 2)?;
    Some((century(value)?, i + 2))
}

/// "Nineteen eighty-six", "two thousand and fifteen".
fn spelled_year(w: &Words<'_, '_>, i: usize) -> Option<(i16, usize)> {
    let (first, end) = in_words(w, i)?;
    if (1000..2200).contains(&first) {
        return Some((i16::try_from(first).ok()?, end));
    }
    let (second, last) = in_words(w, end).filter(|(n, _)| (10..100).contains(n))?;
    (17..=20).contains(&first).then_some((i16::try_from(first * 100 + second).ok()?, last))
}

/// The year of two figures.
pub(super) fn century(two: i32) -> Option<i16> {
    i16::try_from(if two < 40 { 2000 + two } else { 1900 + two }).ok()
}

/// A year of four figures or two.
pub(super) fn year_or_short(w: &Words<'_, '_>, i: usize) -> Option<(i16, usize)> {
    let short = || {
        let value = w.figure(i, 2).filter(|_| w.text(i).len() == 2)?;
        Some((century(value)?, i + 1))
    };
    year(w, i).or_else(short)
}
