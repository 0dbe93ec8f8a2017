//! The child's side: shut in first, then read one frame, answer one frame, end.

use std::io::{stdin, stdout};

use super::{Answer, Ask, Probe};
use crate::{Limits, Refusal, RefusalKind, frame, sandbox, sheet};

/// Room for the head of a frame beside the file's bytes.
const ASK_BYTES_EXTRA: u64 = 64 * 1024;

const DONE: i32 = 0;
const NOT_ASKED: i32 = 2;
const NOT_ANSWERED: i32 = 3;

/// Runs this process as a worker and ends it; called by `main` before anything else.
pub fn run_child() -> ! {
    std::process::exit(serve())
}

fn serve() -> i32 {
    let limits = told_limits();
    let shut_in = sandbox::enter(limits.worker_seconds_max, limits.worker_memory_bytes_max);
    // Nothing foreign is read by a process that is not shut in.
    let level = match shut_in {
        Ok(level) => level,
        Err(error) => return answer(&Answer::Refused(not_shut_in(&error)), &[]),
    };
    let bytes_max = limits.file_bytes_max.saturating_add(ASK_BYTES_EXTRA);
    let Ok((ask, bytes)) = frame::read::<Ask>(&mut stdin().lock(), bytes_max) else { return NOT_ASKED };
    match ask.probe {
        Some(probe) => try_it(probe, level),
        None => parse(&ask, &bytes),
    }
}

/// Time and memory come as arguments, since they must bind before anything is read; a child whose
/// arguments are missing keeps the usual ones.
fn told_limits() -> Limits {
    let usual = Limits::default();
    let mut told = std::env::args().skip(2).map(|word| word.parse::<u64>().ok());
    let mut next = |otherwise| told.next().flatten().unwrap_or(otherwise);
    let worker_seconds_max = next(usual.worker_seconds_max);
    let worker_memory_bytes_max = next(usual.worker_memory_bytes_max);
    let file_bytes_max = worker_memory_bytes_max;
    Limits { worker_seconds_max, worker_memory_bytes_max, file_bytes_max, ..usual }
}

fn parse(ask: &Ask, bytes: &[u8]) -> i32 {
    match sheet::parse(&ask.name, bytes, &ask.limits) {
        Ok(mut reply) => {
            let pool = std::mem::take(&mut reply.pool);
            answer(&Answer::Taken(reply), &pool)
        }
        Err(refusal) => answer(&Answer::Refused(refusal), &[]),
    }
}

fn try_it(probe: Probe, level: String) -> i32 {
    let said = answer(&Answer::Level(level), &[]);
    if said != DONE {
        return said;
    }
    let reached = match probe {
        Probe::File => std::fs::File::open("/etc/passwd").is_ok(),
        Probe::Socket => std::net::TcpListener::bind(("127.0.0.1", 0)).is_ok(),
        Probe::Exec => std::process::Command::new("/bin/true").spawn().is_ok(),
    };
    answer(&Answer::Tried { reached }, &[])
}

fn answer(answer: &Answer, pool: &[u8]) -> i32 {
    match frame::write(&mut stdout().lock(), answer, pool) {
        Ok(()) => DONE,
        Err(_) => NOT_ANSWERED,
    }
}

fn not_shut_in(error: &str) -> Refusal {
    let what = format!(
        "was not read: this system cannot shut its reader in ({error}); ask whoever runs this registry"
    );
    Refusal::of(RefusalKind::Worker, "file", what)
}
