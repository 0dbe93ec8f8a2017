//! What was found in a paper, beside its text: grouped, a line or two each, with the reasons on demand.

use super::dates::when;
use super::judging::{Judge, buttons, correct, judged, second_thoughts};
use super::lists::{confidence, cut};
use crate::tongue::{bdi, quoted, say};
use crate::url;
use chancery_office::degree::Class;
use chancery_office::judging::FindingState;
use chancery_office::reading::{Cited, RoleName, What};
use chancery_registry::answers::{FindingShown, RoleShown};
use maud::{Markup, html};

/// What is to be done, or is spoken of, is cut to this; the reasons have it whole.
const SAID_CHARS_MAX: usize = 60;
/// Words of an assessment or a reference are cut to this.
const WORDS_CHARS_MAX: usize = 110;

/// The classes, in the order in which their groups stand.
const GROUPS: [Class; Class::ALL.len()] = [
    Class::Conflict,
    Class::Undertaking,
    Class::Meeting,
    Class::Subject,
    Class::Assessment,
    Class::Reference,
    Class::Person,
];

/// The heading of a group, and what has to be said of it.
fn heading(class: Class) -> (&'static str, &'static str) {
    match class {
        Class::Conflict => (key!("Conflicts"), key!("Places where the paper does not agree with itself.")),
        Class::Undertaking => (key!("Undertakings"), ""),
        Class::Meeting => (key!("Meetings"), ""),
        Class::Subject => (key!("Subjects"), ""),
        Class::Assessment => (key!("Assessments"), key!("What the writer judged: opinion, not fact.")),
        Class::Reference => (key!("References"), ""),
        Class::Person => (key!("People and posts"), ""),
    }
}

/// The findings of a paper. On a wide screen the column is rolled by itself, so it can hold the focus.
pub(super) fn found(judge: Judge<'_>, findings: &[FindingShown]) -> Markup {
    let standing: Vec<&FindingShown> =
        findings.iter().filter(|f| f.state != FindingState::Dismissed).collect();
    html! {
        aside class="found" aria-labelledby="found" {
            h2 id="found" { (say!("Found in it")) }
            @if findings.is_empty() {
                p class="soft" { (say!("Nothing was found in this text. What is found is proposed, with its words, until a person confirms it.")) }
            } @else {
                p class="soft" { (many!(findings.len() as u64, "{n} finding, proposed by a reading until a person confirms them", "{n} findings, proposed by a reading until a person confirms them")) }
                div class="column" tabindex="0" role="group" aria-labelledby="found" {
                    @for class in GROUPS { (group(judge, class, &standing)) }
                    (dismissed(judge, findings))
                }
            }
        }
    }
}

fn group(judge: Judge<'_>, class: Class, findings: &[&FindingShown]) -> Markup {
    let mut here: Vec<&FindingShown> =
        findings.iter().copied().filter(|finding| Class::of(finding.what) == class).collect();
    // Undertakings by how firm they are; everything else as it comes.
    if class == Class::Undertaking {
        here.sort_by_key(|finding| finding.what);
    }
    let (heading, of_it) = heading(class);
    html! {
        @if !here.is_empty() {
            section class={ "group of-" (class.word()) } {
                h3 { (say(heading)) " " span class="count" { (here.len()) } }
                @if !of_it.is_empty() { p class="soft" { (say(of_it)) } }
                ol role="list" { @for finding in here { (one(judge, finding)) } }
            }
        }
    }
}

/// What was dismissed stands folded below the rest: it was read, and somebody said that it is not so.
fn dismissed(judge: Judge<'_>, findings: &[FindingShown]) -> Markup {
    let gone: Vec<&FindingShown> = findings.iter().filter(|f| f.state == FindingState::Dismissed).collect();
    html! {
        @if !gone.is_empty() {
            details class="group dismissed" {
                summary { (say!("Dismissed")) " " span class="count" { (gone.len()) } }
                ol role="list" { @for finding in gone { (one(judge, finding)) } }
            }
        }
    }
}

/// A word where a person has judged it.
fn state(finding: &FindingShown) -> Markup {
    html! { @if finding.state != FindingState::Proposed { " " span class={ "state " (finding.state.word()) } { (say(finding.state.words())) } } }
}

/// The way to the paper that is cited.
fn find_it(judge: Judge<'_>, finding: &FindingShown) -> Markup {
    html! {
        @if let What::Reference(Cited::Numbered | Cited::Dated) = finding.what {
            " " a href={ "/paper/" (url::encode(&judge.line.id)) "/cites/" (finding.number) } { (say!("Find it")) span class="vh" { ", " (say!("the paper of finding {n}", n = finding.number)) } }
        }
    }
}

/// That a language model proposed it, or found it too.
fn second_reader(finding: &FindingShown) -> Markup {
    html! {
        @if let Some(model) = &finding.found_by {
            p class="soft" { (say!("Proposed by a second reader ({model})", model = bdi(model))) }
        } @else if let Some(model) = &finding.found_too {
            p class="soft" { (say!("Two readers: a rule, and {model}", model = bdi(model))) }
        }
    }
}

fn one(judge: Judge<'_>, finding: &FindingShown) -> Markup {
    html! {
        li id={ "f" (finding.number) } class={ "finding f-" (finding.what.class()) " is-" (finding.state.word()) } {
            a class="number" data-row href={ "#w" (finding.number) } {
                span class="vh" { (say!("The words of finding")) " " } (finding.number)
            }
            div class="said" { (said(finding)) (find_it(judge, finding)) (state(finding)) (second_reader(finding)) (why(judge, finding)) (buttons(judge, finding)) (correct(judge, finding)) }
        }
    }
}

fn said(finding: &FindingShown) -> Markup {
    match finding.what {
        What::Undertaking(_) => undertaking(finding),
        What::Meeting(_) => meeting(finding),
        What::Subject(_) => subject(finding),
        What::Assessment => {
            html! { p class="words" dir="auto" lang=[quoted()] { (cut(&finding.words, WORDS_CHARS_MAX)) } }
        }
        What::Reference(_) | What::Person | What::Conflict => {
            html! { p { bdi { (cut(&finding.words, WORDS_CHARS_MAX)) } (became(finding)) } }
        }
    }
}

pub(super) fn role(finding: &FindingShown, name: RoleName) -> Option<&RoleShown> {
    finding.roles.iter().find(|role| role.name == name)
}

fn undertaking(finding: &FindingShown) -> Markup {
    let act = role(finding, RoleName::Act).map_or(&finding.words, |role| &role.value);
    html! {
        p {
            span class="tag" { (say(finding.what.stands())) } " "
            @if let Some(who) = role(finding, RoleName::Actor) { bdi class="actor" { (who.value) } (say!(": ")) }
            bdi { (cut(act, SAID_CHARS_MAX)) }
            (with_whom_and_where(finding))
            (at_what_time(finding))
        }
    }
}

fn meeting(finding: &FindingShown) -> Markup {
    let about = role(finding, RoleName::Subject);
    html! {
        p {
            @if let Some(about) = about { bdi { (cut(&about.value, SAID_CHARS_MAX)) } (with_whom_and_where(finding)) }
            @else { bdi { (cut(&finding.words, SAID_CHARS_MAX)) } }
            (became(finding))
            (at_what_time(finding))
        }
    }
}

fn subject(finding: &FindingShown) -> Markup {
    html! {
        p {
            bdi class="about" { (cut(about(finding), SAID_CHARS_MAX)) }
            (became(finding))
            @if let Some(by) = by_whom(finding) { span class="soft" { ", " (say!("by {whom}", whom = bdi(by))) } }
        }
    }
}

/// Who raised a subject, or did not.
pub(super) fn by_whom(finding: &FindingShown) -> Option<&str> {
    role(finding, RoleName::Actor).or_else(|| role(finding, RoleName::Holder)).map(|role| role.value.as_str())
}

/// What a finding is about: the subject it names, else its words.
pub(super) fn about(finding: &FindingShown) -> &str {
    role(finding, RoleName::Subject).map_or(&finding.words, |role| &role.value)
}

fn became(finding: &FindingShown) -> Markup {
    html! { @if !finding.what.stands().is_empty() { " — " span class="became" { (say(finding.what.stands())) } } }
}

fn with_whom_and_where(finding: &FindingShown) -> Markup {
    html! {
        @if let Some(with) = role(finding, RoleName::Partner) { ", " (say!("with {whom}", whom = bdi(&with.value))) }
        @if let Some(place) = role(finding, RoleName::Place) { ", " (say!("in {place}", place = bdi(&place.value))) }
    }
}

/// The day that the words come to, else the words.
fn at_what_time(finding: &FindingShown) -> Markup {
    let time = role(finding, RoleName::When);
    let day = time.and_then(|time| time.when.as_ref()).filter(|when| when.from.or(when.until).is_some());
    html! {
        @if let Some(day) = day { span class="soft" { ", " (when(day)) } }
        @else if let Some(time) = time { span class="soft" { ", " bdi { (time.value) } } }
    }
}

/// The words whole, what each plays, the rule and how far to trust it.
fn why(judge: Judge<'_>, finding: &FindingShown) -> Markup {
    html! {
        details {
            summary { (say!("Why")) span class="vh" { " " (say!("finding {n}", n = finding.number)) } }
            div class="reasons" {
                blockquote class="words" dir="auto" lang=[quoted()] { (finding.words) }
                @if !finding.roles.is_empty() {
                    dl class="roles" { @for role in &finding.roles { (one_role(role)) } }
                }
                p class="soft" {
                    (say!("Rule {rule}, {confidence}; bytes {start} to {end} of the text.", rule = html! { code { (finding.rule) } },
                        confidence = confidence(finding.confidence), start = finding.start, end = finding.end))
                }
                (judged(finding))
                (second_thoughts(judge, finding))
            }
        }
    }
}

fn one_role(role: &RoleShown) -> Markup {
    html! {
        div {
            dt { (say(role.name.words())) }
            dd {
                bdi { (role.value) }
                @if let Some(time) = &role.when { " " span class="comes-to" { "(" (when(time)) ")" } }
            }
        }
    }
}
