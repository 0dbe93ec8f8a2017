//! Hours of the clock, alone or beside a day.

use super::Form;
use super::dates::{date, shift, weekday_words};
use super::lex::{Core, low};
use crate::tokens::{Shape, Token};
use jiff::civil::Time;

/// An hour: "1100", "11 a.m.", "9 p. m.", "9:30", "noon"; with the tokens that it takes.
fn clock(t: &[Token<'_>], at_word: bool) -> Option<(Time, usize)> {
    let first = t.first()?;
    match first.low.as_str() {
        "noon" => return Some((Time::new(12, 0, 0, 0).ok()?, 1)),
        "midnight" => return Some((Time::midnight(), 1)),
        _ => {}
    }
    if first.shape != Shape::Number {
        return None;
    }
    let figures = first.text.trim_end_matches(|c: char| c.is_alphabetic());
    let (hour, minute) = match figures.split_once([':', '.']) {
        Some((h, m)) => (h.parse::<i8>().ok()?, (m.len() == 2).then(|| m.parse::<i8>().ok()).flatten()?),
        None if figures.len() == 4 && at_word => {
            (figures.get(..2)?.parse().ok()?, figures.get(2..)?.parse().ok()?)
        }
        None if figures.len() <= 2 => (figures.parse().ok()?, 0),
        None => return None,
    };
    let (half, len) = half(t, &first.low);
    let plain = figures.contains(':') || (at_word && figures.len() == 4);
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        None if !plain => return None,
        _ => hour,
    };
    Some((Time::new(hour, minute, 0, 0).ok()?, len + hours_word(t, len)))
}

fn hours_word(t: &[Token<'_>], at: usize) -> usize {
    usize::from(matches!(low(t, at), "hours" | "hrs" | "gmt" | "z" | "local"))
}

/// Before noon (false) or after (true), and the tokens up to there.
fn half(t: &[Token<'_>], first: &str) -> (Option<bool>, usize) {
    let mark = |w: &str| match w.chars().filter(|c| c.is_alphabetic()).collect::<String>().as_str() {
        "pm" => Some(true),
        "am" => Some(false),
        _ => None,
    };
    if let Some(half) = mark(first) {
        return (Some(half), 1);
    }
    if let Some(half) = mark(low(t, 1)) {
        return (Some(half), 2);
    }
    let apart = format!("{}{}", low(t, 1), low(t, 2));
    mark(&apart).filter(|_| low(t, 1).len() <= 2).map_or((None, 1), |h| (Some(h), 3))
}

/// "1100 on 15 October", "9 p.m. tomorrow".
pub(super) fn clocked(t: &[Token<'_>], after_at: bool, day_first: bool) -> Option<Core> {
    let (time, len) = clock(t, true)?;
    let on = usize::from(matches!(low(t, len), "on" | ","));
    let day =
        t.get(len + on..).and_then(|r| date(r, day_first).or_else(|| weekday_words(r)).or_else(|| shift(r)));
    match day {
        Some(core) => Some(Core { len: len + on + core.len, clock: Some(time), ..core }),
        None if !after_at && hours_word(t, len) == 0 && t.first()?.text.len() == 4 && len == 1 => None,
        None => Some(Core { clock: Some(time), ..Core::new(Form::Clock, len) }),
    }
}

/// An hour after the day: "15 October at 1100", "tomorrow, 9 p.m."
pub(super) fn with_clock(tokens: &[Token<'_>], at: usize, core: Core) -> Core {
    if core.clock.is_some()
        || matches!(core.form, Form::Event | Form::Vague | Form::Month { .. } | Form::Year(_))
    {
        return core;
    }
    let next = at + core.len;
    let skip = usize::from(matches!(low(tokens, next), "at" | "," | "around" | "about"));
    let at_word = skip == 1 && low(tokens, next) != ",";
    match tokens.get(next + skip..).and_then(|r| clock(r, at_word)) {
        Some((time, len)) => Core { len: core.len + skip + len, clock: Some(time), ..core },
        None => core,
    }
}
