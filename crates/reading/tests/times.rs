//! Times in letters, as their readers would take them.

use chancery_reading::{
    Interval, Length, Sense, Time, TimeBound, TimeContext, TimeKind, TimeNote, Unit, Zone, times_in,
};
use jiff::civil::{Date, DateTime};
use proptest::prelude::*;

/// Every line of a table of cases: text, date of the letter, and what is read.
fn check(table: &str, french: bool) {
    let mut wrong = Vec::new();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [text, anchor, expected] = columns[..] else { panic!("three columns: {line}") };
        let anchor = anchor.parse::<Date>().expect("a date");
        let ctx = TimeContext {
            anchor: Some(anchor),
            day_first: true,
            french: Some(french),
            ..TimeContext::default()
        };
        let read: Vec<String> = times_in(text, &ctx).iter().map(|t| shown(text, t)).collect();
        let read = read.join("; ");
        if read != expected {
            wrong.push(format!("{text}\t{anchor}\t{read}"));
        }
    }
    assert!(wrong.is_empty(), "read otherwise:\n{}", wrong.join("\n"));
}

fn shown(text: &str, time: &Time) -> String {
    let bound = match time.bound {
        TimeBound::Within => "",
        TimeBound::By => "by ",
        TimeBound::Before => "before ",
        TimeBound::After => "after ",
        TimeBound::Since => "since ",
    };
    format!("{bound}{} = {}", time.span.of(text), value(time))
}

fn value(time: &Time) -> String {
    let mut out: Vec<String> = Vec::new();
    match time.kind {
        TimeKind::Vague(Sense::Past) => out.push("past".to_owned()),
        TimeKind::Vague(Sense::Present) => out.push("now".to_owned()),
        TimeKind::Vague(Sense::Future) => out.push("ahead".to_owned()),
        TimeKind::Event => out.push("event".to_owned()),
        TimeKind::Set => out.extend(time.length.map(|l| format!("every {}", length(l)))),
        _ => out.extend(time.interval.map(interval)),
    }
    if time.kind == TimeKind::Duration {
        out.extend(time.length.map(length));
    }
    out.extend(time.candidates.iter().map(|c| format!("or {}", interval(*c))));
    out.extend((time.zone == Zone::Greenwich).then(|| "Z".to_owned()));
    if let Some(TimeNote::Contradicted(day)) = time.note {
        out.push(format!("not {day:?}"));
    }
    out.join(" ")
}

fn interval(Interval { from, until }: Interval) -> String {
    let day = from.date().tomorrow().is_ok_and(|n| n.to_datetime(jiff::civil::Time::midnight()) == until);
    match () {
        () if from == until => instant(from),
        () if day && from.time() == jiff::civil::Time::midnight() => from.date().to_string(),
        () => format!("{}..{}", instant(from), instant(until)),
    }
}

fn instant(at: DateTime) -> String {
    let midnight = at.time() == jiff::civil::Time::midnight();
    if midnight { at.date().to_string() } else { at.strftime("%Y-%m-%dT%H:%M").to_string() }
}

fn length(Length { halves, unit }: Length) -> String {
    let number = halves
        .map_or("X".to_owned(), |n| if n % 2 == 0 { (n / 2).to_string() } else { format!("{}½", n / 2) });
    let letter = match unit {
        Unit::Day => "D",
        Unit::Week => "W",
        Unit::Fortnight => "F",
        Unit::Month => "M",
        Unit::Year => "Y",
        _ => "?",
    };
    format!("P{number}{letter}")
}

#[test]
fn english_letters() {
    check(include_str!("cases/times-en.tsv"), false);
}

#[test]
fn french_letters() {
    check(include_str!("cases/times-fr.tsv"), true);
}

#[test]
fn a_memorandum_that_narrates_tells_its_own_dates() {
    let text =
        "On June 25, 1950, they attacked. On October 7 the line was crossed, and in January it was lost.";
    let ctx = TimeContext { anchor: Some(jiff::civil::date(1982, 10, 14)), ..TimeContext::default() };
    let days = |ctx: &TimeContext| -> Vec<String> { times_in(text, ctx).iter().map(value).collect() };
    assert_eq!(
        days(&TimeContext { narrates: true, ..ctx }),
        ["1950-06-25", "1950-10-07", "1951-01-01..1951-02-01"]
    );
    assert_eq!(days(&ctx), ["1950-06-25", "1982-10-07", "1982-01-01..1982-02-01"]);
}

#[test]
fn without_a_date_nothing_is_invented() {
    let text = "Tomorrow, on 3 March, next week; but 3 March 1982 is known.";
    let read: Vec<String> = times_in(text, &TimeContext::default()).iter().map(value).collect();
    assert_eq!(read, ["", "", "", "1982-03-03"]);
}

/// Words of time, figures, damage and other alphabets, in any order.
fn crumbs() -> impl Strategy<Value = String> {
    let words = "next last the of from to between and 3 15 1982 Oct. October mai mars été Monday lundi week semaine \
                 ago il y a dans ’ ' - – / : . , p. m. a.m. 9:30 141530Z 82 [15?] early mid fin every tous les 99/99/99 \
                 0000 31 February 30 half past noon é 😀 two to three hundred thousand fiscal BC ‘82 months’ time"
        .split_whitespace();
    let crumb = prop_oneof![
        8 => proptest::sample::select(words.map(str::to_owned).collect::<Vec<_>>()),
        1 => "[ -~\n]{0,10}",
        1 => "\\PC{0,6}",
    ];
    let glue = proptest::sample::select(vec!["", " ", " ", " ", "\n\n"]);
    proptest::collection::vec((crumb, glue), 0..40)
        .prop_map(|all| all.into_iter().map(|(w, g)| w + g).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn times_of_any_text_stand_in_order_and_hold_ordered_intervals(
        text in crumbs(), french: bool, day_first: bool, narrates: bool, dated: bool
    ) {
        let anchor = dated.then(|| jiff::civil::date(1982, 10, 14));
        let ctx = TimeContext { anchor, day_first, french: Some(french), narrates, direction: None };
        let times = times_in(&text, &ctx);
        for time in times.iter().flat_map(|t| t.ends.iter().chain([t])) {
            prop_assert!(time.span.start < time.span.end && !time.span.of(&text).is_empty(), "{time:?}");
            prop_assert!(time.interval.iter().chain(&time.candidates).all(|i| i.from <= i.until), "{time:?}");
        }
        for pair in times.windows(2) {
            prop_assert!(pair[0].span.start <= pair[1].span.start, "{pair:?}");
        }
        prop_assert_eq!(&times, &times_in(&text, &ctx));
    }
}

#[test]
fn a_hundred_kilobytes_of_time_words_are_read_to_their_end() {
    for source in
        ["the next ", "3 to ", "Monday, ", "12/", "between 1 and ", "early ", "é", "one hundred ", "before "]
    {
        let text = source.repeat(chancery_reading::TEXT_BYTES_MAX / 10 / source.len());
        let times = times_in(&text, &TimeContext::default());
        assert!(times.iter().all(|t| !t.span.of(&text).is_empty()), "{source}");
    }
}
