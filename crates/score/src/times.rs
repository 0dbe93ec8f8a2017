//! Times in running text, on public sets, and weekdays said beside dates on our own volumes.

mod chrono;
mod recognizers;
mod timeml;
mod weekdays;

use crate::sets::Sets;
use crate::table::{Counts, Row};
use chancery_reading::{Time, TimeKind};

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let mut rows = timeml::rows(sets)?;
    rows.extend(recognizers::rows(sets)?);
    rows.extend(chrono::rows(sets)?);
    rows.extend(weekdays::rows(sets)?);
    Ok(rows)
}

/// Bytes from `start` up to `end` of a text.
type Range = (usize, usize);

/// A time that was found: where, and as what.
fn range(time: &Time) -> Range {
    (time.span.start as usize, time.span.end as usize)
}

/// Times as the sets mark them: of a range its two ends apart where `apart`; no events.
fn marked(times: Vec<Time>, apart: bool) -> Vec<Time> {
    let told = |t: &Time| t.kind != TimeKind::Event;
    times
        .into_iter()
        .filter(told)
        .flat_map(|t| if apart && t.ends.len() == 2 { t.ends } else { vec![t] })
        .collect()
}

/// A span without prepositions and articles before it.
fn trimmed(text: &str, (start, end): Range) -> Range {
    const LEADING: [&str; 29] = [
        "in", "on", "at", "by", "the", "a", "an", "from", "of", "since", "until", "to", "for", "during",
        "between", "before", "after", "about", "around", "le", "la", "les", "l", "du", "de", "au", "en",
        "dans", "à",
    ];
    let mut at = start;
    while let Some(rest) = text.get(at..end) {
        let word =
            rest.find(|c: char| !c.is_alphanumeric()).map_or(rest, |cut| rest.get(..cut).unwrap_or(rest));
        let leads = LEADING.iter().any(|l| l.eq_ignore_ascii_case(word));
        let next =
            at + word.len() + rest.get(word.len()..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
        if !leads || word.is_empty() || next >= end {
            break;
        }
        at = next;
    }
    (at, end)
}

/// Strict and relaxed counts of one set.
#[derive(Clone, Copy, Debug, Default)]
struct Spans {
    strict: Counts,
    relaxed: Counts,
}

impl Spans {
    /// Counts one text, each gold span met by at most one found; gives the pairs that overlap.
    fn text(&mut self, text: &str, gold: &[Range], found: &[Range]) -> Vec<(usize, usize)> {
        let same = |g: Range, f: Range| trimmed(text, g) == trimmed(text, f);
        let overlap = |g: Range, f: Range| g.0 < f.1 && f.0 < g.1;
        let exact = pairs(gold, found, same);
        let pairs = pairs(gold, found, overlap);
        for (counts, right) in [(&mut self.strict, exact.len()), (&mut self.relaxed, pairs.len())] {
            counts.right += right;
            counts.found += found.len();
            counts.gold += gold.len();
        }
        pairs
    }

    fn rows(&self, set: &str, strict: Target, relaxed: Target) -> Vec<Row> {
        let row = |measure: &str, counts: Counts, (first, good): Target| Row {
            measure: measure.to_owned(),
            set: set.to_owned(),
            got: counts.f(),
            first,
            good,
            cases: counts.gold,
            note: counts.words(),
        };
        vec![
            row("times, span strict*", self.strict, strict),
            row("times, span relaxed", self.relaxed, relaxed),
        ]
    }
}

/// A first target and a good one.
type Target = (Option<f64>, Option<f64>);

fn pairs(gold: &[Range], found: &[Range], fits: impl Fn(Range, Range) -> bool) -> Vec<(usize, usize)> {
    let mut taken = vec![false; found.len()];
    let mut out = Vec::new();
    for (g, gold) in gold.iter().enumerate() {
        let free = |f: &usize| !taken.get(*f).copied().unwrap_or(true);
        let Some(f) =
            (0..found.len()).filter(free).find(|f| found.get(*f).is_some_and(|found| fits(*gold, *found)))
        else {
            continue;
        };
        if let Some(place) = taken.get_mut(f) {
            *place = true;
        }
        out.push((g, f));
    }
    out
}

/// A share of cases as a row.
fn share(measure: &str, set: &str, counts: (usize, usize), (first, good): Target, note: &str) -> Row {
    let (right, cases) = counts;
    let got = if cases == 0 { 0.0 } else { right as f64 / cases as f64 };
    Row { measure: measure.to_owned(), set: set.to_owned(), got, first, good, cases, note: note.to_owned() }
}

/// Shows what went wrong, where the environment asks for it.
fn show(kind: &str, text: &str, (start, end): Range, more: &str) {
    if std::env::var_os("CHANCERY_SHOW").is_some() {
        let words = text.get(start..end).unwrap_or("").replace('\n', " ");
        let from = (0..=start.saturating_sub(40)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
        let until = (end + 30..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
        let near = text.get(from..until).unwrap_or("").replace('\n', " ");
        eprintln!("{kind}\t{words}\t{more}\t{near}");
    }
}
