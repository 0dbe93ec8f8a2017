//! Times in words: read as intervals with a grain, against the date of the paper or of the last day told.
//!
//! Lexemes first; productions are tried only where a word of time or a figure stands. What the words leave
//! open stays open: a time bound to an event, or a vague one, has no interval.

mod calendar;
mod grammar;
mod lean;
mod lexeme;
mod loose;
mod meaning;
mod open;
mod scan;
mod vocabulary;
mod words;

use chancery_office::reading::Span;
use jiff::civil::{Date, DateTime, Weekday};

pub(crate) use lean::Direction as Lean;
pub use lean::Direction;
pub(crate) use loose::{loose_date, of_century};
pub use meaning::{DayPart, Edge, Length, Unit, Zone};
pub(crate) use vocabulary::LISTS;
pub(crate) use words::{Form, TimeWords, times};

/// What is known of a text before its times are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeContext {
    /// The day on which it was written: what "tomorrow" is told from.
    pub anchor: Option<Date>,
    /// Whether 4/10 is the fourth of October.
    pub day_first: bool,
    /// Whether the text is in French; where it is not said, its small words tell.
    pub french: Option<bool>,
    /// Which way a time without a year is taken; where it is not said, tense and prepositions tell.
    pub direction: Option<Direction>,
    /// Whether the text narrates: a day without a year belongs to the last full date of its paragraph.
    pub narrates: bool,
}

/// A time that a text tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Its words, without the preposition before them.
    pub span: Span,
    /// When it is; none where no calendar knows.
    pub interval: Option<Interval>,
    /// How fine the words are.
    pub grain: TimeGrain,
    /// What it is.
    pub kind: TimeKind,
    /// What it is told from.
    pub anchor: TimeAnchor,
    /// Which way it was taken, where the words alone leave two ways open.
    pub direction: Option<Direction>,
    /// How the preposition before it bounds it.
    pub bound: TimeBound,
    /// How long, of a duration; how often, of a set.
    pub length: Option<Length>,
    /// The part of the day that is named.
    pub part: Option<DayPart>,
    /// The stretch of it that is meant: "early", "the end of".
    pub edge: Option<Edge>,
    /// The zone of its hour, as named; the interval is not moved for it.
    pub zone: Zone,
    /// What a reader should know of it.
    pub note: Option<TimeNote>,
    /// The two times between which a range runs.
    pub ends: Vec<Time>,
    /// Other readings that the words allow.
    pub candidates: Vec<Interval>,
}

/// From an instant up to but not including another, in the time of the place.
///
/// INVARIANT (interval): `from <= until` where both are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Its first instant.
    pub from: DateTime,
    /// One past its last; the same as the first for an hour of the clock.
    pub until: DateTime,
}

/// What a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    /// A day, or a longer stretch of the calendar.
    Date,
    /// An hour or a part of a day.
    Clock,
    /// How long: "three weeks", "the next two months".
    Duration,
    /// What recurs: "every Monday".
    Set,
    /// "Soon", "recently", "now".
    Vague(Sense),
    /// Bound to an event that no calendar knows: "prior to resumption of the Madrid meeting".
    Event,
}

/// Where a vague time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Behind.
    Past,
    /// About now.
    Present,
    /// Ahead.
    Future,
}

/// How fine the words of a time are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeGrain {
    /// An hour, minute or second.
    Minute,
    /// A part of a day.
    Part,
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A season.
    Season,
    /// A quarter.
    Quarter,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred.
    Century,
    /// The words do not say.
    Open,
}

/// What a time is told from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeAnchor {
    /// Nothing but its own words.
    Words,
    /// The date of the paper.
    Paper,
    /// The last date told.
    Told,
    /// An event.
    Event,
}

/// How a preposition bounds a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimeBound {
    /// In it or on it.
    #[default]
    Within,
    /// Up to its end: "by 3 May".
    By,
    /// Before it begins.
    Before,
    /// When it is over.
    After,
    /// From its beginning: "since May".
    Since,
}

/// What a reader should know of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeNote {
    /// "About", "nearly", "more than".
    About,
    /// The weekday said beside the date is not its own.
    Contradicted(Weekday),
    /// A day that a transcriber doubts: "June 14 [15?]".
    Doubted,
    /// Told from the last date, but none was told: the paper's own was taken.
    Assumed,
    /// Before the common era, which the calendar does not hold.
    BeforeChrist,
}

/// The times of a text, in order.
///
/// Bytes beyond [`crate::TEXT_BYTES_MAX`] are not read.
#[must_use]
pub fn times_in(text: &str, ctx: &TimeContext) -> Vec<Time> {
    scan::times_in(head(text, crate::TEXT_BYTES_MAX), ctx)
}

/// The longest beginning of `text` within `bytes_max`.
fn head(text: &str, bytes_max: usize) -> &str {
    crate::text::readable(text, bytes_max)
}

const MONTHS: [&str; 12] = [
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

/// The month of that name.
pub(crate) fn month(low: &str) -> Option<i8> {
    let word = low.trim_end_matches('.');
    if word.len() < 3 {
        return None;
    }
    let whole = |n: &str| {
        n == word || (word.len() == 3 && n.starts_with(word)) || (word == "sept" && n.starts_with("sept"))
    };
    MONTHS.iter().position(|n| whole(n)).map(|i| i as i8 + 1)
}

/// The weekday of that name.
pub(crate) fn weekday(low: &str) -> Option<Weekday> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = low.trim_end_matches('.');
    let fits = |n: &str| n == word || (matches!(word.len(), 3..=5) && n.starts_with(word));
    let index = NAMES.iter().position(|n| fits(n))?;
    Weekday::from_monday_zero_offset(index as i8).ok()
}
