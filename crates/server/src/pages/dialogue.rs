//! The running talks of two sides: what a principal reads before he walks in.

use super::dates::{day, occasion, short_day};
use super::lists::{between, empty, meeting, pager};
use super::shell::{Frame, shell};
use super::undertakings::lines;
use crate::tongue::{bdi, quoted, say, tell};
use crate::url;
use chancery_registry::answers::{
    Change, DialoguePage, DialoguesPage, PaperLine, Position, Said, SubjectRow, UndertakingLine,
};
use maud::{Markup, html};

/// Words of a cell that stand open beside who said what.
const ABOUT_CHARS_MAX: usize = 80;

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
    url::with_query("/dialogue", &[("a", a), ("b", b), ("page", page)])
}

fn form(a: &str, b: &str) -> Markup {
    html! {
        form class="query chase" action="/dialogue" method="get" {
            div { label for="a" { (say!("Between")) } input id="a" name="a" required value=(a) dir="auto" maxlength="100"; }
            div { label for="b" { (say!("and")) } input id="b" name="b" required value=(b) dir="auto" maxlength="100"; }
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
            p class="lead" { (many!(page.papers.into(), "{n} paper names both", "{n} papers name both")) }
        }
        @if page.papers == 0 {
            (form(&page.a, &page.b))
            (empty(say!("No paper names both."), &html! { (say!("Try the surname alone.")) }))
        } @else {
            (next(page))
            (since(&page.since))
            (grid(page))
            (promised(page))
            (positions(page))
        }
    };
    shell(frame, say!("Dialogue"), &between(page.overall.as_ref(), &body))
}

fn next(page: &DialoguePage) -> Markup {
    html! {
        section aria-labelledby="next" {
            h2 id="next" { (say!("The next occasion")) }
            @if page.next.is_empty() && page.ahead.is_empty() { p class="soft" { (say!("None is known.")) } }
            @if !page.next.is_empty() { ol class="lines" role="list" { @for line in &page.next { (meeting(line)) } } }
            @if !page.ahead.is_empty() {
                ul class="ahead" {
                    @for said in &page.ahead { li { span class="words" dir="auto" lang=[quoted()] { (said.words) } " " (source(said)) } }
                }
            }
        }
    }
}

fn since(changes: &[Change]) -> Markup {
    html! {
        @if !changes.is_empty() {
            section aria-labelledby="since" {
                h2 id="since" { (say!("Since last time")) }
                ul class="since" { @for change in changes { li { bdi { (change.subject) } (say!(": ")) strong { (tell(&change.what)) } } } }
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

fn subject(page: &DialoguePage, row: &SubjectRow) -> Markup {
    html! {
        tr {
            th scope="row" { bdi { (row.name) } }
            @for cell in &row.cells {
                td {
                    @if cell.is_empty() { span class="vh" { (say!("not spoken of")) } }
                    @else { ul { @for said in cell { li { (entry(page, row, said)) } } } }
                }
            }
        }
    }
}

/// Who, and what became of it; the words on touch.
fn entry(page: &DialoguePage, row: &SubjectRow, said: &Said) -> Markup {
    html! {
        details class={ "said s-" (said.became.replace(' ', "-")) } {
            summary {
                span class={ "side side-" (said.side) } { bdi { (by(page, said)) } }
                " " span class="tag" { (say(said.became)) }
                @if said.about != row.name && !said.about.is_empty() { span class="soft about" { " " bdi { (super::lists::cut(&said.about, ABOUT_CHARS_MAX)) } } }
            }
            p class="words" dir="auto" lang=[quoted()] { (said.words) }
            p { (source(said)) @if said.state != "proposed" { " · " (say(&said.state)) } }
        }
    }
}

fn by<'p>(page: &'p DialoguePage, said: &'p Said) -> &'p str {
    match said.side {
        "a" => &page.a,
        "b" => &page.b,
        "both" => say!("both"),
        _ => &said.by,
    }
}

fn source(said: &Said) -> Markup {
    let place = if said.number > 0 { format!("#f{}", said.number) } else { String::new() };
    html! {
        a class="ref" href={ "/paper/" (url::encode(&said.paper)) (place) } {
            span class="vh" { (say!("The words in")) " " } (said.reference)
        }
    }
}

fn promised(page: &DialoguePage) -> Markup {
    let [a, b, others] = &page.undertakings;
    let part = |id: &'static str, whose: &str, of: &[UndertakingLine]| {
        html! { @if !of.is_empty() { h3 id=(id) { bdi { (whose) } } (lines(of)) } }
    };
    html! {
        @if page.undertakings.iter().any(|lines| !lines.is_empty()) {
            section aria-labelledby="undertakings" {
                h2 id="undertakings" { (say!("Open undertakings")) }
                (part("of-a", &page.a, a))
                (part("of-b", &page.b, b))
                (part("of-others", say!("Others"), others))
            }
        }
    }
}

fn positions(page: &DialoguePage) -> Markup {
    html! {
        @if !page.positions.is_empty() {
            section aria-labelledby="positions" {
                h2 id="positions" { (say!("Judgements, the last first")) }
                ol class="positions" role="list" { @for position in &page.positions { li { (position_of(page, position)) } } }
            }
        }
    }
}

fn position_of(page: &DialoguePage, position: &Position) -> Markup {
    html! {
        p class="parties" {
            span class={ "side side-" (position.said.side) } { bdi { (by(page, &position.said)) } }
            ", " @match position.date { Some(date) => { (day(date)) } None => { (occasion(None, None)) } }
        }
        p dir="auto" { span class="words" lang=[quoted()] { (position.said.words) } " " (source(&position.said)) }
    }
}
