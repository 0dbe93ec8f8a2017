//! The worker: one child process a file, shut in before it reads a byte of it.
//!
//! The child is the caller's own program started with [`ARGUMENT`]; its `main` hands over to
//! [`run_child`] before it does anything else. No state passes from one file to the next.

mod child;
mod ocr;
mod paging;
mod probe;

use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::calendar::{self, Calendar, Wish};
use crate::cards::{self, Cards};
use crate::pages::{Transcript, Wanted};
use crate::sandbox::Attempt;
use crate::sheet::Reply;
use crate::{Limits, Refusal, RefusalKind, Taken, TakenPage, files, frame, sniff};

pub use child::run_child;
pub use ocr::Ocr;
pub use probe::{SelfTest, Tried};

/// The first argument that makes a program a worker.
pub const ARGUMENT: &str = "--intake-worker";

/// A child has its seconds of processor; on a machine that is busy they may take so many times as long.
const BUSY_FACTOR: u64 = 4;
/// Bytes of an answer that even the smallest file may have.
const ANSWER_BYTES_FREE: u64 = 1024 * 1024;

/// Bytes that what a calendar, or a file of cards, holds may take.
const LIST_ANSWER_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// What a child is asked, with a file's bytes beside it.
#[derive(Serialize, Deserialize)]
struct Ask {
    name: String,
    limits: Limits,
    task: Task,
}

/// What a child is to do with the bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Task {
    /// Read a file into papers.
    Read,
    /// Draw these pages of a file.
    Draw(Vec<Wanted>),
    /// Take what OCR wrote of a page apart.
    Transcribe(Box<TakenPage>),
    /// Read a calendar.
    Calendar(Wish),
    /// Read cards of people.
    Cards,
    /// Try something that must fail, in a child of this process.
    Try(Attempt, i32),
}

/// What a child answers.
#[derive(Serialize, Deserialize)]
enum Answer {
    Taken(Reply),
    /// The length of each picture; they travel one after another beside it.
    Drawn(Vec<u64>),
    Transcribed(Transcript),
    Calendar(Calendar),
    Cards(Cards),
    Refused(Refusal),
    /// How far the child is shut in; said before an attempt is made.
    Level(String),
    /// An attempt was let through, or turned down by an error.
    Tried {
        reached: bool,
    },
}

/// Starts a child for each file that is to be read.
#[derive(Debug, Clone)]
pub struct Worker {
    exe: Option<PathBuf>,
    limits: Limits,
    ocr: Option<Ocr>,
    allow_unsandboxed: bool,
}

/// A worker that parses where it is called, without a child: for tests of other crates only. It has no OCR.
pub fn in_process() -> Worker {
    Worker { exe: None, limits: Limits::default(), ocr: None, allow_unsandboxed: false }
}

impl Worker {
    /// A worker that starts `exe`, whose `main` calls [`run_child`] when its first argument is [`ARGUMENT`].
    /// Scans are read where this system has Tesseract.
    pub fn new(exe: impl Into<PathBuf>) -> Self {
        Worker { exe: Some(exe.into()), ocr: Ocr::find(), ..in_process() }
    }

    /// The same worker with this reader of scans, or with none.
    #[must_use]
    pub fn with_ocr(self, ocr: Option<Ocr>) -> Self {
        Worker { ocr, ..self }
    }

    /// What reads its scans.
    pub fn ocr(&self) -> Option<&Ocr> {
        self.ocr.as_ref()
    }

    /// The same worker, which reads foreign formats even where the kernel cannot shut it in.
    #[must_use]
    pub fn allow_unsandboxed(self, allow: bool) -> Self {
        Worker { allow_unsandboxed: allow, ..self }
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
    /// Plain text is read in this process: to be decoded is all the parsing it has. Pages are drawn, and scans
    /// read, by further children, so that a page that cannot be drawn costs no more than its picture.
    pub fn take(&self, name: &str, bytes: Vec<u8>) -> Result<Taken, Refusal> {
        if bytes.len() as u64 > self.limits.file_bytes_max {
            return Err(files::too_large(name, &self.limits));
        }
        let mut taken = match &self.exe {
            Some(exe) if sniff(name, &bytes)?.needs_worker() => self.take_apart(exe, name, bytes)?,
            _ => crate::take(name, bytes, &self.limits)?,
        };
        for paper in &mut taken.papers {
            self.complete(name, paper);
        }
        Ok(taken)
    }

    /// Reads what is wished of a calendar.
    pub fn calendar(&self, name: &str, bytes: &[u8], wish: &Wish) -> Result<Calendar, Refusal> {
        let Some(exe) = &self.exe else { return calendar::read(name, bytes, wish) };
        match self.ask(exe, name, Task::Calendar(wish.clone()), bytes, LIST_ANSWER_BYTES_MAX)?.0 {
            Answer::Calendar(held) if held.events.len() <= calendar::EVENTS_MAX => Ok(held),
            _ => Err(unsafe_to_read(name)),
        }
    }

    /// Reads cards of people.
    pub fn cards(&self, name: &str, bytes: &[u8]) -> Result<Cards, Refusal> {
        let Some(exe) = &self.exe else { return cards::read(name, bytes) };
        match self.ask(exe, name, Task::Cards, bytes, LIST_ANSWER_BYTES_MAX)?.0 {
            Answer::Cards(held) if held.cards.len() <= cards::CARDS_MAX => Ok(held),
            _ => Err(unsafe_to_read(name)),
        }
    }

    fn take_apart(&self, exe: &Path, name: &str, bytes: Vec<u8>) -> Result<Taken, Refusal> {
        let fair_bytes = fair_bytes(bytes.len(), sniff(name, &bytes)?.answer_growth_max());
        match self.ask(exe, name, Task::Read, &bytes, fair_bytes)? {
            (Answer::Taken(reply), pool) => Reply { pool, ..reply }.into_taken(name, bytes, &self.limits),
            _ => Err(unsafe_to_read(name)),
        }
    }

    /// Asks one child one thing; whatever it answers is at most so many bytes.
    fn ask(
        &self,
        exe: &Path,
        name: &str,
        task: Task,
        bytes: &[u8],
        bytes_max: u64,
    ) -> Result<(Answer, Vec<u8>), Refusal> {
        let ask = Ask { name: name.to_owned(), limits: self.limits.clone(), task };
        let bytes_max = self.limits.output_bytes_max.min(bytes_max);
        let talk = |mut stdin: ChildStdin, mut stdout: ChildStdout| {
            // A child that refuses early closes its end; its answer is read all the same.
            let _ = frame::write(&mut stdin, &ask, bytes);
            drop(stdin);
            frame::read::<Answer>(&mut stdout, bytes_max).ok()
        };
        match converse(self.strict(exe), name, self.limits.worker_seconds_max, talk)?.0 {
            Some((Answer::Refused(refusal), _)) => Err(refusal.retold()),
            Some(answer) => Ok(answer),
            None => Err(unsafe_to_read(name)),
        }
    }

    /// A child in the strict profile.
    fn strict(&self, exe: &Path) -> Command {
        let Limits { worker_seconds_max, worker_memory_bytes_max, .. } = &self.limits;
        let mut command = Command::new(exe);
        command.arg(ARGUMENT).args([worker_seconds_max.to_string(), worker_memory_bytes_max.to_string()]);
        command.args(self.allow_unsandboxed.then_some(child::UNSANDBOXED));
        command
    }
}

/// Runs one child and one talk with it; a child that outstays its time is killed.
fn converse<T: Send>(
    mut command: Command,
    name: &str,
    seconds_max: u64,
    talk: impl FnOnce(ChildStdin, ChildStdout) -> Option<T> + Send,
) -> Result<(Option<T>, ExitStatus), Refusal> {
    command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| no_worker(name))?;
    let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(no_worker(name));
    };
    let (said, hear) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(move || said.send(talk(stdin, stdout)));
        let patience = Duration::from_secs(seconds_max.saturating_mul(BUSY_FACTOR));
        let heard = hear.recv_timeout(patience);
        let status = end(&mut child).map_err(|_| no_worker(name))?;
        heard.map(|answer| (answer, status)).map_err(|_| too_slow(name, patience.as_secs()))
    })
}

/// A small file has a small answer: one led astray cannot make this side read more than that.
fn fair_bytes(file_bytes: usize, growth_max: u64) -> u64 {
    (file_bytes as u64).saturating_mul(growth_max).saturating_add(ANSWER_BYTES_FREE)
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

fn too_slow(name: &str, seconds_max: u64) -> Refusal {
    let what = format!(
        "could not be read safely: it took longer than {seconds_max} seconds; split it and hand in the pieces"
    );
    Refusal::of(RefusalKind::Unsafe, name, what)
}

fn no_worker(name: &str) -> Refusal {
    let what = "was not read: the reading process could not be started; ask whoever runs this registry";
    Refusal::of(RefusalKind::Worker, name, what)
}
