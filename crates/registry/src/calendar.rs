//! The working days of an office.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// Days of a week.
const WEEK: u32 = 7;

/// Days that nobody works on in a row, as far as they are looked past.
const DAYS_LOOKED_AT_MAX: usize = 31;

/// `[calendar]` in `chancery.toml`: days on which nobody works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Calendar {
    /// Days of the week, by their English names.
    pub weekend: Vec<Day>,
    /// Holidays.
    pub holidays: Vec<Date>,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the days of the week")]
pub enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Day {
    fn weekday(self) -> Weekday {
        match self {
            Day::Monday => Weekday::Monday,
            Day::Tuesday => Weekday::Tuesday,
            Day::Wednesday => Weekday::Wednesday,
            Day::Thursday => Weekday::Thursday,
            Day::Friday => Weekday::Friday,
            Day::Saturday => Weekday::Saturday,
            Day::Sunday => Weekday::Sunday,
        }
    }
}

impl Default for Calendar {
    fn default() -> Self {
        Self { weekend: vec![Day::Saturday, Day::Sunday], holidays: Vec::new() }
    }
}

impl Calendar {
    /// Whether somebody is at work.
    pub fn works(&self, day: Date) -> bool {
        !self.holidays.contains(&day) && !self.is_weekend(day)
    }

    /// The day on which something of that day comes up: the last working day up to and with it.
    pub fn comes_up(&self, day: Date) -> Date {
        let days = std::iter::successors(Some(day), |day| day.yesterday().ok());
        days.take(DAYS_LOOKED_AT_MAX).find(|day| self.works(*day)).unwrap_or(day)
    }

    /// The last day that has come up by `today`: what follows it until the next working day comes up before that.
    pub fn up_to(&self, today: Date) -> Date {
        let days = std::iter::successors(today.tomorrow().ok(), |day| day.tomorrow().ok());
        let off = days.take(DAYS_LOOKED_AT_MAX).take_while(|day| !self.works(*day));
        off.last().unwrap_or(today)
    }

    /// The working days after `from`, up to and with `until`.
    pub fn working_days(&self, from: Date, until: Date) -> u32 {
        let days = u32::try_from((until - from).get_days()).unwrap_or(0);
        let rest = std::iter::successors(from.tomorrow().ok(), |day| day.tomorrow().ok());
        let rest = rest.take((days % WEEK) as usize).filter(|day| !self.is_weekend(*day)).count();
        let free: BTreeSet<&Date> =
            self.holidays.iter().filter(|day| from < **day && **day <= until).collect();
        let free = free.into_iter().filter(|day| !self.is_weekend(**day)).count();
        let weeks = days / WEEK * self.days_of_a_week();
        (weeks + u32::try_from(rest).unwrap_or(0)).saturating_sub(u32::try_from(free).unwrap_or(u32::MAX))
    }

    fn days_of_a_week(&self) -> u32 {
        let off: BTreeSet<i8> =
            self.weekend.iter().map(|off| off.weekday().to_monday_zero_offset()).collect();
        WEEK - u32::try_from(off.len()).unwrap_or(WEEK)
    }

    fn is_weekend(&self, day: Date) -> bool {
        self.weekend.iter().any(|off| off.weekday() == day.weekday())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan as _;
    use jiff::civil::date;

    #[test]
    fn weekends_and_holidays_make_nothing_late() {
        let mut calendar = Calendar::default();
        let friday = date(1982, 12, 24);
        assert_eq!(calendar.working_days(friday, date(1982, 12, 26)), 0);
        assert_eq!(calendar.working_days(friday, date(1982, 12, 29)), 3);
        calendar.holidays = vec![date(1982, 12, 27), date(1982, 12, 28)];
        assert_eq!(calendar.working_days(friday, date(1982, 12, 29)), 1);
        assert_eq!(calendar.working_days(friday, friday), 0);
        assert_eq!(calendar.working_days(friday, date(1982, 12, 1)), 0);
    }

    #[test]
    fn what_was_due_long_ago_is_late_by_all_the_days_since() {
        let mut calendar = Calendar::default();
        let (due, today) = (date(1982, 10, 22), date(2026, 11, 30));
        assert_eq!(calendar.working_days(due, today), 11_506);
        calendar.holidays = vec![date(1982, 12, 27), date(1982, 12, 27), date(1982, 12, 25)];
        assert_eq!(calendar.working_days(due, today), 11_505);
        assert_eq!(calendar.working_days(Date::MIN, Date::MAX), 5_217_488);
    }

    #[test]
    fn days_are_counted_by_weeks_as_one_by_one() {
        let mut calendar = Calendar { weekend: vec![Day::Friday, Day::Friday], ..Calendar::default() };
        calendar.holidays = vec![date(1982, 10, 13), date(1982, 10, 15)];
        let from = date(1982, 10, 11);
        let mut counted = 0;
        for day in from.tomorrow().unwrap().series(1.day()).take(40) {
            counted += u32::from(calendar.works(day));
            assert_eq!(calendar.working_days(from, day), counted, "{day}");
        }
    }

    #[test]
    fn what_falls_on_a_day_off_comes_up_before_it() {
        let mut calendar = Calendar::default();
        let (friday, sunday) = (date(1982, 10, 15), date(1982, 10, 17));
        assert_eq!((calendar.comes_up(sunday), calendar.comes_up(friday)), (friday, friday));
        assert_eq!(
            (calendar.up_to(friday), calendar.up_to(date(1982, 10, 14))),
            (sunday, date(1982, 10, 14))
        );
        calendar.weekend = vec![Day::Monday, Day::Tuesday, Day::Wednesday, Day::Thursday, Day::Friday];
        calendar.weekend.extend([Day::Saturday, Day::Sunday]);
        assert_eq!(calendar.comes_up(sunday), sunday);
    }

    #[test]
    fn an_office_that_rests_on_fridays_says_so() {
        let calendar: Calendar = toml::from_str(r#"weekend = ["friday", "saturday"]"#).unwrap();
        assert!(!calendar.works(date(1982, 10, 15)) && calendar.works(date(1982, 10, 17)));
        assert!(toml::from_str::<Calendar>(r#"weekend = ["caturday"]"#).is_err());
    }
}
