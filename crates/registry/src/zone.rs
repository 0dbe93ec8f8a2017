//! Where an office is: in whose hours its days begin, and its moments are told.
//!
//! The zones are those of the IANA database as it stands in the program, so that a day begins at the same moment
//! on every machine.

use std::str::FromStr;

use jiff::civil::{Date, DateTime, time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use serde::{Deserialize, Serialize};

use crate::refused::Refused;

/// `zone` in `chancery.toml`: "Europe/London"; UTC where nothing is said.
///
/// Numbers are given out by the years of UTC wherever an office is, so that a changed zone numbers nothing anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(TimeZone);

impl Zone {
    /// That moment, in the office's hours.
    pub fn told(&self, at: Timestamp) -> ZonedDateTime {
        at.to_zoned_datetime(self.0.clone())
    }

    /// The day of a moment.
    pub fn day(&self, at: Timestamp) -> Date {
        self.told(at).date()
    }

    /// The moment of an hour of the office. One that the clocks leap over is as much later; of one that comes
    /// twice, the first.
    pub fn moment(&self, here: DateTime) -> Result<Timestamp, Refused> {
        let moment = self.0.to_timestamp(here);
        moment.map_err(|_| Refused::Invalid("that hour is too far away".into()))
    }

    /// The last moment of a day.
    pub fn end_of(&self, day: Date) -> Result<Timestamp, Refused> {
        self.moment(day.to_datetime(time(23, 59, 59, 999_999_999)))
    }

    /// Its name: "America/New_York".
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or(UTC)
    }

    /// The name in words: "New York".
    pub fn place(&self) -> String {
        self.name().rsplit('/').next().unwrap_or(UTC).replace('_', " ")
    }

    /// It is the zone that holds where nothing is said.
    pub(crate) fn is_utc(&self) -> bool {
        *self == Zone::default()
    }
}

const UTC: &str = "UTC";

impl Default for Zone {
    fn default() -> Self {
        Self(TimeZone::UTC)
    }
}

impl FromStr for Zone {
    type Err = Refused;

    fn from_str(name: &str) -> Result<Self, Refused> {
        let known = TimeZone::get(name).ok().filter(|zone| zone.iana_name().is_some());
        known.map(Self).ok_or_else(|| {
            Refused::Invalid(format!("`{name}` is no zone: write it as in Europe/London, or UTC"))
        })
    }
}

impl TryFrom<String> for Zone {
    type Error = Refused;

    fn try_from(name: String) -> Result<Self, Refused> {
        name.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    #[test]
    fn a_day_begins_where_the_office_is() {
        let late: Timestamp = "1982-10-15T02:30:00Z".parse().unwrap();
        let (new_york, london) = (zone("America/New_York"), zone("Europe/London"));
        assert_eq!((new_york.day(late), london.day(late)), (date(1982, 10, 14), date(1982, 10, 15)));
        assert_eq!(new_york.told(late).strftime("%H:%M %Z").to_string(), "22:30 EDT");
        assert_eq!(london.told(late).strftime("%H:%M %Z").to_string(), "03:30 BST");
        assert_eq!(
            new_york.end_of(date(1982, 10, 14)).unwrap().to_string(),
            "1982-10-15T03:59:59.999999999Z"
        );
    }

    #[test]
    fn hours_that_the_clocks_leap_over_or_say_twice_are_moments_too() {
        let london = zone("Europe/London");
        let at =
            |month, day, hour| london.moment(datetime(1982, month, day, hour, 30, 0, 0)).unwrap().to_string();
        assert_eq!(at(3, 28, 2), "1982-03-28T01:30:00Z", "there was no half past two");
        assert_eq!(at(10, 24, 1), "1982-10-24T00:30:00Z", "it was half past one twice");
    }

    #[test]
    fn a_zone_is_one_that_has_a_name() {
        for name in ["Europe/London", "America/New_York", "UTC", "Asia/Kolkata"] {
            assert_eq!(zone(name).name(), name);
        }
        assert_eq!(
            (zone("America/New_York").place(), zone("utc").place()),
            ("New York".into(), "UTC".into())
        );
        assert!(zone("UTC").is_utc() && !zone("Europe/London").is_utc());
        for name in ["", "Mars/Olympus", "EST5EDT,M3.2.0,M11.1.0", "../../etc/passwd", "Europe/London\n"] {
            assert!(name.parse::<Zone>().is_err(), "{name}");
        }
    }
}
