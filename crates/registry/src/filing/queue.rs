//! A queue into which several threads put numbered things and from which one takes them in order.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// How far a number may be ahead of the one that is waited for.
const AHEAD_MAX: u64 = 1024;

/// Numbered things, in order. Who is too far ahead waits, so that one slow file does not fill memory.
pub struct Queue<T> {
    held: Mutex<Held<T>>,
    changed: Condvar,
}

struct Held<T> {
    next: u64,
    /// What was put; none in the place of what was lost.
    waiting: BTreeMap<u64, Option<T>>,
    /// Threads that may still put something.
    putting: usize,
    /// Nobody takes any more.
    closed: bool,
}

/// Who puts into a queue; when he stops, for whatever reason, nobody waits for him.
pub struct Putting<'q, T>(&'q Queue<T>);

/// A number that somebody took on; where he stops before he has put it, it is lost, and nobody waits for it.
pub struct Turn<'q, T> {
    queue: &'q Queue<T>,
    n: u64,
    put: bool,
}

/// Who takes from a queue; when he stops, for whatever reason, nobody waits for him.
pub struct Taking<'q, T>(&'q Queue<T>);

impl<T> Queue<T> {
    /// A queue into which so many threads put.
    pub fn new(putting: usize) -> Self {
        Self {
            held: Mutex::new(Held { next: 0, waiting: BTreeMap::new(), putting, closed: false }),
            changed: Condvar::new(),
        }
    }

    /// Begins to put, on one of the threads that the queue was made for.
    pub fn putting(&self) -> Putting<'_, T> {
        Putting(self)
    }

    /// Begins to take.
    pub fn taking(&self) -> Taking<'_, T> {
        Taking(self)
    }

    fn next(&self, held: &mut Held<T>) -> Option<T> {
        loop {
            let thing = held.waiting.remove(&held.next)?;
            held.next += 1;
            self.changed.notify_all();
            if thing.is_some() {
                return thing;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Held<T>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'q, T> Putting<'q, T> {
    /// Takes number `n` on, before it is worked at.
    pub fn takes_on(&self, n: u64) -> Turn<'q, T> {
        Turn { queue: self.0, n, put: false }
    }
}

impl<T> Turn<'_, T> {
    /// Puts it, once it is not too far ahead; answers whether anybody still takes.
    pub fn put(mut self, thing: T) -> bool {
        let mut held = self.queue.lock();
        while self.n >= held.next + AHEAD_MAX && !held.closed {
            held = self.queue.changed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        held.waiting.insert(self.n, Some(thing));
        self.put = true;
        self.queue.changed.notify_all();
        !held.closed
    }
}

impl<T> Drop for Turn<'_, T> {
    fn drop(&mut self) {
        if !self.put {
            self.queue.lock().waiting.insert(self.n, None);
            self.queue.changed.notify_all();
        }
    }
}

impl<T> Drop for Putting<'_, T> {
    fn drop(&mut self) {
        self.0.lock().putting -= 1;
        self.0.changed.notify_all();
    }
}

impl<T> Taking<'_, T> {
    /// The next thing in order, waited for; none when all threads are done.
    pub fn take(&self) -> Option<T> {
        let mut held = self.0.lock();
        loop {
            if let Some(thing) = self.0.next(&mut held) {
                return Some(thing);
            }
            if held.putting == 0 {
                // Numbers that were never put leave what came after them.
                let first = *held.waiting.keys().next()?;
                held.next = first;
                continue;
            }
            held = self.0.changed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The next thing in order, if it comes by then.
    pub fn take_by(&self, then: Instant) -> Option<T> {
        let mut held = self.0.lock();
        loop {
            let left = then.saturating_duration_since(Instant::now());
            let next = self.0.next(&mut held);
            if next.is_some() || held.putting == 0 || left.is_zero() {
                return next;
            }
            held = self.0.changed.wait_timeout(held, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl<T> Drop for Taking<'_, T> {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(numbers: &Mutex<std::ops::Range<u64>>) -> Option<u64> {
        numbers.lock().unwrap().next()
    }

    #[test]
    fn things_come_out_in_order_whoever_is_quicker() {
        let queue = Queue::new(4);
        let numbers = Mutex::new(0..2_000u64);
        let taken: Vec<u64> = std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let putting = queue.putting();
                    while let Some(n) = next(&numbers) {
                        if n % 7 == 0 {
                            std::thread::yield_now();
                        }
                        assert!(putting.takes_on(n).put(n));
                    }
                });
            }
            let taking = queue.taking();
            std::iter::from_fn(|| taking.take()).collect()
        });
        assert_eq!(taken, (0..2_000).collect::<Vec<_>>());
    }

    #[test]
    fn a_number_that_never_comes_stops_nobody() {
        let queue = Queue::new(1);
        queue.putting().takes_on(1).put("second");
        let taking = queue.taking();
        assert_eq!(
            (taking.take_by(Instant::now()), taking.take(), taking.take()),
            (None, Some("second"), None)
        );
    }

    #[test]
    fn what_a_thread_loses_keeps_no_other_waiting() {
        let queue = Queue::new(2);
        std::thread::scope(|scope| {
            let (loses, puts) = (queue.putting(), queue.putting());
            let lost = loses.takes_on(0);
            scope.spawn(move || {
                // As when it panics: what it took on is dropped, and never put.
                drop(lost);
                drop(loses);
            });
            scope.spawn(move || {
                for n in 1..=2 * AHEAD_MAX {
                    assert!(puts.takes_on(n).put(n));
                }
            });
            let taking = queue.taking();
            assert_eq!(std::iter::from_fn(|| taking.take()).count() as u64, 2 * AHEAD_MAX);
        });
    }

    #[test]
    fn a_number_that_is_lost_is_not_waited_for_while_others_still_put() {
        let queue = Queue::new(2);
        let (loses, puts) = (queue.putting(), queue.putting());
        drop(loses.takes_on(0));
        puts.takes_on(1).put("second");
        assert_eq!(queue.taking().take(), Some("second"));
    }

    #[test]
    fn who_is_far_ahead_does_not_wait_for_one_who_takes_no_more() {
        let queue = Queue::new(1);
        drop(queue.taking());
        assert!(!queue.putting().takes_on(10 * AHEAD_MAX).put("late"));
    }
}
