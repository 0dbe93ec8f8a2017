//! One table in Markdown.

use std::time::{Duration, Instant};

/// Lines of what was measured, each beside its yardstick.
#[derive(Default)]
pub struct Table(Vec<[String; 5]>);

impl Table {
    /// Adds a measurement, its yardstick, how many times the one is the other, and what it should be.
    pub fn line(&mut self, what: &str, ours: &str, yardstick: &str, ratio: f64, aim: &str) {
        self.push(what, ours, yardstick, &format!("{ratio:.2}"), aim);
    }

    /// Adds a measurement that stands alone.
    pub fn alone(&mut self, what: &str, ours: &str) {
        self.push(what, ours, "", "", "");
    }

    fn push(&mut self, what: &str, ours: &str, yardstick: &str, ratio: &str, aim: &str) {
        eprintln!("  {what}: {ours} | {yardstick} | {ratio}");
        self.0.push([what, ours, yardstick, ratio, aim].map(str::to_owned));
    }

    /// Prints the whole.
    pub fn print(&self) {
        println!("| measured | chancery | yardstick | ratio | aim |\n|---|---|---|---|---|");
        for [what, ours, yardstick, ratio, aim] in &self.0 {
            println!("| {what} | {ours} | {yardstick} | {ratio} | {aim} |");
        }
    }
}

/// How long it takes.
pub fn timed<T>(act: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = act();
    (start.elapsed(), made)
}

/// The middle and the slow end of times, in microseconds.
pub fn percentiles(times: &mut [Duration]) -> (f64, f64) {
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).map_or(0.0, |t| t.as_secs_f64() * 1e6);
    (at(50), at(95))
}

/// A time in milliseconds, as it is shown.
pub fn ms(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1e3)
}
