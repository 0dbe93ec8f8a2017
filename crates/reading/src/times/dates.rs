//! Days, weeks, months and years in words.

use super::lex::{Core, low};
use super::{Form, Unit, month, weekday};
use crate::tokens::{Shape, Token};

fn figure(token: Option<&Token<'_>>, max: i8) -> Option<i8> {
    let text = token?.low.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let value: i8 = text.parse().ok()?;
    (text.len() <= 2 && (1..=max).contains(&value)).then_some(value)
}

pub(super) fn year(token: &Token<'_>) -> Option<i16> {
    let value: i16 = (token.text.len() == 4).then(|| token.text.parse().ok()).flatten()?;
    (1600..2200).contains(&value).then_some(value)
}

/// "15 October 1982", "October 15, 1982", "the 15th of October", "14/10/1982".
pub(super) fn date(t: &[Token<'_>], day_first: bool) -> Option<Core> {
    let the = usize::from(low(t, 0) == "the");
    let day_month = || {
        let day = figure(t.get(the), 31)?;
        let of = usize::from(low(t, the + 1) == "of");
        let month = month(low(t, the + 1 + of))?;
        Some((day, month, the + of + 2))
    };
    let month_day = || Some((figure(t.get(1), 31)?, month(low(t, 0))?, 2));
    let Some((day, month, len)) = day_month().or_else(month_day) else {
        return slashed(t.first()?, day_first);
    };
    let comma = usize::from(low(t, len) == ",");
    let year = t.get(len + comma).and_then(year);
    let len = if year.is_some() { len + comma + 1 } else { len };
    Some(Core::new(Form::Day { year, month, day }, len))
}

fn slashed(token: &Token<'_>, day_first: bool) -> Option<Core> {
    let figures: Vec<&str> = token.text.split('/').collect();
    let number = |i: usize| figures.get(i).and_then(|f: &&str| f.parse::<i16>().ok());
    let (a, b, y) = (number(0)?, number(1)?, number(2)?);
    let (day, month) = if a > 12 || (day_first && b <= 12) { (a, b) } else { (b, a) };
    let year = if y < 40 {
        2000 + y
    } else if y < 100 {
        1900 + y
    } else {
        y
    };
    let whole = figures.len() == 3 && (1..=31).contains(&day) && (1..=12).contains(&month);
    whole.then(|| Core::new(Form::Day { year: Some(year), month: month as i8, day: day as i8 }, 1))
}

/// "Tuesday", "next Tuesday", "Tuesday next", "Tuesday, October 12".
pub(super) fn weekday_words(t: &[Token<'_>]) -> Option<Core> {
    let (lead, skip) = match low(t, 0) {
        "next" => (1, 1),
        "last" => (-1, 1),
        "this" | "the" => (0, 1),
        _ => (0, 0),
    };
    let token = t.get(skip)?;
    let day = weekday(&token.low).filter(|_| token.shape == Shape::Capital)?;
    let comma = usize::from(low(t, skip + 1) == ",");
    if let Some(dated) = t.get(skip + 1 + comma..).and_then(|r| date(r, false)) {
        return Some(Core { len: dated.len + skip + 1 + comma, weekday: Some(day), ..dated });
    }
    let (trail, more) = match low(t, skip + 1) {
        "next" => (1, 1),
        "last" => (-1, 1),
        "morning" | "afternoon" | "evening" | "night" => (lead, 1),
        _ => (lead, 0),
    };
    Some(Core::new(Form::Weekday { day, shift: trail }, skip + 1 + more))
}

fn unit(low: &str) -> Option<Unit> {
    match low {
        "day" | "days" => Some(Unit::Day),
        "week" | "weeks" => Some(Unit::Week),
        "month" | "months" => Some(Unit::Month),
        "year" | "years" => Some(Unit::Year),
        _ => None,
    }
}

/// "Tomorrow", "this evening", "next month", "last week".
pub(super) fn shift(t: &[Token<'_>]) -> Option<Core> {
    let by_day = |by, len| Some(Core::new(Form::Shift { unit: Unit::Day, by }, len));
    let part = |i: usize| usize::from(matches!(low(t, i), "morning" | "afternoon" | "evening" | "night"));
    match low(t, 0) {
        "today" | "tonight" => by_day(0, 1),
        "tomorrow" => by_day(1, 1 + part(1)),
        "yesterday" => by_day(-1, 1 + part(1)),
        "this" if part(1) == 1 => by_day(0, 2),
        "last" if low(t, 1) == "night" => by_day(-1, 2),
        word @ ("next" | "last" | "this") => {
            let by = match word {
                "next" => 1,
                "last" => -1,
                _ => 0,
            };
            if let Some(month) = month(low(t, 1)) {
                return Some(Core::new(Form::Month { year: None, month }, 2));
            }
            let unit = unit(low(t, 1)).filter(|u| *u != Unit::Day && !low(t, 1).ends_with('s'))?;
            Some(Core::new(Form::Shift { unit, by }, 2))
        }
        _ => None,
    }
}

fn count(low: &str) -> Option<i32> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let value = match low {
        "a" | "an" => Some(1),
        "couple" => Some(2),
        _ => WORDS.iter().position(|w| *w == low).map(|i| i as i32).or_else(|| low.parse().ok()),
    };
    value.filter(|n| (1..=400).contains(n))
}

/// "In two weeks", "within the next two to three weeks", "ten days ago".
pub(super) fn stretch(t: &[Token<'_>], lead: bool) -> Option<Core> {
    let mut at = usize::from(low(t, 0) == "the");
    let past = matches!(low(t, at), "last" | "past");
    let ahead = matches!(low(t, at), "next" | "coming");
    at += usize::from(past || ahead);
    let mut number = count(low(t, at))?;
    at += 1;
    if matches!(low(t, at), "to" | "or" | "and") {
        number = count(low(t, at + 1))?;
        at += 2;
    }
    let unit = unit(low(t, at))?;
    let ago = low(t, at + 1) == "ago";
    let by = if past || ago { -number } else { number };
    (lead || past || ahead || ago).then(|| Core::new(Form::Span { unit, by }, at + 1 + usize::from(ago)))
}

/// "November 1982", "early November", and, after a preposition, "November" alone.
pub(super) fn month_words(t: &[Token<'_>], lead: bool) -> Option<Core> {
    let the_end = if low(t, 0) == "the" && low(t, 1) == "end" && low(t, 2) == "of" { 3 } else { 0 };
    let part = usize::from(matches!(low(t, the_end), "early" | "late" | "mid" | "end" | "the"));
    let at = the_end + part;
    let token = t.get(at).filter(|t| t.shape == Shape::Capital)?;
    let month = month(&token.low)?;
    let comma = usize::from(low(t, at + 1) == ",");
    if let Some(year) = t.get(at + 1 + comma).and_then(year) {
        return Some(Core::new(Form::Month { year: Some(year), month }, at + comma + 2));
    }
    (lead || at > 0 || !matches!(token.low.as_str(), "may" | "march"))
        .then(|| Core::new(Form::Month { year: None, month }, at + 1))
}

/// "The 3rd instant", "15th ult."
pub(super) fn instant(t: &[Token<'_>]) -> Option<Core> {
    let the = usize::from(low(t, 0) == "the");
    let day = figure(t.get(the), 31)?;
    let months = match low(t, the + 1).trim_end_matches('.') {
        "instant" | "inst" => 0,
        "ultimo" | "ult" => -1,
        "proximo" | "prox" => 1,
        _ => return None,
    };
    Some(Core::new(Form::Instant { day, months }, the + 2))
}
