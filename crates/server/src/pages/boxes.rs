//! The box of a principal: sections by purpose, each paper with its note, its flags and its meeting.

use super::dates::{clock, day, moment, number};
use super::lists::{between, empty, for_meeting, paper, paper_in_hand, proposed, register};
use super::put_up::said_by;
use super::shell::{Frame, shell, token};
use super::told::Told;
use crate::house::place;
use crate::tongue::{bdi, quoted, say, tell};
use crate::url;
use chancery_registry::answers::{
    BoxItem, BoxPage, BoxSection, ClosesShown, DueShown, Flag, OrderedLine, PostLine, ReturnedLine,
};
use maud::{Markup, html};
use serde::Serialize;

/// A box, and whose boxes there are besides.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PrincipalBox {
    /// The box.
    #[serde(flatten)]
    pub page: BoxPage,
    /// The posts for which boxes are made.
    pub principals: Vec<PostLine>,
}

/// The box of a principal.
pub fn principal_box(frame: &Frame, boxed: &PrincipalBox, told: &Told) -> Markup {
    let page = &boxed.page;
    let body = html! {
        (told.notice(frame, "box", done))
        header class="head" {
            p class="kicker" { (say!("Box")) }
            h1 id="box" { bdi { (page.principal.title) } }
            @if let Some(holder) = &page.principal.holder { p class="lead" { bdi { (holder) } } }
            @for deputy in &page.deputies {
                p { (say!("{who} acts for the {post} until {day}.", who = bdi(&deputy.name), post = bdi(&page.principal.title), day = day(deputy.until))) }
            }
            (others(boxed))
        }
        (closing(frame, page, told))
        @if page.sections.is_empty() {
            (empty(say!("The box is empty."), &html! {
                (say!("A paper comes here when it is put up: open it in the {register} and choose “Put up”.", register = register()))
            }))
        } @else {
            (weight(page))
            @if page.may_put_up { (ordering(frame, page)) }
            @for (at, part) in page.sections.iter().enumerate() { (section(page, at, part)) }
        }
        (returned(page))
    };
    shell(frame, say!("Box"), &between(page.overall.as_ref(), &body))
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "changed" => Some(say!("What the paper is put up for was changed.")),
        "ordered" => Some(say!("The paper has its new place.")),
        "taken-out" => Some(say!("The paper was taken out of the box.")),
        "closes" => Some(say!("The hour is set at which the box closes.")),
        "marked-again" => Some(say!("The new mark is entered; the one before stays on the paper.")),
        "marked" => Some(say!("That was the last paper: everything in the box has been returned.")),
        _ => None,
    }
}

/// There is nobody for whom a box is made.
pub fn no_boxes(frame: &Frame) -> Markup {
    shell(
        frame,
        say!("Box"),
        &html! {
            header class="head" { h1 { (say!("Box")) } }
            (empty(say!("No box is made here."), &html! {
                (say!("A box is made for a post that is a principal's. The registry's keeper names one."))
            }))
        },
    )
}

fn others(boxed: &PrincipalBox) -> Markup {
    let here = &boxed.page.principal.handle;
    html! {
        @if boxed.principals.len() > 1 {
            nav class="tabs" aria-label=(say!("Boxes")) {
                ul {
                    @for post in &boxed.principals {
                        li {
                            a href={ "/box/" (url::encode(&post.handle)) }
                                aria-current=[(post.handle == *here).then_some("page")] { bdi { (post.title) } }
                        }
                    }
                }
            }
        }
    }
}

/// When it closes; once it has closed, what has not come back.
fn closing(frame: &Frame, page: &BoxPage, told: &Told) -> Markup {
    let waiting = page.sections.iter().flat_map(|part| &part.items).filter(|item| !item.late).count();
    html! {
        @if let Some(closes) = &page.closes {
            p class="closing" {
                @if closes.closed {
                    (say!("Closed {at}, {left}.", at = moment(closes.at), left = tell(&closes.left)))
                    @if waiting > 0 { " " strong class="due" { (many!(waiting as u64, "{n} paper has not been returned.", "{n} papers have not been returned.")) } }
                } @else { (say!("Closes {left}, at {at}.", left = running_down(closes), at = moment(closes.at))) }
            }
        }
        @if page.may_put_up { (close(frame, page, told)) }
    }
}

/// The time that is left; a script has it run down.
fn running_down(closes: &ClosesShown) -> Markup {
    let ticks = closes.minutes_left < HOURS_TOLD * 60;
    html! {
        strong class="left" data-minutes-left=[ticks.then_some(closes.minutes_left)]
            data-hours=[ticks.then(|| say(key!("in {n} h {m} min")))] data-minutes=[ticks.then(|| say(key!("in {n} min")))] { (tell(&closes.left)) }
    }
}

/// From so many hours on, days are told.
const HOURS_TOLD: i64 = 48;

fn close(frame: &Frame, page: &BoxPage, told: &Told) -> Markup {
    html! {
        details class="set" open[told.amiss.is_some() && !told.text("day").is_empty()] {
            summary { (say!("Set the hour at which it closes")) }
            form class="row" action={ (address(page)) "/close" } method="post" {
                (token(frame))
                label { (say!("Day")) " " input type="date" name="day" required value=(told.text("day")); }
                label { (say!("Hour ({place})", place = place())) " " input type="time" name="clock" required value=(told.text("clock")); }
                button type="submit" class="second" { (say!("Set it")) }
            }
        }
    }
}

fn address(page: &BoxPage) -> String {
    format!("/box/{}", url::encode(&page.principal.handle))
}

fn weight(page: &BoxPage) -> Markup {
    let first = page.sections.first().and_then(|part| part.items.first());
    html! {
        p class="weight" {
            (many!(page.papers.into(), "{n} paper", "{n} papers")) " · "
            (many!(page.pages.into(), "{n} page", "{n} pages")) " · "
            (many!(page.reading_minutes.into(), "about {n} minute of reading", "about {n} minutes of reading")) " · "
            a href={ (address(page)) "/print" } download { (say!("Contents list, PDF")) }
        }
        @if let Some(first) = first {
            p class="work" {
                a class="button" href={ (address(page)) "/paper/" (url::encode(&first.paper.id)) } {
                    @if page.may_mark { (say!("Work through it, paper by paper")) } @else { (say!("Read it, paper by paper")) }
                }
            }
        }
    }
}

fn section(page: &BoxPage, at: usize, section: &BoxSection) -> Markup {
    html! {
        section class="purpose" aria-labelledby={ "purpose-" (at) } {
            h2 id={ "purpose-" (at) } {
                (say(section.purpose)) " " span class="count" { (section.items.len()) }
            }
            ol class="lines" role="list" {
                @for (place, item) in (1..).zip(&section.items) {
                    li class="line" data-box-row {
                        (paper_in_hand(&item.paper, &html! {
                            (note(page, item))
                            @if page.may_put_up { (order(page, item, (place, section.items.len()))) }
                        }))
                    }
                }
            }
        }
    }
}

fn note(page: &BoxPage, item: &BoxItem) -> Markup {
    html! {
        @if let Some(due) = &item.due { (wanted_by(due)) }
        @if !item.note.is_empty() { p class="note" dir="auto" lang=[quoted()] { (item.note) } }
        (flags(&address(page), &item.flags))
        p class="parties" {
            @if let Some(meeting) = &item.meeting {
                (for_meeting(meeting)) ", " strong class="left" { (tell(&item.left)) } " · "
            }
            (many!(item.pages.into(), "{n} page", "{n} pages")) " · "
            (said_by(item))
            @if item.proposed { " " (proposed()) }
            @if item.late { " " span class="tag late" { (say!("came after the box had closed")) } }
        }
        p class="parties" {
            a href={ (address(page)) "/paper/" (url::encode(&item.paper.id)) } {
                @if page.may_mark { (say!("Read and mark it")) } @else { (say!("Read it in the box")) }
            }
            @if page.may_put_up {
                " · " a href={ (address(page)) "/paper/" (url::encode(&item.paper.id)) "/put-up" } {
                    (say!("Change what it is put up for"))
                }
            }
        }
    }
}

/// "By 15 October 1982, 09:00 (in 4 h): the meeting at 1100".
pub(super) fn wanted_by(due: &DueShown) -> Markup {
    html! {
        p class="deadline" {
            strong { (say!("By {day}", day = html! { (day(due.day)) @if let Some(hour) = due.clock { ", " (clock(hour)) } })) }
            " (" (tell(&due.left)) ")" (say!(": ")) bdi { (due.reason) }
        }
    }
}

/// The enclosures, lettered as the flags on a paper are; each is read in the box.
pub(super) fn flags(in_box: &str, flags: &[Flag]) -> Markup {
    html! {
        @if !flags.is_empty() {
            ul class="flags" aria-label=(say!("Flags")) {
                @for flag in flags {
                    li {
                        span class="flag" { span class="vh" { (say!("Flag")) " " } (flag.letter) } " "
                        a href={ (in_box) "/paper/" (url::encode(&flag.paper.id)) } { bdi { (flag.paper.title) } }
                        " " span class="ref" { (flag.paper.reference) }
                    }
                }
            }
        }
    }
}

/// The form that the buttons of all lines send: a box of many papers is not many forms.
fn ordering(frame: &Frame, page: &BoxPage) -> Markup {
    html! { form id="moves" action={ (address(page)) "/order" } method="post" { (token(frame)) } }
}

/// Up, down, and out, together under the number of the paper.
fn order(page: &BoxPage, item: &BoxItem, (place, of): (usize, usize)) -> Markup {
    let to = |place: usize, words: &str, key: &str, off: bool| {
        html! {
            button form="moves" name="to" value={ (place) " " (item.paper.id) } data-move=(key) disabled[off] { (words) }
        }
    };
    html! {
        div class="moves" role="group" aria-label=(item.paper.reference) {
            (to(place.saturating_sub(1).max(1), say!("Up"), "up", place == 1))
            (to(place + 1, say!("Down"), "down", place == of))
            button form="moves" formaction={ (address(page)) "/take-out" } name="paper" value=(item.paper.id) { (say!("Take it out")) }
        }
    }
}

fn returned(page: &BoxPage) -> Markup {
    html! {
        @if !page.returned.is_empty() {
            section aria-labelledby="returned" {
                h2 id="returned" { (say!("Returned")) " " span class="count" { (number(page.returned.len() as u64)) } }
                ol class="lines" role="list" {
                    @for line in &page.returned { li class="line" { (paper(&line.paper, &came_back(line))) } }
                }
            }
        }
    }
}

/// The mark, the words, and what was ordered.
pub(super) fn came_back(line: &ReturnedLine) -> Markup {
    html! {
        p class="note" dir="auto" {
            strong class="mark-given" { (say(line.mark)) }
            @if !line.words.is_empty() { (say!(": ")) (line.words) }
        }
        @if !line.decided.is_empty() {
            ol class="decided" role="list" aria-label=(say!("Decided")) {
                @for one in &line.decided {
                    li { (one.number) ". " strong class="mark-given" { (say(one.mark.words())) } (say!(": ")) span dir="auto" lang=[quoted()] { (one.recommendation) } }
                }
            }
        }
        @if !line.ordered.is_empty() {
            ul class="ordered" aria-label=(say!("Ordered")) {
                @for one in &line.ordered { li { (ordered(&line.paper.id, one)) } }
            }
        }
        p class="parties" { (say!("entered by {by}, {at}", by = bdi(&line.by), at = moment(line.at))) }
    }
}

fn ordered(paper: &str, one: &OrderedLine) -> Markup {
    html! {
        a href={ "/undertaking/" (url::encode(paper)) "/" (url::encode(&one.key)) } {
            bdi { (one.owner) } (say!(": ")) bdi { (one.what) }
        }
        @if let Some(due) = one.due { ", " (say!("by {day}", day = day(due))) }
    }
}
