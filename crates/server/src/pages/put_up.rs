//! What a paper is put up for: the fields of it, and the page on which that is changed for a paper in a box.

use super::dates::{moment, occasion_words};
use super::doors::amiss;
use super::lengths::NOTE_CHARS_MAX;
use super::lists::{between, subject};
use super::paper_forms::PURPOSES;
use super::shell::{Frame, shell, token};
use super::told::Told;
use crate::house::place;
use crate::tongue::{bdi, say};
use crate::url;
use chancery_registry::answers::{BoxItem, MeetingLine, PutUpPage};
use maud::{Markup, html};

/// Purpose, meeting, day and note; `stands` answers what a field shows, by its name.
pub(super) fn fields(meetings: &[MeetingLine], stands: impl Fn(&str) -> String) -> Markup {
    let (purpose, meeting) = (stands("purpose"), stands("meeting"));
    html! {
        label for="put-up-purpose" { (say!("Purpose")) }
        select id="put-up-purpose" name="purpose" {
            @for (value, shown) in PURPOSES { option value=(value) selected[value == purpose] { (say(shown)) } }
        }
        label for="put-up-meeting" { (say!("For the meeting")) }
        select id="put-up-meeting" name="meeting" {
            option value="" { (say!("no meeting")) }
            @for one in meetings {
                option value=(one.id) selected[one.id == meeting] { (occasion_words(one.date, one.clock)) (say!(": ")) (subject(one)) }
            }
        }
        label for="put-up-due" { (say!("By" as "day")) " " span class="soft" { (say!("(may be empty)")) } }
        div class="row" {
            input id="put-up-due" type="date" name="due" value=(stands("due"));
            input type="time" name="due-clock" aria-label=(say!("Hour ({place})", place = place())) value=(stands("due-clock"));
        }
        label for="put-up-reason" { (say!("Why by then")) }
        input id="put-up-reason" name="due-reason" maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off" value=(stands("due-reason"));
        label for="put-up-note" { (say!("Note on it")) }
        textarea id="put-up-note" name="note" rows="2" dir="auto" maxlength=(NOTE_CHARS_MAX) { (stands("note")) }
    }
}

/// The form in which it is changed what a paper in a box is put up for.
pub fn put_up(frame: &Frame, page: &PutUpPage, told: &Told) -> Markup {
    let (item, in_box) = (&page.item, format!("/box/{}", url::encode(&page.principal.handle)));
    let fault = told.amiss.as_ref();
    let below = fault.is_some_and(|fault| fault.below);
    let stands = |name: &str| told.typed.get(name).cloned().unwrap_or_else(|| put_up_for(page, name));
    let body = html! {
        (amiss(fault.map(|fault| fault.sentence.as_str()), if below { "because" } else { "put-up-purpose" }))
        header class="head" {
            p class="kicker" { a href=(in_box) { (say!("The box of the {post}", post = bdi(&page.principal.title))) } }
            h1 { (say!("Change what it is put up for")) }
            p class="lead" { a href={ "/paper/" (url::encode(&item.paper.id)) } { (item.paper.reference) ", " bdi { (item.paper.title) } } }
            p class="soft" { (said_by(item)) }
        }
        form class="stack" action={ (in_box) "/paper/" (url::encode(&item.paper.id)) "/put-up" } method="post" data-guarded {
            (token(frame))
            (fields(&page.meetings, stands))
            (told.because())
            p class="soft" { (say!("It keeps its place in the box.")) }
            button type="submit" { (say!("Change it")) }
        }
    };
    shell(frame, say!("Box"), &between(page.overall.as_ref(), &body))
}

/// Who put it up and when, and who changed that.
pub(super) fn said_by(item: &BoxItem) -> Markup {
    html! {
        (say!("put up by {by}, {at}", by = bdi(&item.by), at = moment(item.at)))
        @if let Some(changed) = &item.changed {
            (say!("; ")) (say!("changed by {by}, {at}", by = bdi(&changed.by), at = moment(changed.at)))
        }
    }
}

/// What a paper in a box is put up for, as the field of that name shows it.
pub fn put_up_for(page: &PutUpPage, name: &str) -> String {
    let (item, due) = (&page.item, page.item.due.as_ref());
    match name {
        "purpose" => page.purpose.to_owned(),
        "meeting" => item.meeting.as_ref().map(|meeting| meeting.id.clone()).unwrap_or_default(),
        "note" => item.note.clone(),
        "due" => due.map(|due| due.day.to_string()).unwrap_or_default(),
        "due-clock" => {
            due.and_then(|due| due.clock).map(|at| at.strftime("%H:%M").to_string()).unwrap_or_default()
        }
        "due-reason" => due.map(|due| due.reason.clone()).unwrap_or_default(),
        _ => String::new(),
    }
}
