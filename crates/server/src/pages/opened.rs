//! What a person opened, for who gives clearances.

use super::dates::moment;
use super::lists::{between, empty, pager, paper};
use super::people::tabs;
use super::shell::{Frame, shell};
use crate::tongue::bdi;
use crate::url;
use chancery_registry::answers::{OpenedLine, OpenedPage};
use maud::{Markup, html};

/// What a person opened.
pub fn opened(frame: &Frame, page: &OpenedPage) -> Markup {
    let address = format!("/person/{}", url::encode(&page.handle));
    let body = html! {
        header class="head" {
            p class="kicker" { a href=(address) { bdi { (page.name) } } }
            h1 { (say!("What {who} opened", who = bdi(&page.name))) }
            p class="lead" { (many!(page.total, "{n} paper of those that you may read, what was opened last first", "{n} papers of those that you may read, what was opened last first")) }
            (tabs("person"))
        }
        @if page.lines.is_empty() {
            (empty(say!("Nothing that you may read."), &html! { (say!("A paper stands here once it was opened, downloaded or printed.")) }))
        } @else {
            ol class="lines" role="list" { @for line in &page.lines { li class="line" { (paper(&line.paper, &when(line))) } } }
            (pager(page.page, page.pages, |to| url::with_query(&format!("{address}/opened"), &[("page", to)])))
        }
        p class="soft" { (say!("That these papers were listed to you is entered in the ledger.")) }
    };
    shell(frame, say!("Opened"), &between(page.overall.as_ref(), &body))
}

fn when(line: &OpenedLine) -> Markup {
    html! {
        p class="parties" {
            @if line.times > 1 {
                (say!("opened {at}, first {first}", at = moment(line.last), first = moment(line.first)))
                " · " (many!(line.times, "{n} time", "{n} times"))
            } @else { (say!("opened {at}", at = moment(line.last))) }
        }
    }
}
