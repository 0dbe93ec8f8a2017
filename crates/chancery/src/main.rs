//! Chancery: the registry of a private office as one program.
//!
//! The binary knows arguments, the environment and the terminal; every rule of the office is behind it.

mod args;
mod command;
mod exit;
mod office;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    // Before anything else: this same program, asked to parse foreign bytes, is nothing but that.
    if std::env::args_os().nth(1).is_some_and(|first| first == chancery_intake::worker::ARGUMENT) {
        chancery_intake::worker::run_child();
    }
    let args = args::Args::parse();
    match command::run(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => exit::tell(&failure),
    }
}
