//! The in-tray as a list, and the form by which files are sent up into it.

use super::dates::moment;
use super::lists::{between, chip, empty, parties};
use super::shell::{Frame, notice, shell, token};
use super::turned::{reasons, turn_away};
use crate::tongue::{say, tell};
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
        "settled" => Some(say!("The paper before was settled: it stands in the register.")),
        "turned-away" => Some(say!("The paper before was turned away: it is kept, and can wait again.")),
        "duplicate" => Some(say!("The paper before was settled as a duplicate.")),
        _ => None,
    }
}

/// The in-tray.
pub fn tray(frame: &Frame, page: &TrayPage, asked: &TrayAsked) -> Markup {
    shell(
        frame,
        say!("In-tray"),
        &between(
            page.overall.as_ref(),
            &html! {
                header class="head" {
                    h1 { (say!("In-tray")) }
                    p class="lead" { (say!("What came in and is on nobody’s list yet. A clerk settles it, one paper at a time.")) }
                }
                @if let Some(done) = asked.done { (notice(frame, done)) }
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
            h2 id="waiting" { (say!("Waiting")) }
            @if page.waiting.is_empty() {
                (empty(say!("Nothing waits."), &html! {
                    (say!("Papers come here by mail, from a watched folder, from this page, and by {command}. Each is kept and entered when it comes; it reaches a box once it is settled.",
                        command = html! { code { "chancery file --to-tray FILE" } }))
                }))
            } @else {
                p class="soft" { (many!(page.total.into(), "{n} paper waits, the longest first.", "{n} papers wait, the longest first.")) }
                ol class="lines" role="list" { @for (n, line) in page.waiting.iter().enumerate() { (one(frame, n, line)) } }
                (reasons())
            }
            p class="row" { a href="/tray/turned-away" { (say!("What was turned away")) } }
        }
    }
}

fn one(frame: &Frame, n: usize, line: &TrayLine) -> Markup {
    let id = url::encode(&line.paper.id);
    html! {
        li class="line tray" {
            span class="day" { (moment(line.paper.entered)) }
            div class="what" {
                a class="title" data-row href={ "/tray/" (id) } { bdi { (line.paper.title) } }
                p class="parties" { (parties(&line.paper)) " · " (tell(&line.came)) }
                @if line.alike > 0 { p { span class="tag doubtful" { (say!("perhaps a duplicate")) } } }
                @if line.as_proposed && line.alike == 0 {
                    form class="at-once" action={ "/tray/" (id) "/settle" } method="post" data-settle {
                        (token(frame))
                        input type="hidden" name="list" value="yes";
                        button type="submit" class="second" { (say!("Settle as read")) span class="vh" { (say!(": ")) (line.paper.title) } }
                    }
                }
                details class="at-once" {
                    summary { (say!("Turn away")) span class="vh" { (say!(": ")) (line.paper.title) } }
                    (turn_away(frame, &line.paper.id, &format!("turn-reason-{n}"), "yes", &html! {}))
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
                h2 id="done" tabindex="-1" class="done" { (say!("Sent up")) }
                ul { @for one in sent { li { (became(one)) } } }
            }
        }
    }
}

fn became(one: &SentUp) -> Markup {
    html! {
        bdi { (one.name) } (say!(": ")) strong { (say(one.became)) } ", " (tell(&one.words))
        @for remark in &one.remarks { (say!("; ")) bdi { (tell(remark)) } }
    }
}

fn send_up(frame: &Frame) -> Markup {
    html! {
        section aria-labelledby="send-up" {
            h2 id="send-up" { (say!("Send files up")) }
            form class="stack" action="/tray" method="post" enctype="multipart/form-data" data-send-up {
                (token(frame))
                label for="files" { (say!("Files")) }
                input id="files" name="files" type="file" multiple required;
                label { input type="checkbox" name="together" value="yes"; " " (say!("They are one paper: pictures are its pages, else the first covers the rest")) }
                p class="soft" { (say!("Letters, mails, volumes: as many as you like, 64 MiB together. The bytes are kept as they come.")) }
                button type="submit" { (say!("Send them up")) }
            }
            div role="status" {
                ul class="sent" data-sent data-waits=(say!("waits")) data-failed=(say!("not taken: the registry could not be reached"))
                    data-look=(say!("Look at the in-tray")) {}
            }
        }
    }
}
