//! Markings: one looked up, alone or beside another, and those that wait to be changed.

use super::lattice::lattice;
use super::lengths::MARKING_CHARS_MAX;
use super::lists::{between, empty, paper as line, register};
use super::marking::{fault, read};
use super::paper_marking::said;
use super::shell::{Frame, shell};
use chancery_registry::answers::{MarkingPage, RelabelAt, RelabelPage};
use maud::{Markup, html};
use serde::Serialize;

/// A marking looked up, and what waits for a second person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Markings {
    /// What was looked up.
    pub marking: MarkingPage,
    /// What waits.
    pub proposals: RelabelPage,
}

/// Markings.
pub fn markings(frame: &Frame, page: &Markings) -> Markup {
    let (marking, proposals) = (&page.marking, &page.proposals);
    let body = html! {
        header class="head" {
            h1 { (say!("Markings")) }
            p class="lead" { (say!("What a marking says, who may read under it, and how it lies to another.")) }
        }
        (form(marking))
        @if let Some(at) = &marking.fault { (fault(at, at_fault(marking))) }
        @if marking.first.is_some() || marking.second.is_some() {
            div class="readings" {
                @if let Some(first) = &marking.first { (read(first, &marking.typed, "first")) }
                @if let Some(second) = &marking.second { (read(second, &marking.beside, "second")) }
            }
        }
        @if let Some(between) = &marking.lattice { (lattice(between)) }
        (waiting(proposals))
    };
    shell(frame, say!("Markings"), &between(proposals.overall.as_ref(), &body))
}

/// The field that holds what does not read.
fn at_fault(marking: &MarkingPage) -> &'static str {
    if marking.first.is_none() { "marking" } else { "beside" }
}

fn form(marking: &MarkingPage) -> Markup {
    let wrong = |field: &str| marking.fault.as_ref().filter(|_| at_fault(marking) == field).map(|_| "amiss");
    html! {
        form class="query look-up" action="/markings" method="get" {
            div class="row" {
                div class="field" {
                    label for="marking" { (say!("Marking")) }
                    input id="marking" name="marking" value=(marking.typed) required maxlength=(MARKING_CHARS_MAX)
                        autocomplete="off" spellcheck="false"
                        aria-invalid=[wrong("marking").map(|_| "true")] aria-describedby=[wrong("marking")];
                }
                div class="field" {
                    label for="beside" { (say!("Beside it")) " " span class="soft" { (say!("(if you like)")) } }
                    input id="beside" name="beside" value=(marking.beside) maxlength=(MARKING_CHARS_MAX)
                        autocomplete="off" spellcheck="false"
                        aria-invalid=[wrong("beside").map(|_| "true")] aria-describedby=[wrong("beside")];
                }
                button type="submit" { (say!("Look it up")) }
            }
            @if !marking.policies.is_empty() {
                p class="soft" {
                    (say!("Read under {policies}", policies = html! {
                        @for (at, policy) in marking.policies.iter().enumerate() {
                            @if at > 0 { " · " }
                            bdi { (policy) }
                        }
                    }))
                }
            }
        }
    }
}

fn waiting(proposals: &RelabelPage) -> Markup {
    html! {
        section aria-labelledby="waiting" {
            h2 id="waiting" { (say!("Waiting for a second person")) }
            @if proposals.waiting.is_empty() {
                (empty(say!("No changed marking waits."), &html! {
                    (say!("Another marking is proposed on a paper’s own page: open it in the {register}.", register = register()))
                }))
            } @else {
                ol class="lines" role="list" {
                    @for at in &proposals.waiting { li class="line" { (line(&at.paper, &proposed(at))) } }
                }
            }
        }
    }
}

/// It is decided on the paper's own page, by who has it before him.
fn proposed(at: &RelabelAt) -> Markup {
    let relabel = &at.relabel;
    html! {
        div class="proposed" {
            (said(relabel))
            @if relabel.may_approve {
                p { span class="tag due-now" { (say!("waits for your decision")) } }
            } @else if !relabel.due {
                p { span class="tag" { (say!("its day has not come")) } }
            }
        }
    }
}
