//! The use cases of an office: where a decision (`label`) meets a fact (`ledger`).
//!
//! [`Registry`] is opened from a folder; a [`Reader`] asks through his [`View`], which answers with the
//! plain values of [`answers`]. The crate knows acts, labels, storage and the door; it does not know
//! HTTP, pages, file formats or a terminal.

#![cfg_attr(not(test), deny(clippy::expect_used, clippy::string_slice))]

mod answering;
pub mod answers;
mod backup;
mod calendar;
mod dialogue;
mod door;
mod drafting;
mod experience;
mod factor;
mod filing;
mod keys;
mod label_no;
mod leaving;
pub mod limits;
mod owed;
mod patterns;
mod people;
mod plausible;
mod policies;
mod printing;
mod projection;
mod recommended;
mod refused;
mod registry;
mod sealing;
mod second;
#[cfg(test)]
mod set_up;
mod settings;
mod sides;
mod signing_in;
#[cfg(test)]
mod sql_words;
mod standing;
mod store;
mod verifying;
mod view;
mod zone;

pub use backup::Backup;
pub use calendar::{Calendar, Day};
pub use chancery_reading::standoff;
pub use factor::{NewFactor, Passed, RECOVERY_CODES};
pub use filing::{Filed, Options, Outcome, Source, read_taken};
pub use patterns::Pattern;
pub use people::{Admission, ClearanceToGive, new_passphrase};
pub use printing::Tongue;
pub use refused::Refused;
pub use registry::{Reader, Registry};
pub use settings::{Clock, Ids, Means, SecondReader, Settings};
pub use signing_in::LINK_HOURS;
pub use verifying::{Examined, Grade};
pub use view::{
    Beginning, BringingUp, ChaseStep, ChaseTogether, Copying, Correction, Deciding, Deputising, Filling,
    Judgement, MarkGiven, NewMeeting, NewPost, ORDERED_MAX, Ordered, POINTS_MAX, PaperPrint, Point,
    PuttingUp, ReadOut, Relabelling, Settling, Together, Typed, View,
};
pub use zone::Zone;

pub use chancery_intake::{CARD_FROM, CARD_SALUTATION, CARD_UNTIL};
pub use chancery_label::{Clearance, PolicyId};
pub use chancery_office::act::Came;
pub use chancery_office::boxes::{Deadline, Decided, Mark, Purpose};
pub use chancery_office::drafts::{Clearing, Content, Form, Portion};
pub use chancery_office::in_hand::CopyPurpose;
pub use chancery_office::people::{CorrespondentKept, Duty, PostHeld};
