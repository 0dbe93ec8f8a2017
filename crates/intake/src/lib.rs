//! Chancery's intake: bytes that somebody handed in, to text, pages and parts.
//!
//! [`read_file`] takes bytes off a disk, [`worker::Worker::take`] reads them in a child process that can
//! open, send and start nothing, and [`Taken`] is what the *format* states: a mail's header fields, a
//! volume's tagged heads and datelines, the text as it is to be read. What the words mean is not asked here, but in
//! the heads of a volume, which its editors wrote to be read so.
//!
//! | format | module | read with |
//! |---|---|---|
//! | plain text in any encoding | `plain` | encoding_rs, chardetng, oem_cp |
//! | mail, a mailbox | `mail`, `mbox` | mail-parser |
//! | an Outlook message | `outlook` | cfb |
//! | a web page | `html` | html5gum |
//! | RTF | `rtf` | its own reader |
//! | Word, OpenDocument, archives of files | `word`, `opendocument`, `archive` | zip, quick-xml |
//! | a TEI volume | `tei` | quick-xml |
//! | a calendar | `calendar` | calcard |
//! | cards of people | `cards` | calcard, csv |
//! | a PDF, a picture | `pages` | hayro, image, tiff; Tesseract for scans |
//!
//! What a file hides from whoever looks at it is left out of the text and told in its paper's notes, as is
//! whatever was guessed, left unread or looks made to mislead.
//!
//! A PDF or a picture comes as pages ([`TakenPage`]): the worker parses it once for its words, further
//! workers draw its pages, and a page that is a picture of words goes to Tesseract, which sees nothing but
//! a picture that a worker drew, from inside a looser sandbox of its own.
//!
//! [`take`], [`read_calendar`] and [`read_cards`] are the parsers themselves, for the worker and for tests. Whatever it makes is checked again by the
//! side that receives it, as if it too were foreign: the bytes kept as the original are always cut from
//! the submitted file by this side, never echoed back by a parser.

mod archive;
mod attached;
mod calendar;
mod cards;
mod codepage;
mod document;
mod files;
mod frame;
mod html;
mod limits;
mod mail;
mod mbox;
mod names;
mod opendocument;
mod outlook;
mod pages;
mod plain;
mod refusal;
mod rtf;
mod sandbox;
mod sheet;
mod sniff;
mod taken;
mod tei;
mod together;
mod word;
pub mod worker;
mod xml;

pub use calendar::{
    CALENDAR_BYTES_MAX, Calendar, CalendarEvent, EVENTS_MAX, Wish as CalendarWish, read as read_calendar,
};
pub use cards::{
    CARD_FROM, CARD_SALUTATION, CARD_UNTIL, CARDS_BYTES_MAX, CARDS_MAX, Card, CardPost, Cards,
    read as read_cards,
};
pub use files::read_file;
pub use limits::Limits;
pub use names::shown_name;
pub use pages::{Hidden, Hiding, PAGE_DOUBTFUL_BELOW, PageSource, TakenPage, WORD_DOUBTFUL_BELOW, Word};
pub use refusal::{Refusal, RefusalKind};
pub use sniff::{Format, ending, sniff};
pub use taken::{Footnote, Given, GivenParty, Taken, TakenKind, TakenPaper, Unread};
pub use together::{TOGETHER_MAX, take_together};

/// Reads a file's bytes into papers, or refuses the whole of it.
///
/// Foreign formats belong in [`worker::Worker::take`]: this runs the parser where it is called.
pub fn take(name: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Taken, Refusal> {
    let reply = sheet::parse(name, &bytes, limits)?;
    reply.into_taken(name, bytes, limits)
}
