//! What every page has round it: head, landmarks, the way about, the keys.

use super::lengths::QUERY_CHARS_MAX;
use crate::assets::{CSS_PATH, JS_PATH, SEAL_PATH};
use crate::house::shows_round;
use crate::tongue::{Spoken, bdi, number, say, spoken, tell};
use crate::undoing::Undo;
use chancery_registry::answers::ReaderShown;
use maud::{DOCTYPE, Markup, html};

/// Who reads, and where he is.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The reader.
    pub who: &'a ReaderShown,
    /// What his forms bear.
    pub form_token: &'a str,
    /// Which part of the registry the page belongs to.
    pub here: Here,
    /// The list from which the page was opened, as a query; its forms lead back into it.
    pub list: &'a str,
    /// What takes back the act that led to the page.
    pub undo: Option<&'a Undo>,
}

/// Parts of the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// Today.
    Today,
    /// The boxes.
    Box,
    /// The in-tray.
    Tray,
    /// The register and its papers.
    Register,
    /// Search.
    Search,
    /// Meetings.
    Meetings,
    /// Drafts.
    Drafts,
    /// Dialogues.
    Dialogues,
    /// Undertakings.
    Undertakings,
    /// Markings.
    Markings,
    /// People, their clearances and circles.
    People,
    /// The ledger.
    Ledger,
    /// None of them.
    Nowhere,
}

/// The parts in the order of the head, with the key that follows `g`.
const WAYS: [(Here, &str, &str, char); 11] = [
    (Here::Today, "/", key!("Today"), 't'),
    (Here::Box, "/box", key!("Box"), 'b'),
    (Here::Tray, "/tray", key!("In-tray"), 'i'),
    (Here::Register, "/register", key!("Register"), 'r'),
    (Here::Meetings, "/meetings", key!("Diary"), 'm'),
    (Here::Drafts, "/drafts", key!("Drafts"), 'w'),
    (Here::Dialogues, "/dialogue", key!("Dialogues"), 'd'),
    (Here::Undertakings, "/undertakings", key!("Undertakings"), 'u'),
    (Here::Markings, "/markings", key!("Markings"), 'k'),
    (Here::People, "/people", key!("People"), 'p'),
    (Here::Ledger, "/ledger", key!("Ledger"), 'l'),
];

fn ways(frame: &Frame) -> impl Iterator<Item = (Here, &'static str, &'static str, char)> {
    let keeper = frame.who.keeper;
    let settles = frame.who.tray.is_some();
    WAYS.into_iter().filter(move |(here, ..)| match here {
        Here::Ledger => keeper,
        Here::Tray => settles,
        _ => true,
    })
}

/// A page of somebody who is signed in. A title names no paper's subject: a browser keeps titles.
pub(super) fn shell(frame: &Frame, title: &str, body: &Markup) -> Markup {
    document(
        title,
        &html! {
            (masthead(frame))
            main id="main" tabindex="-1" data-again=(say!("What you had typed is back: look at it, and send it again.")) { (body) }
            (foot(frame))
            (keys(frame))
        },
    )
}

/// A page of somebody who is not; once he has chosen a language, he is led to `here`.
pub(super) fn bare(title: &str, here: &str, body: &Markup) -> Markup {
    document(
        title,
        &html! {
            main id="main" class="door" tabindex="-1" {
                p class="brand" { "Chancery" }
                (body)
                (tongues("/sign-in/tongue", &html! { input type="hidden" name="next" value=(here); }))
            }
        },
    )
}

fn document(title: &str, body: &Markup) -> Markup {
    let tongue = spoken().tongue;
    html! {
        (DOCTYPE)
        html lang=(tongue.tag()) dir=[tongue.right_to_left().then_some("rtl")] {
            head {
                meta charset="utf-8";
                title { (title) " · Chancery" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                link rel="stylesheet" href=(*CSS_PATH);
                link rel="icon" type="image/svg+xml" href=(*SEAL_PATH);
                script src=(*JS_PATH) defer {}
            }
            body {
                a class="skip" href="#main" { (say!("Skip to the content")) }
                (body)
            }
        }
    }
}

fn masthead(frame: &Frame) -> Markup {
    html! {
        header class="masthead" {
            a class="brand" href="/" { "Chancery" }
            nav class="ways" aria-label=(say!("Registry")) {
                ul {
                    @for (here, path, name, key) in ways(frame) {
                        li {
                            a href=(path) data-key=(key) aria-current=[(here == frame.here).then_some("page")] {
                                (say(name))
                                @if let (Here::Tray, Some(waiting @ 1..)) = (here, frame.who.tray) {
                                    " " span class="count" { (number(waiting.into())) }
                                }
                            }
                        }
                    }
                }
            }
            form class="seek" role="search" action="/search" method="get" {
                label class="vh" for="seek" { (say!("Search")) }
                input id="seek" name="q" type="search" placeholder=(say!("Search")) autocomplete="off" maxlength=(QUERY_CHARS_MAX);
                button type="submit" { (say!("Find")) }
            }
            (reader(frame))
        }
    }
}

fn reader(frame: &Frame) -> Markup {
    html! {
        div class="reader" {
            p {
                bdi class="name" { (frame.who.name) }
                @if let Some(post) = &frame.who.post { ", " bdi { (post) } }
                @if !frame.who.clearance.is_empty() {
                    span class="cleared" { span class="vh" { ". " (say!("May read up to")) " " } (cleared(&frame.who.clearance)) }
                }
            }
            form action="/sign-out" method="post" {
                (token(frame))
                button type="submit" class="plain" { (say!("Sign out")) }
            }
        }
    }
}

/// What he may read, each policy's part in the language of the page.
fn cleared(clearance: &str) -> String {
    clearance.split(" · ").map(tell).collect::<Vec<_>>().join(" · ")
}

/// The hidden field that every form of a session bears.
pub(super) fn token(frame: &Frame) -> Markup {
    html! {
        input type="hidden" name="form" value=(frame.form_token);
        @if !frame.list.is_empty() { input type="hidden" name=(crate::listed::FIELD) value=(frame.list); }
    }
}

/// The field in which a form that changes a thing says in which state that was shown.
pub(crate) const KNEW: &str = "knew";

/// That field.
pub(super) fn knew(state: &str) -> Markup {
    html! { input type="hidden" name=(KNEW) value=(state); }
}

fn foot(frame: &Frame) -> Markup {
    html! {
        footer class="foot" {
            p { (say!("What is shown here is what {who} may know. Opening a paper is entered in the ledger.", who = bdi(&frame.who.name))) }
            (tongues("/tongue", &token(frame)))
            @if shows_round() { p { a href="/tour" { (say!("A tour")) } } }
            p { button type="button" class="plain" data-keys-open hidden { (say!("Keys")) " " kbd { "?" } } }
        }
    }
}

/// Keys of the page of an undertaking, each with the words of its form.
const UNDERTAKING_KEYS: [(char, &str); 11] = [
    ('a', key!("Assign it")),
    ('h', key!("Chase it")),
    ('w', key!("Wait until")),
    ('t', key!("Take it up again")),
    ('e', key!("It is kept")),
    ('l', key!("It has lapsed")),
    ('r', key!("It was refused")),
    ('m', key!("It is the same as another")),
    ('o', key!("Reopen it")),
    ('c', key!("Confirm it")),
    ('x', key!("It is no undertaking")),
];

/// What an act did, on the page that it led to; what can be taken back is taken back there.
pub(super) fn notice(frame: &Frame, said: &str) -> Markup {
    html! {
        div class="done" id="done" tabindex="-1" {
            p role="status" { (said) }
            @if let Some(undo) = frame.undo {
                form action=(undo.to) method="post" {
                    (token(frame))
                    @for (name, value) in &undo.fields { input type="hidden" name=(name) value=(value); }
                    button class="second" data-undo { (say!("Undo")) " " kbd { "z" } }
                }
            }
        }
    }
}

/// The other languages in which pages answer, to choose one; each calls itself by its own name.
fn tongues(address: &str, hidden: &Markup) -> Markup {
    let Spoken { tongue, offered } = spoken();
    html! {
        form class="tongues" action=(address) method="post" {
            (hidden)
            @for other in offered.iter().filter(|other| **other != tongue) {
                button type="submit" class="plain" name="tongue" value=(other.tag()) lang=(other.tag()) { (other.own_name()) }
            }
        }
    }
}

fn keys(frame: &Frame) -> Markup {
    html! {
        dialog id="keys" class="keys" aria-labelledby="keys-title" {
            h2 id="keys-title" { (say!("Keys")) }
            dl {
                @for (_, _, name, key) in ways(frame) {
                    div { dt { kbd { "g" } " " kbd { (key) } } dd { (say(name)) } }
                }
                div { dt { kbd { "/" } } dd { (say!("Search")) } }
                div { dt { kbd { "j" } " " kbd { "k" } } dd { (say!("Next and previous in a list")) } }
                div { dt { kbd { "n" } " " kbd { "p" } } dd { (say!("On a paper: the next and the previous of its list")) } }
                div { dt { kbd { "u" } } dd { (say!("Back to the list")) } }
                div { dt { kbd { "c" } " " kbd { "x" } } dd { (say!("Confirm and dismiss a finding")) } }
                div { dt { kbd { "J" } " " kbd { "K" } } dd { (say!("In a box: the paper in hand down and up")) } }
                div { dt { (say!("{from} to {until}", from = html! { kbd { "1" } }, until = html! { kbd { "5" } })) } dd { (say!("On a paper in a box: the mark")) } }
                @if frame.here == Here::Undertakings {
                    @for (key, does) in UNDERTAKING_KEYS { div { dt { kbd { (key) } } dd { (say!("On an undertaking: {deed}", deed = say(does))) } } }
                }
                div { dt { kbd { (say!("Enter")) } } dd { (say!("Open")) } }
                @if frame.who.tray.is_some() {
                    div { dt { kbd { "s" } } dd { (say!("In the in-tray: settle as proposed")) } }
                    div { dt { kbd { "e" } } dd { (say!("In the in-tray: put something right")) } }
                    div { dt { kbd { "d" } } dd { (say!("In the in-tray: a duplicate")) } }
                    div { dt { kbd { "x" } } dd { (say!("In the in-tray: turn it away")) } }
                    div { dt { kbd { "n" } } dd { (say!("In the in-tray: the next paper")) } }
                }
                div { dt { kbd { "z" } } dd { (say!("Undo what was just done, where that can be")) } }
                div { dt { kbd { "?" } } dd { (say!("These keys")) } }
            }
            p { label { input type="checkbox" data-keys-switch; " " (say!("Single keys are on")) } }
            form method="dialog" { button type="submit" { (say!("Close")) } }
        }
    }
}
