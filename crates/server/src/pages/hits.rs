//! A paper's text with every place that a query matches, each with the way to the next and the last.

use super::doors::amiss;
use super::lengths::QUERY_CHARS_MAX;
use super::lists::{parties, under_banner};
use super::shell::{Frame, shell};
use crate::tongue::quoted;
use crate::url;
use chancery_registry::answers::HitsPage;
use maud::{Markup, html};

/// The places of a query in a paper.
pub fn hits(frame: &Frame, page: &HitsPage) -> Markup {
    let path = format!("/paper/{}", url::encode(&page.paper.id));
    let places = page.text.iter().filter(|(_, sought)| *sought).count();
    shell(
        frame,
        &page.paper.reference,
        &under_banner(
            &page.marked,
            "",
            &html! {
                header class="head" {
                    p class="kicker" { span class="ref" { (page.paper.reference) } " · " (parties(&page.paper)) }
                    h1 { a href=(path) { bdi { (page.paper.title) } } }
                }
                (amiss(page.fault.as_deref(), "q"))
                (form(&format!("{path}/hits"), &page.query))
                (told(page, places))
                p { a href=(url::with_query("/search", &[("like", &page.paper.id)])) { (say!("Papers like this one")) } }
                section class="sheet" aria-label=(say!("Text")) {
                    div class="text" { p dir="auto" lang=[quoted()] { (text(page, places)) } }
                }
            },
        ),
    )
}

fn form(path: &str, query: &str) -> Markup {
    html! {
        form class="query short" role="search" aria-label=(say!("This paper")) action=(path) method="get" {
            label for="q" { (say!("Find in this paper")) }
            div class="row" {
                input id="q" name="q" type="search" value=(query) dir="auto" maxlength=(QUERY_CHARS_MAX) autocomplete="off";
                button type="submit" { (say!("Find")) }
            }
        }
    }
}

fn told(page: &HitsPage, places: usize) -> Markup {
    html! {
        p role="status" {
            (many!(page.total, "{n} place", "{n} places"))
            @if places > 0 {
                " · " a href="#hit-1" { (say!("to the first")) }
                " · " a href={ "#hit-" (places) } { (say!("to the last")) }
                " · " (say!("keys {next} and {previous}", next = html! { kbd { "n" } }, previous = html! { kbd { "p" } }))
            }
        }
    }
}

/// The words, each place numbered from 1 with links to its neighbours.
fn text(page: &HitsPage, places: usize) -> Markup {
    let numbered = page.text.iter().scan(0, |number, (words, sought)| {
        *number += usize::from(*sought);
        Some((words, sought.then_some(*number)))
    });
    html! {
        @for (words, number) in numbered {
            @match number {
                Some(number) => { (place(words, number, places)) }
                None => { (words) }
            }
        }
    }
}

fn place(words: &str, number: usize, places: usize) -> Markup {
    html! {
        span class="place" id={ "hit-" (number) } tabindex="-1" {
            mark class="hit" { (words) }
            @if number > 1 { a class="soft" href={ "#hit-" (number - 1) } { "‹" span class="vh" { (say!("previous place")) } } }
            @if number < places { a class="soft" href={ "#hit-" (number + 1) } { "›" span class="vh" { (say!("next place")) } } }
        }
    }
}
