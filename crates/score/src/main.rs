//! How well a reading reads, as a table: each measure with its set, its figure and its targets.
//!
//! `score [--split develop|tune|held] [--only NAME] [--every N]`, or `score --learn FILE`, which learns the weights
//! of sentences anew and writes them there. The sets are read where they are:
//! correspondence in the folder that `CHANCERY_DATA` names (else `shared/data` beside the repository), public
//! sets in the folder that `CHANCERY_MEASURES` names. A set that is absent is said to be, and left out.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "talk with a person at a terminal")]

mod citations;
mod fields;
#[cfg(test)]
mod gate;
mod learn;
mod requests;
mod sets;
mod substance;
mod table;
mod threads;
mod times;

use std::path::PathBuf;

use sets::{Sets, Split};
use table::Row;

/// A group of measures, and what computes it.
type Group = (&'static str, fn(&Sets) -> anyhow::Result<Vec<Row>>);

/// All groups, in the order of the table.
const GROUPS: &[Group] = &[
    ("fields", fields::rows),
    ("threads", threads::rows),
    ("times", times::rows),
    ("citations", citations::rows),
    ("requests", requests::rows),
    ("substance", substance::rows),
];

fn main() -> anyhow::Result<()> {
    let Wanted { sets, only, learn } = arguments()?;
    let mut rows = Vec::new();
    if let Some(file) = learn {
        print!("{}", table::table(&learn::learn(&sets, &file)?));
        return Ok(());
    }
    for (name, measure) in GROUPS.iter().filter(|(name, _)| only.as_deref().is_none_or(|o| o == *name)) {
        eprintln!("measuring {name}");
        rows.extend(measure(&sets)?);
    }
    print!("{}", table::table(&rows));
    Ok(())
}

/// What is asked for.
struct Wanted {
    sets: Sets,
    only: Option<String>,
    /// Where weights that are learnt anew go.
    learn: Option<PathBuf>,
}

fn arguments() -> anyhow::Result<Wanted> {
    let mut args = std::env::args().skip(1);
    let (mut split, mut only, mut every, mut learn) = (Split::Tune, None, 1, None);
    while let Some(arg) = args.next() {
        let value = args.next().ok_or_else(|| anyhow::anyhow!("{arg} needs a value"))?;
        match arg.as_str() {
            "--split" => split = value.parse()?,
            "--only" => only = Some(value),
            "--every" => every = value.parse()?,
            "--learn" => (split, learn) = (Split::Develop, Some(PathBuf::from(value))),
            _ => anyhow::bail!("there are --split, --only, --every and --learn"),
        }
    }
    Ok(Wanted { sets: Sets::find(split, every)?, only, learn })
}
