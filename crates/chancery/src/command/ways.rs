//! `chancery watch` and `chancery lmtp`, by themselves or beside the pages.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use chancery_registry::{Refused, Registry};
use chancery_ways::{Taker, Watch};

use crate::args::Common;
use crate::{office, terminal};

/// From one look at a folder to the next.
const LOOK: Duration = Duration::from_secs(1);

/// `chancery watch`.
pub fn watch(common: &Common, folder: &Path, settle_seconds: u64, once: bool) -> anyhow::Result<()> {
    let registry = office::open(common)?;
    let taker = Taker::new(registry, common.reader())?;
    let mut watch = watched(folder, settle_seconds)?;
    if once {
        // At rest is what does not change from one look to a second.
        watch.round(&taker)?;
        std::thread::sleep(Duration::from_secs(settle_seconds));
        return told(watch.round(&taker));
    }
    terminal::note(&format!("watching {}; Ctrl-C ends", folder.display()));
    keep_looking(&mut watch, &taker)
}

/// `chancery lmtp`.
pub fn lmtp(common: &Common, socket: &Path) -> anyhow::Result<()> {
    let taker = Arc::new(Taker::new(office::open(common)?, common.reader())?);
    terminal::note(&format!("taking mail in at {}; Ctrl-C ends", socket.display()));
    chancery_ways::listen(socket, &taker).with_context(|| socket.display().to_string())
}

/// Ways in that are open while the pages are served. They end with the process: what was answered is kept.
pub fn beside(
    registry: &Registry,
    clerk: &str,
    watch: Option<(PathBuf, u64)>,
    socket: Option<PathBuf>,
) -> anyhow::Result<()> {
    if watch.is_none() && socket.is_none() {
        return Ok(());
    }
    let taker = Arc::new(Taker::new(registry.clone(), clerk)?);
    if let Some((folder, settle_seconds)) = watch {
        let (mut watch, taker) = (watched(&folder, settle_seconds)?, taker.clone());
        terminal::note(&format!("watching {}", folder.display()));
        std::thread::spawn(move || keep_looking(&mut watch, &taker));
    }
    if let Some(socket) = socket {
        terminal::note(&format!("taking mail in at {}", socket.display()));
        std::thread::spawn(move || {
            if let Err(error) = chancery_ways::listen(&socket, &taker) {
                terminal::note(&format!("{}: {error}: no mail is taken in", socket.display()));
            }
        });
    }
    Ok(())
}

fn watched(folder: &Path, settle_seconds: u64) -> anyhow::Result<Watch> {
    Watch::new(folder, Duration::from_secs(settle_seconds))
        .with_context(|| format!("{} cannot be watched", folder.display()))
}

fn keep_looking(watch: &mut Watch, taker: &Taker) -> anyhow::Result<()> {
    loop {
        // What cannot be kept now stays where it is and is tried at the next look.
        if let Err(error) = told(watch.round(taker)) {
            terminal::note(&error.to_string());
        }
        std::thread::sleep(LOOK);
    }
}

fn told(round: Result<chancery_ways::Round, Refused>) -> anyhow::Result<()> {
    let round = round?;
    if round.done + round.refused + round.left > 0 {
        terminal::note(&format!("{} done, {} refused, {} left", round.done, round.refused, round.left));
    }
    Ok(())
}
