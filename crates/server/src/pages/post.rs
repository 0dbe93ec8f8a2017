//! A post: who holds it and held it, and who acts in it.

use super::dates::{day, day_or_moment};
use super::keeping_forms::{field_of_post, fill};
use super::lists::empty;
use super::people::tabs;
use super::shell::{Frame, shell, token};
use super::told::Told;
use crate::url;
use chancery_registry::answers::{DeputyLine, PostPage};
use maud::{Markup, html};

/// A post.
pub fn post(frame: &Frame, page: &PostPage, told: &Told) -> Markup {
    let at = field_of_post(told);
    shell(
        frame,
        say!("Post"),
        &html! {
            (told.notice(frame, at, done))
            header class="head" {
                h1 { bdi { (page.post.title) } }
                p class="lead" {
                    @match &page.post.holder {
                        Some(holder) => { bdi { (holder) } }
                        None => { span class="soft" { (say!("vacant")) } }
                    }
                    @if page.post.principal { " · " a href={ "/box/" (url::encode(&page.post.handle)) } { (say!("its box")) } }
                }
                (tabs(""))
            }
            section aria-labelledby="deputies" {
                h2 id="deputies" { (say!("Who acts in it")) }
                @if page.deputies.is_empty() {
                    (empty(say!("Nobody acts in it for its holder."), &html! { (say!("Its holder, or the keeper, names somebody for the days of an absence.")) }))
                } @else { (deputies(frame, page)) }
                @if page.may_name { (name(frame, page, told, at)) }
            }
            section aria-labelledby="holdings" {
                h2 id="holdings" { (say!("Who held it")) }
                (holdings(page))
                @if page.may_fill { (fill(frame, page, told, at)) }
            }
        },
    )
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "named" => Some(say!(
            "He acts in it from the first day to the last. What he may read is what his own clearance says."
        )),
        "ended" => Some(say!("He acts in it no more.")),
        "made" => Some(say!("The post was made.")),
        "filled" => Some(say!("He holds it. What he may read is what his own clearance says.")),
        "vacated" => Some(say!("Nobody holds it from then on.")),
        _ => None,
    }
}

fn address(page: &PostPage) -> String {
    format!("/post/{}", url::encode(&page.post.handle))
}

fn deputies(frame: &Frame, page: &PostPage) -> Markup {
    let state = |line: &DeputyLine| match (line.ended, line.now) {
        (true, _) => say!("ended"),
        (false, true) => say!("acts now"),
        (false, false) => "",
    };
    html! {
        div class="scroll" tabindex="0" role="group" aria-labelledby="deputies" {
            table {
                caption class="vh" { (say!("Who acts in it, from when to when")) }
                thead { tr { th scope="col" { (say!("Who")) } th scope="col" { (say!("From" as "day")) } th scope="col" { (say!("Until" as "day")) } th scope="col" { (say!("Named by")) } th scope="col" { (say!("Now")) } } }
                tbody {
                    @for line in &page.deputies {
                        tr {
                            th scope="row" { bdi { (line.name) } }
                            td { (day(line.from)) }
                            td { (day(line.until)) }
                            td { bdi { (line.by) } }
                            td {
                                (state(line))
                                @if !line.ended && (page.may_name || line.handle == frame.who.handle) { (end(frame, page, line)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn end(frame: &Frame, page: &PostPage, line: &DeputyLine) -> Markup {
    html! {
        form action={ (address(page)) "/deputy/end" } method="post" {
            (token(frame))
            input type="hidden" name="person" value=(line.handle);
            input type="hidden" name="was-from" value=(line.from);
            input type="hidden" name="was-until" value=(line.until);
            button type="submit" class="plain" { (say!("End it")) span class="vh" { (say!(": ")) (line.name) } }
        }
    }
}

fn name(frame: &Frame, page: &PostPage, told: &Told, at: &str) -> Markup {
    html! {
        details class="set" open[at == "deputy-person"] {
            summary { (say!("Name somebody for an absence")) }
            form class="stack" action={ (address(page)) "/deputy" } method="post" data-guarded {
                (token(frame))
                label for="deputy-person" { (say!("Who")) }
                select id="deputy-person" name="person" required aria-invalid=[told.is_wrong("deputy-person", at)] {
                    option value="" { (say!("Choose")) }
                    @for (handle, name) in &page.people {
                        option value=(handle) selected[told.text("person") == handle] { (name) }
                    }
                }
                label for="deputy-from" { (say!("From" as "day")) " " span class="soft" { (say!("(today where it is left empty)")) } }
                input id="deputy-from" type="date" name="from" value=(told.text("from"));
                label for="deputy-until" { (say!("Until, that day included")) }
                input id="deputy-until" type="date" name="until" required value=(told.text("until"));
                button type="submit" { (say!("Name the deputy")) }
            }
        }
    }
}

fn holdings(page: &PostPage) -> Markup {
    html! {
        @if page.holdings.is_empty() { p class="soft" { (say!("Nobody has held it.")) } }
        ol class="lines" role="list" {
            @for line in &page.holdings {
                li {
                    b { bdi { (line.person) } } " " (say!("from {day}", day = day_or_moment(line.since)))
                    @if let Some(until) = line.until { " " (say!("to {day}", day = day_or_moment(until))) }
                }
            }
        }
    }
}
