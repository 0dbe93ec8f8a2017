//! Meetings, and one meeting with the papers that it needs.

use super::dates::occasion;
use super::lists::{banner, empty, meeting as line, papers, proposed, subject};
use super::shell::{Frame, shell};
use super::undertakings::lines;
use crate::url;
use chancery_registry::answers::{FindingAt, MeetingLine, MeetingPage};
use maud::{Markup, html};

/// Every meeting that the reader may know of.
pub fn meetings(frame: &Frame, found: &[MeetingLine]) -> Markup {
    shell(
        frame,
        "Meetings",
        &html! {
            header class="head" { h1 { "Meetings" } }
            @if found.is_empty() {
                (empty("No meeting is known.", &html! {
                    "A meeting stands here as soon as a paper speaks of one: read papers in the "
                    a href="/register" { "register" } "."
                }))
            } @else {
                ol class="lines" role="list" { @for meeting in found { (line(meeting)) } }
            }
        },
    )
}

/// A meeting.
pub fn meeting(frame: &Frame, page: &MeetingPage) -> Markup {
    shell(
        frame,
        "Meeting",
        &html! {
            article class="marked" {
                (banner(&page.line.marked, "top"))
                div class="middle" {
                    header class="head" {
                        p class="kicker" { "Meeting" }
                        h1 { bdi { (subject(&page.line)) } }
                        p class="lead" {
                            (occasion(page.line.date, page.line.clock))
                            @if page.line.proposed { " " (proposed()) }
                        }
                        @if !page.words.is_empty() {
                            p class="evidence-of" { "Found in these words:" }
                            blockquote class="words" dir="auto" { (page.words) }
                        }
                    }
                    (for_it(page))
                }
                (banner(&page.line.marked, "bottom"))
            }
        },
    )
}

fn for_it(page: &MeetingPage) -> Markup {
    html! {
        section aria-labelledby="papers" {
            h2 id="papers" { "Papers" }
            @if page.papers.is_empty() {
                (empty("No paper is put up for it.", &html! { "Open a paper and choose “Put up”, then this meeting." }))
            } @else { (papers(&page.papers)) }
        }
        @if !page.subjects.is_empty() {
            section aria-labelledby="subjects" { h2 id="subjects" { "Subjects" } (subjects(&page.subjects)) }
        }
        @if !page.undertakings.is_empty() {
            section aria-labelledby="undertakings" {
                h2 id="undertakings" { "Undertakings" }
                (lines(&page.undertakings))
            }
        }
    }
}

fn subjects(found: &[FindingAt]) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="group" aria-labelledby="subjects" {
            table {
                caption class="vh" { "Subjects of the papers, and what became of them" }
                thead { tr { th scope="col" { "Became" } th scope="col" { "Words" } th scope="col" { "Paper" } } }
                tbody {
                    @for FindingAt { finding, reference, paper } in found {
                        tr {
                            td { span class={ "tag f-" (finding.class) } { (finding.degree) } }
                            td class="words" dir="auto" { (finding.words) }
                            td {
                                a class="ref" href={ "/paper/" (url::encode(paper)) "#f" (finding.number) } { (reference) }
                            }
                        }
                    }
                }
            }
        }
    }
}
