//! Why a reader may or may not read a paper, element by element; and who could.

use super::dates::{count, moment};
use super::lists::{banner, chip, empty, paper as line};
use super::person::{days, lines};
use super::shell::{Frame, shell};
use crate::url;
use chancery_registry::answers::{
    BelowShown, GivenShown, Marked, PaperLine, PersonLine, ReadersPage, WhyPage, WhyStep,
};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Serialize;

/// The door's decision on a reader and a paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Why {
    /// The decision.
    #[serde(flatten)]
    pub page: WhyPage,
    /// The day at whose end it is asked, as it was typed; empty for now.
    pub on: String,
    /// Who asks may ask of others, and of other days.
    pub may_ask: bool,
    /// The people of the office, for the form alone.
    #[serde(skip)]
    pub people: Vec<PersonLine>,
}

/// Who could read a paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Readers {
    /// The readers.
    #[serde(flatten)]
    pub page: ReadersPage,
    /// The day at whose end it is asked, as it was typed; empty for now.
    pub on: String,
}

/// Why a reader may or may not read a paper.
pub fn why(frame: &Frame, why: &Why) -> Markup {
    let page = &why.page;
    let own = page.handle == frame.who.handle;
    about(
        frame,
        "Why",
        &page.paper,
        &html! {
            header class="head" {
                p class="kicker" { a class="ref" href=(address(&page.paper, "")) { (page.paper.reference) } }
                h1 { (heading(page, own, &why.on)) }
                p class="lead" { (decision(page, &why.on)) }
            }
            (the_paper(&page.paper))
            section aria-labelledby="asks" {
                h2 id="asks" { "What its marking " (tense(&why.on, "asks", "asked")) }
                (bore(page.bore.as_ref(), page.at, &why.on))
                @if !page.steps.is_empty() { (steps(&page.steps)) }
            }
            section aria-labelledby="held" {
                h2 id="held" { "The clearance in force" @if !why.on.is_empty() { " then" } }
                (in_force(page.given.as_ref()))
            }
            @if why.may_ask { (ask_why(why)) (ask_who(&page.paper, &why.on)) }
        },
    )
}

/// A page about who may read a paper bears what that paper bears, since it names it.
fn about(frame: &Frame, title: &str, paper: &PaperLine, body: &Markup) -> Markup {
    shell(
        frame,
        title,
        &html! {
            article class="marked" {
                (banner(&paper.marked, "top"))
                div class="middle" { (body) }
                (banner(&paper.marked, "bottom"))
            }
        },
    )
}

fn address(paper: &PaperLine, part: &str) -> String {
    format!("/paper/{}{part}", url::encode(&paper.id))
}

fn tense(on: &str, now: &'static str, then: &'static str) -> &'static str {
    if on.is_empty() { now } else { then }
}

fn heading(page: &WhyPage, own: bool, on: &str) -> Markup {
    let can = match (page.may, on.is_empty()) {
        (true, true) => "may read it",
        (true, false) => "could read it",
        (false, true) => "may not read it",
        (false, false) => "could not read it",
    };
    html! { @if own { "Why you " } @else { "Why " bdi { (page.name) } " " } (can) }
}

/// The decision in a sentence.
fn decision(page: &WhyPage, on: &str) -> Markup {
    let missing = page.steps.iter().filter(|step| !step.ok).count() as u64;
    html! {
        @if page.bore.is_none() {
            "What the paper bore then is not to be had: it was not yet entered, or it bore what you may not know."
        } @else if page.may {
            "Everything that its marking " (tense(on, "asks is", "asked was")) " held."
        } @else {
            "Of what its marking " (tense(on, "asks, ", "asked, ")) (count(missing.max(1), "thing", "things"))
            (if missing > 1 { tense(on, " are", " were") } else { tense(on, " is", " was") }) " not held."
        }
    }
}

fn the_paper(paper: &PaperLine) -> Markup {
    html! { ol class="lines" role="list" { li class="line" { (line(paper, &html! {})) } } }
}

fn bore(bore: Option<&Marked>, at: Timestamp, on: &str) -> Markup {
    html! {
        @if let Some(bore) = bore {
            p class="bore" {
                @if on.is_empty() { "It bears " } @else { "On " (moment(at)) " it bore " }
                (chip(bore))
            }
        }
    }
}

fn steps(steps: &[WhyStep]) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="group" aria-labelledby="asks" {
            table {
                caption class="vh" { "What is asked, what is held, and whether that is enough" }
                thead { tr {
                    th scope="col" { "Asked" } th scope="col" { "Held" } th scope="col" { "Enough" } th scope="col" { "Since" }
                } }
                tbody {
                    @for step in steps {
                        tr {
                            th scope="row" { bdi { (step.asked) } }
                            td { @if step.held.is_empty() { span class="soft" { "nothing" } } @else { bdi { (step.held) } } }
                            td { @if step.ok { "yes" } @else { strong class="due" { "no" } } }
                            // What is not held at all is held since no day.
                            td { @if let Some(since) = step.since.filter(|_| !step.held.is_empty()) { (moment(since)) } }
                        }
                    }
                }
            }
        }
    }
}

fn in_force(given: Option<&GivenShown>) -> Markup {
    html! {
        @match given {
            None => { p { "None: only papers without a marking could be read." } }
            Some(given) => {
                (lines(given))
                p class="soft" { (days(given)) " · given by " bdi { (given.by) } ", " (moment(given.at)) }
                @if !given.reason.is_empty() { p class="reason" dir="auto" { (given.reason) } }
            }
        }
    }
}

fn ask_why(why: &Why) -> Markup {
    html! {
        section class="ask" aria-labelledby="another" {
            h2 id="another" { "Ask of another" }
            form class="row-of" action=(address(&why.page.paper, "/why")) method="get" {
                div class="row" {
                    div class="field" {
                        label for="why-reader" { "Reader" }
                        select id="why-reader" name="reader" {
                            @for person in &why.people {
                                option value=(person.handle) selected[person.handle == why.page.handle] { (person.name) }
                            }
                        }
                    }
                    div class="field" {
                        label for="why-on" { "On the day " span class="soft" { "(now, if empty)" } }
                        input id="why-on" name="on" type="date" value=(why.on);
                    }
                    button type="submit" { "Why" }
                }
            }
        }
    }
}

/// Asks who could read a paper on a day.
pub(super) fn ask_who(paper: &PaperLine, on: &str) -> Markup {
    html! {
        section class="ask" aria-labelledby="who-could" {
            h2 id="who-could" { "Who could read it" }
            form class="row-of" action=(address(paper, "/readers")) method="get" {
                div class="row" {
                    div class="field" {
                        label for="who-on" { "On the day " span class="soft" { "(now, if empty)" } }
                        input id="who-on" name="on" type="date" value=(on);
                    }
                    button type="submit" { "Who" }
                }
            }
        }
    }
}

/// Who could read a paper.
pub fn readers(frame: &Frame, readers: &Readers) -> Markup {
    let page = &readers.page;
    about(
        frame,
        "Readers",
        &page.paper,
        &html! {
            header class="head" {
                p class="kicker" { a class="ref" href=(address(&page.paper, "")) { (page.paper.reference) } }
                h1 { (tense(&readers.on, "Who can read it", "Who could read it")) }
                p class="lead" { (count(page.could.len() as u64, "person", "people")) ", " (moment(page.at)) }
            }
            (the_paper(&page.paper))
            section aria-labelledby="readers" {
                h2 id="readers" { "Readers" }
                (bore(page.bore.as_ref(), page.at, &readers.on))
                @if page.could.is_empty() { (nobody(page)) } @else { (could(readers)) }
            }
            @if !page.below.is_empty() { (below(&page.below)) }
            (ask_who(&page.paper, &readers.on))
        },
    )
}

/// Words written on it by who had opened more, with the reasons that they gave.
fn below(written: &[BelowShown]) -> Markup {
    html! {
        section aria-labelledby="below" {
            h2 id="below" { "Written on it below what was opened" }
            ul role="list" {
                @for one in written {
                    li {
                        bdi { (one.by) } ", " (moment(one.at)) ", having opened " (chip(&one.opened)) ": "
                        q dir="auto" { (one.reason) }
                    }
                }
            }
        }
    }
}

fn nobody(page: &ReadersPage) -> Markup {
    let what = if page.bore.is_none() {
        "What the paper bore then is not to be had."
    } else {
        "Nobody could read it."
    };
    empty(
        what,
        &html! {
            @if page.bore.is_none() { "It was not yet entered, or it bore what you may not know. Ask about a later day." }
            @else { "No clearance that was in force opened it." }
        },
    )
}

fn could(readers: &Readers) -> Markup {
    let page = &readers.page;
    let why = |handle: &str| {
        url::with_query(&address(&page.paper, "/why"), &[("reader", handle), ("on", &readers.on)])
    };
    html! {
        div class="scroll" tabindex="0" role="group" aria-labelledby="readers" {
            table {
                caption class="vh" { "Who could read it, and who had opened it" }
                thead { tr { th scope="col" { "Name" } th scope="col" { "Opened it" } th scope="col" { "Decision" } } }
                tbody {
                    @for reader in &page.could {
                        tr {
                            th scope="row" { bdi { (reader.name) } }
                            td {
                                @match reader.opened {
                                    Some(opened) => { (moment(opened)) }
                                    None => { span class="soft" { "not by then" } }
                                }
                            }
                            td { a href=(why(&reader.handle)) { "Why" span class="vh" { " " (reader.name) " could" } } }
                        }
                    }
                }
            }
        }
    }
}
