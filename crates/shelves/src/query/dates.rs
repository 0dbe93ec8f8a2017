//! Days and stretches of days as they are typed: `1982`, `1982-10`, `1982-10-14`, `1982-10..1982-12`.

use jiff::civil::Date;

use super::Days;

/// The first and last day of a year, a month or a day.
pub(super) fn stretch(typed: &str) -> Option<(i32, i32)> {
    let mut parts = typed.split('-');
    let year: i16 = number(parts.next()?, 4)?;
    let month: Option<i8> = parts.next().map(|part| number(part, 2).ok_or(())).transpose().ok()?;
    let day: Option<i8> = parts.next().map(|part| number(part, 2).ok_or(())).transpose().ok()?;
    if parts.next().is_some() || year == 0 {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (None, _) => first.last_of_year(),
        (_, None) => first.last_of_month(),
        _ => first,
    };
    Some((since_epoch(first)?, since_epoch(last)?))
}

/// A stretch, or two with `..` between, of which one may be absent.
pub(super) fn days(typed: &str) -> Option<Days> {
    let Some((from, to)) = typed.split_once("..") else {
        let (first, last) = stretch(typed)?;
        return Some(Days { first: Some(first), last: Some(last) });
    };
    let end = |part: &str| if part.is_empty() { Some(None) } else { stretch(part).map(Some) };
    let (from, to) = (end(from)?, end(to)?);
    let days = Days { first: from.map(|(first, _)| first), last: to.map(|(_, last)| last) };
    let in_order = match (days.first, days.last) {
        (Some(first), Some(last)) => first <= last,
        (first, last) => first.is_some() || last.is_some(),
    };
    in_order.then_some(days)
}

fn number<N: std::str::FromStr>(part: &str, digits_max: usize) -> Option<N> {
    let plain = part.len() <= digits_max && part.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| part.parse().ok()).flatten()
}

fn since_epoch(date: Date) -> Option<i32> {
    Date::constant(1970, 1, 1).until(date).ok().map(|span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_a_month_and_a_year_have_a_first_and_a_last_day() {
        assert_eq!(stretch("1970-01-01"), Some((0, 0)));
        assert_eq!(stretch("1982-10-14"), Some((4_669, 4_669)));
        assert_eq!(stretch("1968-02"), Some((-700, -672)));
        assert_eq!(stretch("1969"), Some((-365, -1)));
    }

    #[test]
    fn no_day_is_made_of_what_is_none() {
        for typed in ["", "0", "82-13", "1982-02-30", "1982-10-14-1", "198210", "+1982", "1982-", "x"] {
            assert_eq!(stretch(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_range_may_be_open_but_not_backwards() {
        assert_eq!(days("1969..1970-01"), Some(Days { first: Some(-365), last: Some(30) }));
        assert_eq!(days("1970.."), Some(Days { first: Some(0), last: None }));
        assert_eq!(days("..1969"), Some(Days { first: None, last: Some(-1) }));
        assert_eq!(days("1971..1970"), None);
        assert_eq!(days(".."), None);
    }
}
