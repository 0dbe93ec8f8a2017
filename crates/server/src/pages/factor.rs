//! A second factor: on a person's page, as it is set up, and at the door.

use super::dates::moment;
use super::doors::amiss;
use super::lengths::{CODE_CHARS_MAX, PASSWORD_CHARS_MAX, REASON_CHARS_MAX};
use super::qr;
use super::shell::{Frame, bare, shell, token};
use super::told::Told;
use crate::url;
use chancery_registry::NewFactor;
use chancery_registry::answers::PersonPage;
use maud::{Markup, html};
use serde::Serialize;

/// Letters of a secret that stand together.
const GROUP: usize = 4;

/// A secret for a device, for the one answer that shows it.
#[derive(Clone, Debug, Serialize)]
pub struct NewFactorShown {
    /// As it is typed.
    pub secret: String,
    /// As a camera reads it.
    pub address: String,
    /// Who signs in with it.
    #[serde(skip)]
    pub handle: String,
    /// What stands for it until its first code is given.
    pub begun: String,
}

impl NewFactorShown {
    /// With the address that authenticators know.
    pub fn of(new: NewFactor) -> Self {
        let (office, handle) = (url::encode(&new.office), url::encode(&new.handle));
        let address = format!("otpauth://totp/{office}:{handle}?secret={}&issuer={office}", new.secret);
        Self { secret: new.secret, address, handle: new.handle, begun: new.begun }
    }
}

/// Recovery codes, for the one answer that shows them.
#[derive(Clone, Debug, Serialize)]
pub struct RecoveryCodes {
    /// Each signs in once, in the place of a device's.
    pub codes: Vec<String>,
    /// They take the place of others.
    #[serde(skip)]
    pub anew: bool,
}

/// What stands of it on a person's page.
pub(super) fn of_person(frame: &Frame, page: &PersonPage, told: &Told, at: &str) -> Markup {
    html! {
        section class="keeping" aria-labelledby="factor" {
            h2 id="factor" { (say!("Second factor")) }
            @match page.factor_set {
                Some(set) => {
                    p { (say!("A code of a device is asked for at each sign-in, since {at}.", at = moment(set))) }
                    @if page.own { (recovery_left(page)) (renew(frame, page, told, at)) }
                    @if page.own && !page.factor_asked { (take_off_own(frame, page, told, at)) }
                    @if page.may_take_factor_off { (take_off(frame, page, told, at)) }
                }
                None if page.own => { (set_up(frame, page, told, at)) }
                None => { p class="soft" { (say!("None is set up.")) } }
            }
        }
    }
}

fn address(page: &PersonPage) -> String {
    format!("/person/{}", url::encode(&page.handle))
}

fn set_up(frame: &Frame, page: &PersonPage, told: &Told, at: &str) -> Markup {
    let wrong = told.is_wrong("factor-now", at);
    html! {
        @if page.factor_asked { p { strong { (say!("The office asks everybody for one: set yours up before anything else.")) } } }
        p { (say!("With one, who knows your password does not get in without your device: an authenticator on a telephone shows a new code every half minute.")) }
        form class="stack" action={ (address(page)) "/factor" } method="post" {
            (token(frame))
            @if page.has_password {
                input class="vh" name="user" value=(page.handle) autocomplete="username" tabindex="-1" readonly aria-label=(say!("Name"));
                label for="factor-now" { (say!("Password")) }
                input id="factor-now" name="factor-now" type="password" autocomplete="current-password" required maxlength=(PASSWORD_CHARS_MAX)
                    aria-invalid=[wrong] aria-describedby=[wrong.map(|_| "amiss")];
                (told.beside("factor-now", at))
            }
            button type="submit" { (say!("Set it up")) }
        }
    }
}

fn recovery_left(page: &PersonPage) -> Markup {
    html! {
        p class="soft" {
            (many!(page.recovery_left.unwrap_or_default() as u64, "{n} recovery code is left.", "{n} recovery codes are left."))
            @if let Some(made) = page.recovery_made { " " (say!("They were made {at}.", at = moment(made))) }
        }
    }
}

fn renew(frame: &Frame, page: &PersonPage, told: &Told, at: &str) -> Markup {
    let wrong = told.is_wrong("renew-code", at).map(|_| "amiss");
    html! {
        details class="set" open[at == "renew-code"] {
            summary { (say!("Make new recovery codes")) }
            form class="stack" action={ (address(page)) "/factor/codes" } method="post" {
                (token(frame))
                p class="soft" { (say!("Those that you have open nothing any more. Your device stays as it is.")) }
                (own_password(page, "renew-password"))
                (code_field("renew-code", "renew-code", wrong))
                (told.beside("renew-code", at))
                button type="submit" { (say!("Make new ones")) }
            }
        }
    }
}

/// The field for his password, where he has one.
fn own_password(page: &PersonPage, id: &'static str) -> Markup {
    html! {
        @if page.has_password {
            input class="vh" name="user" value=(page.handle) autocomplete="username" tabindex="-1" readonly aria-label=(say!("Name"));
            label for=(id) { (say!("Password")) }
            input id=(id) name=(id) type="password" autocomplete="current-password" required maxlength=(PASSWORD_CHARS_MAX);
        }
    }
}

fn take_off_own(frame: &Frame, page: &PersonPage, told: &Told, at: &str) -> Markup {
    let wrong = told.is_wrong("factor-code", at).map(|_| "amiss");
    html! {
        details class="set" open[at == "factor-code"] {
            summary { (say!("Take it off")) }
            form class="stack" action={ (address(page)) "/factor/off" } method="post" {
                (token(frame))
                (own_password(page, "factor-password"))
                (code_field("factor-code", "code", wrong))
                (told.beside("factor-code", at))
                button type="submit" { (say!("Take it off")) }
            }
        }
    }
}

fn take_off(frame: &Frame, page: &PersonPage, told: &Told, at: &str) -> Markup {
    let wrong = told.is_wrong("factor-reason", at);
    html! {
        details class="set" open[at == "factor-reason"] {
            summary { (say!("Take it off for this person")) }
            form class="stack" action={ (address(page)) "/factor/off" } method="post" data-guarded {
                (token(frame))
                p class="soft" { (say!("For who has lost his device and his recovery codes. It is entered, and he reads it here. Be sure that it is he who asks.")) }
                label for="factor-reason" { (say!("Reason")) }
                textarea id="factor-reason" name="factor-reason" rows="2" dir="auto" required maxlength=(REASON_CHARS_MAX)
                    aria-invalid=[wrong] aria-describedby=[wrong.map(|_| "amiss")] { (told.text("factor-reason")) }
                (told.beside("factor-reason", at))
                button type="submit" { (say!("Take it off")) }
            }
        }
    }
}

fn code_field(id: &'static str, name: &'static str, wrong: Option<&str>) -> Markup {
    html! {
        label for=(id) { (say!("Code")) }
        input id=(id) name=(name) autocomplete="one-time-code" inputmode="text" autocapitalize="none" spellcheck="false"
            required maxlength=(CODE_CHARS_MAX) aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong];
    }
}

/// A factor that waits for its first code.
pub fn new_factor(frame: &Frame, new: &NewFactorShown, fault: Option<&str>) -> Markup {
    let back = format!("/person/{}", url::encode(&new.handle));
    let groups = new.secret.as_bytes().chunks(GROUP).map(String::from_utf8_lossy);
    shell(
        frame,
        say!("Second factor"),
        &html! {
            div class="narrow" {
                (amiss(fault, "code"))
                h1 { (say!("Set up a second factor")) }
                ol class="in-order" {
                    li {
                        p { (say!("Let the authenticator on your device read this picture, or type the secret into it.")) }
                        (qr::picture(&new.address, say!("The secret as a picture for a camera")))
                        p class="handed" { code { (groups.collect::<Vec<_>>().join(" ")) } }
                    }
                    li {
                        p { (say!("Give the code that it shows now.")) }
                        form class="stack" action={ (back) "/factor/confirm" } method="post" {
                            (token(frame))
                            input type="hidden" name="begun" value=(new.begun);
                            (code_field("code", "code", fault.map(|_| "amiss")))
                            button type="submit" { (say!("Set it up")) }
                        }
                    }
                }
                p class="soft" { (say!("The secret is shown here once. Until a code of it was given, nothing is changed.")) }
                p { a href=(back) { (say!("Leave it")) } }
            }
        },
    )
}

/// Recovery codes, shown once.
pub fn recovery_codes(frame: &Frame, codes: &RecoveryCodes) -> Markup {
    shell(
        frame,
        say!("Second factor"),
        &html! {
            div class="narrow" {
                @if codes.anew {
                    h1 { (say!("Your new recovery codes")) }
                    p { (say!("Where you have your device no longer, one of these codes takes the place of its own, each once. Those that you had before open nothing any more.")) }
                } @else {
                    h1 { (say!("Your second factor is set up")) }
                    p { (say!("From now on a code of your device is asked for when you sign in. Where you have it no longer, one of these codes takes its place, each once.")) }
                }
                ul class="handed codes" role="list" { @for code in &codes.codes { li { code { (code) } } } }
                p { strong { (say!("They are shown here once, and kept nowhere as they are.")) } " "
                    (say!("Write them down and keep them where you keep no password.")) }
                p { a href={ "/person/" (url::encode(&frame.who.handle)) } { (say!("They are written down")) } }
            }
        },
    )
}

/// The door, half way: the code of the device is wanted yet.
pub fn code(half: &str, next: &str, fault: Option<&str>) -> Markup {
    bare(
        say!("Sign in"),
        "/sign-in",
        &html! {
            h1 { (say!("Sign in")) }
            (amiss(fault, "code"))
            p { (say!("Give the code that your device shows now, or one of your recovery codes.")) }
            form action="/sign-in/code" method="post" class="stack" {
                input type="hidden" name="half" value=(half);
                @if next != "/" { input type="hidden" name="next" value=(next); }
                (code_field("code", "code", fault.map(|_| "amiss")))
                button type="submit" { (say!("Sign in")) }
            }
            p class="soft" { (say!("Who has neither asks the registry’s keeper or the security officer.")) }
            p { a href="/sign-in" { (say!("Begin again")) } }
        },
    )
}
