//! The box of a principal: sections by purpose, each paper with its note and its meeting.

use super::dates::{count, moment};
use super::lists::{between, empty, for_meeting, paper, proposed};
use super::shell::{Frame, shell};
use crate::url;
use chancery_registry::answers::{BoxItem, BoxPage, BoxSection, PostLine};
use maud::{Markup, html};
use serde::Serialize;

/// A box, and whose boxes there are besides.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PrincipalBox {
    /// The box.
    #[serde(flatten)]
    pub page: BoxPage,
    /// The posts for which boxes are made.
    pub principals: Vec<PostLine>,
}

/// The box of a principal.
pub fn principal_box(frame: &Frame, boxed: &PrincipalBox) -> Markup {
    let page = &boxed.page;
    shell(
        frame,
        "Box",
        &between(
            page.overall.as_ref(),
            &html! {
                header class="head" {
                    p class="kicker" { "Box" }
                    h1 { bdi { (page.principal.title) } }
                    @if let Some(holder) = &page.principal.holder { p class="lead" { bdi { (holder) } } }
                    (others(boxed))
                }
                @if page.sections.is_empty() {
                    (empty("The box is empty.", &html! {
                        "A paper comes here when it is put up: open it in the " a href="/register" { "register" }
                        " and choose “Put up”."
                    }))
                } @else {
                    p class="weight" {
                        (count(page.papers.into(), "paper", "papers")) " · "
                        (count(page.words.into(), "word", "words")) " · about "
                        (count(page.reading_minutes.into(), "minute", "minutes")) " of reading"
                    }
                    @for (at, part) in page.sections.iter().enumerate() { (section(at, part)) }
                }
            },
        ),
    )
}

/// There is nobody for whom a box is made.
pub fn no_boxes(frame: &Frame) -> Markup {
    shell(
        frame,
        "Box",
        &html! {
            header class="head" { h1 { "Box" } }
            (empty("No box is made here.", &html! {
                "A box is made for a post that is a principal's. The registry's keeper names one."
            }))
        },
    )
}

fn others(boxed: &PrincipalBox) -> Markup {
    let here = &boxed.page.principal.handle;
    html! {
        @if boxed.principals.len() > 1 {
            nav class="tabs" aria-label="Boxes" {
                ul {
                    @for post in &boxed.principals {
                        li {
                            a href={ "/box/" (url::encode(&post.handle)) }
                                aria-current=[(post.handle == *here).then_some("page")] { bdi { (post.title) } }
                        }
                    }
                }
            }
        }
    }
}

fn section(at: usize, section: &BoxSection) -> Markup {
    html! {
        section class="purpose" aria-labelledby={ "purpose-" (at) } {
            h2 id={ "purpose-" (at) } {
                (section.purpose) " " span class="count" { (section.items.len()) }
            }
            ol class="lines" role="list" { @for item in &section.items { li class="line" { (paper(&item.paper, &note(item))) } } }
        }
    }
}

fn note(item: &BoxItem) -> Markup {
    html! {
        @if !item.note.is_empty() { p class="note" dir="auto" { (item.note) } }
        p class="parties" {
            @if let Some(meeting) = &item.meeting {
                (for_meeting(meeting)) ", " strong class="left" { (item.left) } " · "
            }
            "put up by " bdi { (item.by) } ", " (moment(item.at))
            @if item.proposed { " " (proposed()) }
        }
    }
}
