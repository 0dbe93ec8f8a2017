//! Opening the registry that a command is about.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chancery_registry::{Means, Registry, Settings, View, Zone};

use crate::args::Common;
use crate::exit::Usage;

/// Longest passphrase.
const PASSPHRASE_BYTES_MAX: u64 = 4096;

/// What this program brings: the system's clock, chance, and itself as the worker.
pub fn means() -> anyhow::Result<Means> {
    Ok(Means::of_program(program()?))
}

/// This program.
pub fn program() -> anyhow::Result<PathBuf> {
    std::env::current_exe().context("this program cannot find itself")
}

/// The registry, opened unless this process has it open.
pub fn open(common: &Common) -> anyhow::Result<Registry> {
    match &common.held {
        Some(held) => Ok(held.registry.clone()),
        None => open_alone(common),
    }
}

/// Opens the registry for this process alone.
pub fn open_alone(common: &Common) -> anyhow::Result<Registry> {
    // Nobody is asked for the passphrase of what is not there.
    Settings::of(&common.registry)?;
    Ok(Registry::open(&common.registry, &passphrase(common, false)?, means()?)?)
}

/// Where the office is.
pub fn zone(common: &Common) -> anyhow::Result<Zone> {
    if let Some(held) = &common.held {
        return Ok(held.registry.zone().clone());
    }
    Ok(Settings::of(&common.registry)?.zone)
}

/// Opens the registry to see what is wrong with it.
pub fn open_to_mend(common: &Common) -> anyhow::Result<Registry> {
    if let Some(held) = &common.held {
        return Ok(held.registry.clone());
    }
    Ok(Registry::open_to_mend(&common.registry, &passphrase(common, false)?, means()?)?)
}

/// Opens the registry and the view of the reader who asks.
pub fn view(common: &Common) -> anyhow::Result<(Registry, View)> {
    let registry = open(common)?;
    let reader = registry.reader(common.reader())?;
    let view = registry.view(&reader)?;
    Ok((registry, view))
}

/// The passphrase: from a file, or from the terminal, twice where it is new. Never from an argument.
pub fn passphrase(common: &Common, new: bool) -> anyhow::Result<String> {
    if let Some(path) = &common.passphrase_file {
        return from_file(path);
    }
    if !io::stdin().is_terminal() {
        return Err(Usage("no passphrase: give --passphrase-file, or ask from a terminal".into()).into());
    }
    let typed = rpassword::prompt_password("Passphrase: ").context("the passphrase could not be read")?;
    if new && typed != rpassword::prompt_password("Again: ").context("the passphrase could not be read")? {
        return Err(Usage("the two are not the same: nothing was made".into()).into());
    }
    Ok(typed)
}

/// The first line of a file.
pub fn from_file(path: &Path) -> anyhow::Result<String> {
    let mut text = String::new();
    let file = File::open(path).map_err(|e| {
        let why = match e.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            kind => kind.to_string(),
        };
        Usage(format!("{}: {why}: name the file whose first line is the passphrase", path.display()))
    })?;
    file.take(PASSPHRASE_BYTES_MAX)
        .read_to_string(&mut text)
        .map_err(|_| Usage(format!("{}: not a line of text", path.display())))?;
    let line = text.lines().next().unwrap_or_default().to_owned();
    if line.is_empty() {
        return Err(Usage(format!(
            "{}: its first line is empty: it is to be the passphrase",
            path.display()
        ))
        .into());
    }
    Ok(line)
}
