//! Dates on lines of their own, as scans leave them: "Sat Apr 02 12:56:32 2010", "July 71969", "14/10".

use super::month;
use jiff::civil::Date;

/// Bytes of the longest line that is searched for a date.
const LINE_BYTES_MAX: usize = 120;

/// The first date of a short line; without a year it is the one nearest to `anchor`.
pub(crate) fn loose_date(line: &str, day_first: bool, anchor: Option<Date>) -> Option<Date> {
    let line = line.get(..line.len().min(LINE_BYTES_MAX)).unwrap_or(line);
    let runs = runs(line);
    iso(line).or_else(|| named(&runs, anchor)).or_else(|| slashed(line, day_first, anchor))
}

/// Runs of letters and of digits.
fn runs(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    let kind = |c: char| {
        if c.is_ascii_digit() {
            1
        } else if c.is_alphabetic() {
            2
        } else {
            0
        }
    };
    let mut last = 0;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        if kind(c) != last {
            if last != 0 {
                out.push(line.get(from..at).unwrap_or(""));
            }
            (from, last) = (at, kind(c));
        }
    }
    out
}

fn iso(line: &str) -> Option<Date> {
    line.split_whitespace().find_map(|w| w.get(..10)?.parse().ok())
}

/// A month in letters with a day and a year near it.
fn named(runs: &[&str], anchor: Option<Date>) -> Option<Date> {
    let at = runs.iter().position(|r| month(&r.to_ascii_lowercase()).is_some())?;
    let month = month(&runs.get(at)?.to_ascii_lowercase())?;
    let before = at.checked_sub(1).and_then(|i| day(runs.get(i)?)).or_else(|| ordinal(runs, at));
    let (day, rest) = match before {
        Some(day) => (day, runs.get(at + 1..)?),
        None => after(runs.get(at + 1..)?)?,
    };
    let glued = runs.get(at + 1).and_then(|r| r.get(r.len().checked_sub(4)?..)).filter(|_| before.is_none());
    let year = rest.iter().find_map(|r| year(r)).or_else(|| glued.and_then(year));
    date(year, month, day, anchor)
}

/// "14th October": the ordinal's letters stand between.
fn ordinal(runs: &[&str], at: usize) -> Option<i8> {
    let letters = runs.get(at.checked_sub(1)?)?;
    matches!(*letters, "st" | "nd" | "rd" | "th").then(|| day(runs.get(at.checked_sub(2)?)?)).flatten()
}

/// The day after a month's name; a scan may have glued it to the year.
fn after<'r, 's>(rest: &'r [&'s str]) -> Option<(i8, &'r [&'s str])> {
    let first = rest.first()?;
    if let Some(day) = day(first) {
        return Some((day, rest.get(1..)?));
    }
    let glued = first.get(..first.len().checked_sub(4)?).and_then(day)?;
    Some((glued, rest.get(1..)?))
}

fn day(run: &str) -> Option<i8> {
    let value: i8 = (run.len() <= 2).then(|| run.parse().ok()).flatten()?;
    (1..=31).contains(&value).then_some(value)
}

/// A year of four figures; a scan may have glued the hour to it.
fn year(run: &str) -> Option<i16> {
    let value: i16 = run.get(..4)?.parse().ok()?;
    (matches!(run.len(), 4..=6) && (1600..2200).contains(&value)).then_some(value)
}

/// "10/12/2009", "14/10", "4.10.82".
fn slashed(line: &str, day_first: bool, anchor: Option<Date>) -> Option<Date> {
    line.split_whitespace().find_map(|word| {
        let figures: Vec<&str> = word.split(['/', '.', '-']).collect();
        let (a, b) = (day(figures.first()?)?, day(figures.get(1)?.trim_end_matches([',', ':']))?);
        let year = figures.get(2).and_then(|y| short_year(y.trim_end_matches(',')));
        let (day, month) = if a > 12 || (day_first && b <= 12) { (a, b) } else { (b, a) };
        date(year, month, day, anchor)
    })
}

fn short_year(run: &str) -> Option<i16> {
    let value: i16 = run.parse().ok()?;
    match run.len() {
        4 => year(run),
        2 => Some(if value < 40 { 2000 + value } else { 1900 + value }),
        _ => None,
    }
}

fn date(year: Option<i16>, month: i8, day: i8, anchor: Option<Date>) -> Option<Date> {
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    let anchor = anchor?;
    let away = |d: &Date| anchor.until(*d).map_or(i32::MAX, |s| s.get_days().abs());
    [-1, 0, 1].into_iter().filter_map(|n| Date::new(anchor.year() + n, month, day).ok()).min_by_key(away)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_scans_leave_them() {
        let anchor = Date::new(1982, 10, 14).ok();
        for (line, read) in [
            ("14 October 1982", "1982-10-14"),
            ("Washington, July 71969", "1969-07-07"),
            ("October 22,1952—5 p. m.", "1952-10-22"),
            ("Sat Apr 02 12:56:32 2010", "2010-04-02"),
            ("Friday, April 2, 201011:52 AM", "2010-04-02"),
            ("14 OCT 1982", "1982-10-14"),
            ("10/12/2009 6:48 PM", "2009-10-12"),
            ("A.J.C. 14/10.", "1982-10-14"),
            ("the 3rd December, 1962", "1962-12-03"),
            ("2009-10-12T10:00Z", "2009-10-12"),
            ("2 January", "1983-01-02"),
        ] {
            assert_eq!(
                loose_date(line, false, anchor).map(|d| d.to_string()).as_deref(),
                Some(read),
                "{line}"
            );
        }
    }

    #[test]
    fn day_first_settles_what_figures_leave_open() {
        assert_eq!(loose_date("4/10/1982", true, None), Date::new(1982, 10, 4).ok());
        assert_eq!(loose_date("4/10/1982", false, None), Date::new(1982, 4, 10).ok());
    }

    #[test]
    fn what_is_no_date_is_none() {
        for line in ["in October", "31 February 1982", "SW1A 2AH", "1/2 of them"] {
            assert_eq!(loose_date(line, false, None), None, "{line}");
        }
    }
}
