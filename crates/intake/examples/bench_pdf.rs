//! Pages measured, as ratios in one run: PDF text against pdftotext, OCR against Tesseract alone, and the
//! memory of the worker for one, ten and a hundred pages.
//!
//! `bench_pdf [SCAN…]` also reads the scans named.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

#[path = "../tests/made/mod.rs"]
mod made;

use std::collections::HashSet;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use chancery_intake::worker::{ARGUMENT, Worker, run_child};
use chancery_intake::{Limits, TakenPaper};

const LETTER: &str = include_str!("../../../samples/shultz-pym-1982.txt");
const SCAN: &[u8] = include_bytes!("../../../samples/scan-of-the-letter.pdf");
const ROUNDS: usize = 15;

fn main() {
    if std::env::args().nth(1).as_deref() == Some(ARGUMENT) {
        run_child();
    }
    let worker = Worker::new(std::env::current_exe().unwrap());
    for pages in [1, 10, 100] {
        text(&worker, pages);
    }
    for pages in [1, 10, 100] {
        memory(&worker, pages);
    }
    ocr(&worker, "the scan of the letter", SCAN);
    for file in std::env::args().skip(1) {
        ocr(&worker, &file, &std::fs::read(&file).unwrap());
    }
}

/// The letter as a PDF, over and over.
fn letter(pages: usize) -> Vec<u8> {
    let words: Vec<&str> = LETTER.split_whitespace().collect();
    let rows: Vec<String> = words.chunks(12).map(|row| row.join(" ")).collect();
    let sheet = |n: usize| {
        let rows: Vec<&str> = rows.iter().cycle().skip(n * 7).take(45).map(String::as_str).collect();
        made::stream("", made::lines(60, 780, 15, &rows).as_bytes())
    };
    let kids: String = (0..pages).map(|n| format!("{} 0 R ", 4 + 2 * n)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>").into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    for n in 0..pages {
        let contents = 5 + 2 * n;
        let font = "/Resources << /Font << /F 3 0 R >> >>";
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {font} /Contents {contents} 0 R >>"
            )
            .into(),
        );
        objects.push(sheet(n));
    }
    made::pdf_of_bytes(&objects)
}

fn median(mut round: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            round();
            started.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

fn ratio(ours: Duration, theirs: Duration) -> f64 {
    ours.as_secs_f64() / theirs.as_secs_f64()
}

fn text(worker: &Worker, pages: usize) {
    let bytes = letter(pages);
    let unpictured = worker.clone().with_limits(Limits { pictures_max: 0, ..Limits::default() });
    let mut ours = String::new();
    let own = median(|| ours = paper(&unpictured, &bytes).text);
    let mut theirs = String::new();
    let poppler = median(|| theirs = piped("pdftotext", &["-", "-"], &bytes));
    let pictured = if pages <= 10 { Some(median(|| drop(paper(worker, &bytes)))) } else { None };
    println!(
        "text of {pages} pages: {own:?}, pdftotext {poppler:?}, ratio {:.2}; words of pdftotext found {:.4}, \
         ours found in pdftotext {:.4}; with pictures {pictured:?}",
        ratio(own, poppler),
        share(&theirs, &ours),
        share(&ours, &theirs),
    );
}

fn paper(worker: &Worker, bytes: &[u8]) -> TakenPaper {
    worker.take("bench.pdf", bytes.to_vec()).unwrap().papers.remove(0)
}

/// The share of one text's words that are in another.
fn share(wanted: &str, there: &str) -> f64 {
    let there: HashSet<&str> = there.split_whitespace().collect();
    let words: Vec<&str> = wanted.split_whitespace().collect();
    words.iter().filter(|word| there.contains(*word)).count() as f64 / words.len().max(1) as f64
}

fn piped(program: &str, arguments: &[&str], input: &[u8]) -> String {
    let mut child = Command::new(program)
        .args(arguments)
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut to = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || to.write_all(input));
        child.wait_with_output().unwrap()
    });
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The most memory that any child of ours held while a file was taken.
fn memory(worker: &Worker, pages: usize) {
    let bytes = letter(pages);
    let (most, done) = (AtomicU64::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                most.fetch_max(children_peak_kib(), Ordering::Relaxed);
            }
        });
        drop(paper(worker, &bytes));
        done.store(true, Ordering::Relaxed);
    });
    println!("memory of the worker for {pages} pages: {} MiB", most.into_inner() / 1024);
}

fn children_peak_kib() -> u64 {
    let own = std::process::id().to_string();
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let statuses = processes.filter_map(|entry| std::fs::read_to_string(entry.path().join("status")).ok());
    let field = |status: &str, name: &str| {
        status.lines().find_map(|line| line.strip_prefix(name)).map(|rest| rest.trim().to_owned())
    };
    let peak = |status: String| {
        field(&status, "PPid:").filter(|parent| *parent == own)?;
        field(&status, "VmHWM:")?.split(' ').next()?.parse().ok()
    };
    statuses.filter_map(peak).max().unwrap_or(0)
}

fn ocr(worker: &Worker, name: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let scan = folder.path().join("scan.pdf");
    std::fs::write(&scan, bytes).unwrap();
    let picture = folder.path().join("page");
    let drawn =
        Command::new("pdftoppm").args(["-r", "300", "-gray", "-png"]).arg(&scan).arg(&picture).status();
    assert!(drawn.unwrap().success());
    let pngs: Vec<Vec<u8>> = std::fs::read_dir(folder.path())
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "png"))
        .map(|entry| std::fs::read(entry.path()).unwrap())
        .collect();
    let alone = ["stdin", "stdout", "-l", "eng+fra", "--psm", "1", "--dpi", "300", "hocr"];
    let started = Instant::now();
    pngs.iter().for_each(|png| drop(piped("tesseract", &alone, png)));
    let bare = started.elapsed();
    let started = Instant::now();
    let read = paper(worker, bytes);
    let own = started.elapsed();
    println!(
        "OCR of {name}, {} pages: {own:?}, Tesseract alone {bare:?}, ratio {:.2}; sure of its words: {:?}",
        read.pages.len(),
        ratio(own, bare),
        read.pages.iter().map(|page| page.confidence()).collect::<Vec<_>>(),
    );
}
