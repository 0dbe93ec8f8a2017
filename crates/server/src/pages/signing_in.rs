//! How a person signs in, on his own page: his password, and where he is signed in.

use super::dates::moment;
use super::lengths::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
use super::shell::{Frame, token};
use super::told::Told;
use crate::url;
use chancery_registry::answers::PersonPage;
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Serialize;

/// Sessions that his page lists.
const SESSIONS_SHOWN_MAX: usize = 20;

/// A session of the reader, without what would let anybody into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SessionShown {
    /// Since when.
    pub began: Timestamp,
    /// When it was last used.
    pub used: Timestamp,
    /// It is the one in which he asks.
    pub this: bool,
}

/// What is for himself alone.
pub(super) fn own(
    frame: &Frame,
    page: &PersonPage,
    sessions: &[SessionShown],
    told: &Told,
    at: &str,
) -> Markup {
    html! {
        section class="keeping" aria-labelledby="password" {
            h2 id="password" { (say!("Your password")) }
            @if page.has_password { (password(frame, page, told, at)) }
            @else { p { (say!("You have none. A sign-in link from the registry’s keeper lets you set one.")) } }
        }
        section aria-labelledby="sessions" {
            h2 id="sessions" { (say!("Where you are signed in")) }
            (listed(sessions))
            @if sessions.len() > 1 {
                form action={ (address(page)) "/sessions" } method="post" {
                    (token(frame))
                    button type="submit" class="second" { (say!("Sign out everywhere else")) }
                }
            }
        }
    }
}

fn address(page: &PersonPage) -> String {
    format!("/person/{}", url::encode(&page.handle))
}

fn password(frame: &Frame, page: &PersonPage, told: &Told, at: &str) -> Markup {
    let field = |id: &'static str, name: &str, label: &str, complete: &str| {
        html! {
            label for=(id) { (label) }
            input id=(id) name=(name) type="password" autocomplete=(complete) required maxlength=(PASSWORD_CHARS_MAX)
                aria-invalid=[told.is_wrong(id, at)] aria-describedby=[told.is_wrong(id, at).map(|_| "amiss")];
            (told.beside(id, at))
        }
    };
    html! {
        details class="set" open[at.starts_with("password-")] {
            summary { (say!("Change your password")) }
            form class="stack" action={ (address(page)) "/password" } method="post" {
                (token(frame))
                input class="vh" name="user" value=(page.handle) autocomplete="username" tabindex="-1" readonly aria-label=(say!("Name"));
                (field("password-present", "present", say!("Present password"), "current-password"))
                (field("password-new", "new", say!("New password"), "new-password"))
                (field("password-again", "again", say!("New password again"), "new-password"))
                p class="soft" { (say!("At least {n} characters; a few words are best. Wherever else you are signed in, you are signed out.", n = PASSWORD_CHARS_MIN)) }
                button type="submit" { (say!("Change it")) }
            }
        }
    }
}

fn listed(sessions: &[SessionShown]) -> Markup {
    let more = sessions.len().saturating_sub(SESSIONS_SHOWN_MAX);
    html! {
        ol class="entries" role="list" {
            @for one in sessions.iter().take(SESSIONS_SHOWN_MAX) {
                li {
                    (say!("since {began}, last used {used}", began = moment(one.began), used = moment(one.used)))
                    @if one.this { " · " strong { (say!("here")) } }
                }
            }
        }
        @if more > 0 { p class="soft" { (say!("{n} more", n = more)) } }
    }
}

/// The field that a fault of the password's form is about: without what was typed it is told by what was said.
pub(super) fn field_of_password(told: &Told) -> &'static str {
    let typed = |name: &str| told.text(name);
    match () {
        () if typed("new") != typed("again") => "password-again",
        () if typed("new").chars().count() < PASSWORD_CHARS_MIN || typed("new") == typed("present") => {
            "password-new"
        }
        () => "password-present",
    }
}
