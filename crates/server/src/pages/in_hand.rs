//! Papers in hand: who has one and where it has been, what comes up, what was copied to whom.

use super::dates::{count, day, moment};
use super::lists::{between, empty, pager, paper as line};
use super::paper_forms::{Act, Fault, Typed, address};
use super::shell::{Frame, shell, token};
use crate::url;
use chancery_registry::answers::{
    Addressee, BringUpLine, BringUpShown, BringUpsPage, CopiesPage, CopyLine, CopyShown, PaperPage,
    Whereabouts,
};
use maud::{Markup, html};

/// A note and a reason are not longer than this.
const NOTE_CHARS_MAX: usize = 1_000;

/// Papers that come up again.
pub fn bring_ups(frame: &Frame, page: &BringUpsPage) -> Markup {
    let body = html! {
        header class="head" {
            h1 { "Bring-ups" }
            p class="lead" { (count(page.total, "paper comes", "papers come")) " up " (whose(page.all)) }
            (other("/bring-ups", page.all))
        }
        @if page.lines.is_empty() {
            (empty("Nothing comes up.", &html! { "A paper’s page has a form by which it comes up again on a day." }))
        } @else { (ups(&page.lines)) }
        (pager(page.page, page.pages, |to| list("/bring-ups", page.all, to)))
    };
    shell(frame, "Bring-ups", &between(page.overall.as_ref(), &body))
}

/// Papers that were copied.
pub fn copies(frame: &Frame, page: &CopiesPage) -> Markup {
    let body = html! {
        header class="head" {
            h1 { "Copies" }
            p class="lead" { (count(page.total, "paper was copied", "papers were copied")) " to " (if page.all { "anybody" } else { "you" }) }
            (other("/copies", page.all))
        }
        @if page.lines.is_empty() {
            (empty("No paper was copied.", &html! { "A paper’s page has a form by which it is copied to people and posts." }))
        } @else { (copied(&page.lines)) }
        (pager(page.page, page.pages, |to| list("/copies", page.all, to)))
    };
    shell(frame, "Copies", &between(page.overall.as_ref(), &body))
}

fn whose(all: bool) -> &'static str {
    if all { "before anybody" } else { "before you" }
}

fn list(path: &str, all: bool, page: &str) -> String {
    url::with_query(path, &[("whose", if all { "all" } else { "" }), ("page", page)])
}

fn other(path: &'static str, all: bool) -> Markup {
    html! { p { @if all { a href=(path) { "Yours alone" } } @else { a href=(list(path, true, "")) { "Everybody’s" } } } }
}

/// Papers that come up, as lines.
pub(super) fn ups(lines: &[BringUpLine]) -> Markup {
    html! {
        ol class="lines" role="list" {
            @for one in lines { li class="line" { (line(&one.paper, &html! { p class="stands" { (up(&one.up)) } })) } }
        }
    }
}

/// Papers that were copied, as lines.
pub(super) fn copied(lines: &[CopyLine]) -> Markup {
    html! {
        ol class="lines" role="list" {
            @for one in lines { li class="line" { (line(&one.paper, &html! { p class="stands" { (copy(&one.copy)) } })) } }
        }
    }
}

fn up(up: &BringUpShown) -> Markup {
    html! {
        span class=[up.overdue.then_some("due")] { "comes up on " (day(up.comes_up)) }
        " before " bdi { (up.before) } ": " bdi { (up.reason) }
        span class="soft" {
            " · " bdi { (up.by) } ", " (moment(up.at))
            @if up.on != up.comes_up { " · for " (day(up.on)) ", when nobody works" }
        }
    }
}

fn copy(copy: &CopyShown) -> Markup {
    html! {
        "to " bdi { (copy.to) } " for " (copy.purpose)
        @if !copy.note.is_empty() { ": " bdi { (copy.note) } }
        span class="soft" {
            " · " bdi { (copy.by) } ", " (moment(copy.at))
            @if let Some(opened) = copy.opened { " · opened " (moment(opened)) }
        }
        @if let Some(answered) = &copy.answered {
            " · answered by " bdi { (answered.by) } ", " (moment(answered.at))
            @if !answered.words.is_empty() { ": " bdi { (answered.words) } }
            @if let Some(paper) = &answered.shown_by {
                ", as " a class="ref" href={ "/paper/" (url::encode(&paper.id)) } { (paper.reference) } " shows"
            }
        }
    }
}

/// Who has a paper, when it comes up, to whom it was copied, where it has been.
pub(super) fn in_hand(frame: &Frame, page: &PaperPage, fault: Option<&Fault>) -> Markup {
    let hand = &page.in_hand;
    html! {
        section class="with hand" aria-labelledby="hand" {
            h2 id="hand" { "Who has it" }
            @if hand.now.is_empty() { p class="soft" { "It lies in the registry." } }
            @if !hand.now.is_empty() { ul role="list" { @for one in &hand.now { li { (now(one)) } } } }
            @for one in hand.bring_ups.iter().filter(|up| up.may_put_away) { (put_away(frame, page, one)) }
            @for one in hand.copies.iter().filter(|copy| copy.may_answer) { (answer(frame, page, one, fault)) }
            @if !hand.copies.is_empty() {
                h3 { "Copied to" }
                ul role="list" { @for one in &hand.copies { li { (copy(one)) } } }
            }
            @if !hand.been.is_empty() {
                details {
                    summary { "Where it has been" }
                    ol role="list" { @for one in &hand.been { li { (was(one)) } } }
                }
            }
        }
    }
}

fn now(one: &Whereabouts) -> Markup {
    html! {
        @match one.what {
            "in the box" => { "in the box of the " bdi { (one.who) } ", " (one.how) }
            "comes up" => { "comes up before " bdi { (one.who) } " on " (one.how.parse().map_or_else(|_| html! {}, day)) }
            _ => { "with " bdi { (one.who) } " for action" @if !one.how.is_empty() { ": " bdi { (one.how) } } }
        }
        span class="soft" { " · since " (moment(one.at)) }
    }
}

fn was(one: &Whereabouts) -> Markup {
    let to = match one.what {
        "put up" | "brought up" => " before ",
        "came back" | "taken out" => " from ",
        "copied" => " to ",
        "put away" => ", before ",
        _ => " for ",
    };
    html! {
        (one.what) (to) bdi { (one.who) }
        @if !one.how.is_empty() { ", " bdi { (one.how) } }
        span class="soft" { " · " bdi { (one.by) } ", " (moment(one.at)) }
    }
}

fn put_away(frame: &Frame, page: &PaperPage, up: &BringUpShown) -> Markup {
    html! {
        form class="row" action=(address(&page.line, Act::PutAway)) method="post" {
            (token(frame))
            input type="hidden" name="key" value=(up.key);
            button type="submit" class="second" { "Put it away" span class="vh" { ": before " (up.before) ", " (day(up.on)) } }
        }
    }
}

fn answer(frame: &Frame, page: &PaperPage, copy: &CopyShown, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault.filter(|fault| fault.typed.get("key") == Some(&copy.key)), Act::Answer);
    let id = |field: &str| format!("answer-{field}-{}", copy.key);
    html! {
        details open[typed.invalid().is_some()] {
            summary { "It is done" span class="vh" { ": the copy to " (copy.to) } }
            form class="stack" action=(address(&page.line, Act::Answer)) method="post" data-guarded {
                (token(frame))
                input type="hidden" name="key" value=(copy.key);
                label for=(id("words")) { "What was done" }
                input id=(id("words")) name="words" dir="auto" maxlength=(NOTE_CHARS_MAX) autocomplete="off" value=(typed.text("words"));
                label for=(id("shown")) { "Reference of the paper that shows it" }
                input id=(id("shown")) name="shown-by" class="ref" maxlength="100" autocomplete="off" spellcheck="false" value=(typed.text("shown-by"));
                (typed.because())
                button type="submit" { "It is done" }
            }
        }
    }
}

/// The form by which a paper comes up again.
pub(super) fn bring_up_form(frame: &Frame, page: &PaperPage, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault, Act::BringUp);
    html! {
        div class="form" {
            h3 { "Bring up" }
            form class="stack" action=(address(&page.line, Act::BringUp)) method="post" data-guarded {
                (token(frame))
                (bring_up_fields(&typed))
                (typed.because())
                button type="submit" { "Bring it up" }
            }
        }
    }
}

pub(super) fn bring_up_fields(typed: &Typed<'_>) -> Markup {
    html! {
        label for="bring-up-on" { "On" }
        input id="bring-up-on" type="date" name="on" required value=(typed.text("on"))
            aria-invalid=[typed.invalid()] aria-describedby=[typed.told_by()];
        label for="bring-up-before" { "Before " span class="soft" { "(empty: before you)" } }
        input id="bring-up-before" name="before" list="addressees" maxlength="200" dir="auto" autocomplete="off" value=(typed.text("before"));
        label for="bring-up-reason" { "Why" }
        input id="bring-up-reason" name="reason" required maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(typed.text("reason"));
    }
}

/// The form by which a paper is copied.
pub(super) fn copy_form(frame: &Frame, page: &PaperPage, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault, Act::Copy);
    html! {
        div class="form" {
            h3 { "Copy to" }
            form class="stack" action=(address(&page.line, Act::Copy)) method="post" data-guarded {
                (token(frame))
                (copy_fields(&typed))
                (typed.because())
                button type="submit" { "Copy it" }
            }
        }
    }
}

pub(super) fn copy_fields(typed: &Typed<'_>) -> Markup {
    html! {
        label for="copy-to" { "To " span class="soft" { "(several, with ; between them)" } }
        input id="copy-to" name="to" list="addressees" required maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(typed.text("to"))
            aria-invalid=[typed.invalid()] aria-describedby=[typed.told_by()];
        label for="copy-purpose" { "For" }
        select id="copy-purpose" name="purpose" required {
            @for purpose in ["action", "information"] { option value=(purpose) selected[purpose == typed.text("purpose")] { (purpose) } }
        }
        label for="copy-note" { "Note" }
        input id="copy-note" name="note" maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(typed.text("note"));
        p class="soft" { "It opens nothing: who may not read the paper is not told of it." }
    }
}

/// People and posts that fields offer.
pub(super) fn addressees(offered: &[Addressee]) -> Markup {
    html! {
        @if !offered.is_empty() {
            datalist id="addressees" { @for one in offered { option value=(one.handle) { (one.name) } } }
        }
    }
}
