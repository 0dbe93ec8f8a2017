//! What every page has round it: head, landmarks, the way about, the keys.

use super::dates::number;
use crate::assets::{CSS_PATH, JS_PATH, SEAL_PATH};
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
    (Here::Today, "/", "Today", 't'),
    (Here::Box, "/box", "Box", 'b'),
    (Here::Tray, "/tray", "In-tray", 'i'),
    (Here::Register, "/register", "Register", 'r'),
    (Here::Meetings, "/meetings", "Diary", 'm'),
    (Here::Drafts, "/drafts", "Drafts", 'w'),
    (Here::Dialogues, "/dialogue", "Dialogues", 'd'),
    (Here::Undertakings, "/undertakings", "Undertakings", 'u'),
    (Here::Markings, "/markings", "Markings", 'k'),
    (Here::People, "/people", "People", 'p'),
    (Here::Ledger, "/ledger", "Ledger", 'l'),
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
            main id="main" tabindex="-1" { (body) }
            (foot(frame))
            (keys(frame))
        },
    )
}

/// A page of somebody who is not.
pub(super) fn bare(title: &str, body: &Markup) -> Markup {
    document(
        title,
        &html! {
            main id="main" class="door" tabindex="-1" {
                p class="brand" { "Chancery" }
                (body)
            }
        },
    )
}

fn document(title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en-GB" {
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
                a class="skip" href="#main" { "Skip to the content" }
                (body)
            }
        }
    }
}

fn masthead(frame: &Frame) -> Markup {
    html! {
        header class="masthead" {
            a class="brand" href="/" { "Chancery" }
            nav class="ways" aria-label="Registry" {
                ul {
                    @for (here, path, name, key) in ways(frame) {
                        li {
                            a href=(path) data-key=(key) aria-current=[(here == frame.here).then_some("page")] {
                                (name)
                                @if let (Here::Tray, Some(waiting @ 1..)) = (here, frame.who.tray) {
                                    " " span class="count" { (number(waiting.into())) }
                                }
                            }
                        }
                    }
                }
            }
            form class="seek" role="search" action="/search" method="get" {
                label class="vh" for="seek" { "Search" }
                input id="seek" name="q" type="search" placeholder="Search" autocomplete="off" maxlength="1000";
                button type="submit" { "Find" }
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
                    span class="cleared" { span class="vh" { ". May read up to " } (frame.who.clearance) }
                }
            }
            form action="/sign-out" method="post" {
                (token(frame))
                button type="submit" class="plain" { "Sign out" }
            }
        }
    }
}

/// The hidden field that every form of a session bears.
pub(super) fn token(frame: &Frame) -> Markup {
    html! { input type="hidden" name="form" value=(frame.form_token); }
}

fn foot(frame: &Frame) -> Markup {
    html! {
        footer class="foot" {
            p { "What is shown here is what " bdi { (frame.who.name) } " may know. Opening a paper is entered in the ledger." }
            p { button type="button" class="plain" data-keys-open hidden { "Keys " kbd { "?" } } }
        }
    }
}

fn keys(frame: &Frame) -> Markup {
    html! {
        dialog id="keys" class="keys" aria-labelledby="keys-title" {
            h2 id="keys-title" { "Keys" }
            dl {
                @for (_, _, name, key) in ways(frame) {
                    div { dt { kbd { "g" } " " kbd { (key) } } dd { (name) } }
                }
                div { dt { kbd { "/" } } dd { "Search" } }
                div { dt { kbd { "j" } " " kbd { "k" } } dd { "Next and previous in a list" } }
                div { dt { kbd { "c" } " " kbd { "x" } } dd { "Confirm and dismiss a finding" } }
                div { dt { kbd { "J" } " " kbd { "K" } } dd { "In a box: the paper in hand down and up" } }
                div { dt { kbd { "1" } " to " kbd { "5" } } dd { "On a paper in a box: the mark" } }
                div { dt { kbd { "Enter" } } dd { "Open" } }
                @if frame.who.tray.is_some() {
                    div { dt { kbd { "s" } } dd { "In the in-tray: settle as proposed" } }
                    div { dt { kbd { "e" } } dd { "In the in-tray: put something right" } }
                    div { dt { kbd { "d" } } dd { "In the in-tray: a duplicate" } }
                    div { dt { kbd { "n" } } dd { "In the in-tray: the next paper" } }
                }
                div { dt { kbd { "?" } } dd { "These keys" } }
            }
            p { label { input type="checkbox" data-keys-switch; " Single keys are on" } }
            form method="dialog" { button type="submit" { "Close" } }
        }
    }
}
