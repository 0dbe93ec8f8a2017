//! Papers in hand: who has one and where it has been, what comes up, what was copied to whom.

use super::dates::{day, left, moment};
use super::lengths::{NOTE_CHARS_MAX, OWNER_CHARS_MAX, REFERENCE_CHARS_MAX};
use super::lists::{between, chip, empty, listed, pager, paper as line};
use super::paper_forms::{Act, Fault, Typed, address};
use super::shell::{Frame, shell, token};
use crate::tongue::{bdi, say};
use crate::url;
use chancery_registry::answers::{
    Addressee, BringUpLine, BringUpShown, BringUpsPage, CopiesPage, CopyLine, CopyShown, DraftLine,
    HandAsked, ListAsked, PaperPage, Stage, Whereabouts,
};
use maud::{Markup, html};

/// Papers that come up again.
pub fn bring_ups(frame: &Frame, page: &BringUpsPage) -> Markup {
    let body = html! {
        header class="head" {
            h1 { (say!("Bring-ups")) }
            p class="lead" { @if page.all { (many!(page.total, "{n} paper comes up before anybody", "{n} papers come up before anybody")) } @else { (many!(page.total, "{n} paper comes up before you", "{n} papers come up before you")) } }
            (other("/bring-ups", page.all))
        }
        @if page.lines.is_empty() {
            (empty(say!("Nothing comes up."), &html! { (say!("A paper’s page has a form by which it comes up again on a day.")) }))
        } @else { (ups(&page.lines, HandAsked { all: page.all, page: page.page })) }
        (pager(page.page, page.pages, |to| list("/bring-ups", page.all, to)))
    };
    shell(frame, say!("Bring-ups"), &between(page.overall.as_ref(), &body))
}

/// Papers that were copied.
pub fn copies(frame: &Frame, page: &CopiesPage) -> Markup {
    let body = html! {
        header class="head" {
            h1 { (say!("Copies")) }
            p class="lead" { @if page.all { (many!(page.total, "{n} paper was copied to anybody", "{n} papers were copied to anybody")) } @else { (many!(page.total, "{n} paper was copied to you", "{n} papers were copied to you")) } }
            (other("/copies", page.all))
        }
        @if page.lines.is_empty() {
            (empty(say!("No paper was copied."), &html! { (say!("A paper’s page has a form by which it is copied to people and posts.")) }))
        } @else { (copied(&page.lines)) }
        (pager(page.page, page.pages, |to| list("/copies", page.all, to)))
    };
    shell(frame, say!("Copies"), &between(page.overall.as_ref(), &body))
}

fn list(path: &str, all: bool, page: &str) -> String {
    url::with_query(path, &[("whose", if all { "all" } else { "" }), ("page", page)])
}

fn other(path: &'static str, all: bool) -> Markup {
    html! { p { @if all { a href=(path) { (say!("Yours alone")) } } @else { a href=(list(path, true, "")) { (say!("Everybody’s")) } } } }
}

/// Papers that come up, as lines of that list.
pub(super) fn ups(lines: &[BringUpLine], asked: HandAsked) -> Markup {
    let list = ListAsked::BringUps(asked);
    let first = |at: usize| lines.iter().position(|one| one.paper.id == lines[at].paper.id) == Some(at);
    html! {
        ol class="lines" role="list" {
            @for (at, one) in lines.iter().enumerate() {
                li class="line" { (listed(&list, first(at), &one.paper, &html! { p class="stands" { (up(&one.up)) } })) }
            }
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
        (say!("{comes_up} before {whom}: {reason}", whom = html! { bdi { (up.before) } (left(up.left)) }, reason = bdi(&up.reason), comes_up = html! {
            span class=[up.overdue.then_some("due")] { (say!("comes up on {day}", day = day(up.comes_up))) }
        }))
        span class="soft" {
            " · " bdi { (up.by) } ", " (moment(up.at))
            @if up.on != up.comes_up { " · " (say!("for {day}, when nobody works", day = day(up.on))) }
        }
    }
}

fn copy(copy: &CopyShown) -> Markup {
    html! {
        (say!("to {whom} for {purpose}", whom = html! { bdi { (copy.to) } (left(copy.left)) }, purpose = say(copy.purpose.words())))
        @if !copy.note.is_empty() { (say!(": ")) bdi { (copy.note) } }
        span class="soft" {
            " · " bdi { (copy.by) } ", " (moment(copy.at))
            @if let Some(opened) = copy.opened { " · " (say!("opened {at}", at = moment(opened))) }
        }
        @if let Some(answered) = &copy.answered {
            " · " (say!("answered by {by}, {at}", by = bdi(&answered.by), at = moment(answered.at)))
            @if !answered.words.is_empty() { (say!(": ")) bdi { (answered.words) } }
            @if let Some(paper) = &answered.shown_by {
                ", " (say!("as {paper} shows", paper = html! { a class="ref" href={ "/paper/" (url::encode(&paper.id)) } { (paper.reference) } }))
            }
        }
    }
}

/// Who has a paper, when it comes up, to whom it was copied, where it has been.
pub(super) fn in_hand(frame: &Frame, page: &PaperPage, fault: Option<&Fault>) -> Markup {
    let hand = &page.in_hand;
    html! {
        section class="with hand" aria-labelledby="hand" {
            h2 id="hand" { (say!("Who has it")) }
            @if hand.now.is_empty() && hand.drafts.is_empty() { p class="soft" { (say!("It lies in the registry.")) } }
            @if !hand.now.is_empty() { ul role="list" { @for one in &hand.now { li { (now(one)) } } } }
            @if !hand.drafts.is_empty() {
                h3 { (say!("Being written on it")) }
                ul role="list" { @for one in &hand.drafts { li { (writing(one)) } } }
            }
            @for one in hand.bring_ups.iter().filter(|up| up.may_put_away) { (put_away(frame, page, one)) }
            @for one in hand.copies.iter().filter(|copy| copy.may_answer) { (answer(frame, page, one, fault)) }
            @if !hand.copies.is_empty() {
                h3 { (say!("Copied to")) }
                ul role="list" { @for one in &hand.copies { li { (copy(one)) } } }
            }
            @if !hand.been.is_empty() {
                details {
                    summary { (say!("Where it has been")) }
                    ol role="list" { @for one in &hand.been { li { (was(one)) } } }
                }
            }
        }
    }
}

fn now(one: &Whereabouts) -> Markup {
    html! {
        @match &one.stage {
            Stage::InBox(_) => { (say!("in the box of the {post}", post = bdi(&one.who))) ", " (say(&one.stage.how())) }
            Stage::ComesUp(on) => { (say!("comes up before {whom} on {day}", whom = bdi(&one.who), day = day(*on))) }
            stage => { (say!("with {whom} for action", whom = bdi(&one.who))) @if !stage.how().is_empty() { (say!(": ")) bdi { (stage.how()) } } }
        }
        span class="soft" { " · " (say!("since {at}", at = moment(one.at))) }
    }
}

fn writing(draft: &DraftLine) -> Markup {
    html! {
        a href={ "/draft/" (url::encode(&draft.id)) } { (say(draft.form.words())) }
        " " (chip(&draft.marked))
        span class="soft" { " · " (say(draft.state.words())) " · " (say!("saved by {by}, {at}", by = bdi(&draft.by), at = moment(draft.at))) }
    }
}

fn was(one: &Whereabouts) -> Markup {
    let (what, who) = (say(one.stage.what()), bdi(&one.who));
    let went = match one.stage {
        Stage::PutUp(_) | Stage::BroughtUp(_) => say!("{what} before {who}", what = what, who = who),
        Stage::CameBack(_) | Stage::TakenOut => say!("{what} from {who}", what = what, who = who),
        Stage::Copied(_) => say!("{what} to {who}", what = what, who = who),
        Stage::PutAway(_) => say!("{what}, before {who}", what = what, who = who),
        _ => say!("{what} for {who}", what = what, who = who),
    };
    html! {
        (went)
        (how(&one.stage))
        span class="soft" { " · " bdi { (one.by) } ", " (moment(one.at)) }
    }
}

/// A purpose, a mark and for what it was copied are words of the office; all else was typed, or is a day.
fn how(stage: &Stage) -> Markup {
    let words = stage.how();
    html! {
        @match stage {
            Stage::BroughtUp(on) | Stage::PutAway(on) => { ", " (day(*on)) }
            _ if words.is_empty() => {}
            Stage::PutUp(_) | Stage::CameBack(_) | Stage::Copied(_) => { ", " bdi { (say(&words)) } }
            _ => { ", " bdi { (words) } }
        }
    }
}

fn put_away(frame: &Frame, page: &PaperPage, up: &BringUpShown) -> Markup {
    html! {
        form class="row" action=(address(&page.line, Act::PutAway)) method="post" {
            (token(frame))
            input type="hidden" name="key" value=(up.key);
            @if !up.overdue {
                input type="hidden" name="was-on" value=(up.on);
                input type="hidden" name="was-before" value=(up.before);
                input type="hidden" name="was-reason" value=(up.reason);
            }
            button type="submit" class="second" { (say!("Put it away")) span class="vh" { (say!(": before {whom}, {day}", whom = up.before, day = day(up.on))) } }
        }
    }
}

fn answer(frame: &Frame, page: &PaperPage, copy: &CopyShown, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault.filter(|fault| fault.typed.get("key") == Some(&copy.key)), Act::Answer);
    let id = |field: &str| format!("answer-{field}-{}", copy.key);
    html! {
        details open[typed.invalid().is_some()] {
            summary { (say!("It is done")) span class="vh" { (say!(": the copy to {whom}", whom = copy.to)) } }
            form class="stack" action=(address(&page.line, Act::Answer)) method="post" data-guarded {
                (token(frame))
                input type="hidden" name="key" value=(copy.key);
                label for=(id("words")) { (say!("What was done")) }
                input id=(id("words")) name="words" dir="auto" maxlength=(NOTE_CHARS_MAX) autocomplete="off" value=(typed.text("words"));
                label for=(id("shown")) { (say!("Reference of the paper that shows it")) }
                input id=(id("shown")) name="shown-by" class="ref" maxlength=(REFERENCE_CHARS_MAX) autocomplete="off" spellcheck="false" value=(typed.text("shown-by"));
                (typed.because())
                button type="submit" { (say!("It is done")) }
            }
        }
    }
}

/// The form by which a paper comes up again.
pub(super) fn bring_up_form(frame: &Frame, page: &PaperPage, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault, Act::BringUp);
    html! {
        div class="form" {
            h3 { (say!("Bring up")) }
            form class="stack" action=(address(&page.line, Act::BringUp)) method="post" data-guarded {
                (token(frame))
                (bring_up_fields(&typed))
                (typed.because())
                button type="submit" { (say!("Bring it up")) }
            }
        }
    }
}

pub(super) fn bring_up_fields(typed: &Typed<'_>) -> Markup {
    html! {
        label for="bring-up-on" { (say!("On" as "day")) }
        input id="bring-up-on" type="date" name="on" required value=(typed.text("on"))
            aria-invalid=[typed.invalid()] aria-describedby=[typed.told_by()];
        label for="bring-up-before" { (say!("Before" as "whom")) " " span class="soft" { (say!("(empty: before you)")) } }
        input id="bring-up-before" name="before" list="addressees" maxlength=(OWNER_CHARS_MAX) dir="auto" autocomplete="off" value=(typed.text("before"));
        label for="bring-up-reason" { (say!("Why")) }
        input id="bring-up-reason" name="reason" required maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(typed.text("reason"));
    }
}

/// The form by which a paper is copied.
pub(super) fn copy_form(frame: &Frame, page: &PaperPage, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault, Act::Copy);
    html! {
        div class="form" {
            h3 { (say!("Copy to")) }
            form class="stack" action=(address(&page.line, Act::Copy)) method="post" data-guarded {
                (token(frame))
                (copy_fields(&typed))
                (typed.because())
                button type="submit" { (say!("Copy it")) }
            }
        }
    }
}

pub(super) fn copy_fields(typed: &Typed<'_>) -> Markup {
    html! {
        label for="copy-to" { (say!("To" as "addressee")) " " span class="soft" { (say!("(several, with ; between them)")) } }
        input id="copy-to" name="to" list="addressees" required maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(typed.text("to"))
            aria-invalid=[typed.invalid()] aria-describedby=[typed.told_by()];
        label for="copy-purpose" { (say!("For" as "purpose")) }
        select id="copy-purpose" name="purpose" {
            @for purpose in [key!("action"), key!("information")] { option value=(purpose) selected[purpose == typed.text("purpose")] { (say(purpose)) } }
        }
        label for="copy-note" { (say!("Note")) }
        input id="copy-note" name="note" maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(typed.text("note"));
        p class="soft" { (say!("It opens nothing: who may not read the paper is not told of it.")) }
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
