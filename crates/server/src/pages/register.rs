//! The register: every paper that the reader may know, in order, narrowed by what he asks.

use super::dates::count;
use super::lists::{between, empty, facets, pager, tickable, ticked_form};
use super::shell::{Frame, shell};
use crate::url;
use chancery_registry::answers::{RegisterFilter, RegisterPage};
use maud::{Markup, html};

type Pairs<'f> = [(&'static str, &'f str); 6];

/// The register.
pub fn register(frame: &Frame, filter: &RegisterFilter, found: &RegisterPage) -> Markup {
    let narrowed = pairs(filter).iter().any(|(_, value)| !value.is_empty());
    shell(
        frame,
        "Register",
        &between(
            found.overall.as_ref(),
            &html! {
                header class="head" {
                    h1 { "Register" }
                    p class="lead" { (count(found.total, "paper", "papers")) @if narrowed { " that fit" } }
                }
                div class="beside" {
                    div {
                        (tags(filter, found))
                        @if found.papers.is_empty() { (nothing(narrowed)) } @else { (tickable(&found.papers)) (ticked_form()) }
                        (pager(found.page, found.pages, |page| with(filter, "page", page)))
                    }
                    aside class="narrowing" aria-labelledby="narrow" {
                        h2 id="narrow" { "Narrow it" }
                        (form(filter))
                        (facets("Marking", &found.by_marking, |value| with(filter, "marking", value)))
                        (facets("Kind", &found.by_kind, |value| with(filter, "kind", value)))
                        (facets("Year", &found.by_year, |value| with(filter, "year", value)))
                    }
                }
            },
        ),
    )
}

fn nothing(narrowed: bool) -> Markup {
    if narrowed {
        empty(
            "No paper fits.",
            &html! { "Take a filter away, or " a href="/register" { "show the whole register" } "." },
        )
    } else {
        empty(
            "The register is empty.",
            &html! {
                "Papers stand here once they are registered: " code { "chancery file FILE" } "."
            },
        )
    }
}

fn pairs(filter: &RegisterFilter) -> Pairs<'_> {
    [
        ("marking", &filter.marking),
        ("kind", &filter.kind),
        ("correspondent", &filter.correspondent),
        ("year", &filter.year),
        ("since", &filter.since),
        ("until", &filter.until),
    ]
}

/// The register's address with one value put in the place of what it was; the page falls back to the first.
fn with(filter: &RegisterFilter, name: &'static str, value: &str) -> String {
    let mut query: Vec<(&str, &str)> =
        pairs(filter).into_iter().filter(|(other, _)| *other != name).collect();
    query.push((name, value));
    url::with_query("/register", &query)
}

fn tags(filter: &RegisterFilter, found: &RegisterPage) -> Markup {
    let held: Vec<_> = pairs(filter).into_iter().filter(|(_, value)| !value.is_empty()).collect();
    html! {
        @if !held.is_empty() {
            ul class="filters" aria-label="Filters" {
                @for (name, value) in held {
                    li {
                        a class="filter" href=(with(filter, name, "")) {
                            span class="vh" { "Remove " }
                            (name) ": " bdi { (shown(found, name, value)) }
                            span class="cross" aria-hidden="true" { "×" }
                        }
                    }
                }
            }
        }
    }
}

/// The word that a facet has for a value.
fn shown<'v>(found: &'v RegisterPage, name: &str, value: &'v str) -> &'v str {
    let facets = match name {
        "marking" => &found.by_marking,
        "kind" => &found.by_kind,
        _ => return value,
    };
    facets.iter().find(|facet| facet.value == value).map_or(value, |facet| &facet.shown)
}

fn form(filter: &RegisterFilter) -> Markup {
    html! {
        form class="stack" action="/register" method="get" {
            @for (name, value) in pairs(filter) {
                @if ["marking", "kind", "year"].contains(&name) && !value.is_empty() {
                    input type="hidden" name=(name) value=(value);
                }
            }
            label for="correspondent" { "Correspondent" }
            input id="correspondent" name="correspondent" value=(filter.correspondent) dir="auto" maxlength="200";
            label for="since" { "Written since" }
            input id="since" name="since" type="date" value=(filter.since);
            label for="until" { "Written until" }
            input id="until" name="until" type="date" value=(filter.until);
            button type="submit" { "Narrow" }
        }
    }
}
