//! `cargo xtask bench`: how fast, how large, against yardsticks of the same run.

use crate::{run, tools};

/// Builds the program as it is released and measures it; further arguments are the bench's own.
pub fn run(args: &[String]) -> anyhow::Result<()> {
    tools::ready(&[tools::BUILD, tools::BENCH].concat())?;
    // All at once: built apart, what they share would be built twice.
    let packages = ["chancery", "chancery-testkit", "chancery-label", "chancery-score"]
        .map(|name| ["--package", name])
        .concat();
    let things = [
        "--bin",
        "chancery",
        "--example",
        "bench_office",
        "--example",
        "bench_pages",
        "--example",
        "bench_label",
        "--example",
        "bench_reading",
    ];
    run::done(run::cargo(&["build", "--release"]).args(packages).args(things))?;
    let (target, release) = (run::target(), run::target().join("release"));
    run::done(&mut run::program(release.join("examples/bench_label")))?;
    run::done(&mut run::program(release.join("examples/bench_reading")))?;
    let mut bench = run::program(release.join("examples/bench_office"));
    bench.arg("--program").arg(release.join("chancery"));
    run::done(bench.arg("--folder").arg(target.join("bench")).args(args))?;
    run::done(run::program(release.join("examples/bench_pages")).arg("--folder").arg(target.join("bench")))
}
