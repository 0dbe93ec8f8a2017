//! The running talks of two sides: what a principal reads before he walks in.

use super::dates::{day, occasion, short_day};
use super::lengths::SOUGHT_CHARS_MAX;
use super::lists::{between, cut, empty, meeting_with, pager};
use super::shell::{Frame, shell};
use super::undertakings::lines;
use crate::tongue::{bdi, quoted, say, tell};
use crate::url;
use chancery_office::judging::FindingState;
use chancery_office::people::last_of;
use chancery_registry::answers::{
    Answer, Became, Change, Cut, DialoguePage, DialoguesPage, Held, MeetingLine, PaperLine, Position, Said,
    Side, SubjectRow, UndertakingLine,
};
use maud::{Markup, html};

/// Words of a cell that stand open beside who said what.
const ABOUT_CHARS_MAX: usize = 80;
/// A subject's name.
const NAME_CHARS_MAX: usize = 120;
/// Words of a subject by which its papers are sought.
const SOUGHT_WORDS_MAX: usize = 6;
/// Words that are quoted; the paper has them whole.
const WORDS_CHARS_MAX: usize = 200;

/// Between whom there are talks, and a form to name two.
pub fn dialogues(frame: &Frame, page: &DialoguesPage) -> Markup {
    let body = html! {
        header class="head" {
            h1 { (say!("Dialogues")) }
            p class="lead" { (say!("Who speaks with whom, as the papers tell.")) }
        }
        (form("", ""))
        @if page.pairs.is_empty() {
            (empty(say!("No paper tells who spoke with whom."), &html! { (say!("Subjects of talks are found in papers as they come in.")) }))
        } @else {
            ol class="pairs" role="list" {
                @for pair in &page.pairs {
                    li {
                        a class="title" data-row href=(address(&pair.a, &pair.b, "")) { (say!("{a} and {b}", a = bdi(&pair.a), b = bdi(&pair.b))) }
                        " " span class="soft" {
                            (say!("{subjects} in {papers}",
                                subjects = many!(pair.subjects.into(), "{n} subject", "{n} subjects"),
                                papers = many!(pair.papers.into(), "{n} paper", "{n} papers")))
                        }
                    }
                }
            }
        }
    };
    shell(frame, say!("Dialogues"), &body)
}

fn address(a: &str, b: &str, page: &str) -> String {
    at("/dialogue", a, b, page)
}

fn at(path: &str, a: &str, b: &str, page: &str) -> String {
    url::with_query(path, &[("a", a), ("b", b), ("page", page)])
}

fn form(a: &str, b: &str) -> Markup {
    html! {
        form class="query chase" action="/dialogue" method="get" {
            div { label for="a" { (say!("Between")) } input id="a" name="a" required value=(a) dir="auto" maxlength=(SOUGHT_CHARS_MAX); }
            div { label for="b" { (say!("and")) } input id="b" name="b" required value=(b) dir="auto" maxlength=(SOUGHT_CHARS_MAX); }
            button type="submit" { (say!("Show")) }
        }
    }
}

/// The dialogue of two.
pub fn dialogue(frame: &Frame, page: &DialoguePage) -> Markup {
    let body = html! {
        header class="head" {
            p class="kicker" { a href="/dialogue" { (say!("Dialogues")) } }
            h1 { (say!("{a} and {b}", a = bdi(&page.a), b = bdi(&page.b))) }
            p class="lead" { @if page.papers > 0 { a href=(papers(page)) { (count(page)) } } @else { (count(page)) } }
            @if page.papers > 0 { p { a href=(at("/dialogue/print", &page.a, &page.b, &page.page.to_string())) download { (say!("This page, PDF")) } } }
        }
        @if page.papers == 0 {
            (form(&page.a, &page.b))
            (empty(say!("No paper names both."), &html! { (say!("Try the surname alone.")) }))
        } @else {
            (next(page))
            (since(&page.since))
            (grid(page))
            (held(page))
            (promised(page))
            (positions(page))
        }
    };
    shell(frame, say!("Dialogue"), &between(page.overall.as_ref(), &body))
}

fn count(page: &DialoguePage) -> Markup {
    many!(page.papers.into(), "{n} paper names both", "{n} papers name both")
}

/// The address of the papers that name both.
fn papers(page: &DialoguePage) -> String {
    let named = |side: &str| format!("\"{side}\"");
    url::with_query("/search", &[("q", &format!("{} {}", named(&page.a), named(&page.b)))])
}

/// How much more there is than is shown, and where.
fn more(many: u32, address: &str) -> Markup {
    html! { @if many > 0 { p class="soft" { a href=(address) { (many!(many.into(), "{n} more in these papers", "{n} more in these papers")) } } } }
}

fn quote(words: &str) -> Markup {
    html! { span class="words" dir="auto" lang=[quoted()] { (cut(words, WORDS_CHARS_MAX)) } }
}

fn next(page: &DialoguePage) -> Markup {
    html! {
        section aria-labelledby="next" {
            h2 id="next" { (say!("The next occasion")) }
            @if page.next.shown.is_empty() && page.ahead.shown.is_empty() { p class="soft" { (say!("None is known.")) } }
            @if !page.next.shown.is_empty() { ol class="lines" role="list" { @for line in &page.next.shown { (meeting_with(line, &brief(line))) } } }
            @if page.next.more > 0 { p class="soft" { a href="/meetings" { (say!("{n} more", n = page.next.more)) } } }
            @if !page.ahead.shown.is_empty() { ul class="ahead" { @for said in &page.ahead.shown { li { (quote(&said.words)) " " (source(said)) } } } }
            (more(page.ahead.more, &papers(page)))
            @if let Some(line) = &page.last { h3 { (say!("The last meeting")) } ol class="lines" role="list" { (meeting_with(line, &brief(line))) } }
        }
    }
}

fn brief(line: &MeetingLine) -> Markup {
    html! { p class="parties" { a href={ "/meeting/" (url::encode(&line.id)) "/print" } download { (say!("Brief and papers, PDF")) } } }
}

fn since(changes: &Cut<Change>) -> Markup {
    html! {
        @if !changes.shown.is_empty() {
            section aria-labelledby="since" {
                h2 id="since" { (say!("Since last time")) }
                ul class="since" { @for change in &changes.shown { li { bdi { (cut(&change.subject, NAME_CHARS_MAX)) } (say!(": ")) strong { (tell(&change.what)) } } } }
                @if changes.more > 0 { p class="soft" { (say!("{n} more", n = changes.more)) } }
            }
        }
    }
}

fn grid(page: &DialoguePage) -> Markup {
    html! {
        section aria-labelledby="subjects" {
            h2 id="subjects" { (say!("Subjects")) }
            @if page.subjects.is_empty() {
                p class="soft" { (say!("No paper says which of the two raised what.")) }
            } @else {
                div class="scroll" tabindex="0" role="group" aria-labelledby="subjects" {
                    table class="dialogue" {
                        caption class="vh" { (say!("Subjects by occasions: who raised what, and what became of it")) }
                        thead { tr {
                            th scope="col" { (say!("Subject" as "talks")) }
                            @for line in &page.occasions { th scope="col" { (heading(line)) } }
                        } }
                        tbody { @for row in &page.subjects { (subject(page, row)) } }
                    }
                }
                (more(page.more, &papers(page)))
                (pager(page.page, page.pages, |to| address(&page.a, &page.b, to)))
            }
        }
    }
}

fn heading(line: &PaperLine) -> Markup {
    html! {
        a href={ "/paper/" (url::encode(&line.id)) } {
            @match line.date { Some(date) => { (short_day(date)) } None => { (say!("undated")) } }
        }
        " " span class="soft" { (say(line.kind.word())) ", " span class="ref" { (line.reference) } }
    }
}

/// The same where the page is too narrow for columns.
fn heading_words(line: &PaperLine) -> Markup {
    html! { @match line.date { Some(date) => { (short_day(date)) } None => { (say!("undated")) } } ", " (say(line.kind.word())) ", " span class="ref" { (line.reference) } }
}

/// A subject, and what was said of it at each occasion.
fn subject(page: &DialoguePage, row: &SubjectRow) -> Markup {
    html! {
        tr {
            th scope="row" { @if row.name.is_empty() { (say!("Other matters")) } @else { bdi { (cut(&row.name, NAME_CHARS_MAX)) } } }
            @for (cell, line) in row.cells.iter().zip(&page.occasions) {
                td {
                    @if !cell.is_empty() {
                        p class="when" aria-hidden="true" { (heading_words(line)) }
                        ul { @for said in cell { li { (entry(page, row, said)) } } }
                    }
                }
            }
        }
    }
}

/// Who, and what became of it, and how it was answered; the words on touch.
fn entry(page: &DialoguePage, row: &SubjectRow, said: &Said) -> Markup {
    html! {
        details class="said" {
            summary {
                (who(page, said.side, &said.by))
                " " (became(said.became))
                @if said.about != row.name && !said.about.is_empty() { span class="soft about" { " " bdi { (cut(&said.about, ABOUT_CHARS_MAX)) } } }
                @for answer in &said.answers { (answered(page, answer)) }
            }
            p { (quote(&said.words)) }
            @for answer in &said.answers {
                p { (who(page, answer.side, &answer.by)) (say!(": ")) (quote(&answer.words)) " " (words_at(said, answer.number)) @if answer.state != FindingState::Proposed { " · " (say(answer.state.words())) } }
            }
            p { (source(said)) @if said.state != FindingState::Proposed { " · " (say(said.state.words())) } }
        }
    }
}

fn became(became: Became) -> Markup {
    let word = became.words();
    html! { span class={ "became s-" (word.replace(' ', "-")) } { span class="tag" { (say(word)) } } }
}

/// What the other side made of it.
fn answered(page: &DialoguePage, answer: &Answer) -> Markup {
    html! {
        span class="answer" {
            (say!("answered by {whom}", whom = who(page, answer.side, &answer.by))) (say!(": "))
            @if answer.became.is_empty() { bdi class="words" lang=[quoted()] { (cut(&answer.about, ABOUT_CHARS_MAX)) } } @else { (became(answer.became)) }
        }
    }
}

/// A side by the name that was asked for, anybody else by his own.
fn who(page: &DialoguePage, side: Side, by: &str) -> Markup {
    let name = match side {
        Side::A => &page.a,
        Side::B => &page.b,
        Side::Both => say!("both"),
        Side::Neither => by,
    };
    html! { span class={ "side side-" (side.word()) } { bdi { (name) } } }
}

fn source(said: &Said) -> Markup {
    words_at(said, said.number)
}

/// Leads to the words of a finding of that number, in the same paper.
fn words_at(said: &Said, number: u32) -> Markup {
    let place = if number > 0 { format!("#f{number}") } else { String::new() };
    html! {
        a class="ref" href={ "/paper/" (url::encode(&said.paper)) (place) } {
            span class="vh" { (say!("The words in")) " " } (said.reference)
        }
    }
}

fn promised(page: &DialoguePage) -> Markup {
    let [a, b, both, others] = &page.undertakings;
    let who = |side: &str| {
        (
            url::with_query("/undertakings", &[("who", last_of(side))]),
            say!("All that {whom} has open", whom = bdi(side)),
        )
    };
    let with = |side: &str| {
        (
            url::with_query("/undertakings", &[("with", last_of(side))]),
            say!("All that is open with {whom}", whom = bdi(side)),
        )
    };
    html! {
        @if page.undertakings.iter().any(|of| !of.shown.is_empty()) {
            section aria-labelledby="undertakings" {
                h2 id="undertakings" { (say!("Open undertakings")) }
                (part("of-a", &page.a, a, &[who(&page.a)]))
                (part("of-b", &page.b, b, &[who(&page.b)]))
                (part("of-both", say!("Both" as "sides"), both, &[who(&page.a), who(&page.b)]))
                (part("of-others", say!("Others"), others, &[with(&page.a), with(&page.b)]))
            }
        }
    }
}

/// What of one side is open, how much more there is, and where all of it is.
fn part(id: &str, whose: &str, of: &Cut<UndertakingLine>, all: &[(String, Markup)]) -> Markup {
    html! {
        @if !of.shown.is_empty() {
            h3 id=(id) { bdi { (whose) } }
            (lines(&of.shown.iter().map(short).collect::<Vec<_>>()))
            p class="row" {
                @if of.more > 0 { span class="soft" { (many!(of.more.into(), "{n} more in these papers", "{n} more in these papers")) } }
                @for (address, words) in all { a href=(address) { (words) } }
            }
        }
    }
}

fn short(line: &UndertakingLine) -> UndertakingLine {
    let (act, words) = (cut(&line.act, WORDS_CHARS_MAX), cut(&line.words, WORDS_CHARS_MAX));
    UndertakingLine { act, words, ..line.clone() }
}

/// What either side held on each subject.
fn held(page: &DialoguePage) -> Markup {
    html! {
        @if !page.held.shown.is_empty() {
            section aria-labelledby="held" {
                h2 id="held" { (say!("What either side held, the newest last")) }
                @for (n, held) in page.held.shown.iter().enumerate() { (held_on(page, n, held)) }
                (more(page.held.more, &papers(page)))
            }
        }
    }
}

fn held_on(page: &DialoguePage, n: usize, held: &Held) -> Markup {
    let address = papers_on(page, &held.subject);
    html! {
        section class="held" aria-labelledby={ "held-" (n) } {
            h3 id={ "held-" (n) } { bdi { (cut(&held.subject, NAME_CHARS_MAX)) } }
            @for (side, of) in [(Side::A, &held.a), (Side::B, &held.b), (Side::Both, &held.both)] {
                @if !of.shown.is_empty() {
                    div {
                        h4 { (who(page, side, "")) }
                        (more(of.more, &address))
                        ol class="positions" role="list" { @for one in &of.shown { li { (stand(one)) } } }
                    }
                }
            }
        }
    }
}

/// When, what became of it, and the words.
fn stand(one: &Position) -> Markup {
    let said = &one.said;
    html! {
        p class="parties" {
            @match one.date { Some(date) => { (short_day(date)) } None => { (say!("undated")) } }
            @if !said.became.is_empty() { " " (became(said.became)) }
        }
        p { (quote(&said.words)) " " (source(said)) }
    }
}

/// The address of the papers that name both, and speak of a subject.
fn papers_on(page: &DialoguePage, subject: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let words: String = subject.chars().map(plain).collect();
    let words = words.split_whitespace().take(SOUGHT_WORDS_MAX).collect::<Vec<_>>().join(" ");
    url::with_query("/search", &[("q", &format!("\"{}\" \"{}\" {words}", page.a, page.b))])
}

/// Judgements on nothing that was raised.
fn positions(page: &DialoguePage) -> Markup {
    html! {
        @if !page.positions.shown.is_empty() {
            section aria-labelledby="positions" {
                h2 id="positions" { (say!("Other judgements, the last first")) }
                ol class="positions" role="list" { @for position in &page.positions.shown { li { (position_of(page, position)) } } }
                (more(page.positions.more, &papers(page)))
            }
        }
    }
}

fn position_of(page: &DialoguePage, position: &Position) -> Markup {
    html! {
        p class="parties" {
            (who(page, position.said.side, &position.said.by))
            ", " @match position.date { Some(date) => { (day(date)) } None => { (occasion(None, None)) } }
        }
        p { (quote(&position.said.words)) " " (source(&position.said)) }
    }
}
