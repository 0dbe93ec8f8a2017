//! Weekdays beside days: those that papers say, on which the day that is read has to fall; and drawn ones, of
//! which the wrong have to be told and the right not.

use super::{share, show};
use crate::sets::Sets;
use crate::table::Row;
use chancery_office::reading::What;
use chancery_reading::{Context, Time, TimeContext, TimeGrain, read, times_in};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let mut rows = said_in_papers(sets)?;
    rows.extend(drawn());
    Ok(rows)
}

/// Days drawn from 1945 to 2025, each with its own weekday and with another, in a paper of a day near it.
fn drawn() -> Vec<Row> {
    let (mut told, mut untold) = ((0, 0), (0, 0));
    for n in 0..DRAWN {
        let Some((paper, day)) = draw(n) else { continue };
        for off in [0, 1 + n % 6] {
            let weekday = day.weekday().wrapping_add(off);
            let text = sentence(day, name(weekday), n);
            let found = contradicted(&text, paper);
            let counts = if off == 0 { &mut untold } else { &mut told };
            counts.1 += 1;
            counts.0 += usize::from(found == (off != 0));
            if found == (off == 0) {
                show("weekday check", &text, (0, text.len()), &format!("{day} for a paper of {paper}"));
            }
        }
    }
    let note = "a third of them without a year, within four months of the paper";
    let row = |measure, counts| share(measure, "drawn dates", counts, (Some(0.99), None), note);
    vec![row("weekday check, wrong ones told", told), row("weekday check, right ones not told", untold)]
}

/// Days that are drawn.
const DRAWN: i64 = 1_800;
/// Days between one drawn and the next, and between papers and the days in them: primes, so that months,
/// weekdays and forms mix.
const STEP_DAYS: [i64; 2] = [1_709, 101];

/// The `n`th paper's date and a day in it.
fn draw(n: i64) -> Option<(Date, Date)> {
    let paper = Date::new(1945, 1, 1).ok()?.checked_add((n * STEP_DAYS[0] % 29_500).days()).ok()?;
    let away = n * STEP_DAYS[1] % 241 - 120;
    Some((paper, paper.checked_add(away.days()).ok()?))
}

/// A sentence that names the day, with its year in two of three.
fn sentence(day: Date, weekday: &str, n: i64) -> String {
    let (d, month, year) = (day.day(), day.strftime("%B"), day.year());
    let told = match n % 6 {
        0 => format!("{weekday}, {d} {month} {year}"),
        1 => format!("{weekday}, {month} {d}, {year}"),
        2 => format!("{weekday}, {month} {d}"),
        3 => format!("{weekday} the {d}{} of {month} {year}", suffix(d)),
        4 => format!("{d} {month} {year} ({weekday})"),
        _ => format!("{weekday} {d} {month}"),
    };
    match n % 4 {
        0 => format!("The Foreign Minister came to see me on {told}."),
        1 => format!("I should be glad if we could meet on {told}, in Geneva."),
        2 => format!("Talks will begin on {told} and last a week."),
        _ => format!("As I said in my letter of {told}, we agree."),
    }
}

fn suffix(day: i8) -> &'static str {
    match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    }
}

fn name(weekday: Weekday) -> &'static str {
    usize::try_from(weekday.to_monday_zero_offset()).ok().and_then(|i| NAMES.get(i)).copied().unwrap_or("")
}

/// Whether a paper's text is told to contradict itself.
fn contradicted(text: &str, paper: Date) -> bool {
    let reading = read(text, &Context { received: Some(paper), ..Context::default() });
    reading.findings.iter().any(|f| f.what == What::Conflict)
}

const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn said_in_papers(sets: &Sets) -> anyhow::Result<Vec<Row>> {
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
    let words = time.span.of(text);
    let index = NAMES.iter().position(|n| words.starts_with(n))?;
    let weekday = Weekday::from_monday_zero_offset(i8::try_from(index).ok()?).ok()?;
    let rest = words.get(NAMES.get(index)?.len()..)?.trim_start_matches([',', ' ']);
    let year = rest.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4);
    let named = rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let direction = time.direction;
    let ctx = TimeContext { anchor: Some(anchor), direction, ..TimeContext::default() };
    let first = times_in(rest, &ctx).into_iter().next().filter(|_| !year && named)?;
    // "Sunday 5 p.m." names no day beside its weekday.
    let day = first.grain == TimeGrain::Day || rest.starts_with(char::is_uppercase);
    first.interval.map(|i| (i.from.date(), weekday)).filter(|_| day && rest.len() > 3)
}
