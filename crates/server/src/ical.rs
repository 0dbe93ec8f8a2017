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
    let events = shown.lines.iter().map(|line| event(line, shown.at));
    let calendar = ICalendar { components: std::iter::once(whole).chain(events).collect() };
    calendar.to_string()
}

fn event(line: &FeedLine, at: Timestamp) -> ICalendarComponent {
    let mut event = component(ICalendarComponentType::VEvent);
    event.add_uid(&format!("{}@chancery", line.id));
    let stamp = Offset::UTC.to_datetime(at);
    event.add_dtstamp(moment(stamp.date(), Some(stamp.time())));
    if let Some(date) = line.date {
        event.entries.push(when(ICalendarProperty::Dtstart, date, line.clock));
        event.entries.extend(line.until.map(|until| when(ICalendarProperty::Dtend, date, Some(until))));
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

/// A moment in UTC; a day alone where it has no hour.
fn when(property: ICalendarProperty, date: Date, clock: Option<Time>) -> ICalendarEntry {
    let entry = ICalendarEntry::new(property);
    let entry = match clock {
        Some(_) => entry,
        None => entry.with_param(ICalendarParameter::value(ICalendarValueType::Date)),
    };
    entry.with_value(ICalendarValue::PartialDateTime(Box::new(moment(date, clock))))
}

fn moment(date: Date, clock: Option<Time>) -> PartialDateTime {
    let small = |n: i8| u8::try_from(n).ok();
    PartialDateTime {
        year: u16::try_from(date.year()).ok(),
        month: small(date.month()),
        day: small(date.day()),
        hour: clock.and_then(|clock| small(clock.hour())),
        minute: clock.and_then(|clock| small(clock.minute())),
        second: clock.and_then(|clock| small(clock.second())),
        tz_hour: clock.map(|_| 0),
        tz_minute: clock.map(|_| 0),
        tz_minus: false,
    }
}

#[cfg(test)]
mod tests {
    use super::calendar;
    use chancery_registry::answers::{FeedLine, FeedShown};
    use jiff::civil::{date, time};

    #[test]
    fn a_calendar_says_what_it_may_and_else_that_he_is_engaged() {
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
        let shown = FeedShown { office: "No. 10".into(), at, lines: vec![engaged, open] };
        insta::assert_snapshot!(calendar(&shown).replace("\r\n", "\n"), @r#"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Chancery//Diary//EN
        BEGIN:VEVENT
        UID:abababababababababababababababab@chancery
        DTSTAMP:19821014T080000Z
        DTSTART:19821015T110000Z
        DTEND:19821015T123000Z
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
