//! Calendars: what an `.ics` file holds, as days and hours of the office that takes it in, repetitions told one by
//! one.

use std::collections::BTreeSet;

use calcard::common::timezone::{Tz, TzTimestamp as _};
use calcard::icalendar::dates::TimeOrDelta;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarEntry, ICalendarParameterName, ICalendarProperty, ICalendarStatus,
};
use calcard::{Entry, Parser};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

use crate::{Refusal, RefusalKind};

/// Bytes of a calendar.
pub const CALENDAR_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Events of a calendar within the days that are asked for.
pub const EVENTS_MAX: usize = 2_000;
/// Repetitions that are looked at, over all events of a calendar.
const REPETITIONS_MAX: usize = 20_000;
/// Letters of one field.
const FIELD_CHARS_MAX: usize = 1_000;
/// People of one event.
const PEOPLE_MAX: usize = 50;

/// What of a calendar is wished for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// The first day.
    pub from: Date,
    /// The last.
    pub until: Date,
    /// In whose hours it is told, by its IANA name; what says no zone of its own is held there.
    pub zone: String,
}

/// What a calendar holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Its events within the days asked for, in order of time.
    pub events: Vec<CalendarEvent>,
    /// What was left out, or could not be read.
    pub notes: Vec<String>,
}

/// An event of a calendar; of one that repeats itself, one time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CalendarEvent {
    /// Its day.
    pub date: Date,
    /// Its hour; none where it takes the whole day.
    pub clock: Option<Time>,
    /// When it ends, where that is on the same day.
    pub until: Option<Time>,
    /// What its calendar knows it by, with the moment of a repetition.
    pub uid: String,
    /// What it is about.
    pub summary: String,
    /// Where.
    pub place: String,
    /// Who takes part.
    pub people: Vec<String>,
    /// It does not take place.
    pub cancelled: bool,
}

/// Reads a calendar's events from a first day to a last, in the hours of a zone.
///
/// Foreign bytes belong in [`crate::worker::Worker::calendar`]: this parses where it is called.
pub fn read(name: &str, bytes: &[u8], wish: &Wish) -> Result<Calendar, Refusal> {
    if bytes.len() > CALENDAR_BYTES_MAX {
        let what = format!("is larger than {} MiB: export fewer days", CALENDAR_BYTES_MAX >> 20);
        return Err(Refusal::of(RefusalKind::TooLarge, name, what));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Refusal::of(RefusalKind::Encoding, name, "is no calendar: it is not UTF-8"))?;
    let zone: Tz = wish.zone.parse().map_err(|()| unknown_zone(name, &wish.zone))?;
    let mut parser = Parser::new(text);
    let mut all = Calendar::default();
    let mut calendars = 0;
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                calendars += 1;
                take_in(&calendar, wish, zone, &mut all);
            }
            Entry::Eof => break,
            Entry::UnterminatedComponent(_)
            | Entry::UnexpectedComponentEnd { .. }
            | Entry::TooManyComponents => {
                return Err(broken(name));
            }
            _ => {}
        }
    }
    if calendars == 0 {
        return Err(Refusal::of(RefusalKind::Format, name, "holds no calendar: give a file ending in .ics"));
    }
    // A parser that is kind to what is cut short would lose what stood behind the cut.
    if !text.trim_end().to_ascii_uppercase().ends_with("END:VCALENDAR") {
        return Err(broken(name));
    }
    all.events.sort_unstable();
    all.events.dedup();
    if all.events.len() > EVENTS_MAX {
        all.events.truncate(EVENTS_MAX);
        all.notes.push(format!("only the first {EVENTS_MAX} events were read"));
    }
    Ok(all)
}

fn broken(name: &str) -> Refusal {
    Refusal::of(RefusalKind::Broken, name, "is cut short or broken: export it anew")
}

fn unknown_zone(name: &str, zone: &str) -> Refusal {
    Refusal::of(
        RefusalKind::Format,
        name,
        format!("cannot be told in the hours of `{zone}`: no such zone is known"),
    )
}

fn take_in(calendar: &ICalendar, wish: &Wish, zone: Tz, all: &mut Calendar) {
    let (from, until) = (wish.from, wish.until);
    let told = calendar.expand_dates(zone, REPETITIONS_MAX);
    if !told.errors.is_empty() {
        all.notes.push(format!("{} events have no day that can be read", told.errors.len()));
    }
    if told.events.len() >= REPETITIONS_MAX {
        all.notes.push(format!(
            "events repeat themselves more than {REPETITIONS_MAX} times; further ones were left out"
        ));
    }
    let (mut inside, mut outside) = (BTreeSet::new(), BTreeSet::new());
    for event in told.events {
        let Some(component) = calendar.component_by_id(event.comp_id).filter(|c| c.component_type.is_event())
        else {
            continue;
        };
        let end = match event.end {
            TimeOrDelta::Time(end) => Some(end),
            TimeOrDelta::Delta(length) => event.start.checked_add_signed(length),
        };
        let Ok(start) = Timestamp::from_second(event.start.timestamp()) else { continue };
        let Some(begins) = at_second(event.start.with_timezone(&zone).to_naive_timestamp()) else { continue };
        let ends = end.and_then(|end| at_second(end.with_timezone(&zone).to_naive_timestamp()));
        let held = held(component, start, (begins, ends));
        if (from..=until).contains(&held.date) {
            inside.insert(event.comp_id);
            all.events.push(held);
        } else {
            outside.insert(event.comp_id);
        }
    }
    let without: usize = outside.difference(&inside).count();
    if without > 0 {
        all.notes.push(format!("left out, for they are not between {from} and {until}: {without}"));
    }
}

/// The day and hour that many seconds after 1970 began, on clocks that are never put forward or back.
fn at_second(seconds: i64) -> Option<DateTime> {
    Some(Offset::UTC.to_datetime(Timestamp::from_second(seconds).ok()?))
}

fn held(
    component: &ICalendarComponent,
    start: Timestamp,
    (begins, ends): (DateTime, Option<DateTime>),
) -> CalendarEvent {
    let whole_day = component
        .property(&ICalendarProperty::Dtstart)
        .and_then(|entry| entry.values.first()?.as_partial_date_time())
        .is_some_and(|when| when.hour.is_none());
    // Without an end it ends as it begins, says RFC 5545; calcard lets it last all day.
    let lasts = [ICalendarProperty::Dtend, ICalendarProperty::Duration]
        .iter()
        .any(|p| component.property(p).is_some());
    let ends = ends
        .filter(|ends| lasts && !whole_day && ends.date() == begins.date() && ends.time() > begins.time());
    let repeats = component.is_recurrent_or_override();
    let moment = if repeats { format!("/{start}") } else { String::new() };
    let people = component.properties(&ICalendarProperty::Attendee).filter_map(person).take(PEOPLE_MAX);
    CalendarEvent {
        date: begins.date(),
        clock: (!whole_day).then_some(begins.time()),
        until: ends.map(|ends| ends.time()),
        uid: format!("{}{moment}", bounded(component.uid().unwrap_or_default())),
        summary: text_of(component, &ICalendarProperty::Summary),
        place: text_of(component, &ICalendarProperty::Location),
        people: people.collect(),
        cancelled: component.status() == Some(&ICalendarStatus::Cancelled),
    }
}

fn text_of(component: &ICalendarComponent, property: &ICalendarProperty) -> String {
    let value = component.property(property).and_then(|entry| entry.values.first()?.as_text());
    bounded(value.unwrap_or_default())
}

/// A name, else the address.
fn person(entry: &ICalendarEntry) -> Option<String> {
    let name = entry.parameter(&ICalendarParameterName::Cn).and_then(|name| name.as_text());
    let words = bounded(name.or_else(|| entry.calendar_address())?);
    (!words.is_empty()).then_some(words)
}

/// On one line, without what cannot be seen, and no longer than a field is.
fn bounded(words: &str) -> String {
    let seen = words.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_unseen(*c));
    let seen: String = seen.take(FIELD_CHARS_MAX).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks that turn or hide what follows them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
