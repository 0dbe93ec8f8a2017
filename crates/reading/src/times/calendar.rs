//! The calendar: a meaning and an anchor become an interval.

use super::Interval;
use super::TimeGrain as Grain;
use super::lean::Direction;
use super::meaning::{Base, DayPart, Edge, Feast, Length, Meaning, Origin, Unit};
use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};
use jiff::{Span, ToSpan};

/// What times are told from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Anchors {
    /// The paper's date.
    pub paper: Option<Date>,
    /// The last date told.
    pub told: Option<Date>,
    /// Whether a day without a year belongs to the last date told.
    pub narrates: bool,
}

impl Anchors {
    fn yearless(&self) -> Option<Date> {
        if self.narrates { self.told.or(self.paper) } else { self.paper }
    }

    fn origin(&self, from: Origin, lean: Option<Direction>) -> Option<Date> {
        match from {
            Origin::Paper if self.narrates => self.told.or(self.paper),
            Origin::Paper => self.paper,
            Origin::Told => self.told.or(self.paper),
            Origin::Day { year: Some(year), month, day } => Date::new(year, month, day).ok(),
            Origin::Day { year: None, month, day } => {
                nearest(self.yearless()?, lean, |y| Date::new(y, month, day).ok())
            }
            Origin::Weekday { day, by } => weekday_by(self.paper?, day, by, lean),
            Origin::Today(days) => plus(self.paper?, days.days()),
        }
    }
}

/// First day, one past the last, and grain.
type Days = (Date, Date, Grain);

/// The interval of a meaning and its grain.
pub(super) fn interval(m: &Meaning, anchors: &Anchors, lean: Option<Direction>) -> Option<(Interval, Grain)> {
    if let Base::Away {
        length: Length { halves: Some(n), unit: unit @ (Unit::Hour | Unit::Minute | Unit::Second) },
        by,
        from,
    } = m.base
    {
        return hours_away(anchors.origin(from, lean)?, n, unit, by);
    }
    let lean = lean.filter(|_| !(anchors.narrates && anchors.told.is_some()));
    let (from, until, grain) = days(m, anchors, lean)?;
    let (from, until) = (from.to_datetime(Time::midnight()), until.to_datetime(Time::midnight()));
    let now = anchors.yearless().map(|d| d.to_datetime(Time::midnight()));
    let (from, until) = m.edge.map_or((from, until), |e| edge(from, until, now, e));
    let day = from.date();
    if let Some(clock) = m.clock {
        let at = day.to_datetime(clock);
        return Some((Interval { from: at, until: at }, Grain::Minute));
    }
    match m.part {
        Some(part) => part_of(day, part).map(|i| (i, Grain::Part)),
        None => Some((Interval { from, until }, grain)),
    }
}

fn hours_away(origin: Date, halves: i32, unit: Unit, by: i32) -> Option<(Interval, Grain)> {
    let seconds = match unit {
        Unit::Hour => 1800,
        Unit::Minute => 30,
        _ => 1,
    };
    let at = origin
        .to_datetime(Time::midnight())
        .checked_add((i64::from(halves) * seconds * i64::from(by)).seconds())
        .ok()?;
    Some((Interval { from: at, until: at }, Grain::Minute))
}

fn part_of(day: Date, part: DayPart) -> Option<Interval> {
    let (first, last) = match part {
        DayPart::Morning => (6, 12),
        DayPart::Afternoon => (12, 18),
        DayPart::Evening => (18, 24),
        DayPart::Night => (20, 30),
        DayPart::Daytime => (8, 18),
        DayPart::Dawn => (5, 7),
        DayPart::Dusk => (17, 19),
        DayPart::Midday => (12, 14),
    };
    let start = day.to_datetime(Time::midnight());
    let at = |hours: i64| start.checked_add(hours.hours()).ok();
    Some(Interval { from: at(first)?, until: at(last)? })
}

/// A third of a stretch, or a half, or what is left of it; in whole days where it is longer than a day.
fn edge(from: DateTime, until: DateTime, now: Option<DateTime>, edge: Edge) -> (DateTime, DateTime) {
    let hours = from.date().until(until.date()).map_or(0, |s| i64::from(s.get_days()) * 24);
    let third = if hours > 72 { hours / 72 * 24 } else { hours / 3 };
    let half = if hours > 48 { hours / 48 * 24 } else { hours / 2 };
    let plus = |h: i64| from.checked_add(h.hours()).unwrap_or(until);
    match edge {
        Edge::Early => (from, plus(third)),
        Edge::Mid => (plus(third), plus(hours - third)),
        Edge::Late => (plus(hours - third), until),
        Edge::Rest => (now.filter(|n| (from..until).contains(n)).unwrap_or(from), until),
        Edge::FirstHalf => (from, plus(half)),
        Edge::SecondHalf => (plus(half), until),
    }
}

fn days(m: &Meaning, anchors: &Anchors, lean: Option<Direction>) -> Option<Days> {
    match m.base {
        Base::Day { year: Some(y), month: Some(mo), day } => one_day(Date::new(y, mo, day).ok()?),
        Base::Day { year: None, month: Some(mo), day } => {
            let of = |y| Date::new(y, mo, day).ok();
            one_day(match m.weekday {
                Some(weekday) => on_weekday(anchors.yearless()?, weekday, of)
                    .or_else(|| nearest(anchors.yearless()?, lean, of))?,
                None => nearest(anchors.yearless()?, lean, of)?,
            })
        }
        Base::Day { month: None, day, .. } => {
            one_day(day_near(anchors.told.or(anchors.paper)?, day, m.weekday, lean)?)
        }
        Base::Month { year: Some(y), month } => one_month(Date::new(y, month, 1).ok()?),
        Base::Month { year: None, month } => one_month(nearest_month(anchors.yearless()?, lean, month)?),
        Base::Year(y) => years(y, 1, Grain::Year),
        Base::YearBc(_) | Base::Event | Base::Length(_) | Base::Set { .. } | Base::Past | Base::Future => {
            None
        }
        Base::Now => one_day(anchors.paper?),
        Base::Decade { year, .. } => years(year, 10, Grain::Decade),
        Base::Century(year) => years(year, 100, Grain::Century),
        Base::Season { year, season, by } => season_of(anchors.yearless(), year, season, by, lean),
        Base::Quarter { year, n, fiscal } => {
            let month = n * 3 - 2;
            let year = year.or_else(|| Some(nearest_month(anchors.yearless()?, lean, month)?.year()))?;
            let (first, _, _) = if fiscal { fiscal_year(year)? } else { years(year, 1, Grain::Year)? };
            months(plus(first, (month - 1).months())?, 3, Grain::Quarter)
        }
        Base::Half { year, n } => {
            let year = year.or_else(|| Some(anchors.yearless()?.year()))?;
            months(Date::new(year, if n == 1 { 1 } else { 7 }, 1).ok()?, 6, Grain::Half)
        }
        Base::Fiscal(year) => fiscal_year(year),
        Base::FiscalBy(by) => fiscal_year_by(anchors.yearless()?, by),
        Base::WeekNumber { year, n } => {
            let year = year.or_else(|| Some(anchors.yearless()?.year()))?;
            shifted(ISOWeekDate::new(year, n, Weekday::Monday).ok()?.date(), Unit::Week, 0)
        }
        Base::Weekday { day, by } => one_day(weekday_by(anchors.paper?, day, by, lean)?),
        Base::WeekdayOf { day, weeks } => one_day(day_of_week(anchors.paper?, day, weeks)?),
        Base::MonthsOf { month, months: n, years, from } => {
            let year = year_by(anchors.origin(from, lean)?, years)?;
            months(
                Date::new(year, month, 1).ok()?,
                i32::from(n),
                if n == 1 { Grain::Month } else { Grain::Season },
            )
        }
        Base::MonthBy { month, by } => one_month(month_by(anchors.paper?, month, by)?),
        Base::Shift { unit: Unit::Weekend, by: 0, from } if lean == Some(Direction::Past) => {
            shifted(anchors.origin(from, lean)?, Unit::Weekend, -1)
        }
        Base::Shift { unit, by, from } => shifted(anchors.origin(from, lean)?, unit, by),
        Base::Away { length, by, from } => away(anchors.origin(from, lean)?, length, by, from),
        Base::Stretch { length, by, from } => stretch(anchors.origin(from, lean)?, length, by),
        Base::Nth { n, unit, count, year, month } => {
            nth(anchors.yearless(), n, unit, count, year, month, lean)
        }
        Base::NthOf { n, unit, count, whole, by, from } => {
            let (from, until, _) = shifted(anchors.origin(from, lean)?, whole, by)?;
            nth_within(from, until, n, unit, count)
        }
        Base::NthWeekday { n, day, year, month } => {
            let first = whole_month(anchors.yearless(), year, month, lean)?;
            one_day(first.nth_weekday_of_month(n, day).ok()?)
        }
        Base::Easter { year, days } => {
            one_day(nearest_year(anchors.yearless(), year, lean, |y| from_easter(y, days))?)
        }
        Base::FeastBy { feast, by } => one_day(feast_by(anchors.paper?, feast, by)?),
        Base::WeekOf { year, month, day, closes } => {
            let of = |y| Date::new(y, month, day).ok();
            let day = year.and_then(of).or_else(|| nearest(anchors.yearless()?, lean, of))?;
            let first = if closes { plus(day, (-6).days())? } else { day };
            Some((first, plus(first, 7.days())?, Grain::Week))
        }
        Base::Instant { day, months } => {
            let base = plus(anchors.paper?.first_of_month(), months.months())?;
            one_day(Date::new(base.year(), base.month(), day).ok()?)
        }
        Base::Clock | Base::Part => {
            one_day(if anchors.narrates { anchors.told.or(anchors.paper)? } else { anchors.paper? })
        }
    }
}

/// The day of a movable feast in a year, or in the year nearest to the anchor.
fn nearest_year(
    anchor: Option<Date>,
    year: Option<i16>,
    lean: Option<Direction>,
    of: impl Fn(i16) -> Option<Date>,
) -> Option<Date> {
    match year {
        Some(year) => of(year),
        None => nearest(anchor?, lean, of),
    }
}

fn from_easter(year: i16, days: i16) -> Option<Date> {
    plus(easter(year)?, i32::from(days).days())
}

/// Easter Sunday, by the rule of the Gregorian calendar.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (golden, century) = (y % 19, y / 100);
    let correction = century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15;
    let epact = correction % 30;
    let moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
    let weekday = (y + y / 4 + moon + 2 - century + century / 4) % 7;
    let march = 28 + moon - weekday;
    plus(Date::new(year, 3, 1).ok()?, (march - 1).days())
}

fn plus(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

fn one_day(day: Date) -> Option<Days> {
    Some((day, day.tomorrow().ok()?, Grain::Day))
}

fn months(first: Date, n: i32, grain: Grain) -> Option<Days> {
    Some((first, plus(first, n.months())?, grain))
}

fn one_month(first: Date) -> Option<Days> {
    months(first, 1, Grain::Month)
}

fn years(first: i16, n: i32, grain: Grain) -> Option<Days> {
    let first = Date::new(first, 1, 1).ok()?;
    Some((first, plus(first, n.years())?, grain))
}

/// The fiscal year of the American government: from July of the year before, from October since 1976.
fn fiscal_year(year: i16) -> Option<Days> {
    let month = if year >= 1977 { 10 } else { 7 };
    months(Date::new(year.checked_sub(1)?, month, 1).ok()?, 12, Grain::Year)
}

/// The fiscal year in which a day lies, or one so many years on.
fn fiscal_year_by(anchor: Date, by: i32) -> Option<Days> {
    let next = fiscal_year(year_by(anchor, 1)?)?;
    fiscal_year(year_by(anchor, by + i32::from(next.0 <= anchor))?)
}

/// The feast of the anchor's year, the last one before the anchor or the next one behind it.
fn feast_by(anchor: Date, feast: Feast, by: i32) -> Option<Date> {
    let of = |n: i32| feast_of(year_by(anchor, n)?, feast);
    match by {
        0 => of(0),
        1.. => of(0).filter(|d| *d > anchor).or_else(|| of(1)),
        _ => of(0).filter(|d| *d < anchor).or_else(|| of(-1)),
    }
}

fn feast_of(year: i16, feast: Feast) -> Option<Date> {
    match feast {
        Feast::Fixed(month, day) => Date::new(year, month, day).ok(),
        Feast::Nth(n, day, month) => Date::new(year, month, 1).ok()?.nth_weekday_of_month(n, day).ok(),
        Feast::Easter(days) => from_easter(year, days),
    }
}

/// Days by which a date ahead may lie behind the anchor, and the other way round: papers are dated before
/// they are sent.
const SLACK_DAYS: i32 = 7;
/// Days by which the direction that the words give is preferred: half a year and a little more.
const TILT_DAYS: i32 = 60;

/// A day without a year: the nearest, tilted the way that the words lean.
fn nearest(anchor: Date, lean: Option<Direction>, of_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
    let dates = years.into_iter().filter_map(of_year);
    match lean {
        Some(Direction::Past) => dates.min_by_key(|d| away_days(anchor, *d, -1)),
        Some(Direction::Future) => dates.min_by_key(|d| away_days(anchor, *d, 1)),
        None => dates.min_by_key(|d| distance(anchor, *d).abs()),
    }
}

/// How far a day lies from the anchor, the wrong way counted as farther.
fn away_days(anchor: Date, day: Date, sign: i32) -> i32 {
    let ahead = distance(anchor, day) * sign;
    if ahead >= -SLACK_DAYS { ahead.abs() } else { ahead.abs() + 2 * TILT_DAYS }
}

fn distance(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX / 4, |s| s.get_days())
}

/// The year in which a stated weekday falls on the day.
fn on_weekday(anchor: Date, weekday: Weekday, of_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    const YEARS: i16 = 1;
    let dates = (-YEARS..=YEARS).filter_map(|n| of_year(anchor.year() + n));
    dates
        .filter(|d| d.weekday() == weekday && distance(anchor, *d).abs() < YEARLESS_DAYS_MAX)
        .min_by_key(|d| distance(anchor, *d).abs())
}

/// Days from a paper within which a day without a year lies.
const YEARLESS_DAYS_MAX: i32 = 230;

/// A day without a month: in the month of the anchor or a neighbour.
fn day_near(anchor: Date, day: i8, weekday: Option<Weekday>, lean: Option<Direction>) -> Option<Date> {
    let of = |n: i32| {
        let first = plus(anchor.first_of_month(), n.months())?;
        Date::new(first.year(), first.month(), day).ok()
    };
    let mut dates = [-1, 0, 1].into_iter().filter_map(of);
    if let Some(weekday) = weekday {
        return (-12..=12)
            .filter_map(of)
            .filter(|d| d.weekday() == weekday)
            .min_by_key(|d| distance(anchor, *d).abs());
    }
    match lean {
        Some(Direction::Past) => dates.rfind(|d| *d <= anchor),
        Some(Direction::Future) => dates.find(|d| *d >= anchor),
        None => of(0),
    }
}

/// A month: after the anchor's own where the words look ahead, up to it where they look back.
fn nearest_month(anchor: Date, lean: Option<Direction>, month: i8) -> Option<Date> {
    let ahead = i32::from(month) - i32::from(anchor.month());
    let year = match lean {
        Some(Direction::Future) if ahead < 0 => anchor.year() + 1,
        Some(Direction::Past) if ahead > 0 => anchor.year() - 1,
        None if ahead > 6 => anchor.year() - 1,
        None if ahead < -6 => anchor.year() + 1,
        _ => anchor.year(),
    };
    Date::new(year, month, 1).ok()
}

fn month_by(anchor: Date, month: i8, by: i32) -> Option<Date> {
    let year = match by {
        1 if month <= anchor.month() => anchor.year() + 1,
        -1 if month >= anchor.month() => anchor.year() - 1,
        _ => anchor.year(),
    };
    Date::new(year, month, 1).ok()
}

fn whole_month(anchor: Option<Date>, year: Option<i16>, month: i8, lean: Option<Direction>) -> Option<Date> {
    match year {
        Some(year) => Date::new(year, month, 1).ok(),
        None => nearest_month(anchor?, lean, month),
    }
}

fn season_of(
    anchor: Option<Date>,
    year: Option<i16>,
    season: i8,
    by: Option<i32>,
    lean: Option<Direction>,
) -> Option<Days> {
    let month = season * 3;
    let first = match (year, by) {
        (Some(year), _) => Date::new(year, month, 1).ok()?,
        (None, Some(by)) if by != 0 => month_by(anchor?, month, by)?,
        (None, Some(_)) => Date::new(anchor?.year(), month, 1).ok()?,
        (None, None) => nearest_month(anchor?, lean, month)?,
    };
    months(first, 3, Grain::Season)
}

fn monday(anchor: Date) -> Option<Date> {
    plus(anchor, (-i32::from(anchor.weekday().to_monday_zero_offset())).days())
}

fn day_of_week(anchor: Date, day: Weekday, weeks: i32) -> Option<Date> {
    plus(monday(anchor)?, (weeks * 7 + i32::from(day.to_monday_zero_offset())).days())
}

/// A weekday alone: the last one where the words look back, the same day counted in; the next where they look
/// ahead; else the nearest.
fn weekday_near(anchor: Date, day: Weekday, lean: Option<Direction>) -> Option<Date> {
    match lean {
        Some(Direction::Past) if anchor.weekday() == day => Some(anchor),
        Some(Direction::Past) => anchor.nth_weekday(-1, day).ok(),
        Some(Direction::Future) => anchor.nth_weekday(1, day).ok(),
        None => {
            let ahead =
                i32::from(day.to_monday_zero_offset()) - i32::from(anchor.weekday().to_monday_zero_offset());
            plus(anchor, ((ahead + 10).rem_euclid(7) - 3).days())
        }
    }
}

fn weekday_by(anchor: Date, day: Weekday, by: Option<i32>, lean: Option<Direction>) -> Option<Date> {
    match by {
        Some(1) => day_of_week(anchor, day, 1),
        Some(2) => anchor.nth_weekday(1, day).ok(),
        Some(-1) => anchor.nth_weekday(-1, day).ok(),
        Some(_) => day_of_week(anchor, day, 0),
        None => weekday_near(anchor, day, lean),
    }
}

fn shifted(anchor: Date, unit: Unit, by: i32) -> Option<Days> {
    match unit {
        Unit::Week => {
            let first = plus(monday(anchor)?, by.weeks())?;
            Some((first, plus(first, 1.week())?, Grain::Week))
        }
        Unit::Fortnight => {
            let first = plus(monday(anchor)?, by.weeks())?;
            Some((first, plus(first, 2.weeks())?, Grain::Week))
        }
        Unit::Weekend => {
            let first = plus(monday(anchor)?, (by * 7 + 5).days())?;
            Some((first, plus(first, 2.days())?, Grain::Weekend))
        }
        Unit::Month => one_month(plus(anchor.first_of_month(), by.months())?),
        Unit::Quarter => {
            let first = i32::from((anchor.month() - 1) % 3);
            months(plus(anchor.first_of_month(), (by * 3 - first).months())?, 3, Grain::Quarter)
        }
        Unit::Year => years(year_by(anchor, by)?, 1, Grain::Year),
        Unit::Decade => years(year_by(anchor, by * 10)?.div_euclid(10) * 10, 10, Grain::Decade),
        Unit::Century => years(year_by(anchor, by * 100)?.div_euclid(100) * 100, 100, Grain::Century),
        Unit::Day | Unit::Hour | Unit::Minute | Unit::Second => {
            one_day(plus(anchor, if unit == Unit::Day { by } else { 0 }.days())?)
        }
    }
}

fn year_by(anchor: Date, by: i32) -> Option<i16> {
    i16::try_from(i32::from(anchor.year()) + by).ok()
}

/// The day so many of a unit away; its grain is the unit's, for the words are no finer.
fn away(origin: Date, length: Length, by: i32, from: Origin) -> Option<Days> {
    let halves = length.halves? * by;
    let day = plus(origin, span(length.unit, halves))?;
    let exact = !matches!(from, Origin::Paper | Origin::Told);
    let grain = if exact { Grain::Day } else { grain(length.unit) };
    Some((day, day.tomorrow().ok()?, grain))
}

/// From the anchor so many units ahead, or so many back, both ends counted in.
fn stretch(origin: Date, length: Length, by: i32) -> Option<Days> {
    let halves = length.halves?;
    let far = plus(origin, span(length.unit, halves * by.signum()))?;
    let (from, until) = if by < 0 { (far, origin) } else { (origin, far) };
    Some((from, until.tomorrow().ok()?, grain(length.unit)))
}

fn span(unit: Unit, halves: i32) -> Span {
    let days = |n: i32| (halves * n / 2).days();
    let months = |n: i32| (halves * n / 2).months();
    match unit {
        Unit::Week => days(7),
        Unit::Fortnight => days(14),
        Unit::Weekend => days(7),
        Unit::Month if halves % 2 != 0 => (halves / 2).months().days(15),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1200),
        Unit::Day => days(1),
        Unit::Hour | Unit::Minute | Unit::Second => days(0),
    }
}

fn grain(unit: Unit) -> Grain {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Grain::Minute,
        Unit::Day | Unit::Weekend => Grain::Day,
        Unit::Week | Unit::Fortnight => Grain::Week,
        Unit::Month => Grain::Month,
        Unit::Quarter => Grain::Quarter,
        Unit::Year => Grain::Year,
        Unit::Decade => Grain::Decade,
        Unit::Century => Grain::Century,
    }
}

/// The nth week, days or months of a month or a year, counted from its end where negative.
fn nth(
    anchor: Option<Date>,
    n: i8,
    unit: Unit,
    count: i8,
    year: Option<i16>,
    month: Option<i8>,
    lean: Option<Direction>,
) -> Option<Days> {
    let (from, until) = match month {
        Some(month) => {
            let first = whole_month(anchor, year, month, lean)?;
            (first, plus(first, 1.month())?)
        }
        None => {
            let (first, end, _) = years(year?, 1, Grain::Year)?;
            (first, end)
        }
    };
    nth_within(from, until, n, unit, count)
}

/// The nth week, days, months or quarter of a stretch, counted from its end where negative.
fn nth_within(from: Date, until: Date, n: i8, unit: Unit, count: i8) -> Option<Days> {
    let step = |n: i8| span(unit, 2 * i32::from(n));
    let count = count.max(1);
    let (start, end) = if n < 0 {
        (plus(until, step(-count))?, until)
    } else {
        let start = plus(from, step(n - 1))?;
        (start, plus(start, step(count))?)
    };
    (start < until && start < end).then_some((start.max(from), end.min(until), grain(unit)))
}
