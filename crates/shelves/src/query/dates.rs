//! Days and stretches of days as they are typed: `1982`, `1982-10-14`, `march 1969`, `14 oct 1982`,
//! `10/1982`, `14/10/1982`, `1960s`, and two of them with `..` between.

use jiff::civil::Date;

use super::Days;

/// Names of months by their first letters, English and French, without accents.
const MONTHS: [(&str, &str); 12] = [
    ("january", "janvier"),
    ("february", "fevrier"),
    ("march", "mars"),
    ("april", "avril"),
    ("may", "mai"),
    ("june", "juin"),
    ("july", "juillet"),
    ("august", "aout"),
    ("september", "septembre"),
    ("october", "octobre"),
    ("november", "novembre"),
    ("december", "decembre"),
];
/// The fewest letters of a month.
const MONTH_LETTERS_MIN: usize = 3;

/// A year, perhaps with a month, perhaps with a day.
struct Point {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// The first and last day of a decade, a year, a month or a day.
pub(super) fn stretch(typed: &str) -> Option<(i32, i32)> {
    if let Some(decade) = decade(typed) {
        return decade;
    }
    let Point { year, month, day } = in_figures(typed).or_else(|| in_words(typed))?;
    if year == 0 {
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
    let end = |part: &str| if part.trim().is_empty() { Some(None) } else { stretch(part).map(Some) };
    let (from, to) = (end(from)?, end(to)?);
    let days = Days { first: from.map(|(first, _)| first), last: to.map(|(_, last)| last) };
    let in_order = match (days.first, days.last) {
        (Some(first), Some(last)) => first <= last,
        (first, last) => first.is_some() || last.is_some(),
    };
    in_order.then_some(days)
}

/// `1960s`; of what ends in an s and is no decade, none.
fn decade(typed: &str) -> Option<Option<(i32, i32)>> {
    let year: i16 = number(typed.trim().strip_suffix('s')?, 4)?;
    let whole = year > 0 && year % 10 == 0;
    let ends = || Some((stretch(&year.to_string())?.0, stretch(&(year + 9).to_string())?.1));
    Some(if whole { ends() } else { None })
}

/// From the year down with dashes, or up to the year with strokes or dots.
fn in_figures(typed: &str) -> Option<Point> {
    let typed = typed.trim();
    if typed.contains(['/', '.']) {
        let mut parts: Vec<&str> = typed.split(['/', '.']).collect();
        let year = full_year(parts.pop()?)?;
        let month = Some(number(parts.pop()?, 2)?);
        let day = parts.pop().map(|day| number(day, 2).ok_or(())).transpose().ok()?;
        return parts.is_empty().then_some(Point { year, month, day });
    }
    let mut parts = typed.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number(part, 2).ok_or(())).transpose().ok()?;
    let day = parts.next().map(|part| number(part, 2).ok_or(())).transpose().ok()?;
    parts.next().is_none().then_some(Point { year, month, day })
}

/// A month by its name with its year, and the day before or between them.
fn in_words(typed: &str) -> Option<Point> {
    let words: Vec<&str> = typed.split([' ', ',', '-', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let (day, month, year) = match words.as_slice() {
        [month, year] => (None, *month, *year),
        [day, "of", month, year] | [day, "de", month, year] => (Some(*day), *month, *year),
        [one, other, year] if self::month(other).is_some() => (Some(*one), *other, *year),
        [month, day, year] => (Some(*day), *month, *year),
        _ => return None,
    };
    let day = day.map(|day| ordinal(day).ok_or(())).transpose().ok()?;
    Some(Point { year: full_year(year)?, month: Some(self::month(month)?), day })
}

fn month(typed: &str) -> Option<i8> {
    let letters = typed.trim_end_matches('.').to_lowercase().replace(['é', 'è'], "e").replace('û', "u");
    if letters.len() < MONTH_LETTERS_MIN {
        return None;
    }
    let sept = if letters == "sept" { "sep" } else { &letters };
    let is = |name: &str| name.starts_with(sept);
    let at = MONTHS.iter().position(|(english, french)| is(english) || is(french))?;
    i8::try_from(at + 1).ok()
}

/// "14", "14th", "1er".
fn ordinal(typed: &str) -> Option<i8> {
    let lower = typed.to_lowercase();
    let endings = ["st", "nd", "rd", "th", "er"];
    let figures = endings.iter().find_map(|ending| lower.strip_suffix(ending)).unwrap_or(&lower);
    number(figures, 2)
}

fn full_year(typed: &str) -> Option<i16> {
    if typed.len() == 4 { number(typed, 4) } else { None }
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
        assert_eq!(stretch("1970s"), Some((0, 3_651)));
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let days = [
            "14 oct 1982",
            "14 October 1982",
            "October 14, 1982",
            "14th of October 1982",
            "14/10/1982",
            "14.10.1982",
            "14 octobre 1982",
            "14 Oct. 1982",
            "14-oct-1982",
        ];
        for typed in days {
            assert_eq!(stretch(typed), Some((4_669, 4_669)), "{typed}");
        }
        for typed in ["march 1969", "Mar 1969", "mars 1969", "3/1969", "03/1969", "1969-03"] {
            assert_eq!(stretch(typed), stretch("1969-3"), "{typed}");
        }
        assert_eq!(stretch("sept 1970"), stretch("1970-09"));
        assert_eq!(stretch("1er août 1970"), stretch("1970-08-01"));
        assert_eq!(stretch("février 1970"), stretch("1970-02"));
    }

    #[test]
    fn no_day_is_made_of_what_is_none() {
        let none = [
            "",
            "0",
            "82-13",
            "1982-02-30",
            "1982-10-14-1",
            "198210",
            "+1982",
            "1982-",
            "x",
            "14 oct",
            "oct 82",
            "10/82",
            "1982/10",
            "1965s",
            "1/2/3/1982",
            "x oct 1982",
            "ma 1969",
            "32 may 1969",
            "1969 march",
        ];
        for typed in none {
            assert_eq!(stretch(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_range_may_be_open_but_not_backwards() {
        assert_eq!(days("1969..1970-01"), Some(Days { first: Some(-365), last: Some(30) }));
        assert_eq!(days("march 1969..may 1969"), days("1969-03..1969-05"));
        assert_eq!(days("1970.."), Some(Days { first: Some(0), last: None }));
        assert_eq!(days("..1969"), Some(Days { first: None, last: Some(-1) }));
        assert_eq!(days("1971..1970"), None);
        assert_eq!(days(".."), None);
    }
}
