//! What a document's parser makes of it as it goes: paragraphs, what is kept from sight, what is to be told.

use crate::sheet::{Origin, Reply, Sheet, UnreadSheet};
use crate::taken::TakenKind;
use crate::{Format, Limits, Refusal, names};

/// Characters of hidden words that are told.
const HIDDEN_CHARS_TOLD: usize = 160;
/// One paragraph in so many is empty where a writer parts his paragraphs by empty ones.
const EMPTY_IN: usize = 12;

/// A document as it grows.
#[derive(Debug, Default)]
pub(crate) struct Document {
    paragraphs: Vec<String>,
    /// The paragraph that is being written.
    open: String,
    /// Words that the document does not show.
    hidden: String,
    /// Words that are shown came after those that were hidden last.
    hidden_apart: bool,
    /// What is to be told of it, one sentence each.
    pub notes: Vec<String>,
    /// Files within it, which are kept and not read.
    pub embedded: Vec<Embedded>,
}

/// A file within a document.
#[derive(Debug)]
pub(crate) struct Embedded {
    pub name: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

impl Document {
    /// Words as they stand.
    pub fn words(&mut self, words: &str) {
        self.open.push_str(words);
        self.hidden_apart = true;
    }

    /// Words that a reader of the document does not see.
    pub fn hide(&mut self, words: &str) {
        if std::mem::take(&mut self.hidden_apart) && !self.hidden.is_empty() {
            self.hidden.push(' ');
        }
        self.hidden.push_str(words);
    }

    /// Ends a paragraph, be it an empty one.
    pub fn end_paragraph(&mut self) {
        let ended = std::mem::take(&mut self.open);
        self.paragraphs.push(ended.trim_end().to_owned());
    }

    /// Ends a paragraph if one has begun.
    pub fn end_begun(&mut self) {
        if !self.open.trim().is_empty() {
            self.end_paragraph();
        }
        self.open.clear();
    }

    /// Sets another document's words after its own.
    pub fn append(&mut self, other: &mut Document) {
        self.end_begun();
        let words = other.joined();
        if !words.is_empty() {
            self.paragraphs.push(words);
        }
        self.hidden_apart |= !self.hidden.is_empty();
        let hidden = std::mem::take(&mut other.hidden);
        if !hidden.is_empty() {
            self.hide(&hidden);
        }
        self.notes.append(&mut other.notes);
    }

    /// Writers part their paragraphs by empty ones or leave it to the layout: where they do it themselves
    /// their lines are kept, else an empty line is set between.
    fn joined(&mut self) -> String {
        self.end_begun();
        let filled = self.paragraphs.iter().filter(|words| !words.is_empty()).count();
        let empty = self.paragraphs.len() - filled;
        let parted = if empty * EMPTY_IN >= filled && empty > 0 { "\n" } else { "\n\n" };
        fold_empty_lines(&self.paragraphs.join(parted))
    }

    /// The paragraph that is being written, taken away to be gone on with later.
    pub fn take_open(&mut self) -> String {
        std::mem::take(&mut self.open)
    }

    /// Ends a cell of a table: its paragraphs are one.
    pub fn end_cell(&mut self) {
        self.open.truncate(self.open.trim_end_matches([' ', '\n']).len());
        self.open.push('\t');
    }

    /// Ends a row of a table.
    pub fn end_row(&mut self) {
        self.open.truncate(self.open.trim_end().len());
        self.open.push('\n');
    }

    /// Whether another document's words stand here already.
    pub fn holds(&self, other: &mut Document) -> bool {
        let words = other.joined();
        words.is_empty() || self.paragraphs.contains(&words)
    }

    /// Tells what the file's own properties claim, which anybody may have written.
    pub fn claim(&mut self, claims: &[(String, String)]) {
        const CLAIMS_MAX: usize = 40;
        const CLAIM_CHARS_MAX: usize = 200;
        let told = |(what, words): &(String, String)| format!("{what} {words}");
        let all: Vec<String> = claims.iter().take(CLAIMS_MAX).map(told).collect();
        let short =
            |claim: &String| claim.chars().filter(|c| !c.is_control()).take(CLAIM_CHARS_MAX).collect();
        let all: Vec<String> = all.iter().map(short).collect();
        if !all.is_empty() {
            self.note(format!("the file says of itself: {}", all.join("; ")));
        }
    }

    /// Says something of the document once.
    pub fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// The text, what is to be told of it, and the files within it.
    pub fn finish(mut self) -> (String, Vec<String>, Vec<Embedded>) {
        let text = self.joined();
        let hidden = self.hidden.split_whitespace().collect::<Vec<_>>().join(" ");
        if !hidden.is_empty() {
            self.notes.push(hidden_words(&hidden));
        }
        (text, self.notes, self.embedded)
    }

    /// The document as the whole of a file.
    pub fn into_reply(self, format: Format, name: &str, limits: &Limits) -> Result<Reply, Refusal> {
        let (text, notes, embedded) = self.finish();
        let mut reply = Reply::new(format);
        let mut sheet = Sheet { text, notes, ..Sheet::new(TakenKind::Text, Origin::Whole) };
        if sheet.text.trim().is_empty() {
            sheet.notes.insert(0, "no words were found in it".to_owned());
        }
        for file in embedded.into_iter().take(limits.parts_max) {
            let origin = reply.keep(&file.bytes);
            let (name, media_type) = (names::shown_name(&file.name), file.media_type.to_owned());
            sheet.unread.push(UnreadSheet { name, media_type, origin });
        }
        reply.sheets.push(sheet);
        reply.within_limits(name, limits)
    }
}

/// How hidden words are told: how they begin, so that whoever settles the paper knows what kind they are.
pub(crate) fn hidden_words(hidden: &str) -> String {
    let count = hidden.split_whitespace().count();
    let mut told: String = hidden.chars().filter(|c| !c.is_control()).take(HIDDEN_CHARS_TOLD).collect();
    if told.len() < hidden.len() {
        told.push('\u{2026}');
    }
    let words = if count == 1 { "1 word".to_owned() } else { format!("{count} words") };
    format!("{words} that it does not show were left out of the text: \u{201c}{told}\u{201d}")
}

/// No more than one empty line together, none at either end.
pub(crate) fn fold_empty_lines(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.split('\n').map(str::trim_end) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 && !(folded.is_empty() && line.is_empty()) {
            folded.push_str(line);
            folded.push('\n');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}
