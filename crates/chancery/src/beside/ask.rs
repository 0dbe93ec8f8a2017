//! Asking the process that has the registry open.

use std::io::Read as _;
use std::os::unix::net::UnixStream;

use anyhow::{Context as _, anyhow};
use chancery_registry::Settings;

use super::wire::{self, Request};
use crate::args::{Args, Common};
use crate::office;

/// The process that has a registry open, and listens.
pub struct Holder(UnixStream);

/// Who has the registry open of which a command asks; nobody where it needs none, or opens it for itself alone.
pub fn holder(args: &Args) -> Option<Holder> {
    let goes = args.command.goes_beside();
    goes.then(|| UnixStream::connect(args.common.registry.join(super::SOCKET)).ok()).flatten().map(Holder)
}

impl Holder {
    /// Has what was typed run there, on this terminal; answers with its exit status.
    pub fn run(mut self, common: &Common) -> anyhow::Result<u8> {
        Settings::of(&common.registry)?;
        let request = Request {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            args: std::env::args_os().collect(),
            reader: common.reader.clone(),
            folder: std::env::current_dir().context("this folder is no more")?.into(),
            passphrase: office::passphrase(common, false)?,
        };
        wire::send(&self.0, &request).context("the registry could not be asked")?;
        let mut status = [0];
        let answered = self.0.read_exact(&mut status);
        answered.map_err(|_| {
            anyhow!("the registry was closed before this was answered: look whether it was done")
        })?;
        Ok(status[0])
    }
}
