//! The register: every paper that the reader may know, in order, narrowed by what he asks.

use super::doors::amiss;
use super::lengths::NAME_CHARS_MAX;
use super::lists::{between, empty, facets, of_office, pager, tickable, ticked_form};
use super::shell::{Frame, shell};
use super::today::send_up;
use crate::tongue::say;
use crate::url;
use chancery_registry::answers::{ListAsked, RegisterFilter, RegisterPage};
use maud::{Markup, html};

type Pairs<'f> = [(&'static str, &'f str); 6];

/// The register; `fault` is what is amiss with the days that were asked for.
pub fn register(frame: &Frame, filter: &RegisterFilter, found: &RegisterPage, fault: Option<&str>) -> Markup {
    let narrowed = pairs(filter).iter().any(|(_, value)| !value.is_empty());
    let list = ListAsked::Register(RegisterFilter { page: found.page, ..filter.clone() });
    shell(
        frame,
        say!("Register"),
        &between(
            found.overall.as_ref(),
            &html! {
                header class="head" {
                    h1 { (say!("Register")) }
                    p class="lead" { @if narrowed { (many!(found.total, "{n} paper that fits", "{n} papers that fit")) } @else { (many!(found.total, "{n} paper", "{n} papers")) } }
                }
                (amiss(fault, "since"))
                div class="beside" {
                    div {
                        (tags(filter, found))
                        @if found.papers.is_empty() { (nothing(frame, narrowed)) } @else { (tickable(&list, &found.papers)) (ticked_form()) }
                        (pager(found.page, found.pages, |page| with(filter, "page", page)))
                    }
                    aside class="narrowing" aria-labelledby="narrow" {
                        h2 id="narrow" { (say!("Narrow it")) }
                        (form(filter))
                        (facets(say!("Marking"), &found.by_marking, |value| with(filter, "marking", value)))
                        (facets(say!("Kind"), &of_office(&found.by_kind), |value| with(filter, "kind", value)))
                        (facets(say!("Year"), &found.by_year, |value| with(filter, "year", value)))
                    }
                }
            },
        ),
    )
}

fn nothing(frame: &Frame, narrowed: bool) -> Markup {
    if narrowed {
        empty(
            say!("No paper fits."),
            &say!(
                "Take a filter away, or {register}.",
                register = html! { a href="/register" { (say!("show the whole register")) } }
            ),
        )
    } else {
        empty(
            say!("The register is empty."),
            &html! {
                (say!("Papers stand here once they are registered."))
                @if frame.who.tray.is_some() { " " (send_up()) }
            },
        )
    }
}

pub(super) fn pairs(filter: &RegisterFilter) -> Pairs<'_> {
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
            ul class="filters" aria-label=(say!("Filters")) {
                @for (name, value) in held {
                    li {
                        a class="filter" href=(with(filter, name, "")) {
                            span class="vh" { (say!("Remove")) " " }
                            (say(name)) (say!(": ")) bdi { (shown(found, name, value)) }
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
        "kind" => return say(value),
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
            label for="correspondent" { (say!("Correspondent")) }
            input id="correspondent" name="correspondent" value=(filter.correspondent) dir="auto" maxlength=(NAME_CHARS_MAX);
            label for="since" { (say!("Written since")) }
            input id="since" name="since" type="date" value=(filter.since);
            label for="until" { (say!("Written until")) }
            input id="until" name="until" type="date" value=(filter.until);
            button type="submit" { (say!("Narrow")) }
        }
    }
}
