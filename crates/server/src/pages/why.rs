//! Why a reader may or may not read a paper, element by element; and who could.

use super::dates::moment;
use super::lists::{chip, empty, paper as line, under_banner};
use super::person::{days, lines};
use super::shell::{Frame, shell};
use crate::tongue::{bdi, quoted};
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
        say!("Why"),
        &page.paper,
        &html! {
            header class="head" {
                p class="kicker" { a class="ref" href=(address(&page.paper, "")) { (page.paper.reference) } }
                h1 { (heading(page, own, &why.on)) }
                p class="lead" { (decision(page, &why.on)) }
            }
            (the_paper(&page.paper))
            section aria-labelledby="asks" {
                h2 id="asks" { (tense(&why.on, say!("What its marking asks"), say!("What its marking asked"))) }
                (bore(page.bore.as_ref(), page.at, &why.on))
                @if !page.steps.is_empty() { (steps(&page.steps)) }
            }
            section aria-labelledby="held" {
                h2 id="held" { (tense(&why.on, say!("The clearance in force"), say!("The clearance in force then"))) }
                (in_force(page.given.as_ref()))
            }
            @if why.may_ask { (ask_why(why)) (ask_who(&page.paper, &why.on)) }
        },
    )
}

/// A page about who may read a paper bears what that paper bears, since it names it.
fn about(frame: &Frame, title: &str, paper: &PaperLine, body: &Markup) -> Markup {
    shell(frame, title, &under_banner(&paper.marked, "", body))
}

fn address(paper: &PaperLine, part: &str) -> String {
    format!("/paper/{}{part}", url::encode(&paper.id))
}

fn tense(on: &str, now: &'static str, then: &'static str) -> &'static str {
    if on.is_empty() { now } else { then }
}

fn heading(page: &WhyPage, own: bool, on: &str) -> Markup {
    let who = bdi(&page.name);
    match (page.may, on.is_empty(), own) {
        (true, true, true) => html! { (say!("Why you may read it")) },
        (true, false, true) => html! { (say!("Why you could read it")) },
        (false, true, true) => html! { (say!("Why you may not read it")) },
        (false, false, true) => html! { (say!("Why you could not read it")) },
        (true, true, false) => say!("Why {who} may read it", who = who),
        (true, false, false) => say!("Why {who} could read it", who = who),
        (false, true, false) => say!("Why {who} may not read it", who = who),
        (false, false, false) => say!("Why {who} could not read it", who = who),
    }
}

/// The decision in a sentence.
fn decision(page: &WhyPage, on: &str) -> Markup {
    let missing = page.steps.iter().filter(|step| !step.ok).count() as u64;
    html! {
        @if page.bore.is_none() {
            (say!("What the paper bore then is not to be had: it was not yet entered, or it bore what you may not know."))
        } @else if page.may {
            (tense(on, say!("Everything that its marking asks is held."), say!("Everything that its marking asked was held.")))
        } @else {
            @if on.is_empty() { (many!(missing.max(1), "Of what its marking asks, {n} thing is not held.", "Of what its marking asks, {n} things are not held.")) }
            @else { (many!(missing.max(1), "Of what its marking asked, {n} thing was not held.", "Of what its marking asked, {n} things were not held.")) }
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
                @if on.is_empty() { (say!("It bears {marking}", marking = chip(bore))) }
                @else { (say!("On {at} it bore {marking}", at = moment(at), marking = chip(bore))) }
            }
        }
    }
}

fn steps(steps: &[WhyStep]) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="group" aria-labelledby="asks" {
            table {
                caption class="vh" { (say!("What is asked, what is held, and whether that is enough")) }
                thead { tr {
                    th scope="col" { (say!("Asked")) } th scope="col" { (say!("Held")) } th scope="col" { (say!("Enough")) } th scope="col" { (say!("Since")) }
                } }
                tbody {
                    @for step in steps {
                        tr {
                            th scope="row" { bdi { (step.asked) } }
                            td { @if step.held.is_empty() { span class="soft" { (say!("nothing")) } } @else { bdi { (step.held) } } }
                            td { @if step.ok { (say!("yes")) } @else { strong class="due" { (say!("no")) } } }
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
            None => { p { (say!("None: nothing that bears a marking could be read.")) } }
            Some(given) => {
                (lines(given))
                p class="soft" { (days(given)) " · " (say!("given by {by}, {at}", by = bdi(&given.by), at = moment(given.at))) }
                @if !given.reason.is_empty() { p class="reason" dir="auto" lang=[quoted()] { (given.reason) } }
            }
        }
    }
}

fn ask_why(why: &Why) -> Markup {
    html! {
        section class="ask" aria-labelledby="another" {
            h2 id="another" { (say!("Ask of another")) }
            form class="row-of" action=(address(&why.page.paper, "/why")) method="get" {
                div class="row" {
                    div class="field" {
                        label for="why-reader" { (say!("Reader")) }
                        select id="why-reader" name="reader" {
                            @for person in &why.people {
                                option value=(person.handle) selected[person.handle == why.page.handle] { (person.name) }
                            }
                        }
                    }
                    div class="field" {
                        label for="why-on" { (say!("On the day")) " " span class="soft" { (say!("(now, if empty)")) } }
                        input id="why-on" name="on" type="date" value=(why.on);
                    }
                    button type="submit" { (say!("Why")) }
                }
            }
        }
    }
}

/// Asks who could read a paper on a day.
pub(super) fn ask_who(paper: &PaperLine, on: &str) -> Markup {
    html! {
        section class="ask" aria-labelledby="who-could" {
            h2 id="who-could" { (say!("Who could read it")) }
            form class="row-of" action=(address(paper, "/readers")) method="get" {
                div class="row" {
                    div class="field" {
                        label for="who-on" { (say!("On the day")) " " span class="soft" { (say!("(now, if empty)")) } }
                        input id="who-on" name="on" type="date" value=(on);
                    }
                    button type="submit" { (say!("Who")) }
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
        say!("Readers"),
        &page.paper,
        &html! {
            header class="head" {
                p class="kicker" { a class="ref" href=(address(&page.paper, "")) { (page.paper.reference) } }
                h1 { (tense(&readers.on, say!("Who can read it"), say!("Who could read it"))) }
                p class="lead" { (many!(page.could.len() as u64, "{n} person", "{n} people")) ", " (moment(page.at)) }
            }
            (the_paper(&page.paper))
            section aria-labelledby="readers" {
                h2 id="readers" { (say!("Readers")) }
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
            h2 id="below" { (say!("Written on it below what was opened")) }
            ul role="list" {
                @for one in written {
                    li {
                        (say!("{by}, {at}, having opened {marking}: {reason}", by = bdi(&one.by), at = moment(one.at),
                            marking = chip(&one.opened), reason = html! { q dir="auto" lang=[quoted()] { (one.reason) } }))
                    }
                }
            }
        }
    }
}

fn nobody(page: &ReadersPage) -> Markup {
    let what = if page.bore.is_none() {
        say!("What the paper bore then is not to be had.")
    } else {
        say!("Nobody could read it.")
    };
    empty(
        what,
        &html! {
            @if page.bore.is_none() { (say!("It was not yet entered, or it bore what you may not know. Ask about a later day.")) }
            @else { (say!("No clearance that was in force opened it.")) }
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
                caption class="vh" { (say!("Who could read it, and who had opened it")) }
                thead { tr { th scope="col" { (say!("Name")) } th scope="col" { (say!("Opened it")) } th scope="col" { (say!("Decision")) } } }
                tbody {
                    @for reader in &page.could {
                        tr {
                            th scope="row" { bdi { (reader.name) } }
                            td {
                                @match reader.opened {
                                    Some(opened) => { (moment(opened)) }
                                    None => { span class="soft" { (say!("not by then")) } }
                                }
                            }
                            td { a href=(why(&reader.handle)) { (say!("Why")) span class="vh" { " " (say!("{who} could", who = reader.name)) } } }
                        }
                    }
                }
            }
        }
    }
}
