//! Running programs, each announced by the line that a person would type.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, bail};

/// What there is where Debian's OpenSSL can be linked.
const DEBIANS_OPENSSL: &str = "/usr/include/openssl/crypto.h";

/// The folder of the workspace.
pub fn root() -> &'static Path {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.parent().unwrap_or(crate_folder)
}

/// The folder that cargo builds into.
pub fn target() -> PathBuf {
    let set = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    root().join(set.unwrap_or_else(|| "target".into()))
}

/// A program to be run in the workspace.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Cargo, the one that runs this. Where every run is on a fresh machine, OpenSSL is Debian's: to build the one that
/// is shipped takes as long as half of the tests.
pub fn cargo(args: &[&str]) -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args);
    if std::env::var_os("CI").is_some() && Path::new(DEBIANS_OPENSSL).is_file() {
        command.env("OPENSSL_NO_VENDOR", "1");
    }
    command
}

/// Runs it, says how long it took, and fails where it does.
pub fn done(command: &mut Command) -> anyhow::Result<()> {
    let line = typed(command);
    eprintln!("$ {line}");
    let begun = Instant::now();
    let status = command.status().with_context(|| format!("`{line}` does not start"))?;
    if !status.success() {
        bail!("`{line}` failed: {status}");
    }
    eprintln!("  {} s: {line}", begun.elapsed().as_secs());
    Ok(())
}

fn typed(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
