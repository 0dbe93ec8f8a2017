//! The tests of chrono, English and French: one sentence each, and the day that it tells.

use super::{share, show};
use crate::sets::{Sets, under};
use crate::table::Row;
use chancery_reading::{Time, TimeContext, times_in};
use jiff::civil::Date;

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let Some(folder) = sets.measure("chrono") else { return Ok(Vec::new()) };
    let mut rows = Vec::new();
    for (language, french) in [("en", false), ("fr", true)] {
        let mut files = Vec::new();
        under(&folder.join("test").join(language), "ts", &mut files)?;
        files.sort();
        let (mut found, mut days) = ((0, 0), (0, 0));
        for file in files {
            for case in cases(&std::fs::read_to_string(file)?) {
                score(&case, french, &mut found, &mut days);
            }
        }
        let set = format!("chrono, {language}");
        rows.push(share("times, span relaxed (recall)", &set, found, (None, None), ""));
        rows.push(share("times, first day", &set, days, (None, None), "of those that name a day"));
    }
    Ok(rows)
}

/// A sentence, its date, the words that tell a time, and the day on which that begins.
#[derive(Default)]
struct Case {
    text: String,
    anchor: Option<Date>,
    words: Option<String>,
    parts: [Option<i16>; 3],
}

fn score(case: &Case, french: bool, found: &mut (usize, usize), days: &mut (usize, usize)) {
    let Some(words) = &case.words else { return };
    let Some(start) = case.text.find(words.as_str()) else { return };
    let end = start + words.len();
    let ctx = TimeContext { anchor: case.anchor, french: Some(french), ..TimeContext::default() };
    let times = times_in(&case.text, &ctx);
    let met = times.iter().find(|t| (t.span.start as usize) < end && start < t.span.end as usize);
    found.1 += 1;
    found.0 += usize::from(met.is_some());
    if met.is_none() {
        show("missed", &case.text, (start, end), "");
    }
    let [Some(year), Some(month), Some(day)] = case.parts else { return };
    let Ok(day) = Date::new(year, month as i8, day as i8) else { return };
    days.1 += 1;
    let right = met.and_then(|t: &Time| t.interval).is_some_and(|i| i.from.date() == day);
    days.0 += usize::from(right);
    if !right && met.is_some() {
        show("other day", &case.text, (start, end), &format!("{:?} for {day}", met.and_then(|t| t.interval)));
    }
}

/// The cases of a file of tests, as far as its lines keep to one habit.
fn cases(source: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    let mut reference = None;
    for line in source.lines() {
        if line.contains("const ref") {
            reference = line.split("new Date(").nth(1).and_then(date).or(reference);
        } else if line.contains("testSingleCase(") {
            out.extend(opening(line, reference));
        } else if line.contains("testUnexpectedResult(") || line.trim_start().starts_with("test(") {
            out.push(Case::default());
        } else if let Some(case) = out.last_mut() {
            detail(line.trim(), case);
        }
    }
    out
}

fn opening(line: &str, reference: Option<Date>) -> Option<Case> {
    let text = quoted(line)?.to_owned();
    let anchor = line.split("new Date(").nth(1).and_then(date).or(reference);
    Some(Case { text, anchor, ..Case::default() })
}

fn quoted(line: &str) -> Option<&str> {
    let open = line.find('"')? + 1;
    let rest = line.get(open..)?;
    rest.get(..rest.find('"')?)
}

/// "2012, 7, 10)" and "2012, 8 - 1, 10)": months counted from naught.
fn date(rest: &str) -> Option<Date> {
    let mut parts = rest.split([')', '\n']).next()?.split(',').map(str::trim);
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?;
    let month: i8 = match month.split_once('-') {
        Some((m, _)) => m.trim().parse().ok()?,
        None => month.parse::<i8>().ok()? + 1,
    };
    Date::new(year, month, parts.next().unwrap_or("1").parse().ok()?).ok()
}

fn detail(line: &str, case: &mut Case) {
    if line.contains("result.text)") {
        case.words =
            quoted(line).or(Some(case.text.as_str()).filter(|_| line.contains("(text)"))).map(str::to_owned);
    }
    for (i, name) in ["year", "month", "day"].iter().enumerate() {
        if line.contains("start.get") && line.contains(&format!("get(\"{name}\")")) {
            let value = line
                .split("toBe(")
                .nth(1)
                .and_then(|v| v.split(')').next())
                .and_then(|v| v.trim().parse().ok());
            case.parts[i] = value;
        }
    }
}
