//! What was turned away from the in-tray, and the form by which it is.

use super::dates::moment;
use super::lengths::NOTE_CHARS_MAX;
use super::lists::{between, chip, empty, pager, parties};
use super::shell::{Frame, shell, token};
use super::told::Told;
use crate::tongue::{bdi, tell};
use crate::url;
use chancery_registry::answers::{TurnedLine, TurnedPage};
use maud::{Markup, html};

/// What was turned away, the last first.
pub fn turned_away(frame: &Frame, page: &TurnedPage, told: &Told) -> Markup {
    let body = html! {
        header class="head" {
            p class="kicker" { a href="/tray" { (say!("In-tray")) } }
            h1 { (say!("Turned away")) }
            p class="lead" { (say!("Papers that a clerk sent away, the last first. They are on no list, and kept.")) }
        }
        (told.notice(frame, "", |done| (done == "waits").then_some(say!("It waits in the in-tray again."))))
        @if page.turned.is_empty() {
            (empty(say!("Nothing was turned away."), &html! { (say!("Spam, empty mails and delivery notices are turned away in the in-tray, each with a reason.")) }))
        } @else {
            p class="soft" { (many!(page.total, "{n} paper was turned away.", "{n} papers were turned away.")) }
            ol class="lines" role="list" { @for line in &page.turned { (one(frame, line)) } }
            (pager(page.page, page.pages, |to| url::with_query("/tray/turned-away", &[("page", to)])))
        }
    };
    shell(frame, say!("Turned away"), &between(page.overall.as_ref(), &body))
}

fn one(frame: &Frame, line: &TurnedLine) -> Markup {
    html! {
        li class="line tray" {
            span class="day" { (moment(line.paper.entered)) }
            div class="what" {
                p class="title" { bdi { (line.paper.title) } }
                p class="parties" { (parties(&line.paper)) " · " (tell(&line.came)) }
                @if let Some(at) = line.at {
                    p { (say!("{who}, {at}: {reason}", who = bdi(&line.by), at = moment(at), reason = bdi(&line.reason))) }
                }
                form class="at-once" action={ "/tray/" (url::encode(&line.paper.id)) "/wait-again" } method="post" {
                    (token(frame))
                    button type="submit" class="second" { (say!("Let it wait again")) span class="vh" { (say!(": ")) (line.paper.title) } }
                }
            }
            (chip(&line.paper.marked))
        }
    }
}

/// The form that turns a paper away; from a list it leads back there.
pub(super) fn turn_away(frame: &Frame, paper: &str, field: &str, list: &str, key: &Markup) -> Markup {
    html! {
        form class="stack" action={ "/tray/" (url::encode(paper)) "/turn-away" } method="post" data-turn-away {
            (token(frame))
            @if !list.is_empty() { input type="hidden" name="list" value=(list); }
            label for=(field) { (say!("Why it is turned away")) }
            input id=(field) name="reason" required maxlength=(NOTE_CHARS_MAX) autocomplete="off" list="turn-reasons";
            button type="submit" class="second" { (say!("Turn it away")) (key) }
        }
    }
}

/// Reasons that are offered; any other may be typed.
pub(super) fn reasons() -> Markup {
    html! {
        datalist id="turn-reasons" {
            @for reason in [say!("spam"), say!("empty"), say!("delivery notice"), say!("not for this office")] { option value=(reason) {} }
        }
    }
}
