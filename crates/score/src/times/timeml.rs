//! TimeML: articles with their times marked and given a value.

use super::{Range, Spans, marked, range, show};
use crate::sets::{Sets, under};
use crate::table::{Counts, Row};
use anyhow::Context;
use chancery_reading::{DayPart, Length, Sense, Time, TimeContext, TimeGrain, TimeKind, Unit, times_in};
use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::path::Path;

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let Some(folder) = sets.measure("syntime") else { return Ok(Vec::new()) };
    let folder = folder.join("syntime/resources");
    let mut rows = Vec::new();
    let te3 = score(&folder.join("te3-platinum/tml"), false)?;
    rows.extend(te3.spans.rows("TempEval-3 platinum", (Some(0.90), Some(0.935)), (Some(0.94), Some(0.95))));
    rows.push(te3.value("TempEval-3 platinum", (Some(0.80), Some(0.78))));
    let whole = score(&folder.join("wikiwars/whole-tml/tml"), true)?;
    rows.extend(whole.spans.rows("WikiWars, 22 documents", (None, Some(0.83)), (Some(0.92), Some(0.94))));
    let test = score(&folder.join("wikiwars/testset/tml"), true)?;
    rows.extend(test.spans.rows("WikiWars, 6 test documents", (None, None), (None, None)));
    rows.push(test.value("WikiWars, 6 test documents", (None, None)));
    if std::env::var_os("CHANCERY_SHOW").is_some() {
        let train = score(&folder.join("wikiwars/trainingset/tml"), true)?;
        rows.extend(train.spans.rows("WikiWars, training", (None, None), (None, None)));
        rows.push(train.value("WikiWars, training", (None, None)));
        let tweets = score(&folder.join("tweets/trainingset/tml"), false)?;
        rows.extend(tweets.spans.rows("Tweets, training", (None, None), (None, None)));
        rows.push(tweets.value("Tweets, training", (None, None)));
    }
    let tweets = score(&folder.join("tweets/testset/tml"), false)?;
    rows.extend(tweets.spans.rows("Tweets, test", (None, None), (None, None)));
    Ok(rows)
}

#[derive(Default)]
struct Score {
    spans: Spans,
    value: Counts,
}

impl Score {
    fn value(&self, set: &str, (first, good): super::Target) -> Row {
        let (measure, set, note) = ("times, value".to_owned(), set.to_owned(), self.value.words());
        Row { measure, set, got: self.value.f(), first, good, cases: self.value.gold, note }
    }
}

/// An article: its text, its date, and its times with their values.
#[derive(Default)]
struct Article {
    text: String,
    date: Option<Date>,
    times: Vec<(Range, String)>,
}

fn score(folder: &Path, narrates: bool) -> anyhow::Result<Score> {
    let mut files = Vec::new();
    under(folder, "tml", &mut files)?;
    files.sort();
    let seen = folder.to_string_lossy().contains("training");
    let mut score = Score::default();
    for file in files {
        let source = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let article = article(&source).with_context(|| file.display().to_string())?;
        let ctx =
            TimeContext { anchor: article.date, narrates, french: Some(false), ..TimeContext::default() };
        let found = marked(times_in(&article.text, &ctx), true);
        let gold: Vec<Range> = article.times.iter().map(|t| t.0).collect();
        let ranges: Vec<Range> = found.iter().map(range).collect();
        let pairs = score.spans.text(&article.text, &gold, &ranges);
        if seen {
            misses(&article, &found, &pairs);
        }
        score.value.found += found.len();
        score.value.gold += gold.len();
        let right = |(g, f): &&(usize, usize)| {
            found.get(*f).map(value).as_ref() == article.times.get(*g).map(|t| &t.1)
        };
        score.value.right += pairs.iter().filter(right).count();
    }
    Ok(score)
}

/// Misses of the set that is developed on.
fn misses(article: &Article, found: &[Time], pairs: &[(usize, usize)]) {
    for (g, (range, value)) in article.times.iter().enumerate() {
        if !pairs.iter().any(|p| p.0 == g) {
            show("missed", &article.text, *range, value);
        }
    }
    for (f, time) in found.iter().enumerate() {
        match pairs.iter().find(|p| p.1 == f).and_then(|p| article.times.get(p.0)) {
            None => show("wrong", &article.text, range(time), &value(time)),
            Some((span, gold)) => {
                if super::trimmed(&article.text, *span) != super::trimmed(&article.text, range(time)) {
                    show(
                        "other span",
                        &article.text,
                        range(time),
                        article.text.get(span.0..span.1).unwrap_or(""),
                    );
                } else if *gold != value(time) {
                    show("other value", &article.text, range(time), &format!("{gold} {}", value(time)));
                }
            }
        }
    }
}

fn article(source: &str) -> anyhow::Result<Article> {
    let mut reader = Reader::from_str(source);
    let mut out = Article::default();
    let (mut inside, mut dated, mut open) = (false, false, None);
    loop {
        match reader.read_event()? {
            Event::Start(tag) => match tag.name().as_ref() {
                "TEXT" => inside = true,
                "DCT" => dated = true,
                "TIMEX3" => {
                    let value = tag.try_get_attribute("value")?.map(|a| a.value.into_owned());
                    if dated {
                        out.date = value.as_deref().and_then(|v| v.get(..10)).and_then(|v| v.parse().ok());
                    } else {
                        open = Some((out.text.len(), value.unwrap_or_default()));
                    }
                }
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "TEXT" => inside = false,
                "DCT" => dated = false,
                "TIMEX3" => out.times.extend(open.take().map(|(at, value)| ((at, out.text.len()), value))),
                _ => {}
            },
            Event::Text(words) if inside => out.text.push_str(&words),
            Event::GeneralRef(name) if inside => out.text.push_str(entity(&name)),
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        _ => "'",
    }
}

/// The value of a time in the notation of TIMEX3.
fn value(time: &Time) -> String {
    match time.kind {
        TimeKind::Vague(Sense::Past) => "PAST_REF".to_owned(),
        TimeKind::Vague(Sense::Present) => "PRESENT_REF".to_owned(),
        TimeKind::Vague(Sense::Future) => "FUTURE_REF".to_owned(),
        TimeKind::Duration => time.length.map_or_else(String::new, period),
        TimeKind::Set => time.length.map_or_else(String::new, period),
        _ => date(time),
    }
}

fn period(length: Length) -> String {
    let number = match length.halves {
        None => "X".to_owned(),
        Some(n) if n % 2 == 0 => (n / 2).to_string(),
        Some(n) => format!("{}.5", n / 2),
    };
    let (lead, letter) = match length.unit {
        Unit::Second => ("PT", "S"),
        Unit::Minute => ("PT", "M"),
        Unit::Hour => ("PT", "H"),
        Unit::Day => ("P", "D"),
        Unit::Week => ("P", "W"),
        Unit::Fortnight => return "P2W".to_owned(),
        Unit::Month => ("P", "M"),
        Unit::Quarter => ("P", "Q"),
        Unit::Year => ("P", "Y"),
        Unit::Decade => ("P", "DE"),
        Unit::Century => ("P", "CE"),
        Unit::Weekend => ("P", "WE"),
    };
    format!("{lead}{number}{letter}")
}

fn date(time: &Time) -> String {
    let Some(interval) = time.interval else { return "XXXX".to_owned() };
    let from = match time.edge {
        Some(_) => whole(time, interval.from.date()),
        None => interval.from.date(),
    };
    match time.grain {
        TimeGrain::Minute => interval.from.strftime("%Y-%m-%dT%H:%M").to_string(),
        TimeGrain::Part => format!("{from}{}", time.part.map_or("", part)),
        TimeGrain::Day => from.to_string(),
        TimeGrain::Weekend => {
            let week = from.iso_week_date();
            format!("{}-W{:02}-WE", week.year(), week.week())
        }
        TimeGrain::Week => {
            let week = from.iso_week_date();
            format!("{}-W{:02}", week.year(), week.week())
        }
        TimeGrain::Month => from.strftime("%Y-%m").to_string(),
        TimeGrain::Season => format!("{}-{}", from.year(), season(from.month())),
        TimeGrain::Quarter => format!("{}-Q{}", from.year(), (from.month() - 1) / 3 + 1),
        TimeGrain::Half => format!("{}-H{}", from.year(), (from.month() - 1) / 6 + 1),
        TimeGrain::Year => format!("{:04}", from.year()),
        TimeGrain::Decade => format!("{:03}", from.year() / 10),
        TimeGrain::Century => format!("{:02}", from.year() / 100),
        TimeGrain::Open => "XXXX".to_owned(),
    }
}

/// A stretch of a season is that season.
fn whole(time: &Time, from: Date) -> Date {
    let into = |month: i8| Date::new(from.year(), month, 1).unwrap_or(from);
    if time.grain == TimeGrain::Season && from.month() % 3 != 0 {
        into(from.month() / 3 * 3).max(into(3))
    } else {
        from
    }
}

fn season(month: i8) -> &'static str {
    match month {
        3..=5 => "SP",
        6..=8 => "SU",
        9..=11 => "FA",
        _ => "WI",
    }
}

fn part(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "TMO",
        DayPart::Afternoon => "TAF",
        DayPart::Evening => "TEV",
        DayPart::Night => "TNI",
        DayPart::Daytime => "TDT",
        DayPart::Dawn => "TDW",
        DayPart::Dusk => "TDU",
        DayPart::Midday => "TMI",
    }
}
