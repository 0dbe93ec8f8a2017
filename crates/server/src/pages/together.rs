//! Several papers at once: what is done with those that were ticked, and with which it was done.

use super::doors::amiss;
use super::in_hand::{addressees, bring_up_fields, copy_fields};
use super::lengths::{FILE_CHARS_MAX, NOTE_CHARS_MAX};
use super::lists::{between, empty, paper as line, papers, register};
use super::paper_forms::{Act, Fault, PURPOSES, Typed, because};
use super::paper_marking::relabel_fields;
use super::shell::{Frame, shell, token};
use crate::tongue::{say, tell};
use chancery_registry::answers::{NotDone, PaperLine, TogetherPage};
use maud::{Markup, html};
use std::collections::HashMap;

/// What brought the reader to the page.
#[derive(Clone, Debug, Default)]
pub struct TogetherAsked {
    /// Something was done, or refused, paper by paper.
    pub acted: bool,
    /// What is amiss with what was typed.
    pub amiss: Option<String>,
    /// What was typed.
    pub typed: HashMap<String, String>,
}

/// The papers, and what can be done with them.
pub fn together(frame: &Frame, page: &TogetherPage, asked: &TogetherAsked) -> Markup {
    let body = html! {
        header class="head" { h1 { (say!("Several papers")) } }
        (amiss(asked.amiss.as_deref(), "act"))
        @if asked.acted {
            p class="done" id="done" role="status" tabindex="-1" {
                @if page.not_done.is_empty() { (many!(page.done.len() as u64, "It was done with {n} paper.", "It was done with {n} papers.")) }
                @else {
                    (many!(page.done.len() as u64, "It was done with {n} paper, and not with {not}.",
                        "It was done with {n} papers, and not with {not}.", not = page.not_done.len()))
                }
            }
        }
        @if !page.done.is_empty() { section aria-labelledby="done-with" { h2 id="done-with" { (say!("Done")) } (papers(&page.done)) } }
        @if !page.not_done.is_empty() { section aria-labelledby="not-done" { h2 id="not-done" class="due" { (say!("Not done")) } (not_done(&page.not_done)) } }
        @if !asked.acted && !page.chosen.is_empty() { section aria-labelledby="chosen" { h2 id="chosen" { (many!(page.chosen.len() as u64, "{n} paper chosen", "{n} papers chosen")) } (papers(&page.chosen)) } }
        @if page.chosen.is_empty() && page.done.is_empty() && page.not_done.is_empty() {
            (empty(say!("No paper is chosen."), &say!("Tick papers in the {register}.", register = register())))
        }
        @if !page.chosen.is_empty() { (forms(frame, page, asked)) }
    };
    shell(frame, say!("Several papers"), &between(page.overall.as_ref(), &body))
}

fn not_done(lines: &[NotDone]) -> Markup {
    html! {
        ol class="lines" role="list" {
            @for one in lines {
                li class="line" {
                    @match &one.paper {
                        Some(paper) => { (line(paper, &html! { p class="stands due" { (tell(&one.why)) } })) }
                        None => { span class="ref" { bdi { (one.name) } } div class="what" { p class="stands due" { (tell(&one.why)) } } }
                    }
                }
            }
        }
    }
}

/// One form for each thing that can be done; each bears all the papers.
fn forms(frame: &Frame, page: &TogetherPage, asked: &TogetherAsked) -> Markup {
    let act = asked.typed.get("act").map_or("", String::as_str);
    let fault = (asked.amiss.is_some() || page.below).then(|| Fault {
        act: Act::of(act).unwrap_or(Act::Initial),
        sentence: String::new(),
        below: page.below,
        typed: asked.typed.clone(),
    });
    let typed = |act| Typed::in_form(fault.as_ref(), act);
    let reason = |act| html! { @if page.below && typed(act).invalid().is_some() { (because("", true)) } };
    html! {
        section class="acts" aria-labelledby="act" {
            h2 id="act" { (say!("Act on all of them")) }
            p class="soft" { (say!("Each paper is checked on its own; what is done is entered at once for all that allow it.")) }
            div class="forms" {
                (one_form(frame, page, "bring-up", say!("Bring up"), &html! { (bring_up_fields(&typed(Act::BringUp))) (reason(Act::BringUp)) }))
                (one_form(frame, page, "put-away", say!("Put away"), &html! { p class="soft" { (say!("Wherever they come up before you, or were brought up by you.")) } }))
                (one_form(frame, page, "copy", say!("Copy to"), &html! { (copy_fields(&typed(Act::Copy))) (reason(Act::Copy)) }))
                (one_form(frame, page, "put-up", say!("Put up"), &html! { (put_up_fields(page, &typed(Act::PutUp))) (reason(Act::PutUp)) }))
                (one_form(frame, page, "initial", say!("Initial"), &html! {}))
                @if page.may_file { (one_form(frame, page, "file", say!("Put into a file"), &file_fields(asked))) }
                @if page.may_relabel { (one_form(frame, page, "relabel", say!("Propose another marking"), &relabel_fields(&typed(Act::Relabel)))) }
                div class="form" {
                    h3 { (say!("Print")) }
                    form class="stack" action="/together/print" method="get" { (ticked(&page.chosen)) button type="submit" { (say!("One PDF of all")) } }
                }
                div class="form" {
                    h3 { (say!("Take away as files")) }
                    p class="soft" { (say!("Each as it came, with its text, its label and what the register says of it, in one bag whose sums others’ tools check.")) }
                    form class="stack" action="/together/bag" method="get" { (ticked(&page.chosen)) button type="submit" { (say!("One ZIP of all")) } }
                }
            }
            (addressees(&page.addressees))
        }
    }
}

fn one_form(frame: &Frame, page: &TogetherPage, act: &str, words: &str, fields: &Markup) -> Markup {
    html! {
        div class="form" {
            h3 { (words) }
            form class="stack" action="/together" method="post" {
                (token(frame))
                (ticked(&page.chosen))
                input type="hidden" name="act" value=(act);
                (fields)
                button type="submit" { (words) }
            }
        }
    }
}

fn ticked(chosen: &[PaperLine]) -> Markup {
    html! { @for (n, paper) in (1..).zip(chosen) { input type="hidden" name={ "p" (n) } value=(paper.id); } }
}

fn file_fields(asked: &TogetherAsked) -> Markup {
    let typed = asked.typed.get("file").map_or("", String::as_str);
    html! {
        label for="into-file" { (say!("File")) }
        input id="into-file" name="file" required maxlength=(FILE_CHARS_MAX) dir="auto" autocomplete="off" value=(typed);
    }
}

fn put_up_fields(page: &TogetherPage, typed: &Typed<'_>) -> Markup {
    html! {
        label for="put-up-principal" { (say!("Before" as "whom")) }
        select id="put-up-principal" name="principal" {
            @for post in &page.principals { option value=(post.handle) selected[post.handle == typed.text("principal")] { (post.title) } }
        }
        label for="put-up-purpose" { (say!("Purpose")) }
        select id="put-up-purpose" name="purpose" {
            @for (value, shown) in PURPOSES { option value=(value) selected[value == typed.text("purpose")] { (say(shown)) } }
        }
        label for="put-up-note" { (say!("Note on them")) }
        input id="put-up-note" name="note" maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(typed.text("note"));
    }
}
