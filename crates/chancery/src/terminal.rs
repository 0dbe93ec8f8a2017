//! The terminal: answers on standard output, talk on standard error, a bar where someone watches.
//!
//! It is this process's own, or, on a thread that runs a command for another process, the one that was lent with it.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

thread_local! {
    static LENT: RefCell<Option<Arc<Lent>>> = const { RefCell::new(None) };
}

/// The terminal of another process. Once that is gone, or reads no more, nothing is left to tell.
pub struct Lent {
    input: File,
    out: File,
    err: File,
    gone: AtomicBool,
}

impl Lent {
    /// Standard input, output and error.
    pub fn of([input, out, err]: [File; 3]) -> Self {
        Self { input, out, err, gone: AtomicBool::new(false) }
    }

    /// Whoever lent it is gone.
    pub fn go(&self) {
        self.gone.store(true, Ordering::Relaxed);
    }

    /// Nobody waits for what is done here any more.
    pub fn is_gone(&self) -> bool {
        self.gone.load(Ordering::Relaxed)
    }

    fn write(&self, mut to: &File, bytes: &[u8]) {
        if !self.is_gone() && to.write_all(bytes).is_err() {
            self.go();
        }
    }
}

/// Runs something on a terminal that was lent.
pub fn on<T>(lent: Arc<Lent>, run: impl FnOnce() -> T) -> T {
    LENT.set(Some(lent));
    let ran = run();
    LENT.set(None);
    ran
}

/// The terminal that was lent to this thread, if one was.
pub fn lent() -> Option<Arc<Lent>> {
    LENT.with_borrow(Clone::clone)
}

/// It was lent, and whoever lent it is gone.
pub fn is_left() -> bool {
    lent().is_some_and(|lent| lent.is_gone())
}

/// Prints a line of an answer. Where nobody reads any more, there is nothing left to tell.
pub fn answer(line: &str) {
    if bytes(format!("{line}\n").as_bytes()).is_err() {
        std::process::exit(0);
    }
}

/// Gives bytes as they are on standard output.
pub fn bytes(bytes: &[u8]) -> io::Result<()> {
    match lent() {
        Some(lent) => {
            lent.write(&lent.out, bytes);
            Ok(())
        }
        None => io::stdout().lock().write_all(bytes),
    }
}

/// What stands on standard input, up to so many bytes.
pub fn input(bytes_max: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match lent() {
        Some(lent) => (&lent.input).take(bytes_max).read_to_end(&mut bytes),
        None => io::stdin().lock().take(bytes_max).read_to_end(&mut bytes),
    }?;
    Ok(bytes)
}

/// Prints an answer as JSON.
pub fn json(value: &impl Serialize) -> anyhow::Result<()> {
    answer(&serde_json::to_string_pretty(value)?);
    Ok(())
}

/// Says that something was done.
pub fn done(as_json: bool, said: &str) -> anyhow::Result<()> {
    if as_json {
        return json(&serde_json::json!({ "done": said }));
    }
    answer(said);
    Ok(())
}

/// Prints a line of talk.
pub fn note(line: &str) {
    match lent() {
        Some(lent) => lent.write(&lent.err, format!("{line}\n").as_bytes()),
        None => drop(writeln!(io::stderr().lock(), "{line}")),
    }
}

/// Begins the log, on standard error: failures with their cause, under the reference that a reader was given; never
/// what was asked for, nor anything of a paper.
pub fn log() {
    let subscriber = tracing_subscriber::fmt().with_writer(io::stderr);
    // A second serving in one process keeps the first one's log.
    let _ = subscriber.with_max_level(tracing_subscriber::filter::LevelFilter::WARN).try_init();
}

/// How far something is: a bar on this process's own terminal, plain lines elsewhere.
pub struct Progress {
    bar: Option<ProgressBar>,
    what: String,
    done: u64,
    told: u64,
}

impl Progress {
    /// Of `what`, of which there are `total` if that is known.
    pub fn new(what: &str, total: Option<u64>) -> Self {
        let bar = (lent().is_none() && io::stderr().is_terminal()).then(|| {
            let bar = total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
            let style = ProgressStyle::with_template("{msg:24} {bar:32.green} {pos}/{len} {elapsed}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_message(what.to_owned());
            bar
        });
        Self { bar, what: what.to_owned(), done: 0, told: 0 }
    }

    /// So many are done.
    pub fn at(&mut self, done: u64) {
        self.done = done;
        match &self.bar {
            Some(bar) => bar.set_position(done),
            None if done >= self.told + 1_000 => {
                self.told = done;
                note(&format!("{}: {done}", self.what));
            }
            None => {}
        }
    }

    /// Says something above the bar.
    pub fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.println(line),
            None => note(line),
        }
    }

    /// The end.
    pub fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
