//! People and posts, and what the reader himself may know.

use super::lists::empty;
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
            header class="head" { h1 { "People and posts" } }
            section aria-labelledby="yours" {
                h2 id="yours" { "What you may read" }
                @if page.clearance.is_empty() {
                    p { "Papers without a marking. The registry’s keeper enters clearances." }
                } @else {
                    ul class="clearance" { @for line in &page.clearance { li { (line) } } }
                }
            }
            section aria-labelledby="people" {
                h2 id="people" { "People" }
                @if page.people.is_empty() {
                    (empty("Nobody is entered.", &html! { "The registry’s keeper enters people." }))
                } @else { (persons(&page.people)) }
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

fn persons(people: &[PersonLine]) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="group" aria-labelledby="people" {
            table {
                caption class="vh" { "People of the office" }
                thead {
                    tr { th scope="col" { "Name" } th scope="col" { "Posts" } th scope="col" { "Duties" } th scope="col" { "Signs in as" } }
                }
                tbody {
                    @for person in people {
                        tr {
                            th scope="row" { bdi { (person.name) } }
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
                            th scope="row" { bdi { (post.title) } }
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
