//! Filing the whole way: read, sealed, durable and findable.

use std::fs;
use std::path::{Path, PathBuf};

use chancery_registry::Options;
use chancery_seal::protector::Cost;

use crate::mails::Mail;
use crate::table::{Table, timed};
use crate::{ROUNDS, made, stock};

/// Measures papers filed a second, against texts merely indexed.
pub fn measure(scratch: &Path, mails: &[Mail], table: &mut Table) {
    let (mut best, mut yardstick) = (0f64, 0f64);
    // A folder a round, and none removed before the end: for some seconds ext4 searches for inodes
    // past all that were just deleted.
    let folders: Vec<PathBuf> = (0..ROUNDS).map(|round| scratch.join(format!("filing-{round}"))).collect();
    for folder in &folders {
        best = best.max(filed_a_second(folder, mails));
        yardstick = yardstick.max(indexed_a_second(mails));
    }
    folders.iter().for_each(|folder| drop(fs::remove_dir_all(folder)));
    table.line(
        "papers filed, the whole way (bare tantivy in memory, one thread: texts indexed)",
        &format!("{best:.0} /s"),
        &format!("{yardstick:.0} /s"),
        best / yardstick,
        "at least 0.25",
    );
}

fn filed_a_second(folder: &Path, mails: &[Mail]) -> f64 {
    let registry = made::empty(folder, Cost::TRIVIAL, None);
    let paths = mails.iter().map(|mail| mail.path.clone()).collect();
    let (time, papers) = timed(|| made::file(&registry, paths, &Options::default()));
    assert!(papers >= mails.len(), "every mail is entered");
    registry.close();
    papers as f64 / time.as_secs_f64()
}

fn indexed_a_second(mails: &[Mail]) -> f64 {
    let (time, ()) = timed(|| stock::words(mails));
    mails.len() as f64 / time.as_secs_f64()
}
