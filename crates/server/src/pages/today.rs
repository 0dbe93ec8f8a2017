//! Today: what waits, as links.

use super::dates::number;
use super::lists::{empty, meeting, papers};
use super::shell::{Frame, shell};
use crate::url;
use chancery_registry::answers::{PostLine, Today};
use maud::{Markup, html};

/// The short form of a marking that is not settled.
const UNSETTLED_SHORT: &str = "X";

/// The front page.
pub fn today(frame: &Frame, today: &Today) -> Markup {
    let date = today.date;
    shell(
        frame,
        "Today",
        &html! {
            header class="head" {
                p class="kicker" { "Today" }
                h1 { time datetime=(date.to_string()) { (date.strftime("%A %-d %B %Y").to_string()) } }
            }
            div class="today" {
                section class="waits" aria-labelledby="waits" { h2 id="waits" { "Waiting" } (waiting(today)) }
                section aria-labelledby="meetings" {
                    h2 id="meetings" { "Meetings" }
                    @if today.meetings.is_empty() {
                        (empty("No meeting is known.", &html! {
                            "Meetings appear here as soon as a paper speaks of one."
                        }))
                    } @else {
                        ol class="lines" role="list" { @for line in &today.meetings { (meeting(line)) } }
                    }
                }
                section class="wide" aria-labelledby="newest" {
                    h2 id="newest" { "Newest papers" }
                    @if today.newest.is_empty() {
                        (empty("No paper has come in.", &html! {
                            "Papers appear here when they are registered: " code { "chancery register FILE" } "."
                        }))
                    } @else {
                        (papers(&today.newest))
                        p { a href="/register" { "The whole register" } }
                    }
                }
            }
        },
    )
}

fn waiting(today: &Today) -> Markup {
    html! {
        ul class="tally" {
            @for (post, papers) in &today.boxes { li { (box_tally(post, *papers)) } }
            @if today.overdue > 0 {
                li { a data-row href="/undertakings" {
                    span class="figure due" { (number(today.overdue.into())) }
                    span { (if today.overdue == 1 { "undertaking is" } else { "undertakings are" }) " past the day" }
                } }
            }
            li { a data-row href="/undertakings" {
                span class="figure" { (number(today.undertakings.into())) }
                span { (if today.undertakings == 1 { "undertaking" } else { "undertakings" }) " in all" }
            } }
            @if let Some(unsettled) = today.unsettled {
                li { a data-row href={ "/register?marking=" (UNSETTLED_SHORT) } {
                    span class="figure" { (number(unsettled.into())) }
                    span { (if unsettled == 1 { "marking" } else { "markings" }) " to settle" }
                } }
            }
        }
    }
}

fn box_tally(post: &PostLine, papers: u32) -> Markup {
    html! {
        a data-row href={ "/box/" (url::encode(&post.handle)) } {
            span class="figure" { (number(papers.into())) }
            span { (if papers == 1 { "paper" } else { "papers" }) " in the box of the " bdi { (post.title) } }
        }
    }
}
