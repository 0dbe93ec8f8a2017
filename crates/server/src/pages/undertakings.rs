//! The chase list: who will do what, by when, in the words that prove it; overdue first.

use super::chased::which;
use super::dates::{day, left, number};
use super::lengths::NAME_CHARS_MAX;
use super::lists::{between, chip, confidence, cut, empty, pager, register, ticked_to};
use super::onward::{paper_in, place, place_of, undertaking_in};
use super::shell::{Frame, shell};
use super::told::Told;
use crate::tongue::{bdi, quoted, say};
use crate::url;
use chancery_office::chase::StepKind;
use chancery_office::judging::FindingState;
use chancery_registry::answers::{
    ChaseAsked, ChaseOrder, ChasePage, ChaseSide, ChaseState, ChaseTrust, ListAsked, LoadLine,
    UndertakingLine,
};
use maud::{Markup, html};

/// Width of the picture of the load, in its own units.
const LOAD_WIDTH: u32 = 200;
/// Of the words of an undertaking in which nothing else was read, so much names it.
const DEED_CHARS_MAX: usize = 120;

/// Working days that are counted out.
const WORKING_DAYS_OF_A_YEAR: u32 = 260;

/// What of the chase list can be chosen, and the words for it.
const SIDES: [(ChaseSide, &str); 4] = [
    (ChaseSide::Any, key!("anyone’s")),
    (ChaseSide::Own, key!("your own")),
    (ChaseSide::Ours, key!("ours")),
    (ChaseSide::Theirs, key!("theirs")),
];
const STATES: [(ChaseState, &str); 3] =
    [(ChaseState::Open, key!("open")), (ChaseState::Closed, key!("closed")), (ChaseState::All, key!("all"))];
const TRUSTS: [(ChaseTrust, &str); 3] = [
    (ChaseTrust::Likely, key!("likely")),
    (ChaseTrust::Possible, key!("no more than possible")),
    (ChaseTrust::All, key!("all")),
];
const ORDERS: [(ChaseOrder, &str); 3] = [
    (ChaseOrder::Due, key!("due day")),
    (ChaseOrder::Owner, key!("who is to do it")),
    (ChaseOrder::Counterpart, key!("with whom")),
];

/// The chase list, and what of it was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Chase<'a> {
    /// The list.
    pub page: &'a ChasePage,
    /// What was asked for.
    pub asked: &'a ChaseAsked,
}

/// The chase list.
pub fn undertakings(frame: &Frame, chase: &Chase, told: &Told) -> Markup {
    let (page, asked) = (chase.page, chase.asked);
    let (overdue, rest): (Vec<_>, Vec<_>) = page.lines.iter().cloned().partition(|line| line.overdue);
    let (closed, open): (Vec<_>, Vec<_>) = rest.into_iter().partition(|line| line.closed);
    let dismissed =
        |word: &str| (word == "dismiss").then(|| say!("It is no undertaking, and off the chase list."));
    let body = html! {
        (told.notice(frame, "who", dismissed))
        header class="head" {
            h1 { (say!("Undertakings")) }
            p class="lead" { (many!(page.total, "{n} undertaking", "{n} undertakings")) ", " (state(asked)) }
            p { a href=(url::with_query("/undertakings/print", &query(asked, &page.page.to_string()))) download { (say!("This page, PDF")) } }
        }
        div class="beside" {
            section aria-label=(say!("Chase list")) {
                (form(asked))
                @if page.lines.is_empty() { (nothing(asked)) }
                @for (id, heading, part) in [("overdue", say!("Past the day"), &overdue), ("open", say!("Open" as "undertakings"), &open), ("closed", say!("Closed" as "undertakings"), &closed)] {
                    @if !part.is_empty() {
                        section aria-labelledby=(id) { h2 id=(id) class=[(id == "overdue").then_some("due")] { (heading) } (listed(chase, part)) }
                    }
                }
                @if !page.lines.is_empty() { (ticked_to("/undertakings/together", say!("Act on the ticked undertakings"))) }
                (pager(page.page, page.pages, |to| url::with_query("/undertakings", &query(asked, to))))
                @if page.possible > 0 { (possible(chase)) }
            }
            (load(&page.load))
        }
    };
    shell(frame, say!("Undertakings"), &between(page.overall.as_ref(), &body))
}

fn state(asked: &ChaseAsked) -> &'static str {
    match asked.state {
        ChaseState::Open => say!("open"),
        ChaseState::Closed => say!("closed"),
        ChaseState::All => say!("open and closed"),
    }
}

pub(super) fn query<'a>(asked: &'a ChaseAsked, page: &'a str) -> [(&'static str, &'a str); 7] {
    // What is not chosen is not said.
    let other = |chosen: bool, word: &'static str| if chosen { word } else { "" };
    [
        ("who", &asked.who),
        ("with", &asked.with),
        ("side", other(asked.side != ChaseSide::default(), asked.side.word())),
        ("state", other(asked.state != ChaseState::default(), asked.state.word())),
        ("trust", other(asked.trust != ChaseTrust::default(), asked.trust.word())),
        ("order", other(asked.order != ChaseOrder::default(), asked.order.word())),
        ("page", page),
    ]
}

fn form(asked: &ChaseAsked) -> Markup {
    html! {
        form class="query chase" action="/undertakings" method="get" {
            div { label for="who" { (say!("Who")) } input id="who" name="who" value=(asked.who) dir="auto" maxlength=(NAME_CHARS_MAX); }
            div { label for="with" { (say!("With")) } input id="with" name="with" value=(asked.with) dir="auto" maxlength=(NAME_CHARS_MAX); }
            div { (choice("side", say!("Whose"), SIDES.map(|(of, words)| (of.word(), words, of == asked.side)))) }
            div { (choice("state", say!("State"), STATES.map(|(of, words)| (of.word(), words, of == asked.state)))) }
            div { (choice("trust", say!("Trust"), TRUSTS.map(|(of, words)| (of.word(), words, of == asked.trust)))) }
            div { (choice("order", say!("By" as "order"), ORDERS.map(|(of, words)| (of.word(), words, of == asked.order)))) }
            button type="submit" { (say!("Show")) }
            @if *asked != (ChaseAsked { page: asked.page, ..ChaseAsked::default() }) { a href="/undertakings" { (say!("Show all that is open")) } }
        }
    }
}

/// Words and what they say of the list, and whether they are chosen.
fn choice<const N: usize>(id: &'static str, label: &str, choices: [(&str, &str, bool); N]) -> Markup {
    html! {
        label for=(id) { (label) }
        select id=(id) name=(id) {
            @for (value, words, chosen) in choices { option value=(value) selected[chosen] { (say(words)) } }
        }
    }
}

/// What is no more than possible is folded away: a wrong promise does more harm than one that is missed.
fn possible(chase: &Chase) -> Markup {
    let asked = ChaseAsked { trust: ChaseTrust::Possible, ..chase.asked.clone() };
    html! {
        p class="soft" {
            (many!(chase.page.possible, "{n} more that is no more than possible was left out.", "{n} more that are no more than possible were left out."))
            " " a href=(url::with_query("/undertakings", &query(&asked, ""))) { (say!("Look through them")) }
        }
    }
}

fn nothing(asked: &ChaseAsked) -> Markup {
    let plain = *asked == ChaseAsked { page: asked.page, ..ChaseAsked::default() };
    if plain {
        empty(
            say!("No undertaking is open."),
            &html! {
                (say!("They are found in papers, with the words that prove them: read papers in the {register}.", register = register()))
            },
        )
    } else {
        empty(
            say!("No such undertaking is known."),
            &html! { (say!("Try a part of the name, or another state.")) },
        )
    }
}

/// Who has how many, as bars beside the figures.
fn load(lines: &[LoadLine]) -> Markup {
    let most = lines.iter().map(|line| line.open).max().unwrap_or(1).max(1);
    let width = |many: u32| (many * LOAD_WIDTH).div_ceil(most);
    html! {
        @if !lines.is_empty() {
            aside class="narrowing load" aria-labelledby="load" {
                h2 id="load" { (say!("Who has how much")) }
                table {
                    caption class="vh" { (say!("Open undertakings, and those past their day, by who is to do them")) }
                    thead { tr { th scope="col" { (say!("Who")) } th scope="col" { (say!("Open" as "undertakings")) } th scope="col" { (say!("Late")) } } }
                    tbody {
                        @for line in lines {
                            tr {
                                th scope="row" {
                                    a href=(url::with_query("/undertakings", &[("who", line.owner.as_str())])) { bdi { (line.owner) } }
                                    svg class="bar" viewBox={ "0 0 " (LOAD_WIDTH) " 6" } preserveAspectRatio="none" aria-hidden="true" {
                                        rect class="open" width=(width(line.open)) height="6" {}
                                        rect class="late" width=(width(line.overdue)) height="6" {}
                                    }
                                }
                                td { (number(line.open.into())) }
                                td class=[(line.overdue > 0).then_some("due")] { (number(line.overdue.into())) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Undertakings in a list, each headed by what is to be done.
pub(super) fn lines(lines: &[UndertakingLine]) -> Markup {
    let alone =
        |line: &UndertakingLine| one(line, &Leads { to: address(line), source: source(line), places: None });
    html! { ol class="lines" role="list" { @for line in lines { li class="line undertaking" { (alone(line)) } } } }
}

/// The same in the chase list: from each, and from its paper, one goes on to the next.
fn listed(chase: &Chase, lines: &[UndertakingLine]) -> Markup {
    let list = ListAsked::Undertakings(ChaseAsked { page: chase.page.page, ..chase.asked.clone() });
    let leads = |line: &UndertakingLine| {
        let first = chase.page.lines.iter().find(|other| other.paper == line.paper);
        let place = first.filter(|first| first.key == line.key).map(|first| place(&first.paper));
        Leads {
            to: undertaking_in(&list, &line.paper, &line.key),
            source: format!("{}#{}", paper_in(&list, &line.paper), within(line)),
            places: Some((place_of(&line.paper, &line.key), place)),
        }
    };
    html! {
        ol class="lines tickable" role="list" {
            @for line in lines { li class="line undertaking" { (tick(chase, line)) (one(line, &leads(line))) } }
        }
    }
}

/// The tick by which an undertaking is taken with others.
fn tick(chase: &Chase, line: &UndertakingLine) -> Markup {
    let same = |other: &UndertakingLine| (&other.paper, &other.key) == (&line.paper, &line.key);
    let number = chase.page.lines.iter().position(same).unwrap_or_default() + 1;
    html! { input type="checkbox" form="together" name={ "u" (number) } value=(which(line)) aria-label=(say!("Take {undertaking}, {paper}", undertaking = line.act, paper = line.reference)) data-tick; }
}

/// Whither a line leads, and by what it is led back to: it, and the paper that its words stand in.
struct Leads {
    to: String,
    source: String,
    places: Option<(String, Option<String>)>,
}

/// The address of an undertaking.
pub(super) fn address(line: &UndertakingLine) -> String {
    format!("/undertaking/{}/{}", url::encode(&line.paper), url::encode(&line.key))
}

fn one(line: &UndertakingLine, leads: &Leads) -> Markup {
    let (own, paper) = leads.places.clone().unzip();
    html! {
        p class="firm" { span class="tag f-undertaking" { (firmness(line)) } }
        div class="what" {
            h3 { a class="deed" data-row id=[own] href=(leads.to) { (deed(line)) } (by_when_after(line)) }
            (stands(line))
            p class="evidence" dir="auto" {
                span class="words" lang=[quoted()] { (line.words) } " "
                span class="source" {
                    a class="ref" id=[paper.flatten()] href=(leads.source) { span class="vh" { (say!("The words in")) " " } (line.reference) }
                    @if line.state != FindingState::Ordered { " · " (confidence(line.confidence)) }
                }
            }
        }
        (chip(&line.marked))
    }
}

/// What a principal ordered is no finding of a paper.
pub(super) fn firmness(line: &UndertakingLine) -> &str {
    if line.state == FindingState::Ordered { say!("ordered") } else { say(line.firmness.words()) }
}

/// The place of its words in the paper, where they stand in it.
pub(super) fn source(line: &UndertakingLine) -> String {
    format!("/paper/{}#{}", url::encode(&line.paper), within(line))
}

fn within(line: &UndertakingLine) -> String {
    match line.number {
        0 => "minutes".to_owned(),
        number => format!("f{number}"),
    }
}

/// Who answers for it, and what was last done.
fn stands(line: &UndertakingLine) -> Markup {
    let step = match line.step {
        Some(StepKind::Waits) => say!("left alone until the day"),
        Some(StepKind::Assigned | StepKind::Resumed) | None => "",
        Some(other) => say(other.words()),
    };
    html! {
        @if !line.owner.is_empty() || !step.is_empty() {
            p class="stands" {
                @if !line.owner.is_empty() { (say!("with {whom}", whom = bdi(&line.owner))) (left(line.owner_left)) }
                @if !step.is_empty() { @if !line.owner.is_empty() { " · " } span class="tag" { (step) } }
            }
        }
    }
}

/// Who is to do what, with whom, where; where no reading found any of it, the words.
pub(super) fn deed(line: &UndertakingLine) -> Markup {
    let told = [&line.actor, &line.act, &line.partner, &line.place].iter().any(|words| !words.is_empty());
    html! {
        @if !told { bdi { (cut(&line.words, DEED_CHARS_MAX)) } }
        @if !line.actor.is_empty() { bdi class="actor" { (line.actor) } (say!(": ")) }
        bdi { (line.act) }
        @if !line.partner.is_empty() { ", " (say!("with {whom}", whom = bdi(&line.partner))) }
        @if !line.place.is_empty() { ", " (say!("in {place}", place = bdi(&line.place))) }
    }
}

/// Of what is late by more than a year nobody counts the days.
fn lateness(days: u32) -> Markup {
    html! {
        @match days {
            0 => {}
            days if days > WORKING_DAYS_OF_A_YEAR => { ", " (say!("more than a year late")) }
            days => { ", " (many!(days.into(), "{n} working day late", "{n} working days late")) }
        }
    }
}

/// The same after what is to be done.
pub(super) fn by_when_after(line: &UndertakingLine) -> Markup {
    let when = by_when(line);
    html! { @if !when.0.is_empty() { " — " (when) } }
}

/// The day by which it is due; where none is known, what the paper says of the time.
pub(super) fn by_when(line: &UndertakingLine) -> Markup {
    html! {
        @match (line.due, line.days_late) {
            (Some(due), Some(late)) => { span class="due" { (say!("was due by {day}", day = day(due))) (lateness(late)) } }
            (Some(due), None) if line.closed => { span class="by-when" { (say!("was due by {day}", day = day(due))) } }
            (Some(due), None) => { span class="by-when" { (say!("due by {day}", day = day(due))) } }
            (None, _) if !line.when_words.is_empty() => { span class="by-when" { bdi { (line.when_words) } } }
            (None, _) => {}
        }
    }
}
