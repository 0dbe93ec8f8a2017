//! The fields in which a clerk has a paper's particulars, and the page on which he puts them right.

use super::doors::amiss;
use super::lengths::NOTE_CHARS_MAX;
use super::lists::of_paper;
use super::paper_forms::because;
use super::scan::scan;
use super::shell::{Frame, token};
use super::told::Told;
use crate::tongue::{quoted, say};
use crate::url;
use chancery_office::reading::Kind;
use chancery_registry::answers::{Particular, ParticularsPage, Proposed};
use maud::{Markup, html};

/// Fields for all particulars; `stands` answers what a field shows, by its name and by what stands there.
pub(super) fn fields(proposed: &Proposed, stands: impl Fn(&str, &str) -> String) -> Markup {
    let field = |name: &str, label: &str, stood: &str| {
        html! {
            label for={ "tray-" (name) } { (label) }
            input id={ "tray-" (name) } name=(name) dir="auto" maxlength=(NOTE_CHARS_MAX) autocomplete="off" spellcheck="false"
                value=(stands(name, stood));
        }
    };
    let kind = stands("kind", proposed.kind.word());
    html! {
        label for="tray-kind" { (say!("Kind")) }
        select id="tray-kind" name="kind" {
            @for one in Kind::ALL { option value=(one.word()) selected[kind == one.word()] { (say(one.word())) } }
        }
        (field("from", say!("From" as "whom"), &proposed.from))
        (field("to", say!("To" as "addressee"), &proposed.to))
        (field("copied_to", say!("Copied to"), &proposed.copied_to))
        p class="soft" { (say!("Several between semicolons; a post after a comma.")) }
        (field("date", say!("Date, as in 1982-10-14"), &proposed.date))
        (field("place", say!("Place"), &proposed.place))
        (field("reference", say!("Its own reference"), &proposed.reference))
        (field("subject", say!("Subject"), &proposed.subject))
        (field("file", say!("File"), &proposed.file))
    }
}

/// The form in which the particulars of a paper in the register are put right, beside its text.
pub fn particulars(frame: &Frame, page: &ParticularsPage, told: &Told) -> Markup {
    let line = &page.line;
    let fault = told.amiss.as_ref();
    let below = fault.is_some_and(|fault| fault.below);
    let stands = |name: &str, stood: &str| told.typed.get(name).cloned().unwrap_or_else(|| stood.to_owned());
    of_paper(
        frame,
        line,
        &html! {
            (amiss(fault.map(|fault| fault.sentence.as_str()), if below { "because" } else { "tray-kind" }))
            header class="head" { h1 { (say!("Put the particulars right")) } }
            div class=(if page.pages.is_empty() { "settling" } else { "settling scanned" }) {
                form class="stack" action={ "/paper/" (url::encode(&line.id)) "/particulars" } method="post" data-guarded {
                    (token(frame))
                    input type="hidden" name="state" value=(page.state);
                    (fields(&page.stands, stands))
                    p class="soft" { (say!("What stood there before is kept. With another kind, writer, addressee or date the text is read again: “tomorrow” is another day then.")) }
                    @if below { (because("", true)) }
                    button type="submit" { (say!("Let them stand so")) }
                }
                (scan(&line.id, &page.pages, &[]))
                section class="sheet set" aria-labelledby="text" {
                    h2 id="text" class="vh" { (say!("Text")) }
                    div class="text plain-text" dir="auto" lang=[quoted()] { (page.text) }
                }
            }
        },
    )
}

/// Particulars that stand otherwise now than in an earlier state of a paper.
pub(super) fn otherwise(told: &[Particular]) -> Markup {
    html! {
        @if !told.is_empty() {
            div class="scroll" tabindex="0" role="region" aria-labelledby="otherwise" {
                table class="plain" {
                    caption id="otherwise" { (say!("Particulars")) }
                    thead { tr { th scope="col" { (say!("What")) } th scope="col" { (say!("Then")) } th scope="col" { (say!("Now")) } } }
                    tbody { @for one in told { tr {
                        th scope="row" { (crate::tongue::say(one.name.words())) }
                        td { (value(one.read_as.as_deref().unwrap_or(""))) }
                        td { (value(&one.value.to_string())) }
                    } } }
                }
            }
        }
    }
}

fn value(value: &str) -> Markup {
    html! { @if value.is_empty() { span class="soft" { (say!("nothing")) } } @else { bdi { (value) } } }
}
