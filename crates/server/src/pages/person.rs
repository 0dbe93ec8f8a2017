//! A person: the clearances that he was given, and the form by which another is given.

use super::dates::{day, moment};
use super::doors::amiss;
use super::lists::empty;
use super::people::tabs;
use super::shell::{Frame, shell, token};
use crate::tongue::{bdi, quoted, tell};
use crate::url;
use chancery_registry::answers::{GivenShown, PersonPage};
use maud::{Markup, html};
use std::collections::HashMap;

/// A reason is not longer than this.
const REASON_CHARS_MAX: usize = 1_000;
/// The lines of a clearance are together not longer than this.
const LINES_CHARS_MAX: usize = 2_000;

/// What brought the reader to the page: nothing, a clearance that was given, or one that was not.
#[derive(Clone, Debug, Default)]
pub struct PersonAsked {
    /// A clearance was given.
    pub given: bool,
    /// What is amiss with one that was to be given, and what was typed.
    pub fault: Option<(String, HashMap<String, String>)>,
}

/// A person.
pub fn person(frame: &Frame, page: &PersonPage, asked: &PersonAsked) -> Markup {
    let field = if page.may_clear { "clear-lines" } else { "clearances" };
    shell(
        frame,
        say!("Person"),
        &html! {
            @if asked.given {
                p class="done" id="done" role="status" tabindex="-1" { (say!("The clearance was given: it holds from the next request on.")) }
            }
            (amiss(asked.fault.as_ref().map(|(sentence, _)| sentence.as_str()), field))
            header class="head" {
                p class="kicker" { (say!("Person")) }
                h1 { bdi { (page.name) } }
                p class="lead" {
                    @for post in &page.posts { bdi { (post) } " · " }
                    (say!("signs in as {handle}", handle = html! { code { (page.handle) } }))
                }
                (tabs("person"))
            }
            section aria-labelledby="clearances" {
                h2 id="clearances" { (say!("Clearances")) }
                @if page.given.is_empty() {
                    (empty(say!("No clearance was given."), &html! { (say!("Papers without a marking may be read.")) }))
                } @else {
                    ol class="given" role="list" { @for given in &page.given { li class={ "clearing" @if given.in_force { " in-force" } } { (one(given)) } } }
                }
            }
            @if page.may_clear { section aria-labelledby="give" { (form(frame, page, asked)) } }
        },
    )
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
            @if given.lines.is_empty() { li { (say!("Papers without a marking")) } }
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

fn form(frame: &Frame, page: &PersonPage, asked: &PersonAsked) -> Markup {
    let typed = |name: &str| {
        let fault = asked.fault.as_ref();
        fault.and_then(|(_, typed)| typed.get(name)).map_or("", String::as_str)
    };
    let wrong = asked.fault.as_ref().map(|_| "amiss");
    html! {
        div class="form alone" {
            h2 id="give" { (say!("Give a clearance")) }
            form class="stack" action={ "/person/" (url::encode(&page.handle)) "/clear" } method="post" data-guarded {
                (token(frame))
                label for="clear-lines" { (say!("What may be read")) }
                textarea id="clear-lines" name="lines" class="code" rows="4" maxlength=(LINES_CHARS_MAX) spellcheck="false"
                    autocapitalize="none" aria-invalid=[wrong.map(|_| "true")]
                    aria-describedby={ @if let Some(wrong) = wrong { (wrong) " " } "clear-how" } { (typed("lines")) }
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
