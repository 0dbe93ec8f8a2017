//! The in-tray as a list, and the form by which files are sent up into it.

use super::dates::{count, moment};
use super::lists::{between, chip, empty, parties};
use super::shell::{Frame, shell, token};
use crate::url;
use chancery_registry::answers::{SentUp, TrayLine, TrayPage};
use maud::{Markup, html};

/// What brought the reader to the page.
#[derive(Clone, Debug, Default)]
pub struct TrayAsked {
    done: Option<&'static str>,
    sent: Vec<SentUp>,
}

impl TrayAsked {
    /// After a paper was settled in that way.
    pub fn done(how: &str) -> Self {
        Self { done: said(how), sent: Vec::new() }
    }

    /// After files were sent up.
    pub fn sent(sent: Vec<SentUp>) -> Self {
        Self { done: None, sent }
    }
}

/// What is said once a paper was settled.
pub(super) fn said(how: &str) -> Option<&'static str> {
    match how {
        "settled" => Some("The paper before was settled: it stands in the register."),
        "duplicate" => Some("The paper before was settled as a duplicate."),
        _ => None,
    }
}

/// The in-tray.
pub fn tray(frame: &Frame, page: &TrayPage, asked: &TrayAsked) -> Markup {
    shell(
        frame,
        "In-tray",
        &between(
            page.overall.as_ref(),
            &html! {
                header class="head" {
                    h1 { "In-tray" }
                    p class="lead" { "What came in and is on nobody’s list yet. A clerk settles it, one paper at a time." }
                }
                @if let Some(done) = asked.done { p class="done" id="done" role="status" tabindex="-1" { (done) } }
                (sent(&asked.sent))
                (waiting(frame, page))
                (send_up(frame))
            },
        ),
    )
}

fn waiting(frame: &Frame, page: &TrayPage) -> Markup {
    html! {
        section aria-labelledby="waiting" {
            h2 id="waiting" { "Waiting" }
            @if page.waiting.is_empty() {
                (empty("Nothing waits.", &html! {
                    "Papers come here by mail, from a watched folder, from this page, and by "
                    code { "chancery file --to-tray FILE" } ". Each is kept and entered when it comes; it reaches a box once it is settled."
                }))
            } @else {
                p class="soft" { (count(page.total.into(), "paper waits", "papers wait")) ", the longest first." }
                ol class="lines" role="list" { @for line in &page.waiting { (one(frame, line)) } }
            }
        }
    }
}

fn one(frame: &Frame, line: &TrayLine) -> Markup {
    let id = url::encode(&line.paper.id);
    html! {
        li class="line tray" {
            span class="day" { (moment(line.paper.entered)) }
            div class="what" {
                a class="title" data-row href={ "/tray/" (id) } { bdi { (line.paper.title) } }
                p class="parties" { (parties(&line.paper)) " · " (line.came) }
                @if line.alike > 0 { p { span class="tag doubtful" { "perhaps a duplicate" } } }
                @if line.as_proposed && line.alike == 0 {
                    form class="at-once" action={ "/tray/" (id) "/settle" } method="post" data-settle {
                        (token(frame))
                        input type="hidden" name="list" value="yes";
                        button type="submit" class="second" { "Settle as read" span class="vh" { ": " (line.paper.title) } }
                    }
                }
            }
            (chip(&line.paper.marked))
        }
    }
}

fn sent(sent: &[SentUp]) -> Markup {
    html! {
        @if !sent.is_empty() {
            section class="sent" aria-labelledby="done" {
                h2 id="done" tabindex="-1" class="done" { "Sent up" }
                ul { @for one in sent { li { (became(one)) } } }
            }
        }
    }
}

fn became(one: &SentUp) -> Markup {
    html! {
        bdi { (one.name) } ": " strong { (one.became) } ", " (one.words)
        @for remark in &one.remarks { "; " bdi { (remark) } }
    }
}

fn send_up(frame: &Frame) -> Markup {
    html! {
        section aria-labelledby="send-up" {
            h2 id="send-up" { "Send files up" }
            form class="stack" action="/tray" method="post" enctype="multipart/form-data" data-send-up {
                (token(frame))
                label for="files" { "Files" }
                input id="files" name="files" type="file" multiple required;
                p class="soft" { "Letters, mails, volumes: as many as you like, 64 MiB together. The bytes are kept as they come." }
                button type="submit" { "Send them up" }
            }
            div role="status" { ul class="sent" data-sent {} }
        }
    }
}
