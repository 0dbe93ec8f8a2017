//! `cargo xtask test`: everything that must hold before a change goes in.

use crate::{run, tools, walks};

/// Checks form, lints, tests, documentation tests, licences and the browser walks, in the order of their cost.
pub fn run() -> anyhow::Result<()> {
    tools::ready(&[tools::BUILD, tools::TESTS, tools::WALKS].concat())?;
    let python = tools::python()?;
    run::done(&mut run::cargo(&["fmt", "--all", "--check"]))?;
    let lints = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    run::done(&mut run::cargo(&lints))?;
    // What is missing here was installed above: a test that still misses it fails.
    run::done(run::cargo(tests()).env("CHANCERY_NO_SKIP", "1").env("CHANCERY_PYTHON", python))?;
    run::done(&mut run::cargo(&["test", "--workspace", "--doc", "--locked"]))?;
    licences()?;
    walks::run()
}

fn tests() -> &'static [&'static str] {
    if tools::there("cargo-nextest") {
        &["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]
    } else {
        &["test", "--workspace", "--lib", "--bins", "--tests", "--locked", "--no-fail-fast"]
    }
}

/// Not installed for the occasion: to build it takes longer than all tests together.
fn licences() -> anyhow::Result<()> {
    if tools::there("cargo-deny") {
        return run::done(&mut run::cargo(&["deny", "check", "licenses", "bans", "sources"]));
    }
    eprintln!("not checked: licences and sources; `cargo install cargo-deny` and run again");
    Ok(())
}
