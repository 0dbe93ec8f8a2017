//! Mail: threads, heads and signature lines.

mod released;
mod replies;
mod signatures;

use crate::sets::Sets;
use crate::table::Row;

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let mut rows = released::rows(sets)?;
    rows.extend(signatures::rows(sets)?);
    rows.extend(replies::rows(sets)?);
    Ok(rows)
}

/// Letters and figures alone, small: what a scan leaves alike.
fn plain(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
