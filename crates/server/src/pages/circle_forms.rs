//! What can be done with a circle: make, take in, put out, leave, close.

use super::lengths::{CIRCLE_CHARS_MAX, NOTE_CHARS_MAX};
use super::shell::{Frame, token};
use crate::url;
use chancery_registry::answers::{CircleShown, PersonLine, StayShown};
use maud::{Markup, html};
use std::collections::HashMap;

/// What can be done with a circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CircleAct {
    /// Make one.
    Make,
    /// Take a person in.
    Join,
    /// Leave, or put a person out.
    Leave,
    /// Close it.
    Close,
}

impl CircleAct {
    const ALL: [CircleAct; 4] = [CircleAct::Make, CircleAct::Join, CircleAct::Leave, CircleAct::Close];

    /// Its word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            CircleAct::Make => "make",
            CircleAct::Join => "join",
            CircleAct::Leave => "leave",
            CircleAct::Close => "close",
        }
    }

    /// The act of that word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }

    /// What is said once it is done.
    pub(super) fn done(self) -> &'static str {
        match self {
            CircleAct::Make => say!("The circle was made, and you are in it."),
            CircleAct::Join => say!("The circle has one more in it."),
            CircleAct::Leave => say!("The circle has one fewer in it."),
            CircleAct::Close => {
                say!("The circle was closed: its papers stay within it, and nobody joins it any more.")
            }
        }
    }
}

/// An act that was refused: what is amiss, and what was typed.
#[derive(Clone, Debug)]
pub struct CircleFault {
    /// The act.
    pub act: CircleAct,
    /// The circle's id; empty where one was to be made.
    pub circle: String,
    /// What is amiss.
    pub sentence: String,
    /// What was typed.
    pub typed: HashMap<String, String>,
}

fn typed<'f>(fault: Option<&'f CircleFault>, act: CircleAct, name: &str) -> &'f str {
    let fault = fault.filter(|fault| fault.act == act);
    fault.and_then(|fault| fault.typed.get(name)).map_or("", String::as_str)
}

fn address(circle: &CircleShown, act: CircleAct) -> String {
    format!("/circle/{}/{}", url::encode(&circle.id), act.word())
}

pub(super) fn make(frame: &Frame, fault: Option<&CircleFault>) -> Markup {
    let wrong = fault.filter(|fault| fault.act == CircleAct::Make);
    html! {
        div class="form alone" {
            h2 id="make" { (say!("Make a circle")) }
            form class="stack" action="/circles" method="post" {
                (token(frame))
                label for="circle-name" { (say!("Its name")) }
                input id="circle-name" name="name" required maxlength=(CIRCLE_CHARS_MAX) autocomplete="off"
                    value=(typed(fault, CircleAct::Make, "name"))
                    aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| "amiss")];
                label for="circle-purpose" { (say!("What it is for")) }
                textarea id="circle-purpose" name="purpose" rows="2" dir="auto" maxlength=(NOTE_CHARS_MAX) {
                    (typed(fault, CircleAct::Make, "purpose"))
                }
                p class="soft" { (say!("Who is not in it does not know that there is one. A few letters are put behind the name, to tell it from others.")) }
                button type="submit" { (say!("Make it")) }
            }
        }
    }
}

/// Only the circle that a fault is about has the field that the fault leads to.
pub(super) fn join(
    frame: &Frame,
    circle: &CircleShown,
    outside: &[&PersonLine],
    fault: Option<&CircleFault>,
) -> Markup {
    let wrong = fault.filter(|fault| fault.act == CircleAct::Join);
    let id = wrong.map_or_else(|| format!("join-person-{}", circle.id), |_| "join-person".to_owned());
    let chosen = typed(fault, CircleAct::Join, "person");
    html! {
        form class="row-of" action=(address(circle, CircleAct::Join)) method="post" {
            (token(frame))
            label for=(id) { (say!("Take in")) span class="vh" { " " (say!("to {circle}", circle = circle.name)) } }
            div class="row" {
                select id=(id) name="person" required aria-invalid=[wrong.map(|_| "true")]
                    aria-describedby=[wrong.map(|_| "amiss")] {
                    option value="" { (say!("Choose")) }
                    @for person in outside {
                        option value=(person.handle) selected[person.handle == chosen] { (person.name) }
                    }
                }
                button type="submit" class="second" { (say!("Take in")) }
            }
        }
    }
}

pub(super) fn leave(frame: &Frame, circle: &CircleShown, stay: &StayShown) -> Markup {
    let own = stay.handle == frame.who.handle;
    html! {
        form action=(address(circle, CircleAct::Leave)) method="post" {
            (token(frame))
            input type="hidden" name="person" value=(stay.handle);
            button type="submit" class="plain" {
                @if own { (say!("Leave")) span class="vh" { " " (circle.name) } }
                @else { (say!("Put out")) span class="vh" { (say!(": {who}, of {circle}", who = stay.name, circle = circle.name)) } }
            }
        }
    }
}

pub(super) fn close(frame: &Frame, circle: &CircleShown) -> Markup {
    html! {
        details class="sure" {
            summary { (say!("Close it")) span class="vh" { (say!(": ")) (circle.name) } }
            form action=(address(circle, CircleAct::Close)) method="post" {
                (token(frame))
                p { (say!("Nobody joins it any more, and it cannot be opened again. Its papers stay within it.")) }
                button type="submit" class="second" { (say!("Close the circle")) }
            }
        }
    }
}
