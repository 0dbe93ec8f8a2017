//! Days and months by name or in figures.

use super::number::{century, day, ordinal, year, year_or_short};
use super::{Read, Words};
use crate::times::meaning::{Base, DayPart, Meaning, Origin, Unit, Zone};
use crate::times::vocabulary::C;
use jiff::civil::{Time, Weekday};

pub(super) fn date(w: &Words<'_, '_>, i: usize) -> Read {
    let weekday = with_weekday(w, i);
    let named = day_month(w, i).or_else(|| month_day(w, i));
    let figures =
        group(w, i).or_else(|| iso(w, i)).or_else(|| slashed(w, i)).or_else(|| month_in_figures(w, i));
    let figures = figures.or_else(|| year_first(w, i)).or_else(|| spaced(w, i));
    let named = named.map(|(meaning, end)| weekday_behind(w, meaning, end));
    super::longest([
        weekday,
        named,
        figures,
        instant(w, i),
        month(w, i),
        bare_day(w, i),
        super::feast::holiday(w, i),
    ])
}

/// "Tuesday, October 12", "Tuesday the 12th", "Tue 14/10", "Friday evening, June 12".
fn with_weekday(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(w.skip(i, C::The), C::This);
    let start = if w.any(start, &[C::Next, C::Last]) { start + 1 } else { start };
    let said = weekday(w, start)?;
    let part =
        w.get(start + 1, C::Part).and_then(DayPart::from_value).filter(|_| !w.is(start + 1, C::Plural));
    let after = start + 1 + usize::from(part.is_some());
    let next = after + usize::from(w.point(after, &["."]) && w.point(after + 1, &[","]));
    let next = w.comma(next);
    let next = next + usize::from(w.point(next, &["("]));
    let found = day_month(w, next)
        .or_else(|| month_day(w, next))
        .or_else(|| iso(w, next))
        .or_else(|| slashed(w, next))
        .or_else(|| bare_day(w, next).or_else(|| french_day(w, next)))
        .or_else(|| plain_day(w, start + 1));
    let (mut meaning, end) = found?;
    meaning.weekday = Some(said);
    meaning.part = part.or(meaning.part);
    Some((meaning, end + usize::from(w.point(next.saturating_sub(1), &["("]) && w.point(end, &[")"]))))
}

/// "15 October (Friday)".
fn weekday_behind(w: &Words<'_, '_>, meaning: Meaning, end: usize) -> (Meaning, usize) {
    let open = w.point(end, &["("]) && w.point(end + 2, &[")"]);
    match open.then(|| weekday(w, end + 1)).flatten() {
        Some(said) if meaning.weekday.is_none() => (Meaning { weekday: Some(said), ..meaning }, end + 3),
        _ => (meaning, end),
    }
}

pub(super) fn weekday(w: &Words<'_, '_>, i: usize) -> Option<Weekday> {
    let lexeme = w.at(i)?;
    let value = lexeme.get(C::Weekday)?;
    let short = lexeme.text.len() <= 3;
    let noun = short && matches!(value, 3 | 6 | 7) && !lexeme.is_capital();
    let leads = w.before_any(i, &[C::On, C::This, C::Next, C::Last, C::By]);
    let dated = w.is(w.comma(i + 1), C::Month) || w.figure(w.comma(i + 1), 4).is_some();
    let sun = short && matches!(value, 6 | 7) && !leads && !dated && w.at(i + 1).is_some();
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
    let (day, after) = day(w, start, true).filter(|_| !is_numbered(w, i))?;
    let next = w.skip(after, C::Of) + usize::from(w.point(after, &["-", "/", "–"]) && w.glued(after));
    let next = w.skip(next, C::The);
    let (month, end) = month_name(w, next).filter(|(_, end)| !is_dated(w, *end) && !is_posts(w, i, *end))?;
    Some(with_year(w, month, day, end))
}

/// Whether a figure is the number of a post's paper and its day stands behind the month: "Tel Aviv's 1 July 2".
fn is_posts(w: &Words<'_, '_>, i: usize, end: usize) -> bool {
    let owned = i.checked_sub(2).is_some_and(|p| w.point(p, &["'", "’"]) && w.word(p + 1, "s"));
    owned && w.figure(i, 4).is_some() && w.figure(end, 2).is_some() && !w.point(end + 1, &[":", "."])
}

/// Whether the figure at `i` is the number of a paper: "telegram 19 of July 2".
fn is_numbered(w: &Words<'_, '_>, i: usize) -> bool {
    let point = i.checked_sub(2).is_some_and(|p| w.point(i - 1, &["."]) && w.is(p, C::NumberWord));
    w.figure(i, 4).is_some() && (w.before(i, C::NumberWord) || point)
}

/// Whether a day and a year of its own stand behind a month, so that the figure before it is none: "1 July 2, 1956".
fn is_dated(w: &Words<'_, '_>, end: usize) -> bool {
    let day = day(w, end, false).filter(|(_, last)| w.text(end).len() <= 2 && !w.point(*last, &[":", "."]));
    day.is_some_and(|(_, last)| w.point(last, &[","]) && w.figure(last + 1, 4).is_some_and(|y| y > 1000))
}

/// "October 15, 1982", "October the 15th", "July 71969", "Dec31".
fn month_day(w: &Words<'_, '_>, i: usize) -> Read {
    let (month, after) = month_name(w, i)?;
    let next = w.skip(after, C::The) + usize::from(w.point(after, &["-", "/"]) && w.glued(after + 1));
    if let Some(found) = run_together(w, month, next) {
        return Some(found);
    }
    let (month, day, end) = day(w, next, false)
        .or_else(|| spelled_day(w, next))
        .map(|(day, end)| corrected(w, month, day, end))?;
    let clock = w.point(end, &[":"]) && w.glued(end) && w.glued(end + 1);
    let (mut meaning, mut end) = (!clock).then(|| with_year(w, month, day, end))?;
    if w.point(end, &["["]) && w.point(end + 2, &["?"]) && w.point(end + 3, &["]"]) {
        meaning.doubt = w.figure(end + 1, 2).and_then(|d| i8::try_from(d).ok());
        end += 4;
    }
    Some((meaning, end))
}

/// "October 7 [8]", "May 2 [April 28]": what an editor puts in brackets behind a day is the right one.
fn corrected(w: &Words<'_, '_>, month: i8, said: i8, end: usize) -> (i8, i8, usize) {
    let open = w.point(end, &["["]).then_some(end + 1);
    let right = open.and_then(|at| {
        let (month, at) = month_name(w, at).unwrap_or((month, at));
        let (day, end) = day(w, at, false)?;
        w.point(end, &["]"]).then_some((month, day, end + 1))
    });
    right.unwrap_or((month, said, end))
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
    let next = next + usize::from(w.point(next, &["-", "/"]) && w.glued(next) && stroked(w, end));
    let next = if next == end { w.skip(next + usize::from(in_year(w, next)), C::Of) } else { next };
    let late = w.figure(next, 2).is_some_and(|y| y > 31);
    let found = year(w, next).or_else(|| year_or_short(w, next).filter(|_| late || !w.point(end, &[","])));
    let hour = found.is_some_and(|(_, e)| w.point(e, &[":", "h"]) && w.glued(e) || w.any(e, &[C::Am, C::Pm]))
        || (found.is_some() && w.text(next).len() == 2 && half_follows(w, next + 1));
    let year = found.filter(|_| !hour);
    let meaning = Meaning::new(Base::Day { year: year.map(|y| y.0), month: Some(month), day });
    (meaning, year.map_or(end, |y| y.1))
}

/// "… in 1964" behind a month.
fn in_year(w: &Words<'_, '_>, i: usize) -> bool {
    w.word(i, "in") && year(w, i + 1).is_some_and(|(y, _)| (1800..2100).contains(&y))
}

/// Whether the two words before lexeme `end` are joined by a stroke, as in "15-Oct".
fn stroked(w: &Words<'_, '_>, end: usize) -> bool {
    end.checked_sub(2).is_some_and(|i| w.point(i, &["-", "/"]) && w.glued(i))
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

/// "2018 March 18", "2024-Aug", "1982/15/Oct".
fn year_first(w: &Words<'_, '_>, i: usize) -> Read {
    let (value, after) = year(w, i).filter(|_| w.figure(i, 4).is_some() && !is_numbered(w, i))?;
    let joined = |at: usize| at + usize::from(w.point(at, &["-", "/"]) && w.glued(at) && w.glued(at + 1));
    let next = joined(after);
    let day_between = day(w, next, false).filter(|(_, e)| next > after && joined(*e) > *e);
    let at = day_between.map_or(next, |(_, e)| joined(e));
    let (month, end) =
        month_name(w, at).filter(|_| w.at(at).is_some_and(|l| l.is_capital() || at > after))?;
    let behind = day(w, joined(end), false).filter(|_| day_between.is_none());
    let base = match day_between.map(|d| (d.0, end)).or(behind) {
        Some((day, end)) => (Base::Day { year: Some(value), month: Some(month), day }, end),
        None => (Base::Month { year: Some(value), month }, end),
    };
    Some((Meaning::new(base.0), base.1))
}

/// "2016 10 16".
fn spaced(w: &Words<'_, '_>, i: usize) -> Read {
    let two = |at: usize| w.figure(at, 2).filter(|_| w.text(at).len() == 2 && !w.glued(at));
    let (month, day) = (two(i + 1)?, two(i + 2)?);
    let (year, _) = year(w, i).filter(|(y, _)| (1900..2100).contains(y) && w.figure(i, 4).is_some())?;
    let apart = !w.before(i, C::NumberWord) && i.checked_sub(1).is_none_or(|p| w.figure(p, 9).is_none());
    let sound = apart && (1..=12).contains(&month) && (1..=31).contains(&day) && w.ends(i + 3);
    let base = Base::Day { year: Some(year), month: Some(month as i8), day: day as i8 };
    sound.then(|| (Meaning::new(base), i + 3))
}

/// "09/2012".
fn month_in_figures(w: &Words<'_, '_>, i: usize) -> Read {
    let month = w
        .figure(i, 2)
        .filter(|m| (1..=12).contains(m) && !w.glued(i) || w.point(i.wrapping_sub(1), &["("]))?;
    let year = w.figure(i + 2, 4).filter(|y| w.text(i + 2).len() == 4 && (1900..2100).contains(y))?;
    let joined = w.point(i + 1, &["/"]) && w.glued(i + 1) && w.glued(i + 2) && !continues(w, i + 3);
    let base = Base::Month { year: Some(year as i16), month: month as i8 };
    joined.then(|| (Meaning::new(base), i + 3))
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
    w.glued(end)
        && (w.text(end).starts_with(char::is_alphanumeric) || (w.point(end, &["/"]) && w.glued(end + 1)))
}

/// "14/10" after a preposition or a weekday, not "1/2".
fn may_stand_alone(w: &Words<'_, '_>, i: usize, a: i32, b: i32) -> bool {
    let figures = w.text(i).len() + w.text(i + 2).len();
    let led =
        w.before_any(i, &[C::On, C::By, C::Until, C::Before, C::After, C::Weekday, C::From, C::Of, C::Since]);
    (led && a != 1)
        || figures > 2 && (a > 12 || b > 12 || figures == 4 || led)
        || (i == 0 && w.at(i + 3).is_none())
}

/// Day, month, and the two the other way round.
type Ordered = Option<(i8, i8, Option<(i8, i8)>)>;

/// Day, month and, where the figures leave it open, the two the other way round.
fn ordered(a: i32, b: i32, day_first: bool) -> Ordered {
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
    if let Some(found) = of_month(w, day, end) {
        return Some(found);
    }
    let months = w.get(end, C::Instant)?;
    let point = w.point(end + 1, &["."]) && w.text(end).len() <= 4;
    Some((Meaning::new(Base::Instant { day, months }), end + 1 + usize::from(point)))
}

/// "The 15th of next month", "the 15th day of last month", "le 15 du mois prochain".
fn of_month(w: &Words<'_, '_>, day: i8, end: usize) -> Read {
    let of = w.skip(end + usize::from(w.unit(end) == Some(Unit::Day)), C::Of);
    let of = w.skip(of, C::The);
    let is_month = |at: usize| w.unit(at) == Some(Unit::Month);
    let at = if w.french && is_month(of) { of + 1 } else { of };
    let by = w.get(at, C::Next).or_else(|| w.get(at, C::Last)).or_else(|| w.get(at, C::This))?;
    let sound = of > end && (at > of || is_month(at + 1));
    sound.then(|| (Meaning::new(Base::Instant { day, months: by }), of + 2))
}

/// "October", "October 1982", "Oct. '82", "October of that year" as far as its month.
fn month(w: &Words<'_, '_>, i: usize) -> Read {
    let (month, after) = month_name(w, i)?;
    let next = w.comma(after);
    let next = next + usize::from(w.point(next, &["-", "/"]) && w.glued(next));
    let of = if next == after { w.skip(next + usize::from(in_year(w, next)), C::Of) } else { next };
    if let Some((years, from, end)) = of_year(w, of).filter(|_| of > next) {
        return Some((Meaning::new(Base::MonthsOf { month, months: 1, years, from }), end));
    }
    let short = || year_or_short(w, of).filter(|_| of > next && w.is(next, C::Of));
    if let Some((year, end)) = year(w, of).or_else(short) {
        return Some((Meaning::new(Base::Month { year: Some(year), month }), end));
    }
    is_month(w, i).then(|| (Meaning::new(Base::Month { year: None, month }), i + 1))
}

/// "That year", "next year", "the same year", "l'année dernière".
pub(super) fn of_year(w: &Words<'_, '_>, i: usize) -> Option<(i32, Origin, usize)> {
    let start = w.skip(i, C::The);
    let start = start + usize::from(w.is(start, C::That) && w.is(start + 1, C::Same));
    let told = [C::That, C::Same, C::Following, C::Previous].into_iter().find_map(|c| w.get(start, c));
    let paper = [C::Next, C::Last, C::This].into_iter().find_map(|c| w.get(start, c));
    let (years, from) = told.map(|y| (y, Origin::Told)).or(paper.map(|y| (y, Origin::Paper)))?;
    (w.unit(start + 1) == Some(Unit::Year)).then_some((years, from, start + 2))
}

/// Whether a month's name without day and year is one: "may" and "march" only where a preposition says so.
fn is_month(w: &Words<'_, '_>, i: usize) -> bool {
    let text = w.text(i);
    let capital = w.at(i).is_some_and(|l| l.is_capital());
    let led = w.before_any(
        i,
        &[
            C::In,
            C::By,
            C::Until,
            C::Since,
            C::From,
            C::Before,
            C::After,
            C::Next,
            C::Last,
            C::This,
            C::Edge,
            C::Between,
            C::Every,
            C::Following,
            C::Previous,
        ],
    ) || (i > 0 && (w.point(i - 1, &["-"]) && w.before(i - 1, C::Edge)))
        || (w.before_any(i, &[C::Of, C::And, C::Or, C::To, C::Dash, C::For]) && capital);
    let verb = !w.french
        && ["may", "march", "mar", "sep", "dec", "jan", "jun"].iter().any(|v| text.eq_ignore_ascii_case(v));
    let noun = w.french && ["mars", "mai", "sept"].iter().any(|v| text.eq_ignore_ascii_case(v));
    let person = w.at(i + 1).is_some_and(|n| n.is_capital() && !n.glued) && !led && !w.is(i + 1, C::Month);
    match (verb || noun, capital) {
        (true, true) => led && !(w.word(i, "march") && w.before(i, C::The)) && !w.word(i + 1, "have"),
        (true, false) => {
            led && w.before_any(
                i,
                &[
                    C::Between,
                    C::In,
                    C::By,
                    C::Since,
                    C::Until,
                    C::Next,
                    C::Last,
                    C::Edge,
                    C::From,
                    C::Before,
                    C::After,
                ],
            ) && w.ends(i + 1)
        }
        (false, false) if w.before(i, C::The) && text.len() > 4 => true,
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
    (w.ends(end) && !w.is(end, C::Of))
        .then(|| (Meaning::new(Base::Day { year: None, month: None, day }), end))
}

/// "Monday 21": a figure behind a weekday that can be no hour.
fn plain_day(w: &Words<'_, '_>, i: usize) -> Read {
    let day = w.figure(i, 2).filter(|d| (13..=31).contains(d) && !w.glued(i))?;
    let goes_on =
        w.glued(i + 1) && w.glued(i + 2) || w.any(i + 1, &[C::To, C::Dash]) || w.point(i + 1, &["%"]);
    let base = Base::Day { year: None, month: None, day: day as i8 };
    (!goes_on && w.ends(i + 1)).then(|| (Meaning::new(base), i + 1))
}

fn french_day(w: &Words<'_, '_>, i: usize) -> Read {
    let day = w.figure(i, 2).and_then(|d| i8::try_from(d).ok()).filter(|d| (1..=31).contains(d))?;
    let end = w.skip(i + 1, C::Suffix);
    let decimal = w.point(end, &[".", ",", ":", "/"])
        && w.glued(end)
        && w.glued(end + 1)
        && w.figure(end + 1, 9).is_some();
    let plain = w.french && w.ends(end) && !w.point(end, &["%"]) && !decimal;
    plain.then(|| (Meaning::new(Base::Day { year: None, month: None, day }), end))
}
