//! Chancery: the registry of a private office as one program.
//!
//! The binary knows arguments, the environment and the terminal; every rule of the office is behind it.

#![cfg_attr(not(test), deny(clippy::expect_used, clippy::string_slice))]
#![allow(clippy::disallowed_methods, reason = "the one program is what brings the system's clock")]

mod args;
mod beside;
mod command;
mod exit;
mod office;
mod terminal;

use std::process::ExitCode;

fn main() -> ExitCode {
    // Before anything else: this same program, asked to parse foreign bytes, is nothing but that.
    if std::env::args_os().nth(1).is_some_and(|first| first == chancery_intake::worker::ARGUMENT) {
        chancery_intake::worker::run_child();
    }
    harden();
    let args = args::Args::typed();
    let status = match beside::holder(&args) {
        Some(holder) => holder.run(&args.common),
        None => command::run(args).map(|()| 0),
    };
    ExitCode::from(status.unwrap_or_else(|failure| exit::told(&failure)))
}

/// What is in memory in clear does not reach the disk by way of a core, nor another process of this user.
/// Where the system refuses, the program still does its work.
fn harden() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}
