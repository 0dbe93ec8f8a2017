//! Where a text falls into parts: header blocks, boundary lines, a new salutation after a signature.

use super::dates::dateline;
use super::header::Head;
use super::keys::{Key, key};
use super::lines::{is_close, is_french_close, is_office, is_place, salutation};
use super::mail::forwards;
use super::marking::Furniture;
use super::thread::{self, Nest, Opening, Turn};
use super::wrote::Wrote;
use crate::Context;
use crate::text::Line;
use chancery_office::reading::{Kind, PartPlace};

/// The line at which a part begins or is taken up again, and how.
pub(crate) struct Start {
    pub line: usize,
    pub place: PartPlace,
    pub head: Option<Head>,
    /// What a line says of the writer, where no head does.
    pub wrote: Option<Wrote>,
    /// Lines at the beginning that only part it from what stands above.
    pub boundary: usize,
    /// The start of the part that holds it.
    pub parent: Option<usize>,
    /// The start of the part that goes on here below what it quotes.
    pub resumes: Option<usize>,
}

impl Start {
    fn new(line: usize, place: PartPlace, parent: usize) -> Self {
        Self { line, place, head: None, wrote: None, boundary: 0, parent: Some(parent), resumes: None }
    }

    fn paper() -> Self {
        Self { parent: None, ..Self::new(0, PartPlace::Paper, 0) }
    }
}

/// Parts of the longest thread that is taken apart.
const PARTS_MAX: usize = 400;

/// The beginnings of parts, in order; the first is the first line.
pub(crate) fn starts(
    lines: &[Line<'_>],
    furniture: &[Option<Furniture>],
    levels: &[u8],
    ctx: &Context,
) -> Vec<Start> {
    let is_furniture: Vec<bool> = furniture.iter().map(Option::is_some).collect();
    let text = thread::Lines { lines, furniture: &is_furniture, levels };
    let mut splitter = Splitter {
        opening: opening(lines, &is_furniture),
        text,
        ctx,
        out: Vec::new(),
        nest: Nest::default(),
        begun: false,
    };
    splitter.split();
    splitter.out
}

/// What is known of a text while it is split.
struct Splitter<'a, 't> {
    text: thread::Lines<'a, 't>,
    ctx: &'a Context,
    /// The first line that is neither furniture nor a reviewer's.
    opening: usize,
    out: Vec<Start>,
    nest: Nest,
    /// The last part was begun by a line that says that a text begins; another will say that it ends.
    begun: bool,
}

impl Splitter<'_, '_> {
    fn split(&mut self) {
        if self.text.lines.is_empty() {
            return;
        }
        self.out.push(Start::paper());
        self.nest.enter(0, 0);
        let (mut at, mut closed) = (0, false);
        while at < self.text.lines.len() && self.out.len() < PARTS_MAX {
            let (next, started) = if self.is_furniture(at) { (at + 1, false) } else { self.line(at, closed) };
            let text = self.text.lines[at].text;
            closed = (closed || is_close(text) || is_french_close(text)) && !started;
            at = next.max(at + 1);
        }
    }

    fn is_furniture(&self, at: usize) -> bool {
        self.text.furniture.get(at).copied().unwrap_or(false)
    }

    /// Takes a line; gives the next one to look at and whether a part began.
    fn line(&mut self, at: usize, closed: bool) -> (usize, bool) {
        let mails_only = self.ctx.given.is_some() || at > self.opening;
        let bare = |head: &Head, _| !mails_only || head.is_mail();
        if let Some(opening) = self.text.opening(at, bare).filter(|o| o.line >= self.floor()) {
            let next = opening.head.as_ref().map_or(opening.line + opening.boundary, |h| h.last);
            self.message(opening);
            return (next, true);
        }
        if self.turn(at) {
            return (at + 1, true);
        }
        if closed && self.text.lines.get(at).is_some_and(|l| is_postscript(l.text)) {
            let above = self.out.len() - 1;
            self.nest.enter(self.text.levels.get(at).copied().unwrap_or(0), self.out.len());
            self.out.push(Start::new(at, PartPlace::Postscript, above));
            return (at + 1, true);
        }
        if self.ends(at) {
            return (at + 1, true);
        }
        let enclosure = self.enclosure(at, closed).filter(|(line, _)| *line >= self.floor());
        if let Some((line, boundary)) = enclosure {
            self.begun = boundary > 0 && begins_text(self.text.lines[at].text);
            self.nest.enter(self.text.levels.get(at).copied().unwrap_or(0), self.out.len());
            self.out.push(Start { boundary, ..Start::new(line, PartPlace::Enclosure, 0) });
        }
        (at + 1, enclosure.is_some())
    }

    fn floor(&self) -> usize {
        self.out.iter().skip(1).last().map_or(0, |s| s.line + 1)
    }

    /// A message opens: the paper itself where nothing stands above its head, else one that it quotes.
    fn message(&mut self, opening: Opening) {
        let own = self.out.len() == 1 && opening.line <= self.opening && self.ctx.given.is_none();
        if let (true, Some(head), Some(paper)) = (own, &opening.head, self.out.first_mut()) {
            (paper.head, paper.wrote) = (Some(head.clone()), opening.wrote);
            return;
        }
        let parent = self.nest.fall(opening.outer);
        let place = if self.is_forwarded(parent) { PartPlace::Forwarded } else { opening.place };
        self.nest.enter(opening.level, self.out.len());
        let Opening { line, head, wrote, boundary, .. } = opening;
        self.out.push(Start { head, wrote, boundary, ..Start::new(line, place, parent) });
    }

    /// Whether the first message under `parent` is one that it says it forwards.
    fn is_forwarded(&self, parent: usize) -> bool {
        let first = !self.out.iter().any(|s| s.parent == Some(parent) && s.resumes.is_none());
        let given = self.ctx.given.as_ref().filter(|_| parent == 0).and_then(|g| g.subject.as_deref());
        let head = self.out.get(parent).and_then(|s| s.head.as_ref()).and_then(|h| h.value(Key::Subject));
        first && given.or(head).is_some_and(forwards)
    }

    /// Follows marks of quotation; whether the line leaves the part above.
    fn turn(&mut self, at: usize) -> bool {
        let level = self.text.levels.get(at).copied().unwrap_or(0);
        match self.nest.turn(level) {
            Turn::Stay => false,
            Turn::Resume(index) => {
                let place = self.out.get(index).map_or(PartPlace::Paper, |s| s.place);
                self.out.push(Start { resumes: Some(index), ..Start::new(at, place, index) });
                true
            }
            Turn::Quote => {
                let parent = self.nest.fall(level);
                self.nest.enter(level, self.out.len());
                self.out.push(Start::new(at, PartPlace::Quoted, parent));
                true
            }
        }
    }

    /// Whether a text that a line began by saying so ends here; the paper goes on below.
    fn ends(&mut self, at: usize) -> bool {
        let ends = self.begun && self.text.lines.get(at).is_some_and(|l| ends_text(l.text));
        let below = at + 1 < self.text.lines.len();
        if ends && below {
            self.begun = false;
            self.out.push(Start { resumes: Some(0), ..Start::new(at + 1, PartPlace::Paper, 0) });
        }
        ends && below
    }

    /// Where an enclosure begins at a line, and how many lines only announce it.
    fn enclosure(&self, at: usize, closed: bool) -> Option<(usize, usize)> {
        let (lines, furniture) = (self.text.lines, self.text.furniture);
        let Line { text, gap, .. } = *lines.get(at)?;
        let greeted = || closed && gap && salutation(text).is_some();
        announced(text).then_some((at, 1)).or_else(|| greeted().then(|| (back(lines, furniture, at), 0)))
    }
}

/// "End text.", "Dean Rusk. End verbatim text.": what was begun by a line that says so ends.
pub(super) fn ends_text(line: &str) -> bool {
    let inner = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let last = inner.rsplit(['.', ';', '”', '"', '“']).next().unwrap_or("").trim_start();
    let words: Vec<&str> = last.split_whitespace().collect();
    let what = ["text", "message", "quote", "letter", "note"];
    words.len() <= 4 && words.first() == Some(&"end") && words.last().is_some_and(|w| what.contains(w))
        || inner == "unquote"
}

/// "P.S. …", "PS: …", "Postscript".
fn is_postscript(line: &str) -> bool {
    ["P.S.", "P. S.", "PS:", "PS ", "P.-S.", "Postscript", "POSTSCRIPT", "Post-scriptum"]
        .iter()
        .any(|o| line.starts_with(o))
}

/// Lines of a reviewer's or a scan's that may stand above a paper's own head.
const ABOVE_LINES_MAX: usize = 12;

/// The first line that is neither furniture nor a reviewer's.
fn opening(lines: &[Line<'_>], furniture: &[bool]) -> usize {
    let above = |(i, l): &(usize, &Line<'_>)| furniture.get(*i).copied().unwrap_or(false) || is_above(l.text);
    lines.iter().enumerate().take(ABOVE_LINES_MAX).take_while(above).count()
}

/// A release note, a scan's crumb or a date, such as stand above a head.
fn is_above(line: &str) -> bool {
    const OPENINGS: [&str; 8] = [
        "Classified by",
        "Class:",
        "— Reason",
        "on:",
        "Declassify",
        "U.S. Department of State",
        "Case No",
        "Date:",
    ];
    let small = line.chars().any(char::is_lowercase);
    let crumb = line.len() <= 8 && !line.contains(':');
    let dated = line.len() <= 24 && super::lines::is_date_line(line);
    key(line).is_none_or(|(k, _)| k == Key::Date && line.len() > 40) && (!small || crumb || dated)
        || OPENINGS.iter().any(|o| line.starts_with(o))
}

/// A line that announces an enclosure and says nothing else: "[Enclosure 2]", "Tab A", "Begin Text:".
fn announced(line: &str) -> bool {
    const NAMES: [&str; 11] = [
        "attachment",
        "enclosure",
        "annex",
        "tab",
        "annexe",
        "pièce jointe",
        "appendix",
        "begin text",
        "begin message",
        "begin verbatim text",
        "attachments",
    ];
    if line.len() > ANNOUNCED_LINE_BYTES_MAX
        || !line.starts_with(|c: char| c.is_uppercase() || matches!(c, '[' | '(' | '-' | '—'))
    {
        return false;
    }
    let inner = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let Some((name, rest)) = NAMES.iter().find_map(|n| inner.strip_prefix(n).map(|r| (*n, r))) else {
        return false;
    };
    let text = begins_text(name);
    let counted = rest.starts_with([' ', '-', '–']) && rest.trim().chars().count() <= 3 || is_numeral(rest);
    (text || !line.ends_with(':')) && (counted || rest.is_empty() && !matches!(name, "tab" | "attachments"))
}

/// "Begin text:", whose end another line will tell.
fn begins_text(line: &str) -> bool {
    line.trim_matches(|c: char| !c.is_alphanumeric())
        .get(..5)
        .is_some_and(|w| w.eq_ignore_ascii_case("begin"))
}

/// " II", " one", " No. 1".
fn is_numeral(rest: &str) -> bool {
    let bare = rest.strip_prefix(" no.").unwrap_or(rest).trim();
    rest.starts_with(' ')
        && (matches!(bare, "one" | "two" | "three" | "four" | "five")
            || !bare.is_empty()
                && bare.len() <= 4
                && bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x') || c.is_ascii_digit()))
}

/// Bytes of the longest line that announces an enclosure.
const ANNOUNCED_LINE_BYTES_MAX: usize = 30;

/// Back from a salutation over the head of its letter: its marking, its date, and the block above the date.
fn back(lines: &[Line<'_>], furniture: &[bool], salutation: usize) -> usize {
    let mut at = over_markings(lines, furniture, salutation);
    let line = |i: usize| lines.get(i).map_or("", |l| l.text);
    let shouted =
        |l: &str| l.len() <= 60 && l.contains(' ') && !l.chars().any(char::is_lowercase) && !l.ends_with('.');
    let house = |i: usize| is_office(line(i)) || is_place(line(i)) || shouted(line(i));
    let dated = |i: usize| dateline(line(i)).is_some();
    let Some(date) = at.checked_sub(1).filter(|i| dated(*i)) else { return at };
    at = date;
    if lines.get(at).is_some_and(|l| l.gap) {
        at = over_markings(lines, furniture, at);
    }
    // A letterhead is one block; what stands above the white over it is the foot of the cover.
    if at.checked_sub(1).is_some_and(house) {
        while at.checked_sub(1).is_some_and(house) {
            at -= 1;
            if lines.get(at).is_some_and(|l| l.gap) {
                break;
            }
        }
    }
    over_markings(lines, furniture, at)
}

/// Back over markings that do not close the page above.
fn over_markings(lines: &[Line<'_>], furniture: &[bool], from: usize) -> usize {
    let mut at = from;
    while at > 0 && furniture.get(at - 1).copied().unwrap_or(false) && !repeats_above(lines, at - 1) {
        at -= 1;
    }
    at
}

/// Whether a marking closes the page above: it says again what an earlier line said.
fn repeats_above(lines: &[Line<'_>], at: usize) -> bool {
    let text = lines.get(at).map_or("", |l| l.text);
    lines.iter().take(at).any(|l| l.text == text)
}

/// The kind of paper that a cover says it encloses.
pub(crate) fn announced_kind(cover: &str) -> Option<Kind> {
    let low = cover.to_ascii_lowercase();
    let at = ["enclosed", "attached", "i enclose"].iter().filter_map(|w| low.find(w)).min()?;
    let rest = low.get(at..)?;
    let kinds = [
        ("message", Kind::Message),
        ("letter", Kind::Letter),
        ("telegram", Kind::Telegram),
        ("memorandum", Kind::Memorandum),
        ("record of", Kind::Conversation),
        ("minute", Kind::Memorandum),
        ("paper", Kind::Paper),
    ];
    let near = |(word, kind)| rest.find(word).filter(|i| *i < ANNOUNCED_BYTES_MAX).map(|i| (i, kind));
    kinds.into_iter().filter_map(near).min_by_key(|(i, _)| *i).map(|(_, kind)| kind)
}

/// Bytes after "enclosed" within which the kind is named.
const ANNOUNCED_BYTES_MAX: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_where_a_line_says_so() {
        for line in [
            "End text.",
            "Dean Marsh. End verbatim text.",
            "END OF MESSAGE",
            "UNQUOTE",
            "Sincerely, A. End Text.",
        ] {
            assert!(ends_text(line), "{line}");
        }
        for line in ["In the end the text was lost.", "END", "End of the affair", "Weekend message"] {
            assert!(!ends_text(line), "{line}");
        }
    }
}
