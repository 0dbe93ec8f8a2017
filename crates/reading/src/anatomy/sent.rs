//! When a mail was sent, as programs write it and scans leave it: "Fri Mar 2608:51:35 2010", "June OS, 2009".

use crate::times::{loose_date, month};
use jiff::civil::Date;

/// Bytes of the longest value that is searched for a date.
const VALUE_BYTES_MAX: usize = 120;

/// The day on which a mail was sent.
pub(crate) fn sent_date(value: &str, day_first: bool, anchor: Option<Date>) -> Option<Date> {
    let mut end = value.len().min(VALUE_BYTES_MAX);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    let value = value.get(..end)?;
    let day_first = day_first || is_dotted(value);
    let mended = mended(value);
    loose_date(&mended, day_first, anchor).or_else(|| loose_date(value, day_first, anchor))
}

/// "25.11.2014": points part a date that begins with its day.
fn is_dotted(value: &str) -> bool {
    value.split_whitespace().any(|w| {
        w.trim_end_matches([',', '.'])
            .split('.')
            .filter(|f| !f.is_empty() && f.bytes().all(|b| b.is_ascii_digit()))
            .count()
            == 3
    })
}

/// The value in English, its figures as they were before a scan read letters for them.
fn mended(value: &str) -> String {
    let value = value.replace("=2C", ",");
    let runs: Vec<String> =
        value.split([' ', '\u{a0}', ',']).filter(|w| !matches!(*w, "" | "de" | "del")).map(english).collect();
    let mut out = String::with_capacity(value.len() + 8);
    for (i, run) in runs.iter().enumerate() {
        let after_month = i > 0 && is_month(&runs[i - 1]);
        out.push_str(if i == 0 { "" } else { " " });
        match run.split_once('-').filter(|(m, _)| is_month(m)) {
            Some((m, rest)) => out.push_str(&format!("{m} {}", full_year(rest))),
            None if after_month => out.push_str(&apart(&figures(run))),
            None => out.push_str(&year_apart(&month_apart(run))),
        }
    }
    out
}

fn is_month(word: &str) -> bool {
    month(&word.trim_matches(['.', ',']).to_ascii_lowercase()).is_some()
}

/// A month of another language by its English name; other words as they are.
pub(super) fn english(word: &str) -> String {
    const MONTHS: [(&str, &str); 34] = [
        ("janvier", "January"),
        ("janv", "January"),
        ("février", "February"),
        ("fevrier", "February"),
        ("févr", "February"),
        ("mars", "March"),
        ("avril", "April"),
        ("avr", "April"),
        ("mai", "May"),
        ("juin", "June"),
        ("juillet", "July"),
        ("juil", "July"),
        ("août", "August"),
        ("aout", "August"),
        ("septembre", "September"),
        ("octobre", "October"),
        ("novembre", "November"),
        ("décembre", "December"),
        ("decembre", "December"),
        ("déc", "December"),
        ("januar", "January"),
        ("februar", "February"),
        ("märz", "March"),
        ("juni", "June"),
        ("juli", "July"),
        ("oktober", "October"),
        ("dezember", "December"),
        ("enero", "January"),
        ("febrero", "February"),
        ("marzo", "March"),
        ("mayo", "May"),
        ("junio", "June"),
        ("julio", "July"),
        ("agosto", "August"),
    ];
    let low = word.trim_end_matches('.').to_lowercase();
    MONTHS
        .iter()
        .find(|(name, _)| *name == low)
        .map_or_else(|| word.to_owned(), |(_, name)| (*name).to_owned())
}

/// "OS" as 05, "l2" as 12: letters that a scan reads for figures.
fn figures(run: &str) -> String {
    let figure = |c: char| match c {
        'O' | 'o' | 'Q' => '0',
        'I' | 'l' | '|' | '!' => '1',
        'Z' => '2',
        'S' => '5',
        'B' => '8',
        c => c,
    };
    let read: String = run.chars().map(figure).collect();
    if run.len() <= 2 && read.bytes().all(|b| b.is_ascii_digit()) { read } else { run.to_owned() }
}

/// "2608:51:35" as "26 08:51:35": the hour was glued to the day.
fn apart(run: &str) -> String {
    let digits = run.bytes().take_while(u8::is_ascii_digit).count();
    let hour = run.get(digits..).is_some_and(|r| r.starts_with(':'));
    match digits {
        3 | 4 if hour => match run.split_at_checked(digits - 2) {
            Some((day, hour)) => format!("{day} {hour}"),
            None => run.to_owned(),
        },
        _ => run.to_owned(),
    }
}

/// "15:33:212010" with a space before the year, and "1010" for 2010: what a scan makes of years.
fn year_apart(run: &str) -> String {
    let clock =
        run.split_at_checked(CLOCK_BYTES).filter(|(c, y)| c.matches(':').count() == 2 && y.len() == 4);
    match (clock, run.strip_prefix("10")) {
        (Some((clock, year)), _) => format!("{clock} {year}"),
        (_, Some(short)) if run.len() == 4 && short.bytes().all(|b| b.is_ascii_digit()) => {
            format!("20{short}")
        }
        _ => run.to_owned(),
    }
}

/// Bytes of "15:33:21".
const CLOCK_BYTES: usize = 8;

/// "March-19-11" and "11-Apr-2011" with spaces.
fn month_apart(run: &str) -> String {
    let parts: Vec<&str> = run.split('-').collect();
    if parts.len() == 3 && parts.iter().any(|p| is_month(p)) { parts.join(" ") } else { run.to_owned() }
}

/// "19-11" as "19 2011".
fn full_year(rest: &str) -> String {
    match rest.split_once('-') {
        Some((day, year)) if year.len() == 2 => format!("{day} 20{year}"),
        _ => rest.replace('-', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_mail_are_read_in_every_shape_and_through_damage() {
        for (value, read) in [
            ("Friday, April 2, 2010 11:52 AM", "2010-04-02"),
            ("Friday, April 2, 201011:52 AM", "2010-04-02"),
            ("Fri Mar 26 08:51:35 2010", "2010-03-26"),
            ("Fri Mar 2608:51:35 2010", "2010-03-26"),
            ("Friday, June OS, 2009 1:02 PM", "2009-06-05"),
            ("Wed Feb 10 15:33:212010", "2010-02-10"),
            ("Sat Jul 10 17:44:09 1010", "2010-07-10"),
            ("Fri=2C 28 Sep 2012 10:55:48 +0000", "2012-09-28"),
            ("10/12/2009 6:48 PM", "2009-10-12"),
            ("Tue, 12 Oct 2010 10:23:04 -0400 (EDT)", "2010-10-12"),
            ("March-19-11 5:42 PM", "2011-03-19"),
            ("11-Apr-2011, at 6:54 PM", "2011-04-11"),
            ("vendredi 23 janvier 2015 16:39", "2015-01-23"),
            ("Dienstag, 25. November 2014 14:59", "2014-11-25"),
            ("25.11.2014 um 14:59", "2014-11-25"),
            ("3 de mayo de 2010 10:12", "2010-05-03"),
            ("Wednesday, September 1 2010 9:12:01 AM", "2010-09-01"),
            ("2010-09-01T09:12:01Z", "2010-09-01"),
        ] {
            assert_eq!(
                sent_date(value, false, None).map(|d| d.to_string()).as_deref(),
                Some(read),
                "{value}"
            );
        }
    }

    #[test]
    fn an_hour_alone_is_no_date() {
        assert_eq!(sent_date("11:52 AM", false, None), None);
        assert_eq!(sent_date("", false, None), None);
    }
}
