//! Pages at the door: signing in, one-time links, refusals.

use super::shell::{Frame, bare, shell};
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
        "Not done",
        &html! {
            div class="narrow" {
                h1 { "This cannot be shown" }
                p class="lead" { (sentence(&refusal.sentence)) }
                p { a href="/" { "Back to today" } " or " a href="/register" { "look in the register" } "." }
            }
        },
    )
}

/// A refusal to somebody of whom nothing is known.
pub fn plain_refusal(said: &str) -> Markup {
    bare(
        "Not done",
        &html! {
            h1 { "This was not done" }
            p { (sentence(said)) }
            p { a href="/" { "Back to Chancery" } }
        },
    )
}

/// The registry's words open small and have no stop; on a page they are a sentence.
pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let stop = if words.ends_with(['.', '?', '!']) { "" } else { "." };
    match letters.next() {
        Some(first) => format!("{}{}{stop}", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    }
}

/// The sign-in page, with what is amiss.
pub fn sign_in(name: &str, next: &str, fault: Option<&str>) -> Markup {
    bare(
        "Sign in",
        &html! {
            h1 { "Sign in" }
            (amiss(fault, "name"))
            form action="/sign-in" method="post" class="stack" {
                @if next != "/" { input type="hidden" name="next" value=(next); }
                label for="name" { "Name" }
                input id="name" name="name" value=(name) autocomplete="username" autocapitalize="none"
                    spellcheck="false" required maxlength="200" aria-describedby=[fault.map(|_| "amiss")];
                label for="password" { "Password" }
                input id="password" name="password" type="password" autocomplete="current-password" required
                    maxlength="1024" aria-describedby=[fault.map(|_| "amiss")];
                button type="submit" { "Sign in" }
            }
            p class="soft" { "No password yet? The registry's keeper makes you a link that signs you in once." }
        },
    )
}

/// The page of a one-time link.
pub fn enter(who: &ReaderShown, token: &str, fault: Option<&str>) -> Markup {
    bare(
        "Sign in by link",
        &html! {
            h1 { "Sign in" }
            (amiss(fault, "password"))
            p {
                "This link signs in " strong { bdi { (who.name) } }
                @if let Some(post) = &who.post { ", " bdi { (post) } }
                ". It can be used once."
            }
            form action={ "/enter/" (url::encode(token)) } method="post" class="stack" {
                input class="vh" name="name" value=(who.handle) autocomplete="username" tabindex="-1" readonly
                    aria-label="Name";
                label for="password" { "New password " span class="soft" { "(only if you want one)" } }
                input id="password" name="password" type="password" autocomplete="new-password" maxlength="1024"
                    aria-describedby=[fault.map(|_| "amiss")];
                label for="again" { "New password again" }
                input id="again" name="again" type="password" autocomplete="new-password" maxlength="1024";
                button type="submit" { "Sign in" }
            }
        },
    )
}

/// A link that was used, and one that never was.
pub fn no_link() -> Markup {
    bare(
        "No such link",
        &html! {
            h1 { "This link does not work" }
            p { "It may have been used already, or be too old. Ask the registry's keeper for another." }
            p { a href="/sign-in" { "Sign in by password" } }
        },
    )
}

/// What is amiss with a form, leading to the field.
pub(super) fn amiss(fault: Option<&str>, field: &str) -> Markup {
    html! {
        @if let Some(fault) = fault {
            div class="amiss" role="alert" id="amiss" {
                p { a href={ "#" (field) } { strong { "Not done: " } (sentence(fault)) } }
            }
        }
    }
}
