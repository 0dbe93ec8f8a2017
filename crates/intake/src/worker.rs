//! The worker: one child process a file, shut in before it reads a byte of it.
//!
//! The child is the caller's own program started with [`ARGUMENT`]; its `main` hands over to
//! [`run_child`] before it does anything else. No state passes from one file to the next.

mod child;

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::sheet::Reply;
use crate::{Limits, Refusal, RefusalKind, Taken, files, frame, sniff};

pub use child::run_child;

/// The first argument that makes a program a worker.
pub const ARGUMENT: &str = "--intake-worker";

/// Bytes of an answer that even the smallest file may have.
const ANSWER_BYTES_FREE: u64 = 1024 * 1024;

/// What a child is asked.
#[derive(Serialize, Deserialize)]
struct Ask {
    name: String,
    limits: Limits,
    probe: Option<Probe>,
}

/// Something that a child must not be able to do, to be tried from inside.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum Probe {
    File,
    Socket,
    Exec,
}

/// What a child answers.
#[derive(Serialize, Deserialize)]
enum Answer {
    Taken(Reply),
    Refused(Refusal),
    /// How far the child is shut in; said before a probe is tried.
    Level(String),
    /// A probe was let through, or turned down by an error.
    Tried {
        reached: bool,
    },
}

/// Starts a child for each file that is to be read.
#[derive(Debug, Clone)]
pub struct Worker {
    exe: Option<PathBuf>,
    limits: Limits,
}

/// What a worker could not do when it tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfTest {
    /// True where opening a file was stopped.
    pub file: bool,
    /// True where making a network socket was stopped.
    pub socket: bool,
    /// True where starting a program was stopped.
    pub exec: bool,
    /// How far the kernel shuts a worker in, in words.
    pub level: String,
}

impl SelfTest {
    /// Whether every attempt was stopped.
    pub fn holds(&self) -> bool {
        self.file && self.socket && self.exec
    }
}

/// A worker that parses where it is called, without a child: for tests of other crates only.
pub fn in_process() -> Worker {
    Worker { exe: None, limits: Limits::default() }
}

impl Worker {
    /// A worker that starts `exe`, whose `main` calls [`run_child`] when its first argument is [`ARGUMENT`].
    pub fn new(exe: impl Into<PathBuf>) -> Self {
        Worker { exe: Some(exe.into()), limits: Limits::default() }
    }

    /// The same worker with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Worker { limits, ..self }
    }

    /// The limits that it keeps.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Reads a file's bytes into papers, or refuses the whole of it.
    ///
    /// Plain text is read in this process: to be decoded is all the parsing it has.
    pub fn take(&self, name: &str, bytes: Vec<u8>) -> Result<Taken, Refusal> {
        if bytes.len() as u64 > self.limits.file_bytes_max {
            return Err(files::too_large(name, &self.limits));
        }
        match &self.exe {
            Some(exe) if sniff(name, &bytes)?.needs_worker() => self.take_apart(exe, name, bytes),
            _ => crate::take(name, bytes, &self.limits),
        }
    }

    fn take_apart(&self, exe: &PathBuf, name: &str, bytes: Vec<u8>) -> Result<Taken, Refusal> {
        let ask = Ask { name: name.to_owned(), limits: self.limits.clone(), probe: None };
        // A small file has a small answer: one led astray cannot make this side read more than that.
        let growth_max = sniff(name, &bytes)?.answer_growth_max();
        let fair_bytes = (bytes.len() as u64).saturating_mul(growth_max).saturating_add(ANSWER_BYTES_FREE);
        let bytes_max = self.limits.output_bytes_max.min(fair_bytes);
        let talk = |mut stdin: ChildStdin, mut stdout: ChildStdout| {
            // A child that refuses early closes its end; its answer is read all the same.
            let _ = frame::write(&mut stdin, &ask, &bytes);
            drop(stdin);
            frame::read::<Answer>(&mut stdout, bytes_max).ok()
        };
        match self.converse(exe, name, talk)?.0 {
            Some((Answer::Refused(refusal), _)) => Err(refusal.retold()),
            Some((Answer::Taken(reply), pool)) => {
                Reply { pool, ..reply }.into_taken(name, bytes, &self.limits)
            }
            _ => Err(unsafe_to_read(name)),
        }
    }

    /// Runs one child and one talk with it; a child that outstays its time is killed.
    fn converse<T: Send>(
        &self,
        exe: &PathBuf,
        name: &str,
        talk: impl FnOnce(ChildStdin, ChildStdout) -> Option<T> + Send,
    ) -> Result<(Option<T>, ExitStatus), Refusal> {
        let mut child = self.spawn(exe).map_err(|_| no_worker(name))?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(no_worker(name));
        };
        let patience = Duration::from_secs(self.limits.worker_seconds_max);
        let (said, hear) = mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(move || said.send(talk(stdin, stdout)));
            let heard = hear.recv_timeout(patience);
            let status = end(&mut child).map_err(|_| no_worker(name))?;
            heard.map(|answer| (answer, status)).map_err(|_| too_slow(name, &self.limits))
        })
    }

    fn spawn(&self, exe: &PathBuf) -> std::io::Result<Child> {
        let Limits { worker_seconds_max, worker_memory_bytes_max, .. } = &self.limits;
        Command::new(exe)
            .arg(ARGUMENT)
            .args([worker_seconds_max.to_string(), worker_memory_bytes_max.to_string()])
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }

    /// Has a child try to open a file, a socket and a program, and tells which attempts were stopped.
    pub fn self_test(&self) -> SelfTest {
        let Some(exe) = &self.exe else {
            let level = "none: the parser runs in this process".to_owned();
            return SelfTest { file: false, socket: false, exec: false, level };
        };
        let (file, level) = self.probe(exe, Probe::File);
        let (socket, _) = self.probe(exe, Probe::Socket);
        let (exec, _) = self.probe(exe, Probe::Exec);
        SelfTest { file, socket, exec, level }
    }

    fn probe(&self, exe: &PathBuf, probe: Probe) -> (bool, String) {
        let ask = Ask { name: String::new(), limits: self.limits.clone(), probe: Some(probe) };
        let talk = |stdin: ChildStdin, stdout: ChildStdout| try_from_inside(&ask, stdin, stdout);
        match self.converse(exe, "self-test", talk) {
            Ok((Some((level, Some(reached))), _)) => (!reached, level),
            // No answer to the attempt: stopped only if it was the filter that ended the child.
            Ok((Some((level, None)), status)) => (status.signal() == Some(libc::SIGSYS), level),
            Ok((None, _)) => (false, "none: the worker could not be shut in".to_owned()),
            Err(refusal) => (false, format!("none: {refusal}")),
        }
    }
}

fn try_from_inside(ask: &Ask, mut to: impl Write, mut from: impl Read) -> Option<(String, Option<bool>)> {
    const SAID_BYTES_MAX: u64 = 4096;
    frame::write(&mut to, ask, &[]).ok()?;
    let (Answer::Level(level), _) = frame::read(&mut from, SAID_BYTES_MAX).ok()? else { return None };
    match frame::read(&mut from, SAID_BYTES_MAX) {
        Ok((Answer::Tried { reached }, _)) => Some((level, Some(reached))),
        _ => Some((level, None)),
    }
}

/// Ends and collects a child. It is killed even after it has answered, since one that was led astray might
/// not end by itself; one that has ended already keeps the status it ended with.
fn end(child: &mut Child) -> std::io::Result<ExitStatus> {
    child.kill()?;
    child.wait()
}

fn unsafe_to_read(name: &str) -> Refusal {
    let what = "could not be read safely: its reader was stopped; have the file examined before trying again";
    Refusal::of(RefusalKind::Unsafe, name, what)
}

fn too_slow(name: &str, limits: &Limits) -> Refusal {
    let what = format!(
        "could not be read safely: it took longer than {} seconds; split it and hand in the pieces",
        limits.worker_seconds_max
    );
    Refusal::of(RefusalKind::Unsafe, name, what)
}

fn no_worker(name: &str) -> Refusal {
    let what = "was not read: the reading process could not be started; ask whoever runs this registry";
    Refusal::of(RefusalKind::Worker, name, what)
}
