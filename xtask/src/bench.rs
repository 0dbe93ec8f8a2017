//! `cargo xtask bench`: how fast, how large, against yardsticks of the same run.

use crate::run;

/// Builds the program as it is released and measures it; further arguments are the bench's own.
pub fn run(args: &[String]) -> anyhow::Result<()> {
    // Both at once: built apart, what they share would be built twice.
    let build = ["build", "--release", "--package", "chancery", "--package", "chancery-testkit"];
    run::done(run::cargo(&build).args(["--bin", "chancery", "--example", "bench_office"]))?;
    let (target, release) = (run::target(), run::target().join("release"));
    let mut bench = run::program(release.join("examples/bench_office"));
    bench.arg("--program").arg(release.join("chancery"));
    run::done(bench.arg("--folder").arg(target.join("bench")).args(args))
}
