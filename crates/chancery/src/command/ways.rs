//! `chancery watch` and `chancery lmtp`, by themselves or beside the pages.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use chancery_registry::Registry;
use chancery_ways::{Round, Taker, Watch};

use crate::args::Common;
use crate::beside::{self, Holding};
use crate::{office, terminal};

/// From one look at a folder to the next.
const LOOK: Duration = Duration::from_secs(1);

/// `chancery watch`.
pub fn watch(common: &Common, folder: &Path, settle_seconds: u64, once: bool) -> anyhow::Result<()> {
    terminal::log();
    let registry = office::open_alone(common)?;
    let _holding = held(&registry, &common.registry);
    let taker = Taker::new(registry, common.reader())?;
    let mut watch = watched(folder, settle_seconds)?;
    if once {
        // At rest is what does not change from one look to a second.
        watch.round(&taker)?;
        std::thread::sleep(Duration::from_secs(settle_seconds));
        told(&counted(&watch.round(&taker)?));
        return Ok(());
    }
    terminal::note(&format!("watching {}; Ctrl-C ends", folder.display()));
    keep_looking(&mut watch, &taker)
}

/// `chancery lmtp`.
pub fn lmtp(common: &Common, socket: &Path) -> anyhow::Result<()> {
    terminal::log();
    let registry = office::open_alone(common)?;
    let _holding = held(&registry, &common.registry);
    let taker = Arc::new(Taker::new(registry, common.reader())?);
    terminal::note(&format!("taking mail in at {}; Ctrl-C ends", socket.display()));
    chancery_ways::listen(socket, &taker).with_context(|| socket.display().to_string())
}

/// Takes commands for a registry that stays open. Where they cannot come in, the rest goes on.
pub fn held(registry: &Registry, dir: &Path) -> Option<Holding> {
    let holding = beside::hold(registry, dir);
    holding
        .inspect_err(|why| terminal::note(&format!("other commands cannot be taken meanwhile: {why}")))
        .ok()
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

/// Looks for ever. What cannot be kept or moved now is tried at each look, and told when it is otherwise than before.
fn keep_looking(watch: &mut Watch, taker: &Taker) -> ! {
    let mut before = String::new();
    loop {
        let (moved, says) = match watch.round(taker) {
            Ok(round) => (round.done + round.refused > 0, counted(&round)),
            Err(refused) => (false, refused.to_string()),
        };
        if moved || says != before {
            told(&says);
        }
        before = says;
        std::thread::sleep(LOOK);
    }
}

fn counted(Round { done, refused, left, trouble }: &Round) -> String {
    if done + refused + left == 0 {
        return String::new();
    }
    let why = trouble.as_ref().map(|why| format!("; {why}")).unwrap_or_default();
    format!("{done} done, {refused} refused, {left} left{why}")
}

fn told(says: &str) {
    if !says.is_empty() {
        terminal::note(says);
    }
}
