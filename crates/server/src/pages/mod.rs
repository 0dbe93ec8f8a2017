//! The pages, as plain functions of what the registry answered.
//!
//! Each page takes a [`Frame`] (who reads) and an answer, and gives markup. None of them asks anything.

mod boxes;
mod chain;
mod circle_forms;
mod circles;
mod dates;
mod doors;
mod findings;
mod hits;
mod judging;
mod lattice;
mod ledger;
mod letter;
mod lists;
mod marking;
mod markings;
mod meetings;
mod paper;
mod paper_forms;
mod paper_marking;
mod paper_side;
mod people;
mod person;
mod register;
mod scan;
mod search;
mod shell;
mod text;
mod today;
mod transcripts;
mod tray;
mod tray_paper;
mod undertakings;
mod why;

pub use boxes::{PrincipalBox, no_boxes, principal_box};
pub use circle_forms::{CircleAct, CircleFault};
pub use circles::{Circles, CirclesAsked, circles};
pub use doors::{Refusal, enter, no_link, plain_refusal, refusal, sign_in};
pub use hits::hits;
pub use ledger::ledger;
pub use markings::{Markings, markings};
pub use meetings::{Diary, meeting, meetings};
pub use paper::{PaperAsked, paper};
pub use paper_forms::{Act, Fault};
pub use people::people;
pub use person::{PersonAsked, person};
pub use register::register;
pub use search::search;
pub use shell::{Frame, Here};
pub use today::today;
pub use transcripts::{Transcript, transcript, version};
pub use tray::{TrayAsked, tray};
pub use tray_paper::{TrayFault, tray_paper};
pub use undertakings::{Chase, undertakings};
pub use why::{Readers, Why, readers, why};
