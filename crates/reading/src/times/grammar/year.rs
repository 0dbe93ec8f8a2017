//! Years, and what is counted in them: decades, centuries, seasons, quarters, halves, fiscal years.

use super::number::{ordinal, year, year_or_short};
use super::{Read, Words};
use crate::times::lexeme::Kind;
use crate::times::meaning::{Base, Meaning, Unit};
use crate::times::vocabulary::C;

pub(super) fn year_words(w: &Words<'_, '_>, i: usize) -> Read {
    super::longest([
        before_christ(w, i),
        decade(w, i),
        century_words(w, i),
        fiscal(w, i),
        super::numbered::numbered(w, i),
        quarter(w, i),
        season(w, i),
        plain(w, i),
    ])
}

/// A year that stands as one: not a number of a paper, not a count of something.
fn plain(w: &Words<'_, '_>, i: usize) -> Read {
    let the_year = the_year(w, i);
    if let Some((year, end)) = the_year.and_then(|n| year(w, n)) {
        return Some((Meaning::new(Base::Year(year)), end));
    }
    let (value, end) = year(w, i)?;
    let figures = w.figure(i, 4).is_some();
    let quoted = !figures && w.point(i, &["'", "’"]);
    let sound =
        if figures || quoted { stands(w, i, end) && (1500..2100).contains(&value) } else { leads(w, i) };
    sound.then_some((Meaning::new(Base::Year(value)), end))
}

/// "The year 1964", "l'année 1964", "the year of 1964".
fn the_year(w: &Words<'_, '_>, i: usize) -> Option<usize> {
    let unit = w.skip(w.skip(i, C::The), C::Calendar);
    let mark = unit + usize::from(w.french && w.point(unit, &["'", "’"]));
    let is_year = w.unit(mark) == Some(Unit::Year);
    is_year.then(|| w.skip(mark + 1, C::Of))
}

fn leads(w: &Words<'_, '_>, i: usize) -> bool {
    w.before_any(
        i,
        &[
            C::In,
            C::By,
            C::Since,
            C::Until,
            C::From,
            C::Before,
            C::After,
            C::Between,
            C::Of,
            C::The,
            C::Edge,
            C::To,
            C::Or,
            C::And,
            C::Month,
            C::For,
        ],
    )
}

fn stands(w: &Words<'_, '_>, i: usize, end: usize) -> bool {
    let Some(prior) = i.checked_sub(1).and_then(|p| w.at(p)) else { return !counts(w, end) };
    let glued = w.glued(i);
    if glued
        && !(prior.kind == Kind::Point
            && matches!(prior.text, "(" | "-" | "–" | "—" | "[" | "\"" | "“" | "~" | "'"))
    {
        return false;
    }
    let number = prior.is(C::NumberWord)
        || (prior.text == "." && i.checked_sub(2).is_some_and(|p| w.is(p, C::NumberWord)))
        || matches!(prior.text, "$" | "£" | "#" | "§" | "+" | "/" | "=");
    let dashed = glued
        && matches!(prior.text, "-" | "–")
        && i.checked_sub(2)
            .and_then(|p| w.at(p))
            .is_some_and(|l| l.kind == Kind::Figure && l.text.len() != 4);
    !number && !dashed && !counts(w, end) && (leads(w, i) || !prior.is_capital() || !glued)
}

/// Whether what follows makes the figure a count, a price or an hour: "1948 men", "1900 hours".
fn counts(w: &Words<'_, '_>, end: usize) -> bool {
    let Some(next) = w.at(end) else { return false };
    let unit = next.is(C::Hours)
        || next.is(C::Zone)
        || (next.is(C::Unit) && next.is(C::Plural))
        || next.is(C::Hundred);
    let measured = [
        "men", "people", "troops", "tons", "miles", "km", "dollars", "percent", "million", "billion",
        "soldiers", "aircraft", "tanks", "hommes", "tonnes", "francs", "persons", "words", "feet",
    ]
    .iter()
    .any(|m| next.text.eq_ignore_ascii_case(m));
    unit || measured || (next.glued && matches!(next.text, "%" | "/"))
}

/// "490 BC", "B.C." behind a number of any length.
fn before_christ(w: &Words<'_, '_>, i: usize) -> Read {
    let value = w.figure(i, 4)?;
    let spaced = w.point(i + 2, &["."]) && w.word(i + 1, "b") && w.word(i + 3, "c");
    let end = if w.is(i + 1, C::Bc) && w.at(i + 1).is_some_and(|l| l.is_capital()) {
        i + 2
    } else if spaced {
        i + 4 + usize::from(w.point(i + 4, &["."]))
    } else {
        return None;
    };
    Some((Meaning::new(Base::YearBc(i16::try_from(value).ok()?)), end))
}

/// "The 1960s", "the sixties", "les années 60", "the nineteen-sixties".
fn decade(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    if w.french && w.unit(start) == Some(Unit::Year) {
        let (value, end) = year_or_short(w, start + 1).or_else(|| short_words(w, start + 1))?;
        let round = value % 10 == 0 && w.text(start).len() > 2 && w.is(start, C::Plural);
        return round.then_some((Meaning::new(Base::Decade { year: value, bare: false }), end));
    }
    figures_decade(w, start).or_else(|| words_decade(w, start))
}

fn short_words(w: &Words<'_, '_>, i: usize) -> Option<(i16, usize)> {
    let (value, end) = super::number::in_words(w, i)?;
    Some((1900 + i16::try_from(value).ok().filter(|v| (10..100).contains(v))?, end))
}

fn figures_decade(w: &Words<'_, '_>, i: usize) -> Read {
    let mark = i + 1 + usize::from(w.point(i + 1, &["'", "’"]) && w.glued(i + 1));
    let plural =
        (w.word(mark, "s") && w.at(mark).is_some_and(|l| l.glued || l.text == "s")).then_some(mark + 1)?;
    let value = w.figure(i, 4).filter(|v| v % 10 == 0)?;
    let year = match w.text(i).len() {
        4 if (1000..2100).contains(&value) => value,
        2 if w.glued(mark) && value >= 20 && (w.before(i, C::The) || w.before_any(i, &[C::Edge, C::In])) => {
            1900 + value
        }
        _ => return None,
    };
    Some((Meaning::new(Base::Decade { year: i16::try_from(year).ok()?, bare: false }), plural))
}

fn words_decade(w: &Words<'_, '_>, i: usize) -> Read {
    let century = w.get(i, C::Number).filter(|n| (17..=20).contains(n));
    let next = if century.is_some() { i + 1 + usize::from(w.point(i + 1, &["-"])) } else { i };
    let tens = w.get(next, C::Decade)?;
    let led = century.is_some()
        || w.before(i, C::The)
        || w.before(i, C::Edge)
        || w.point(i.checked_sub(1)?, &["-"]);
    let year = i16::try_from(century.unwrap_or(19) * 100 + tens).ok()?;
    led.then_some((Meaning::new(Base::Decade { year, bare: century.is_none() }), next + 1))
}

/// "The 19th century", "the nineteenth century", "XIXe siècle".
fn century_words(w: &Words<'_, '_>, i: usize) -> Read {
    let (n, end) = ordinal(w, w.skip(i, C::The))?;
    let end = end + usize::from(w.point(end, &["-"]));
    (w.unit(end) == Some(Unit::Century)).then_some(())?;
    Some((Meaning::new(Base::Century(i16::try_from((n - 1) * 100).ok()?)), end + 1))
}

/// "Fiscal 1965", "fiscal year 1965", "FY 65", "FY65".
fn fiscal(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    w.get(start, C::Fiscal)?;
    let next = start + 1 + usize::from(w.unit(start + 1) == Some(Unit::Year));
    let (value, end) = year_or_short(w, w.skip(next, C::Of))?;
    Some((Meaning::new(Base::Fiscal(value)), end))
}

/// "The first quarter of 1965", "Q1 1965", "the second half of 2008", "premier trimestre 1965".
fn quarter(w: &Words<'_, '_>, i: usize) -> Read {
    let (n, unit_at) = quarter_number(w, i)?;
    let half = w.is(unit_at, C::Half) || w.word(unit_at, "semestre");
    let quarter = w.unit(unit_at) == Some(Unit::Quarter) || w.word(i, "q");
    let after = if w.word(i, "q") { unit_at } else { unit_at + 1 };
    let n = i8::try_from(n).ok().filter(|n| (-1..=4).contains(n) && *n != 0)?;
    if let Some((whole, by, from, end)) = super::relative::whole_by(w, after).filter(|_| quarter) {
        let base = Base::NthOf { n, unit: Unit::Quarter, count: 1, whole, by, from };
        return (whole == Unit::Year).then(|| (Meaning::new(base), end));
    }
    let of = w.skip(w.skip(w.skip(after, C::Of), C::The), C::Fiscal);
    let of = if w.unit(of) == Some(Unit::Year) { of + 1 } else { of };
    let dash = usize::from(of == after && w.word(i, "q") && w.point(of, &["-", "/"]) && w.glued(of));
    let year = year(w, of + dash);
    if w.word(i, "q") && year.is_none() && !leads(w, i) {
        return None;
    }
    let year_value = year.map(|y| y.0);
    let base = if quarter {
        Base::Quarter { year: year_value, n: if n == -1 { 4 } else { n }, fiscal: false }
    } else {
        (half && (n <= 2) && year.is_some())
            .then_some(Base::Half { year: year_value, n: if n == -1 { 2 } else { n } })?
    };
    Some((Meaning::new(base), year.map_or(after, |y| y.1)))
}

fn quarter_number(w: &Words<'_, '_>, i: usize) -> Option<(i32, usize)> {
    if w.word(i, "q") {
        return w.figure(i + 1, 1).filter(|n| (1..=4).contains(n) && w.glued(i + 1)).map(|n| (n, i + 2));
    }
    let start = w.skip(i, C::The);
    let last = w.is(start, C::Last) || w.word(start, "latter");
    let dash = |end: usize| end + usize::from(w.point(end, &["-"]) && w.glued(end));
    if last { Some((-1, dash(start + 1))) } else { ordinal(w, start).map(|(n, end)| (n, dash(end))) }
}

/// "The summer of 1920", "summer 2007", "Spring", "l'été 1964".
fn season(w: &Words<'_, '_>, i: usize) -> Read {
    let the = w.skip(i, C::The);
    let start = the + usize::from(w.french && the > i && w.point(the, &["'", "’"]));
    let season = w.get(start, C::Season)? as i8;
    let next = w.comma(start + 1);
    let next = if next == start + 1 { w.skip(next, C::Of) } else { next };
    if let Some((years, from, end)) = super::date::of_year(w, next).filter(|_| next > start + 1) {
        return Some((Meaning::new(Base::MonthsOf { month: season * 3, months: 3, years, from }), end));
    }
    let found = year(w, next);
    let base = Base::Season { year: found.map(|y| y.0), season, by: None };
    let noun =
        w.word(start, "fall") || w.word(start, "spring") || w.word(start, "été") || w.word(start, "ete");
    let led =
        start > i || w.before_any(i, &[C::In, C::By, C::Since, C::Until, C::Edge, C::This, C::Next, C::Last]);
    let named = w.at(start).is_some_and(|l| l.is_capital())
        && w.before_any(i, &[C::The, C::Of])
        && !w.is(start + 1, C::Of);
    let sound = found.is_some() || !noun || named || (led && w.ends(start + 1) && !w.is(start + 1, C::Of));
    sound.then_some((Meaning::new(base), found.map_or(start + 1, |y| y.1)))
}

/// The unit at `i`, and whether it stands in the plural.
pub(super) fn unit(w: &Words<'_, '_>, i: usize) -> Option<(Unit, usize)> {
    if w.word(i, "week") && w.point(i + 1, &["-"]) && (w.word(i + 2, "end") || w.word(i + 2, "ends")) {
        return Some((Unit::Weekend, i + 3));
    }
    Some((Unit::from_value(w.get(i, C::Unit)?)?, i + 1))
}
