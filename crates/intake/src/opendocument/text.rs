//! The words of an OpenDocument text, as its page shows them.

use super::styles::Hiding;
use crate::document::Document;
use crate::xml::{Mark, Tag};

/// Blanks that one element may stand for.
const BLANKS_MAX: usize = 200;

/// A text while it is walked.
pub(super) struct Text<'a> {
    hiding: &'a Hiding,
    /// The element whose words are wanted.
    wanted: &'static str,
    within: usize,
    document: Document,
    /// For each open element, what it does to the words in it.
    open: Vec<Effect>,
    cells: usize,
    /// Notes stand where they are called; they are set at the end.
    notes: Document,
    note: Option<String>,
    noted: usize,
    /// Paragraphs open: what stands between them is the file's layout.
    paragraphs: usize,
    comments: usize,
    deleted: usize,
    inserted: usize,
}

/// What an element does to the words in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    Shows,
    Hides,
    PassesOver,
}

impl<'a> Text<'a> {
    /// The words of the body.
    pub fn of_body(hiding: &'a Hiding) -> Self {
        Self::of_element("office:text", hiding)
    }

    /// The words of one element wherever it stands.
    pub fn of_element(wanted: &'static str, hiding: &'a Hiding) -> Self {
        Text {
            hiding,
            wanted,
            within: 0,
            document: Document::default(),
            open: Vec::new(),
            cells: 0,
            notes: Document::default(),
            note: None,
            noted: 0,
            paragraphs: 0,
            comments: 0,
            deleted: 0,
            inserted: 0,
        }
    }

    pub fn take(&mut self, mark: &Mark<'_>) {
        match mark {
            Mark::Open(tag) => self.open(tag),
            Mark::Close(name) => self.close(name),
            Mark::Words(words) if self.within > 0 && self.paragraphs > 0 => self.words(&folded(words)),
            Mark::Words(_) => {}
        }
    }

    /// The words, the notes after them.
    pub fn finish(mut self) -> Document {
        self.document.append(&mut self.notes);
        if self.deleted > 0 {
            self.document.note(format!("{} tracked deletions were not read", self.deleted));
        }
        if self.inserted > 0 {
            let note = format!("{} tracked insertions were read as if they were accepted", self.inserted);
            self.document.note(note);
        }
        if self.comments > 0 {
            self.document.note(format!("{} comments in its margin were not read", self.comments));
        }
        self.document
    }

    fn words(&mut self, words: &str) {
        match (self.effect(), &mut self.note) {
            (Effect::PassesOver, _) => {}
            (Effect::Hides, _) => self.document.hide(words),
            (Effect::Shows, Some(note)) => note.push_str(words),
            (Effect::Shows, None) => self.document.words(words),
        }
    }

    fn effect(&self) -> Effect {
        self.open.last().copied().unwrap_or(Effect::Shows)
    }

    fn open(&mut self, tag: &Tag) {
        if tag.name == self.wanted {
            self.within += 1;
        }
        let effect = match self.effect() {
            Effect::PassesOver => Effect::PassesOver,
            around => self.effect_of(tag, around),
        };
        self.open.push(effect);
        if self.within == 0 {
            return;
        }
        match tag.name.as_str() {
            "text:tab" => self.words("\t"),
            "text:line-break" => self.words("\n"),
            "text:s" => self.words(&" ".repeat(blanks(tag))),
            "text:insertion" => self.inserted += 1,
            "text:deletion" => self.deleted += 1,
            "office:annotation" => self.comments += 1,
            "text:note-body" => self.note = Some(String::new()),
            "text:p" | "text:h" => self.paragraphs += 1,
            "text:note" => {
                self.noted += 1;
                self.words(&format!("[{}]", self.noted));
            }
            "table:table-cell" => self.cells += 1,
            _ => {}
        }
    }

    fn effect_of(&self, tag: &Tag, around: Effect) -> Effect {
        match tag.name.as_str() {
            "text:tracked-changes"
            | "office:annotation"
            | "office:binary-data"
            | "text:sequence-decls"
            | "office:forms"
            | "text:note-citation"
            | "svg:title"
            | "svg:desc" => Effect::PassesOver,
            "text:hidden-text" | "text:hidden-paragraph" => Effect::Hides,
            "text:section" if tag.attribute("text:display") == Some("none") => Effect::Hides,
            _ if self.hiding.hides(tag.attribute("text:style-name")) => Effect::Hides,
            _ => around,
        }
    }

    fn close(&mut self, name: &str) {
        if self.within > 0 {
            match name {
                "text:note-body" => self.end_note(),
                "text:p" | "text:h" if self.note.is_some() || self.cells > 0 => self.words(" "),
                "text:p" | "text:h" if self.effect() == Effect::Shows => self.document.end_paragraph(),
                "table:table-cell" => {
                    self.cells = self.cells.saturating_sub(1);
                    self.document.end_cell();
                }
                "table:table-row" => self.document.end_row(),
                "table:table" if self.cells == 0 => self.document.end_begun(),
                _ => {}
            }
        }
        if matches!(name, "text:p" | "text:h") && self.within > 0 {
            self.paragraphs = self.paragraphs.saturating_sub(1);
        }
        self.open.pop();
        if name == self.wanted {
            self.within = self.within.saturating_sub(1);
        }
    }

    fn end_note(&mut self) {
        let note = self.note.take().unwrap_or_default();
        self.notes.words(&format!("[{}] {}", self.noted, note.trim()));
        self.notes.end_begun();
    }
}

fn blanks(tag: &Tag) -> usize {
    tag.attribute("text:c").and_then(|count| count.parse().ok()).unwrap_or(1).min(BLANKS_MAX)
}

/// Blanks and line ends of the file are one blank of the text.
fn folded(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for c in words.chars() {
        let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
        if !(blank && folded.ends_with(' ')) {
            folded.push(if blank { ' ' } else { c });
        }
    }
    folded
}
