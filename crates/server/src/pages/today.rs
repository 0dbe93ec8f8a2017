//! Today: what waits, as links.

use super::dates::{day, long_day, number};
use super::drafts::line as draft;
use super::in_hand::{copied, ups};
use super::lists::{between, chip, empty, meeting, papers};
use super::shell::{Frame, shell, token};
use super::undertakings::lines;
use crate::house::shows_round;
use crate::tongue::{bdi, tell};
use crate::url;
use chancery_office::people::last_of;
use chancery_registry::answers::{BoxTally, ChaseSide, FirstSteps, HandAsked, ReaderShown, Today};
use maud::{Markup, html};

/// The short form of a marking that is not settled.
const UNSETTLED_SHORT: &str = "X";

/// The front page.
pub fn today(frame: &Frame, today: &Today) -> Markup {
    let date = today.date;
    let body = html! {
        header class="head" {
            p class="kicker" { (say!("Today")) }
            h1 { time datetime=(date.to_string()) { (long_day(date)) } }
        }
        @if shows_round() { p class="lead tour-of" { (say!("New here? {tour} leads through this office by one letter.", tour = html! { a href="/tour" { (say!("A tour")) } })) } }
        div class="today" {
            @if let Some(steps) = &today.first_steps { (first_steps(steps)) }
            @if frame.who.keeper { (ledger(frame)) }
            @if !(frame.who.keeper && reads_nothing(today)) { (read(frame, today)) }
        }
    };
    shell(frame, say!("Today"), &between(today.overall.as_ref(), &body))
}

/// What a new office needs, each step done or to be done, and where.
fn first_steps(steps: &FirstSteps) -> Markup {
    let people = |words: &str| html! { a href="/people" { (words) } };
    let step = |done: bool, words: &Markup| {
        html! { li { span class="tag" { @if done { (say!("done")) } @else { (say!("to do")) } } " " (words) } }
    };
    html! {
        section class="wide" aria-labelledby="first-steps" {
            h2 id="first-steps" { (say!("First steps")) }
            p class="soft" { (say!("A new office needs these before it can work; once all are done, this is shown no more.")) }
            ol class="first-steps" {
                (step(steps.people, &say!("Admit the people of the office, on {people}, and make each a sign-in link.", people = people(say!("People")))))
                (step(steps.principal, &say!("Make a post for whose holder a box is made, on {people}.", people = people(say!("People")))))
                (step(steps.cleared, &say!("Have the security officer say what each may read: he signs in as {handle}.", handle = html! { code { "security" } })))
                (step(steps.backed_up, &say!("Make a backup, with its keys apart: {command}.", command = html! { code { "chancery backup FOLDER --keys-to FOLDER" } })))
            }
            p { (say!("Then the clerk takes papers in, on the page of the in-tray: he signs in as {handle}.", handle = html! { code { "clerk" } })) }
        }
    }
}

/// What a keeper keeps.
fn ledger(frame: &Frame) -> Markup {
    html! {
        section class="wide" aria-labelledby="ledger" {
            h2 id="ledger" { (say!("The ledger")) }
            p class="lead" { (say!("You keep the ledger. See that it is sound, and keep a copy of its checkpoint elsewhere.")) }
            form action="/ledger/verify" method="post" { (token(frame)) button type="submit" { (say!("Verify everything")) } }
            p { a data-row href="/ledger" { (say!("The last checkpoint, and what was verified")) } }
        }
    }
}

fn reads_nothing(today: &Today) -> bool {
    today.newest.is_empty()
        && today.meetings.is_empty()
        && today.boxes.iter().all(|one| one.papers == 0)
        && today.own.is_empty()
        && today.to_clear.is_empty()
        && today.to_approve.is_none()
        && today.sitting.is_none()
        && today.clearances.is_empty()
}

fn read(frame: &Frame, today: &Today) -> Markup {
    html! {
        section class="waits" aria-labelledby="waits" { h2 id="waits" { (say!("Waiting")) } (waiting(today, frame.who)) (sitting(frame, today)) }
        section aria-labelledby="meetings" { h2 id="meetings" { (say!("Meetings")) } (meetings(today)) }
        @if !today.own.is_empty() { (own_undertakings(today)) }
        @if !today.to_clear.is_empty() { (to_clear(today)) }
        @if !today.clearances.is_empty() { (clearances(frame, today)) }
        @if !today.bring_ups.lines.is_empty() { (brought_up(today)) }
        @if !today.copies.lines.is_empty() { (copied_to_him(today)) }
        section class="wide" aria-labelledby="newest" { h2 id="newest" { (say!("Newest papers")) } (newest(frame, today)) }
    }
}

/// What is opened in a sitting is remembered until it ends: words for others are held against it.
fn sitting(frame: &Frame, today: &Today) -> Markup {
    html! {
        div class="sitting" id="sitting" {
            @match &today.sitting {
                None => { p class="soft" { (say!("You have opened no paper in this sitting.")) } }
                Some(opened) => {
                    p class="soft" { (say!("In this sitting you have opened {marking}", marking = chip(opened))) }
                    form action="/sitting/end" method="post" {
                        (token(frame))
                        button type="submit" class="plain" { (say!("End the sitting")) }
                    }
                }
            }
        }
    }
}

/// What he answers for, in his own name or in a post of his.
fn own_undertakings(today: &Today) -> Markup {
    let own = url::with_query("/undertakings", &[("side", ChaseSide::Own.word())]);
    html! {
        section class="wide" aria-labelledby="own" {
            h2 id="own" { (say!("For you to do")) }
            (lines(&today.own))
            @if today.own_in_all > today.own.len() as u64 {
                p { a href=(own) { (many!(today.own_in_all, "{n} undertaking that you answer for", "All {n} undertakings that you answer for")) } }
            }
        }
    }
}

/// What others wait for: his word on what they have written.
fn to_clear(today: &Today) -> Markup {
    html! {
        section class="wide" aria-labelledby="to-clear" {
            h2 id="to-clear" { (say!("For you to clear or to sign")) }
            ol class="lines" role="list" { @for one in &today.to_clear { (draft(one)) } }
            p { a href="/drafts" { (say!("All drafts")) } }
        }
    }
}

/// Whose clearance ends soon, and who has none yet.
fn clearances(frame: &Frame, today: &Today) -> Markup {
    html! {
        section class="wide" aria-labelledby="clearances" {
            h2 id="clearances" { (say!("Clearances")) }
            ul class="due-clearances" role="list" {
                @for due in &today.clearances {
                    li {
                        a data-row href={ "/person/" (url::encode(&due.handle)) } { @if due.handle == frame.who.handle { (say!("Your own")) } @else { bdi { (due.name) } } }
                        " · "
                        @match due.until {
                            Some(until) => { (say!("ends {until}, that day included", until = day(until))) }
                            None => { (say!("none was given yet")) }
                        }
                    }
                }
            }
        }
    }
}

/// What comes up, those whose day is past first.
fn brought_up(today: &Today) -> Markup {
    html! {
        section class="wide" aria-labelledby="bring-ups" {
            h2 id="bring-ups" { (say!("Brought up")) }
            (ups(&today.bring_ups.lines, HandAsked::default()))
            p { a href="/bring-ups" { (say!("Everything that comes up")) } }
        }
    }
}

/// What was copied to the reader and asks something of him.
fn copied_to_him(today: &Today) -> Markup {
    html! {
        section class="wide" aria-labelledby="copies" {
            h2 id="copies" { (say!("Copied to you")) }
            (copied(&today.copies.lines))
            p { a href="/copies" { (say!("Everything that was copied to you")) } }
        }
    }
}

fn meetings(today: &Today) -> Markup {
    html! {
        @if today.meetings.is_empty() {
            (empty(say!("No meeting is known."), &html! { (say!("Meetings appear here as soon as a paper speaks of one.")) }))
        } @else {
            ol class="lines" role="list" { @for line in &today.meetings { (meeting(line)) } }
        }
    }
}

/// Where who enters papers sends them up.
pub(super) fn send_up() -> Markup {
    say!("Send files up on the page of the {tray}.", tray = html! { a href="/tray" { (say!("In-tray")) } })
}

fn newest(frame: &Frame, today: &Today) -> Markup {
    html! {
        @if today.newest.is_empty() {
            (empty(say!("No paper has come in that you may read."), &html! {
                (say!("Papers appear here when they are registered."))
                @if frame.who.tray.is_some() { " " (send_up()) }
            }))
        } @else {
            (papers(&today.newest))
            p { a href="/register" { (say!("The whole register")) } }
        }
    }
}

fn waiting(today: &Today, who: &ReaderShown) -> Markup {
    let keeper = who.keeper;
    html! {
        ul class="tally" {
            @for one in &today.boxes {
                // A keeper reads no box: an empty one is no news to him.
                @if one.papers > 0 || !keeper { li { (in_box(one)) } }
                @if one.returned > 0 { li { (came_back(one)) } }
            }
            @if let Some(papers) = who.tray.filter(|papers| *papers > 0) {
                li { (tally("/tray", papers, say!("paper in the in-tray"), say!("papers in the in-tray"))) }
            }
            @if today.overdue > 0 {
                li { a data-row href="/undertakings" {
                    span class="figure due" { (number(today.overdue.into())) }
                    span { (if today.overdue == 1 { say!("undertaking is past the day") } else { say!("undertakings are past the day") }) }
                } }
            }
            @match today.undertakings {
                0 if keeper => {}
                0 => { li { (line("/undertakings", say!("No undertaking is known"))) } }
                one_or_more => { li { (tally("/undertakings", one_or_more, say!("undertaking in all"), say!("undertakings in all"))) } }
            }
            @if today.undertakings > 0 && !keeper { li { (line(&named(who), say!("What stands in your name"))) } }
            @for one in &today.searches {
                li { a data-row href=(url::with_query("/search", &[("saved", &one.name)])) {
                    span class="figure" { (number(one.new.unwrap_or_default())) }
                    span { (many!(one.new.unwrap_or_default(), "new paper in the search “{name}”", "new papers in the search “{name}”", name = bdi(&one.name))) }
                } }
            }
            @match today.unsettled {
                None => {}
                Some(0) => { li { (line("/register", say!("Every marking is settled"))) } }
                Some(papers) => { li { (tally(&unsettled(), papers, say!("marking to settle"), say!("markings to settle"))) } }
            }
            @match today.to_approve {
                None => {}
                Some(0) => { li { (line("/markings", say!("No changed marking waits for you"))) } }
                Some(papers) => { li { (tally("/markings", papers, say!("marking to approve"), say!("markings to approve"))) } }
            }
        }
    }
}

/// The chase list of him who reads, by his surname: orders name people in more ways than one.
fn named(who: &ReaderShown) -> String {
    url::with_query("/undertakings", &[("who", last_of(&who.name))])
}

fn unsettled() -> String {
    url::with_query("/register", &[("marking", UNSETTLED_SHORT)])
}

fn in_box(one: &BoxTally) -> Markup {
    let (post, papers) = (&one.post, one.papers);
    let address = format!("/box/{}", url::encode(&post.handle));
    html! {
        @if papers == 0 {
            a class="none" data-row href=(address) { span { (say!("The box of the {post} is empty", post = bdi(&post.title))) } }
        } @else {
            a data-row href=(address) {
                span class="figure" { (number(papers.into())) }
                span {
                    @if papers == 1 { (say!("paper in the box of the {post}", post = bdi(&post.title))) }
                    @else { (say!("papers in the box of the {post}", post = bdi(&post.title))) }
                    @if one.due > 0 { ", " span class="due" { (say!("{n} due today or before", n = number(one.due.into()))) } }
                    @if let Some(closes) = &one.closes { ", " (say!("closes {left}", left = html! { strong { (tell(&closes.left)) } })) }
                }
            }
        }
    }
}

fn came_back(one: &BoxTally) -> Markup {
    html! {
        a data-row href={ "/box/" (url::encode(&one.post.handle)) "#returned" } {
            span class="figure" { (number(one.returned.into())) }
            span {
                (many!(one.returned.into(), "paper came back from the box of the {post}", "papers came back from the box of the {post}", post = bdi(&one.post.title)))
                @if one.discuss > 0 { ", " strong { (say!("{n} to discuss", n = number(one.discuss.into()))) } }
            }
        }
    }
}

fn tally(address: &str, many: u32, one: &str, more: &str) -> Markup {
    html! {
        a data-row href=(address) {
            span class="figure" { (number(many.into())) }
            span { (if many == 1 { one } else { more }) }
        }
    }
}

fn line(address: &str, words: &str) -> Markup {
    html! { a class="none" data-row href=(address) { span { (words) } } }
}
