//! One meeting, with all that is gathered for it: its brief.

use super::dates::{clock, occasion};
use super::findings::{about, by_whom};
use super::lists::{empty, meeting as line, papers, proposed, subject, under_banner};
use super::meeting_forms::{change, same};
use super::shell::{Frame, shell};
use super::told::Told;
use super::undertakings::lines;
use crate::tongue::{bdi, quoted, say};
use crate::url;
use chancery_registry::answers::{FindingAt, Known, MeetingLine, MeetingPage, Said, UndertakingLine};
use maud::{Markup, html};

/// A meeting.
pub fn meeting(frame: &Frame, page: &MeetingPage, told: &Told) -> Markup {
    let marked = page.overall.as_ref().unwrap_or(&page.line.marked);
    shell(
        frame,
        say!("Meeting"),
        &under_banner(
            marked,
            "brief",
            &html! {
                (told.notice(frame, if told.text("which") == "cancel" { "cancel-reason" } else { "meeting-day" }, done))
                (head(&page.line))
                (ways(page))
                (gathered(page))
                (same(frame, page))
                @if page.may_note && page.line.noted { (change(frame, page, told)) }
            },
        ),
    )
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "noted" => Some(say!("The meeting stands in the diary.")),
        "changed" => Some(say!("The meeting is changed.")),
        "cancelled" => Some(say!("The meeting is not held.")),
        "joined" => {
            Some(say!("The two are one occasion: it stands as it was noted, with the papers of both."))
        }
        "parted" => Some(say!("They are two meetings again.")),
        _ => None,
    }
}

fn head(line: &MeetingLine) -> Markup {
    html! {
        header class="head" {
            @if !line.subject.is_empty() { p class="kicker" { (say!("Meeting")) } }
            h1 class="of-meeting" { bdi { (subject(line)) } }
            p class="lead" {
                (occasion(line.date, line.clock))
                @if let Some(until) = line.until { " " (say!("to {hour}", hour = clock(until))) }
                @if !line.place.is_empty() { ", " bdi { (line.place) } }
                @if line.proposed { " " (proposed()) }
            }
            @if let Some(reason) = &line.cancelled {
                p { strong class="due" { (say!("It is not held.")) } @if !reason.is_empty() { " " bdi { (reason) } } }
            }
            @if !line.with.is_empty() {
                p { (say!("With {whom}", whom = html! { @for (at, name) in line.with.iter().enumerate() { @if at > 0 { ", " } bdi { (name) } } })) }
            }
            @if !line.words.is_empty() {
                p class="evidence-of" { (say!("Found in these words:")) }
                blockquote class="words" dir="auto" lang=[quoted()] { (line.words) }
            }
        }
    }
}

fn ways(page: &MeetingPage) -> Markup {
    let address = format!("/meeting/{}", url::encode(&page.line.id));
    html! {
        p class="row" {
            a href={ (address) "/print" } download { (say!("Brief and papers, PDF")) }
            @if let Some((a, b)) = &page.dialogue {
                a href=(url::with_query("/dialogue", &[("a", a), ("b", b)])) { (say!("Dialogue of {a} and {b}", a = bdi(a), b = bdi(b))) }
            }
            @if page.may_record && page.line.cancelled.is_none() { a href={ (address) "/read-out" } { (say!("Write the read-out")) } }
        }
    }
}

/// A part of the brief; nothing where there is nothing.
fn part(id: &str, title: &str, is: bool, body: &Markup) -> Markup {
    html! {
        @if is { section aria-labelledby=(id) { h2 id=(id) { (title) } (body) } }
    }
}

fn gathered(page: &MeetingPage) -> Markup {
    let open = |lines: &[UndertakingLine]| !lines.is_empty();
    html! {
        (part("read-out", say!("Read-out"), !page.read_outs.is_empty(), &papers(&page.read_outs)))
        (part("who", say!("Who they are"), !page.who.is_empty(), &html! {
            @if page.line.with.is_empty() { p class="soft" { (say!("Nobody was noted; these are the other side in its papers.")) } }
            (who(&page.who))
        }))
        section aria-labelledby="papers" {
            h2 id="papers" { (say!("Papers")) }
            @if page.papers.is_empty() {
                (empty(say!("No paper is put up for it."), &html! { (say!("Open a paper and choose “Put up”, then this meeting.")) }))
            } @else { (papers(&page.papers)) }
        }
        (part("subjects", say!("Subjects"), !page.subjects.is_empty(), &subjects(&page.subjects)))
        (part("left-open", say!("Left open with them"), !page.left_open.is_empty(), &left_open(&page.left_open)))
        (part("undertakings", say!("Undertakings"), open(&page.undertakings), &lines(&page.undertakings)))
        (part("theirs", say!("What they have undertaken"), open(&page.owed[0]), &lines(&page.owed[0])))
        (part("ours", say!("What was undertaken towards them"), open(&page.owed[1]), &lines(&page.owed[1])))
        (part("before", say!("Met before"), !page.before.is_empty(), &html! {
            ol class="lines" role="list" { @for meeting in &page.before { (line(meeting)) } }
        }))
    }
}

fn who(known: &[Known]) -> Markup {
    html! {
        ul class="who" {
            @for one in known {
                li {
                    b { bdi { (one.name) } }
                    @if !one.posts.is_empty() { ", " bdi { (one.posts.join("; ")) } }
                    @if !one.papers.is_empty() { (papers(&one.papers)) }
                    @else { " " span class="soft" { (say!("no paper from or to this person")) } }
                }
            }
        }
    }
}

fn left_open(said: &[Said]) -> Markup {
    html! {
        ul class="left-open" {
            @for one in said {
                li {
                    b { bdi { (one.about) } } " " span class="tag f-subject" { (say(one.became.words())) }
                    @if !one.by.is_empty() { " " (say!("by {whom}", whom = bdi(&one.by))) }
                    p class="words" dir="auto" {
                        (one.words) " "
                        a class="ref" href={ "/paper/" (url::encode(&one.paper)) "#f" (one.number) } { (one.reference) }
                    }
                }
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
                caption class="vh" { (say!("Subjects of the papers, what became of them, and the words")) }
                thead { tr { th scope="col" { (say!("Subject" as "talks")) } th scope="col" { (say!("Became")) } th scope="col" { (say!("In the words")) } } }
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
        span class={ "tag f-" (at.finding.what.class()) } { (say(at.finding.what.stands())) }
        @if let Some(by) = by_whom(&at.finding) { " " (say!("by {whom}", whom = bdi(by))) }
    }
}

fn words(at: &FindingAt) -> Markup {
    html! {
        span class="words" dir="auto" lang=[quoted()] { (at.finding.words) } " "
        a class="ref" href={ "/paper/" (url::encode(&at.paper)) "#f" (at.finding.number) } { (at.reference) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_office::judging::FindingState;
    use chancery_office::reading::{Confidence, Fate, RoleName, What};
    use chancery_registry::answers::{FindingShown, RoleShown};

    fn spoken_of(number: u32, subject: &str) -> FindingAt {
        let role = RoleShown { name: RoleName::Subject, value: subject.into(), when: None };
        let finding = FindingShown {
            number,
            what: What::Subject(Fate::Raised),
            words: String::new(),
            start: 0,
            end: 0,
            roles: vec![role],
            rule: String::new(),
            confidence: Confidence::Fair,
            state: FindingState::Proposed,
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
