//! Meetings, and one meeting with the papers that it needs.

use super::dates::occasion;
use super::findings::{about, by_whom};
use super::lists::{banner, between, empty, meeting as line, papers, proposed, subject};
use super::shell::{Frame, shell, token};
use super::told::Told;
use super::undertakings::lines;
use crate::url;
use chancery_registry::answers::{FindingAt, Marked, MeetingLine, MeetingPage};
use maud::{Markup, html};
use serde::Serialize;

/// The meetings that the reader may know of, and what they bear together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diary {
    /// The meetings, newest first.
    pub meetings: Vec<MeetingLine>,
    /// What they bear together.
    pub overall: Option<Marked>,
}

/// Every meeting that the reader may know of.
pub fn meetings(frame: &Frame, diary: &Diary, told: &Told) -> Markup {
    let body = html! {
        (told.notice("meeting-day", |_| None))
        header class="head" { h1 { "Meetings" } }
        @if diary.meetings.is_empty() {
            (empty("No meeting is known.", &html! {
                "A meeting stands here as soon as a paper speaks of one: read papers in the "
                a href="/register" { "register" } "."
            }))
        } @else {
            ol class="lines" role="list" { @for meeting in &diary.meetings { (line(meeting)) } }
        }
        section class="acts" aria-labelledby="note" {
            h2 id="note" { "Note a meeting" }
            details class="set" open[told.amiss.is_some()] { summary { "By hand" } (note(frame, told)) }
        }
    };
    shell(frame, "Meetings", &between(diary.overall.as_ref(), &body))
}

fn note(frame: &Frame, told: &Told) -> Markup {
    let invalid = told.amiss.is_some().then_some("true");
    html! {
        form class="stack" action="/meetings" method="post" data-guarded {
            (token(frame))
            label for="meeting-day" { "Day" }
            input id="meeting-day" type="date" name="day" required value=(told.text("day")) aria-invalid=[invalid];
            label for="meeting-clock" { "Hour (UTC)" }
            input id="meeting-clock" type="time" name="clock" value=(told.text("clock"));
            label for="meeting-subject" { "About" }
            input id="meeting-subject" name="subject" required maxlength="1000" dir="auto" autocomplete="off" value=(told.text("subject"));
            label for="meeting-with" { "With " span class="soft" { "(names, with commas between)" } }
            input id="meeting-with" name="with" maxlength="1000" dir="auto" autocomplete="off" value=(told.text("with"));
            label for="meeting-place" { "Where" }
            input id="meeting-place" name="place" maxlength="1000" dir="auto" autocomplete="off" value=(told.text("place"));
            label for="meeting-marking" { "Marking" }
            input id="meeting-marking" name="marking" required maxlength="400" autocomplete="off" spellcheck="false" value=(told.text("marking"));
            (told.because())
            button type="submit" { "Note it" }
        }
    }
}

/// A meeting.
pub fn meeting(frame: &Frame, page: &MeetingPage) -> Markup {
    shell(
        frame,
        "Meeting",
        &html! {
            article class="marked" {
                (banner(&page.line.marked, "top"))
                div class="middle" { (head(&page.line)) (for_it(page)) }
                (banner(&page.line.marked, "bottom"))
            }
        },
    )
}

fn head(line: &MeetingLine) -> Markup {
    html! {
        header class="head" {
            @if !line.subject.is_empty() { p class="kicker" { "Meeting" } }
            h1 { bdi { (subject(line)) } }
            p class="lead" {
                (occasion(line.date, line.clock))
                @if !line.place.is_empty() { ", " bdi { (line.place) } }
                @if line.proposed { " " (proposed()) }
            }
            @if !line.with.is_empty() {
                p { "With " @for (at, name) in line.with.iter().enumerate() { @if at > 0 { ", " } bdi { (name) } } }
            }
            @if !line.words.is_empty() {
                p class="evidence-of" { "Found in these words:" }
                blockquote class="words" dir="auto" { (line.words) }
            }
        }
    }
}

fn for_it(page: &MeetingPage) -> Markup {
    html! {
        p { a href={ "/meeting/" (url::encode(&page.line.id)) "/print" } download { "Brief, PDF" } }
        section aria-labelledby="papers" {
            h2 id="papers" { "Papers" }
            @if page.papers.is_empty() {
                (empty("No paper is put up for it.", &html! { "Open a paper and choose “Put up”, then this meeting." }))
            } @else { (papers(&page.papers)) }
        }
        @if !page.subjects.is_empty() {
            section aria-labelledby="subjects" { h2 id="subjects" { "Subjects" } (subjects(&page.subjects)) }
        }
        @if !page.undertakings.is_empty() {
            section aria-labelledby="undertakings" {
                h2 id="undertakings" { "Undertakings" }
                (lines(&page.undertakings))
            }
        }
    }
}

/// Findings of one subject together, in the order in which the subjects are first spoken of.
fn by_subject(found: &[FindingAt]) -> Vec<(&str, Vec<&FindingAt>)> {
    let mut subjects: Vec<(&str, Vec<&FindingAt>)> = Vec::new();
    for at in found {
        let name = about(&at.finding);
        let same = |(other, _): &&mut (&str, _)| other.to_lowercase() == name.to_lowercase();
        match subjects.iter_mut().find(same) {
            Some((_, findings)) => findings.push(at),
            None => subjects.push((name, vec![at])),
        }
    }
    subjects
}

fn subjects(found: &[FindingAt]) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="group" aria-labelledby="subjects" {
            table class="subjects" {
                caption class="vh" { "Subjects of the papers, what became of them, and the words" }
                thead { tr { th scope="col" { "Subject" } th scope="col" { "Became" } th scope="col" { "In the words" } } }
                tbody {
                    @for (name, findings) in by_subject(found) {
                        tr {
                            th scope="row" { bdi { (name) } }
                            td { ul { @for at in &findings { li { (became(at)) } } } }
                            td { ul { @for at in &findings { li { (words(at)) } } } }
                        }
                    }
                }
            }
        }
    }
}

fn became(at: &FindingAt) -> Markup {
    html! {
        span class={ "tag f-" (at.finding.class) } { (at.finding.degree) }
        @if let Some(by) = by_whom(&at.finding) { " by " bdi { (by) } }
    }
}

fn words(at: &FindingAt) -> Markup {
    html! {
        span class="words" dir="auto" { (at.finding.words) } " "
        a class="ref" href={ "/paper/" (url::encode(&at.paper)) "#f" (at.finding.number) } { (at.reference) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_office::reading::Confidence;
    use chancery_registry::answers::{FindingShown, RoleShown};

    fn spoken_of(number: u32, subject: &str) -> FindingAt {
        let role = RoleShown { name: "about", value: subject.into(), when: None };
        let finding = FindingShown {
            number,
            class: "subject",
            degree: "raised",
            words: String::new(),
            start: 0,
            end: 0,
            roles: vec![role],
            rule: String::new(),
            confidence: Confidence::Fair,
            state: "proposed",
            found_by: None,
            found_too: None,
            judged: None,
        };
        FindingAt { finding, reference: "S 82/2".into(), paper: String::new() }
    }

    #[test]
    fn a_subject_stands_once_with_all_that_is_said_of_it() {
        let found = [spoken_of(1, "human rights"), spoken_of(2, "Poland"), spoken_of(3, "Human rights")];
        let shown: Vec<(&str, Vec<u32>)> = by_subject(&found)
            .into_iter()
            .map(|(name, all)| (name, all.iter().map(|at| at.finding.number).collect()))
            .collect();
        assert_eq!(shown, [("human rights", vec![1, 3]), ("Poland", vec![2])]);
    }
}
