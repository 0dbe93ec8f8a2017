//! The calendar: a form and an anchor become an interval of days.

use super::{Form, Lean, Unit};
use chancery_office::reading::Grain;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

type Interval = (Date, Date, Grain);

/// Days after the anchor that still count as behind it: a letter is dated before it is sent.
const SLACK_DAYS: i32 = 7;
/// Days by which a date ahead is preferred to one behind.
const TILT_DAYS: i32 = 30;

/// First day, one past the last, and grain.
pub(super) fn interval(form: Form, anchor: Option<Date>, lean: Lean) -> Option<Interval> {
    match form {
        Form::Day { year: Some(y), month, day } => one_day(Date::new(y, month, day).ok()?),
        Form::Day { year: None, month, day } => {
            one_day(nearest(anchor?, lean, |y| Date::new(y, month, day).ok())?)
        }
        Form::Month { year: Some(y), month } => one_month(Date::new(y, month, 1).ok()?),
        Form::Month { year: None, month } => one_month(nearest_month(anchor?, lean, month)?),
        Form::Year(y) => {
            let first = Date::new(y, 1, 1).ok()?;
            Some((first, plus(first, 1.year())?, Grain::Year))
        }
        Form::Weekday { day, shift } => one_day(weekday_near(anchor?, day, shift, lean)?),
        Form::Shift { unit, by } => shifted(anchor?, unit, by),
        Form::Span { unit, by } => stretch(anchor?, unit, by),
        Form::Instant { day, months } => {
            let base = plus(anchor?.first_of_month(), months.months())?;
            one_day(Date::new(base.year(), base.month(), day).ok()?)
        }
        Form::Clock => one_day(anchor?),
        Form::Event | Form::Vague => None,
    }
}

fn plus(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

fn one_day(day: Date) -> Option<Interval> {
    Some((day, day.tomorrow().ok()?, Grain::Day))
}

fn one_month(first: Date) -> Option<Interval> {
    Some((first, plus(first, 1.month())?, Grain::Month))
}

/// A day without a year: looking back the last one up to the anchor, else the one nearest to it.
fn nearest(anchor: Date, lean: Lean, of_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
    let dates = years.into_iter().filter_map(of_year);
    match lean {
        Lean::Past => dates.filter(|d| days(anchor, *d) <= SLACK_DAYS).max(),
        Lean::Future => dates.min_by_key(|d| (days(anchor, *d) - TILT_DAYS).abs()),
    }
}

/// A month: after the anchor's own where the words look ahead, up to it where they look back.
fn nearest_month(anchor: Date, lean: Lean, month: i8) -> Option<Date> {
    let year = match lean {
        Lean::Future if month < anchor.month() => anchor.year() + 1,
        Lean::Past if month > anchor.month() => anchor.year() - 1,
        _ => anchor.year(),
    };
    Date::new(year, month, 1).ok()
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX / 2, |s| s.get_days())
}

fn weekday_near(anchor: Date, day: Weekday, shift: i8, lean: Lean) -> Option<Date> {
    match (shift, lean) {
        (1.., _) | (0, Lean::Future) => anchor.nth_weekday(1, day).ok(),
        _ => anchor.nth_weekday(-1, day).ok(),
    }
}

fn shifted(anchor: Date, unit: Unit, by: i32) -> Option<Interval> {
    match unit {
        Unit::Day => one_day(plus(anchor, by.days())?),
        Unit::Week => {
            let monday = plus(anchor, (-i32::from(anchor.weekday().to_monday_zero_offset())).days())?;
            let first = plus(monday, by.weeks())?;
            Some((first, plus(first, 1.week())?, Grain::Week))
        }
        Unit::Month => one_month(plus(anchor.first_of_month(), by.months())?),
        Unit::Year => {
            let first = plus(anchor.first_of_year(), by.years())?;
            Some((first, plus(first, 1.year())?, Grain::Year))
        }
    }
}

/// From the anchor so many units ahead, or so many back.
fn stretch(anchor: Date, unit: Unit, by: i32) -> Option<Interval> {
    let (span, grain) = match unit {
        Unit::Day => (by.days(), Grain::Day),
        Unit::Week => (by.weeks(), Grain::Week),
        Unit::Month => (by.months(), Grain::Month),
        Unit::Year => (by.years(), Grain::Year),
    };
    let far = plus(anchor, span)?;
    let (from, to) = if by < 0 { (far, anchor) } else { (anchor, far) };
    Some((from, to.tomorrow().ok()?, grain))
}
