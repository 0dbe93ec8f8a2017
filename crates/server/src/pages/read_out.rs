//! The read-out: what was said in a meeting, typed in once it is over.

use super::dates::occasion;
use super::lengths::{LIST_CHARS_MAX, MARKING_CHARS_MAX, MINUTE_CHARS_MAX, NOTE_CHARS_MAX, OWNER_CHARS_MAX};
use super::lists::{subject, under_banner};
use super::shell::{Frame, shell, token};
use super::told::Told;
use crate::read_outs::{ACTIONS, POINTS, Rows};
use crate::tongue::say;
use crate::url;
use chancery_registry::answers::{MeetingLine, MeetingPage};
use maud::{Markup, html};

/// The field of the marking.
const MARKING: &str = "read-out-marking";
/// What can become of a subject, with the words for it.
const BECAME: [(&str, &str); 6] = [
    ("raised", key!("raised")),
    ("not-raised", key!("not raised")),
    ("agreed", key!("agreed")),
    ("disagreed", key!("disagreed")),
    ("deferred", key!("deferred")),
    ("refused", key!("refused")),
];

/// The form in which a read-out is written.
pub fn read_out(frame: &Frame, page: &MeetingPage, told: &Told) -> Markup {
    let line = &page.line;
    let address = format!("/meeting/{}", url::encode(&line.id));
    shell(
        frame,
        say!("Read-out"),
        &under_banner(
            &line.marked,
            "",
            &html! {
                (told.notice(frame, &amiss_at(told), |_| None))
                header class="head" {
                    p class="kicker" { (say!("Read-out")) }
                    h1 class="of-meeting" { a href=(address) { bdi { (subject(line)) } } }
                    p class="lead" { (occasion(line.date, line.clock)) }
                }
                p class="soft" { (say!("What you write becomes a paper in the register: its subjects stand in the dialogue, what is to be done in the chase list.")) }
                (form(frame, line, &address, told))
            },
        ),
    )
}

fn form(frame: &Frame, line: &MeetingLine, address: &str, told: &Told) -> Markup {
    let typed = |name: &str, other: String| {
        if told.typed.contains_key(name) { told.text(name).to_owned() } else { other }
    };
    html! {
        form class="stack read-out" action={ (address) "/read-out" } method="post" data-guarded data-unsent[!told.typed.is_empty()] {
            (token(frame))
            label for="read-out-marking" { (say!("Marking")) }
            input id="read-out-marking" name="marking" required maxlength=(MARKING_CHARS_MAX) autocomplete="off" spellcheck="false"
                value=(typed("marking", line.marked.banner.clone())) aria-invalid=[(told.amiss.is_some() && amiss_at(told) == MARKING).then_some("true")];
            label for="read-out-present" { (say!("Present")) " " span class="soft" { (say!("(names, with commas between)")) } }
            input id="read-out-present" name="present" maxlength=(LIST_CHARS_MAX) dir="auto" autocomplete="off" value=(typed("present", line.with.join(", ")));
            h2 { (say!("What was spoken of")) }
            div class="rows" { @for n in 1..=POINTS.of(&told.typed) { (point(told, n)) } }
            (more(&POINTS, told, say!("More points")))
            h2 { (say!("What is to be done")) }
            div class="rows orders" { @for n in 1..=ACTIONS.of(&told.typed) { (action(told, n)) } }
            (more(&ACTIONS, told, say!("More to be done")))
            (told.because())
            button type="submit" { (say!("Enter the read-out")) }
        }
    }
}

/// The field that something is amiss with: the subject of the first point that has none, else the marking.
fn amiss_at(told: &Told) -> String {
    let lacks = |n: &usize| {
        let typed = |field: &str| !told.text(&format!("{field}-{n}")).trim().is_empty();
        !typed("subject") && (typed("by") || typed("words"))
    };
    (1..=POINTS.of(&told.typed)).find(lacks).map_or_else(|| MARKING.to_owned(), |n| format!("subject-{n}"))
}

/// The button that brings more rows: in the page, or, without scripts, with the page that answers it.
fn more(rows: &Rows, told: &Told, words: &str) -> Markup {
    html! {
        @if rows.of(&told.typed) < rows.most {
            button type="submit" class="plain more" name="more" value=(rows.field) formnovalidate data-more-rows=(rows.most) { (words) }
        }
    }
}

fn point(told: &Told, n: usize) -> Markup {
    let name = |field: &str| format!("{field}-{n}");
    html! {
        fieldset class="point" {
            legend { (say!("Point {n}", n = n)) }
            div class="row" {
                label class="wide" { (say!("Subject" as "talks")) " " input id=(name("subject")) name=(name("subject")) autofocus[POINTS.first_new(&told.typed) == Some(n)] value=(told.text(&name("subject"))) maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off"; }
                label { (say!("Became")) " "
                    select name=(name("became")) {
                        @for (word, words) in BECAME { option value=(word) selected[told.text(&name("became")) == word] { (say(words)) } }
                    }
                }
                label { (say!("By" as "whom")) " " input name=(name("by")) value=(told.text(&name("by"))) maxlength=(OWNER_CHARS_MAX) dir="auto" autocomplete="off"; }
            }
            label for=(name("words")) { (say!("What was said")) }
            textarea id=(name("words")) name=(name("words")) rows="2" maxlength=(MINUTE_CHARS_MAX) dir="auto" { (told.text(&name("words"))) }
        }
    }
}

fn action(told: &Told, n: usize) -> Markup {
    let name = |field: &str| format!("{field}-{n}");
    html! {
        fieldset class="row" {
            legend class="vh" { (say!("To be done, {n}", n = n)) }
            label { (say!("Who")) " " input name=(name("owner")) autofocus[ACTIONS.first_new(&told.typed) == Some(n)] value=(told.text(&name("owner"))) maxlength=(OWNER_CHARS_MAX) dir="auto" autocomplete="off"; }
            label class="wide" { (say!("What")) " " input name=(name("what")) value=(told.text(&name("what"))) maxlength=(NOTE_CHARS_MAX) dir="auto" autocomplete="off"; }
            label { (say!("By" as "day")) " " input type="date" name=(name("due")) value=(told.text(&name("due"))); }
        }
    }
}
