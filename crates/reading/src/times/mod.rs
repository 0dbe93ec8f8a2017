//! Times in words: found among the tokens of a sentence, then resolved against a paper's date.

mod calendar;
mod clock;
mod dates;
mod lex;
mod loose;
mod open;

use chancery_office::reading::{Grain, When};
use jiff::civil::{Date, Time, Weekday};

pub(crate) use lex::times;
pub(crate) use loose::loose_date;

/// Which way a time without a year or month is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lean {
    Past,
    Future,
}

/// How the words bound the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    Within,
    By,
    Before,
    After,
}

/// A length of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A time as the words give it, before it is resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A day of a month, perhaps of a year.
    Day { year: Option<i16>, month: i8, day: i8 },
    /// A month, perhaps of a year.
    Month { year: Option<i16>, month: i8 },
    /// A year.
    Year(i16),
    /// "Tuesday", "next Tuesday" (1), "last Friday" (-1).
    Weekday { day: Weekday, shift: i8 },
    /// "Tomorrow" (1 day), "next month" (1 month), "this week" (0 weeks).
    Shift { unit: Unit, by: i32 },
    /// "Within two to three weeks": up to so many units ahead; behind where negative.
    Span { unit: Unit, by: i32 },
    /// "The 3rd instant" (0), "the 15th ultimo" (-1).
    Instant { day: i8, months: i32 },
    /// Bound to an event that no calendar knows.
    Event,
    /// "Soon", "in the months ahead".
    Vague,
    /// An hour of the clock alone.
    Clock,
}

/// A time among the tokens of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeWords {
    /// First token, the preposition included.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    pub form: Form,
    pub bound: Bound,
    pub clock: Option<Time>,
    /// A weekday said beside the date.
    pub weekday: Option<Weekday>,
}

impl TimeWords {
    /// The interval that the words come to; `None` where they need an anchor and there is none.
    pub fn resolve(&self, anchor: Option<Date>, lean: Lean) -> Option<When> {
        let (from, until, grain) = match self.form {
            Form::Event => return Some(When { from: None, until: None, clock: None, grain: Grain::Event }),
            Form::Vague => return Some(When { from: None, until: None, clock: None, grain: Grain::Vague }),
            form => calendar::interval(form, anchor, lean)?,
        };
        let grain = if self.clock.is_some() { Grain::Minute } else { grain };
        let (from, until) = match self.bound {
            Bound::Within => (Some(from), Some(until)),
            Bound::By => (None, Some(until)),
            Bound::Before => (None, Some(from)),
            Bound::After => (Some(until), None),
        };
        Some(When { from, until, clock: self.clock, grain })
    }

    /// The day and the weekday that contradict each other, where they do.
    pub fn conflict(&self, anchor: Option<Date>, lean: Lean) -> Option<(Date, Weekday)> {
        let Form::Day { year: Some(_), .. } = self.form else { return None };
        let said = self.weekday?;
        let (day, _, _) = calendar::interval(self.form, anchor, lean)?;
        (day.weekday() != said).then_some((day, said))
    }
}

/// The month of that name.
pub(crate) fn month(low: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = low.trim_end_matches('.');
    if word.len() < 3 {
        return None;
    }
    let whole = |n: &str| {
        n == word || (word.len() == 3 && n.starts_with(word)) || (word == "sept" && n.starts_with("sept"))
    };
    NAMES.iter().position(|n| whole(n)).map(|i| i as i8 + 1)
}

/// The weekday of that name.
pub(crate) fn weekday(low: &str) -> Option<Weekday> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = low.trim_end_matches('.');
    let fits = |n: &str| n == word || (matches!(word.len(), 3..=5) && n.starts_with(word));
    let index = NAMES.iter().position(|n| fits(n))?;
    Weekday::from_monday_zero_offset(index as i8).ok()
}
