//! What may not get worse: the scores on the papers that stand in the repository.

use std::fmt::Write as _;

use crate::sets::{Sets, Split};
use crate::substance;

/// Scores as they were last accepted, one measure a line.
const BASELINE: &str = include_str!("../baseline.tsv");
/// What a score may fall by.
const FALL_MAX: f64 = 0.005;

/// The scores on the committed papers now, in the form of the baseline.
fn now() -> anyhow::Result<String> {
    let mut out = String::new();
    for split in [Split::Develop, Split::Tune, Split::Held] {
        let sets = Sets { data: None, measures: None, split, every: 1 };
        for row in substance::rows(&sets)?.iter().filter(|row| row.first.is_some()) {
            writeln!(out, "{}\t{}\t{:.3}", split.word(), row.measure, row.got)?;
        }
    }
    Ok(out)
}

/// The measures that fell, each with what it was and what it is.
fn fallen(before: &str, now: &str) -> Vec<String> {
    let read = |table: &str| -> Vec<(String, f64)> {
        let line = |l: &str| l.rsplit_once('\t').map(|(m, s)| (m.to_owned(), s.parse().unwrap_or(0.0)));
        table.lines().filter_map(line).collect()
    };
    let now = read(now);
    let got = |measure: &str| now.iter().find(|(m, _)| m == measure).map_or(0.0, |(_, score)| *score);
    let fell = |(measure, was): &(String, f64)| {
        (got(measure) < was - FALL_MAX).then(|| format!("{measure}: {was:.3}, now {:.3}", got(measure)))
    };
    read(before).iter().filter_map(fell).collect()
}

#[test]
fn no_score_on_the_committed_papers_falls_by_half_a_point() -> anyhow::Result<()> {
    let now = now()?;
    let fallen = fallen(BASELINE, &now);
    assert!(fallen.is_empty(), "these fell: {fallen:#?}\nthe scores now, for baseline.tsv:\n{now}");
    assert!(BASELINE.lines().count() >= 8, "the baseline has its measures; the scores now:\n{now}");
    Ok(())
}

#[test]
fn a_fall_of_more_than_half_a_point_is_told() {
    let fell = fallen(
        "held\tundertaking\t0.500\nheld\tsubject\t0.400\n",
        "held\tundertaking\t0.496\nheld\tsubject\t0.390\n",
    );
    assert_eq!(fell, ["held\tsubject: 0.400, now 0.390"]);
}
