//! A worker and its caller in one program: tests the shutting in, then times a small mail through it.
//!
//! `worker_probe [FILE…]` also takes the files named.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::path::Path;
use std::time::{Duration, Instant};

use chancery_intake::worker::{ARGUMENT, Worker, run_child};
use chancery_intake::{Limits, read_file};

const ROUNDS: usize = 300;

fn main() {
    if std::env::args().nth(1).as_deref() == Some(ARGUMENT) {
        run_child();
    }
    let worker = Worker::new(std::env::current_exe().unwrap());
    println!("{:?}", worker.self_test());
    time(&worker);
    for file in std::env::args().skip(1) {
        let started = Instant::now();
        let taken =
            read_file(Path::new(&file), &Limits::default()).and_then(|bytes| worker.take(&file, bytes));
        match taken {
            Ok(taken) => println!(
                "{file}: {} papers in {:?}; {:?}",
                taken.papers.len(),
                started.elapsed(),
                taken.notes
            ),
            Err(refusal) => println!("{file}: {refusal}"),
        }
    }
}

fn time(worker: &Worker) {
    let head = "From: a@example.org\r\nTo: b@example.org\r\nDate: Thu, 14 Oct 1982 09:00:00 +0100\r\nSubject: Note\r\n\r\n";
    let mail = format!("{head}{}", "The Ambassador called this morning.\r\n".repeat(50));
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| round(worker, &mail)).collect();
    times.sort();
    println!(
        "a mail of {} bytes: median {:?}, 95th of 100 {:?}",
        mail.len(),
        times[ROUNDS / 2],
        times[ROUNDS * 95 / 100]
    );
}

fn round(worker: &Worker, mail: &str) -> Duration {
    let started = Instant::now();
    worker.take("note.eml", mail.as_bytes().to_vec()).unwrap();
    started.elapsed()
}
