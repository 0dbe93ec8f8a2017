//! Dates on lines of their own, as scans leave them: "Sat Apr 02 12:56:32 2010", "July 71969", "14/10".

use super::month;
use jiff::civil::Date;

/// Bytes of the longest line that is searched for a date.
const LINE_BYTES_MAX: usize = 120;

/// The first date of a short line; without a year it is the one nearest to `anchor`.
pub(crate) fn loose_date(line: &str, day_first: bool, anchor: Option<Date>) -> Option<Date> {
    let line = line.get(..line.len().min(LINE_BYTES_MAX)).unwrap_or(line);
    let runs = runs(line);
    iso(line).or_else(|| named(line, &runs, anchor)).or_else(|| slashed(line, day_first, anchor))
}

/// The year of two figures: of the century that ends with the year after `anchor`; without one, from 1940 on.
pub(crate) fn of_century(figures: i16, anchor: Option<Date>) -> i16 {
    let last = anchor.map_or(CENTURY_ENDS, |day| day.year() + 1);
    last - (last - figures).rem_euclid(100)
}

/// The last year that two figures may mean, where nothing says when a paper came.
const CENTURY_ENDS: i16 = 2039;

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
fn named(line: &str, runs: &[&str], anchor: Option<Date>) -> Option<Date> {
    let at = runs.iter().position(|r| month(&r.to_ascii_lowercase()).is_some())?;
    let month = month(&runs.get(at)?.to_ascii_lowercase())?;
    let before = at.checked_sub(1).and_then(|i| day(runs.get(i)?)).or_else(|| ordinal(runs, at));
    let (day, rest) = match before {
        Some(day) => (day, runs.get(at + 1..)?),
        None => after(runs.get(at + 1..)?)?,
    };
    let glued = runs.get(at + 1).and_then(|r| r.get(r.len().checked_sub(4)?..)).filter(|_| before.is_none());
    let short = || rest.first().and_then(|r| figured(line, r, before.is_some()));
    let year = rest.iter().find_map(|r| year(r)).or_else(|| glued.and_then(year));
    date(year.or_else(|| short().map(|y| of_century(y, anchor))), month, day, anchor)
}

/// "70" of "29 October 70" and "Oct. 29, '70": a year of two figures, and no hour or second day.
fn figured(line: &str, run: &str, day_before: bool) -> Option<i16> {
    let value: i16 = (run.len() == 2).then(|| run.parse().ok()).flatten()?;
    let at = run.as_ptr() as usize - line.as_ptr() as usize;
    let lead = line.get(..at)?;
    let shortened = lead.ends_with(['\'', '’']);
    let apart = lead.ends_with([' ', '-', '.']) || shortened;
    let rest = line.get(at + 2..)?;
    let next = rest.trim_start_matches([' ', '.']);
    let word: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
    let clock = rest.starts_with([':', '/', '?', '–', '—'])
        || rest.starts_with('.') && next.starts_with(|c: char| c.is_ascii_digit())
        || matches!(word.as_str(), "a" | "p" | "am" | "pm" | "h" | "hours" | "hrs" | "and" | "to" | "or");
    // Above thirty-one it is no day either.
    (apart && !clock && (day_before || shortened || value > 31)).then_some(value)
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
        let year = figures.get(2).and_then(|y| short_year(y.trim_end_matches(','), anchor));
        let (day, month) = if a > 12 || (day_first && b <= 12) { (a, b) } else { (b, a) };
        date(year, month, day, anchor)
    })
}

fn short_year(run: &str, anchor: Option<Date>) -> Option<i16> {
    let value: i16 = run.parse().ok()?;
    match run.len() {
        4 => year(run),
        2 => Some(of_century(value, anchor)),
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
            ("29 October 70", "1970-10-29"),
            ("29 Oct 70", "1970-10-29"),
            ("29-Oct-70", "1970-10-29"),
            ("Oct. 29, '70", "1970-10-29"),
            ("October 29, 70", "1970-10-29"),
            ("1400, 14th October 82", "1982-10-14"),
            ("29 October 10.30 a.m.", "1982-10-29"),
            ("29 October 10 a.m.", "1982-10-29"),
            ("October 26, 27", "1982-10-26"),
        ] {
            assert_eq!(
                loose_date(line, false, anchor).map(|d| d.to_string()).as_deref(),
                Some(read),
                "{line}"
            );
        }
    }

    #[test]
    fn two_figures_mean_a_year_that_has_come() {
        assert_eq!((of_century(70, None), of_century(39, None), of_century(40, None)), (1970, 2039, 1940));
        let received = Date::new(1917, 5, 3).ok();
        assert_eq!((of_century(17, received), of_century(70, received)), (1917, 1870));
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
