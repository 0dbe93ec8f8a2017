//! Hours of the clock, alone, before a day or behind it.

use super::{Read, Words};
use crate::times::TimeBound;
use crate::times::meaning::{Base, DayPart, Meaning, Unit, Zone};
use crate::times::vocabulary::C;
use jiff::civil::Time;

/// An hour, the zone said with it, and the lexeme behind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hour {
    pub time: Time,
    pub zone: Zone,
    pub end: usize,
}

/// An hour: "1100 hours", "11 a.m.", "9 p. m.", "9:30", "noon", "half past seven", "21 h 30"; a mere figure only
/// where `led` by "at".
pub(super) fn clock(w: &Words<'_, '_>, i: usize, led: bool) -> Option<Hour> {
    let (time, end) = [named(w, i), spoken(w, i), pointed(w, i, led), french(w, i), plain(w, i, led)]
        .into_iter()
        .flatten()
        .max_by_key(|(_, end)| *end)?;
    let (zone, end) = zone(w, end);
    Some(Hour { time, zone, end })
}

type Told = Option<(Time, usize)>;

fn time(hour: i32, minute: i32, half: Option<bool>) -> Option<Time> {
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()
}

fn named(w: &Words<'_, '_>, i: usize) -> Told {
    let start = w.word(i, "12") as usize + i;
    let name = w.at(start).is_some_and(|l| l.is_capital())
        && start > 0
        && w.at(start - 1).is_some_and(|l| l.is_capital());
    if w.is(start, C::Noon) && !name {
        return Some((time(12, 0, None)?, start + 1));
    }
    if w.word(start, "mid") && w.word(start + 1, "night") {
        return Some((Time::midnight(), start + 2));
    }
    w.is(start, C::Midnight).then(|| (Time::midnight(), start + 1))
}

/// "Half past seven", "a quarter to five", "ten past eight", "5 o'clock".
fn spoken(w: &Words<'_, '_>, i: usize) -> Told {
    let (hour, end) = hour_number(w, i).unwrap_or((0, i));
    let oclock = w.word(end, "o") && w.is(end + 2, C::Oclock);
    if hour > 0 && oclock {
        let (half, end) = half_or_part(w, end + 3);
        return Some((time(hour, 0, half)?, end));
    }
    let start = w.skip(i, C::A);
    let (minutes, end) = if w.is(start, C::Half) {
        (30, start + 1)
    } else if w.word(start, "quarter") {
        (15, start + 1)
    } else {
        let (n, end) = hour_number_to(w, i, 59)?;
        (n, if w.unit(end) == Some(Unit::Minute) { end + 1 } else { end })
    };
    let sign = w.get(end, C::Past).or_else(|| w.get(end, C::BeforeHour))?;
    let (hour, end) = hour_number(w, end + 1)?;
    let end = if w.word(end, "o") && w.is(end + 2, C::Oclock) { end + 3 } else { end };
    let (half, end) = half_or_part(w, end);
    let told = hour * 60 + sign * minutes;
    let plain = w.word(start, "half")
        || w.word(start, "quarter")
        || half.is_some()
        || minutes % 5 == 0 && w.is(end.checked_sub(2)?, C::Past);
    plain.then(|| Some((time(told.div_euclid(60), told.rem_euclid(60), half)?, end))).flatten()
}

fn hour_number(w: &Words<'_, '_>, i: usize) -> Option<(i32, usize)> {
    hour_number_to(w, i, 12)
}

fn hour_number_to(w: &Words<'_, '_>, i: usize, max: i32) -> Option<(i32, usize)> {
    let plain = w.figure(i, 2).map(|n| (n, i + 1));
    plain.or_else(|| super::number::in_words(w, i)).filter(|(n, _)| (1..=max).contains(n))
}

/// "9:30", "9:30:15", "9.30 p.m.", "21h30".
fn pointed(w: &Words<'_, '_>, i: usize, led: bool) -> Told {
    let hour = w.figure(i, 2).filter(|h| *h < 25 && !behind_figures(w, i))?;
    let glued = w.glued(i + 1) && w.glued(i + 2);
    let minute = w.figure(i + 2, 2).filter(|m| *m < 60 && w.text(i + 2).len() == 2 && glued)?;
    let colon = w.point(i + 1, &[":"]);
    let point = w.point(i + 1, &["."]);
    if !(colon || point || w.word(i + 1, "h")) {
        return None;
    }
    let seconds = usize::from(w.point(i + 3, &[":"]) && w.glued(i + 4) && w.figure(i + 4, 2).is_some()) * 2;
    let after = i + 3 + seconds;
    let (half, end) = half_or_part(w, after);
    let goes_on = w.glued(after) && w.point(after, &[".", "/", ":"]) && w.glued(after + 1);
    let closed = w.ends(after) || day_behind(w, after);
    let sound = half.is_some() || w.is(after, C::Hours) || !point || led && !goes_on && closed;
    let end = if half.is_none() { w.skip(end, C::Hours) } else { end };
    (sound && !goes_on).then(|| Some((time(hour % 24, minute, half)?, end))).flatten()
}

/// Whether figures and a mark stand right before, so that these are a part of a longer number.
fn behind_figures(w: &Words<'_, '_>, i: usize) -> bool {
    w.glued(i)
        && i.checked_sub(1).is_some_and(|p| {
            w.point(p, &[":", ".", "/", ",", "$", "£"])
                || w.figure(p, 9).is_some()
                || w.text(p).starts_with(char::is_alphabetic)
        })
}

/// "9 h", "9 heures", "9 heures 30", "neuf heures et demie", "9 heures du matin".
fn french(w: &Words<'_, '_>, i: usize) -> Told {
    let (hour, end) = hour_number_to(w, i, 24).filter(|_| w.french && !behind_figures(w, i))?;
    (w.unit(end) == Some(Unit::Hour)).then_some(())?;
    let minutes = w.figure(end + 1, 2).filter(|m| *m < 60 && w.text(end + 1).len() == 2);
    let and_half = w.is(end + 1, C::And) && w.is(end + 2, C::Half);
    let (minutes, end) = match minutes {
        Some(minutes) => (minutes, end + 2),
        None if and_half => (30, end + 3),
        None => (0, end + 1),
    };
    let (half, end) = half_or_part(w, end);
    Some((time(hour % 24, minutes, half)?, end))
}

/// "5 p.m.", "9 am", "1100 hours", "1530Z"; "1100" or "5" behind "at".
fn plain(w: &Words<'_, '_>, i: usize, led: bool) -> Told {
    let spelled = super::number::in_words(w, i).filter(|(n, _)| (1..=12).contains(n));
    let (value, end) = w.figure(i, 4).map(|n| (n, i + 1)).or(spelled)?;
    if behind_figures(w, i) {
        return None;
    }
    let (half, after) = half_or_part(w, end);
    let long = w.text(i).len() >= 3 && spelled.is_none();
    let (hour, minute) = if long { (value / 100, value % 100) } else { (value, 0) };
    if half.is_some() {
        let near =
            w.any(end, &[C::Am, C::Pm]) || self::half(w, end).is_some() || led || spelled.is_some() || long;
        return (hour <= 12 && (near || !long)).then(|| Some((time(hour, minute, half)?, after))).flatten();
    }
    let four = w.text(i).len() == 4 && spelled.is_none();
    if four && (w.is(end, C::Hours) || capital_zone(w, end)) {
        return Some((time(hour, minute, None)?, w.skip(end, C::Hours)));
    }
    let bare = if four {
        led && (day_behind(w, end) || w.ends(end))
    } else {
        led && !long && hour <= 24 && (w.ends(end) || day_behind(w, end)) && hour > 0
    };
    (bare && !w.point(end, &["%", "/"])).then(|| Some((time(hour % 24, minute, None)?, end))).flatten()
}

/// A day stands right behind an hour: "on 15 October", "tomorrow", "next Friday", "this afternoon".
fn day_behind(w: &Words<'_, '_>, i: usize) -> bool {
    let led = |with: C| w.is(i, C::This) && w.is(i + 1, with);
    w.any(i, &[C::On, C::Today, C::Tonight, C::Weekday])
        || w.is(i, C::Next) && w.is(i + 1, C::Weekday)
        || led(C::Part)
        || led(C::Weekday)
}

/// "a.m.", "p. m.", "AM": whether after noon, and the lexeme behind.
pub(super) fn half(w: &Words<'_, '_>, i: usize) -> Option<(bool, usize)> {
    if w.is(i, C::Pm) {
        return Some((true, i + 1));
    }
    if w.is(i, C::Am) {
        return Some((false, i + 1));
    }
    let after_noon = w.word(i, "p");
    if !after_noon && !w.word(i, "a") {
        return None;
    }
    let point = i + 1 + usize::from(w.point(i + 1, &["."]));
    let end = w.word(point, "m").then_some(point + 1);
    match end {
        Some(end) => {
            Some((after_noon, end + usize::from(w.point(end, &["."]) && w.glued(end) && point > i + 1)))
        }
        None => (w.glued(i) && w.ends(i + 1)).then_some((after_noon, i + 1)),
    }
}

/// The half of the day, said as such or by a part of it: "in the morning", "du soir", "at night".
fn half_or_part(w: &Words<'_, '_>, i: usize) -> (Option<bool>, usize) {
    if let Some((half, end)) = half(w, i) {
        return (Some(half), end);
    }
    let lead = w.skip(w.skip(i, C::Of), C::The);
    let lead = if w.is(i, C::In) || w.is(i, C::At) { w.skip(i + 1, C::The) } else { lead };
    let lead = lead + usize::from(w.french && w.point(lead, &["'", "’"]));
    let part = w.get(lead, C::Part).filter(|_| lead > i);
    match part.and_then(DayPart::from_value) {
        Some(DayPart::Morning) => (Some(false), lead + 1),
        Some(DayPart::Afternoon | DayPart::Evening | DayPart::Night) => (Some(true), lead + 1),
        _ => (None, i),
    }
}

fn capital_zone(w: &Words<'_, '_>, i: usize) -> bool {
    w.is(i, C::Zone) && w.at(i).is_some_and(|l| l.is_capital())
}

fn zone(w: &Words<'_, '_>, i: usize) -> (Zone, usize) {
    let at = i + usize::from(w.point(i, &["("]) && capital_zone(w, i + 1));
    let close = |end: usize| if at > i { end + usize::from(w.point(end, &[")"])) } else { end };
    if w.word(at, "local") {
        return (Zone::Local, w.skip(at + 1, C::Time));
    }
    if !capital_zone(w, at) {
        return place_time(w, i).map_or((Zone::Unsaid, i), |end| (Zone::Named, end));
    }
    let greenwich = ["z", "gmt", "utc", "zulu"].iter().any(|z| w.word(at, z));
    (if greenwich { Zone::Greenwich } else { Zone::Named }, close(at + 1))
}

/// Words of the longest name of a place's or a zone's time.
const ZONE_WORDS_MAX: usize = 3;

/// "Paris time", "(Eastern Standard Time)" behind an hour.
fn place_time(w: &Words<'_, '_>, i: usize) -> Option<usize> {
    let open = w.point(i, &["("]);
    let at = i + usize::from(open);
    let named = |n: &usize| {
        let word = |l: &super::Lexeme<'_>| l.kind == super::Kind::Word && l.is_capital();
        w.at(at + n).is_some_and(word) && !w.any(at + n, &[C::Month, C::Weekday])
    };
    let end = at + (0..ZONE_WORDS_MAX).take_while(named).count();
    let all = |end: usize| w.word(end, "time") && (!open || w.point(end + 1, &[")"]));
    let last = [end, end.saturating_sub(1)].into_iter().find(|end| *end > at && all(*end))?;
    Some(last + 1 + usize::from(open))
}

/// An hour at the head of a time: alone, or "1100 on 15 October", "9 p.m. tomorrow".
pub(super) fn leading(w: &Words<'_, '_>, i: usize) -> Read {
    let led = w.before(i, C::At);
    let exact = clock(w, i, led).or_else(|| clock(w, i, true).filter(|h| day_behind(w, h.end)))?;
    let on = w.comma(exact.end);
    let on = if on == exact.end { w.skip(w.skip(on, C::On), C::Of) } else { on };
    let set = super::length::set(w, on);
    let day = super::bare(w, on)
        .or(set)
        .filter(|(m, _)| (m.is_day() || matches!(m.base, Base::Set { .. })) && m.clock.is_none());
    let told = |meaning: Meaning| Meaning { clock: Some(exact.time), zone: exact.zone, ..meaning };
    Some(match day {
        Some((meaning, end)) => (told(meaning), end),
        None => (told(Meaning::new(Base::Clock)), exact.end),
    })
}

/// An hour or a part of the day behind a day: "15 October at 1100", "Tuesday morning", "October 22—5 p. m."
pub(super) fn trailing(w: &Words<'_, '_>, meaning: Meaning, end: usize) -> (Meaning, usize) {
    let takes = meaning.is_day() || matches!(meaning.base, Base::Part | Base::Set { .. });
    if !takes || meaning.clock.is_some() {
        return (meaning, end);
    }
    let (meaning, end) = with_part(w, meaning, end);
    let mark = end + usize::from(w.point(end, &[",", "-", "–", "—", "("]));
    let bound = hour_bound(w, mark);
    let at = w.is(mark, C::At) || w.is(mark, C::About) || bound.is_some();
    let next = mark + usize::from(at);
    let next = next + usize::from(w.is(next, C::About) && at);
    match clock(w, next, at || mark == end && w.text(next).len() != 4)
        .filter(|h| at || !vague_hour(w, next, h))
    {
        Some(hour) => {
            let clock = in_part(hour.time, meaning.part);
            (Meaning { clock: Some(clock), zone: hour.zone, bound, ..meaning }, hour.end)
        }
        None => (meaning, end),
    }
}

/// "Tomorrow before 5 p.m.": the hour's own preposition.
fn hour_bound(w: &Words<'_, '_>, i: usize) -> Option<TimeBound> {
    if w.is(i, C::Before) || w.is(i, C::Until) && !w.word(i, "to") && !w.is(i, C::To) {
        return Some(TimeBound::Before);
    }
    if w.word(i, "by") {
        return Some(TimeBound::By);
    }
    (w.word(i, "after") || w.word(i, "après")).then_some(TimeBound::After)
}

/// Whether only a bare figure was taken for an hour.
fn vague_hour(w: &Words<'_, '_>, i: usize, hour: &Hour) -> bool {
    hour.end == i + 1 && w.figure(i, 4).is_some()
}

/// Seven in the evening is nineteen hours.
fn in_part(time: Time, part: Option<DayPart>) -> Time {
    let late = matches!(part, Some(DayPart::Afternoon | DayPart::Evening | DayPart::Night));
    let moved = Time::new(time.hour() + 12, time.minute(), 0, 0);
    if late && time.hour() < 12 { moved.unwrap_or(time) } else { time }
}

fn with_part(w: &Words<'_, '_>, meaning: Meaning, end: usize) -> (Meaning, usize) {
    let next = w.comma(end);
    let next =
        if w.any(next, &[C::In, C::At, C::Of]) { w.skip(next + 1, C::The) } else { w.skip(next, C::The) };
    let next = w.skip(next, C::Edge);
    let next = next + usize::from(w.point(next, &["'", "’"]) && w.french);
    match w.get(next, C::Part).and_then(DayPart::from_value) {
        Some(part) if meaning.part.is_none() => (Meaning { part: Some(part), ..meaning }, next + 1),
        _ => (meaning, end),
    }
}
