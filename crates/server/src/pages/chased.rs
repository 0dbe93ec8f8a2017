//! Several undertakings at once: what is done with those that were ticked, and what became of each.

use super::doors::amiss;
use super::in_hand::addressees;
use super::lengths::{NOTE_CHARS_MAX, OWNER_CHARS_MAX};
use super::lists::{between, empty};
use super::paper_forms::because;
use super::shell::{Frame, shell, token};
use super::together::TogetherAsked;
use super::undertakings::{address, by_when_after, deed, lines, source};
use crate::tongue::{bdi, tell};
use chancery_registry::answers::{ChasedLine, ChasedPage, UndertakingLine};
use maud::{Markup, html};

/// Of a key, what tells it apart in its paper; so the ticks of a whole page fit an address.
const KEY_CHARS: usize = 16;

/// The undertakings, and what can be done with them.
pub fn chased(frame: &Frame, page: &ChasedPage, asked: &TogetherAsked) -> Markup {
    let body = html! {
        header class="head" {
            p class="kicker" { a data-up href="/undertakings" { (say!("Undertakings")) } }
            h1 { (say!("Several undertakings")) }
        }
        (amiss(asked.amiss.as_deref(), "act"))
        @if asked.acted { (done(page)) }
        @if !page.lines.is_empty() { (became(&page.lines, asked)) }
        @if !asked.acted && !page.chosen.is_empty() {
            section aria-labelledby="chosen" {
                h2 id="chosen" { (many!(page.chosen.len() as u64, "{n} undertaking chosen", "{n} undertakings chosen")) }
                (lines(&page.chosen))
            }
        }
        @if page.chosen.is_empty() && page.lines.is_empty() {
            (empty(say!("No undertaking is chosen."), &say!("Tick undertakings in the {list}.", list = html! { a href="/undertakings" { (say!("chase list")) } })))
        }
        @if !page.chosen.is_empty() { (forms(frame, page, asked)) }
    };
    shell(frame, say!("Several undertakings"), &between(page.overall.as_ref(), &body))
}

fn done(page: &ChasedPage) -> Markup {
    let not = page.lines.iter().filter(|one| one.not_done.is_some()).count();
    let many = (page.lines.len() - not) as u64;
    html! {
        p class="done" id="done" role="status" tabindex="-1" {
            @if not == 0 { (many!(many, "It was done with {n} undertaking.", "It was done with {n} undertakings.")) }
            @else { (many!(many, "It was done with {n} undertaking, and not with {not}.", "It was done with {n} undertakings, and not with {not}.", not = not)) }
        }
    }
}

/// What became of each, as a table.
fn became(all: &[ChasedLine], asked: &TogetherAsked) -> Markup {
    let act = asked.typed.get("act").map_or("", String::as_str);
    html! {
        div class="scroll" tabindex="0" role="region" aria-label=(say!("What became of each")) {
            table class="chased" {
                caption class="vh" { (say!("What became of each")) }
                thead { tr { th scope="col" { (say!("Paper")) } th scope="col" { (say!("Undertaking")) } th scope="col" { (say!("What became of it")) } } }
                tbody {
                    @for one in all {
                        tr {
                            @match &one.line {
                                Some(line) => {
                                    td { a class="ref" href=(source(line)) { (line.reference) } }
                                    th scope="row" { a data-row href=(address(line)) { (deed(line)) } (by_when_after(line)) }
                                }
                                None => { td {} th scope="row" class="ref" { bdi { (one.name) } } }
                            }
                            td class=[one.not_done.is_some().then_some("due")] {
                                @match &one.not_done {
                                    Some(why) => { (say!("not done: {why}", why = tell(why))) }
                                    None => { (went(act, one.line.as_ref())) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn went(act: &str, line: Option<&UndertakingLine>) -> Markup {
    let owner = line.map_or("", |line| line.owner.as_str());
    match act {
        "assign" => say!("assigned to {who}", who = bdi(owner)),
        "chase" => html! { (say!("its reminder is entered")) },
        "confirm" => html! { (say!("confirmed")) },
        _ => html! { (say!("dismissed, and off the chase list")) },
    }
}

/// One form for each thing that can be done; each bears all the undertakings.
fn forms(frame: &Frame, page: &ChasedPage, asked: &TogetherAsked) -> Markup {
    let typed = |act: &str, name: &str| match asked.typed.get("act").is_some_and(|typed| typed == act) {
        true => asked.typed.get(name).map_or("", String::as_str),
        false => "",
    };
    let form = |act: &'static str, words: &str, fields: &Markup| {
        html! {
            div class="form" {
                h3 { (words) }
                form class="stack" action="/undertakings/together" method="post" data-guarded {
                    (token(frame))
                    (ticked(&page.chosen))
                    input type="hidden" name="act" value=(act);
                    (fields)
                    @if page.below && typed(act, "act") == act { (because("", true)) }
                    button type="submit" { (words) }
                }
            }
        }
    };
    let words = |act: &'static str, label: &Markup| {
        html! {
            label for={ (act) "-words" } { (label) }
            textarea id={ (act) "-words" } name="words" rows="3" dir="auto" maxlength=(NOTE_CHARS_MAX) { (typed(act, "words")) }
        }
    };
    html! {
        section class="acts" aria-labelledby="act" {
            h2 id="act" { (say!("Act on all of them")) }
            p class="soft" { (say!("Each undertaking is checked on its own; what is done is entered at once for all that allow it.")) }
            div class="forms" {
                (form("assign", say!("Assign"), &html! {
                    label for="assign-to" { (say!("Who answers for them")) }
                    input id="assign-to" name="to" list="addressees" required maxlength=(OWNER_CHARS_MAX) dir="auto" autocomplete="off" value=(typed("assign", "to"));
                    label for="assign-due" { (say!("By" as "day")) " " span class="soft" { (say!("(empty keeps the day of each)")) } }
                    input id="assign-due" type="date" name="due" value=(typed("assign", "due"));
                }))
                (form("chase", say!("Chase"), &words("chase", &html! { (say!("Reminder")) " " span class="soft" { (say!("(empty: each in its own words)")) } })))
                (form("confirm", say!("Confirm"), &html! {}))
                (form("dismiss", say!("They are no undertakings"), &words("dismiss", &html! { (say!("Why")) })))
            }
            (addressees(&page.addressees))
        }
    }
}

/// An undertaking as a tick bears it.
pub(super) fn which(line: &UndertakingLine) -> String {
    format!("{} {}", line.paper, line.key.get(..KEY_CHARS).unwrap_or(&line.key))
}

fn ticked(chosen: &[UndertakingLine]) -> Markup {
    html! { @for (n, line) in (1..).zip(chosen) { input type="hidden" name={ "u" (n) } value=(which(line)); } }
}
