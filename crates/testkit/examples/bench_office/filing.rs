//! Filing the whole way: read, sealed, durable and findable.

use std::path::Path;

use chancery_registry::Options;
use chancery_seal::protector::Cost;

use crate::mails::Mail;
use crate::table::{Table, timed};
use crate::{ROUNDS, made, stock};

/// Measures papers filed a second, against texts merely indexed.
pub fn measure(scratch: &Path, mails: &[Mail], table: &mut Table) {
    let (mut best, mut yardstick) = (0f64, 0f64);
    for _ in 0..ROUNDS {
        best = best.max(filed_a_second(&scratch.join("filing"), mails));
        yardstick = yardstick.max(indexed_a_second(mails));
    }
    table.line(
        "papers filed, the whole way (bare tantivy in memory, one thread: texts indexed)",
        &format!("{best:.0} /s"),
        &format!("{yardstick:.0} /s"),
        best / yardstick,
        "at least 0.25",
    );
}

fn filed_a_second(folder: &Path, mails: &[Mail]) -> f64 {
    let registry = made::empty(folder, Cost::TRIVIAL);
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
