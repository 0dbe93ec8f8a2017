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
    /// Files of one archive, or members of one office document.
    pub members_max: usize,
    /// Bytes of all that one archive holds, once inflated.
    pub inflated_bytes_max: u64,
    /// How many times larger than its packed bytes a member may be.
    pub ratio_max: u64,
    /// Elements or groups within one another in a page or document.
    pub nesting_max: usize,
    /// Pages of one paper.
    pub pages_max: usize,
    /// Pages of one paper of which pictures are made when it comes; further ones are drawn when asked for.
    pub pictures_max: usize,
    /// Pages of one paper that are read from their pictures.
    pub ocr_pages_max: usize,
    /// Seconds that reading one page from its picture may take.
    pub ocr_seconds_max: u64,
    /// Bytes of address space of the program that reads pictures.
    pub ocr_memory_bytes_max: u64,
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
            members_max: 5_000,
            inflated_bytes_max: 128 * MIB,
            ratio_max: 100,
            nesting_max: 1_000,
            pages_max: 5_000,
            pictures_max: 300,
            ocr_pages_max: 200,
            ocr_seconds_max: 90,
            ocr_memory_bytes_max: 1024 * MIB,
            worker_seconds_max: 20,
            worker_memory_bytes_max: 1024 * MIB,
            output_bytes_max: 192 * MIB,
        }
    }
}
