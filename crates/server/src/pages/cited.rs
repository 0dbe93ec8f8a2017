//! The papers that a citation may mean.

use super::lists::{between, empty, papers};
use super::shell::{Frame, shell};
use crate::url;
use chancery_registry::answers::CitedPage;
use maud::{Markup, html};

/// What a finding cites, likeliest first.
pub fn cited(frame: &Frame, page: &CitedPage) -> Markup {
    let back = format!("/paper/{}#f{}", url::encode(&page.line.id), page.number);
    let body = html! {
        header class="head" {
            p class="kicker" { a href=(back) { span class="ref" { (page.line.reference) } ", finding " (page.number) } }
            h1 { "What is cited" }
            blockquote class="words" dir="auto" { (page.words) }
        }
        @if page.papers.is_empty() {
            (empty("No paper here fits the number or the day that is cited.", &html! { "Search for it by other words: " a href="/search" { "Search" } "." }))
        } @else {
            p class="soft" { "By number, day, kind and who wrote to whom; the likeliest first." }
            (papers(&page.papers))
        }
    };
    shell(frame, &page.line.reference, &between(page.overall.as_ref(), &body))
}
