//! The child's side: shut in first, then read one frame, answer one frame, end.

use std::io::{stdin, stdout};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use super::{Answer, Ask, Task};
use crate::sandbox::{self, Attempt, Bounds, Level};
use crate::{Limits, Refusal, RefusalKind, calendar, cards, frame, pages, sheet};

/// The argument that lets a parser run where the kernel cannot shut it in.
pub(super) const UNSANDBOXED: &str = "unsandboxed";
/// The argument of a child that becomes the program that reads scans.
pub(super) const OCR: &str = "ocr";

/// Room for the head of a frame beside the file's bytes.
const ASK_BYTES_EXTRA: u64 = 64 * 1024;

const DONE: i32 = 0;
const NOT_ASKED: i32 = 2;
const NOT_ANSWERED: i32 = 3;
const NOT_STARTED: i32 = 4;

/// Runs this process as a worker and ends it; called by `main` before anything else.
pub fn run_child() -> ! {
    let told: Vec<String> = std::env::args().skip(2).collect();
    let code = match told.split_first() {
        Some((first, rest)) if first == OCR => become_ocr(rest),
        _ => serve(&told),
    };
    std::process::exit(code)
}

fn serve(told: &[String]) -> i32 {
    let bounds = bounds(told);
    let open = told.iter().any(|word| word == UNSANDBOXED);
    // Nothing foreign is read by a process that is not shut in, unless that was allowed.
    match sandbox::enter(bounds) {
        Ok(Level { lacks: Some(lacks), .. }) if !open => answer(&Answer::Refused(not_shut_in(&lacks)), &[]),
        Ok(level) => hear(level.told, bounds),
        Err(error) => answer(&Answer::Refused(not_shut_in(&error)), &[]),
    }
}

/// Shuts this process in for the program named, and becomes it; with no arguments for the program it
/// serves instead, so that it can be tried what the program could do.
fn become_ocr(told: &[String]) -> i32 {
    let bounds = bounds(told);
    let Some([program, folder, arguments @ ..]) = told.get(2..) else { return NOT_ASKED };
    match sandbox::enter_for(Path::new(program), Path::new(folder), bounds) {
        Ok(Level { lacks: None, told }) if arguments.is_empty() => hear(told, bounds),
        Ok(Level { lacks: None, .. }) => {
            let mut program = Command::new(program);
            program.args(arguments).env_clear().env("OMP_THREAD_LIMIT", "1").env("TESSDATA_PREFIX", folder);
            let _ = program.exec();
            NOT_STARTED
        }
        _ => NOT_STARTED,
    }
}

/// Time and memory come as arguments, since they must bind before anything is read; a child whose
/// arguments are missing keeps the usual ones.
fn bounds(told: &[String]) -> Bounds {
    let usual = Limits::default();
    let number = |at: usize| told.get(at).and_then(|word| word.parse::<u64>().ok());
    Bounds {
        seconds_max: number(0).unwrap_or(usual.worker_seconds_max),
        memory_bytes_max: number(1).unwrap_or(usual.worker_memory_bytes_max),
    }
}

fn hear(level: String, bounds: Bounds) -> i32 {
    let bytes_max = bounds.memory_bytes_max.saturating_add(ASK_BYTES_EXTRA);
    let Ok((ask, bytes)) = frame::read::<Ask>(&mut stdin().lock(), bytes_max) else { return NOT_ASKED };
    match ask.task {
        Task::Try(attempt, parent) => try_it(attempt, parent, level),
        _ => match done(&ask, &bytes) {
            Ok((made, pool)) => answer(&made, &pool),
            Err(refusal) => answer(&Answer::Refused(refusal), &[]),
        },
    }
}

fn done(ask: &Ask, bytes: &[u8]) -> Result<(Answer, Vec<u8>), Refusal> {
    match &ask.task {
        Task::Draw(wanted) => {
            let pictures = pages::draw(&ask.name, bytes, wanted, &ask.limits)?;
            let lengths = pictures.iter().map(|picture| picture.len() as u64).collect();
            Ok((Answer::Drawn(lengths), pictures.concat()))
        }
        Task::Transcribe(page) => {
            let transcript = pages::transcribe(&ask.name, bytes, page)?;
            Ok((Answer::Transcribed(transcript), Vec::new()))
        }
        Task::Calendar(wish) => {
            let held = calendar::read(&ask.name, bytes, wish)?;
            Ok((Answer::Calendar(held), Vec::new()))
        }
        Task::Cards => Ok((Answer::Cards(cards::read(&ask.name, bytes)?), Vec::new())),
        Task::Read | Task::Try(..) => {
            let mut reply = sheet::parse(&ask.name, bytes, &ask.limits)?;
            let pool = std::mem::take(&mut reply.pool);
            Ok((Answer::Taken(reply), pool))
        }
    }
}

fn try_it(attempt: Attempt, parent: i32, level: String) -> i32 {
    let said = answer(&Answer::Level(level), &[]);
    if said != DONE {
        return said;
    }
    answer(&Answer::Tried { reached: attempt.is_let(parent) }, &[])
}

fn answer(answer: &Answer, pool: &[u8]) -> i32 {
    match frame::write(&mut stdout().lock(), answer, pool) {
        Ok(()) => DONE,
        Err(_) => NOT_ANSWERED,
    }
}

fn not_shut_in(lacks: &str) -> Refusal {
    let what = format!(
        "was not read: this system cannot shut its reader in (it lacks {lacks}); ask whoever runs this registry"
    );
    Refusal::of(RefusalKind::Worker, "file", what)
}
