//! The domain: papers, posts, meetings, undertakings, and the acts in which they come about.
//!
//! - [`act`]: what can be done in an office, in the form in which the ledger keeps it;
//! - [`boxes`]: what is put before a principal, and what he makes of it;
//! - [`chase`]: what becomes of an undertaking, and what is ordered;
//! - [`degree`]: the words of a finding;
//! - [`diary`]: meetings, as they are noted;
//! - [`drafts`]: what is being written;
//! - [`in_hand`]: when a paper comes up again, and to whom it was copied;
//! - [`judging`]: what people find of what readings propose;
//! - [`page`]: the pages of a paper, as they are drawn and read;
//! - [`people`]: those of the office and their posts, and correspondents outside it;
//! - [`standing`]: clearances, circles, and markings that are changed;
//! - [`reading`]: what a text says, with the words that prove it;
//! - [`id`]: how things, people and posts are named;
//! - [`worded`]: enums that are told by words.
//!
//! The crate does no IO, has no clock and knows nothing of storage, keys, HTTP or the algebra of
//! labels: a label is here the canonical text that the `label` crate gives it.

pub mod act;
pub mod boxes;
pub mod chase;
pub mod degree;
pub mod diary;
pub mod drafts;
pub mod id;
pub mod in_hand;
pub mod judging;
pub mod page;
pub mod people;
pub mod reading;
pub mod standing;
pub mod worded;
