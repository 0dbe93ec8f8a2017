//! How a paper's marking came to be what it is: old ones struck through, one that is proposed, the forms.

use super::dates::{day, moment};
use super::lengths::{MARKING_CHARS_MAX, REASON_CHARS_MAX};
use super::lists::chip;
use super::paper_forms::{Act, Fault, Typed, address};
use super::shell::{Frame, token};
use crate::tongue::{bdi, quoted};
use crate::url;
use chancery_office::standing::RelabelState;
use chancery_registry::answers::{Marked, PaperLine, PaperPage, RelabelShown};
use maud::{Markup, html};

/// A second person is still to decide.
pub(super) fn waits(page: &PaperPage) -> bool {
    waiting(page).next().is_some()
}

fn waiting(page: &PaperPage) -> impl Iterator<Item = &RelabelShown> {
    page.relabellings.iter().filter(|relabel| relabel.state == RelabelState::Proposed)
}

/// The markings that the paper bore before, the last first.
pub(super) fn struck(page: &PaperPage) -> Markup {
    let approved =
        || page.relabellings.iter().rev().filter(|relabel| relabel.state == RelabelState::Approved);
    html! {
        @if approved().next().is_some() {
            ol class="struck" role="list" { @for relabel in approved() { li { (struck_through(relabel)) } } }
        }
    }
}

fn struck_through(relabel: &RelabelShown) -> Markup {
    let by = relabel.decided_by.as_deref().unwrap_or(&relabel.by);
    html! {
        (old(&relabel.from))
        p class="soft" {
            @if let Some(at) = relabel.decided_at { (moment(at)) ", " }
            (say!("by {whom}", whom = bdi(by)))
            @if by != relabel.by { ", " (say!("as proposed by {by}", by = bdi(&relabel.by))) }
            @if !relabel.authority.is_empty() { ", " (say!("on the authority of {authority}", authority = bdi(&relabel.authority))) }
        }
    }
}

/// That an element is struck through is not read out; the words are.
fn old(marked: &Marked) -> Markup {
    html! {
        s class={ "chip g-" (marked.grade) } {
            span class="vh" { (say!("Marking, struck through:")) " " }
            bdi class="word" { (marked.banner) }
        }
    }
}

/// The other marking that is proposed, and what the reader may do about it.
pub(super) fn proposal(frame: &Frame, page: &PaperPage, fault: Option<&Fault>) -> Markup {
    html! {
        @for relabel in waiting(page) {
            section class="proposal" aria-labelledby={ "proposal-" (relabel.id) } {
                h2 id={ "proposal-" (relabel.id) } { (say!("Another marking is proposed")) }
                (said(relabel))
                @if relabel.may_approve || relabel.may_refuse {
                    div class="decide" {
                        @if relabel.may_approve { (approve(frame, &page.line, relabel)) }
                        @if relabel.may_refuse { (refuse(frame, &page.line, relabel, fault)) }
                    }
                }
            }
        }
    }
}

/// From what to what, why, by whom, and when it may be decided.
pub(super) fn said(relabel: &RelabelShown) -> Markup {
    html! {
        p class="change" {
            span class="vh" { (say!("From" as "marking")) " " } (chip(&relabel.from)) " "
            span class="to" { span aria-hidden="true" { "→" } span class="vh" { (say!("to" as "marking")) } } " " (chip(&relabel.to))
        }
        p class="reason" dir="auto" lang=[quoted()] { (relabel.reason) }
        p class="soft" {
            (say!("Proposed by {by}, {at}, on the authority of {authority}.",
                by = bdi(&relabel.by), at = moment(relabel.at), authority = bdi(&relabel.authority)))
            @if let Some(on) = relabel.on {
                " "
                @if relabel.due { (say!("Its day has come: {day}.", day = day(on))) }
                @else { (say!("It may be approved from {day}.", day = day(on))) }
            }
            @if let Some(event) = &relabel.event { " " (say!("To be approved upon: {event}.", event = bdi(event))) }
        }
    }
}

/// Whose page it is goes with the form, because what is decided does not name it.
fn of_paper(frame: &Frame, line: &PaperLine) -> Markup {
    html! {
        (token(frame))
        input type="hidden" name="paper" value=(line.id);
    }
}

fn decision(relabel: &RelabelShown, act: Act) -> String {
    format!("/relabelling/{}/{}", url::encode(&relabel.id), act.word())
}

fn approve(frame: &Frame, line: &PaperLine, relabel: &RelabelShown) -> Markup {
    html! {
        form action=(decision(relabel, Act::Approve)) method="post" {
            (of_paper(frame, line))
            button type="submit" { (say!("Approve")) span class="vh" { " " (say!("the marking {marking}", marking = relabel.to.banner)) } }
        }
    }
}

fn refuse(frame: &Frame, line: &PaperLine, relabel: &RelabelShown, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault, Act::Refuse);
    html! {
        form class="row-of" action=(decision(relabel, Act::Refuse)) method="post" {
            (of_paper(frame, line))
            label for={ "refuse-" (relabel.id) } { (say!("Reason for refusing it, or for taking it back")) }
            div class="row" {
                input id={ "refuse-" (relabel.id) } name="reason" dir="auto" maxlength=(REASON_CHARS_MAX) autocomplete="off"
                    value=(typed.text("reason")) aria-invalid=[typed.invalid()] aria-describedby=[typed.told_by()];
                button type="submit" class="second" { (say!("Refuse, or take back")) }
            }
        }
    }
}

/// What is proposed, why, by whose authority and from when.
pub(super) fn relabel_fields(typed: &Typed<'_>) -> Markup {
    html! {
        label for="relabel-marking" { (say!("Marking, as it should stand")) }
        input id="relabel-marking" name="marking" required maxlength=(MARKING_CHARS_MAX) autocomplete="off"
            spellcheck="false" value=(typed.text("marking"))
            aria-invalid=[typed.invalid()] aria-describedby=[typed.told_by()];
        label for="relabel-reason" { (say!("Reason")) }
        textarea id="relabel-reason" name="reason" rows="2" dir="auto" required maxlength=(REASON_CHARS_MAX) {
            (typed.text("reason"))
        }
        label for="relabel-authority" { (say!("Authority")) }
        input id="relabel-authority" name="authority" dir="auto" required maxlength=(REASON_CHARS_MAX) autocomplete="off"
            value=(typed.text("authority"));
        label for="relabel-on" { (say!("Not before the day")) " " span class="soft" { (say!("(if there is one)")) } }
        input id="relabel-on" name="on" type="date" value=(typed.text("on"));
        label for="relabel-event" { (say!("Upon the event")) " " span class="soft" { (say!("(if there is one)")) } }
        input id="relabel-event" name="event" dir="auto" maxlength=(REASON_CHARS_MAX) autocomplete="off"
            value=(typed.text("event"));
        p class="soft" { (say!("A second person decides. The old marking stays on the paper, struck through.")) }
    }
}

/// Proposes another marking.
pub(super) fn relabel(frame: &Frame, line: &PaperLine, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault, Act::Relabel);
    html! {
        div class="form" {
            h3 { (say!("Propose another marking")) }
            form class="stack" action=(address(line, Act::Relabel)) method="post" data-guarded {
                (token(frame))
                (relabel_fields(&typed))
                button type="submit" { (say!("Propose it")) }
            }
        }
    }
}
