//! A ledger held against a checkpoint that was kept elsewhere: what was cut off or exchanged since shows here, also
//! where whoever did it could sign.

use crate::LedgerError;
use crate::checkpoint::Checkpoint;
use crate::rows::Rows;
use crate::sqlite;
use crate::tiles::Frontier;
use crate::tree::Edge;

/// How a ledger stands to a checkpoint that was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// It grew from it.
    Grew,
    /// It has fewer entries than the checkpoint speaks of: they were cut off.
    CutOff {
        /// How many it has.
        size: u64,
    },
    /// As many of its first entries are not those of the checkpoint.
    Otherwise,
}

/// Works the root out anew over as many entries as the checkpoint speaks of.
pub(crate) fn held(rows: &Rows, kept: &Checkpoint) -> Result<Against, LedgerError> {
    let size = sqlite::size(&rows.db)?;
    if size < kept.size {
        return Ok(Against::CutOff { size });
    }
    let edge = Edge::load(kept.size, |height, index| rows.node(&Frontier::default(), height, index))?;
    Ok(if edge.root() == kept.root { Against::Grew } else { Against::Otherwise })
}
