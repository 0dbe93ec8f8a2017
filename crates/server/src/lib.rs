//! HTTP, pages, JSON and cookies.
//!
//! The one crate that speaks HTTP. It asks the registry what a reader may know ([`desk`]), and shows the
//! answer as a page ([`pages`]) or as JSON. It has no rule of the office of its own: what is not in an
//! answer cannot be shown, and what the registry refuses is refused here with the same few words.
//!
//! - [`ROUTES`] is the one list of what is served; the router is built from it and from nothing else.
//! - Sessions live in memory: a restart signs everyone out.
//! - A page answers in the language of its reader ([`tongue`]); JSON is of no language.
//! - Every request takes a fresh view, so that a change of clearance holds from the next request on.

#![cfg_attr(not(test), deny(clippy::expect_used, clippy::string_slice))]

#[macro_use]
pub mod tongue;

mod acting;
mod acts;
mod answer;
mod assets;
mod boxes;
mod calendars;
mod chase;
mod chase_together;
mod circles;
mod correspondents;
pub mod desk;
mod dialogues;
mod drafts;
mod factor;
mod guard;
mod house;
mod ical;
mod in_hand;
mod judging;
mod keeping;
mod leaving;
mod listed;
mod listen;
mod markings;
mod meetings;
mod multipart;
mod one_file;
pub mod pages;
mod particulars;
mod person;
mod posts;
mod printing;
mod read_outs;
mod reads;
mod request;
mod routes;
mod searching;
mod sending_up;
mod sessions;
mod settings;
mod sign_in;
mod state;
mod together;
mod tongues;
mod transcripts;
mod tray;
mod undoing;
pub mod url;
pub mod vcard;
mod why;

pub use assets::{CSS, CSS_PATH, JS, JS_PATH, SEAL, SEAL_PATH};
pub use guard::{CONTENT_SECURITY_POLICY, URI_BYTES_MAX};
pub use listen::{serve, serve_over};
pub use request::FORM_BYTES_MAX;
pub use routes::{Method, ROUTES, Route, router, router_over};
pub use settings::{Settings, may_listen};
pub use undoing::Undo;
