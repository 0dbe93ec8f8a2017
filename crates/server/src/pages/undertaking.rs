//! One undertaking: its words, what was done with it, and what can be done.

use super::dates::{day, left, moment};
use super::in_hand::addressees;
use super::lengths::{NOTE_CHARS_MAX, OWNER_CHARS_MAX, REFERENCE_CHARS_MAX};
use super::lists::{between, chip, confidence, paper};
use super::onward::{Onward, as_query, onward, onward_again, place_of, within};
use super::shell::{Frame, shell, token};
use super::told::Told;
use super::undertakings::{address, by_when, deed, firmness, source};
use crate::tongue::{bdi, quoted, say};
use chancery_office::chase::StepKind;
use chancery_office::judging::FindingState;
use chancery_registry::answers::{Addressee, StepShown, UndertakingPage};
use jiff::civil::Date;
use maud::{Markup, html};

/// An undertaking.
pub fn undertaking(frame: &Frame, page: &UndertakingPage, told: &Told, way: Option<&Onward>) -> Markup {
    let line = &page.line;
    let (list, place) =
        (way.map(|way| as_query(&way.list)).unwrap_or_default(), place_of(&line.paper, &line.key));
    let frame = &within(frame, &list);
    let body = html! {
        (told.notice(frame, "undertaking", done))
        (onward(way, &place))
        header class="head" {
            p class="kicker" { a data-up href="/undertakings" { (say!("Undertakings")) } " · " (firmness(line)) }
            h1 id="undertaking" class="deed" { (deed(line)) }
            @if line.due.is_some() || !line.when_words.is_empty() { p class="lead when" { (by_when(line)) } }
            @if !line.owner.is_empty() { p { (say!("With {whom}", whom = bdi(&line.owner))) (left(line.owner_left)) } }
            p { (chip(&line.marked)) }
        }
        section aria-labelledby="words" {
            h2 id="words" { (say!("The words")) }
            blockquote class="words" dir="auto" lang=[quoted()] { (line.words) }
            p class="soft" {
                a class="ref" href=(source(line)) { (line.reference) }
                @if line.state != FindingState::Ordered { " · " (say(line.state.words())) " · " (confidence(line.confidence)) }
            }
            ol class="lines" role="list" { li class="line" { (paper(&page.paper, &html! {})) } }
        }
        (history(&page.steps))
        @if page.may { (forms(frame, page, told)) }
        (onward_again(way, &place))
    };
    shell(frame, say!("Undertaking"), &between(page.overall.as_ref(), &body))
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "confirm" => Some(say!("It is confirmed.")),
        "withdraw" => Some(say!("What was said of it last is taken back.")),
        "assign" => Some(say!("It has somebody who answers for it.")),
        "chase" => Some(say!("That it was chased is entered; send the words by your own post.")),
        "wait" => Some(say!("It is left alone until that day.")),
        "resume" => Some(say!("It is not left alone any more.")),
        "keep" => Some(say!("It is kept, and off the chase list.")),
        "lapse" => Some(say!("It is not waited for any more.")),
        "refuse" => Some(say!("It was refused, and is off the chase list.")),
        "merge" => Some(say!("The other one is chased in its stead.")),
        "reopen" => Some(say!("It is open again.")),
        _ => None,
    }
}

fn history(steps: &[StepShown]) -> Markup {
    html! {
        @if !steps.is_empty() {
            section aria-labelledby="steps" {
                h2 id="steps" { (say!("What was done")) }
                ol class="steps" role="list" {
                    @for step in steps {
                        li {
                            span class="tag" { (words_for(step)) } " "
                            @if !step.owner.is_empty() { (say!("to {who}", who = bdi(&step.owner))) " " }
                            @if let Some(named) = step.day { (until(step, named)) " " }
                            @if let Some(other) = &step.other {
                                a class="ref" href={ "/paper/" (other.id) } { (other.reference) } " "
                            }
                            @if !step.words.is_empty() { p class="note" dir="auto" lang=[quoted()] { (step.words) } }
                            p class="parties" { bdi { (step.by) } ", " (moment(step.at)) }
                        }
                    }
                }
            }
        }
    }
}

fn words_for(step: &StepShown) -> &str {
    match step.step {
        StepKind::Waits => say!("left alone"),
        StepKind::Resumed => say!("taken up again"),
        other => say(other.words()),
    }
}

fn until(step: &StepShown, named: Date) -> Markup {
    if step.step == StepKind::Waits {
        say!("until {day}", day = day(named))
    } else {
        say!("by {day}", day = day(named))
    }
}

/// What can be done; a form that was refused stands open.
fn forms(frame: &Frame, page: &UndertakingPage, told: &Told) -> Markup {
    html! {
        section class="acts" aria-labelledby="act" {
            h2 id="act" { (say!("Act")) }
            @if page.line.closed {
                (form(frame, page, told, ("reopen", say!("Reopen it"), "o"), &words(told, "reopen", say!("Why"), "")))
            } @else {
                @if page.line.state == FindingState::Proposed { (form(frame, page, told, ("confirm", say!("Confirm it"), "c"), &html! {})) }
                @if page.line.state != FindingState::Ordered { (form(frame, page, told, ("dismiss", say!("It is no undertaking"), "x"), &words(told, "dismiss", say!("Why"), ""))) }
                (form(frame, page, told, ("assign", say!("Assign it"), "a"), &assign(told, &page.addressees)))
                (form(frame, page, told, ("chase", say!("Chase it"), "h"), &words(told, "chase", say!("Reminder"), &page.chaser)))
                (form(frame, page, told, ("keep", say!("It is kept"), "e"), &html! { (shown_by(told)) (words(told, "keep", say!("How"), "")) }))
                @if page.line.step == Some(StepKind::Waits) { (form(frame, page, told, ("resume", say!("Take it up again"), "t"), &words(told, "resume", say!("Why"), ""))) }
                (form(frame, page, told, ("wait", say!("Wait until"), "w"), &html! { (wait(told)) (words(told, "wait", say!("Why"), "")) }))
                (form(frame, page, told, ("lapse", say!("It has lapsed"), "l"), &words(told, "lapse", say!("Why"), "")))
                (form(frame, page, told, ("refuse", say!("It was refused"), "r"), &words(told, "refuse", say!("In which words"), "")))
                @if !page.like.is_empty() {
                    (form(frame, page, told, ("merge", say!("It is the same as another"), "m"), &merge(page)))
                }
            }
        }
    }
}

fn form(
    frame: &Frame,
    page: &UndertakingPage,
    told: &Told,
    (step, says, key): (&'static str, &str, &str),
    fields: &Markup,
) -> Markup {
    let refused = told.text("step") == step;
    html! {
        details class="set" open[refused] data-step=(key) {
            summary { (says) " " kbd { (key) } }
            form class="stack" action={ (address(&page.line)) "/" (step) } method="post" data-guarded {
                (token(frame))
                (fields)
                @if refused { (told.because()) }
                button type="submit" { (says) }
            }
        }
    }
}

/// What was typed into a form that was refused; else what it proposes.
fn typed<'t>(told: &'t Told, step: &str, name: &str, proposed: &'t str) -> &'t str {
    if told.text("step") == step { told.text(name) } else { proposed }
}

fn words(told: &Told, step: &'static str, label: &str, proposed: &str) -> Markup {
    html! {
        label for={ (step) "-words" } { (label) }
        textarea id={ (step) "-words" } name="words" rows="3" dir="auto" maxlength=(NOTE_CHARS_MAX) {
            (typed(told, step, "words", proposed))
        }
    }
}

fn assign(told: &Told, known: &[Addressee]) -> Markup {
    html! {
        label for="assign-to" { (say!("Who answers for it")) " " span class="soft" { (say!("(a person or post of the office has it on Today)")) } }
        input id="assign-to" name="to" list="addressees" required maxlength=(OWNER_CHARS_MAX) dir="auto" autocomplete="off" value=(typed(told, "assign", "to", ""));
        label for="assign-due" { (say!("By" as "day")) " " span class="soft" { (say!("(empty keeps the day that it has)")) } }
        input id="assign-due" type="date" name="due" value=(typed(told, "assign", "due", ""));
        (addressees(known))
    }
}

fn shown_by(told: &Told) -> Markup {
    html! {
        label for="keep-shown" { (say!("Reference of the paper that shows it")) " " span class="soft" { (say!("(may be empty)")) } }
        input id="keep-shown" class="ref" name="shown-by" maxlength=(REFERENCE_CHARS_MAX) autocomplete="off" spellcheck="false"
            value=(typed(told, "keep", "shown-by", ""));
    }
}

fn wait(told: &Told) -> Markup {
    html! {
        label for="wait-until" { (say!("Until" as "day")) }
        input id="wait-until" type="date" name="until" required value=(typed(told, "wait", "until", ""));
    }
}

fn merge(page: &UndertakingPage) -> Markup {
    html! {
        label for="merge-into" { (say!("The one that is chased from now on")) }
        select id="merge-into" name="into" required {
            option value="" { (say!("Choose")) }
            @for line in &page.like {
                option value={ (line.paper) " " (line.key) } { (line.reference) (say!(": ")) (line.act) }
            }
        }
    }
}
