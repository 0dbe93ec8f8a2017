//! A paper in the in-tray: what was read of it, to be put right, beside its text.

use super::dates::{moment, number};
use super::doors::amiss;
use super::lengths::MARKING_CHARS_MAX;
use super::lengths::REASON_CHARS_MAX;
use super::lists::{chip, parties, under_banner};
use super::particulars::fields;
use super::scan::scan;
use super::shell::{Frame, notice, shell, token};
use super::tray::said;
use super::turned::{reasons, turn_away};
use crate::tongue::{bdi, of_its_words, quoted, say, tell};
use crate::url;
use chancery_registry::answers::{Alike, TrayPaper};
use maud::{Markup, html};
use std::collections::HashMap;

/// A settling that was refused: what is amiss, and what was typed.
#[derive(Clone, Debug)]
pub struct TrayFault {
    /// What is amiss.
    pub sentence: String,
    /// The field that it is about.
    pub field: &'static str,
    /// What was typed.
    pub typed: HashMap<String, String>,
}

/// A paper in the in-tray.
pub fn tray_paper(frame: &Frame, page: &TrayPaper, done: &str, fault: Option<&TrayFault>) -> Markup {
    shell(
        frame,
        say!("In-tray"),
        &under_banner(
            &page.line.marked,
            "",
            &html! {
                @if let Some(done) = said(done) { (notice(frame, done)) }
                (amiss(fault.map(|fault| fault.sentence.as_str()), fault.map_or("", |fault| fault.field)))
                (head(page))
                div class=(desk(page)) {
                    section aria-labelledby="settle" { h2 id="settle" { (say!("Settle")) } (settle(frame, page, fault)) (duplicates(frame, page)) (away(frame, page)) }
                    (scan(&page.line.id, &page.pages, &[]))
                    section class="sheet set" aria-labelledby="text" {
                        h2 id="text" class="vh" { (say!("Text")) }
                        @if page.text.trim().is_empty() { p class="soft" { (say!("No text could be read from it.")) } }
                        div class="text plain-text" dir="auto" lang=[quoted()] { (page.text) }
                    }
                }
            },
        ),
    )
}

/// With pages, the picture lies between the fields and the text.
fn desk(page: &TrayPaper) -> &'static str {
    if page.pages.is_empty() { "settling" } else { "settling scanned" }
}

fn head(page: &TrayPaper) -> Markup {
    html! {
        header class="head" {
            p class="kicker" {
                @if page.place == 0 { (say!("Enclosed in a paper that waits")) }
                @else { (say!("Paper {n} of {of} that wait", n = number(page.place.into()), of = number(page.total.into()))) }
                " · " (say!("came {way}, {at}", way = tell(&page.came), at = moment(page.line.entered)))
            }
            h1 { bdi { (page.line.title) } }
            p class="parties" { (parties(&page.line)) }
            @for enclosure in &page.enclosures { p class="soft" { (say!("Encloses {paper}", paper = html! { a href={ "/tray/" (url::encode(&enclosure.id)) } { bdi { (enclosure.title) } } })) " " (chip(&enclosure.marked)) } }
            @for remark in &page.remarks { p class="soft" dir=[of_its_words()] { (tell(remark)) } }
            nav class="pager" aria-label=(say!("In-tray")) {
                @if let Some(previous) = &page.previous { a rel="prev" href={ "/tray/" (url::encode(previous)) } { (say!("Previous")) } }
                a href="/tray" { (say!("The whole in-tray")) }
                @if let Some(next) = &page.next { a rel="next" data-next href={ "/tray/" (url::encode(next)) } { (say!("Next")) } }
            }
        }
    }
}

fn settle(frame: &Frame, page: &TrayPaper, fault: Option<&TrayFault>) -> Markup {
    let read = &page.proposed;
    let marking = if page.as_proposed { read.marking.as_str() } else { "" };
    let value = |name: &str, read: &str| -> String {
        fault.and_then(|fault| fault.typed.get(name)).map_or_else(|| read.to_owned(), Clone::clone)
    };
    html! {
        form class="stack" action={ "/tray/" (url::encode(&page.line.id)) "/settle" } method="post" data-settle {
            (token(frame))
            label for="tray-marking" { (say!("Marking")) }
            input id="tray-marking" name="marking" maxlength=(MARKING_CHARS_MAX) autocomplete="off" spellcheck="false" required[!page.as_proposed]
                value=(value("marking", marking)) aria-describedby="tray-marking-said";
            p class="soft" id="tray-marking-said" {
                @if page.as_proposed { (say!("As it was read. What lies in it without a marking of its own gets this one.")) }
                @else if page.marking_read { (say!("Something that lies in it has no marking that could be read: settle that first, or say what all of it bears.")) }
                @else if read.marking.is_empty() { (say!("None could be read: the paper is held as closely as the registry can until you give it one.")) }
                @else if covers(&read.marking) { (say!("“{marking}” says what it covers, and nothing so marked came with it: say what it bears.", marking = bdi(&read.marking))) }
                @else { (say!("“{marking}” could not be read under any policy in force.", marking = bdi(&read.marking))) }
            }
            @if page.marking_read {
                label for="tray-reason" { (say!("Why it bears less than it says")) " " span class="soft" { (say!("(where it does)")) } }
                input id="tray-reason" name="reason" maxlength=(REASON_CHARS_MAX) dir="auto" autocomplete="off" value=(value("reason", ""));
            }
            (fields(read, value))
            button type="submit" { (say!("Settle it")) " " kbd { "s" } }
        }
    }
}

/// A marking that speaks of what is enclosed.
fn covers(marking: &str) -> bool {
    marking.get(..8).is_some_and(|first| first.eq_ignore_ascii_case("covering"))
}

fn duplicates(frame: &Frame, page: &TrayPaper) -> Markup {
    html! {
        @if !page.alike.is_empty() {
            div class="alike" {
                h3 { (say!("Perhaps a duplicate")) }
                @for alike in &page.alike { (duplicate(frame, page, alike)) }
            }
        }
    }
}

fn away(frame: &Frame, page: &TrayPaper) -> Markup {
    html! {
        div class="alike" {
            h3 { (say!("Not for the office")) }
            (turn_away(frame, &page.line.id, "turn-reason", "", &html! { " " kbd { "x" } }))
            (reasons())
        }
    }
}

fn duplicate(frame: &Frame, page: &TrayPaper, alike: &Alike) -> Markup {
    let place = if alike.waits { "tray" } else { "paper" };
    html! {
        form action={ "/tray/" (url::encode(&page.line.id)) "/duplicate" } method="post" data-duplicate {
            (token(frame))
            input type="hidden" name="of" value=(alike.paper.id);
            p {
                (say!("{what} as {paper}", what = say(alike.why), paper = html! {
                    a href={ "/" (place) "/" (url::encode(&alike.paper.id)) } {
                        @if alike.paper.reference.is_empty() { (say!("one that waits")) } @else { (alike.paper.reference) }
                        ", " bdi { (alike.paper.title) }
                    }
                }))
            }
            button type="submit" class="second" { (say!("It is that one")) " " kbd { "d" } }
        }
    }
}
