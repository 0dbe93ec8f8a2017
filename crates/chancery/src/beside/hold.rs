//! Holding a registry open for the commands of other processes.

use std::fmt;
use std::fs::{File, Permissions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chancery_registry::{Refused, Registry};

use super::wire::{self, Request};
use crate::args::Args;
use crate::command;
use crate::exit::{self, Usage};
use crate::terminal::{self, Lent};

/// Commands at one time.
const COMMANDS_MAX: usize = 8;
/// A command has said what it wants within this.
const PATIENCE: Duration = Duration::from_secs(10);
/// After a failure to accept, this long is waited.
const ACCEPT_AGAIN: Duration = Duration::from_millis(500);

/// What a command that another process asked for has, and one that was typed here has not.
#[derive(Clone)]
pub struct Held {
    /// The registry, which is open.
    pub registry: Registry,
    /// Where it was typed: paths begin there.
    pub folder: PathBuf,
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Held").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// The registry that is held, as long as it is; one passphrase is tried at a time.
struct Shared {
    registry: Mutex<Option<Registry>>,
    trying: Mutex<()>,
}

/// Commands are taken as long as this lives.
pub struct Holding {
    socket: PathBuf,
    shared: Arc<Shared>,
}

/// Takes commands for a registry, which this process has open: a socket that is there was left by one that was killed.
pub fn hold(registry: &Registry, dir: &Path) -> io::Result<Holding> {
    let socket = dir.join(super::SOCKET);
    if socket.symlink_metadata().is_ok() {
        std::fs::remove_file(&socket)?;
    }
    let listener = UnixListener::bind(&socket)?;
    std::fs::set_permissions(&socket, Permissions::from_mode(0o600))?;
    let shared = Arc::new(Shared { registry: Mutex::new(Some(registry.clone())), trying: Mutex::default() });
    let listening = shared.clone();
    std::thread::spawn(move || listen(&listener, &listening));
    Ok(Holding { socket, shared })
}

impl Drop for Holding {
    fn drop(&mut self) {
        locked(&self.shared.registry).take();
        let _ = std::fs::remove_file(&self.socket);
    }
}

fn listen(listener: &UnixListener, shared: &Arc<Shared>) {
    let running = Arc::new(());
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            std::thread::sleep(ACCEPT_AGAIN);
            continue;
        };
        let (shared, place) = (shared.clone(), running.clone());
        let full = Arc::strong_count(&running) > COMMANDS_MAX + 1;
        std::thread::spawn(move || {
            let _place = place;
            // Who is not this user, or says nothing that is a command, is told nothing.
            if is_ours(&stream) {
                let _ = answer(&stream, &shared, full);
            }
        });
    }
}

/// The process that asks is of the user whose registry this is, or of root.
fn is_ours(stream: &UnixStream) -> bool {
    let ours = rustix::process::geteuid();
    rustix::net::sockopt::socket_peercred(stream).is_ok_and(|peer| peer.uid == ours || peer.uid.is_root())
}

fn answer(stream: &UnixStream, shared: &Shared, full: bool) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let (request, handles) = wire::receive(stream)?;
    stream.set_read_timeout(None)?;
    let lent = Arc::new(Lent::of(handles.map(File::from)));
    until_gone(stream.try_clone()?, lent.clone());
    let status = terminal::on(lent, || match run(request, shared, full) {
        Ok(()) => 0,
        Err(failure) => exit::told(&failure),
    });
    let mut stream = stream;
    stream.write_all(&[status])
}

/// Whoever asked says nothing more; once he is gone, nothing is written to his terminal.
fn until_gone(mut stream: UnixStream, lent: Arc<Lent>) {
    std::thread::spawn(move || {
        let _ = stream.read(&mut [0]);
        lent.go();
    });
}

fn run(request: Request, shared: &Shared, full: bool) -> anyhow::Result<()> {
    let registry = locked(&shared.registry).clone().ok_or(Refused::Locked)?;
    if full {
        return Err(Refused::Conflict("too many commands at once: ask again in a moment".into()).into());
    }
    if request.version != env!("CARGO_PKG_VERSION") {
        let (here, there) = (env!("CARGO_PKG_VERSION"), request.version);
        return Err(
            Usage(format!("the registry is held open by chancery {here}, and this is {there}")).into()
        );
    }
    {
        let _alone = locked(&shared.trying);
        registry.must_open_with(&request.passphrase)?;
    }
    let mut args = Args::of(request.args)?;
    if !args.command.goes_beside() {
        return Err(Refused::Locked.into());
    }
    args.common.reader = request.reader;
    args.common.held = Some(Held { registry, folder: request.folder.into() });
    command::run(args)
}

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
