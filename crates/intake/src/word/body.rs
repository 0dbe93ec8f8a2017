//! The words of one part of a Word document, as its page shows them.

use super::about::Revisions;
use crate::document::Document;
use crate::xml::{Mark, Tag};

/// Half points of the smallest letters that anybody reads.
const SIZE_READ_MIN: u32 = 4;

/// One part while it is walked.
pub(super) struct Body<'a> {
    styles: &'a [String],
    document: Document,
    revisions: Revisions,
    /// Elements open whose words are not the page's: what was deleted, a fallback, an instruction.
    passed_over: usize,
    /// Text boxes stand within a paragraph and have paragraphs of their own.
    around: Vec<String>,
    in_words: bool,
    in_run_properties: bool,
    in_paragraph_properties: bool,
    run_hidden: bool,
    cells: usize,
}

impl<'a> Body<'a> {
    pub fn new(styles: &'a [String]) -> Self {
        Body {
            styles,
            document: Document::default(),
            revisions: Revisions::default(),
            passed_over: 0,
            around: Vec::new(),
            in_words: false,
            in_run_properties: false,
            in_paragraph_properties: false,
            run_hidden: false,
            cells: 0,
        }
    }

    pub fn take(&mut self, mark: &Mark<'_>) {
        match mark {
            Mark::Open(tag) => self.open(tag),
            Mark::Close(name) => self.close(name),
            Mark::Words(words) if self.in_words && self.passed_over == 0 => self.words(words),
            Mark::Words(_) => {}
        }
    }

    pub fn finish(self) -> (Document, Revisions) {
        (self.document, self.revisions)
    }

    fn words(&mut self, words: &str) {
        if self.run_hidden { self.document.hide(words) } else { self.document.words(words) }
    }

    fn open(&mut self, tag: &Tag) {
        if is_passed_over(&tag.name) {
            self.passed_over += 1;
        }
        match tag.name.as_str() {
            "w:del" | "w:moveFrom" if !self.in_properties() => self.revisions.deleted += 1,
            "w:ins" | "w:moveTo" if !self.in_properties() => self.revisions.inserted += 1,
            "w:pPr" => self.in_paragraph_properties = true,
            "w:rPr" => self.in_run_properties = true,
            "w:r" => self.run_hidden = false,
            "w:t" => self.in_words = true,
            "w:tc" => self.cells += 1,
            "w:txbxContent" => self.around.push(self.document.take_open()),
            "w:footnote" | "w:endnote" if !is_separator(tag) => self.begin_note(tag),
            "w:footnote" | "w:endnote" => self.passed_over += 1,
            _ if self.passed_over > 0 => {}
            "w:tab" if !self.in_properties() => self.words("\t"),
            "w:br" | "w:cr" => self.words("\n"),
            "w:noBreakHyphen" => self.words("-"),
            "w:sym" => self.words("\u{25a1}"),
            "w:footnoteReference" | "w:endnoteReference" => self.refer(tag),
            _ if self.in_run_properties && !self.in_paragraph_properties => {
                self.run_hidden |= self.hides(tag);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if is_passed_over(name) {
            self.passed_over = self.passed_over.saturating_sub(1);
        }
        match name {
            "w:pPr" => self.in_paragraph_properties = false,
            "w:rPr" => self.in_run_properties = false,
            "w:t" => self.in_words = false,
            "w:p" if self.passed_over > 0 => {}
            "w:p" if self.cells > 0 => self.document.words(" "),
            "w:p" => self.document.end_paragraph(),
            "w:tc" => {
                self.cells = self.cells.saturating_sub(1);
                self.document.end_cell();
            }
            "w:tr" => self.document.end_row(),
            "w:tbl" if self.cells == 0 => self.document.end_begun(),
            "w:txbxContent" => {
                self.document.end_begun();
                let around = self.around.pop().unwrap_or_default();
                self.document.words(&around);
            }
            // A separator that was opened as passed over.
            "w:footnote" | "w:endnote" => self.passed_over = 0,
            _ => {}
        }
    }

    fn in_properties(&self) -> bool {
        self.in_run_properties || self.in_paragraph_properties
    }

    /// What keeps a run from sight: said to be hidden, white, or too small to be seen.
    fn hides(&self, tag: &Tag) -> bool {
        let value = tag.attribute("w:val").unwrap_or_default();
        match tag.name.as_str() {
            "w:vanish" | "w:webHidden" => tag.is_on(),
            "w:color" => value.eq_ignore_ascii_case("FFFFFF"),
            "w:sz" => value.parse().is_ok_and(|size: u32| size < SIZE_READ_MIN),
            "w:rStyle" => self.styles.iter().any(|style| style == value),
            _ => false,
        }
    }

    fn refer(&mut self, tag: &Tag) {
        let number = tag.attribute("w:id").unwrap_or_default().to_owned();
        self.words(&format!("[{number}]"));
    }

    fn begin_note(&mut self, tag: &Tag) {
        let number = tag.attribute("w:id").unwrap_or_default().to_owned();
        self.document.words(&format!("[{number}] "));
    }
}

fn is_separator(tag: &Tag) -> bool {
    tag.attribute("w:type").is_some_and(|sort| sort != "normal")
}

fn is_passed_over(name: &str) -> bool {
    matches!(name, "w:del" | "w:moveFrom" | "mc:Fallback" | "w:instrText" | "w:delText")
}
