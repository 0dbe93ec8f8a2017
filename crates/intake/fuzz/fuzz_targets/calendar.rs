//! Calendars: every event stands within the days that were asked for.
#![no_main]

use chancery_intake::{CalendarWish, EVENTS_MAX, read_calendar};
use jiff::civil::date;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (from, until) = (date(1982, 1, 1), date(1983, 12, 31));
    let wish = CalendarWish { from, until, zone: "America/New_York".into() };
    if let Ok(calendar) = read_calendar("fuzz.ics", bytes, &wish) {
        assert!(calendar.events.len() <= EVENTS_MAX);
        assert!(calendar.events.iter().all(|event| (from..=until).contains(&event.date)));
    }
});
