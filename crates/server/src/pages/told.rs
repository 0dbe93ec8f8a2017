//! What brought the reader to a page: nothing, an act that was done, or one that was not.

use super::doors::amiss;
use super::paper_forms::because;
use super::shell::{Frame, notice};
use crate::tongue::sentence;
use maud::{Markup, html};
use std::collections::HashMap;

/// What the reader is told of his last act.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The word of an act that was done; empty for none.
    pub done: String,
    /// What is amiss with what was typed.
    pub amiss: Option<Amiss>,
    /// What was typed.
    pub typed: HashMap<String, String>,
    /// The reason in it is the one that was last given, and was not typed now.
    pub earlier: bool,
}

/// What is amiss.
#[derive(Clone, Debug)]
pub struct Amiss {
    /// In a sentence.
    pub sentence: String,
    /// The words would stand below what their writer has opened: the form asks him why.
    pub below: bool,
}

impl Told {
    /// After the act of that word was done.
    pub fn done(word: &str) -> Self {
        Self { done: word.to_owned(), ..Self::default() }
    }

    /// What was typed into a field.
    pub(super) fn text(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", String::as_str)
    }

    /// The notice at the head of the page; a fault leads to that field.
    pub(super) fn notice(
        &self,
        frame: &Frame,
        field: &str,
        done: impl Fn(&str) -> Option<&'static str>,
    ) -> Markup {
        html! {
            @if let Some(said) = done(&self.done) { (notice(frame, said)) }
            @if let Some(fault) = &self.amiss {
                (amiss(Some(&fault.sentence), if fault.below { "because" } else { field }))
            }
        }
    }

    /// What is amiss, beside the field that it is about.
    pub(super) fn beside(&self, field: &str, at: &str) -> Markup {
        let fault = self.amiss.as_ref().filter(|_| field == at);
        html! { @if let Some(fault) = fault { p class="amiss-here" { (sentence(&fault.sentence)) } } }
    }

    /// Whether that field is the one that something is amiss with.
    pub(super) fn is_wrong(&self, field: &str, at: &str) -> Option<&'static str> {
        self.amiss.as_ref().filter(|_| field == at).map(|_| "true")
    }

    /// Where the words would stand below what was opened: why they are written nevertheless.
    pub(super) fn because(&self) -> Markup {
        let below = self.amiss.as_ref().is_some_and(|fault| fault.below);
        html! {
            @if below || !self.text("because").is_empty() { (because(self.text("because"), below)) }
            @if self.earlier { p class="soft" { (say!("It is the reason that you last gave in this box: it is entered as it stands here.")) } }
        }
    }
}
