//! The terminal: answers on standard output, talk on standard error, a bar where someone watches.

use std::io::{self, IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Prints a line of an answer. Where nobody reads any more, there is nothing left to tell.
pub fn answer(line: &str) {
    if writeln!(io::stdout().lock(), "{line}").is_err() {
        std::process::exit(0);
    }
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
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Begins the log, on standard error: failures with their cause, under the reference that a reader was given; never
/// what was asked for, nor anything of a paper.
pub fn log() {
    let subscriber = tracing_subscriber::fmt().with_writer(io::stderr);
    // A second serving in one process keeps the first one's log.
    let _ = subscriber.with_max_level(tracing_subscriber::filter::LevelFilter::WARN).try_init();
}

/// How far something is: a bar on a terminal, plain lines elsewhere.
pub struct Progress {
    bar: Option<ProgressBar>,
    what: String,
    done: u64,
    told: u64,
}

impl Progress {
    /// Of `what`, of which there are `total` if that is known.
    pub fn new(what: &str, total: Option<u64>) -> Self {
        let bar = io::stderr().is_terminal().then(|| {
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
