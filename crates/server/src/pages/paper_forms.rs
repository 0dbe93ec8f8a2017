//! What can be done with a paper: minute, initial, put up, enclose, detach, settle.

use super::in_hand::{addressees, bring_up_form, copy_form};
use super::judging::find;
use super::lengths::{
    MARKING_CHARS_MAX, MINUTE_CHARS_MAX, NOTE_CHARS_MAX, OWNER_CHARS_MAX, REASON_CHARS_MAX,
    REFERENCE_CHARS_MAX,
};
use super::paper_marking::{relabel, waits};
use super::put_up;
use super::shell::{Frame, token};
use crate::tongue::bdi;
use crate::url;
use chancery_registry::answers::{May, PaperLine, PaperPage};
use maud::{Markup, html};
use std::collections::HashMap;

/// What can be done with a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Write a minute.
    Minute,
    /// Initial.
    Initial,
    /// Put up.
    PutUp,
    /// Have something done.
    Order,
    /// Have it come up again.
    BringUp,
    /// Put it away again.
    PutAway,
    /// Copy it.
    Copy,
    /// Answer a copy.
    Answer,
    /// Enclose in a cover.
    Enclose,
    /// Detach from its cover.
    Detach,
    /// Settle its marking.
    Settle,
    /// Propose another marking.
    Relabel,
    /// Approve another marking.
    Approve,
    /// Refuse another marking, or take it back.
    Refuse,
    /// Judge what a reading found.
    Judge,
    /// Add what no reading found.
    Find,
    /// Correct the transcript.
    Transcript,
    /// Put the particulars right.
    Particulars,
}

impl Act {
    const ALL: [Act; 18] = [
        Act::Minute,
        Act::Initial,
        Act::PutUp,
        Act::Order,
        Act::BringUp,
        Act::PutAway,
        Act::Copy,
        Act::Answer,
        Act::Enclose,
        Act::Detach,
        Act::Settle,
        Act::Relabel,
        Act::Approve,
        Act::Refuse,
        Act::Judge,
        Act::Find,
        Act::Transcript,
        Act::Particulars,
    ];

    /// The last part of its address.
    pub fn word(self) -> &'static str {
        match self {
            Act::Minute => "minute",
            Act::Initial => "initial",
            Act::PutUp => "put-up",
            Act::Order => "order",
            Act::BringUp => "bring-up",
            Act::PutAway => "put-away",
            Act::Copy => "copy",
            Act::Answer => "answer",
            Act::Enclose => "enclose",
            Act::Detach => "detach",
            Act::Settle => "settle",
            Act::Relabel => "relabel",
            Act::Approve => "approve",
            Act::Refuse => "refuse",
            Act::Judge => "judge",
            Act::Find => "find",
            Act::Transcript => "transcript",
            Act::Particulars => "particulars",
        }
    }

    /// The act of that word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }

    /// What is said once it is done. One who registers may raise a marking alone; then nothing waits.
    pub(super) fn done(self, waits: bool) -> &'static str {
        match self {
            Act::Minute => say!("Your minute stands on the paper."),
            Act::Initial => say!("You have initialled the paper."),
            Act::PutUp => say!("The paper was put up."),
            Act::Order => say!("It stands in the chase list."),
            Act::BringUp => say!("The paper comes up again on its day."),
            Act::PutAway => say!("The paper was put away: it does not come up any more."),
            Act::Copy => say!("The paper was copied."),
            Act::Answer => say!("The copy was answered."),
            Act::Enclose => say!("The paper was enclosed in its cover."),
            Act::Detach => say!("The paper was detached from its cover."),
            Act::Settle => say!("The marking was settled."),
            Act::Relabel if waits => say!("The other marking is proposed: a second person decides on it."),
            Act::Relabel | Act::Approve => say!("The marking was changed."),
            Act::Refuse => say!("The other marking was refused: the paper keeps the one that it has."),
            Act::Judge => say!("The finding was judged."),
            Act::Find => say!("The finding was added."),
            Act::Transcript => say!("The transcript was corrected; the first reading is kept."),
            Act::Particulars => say!("The particulars were put right; what stood there before is kept."),
        }
    }

    /// The field that a fault leads to; where its form is not on the page, what the fault is about.
    pub(super) fn field(self, may: May) -> &'static str {
        match self {
            Act::Minute => "minute-text",
            Act::Initial => "act",
            Act::PutUp => "put-up-principal",
            Act::Order => "order-owner",
            Act::BringUp => "bring-up-on",
            Act::PutAway | Act::Answer => "hand",
            Act::Copy => "copy-to",
            Act::Enclose => "enclose-cover",
            Act::Detach => "cover",
            Act::Settle if may.settle => "settle-marking",
            Act::Relabel if may.relabel => "relabel-marking",
            Act::Judge => "found",
            Act::Find => "find-words",
            Act::Transcript => "text",
            Act::Particulars => "particulars",
            Act::Settle | Act::Relabel | Act::Approve | Act::Refuse => "marking",
        }
    }
}

/// An act that was refused: what is amiss, and what was typed.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The act.
    pub act: Act,
    /// What is amiss.
    pub sentence: String,
    /// The words would stand below what their writer has opened: the form asks him why.
    pub below: bool,
    /// What was typed.
    pub typed: HashMap<String, String>,
}

impl Fault {
    /// A fault of which it is not yet said what is amiss.
    pub fn of(act: Act, typed: HashMap<String, String>) -> Self {
        Self { act, sentence: String::new(), below: false, typed }
    }
}

/// What was typed into a form before, so that nobody types anything twice.
pub(super) struct Typed<'f>(Option<&'f Fault>);

impl<'f> Typed<'f> {
    pub(super) fn in_form(fault: Option<&'f Fault>, act: Act) -> Self {
        Self(fault.filter(|fault| fault.act == act))
    }

    pub(super) fn text(&self, name: &str) -> &'f str {
        self.0.and_then(|fault| fault.typed.get(name)).map_or("", String::as_str)
    }

    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.0.map(|_| "true")
    }

    pub(super) fn told_by(&self) -> Option<&'static str> {
        self.0.map(|_| "amiss")
    }

    /// Where the words would stand below what was opened: why they are written nevertheless.
    pub(super) fn because(&self) -> Markup {
        let below = self.0.is_some_and(|fault| fault.below);
        html! { @if below || !self.text("because").is_empty() { (because(self.text("because"), below)) } }
    }
}

/// The reason for writing below what was opened, as it was typed; whether it is what is missing.
pub(super) fn because(typed: &str, missing: bool) -> Markup {
    html! {
        label for="because" { (say!("Reason for writing below what you have opened")) }
        input id="because" name="because" required[missing] dir="auto" maxlength=(REASON_CHARS_MAX) autocomplete="off"
            value=(typed) aria-invalid=[missing.then_some("true")] aria-describedby=[missing.then_some("amiss")];
        p class="soft" { (say!("It is entered with what you write. Or {end} first, and write again.", end = html! { a href="/#sitting" { (say!("end the sitting")) } })) }
    }
}

/// The forms that the reader's duties allow.
pub(super) fn forms(frame: &Frame, page: &PaperPage, fault: Option<&Fault>) -> Markup {
    let may = page.may;
    html! {
        @if may.minute || may.put_up || may.settle || may.relabel || may.judge {
            section class="acts" aria-labelledby="act" {
                h2 id="act" { (say!("Act")) }
                div class="forms" {
                    @if may.settle { (settle(frame, &page.line, fault)) }
                    @if may.minute { (minute(frame, &page.line, fault)) }
                    @if may.put_up { (put_up_form(frame, page, fault)) }
                    @if may.put_up { (order(frame, &page.line, fault)) }
                    @if may.put_up || may.minute { (bring_up_form(frame, page, fault)) }
                    @if may.put_up { (copy_form(frame, page, fault)) }
                    @if may.put_up && page.covers.is_empty() { (enclose(frame, &page.line, fault)) }
                    @if may.judge { (find(frame, page, fault)) }
                    @if may.relabel && !waits(page) { (relabel(frame, &page.line, fault)) }
                }
                (addressees(&page.in_hand.addressees))
            }
        }
    }
}

pub(super) fn address(line: &PaperLine, act: Act) -> String {
    format!("/paper/{}/{}", url::encode(&line.id), act.word())
}

fn minute(frame: &Frame, line: &PaperLine, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault, Act::Minute);
    html! {
        div class="form" {
            h3 { (say!("Minute" as "margin")) }
            form class="stack" action=(address(line, Act::Minute)) method="post" data-guarded {
                (token(frame))
                label for="minute-text" { (say!("Your minute")) }
                textarea id="minute-text" name="text" rows="4" dir="auto" required maxlength=(MINUTE_CHARS_MAX)
                    aria-invalid=[typed.invalid()] aria-describedby=[typed.told_by()] { (typed.text("text")) }
                (typed.because())
                button type="submit" { (say!("Write it on the paper")) }
            }
            form action=(address(line, Act::Initial)) method="post" {
                (token(frame))
                button type="submit" class="second" { (say!("Initial only")) }
            }
        }
    }
}

/// Purposes as the registry takes them, and as a box heads them.
pub(super) const PURPOSES: [(&str, &str); 5] = [
    ("decision", key!("for decision")),
    ("signature", key!("for signature")),
    ("see", key!("to see")),
    ("note", key!("to note")),
    ("reading", key!("for reading")),
];

fn put_up_form(frame: &Frame, page: &PaperPage, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault, Act::PutUp);
    html! {
        div class="form" {
            h3 { (say!("Put up")) }
            form class="stack" action=(address(&page.line, Act::PutUp)) method="post" data-guarded {
                (token(frame))
                label for="put-up-principal" { (say!("Before" as "whom")) }
                select id="put-up-principal" name="principal"
                    aria-invalid=[typed.invalid()] aria-describedby=[typed.told_by()] {
                    @for post in &page.principals {
                        option value=(post.handle) selected[post.handle == typed.text("principal")] { (post.title) }
                    }
                }
                (put_up::fields(&page.meetings, |name| typed.text(name).to_owned()))
                (typed.because())
                button type="submit" { (say!("Put it up")) }
            }
        }
    }
}

/// Something is to be done on it, by somebody, by a day.
fn order(frame: &Frame, line: &PaperLine, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault, Act::Order);
    html! {
        div class="form" {
            h3 { (say!("Have something done")) }
            form class="stack" action=(address(line, Act::Order)) method="post" data-guarded {
                (token(frame))
                label for="order-owner" { (say!("Who")) }
                input id="order-owner" name="owner" list="addressees" required maxlength=(OWNER_CHARS_MAX) dir="auto" autocomplete="off"
                    value=(typed.text("owner")) aria-invalid=[typed.invalid()] aria-describedby=[typed.told_by()];
                label for="order-what" { (say!("What")) }
                input id="order-what" name="what" required maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(typed.text("what"));
                label for="order-due" { (say!("By" as "day")) }
                input id="order-due" type="date" name="due" value=(typed.text("due"));
                label for="order-words" { (say!("Who said so, and how")) }
                input id="order-words" name="words" maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(typed.text("words"));
                (typed.because())
                button type="submit" { (say!("Put it on the chase list")) }
            }
        }
    }
}

fn enclose(frame: &Frame, line: &PaperLine, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault, Act::Enclose);
    html! {
        div class="form" {
            h3 { (say!("Enclose")) }
            form class="stack" action=(address(line, Act::Enclose)) method="post" {
                (token(frame))
                label for="enclose-cover" { (say!("Reference of its cover")) }
                input id="enclose-cover" name="cover" class="ref" required maxlength=(REFERENCE_CHARS_MAX) autocomplete="off"
                    spellcheck="false" value=(typed.text("cover"))
                    aria-invalid=[typed.invalid()] aria-describedby=[typed.told_by()];
                p class="soft" { (say!("The cover then bears this paper’s marking as long as it lies in it.")) }
                button type="submit" { (say!("Enclose it")) }
            }
        }
    }
}

/// Takes a paper out of its cover.
/// A button where it lies in one cover, else one for each.
pub(super) fn detach(frame: &Frame, line: &PaperLine, covers: &[PaperLine]) -> Markup {
    let several = covers.len() > 1;
    html! {
        @for cover in covers {
            form action=(address(line, Act::Detach)) method="post" {
                (token(frame))
                @if several { input type="hidden" name="cover" value=(cover.id); }
                button type="submit" class="second" {
                    @if several { (say!("Detach from {cover}", cover = bdi(&cover.reference))) }
                    @else { (say!("Detach from its cover")) }
                }
            }
        }
    }
}

fn settle(frame: &Frame, line: &PaperLine, fault: Option<&Fault>) -> Markup {
    let typed = Typed::in_form(fault, Act::Settle);
    html! {
        div class="form" {
            h3 { (say!("Settle the marking")) }
            form class="stack" action=(address(line, Act::Settle)) method="post" {
                (token(frame))
                label for="settle-marking" { (say!("Marking, as it should stand")) }
                input id="settle-marking" name="marking" required maxlength=(MARKING_CHARS_MAX) autocomplete="off"
                    spellcheck="false" value=(typed.text("marking"))
                    aria-invalid=[typed.invalid()] aria-describedby=[typed.told_by()];
                p class="soft" { (say!("Until then the paper is held as closely as the registry can.")) }
                button type="submit" { (say!("Settle it")) }
            }
        }
    }
}
