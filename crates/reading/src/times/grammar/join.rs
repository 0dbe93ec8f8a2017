//! Ranges and lists: "from 3 to 5 May", "1963–64", "Monday to Friday", "September 26 and 27".

use super::number::{century, day, year};
use super::{Words, one};
use crate::times::meaning::{Base, Meaning, Piece, Shape};
use crate::times::vocabulary::C;

pub(super) fn shape(w: &Words<'_, '_>, i: usize) -> Option<Shape> {
    let first = one(w, i).map(|(meaning, last)| Piece { meaning, first: i, last });
    let days = days_of_month(w, i);
    let joined = first.and_then(|f| days_behind(w, f).or_else(|| years(w, f)).or_else(|| both(w, i, f)));
    let joined = first.and_then(|f| hours_behind(w, f)).or(joined);
    let hours = hours(w, i).or_else(|| hours_in_figures(w, i));
    let alone = first.map(Shape::One);
    [alone, joined, hours, days]
        .into_iter()
        .flatten()
        .reduce(|best, next| if next.last() > best.last() { next } else { best })
}

/// How two times are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    Range,
    List,
}

/// The word or stroke between two times: what it does, and the lexeme behind.
fn joint(w: &Words<'_, '_>, i: usize, between: bool) -> Option<(Joint, usize)> {
    if w.point(i, &["-", "–", "—", "~", "/"]) {
        let doubled = w.point(i, &["-"]) && w.point(i + 1, &["-"]);
        return Some((Joint::Range, i + 1 + usize::from(doubled)));
    }
    if w.any(i, &[C::To, C::Dash]) {
        let until = w.skip(i + 1, C::To);
        return Some((Joint::Range, w.skip(until, C::The)));
    }
    if w.is(i, C::And) {
        return Some((if between { Joint::Range } else { Joint::List }, w.skip(i + 1, C::The)));
    }
    w.is(i, C::Or).then_some((Joint::List, w.skip(i + 1, C::The)))
}

fn between(w: &Words<'_, '_>, i: usize) -> bool {
    let before = if w.before(i, C::The) { i - 1 } else { i };
    w.before(before, C::Between)
}

/// "From", "between" before the first: they belong to the range.
fn opening(w: &Words<'_, '_>, i: usize) -> usize {
    let lead = if w.before(i, C::The) { i - 1 } else { i };
    if w.before_any(lead, &[C::From, C::Between]) { lead - 1 } else { i }
}

/// "3 to 5 May 1964", "26 and 27 September", "du 3 au 5 mai", "the 23rd–24th of November".
fn days_of_month(w: &Words<'_, '_>, i: usize) -> Option<Shape> {
    let start = w.skip(i, C::The);
    let (first_day, end) = day(w, start, w.before_any(i, &[C::Between, C::From]))?;
    let (kind, next) = joint(w, end, between(w, i))?;
    let next = w.skip(next, C::The);
    let (second, last) = super::date::date(w, next)?;
    let Base::Day { year, month: Some(month), day } = second.base else { return None };
    let plain =
        second.clock.is_none() && w.at(next).is_some_and(|l| !l.is(C::Month)) && second.swapped.is_none();
    (plain && first_day < day).then_some(())?;
    let first = Meaning::new(Base::Day { year, month: Some(month), day: first_day });
    let pieces =
        [Piece { meaning: first, first: i, last: end }, Piece { meaning: second, first: next, last }];
    Some(join(w, kind, i, pieces))
}

/// "May 3–5", "November 23/24", "September 26 and 27, 1957", "April 9th through 17th".
fn days_behind(w: &Words<'_, '_>, first: Piece) -> Option<Shape> {
    let Base::Day { year: None, month, day: from } = first.meaning.base else { return None };
    let bare = month.is_none() && super::number::ordinal(w, w.skip(first.last + 1, C::The)).is_none();
    if bare {
        return None;
    }
    let (kind, next) = joint(w, first.last, between(w, first.first)).or_else(|| {
        let listed = w.point(first.last, &[","]) && first.meaning.clock.is_none();
        listed.then_some((Joint::List, first.last + 1))
    })?;
    let (to, end) = day(w, w.skip(next, C::The), false)?;
    let other = to <= from
        || w.is(end, C::Month)
        || w.any(end, &[C::Am, C::Pm, C::Hours, C::Unit])
        || w.point(end, &[":", "%"]);
    let comma = w.point(first.last, &[","]) && !w.is(end, C::And) && !w.point(end, &[","]);
    let noun = kind == Joint::List && !w.ends(end);
    (!other && !comma && !noun).then_some(())?;
    let found = year(w, w.comma(end));
    let year = found.map(|y| y.0);
    let of = |day| Meaning::new(Base::Day { year, month, day });
    let head = Piece { meaning: Meaning { weekday: first.meaning.weekday, ..of(from) }, ..first };
    let tail = Piece { meaning: of(to), first: next, last: found.map_or(end, |y| y.1) };
    if kind == Joint::List {
        return Some(Shape::List(more_days(w, month, vec![head, tail])));
    }
    Some(join(w, kind, first.first, [head, tail]))
}

/// Further days of a list: "September 3, 4 and 5".
fn more_days(w: &Words<'_, '_>, month: Option<i8>, mut list: Vec<Piece>) -> Vec<Piece> {
    const DAYS_MAX: usize = 12;
    while let Some(last) = list.last().copied().filter(|_| list.len() < DAYS_MAX) {
        let comma = w.comma(last.last);
        let next = w.skip(comma, C::And);
        let Some((to, end)) =
            day(w, next, false).filter(|(_, e)| next > last.last && w.ends(*e) && !w.is(*e, C::Month))
        else {
            break;
        };
        let meaning = Meaning::new(Base::Day { year: None, month, day: to });
        list.push(Piece { meaning, first: next, last: end });
    }
    list
}

/// "1963–64", "1939-1945", "1963/64".
fn years(w: &Words<'_, '_>, first: Piece) -> Option<Shape> {
    let Base::Year(from) = first.meaning.base else { return None };
    let dash = w.point(first.last, &["-", "–", "/"]);
    let short = w.figure(first.last + 1, 2).filter(|_| {
        dash && w.glued(first.last) && w.glued(first.last + 1) && w.text(first.last + 1).len() == 2
    })?;
    let to = i16::try_from(short).ok().map(|s| from - from % 100 + s).filter(|t| *t > from)?;
    let continues = w.glued(first.last + 2) && w.point(first.last + 2, &["-", "/"]);
    let tail = Piece { meaning: Meaning::new(Base::Year(to)), first: first.last + 1, last: first.last + 2 };
    let alone = !continues && century(short).is_some();
    alone.then(|| join(w, Joint::Range, first.first, [first, tail]))
}

/// Two whole times, of which the second may lend the first its year or its day.
fn both(w: &Words<'_, '_>, i: usize, first: Piece) -> Option<Shape> {
    let (kind, next) = joint(w, first.last, between(w, i))?;
    let (second, last) = one(w, next)?;
    let (head, shared) = lend(first.meaning, second)?;
    (kind == Joint::Range || shared).then_some(())?;
    let tail = carry(head, second);
    let pieces = [Piece { meaning: head, ..first }, Piece { meaning: tail, first: next, last }];
    Some(join(w, kind, i, pieces))
}

/// The first time with what the second lends it, where the two go together, and whether anything was lent.
fn lend(first: Meaning, second: Meaning) -> Option<(Meaning, bool)> {
    use Base::{Clock, Day, Decade, Month, MonthBy, Now, Quarter, Season, Shift, Weekday, Year, YearBc};
    let lent = |base| Some((Meaning { base, ..first }, true));
    match (first.base, second.base) {
        (
            Month { year: None, month },
            Month { year: Some(y), month: m } | Day { year: Some(y), month: Some(m), .. },
        ) => lent(Month { year: Some(if month > m { y - 1 } else { y }), month }),
        (
            Day { year: None, month: Some(month), day },
            Day { year: Some(y), month: Some(m), .. } | Month { year: Some(y), month: m },
        ) => lent(Day { year: Some(if month > m { y - 1 } else { y }), month: Some(month), day }),
        (Season { year: None, season, by: None }, Season { year: Some(y), season: s, .. }) => {
            lent(Season { year: Some(if season > s { y - 1 } else { y }), season, by: None })
        }
        (Quarter { year: None, n, fiscal }, Quarter { year: Some(y), .. }) => {
            lent(Quarter { year: Some(y), n, fiscal })
        }
        (Clock, base) if second.clock.is_some() && second.is_day() => lent(base),
        (base, Clock) if first.is_day() && first.clock.is_some() => Some((Meaning { base, ..first }, false)),
        (Clock, Clock)
        | (MonthBy { .. }, Month { .. } | MonthBy { .. })
        | (Month { .. }, Month { .. } | Now | Day { .. } | Year(_) | Shift { .. })
        | (Day { .. }, Day { .. } | Now | Shift { .. } | Month { .. } | Weekday { .. })
        | (Year(_), Year(_) | Now | Month { .. } | Day { .. } | Shift { .. })
        | (YearBc(_), YearBc(_))
        | (Weekday { .. }, Weekday { .. } | Day { .. })
        | (Season { .. }, Season { .. })
        | (Quarter { .. }, Quarter { .. })
        | (Decade { .. }, Decade { .. })
        | (Now, Now | Day { .. } | Shift { .. } | Month { .. } | Year(_) | Weekday { .. } | Clock)
        | (Shift { .. }, Shift { .. } | Now | Day { .. } | Weekday { .. }) => Some((first, false)),
        _ => None,
    }
}

/// The second time with the year or the day of the first.
fn carry(first: Meaning, second: Meaning) -> Meaning {
    use Base::{Clock, Day, Month};
    let after = |y: i16, from: i8, to: i8| if to < from { y + 1 } else { y };
    let base = match (first.base, second.base) {
        (
            Day { year: Some(y), month: Some(m), .. } | Month { year: Some(y), month: m },
            Day { year: None, month: Some(month), day },
        ) => Day { year: Some(after(y, m, month)), month: Some(month), day },
        (
            Day { year: Some(y), month: Some(m), .. } | Month { year: Some(y), month: m },
            Month { year: None, month },
        ) => Month { year: Some(after(y, m, month)), month },
        (base, Clock) if first.is_day() => base,
        (_, base) => base,
    };
    Meaning { base, ..second }
}

/// "Monday from 10 to 12", "15 October between 9.30 and 11".
fn hours_behind(w: &Words<'_, '_>, first: Piece) -> Option<Shape> {
    let day = first.meaning.is_day() && first.meaning.clock.is_none();
    let next = w.comma(first.last);
    let lead = if w.any(next, &[C::From, C::Between]) { next + 1 } else { next };
    let plain = || one(w, lead).and_then(|(m, last)| both(w, lead, Piece { meaning: m, first: lead, last }));
    let found = day.then(|| hours(w, lead).or_else(plain)).flatten()?;
    let Shape::Range { whole, ends } = found else { return None };
    let clocks = ends.iter().all(|p| p.meaning.base == Base::Clock);
    let with = |p: Piece| Piece {
        meaning: Meaning { clock: p.meaning.clock, zone: p.meaning.zone, ..first.meaning },
        ..p
    };
    clocks.then(|| Shape::Range { whole: (first.first, whole.1), ends: ends.map(with) })
}

/// "5 to 6 p.m.", "from 10–4", "9 to 11 a.m.": the half of the day is the second's.
fn hours(w: &Words<'_, '_>, i: usize) -> Option<Shape> {
    let start = w
        .figure(i, 2)
        .map(|n| (n, i + 1))
        .or_else(|| super::number::in_words(w, i))
        .filter(|(n, _)| *n <= 24)?;
    let led = w.before_any(i, &[C::From, C::Between]);
    let (kind, next) = joint(w, start.1, between(w, i)).filter(|(k, _)| *k == Joint::Range)?;
    let (second_piece, last) = super::clock::leading(w, next).or_else(|| led_hour(w, next, led))?;
    let end = second_piece.clock?;
    let hour = i8::try_from(start.0).ok()?;
    let moved = if end.hour() >= 12 && hour < 12 && (hour + 12 <= end.hour()) { hour + 12 } else { hour };
    let clock = jiff::civil::Time::new(moved % 24, 0, 0, 0).ok()?;
    let head = Meaning { clock: Some(clock), ..second_piece };
    let sound = led || w.figure(i, 2).is_some() || !w.ends(start.1);
    let pieces = [
        Piece { meaning: head, first: i, last: start.1 },
        Piece { meaning: second_piece, first: next, last },
    ];
    sound.then(|| join(w, kind, i, pieces))
}

/// "0930–1030", "between 1430 and 1500": hours in four figures, where a nought or a preposition says so.
fn hours_in_figures(w: &Words<'_, '_>, i: usize) -> Option<Shape> {
    let first = four_figures(w, i)?;
    let led = between(w, i) || w.text(i).starts_with('0');
    let (_, next) = joint(w, i + 1, between(w, i)).filter(|(kind, _)| led && *kind == Joint::Range)?;
    let last = four_figures(w, next).filter(|_| closes(w, next + 1))?;
    let nought = w.text(i).starts_with('0') || w.text(next).starts_with('0');
    let end = w.skip(next + 1, C::Hours);
    let head = Piece { meaning: first, first: i, last: i + 1 };
    let tail = Piece { meaning: last, first: next, last: end };
    (nought || end > next + 1).then(|| join(w, Joint::Range, i, [head, tail]))
}

/// Whether an hour in four figures is over: "0930–1030 Meeting" opens a line of a diary.
fn closes(w: &Words<'_, '_>, i: usize) -> bool {
    w.ends(i) || w.is(i, C::Hours) || w.at(i).is_some_and(|l| l.is_capital() && !l.glued)
}

/// An hour in four figures.
fn four_figures(w: &Words<'_, '_>, i: usize) -> Option<Meaning> {
    let value = w.figure(i, 4).filter(|_| w.text(i).len() == 4)?;
    let clock = jiff::civil::Time::new((value / 100) as i8, (value % 100) as i8, 0, 0).ok()?;
    Some(Meaning { clock: Some(clock), ..Meaning::new(Base::Clock) })
}

/// A bare hour behind "from 10 to".
fn led_hour(w: &Words<'_, '_>, i: usize, led: bool) -> Option<(Meaning, usize)> {
    let hour = led.then(|| super::clock::clock(w, i, true)).flatten()?;
    let clock = Meaning { clock: Some(hour.time), zone: hour.zone, ..Meaning::new(Base::Clock) };
    w.ends(hour.end).then_some((clock, hour.end))
}

fn join(w: &Words<'_, '_>, kind: Joint, i: usize, pieces: [Piece; 2]) -> Shape {
    match kind {
        Joint::Range => Shape::Range { whole: (opening(w, i), pieces[1].last), ends: pieces },
        Joint::List => Shape::List(pieces.to_vec()),
    }
}
