//! Commands beside a registry that is open already: one process has it, and runs what is typed in another.
//!
//! Whoever holds a registry (`serve`, `watch`, `lmtp`, `demo`) listens on a socket in its folder. A command that finds
//! it hands over what was typed, where, the passphrase and its own terminal; the holder tries the passphrase as an
//! opening would, runs the command on that terminal, and answers with its exit status. So there is one writer still,
//! and a command may do beside an open registry what it may do alone.

mod ask;
mod hold;
mod wire;

pub use ask::holder;
pub use hold::{Held, Holding, hold};

/// The socket, in the registry's folder.
const SOCKET: &str = "commands.sock";
