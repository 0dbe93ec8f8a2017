//! Days that can be meant: what lies outside of them was mistyped.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::refused::Refused;

/// The first day that a paper or a meeting can have.
const FIRST_DAY: Date = date(1000, 1, 1);
/// How many years ahead of today the last lies.
const YEARS_AHEAD_MAX: i64 = 10;

/// That day, if it can be meant.
pub fn plausible(day: Date, today: Date) -> Result<Date, Refused> {
    let last = today.saturating_add(YEARS_AHEAD_MAX.years());
    if day < FIRST_DAY || day > last {
        return Err(Refused::Invalid(format!(
            "{day} is too far away: write a day from {FIRST_DAY} to {last}"
        )));
    }
    Ok(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_may_lie_long_ago_and_ten_years_ahead() {
        let today = date(1982, 10, 14);
        for day in [FIRST_DAY, date(1066, 10, 14), today, date(1992, 10, 14)] {
            assert_eq!(plausible(day, today).unwrap(), day);
        }
        for day in [date(999, 12, 31), date(1992, 10, 15), date(9982, 10, 14), Date::MIN] {
            let refused = plausible(day, today).unwrap_err().to_string();
            assert_eq!(refused, format!("{day} is too far away: write a day from 1000-01-01 to 1992-10-14"));
        }
        assert_eq!(plausible(Date::MAX, Date::MAX).unwrap(), Date::MAX);
    }
}
