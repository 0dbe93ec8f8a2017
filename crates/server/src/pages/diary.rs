//! The diary: what comes, day by day, a week, or a month; and how meetings come into it.

use super::dates::{clock, day_month, long_day, month_of, number, weekday, words_of};
use super::lengths::MARKING_CHARS_MAX;
use super::lists::{between, chip, empty, found_in, proposed, register, subject};
use super::meeting_forms::particulars;
use super::shell::{Frame, shell, token};
use super::told::Told;
use crate::tongue::{bdi, tell};
use crate::url;
use chancery_registry::answers::{CalendarTaken, DiaryDay, DiaryPage, DiarySpan, MeetingLine};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Serialize;

/// A part of the diary, and where the reader's own calendar fetches it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diary {
    /// The part.
    #[serde(flatten)]
    pub page: DiaryPage,
    /// That address, where he has one.
    pub feed: Option<String>,
    /// What was just taken in from a calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<CalendarTaken>,
}

/// A part of the diary.
pub fn diary(frame: &Frame, diary: &Diary, told: &Told) -> Markup {
    let page = &diary.page;
    let body = html! {
        (told.notice(frame, fault_field(told), done))
        @if let Some(taken) = &diary.taken { (taken_in(taken)) }
        header class="head" { h1 { (say!("Diary")) } (spans(page)) }
        (ways(page))
        @match page.span {
            DiarySpan::Agenda => { (agenda(page)) }
            DiarySpan::Week | DiarySpan::Month => { (grid(page)) }
        }
        section class="acts" aria-labelledby="acts" {
            h2 id="acts" { (say!("Meetings come here")) }
            @if page.may_note { (note(frame, told)) (take_calendar(frame, told)) }
            (feed(frame, diary, told))
        }
    };
    shell(frame, say!("Diary"), &between(page.overall.as_ref(), &body))
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "feed" => Some(say!("Your calendar has its address.")),
        "feed-ended" => Some(say!("The address is given up: there is nothing at it any more.")),
        _ => None,
    }
}

/// The first field of the form that was sent.
fn fault_field(told: &Told) -> &'static str {
    match told.text("which") {
        "calendar" => "calendar-marking",
        "feed" => "feed-shows",
        _ => "meeting-day",
    }
}

fn address(span: DiarySpan, day: Option<Date>) -> String {
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    url::with_query("/meetings", &[("show", span.word()), ("day", &day)])
}

fn spans(page: &DiaryPage) -> Markup {
    let day = (page.span != DiarySpan::Agenda).then_some(page.from);
    html! {
        nav class="tabs" aria-label=(say!("Diary")) {
            ul {
                @for span in DiarySpan::ALL {
                    li { a href=(address(span, day)) aria-current=[(span == page.span).then_some("page")] { (words(span)) } }
                }
            }
        }
    }
}

fn words(span: DiarySpan) -> &'static str {
    match span {
        DiarySpan::Agenda => say!("Agenda"),
        DiarySpan::Week => say!("Week"),
        DiarySpan::Month => say!("Month"),
    }
}

/// What the page shows, and the way to what was before and comes after.
fn ways(page: &DiaryPage) -> Markup {
    html! {
        div class="diary-ways" {
            @if page.span != DiarySpan::Agenda { h2 { (shown(page)) } }
            nav class="row" aria-label=(say!("Other days")) {
                @if let Some(day) = page.earlier { a rel="prev" href=(address(page.span, Some(day))) { (say!("Earlier")) } }
                a href=(address(page.span, None)) { (say!("Today")) }
                @if let Some(day) = page.later { a rel="next" href=(address(page.span, Some(day))) { (say!("Later")) } }
            }
            form class="row" action="/meetings" method="get" {
                input type="hidden" name="show" value=(page.span.word());
                label { (say!("Day")) " " input type="date" name="day" required; }
                button type="submit" class="second" { (say!("Go there")) }
            }
        }
    }
}

fn shown(page: &DiaryPage) -> String {
    match page.span {
        DiarySpan::Month => month_of(page.from),
        DiarySpan::Week | DiarySpan::Agenda => {
            say!("{from} to {until}", from = day_month(page.from), until = words_of(page.until)).into_string()
        }
    }
}

fn agenda(page: &DiaryPage) -> Markup {
    html! {
        @if page.days.is_empty() {
            (empty(say!("No meeting is known."), &html! {
                (say!("A meeting stands here as soon as a paper speaks of one: read papers in the {register}.", register = register()))
            }))
        } @else {
            div class="agenda" {
                @for day in &page.days {
                    section aria-labelledby={ "d" (day.date) } class=[(day.date < page.today).then_some("past")] {
                        h2 id={ "d" (day.date) } {
                            time datetime=(day.date.to_string()) { (long_day(day.date)) }
                            @if day.date == page.today { " " span class="tag" { (say!("today")) } }
                            @if !day.works { " " span class="soft" { (say!("no working day")) } }
                        }
                        ol class="lines" role="list" { @for meeting in &day.meetings { (line(meeting)) } }
                        (due(day))
                    }
                }
            }
        }
    }
}

/// A meeting under its day: hours, subject, where and with whom.
fn line(meeting: &MeetingLine) -> Markup {
    html! {
        li class="line meeting" {
            span class="day" {
                @match meeting.clock {
                    Some(from) => { (clock(from)) @if let Some(until) = meeting.until { "–" (clock(until)) } }
                    None => { (say!("no hour")) }
                }
            }
            div class="what" {
                (link(meeting))
                (found_in(meeting))
                @if meeting.proposed { " " (proposed()) }
                @if !(meeting.place.is_empty() && meeting.with.is_empty()) {
                    p class="parties" {
                        @if !meeting.place.is_empty() { bdi { (meeting.place) } }
                        @if !(meeting.place.is_empty() || meeting.with.is_empty()) { " · " }
                        @if !meeting.with.is_empty() { (say!("with {whom}", whom = bdi(&meeting.with.join(", ")))) }
                    }
                }
            }
            (chip(&meeting.marked))
        }
    }
}

fn link(meeting: &MeetingLine) -> Markup {
    html! {
        a class={ "title" @if meeting.cancelled.is_some() { " gone" } } data-row href={ "/meeting/" (url::encode(&meeting.id)) } {
            bdi { (subject(meeting)) }
        }
        @if meeting.cancelled.is_some() { " " span class="tag" { (say!("not held")) } }
    }
}

fn due(day: &DiaryDay) -> Markup {
    html! {
        @if day.due > 0 {
            p class="soft due-that-day" {
                a href="/undertakings" { (many!(day.due.into(), "{n} undertaking is due", "{n} undertakings are due")) }
            }
        }
    }
}

/// Days side by side; where there is no room for it, those on which something is, one under another.
fn grid(page: &DiaryPage) -> Markup {
    let first = page.from.weekday().to_monday_one_offset();
    html! {
        ol class={ "days " (page.span.word()) " begins-" (first) } role="list" {
            @for day in &page.days { (cell(page, day)) }
        }
    }
}

fn cell(page: &DiaryPage, day: &DiaryDay) -> Markup {
    let (today, idle) = (day.date == page.today, day.meetings.is_empty() && day.due == 0);
    let kind = [("now", today), ("off", !day.works), ("idle", idle)];
    let kind: Vec<&str> = kind.into_iter().filter_map(|(word, is)| is.then_some(word)).collect();
    html! {
        li class={ "of-day " (kind.join(" ")) } {
            h3 {
                time datetime=(day.date.to_string()) {
                    span class="weekday" { (weekday(day.date)) } " "
                    b { (day.date.day()) }
                }
                @if today { " " span class="tag" { (say!("today")) } }
            }
            ul { @for meeting in &day.meetings { li { (short(meeting)) } } }
            (due(day))
        }
    }
}

fn short(meeting: &MeetingLine) -> Markup {
    html! {
        @if let Some(at) = meeting.clock { span class="clock" { (clock(at)) } " " }
        (link(meeting))
        " " (chip(&meeting.marked))
    }
}

fn note(frame: &Frame, told: &Told) -> Markup {
    let amiss = told.amiss.is_some() && told.text("which").is_empty();
    html! {
        details class="set" open[amiss] {
            summary { (say!("Note one by hand")) }
            form class="stack" action="/meetings" method="post" data-guarded {
                (token(frame))
                (particulars(told, amiss))
                label for="meeting-marking" { (say!("Marking")) }
                input id="meeting-marking" name="marking" required maxlength=(MARKING_CHARS_MAX) autocomplete="off" spellcheck="false" value=(told.text("marking"));
                @if amiss { (told.because()) }
                button type="submit" { (say!("Note it")) }
            }
        }
    }
}

fn take_calendar(frame: &Frame, told: &Told) -> Markup {
    let amiss = told.amiss.is_some() && told.text("which") == "calendar";
    html! {
        details class="set" open[amiss] {
            summary { (say!("Take a calendar in")) }
            p class="soft" {
                (say!("A file ending in .ics. Meetings from a month ago to thirteen months ahead are noted under one marking; taken in again, the file changes what it says otherwise."))
            }
            form class="stack" action="/meetings/calendar" method="post" enctype="multipart/form-data" {
                (token(frame))
                input type="hidden" name="which" value="calendar";
                label for="calendar-marking" { (say!("Marking of what it holds")) }
                input id="calendar-marking" name="marking" required maxlength=(MARKING_CHARS_MAX) autocomplete="off" spellcheck="false"
                    value=(told.text("marking")) aria-invalid=[amiss.then_some("true")];
                @if amiss { (told.because()) }
                label for="calendar-file" { (say!("File" as "upload")) }
                input id="calendar-file" type="file" name="file" required accept=".ics,text/calendar";
                button type="submit" { (say!("Take it in")) }
            }
        }
    }
}

fn taken_in(taken: &CalendarTaken) -> Markup {
    html! {
        div class="done" id="done" role="status" tabindex="-1" {
            p {
                (say!("The calendar was taken in: {new} new, {changed} changed, {cancelled} not held any more, {known} as before.",
                    new = number(taken.noted.into()), changed = number(taken.changed.into()),
                    cancelled = number(taken.cancelled.into()), known = number(taken.known.into())))
            }
            @for note in &taken.notes { p { (tell(note)) } }
        }
    }
}

/// The address at which the reader's own calendar fetches his meetings.
fn feed(frame: &Frame, diary: &Diary, told: &Told) -> Markup {
    let amiss = told.amiss.is_some() && told.text("which") == "feed";
    html! {
        details class="set" id="feed" open[amiss || told.done.starts_with("feed")] {
            summary { (say!("In your own calendar")) }
            @if let Some(address) = &diary.feed {
                p { (say!("Your calendar fetches your meetings at this address; whoever has it can fetch them too:")) }
                p { code class="address" { (address) } }
                form action="/meetings/address" method="post" {
                    (super::shell::token(frame))
                    input type="hidden" name="end" value="1";
                    button type="submit" class="plain" { (say!("Give the address up")) }
                }
            }
            p class="soft" {
                (say!("Only meetings noted by hand, and those up to the marking that you give, stand in it in words. Of all others it says that you are engaged."))
            }
            form class="stack" action="/meetings/address" method="post" {
                (token(frame))
                input type="hidden" name="which" value="feed";
                label for="feed-shows" { (say!("In words up to the marking")) }
                input id="feed-shows" name="marking" required maxlength=(MARKING_CHARS_MAX) autocomplete="off" spellcheck="false"
                    value=(told.text("marking")) aria-invalid=[amiss.then_some("true")];
                button type="submit" class="second" { @if diary.feed.is_some() { (say!("Make another address")) } @else { (say!("Make an address")) } }
            }
        }
    }
}
