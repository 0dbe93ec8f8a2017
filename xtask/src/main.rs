//! Chores of the project: `cargo xtask test`, `bench`, `walks`, `planted`, `score`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "talk with a person at a terminal")]

mod bench;
mod planted;
mod run;
mod score;
mod test;
mod tools;
mod walks;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask test                                   everything that must hold before a change goes in
cargo xtask walks                                  the browser walks alone
cargo xtask pictures                               pictures of every screen, made anew in docs/screens
cargo xtask score [--split develop|tune|held] [--only NAME] [--every N]   how well papers are read
cargo xtask planted [--drawn] [NAME]               leaks planted one at a time, and which test sees each
cargo xtask bench [--papers N] [--mails DIR|ARCHIVE] [--only filing|held|cipher]";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.split_first() {
        Some((chore, [])) if chore == "test" => test::run(),
        Some((chore, [])) if chore == "walks" => walks::run(),
        Some((chore, [])) if chore == "pictures" => walks::pictures(),
        Some((chore, rest)) if chore == "planted" => planted::run(rest),
        Some((chore, rest)) if chore == "score" => score::run(rest),
        Some((chore, rest)) if chore == "bench" => bench::run(rest),
        _ => Err(anyhow::anyhow!("nothing done; there are\n{USAGE}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure:#}");
            ExitCode::FAILURE
        }
    }
}
