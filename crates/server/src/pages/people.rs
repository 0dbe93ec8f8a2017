//! People and posts, and what the reader himself may know.

use super::dates::{left, moment};
use super::keeping_forms::{admit, field_of_people, make_post};
use super::lists::empty;
use super::person::days;
use super::shell::{Frame, shell};
use super::told::Told;
use crate::tongue::{bdi, say, tell};
use crate::url;
use chancery_registry::answers::{PeoplePage, PersonLine, PostLine};
use maud::{Markup, html};

/// People and posts.
pub fn people(frame: &Frame, page: &PeoplePage, told: &Told) -> Markup {
    let at = if told.amiss.is_some() { field_of_people(told, page) } else { "" };
    shell(
        frame,
        say!("People"),
        &html! {
            (told.notice(frame, at, |_| None))
            header class="head" { h1 { (say!("People and posts")) } (tabs("people")) }
            section aria-labelledby="yours" { h2 id="yours" { (say!("What you may read")) } (yours(frame, page)) }
            section aria-labelledby="people" {
                h2 id="people" { (say!("People")) }
                @if page.people.is_empty() {
                    (empty(say!("Nobody is entered."), &html! { (say!("The registry’s keeper enters people.")) }))
                } @else { (persons(frame, page)) }
                @if page.may_keep { (admit(frame, page, told, at)) }
            }
            section aria-labelledby="posts" {
                h2 id="posts" { (say!("Posts")) }
                @if page.posts.is_empty() {
                    (empty(say!("No post is entered."), &html! { (say!("The registry’s keeper enters posts.")) }))
                } @else { (posts(&page.posts)) }
                @if page.may_keep { (make_post(frame, page, told, at)) }
            }
        },
    )
}

/// The pages about people, for the head of each.
pub(super) fn tabs(here: &str) -> Markup {
    html! {
        nav class="tabs" aria-label=(say!("People")) {
            ul {
                @for (name, path, words) in [("people", "/people", say!("People and posts")), ("correspondents", "/correspondents", say!("Correspondents")), ("circles", "/circles", say!("Circles"))] {
                    li { a href=(path) aria-current=[(name == here).then_some("page")] { (words) } }
                }
            }
        }
    }
}

fn yours(frame: &Frame, page: &PeoplePage) -> Markup {
    html! {
        @if page.clearance.is_empty() {
            p { (say!("Nothing that bears a marking. Who gives clearances gives you another.")) }
        } @else {
            ul class="clearance" { @for line in &page.clearance { li { (tell(line)) } } }
        }
        @if let Some(given) = &page.given {
            p class="soft" { (days(given)) " · " (say!("given by {by}, {at}", by = bdi(&given.by), at = moment(given.at))) }
        }
        @if !page.circles.is_empty() {
            p { (in_circles(&page.circles)) }
        }
        p { a href=(address(&frame.who.handle)) { (say!("Your own page: your password, your second factor, where you are signed in, every clearance that you were given")) } }
    }
}

fn in_circles(circles: &[String]) -> Markup {
    let names =
        html! { @for (at, circle) in circles.iter().enumerate() { @if at > 0 { ", " } bdi { (circle) } } };
    if circles.len() == 1 {
        say!("In the circle {circle}.", circle = names)
    } else {
        say!("In the circles {circles}.", circles = names)
    }
}

fn address(handle: &str) -> String {
    format!("/person/{}", url::encode(handle))
}

fn persons(frame: &Frame, page: &PeoplePage) -> Markup {
    let has_page = |person: &PersonLine| page.may_clear || page.may_keep || person.handle == frame.who.handle;
    html! {
        div class="scroll" tabindex="0" role="group" aria-labelledby="people" {
            table class="stacks" {
                caption class="vh" { (say!("People of the office")) }
                thead {
                    tr { th scope="col" { (say!("Name")) } th scope="col" { (say!("Posts")) } th scope="col" { (say!("Duties")) } th scope="col" { (say!("Signs in as")) } }
                }
                tbody {
                    @for person in &page.people {
                        tr {
                            th scope="row" {
                                @if has_page(person) { a href=(address(&person.handle)) { bdi { (person.name) } } }
                                @else { bdi { (person.name) } }
                                (left(person.left))
                            }
                            td { bdi { (person.posts.join(", ")) } }
                            td { (person.duties.iter().map(|duty| say(duty)).collect::<Vec<_>>().join(", ")) }
                            td { span class="head-here" aria-hidden="true" { (say!("Signs in as")) " " } code { (person.handle) } @if person.without_factor { " " span class="tag" { (say!("no second factor")) } } }
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
                caption class="vh" { (say!("Posts and who holds them")) }
                thead { tr { th scope="col" { (say!("Post")) } th scope="col" { (say!("Held by")) } th scope="col" { (say!("Box")) } } }
                tbody {
                    @for post in posts {
                        tr {
                            th scope="row" { a href={ "/post/" (url::encode(&post.handle)) } { bdi { (post.title) } } }
                            td {
                                @match &post.holder {
                                    Some(holder) => { bdi { (holder) } }
                                    None => { span class="soft" { (say!("vacant")) } }
                                }
                            }
                            td { @if post.principal { a href={ "/box/" (url::encode(&post.handle)) } {
                                (say!("Box")) span class="vh" { " " (say!("of the {post}", post = post.title)) }
                            } } }
                        }
                    }
                }
            }
        }
    }
}
