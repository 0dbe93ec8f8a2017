//! Mail as it comes in: each an `.eml`, read in the worker, sealed, durable and findable, against notmuch indexing the
//! same files.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chancery_registry::Options;
use chancery_seal::protector::Cost;

use crate::mails::Mail;
use crate::table::{Table, timed};
use crate::{ROUNDS, made};

/// Heads of a mail that are taken from a released page where they stand in it.
const HEADS: [&str; 4] = ["From", "To", "Cc", "Subject"];
/// Lines of a released page in which the head of its mail stands.
const HEAD_LINES: usize = 30;

/// Measures mails a second of both.
pub fn measure(program: &Path, scratch: &Path, mails: &[Mail], table: &mut Table) {
    if Command::new("notmuch").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("left out: mail against notmuch, which is not installed");
        return;
    }
    let folder = scratch.join("maildir");
    let paths = written(&folder, mails);
    let (mut best, mut yardstick) = (0f64, 0f64);
    for round in 0..ROUNDS {
        best = best.max(filed(program, &scratch.join(format!("mail-{round}")), &paths));
        yardstick = yardstick.max(indexed(&folder, paths.len()));
    }
    (0..ROUNDS).for_each(|round| drop(fs::remove_dir_all(scratch.join(format!("mail-{round}")))));
    table.line(
        "mails as .eml filed the whole way (notmuch: the same indexed)",
        &format!("{best:.0} /s"),
        &format!("{yardstick:.0} /s"),
        best / yardstick,
        "",
    );
}

fn filed(program: &Path, folder: &Path, paths: &[PathBuf]) -> f64 {
    let program = fs::canonicalize(program).expect("the program is built");
    let registry = made::empty(folder, Cost::TRIVIAL, Some(program));
    let (time, papers) = timed(|| made::file(&registry, paths.to_vec(), &Options::default()));
    assert!(papers >= paths.len(), "every mail is entered");
    registry.close();
    papers as f64 / time.as_secs_f64()
}

fn indexed(folder: &Path, mails: usize) -> f64 {
    let settings = folder.with_extension("notmuch");
    let root = fs::canonicalize(folder).unwrap();
    fs::write(&settings, format!("[database]\npath={}\n[new]\ntags=\n", root.display())).unwrap();
    let _ = fs::remove_dir_all(folder.join(".notmuch"));
    let mut notmuch = Command::new("notmuch");
    notmuch.arg("new").env("NOTMUCH_CONFIG", &settings).stdout(Stdio::null()).stderr(Stdio::null());
    let (time, status) = timed(|| notmuch.status().unwrap());
    assert!(status.success(), "notmuch indexes");
    mails as f64 / time.as_secs_f64()
}

/// The mails as files of their own, in a Maildir.
fn written(folder: &Path, mails: &[Mail]) -> Vec<PathBuf> {
    let _ = fs::remove_dir_all(folder);
    for part in ["cur", "new", "tmp"] {
        fs::create_dir_all(folder.join(part)).unwrap();
    }
    let paths = (0..mails.len()).map(|n| folder.join(format!("cur/{n:06}.eml:2,S")));
    let paths: Vec<PathBuf> = paths.collect();
    for (n, (path, mail)) in paths.iter().zip(mails).enumerate() {
        fs::write(path, letter(n, &mail.text)).unwrap();
    }
    paths
}

fn letter(number: usize, text: &str) -> String {
    let (day, minute) = (1 + number / 1440 % 28, number % 1440);
    let (hour, minute) = (minute / 60, minute % 60);
    let mut mail = format!(
        "Date: {day} Sep 2010 {hour:02}:{minute:02}:00 +0000\r\nMessage-ID: <{number}@released.invalid>\r\n"
    );
    for head in HEADS {
        let named = |line: &&str| line.strip_prefix(head).is_some_and(|rest| rest.starts_with(':'));
        let told = text.lines().take(HEAD_LINES).find(named);
        let told = told.and_then(|line| line.split_once(':')).map_or("", |(_, told)| told.trim());
        let told: String = told.chars().filter(|c| matches!(c, ' '..='~')).collect();
        if !told.is_empty() {
            write!(mail, "{head}: {told}\r\n").unwrap();
        }
    }
    mail + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + text
}
