//! Weekdays that papers say beside a day without a year: the day that is read has to fall on them.

use super::{share, show};
use crate::sets::Sets;
use crate::table::Row;
use chancery_reading::{Time, TimeContext, times_in};
use jiff::civil::{Date, Weekday};

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let (mut right, mut all, mut slips) = (0, 0, 0);
    for volume in sets.volumes()? {
        for paper in volume?.papers.iter().step_by(sets.every) {
            let Some(anchor) = paper.given.date else { continue };
            let ctx = TimeContext { anchor: Some(anchor), ..TimeContext::default() };
            for time in times_in(&paper.text, &ctx) {
                let Some((day, said)) = said(&paper.text, &time, anchor) else { continue };
                if day.weekday() == said {
                    right += 1;
                } else if (-1..=1).any(|n| in_year(day, day.year() + n, said)) {
                    let span = (time.span.start as usize, time.span.end as usize);
                    show("other weekday", &paper.text, span, &format!("{day} for a paper of {anchor}"));
                } else {
                    slips += 1;
                    continue;
                }
                all += 1;
            }
        }
    }
    if all == 0 {
        return Ok(Vec::new());
    }
    let set = format!("FRUS, {}", sets.split.word());
    let note = format!(
        "weekday not used in reading; {slips} more fall on that weekday in no near year: the papers' slips"
    );
    Ok(vec![share("times, weekday agrees", &set, (right, all), (Some(0.99), None), &note)])
}

fn in_year(day: Date, year: i16, said: Weekday) -> bool {
    Date::new(year, day.month(), day.day()).is_ok_and(|d| d.weekday() == said)
}

/// The weekday that a time says, and the day that its other words come to without it.
fn said(text: &str, time: &Time, anchor: Date) -> Option<(Date, Weekday)> {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let words = time.span.of(text);
    let index = NAMES.iter().position(|n| words.starts_with(n))?;
    let weekday = Weekday::from_monday_zero_offset(i8::try_from(index).ok()?).ok()?;
    let rest = words.get(NAMES.get(index)?.len()..)?.trim_start_matches([',', ' ']);
    let year = rest.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4);
    let named = rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let direction = time.direction;
    let ctx = TimeContext { anchor: Some(anchor), direction, ..TimeContext::default() };
    let first = times_in(rest, &ctx).into_iter().next().filter(|_| !year && named)?;
    first.interval.map(|i| (i.from.date(), weekday)).filter(|_| rest.len() > 3)
}
