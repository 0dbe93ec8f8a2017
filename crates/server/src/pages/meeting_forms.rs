//! The forms of a meeting: what it is, how it is changed, that it is not held.

use super::dates::occasion;
use super::lengths::NOTE_CHARS_MAX;
use super::lists::{meeting_with as line, subject};
use super::shell::{Frame, knew, token};
use super::told::Told;
use crate::house::place;
use crate::tongue::quoted;
use crate::url;
use chancery_registry::answers::{MeetingLine, MeetingPage};
use maud::{Markup, html};

/// The fields that say what a meeting is.
pub(super) fn particulars(told: &Told, amiss: bool) -> Markup {
    let invalid = amiss.then_some("true");
    html! {
        label for="meeting-day" { (say!("Day")) }
        input id="meeting-day" type="date" name="day" required value=(told.text("day")) aria-invalid=[invalid];
        label for="meeting-clock" { (say!("Hour ({place})", place = place())) }
        input id="meeting-clock" type="time" name="clock" value=(told.text("clock"));
        label for="meeting-until" { (say!("Until ({place})", place = place())) }
        input id="meeting-until" type="time" name="until" value=(told.text("until"));
        label for="meeting-subject" { (say!("About")) }
        input id="meeting-subject" name="subject" required maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(told.text("subject"));
        label for="meeting-with" { (say!("With")) " " span class="soft" { (say!("(names, with commas between)")) } }
        input id="meeting-with" name="with" maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(told.text("with"));
        label for="meeting-place" { (say!("Where")) }
        input id="meeting-place" name="place" maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(told.text("place"));
    }
}

/// What can be done with a meeting that was noted by hand.
pub(super) fn change(frame: &Frame, page: &MeetingPage, told: &Told) -> Markup {
    let line = &page.line;
    let sent = |which: &str| told.amiss.is_some() && told.text("which") == which;
    let shown = if sent("change") { told.clone() } else { as_it_stands(line) };
    let address = format!("/meeting/{}", url::encode(&line.id));
    html! {
        section class="acts" aria-labelledby="change" {
            h2 id="change" { (say!("Change it")) }
            details class="set" open[sent("change")] {
                summary { @if line.cancelled.is_some() { (say!("Hold it after all, or at another time")) } @else { (say!("At another time, elsewhere, with others")) } }
                form class="stack" action={ (address) "/change" } method="post" data-guarded {
                    (token(frame)) (knew(&page.state))
                    input type="hidden" name="which" value="change";
                    (particulars(&shown, sent("change")))
                    @if sent("change") { (told.because()) }
                    button type="submit" { (say!("Change it")) }
                }
            }
            @if line.cancelled.is_none() {
                details class="set" open[sent("cancel")] {
                    summary { (say!("It is not held")) }
                    form class="stack" action={ (address) "/cancel" } method="post" {
                        (token(frame))
                        input type="hidden" name="which" value="cancel";
                        label for="cancel-reason" { (say!("Why")) }
                        input id="cancel-reason" name="reason" maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(told.text("reason"));
                        @if sent("cancel") { (told.because()) }
                        button type="submit" class="second" { (say!("Say so")) }
                    }
                }
            }
        }
    }
}

/// What else it may be, and what it was found to be: joined, or parted again.
pub(super) fn same(frame: &Frame, page: &MeetingPage) -> Markup {
    let form = |act: &str, other: &str, words: &str, name: &str| {
        html! {
            form action={ "/meeting/" (url::encode(&page.line.id)) "/" (act) } method="post" {
                (token(frame))
                input type="hidden" name="other" value=(other);
                button type="submit" class="plain" { (words) span class="vh" { (say!(": ")) (name) } }
            }
        }
    };
    html! {
        @if !page.joined.is_empty() {
            section aria-labelledby="joined" {
                h2 id="joined" { (say!("Spoken of in papers as")) }
                ul class="lines" { @for one in &page.joined { li {
                    (occasion(Some(one.date), one.clock)) " " bdi { (one.subject) }
                    p class="words" dir="auto" lang=[quoted()] { (one.words) }
                    @if page.may_note { (form("part", &one.id, say!("It is another meeting"), &one.subject)) }
                } } }
            }
        }
        @if !page.alike.is_empty() {
            section aria-labelledby="alike" {
                h2 id="alike" { @if page.line.noted { (say!("Perhaps the same, in papers")) } @else { (say!("Perhaps the same, as it was noted")) } }
                ol class="lines" role="list" { @for one in &page.alike {
                    (line(one, &form("join", &one.id, say!("They are one meeting"), subject(one))))
                } }
            }
        }
    }
}

fn as_it_stands(line: &MeetingLine) -> Told {
    let hour = |time: Option<jiff::civil::Time>| time.map(super::dates::typed_clock).unwrap_or_default();
    let typed = [
        ("day", line.date.map(|date| date.to_string()).unwrap_or_default()),
        ("clock", hour(line.clock)),
        ("until", hour(line.until)),
        ("subject", line.subject.clone()),
        ("with", line.with.join(", ")),
        ("place", line.place.clone()),
    ];
    let typed = typed.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Told { typed, ..Told::default() }
}
