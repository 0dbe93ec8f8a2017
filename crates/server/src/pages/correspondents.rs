//! Correspondents: people outside the office.

use super::dates::{day, number};
use super::lengths::{CORRESPONDENT_CHARS_MAX, LIST_CHARS_MAX, SOUGHT_CHARS_MAX};
use super::lists::{between, empty, pager, papers};
use super::people::tabs;
use super::shell::{Frame, knew, shell, token};
use super::told::Told;
use crate::tongue::tell;
use crate::url;
use chancery_registry::answers::{
    CardsTaken, CorrespondentLine, CorrespondentPage, CorrespondentsPage, HeldLine,
};
use jiff::civil::Date;
use maud::{Markup, html};

/// Posts of the form in which a correspondent is kept, beside those that he has.
const POSTS_FREE: usize = 2;

/// The list of correspondents, and how they come into it.
pub fn correspondents(
    frame: &Frame,
    page: &CorrespondentsPage,
    taken: Option<&CardsTaken>,
    told: &Told,
) -> Markup {
    shell(
        frame,
        say!("Correspondents"),
        &html! {
            (told.notice(frame, if told.text("which") == "cards" { "cards-file" } else { "person-name" }, |_| None))
            @if let Some(taken) = taken { (taken_in(taken)) }
            header class="head" {
                h1 { (say!("Correspondents")) }
                p class="lead" { (say!("People outside the office. Everybody here may know whom it knows.")) }
                (tabs("correspondents"))
            }
            form class="row" action="/correspondents" method="get" role="search" aria-label=(say!("Correspondents")) {
                label { (say!("Name or post")) " " input type="search" name="q" maxlength=(SOUGHT_CHARS_MAX) value=(page.words); }
                button type="submit" class="second" { (say!("Find")) }
            }
            @if page.lines.is_empty() {
                (empty(say!("Nobody is known by that."), &html! { (say!("Enter somebody below, or take in a file of cards.")) }))
            } @else {
                p class="soft" { (many!(page.total.into(), "{n} correspondent", "{n} correspondents")) " · " a href="/correspondents/cards" download { (say!("All as cards, vCard")) } }
                ol class="lines" role="list" { @for line in &page.lines { li { (linked(line)) } } }
                (pager(page.page, page.pages, |to| url::with_query("/correspondents", &[("q", &page.words), ("page", to)])))
            }
            @if page.may_keep { (coming(frame, told)) }
        },
    )
}

fn address(line: &CorrespondentLine) -> String {
    format!("/correspondent/{}", url::encode(&line.id))
}

fn linked(line: &CorrespondentLine) -> Markup {
    html! {
        a data-row href=(address(line)) { bdi { (line.name) } }
        @if !line.posts.is_empty() { ", " bdi { (line.posts.join("; ")) } }
    }
}

fn coming(frame: &Frame, told: &Told) -> Markup {
    let sent = |which: &str| told.amiss.is_some() && told.text("which") == which;
    html! {
        section class="acts" aria-labelledby="coming" {
            h2 id="coming" { (say!("They come here")) }
            details class="set" open[sent("")] {
                summary { (say!("Enter one")) }
                form class="stack" action="/correspondents" method="post" data-guarded {
                    (token(frame))
                    (fields(told, &[]))
                    button type="submit" { (say!("Keep this person")) }
                }
            }
            details class="set" open[sent("cards")] {
                summary { (say!("Take in a file of cards")) }
                p class="soft" { (say!("A vCard file, or a table (CSV) whose first line names its columns: name, post, organisation, email, alias, salutation.")) }
                form class="stack" action="/correspondents/cards" method="post" enctype="multipart/form-data" {
                    (token(frame))
                    input type="hidden" name="which" value="cards";
                    label for="cards-file" { (say!("File" as "upload")) }
                    input id="cards-file" type="file" name="file" required accept=".vcf,.csv,text/vcard,text/csv";
                    button type="submit" { (say!("Take it in")) }
                }
            }
        }
    }
}

fn taken_in(taken: &CardsTaken) -> Markup {
    html! {
        div class="done" id="done" role="status" tabindex="-1" {
            p { (say!("The cards were taken in: {new} new, {changed} of whom they tell more, {known} as before.",
                new = number(taken.kept.into()), changed = number(taken.changed.into()), known = number(taken.known.into()))) }
            @for note in &taken.notes { p { (tell(note)) } }
        }
    }
}

/// The fields of a correspondent; posts that he has stand first.
fn fields(told: &Told, held: &[HeldLine]) -> Markup {
    let typed = |name: String, other: String| {
        if told.typed.contains_key(&name) { told.text(&name).to_owned() } else { other }
    };
    let of_day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    html! {
        label for="person-name" { (say!("Name")) }
        input id="person-name" name="name" required maxlength=(CORRESPONDENT_CHARS_MAX) dir="auto" autocomplete="off" value=(told.text("name"))
            aria-invalid=[told.amiss.as_ref().map(|_| "true")];
        label for="person-aliases" { (say!("Other names")) " " span class="soft" { (say!("(with semicolons between)")) } }
        input id="person-aliases" name="aliases" maxlength=(LIST_CHARS_MAX) dir="auto" autocomplete="off" value=(told.text("aliases"));
        label for="person-salutation" { (say!("A letter to this person begins")) }
        input id="person-salutation" name="salutation" maxlength=(CORRESPONDENT_CHARS_MAX) dir="auto" autocomplete="off" value=(told.text("salutation"));
        label for="person-mail" { (say!("Mail")) " " span class="soft" { (say!("(with semicolons between)")) } }
        input id="person-mail" name="mail" maxlength=(LIST_CHARS_MAX) autocomplete="off" value=(told.text("mail"));
        @for n in 1..=held.len() + POSTS_FREE {
            @let line = held.get(n - 1);
            fieldset class="row" {
                legend class="vh" { (say!("Post {n}", n = n)) }
                label class="wide" { (say!("Post")) " " input name={ "post-" (n) } maxlength=(CORRESPONDENT_CHARS_MAX) dir="auto" autocomplete="off" value=(typed(format!("post-{n}"), line.map(|held| held.post.clone()).unwrap_or_default())); }
                label { (say!("From" as "day")) " " input type="date" name={ "from-" (n) } value=(typed(format!("from-{n}"), of_day(line.and_then(|held| held.from)))); }
                label { (say!("Until" as "day")) " " input type="date" name={ "until-" (n) } value=(typed(format!("until-{n}"), of_day(line.and_then(|held| held.until)))); }
            }
        }
    }
}

/// A correspondent.
pub fn correspondent(frame: &Frame, page: &CorrespondentPage, told: &Told) -> Markup {
    let body = html! {
        (told.notice(frame, "person-name", done))
        header class="head" {
            h1 { bdi { (page.line.name) } }
            @if !page.line.posts.is_empty() { p class="lead" { bdi { (page.line.posts.join("; ")) } } }
            (tabs("correspondents"))
        }
        p { a href={ (address(&page.line)) "/card" } download { (say!("As a card, vCard")) } }
        @if let Some(into) = &page.into { p { (say!("This entry was found to be {whom}.", whom = linked(into))) } }
        (facts(page))
        @if !page.merged.is_empty() || !page.alike.is_empty() { (same(frame, page)) }
        section aria-labelledby="papers" {
            h2 id="papers" { (say!("Papers from and to this person")) }
            @if page.papers.is_empty() { p class="soft" { (say!("No paper that you may read names this person as its writer or addressee.")) } }
            @else { (papers(&page.papers)) }
        }
        @if page.may_keep && page.into.is_none() { (change(frame, page, told)) }
    };
    shell(frame, say!("Correspondent"), &between(page.overall.as_ref(), &body))
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "kept" => Some(say!("He is kept as you wrote.")),
        "merged" => Some(say!("The two are one: you can part them again here.")),
        "parted" => Some(say!("The two are two again.")),
        _ => None,
    }
}

fn facts(page: &CorrespondentPage) -> Markup {
    html! {
        dl class="facts" {
            @for held in &page.held {
                div {
                    dt { (say!("Post")) }
                    dd {
                        bdi { (held.post) }
                        @if let Some(from) = held.from { ", " (say!("from {day}", day = day(from))) }
                        @if let Some(until) = held.until { " " (say!("until {day}", day = day(until))) }
                    }
                }
            }
            @for (name, words) in [
                (say!("Also"), page.aliases.join("; ")),
                (say!("A letter begins"), page.salutation.clone()),
                (say!("Mail"), page.mail.join("; ")),
            ] {
                @if !words.is_empty() { div { dt { (name) } dd { bdi { (words) } } } }
            }
        }
    }
}

/// Entries that are him too, or may be.
fn same(frame: &Frame, page: &CorrespondentPage) -> Markup {
    let form = |other: &CorrespondentLine, act: &str, words: &str| {
        html! {
            form action={ (address(&page.line)) "/" (act) } method="post" {
                (token(frame))
                input type="hidden" name="from" value=(other.id);
                button type="submit" class="plain" { (words) span class="vh" { (say!(": ")) (other.name) } }
            }
        }
    };
    html! {
        section aria-labelledby="same" {
            h2 id="same" { (say!("The same, or of a like name")) }
            ul class="lines" {
                @for other in &page.merged {
                    li { (linked(other)) " " span class="tag" { (say!("the same")) } @if page.may_keep { (form(other, "part", say!("Part them"))) } }
                }
                @for other in &page.alike {
                    li { (linked(other)) @if page.may_keep && page.into.is_none() { (form(other, "merge", say!("He is the same"))) } }
                }
            }
        }
    }
}

fn change(frame: &Frame, page: &CorrespondentPage, told: &Told) -> Markup {
    let stands = [
        ("name", page.line.name.clone()),
        ("aliases", page.aliases.join("; ")),
        ("salutation", page.salutation.clone()),
        ("mail", page.mail.join("; ")),
    ];
    let stands =
        Told { typed: stands.map(|(name, value)| (name.to_owned(), value)).into(), ..Told::default() };
    let shown = if told.amiss.is_some() { told } else { &stands };
    html! {
        section class="acts" aria-labelledby="change" {
            h2 id="change" { (say!("Put right")) }
            details class="set" open[told.amiss.is_some()] {
                summary { (say!("What is known of this person")) }
                form class="stack" action=(address(&page.line)) method="post" data-guarded {
                    (token(frame)) (knew(&page.state))
                    (fields(shown, &page.held))
                    button type="submit" { (say!("Keep what is typed")) }
                }
            }
        }
    }
}
