//! A reader's meetings as an iCalendar object (RFC 5545), as his own calendar reads it.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameter,
    ICalendarProperty, ICalendarTransparency, ICalendarValue, ICalendarValueType,
};
use chancery_registry::answers::{FeedLine, FeedShown};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// What stands for a meeting of which no more may be said.
const ENGAGED: &str = "Engaged";

/// The calendar.
pub fn calendar(shown: &FeedShown) -> String {
    let mut whole = component(ICalendarComponentType::VCalendar);
    whole.add_property(ICalendarProperty::Version, text("2.0"));
    whole.add_property(ICalendarProperty::Prodid, text("-//Chancery//Diary//EN"));
    whole.component_ids = (1..=u32::try_from(shown.lines.len()).unwrap_or(u32::MAX)).collect();
    let events = shown.lines.iter().map(|line| event(line, shown));
    let calendar = ICalendar { components: std::iter::once(whole).chain(events).collect() };
    calendar.to_string()
}

fn event(line: &FeedLine, shown: &FeedShown) -> ICalendarComponent {
    let mut event = component(ICalendarComponentType::VEvent);
    event.add_uid(&format!("{}@chancery", line.id));
    event.add_dtstamp(moment(shown.at));
    if let Some(date) = line.date {
        let at = |clock: Time| shown.zone.moment(date.to_datetime(clock)).ok().map(moment);
        let begins = line.clock.and_then(at).unwrap_or_else(|| whole_day(date));
        event.entries.push(when(ICalendarProperty::Dtstart, begins));
        event.entries.extend(line.until.and_then(at).map(|ends| when(ICalendarProperty::Dtend, ends)));
    }
    let subject = if line.subject.is_empty() { ENGAGED } else { &line.subject };
    event.add_property(ICalendarProperty::Summary, text(subject));
    if !line.place.is_empty() {
        event.add_property(ICalendarProperty::Location, text(&line.place));
    }
    event
        .add_property(ICalendarProperty::Transp, ICalendarValue::Transparency(ICalendarTransparency::Opaque));
    event
}

fn component(kind: ICalendarComponentType) -> ICalendarComponent {
    ICalendarComponent::new(kind)
}

fn text(words: &str) -> ICalendarValue {
    ICalendarValue::Text(words.to_owned())
}

fn when(property: ICalendarProperty, at: PartialDateTime) -> ICalendarEntry {
    let entry = ICalendarEntry::new(property);
    let entry = match at.hour {
        Some(_) => entry,
        None => entry.with_param(ICalendarParameter::value(ICalendarValueType::Date)),
    };
    entry.with_value(ICalendarValue::PartialDateTime(Box::new(at)))
}

fn whole_day(date: Date) -> PartialDateTime {
    PartialDateTime {
        year: u16::try_from(date.year()).ok(),
        month: small(date.month()),
        day: small(date.day()),
        ..PartialDateTime::default()
    }
}

/// A moment, in UTC, which every calendar tells in its own hours.
fn moment(at: Timestamp) -> PartialDateTime {
    let at = Offset::UTC.to_datetime(at);
    PartialDateTime {
        hour: small(at.hour()),
        minute: small(at.minute()),
        second: small(at.second()),
        tz_hour: Some(0),
        tz_minute: Some(0),
        ..whole_day(at.date())
    }
}

fn small(n: i8) -> Option<u8> {
    u8::try_from(n).ok()
}

#[cfg(test)]
mod tests {
    use super::calendar;
    use chancery_registry::answers::{FeedLine, FeedShown};
    use jiff::civil::{date, time};

    #[test]
    fn a_calendar_says_what_it_may_and_else_that_he_is_engaged_at_the_moments_that_the_hours_are() {
        let engaged = FeedLine {
            id: "ab".repeat(16),
            date: Some(date(1982, 10, 15)),
            clock: Some(time(11, 0, 0, 0)),
            until: Some(time(12, 30, 0, 0)),
            subject: String::new(),
            place: String::new(),
        };
        let open = FeedLine {
            id: "cd".repeat(16),
            date: Some(date(1982, 10, 16)),
            clock: None,
            until: None,
            subject: "Away; in Bournemouth, with the party conference".into(),
            place: "Bournemouth".into(),
        };
        let at = "1982-10-14T08:00:00Z".parse().unwrap();
        let zone = "Europe/London".parse().unwrap();
        let shown = FeedShown { office: "No. 10".into(), zone, at, lines: vec![engaged, open] };
        insta::assert_snapshot!(calendar(&shown).replace("\r\n", "\n"), @r#"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Chancery//Diary//EN
        BEGIN:VEVENT
        UID:abababababababababababababababab@chancery
        DTSTAMP:19821014T080000Z
        DTSTART:19821015T100000Z
        DTEND:19821015T113000Z
        SUMMARY:Engaged
        TRANSP:OPAQUE
        END:VEVENT
        BEGIN:VEVENT
        UID:cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd@chancery
        DTSTAMP:19821014T080000Z
        DTSTART;VALUE=DATE:19821016
        SUMMARY:Away\; in Bournemouth\, with the party conference
        LOCATION:Bournemouth
        TRANSP:OPAQUE
        END:VEVENT
        END:VCALENDAR
        "#);
    }
}
