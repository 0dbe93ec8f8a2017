//! How long what is typed may be, in the attributes of fields: as the registry has it, and where it takes what comes, as a
//! page has it.

pub(super) use chancery_office::id::HANDLE_CHARS_MAX;
pub(super) use chancery_registry::limits::*;

/// Longest list of names or addresses in one field; each is bounded by itself.
pub(super) const LIST_CHARS_MAX: usize = 4_000;
/// Longest reference number, or id, of a paper.
pub(super) const REFERENCE_CHARS_MAX: usize = 100;
/// Longest query.
pub(super) const QUERY_CHARS_MAX: usize = 1_000;
/// Longest name of a file of papers.
pub(super) const FILE_CHARS_MAX: usize = 200;
/// Longest time: a day, a month or a year.
pub(super) const TIME_CHARS_MAX: usize = 10;
/// Longest lines of a clearance.
pub(super) const CLEARANCE_CHARS_MAX: usize = 2_000;
/// Longest code of a second factor, or for the loss of it.
pub(super) const CODE_CHARS_MAX: usize = 40;
