//! `cargo xtask walks` and `pictures`: the browser walks, and pictures of every screen, over the program as it is built for tests.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Context as _;

use crate::{run, tools};

/// What pins the walks' own tools; copied, so that nothing is installed into the project.
const PINS: [&str; 2] = ["package.json", "package-lock.json"];

/// Builds the program, lays the walks beside their tools and runs them.
pub fn run() -> anyhow::Result<()> {
    run::done(&mut with_program("walk.mjs")?)
}

/// Makes the pictures of every screen anew.
pub fn pictures() -> anyhow::Result<()> {
    run::done(with_program("pictures.mjs")?.arg(run::root().join("docs/screens")))
}

/// A script of the walks, over the program as the tests build it, so that nothing is compiled twice.
fn with_program(script: &str) -> anyhow::Result<Command> {
    tools::ready(tools::WALKS)?;
    run::done(&mut run::cargo(&["test", "--workspace", "--no-run", "--quiet", "--locked"]))?;
    let folder = run::target().join("walks");
    install(&folder)?;
    let mut walk = run::program("node");
    walk.arg(run::root().join("xtask/walks").join(script));
    walk.arg(run::target().join("debug/chancery")).arg(folder);
    Ok(walk)
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
