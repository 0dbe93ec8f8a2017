//! The papers that a citation may mean.

use super::lists::{between, empty, papers};
use super::shell::{Frame, shell};
use crate::tongue::quoted;
use crate::url;
use chancery_registry::answers::CitedPage;
use maud::{Markup, html};

/// What a finding cites, likeliest first.
pub fn cited(frame: &Frame, page: &CitedPage) -> Markup {
    let back = format!("/paper/{}#f{}", url::encode(&page.line.id), page.number);
    let body = html! {
        header class="head" {
            p class="kicker" { a href=(back) { span class="ref" { (page.line.reference) } ", " (say!("finding {n}", n = page.number)) } }
            h1 { (say!("What is cited")) }
            blockquote class="words" dir="auto" lang=[quoted()] { (page.words) }
        }
        @if page.papers.is_empty() {
            (empty(say!("No paper here fits the number or the day that is cited."), &say!("Search for it by other words: {search}.", search = html! { a href="/search" { (say!("Search")) } })))
        } @else {
            p class="soft" { (say!("By number, day, kind and who wrote to whom; the likeliest first.")) }
            (papers(&page.papers))
        }
    };
    shell(frame, &page.line.reference, &between(page.overall.as_ref(), &body))
}
