//! A paper in a box, to be read and marked there: large, one at a time, the next one a tap away.

use super::boxes::{came_back, flags, wanted_by};
use super::dates::{moment, number};
use super::lengths::{NOTE_CHARS_MAX, OWNER_CHARS_MAX};
use super::letter::Letter;
use super::lists::{for_meeting, under_banner};
use super::paper_side::margin;
use super::scan::scan;
use super::shell::{Frame, shell, token};
use super::text::text;
use super::told::Told;
use crate::boxes::ORDER_ROWS;
use crate::tongue::{bdi, quoted, tell};
use crate::url;
use chancery_office::boxes::Mark;
use chancery_registry::answers::{BoxItem, BoxPaper, PaperPage, Run, Under};
use maud::{Markup, html};

/// A paper in a box.
pub fn box_paper(frame: &Frame, page: &BoxPaper, told: &Told) -> Markup {
    let line = &page.paper.line;
    shell(
        frame,
        &line.reference,
        &under_banner(
            &line.marked,
            "in-box",
            &html! {
                (told.notice(frame, "mark-agree", done))
                (went_back(page, told))
                (head(page))
                @if let Some(item) = &page.item { (put_up(page, item)) }
                @if let Some(under) = &page.under { (flagged(page, under)) }
                @if let Some(back) = &page.returned { section class="back" aria-label=(say!("What came of it")) { (came_back(back)) } }
                @if page.item.is_none() && page.returned.is_none() && page.under.is_none() { p class="soft" { (say!("It does not lie in this box.")) } }
                (scan(&page.paper.line.id, &page.paper.pages, &[]))
                section class="sheet set" aria-labelledby="text" {
                    h2 id="text" class="vh" { (say!("Text")) }
                    @if page.paper.text.is_empty() { p class="soft" { (say!("No text could be read from it.")) } }
                    (text(&plain(&page.paper), &Letter::of(&page.paper)))
                }
                @if !page.paper.minutes.is_empty() { (margin(&page.paper.minutes, false)) }
                @if page.may_mark && page.item.is_some() { (mark(frame, page, told)) }
                @if page.may_mark && page.returned.is_some() { (mark_again(frame, page, told)) }
                (about(page))
            },
        ),
    )
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "marked" => Some(say!("The mark is entered: that paper has gone back.")),
        "marked-again" => Some(say!("The new mark is entered; the one before stays on the paper.")),
        _ => None,
    }
}

/// Leads to the paper that was marked before this one came.
fn went_back(page: &BoxPaper, told: &Told) -> Markup {
    let before = told.text("before");
    html! {
        @if done(&told.done).is_some() && !before.is_empty() {
            p { a href={ (address(page)) "/paper/" (url::encode(before)) } { (say!("Look at it again")) } }
        }
    }
}

/// The text alone: what was found in it is for the paper's own page.
fn plain(page: &PaperPage) -> PaperPage {
    let text =
        page.text.iter().map(|run| Run { findings: Vec::new(), doubtful: None, ..run.clone() }).collect();
    PaperPage { text, findings: Vec::new(), ..page.clone() }
}

fn address(page: &BoxPaper) -> String {
    format!("/box/{}", url::encode(&page.principal.handle))
}

fn head(page: &BoxPaper) -> Markup {
    let line = &page.paper.line;
    html! {
        header class="head" {
            p class="kicker" {
                a data-up href=(address(page)) { (say!("Box of the {post}", post = bdi(&page.principal.title))) }
                @if page.at > 0 { " · " (say!("paper {n} of {of}", n = number(page.at.into()), of = number(page.of.into()))) }
                @if page.may_mark && page.item.is_some() { " · " a href="#mark" { (say!("To the mark")) } }
            }
            h1 { bdi { (line.title) } }
            p class="lead" {
                span class="ref" { (line.reference) }
                @if !line.from.is_empty() { " · " (say!("from {who}", who = bdi(&line.from))) }
                @if !line.to.is_empty() { " " (say!("to {who}", who = bdi(&line.to))) }
            }
        }
    }
}

/// It lies under its cover: on that the mark is made.
fn flagged(page: &BoxPaper, under: &Under) -> Markup {
    html! {
        section class="cover-note" aria-label=(say!("Why it lies here")) {
            p {
                span class="flag" { span class="vh" { (say!("Flag")) " " } (under.letter) } " "
                (say!("enclosed in {cover}, which lies in this box", cover = html! {
                    a href={ (address(page)) "/paper/" (url::encode(&under.cover.id)) } { bdi { (under.cover.title) } }
                    " " span class="ref" { (under.cover.reference) }
                }))
            }
        }
    }
}

/// A mark that was made by a slip is made again.
fn mark_again(frame: &Frame, page: &BoxPaper, told: &Told) -> Markup {
    html! {
        details open[told.amiss.is_some()] {
            summary { (say!("Mark it again")) }
            p class="soft" { (say!("The new mark stands in place of the one before, which stays on the paper. What was ordered stays ordered.")) }
            (mark(frame, page, told))
        }
    }
}

fn put_up(page: &BoxPaper, item: &BoxItem) -> Markup {
    html! {
        section class="cover-note" aria-label=(say!("Why it lies here")) {
            @if let Some(due) = &item.due { (wanted_by(due)) }
            @if !item.note.is_empty() { p class="note" dir="auto" lang=[quoted()] { (item.note) } }
            (flags(&address(page), &item.flags))
            p class="parties" {
                @if let Some(meeting) = &item.meeting { (for_meeting(meeting)) ", " strong class="left" { (tell(&item.left)) } " · " }
                (say!("put up by {by}, {at}", by = bdi(&item.by), at = moment(item.at)))
            }
        }
    }
}

/// The mark, the words, and what is ordered; each mark has its key.
fn mark(frame: &Frame, page: &BoxPaper, told: &Told) -> Markup {
    html! {
        section class="return" aria-labelledby="mark" {
            h2 id="mark" { @if page.is_principal { (say!("Your mark")) } @else if page.as_deputy { (say!("Your mark, for the {post}", post = bdi(&page.principal.title))) } @else { (say!("The principal’s mark")) } }
            form class="stack" action={ (address(page)) "/paper/" (url::encode(&page.paper.line.id)) } method="post"
                data-guarded data-once {
                (token(frame))
                input type="hidden" name="once" value=(told.text("once"));
                @if page.item.is_none() { input type="hidden" name="again" value="yes"; }
                fieldset class="marks" {
                    legend class="vh" { (say!("Mark")) }
                    @for (key, one) in (1..).zip(Mark::ALL) {
                        label {
                            input type="radio" name="mark" id={ "mark-" (one.word()) } value=(one.word()) required
                                data-mark=(key) checked[told.text("mark") == one.word()];
                            " " (shown(one)) " " kbd { (key) }
                        }
                    }
                }
                (recommended(&page.recommended, told))
                label for="words" { (say!("Words on it")) }
                textarea id="words" name="words" rows="3" dir="auto" maxlength=(NOTE_CHARS_MAX) { (told.text("words")) }
                (orders(told))
                (told.because())
                button type="submit" { @if page.item.is_none() { (say!("Mark it again")) } @else if page.next.is_some() { (say!("Return it and take the next")) } @else { (say!("Return it")) } }
                p class="kept soft" role="status" data-kept data-back=(say!("The line is back: what was kept has been sent."))
                    data-not-entered=(say!("What was kept could not be entered: open its paper again, where your words wait."))
                    data-down=(say!("The line is down. The mark is kept in this tab and is sent when the line is back."))
                    data-down-lost=(say!("The line is down: send it again.")) hidden {}
            }
        }
    }
}

/// Each recommendation with its line for a decision; those that get none go with the paper.
fn recommended(points: &[String], told: &Told) -> Markup {
    html! {
        @if !points.is_empty() {
            section class="recommended" aria-labelledby="recommended" {
                h3 id="recommended" { (say!("What it recommends")) }
                p class="soft" { (say!("What is not decided here goes with the mark above.")) }
                ol role="list" { @for (number, words) in (1..).zip(points) { li { (decision(number, words, told)) } } }
            }
        }
    }
}

fn decision(number: u32, words: &str, told: &Told) -> Markup {
    let name = format!("decide-{number}");
    html! {
        fieldset {
            legend dir="auto" lang=[quoted()] { (number) ". " (words) }
            input type="hidden" name={ "recommended-" (number) } value=(words);
            @for mark in Mark::DECIDES {
                label { input type="radio" name=(name) value=(mark.word()) checked[told.text(&name) == mark.word()]; " " (shown(mark)) }
            }
            label { input type="radio" name=(name) value="" checked[told.text(&name).is_empty()]; " " (say!("As the paper")) }
        }
    }
}

fn shown(mark: Mark) -> &'static str {
    match mark {
        Mark::Agree => say!("Agree"),
        Mark::NotAgree => say!("Do not agree"),
        Mark::Discuss => say!("Please discuss"),
        Mark::Seen => say!("Seen"),
        Mark::Other => say!("Only what is written"),
    }
}

fn orders(told: &Told) -> Markup {
    let typed = |name: &str, n: usize| told.text(&format!("{name}-{n}")).to_owned();
    let open = (1..=ORDER_ROWS).any(|n| !typed("owner", n).is_empty() || !typed("what", n).is_empty());
    html! {
        details class="orders" open[open] {
            summary { (say!("Have something done")) }
            @for n in 1..=ORDER_ROWS {
                fieldset class="row" {
                    legend class="vh" { (say!("To be done, {n}", n = n)) }
                    label { (say!("Who")) " " input name={ "owner-" (n) } value=(typed("owner", n)) maxlength=(OWNER_CHARS_MAX) dir="auto" autocomplete="off"; }
                    label class="wide" { (say!("What")) " " input name={ "what-" (n) } value=(typed("what", n)) maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off"; }
                    label { (say!("By" as "day")) " " input type="date" name={ "due-" (n) } value=(typed("due", n)); }
                }
            }
            p class="soft" { (say!("It stands in the chase list from then on.")) }
        }
    }
}

/// From an enclosure on to the next, and back to its cover.
fn beneath(to: &dyn Fn(&str) -> String, under: &Under) -> Markup {
    html! {
        @if let Some(next) = &under.next { a rel="next" data-next href=(to(&next.paper.id)) { (say!("Flag")) " " (next.letter) } }
        a data-next[under.next.is_none()] href=(to(&under.cover.id)) { (say!("Back to what covers it")) }
    }
}

/// The way on and back, and to the paper whole.
fn about(page: &BoxPaper) -> Markup {
    let to = |id: &str| format!("{}/paper/{}", address(page), url::encode(id));
    html! {
        nav class="onward" aria-label=(say!("In the box")) {
            @if let Some(under) = &page.under { (beneath(&to, under)) }
            @if let Some(previous) = &page.previous { a rel="prev" href=(to(previous)) { (say!("Previous paper")) } }
            @if let Some(next) = page.next.as_ref().filter(|_| page.under.is_none()) { a rel="next" data-next href=(to(next)) { (say!("Next paper")) } }
            a href={ "/paper/" (url::encode(&page.paper.line.id)) } { (say!("The paper with all that was found in it")) }
        }
    }
}
