//! The cases of Recognizers-Text, English and French: what an assistant is asked.

use super::{Range, Spans, marked, range, share, show};
use crate::sets::Sets;
use crate::table::Row;
use anyhow::Context;
use chancery_reading::{Time, TimeContext, times_in};
use jiff::civil::Date;
use serde_json::Value;

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let Some(folder) = sets.measure("recognizers") else { return Ok(Vec::new()) };
    let mut rows = Vec::new();
    for (language, french) in [("English", false), ("French", true)] {
        let file = folder.join("Specs/DateTime").join(language).join("DateTimeModel.json");
        let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let cases: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
        let (all, unseen) = (score(&cases, french, |_| true), score(&cases, french, |i| i % 2 == 1));
        let targets = [(Some(0.93), Some(0.98)), (Some(0.75), Some(0.85))];
        let [spans, days] = if french { [(None, None); 2] } else { targets };
        let set = format!("Recognizers, {language}");
        rows.extend(all.spans.rows(&set, (None, None), spans));
        let right = unseen.days.0 as f64 / unseen.days.1.max(1) as f64;
        let note = format!("half never looked at: relaxed {:.3}, day {right:.3}", unseen.spans.relaxed.f());
        rows.push(share("times, day", &set, all.days, days, &note));
    }
    Ok(rows)
}

#[derive(Default)]
struct Score {
    spans: Spans,
    /// Days right, days given.
    days: (usize, usize),
}

/// A marked time: where, and the days that are right for it.
struct Gold {
    range: Range,
    days: Vec<Date>,
}

fn score(cases: &[Value], french: bool, takes: impl Fn(usize) -> bool) -> Score {
    let mut score = Score::default();
    for (i, case) in cases.iter().enumerate().filter(|(i, _)| takes(*i)) {
        let Some(input) = case["Input"].as_str() else { continue };
        let gold = gold(input, case);
        let anchor =
            case["Context"]["ReferenceDateTime"].as_str().and_then(|r| r.get(..10)?.parse::<Date>().ok());
        let ctx = TimeContext { anchor, french: Some(french), ..TimeContext::default() };
        let found = marked(times_in(input, &ctx), false);
        let ranges: Vec<Range> = found.iter().map(range).collect();
        let spans: Vec<Range> = gold.iter().map(|g| g.range).collect();
        let pairs = score.spans.text(input, &spans, &ranges);
        for (g, gold) in gold.iter().enumerate() {
            let met = pairs.iter().find(|p| p.0 == g).and_then(|p| found.get(p.1));
            let right = met.is_some_and(|t| is_day(t, &gold.days));
            // Where a case does not say from which day it is told, only a year of its own settles a day.
            let settled = anchor.is_some() || has_year(input);
            score.days.1 += usize::from(settled && !gold.days.is_empty());
            score.days.0 += usize::from(settled && !gold.days.is_empty() && right);
            if i % 2 == 0 && takes(0) {
                told(input, gold, met, right);
            }
        }
        for (f, wrong) in ranges.iter().enumerate().filter(|(f, _)| !pairs.iter().any(|p| p.1 == *f)) {
            if i % 2 == 0 && takes(0) {
                show("wrong", input, *wrong, &format!("{:?}", found.get(f).and_then(|t| t.interval)));
            }
        }
    }
    score
}

/// Whether a sentence names a year in figures.
fn has_year(input: &str) -> bool {
    input.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4)
}

fn told(input: &str, gold: &Gold, met: Option<&Time>, right: bool) {
    match met {
        None => show("missed", input, gold.range, ""),
        Some(time) if !right && !gold.days.is_empty() => {
            show(
                "other day",
                input,
                gold.range,
                &format!("{:?} for {:?}", time.interval.map(|i| i.from), gold.days),
            );
        }
        Some(_) => {}
    }
}

fn is_day(time: &Time, days: &[Date]) -> bool {
    let Some(interval) = time.interval else { return false };
    let day = interval.from.date();
    let one =
        day.tomorrow().is_ok_and(|next| interval.until <= next.to_datetime(jiff::civil::Time::midnight()));
    one && days.contains(&day)
}

fn gold(input: &str, case: &Value) -> Vec<Gold> {
    let low: String = input.to_lowercase();
    let mut from = 0;
    let mut out = Vec::new();
    for result in case["Results"].as_array().into_iter().flatten() {
        let Some(words) = result["Text"].as_str().map(str::to_lowercase) else { continue };
        let found =
            low.get(from..).and_then(|r| r.find(&words)).map(|at| from + at).or_else(|| low.find(&words));
        let Some(start) = found else { continue };
        from = start + words.len();
        let values = result["Resolution"]["values"].as_array().into_iter().flatten();
        let one = result["TypeName"].as_str().is_some_and(|t| t.ends_with(".date"));
        let days = values.filter_map(|v| v["value"].as_str()?.parse().ok()).filter(|_| one).collect();
        out.push(Gold { range: (start, from), days });
    }
    out
}
