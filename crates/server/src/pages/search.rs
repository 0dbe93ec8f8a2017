//! Search: a query, what it found with extracts, how to ask.

use super::dates::count;
use super::doors::amiss;
use super::lists::{between, empty, facets, pager, paper};
use super::shell::{Frame, shell};
use crate::url;
use chancery_registry::answers::{FindPage, HitShown};
use maud::{Markup, html};

/// What can be typed, and what it finds.
const OPERATORS: [(&str, &str); 8] = [
    ("madrid gromyko", "both words, anywhere"),
    ("\"six point proposal\"", "these words, in this order"),
    ("gromyko -summit", "the first word, without the second"),
    ("(namibia OR angola) talks", "either of two, with a third"),
    ("negotiat*", "any ending"),
    ("from:shultz to:pym subject:relations", "by correspondents, by subject; place: and ref: likewise"),
    ("kind:letter", "by kind of paper"),
    ("date:1982-10..1982-12", "written in these months; year:1982, before: and after: likewise"),
];

/// The search page; `found` is none until something is sought.
pub fn search(frame: &Frame, found: Option<&FindPage>) -> Markup {
    let query = found.map_or("", |found| found.query.as_str());
    shell(
        frame,
        "Search",
        &between(
            found.and_then(|found| found.overall.as_ref()),
            &html! {
                header class="head" { h1 { "Search" } }
                (amiss(found.and_then(|found| found.fault.as_deref()), "q"))
                (form(query))
                @if let Some(found) = found { (results(found)) }
            },
        ),
    )
}

fn form(query: &str) -> Markup {
    html! {
        form class="query" role="search" aria-label="Papers" action="/search" method="get" {
            label for="q" { "Words, names, phrases" }
            div class="row" {
                input id="q" name="q" type="search" value=(query) dir="auto" maxlength="1000" autocomplete="off";
                button type="submit" { "Find" }
            }
            details {
                summary { "How to ask" }
                dl class="operators" {
                    @for (typed, finds) in OPERATORS { div { dt { code { (typed) } } dd { (finds) } } }
                }
            }
        }
    }
}

fn results(found: &FindPage) -> Markup {
    let narrowed = |field: &str, value: &str| {
        let value = value.replace('"', " ");
        // A junction that was typed must not take the narrowing into its arms.
        let query = format!("({}) {field}:\"{value}\"", found.query);
        url::with_query("/search", &[("q", &query)])
    };
    html! {
        div class="beside" {
            section aria-labelledby="found" {
                h2 id="found" { (count(found.total, "paper", "papers")) " found" }
                @if found.hits.is_empty() && found.fault.is_none() {
                    (empty("Nothing that you may read has these words.", &html! {
                        "Use fewer words, or look in the " a href="/register" { "register" } "."
                    }))
                }
                @if !found.hits.is_empty() {
                    ol class="lines" role="list" {
                        @for hit in &found.hits { li class="line" { (paper(&hit.paper, &extract(hit))) } }
                    }
                }
                (pager(found.page, found.pages, |page| {
                    url::with_query("/search", &[("q", &found.query), ("page", page)])
                }))
            }
            @if found.total > 0 {
                aside class="narrowing" aria-labelledby="narrow" {
                    h2 id="narrow" { "Narrow it" }
                    (facets("Correspondent", &found.by_from, |value| narrowed("from", value)))
                    (facets("Kind", &found.by_kind, |value| narrowed("kind", value)))
                    (facets("Year", &found.by_year, |value| narrowed("year", value)))
                }
            }
        }
    }
}

fn extract(hit: &HitShown) -> Markup {
    html! {
        p class="extract" dir="auto" {
            @for (words, sought) in &hit.extract {
                @if *sought { mark class="hit" { (words) } } @else { (words) }
            }
        }
    }
}
