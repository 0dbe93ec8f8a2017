//! The pages, as plain functions of what the registry answered.
//!
//! Each page takes a [`Frame`] (who reads) and an answer, and gives markup. None of them asks anything.

mod boxes;
mod chain;
mod dates;
mod doors;
mod findings;
mod hits;
mod ledger;
mod letter;
mod lists;
mod meetings;
mod paper;
mod paper_forms;
mod paper_side;
mod people;
mod register;
mod search;
mod shell;
mod text;
mod today;
mod undertakings;

pub use boxes::{PrincipalBox, no_boxes, principal_box};
pub use doors::{Refusal, enter, no_link, plain_refusal, refusal, sign_in};
pub use hits::hits;
pub use ledger::ledger;
pub use meetings::{Diary, meeting, meetings};
pub use paper::{PaperAsked, paper};
pub use paper_forms::{Act, Fault};
pub use people::people;
pub use register::register;
pub use search::search;
pub use shell::{Frame, Here};
pub use today::today;
pub use undertakings::{Chase, undertakings};
