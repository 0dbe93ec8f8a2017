//! The words of RTF as its tokens come.

use std::collections::BTreeMap;

use super::state::{self, Destination, State};
use super::tokens::Token;
use crate::codepage;
use crate::document::Document;

/// Half points of the smallest letters that anybody reads.
const SIZE_READ_MIN: i32 = 4;
/// Fonts that are kept in mind.
const FONTS_MAX: usize = 4_000;
/// Characters that may stand for one.
const SUBSTITUTES_MAX: usize = 16;

/// A document while it is read.
pub(super) struct Reader {
    state: State,
    around: Vec<State>,
    /// Bytes whose code page is that of the state in which they came.
    bytes: Vec<u8>,
    /// Halves of characters that came one by one.
    wide: Vec<u16>,
    /// Substitutes yet to be passed over.
    passed_over: usize,
    usual_page: u32,
    fonts: BTreeMap<i32, u32>,
    font: i32,
    whites: Vec<bool>,
    colour: [i32; 3],
    body: Document,
    head: Document,
    foot: Document,
    notes: Document,
    instruction: String,
    claims: Vec<(String, String)>,
    pictures: usize,
    objects: usize,
    comments: usize,
    deleted: usize,
}

impl Reader {
    pub fn new() -> Self {
        Reader {
            state: State::new(),
            around: Vec::new(),
            bytes: Vec::new(),
            wide: Vec::new(),
            passed_over: 0,
            usual_page: codepage::USUAL,
            fonts: BTreeMap::new(),
            font: 0,
            whites: Vec::new(),
            colour: [0; 3],
            body: Document::default(),
            head: Document::default(),
            foot: Document::default(),
            notes: Document::default(),
            instruction: String::new(),
            claims: Vec::new(),
            pictures: 0,
            objects: 0,
            comments: 0,
            deleted: 0,
        }
    }

    /// Groups that are open.
    pub fn depth(&self) -> usize {
        self.around.len()
    }

    pub fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Word(word, value) => self.word(word, value),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Byte(byte) => self.plain(&[byte]),
            Token::Text(text) => self.plain(text),
        }
    }

    /// Head, body, notes and foot in one.
    pub fn finish(mut self) -> Document {
        self.flush();
        let mut document = Document::default();
        for mut part in [self.head, self.body, self.notes, self.foot] {
            document.append(&mut part);
        }
        for (count, told) in [
            (self.objects, "files embedded in it were not read"),
            (self.pictures, "pictures in it were not read"),
            (self.comments, "comments in its margin were not read"),
            (self.deleted, "tracked deletions were not read"),
        ] {
            if count > 0 {
                document.note(format!("{count} {told}"));
            }
        }
        document.claim(&self.claims);
        document
    }

    fn open(&mut self) {
        self.flush();
        self.around.push(self.state.clone());
        self.state.optional = false;
    }

    fn close(&mut self) {
        self.flush();
        let ended = self.state.destination;
        let Some(around) = self.around.pop() else { return };
        self.state = around;
        self.passed_over = 0;
        if ended != self.state.destination {
            self.end(ended);
        }
    }

    /// Ends a group that had a place of its own.
    fn end(&mut self, ended: Destination) {
        match ended {
            Destination::Head => self.head.end_begun(),
            Destination::Foot => self.foot.end_begun(),
            Destination::Note => self.notes.end_begun(),
            Destination::Instruction => self.end_instruction(),
            _ => {}
        }
    }

    /// A link says where it leads; other instructions say nothing to a reader.
    fn end_instruction(&mut self) {
        let instruction = std::mem::take(&mut self.instruction);
        let mut words = instruction.split_whitespace();
        if words.next().is_some_and(|word| word.eq_ignore_ascii_case("HYPERLINK"))
            && let Some(link) = words.find(|word| word.contains(':'))
        {
            let link = link.trim_matches('"').to_owned();
            self.put(&format!("<{link}> "));
        }
    }

    fn word(&mut self, word: &str, value: Option<i32>) {
        if word == "u" {
            self.unicode(value.unwrap_or(0));
            return;
        }
        self.flush();
        self.passed_over = 0;
        match state::destination(word) {
            Some(destination) => self.go_to(word, destination),
            None if self.state.optional => self.state.destination = self.unknown(word),
            None => self.format(word, value),
        }
        self.state.optional = false;
    }

    /// An optional group that is not known is passed over; a few that are, hold words of the page.
    fn unknown(&self, word: &str) -> Destination {
        match word {
            "shptxt" | "shpinst" | "shppict" | "cs" | "ud" | "upr" => self.state.destination,
            _ => Destination::Nowhere,
        }
    }

    fn go_to(&mut self, word: &str, destination: Destination) {
        let lost = self.state.destination == Destination::Nowhere;
        match word {
            "pict" if !lost => self.pictures += 1,
            "objdata" => self.objects += 1,
            "annotation" => self.comments += 1,
            "footnote" if !lost => {
                self.put("[*]");
                self.notes.words("[*] ");
            }
            _ => {}
        }
        // Within what is passed over only the claims of its information are found.
        if !lost || matches!(destination, Destination::Claim(_)) {
            self.state.destination = destination;
        }
    }

    fn format(&mut self, word: &str, value: Option<i32>) {
        let on = value != Some(0);
        let number = value.unwrap_or(0);
        match word {
            "par" | "sect" | "page" => self.end_paragraph(),
            "row" | "line" => self.put("\n"),
            "tab" | "cell" => self.put("\t"),
            "emdash" => self.put("—"),
            "endash" => self.put("–"),
            "lquote" => self.put("‘"),
            "rquote" => self.put("’"),
            "ldblquote" => self.put("“"),
            "rdblquote" => self.put("”"),
            "bullet" => self.put("•"),
            "v" => self.state.hidden = on,
            "plain" => self.state.plain(),
            "deleted" => {
                self.deleted += usize::from(on && !self.state.deleted);
                self.state.deleted = on;
            }
            "fs" => self.state.tiny = number < SIZE_READ_MIN,
            "cf" => self.state.white = self.is_white(number),
            "uc" => self.state.substitutes = usize::try_from(number).unwrap_or(1).min(SUBSTITUTES_MAX),
            "mac" => self.usual(10000),
            "pc" => self.usual(437),
            "pca" => self.usual(850),
            "ansicpg" => self.usual(u32::try_from(number).unwrap_or(codepage::USUAL)),
            "f" => self.set_font(number),
            "fcharset" => self.learn_font(number),
            "red" => self.colour[0] = number,
            "green" => self.colour[1] = number,
            "blue" => self.colour[2] = number,
            _ => {}
        }
    }

    fn is_white(&self, number: i32) -> bool {
        usize::try_from(number).ok().and_then(|at| self.whites.get(at)).copied().unwrap_or(false)
    }

    fn usual(&mut self, page: u32) {
        self.usual_page = page;
        self.state.page = page;
    }

    fn set_font(&mut self, font: i32) {
        self.font = font;
        if self.state.destination != Destination::Fonts {
            self.state.page = self.fonts.get(&font).copied().unwrap_or(self.usual_page);
        }
    }

    fn learn_font(&mut self, set: i32) {
        if self.state.destination == Destination::Fonts && self.fonts.len() < FONTS_MAX {
            self.fonts.insert(self.font, state::page_of_set(set, self.usual_page));
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.state.optional = true,
            b'~' => self.put("\u{a0}"),
            b'_' => self.put("-"),
            b'\n' | b'\r' => self.end_paragraph(),
            b'\\' | b'{' | b'}' => self.plain(&[symbol]),
            _ => {}
        }
    }

    fn unicode(&mut self, value: i32) {
        self.flush_bytes();
        self.wide.push((value & 0xffff) as u16);
        self.passed_over = self.state.substitutes;
    }

    /// Bytes of text, of which the first may be substitutes for a character that was understood.
    fn plain(&mut self, text: &[u8]) {
        let skipped = self.passed_over.min(text.len());
        self.passed_over -= skipped;
        let text = text.get(skipped..).unwrap_or_default();
        if !text.is_empty() {
            self.flush_wide();
            self.bytes.extend_from_slice(text);
        }
    }

    fn flush(&mut self) {
        self.flush_bytes();
        self.flush_wide();
    }

    fn flush_wide(&mut self) {
        if !self.wide.is_empty() {
            let words = String::from_utf16_lossy(&std::mem::take(&mut self.wide));
            self.set(&words);
        }
    }

    fn flush_bytes(&mut self) {
        if !self.bytes.is_empty() {
            let words = codepage::decode(&std::mem::take(&mut self.bytes), self.state.page);
            self.set(&words);
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        match self.state.destination {
            Destination::Body => self.body.end_paragraph(),
            Destination::Head => self.head.end_paragraph(),
            Destination::Foot => self.foot.end_paragraph(),
            Destination::Note => self.notes.words(" "),
            _ => {}
        }
    }

    /// Words after whatever came before them.
    fn put(&mut self, words: &str) {
        self.flush();
        self.set(words);
    }

    fn set(&mut self, words: &str) {
        if self.state.deleted {
            return;
        }
        let into = match self.state.destination {
            Destination::Body => &mut self.body,
            Destination::Head => &mut self.head,
            Destination::Foot => &mut self.foot,
            Destination::Note => &mut self.notes,
            Destination::Instruction => return self.instruction.push_str(words),
            Destination::Colours => return self.learn_colours(words),
            Destination::Claim(what) => return self.claims.push((what.to_owned(), words.to_owned())),
            Destination::Fonts | Destination::Nowhere => return,
        };
        if self.state.is_out_of_sight() { into.hide(words) } else { into.words(words) }
    }

    fn learn_colours(&mut self, ends: &str) {
        const COLOURS_MAX: usize = 10_000;
        for _ in ends.matches(';').take(COLOURS_MAX.saturating_sub(self.whites.len())) {
            self.whites.push(self.colour == [255; 3]);
            self.colour = [0; 3];
        }
    }
}
