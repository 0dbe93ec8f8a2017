//! `cargo xtask planted`: leaks put into a copy of the tree, one at a time, each to be caught by the tests.
//!
//! Each file of `xtask/planted/` is one leak: what to replace where, the channel that it opens, and the
//! tests that are to see it. The table says which of them did; a leak that none sees fails the chore.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use anyhow::{Context as _, bail};
use serde::Deserialize;

use crate::run;

/// A leak to plant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Leak {
    /// Which channel it opens.
    channel: String,
    /// The program of `chancery-testkit`'s tests that is to see it.
    test: String,
    /// Only tests of that name; all where it is empty.
    #[serde(default)]
    only: String,
    /// What is replaced.
    change: Vec<Change>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    file: PathBuf,
    find: String,
    replace: String,
}

/// Asks the worlds that are drawn by chance instead of the tests that a leak names.
const DRAWN: &str = "--drawn";

/// Plants every leak whose name holds one of `args`, or all.
pub fn run(args: &[String]) -> anyhow::Result<()> {
    let (options, named): (Vec<&String>, Vec<&String>) = args.iter().partition(|arg| *arg == DRAWN);
    let wanted = |name: &String| named.is_empty() || named.iter().any(|part| name.contains(*part));
    let mut leaks: Vec<(String, Leak)> = leaks()?.into_iter().filter(|(name, _)| wanted(name)).collect();
    if !options.is_empty() {
        for (_, leak) in &mut leaks {
            (leak.test, leak.only) = ("drawn_worlds".into(), "whoever_reads".into());
        }
    }
    let tree = run::target().join("planted");
    copy(&tree)?;
    sound(&tree, &leaks)?;
    let mut missed = 0;
    for (name, leak) in &leaks {
        let seen = seen(&tree, leak).with_context(|| format!("{name} cannot be planted"))?;
        missed += usize::from(seen.is_empty());
        let by = if seen.is_empty() { "NOT CAUGHT".into() } else { seen.join(", ") };
        println!("{name:<34} {:<58} {by}", leak.channel);
    }
    if missed > 0 {
        bail!("{missed} of {} leaks were not caught", leaks.len());
    }
    println!("{} leaks, all caught", leaks.len());
    Ok(())
}

fn folder() -> PathBuf {
    run::root().join("xtask/planted")
}

fn leaks() -> anyhow::Result<Vec<(String, Leak)>> {
    let mut leaks = Vec::new();
    for entry in fs::read_dir(folder()).context("xtask/planted cannot be listed")? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path)?;
        leaks.push((
            name,
            toml::from_str(&text).with_context(|| format!("{} does not read", path.display()))?,
        ));
    }
    leaks.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(leaks)
}

/// Copies what git would, and touches nothing that is the same already, so that little is built again.
fn copy(tree: &Path) -> anyhow::Result<()> {
    let listed = run::program("git").args(["ls-files", "-z", "-co", "--exclude-standard"]).output()?;
    for file in String::from_utf8(listed.stdout)?.split_terminator('\0') {
        let (from, to) = (run::root().join(file), tree.join(file));
        let Ok(mut content) = fs::read(&from) else { continue };
        if file == "Cargo.toml" {
            content = of_another_version(&String::from_utf8(content)?)?.into_bytes();
        }
        if fs::read(&to).is_ok_and(|there| there == content) {
            continue;
        }
        fs::create_dir_all(to.parent().unwrap_or(tree))?;
        fs::write(&to, content).with_context(|| format!("{} cannot be written", to.display()))?;
    }
    Ok(())
}

/// Both trees build into one folder, so that what they depend on is built once; a version of its own keeps
/// what the copy makes apart from what the tree makes.
fn of_another_version(manifest: &str) -> anyhow::Result<String> {
    let (before, rest) = manifest.split_once("\nversion = \"").context("the workspace has no version")?;
    let (version, after) = rest.split_once('"').context("the workspace's version has no end")?;
    Ok(format!("{before}\nversion = \"{version}-planted\"{after}"))
}

/// Without a leak the same tests pass; else what they say of one would mean nothing.
fn sound(tree: &Path, leaks: &[(String, Leak)]) -> anyhow::Result<()> {
    let mut tests: Vec<(&str, &str)> = leaks.iter().map(|(_, leak)| (&*leak.test, &*leak.only)).collect();
    tests.sort_unstable();
    tests.dedup();
    for (test, only) in tests {
        if !tested(tree, test, only)?.status.success() {
            bail!("the tests {test} {only} fail without any leak: mend them first");
        }
    }
    Ok(())
}

/// The tests that failed with the leak in place; the tree is put back whatever came of it.
fn seen(tree: &Path, leak: &Leak) -> anyhow::Result<Vec<String>> {
    let mut before = Vec::new();
    let planted = leak.change.iter().try_for_each(|change| {
        let path = tree.join(&change.file);
        let text = fs::read_to_string(&path)?;
        fs::write(&path, applied(&text, change)?)?;
        before.push((path, text));
        Ok(())
    });
    let output = planted.and_then(|()| tested(tree, &leak.test, &leak.only));
    for (path, text) in before.into_iter().rev() {
        fs::write(path, text)?;
    }
    failed(&output?)
}

fn tested(tree: &Path, test: &str, only: &str) -> anyhow::Result<Output> {
    let mut cargo =
        run::cargo(&["test", "--offline", "--package", "chancery-testkit", "--no-fail-fast", "--test", test]);
    cargo.env("CARGO_TARGET_DIR", run::target()).env("RUST_BACKTRACE", "0").current_dir(tree);
    Ok(cargo.args((!only.is_empty()).then_some(only)).output()?)
}

fn failed(output: &Output) -> anyhow::Result<Vec<String>> {
    let told = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() && !told.contains("test result: FAILED") {
        bail!("it does not build:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    let names = told.lines().filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
    Ok(names.map(str::to_owned).collect())
}

fn applied(text: &str, change: &Change) -> anyhow::Result<String> {
    match text.matches(&change.find).count() {
        1 => Ok(text.replacen(&change.find, &change.replace, 1)),
        times => bail!("{} holds this {times} times, not once:\n{}", change.file.display(), change.find),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_leak_can_still_be_planted() {
        for (name, leak) in leaks().unwrap() {
            for change in &leak.change {
                let text = fs::read_to_string(run::root().join(&change.file)).unwrap();
                let leaky = applied(&text, change).unwrap_or_else(|why| panic!("{name}: {why:#}"));
                assert_ne!(leaky, text, "{name} changes nothing");
            }
        }
    }

    #[test]
    fn there_are_twenty_leaks_and_no_two_open_the_same_channel() {
        let channels: std::collections::BTreeSet<String> =
            leaks().unwrap().into_iter().map(|(_, leak)| leak.channel).collect();
        assert!(channels.len() >= 20 && channels.len() == leaks().unwrap().len());
    }
}
