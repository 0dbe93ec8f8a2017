//! Lines that say where and when: "Washington, October 14, 1982, 9 p.m.", "Paris, le 3 mars 1982", "O 141530Z OCT 82".

use crate::times::{loose_date, of_century};
use chancery_office::reading::Span;
use jiff::civil::Date;

/// Bytes and words of the longest dateline.
const DATELINE_BYTES_MAX: usize = 130;
const DATELINE_WORDS_MAX: usize = 20;
/// Words of the longest place.
const PLACE_WORDS_MAX: usize = 8;

/// A line of place and date.
#[derive(Debug, PartialEq)]
pub(super) struct Dateline<'t> {
    pub place: Option<&'t str>,
    /// The words from the place on, without weekday and clock.
    pub date: &'t str,
}

/// French and English months, as they stand in a line in lower case, with the English short form.
const MONTHS: [(&str, &str); 38] = [
    ("january", "Jan"),
    ("february", "Feb"),
    ("march", "Mar"),
    ("april", "Apr"),
    ("may", "May"),
    ("june", "Jun"),
    ("july", "Jul"),
    ("august", "Aug"),
    ("september", "Sep"),
    ("october", "Oct"),
    ("november", "Nov"),
    ("december", "Dec"),
    ("jan", "Jan"),
    ("feb", "Feb"),
    ("mar", "Mar"),
    ("apr", "Apr"),
    ("jun", "Jun"),
    ("jul", "Jul"),
    ("aug", "Aug"),
    ("sep", "Sep"),
    ("sept", "Sep"),
    ("oct", "Oct"),
    ("nov", "Nov"),
    ("dec", "Dec"),
    ("janvier", "Jan"),
    ("février", "Feb"),
    ("fevrier", "Feb"),
    ("mars", "Mar"),
    ("avril", "Apr"),
    ("mai", "May"),
    ("juin", "Jun"),
    ("juillet", "Jul"),
    ("août", "Aug"),
    ("aout", "Aug"),
    ("septembre", "Sep"),
    ("octobre", "Oct"),
    ("novembre", "Nov"),
    ("décembre", "Dec"),
];

fn month(word: &str) -> Option<&'static str> {
    if !(3..=10).contains(&word.len()) {
        return None;
    }
    let low = word.trim_end_matches('.').to_lowercase();
    MONTHS.iter().find(|(name, _)| *name == low).map(|(_, short)| *short)
}

/// Where the first month with a day beside it stands.
pub(super) fn month_at(line: &str) -> Option<usize> {
    let words: Vec<(usize, &str)> = words(line).collect();
    let day = |i: Option<usize>| i.and_then(|i| words.get(i)).is_some_and(|(_, w)| is_day(w));
    words
        .iter()
        .enumerate()
        .find(|(i, (_, w))| month(w).is_some() && (day(i.checked_sub(1)) || day(Some(i + 1))))
        .map(|(_, (at, _))| *at)
}

/// A day of the month, with what a printer may have glued to it.
fn is_day(word: &str) -> bool {
    let figures = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=6).contains(&figures) && word.len() <= figures + 2
}

/// Runs of letters and figures, with where they stand.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = line.as_ptr() as usize;
    line.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(move |w| (w.as_ptr() as usize - base, w))
}

/// "Downgrade to CONFIDENTIAL on 1 Jan 1993": a day in it is not that of writing.
fn comes_down(line: &str) -> bool {
    let opens = |verb: &str| line.get(..verb.len()).is_some_and(|o| o.eq_ignore_ascii_case(verb));
    opens("downgrade") || opens("declassif")
}

/// Reads a line that holds a place and a date, or a date, and little else.
pub(super) fn dateline(line: &str) -> Option<Dateline<'_>> {
    if line.len() > DATELINE_BYTES_MAX || group(line).is_some() || comes_down(line) {
        return None;
    }
    let inner = line.trim_matches(['[', ']', '(', ')', ' ', '.', '—']);
    // "D. 1.45 p.m. 27th July, 1956": despatched then, or received.
    let wired = inner.strip_prefix("D. ").or_else(|| inner.strip_prefix("R. "));
    let inner = wired.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(inner);
    let Some(month_at) = month_at(inner) else { return undated(inner) };
    let all: Vec<(usize, &str)> = words(inner).collect();
    let at = all.iter().position(|(start, _)| *start == month_at)?;
    let day_before = at.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|(_, w)| is_day(w));
    let from = if day_before { at - 1 } else { at };
    let lead = all.get(..from)?;
    let tail = all.get(at + 1..)?;
    let fits = all.len() <= DATELINE_WORDS_MAX
        && tail.iter().all(|(_, w)| is_of_time(w))
        && lead.len() <= PLACE_WORDS_MAX;
    let start = all.get(from)?.0;
    let place = place(inner.get(..start)?)?;
    fits.then(|| Dateline { place, date: inner.get(start..).unwrap_or(inner) })
}

/// "London, undated."
fn undated(inner: &str) -> Option<Dateline<'_>> {
    let (place, word) = inner.rsplit_once(", ").or_else(|| inner.rsplit_once(",] ")).unwrap_or(("", inner));
    let low = word.trim_matches(['[', ']', '.']).to_lowercase();
    let says = matches!(low.as_str(), "undated" | "n.d" | "no date" | "sans date");
    says.then(|| self::place(place)).flatten().map(|place| Dateline { place, date: word })
}

/// Words that may follow a month: figures, hours, zones, a second day.
fn is_of_time(word: &str) -> bool {
    const WORDS: [&str; 35] = [
        "à",
        "À",
        "H",
        "a",
        "p",
        "m",
        "am",
        "pm",
        "noon",
        "midnight",
        "Noon",
        "Midnight",
        "or",
        "illegible",
        "and",
        "to",
        "et",
        "local",
        "time",
        "GMT",
        "Z",
        "EST",
        "EDT",
        "inst",
        "hours",
        "hrs",
        "n",
        "o",
        "clock",
        "undated",
        "of",
        "at",
        "h",
        "th",
        "rd",
    ];
    word.starts_with(|c: char| c.is_ascii_digit())
        || WORDS.contains(&word)
        || matches!(word, "A" | "P" | "M" | "AM" | "PM" | "NOON" | "HOURS" | "HRS" | "TO" | "AND")
        || month(word).is_some()
        || weekday(word)
        || word.eq_ignore_ascii_case("approximately")
        || word == "st"
        || word == "nd"
}

fn weekday(word: &str) -> bool {
    let low = word.to_lowercase();
    crate::times::weekday(&low).is_some()
        || matches!(
            low.as_str(),
            "lundi" | "mardi" | "mercredi" | "jeudi" | "vendredi" | "samedi" | "dimanche"
        )
}

/// The place before a date: `Some(None)` where there is none, `None` where what stands there is no place.
fn place(lead: &str) -> Option<Option<&str>> {
    let mut lead = lead.trim_end_matches([' ', ',', '[', ']', '(', '-', '—', ':', '.']);
    for key in ["Date:", "DATE:", "Date :", "Dated", "le", "LE", "Le", "the", "The", "du"] {
        lead = lead
            .strip_suffix(key)
            .filter(|l| l.is_empty() || l.ends_with([' ', ',']))
            .unwrap_or(lead)
            .trim_end_matches([' ', ',', ']']);
    }
    lead = without_clock(lead);
    for held in ["Held at the ", "Held in the ", "Held at ", "Held in "] {
        lead = lead.strip_prefix(held).unwrap_or(lead);
    }
    let last = lead.rsplit([' ', ',']).next().unwrap_or("");
    let lead = if weekday(last) {
        lead.strip_suffix(last).unwrap_or(lead).trim_end_matches([' ', ','])
    } else {
        lead
    };
    let withheld = lead.trim_start_matches('[').ends_with("not declassified");
    if lead.is_empty() || withheld || matches!(lead, "Date" | "DATE") {
        return Some(None);
    }
    const SMALL: [&str; 22] = [
        "en", "route", "from", "to", "de", "of", "the", "at", "near", "on", "board", "aboard", "la", "le",
        "les", "and", "sur", "in", "du", "over", "between", "des",
    ];
    let named = |w: &str| w.starts_with(char::is_uppercase) || SMALL.contains(&w) || w == "&";
    let clean = |w: &str| !w.ends_with([':', ';', '?', '!']);
    let fits =
        lead.split_whitespace().all(|w| named(w.trim_start_matches(['(', '[', '"', '\''])) && clean(w))
            && lead.starts_with(|c: char| c.is_uppercase() || c == 'e' || c == '"');
    let kind = ["Memorandum", "Conversation", "Telegram", "Letter", "Meeting", "Minutes"]
        .iter()
        .any(|w| lead.contains(w));
    let shouted = !lead.chars().any(char::is_lowercase) && lead.split_whitespace().count() > 4;
    (fits && !kind && !shouted).then_some(Some(lead))
}

/// A place without the hour that stands between it and the date: "White House, 10:05 a.m., March 19, 1954".
fn without_clock(lead: &str) -> &str {
    let (place, hour) = lead.rsplit_once(", ").unwrap_or(("", lead));
    let clock = hour.starts_with(|c: char| c.is_ascii_digit())
        && hour.contains([':', 'm'])
        && words(hour).all(|(_, w)| is_of_time(w));
    if clock { place.trim_end_matches([' ', ',', ']']) } else { lead }
}

/// The day that a line says, through French months and a telegram's date-time group.
pub(super) fn dated(line: &str, day_first: bool, anchor: Option<Date>) -> Option<Date> {
    if let Some(group) = group(line) {
        return Some(group.1);
    }
    loose_date(line, day_first, anchor).or_else(|| loose_date(&in_english(line)?, day_first, anchor))
}

fn in_english(line: &str) -> Option<String> {
    let (at, word, short) = words(line).find_map(|(at, w)| month(w).map(|m| (at, w, m)))?;
    let lead = line.get(..at)?.replace("1er", "1");
    Some(format!("{lead}{short}{}", line.get(at + word.len()..)?))
}

/// "O 141530Z OCT 82": the words of a date-time group and its day.
pub(super) fn group(line: &str) -> Option<(Span, Date)> {
    if line.len() > DATELINE_BYTES_MAX || !line.contains('Z') {
        return None;
    }
    let all: Vec<(usize, &str)> = words(line).collect();
    (0..all.len()).find_map(|i| {
        let (start, group) = *all.get(i)?;
        let figures =
            group.strip_suffix('Z').filter(|g| g.len() == 6 && g.bytes().all(|b| b.is_ascii_digit()))?;
        let month = month(all.get(i + 1)?.1)?;
        let (at, year) = *all.get(i + 2)?;
        let full = match year.len() {
            2 => of_century(year.parse().ok()?, None),
            4 => year.parse().ok()?,
            _ => return None,
        };
        let date = loose_date(&format!("{} {month} {full}", figures.get(..2)?), true, None)?;
        Some((Span::new(start, at + year.len()), date))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_told_from_prose() {
        for (line, place, date) in [
            ("Washington, October 14, 1982.", Some("Washington"), "1982-10-14"),
            ("[Washington,] January 27, 1948.", Some("Washington"), "1948-01-27"),
            ("LBJ Ranch, Texas, June 14 [15?], 1965, 9:30 a.m.", Some("LBJ Ranch, Texas"), "1965-06-14"),
            (
                "En route from Saigon to Washington, July 71969",
                Some("En route from Saigon to Washington"),
                "1969-07-07",
            ),
            ("Paris, le 3 mars 1982", Some("Paris"), "1982-03-03"),
            ("14th October, 1982", None, "1982-10-14"),
            ("Moscow, October 22,1952—5 p. m.", Some("Moscow"), "1952-10-22"),
            ("Geneva, Thursday, November 23/24, 1961", Some("Geneva"), "1961-11-23"),
            ("DATE: May 3, 1957", None, "1957-05-03"),
            ("Le Caire, le 1er août 1956", Some("Le Caire"), "1956-08-01"),
            ("Washington, March 7, 1960, Noon", Some("Washington"), "1960-03-07"),
            ("White House, 10:05 a.m., March 19, 1954", Some("White House"), "1954-03-19"),
            ("9:30 a.m., May 13, 1952", None, "1952-05-13"),
            ("Held at the White House, May 13, 1952", Some("White House"), "1952-05-13"),
            ("New Delhi, March 9 and/or 10, 1956, 4 p.m.", Some("New Delhi"), "1956-03-09"),
            ("[location not declassified], April 23, 1968, 1520Z.", None, "1968-04-23"),
        ] {
            let found = dateline(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(found.place, place, "{line}");
            assert_eq!(
                dated(found.date, false, None).map(|d| d.to_string()).as_deref(),
                Some(date),
                "{line}"
            );
        }
    }

    #[test]
    fn prose_with_a_date_is_no_dateline() {
        for line in [
            "I saw him on October 14, 1982.",
            "Your letter of May 3 arrived",
            "The meeting of October 14, 1982 was long",
            "Thank you for your letter dated 14 October 1982",
            "At 10:05 a.m., March 19, 1954 he rose",
        ] {
            assert_eq!(dateline(line), None, "{line}");
        }
    }

    #[test]
    fn a_paper_may_say_that_it_has_no_date() {
        assert_eq!(dateline("Washington, undated.").and_then(|d| d.place), Some("Washington"));
        assert_eq!(dateline("[Washington,] undated.").and_then(|d| d.place), Some("Washington"));
        assert_eq!(dateline("The letter, which is undated.").and_then(|d| d.place), None);
    }

    #[test]
    fn a_date_time_group_is_a_date() {
        assert_eq!(group("O 141530Z OCT 82").map(|g| g.1.to_string()).as_deref(), Some("1982-10-14"));
        assert_eq!(group("R 991530Z OCT 82"), None);
    }
}
