//! A person who leaves the office, or has left: what is still with him, to be handed on, and the forms for it.

use super::dates::moment;
use super::drafts::line as draft;
use super::in_hand::{copied, ups};
use super::lengths::REASON_CHARS_MAX;
use super::lists::between;
use super::shell::{Frame, shell, token};
use super::told::Told;
use super::undertakings::lines as undertakings;
use crate::tongue::{bdi, quoted};
use crate::url;
use chancery_registry::answers::{AbsenceShown, HandAsked, LeavingPage, PostLine};
use maud::{Markup, html};

/// What is with somebody who leaves.
pub fn leaving(frame: &Frame, page: &LeavingPage, told: &Told) -> Markup {
    let at = if told.amiss.is_some() { "leaving-reason" } else { "" };
    let body = html! {
        (told.notice(frame, at, done))
        header class="head" {
            p class="kicker" { a href={ "/person/" (url::encode(&page.handle)) } { bdi { (page.name) } } }
            h1 { @if page.left.is_some() { (say!("He has left the office")) } @else { (say!("He leaves the office")) } }
        }
        @match &page.left {
            Some(left) => { (gone(frame, page, left)) }
            None => { (strike(frame, page, told, at)) }
        }
        (with_him(page))
    };
    shell(frame, say!("Leaving"), &between(page.overall.as_ref(), &body))
}

fn done(word: &str) -> Option<&'static str> {
    (word == "struck")
        .then_some(say!("He is struck off, and signed out everywhere. What is still with him stands below."))
}

fn strike(frame: &Frame, page: &LeavingPage, told: &Told, at: &str) -> Markup {
    html! {
        div class="form alone" {
            form class="stack" action={ "/person/" (url::encode(&page.handle)) "/leaving" } method="post" data-guarded {
                (token(frame))
                p {
                    (say!("Once he is struck off he cannot sign in, and is signed out at once. His duties, his clearance, his circles and his posts end, and he acts for nobody. What he did stands under his name, and what is with him stays with him until it is handed on."))
                }
                @if page.own { p { strong { (say!("It is you yourself: you will be signed out.")) } } }
                label for="leaving-reason" { (say!("Reason")) }
                textarea id="leaving-reason" name="reason" rows="2" dir="auto" required maxlength=(REASON_CHARS_MAX)
                    aria-invalid=[told.is_wrong("leaving-reason", at)]
                    aria-describedby=[told.is_wrong("leaving-reason", at).map(|_| "amiss")] { (told.text("reason")) }
                (told.beside("leaving-reason", at))
                button type="submit" { (say!("Strike off")) }
            }
        }
    }
}

fn gone(frame: &Frame, page: &LeavingPage, left: &AbsenceShown) -> Markup {
    html! {
        (absence(left))
        @if page.may_take_back {
            form action={ "/person/" (url::encode(&page.handle)) "/back" } method="post" {
                (token(frame))
                p class="soft" { (say!("Taken back, he has his name and nothing else: duties and clearance are given anew.")) }
                button type="submit" class="second" { (say!("Take back")) }
            }
        }
    }
}

/// When he left and why, and when he came back.
pub(super) fn absence(one: &AbsenceShown) -> Markup {
    html! {
        p {
            (say!("struck off by {by}, {at}", by = bdi(&one.by), at = moment(one.left)))
            @if let (Some(back), Some(by)) = (one.back, &one.back_by) {
                " · " (say!("taken back by {by}, {at}", by = bdi(by), at = moment(back)))
            }
        }
        p class="reason" dir="auto" lang=[quoted()] { (one.reason) }
    }
}

fn with_him(page: &LeavingPage) -> Markup {
    let nothing = page.posts.is_empty()
        && page.acts_in.is_empty()
        && page.drafts.is_empty()
        && page.copies.lines.is_empty()
        && page.bring_ups.lines.is_empty()
        && page.undertakings.is_empty();
    html! {
        section aria-labelledby="with-him" {
            h2 id="with-him" { (say!("What is with this person")) }
            p class="soft" { (say!("Of what you may read yourself. There may be more that another can hand on.")) }
            @if page.takes_in { p { strong { (say!("What comes by mail or into the watched folder is taken in under his name: once he is struck off it waits, or comes back to who sent it, until the office is served under another’s.")) } } }
            @if nothing && !page.takes_in { p { (say!("Nothing is.")) } }
        }
        (posts("held", say!("Posts that he holds"), &page.posts))
        (posts("acted", say!("Posts in which he acts"), &page.acts_in))
        @if !page.undertakings.is_empty() {
            section aria-labelledby="owed" {
                h3 id="owed" { (say!("Open undertakings that name this person")) }
                (undertakings(&page.undertakings))
                @if page.undertakings_total > page.undertakings.len() as u64 {
                    p { a href=(url::with_query("/undertakings", &[("who", &page.looked_for), ("trust", "all")])) { (many!(page.undertakings_total, "All {n}", "All {n}")) } }
                }
            }
        }
        @if !page.copies.lines.is_empty() {
            section aria-labelledby="copied" { h3 id="copied" { (say!("Copied for action, not answered")) } (copied(&page.copies.lines)) }
        }
        @if !page.bring_ups.lines.is_empty() {
            section aria-labelledby="ups" { h3 id="ups" { (say!("Coming up before this person")) } (ups(&page.bring_ups.lines, HandAsked { all: true, page: 1 })) }
        }
        @if !page.drafts.is_empty() {
            section aria-labelledby="written" {
                h3 id="written" { (say!("Drafts that he writes, or was asked to clear or to sign")) }
                ol class="lines" role="list" { @for one in &page.drafts { (draft(one)) } }
            }
        }
    }
}

fn posts(id: &str, heading: &str, posts: &[PostLine]) -> Markup {
    html! {
        @if !posts.is_empty() {
            section aria-labelledby=(id) {
                h3 id=(id) { (heading) }
                ul class="entries" role="list" { @for post in posts { li { a href={ "/post/" (url::encode(&post.handle)) } { bdi { (post.title) } } } } }
            }
        }
    }
}
