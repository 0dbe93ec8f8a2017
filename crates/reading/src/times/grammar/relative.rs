//! Times told from another: today, next week, three days ago, the end of the month.

use super::date::{month_name, weekday};
use super::length::counted;
use super::number::{count, ordinal, year};
use super::year::unit;
use super::{Read, Words};
use crate::times::meaning::{Base, DayPart, Edge, Length, Meaning, Origin, Unit};
use crate::times::vocabulary::C;

pub(super) fn relative(w: &Words<'_, '_>, i: usize) -> Read {
    super::longest([
        today(w, i),
        pointed(w, i),
        french_pointed(w, i),
        weekday_words(w, i),
        away(w, i),
        ahead(w, i),
        nth(w, i),
        second(w, i),
        week_of(w, i),
        the_unit(w, i),
        beside(w, i),
        unit_end(w, i),
    ])
}

fn shift(unit: Unit, by: i32, from: Origin) -> Meaning {
    Meaning::new(Base::Shift { unit, by, from })
}

/// "Today", "tomorrow", "the day before yesterday", "tonight", "après-demain".
fn today(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    if w.unit(start) == Some(Unit::Day) && w.any(start + 1, &[C::Before, C::After]) {
        let days = w.get(start + 2, C::Today).filter(|d| d.abs() == 1)?;
        return Some((shift(Unit::Day, 2 * days, Origin::Paper), start + 3));
    }
    if w.is(i, C::Tonight) {
        return Some((Meaning { part: Some(DayPart::Night), ..shift(Unit::Day, 0, Origin::Paper) }, i + 1));
    }
    if let Some(days) = w.get(start, C::EveOf) {
        return Some((shift(Unit::Day, days, Origin::Told), start + 1))
            .filter(|_| start > i || w.at(i).is_some());
    }
    let days = w.get(i, C::Today)?;
    Some((shift(Unit::Day, days, Origin::Paper), i + 1))
}

/// What "next", "last", "this", "the following" say: how many, and from where.
fn pointer(w: &Words<'_, '_>, i: usize, the: bool) -> Option<(i32, Origin)> {
    let of = |class| w.get(i, class);
    let paper = of(C::Last).or_else(|| of(C::This));
    let told = of(C::Following).or_else(|| of(C::Previous)).or_else(|| of(C::That)).or_else(|| of(C::Same));
    if let Some(by) = of(C::Next) {
        let told = the && w.word(i, "next") && !w.is(i + 1, C::Weekday);
        return Some((by, if told { Origin::Told } else { Origin::Paper }));
    }
    match (paper, told) {
        (Some(by), _) => Some((by, Origin::Paper)),
        (None, Some(by)) => Some((by, Origin::Told)),
        _ => None,
    }
}

/// "Next month", "this morning", "last October", "the next two weeks", "that year", "the same day".
fn pointed(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    let the = start > i;
    let start = start + usize::from(w.is(start, C::That) && w.is(start + 1, C::Same));
    let start = start + usize::from(w.is(start, C::This) && w.any(start + 1, &[C::Next, C::Last]));
    let (by, from) = pointer(w, start, the)?;
    let next = start + 1;
    if let Some((unit, end)) = unit(w, next).filter(|_| w.word(start, "past") && !w.is(next, C::Plural)) {
        let base = Base::Stretch { length: Length { halves: Some(2), unit }, by: -1, from };
        return Some((Meaning::new(base), end));
    }
    if let Some((unit, end)) = trailing(w, start, i) {
        let base = Base::Stretch { length: Length { halves: Some(2), unit }, by, from: Origin::Paper };
        return Some((Meaning::new(base), end));
    }
    if (the || w.before(start, C::The))
        && w.is(start, C::Last)
        && unit(w, next).is_some_and(|(_, end)| w.is(end, C::Of))
    {
        return None;
    }
    stretch(w, next, by, from)
        .or_else(|| super::numbered::fiscal_year_by(w, next, by))
        .or_else(|| pointed_unit(w, next, by, from))
        .or_else(|| pointed_name(w, next, by))
        .or_else(|| pointed_part(w, next, by, from))
}

/// "In the last year", "over the next month", "the last decade": all of it up to the paper, or from it on.
fn trailing(w: &Words<'_, '_>, start: usize, i: usize) -> Option<(Unit, usize)> {
    let (unit, end) = unit(w, start + 1).filter(|(u, _)| start > i && *u > Unit::Day)?;
    let long = matches!(unit, Unit::Decade | Unit::Century);
    let last = w.word(start, "last") && (long || w.before_any(i, &[C::In, C::Over, C::For, C::Within]));
    let next = w.word(start, "next") && w.before(i, C::Over) && !w.before(i, C::In);
    let other =
        w.is(start + 1, C::Plural) || w.is(end, C::Of) || unit == Unit::Weekend || w.word(start + 1, "night");
    ((last || next) && !other && !w.french).then_some((unit, end))
}

fn stretch(w: &Words<'_, '_>, i: usize, by: i32, from: Origin) -> Read {
    let (length, end) = counted(w, i).or_else(|| plural(w, i)).filter(|_| by != 0 || w.is(i, C::Plural))?;
    let from = if w.before(i, C::Next) || w.before(i, C::Last) { Origin::Paper } else { from };
    (!w.is(i, C::A)).then(|| (Meaning::new(Base::Stretch { length, by, from }), end))
}

fn plural(w: &Words<'_, '_>, i: usize) -> Option<(Length, usize)> {
    let (unit, end) = unit(w, i).filter(|_| w.is(i, C::Plural) && !w.french)?;
    Some((Length { halves: None, unit }, end))
}

fn pointed_unit(w: &Words<'_, '_>, i: usize, by: i32, from: Origin) -> Read {
    let fiscal = w.skip(i, C::Calendar);
    let (unit, end) = unit(w, fiscal).filter(|(u, _)| !matches!(u, Unit::Second | Unit::Minute))?;
    if w.word(i, "night") || w.word(i, "nuit") {
        return Some((Meaning { part: Some(DayPart::Night), ..shift(Unit::Day, by, from) }, end));
    }
    let day = unit == Unit::Day && by != 0 && from == Origin::Paper && !w.word(i, "day");
    if day {
        return None;
    }
    if let Some((day, end)) = day_of_week(w, end).filter(|_| unit == Unit::Week) {
        return Some((Meaning::new(Base::WeekdayOf { day, weeks: by }), end));
    }
    Some((shift(unit, by, from), end))
}

/// "… on Tuesday", "… Monday" behind "next week".
fn day_of_week(w: &Words<'_, '_>, i: usize) -> Option<(jiff::civil::Weekday, usize)> {
    let at = w.skip(i, C::On);
    weekday(w, at).map(|day| (day, at + 1))
}

fn pointed_name(w: &Words<'_, '_>, i: usize, by: i32) -> Read {
    if let Some(day) = weekday(w, i) {
        let coming = i > 0 && (w.word(i - 1, "coming") || w.word(i - 1, "upcoming"));
        let by = if coming { 2 } else { by };
        return Some((Meaning::new(Base::Weekday { day, by: Some(by) }), i + 1));
    }
    if let Some(season) = w.get(i, C::Season) {
        let base = Base::Season { year: None, season: season as i8, by: Some(by) };
        return Some((Meaning::new(base), i + 1));
    }
    if let Some((feast, end)) = super::feast::feast(w, i).filter(|_| !w.french) {
        return year(w, end).is_none().then(|| (Meaning::new(Base::FeastBy { feast, by }), end));
    }
    let (month, end) = month_name(w, w.skip(i, C::Edge))?;
    let verb = !w.at(w.skip(i, C::Edge))?.is_capital() && matches!(month, 3 | 5) && by == 0 && !w.french;
    if verb {
        return None;
    }
    let dated = super::number::day(w, end, false).is_some() || year(w, end).is_some();
    (!dated).then(|| (Meaning::new(Base::MonthBy { month, by }), end))
}

fn pointed_part(w: &Words<'_, '_>, i: usize, by: i32, from: Origin) -> Read {
    let edge = w.skip(i, C::Edge);
    let part = DayPart::from_value(w.get(edge, C::Part)?)?;
    Some((Meaning { part: Some(part), ..shift(Unit::Day, by, from) }, edge + 1))
}

/// French puts them behind: "la semaine prochaine", "mardi dernier", "les trois derniers jours", "l'année suivante".
fn french_pointed(w: &Words<'_, '_>, i: usize) -> Read {
    if !w.french {
        return None;
    }
    let the = w.skip(i, C::The);
    let start = the + usize::from(the > i && w.point(the, &["'", "’"]));
    if let Some(day) = weekday(w, start) {
        let (by, _) = pointer(w, start + 1, false).filter(|(by, _)| *by != 0)?;
        return Some((Meaning::new(Base::Weekday { day, by: Some(by) }), start + 2));
    }
    if let Some((month, end)) = month_name(w, start) {
        let (by, _) = pointer(w, end, false).filter(|(by, _)| *by != 0)?;
        return Some((Meaning::new(Base::MonthBy { month, by }), end + 1));
    }
    if let Some((unit, end)) = unit(w, start) {
        let (by, from) = pointer(w, end, false)?;
        return Some((shift(unit, by, from), end + 1));
    }
    let (halves, end) = count(w, start)?;
    if let Some((by, from)) = pointer(w, end, false) {
        let (unit, end) = unit(w, end + 1)?;
        return Some((Meaning::new(Base::Stretch { length: Length { halves, unit }, by, from }), end));
    }
    let (unit, end) = unit(w, end)?;
    let (by, from) = pointer(w, end, false).filter(|(by, _)| *by != 0)?;
    Some((Meaning::new(Base::Stretch { length: Length { halves, unit }, by, from }), end + 1))
}

/// "Tuesday", "Tuesday next", "Tuesday last", "Tuesday week", "Tuesday of next week".
fn weekday_words(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    let day = weekday(w, start)?;
    let end = start
        + 1
        + usize::from(
            w.point(start + 1, &["."])
                && w.text(start).len() <= 4
                && w.glued(start + 1)
                && !w.ends(start + 2),
        );
    let trail = w
        .get(end, C::Next)
        .filter(|_| w.word(end, "next"))
        .or_else(|| w.get(end, C::Last).filter(|_| w.word(end, "last")));
    if let Some(by) = trail.filter(|_| unit(w, end + 1).is_none()) {
        return Some((Meaning::new(Base::Weekday { day, by: Some(by) }), end + 1));
    }
    if w.word(end, "week") && w.ends(end + 1) {
        return Some((Meaning::new(Base::WeekdayOf { day, weeks: 1 }), end + 1));
    }
    let part = w.get(end, C::Part).and_then(DayPart::from_value).filter(|_| !w.is(end, C::Plural));
    let of = w.skip(w.skip(w.comma(end + usize::from(part.is_some())), C::Of), C::The);
    let weeks = pointer(w, of, false).filter(|_| w.unit(of + 1) == Some(Unit::Week));
    match weeks {
        Some((weeks, _)) => Some((Meaning { part, ..Meaning::new(Base::WeekdayOf { day, weeks }) }, of + 2)),
        None if w.french && w.unit(of) == Some(Unit::Week) && pointer(w, of + 1, false).is_some() => {
            let weeks = pointer(w, of + 1, false)?.0;
            Some((Meaning::new(Base::WeekdayOf { day, weeks }), of + 2))
        }
        None => Some((Meaning::new(Base::Weekday { day, by: None }), end)),
    }
}

/// "Three days ago", "two weeks later", "a month before 3 May", "two weeks from tomorrow", "il y a trois jours".
fn away(w: &Words<'_, '_>, i: usize) -> Read {
    if w.is(i, C::Il) && (w.is(i + 1, C::Y) && w.word(i + 2, "a")) {
        let (length, end) = counted(w, w.skip(i + 3, C::About))?;
        return Some((Meaning::new(Base::Away { length, by: -1, from: Origin::Paper }), end));
    }
    let (about, start) = super::length::approximately(w, i);
    let start = if about { start } else { i };
    let (length, end) = counted(w, start).or_else(|| plural(w, start))?;
    let (length, end) = more(w, length, end);
    let away = |by, from, end| Some((Meaning::new(Base::Away { length, by, from }), end));
    if w.is(end, C::Ago) && (w.word(end, "ago") || w.before(i, C::About)) {
        return away(-1, Origin::Paper, end + 1);
    }
    if w.is(end, C::From) || w.is(end, C::After) || w.is(end, C::Before) {
        let by = if w.is(end, C::Before) { -1 } else { 1 };
        if let Some((from, last)) = origin(w, end + 1) {
            return away(by, from, last);
        }
    }
    if w.word(end, "hence") {
        return away(1, Origin::Paper, end + 1);
    }
    if leads_on(w, end) {
        return None;
    }
    if w.is(end, C::Later) && w.ends(end + 1) | w.word(end, "later") {
        return away(1, Origin::Told, end + 1);
    }
    if w.is(end, C::Earlier) {
        return away(-1, Origin::Told, end + 1);
    }
    let plus_tard = w.french && w.word(end, "plus") && (w.word(end + 1, "tard") || w.word(end + 1, "tôt"));
    plus_tard.then(|| away(if w.word(end + 1, "tard") { 1 } else { -1 }, Origin::Told, end + 2)).flatten()
}

/// Whether "after" or "before" leads on to an event: "two weeks after the signing" is a length and no day.
fn leads_on(w: &Words<'_, '_>, i: usize) -> bool {
    let closes = |next: &super::Lexeme<'_>| {
        let phrase = [C::In, C::On, C::At, C::And, C::Or, C::Will, C::Did];
        next.kind == super::Kind::Point || phrase.iter().any(|c| next.is(*c))
    };
    (w.word(i, "after") || w.word(i, "before")) && !w.at(i + 1).is_none_or(closes)
}

/// Lengths that one length may be told in.
const LENGTHS_MAX: usize = 4;

/// "Two years, three months and a day": the finer lengths are dropped, their words are kept.
fn more(w: &Words<'_, '_>, length: Length, end: usize) -> (Length, usize) {
    let (mut finest, mut last) = (length, end);
    for _ in 1..LENGTHS_MAX {
        let next = counted(w, w.skip(w.comma(last), C::And)).filter(|(l, _)| l.unit < finest.unit);
        let Some((finer, behind)) = next else { break };
        (finest, last) = (finer, behind);
    }
    if w.any(last, &[C::Ago, C::Later, C::Earlier]) { (length, last) } else { (length, end) }
}

/// What a length is counted from: "now", "today", a date, "that".
fn origin(w: &Words<'_, '_>, i: usize) -> Option<(Origin, usize)> {
    if w.is(i, C::Now) {
        return Some((Origin::Paper, i + 1));
    }
    if let Some(days) = w.get(i, C::Today) {
        return Some((Origin::Today(days), i + 1));
    }
    if w.any(i, &[C::That, C::This]) && w.ends(i + 1) {
        return Some((Origin::Told, i + 1));
    }
    let (meaning, end) = super::date::date(w, i)
        .or_else(|| weekday_words(w, i))
        .or_else(|| pointed(w, i))
        .or_else(|| french_pointed(w, i))?;
    match meaning.base {
        Base::Day { year, month: Some(month), day } => Some((Origin::Day { year, month, day }, end)),
        Base::Weekday { day, by } => Some((Origin::Weekday { day, by }, end)),
        _ => None,
    }
}

/// "In two weeks", "in two weeks' time", "within three days": the preposition says that it lies ahead.
fn ahead(w: &Words<'_, '_>, i: usize) -> Read {
    let lead = i.checked_sub(1)?;
    let opens = w.word(lead, "in") || w.is(lead, C::Within) || w.word(lead, "dans");
    let (length, end) = opens.then(|| counted(w, w.skip(i, C::About))).flatten()?;
    let owned = end + usize::from(w.point(end, &["'", "’"]));
    let owned = owned + usize::from(w.word(owned, "s") && owned > end);
    let timed = w.is(owned, C::Time).then_some(owned + 1);
    let fine = matches!(length.unit, Unit::Second | Unit::Minute) && length.halves.is_none();
    let meant = timed.is_some() || w.ends(end) && !w.any(end, &[C::Of]);
    (meant && !fine)
        .then(|| (Meaning::new(Base::Away { length, by: 1, from: Origin::Paper }), timed.unwrap_or(end)))
}

/// "The weekend", "the year": the one that is told of.
fn the_unit(w: &Words<'_, '_>, i: usize) -> Read {
    let the = w.skip(i, C::The);
    let (found, end) = unit(w, the).filter(|(u, _)| *u >= Unit::Day && the > i && !w.is(the, C::Plural))?;
    let told = matches!(found, Unit::Weekend | Unit::Day | Unit::Week | Unit::Month | Unit::Year);
    let named = w.is(end, C::Of) || w.any(end, &[C::Before, C::After, C::That]);
    let from = if found == Unit::Weekend { Origin::Paper } else { Origin::Told };
    (told && !named && w.ends(end)).then(|| (shift(found, 0, from), end))
}

/// "The day before", "the week after": beside what was told last.
fn beside(w: &Words<'_, '_>, i: usize) -> Read {
    let (found, end) = unit(w, i + 1).filter(|(u, _)| w.is(i, C::The) && *u >= Unit::Day)?;
    let by = if w.word(end, "before") { -1 } else { i32::from(w.word(end, "after")) };
    (by != 0 && w.ends(end + 1) && !w.is(end + 1, C::The)).then(|| (shift(found, by, Origin::Told), end + 1))
}

/// "Year-end", "month's end".
fn unit_end(w: &Words<'_, '_>, i: usize) -> Read {
    let (found, end) = unit(w, i).filter(|(u, _)| matches!(u, Unit::Week | Unit::Month | Unit::Year))?;
    let owned = w.point(end, &["'", "’"]) && w.word(end + 1, "s");
    let at = if owned { end + 2 } else { end + usize::from(w.point(end, &["-"])) };
    (at > end && w.word(at, "end"))
        .then(|| (Meaning { edge: Some(Edge::Late), ..shift(found, 0, Origin::Told) }, at + 1))
}

/// "The first week of June", "the last two months of 1964", "the first Monday in May".
fn nth(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    let last = w.is(start, C::Last) || w.word(start, "final");
    let (n, next) = if last { (-1, start + 1) } else { ordinal(w, start)? };
    let n = i8::try_from(n).ok()?;
    if let Some(day) = weekday(w, next) {
        let (month, year, end) = month_behind(w, next + 1)?;
        return Some((Meaning::new(Base::NthWeekday { n, day, year, month }), end));
    }
    let number = count(w, next).filter(|(c, _)| c.is_some() && !w.is(next, C::A));
    let (count, at) = number.map_or((1, next), |(c, end)| (c.unwrap_or(2) / 2, end));
    let (unit, end) =
        unit(w, at).filter(|(u, _)| !matches!(u, Unit::Second | Unit::Minute | Unit::Quarter))?;
    if let Some((whole, by, from, end)) = whole_by(w, end).filter(|(whole, ..)| unit < *whole) {
        let base = Base::NthOf { n, unit, count: i8::try_from(count).ok()?, whole, by, from };
        return Some((Meaning::new(base), end));
    }
    let (month, year, end) = month_behind(w, end).map(|(m, y, e)| (Some(m), y, e)).or_else(|| {
        let at = w.skip(w.skip(end, C::Of), C::In);
        year(w, at).filter(|_| at > end).map(|(y, e)| (None, Some(y), e))
    })?;
    Some((Meaning::new(Base::Nth { n, unit, count: i8::try_from(count).ok()?, year, month }), end))
}

/// "Of next month", "of the year", "in that year": what a part belongs to, and the lexeme behind.
pub(super) fn whole_by(w: &Words<'_, '_>, i: usize) -> Option<(Unit, i32, Origin, usize)> {
    let of = w.any(i, &[C::Of, C::In]).then_some(i + 1)?;
    let at = w.skip(of, C::The);
    let (by, from, at) = match pointer(w, at, at > of) {
        Some((by, from)) => (by, from, at + 1),
        None => (at > of).then_some((0, Origin::Told, at))?,
    };
    let (whole, end) = unit(w, at).filter(|_| !w.is(at, C::Plural) && !w.french)?;
    let sound =
        matches!(whole, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century);
    (sound && !w.is(end, C::Of) && year(w, end).is_none()).then_some((whole, by, from, end))
}

fn month_behind(w: &Words<'_, '_>, i: usize) -> Option<(i8, Option<i16>, usize)> {
    let of = i + usize::from(w.any(i, &[C::Of, C::In]));
    let (month, end) = month_name(w, of).filter(|_| of > i)?;
    let year = year(w, w.comma(end));
    Some((month, year.map(|y| y.0), year.map_or(end, |y| y.1)))
}

/// "The month after next", "the week before last".
fn second(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    let unit = w.unit(start).filter(|u| *u >= Unit::Week && !w.is(start, C::Plural))?;
    let far = |word, pointer| w.word(start + 1, word) && w.word(start + 2, pointer) && w.ends(start + 3);
    let by = if far("after", "next") { 2 } else { far("before", "last").then_some(-2)? };
    Some((shift(unit, by, Origin::Paper), start + 3))
}

/// "The week of June 4", "week ending Friday 12 June", "la semaine du 4 juin".
fn week_of(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    (w.unit(start) == Some(Unit::Week) && !w.is(start, C::Plural)).then_some(())?;
    let opens = ["beginning", "starting", "commencing"].iter().any(|e| w.word(start + 1, e));
    let closes = w.word(start + 1, "ending") || w.word(start + 1, "ended");
    let of = start + 1 + usize::from(opens || closes || w.any(start + 1, &[C::Of, C::Following]));
    let of = if opens || closes { w.skip(of, C::On) } else { of };
    let (meaning, end) = super::date::date(w, of).filter(|_| of > start + 1)?;
    let Base::Day { year, month: Some(month), day } = meaning.base else { return None };
    Some((Meaning::new(Base::WeekOf { year, month, day, closes }), end))
}

/// "Early October", "mid-1964", "the end of the month", "late last year", "fin mars", "later this week".
pub(super) fn edged(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    let (edge, next) = edge(w, start).or_else(|| half_of(w, start))?;
    let (meaning, end) = whole(w, next).or_else(|| mid_unit(w, next))?;
    meaning.edge.is_none().then_some((Meaning { edge: Some(edge), ..meaning }, end))
}

fn edge(w: &Words<'_, '_>, i: usize) -> Option<(Edge, usize)> {
    if let Some(edge) = w.get(i, C::Edge).and_then(Edge::from_value) {
        let dash = i + 1 + usize::from(w.point(i + 1, &["-"]));
        let part = w.word(dash, "part") || w.word(dash, "days");
        let dash = dash + usize::from(part);
        let lead =
            if w.any(dash, &[C::In, C::Of, C::On]) { w.skip(dash + 1, C::The) } else { w.skip(dash, C::The) };
        return Some((edge, lead));
    }
    if let Some(edge) = w.get(i, C::Sooner).and_then(Edge::from_value) {
        let lead = w.skip(w.skip(i + 1, C::In), C::The);
        let unit = w.any(lead, &[C::This, C::That])
            || lead > i + 1 && unit(w, lead).is_some()
            || w.is(lead, C::Last);
        return unit.then_some((edge, lead));
    }
    let edge = w.get(i, C::EdgeOf).and_then(Edge::from_value)?;
    w.is(i + 1, C::Of).then_some((edge, i + 2))
}

/// "Mid-month", "mid-week": the one in which the paper was written.
fn mid_unit(w: &Words<'_, '_>, i: usize) -> Read {
    let joined = i >= 2 && w.word(i - 2, "mid") && w.point(i - 1, &["-"]) && w.glued(i);
    let (unit, end) = unit(w, i).filter(|(u, _)| matches!(u, Unit::Week | Unit::Month | Unit::Year))?;
    (joined && w.ends(end) && !w.is(i, C::Plural)).then(|| (shift(unit, 0, Origin::Paper), end))
}

/// "First half of", "latter half of".
fn half_of(w: &Words<'_, '_>, i: usize) -> Option<(Edge, usize)> {
    let last = w.is(i, C::Last) || w.word(i, "latter");
    let (n, end) = if last { (2, i + 1) } else { ordinal(w, i)? };
    let edge = if n == 1 { Edge::FirstHalf } else { (n == 2).then_some(Edge::SecondHalf)? };
    (w.is(end, C::Half) && w.is(end + 1, C::Of)).then_some((edge, end + 2))
}

/// What an edge may belong to.
fn whole(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    let mark = start + usize::from(w.french && w.point(start, &["'", "’"]));
    let mark = mark + usize::from(mark > start && w.is(mark, C::Of));
    let coarse = |m: &Meaning| !m.is_day() || matches!(m.base, Base::Shift { .. } | Base::Weekday { .. });
    let named = super::date::date(w, mark).or_else(|| super::year::year_words(w, mark));
    let named = [named, relative(w, i), relative(w, mark)]
        .into_iter()
        .flatten()
        .filter(|(m, _)| coarse(m) && m.clock.is_none());
    if let Some(found) = named.max_by_key(|(_, end)| *end) {
        return Some(found);
    }
    if let Some(found) = part_of_day(w, start) {
        return Some(found);
    }
    let (unit, end) = unit(w, mark).filter(|(u, _)| (mark > i || w.before(i, C::Of)) && *u >= Unit::Day)?;
    (!w.is(mark, C::Plural)).then(|| (shift(unit, 0, Origin::Paper), end))
}

/// "The morning of April 19", "the night of 4 March", "the morning", "at night".
pub(super) fn part_of_day(w: &Words<'_, '_>, i: usize) -> Read {
    let start = w.skip(i, C::The);
    let start = start + usize::from(w.french && w.point(start, &["'", "’"]));
    let part = DayPart::from_value(w.get(start, C::Part)?)?;
    if matches!(part, DayPart::Dawn | DayPart::Dusk) && w.at(start)?.is_capital() {
        return None;
    }
    let end = start + 1 + usize::from(w.word(start + 1, "hours"));
    let of = w.skip(w.skip(w.comma(end), C::Of), C::On);
    if let Some((meaning, last)) =
        super::bare(w, of).filter(|(m, _)| of > end && m.is_day() && m.part.is_none())
    {
        return Some((Meaning { part: Some(part), ..meaning }, last));
    }
    let night = w.word(start, "night") && start == i && !w.before_any(i, &[C::At, C::Edge]);
    let greeting =
        w.before(start, C::A) || i > 0 && ["good", "bonne", "bon"].iter().any(|g| w.word(i - 1, g));
    (!night && !greeting && !w.is(start, C::Plural))
        .then(|| (Meaning { part: Some(part), ..Meaning::new(Base::Part) }, end))
}
