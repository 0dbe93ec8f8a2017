//! How a paper's marking came to be what it is: old ones struck through, one that is proposed, the forms.

use super::dates::{day, moment};
use super::lists::chip;
use super::paper_forms::{Act, Fault, REASON_CHARS_MAX, Typed, address};
use super::shell::{Frame, token};
use crate::url;
use chancery_registry::answers::{Marked, PaperLine, PaperPage, RelabelShown};
use maud::{Markup, html};

/// A marking is not longer than this.
pub(super) const MARKING_CHARS_MAX: usize = 400;

/// A second person is still to decide.
pub(super) fn waits(page: &PaperPage) -> bool {
    waiting(page).next().is_some()
}

fn waiting(page: &PaperPage) -> impl Iterator<Item = &RelabelShown> {
    page.relabellings.iter().filter(|relabel| relabel.state == "proposed")
}

/// The markings that the paper bore before, the last first.
pub(super) fn struck(page: &PaperPage) -> Markup {
    let approved = || page.relabellings.iter().rev().filter(|relabel| relabel.state == "approved");
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
            "by " bdi { (by) }
            @if by != relabel.by { ", as proposed by " bdi { (relabel.by) } }
            @if !relabel.authority.is_empty() { ", on the authority of " bdi { (relabel.authority) } }
        }
    }
}

/// That an element is struck through is not read out; the words are.
fn old(marked: &Marked) -> Markup {
    html! {
        s class={ "chip g-" (marked.grade) } {
            span class="vh" { "Marking, struck through: " }
            bdi class="word" { (marked.banner) }
        }
    }
}

/// The other marking that is proposed, and what the reader may do about it.
pub(super) fn proposal(frame: &Frame, page: &PaperPage, fault: Option<&Fault>) -> Markup {
    html! {
        @for relabel in waiting(page) {
            section class="proposal" aria-labelledby={ "proposal-" (relabel.id) } {
                h2 id={ "proposal-" (relabel.id) } { "Another marking is proposed" }
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
            span class="vh" { "From " } (chip(&relabel.from)) " "
            span class="to" { span aria-hidden="true" { "→" } span class="vh" { "to" } } " " (chip(&relabel.to))
        }
        p class="reason" dir="auto" { (relabel.reason) }
        p class="soft" {
            "Proposed by " bdi { (relabel.by) } ", " (moment(relabel.at))
            ", on the authority of " bdi { (relabel.authority) } "."
            @if let Some(on) = relabel.on {
                @if relabel.due { " Its day has come: " } @else { " It may be approved from " }
                (day(on)) "."
            }
            @if let Some(event) = &relabel.event { " To be approved upon: " bdi { (event) } "." }
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
            button type="submit" { "Approve" span class="vh" { " the marking " (relabel.to.banner) } }
        }
    }
}

fn refuse(frame: &Frame, line: &PaperLine, relabel: &RelabelShown, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault, Act::Refuse);
    html! {
        form class="row-of" action=(decision(relabel, Act::Refuse)) method="post" {
            (of_paper(frame, line))
            label for={ "refuse-" (relabel.id) } { "Reason for refusing it, or for taking it back" }
            div class="row" {
                input id={ "refuse-" (relabel.id) } name="reason" dir="auto" maxlength=(REASON_CHARS_MAX) autocomplete="off"
                    value=(typed.text("reason")) aria-invalid=[typed.invalid()] aria-describedby=[typed.told_by()];
                button type="submit" class="second" { "Refuse, or take back" }
            }
        }
    }
}

/// Proposes another marking.
pub(super) fn relabel(frame: &Frame, line: &PaperLine, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault, Act::Relabel);
    html! {
        div class="form" {
            h3 { "Propose another marking" }
            form class="stack" action=(address(line, Act::Relabel)) method="post" data-guarded {
                (token(frame))
                label for="relabel-marking" { "Marking, as it should stand" }
                input id="relabel-marking" name="marking" required maxlength=(MARKING_CHARS_MAX) autocomplete="off"
                    spellcheck="false" value=(typed.text("marking"))
                    aria-invalid=[typed.invalid()] aria-describedby=[typed.told_by()];
                label for="relabel-reason" { "Reason" }
                textarea id="relabel-reason" name="reason" rows="2" dir="auto" required maxlength=(REASON_CHARS_MAX) {
                    (typed.text("reason"))
                }
                label for="relabel-authority" { "Authority" }
                input id="relabel-authority" name="authority" dir="auto" required maxlength=(REASON_CHARS_MAX) autocomplete="off"
                    value=(typed.text("authority"));
                label for="relabel-on" { "Not before the day " span class="soft" { "(if there is one)" } }
                input id="relabel-on" name="on" type="date" value=(typed.text("on"));
                label for="relabel-event" { "Upon the event " span class="soft" { "(if there is one)" } }
                input id="relabel-event" name="event" dir="auto" maxlength=(REASON_CHARS_MAX) autocomplete="off"
                    value=(typed.text("event"));
                p class="soft" { "A second person decides. The old marking stays on the paper, struck through." }
                button type="submit" { "Propose it" }
            }
        }
    }
}
