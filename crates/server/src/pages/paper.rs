//! A paper, whole: as it would lie on a desk, with its cover, its margin and what was found in it.

use super::chain::chain;
use super::dates::words_of;
use super::doors::amiss;
use super::findings::found;
use super::in_hand::in_hand;
use super::judging::Judge;
use super::letter::Letter;
use super::lists::{chip, for_meeting, paper as line, under_banner};
use super::onward::{Onward, as_query, onward, onward_again, place, within};
use super::paper_forms::{Act, Fault, detach, forms};
use super::paper_marking::{proposal, struck, waits};
use super::paper_side::{margin, seen, versions};
use super::scan::scan;
use super::shell::{Frame, notice, shell};
use super::text::text;
use super::why::ask_who;
use crate::tongue::{bdi, say, tell};
use crate::url;
use chancery_office::reading::Kind;
use chancery_registry::answers::{BoxedShown, PaperLine, PaperPage, Particular, ParticularValue};
use maud::{Markup, html};
use std::borrow::Cow;

/// What brought the reader to the page: nothing, an act that was done, or one that was not.
#[derive(Clone, Debug, Default)]
pub struct PaperAsked {
    done: Option<Act>,
    fault: Option<Fault>,
    correct: Option<u32>,
    way: Option<Onward>,
}

impl PaperAsked {
    /// After the act of that word was done.
    pub fn done(word: &str) -> Self {
        Self { done: Act::of(word), ..Self::default() }
    }

    /// With the form in which a finding is corrected.
    #[must_use]
    pub fn correcting(self, number: Option<u32>) -> Self {
        Self { correct: number, ..self }
    }

    /// As one of a list.
    #[must_use]
    pub fn in_list(self, way: Option<Onward>) -> Self {
        Self { way, ..self }
    }

    /// After an act was refused.
    pub fn fault(fault: Fault) -> Self {
        let number = fault.typed.get("number").and_then(|number| number.parse().ok());
        Self { correct: number.filter(|_| fault.act == Act::Judge), fault: Some(fault), ..Self::default() }
    }
}

/// A paper. The title is its reference alone.
pub fn paper(frame: &Frame, page: &PaperPage, asked: &PaperAsked) -> Markup {
    let (way, place) = (asked.way.as_ref(), place(&page.line.id));
    let list = way.map(|way| as_query(&way.list)).unwrap_or_default();
    let frame = &within(frame, &list);
    shell(
        frame,
        &page.line.reference,
        &under_banner(
            &page.overall,
            "",
            &html! {
                (told(frame, page, asked))
                (onward(way, &place))
                (head(page))
                (particulars(page))
                (proposal(frame, page, asked.fault.as_ref()))
                (with_it(frame, page))
                div class=(desk(page)) {
                    (scan(&page.line.id, &page.pages, &page.findings))
                    section class={ "sheet " (hand(page.line.kind)) } aria-labelledby="text" {
                        h2 id="text" class="vh" { (say!("Text")) }
                        @if page.text.is_empty() { p class="soft" { (say!("No text could be read from it: take the original.")) } }
                        (text(page, &Letter::of(page)))
                    }
                    (margin(&page.minutes, page.may.minute))
                    (found(Judge { frame, line: &page.line, may: page.may.judge, correct: asked.correct, fault: asked.fault.as_ref() }, &page.findings))
                }
                (in_hand(frame, page, asked.fault.as_ref()))
                (history(page))
                (print_form(page))
                @if page.may.minute { (super::drafts::begin(&page.line.id)) }
                (forms(frame, page, asked.fault.as_ref()))
                p class="why" { a href={ "/paper/" (url::encode(&page.line.id)) "/why" } { (say!("Why you may read it")) } (say!(": ")) (tell(&page.why)) }
                @if page.may.ask_who { (ask_who(&page.line, "")) }
                (onward_again(way, &place))
            },
        ),
    )
}

fn told(frame: &Frame, page: &PaperPage, asked: &PaperAsked) -> Markup {
    html! {
        @if let Some(act) = asked.done { (notice(frame, act.done(waits(page)))) }
        @if let Some(fault) = &asked.fault { (amiss(Some(&fault.sentence), fault_field(page, fault))) }
    }
}

/// A form that the page does not have, because the paper has changed meanwhile, cannot be led to.
fn fault_field(page: &PaperPage, fault: &Fault) -> &'static str {
    if fault.below {
        return "because";
    }
    let field = fault.act.field(page.may);
    let gone = field == "relabel-marking" && waits(page);
    if gone { "marking" } else { field }
}

/// With pages, the picture lies beside the text.
fn desk(page: &PaperPage) -> &'static str {
    if page.pages.is_empty() { "desk" } else { "desk scanned" }
}

/// Telegrams are set as they were typed.
fn hand(kind: Kind) -> &'static str {
    if matches!(kind, Kind::Telegram) { "typed" } else { "set" }
}

fn head(page: &PaperPage) -> Markup {
    html! {
        header class="head" {
            p class="kicker" { span class="ref" { (page.line.reference) } " · " (say(page.line.kind.word())) }
            h1 { bdi { (page.line.title) } }
            @for boxed in &page.boxes { p class="boxed" { (in_box(boxed)) } }
            nav class="parts" aria-label=(say!("On this page")) {
                ul {
                    @if !page.pages.is_empty() { li { a href="#scan" { (say!("Pages")) } } }
                    li { a href="#text" { (say!("Text")) } }
                    li { a href="#minutes" { (say!("Minutes")) } }
                    li { a href="#hand" { (say!("Who has it")) } }
                    li { a href="#found" { (say!("Found in it")) } }
                    @if !page.chain.is_empty() { li { a href="#chain" { (say!("Chain")) } } }
                    @if !page.seen.is_empty() { li { a href="#seen" { (say!("Seen by")) } } }
                    @if acts(page) { li { a href="#act" { (say!("Act")) } } }
                    @if page.may.transcribe { li { a href={ "/paper/" (url::encode(&page.line.id)) "/transcript" } { (say!("Correct the transcript")) } }
                        li { a href={ "/paper/" (url::encode(&page.line.id)) "/particulars" } { (say!("Put the particulars right")) } } }
                    li { a href={ "/paper/" (url::encode(&page.line.id)) "/original" } download { (say!("Original, as it came")) } }
                    li { a href={ "/paper/" (url::encode(&page.line.id)) "/print" } download { (say!("PDF")) } }
                }
            }
        }
    }
}

/// Printed with a number, and under a sheet on which those sign to whom it is handed.
fn print_form(page: &PaperPage) -> Markup {
    html! {
        details class="set" {
            summary { (say!("Print a numbered copy")) }
            form class="row" action={ "/paper/" (url::encode(&page.line.id)) "/print" } method="get" {
                label { (say!("Copy")) " " input type="number" name="copy" min="1" max="999" value="1"; }
                label { (say!("of" as "copies")) " " input type="number" name="of" min="1" max="999" value="1"; }
                label { input type="checkbox" name="sheet" value="yes" checked; " " (say!("with a cover sheet")) }
                @if page.pages.iter().any(|one| one.picture) { label { input type="checkbox" name="pictures" value="yes" checked; " " (say!("with its pages as they came")) } }
                button type="submit" class="second" { (say!("PDF")) }
            }
        }
    }
}

fn acts(page: &PaperPage) -> bool {
    page.may.minute || page.may.put_up || page.may.settle || page.may.relabel
}

fn in_box(boxed: &BoxedShown) -> Markup {
    html! {
        (say!("In the box of the {post}, {purpose}", post = bdi(&boxed.principal), purpose = say(boxed.purpose.words()).to_lowercase()))
        @if let Some(meeting) = &boxed.meeting { ", " (for_meeting(meeting)) }
    }
}

fn particulars(page: &PaperPage) -> Markup {
    html! {
        dl class="particulars" id="particulars" {
            @for particular in &page.particulars {
                div { dt { (say(particular.name.words())) } dd dir="auto" {
                    (value(particular))
                    @if let Some(read) = &particular.read_as { " " (read_as(read)) }
                } }
            }
            div {
                dt { (say!("Marking")) }
                dd id="marking" {
                    (chip(&page.line.marked))
                    @if let Some(typed) = page.typed.as_ref().filter(|typed| **typed != page.line.marked.banner) {
                        " " span class="soft" { (say!("given as “{marking}”", marking = bdi(typed))) }
                    }
                    (struck(page))
                }
            }
            @if page.own != page.line.marked { div { dt { (say!("Its own")) } dd { (chip(&page.own)) " " span class="soft" { (say!("without its enclosures")) } } } }
            @if page.numbers.len() > 1 { div { dt { (say!("Numbers")) } dd class="ref" { (page.numbers.join(" · ")) } } }
        }
    }
}

/// The kind and the day are the office's own words; everything else is as the paper has it.
fn value(particular: &Particular) -> Cow<'_, str> {
    match &particular.value {
        ParticularValue::Kind(kind) => say(kind.word()).into(),
        ParticularValue::Day(day) => words_of(*day).into(),
        ParticularValue::Words(words) => words.into(),
    }
}

/// What the first reading made of it.
fn read_as(read: &str) -> Markup {
    html! {
        span class="soft" { @if read.is_empty() { (say!("put in by a clerk")) } @else { (say!("read as “{words}”", words = bdi(read))) } }
    }
}

/// The cover that it lies in, and what lies in it, tabbed with letters as flags are; what it answers and what answers it.
fn with_it(frame: &Frame, page: &PaperPage) -> Markup {
    html! {
        @if !page.covers.is_empty() {
            section class="with" aria-labelledby="cover" {
                h2 id="cover" { (say!("Enclosed in")) }
                ol class="lines" role="list" {
                    @for cover in &page.covers { li class="line" { (line(cover, &html! {})) } }
                }
                @if page.may.put_up { (detach(frame, &page.line, &page.covers)) }
            }
        }
        @if !page.enclosures.is_empty() {
            section class="with" aria-labelledby="encloses" {
                h2 id="encloses" { (say!("Encloses")) }
                ol class="lines flagged" role="list" {
                    @for (at, enclosure) in page.enclosures.iter().enumerate() { (flagged(at, enclosure)) }
                }
            }
        }
        @for (id, heading, papers) in [("answers", say!("Written on"), &page.answers), ("answered", say!("What was written on it"), &page.answered_by)] {
            @if !papers.is_empty() {
                section class="with" aria-labelledby=(id) {
                    h2 id=(id) { (heading) }
                    ol class="lines" role="list" { @for one in papers { li class="line" { (line(one, &html! {})) } } }
                }
            }
        }
    }
}

fn flagged(at: usize, enclosure: &PaperLine) -> Markup {
    html! {
        li class="line" {
            span class="flag" { span class="vh" { (say!("Flag")) " " } (flag(at)) }
            (line(enclosure, &html! {}))
        }
    }
}

/// A, B, … Z, then numbers.
fn flag(at: usize) -> String {
    match u8::try_from(at) {
        Ok(at) if at < 26 => char::from(b'A' + at).to_string(),
        _ => (at + 1).to_string(),
    }
}

fn history(page: &PaperPage) -> Markup {
    html! {
        @if !page.chain.is_empty() || !page.seen.is_empty() || !page.versions.is_empty() || !page.came_again.is_empty() {
            div class="history" {
                @if !page.versions.is_empty() || !page.came_again.is_empty() { (versions(page)) }
                @if !page.chain.is_empty() {
                    section aria-labelledby="chain" { h2 id="chain" { (say!("How it came")) } (chain(&page.chain)) }
                }
                @if !page.seen.is_empty() { (seen(&page.seen)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::flag;

    #[test]
    fn flags_are_letters_as_long_as_there_are_any() {
        assert_eq!((flag(0), flag(25), flag(26)), ("A".into(), "Z".into(), "27".into()));
    }
}
