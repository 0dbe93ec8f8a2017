//! `chancery backup`: a copy that opens, made while others work.

use std::path::Path;

use chancery_registry::{Backup, Registry};
use jiff::Timestamp;

use crate::args::Common;
use crate::exit::CheckFailed;
use crate::terminal::{self, Progress};

/// `chancery backup`.
pub fn run(common: &Common, folder: &Path, keys_to: Option<&Path>) -> anyhow::Result<()> {
    let mut progress = Progress::new("copying bodies", Some(0));
    let backup = Registry::back_up(&common.registry, folder, keys_to, Timestamp::now(), &mut |done| {
        progress.at(done);
    })?;
    progress.end();
    if common.json {
        terminal::json(&backup)?;
    } else {
        told(&backup, folder);
    }
    match backup.flaws.len() {
        0 => Ok(()),
        n => Err(CheckFailed(format!(
            "{n} of the bodies are damaged here, and this backup does not hold them"
        ))
        .into()),
    }
}

fn told(backup: &Backup, folder: &Path) {
    terminal::answer(&format!(
        "{} entries; {} bodies copied, {} there already",
        backup.entries, backup.copied, backup.held
    ));
    backup.flaws.iter().for_each(|flaw| terminal::answer(flaw));
    terminal::note(&format!(
        "{} holds the last checkpoint: keep it apart as well, and `chancery verify --against` shows what was cut off since",
        folder.join("checkpoint").display()
    ));
    if !backup.keys {
        terminal::note(
            "keys.db was not copied, and older keys do not open what came since: let `--keys-to FOLDER` go with every run",
        );
    }
    for folder in &backup.open_to_others {
        terminal::note(&format!("others may enter {folder}: chmod 700"));
    }
}
