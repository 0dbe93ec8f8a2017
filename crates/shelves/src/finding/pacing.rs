//! When an answer is given: on the next step of a coarse grid of time, never in between.
//!
//! Working out an answer takes longer when hidden papers have the words, since their entries are
//! read and left out. Given as soon as it is ready, an answer would tell by its time what it does
//! not tell in words. So every answer, for every reader, waits for the next step.

use std::thread::sleep;
use std::time::{Duration, Instant};

/// How far apart the moments are at which an answer may be given, counted from the question.
pub const ANSWER_STEP_MILLIS: u64 = 10;

/// Does what is asked and lets the answer go on the next step.
pub(crate) fn evenly<T>(act: impl FnOnce() -> T) -> T {
    let asked = Instant::now();
    let answer = act();
    let taken = asked.elapsed();
    sleep(until_step(taken));
    answer
}

/// How long it is to the next step.
fn until_step(taken: Duration) -> Duration {
    let step = Duration::from_millis(ANSWER_STEP_MILLIS).as_nanos();
    let rest = (step - taken.as_nanos() % step) % step;
    Duration::from_nanos(u64::try_from(rest).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_waits_for_the_next_step() {
        let micros = |taken| until_step(Duration::from_micros(taken)).as_micros();
        let step = u128::from(ANSWER_STEP_MILLIS) * 1_000;
        assert_eq!(micros(0), 0);
        assert_eq!(micros(1), step - 1);
        assert_eq!(micros(10_000), 0);
        assert_eq!(micros(12_345), step - 2_345);
    }
}
