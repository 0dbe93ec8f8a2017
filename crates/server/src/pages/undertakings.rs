//! Undertakings: who will do what, by when, in the words that prove it; overdue first.

use super::dates::{count, day};
use super::lists::{between, chip, confidence, empty, pager};
use super::shell::{Frame, shell};
use crate::url;
use chancery_registry::answers::{Marked, UndertakingLine};
use maud::{Markup, html};
use serde::Serialize;

/// Undertakings on one page.
const PAGE_LINES: u64 = 50;

/// The chase list, as far as it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chase {
    /// The undertakings of this page.
    pub lines: Vec<UndertakingLine>,
    /// How many there are in all.
    pub total: u64,
    /// Page number, from 1.
    pub page: u32,
    /// Whose undertakings; empty means anyone's.
    pub who: String,
    /// What these papers bear together.
    pub overall: Option<Marked>,
}

/// The chase list.
pub fn undertakings(frame: &Frame, chase: &Chase) -> Markup {
    let (overdue, rest): (Vec<_>, Vec<_>) = chase.lines.iter().cloned().partition(|line| line.overdue);
    let pages = u32::try_from(chase.total.div_ceil(PAGE_LINES)).unwrap_or(u32::MAX);
    let body = html! {
        header class="head" {
            h1 { "Undertakings" }
            p class="lead" { (count(chase.total, "undertaking", "undertakings")) " that papers speak of" }
        }
        (form(&chase.who))
        @if chase.lines.is_empty() { (nothing(&chase.who)) }
        @if !overdue.is_empty() {
            section aria-labelledby="overdue" { h2 id="overdue" class="due" { "Past the day" } (lines(&overdue)) }
        }
        @if !rest.is_empty() {
            section aria-labelledby="open" { h2 id="open" { "Open" } (lines(&rest)) }
        }
        (pager(chase.page, pages, |page| {
            url::with_query("/undertakings", &[("who", &chase.who), ("page", page)])
        }))
    };
    shell(frame, "Undertakings", &between(chase.overall.as_ref(), &body))
}

fn form(who: &str) -> Markup {
    html! {
        form class="query short" action="/undertakings" method="get" {
            label for="who" { "Whose" }
            div class="row" {
                input id="who" name="who" value=(who) dir="auto" maxlength="200";
                button type="submit" { "Show" }
            }
            @if !who.is_empty() { p { a href="/undertakings" { "Show everyone’s" } } }
        }
    }
}

fn nothing(who: &str) -> Markup {
    if who.is_empty() {
        empty(
            "No undertaking is known.",
            &html! {
                "They are found in papers, with the words that prove them: read papers in the "
                a href="/register" { "register" } "."
            },
        )
    } else {
        empty("No undertaking of that name is known.", &html! { "Try a part of the name." })
    }
}

/// Undertakings in a list, each headed by what is to be done.
pub(super) fn lines(lines: &[UndertakingLine]) -> Markup {
    html! { ol class="lines" role="list" { @for line in lines { li class="line undertaking" { (one(line)) } } } }
}

fn one(line: &UndertakingLine) -> Markup {
    html! {
        p class="firm" { span class="tag f-undertaking" { (line.firmness) } }
        div class="what" {
            h3 { (deed(line)) (by_when(line)) }
            p class="evidence" dir="auto" {
                span class="words" { (line.words) } " "
                span class="source" {
                    a class="ref" data-row href={ "/paper/" (url::encode(&line.paper)) "#f" (line.number) } {
                        span class="vh" { "The words in " } (line.reference)
                    }
                    " · " (confidence(line.confidence))
                }
            }
        }
        (chip(&line.marked))
    }
}

fn deed(line: &UndertakingLine) -> Markup {
    html! {
        @if !line.actor.is_empty() { bdi class="actor" { (line.actor) } ": " }
        bdi { (line.act) }
        @if !line.partner.is_empty() { ", with " bdi { (line.partner) } }
        @if !line.place.is_empty() { ", in " bdi { (line.place) } }
    }
}

/// The day by which it is due; where none is known, what the paper says of the time.
fn by_when(line: &UndertakingLine) -> Markup {
    html! {
        @match line.due {
            Some(due) if line.overdue => { " — " span class="due" { "was due by " (day(due)) } }
            Some(due) => { " — " span class="by-when" { "due by " (day(due)) } }
            None if !line.when_words.is_empty() => { " — " span class="by-when" { bdi { (line.when_words) } } }
            None => {}
        }
    }
}
