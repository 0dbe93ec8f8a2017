//! People and posts, and what the reader himself may know.

use super::dates::moment;
use super::lists::empty;
use super::person::days;
use super::shell::{Frame, shell};
use crate::url;
use chancery_registry::answers::{PeoplePage, PersonLine, PostLine};
use maud::{Markup, html};

/// People and posts.
pub fn people(frame: &Frame, page: &PeoplePage) -> Markup {
    shell(
        frame,
        "People",
        &html! {
            header class="head" { h1 { "People and posts" } (tabs("people")) }
            section aria-labelledby="yours" { h2 id="yours" { "What you may read" } (yours(frame, page)) }
            section aria-labelledby="people" {
                h2 id="people" { "People" }
                @if page.people.is_empty() {
                    (empty("Nobody is entered.", &html! { "The registry’s keeper enters people." }))
                } @else { (persons(frame, page)) }
            }
            section aria-labelledby="posts" {
                h2 id="posts" { "Posts" }
                @if page.posts.is_empty() {
                    (empty("No post is entered.", &html! { "The registry’s keeper enters posts." }))
                } @else { (posts(&page.posts)) }
            }
        },
    )
}

/// The pages about people, for the head of each.
pub(super) fn tabs(here: &str) -> Markup {
    html! {
        nav class="tabs" aria-label="People" {
            ul {
                @for (name, path, words) in [("people", "/people", "People and posts"), ("correspondents", "/correspondents", "Correspondents"), ("circles", "/circles", "Circles")] {
                    li { a href=(path) aria-current=[(name == here).then_some("page")] { (words) } }
                }
            }
        }
    }
}

fn yours(frame: &Frame, page: &PeoplePage) -> Markup {
    html! {
        @if page.clearance.is_empty() {
            p { "Papers without a marking. Who gives clearances gives you another." }
        } @else {
            ul class="clearance" { @for line in &page.clearance { li { (line) } } }
        }
        @if let Some(given) = &page.given {
            p class="soft" { (days(given)) " · given by " bdi { (given.by) } ", " (moment(given.at)) }
        }
        @if !page.circles.is_empty() {
            p { (if page.circles.len() == 1 { "In the circle " } else { "In the circles " }) @for (at, circle) in page.circles.iter().enumerate() {
                @if at > 0 { ", " }
                bdi { (circle) }
            } "." }
        }
        p { a href=(address(&frame.who.handle)) { "Every clearance that you were given" } }
    }
}

fn address(handle: &str) -> String {
    format!("/person/{}", url::encode(handle))
}

fn persons(frame: &Frame, page: &PeoplePage) -> Markup {
    let has_page = |person: &PersonLine| page.may_clear || person.handle == frame.who.handle;
    html! {
        div class="scroll" tabindex="0" role="group" aria-labelledby="people" {
            table {
                caption class="vh" { "People of the office" }
                thead {
                    tr { th scope="col" { "Name" } th scope="col" { "Posts" } th scope="col" { "Duties" } th scope="col" { "Signs in as" } }
                }
                tbody {
                    @for person in &page.people {
                        tr {
                            th scope="row" {
                                @if has_page(person) { a href=(address(&person.handle)) { bdi { (person.name) } } }
                                @else { bdi { (person.name) } }
                            }
                            td { bdi { (person.posts.join(", ")) } }
                            td { (person.duties.join(", ")) }
                            td { code { (person.handle) } }
                        }
                    }
                }
            }
        }
    }
}

fn posts(posts: &[PostLine]) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="group" aria-labelledby="posts" {
            table {
                caption class="vh" { "Posts and who holds them" }
                thead { tr { th scope="col" { "Post" } th scope="col" { "Held by" } th scope="col" { "Box" } } }
                tbody {
                    @for post in posts {
                        tr {
                            th scope="row" { a href={ "/post/" (url::encode(&post.handle)) } { bdi { (post.title) } } }
                            td {
                                @match &post.holder {
                                    Some(holder) => { bdi { (holder) } }
                                    None => { span class="soft" { "vacant" } }
                                }
                            }
                            td { @if post.principal { a href={ "/box/" (url::encode(&post.handle)) } {
                                "Box" span class="vh" { " of the " (post.title) }
                            } } }
                        }
                    }
                }
            }
        }
    }
}
