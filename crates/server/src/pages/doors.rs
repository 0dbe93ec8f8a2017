//! Pages at the door: signing in, one-time links, refusals.

use super::lengths::{NAME_CHARS_MAX, PASSWORD_CHARS_MAX};
use super::shell::{Frame, bare, shell};
use crate::tongue::sentence;
use crate::url;
use chancery_registry::answers::ReaderShown;
use maud::{Markup, html};

/// A refusal as it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What was wrong, and what to do.
    pub sentence: String,
    /// When to try again.
    pub wait_seconds: Option<u64>,
}

impl Refusal {
    /// A refusal that waiting does not mend.
    pub fn new(sentence: String) -> Self {
        Self { sentence, wait_seconds: None }
    }
}

/// A refusal to somebody who is signed in; absent, forbidden and unknown are this one page.
pub fn refusal(frame: &Frame, refusal: &Refusal) -> Markup {
    shell(
        frame,
        say!("Not done"),
        &html! {
            div class="narrow" {
                h1 { (say!("This cannot be shown")) }
                p class="lead" { (sentence(&refusal.sentence)) }
                p { (say!("{today} or {register}.",
                    today = html! { a href="/" { (say!("Back to today")) } },
                    register = html! { a href="/register" { (say!("look in the register")) } })) }
            }
        },
    )
}

/// A refusal to somebody of whom nothing is known.
pub fn plain_refusal(said: &str) -> Markup {
    bare(
        say!("Not done"),
        "/",
        &html! {
            h1 { (say!("This was not done")) }
            p { (sentence(said)) }
            p { a href="/" { (say!("Back to Chancery")) } }
        },
    )
}

/// The sign-in page, with what is amiss.
pub fn sign_in(name: &str, next: &str, fault: Option<&str>) -> Markup {
    bare(
        say!("Sign in"),
        &sign_in_at(next),
        &html! {
            h1 { (say!("Sign in")) }
            (amiss(fault, "name"))
            form action="/sign-in" method="post" class="stack" {
                @if next != "/" { input type="hidden" name="next" value=(next); }
                label for="name" { (say!("Name")) }
                input id="name" name="name" value=(name) autocomplete="username" autocapitalize="none"
                    spellcheck="false" required maxlength=(NAME_CHARS_MAX) aria-describedby=[fault.map(|_| "amiss")];
                label for="password" { (say!("Password")) }
                input id="password" name="password" type="password" autocomplete="current-password" required
                    maxlength=(PASSWORD_CHARS_MAX) aria-describedby=[fault.map(|_| "amiss")];
                button type="submit" { (say!("Sign in")) }
            }
            p class="soft" { (say!("No password yet? The registry's keeper makes you a link that signs you in once.")) }
        },
    )
}

fn sign_in_at(next: &str) -> String {
    url::with_query("/sign-in", &[("next", if next == "/" { "" } else { next })])
}

/// The page of a one-time link.
pub fn enter(who: &ReaderShown, token: &str, fault: Option<&str>) -> Markup {
    bare(
        say!("Sign in by link"),
        &format!("/enter/{}", url::encode(token)),
        &html! {
            h1 { (say!("Sign in")) }
            (amiss(fault, "password"))
            p {
                (say!("This link signs in {who}. It can be used once.", who = html! {
                    strong { bdi { (who.name) } }
                    @if let Some(post) = &who.post { ", " bdi { (post) } }
                }))
            }
            form action={ "/enter/" (url::encode(token)) } method="post" class="stack" {
                input class="vh" name="name" value=(who.handle) autocomplete="username" tabindex="-1" readonly
                    aria-label=(say!("Name"));
                label for="password" { (say!("New password")) " " span class="soft" { (say!("(only if you want one)")) } }
                input id="password" name="password" type="password" autocomplete="new-password" maxlength=(PASSWORD_CHARS_MAX)
                    aria-describedby=[fault.map(|_| "amiss")];
                label for="again" { (say!("New password again")) }
                input id="again" name="again" type="password" autocomplete="new-password" maxlength=(PASSWORD_CHARS_MAX);
                button type="submit" { (say!("Sign in")) }
            }
        },
    )
}

/// A link that was used, and one that never was.
pub fn no_link() -> Markup {
    bare(
        say!("No such link"),
        "/sign-in",
        &html! {
            h1 { (say!("This link does not work")) }
            p { (say!("It may have been used already, or be too old. Ask the registry's keeper for another.")) }
            p { a href="/sign-in" { (say!("Sign in by password")) } }
        },
    )
}

/// What is amiss with a form, leading to the field.
pub(super) fn amiss(fault: Option<&str>, field: &str) -> Markup {
    html! {
        @if let Some(fault) = fault {
            div class="amiss" role="alert" id="amiss" {
                p { a href={ "#" (field) } { strong { (say!("Not done:")) " " } (sentence(fault)) } }
            }
        }
    }
}
