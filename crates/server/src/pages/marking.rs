//! What a marking says, element by element, and where one that does not read is at fault.

use super::lists::chip;
use crate::tongue::{of_its_words, sentence, tell};
use chancery_registry::answers::{FaultShown, MarkingRead};
use maud::{Markup, html};

/// The marking with what is wrong marked in it, and what could stand there.
pub(super) fn fault(fault: &FaultShown, field: &str) -> Markup {
    html! {
        div class="amiss" role="alert" id="amiss" {
            p { a href={ "#" (field) } { strong { (say!("It does not read:")) " " } (expected(fault)) } }
            p class="at-fault" {
                bdi {
                    (fault.before)
                    @if fault.found.is_empty() {
                        mark class="wrong end" { span class="vh" { (say!("it ends here")) } span aria-hidden="true" { "‸" } }
                    } @else {
                        span class="vh" { (say!("wrong from here:")) " " }
                        mark class="wrong" { (fault.found) }
                        span class="vh" { (say!(", to here")) }
                    }
                    (fault.after)
                }
            }
        }
    }
}

fn expected(fault: &FaultShown) -> String {
    sentence(&format!("{} {}", say!("expected"), tell(&fault.expected)))
}

/// What a marking says.
pub(super) fn read(read: &MarkingRead, typed: &str, which: &str) -> Markup {
    html! {
        section class="reading" aria-labelledby={ "reading-" (which) } {
            h2 id={ "reading-" (which) } { bdi { (typed) } }
            p class="printed" { (chip(&read.marked)) " " span class="tag" { (may(read.may_read)) } }
            (facts(read))
            (warnings(&read.warnings))
            (says(read, which))
            @if !read.who.is_empty() {
                h3 { (say!("Who may read it")) }
                ul class="who" { @for line in &read.who { li dir=[of_its_words()] { (sentence(line)) } } }
            }
            (forms(read, typed))
        }
    }
}

fn may(may: bool) -> &'static str {
    if may { say!("you may read what bears it") } else { say!("you may not read what bears it") }
}

fn facts(read: &MarkingRead) -> Markup {
    html! {
        dl class="facts" {
            @if !read.portion.is_empty() { div { dt { (say!("Before a paragraph")) } dd { bdi { (read.portion) } } } }
            @if let Some(covers) = &read.covers { div { dt { (say!("Covers")) } dd { (chip(covers)) } } }
        }
    }
}

fn warnings(warnings: &[String]) -> Markup {
    html! {
        @if !warnings.is_empty() {
            div class="warned" {
                h3 { (say!("How it should stand")) }
                ul { @for warning in warnings { li dir=[of_its_words()] { (sentence(warning)) } } }
            }
        }
    }
}

fn says(read: &MarkingRead, which: &str) -> Markup {
    html! {
        @if !read.says.is_empty() {
            h3 id={ "says-" (which) } { (say!("What it says")) }
            dl class="says" {
                @for said in &read.says {
                    div {
                        dt { bdi { (said.element) } }
                        dd dir=[of_its_words()] { (sentence(&said.means)) }
                        @if !said.cite.is_empty() { dd class="cite" dir=[of_its_words()] { (said.cite) } }
                    }
                }
            }
        }
    }
}

fn forms(read: &MarkingRead, typed: &str) -> Markup {
    html! {
        @if !read.forms.is_empty() {
            details {
                summary { (say!("In other syntaxes")) span class="vh" { (say!(": ")) (typed) } }
                dl class="syntaxes" {
                    @for (name, text) in &read.forms {
                        div { dt { (name) } dd { pre tabindex="0" role="group" aria-label=(name) { (text) } } }
                    }
                }
            }
        }
    }
}
