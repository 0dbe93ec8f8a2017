//! Stretches of a year by their number: "week 40", "Q1 1980", "CY80", "the fiscal year".

use super::number::{year, year_or_short};
use super::year::unit;
use super::{Read, Words};
use crate::times::meaning::{Base, Meaning, Unit};
use crate::times::vocabulary::C;

pub(super) fn numbered(w: &Words<'_, '_>, i: usize) -> Read {
    week(w, i)
        .or_else(|| year_and_quarter(w, i))
        .or_else(|| calendar_year(w, i))
        .or_else(|| fiscal_year(w, i))
}

/// "Week 40", "the week 1", "week 40 of 1982", "semaine 10".
fn week(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    (w.unit(start) == Some(Unit::Week) && !w.is(start, C::Plural)).then_some(())?;
    let n = w.figure(start + 1, 2).filter(|n| (1..=53).contains(n) && !w.glued(start + 1))?;
    let end = start + 2;
    let of = w.comma(end);
    let found = year(w, w.skip(of, C::Of)).filter(|_| w.figure(w.skip(of, C::Of), 4).is_some());
    let pointed = w.before_any(start, &[C::Next, C::Last, C::This, C::That, C::A, C::Every, C::Previous]);
    let counts = w.is(end, C::Unit) || w.is(end, C::Month) || w.glued(end) && w.glued(end + 1);
    let of_other = found.is_none() && w.is(end, C::Of);
    let base = Base::WeekNumber { year: found.map(|y| y.0), n: n as i8 };
    (!pointed && !counts && !of_other).then(|| (Meaning::new(base), found.map_or(end, |y| y.1)))
}

/// "1980 Q1", "2019-Q3".
fn year_and_quarter(w: &Words<'_, '_>, i: usize) -> Read {
    let (value, after) = year(w, i).filter(|_| w.figure(i, 4).is_some())?;
    let at = after + usize::from(w.point(after, &["-", "/"]) && w.glued(after));
    let (n, end) = q(w, at)?;
    Some((Meaning::new(Base::Quarter { year: Some(value), n, fiscal: false }), end))
}

/// "Q1": the number, and the lexeme behind.
pub(super) fn q(w: &Words<'_, '_>, i: usize) -> Option<(i8, usize)> {
    let n = w.figure(i + 1, 1).filter(|n| (1..=4).contains(n) && w.glued(i + 1) && w.word(i, "q"))?;
    Some((n as i8, i + 2))
}

/// "CY80", "CY 1980".
fn calendar_year(w: &Words<'_, '_>, i: usize) -> Read {
    (w.text(i) == "CY" || w.word(i, "cy") && w.glued(i + 1)).then_some(())?;
    let (value, end) = year_or_short(w, i + 1)?;
    Some((Meaning::new(Base::Year(value)), end))
}

/// "The fiscal year", "in fiscal year": the one that runs. When a financial year begins, each country says.
fn fiscal_year(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    let named = w.word(start, "fiscal") && year_follows(w, start + 1) && (start > i || w.before(i, C::In));
    (named && w.ends(start + 2)).then(|| (Meaning::new(Base::FiscalBy(0)), start + 2))
}

/// "Fiscal year" behind "this", "next", "last".
pub(super) fn fiscal_year_by(w: &Words<'_, '_>, i: usize, by: i32) -> Read {
    let named = w.word(i, "fiscal") && year_follows(w, i + 1);
    named.then(|| (Meaning::new(Base::FiscalBy(by)), i + 2))
}

fn year_follows(w: &Words<'_, '_>, i: usize) -> bool {
    unit(w, i).is_some_and(|(unit, end)| {
        unit == Unit::Year && !w.is(i, C::Plural) && super::number::year(w, w.skip(end, C::Of)).is_none()
    })
}
