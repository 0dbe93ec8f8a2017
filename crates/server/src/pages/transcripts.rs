//! A transcript to be put right, and an earlier one beside what stands now.

use super::dates::moment;
use super::doors::amiss;
use super::lists::of_paper;
use super::paper_forms::because;
use super::particulars::otherwise;
use super::shell::{Frame, knew, token};
use crate::tongue::{quoted, say};
use crate::url;
use chancery_registry::answers::VersionPage;
use maud::{Markup, html};

/// A transcript as it was typed, and what is amiss with it.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    /// What is amiss.
    pub fault: Option<String>,
    /// It would stand below what its writer has opened: the form asks him why.
    pub below: bool,
    /// What was typed; empty for the text as it stands.
    pub typed: String,
}

/// The form in which a transcript is put right.
pub fn transcript(frame: &Frame, page: &VersionPage, asked: &Transcript) -> Markup {
    let text = if asked.typed.is_empty() { page.now.as_deref().unwrap_or(&page.text) } else { &asked.typed };
    of_paper(
        frame,
        &page.line,
        &html! {
            (amiss(asked.fault.as_deref(), if asked.below { "because" } else { "transcript" }))
            header class="head" { h1 { (say!("Correct the transcript")) } }
            form class="stack" action={ "/paper/" (url::encode(&page.line.id)) "/transcript" } method="post" data-guarded {
                (token(frame)) (knew(&page.state))
                label for="transcript" { (say!("Text, as it stands on the paper")) }
                textarea id="transcript" class="transcript" name="text" rows="30" dir="auto" required { (text) }
                p class="soft" { (say!("The first reading is kept. What is found in the text is found again in the corrected one.")) }
                @if asked.below { (because("", true)) }
                button type="submit" { (say!("Let it stand so")) }
            }
        },
    )
}

/// An earlier text beside the one that stands.
pub fn version(frame: &Frame, page: &VersionPage) -> Markup {
    let one = &page.version;
    of_paper(
        frame,
        &page.line,
        &html! {
            h1 { (say!("The paper {state}", state = say(&one.what))) }
            p class="soft" { bdi { (one.by) } ", " (moment(one.at)) }
            (otherwise(&page.otherwise))
            div class="twofold" {
                section class="sheet set" aria-labelledby="then" {
                    h2 id="then" { (say!("As it read then")) }
                    div class="text plain-text" dir="auto" lang=[quoted()] { (page.text) }
                }
                @if let Some(now) = &page.now {
                    section class="sheet set" aria-labelledby="now" {
                        h2 id="now" { (say!("As it reads now")) }
                        div class="text plain-text" dir="auto" lang=[quoted()] { (now) }
                    }
                } @else { p class="soft" { (say!("It reads so now.")) } }
            }
        },
    )
}
