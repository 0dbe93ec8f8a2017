//! What stands round a paper's text: the margin with its minutes, the findings, who has seen it.

use super::dates::{count, moment, short_day, when};
use super::lists::confidence;
use chancery_registry::answers::{FindingShown, MinuteShown, RoleShown, SeenShown};
use maud::{Markup, html};

/// The margin, as on the paper.
pub(super) fn margin(minutes: &[MinuteShown], may_minute: bool) -> Markup {
    html! {
        aside class="margin" aria-labelledby="minutes" {
            h2 id="minutes" { "Minutes" }
            @if minutes.is_empty() {
                p class="soft" {
                    "Nothing is written on it."
                    @if may_minute { " " a href="#act" { "Write a minute" } "." }
                }
            }
            ol role="list" { @for minute in minutes { li class={ "minute " (look(minute.kind)) } { (one(minute)) } } }
        }
    }
}

fn look(kind: &str) -> &'static str {
    match kind {
        "initials" => "initials",
        "hand" => "hand",
        "stamp" => "stamp",
        "put up" => "put-up",
        _ => "note",
    }
}

fn one(minute: &MinuteShown) -> Markup {
    let text = if minute.text.is_empty() { minute.kind } else { &minute.text };
    html! {
        p class="written" dir="auto" { (text) }
        p class="of" {
            @if !minute.by.is_empty() { bdi { (minute.by) } }
            @if let Some(at) = minute.at {
                @if !minute.by.is_empty() { ", " }
                (moment(at))
            } @else if let Some(date) = minute.date {
                @if !minute.by.is_empty() { ", " }
                (short_day(date))
            }
            @if minute.at.is_none() { span class="came" { " on the paper" } }
        }
        @if minute.doubtful { p { span class="tag doubtful" { "doubtful reading" } } }
    }
}

/// What was found, each with the words that prove it.
pub(super) fn found(findings: &[FindingShown]) -> Markup {
    html! {
        aside class="found" aria-labelledby="found" {
            h2 id="found" { "Found in it" }
            @if findings.is_empty() {
                p class="soft" { "Nothing was found in this text. What is found is proposed, with its words, until a person confirms it." }
            } @else {
                p class="soft" { (count(findings.len() as u64, "finding", "findings")) ", proposed by a reading." }
            }
            ol role="list" { @for finding in findings { (one_finding(finding)) } }
        }
    }
}

fn one_finding(finding: &FindingShown) -> Markup {
    html! {
        li id={ "f" (finding.number) } class={ "finding f-" (finding.class) } {
            p class="class" {
                a class="number" data-row href={ "#w" (finding.number) } {
                    span class="vh" { "The words of finding " } (finding.number)
                }
                " " span class="tag" { (finding.class) @if !finding.degree.is_empty() { ", " (finding.degree) } }
            }
            @if finding.roles.is_empty() {
                p class="words" dir="auto" { (finding.words) }
            } @else {
                dl class="roles" { @for role in &finding.roles { (one_role(role)) } }
            }
            details {
                summary { "Why" }
                blockquote class="words" dir="auto" { (finding.words) }
                p class="soft" { "Rule " code { (finding.rule) } ", " (confidence(finding.confidence)) "." }
            }
        }
    }
}

fn one_role(role: &RoleShown) -> Markup {
    html! {
        div {
            dt { (role.name) }
            dd {
                bdi { (role.value) }
                @if let Some(time) = &role.when { " " span class="comes-to" { "(" (when(time)) ")" } }
            }
        }
    }
}

/// Who has seen the paper.
pub(super) fn seen(seen: &[SeenShown]) -> Markup {
    html! {
        section class="seen" aria-labelledby="seen" {
            h2 id="seen" { "Seen by" }
            table {
                caption class="vh" { "Who has seen the paper" }
                thead { tr { th scope="col" { "Who" } th scope="col" { "First" } th scope="col" { "Last" } th scope="col" { "Times" } } }
                tbody {
                    @for one in seen {
                        tr {
                            th scope="row" { bdi { (one.by) } }
                            td { (moment(one.first)) }
                            td { (moment(one.last)) }
                            td class="figure" { (one.times) }
                        }
                    }
                }
            }
        }
    }
}
