//! How long what people type may be. The registry refuses what is longer, and a form lets no more be typed.

/// Longest minute; longest words of a read-out, and of who clears a draft.
pub const MINUTE_CHARS_MAX: usize = 10_000;
/// Longest note on what is done with a paper, longest particular, and longest subject, place and name of a meeting.
pub const NOTE_CHARS_MAX: usize = 1_000;
/// Longest reason for a clearance, a changed marking, or that somebody leaves.
pub const REASON_CHARS_MAX: usize = 1_000;
/// Longest marking.
pub const MARKING_CHARS_MAX: usize = 500;
/// Longest value of a role of a finding, and longest words that prove one.
pub const ROLE_CHARS_MAX: usize = 1_000;
/// Longest paragraph of a draft.
pub const PORTION_CHARS_MAX: usize = 20_000;
/// Longest name of a person, or title of a post.
pub const NAME_CHARS_MAX: usize = 200;
/// Longest name of who is to do something.
pub const OWNER_CHARS_MAX: usize = 200;
/// Longest name, post or salutation of a correspondent.
pub const CORRESPONDENT_CHARS_MAX: usize = 300;
/// Longest name of a circle.
pub const CIRCLE_CHARS_MAX: usize = 60;
/// Longest name of a search.
pub const SEARCH_CHARS_MAX: usize = 80;
/// Of a name that is looked for, among correspondents or as a side, so much is read.
pub const SOUGHT_CHARS_MAX: usize = 100;
/// Shortest password.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// Longest password.
pub const PASSWORD_CHARS_MAX: usize = 1_024;
