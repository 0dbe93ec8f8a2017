//! References to other papers, against the footnotes that say which.

use crate::sets::Sets;
use crate::table::Row;

pub fn rows(_sets: &Sets) -> anyhow::Result<Vec<Row>> {
    Ok(Vec::new())
}
