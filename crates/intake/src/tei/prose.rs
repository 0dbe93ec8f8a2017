//! A document's element to a reading copy: paragraphs, lines, and footnotes anchored in them.

use super::element::{Element, Node, closes, is_fold};
use crate::Footnote;

/// What parts two words; the greater swallows the less.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

/// A reading copy in the making.
pub(super) struct Prose {
    pub text: String,
    pub footnotes: Vec<Footnote>,
    gap: Gap,
    /// The widest gap allowed: in a table's cell everything stays on one line.
    widest: Gap,
}

/// Elements that print nothing.
const SILENT: [&str; 12] = [
    "pb",
    "cb",
    "fw",
    "graphic",
    "media",
    "milestone",
    "object",
    "script",
    "file",
    "pdf",
    "page-count-according-to-citation",
    // Editors' remarks on their own transcription, left in some volumes.
    "uh-oh",
];

impl Prose {
    pub fn new() -> Self {
        Prose { text: String::new(), footnotes: Vec::new(), gap: Gap::None, widest: Gap::Paragraph }
    }

    /// A document's own words: neither its editors' head nor their source note, nor what it encloses.
    pub fn document(&mut self, document: &Element<'_>) {
        for child in &document.children {
            match child {
                Node::Element(head) if head.name == "head" => self.notes_of(head),
                Node::Element(element) if is_enclosure(element) => {}
                _ => self.node(child),
            }
        }
    }

    /// The notes in what is not itself printed: a head, or a source note.
    fn notes_of(&mut self, unprinted: &Element<'_>) {
        let mut notes = Vec::new();
        unprinted.all("note", &mut notes);
        for note in notes {
            if heads_source(note) {
                self.notes_of(note);
            } else {
                self.note(note);
            }
        }
    }

    fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Text(words) => self.words(words),
            Node::Element(element) => self.element(element),
        }
    }

    fn inside(&mut self, element: &Element<'_>) {
        for child in &element.children {
            self.node(child);
        }
    }

    fn element(&mut self, element: &Element<'_>) {
        match element.name {
            "note" => self.note(element),
            "lb" => self.part(Gap::Line),
            "gap" => self.omission(element),
            "row" => self.row(element),
            "p" | "div" | "opener" | "closer" | "postscript" | "table" | "list" | "lg" | "figure"
            | "epigraph" | "byline" | "argument" | "floatingText" | "trailer" | "attachment" => {
                self.block(element, Gap::Paragraph);
            }
            "signed" if self.text.ends_with('[') => self.bracketed(element),
            "item" | "l" | "seg" | "salute" | "signed" | "head" => self.block(element, Gap::Line),
            "dateline" => self.block(element, Gap::Line),
            "quote" if holds_blocks(element) => self.block(element, Gap::Paragraph),
            "label" => self.inside_spaced(element),
            name if SILENT.contains(&name) => {}
            _ => self.inside(element),
        }
    }

    fn block(&mut self, element: &Element<'_>, gap: Gap) {
        self.part(gap);
        self.inside(element);
        self.part(gap);
    }

    /// A signature that the editors supply stays in the brackets that say so.
    fn bracketed(&mut self, signed: &Element<'_>) {
        self.gap = Gap::None;
        self.inside(signed);
    }

    fn inside_spaced(&mut self, element: &Element<'_>) {
        self.inside(element);
        self.part(Gap::Space);
    }

    fn row(&mut self, row: &Element<'_>) {
        self.part(Gap::Line);
        let widest = std::mem::replace(&mut self.widest, Gap::Space);
        for (index, cell) in row.elements().filter(|cell| cell.name == "cell").enumerate() {
            if index > 0 {
                self.words(" | ");
            }
            self.inside(cell);
        }
        self.widest = widest;
        self.part(Gap::Line);
    }

    /// An omission that the editors mark without words is shown, or the reader would not know of it.
    fn omission(&mut self, gap: &Element<'_>) {
        self.part(Gap::Space);
        if gap.children.is_empty() {
            self.words("[…]");
        } else {
            self.inside(gap);
        }
        self.part(Gap::Space);
    }

    fn note(&mut self, note: &Element<'_>) {
        if is_source_note(note) {
            return self.notes_of(note);
        }
        let at = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let mut within = Prose::new();
        within.inside(note);
        let label = note.attribute("n").unwrap_or_default().to_owned();
        self.footnotes.push(Footnote { label, at, text: within.text });
        // A note on a note is anchored where the outer one is.
        self.footnotes.extend(within.footnotes.into_iter().map(|inner| Footnote { at, ..inner }));
    }

    fn part(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap.min(self.widest));
    }

    fn words(&mut self, words: &str) {
        if words.starts_with(is_fold) {
            self.part(Gap::Space);
        }
        for word in words.split(is_fold).filter(|word| !word.is_empty()) {
            if self.gap == Gap::Space && (word.starts_with(closes) || self.text.ends_with('(')) {
                self.gap = Gap::None;
            }
            self.fill_gap();
            self.text.push_str(word);
            self.gap = Gap::Space;
        }
        if !words.ends_with(is_fold) && self.gap == Gap::Space {
            self.gap = Gap::None;
        }
    }

    fn fill_gap(&mut self) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        if self.text.is_empty() {
            return;
        }
        self.text.push_str(match gap {
            Gap::None => "",
            Gap::Space => " ",
            Gap::Line => "\n",
            Gap::Paragraph => "\n\n",
        });
    }
}

fn holds_blocks(quote: &Element<'_>) -> bool {
    quote.elements().any(|element| matches!(element.name, "p" | "list" | "table" | "lg" | "opener"))
}

/// Whether a note says where a document was found, or sums it up, rather than explains its text.
pub(super) fn is_source_note(note: &Element<'_>) -> bool {
    matches!(note.sort(), "source" | "summary")
}

/// Whether a note of a head is the source note; some volumes leave its type out.
pub(super) fn heads_source(note: &Element<'_>) -> bool {
    let untyped = || {
        note.sort().is_empty() && (note.attribute("n") == Some("0") || note.words().starts_with("Source:"))
    };
    is_source_note(note) || untyped()
}

/// Whether an element within a document is a paper of its own.
pub(super) fn is_enclosure(element: &Element<'_>) -> bool {
    match element.name {
        "attachment" => true,
        "div" => matches!(element.sort(), "attachment" | "enclosure") && element.child("head").is_some(),
        _ => false,
    }
}
