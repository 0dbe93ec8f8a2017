//! A page as its tokens come: blocks are paragraphs, rows are lines, what is not shown is set apart.

use html5gum::{StartTag, Token};

use super::hiding::{self, Sheet};
use crate::{Limits, Refusal, xml};

/// Elements that never hold anything.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements with an empty line before and after.
const BLOCKS: [&str; 18] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "ul",
    "ol",
    "dl",
    "table",
    "pre",
    "section",
    "article",
    "header",
    "footer",
    "form",
];

/// Elements that begin a line.
const LINES: [&str; 14] = [
    "div",
    "li",
    "tr",
    "dt",
    "dd",
    "address",
    "center",
    "fieldset",
    "figure",
    "figcaption",
    "main",
    "nav",
    "aside",
    "option",
];

/// Elements whose words are no words of the page.
const UNREAD: [&str; 9] =
    ["script", "style", "title", "template", "noscript", "svg", "math", "object", "iframe"];

/// Elements that end when another of their sort begins.
const SELF_ENDING: [&str; 9] = ["p", "li", "tr", "td", "th", "dt", "dd", "option", "tbody"];

/// An element that is open.
struct Open {
    name: String,
    /// Its words are told and not read.
    hidden: bool,
    /// Its words are neither.
    unread: bool,
    kept_as_is: bool,
}

/// A page while it is read.
pub(super) struct Page<'a> {
    name: &'a str,
    limits: &'a Limits,
    sheet: Sheet,
    open: Vec<Open>,
    text: String,
    hidden: String,
    notes: Vec<String>,
    pictures: usize,
}

impl<'a> Page<'a> {
    pub fn new(name: &'a str, limits: &'a Limits, sheet: Sheet) -> Self {
        Page {
            name,
            limits,
            sheet,
            open: Vec::new(),
            text: String::new(),
            hidden: String::new(),
            notes: Vec::new(),
            pictures: 0,
        }
    }

    pub fn take(&mut self, token: Token) -> Result<(), Refusal> {
        match token {
            Token::StartTag(tag) => self.begin(&tag)?,
            Token::EndTag(tag) => self.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => self.words(&String::from_utf8_lossy(&words)),
            _ => {}
        }
        Ok(())
    }

    pub fn finish(mut self) -> (String, String, Vec<String>) {
        if self.pictures > 0 {
            self.notes.push(format!("{} pictures in it were not fetched or read", self.pictures));
        }
        (self.text, self.hidden.split_whitespace().collect::<Vec<_>>().join(" "), self.notes)
    }

    fn begin(&mut self, tag: &StartTag<()>) -> Result<(), Refusal> {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if SELF_ENDING.contains(&name.as_str()) {
            self.end_same(&name);
        }
        if !self.is_unread() && !self.is_hidden() {
            self.lay_out(&name);
        }
        match name.as_str() {
            "script" => self.note("scripts in it were not run"),
            "form" => self.note("it is a form"),
            "img" if !is_dot(tag) => self.pictures += 1,
            _ => {}
        }
        if VOID.contains(&name.as_str()) || tag.self_closing {
            return Ok(());
        }
        let hidden = self.is_hidden() || self.hides(&name, tag);
        let unread = self.is_unread() || UNREAD.contains(&name.as_str());
        let kept_as_is = self.open.last().is_some_and(|open| open.kept_as_is) || name == "pre";
        self.open.push(Open { name, hidden, unread, kept_as_is });
        if self.open.len() > self.limits.nesting_max {
            return Err(xml::too_nested(self.name, self.limits));
        }
        Ok(())
    }

    fn hides(&self, name: &str, tag: &StartTag<()>) -> bool {
        let attribute = |key: &str| attribute(tag, key).unwrap_or_default();
        let (style, color) = (attribute("style"), attribute("color"));
        tag.attributes.contains_key(&b"hidden"[..])
            || hiding::hides(&style)
            || (name == "font" && hiding::hides(&format!("color:{color}")))
            || self.sheet.hides(name, &attribute("class"), &attribute("id"))
    }

    /// An element of this sort that lies open within the same row, list or table ends here.
    fn end_same(&mut self, name: &str) {
        let within =
            |open: &Open| matches!(open.name.as_str(), "table" | "ul" | "ol" | "dl" | "div" | "blockquote");
        let nearest = self.open.iter().rposition(|open| open.name == name || within(open));
        if let Some(at) = nearest.filter(|at| self.open.get(*at).is_some_and(|open| open.name == name)) {
            self.open.truncate(at);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.open.truncate(at);
        }
        if self.is_unread() || self.is_hidden() {
            return;
        }
        match name {
            _ if BLOCKS.contains(&name) => self.part("\n\n"),
            _ if LINES.contains(&name) => self.part("\n"),
            _ => {}
        }
    }

    fn lay_out(&mut self, name: &str) {
        match name {
            // Cells after the first of a row.
            "td" | "th" if !self.text.is_empty() && !self.text.ends_with(['\n', '\t']) => {
                self.text.push('\t');
            }
            "br" => self.text.push('\n'),
            "hr" => self.part("\n\n"),
            "li" => {
                self.part("\n");
                self.text.push_str("- ");
            }
            _ if BLOCKS.contains(&name) => self.part("\n\n"),
            _ if LINES.contains(&name) => self.part("\n"),
            _ => {}
        }
    }

    /// Parts what follows from what came before by at least so many line ends.
    fn part(&mut self, ends: &str) {
        self.text.truncate(self.text.trim_end_matches([' ', '\t']).len());
        if self.text.is_empty() {
            return;
        }
        let there = self.text.len() - self.text.trim_end_matches('\n').len();
        self.text.push_str(ends.get(there.min(ends.len())..).unwrap_or_default());
    }

    fn words(&mut self, words: &str) {
        if self.is_unread() {
            return;
        }
        if self.is_hidden() {
            self.hidden.push_str(words);
            self.hidden.push(' ');
            return;
        }
        if self.open.last().is_some_and(|open| open.kept_as_is) {
            self.text.push_str(words);
            return;
        }
        for c in words.chars() {
            // A zero-width mark pads the preview of a mail and is no word.
            match c {
                '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{feff}' | '\u{34f}' => {}
                ' ' | '\t' | '\n' | '\r' | '\u{c}'
                    if self.text.ends_with([' ', '\n', '\t']) || self.text.is_empty() => {}
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.text.push(' '),
                _ => self.text.push(c),
            }
        }
    }

    fn note(&mut self, note: &str) {
        if !self.notes.iter().any(|said| said == note) {
            self.notes.push(note.to_owned());
        }
    }

    fn is_hidden(&self) -> bool {
        self.open.last().is_some_and(|open| open.hidden)
    }

    fn is_unread(&self) -> bool {
        self.open.last().is_some_and(|open| open.unread)
    }
}

fn attribute(tag: &StartTag<()>, key: &str) -> Option<String> {
    tag.attributes.get(key.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
}

/// A picture of one dot tells its sender that it was looked at and shows nothing.
fn is_dot(tag: &StartTag<()>) -> bool {
    let small =
        |key| attribute(tag, key).is_some_and(|size| matches!(size.trim_end_matches("px"), "0" | "1"));
    small("width") || small("height")
}
