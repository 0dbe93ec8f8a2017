//! Whether a worker is shut in: a child tries what it must not be able to do.

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{ChildStdin, ChildStdout, Command};

use super::{Answer, Ask, Task, Worker, converse};
use crate::frame;
use crate::sandbox::{ATTEMPTS, Attempt};

/// What children could not do when they tried, in both profiles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfTest {
    /// How far the kernel shuts a worker in, in words.
    pub level: String,
    /// What a parser tried.
    pub parser: Vec<Tried>,
    /// What was tried in the place of the program that reads scans; empty where there is none.
    pub ocr: Vec<Tried>,
}

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// What was tried: "opening a file".
    pub what: &'static str,
    /// Whether it was stopped.
    pub stopped: bool,
}

impl SelfTest {
    /// Whether every attempt was stopped.
    pub fn holds(&self) -> bool {
        !self.parser.is_empty() && self.all().all(|tried| tried.stopped)
    }

    /// The outcome in a sentence.
    pub fn sentence(&self) -> String {
        let let_through: Vec<&str> =
            self.all().filter(|tried| !tried.stopped).map(|tried| tried.what).collect();
        let level = &self.level;
        match let_through.as_slice() {
            [] if self.parser.is_empty() => {
                format!("foreign files are not read by a process of their own ({level})")
            }
            [] => {
                let count = self.all().count();
                format!(
                    "the reader of foreign files is shut in ({level}); {count} attempts from inside were stopped"
                )
            }
            these => format!(
                "the reader of foreign files is NOT shut in ({level}): not stopped: {}",
                these.join(", ")
            ),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Tried> {
        self.parser.iter().chain(&self.ocr)
    }
}

impl Worker {
    /// Has children try to reach files, networks, programs and the process that started them.
    pub fn self_test(&self) -> SelfTest {
        let Some(exe) = &self.exe else {
            let level = "none: the parser runs in this process".to_owned();
            return SelfTest { level, parser: Vec::new(), ocr: Vec::new() };
        };
        let mut level = String::new();
        let parser = ATTEMPTS.map(|attempt| {
            let (tried, told) = self.probe(self.strict(exe), attempt);
            level = told;
            tried
        });
        let ocr = self
            .ocr
            .iter()
            .flat_map(|ocr| ATTEMPTS.map(|attempt| self.probe(ocr.shut_in(exe, &self.limits), attempt).0));
        SelfTest { level, parser: parser.into(), ocr: ocr.collect() }
    }

    fn probe(&self, child: Command, attempt: Attempt) -> (Tried, String) {
        let own = std::process::id().cast_signed();
        let ask = Ask { name: String::new(), limits: self.limits.clone(), task: Task::Try(attempt, own) };
        let talk = |stdin: ChildStdin, stdout: ChildStdout| try_from_inside(&ask, stdin, stdout);
        let (stopped, level) = match converse(child, "self-test", self.limits.worker_seconds_max, talk) {
            Ok((Some((level, Some(reached))), _)) => (!reached, level),
            // No answer to the attempt: stopped only if it was the filter that ended the child.
            Ok((Some((level, None)), status)) => (status.signal() == Some(libc::SIGSYS), level),
            Ok((None, _)) => (false, "none: the worker could not be shut in".to_owned()),
            Err(refusal) => (false, format!("none: {refusal}")),
        };
        (Tried { what: attempt.words(), stopped }, level)
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
