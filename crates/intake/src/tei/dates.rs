//! Dates as editors print them in heads and datelines: "October 14, 1982", "22 October 1952".

use std::ops::Range;

use jiff::civil::Date;

/// A date in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DateWords {
    /// The bytes of the line that it covers, from the month or day to the year.
    pub span: Range<usize>,
    /// The day, if year, month and day are all said.
    pub date: Option<Date>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// A month as a word is this long or longer, so that "Mar" and "Dec" do not pass for months in names.
const MONTH_CHARS_MIN: usize = 3;

/// The first date of a line, if it has one.
pub(super) fn find(line: &str) -> Option<DateWords> {
    let words = split(line);
    (0..words.len()).find_map(|at| month_first(line, &words, at).or_else(|| day_first(line, &words, at)))
}

/// Runs of letters or of digits; everything else only parts them.
fn split(line: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut last = ' ';
    for (at, c) in line.char_indices() {
        let joins = c.is_alphabetic() && last.is_alphabetic() || c.is_ascii_digit() && last.is_ascii_digit();
        match words.last_mut() {
            Some(word) if joins => word.end = at + c.len_utf8(),
            _ if c.is_alphanumeric() => words.push(at..at + c.len_utf8()),
            _ => {}
        }
        last = c;
    }
    words
}

fn month_first(line: &str, words: &[Range<usize>], at: usize) -> Option<DateWords> {
    let word = |step: usize| words.get(at + step).and_then(|range| line.get(range.clone()));
    let month = month(word(0)?)?;
    let start = words.get(at)?.start;
    // "July 71969": the printer lost the comma.
    if let Some((day, year)) = word(1).and_then(run_together) {
        return Some(DateWords { span: start..words.get(at + 1)?.end, date: date(year, month, day) });
    }
    let day: i8 = word(1)?.parse().ok().filter(|day| (1..=31).contains(day))?;
    // A second day may stand between: "23/24", "26 and 27", "14 [15?]", "31–June 2".
    let year = (2..=5).find_map(|step| Some((step, year(word(step)?)?)));
    match year.filter(|(step, _)| near(line, words, at + 1, at + step)) {
        Some((step, year)) => {
            Some(DateWords { span: start..words.get(at + step)?.end, date: date(year, month, day) })
        }
        None => Some(DateWords { span: start..words.get(at + 1)?.end, date: None }),
    }
}

fn day_first(line: &str, words: &[Range<usize>], at: usize) -> Option<DateWords> {
    let word = |step: usize| words.get(at + step).and_then(|range| line.get(range.clone()));
    let day: i8 = word(0)?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let month = month(word(1)?)?;
    let year = year(word(2)?)?;
    Some(DateWords { span: words.get(at)?.start..words.get(at + 2)?.end, date: date(year, month, day) })
}

/// Whether two words stand in one date: nothing but days, months and their joints between them.
fn near(line: &str, words: &[Range<usize>], from: usize, to: usize) -> bool {
    let between = words.get(from + 1..to).unwrap_or_default();
    between.iter().filter_map(|range| line.get(range.clone())).all(|word| {
        let day = word.parse::<u8>().is_ok_and(|day| day <= 31);
        day || word == "and" || word == "to" || month(word).is_some()
    })
}

fn run_together(word: &str) -> Option<(i8, i16)> {
    let (day, year_words) = word.split_at_checked(word.len().checked_sub(4)?)?;
    Some((day.parse().ok()?, year(year_words)?))
}

fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let whole = |month: &str| month == word || month.get(..MONTH_CHARS_MIN) == Some(word.as_str());
    let at = if word == "sept" { 8 } else { MONTHS.iter().position(|month| whole(month))? };
    i8::try_from(at + 1).ok()
}

fn year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1500..=2199).contains(year))
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// The day that an attribute such as `1948-07-15T15:00:00` names.
pub(super) fn of_attribute(value: &str) -> Option<Date> {
    value.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_editors_print_them() {
        let read = |line: &str| find(line).and_then(|found| found.date).map(|date| date.to_string());
        for (line, expected) in [
            ("Washington, October 14, 1982", "1982-10-14"),
            ("Washington, October 22,1952—5 p. m.", "1952-10-22"),
            ("Paris, July 71969", "1969-07-07"),
            ("London, 22 October 1952", "1952-10-22"),
            ("Geneva, November 23/24, 1961", "1961-11-23"),
            ("Moscow, September 26 and 27, 1959", "1959-09-26"),
            ("Bonn, June 14 [15?], 1958", "1958-06-14"),
            ("Rome, May 31–June 2, 1962", "1962-05-31"),
        ] {
            assert_eq!(read(line).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn a_date_without_a_year_is_words_and_no_day() {
        let found = find("Belgrade, February 8—5 p. m.").unwrap();
        assert_eq!((found.date, &"Belgrade, February 8—5 p. m."[found.span]), (None, "February 8"));
        let far = find("the meeting of May 3 on the budget for 1961").unwrap();
        assert_eq!(far.date, None);
    }

    #[test]
    fn a_line_without_a_date_has_none() {
        for line in ["", "Telegram 14 From the Embassy", "Documents on the May Meeting", "1950"] {
            assert_eq!(find(line), None, "{line}");
        }
    }
}
