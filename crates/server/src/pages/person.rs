//! A person: his duties, the clearances that he was given, the links by which he was let in, and the forms for each.

use super::dates::{day, left, moment};
use super::factor::of_person;
use super::keeping_forms::{field_of_person, keep};
use super::leaving::absence;
use super::lengths::{CLEARANCE_CHARS_MAX, REASON_CHARS_MAX};
use super::lists::empty;
use super::people::tabs;
use super::shell::{Frame, shell, token};
use super::signing_in::{SessionShown, own};
use super::told::Told;
use crate::tongue::{bdi, quoted, say, tell};
use crate::url;
use chancery_registry::answers::{FactorTakenShown, GivenShown, LinkShown, PersonPage, SignInShown};
use maud::{Markup, html};
use serde::Serialize;

/// A person, and where he is signed in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Person {
    /// The person.
    #[serde(flatten)]
    pub page: PersonPage,
    /// His sessions, for himself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sessions: Option<Vec<SessionShown>>,
}

/// A person.
pub fn person(frame: &Frame, Person { page, sessions }: &Person, told: &Told) -> Markup {
    let at = field_of_person(told);
    shell(
        frame,
        say!("Person"),
        &html! {
            (told.notice(frame, at, done))
            header class="head" {
                p class="kicker" { (say!("Person")) }
                h1 { bdi { (page.name) } }
                p class="lead" {
                    @for post in &page.posts { bdi { (post) } " · " }
                    (say!("signs in as {handle}", handle = html! { code { (page.handle) } }))
                }
                @if page.left.is_some() { p { (left(page.left)) } }
                @if !page.duties.is_empty() { p { (page.duties.iter().map(|duty| say(duty)).collect::<Vec<_>>().join(", ")) } }
                (tabs("person"))
            }
            @if let Some(given) = &page.given {
                section aria-labelledby="clearances" { h2 id="clearances" { (say!("Clearances")) } (clearances(given)) }
            }
            @if !page.absences.is_empty() { (absences(page)) }
            @if page.may_clear { section aria-labelledby="give" { (form(frame, page, told, at)) } }
            @if page.may_ask { (ask(page)) }
            @if page.may_keep { (keep(frame, page, told, at)) }
            @if page.may_strike { (strike(page)) }
            @if page.own { (own(frame, page, sessions.as_deref().unwrap_or_default(), told, at)) }
            @if page.own || page.may_take_factor_off { (of_person(frame, page, told, at)) }
            section aria-labelledby="links" { h2 id="links" { (say!("Sign-in links")) } (links(&page.links)) }
            section aria-labelledby="sign-ins" {
                h2 id="sign-ins" { (say!("Sign-ins by password")) }
                @if let Some(set) = page.password_set { p { (say!("The password was set {at}.", at = moment(set))) } }
                (sign_ins(&page.sign_ins))
            }
            @if !page.factors_taken.is_empty() { (factors_taken(&page.factors_taken)) }
        },
    )
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "clear" => Some(say!("The clearance was given: it holds from the next request on.")),
        "admit" => Some(say!(
            "He is admitted. Make him a sign-in link, and ask the security officer for his clearance."
        )),
        "factor-off" => Some(say!("The second factor is taken off: no code is asked for at sign-in.")),
        "back" => Some(say!(
            "He is of the office again, with his name and nothing else. Make him a sign-in link, and give him his duties."
        )),
        "password" => {
            Some(say!("Your password is changed. Wherever else you were signed in, you are so no longer."))
        }
        "elsewhere" => Some(say!("You are signed in here and nowhere else.")),
        "keep" => Some(say!("It was changed: it holds from the next request on.")),
        _ => None,
    }
}

/// When he left the office, and came back.
fn absences(page: &PersonPage) -> Markup {
    html! {
        section aria-labelledby="absences" {
            h2 id="absences" { (say!("Left the office")) }
            ol class="entries" role="list" { @for one in &page.absences { li { (absence(one)) } } }
        }
    }
}

/// Leads to what is with him, and to the form by which he is struck off or taken back.
fn strike(page: &PersonPage) -> Markup {
    html! {
        section aria-labelledby="leaving" {
            h2 id="leaving" { (say!("Leaving the office")) }
            p {
                a href={ "/person/" (url::encode(&page.handle)) "/leaving" } {
                    @if page.left.is_some() { (say!("What is still with this person")) } @else { (say!("What is with this person, and striking off")) }
                }
            }
        }
    }
}

fn clearances(given: &[GivenShown]) -> Markup {
    html! {
        @if given.is_empty() {
            (empty(say!("No clearance was given."), &html! { (say!("Nothing that bears a marking may be read.")) }))
        } @else {
            ol class="given" role="list" { @for given in given { li class={ "clearing" @if given.in_force { " in-force" } } { (one(given)) } } }
        }
    }
}

/// Leads to what he opened.
fn ask(page: &PersonPage) -> Markup {
    html! {
        section aria-labelledby="opened" {
            h2 id="opened" { (say!("What he opened")) }
            p { a href={ "/person/" (url::encode(&page.handle)) "/opened" } { (say!("What he opened of the papers that you may read")) } }
        }
    }
}

/// By whom he was let in, for all to see who may see his page: a link that he did not ask for is seen by himself.
fn links(links: &[LinkShown]) -> Markup {
    html! {
        @if links.is_empty() { p class="soft" { (say!("None was made.")) } }
        ol class="entries" role="list" {
            @for link in links {
                li {
                    (say!("made by {by}, {at}", by = bdi(&link.by), at = moment(link.at))) " · "
                    @match link.used {
                        Some(used) => {
                            (say!("used {at}", at = moment(used)))
                            @if link.recovery { " · " strong { (say!("by a recovery code")) } }
                        }
                        None => { span class="soft" { (say!("not used")) } }
                    }
                }
            }
        }
        p class="soft" { (say!("Who finds one here by which he did not sign in tells the security officer.")) }
    }
}

/// A try that was not his own is seen by himself.
fn sign_ins(sign_ins: &[SignInShown]) -> Markup {
    html! {
        @if sign_ins.is_empty() { p class="soft" { (say!("None yet.")) } }
        ol class="entries" role="list" {
            @for one in sign_ins {
                li {
                    (moment(one.at))
                    @if one.recovery { " · " strong { (say!("by a recovery code")) } }
                    @if one.failed > 0 {
                        " · " strong { (many!(one.failed.into(), "{n} try in his name had failed before", "{n} tries in his name had failed before")) }
                    }
                }
            }
        }
    }
}

/// One that he did not ask for is seen by himself.
fn factors_taken(taken: &[FactorTakenShown]) -> Markup {
    html! {
        section aria-labelledby="factors-taken" {
            h2 id="factors-taken" { (say!("Second factor taken off by another")) }
            ol class="entries" role="list" {
                @for one in taken {
                    li {
                        (say!("by {by}, {at}", by = bdi(&one.by), at = moment(one.at)))
                        p class="reason" dir="auto" lang=[quoted()] { (one.reason) }
                    }
                }
            }
        }
    }
}

fn one(given: &GivenShown) -> Markup {
    html! {
        @if given.in_force { p { span class="tag" { (say!("in force")) } } }
        (lines(given))
        p class="soft" { (days(given)) " · " (say!("given by {by}, {at}", by = bdi(&given.by), at = moment(given.at))) }
        @if !given.reason.is_empty() { p class="reason" dir="auto" lang=[quoted()] { (given.reason) } }
    }
}

/// What a clearance lets its holder read, a line a policy.
pub(super) fn lines(given: &GivenShown) -> Markup {
    html! {
        ul class="clearance" {
            @for line in &given.lines { li { (tell(line)) } }
            @if given.lines.is_empty() { li { (say!("Nothing that bears a marking")) } }
        }
    }
}

/// "from 1 October 1982 until 31 March 1983".
pub(super) fn days(given: &GivenShown) -> Markup {
    html! {
        @match (given.from, given.until) {
            (None, None) => { (say!("without an end")) }
            (Some(from), None) => { (say!("from {day}, without an end", day = day(from))) }
            (None, Some(until)) => { (say!("until {day}", day = day(until))) }
            (Some(from), Some(until)) => { (say!("from {from} until {until}", from = day(from), until = day(until))) }
        }
    }
}

fn form(frame: &Frame, page: &PersonPage, told: &Told, at: &str) -> Markup {
    let typed = |name: &str| told.text(name);
    let wrong = told.is_wrong("clear-lines", at).map(|_| "amiss");
    html! {
        div class="form alone" {
            h2 id="give" { (say!("Give a clearance")) }
            form class="stack" action={ "/person/" (url::encode(&page.handle)) "/clear" } method="post" data-guarded {
                (token(frame))
                label for="clear-lines" { (say!("What may be read")) }
                textarea id="clear-lines" name="lines" class="code" rows="4" maxlength=(CLEARANCE_CHARS_MAX) spellcheck="false"
                    autocapitalize="none" aria-invalid=[wrong.map(|_| "true")]
                    aria-describedby={ @if let Some(wrong) = wrong { (wrong) " " } "clear-how" } { (typed("lines")) }
                (told.beside("clear-lines", at))
                p class="soft" id="clear-how" {
                    (say!("A line a policy, as in {one} or {other}. It takes the place of the one before; no line at all takes every clearance away.",
                        one = html! { code { "uk-1982=SECRET" } }, other = html! { code { "us-historical=Top Secret; Nodis" } }))
                }
                label for="clear-from" { (say!("First day")) " " span class="soft" { (say!("(today, if empty)")) } }
                input id="clear-from" name="from" type="date" value=(typed("from"));
                label for="clear-until" { (say!("Last day")) " " span class="soft" { (say!("(no end, if empty)")) } }
                input id="clear-until" name="until" type="date" value=(typed("until"));
                label for="clear-reason" { (say!("Reason")) }
                textarea id="clear-reason" name="reason" rows="2" dir="auto" maxlength=(REASON_CHARS_MAX) { (typed("reason")) }
                button type="submit" { (say!("Give it")) }
            }
        }
    }
}
