//! What stands round a paper's text: the margin with its minutes, and who has seen it.

use super::dates::{moment, short_day};
use crate::tongue::{quoted, say};
use crate::url;
use chancery_office::act::MinuteKind;
use chancery_registry::answers::{MinuteShown, PaperPage, SeenShown};
use maud::{Markup, html};

/// The margin, as on the paper.
pub(super) fn margin(minutes: &[MinuteShown], may_minute: bool) -> Markup {
    html! {
        aside class="margin" aria-labelledby="minutes" {
            h2 id="minutes" { (say!("Minutes")) }
            @if minutes.is_empty() {
                p class="soft" {
                    (say!("Nothing is written on it."))
                    @if may_minute { " " a href="#act" { (say!("Write a minute")) } "." }
                }
            }
            ol role="list" { @for minute in minutes { li class={ "minute " (look(minute.kind)) } { (one(minute)) } } }
        }
    }
}

/// A principal's mark looks like a note.
fn look(kind: MinuteKind) -> &'static str {
    if kind == MinuteKind::Mark { MinuteKind::Note.word() } else { kind.word() }
}

fn one(minute: &MinuteShown) -> Markup {
    let text = if minute.text.is_empty() { say(minute.kind.words()) } else { &minute.text };
    html! {
        p class="written" dir="auto" lang=[quoted()] { (text) }
        p class="of" {
            @if !minute.by.is_empty() { bdi { (minute.by) } }
            @if let Some(at) = minute.at {
                @if !minute.by.is_empty() { ", " }
                (moment(at))
            } @else if let Some(date) = minute.date {
                @if !minute.by.is_empty() { ", " }
                (short_day(date))
            }
            @if minute.at.is_none() { span class="came" { " " (say!("on the paper")) } }
        }
        @if minute.doubtful { p { span class="tag doubtful" { (say!("doubtful reading")) } } }
    }
}

/// The states that the paper has been in, and when it came again.
pub(super) fn versions(page: &PaperPage) -> Markup {
    html! {
        section class="versions" aria-labelledby="versions" {
            h2 id="versions" { (say!("How it was read")) }
            ol role="list" {
                @for one in &page.versions {
                    li {
                        a href={ "/paper/" (url::encode(&page.line.id)) "/version/" (one.number) } { (say(&one.what)) }
                        ", " bdi { (one.by) } ", " (moment(one.at))
                    }
                }
                @for (way, at) in &page.came_again { li { (say!("came again {way}, settled as a duplicate {at}", way = say(way), at = moment(*at))) } }
            }
        }
    }
}

/// Who has seen the paper.
pub(super) fn seen(seen: &[SeenShown]) -> Markup {
    html! {
        section class="seen" aria-labelledby="seen" {
            h2 id="seen" { (say!("Seen by")) }
            table {
                caption class="vh" { (say!("Who has seen the paper")) }
                thead { tr { th scope="col" { (say!("Who")) } th scope="col" { (say!("First")) } th scope="col" { (say!("Last")) } th scope="col" { (say!("Times")) } } }
                tbody {
                    @for one in seen {
                        tr {
                            th scope="row" { bdi { (one.by) } }
                            td { (moment(one.first)) }
                            td { (moment(one.last)) }
                            td class="figure" { (one.times) }
                        }
                    }
                }
            }
        }
    }
}
