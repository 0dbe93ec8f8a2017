//! Dates and times as a page shows them: the day in the words of its language, the machine's form beside it.

use crate::house::told;
use crate::tongue::{Tongue, say, spoken};
use chancery_office::reading::{Grain, When};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use maud::{Markup, html};

pub(super) use crate::tongue::number;

const MONTHS: [&str; 12] = [
    key!("January"),
    key!("February"),
    key!("March"),
    key!("April"),
    key!("May"),
    key!("June"),
    key!("July"),
    key!("August"),
    key!("September"),
    key!("October"),
    key!("November"),
    key!("December"),
];
const SHORT_MONTHS: [&str; 12] = [
    key!("Jan"),
    key!("Feb"),
    key!("Mar"),
    key!("Apr"),
    key!("May"),
    key!("Jun"),
    key!("Jul"),
    key!("Aug"),
    key!("Sep"),
    key!("Oct"),
    key!("Nov"),
    key!("Dec"),
];
const WEEKDAYS: [&str; 7] = [
    key!("Monday"),
    key!("Tuesday"),
    key!("Wednesday"),
    key!("Thursday"),
    key!("Friday"),
    key!("Saturday"),
    key!("Sunday"),
];
const SHORT_WEEKDAYS: [&str; 7] =
    [key!("Mon"), key!("Tue"), key!("Wed"), key!("Thu"), key!("Fri"), key!("Sat"), key!("Sun")];

/// The word of a table for a number that begins at 1.
fn of(table: &[&'static str], number: i8) -> &'static str {
    let at = usize::try_from(number - 1).unwrap_or(0);
    say(table.get(at).copied().unwrap_or(""))
}

fn month(date: Date) -> &'static str {
    of(&MONTHS, date.month())
}

/// The day of a month; in French, the first is counted otherwise than the rest.
fn ordinal(date: Date) -> String {
    let first = date.day() == 1 && spoken().tongue == Tongue::French;
    if first { "1er".to_owned() } else { date.day().to_string() }
}

/// "14 October 1982", without markup.
pub(crate) fn words_of(date: Date) -> String {
    format!("{} {} {}", ordinal(date), month(date), date.strftime("%Y"))
}

/// "14 Oct 1982", without markup.
pub(crate) fn short_words(date: Date) -> String {
    format!("{} {} {}", ordinal(date), of(&SHORT_MONTHS, date.month()), date.strftime("%Y"))
}

/// "14 October".
pub(super) fn day_month(date: Date) -> String {
    format!("{} {}", ordinal(date), month(date))
}

/// "October 1982".
pub(super) fn month_of(date: Date) -> String {
    format!("{} {}", month(date), date.strftime("%Y"))
}

/// "Thursday 14 October 1982", as a heading: it opens large where weekdays are small.
pub(super) fn long_day(date: Date) -> String {
    let mut weekday = of(&WEEKDAYS, date.weekday().to_monday_one_offset()).chars();
    let first: String = weekday.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} {}", weekday.as_str(), words_of(date))
}

/// "Thu".
pub(super) fn weekday(date: Date) -> &'static str {
    of(&SHORT_WEEKDAYS, date.weekday().to_monday_one_offset())
}

/// "14 October 1982".
pub(super) fn day(date: Date) -> Markup {
    html! { time datetime=(date.to_string()) { (words_of(date)) } }
}

/// "14 Oct 1982".
pub(super) fn short_day(date: Date) -> Markup {
    html! { time datetime=(date.to_string()) { (short_words(date)) } }
}

/// "14 Oct 1982, 10:42 BST", where the office is.
pub(super) fn moment(at: Timestamp) -> Markup {
    let here = told(at);
    html! {
        time datetime=(at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()) {
            (short_words(here.date())) ", " (clock(here.time())) " " (here.strftime("%Z").to_string())
        }
    }
}

/// That who is named has left the office, behind his name.
pub(super) fn left(on: Option<Date>) -> Markup {
    html! { @if let Some(on) = on { " " span class="soft" { (say!("(left on {day})", day = day(on))) } } }
}

/// The day alone, of a moment at which nothing but a day begins; else the moment.
pub(super) fn day_or_moment(at: Timestamp) -> Markup {
    let here = told(at);
    if here.time() == Time::midnight() { day(here.date()) } else { moment(at) }
}

/// "11:00", "11 h 00".
pub(super) fn clock(time: Time) -> String {
    match spoken().tongue {
        Tongue::French => time.strftime("%-H\u{a0}h\u{a0}%M").to_string(),
        Tongue::English | Tongue::Test => typed_clock(time),
    }
}

/// "11:00", as a field holds it.
pub(super) fn typed_clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// A day that may not be known, with its hour.
pub(super) fn occasion(date: Option<Date>, time: Option<Time>) -> Markup {
    html! {
        @match date {
            Some(date) => { (day(date)) }
            None => { (say!("day not known")) }
        }
        @if let Some(time) = time { ", " (clock(time)) }
    }
}

/// The same where there can be no markup.
pub(super) fn occasion_words(date: Option<Date>, time: Option<Time>) -> String {
    let day = date.map_or_else(|| say!("day not known").to_owned(), words_of);
    time.map_or(day.clone(), |time| format!("{day}, {}", clock(time)))
}

/// What the words of a time come to: "November 1982", "by 31 October 1982".
pub(super) fn when(when: &When) -> Markup {
    let words = match (when.from, when.until, when.grain) {
        (Some(from), _, Grain::Month) => html! { (month_of(from)) },
        (Some(from), Some(until), _) if from.tomorrow().is_ok_and(|next| next == until) => {
            html! { (words_of(from)) }
        }
        (Some(from), Some(until), _) => {
            let last = until.yesterday().unwrap_or(until);
            say!("{from} to {until}", from = words_of(from), until = words_of(last))
        }
        (Some(from), None, _) => say!("from {day}", day = words_of(from)),
        (None, Some(until), _) => say!("by {day}", day = words_of(until.yesterday().unwrap_or(until))),
        (None, None, Grain::Event) => html! { (say!("bound to an event")) },
        (None, None, _) => html! { (say!("no day named")) },
    };
    html! { (words) @if let Some(time) = when.clock { ", " (clock(time)) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::in_hours_of;
    use crate::tongue::in_tongue;
    use jiff::civil::date;

    fn span(from: Option<Date>, until: Option<Date>, grain: Grain) -> String {
        when(&When { from, until, clock: None, grain }).into_string()
    }

    #[test]
    fn a_time_is_said_as_finely_as_it_is_known() {
        let (oct, nov, dec) = (date(1982, 10, 15), date(1982, 11, 1), date(1982, 12, 1));
        assert_eq!(span(Some(oct), Some(date(1982, 10, 16)), Grain::Day), "15 October 1982");
        assert_eq!(span(Some(nov), Some(dec), Grain::Month), "November 1982");
        assert_eq!(span(Some(oct), Some(nov), Grain::Week), "15 October 1982 to 31 October 1982");
        assert_eq!(span(None, Some(nov), Grain::Event), "by 31 October 1982");
        assert_eq!(span(Some(nov), None, Grain::Vague), "from 1 November 1982");
        assert_eq!(span(None, None, Grain::Event), "bound to an event");
        assert_eq!(span(None, None, Grain::Vague), "no day named");
    }

    #[test]
    fn days_and_hours_are_those_of_the_language() {
        let said = || {
            let at: Timestamp = "1982-10-01T09:05:00Z".parse().unwrap();
            [long_day(date(1982, 10, 15)), day_month(date(1982, 11, 1)), moment(at).into_string()]
        };
        let [long, first, moment] = said();
        assert_eq!((long.as_str(), first.as_str()), ("Friday 15 October 1982", "1 November"));
        assert!(moment.ends_with(">1 Oct 1982, 09:05 UTC</time>"), "{moment}");
        let [long, first, moment] = in_tongue(Tongue::French, said);
        assert_eq!((long.as_str(), first.as_str()), ("Vendredi 15 octobre 1982", "1er novembre"));
        assert!(moment.ends_with(">1er oct. 1982, 9\u{a0}h\u{a0}05 UTC</time>"), "{moment}");
        assert!(moment.starts_with("<time datetime=\"1982-10-01T09:05:00Z\""), "the machine's form is one");
    }

    #[test]
    fn a_moment_is_told_in_the_hours_of_the_office() {
        let at = "1982-10-15T02:30:00Z".parse().unwrap();
        let in_new_york = || in_hours_of("America/New_York".parse().unwrap(), || moment(at).into_string());
        let told = in_new_york();
        assert!(told.ends_with(">14 Oct 1982, 22:30 EDT</time>"), "{told}");
        assert!(told.starts_with("<time datetime=\"1982-10-15T02:30:00Z\""), "the machine's form is one");
    }

    #[test]
    fn a_field_holds_an_hour_as_it_is_typed() {
        let hour = Time::constant(9, 5, 0, 0);
        assert_eq!(in_tongue(Tongue::French, || typed_clock(hour)), "09:05");
    }
}
