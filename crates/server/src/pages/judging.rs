//! What can be said of a finding: that it is so, that it is not, or how it should read.

use super::findings::role;
use super::lengths::{ROLE_CHARS_MAX, TIME_CHARS_MAX};
use super::paper_forms::{Act, Fault, Typed, address};
use super::shell::{Frame, token};
use crate::tongue::{bdi, say};
use chancery_office::degree::{Class, Degree};
use chancery_office::judging::FindingState;
use chancery_office::reading::{RoleName, What, When};
use chancery_registry::answers::{FindingShown, PaperLine, PaperPage};
use maud::{Markup, html};

/// The page's reader and what of it the forms need.
#[derive(Clone, Copy)]
pub(super) struct Judge<'p> {
    pub frame: &'p Frame<'p>,
    pub line: &'p PaperLine,
    pub may: bool,
    /// The finding whose correction is asked for.
    pub correct: Option<u32>,
    /// What is amiss with a judgement, and what was typed.
    pub fault: Option<&'p Fault>,
}

/// The two judgements that take one key, beside a finding that nobody has judged.
pub(super) fn buttons(judge: Judge<'_>, finding: &FindingShown) -> Markup {
    html! {
        @if judge.may && finding.state == FindingState::Proposed {
            form class="judge" action=(address(judge.line, Act::Judge)) method="post" {
                (token(judge.frame))
                input type="hidden" name="number" value=(finding.number);
                button class="quiet" name="verdict" value="confirm" { (say!("Confirm")) span class="vh" { " " (say!("finding {n}", n = finding.number)) } }
                button class="quiet" name="verdict" value="dismiss" { (say!("Dismiss")) span class="vh" { " " (say!("finding {n}", n = finding.number)) } }
            }
        }
    }
}

/// Who judged it, and how it was read before.
pub(super) fn judged(finding: &FindingShown) -> Markup {
    html! {
        @if let Some(judged) = &finding.judged {
            p class="soft" {
                (say!("{state} by {by}, {at}", state = capital(say(finding.state.words())), by = bdi(&judged.by), at = super::dates::moment(judged.at)))
                @if !judged.reason.is_empty() { (say!(": ")) bdi { (judged.reason) } }
                "."
                @if let Some((was, roles)) = &judged.was {
                    " " (say!("It was read as {degree}.", degree = html! {
                        span class="became" { (say(was.stands())) }
                        @for role in roles { ", " (say(role.name.words())) " " bdi { (role.value) } }
                    }))
                }
            }
        }
    }
}

/// How it should read, or the reason for which it is not so.
pub(super) fn correct(judge: Judge<'_>, finding: &FindingShown) -> Markup {
    let said = |name| role(finding, name).map_or("", |role| role.value.as_str());
    let time = role(finding, RoleName::When).and_then(|role| role.when.as_ref());
    html! {
        @if judge.may && judge.correct == Some(finding.number) {
            form class="stack correct" action=(address(judge.line, Act::Judge)) method="post" {
                (token(judge.frame))
                input type="hidden" name="number" value=(finding.number);
                (degree(finding))
                (field(finding, "who", say!("Who"), if said(RoleName::Actor).is_empty() { said(RoleName::Holder) } else { said(RoleName::Actor) }))
                (field(finding, "what", say!("What"), if said(RoleName::Act).is_empty() { said(RoleName::Subject) } else { said(RoleName::Act) }))
                (field(finding, "with", say!("With"), said(RoleName::Partner)))
                (field(finding, "where", say!("Where"), said(RoleName::Place)))
                (field(finding, "when", say!("When (1982-11-04, 1982-11 or 1982)"), &time.map(typed).unwrap_or_default()))
                (Typed::in_form(judge.fault, Act::Judge).because())
                button class="second" name="verdict" value="correct" { (say!("Correct it")) }
                (field(finding, "reason", say!("Or why it is not so"), ""))
                button class="second" name="verdict" value="dismiss" { (say!("Dismiss it")) }
            }
        }
    }
}

/// What can be done beside the two buttons: to read it otherwise, or to think better of it.
pub(super) fn second_thoughts(judge: Judge<'_>, finding: &FindingShown) -> Markup {
    let form = format!("?correct={n}#f{n}", n = finding.number);
    html! {
        @if judge.may {
            p { a href=(form) { (say!("Correct it")) span class="vh" { (say!(": finding {n}", n = finding.number)) } } }
            @if finding.state != FindingState::Proposed {
                form class="judge" action=(address(judge.line, Act::Judge)) method="post" {
                    (token(judge.frame))
                    input type="hidden" name="number" value=(finding.number);
                    @if finding.state != FindingState::Confirmed { button class="quiet" name="verdict" value="confirm" { (say!("Confirm")) } }
                    @if finding.state != FindingState::Dismissed { button class="quiet" name="verdict" value="dismiss" { (say!("Dismiss")) } }
                }
            }
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn field(finding: &FindingShown, name: &str, label: &str, value: &str) -> Markup {
    let id = format!("{name}-{}", finding.number);
    html! {
        label for=(id) { (label) }
        input id=(id) name=(name) value=(value) dir="auto" maxlength=(ROLE_CHARS_MAX) autocomplete="off";
    }
}

fn degree(finding: &FindingShown) -> Markup {
    let id = format!("degree-{}", finding.number);
    let class = Class::of(finding.what);
    let degrees = if class == Class::Reference { Vec::new() } else { degrees(class) };
    html! {
        @if !degrees.is_empty() {
            label for=(id) { (say!("How it stands")) }
            select id=(id) name="degree" {
                @for Degree { word, words } in degrees {
                    option value=(word) selected[words == finding.what.stands()] { (say(words)) }
                }
            }
        }
    }
}

fn degrees(class: Class) -> Vec<Degree> {
    class.all_of_it().into_iter().filter_map(What::degree).collect()
}

/// An interval as it is typed.
fn typed(when: &When) -> String {
    use chancery_office::reading::Grain;
    let Some(from) = when.from else { return String::new() };
    match when.grain {
        Grain::Year => from.strftime("%Y").to_string(),
        Grain::Month => from.strftime("%Y-%m").to_string(),
        _ => from.to_string(),
    }
}

/// What a person finds himself, by the words that prove it.
pub(super) fn find(frame: &Frame, page: &PaperPage, fault: Option<&Fault>) -> Markup {
    let said = Typed::in_form(fault, Act::Find);
    html! {
        div class="form" {
            h3 { (say!("Add a finding")) }
            form class="stack" action=(address(&page.line, Act::Find)) method="post" {
                (token(frame))
                label for="find-words" { (say!("The words that prove it, as they are printed")) }
                textarea id="find-words" name="words" rows="2" dir="auto" required maxlength=(ROLE_CHARS_MAX)
                    aria-invalid=[said.invalid()] aria-describedby=[said.told_by()] { (said.text("words")) }
                label for="find-class" { (say!("What it is")) }
                select id="find-class" name="class" {
                    optgroup label=(say!("Undertaking")) {
                        @for Degree { word, words } in degrees(Class::Undertaking) {
                            option value={ "undertaking " (word) } { (say(words)) }
                        }
                    }
                    optgroup label=(say!("Subject" as "talks")) {
                        @for Degree { word, words } in degrees(Class::Subject) {
                            option value={ "subject " (word) } { (say(words)) }
                        }
                    }
                    optgroup label=(say!("Meeting")) {
                        option value="meeting ahead" { (say!("to come")) }
                        option value="meeting held" { (say!("held" as "meeting")) }
                    }
                    option value="assessment" { (say!("assessment")) }
                }
                @for (name, label) in [("who", say!("Who")), ("what", say!("What")), ("with", say!("With")), ("where", say!("Where"))] {
                    label for={ "find-" (name) } { (label) }
                    input id={ "find-" (name) } name=(name) dir="auto" maxlength=(ROLE_CHARS_MAX) autocomplete="off" value=(said.text(name));
                }
                label for="find-when" { (say!("When (1982-11-04, 1982-11 or 1982)")) }
                input id="find-when" name="when" maxlength=(TIME_CHARS_MAX) autocomplete="off" value=(said.text("when"));
                (said.because())
                button type="submit" { (say!("Add it")) }
            }
        }
    }
}
