//! Circles: who is in each, who was, and the forms of those who answer for one.

use super::circle_forms::{CircleAct, CircleFault, close, join, leave, make};
use super::dates::moment;
use super::doors::amiss;
use super::lists::empty;
use super::people::tabs;
use super::shell::{Frame, notice, shell};
use crate::tongue::quoted;
use chancery_registry::answers::{CircleShown, CirclesPage, PersonLine, StayShown};
use maud::{Markup, html};
use serde::Serialize;

/// The circles that a reader knows of, and whom he could take in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Circles {
    /// The circles.
    #[serde(flatten)]
    pub page: CirclesPage,
    /// The people of the office, for the forms alone.
    #[serde(skip)]
    pub people: Vec<PersonLine>,
}

/// What brought the reader to the page: nothing, an act that was done, or one that was not.
#[derive(Clone, Debug, Default)]
pub struct CirclesAsked {
    done: Option<CircleAct>,
    fault: Option<CircleFault>,
}

impl CirclesAsked {
    /// After the act of that word was done.
    pub fn done(word: &str) -> Self {
        Self { done: CircleAct::of(word), fault: None }
    }

    /// After an act was refused.
    pub fn fault(fault: CircleFault) -> Self {
        Self { done: None, fault: Some(fault) }
    }
}

/// Every circle that the reader knows of.
pub fn circles(frame: &Frame, circles: &Circles, asked: &CirclesAsked) -> Markup {
    let (page, fault) = (&circles.page, asked.fault.as_ref());
    shell(
        frame,
        say!("Circles"),
        &html! {
            @if let Some(act) = asked.done { (notice(frame, act.done())) }
            @if let Some(fault) = fault { (amiss(Some(&fault.sentence), field(circles, fault))) }
            header class="head" {
                h1 { (say!("Circles")) }
                p class="lead" { (say!("A paper that is marked for a circle stays among those who are in it.")) }
                (tabs("circles"))
            }
            section aria-labelledby="circles" {
                h2 id="circles" class="vh" { (say!("The circles that you know of")) }
                @if page.circles.is_empty() { (none(page.may_make)) }
                @for (at, circle) in page.circles.iter().enumerate() { (one(frame, circles, at, circle, fault)) }
            }
            @if page.may_make { section aria-labelledby="make" { (make(frame, fault)) } }
        },
    )
}

fn none(may_make: bool) -> Markup {
    empty(
        say!("You are in no circle."),
        &html! {
            @if may_make { (say!("Make one: you are then the first in it, and take in whom you choose.")) }
            @else { (say!("Who answers for one takes you in.")) }
        },
    )
}

/// Where the field of a fault stands; where its form is gone meanwhile, the list.
fn field(circles: &Circles, fault: &CircleFault) -> &'static str {
    let joins = |circle: &CircleShown| circle.id == fault.circle && may_join(circle);
    match fault.act {
        CircleAct::Make if circles.page.may_make => "circle-name",
        CircleAct::Join if circles.page.circles.iter().any(joins) => "join-person",
        _ => "circles",
    }
}

fn may_join(circle: &CircleShown) -> bool {
    circle.holds && circle.closed.is_none()
}

fn one(frame: &Frame, all: &Circles, at: usize, circle: &CircleShown, fault: Option<&CircleFault>) -> Markup {
    let (inside, past): (Vec<_>, Vec<_>) = circle.stays.iter().partition(|stay| stay.until.is_none());
    let fault = fault.filter(|fault| fault.circle == circle.id);
    html! {
        article class="circle" aria-labelledby={ "circle-" (at) } {
            h3 id={ "circle-" (at) } { bdi { (circle.name) } (standing(circle)) }
            @if !circle.purpose.is_empty() { p class="purpose-of" dir="auto" lang=[quoted()] { (circle.purpose) } }
            p class="soft" {
                (say!("In a marking: {tag}", tag = html! { code { (circle.tag) } })) " · " (say!("made {at}", at = moment(circle.made)))
                @if let Some(closed) = circle.closed { " · " (say!("closed {at}", at = moment(closed))) }
            }
            (members(frame, circle, at, &inside))
            @if !past.is_empty() { (history(at, &circle.name, &past)) }
            @if may_join(circle) {
                div class="forms" { (join(frame, circle, &outside(all, &inside), fault)) (close(frame, circle)) }
            }
        }
    }
}

fn standing(circle: &CircleShown) -> Markup {
    html! {
        @if circle.closed.is_some() { " " span class="tag" { (say!("closed")) } }
        @if circle.holds { " " span class="tag" { (say!("you answer for it")) } }
        @else if circle.inside { " " span class="tag" { (say!("you are in it")) } }
    }
}

fn outside<'p>(all: &'p Circles, inside: &[&StayShown]) -> Vec<&'p PersonLine> {
    let is_in = |person: &PersonLine| inside.iter().any(|stay| stay.handle == person.handle);
    all.people.iter().filter(|person| !is_in(person)).collect()
}

fn members(frame: &Frame, circle: &CircleShown, at: usize, inside: &[&StayShown]) -> Markup {
    let may = |stay: &StayShown| circle.holds || stay.handle == frame.who.handle;
    let acts = inside.iter().any(|stay| may(stay));
    html! {
        @if inside.is_empty() { p { (say!("Nobody is in it.")) } } @else {
            div class="scroll" tabindex="0" role="group" aria-labelledby={ "circle-" (at) } {
                table {
                    caption class="vh" { (say!("Who is in it")) }
                    thead { tr {
                        th scope="col" { (say!("In it")) } th scope="col" { (say!("Since")) } th scope="col" { (say!("Taken in by")) }
                        @if acts { th scope="col" { span class="vh" { (say!("What you can do")) } } }
                    } }
                    tbody {
                        @for stay in inside {
                            tr {
                                th scope="row" { bdi { (stay.name) } }
                                td { (moment(stay.since)) }
                                td { (taken_in(stay)) }
                                @if acts { td class="act" { @if may(stay) { (leave(frame, circle, stay)) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Who made a circle was taken in by nobody.
fn taken_in(stay: &StayShown) -> Markup {
    html! {
        @if stay.by == stay.name { span class="soft" { (say!("made it")) } } @else { bdi { (stay.by) } }
    }
}

fn history(at: usize, name: &str, past: &[&StayShown]) -> Markup {
    html! {
        details {
            summary {
                (many!(past.len() as u64, "{n} stay that has ended", "{n} stays that have ended"))
                span class="vh" { " " (say!("in {circle}", circle = name)) }
            }
            div class="scroll" tabindex="0" role="group" aria-label=(say!("Stays that have ended")) {
                table {
                    caption class="vh" { (say!("Who was in it")) }
                    thead { tr {
                        th scope="col" { (say!("Was in it")) } th scope="col" { (say!("Since")) } th scope="col" { (say!("Until")) }
                        th scope="col" { (say!("Taken in by")) }
                    } }
                    tbody {
                        @for (row, stay) in past.iter().enumerate() {
                            tr id={ "past-" (at) "-" (row) } {
                                th scope="row" { bdi { (stay.name) } }
                                td { (moment(stay.since)) }
                                td { @if let Some(until) = stay.until { (moment(until)) } }
                                td { (taken_in(stay)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
