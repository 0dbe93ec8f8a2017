//! An office whose days do not begin when those of UTC do.
#![allow(clippy::unwrap_used)]

use chancery_registry::answers::{ChaseAsked, DiaryAsked};
use chancery_registry::{ClearanceToGive, NewMeeting, Refused, Settings};
use chancery_testkit::{Browser, Office};
use jiff::civil::{Date, date, time};

const BOX: &str = "prime-minister";

fn in_washington() -> Office {
    Office::with_settings(|settings| settings.zone = "America/New_York".parse().unwrap())
}

#[test]
fn nothing_is_late_before_the_offices_own_midnight() {
    let office = in_washington();
    office.file("CONFIDENTIAL\n\n1 October 1982\n\nMr Smith agreed to send the figures by 14 October.\n");
    let late = |time: &str| {
        office.at(time);
        let page = office.as_("coles").undertakings(&ChaseAsked::default()).unwrap();
        (office.as_("coles").today().unwrap().date, page.lines[0].days_late)
    };
    assert_eq!(late("1982-10-15T03:59:00Z"), (date(1982, 10, 14), None));
    assert_eq!(late("1982-10-15T04:00:00Z"), (date(1982, 10, 15), Some(1)));
}

#[test]
fn a_box_closes_at_an_hour_of_the_office_and_moments_are_told_in_its_hours() {
    let office = in_washington();
    office.as_("coles").close_box(BOX, "1982-10-14T17:30".parse().unwrap()).unwrap();
    let closes = office.as_("pm").box_of(BOX).unwrap().closes.unwrap();
    assert_eq!(
        (closes.at.to_string().as_str(), closes.left.as_str()),
        ("1982-10-14T21:30:00Z", "in 4 h 00 min")
    );
    let page = Browser::new(&office, "coles").get(&format!("/box/{BOX}")).text();
    assert!(page.contains(">14 Oct 1982, 17:30 EDT</time>"), "{page:.400}");
    assert!(page.contains("Hour (New York)") && !page.contains("UTC"), "{page:.400}");
}

#[test]
fn a_clearance_ends_with_its_day_where_the_office_is() {
    let office = in_washington();
    let paper = office.file_marked("Tin.\n", "SECRET").papers[0].id.clone();
    let clearance = office.registry.clearance(&["uk-1982=SECRET".into()]).unwrap();
    let until = Some(date(1982, 10, 14));
    let clearing = ClearanceToGive { person: "desk".into(), clearance, until, ..ClearanceToGive::default() };
    office.registry.clear(&office.reader("security"), clearing).unwrap();
    let may = |time: &str, on: Option<Date>| {
        office.at(time).as_("security").why_may("desk", &paper, on).unwrap().may
    };
    assert!(may("1982-10-15T03:59:00Z", None));
    assert!(!may("1982-10-15T04:01:00Z", None));
    assert!(may("1982-10-16T12:00:00Z", Some(date(1982, 10, 14))), "at the end of that day he still could");
    assert!(!may("1982-10-16T12:00:00Z", Some(date(1982, 10, 15))));
    let ahead =
        office.at("1982-10-16T03:00:00Z").as_("security").why_may("desk", &paper, Some(date(1982, 10, 16)));
    assert!(matches!(ahead, Err(Refused::Invalid(_))), "there it is still the day before");
    let never = office.as_("security").readers_of(&paper, Some(Date::MAX));
    assert!(matches!(never, Err(Refused::Invalid(_))), "that day will not come");
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A//B//EN\r\n\
BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:19821001T000000Z\r\nDTSTART:19821021T010000Z\r\nDTEND:19821021T023000Z\r\n\
SUMMARY:told in UTC\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:2\r\nDTSTAMP:19821001T000000Z\r\nDTSTART;TZID=Europe/London:19821020T140000\r\n\
DURATION:PT1H\r\nSUMMARY:told in London\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:3\r\nDTSTAMP:19821001T000000Z\r\nDTSTART:19821020T160000\r\nSUMMARY:told in no zone\r\n\
END:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:4\r\nDTSTAMP:19821001T000000Z\r\nDTSTART;VALUE=DATE:19821022\r\nSUMMARY:a whole day\r\n\
END:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn a_calendar_is_taken_in_by_the_clocks_of_the_office() {
    let office = in_washington();
    office.as_("coles").take_calendar("x.ics", CALENDAR.as_bytes(), "CONFIDENTIAL").unwrap();
    let page = office.as_("coles").diary(&DiaryAsked::default()).unwrap();
    let lines = page.days.iter().flat_map(|day| &day.meetings);
    let told = lines.map(|line| {
        let hours = [line.clock, line.until]
            .map(|hour| hour.map_or("-".into(), |hour| hour.strftime("%H:%M").to_string()));
        format!("{} {} {}", line.date.unwrap(), hours.join("–"), line.subject)
    });
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @r"
    1982-10-20 09:00–10:00 told in London
    1982-10-20 16:00–- told in no zone
    1982-10-20 21:00–22:30 told in UTC
    1982-10-22 -–- a whole day
    ");
}

#[test]
fn ones_own_calendar_is_given_the_moments_that_the_hours_are() {
    let office = in_washington();
    let lunch = NewMeeting {
        date: date(1982, 10, 20),
        clock: Some(time(21, 0, 0, 0)),
        until: Some(time(22, 30, 0, 0)),
        subject: "dinner".into(),
        place: String::new(),
        with: Vec::new(),
        marking: "CONFIDENTIAL".into(),
    };
    office.as_("coles").note_meeting(&lunch).unwrap();
    let token = office.as_("coles").make_feed("CONFIDENTIAL").unwrap();
    let feed = Browser::new(&office, "coles").get(&format!("/calendar/{token}.ics")).text();
    assert!(feed.contains("DTSTART:19821021T010000Z\r\nDTEND:19821021T023000Z\r\n"), "{feed}");
}

#[test]
fn a_registry_does_not_open_in_a_zone_that_there_is_not() {
    let office = in_washington();
    let settings = office.folder().join("chancery.toml");
    let written = std::fs::read_to_string(&settings).unwrap();
    assert!(written.contains("zone = \"America/New_York\""), "{written}");
    std::fs::write(&settings, written.replace("America/New_York", "Mars/Olympus")).unwrap();
    let refused = Settings::of(&office.folder()).unwrap_err().to_string();
    assert!(refused.contains("`Mars/Olympus` is no zone: write it as in Europe/London, or UTC"), "{refused}");
}
