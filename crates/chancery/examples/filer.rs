//! Files a folder into a registry that is cheap to open, and tells of each paper as soon as it is answered.
//!
//! `filer REGISTRY FOLDER WORKER`: the trial of killing starts it and kills it hundreds of times, which the
//! cost of a real passphrase would forbid. Its registry is made with the passphrase `correct horse battery
//! staple`; WORKER is the `chancery` binary, which parses what needs a parser.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chancery_registry::{Means, Options, Registry, Source};

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let mut next = || args.next().context("filer REGISTRY FOLDER WORKER");
    let (registry, folder, worker) = (next()?, next()?, next()?);
    let registry = Registry::open(&registry, "correct horse battery staple", Means::of_program(worker))?;
    let clerk = registry.reader("clerk")?;
    let mut failed = None;
    registry.file(&clerk, sources(&folder)?.into_iter(), &Options::default(), &mut |outcome| {
        let line = match outcome.filed {
            Ok(filed) => serde_json::json!({ "name": outcome.name, "filed": filed }),
            Err(refused) => serde_json::json!({ "name": outcome.name, "refused": refused.to_string() }),
        };
        let mut out = std::io::stdout().lock();
        failed = writeln!(out, "{line}").and_then(|()| out.flush()).err();
    })?;
    registry.close();
    failed.map_or(Ok(()), |error| Err(error.into()))
}

fn sources(folder: &Path) -> anyhow::Result<Vec<Source>> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths.into_iter().map(Source::Path).collect())
}
