//! Lengths of time and what recurs: "three weeks", "every Monday", "twice a year".

use super::number::count;
use super::year::unit;
use super::{Read, Words};
use crate::times::meaning::{Base, Length, Meaning, Unit};
use crate::times::vocabulary::C;
use jiff::civil::Weekday;

/// "Three weeks", "more than two years", "half an hour", "a fortnight", "ten-day", "all day".
pub(super) fn length(w: &Words<'_, '_>, i: usize) -> Read {
    let read = |at| counted(w, at).or_else(|| bare_plural(w, at)).or_else(|| whole(w, at));
    let (about, start) = approximately(w, i);
    let (length, end) = read(start).or_else(|| read(i)).or_else(|| unit_long(w, i))?;
    let end = tail(w, finer(w, length, end));
    Some((Meaning { about, ..Meaning::new(Base::Length(length)) }, end))
}

/// "Three hours 30 minutes": the finer length adds its words.
fn finer(w: &Words<'_, '_>, length: Length, end: usize) -> usize {
    let next = w.skip(end, C::And);
    counted(w, next).filter(|(l, _)| l.unit < length.unit && !w.is(next, C::A)).map_or(end, |(_, last)| last)
}

/// "More than", "at least", "nearly", "about", "up to", "the".
pub(super) fn approximately(w: &Words<'_, '_>, i: usize) -> (bool, usize) {
    let two = w.is(i, C::More) && w.is(i + 1, C::Than)
        || w.is(i, C::At) && w.is(i + 1, C::Least)
        || w.is(i, C::Up) && w.is(i + 1, C::To);
    let end = if two {
        i + 2
    } else if w.is(i, C::Almost) || w.is(i, C::About) {
        i + 1
    } else {
        return (false, w.skip(i, C::The));
    };
    (true, w.skip(end, C::The))
}

/// A number and its unit: the number and the unit may be joined, and another length may follow.
pub(super) fn counted(w: &Words<'_, '_>, i: usize) -> Option<(Length, usize)> {
    let (halves, after) = count(w, i)?;
    let next = after + usize::from(w.point(after, &["-", "–"]) && w.glued(after) && w.glued(after + 1));
    let next = adjective(w, next);
    let (unit, end) = letter_unit(w, next).or_else(|| unit(w, next))?;
    let end = end + usize::from(w.word(end, "s") && w.point(end, &["("]));
    let noun = w.is(i, C::A) && matches!(unit, Unit::Second | Unit::Minute)
        || unit == Unit::Second && is_second(w, next);
    let quarter =
        unit == Unit::Quarter && (w.is(i, C::A) || w.is(end, C::Of) || halves == Some(6) && next > after);
    let half = w.is(end, C::And) && w.is(w.skip(end + 1, C::A), C::Half);
    let (halves, end) = if half { (halves.map(|n| n + 1), w.skip(end + 1, C::A) + 1) } else { (halves, end) };
    (!noun && !quarter).then_some((Length { halves, unit }, end))
}

/// "A second", "the second": an ordinal, not a length.
fn is_second(w: &Words<'_, '_>, i: usize) -> bool {
    w.is(i, C::Ordinal)
}

/// One adjective between number and unit: "two full days", "ten long years".
fn adjective(w: &Words<'_, '_>, i: usize) -> usize {
    const ADJECTIVES: [&str; 14] = [
        "business",
        "full",
        "long",
        "whole",
        "more",
        "straight",
        "consecutive",
        "additional",
        "further",
        "solid",
        "calendar",
        "working",
        "successive",
        "extra",
    ];
    let one = ADJECTIVES.iter().any(|a| w.word(i, a));
    if one && unit(w, i + 1).is_some() { i + 1 } else { i }
}

/// "3h", "45m", "2d": a unit of one letter glued to its figure.
fn letter_unit(w: &Words<'_, '_>, i: usize) -> Option<(Unit, usize)> {
    let unit = match w.text(i) {
        "h" | "H" => Unit::Hour,
        "y" | "Y" => Unit::Year,
        "d" => Unit::Day,
        _ => return None,
    };
    (w.glued(i)).then_some((unit, i + 1))
}

/// Verbs behind which time is a length.
const SPENT: [&str; 8] = ["take", "takes", "took", "taken", "spend", "spent", "last", "lasted"];

/// "Months", "for years": several of a unit, unsaid how many.
fn bare_plural(w: &Words<'_, '_>, i: usize) -> Option<(Length, usize)> {
    let plural = w.is(i, C::Plural) && !w.french;
    let (unit, end) = unit(w, i).filter(|_| plural)?;
    let led = w.before_any(i, &[C::For, C::Over, C::In, C::Within, C::After, C::Of]);
    let next = w.any(end, &[C::Ago, C::Later, C::Earlier]);
    let fine = matches!(unit, Unit::Second | Unit::Minute) && !next;
    let fine = fine || unit == Unit::Quarter || w.word(i, "nights");
    let spent =
        SPENT.iter().any(|verb| i > 0 && w.word(i - 1, verb)) || w.is(end, C::Of) && !w.before(i, C::The);
    ((led || next || spent || matches!(unit, Unit::Decade | Unit::Century)) && !fine)
        .then_some((Length { halves: None, unit }, end))
}

/// "All day", "the whole year", "the entire week", "toute la journée".
fn whole(w: &Words<'_, '_>, i: usize) -> Option<(Length, usize)> {
    let french = w.is(i, C::All) && w.is(i + 1, C::The);
    let at = if french { i + 2 } else { i + 1 };
    let (unit, end) = unit(w, at).filter(|_| french || w.is(i, C::Whole) && !w.is(at, C::Plural))?;
    Some((Length { halves: Some(2), unit }, end))
}

/// "Decade-long", "months-long", "century-old".
fn unit_long(w: &Words<'_, '_>, i: usize) -> Option<(Length, usize)> {
    let (unit, end) = unit(w, i).filter(|(u, _)| *u >= Unit::Day)?;
    let joined = w.point(end, &["-"]) && w.glued(end) && w.any(end + 1, &[C::Long, C::Old]);
    let halves = (!w.is(i, C::Plural)).then_some(2);
    joined.then_some((Length { halves, unit }, end + 2))
}

/// "Long", "old" behind a length.
fn tail(w: &Words<'_, '_>, i: usize) -> usize {
    let dash = i + usize::from(w.point(i, &["-"]) && w.glued(i));
    if w.is(dash, C::Long) && !w.french || w.is(dash, C::Old) { dash + 1 } else { i }
}

/// "Every Monday", "each year", "every two weeks", "daily", "twice a year", "Mondays", "tous les lundis".
pub(super) fn set(w: &Words<'_, '_>, i: usize) -> Read {
    let (length, day, end) = every(w, i)
        .or_else(|| often(w, i))
        .or_else(|| rate(w, i))
        .or_else(|| days(w, i))
        .or_else(|| weekends(w, i))
        .or_else(|| per(w, i))?;
    Some((Meaning::new(Base::Set { length, day }), end))
}

type Recurs = Option<(Length, Option<Weekday>, usize)>;

fn once(unit: Unit) -> Length {
    Length { halves: Some(2), unit }
}

fn every(w: &Words<'_, '_>, i: usize) -> Recurs {
    let all = w.is(i, C::All) && w.is(i + 1, C::The);
    let next = if all { i + 2 } else { w.is(i, C::Every).then_some(i + 1)? };
    let other = w.is(next, C::Other);
    let next = next + usize::from(other);
    let factor = if other { 4 } else { 2 };
    if let Some(day) = weekday_at(w, next) {
        return Some((Length { halves: Some(factor), unit: Unit::Week }, Some(day), next + 1));
    }
    if w.is(next, C::Month) || w.is(next, C::Season) {
        return Some((once(Unit::Year), None, next + 1));
    }
    if w.is(next, C::Part) {
        return Some((once(Unit::Day), None, next + 1));
    }
    if let Some((unit, end)) = unit(w, next).filter(|(u, _)| *u != Unit::Second) {
        return Some((Length { halves: Some(factor), unit }, None, end));
    }
    counted(w, next).map(|(length, end)| (length, None, end))
}

fn weekday_at(w: &Words<'_, '_>, i: usize) -> Option<Weekday> {
    let value = w.get(i, C::Weekday).or_else(|| w.get(i, C::Weekdays))?;
    Weekday::from_monday_one_offset(value as i8).ok()
}

fn often(w: &Words<'_, '_>, i: usize) -> Recurs {
    let unit = Unit::from_value(w.get(i, C::Often)?)?;
    let adverb = !w.at(i + 1).is_some_and(|n| n.is_capital() && !n.glued && n.text.len() > 3);
    (adverb || !w.at(i)?.is_capital()).then_some((once(unit), None, i + 1))
}

/// "Twice a year", "three times a week", "once every two months", "deux fois par an".
fn rate(w: &Words<'_, '_>, i: usize) -> Recurs {
    let after = if w.is(i, C::Times) {
        i + 1
    } else {
        let (_, end) = count(w, i)?;
        w.is(end, C::Timeses).then_some(end + 1)?
    };
    if let Some(recurs) = every(w, after) {
        return Some(recurs);
    }
    let (unit, end) = unit(w, after + 1).filter(|_| w.is(after, C::Per))?;
    Some((once(unit), None, end))
}

/// "Mondays", "on Tuesday mornings".
fn days(w: &Words<'_, '_>, i: usize) -> Recurs {
    let start = w.skip(i, C::The);
    let day = Weekday::from_monday_one_offset(w.get(start, C::Weekdays)? as i8).ok()?;
    Some((once(Unit::Week), Some(day), w.skip(start + 1, C::Part)))
}

/// "Weekends", "at weekends", "the winters".
fn weekends(w: &Words<'_, '_>, i: usize) -> Recurs {
    if w.is(i, C::Seasons) && !w.at(i)?.is_capital() {
        return Some((once(Unit::Year), None, i + 1));
    }
    let named = w.unit(i) == Some(Unit::Weekend) && w.is(i, C::Plural) && w.ends(i + 1);
    let counted =
        i.checked_sub(1).is_some_and(|p| w.figure(p, 9).is_some() || w.any(p, &[C::Number, C::Some]));
    (named && !counted).then_some((once(Unit::Week), None, i + 1))
}

/// "Per year", "per month".
fn per(w: &Words<'_, '_>, i: usize) -> Recurs {
    let (unit, end) = unit(w, i + 1).filter(|_| w.word(i, "per"))?;
    Some((once(unit), None, end))
}
