//! `cargo xtask score`: how well papers are read, against marked-up ones.

use crate::run;

/// Builds the reader as it is released and measures it; further arguments are the measuring's own.
pub fn run(args: &[String]) -> anyhow::Result<()> {
    run::done(run::cargo(&["run", "--release", "--quiet", "--package", "chancery-score", "--"]).args(args))
}
