//! The largest sizes and counts that intake accepts.

use serde::{Deserialize, Serialize};

/// What one submitted file may cost; more is refused, never cut short in silence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of a submitted file.
    pub file_bytes_max: u64,
    /// Bytes of text of one paper.
    pub text_bytes_max: u64,
    /// Parts of one mail, all depths together.
    pub parts_max: usize,
    /// Mails within mails.
    pub depth_max: usize,
    /// Papers of one file.
    pub papers_max: usize,
    /// Seconds that a worker may take for one file.
    pub worker_seconds_max: u64,
    /// Bytes of address space of a worker.
    pub worker_memory_bytes_max: u64,
    /// Bytes that a worker may answer.
    pub output_bytes_max: u64,
}

const MIB: u64 = 1024 * 1024;

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes_max: 64 * MIB,
            text_bytes_max: 16 * MIB,
            parts_max: 200,
            depth_max: 20,
            papers_max: 20_000,
            worker_seconds_max: 20,
            worker_memory_bytes_max: 1024 * MIB,
            output_bytes_max: 192 * MIB,
        }
    }
}
