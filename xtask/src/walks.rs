//! `cargo xtask walks`: the browser walks, over the program as it is built for tests.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

use crate::{run, tools};

/// What pins the walks' own tools; copied, so that nothing is installed into the project.
const PINS: [&str; 2] = ["package.json", "package-lock.json"];

/// Builds the program, lays the walks beside their tools and runs them.
pub fn run() -> anyhow::Result<()> {
    tools::ready(tools::WALKS)?;
    // As the tests build it, so that nothing is compiled twice.
    run::done(&mut run::cargo(&["test", "--workspace", "--no-run", "--quiet", "--locked"]))?;
    let folder = run::target().join("walks");
    install(&folder)?;
    let mut walk = run::program("node");
    walk.arg(run::root().join("xtask/walks/walk.mjs"));
    walk.arg(run::target().join("debug/chancery"));
    run::done(walk.arg(folder))
}

fn install(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for name in PINS {
        let pins = run::root().join("xtask/walks").join(name);
        fs::copy(&pins, folder.join(name)).with_context(|| format!("{} cannot be copied", pins.display()))?;
    }
    let mut npm = run::program("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    run::done(npm.current_dir(folder))
}
