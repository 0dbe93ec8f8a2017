//! `cargo xtask bench`: how fast, how large, against yardsticks of the same run.

use crate::run;

/// Builds the program as it is released and measures it; further arguments are the bench's own.
pub fn run(args: &[String]) -> anyhow::Result<()> {
    run::done(&mut run::cargo(&["build", "--release", "--package", "chancery"]))?;
    let target = run::target();
    let mut bench = run::cargo(&["run", "--release", "--package", "chancery-testkit"]);
    bench.args(["--example", "bench_office", "--", "--program"]).arg(target.join("release/chancery"));
    run::done(bench.arg("--folder").arg(target.join("bench")).args(args))
}
