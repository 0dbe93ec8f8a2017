//! Requests and promises in single sentences of mail, and whether a speaker stands by what he reports.

use std::path::Path;

use anyhow::Context as _;
use chancery_office::reading::{Firmness, Kind, Particulars, Reading, What};
use chancery_reading::{Context, read};

use crate::sets::{Sets, Split};
use crate::table::{Counts, Row};

/// The sentences of the public set that rules are written by, and those they are scored on.
const TRAIN: &str = "Ask0729-fixed.txt";
const TEST: &str = "testSet-qualifiedBatch-fixed.txt";

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    if let Some(folder) = sets.measure("emailintent") {
        let file = if sets.split == Split::Develop { TRAIN } else { TEST };
        rows.push(asked(&folder.join(file), file)?);
    }
    if let Some(folder) = sets.measure("commitmentbank") {
        rows.push(stood_by(&folder.join("items.csv"))?);
    }
    Ok(rows)
}

/// Whether a sentence asks or promises, one a line: `Yes`, a tab, the sentence.
fn asked(file: &Path, name: &str) -> anyhow::Result<Row> {
    let text = String::from_utf8_lossy(&std::fs::read(file).with_context(|| file.display().to_string())?)
        .into_owned();
    let mut counts = Counts::default();
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    let mut cases = 0;
    for (mark, sentence) in lines {
        let (gold, found) = (mark == "Yes", asks(sentence));
        counts.gold += usize::from(gold);
        counts.found += usize::from(found);
        counts.right += usize::from(gold && found);
        cases += 1;
    }
    Ok(Row {
        measure: "requests and promises, sentence F".into(),
        set: format!("EmailIntent, {name}"),
        got: counts.f(),
        first: Some(0.75),
        good: Some(0.80),
        cases,
        note: counts.words(),
    })
}

/// A plan, a doubt or a refusal is no request and no promise.
fn asks(sentence: &str) -> bool {
    use Firmness::{Agreed, Asked, Instructed, Promised, Proposed};
    let binds = |what| matches!(what, What::Undertaking(Agreed | Asked | Instructed | Promised | Proposed));
    read_alone(sentence).findings.iter().any(|finding| binds(finding.what))
}

/// A sentence as the whole body of a mail.
fn read_alone(sentence: &str) -> Reading {
    let given = Particulars::default();
    read(sentence, &Context { given: Some(given), given_kind: Some(Kind::Email), ..Context::default() })
}

/// Whether what a sentence embeds is told as a judgement that somebody holds, against the mean of eight
/// readers from -3 (the speaker denies it) to 3 (he stands by it).
fn stood_by(file: &Path) -> anyhow::Result<Row> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let (mut right, mut cases, mut stands) = (0_usize, 0_usize, 0_usize);
    let mut rows = table(&text).into_iter();
    let head = rows.next().unwrap_or_default();
    let column =
        |name: &str| head.iter().position(|h| h == name).with_context(|| format!("no column {name}"));
    let (target, mean) = (column("Target")?, column("Mean")?);
    for row in rows {
        let (Some(target), Some(mean)) = (row.get(target), row.get(mean).and_then(|m| m.parse::<f64>().ok()))
        else {
            continue;
        };
        let held = read_alone(target).findings.iter().any(|finding| finding.what == What::Assessment);
        cases += 1;
        stands += usize::from(mean > 0.0);
        right += usize::from(held == (mean > 0.0));
    }
    let share = stands as f64 / cases.max(1) as f64;
    Ok(Row {
        measure: "what is embedded is held, accuracy".into(),
        set: "CommitmentBank".into(),
        got: right as f64 / cases.max(1) as f64,
        first: None,
        good: None,
        cases,
        note: format!("fiction and speech; always yes would be {share:.3}"),
    })
}

/// The rows of a table of comma-separated values with quotes.
fn table(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell).trim_end_matches('\r').to_owned());
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    rows
}
