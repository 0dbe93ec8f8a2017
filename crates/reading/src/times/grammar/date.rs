//! Days and months by name or in figures.

use super::number::{century, day, ordinal, year, year_or_short};
use super::{Read, Words};
use crate::times::meaning::{Base, Meaning, Zone};
use crate::times::vocabulary::C;
use jiff::civil::{Time, Weekday};

pub(super) fn date(w: &Words<'_, '_>, i: usize) -> Read {
    let weekday = with_weekday(w, i);
    let named = day_month(w, i).or_else(|| month_day(w, i));
    let figures = group(w, i).or_else(|| iso(w, i)).or_else(|| slashed(w, i));
    super::longest([weekday, named, figures, instant(w, i), month(w, i), bare_day(w, i), holiday(w, i)])
}

/// "Tuesday, October 12", "Tuesday the 12th", "Tue 14/10".
fn with_weekday(w: &Words<'_, '_>, i: usize) -> Read {
    let said = weekday(w, w.skip(i, C::The))?;
    let after = w.skip(i, C::The) + 1;
    let next = after + usize::from(w.point(after, &["."]) && w.point(after + 1, &[","]));
    let next = w.comma(next);
    let next = next + usize::from(w.point(next, &["("]));
    let found = day_month(w, next)
        .or_else(|| month_day(w, next))
        .or_else(|| iso(w, next))
        .or_else(|| slashed(w, next))
        .or_else(|| bare_day(w, next).or_else(|| french_day(w, next)));
    let (mut meaning, end) = found?;
    meaning.weekday = Some(said);
    Some((meaning, end))
}

pub(super) fn weekday(w: &Words<'_, '_>, i: usize) -> Option<Weekday> {
    let lexeme = w.at(i)?;
    let value = lexeme.get(C::Weekday)?;
    let short = lexeme.text.len() <= 3;
    let noun = short && matches!(value, 3 | 6 | 7) && !lexeme.is_capital();
    let leads = w.before_any(i, &[C::On, C::This, C::Next, C::Last, C::By]);
    let sun = short && value == 7 && w.text(i) == "Sun" && w.before(i, C::The);
    (!sun && (!noun || leads)).then(|| Weekday::from_monday_one_offset(value as i8).ok()).flatten()
}

/// A month by name, not the verb or the noun that is written alike.
pub(super) fn month_name(w: &Words<'_, '_>, i: usize) -> Option<(i8, usize)> {
    let value = w.get(i, C::Month)? as i8;
    let pointed = w.point(i + 1, &["."]) && w.glued(i + 1) && w.text(i).len() <= 5 && w.text(i).len() >= 3;
    let dated = w.figure(i + 2, 5).is_some() || w.point(i + 2, &[","]);
    Some((value, i + 1 + usize::from(pointed && dated)))
}

/// "15 October 1982", "the 15th of October", "15–Oct–82".
fn day_month(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    let (day, after) = day(w, start, true)?;
    let next = w.skip(after, C::Of) + usize::from(w.point(after, &["-", "/", "–"]) && w.glued(after));
    let next = w.skip(next, C::The);
    let (month, end) = month_name(w, next)?;
    Some(with_year(w, month, day, end))
}

/// "October 15, 1982", "October the 15th", "July 71969", "Dec31".
fn month_day(w: &Words<'_, '_>, i: usize) -> Read {
    let (month, after) = month_name(w, i)?;
    let next = w.skip(after, C::The) + usize::from(w.point(after, &["-", "/"]) && w.glued(after + 1));
    if let Some(found) = run_together(w, month, next) {
        return Some(found);
    }
    let (day, end) = day(w, next, false).or_else(|| spelled_day(w, next))?;
    let clock = w.point(end, &[":"]) && w.glued(end) && w.glued(end + 1);
    let (mut meaning, mut end) = (!clock).then(|| with_year(w, month, day, end))?;
    if w.point(end, &["["]) && w.point(end + 2, &["?"]) && w.point(end + 3, &["]"]) {
        meaning.doubt = w.figure(end + 1, 2).and_then(|d| i8::try_from(d).ok());
        end += 4;
    }
    Some((meaning, end))
}

fn spelled_day(w: &Words<'_, '_>, i: usize) -> Option<(i8, usize)> {
    ordinal(w, i).and_then(|(d, end)| Some((i8::try_from(d).ok()?, end)))
}

/// A day and its year without white between: "July 71969".
fn run_together(w: &Words<'_, '_>, month: i8, i: usize) -> Option<(Meaning, usize)> {
    let text = w.at(i).filter(|l| (5..=6).contains(&l.text.len())).and(Some(w.text(i)))?;
    w.figure(i, 6)?;
    let (day, year) = text.split_at_checked(text.len() - 4)?;
    let (day, year): (i8, i16) = (day.parse().ok()?, year.parse().ok()?);
    let sound = (1..=31).contains(&day) && (1600..2200).contains(&year);
    sound.then(|| (Meaning::new(Base::Day { year: Some(year), month: Some(month), day }), i + 1))
}

/// Adds the year behind a day and a month, or the "last" and "next" that stand for it.
fn with_year(w: &Words<'_, '_>, month: i8, day: i8, end: usize) -> (Meaning, usize) {
    let next = w.comma(end);
    let next = next + usize::from(w.point(next, &["-", "/", "–"]) && w.glued(next));
    let next = if next == end { w.skip(next, C::Of) } else { next };
    let found = year(w, next).or_else(|| year_or_short(w, next).filter(|_| next == end || !w.point(end, &[","])));
    let hour = found.is_some_and(|(_, e)| w.point(e, &[":", "h"]) && w.glued(e) || w.any(e, &[C::Am, C::Pm]))
        || (found.is_some() && w.text(next).len() == 2 && half_follows(w, next + 1));
    let year = found.filter(|_| !hour);
    let meaning = Meaning::new(Base::Day { year: year.map(|y| y.0), month: Some(month), day });
    (meaning, year.map_or(end, |y| y.1))
}

fn half_follows(w: &Words<'_, '_>, i: usize) -> bool {
    super::clock::half(w, i).is_some() || w.any(i, &[C::Hours, C::To, C::Unit])
}

/// "141530Z OCT 82", "061840Z".
fn group(w: &Words<'_, '_>, i: usize) -> Read {
    let text = w.at(i).filter(|l| l.text.len() == 6).map(|l| l.text)?;
    w.figure(i, 6).filter(|_| w.word(i + 1, "z") && w.glued(i + 1))?;
    let number = |r: std::ops::Range<usize>| text.get(r).and_then(|t| t.parse::<i8>().ok());
    let (day, hour, minute) = (number(0..2)?, number(2..4)?, number(4..6)?);
    let clock = Time::new(hour, minute, 0, 0).ok()?;
    let month = month_name(w, i + 2);
    let year = month.and_then(|(_, end)| year_or_short(w, end));
    let base = Base::Day { year: year.map(|y| y.0), month: month.map(|m| m.0), day };
    let end = year.map(|y| y.1).or(month.map(|m| m.1)).unwrap_or(i + 2);
    let sound = (1..=31).contains(&day);
    sound.then_some((Meaning { clock: Some(clock), zone: Zone::Greenwich, ..Meaning::new(base) }, end))
}

/// "1982-10-15", "1982/10/15"; an hour in ISO's manner may follow.
fn iso(w: &Words<'_, '_>, i: usize) -> Read {
    let year = w.figure(i, 4).filter(|y| w.text(i).len() == 4 && (1000..2200).contains(y))?;
    let joined = |a: usize| w.point(a, &["-", "/", "."]) && w.glued(a) && w.glued(a + 1);
    let month = w.figure(i + 2, 2).filter(|m| joined(i + 1) && (1..=12).contains(m))?;
    let day = w.figure(i + 4, 2).filter(|d| joined(i + 3) && (1..=31).contains(d))?;
    let base = Base::Day { year: Some(year as i16), month: Some(month as i8), day: day as i8 };
    let meaning = Meaning::new(base);
    let hour = (w.word(i + 5, "t") && w.glued(i + 5)).then(|| super::clock::clock(w, i + 6, true)).flatten();
    match hour {
        Some(hour) => Some((Meaning { clock: Some(hour.time), zone: hour.zone, ..meaning }, hour.end)),
        None => Some((meaning, i + 5)),
    }
}

/// "14/10/1982", "14.10.82", "14/10", in the order that the figures or the office's habit give.
fn slashed(w: &Words<'_, '_>, i: usize) -> Read {
    let glued = |n: usize| w.glued(n) && w.glued(n + 1);
    let mark = w.at(i + 1).filter(|_| glued(i + 1)).map(|l| l.text)?;
    let (a, b) = (w.figure(i, 2)?, w.figure(i + 2, 2)?);
    if w.glued(i) && i.checked_sub(1).is_some_and(|p| !w.point(p, &["(", "-", "–", "\"", "—"])) {
        return None;
    }
    let third = (w.text(i + 3) == mark && glued(i + 3)).then(|| short_year(w, i + 4)).flatten();
    let end = if third.is_some() { i + 5 } else { i + 3 };
    let alone = third.is_none() && (mark != "/" || !may_stand_alone(w, i, a, b));
    if alone || !matches!(mark, "/" | "." | "-") || continues(w, end) {
        return None;
    }
    let (day, month, swapped) = ordered(a, b, w.day_first || (mark == "." && w.french))?;
    let base = Base::Day { year: third, month: Some(month), day };
    Some((Meaning { swapped, ..Meaning::new(base) }, end))
}

fn short_year(w: &Words<'_, '_>, i: usize) -> Option<i16> {
    let value = w.figure(i, 4)?;
    match w.text(i).len() {
        2 => century(value),
        4 => i16::try_from(value).ok().filter(|y| (1000..2200).contains(y)),
        _ => None,
    }
}

/// Whether figures go on behind a date in figures, as they do in numbers of papers.
fn continues(w: &Words<'_, '_>, end: usize) -> bool {
    w.glued(end) && (w.text(end).starts_with(char::is_alphanumeric) || (w.point(end, &["/"]) && w.glued(end + 1)))
}

/// "14/10" after a preposition or a weekday, not "1/2".
fn may_stand_alone(w: &Words<'_, '_>, i: usize, a: i32, b: i32) -> bool {
    let figures = w.text(i).len() + w.text(i + 2).len();
    let led = w.before_any(i, &[C::On, C::By, C::Until, C::Before, C::After, C::Weekday, C::From, C::Of, C::Since]);
    (led && a != 1) || figures > 2 && (a > 12 || b > 12 || figures == 4 || led) || (i == 0 && w.at(i + 3).is_none())
}

/// Day, month and, where the figures leave it open, the two the other way round.
fn ordered(a: i32, b: i32, day_first: bool) -> Option<(i8, i8, Option<(i8, i8)>)> {
    let (a, b) = (a as i8, b as i8);
    let fits = |day: i8, month: i8| (1..=31).contains(&day) && (1..=12).contains(&month);
    let (first, second) = if day_first { ((a, b), (b, a)) } else { ((b, a), (a, b)) };
    match (fits(first.0, first.1), fits(second.0, second.1)) {
        (true, other) => Some((first.0, first.1, (other && a != b).then_some(second))),
        (false, true) => Some((second.0, second.1, None)),
        _ => None,
    }
}

/// "The 3rd instant", "15th ult."
fn instant(w: &Words<'_, '_>, i: usize) -> Read {
    let (day, end) = day(w, w.skip(i, C::The), false)?;
    let months = w.get(end, C::Instant)?;
    let point = w.point(end + 1, &["."]) && w.text(end).len() <= 4;
    Some((Meaning::new(Base::Instant { day, months }), end + 1 + usize::from(point)))
}

/// "October", "October 1982", "Oct. '82", "October of that year" as far as its month.
fn month(w: &Words<'_, '_>, i: usize) -> Read {
    let (month, after) = month_name(w, i)?;
    let next = w.comma(after);
    let next = next + usize::from(w.point(next, &["-", "/"]) && w.glued(next));
    let of = if next == after { w.skip(next, C::Of) } else { next };
    let short = || year_or_short(w, of).filter(|_| of > next && w.is(next, C::Of));
    if let Some((year, end)) = year(w, of).or_else(short) {
        return Some((Meaning::new(Base::Month { year: Some(year), month }), end));
    }
    is_month(w, i).then(|| (Meaning::new(Base::Month { year: None, month }), i + 1))
}

/// Whether a month's name without day and year is one: "may" and "march" only where a preposition says so.
fn is_month(w: &Words<'_, '_>, i: usize) -> bool {
    let text = w.text(i);
    let capital = w.at(i).is_some_and(|l| l.is_capital());
    let led = w.before_any(
        i,
        &[
            C::In, C::By, C::Until, C::Since, C::From, C::Before, C::After, C::Next, C::Last, C::This, C::Edge,
            C::Between, C::Every, C::Following, C::Previous,
        ],
    ) || (i > 0 && (w.point(i - 1, &["-"]) && w.before(i - 1, C::Edge)))
        || (w.before_any(i, &[C::Of, C::And, C::Or, C::To, C::Dash, C::For]) && capital);
    let verb = !w.french && ["may", "march", "mar", "sep", "dec", "jan", "jun"].iter().any(|v| text.eq_ignore_ascii_case(v));
    let noun = w.french && ["mars", "mai"].iter().any(|v| text.eq_ignore_ascii_case(v));
    let person = w.at(i + 1).is_some_and(|n| n.is_capital() && !n.glued) && !led && !w.is(i + 1, C::Month);
    match (verb || noun, capital) {
        (true, true) => led && !(w.word(i, "march") && w.before(i, C::The)) && !w.word(i + 1, "have"),
        (true, false) => led && w.before_any(i, &[C::In, C::By, C::Since, C::Until, C::Next, C::Last, C::Edge, C::From, C::Before, C::After, C::This]) && w.ends(i + 1),
        (false, _) => text.len() > 3 && (w.french || capital || led) && !(person && text.len() < 6) || led,
    }
}

/// "The 13th" where the month is that of the last date, "le 17" in French.
fn bare_day(w: &Words<'_, '_>, i: usize) -> Read {
    if w.french {
        return w.is(i, C::The).then(|| french_day(w, i + 1)).flatten();
    }
    let the = w.is(i, C::The) || w.before(i, C::On) || w.before(i, C::Weekday);
    let start = w.skip(i, C::The);
    let (value, end) = ordinal(w, start).filter(|_| the && w.figure(start, 2).is_some())?;
    let day = i8::try_from(value).ok().filter(|d| (1..=31).contains(d))?;
    (w.ends(end) && !w.is(end, C::Of)).then(|| (Meaning::new(Base::Day { year: None, month: None, day }), end))
}

fn french_day(w: &Words<'_, '_>, i: usize) -> Read {
    let day = w.figure(i, 2).and_then(|d| i8::try_from(d).ok()).filter(|d| (1..=31).contains(d))?;
    let end = w.skip(i + 1, C::Suffix);
    let plain = w.french && w.ends(end) && !w.point(end, &["%", ".", ",", ":"]) || w.at(end).is_none();
    plain.then(|| (Meaning::new(Base::Day { year: None, month: None, day }), end))
}

/// Feasts that fall on the same day each year.
fn holiday(w: &Words<'_, '_>, i: usize) -> Read {
    let (month, day, end) = feast(w, w.skip(i, C::The))?;
    let next = w.comma(end);
    let year = year(w, if next == end { w.skip(next, C::Of) } else { next });
    let base = Base::Day { year: year.map(|y| y.0), month: Some(month), day };
    Some((Meaning::new(base), year.map_or(end, |y| y.1)))
}

fn feast(w: &Words<'_, '_>, i: usize) -> Option<(i8, i8, usize)> {
    const FEASTS: [(&[&str], i8, i8); 15] = [
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
    let fits = |words: &[&str]| words.iter().enumerate().all(|(k, word)| w.word(i + k, word));
    if let Some((words, month, day)) = FEASTS.iter().find(|(words, _, _)| fits(words)) {
        return Some((*month, *day, i + words.len()));
    }
    let value = w.get(i, C::Holiday)?;
    Some(((value / 100) as i8, (value % 100) as i8, i + 1))
}
