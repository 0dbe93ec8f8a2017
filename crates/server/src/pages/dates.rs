//! Dates and times as a page shows them: the day in words, the machine's form beside it.

use chancery_office::reading::{Grain, When};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use maud::{Markup, html};

/// "14 October 1982".
pub(super) fn day(date: Date) -> Markup {
    html! { time datetime=(date.to_string()) { (date.strftime("%-d %B %Y").to_string()) } }
}

/// "14 Oct 1982".
pub(super) fn short_day(date: Date) -> Markup {
    html! { time datetime=(date.to_string()) { (date.strftime("%-d %b %Y").to_string()) } }
}

/// "14 Oct 1982, 09:42 UTC".
pub(super) fn moment(at: Timestamp) -> Markup {
    html! {
        time datetime=(at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()) {
            (at.strftime("%-d %b %Y, %H:%M").to_string()) " UTC"
        }
    }
}

/// "11:00".
pub(super) fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// A day that may not be known, with its hour.
pub(super) fn occasion(date: Option<Date>, time: Option<Time>) -> Markup {
    html! {
        @match date {
            Some(date) => { (day(date)) }
            None => { "day not known" }
        }
        @if let Some(time) = time { ", " (clock(time)) }
    }
}

/// The same where there can be no markup.
pub(super) fn occasion_words(date: Option<Date>, time: Option<Time>) -> String {
    let day = date.map_or("day not known".to_owned(), |date| date.strftime("%-d %B %Y").to_string());
    time.map_or(day.clone(), |time| format!("{day}, {}", clock(time)))
}

/// What the words of a time come to: "November 1982", "before 1 November 1982".
pub(super) fn when(when: &When) -> String {
    let full = |date: Date| date.strftime("%-d %B %Y").to_string();
    let words = match (when.from, when.until, when.grain) {
        (Some(from), _, Grain::Month) => from.strftime("%B %Y").to_string(),
        (Some(from), Some(until), _) if from.tomorrow().is_ok_and(|next| next == until) => full(from),
        (Some(from), Some(until), _) => {
            format!("{} to {}", full(from), full(until.yesterday().unwrap_or(until)))
        }
        (Some(from), None, _) => format!("from {}", full(from)),
        (None, Some(until), _) => format!("before {}", full(until)),
        (None, None, Grain::Event) => "bound to an event".to_owned(),
        (None, None, _) => "no day named".to_owned(),
    };
    when.clock.map_or(words.clone(), |time| format!("{words}, {}", clock(time)))
}

/// A number with its thousands set apart: "12 345" with a thin no-break space.
pub(super) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// "1 paper", "2 papers".
pub(super) fn count(many: u64, one: &str, more: &str) -> String {
    format!("{} {}", number(many), if many == 1 { one } else { more })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn span(from: Option<Date>, until: Option<Date>, grain: Grain) -> String {
        when(&When { from, until, clock: None, grain })
    }

    #[test]
    fn a_time_is_said_as_finely_as_it_is_known() {
        let (oct, nov, dec) = (date(1982, 10, 15), date(1982, 11, 1), date(1982, 12, 1));
        assert_eq!(span(Some(oct), Some(date(1982, 10, 16)), Grain::Day), "15 October 1982");
        assert_eq!(span(Some(nov), Some(dec), Grain::Month), "November 1982");
        assert_eq!(span(Some(oct), Some(nov), Grain::Week), "15 October 1982 to 31 October 1982");
        assert_eq!(span(None, Some(nov), Grain::Event), "before 1 November 1982");
        assert_eq!(span(Some(nov), None, Grain::Vague), "from 1 November 1982");
        assert_eq!(span(None, None, Grain::Event), "bound to an event");
        assert_eq!(span(None, None, Grain::Vague), "no day named");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(number(7), "7");
        assert_eq!(number(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(count(1, "paper", "papers"), "1 paper");
        assert_eq!(count(0, "paper", "papers"), "0 papers");
    }
}
