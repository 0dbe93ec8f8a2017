//! The pages that a paper came as, beside its text: what proves a finding and what was read with doubt is marked
//! on the very picture.

use crate::tongue::{of_its_words, say, tell};
use crate::url;
use chancery_registry::answers::{FindingShown, OnPage, PageShown};
use maud::{Markup, html};

/// The pages; none where the paper did not come as pages.
pub(super) fn scan(id: &str, pages: &[PageShown], findings: &[FindingShown]) -> Markup {
    html! {
        @if !pages.is_empty() {
            details class="scan" open {
                summary { h2 id="scan" { (say!("Pages as they came")) } }
                ol role="list" tabindex="0" aria-labelledby="scan" {
                    @for one in pages { (leaf(id, one, findings)) }
                }
            }
        }
    }
}

fn leaf(id: &str, page: &PageShown, findings: &[FindingShown]) -> Markup {
    html! {
        li id={ "page-" (page.number) } {
            p class="of" {
                b { (say!("Page {n}", n = page.number)) } " · " (say(page.source))
                @if let Some(sure) = page.sure { ", " (say!("{n} of 100 sure", n = sure)) }
                @if page.reads_badly { " " span class="tag doubtful" { (say!("reads badly")) } }
            }
            @for note in &page.notes { p class="soft" dir=[of_its_words()] { (tell(note)) } }
            @if page.picture { (picture(id, page, findings)) } @else { p class="soft" { (say!("There is no picture of it here: take the original.")) } }
        }
    }
}

fn picture(id: &str, page: &PageShown, findings: &[FindingShown]) -> Markup {
    let (number, width, height) = (page.number, page.width, page.height);
    html! {
        div class="picture" {
            img src={ "/paper/" (url::encode(id)) "/page/" (number) } width=(width) height=(height) loading="lazy" alt=(say!("Page {n}, as it came", n = number));
            svg viewBox={ "0 0 " (width) " " (height) } preserveAspectRatio="none" aria-hidden="true" {
                @for mark in &page.marks { (over(mark, findings)) }
            }
        }
    }
}

fn over(mark: &OnPage, findings: &[FindingShown]) -> Markup {
    let place = &mark.place;
    let class = match mark.finding {
        Some(number) => {
            let found = findings.iter().find(|finding| finding.number == number);
            format!("f-{}", found.map_or("other", |finding| finding.what.class()))
        }
        None => "doubted".to_owned(),
    };
    html! {
        rect class=(class) id=[mark.doubtful.map(|n| format!("s{n}"))] data-finding=[mark.finding]
            x=(place.x) y=(place.y) width=(place.w) height=(place.h) {}
    }
}
