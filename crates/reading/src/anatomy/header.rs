//! Header blocks: the From, Sent, To and Subject lines that open a mail or a memorandum.

use super::keys::{Key, key, loose_key};
use crate::text::Line;
use chancery_office::reading::Span;

/// One line of a header block, with the value that stands after its key.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key: Key,
    /// The whole line or lines.
    pub span: Span,
    /// The value, joined by spaces where it runs over several lines; empty where none stands.
    pub value: String,
}

/// A header block: lines `first..last`.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub first: usize,
    pub last: usize,
    pub entries: Vec<Entry>,
}

impl Head {
    /// The value of the first line with that key, unless empty.
    pub fn value(&self, key: Key) -> Option<&str> {
        self.entries.iter().find(|e| e.key == key && !e.value.is_empty()).map(|e| e.value.as_str())
    }

    /// Whether a line has that key.
    pub fn has(&self, key: Key) -> bool {
        self.entries.iter().any(|e| e.key == key)
    }

    /// Whether it is a mail's: it says when it was sent, at an hour, or names an address.
    pub fn is_mail(&self) -> bool {
        let addressed = |key| self.value(key).is_some_and(|v| v.contains('@') || v.contains("mailto"));
        let clocked = self.value(Key::Date).is_some_and(|v| v.contains(':'));
        self.has(Key::Sent) || clocked || addressed(Key::From) || addressed(Key::To)
    }

    /// Whether it says enough to be a head: who wrote, and to whom, when or about what.
    fn is_whole(&self) -> bool {
        let dated = self.has(Key::Sent) || self.has(Key::Date);
        self.has(Key::From) && (dated || self.has(Key::To) || self.has(Key::Subject))
            || (self.has(Key::To) && dated && (self.has(Key::Subject) || self.is_mail()))
    }
}

/// Lines of the longest header block.
const HEAD_LINES_MAX: usize = 60;
/// Words of the longest line that opens a header block.
const FIRST_WORDS_MAX: usize = 40;

/// The header block that opens at line `at`, where one does.
pub(crate) fn head_at(lines: &[Line<'_>], furniture: &[bool], at: usize) -> Option<Head> {
    let line = lines.get(at)?;
    let (first_key, _) = key(line.text)?;
    if !matches!(first_key, Key::From | Key::To | Key::Date | Key::Sent)
        || line.text.split_whitespace().count() > FIRST_WORDS_MAX
    {
        return None;
    }
    Some(gather(lines, furniture, at)).filter(Head::is_whole)
}

/// The header block under a line that announces one: its first key may have lost its colon.
pub(crate) fn announced_head(lines: &[Line<'_>], furniture: &[bool], at: usize) -> Option<Head> {
    let opens = loose_key(lines.get(at)?.text).is_some();
    opens.then(|| gather(lines, furniture, at)).filter(|h| h.is_whole() || h.entries.len() >= 2)
}

fn gather(lines: &[Line<'_>], furniture: &[bool], at: usize) -> Head {
    let mut head = Head { first: at, last: at, entries: Vec::new() };
    for (i, line) in lines.iter().enumerate().skip(at).take(HEAD_LINES_MAX) {
        if furniture.get(i).copied().unwrap_or(false) {
            continue;
        }
        match key_in(&head, line) {
            Some((k, _)) if repeats(&head, k) => break,
            Some((k, value_at)) => head.entries.push(entry(k, line, value_at)),
            None if !continues(&head, lines, i) => break,
            None => extend(&mut head, line),
        }
        head.last = i + 1;
    }
    head
}

/// The key of a line in a block; close under another it may have lost its colon.
fn key_in(head: &Head, line: &Line<'_>) -> Option<(Key, usize)> {
    let close = head.entries.is_empty() || !line.gap;
    key(line.text).or_else(|| loose_key(line.text).filter(|(k, _)| close && !head.has(*k)))
}

fn entry(key: Key, line: &Line<'_>, value_at: usize) -> Entry {
    let value = line.text.get(value_at..).unwrap_or("").trim_matches(['*', ' ', '\t']).to_owned();
    Entry { key, span: Span::new(line.start, line.end()), value }
}

/// To lines of one block, as some telephones write one for each reader.
const LISTS_MAX: usize = 6;

/// A second From ends a block: the next message begins.
fn repeats(head: &Head, key: Key) -> bool {
    let times = head.entries.iter().filter(|e| e.key == key).count();
    times >= if matches!(key, Key::To | Key::Cc | Key::Other) { LISTS_MAX } else { 1 }
}

/// Bytes of a subject that reaches the margin and goes on below.
const FULL_LINE_BYTES: usize = 80;

/// Whether a line without a key goes on with the value above it.
fn continues(head: &Head, lines: &[Line<'_>], at: usize) -> bool {
    let (Some(last), Some(line)) = (head.entries.last(), lines.get(at)) else { return false };
    if line.gap {
        return false;
    }
    let above = lines.get(at.wrapping_sub(1)).map_or(0, |l| l.text.len());
    match last.key {
        Key::To | Key::Cc => true,
        Key::Subject if line.indent < DEEP_COLUMNS => above >= FULL_LINE_BYTES && ends_block(lines, at),
        Key::From => ends_in_address(line.text),
        _ => line.indent >= DEEP_COLUMNS && !last.value.is_empty(),
    }
}

/// Columns from which on a line stands under the value of a key.
const DEEP_COLUMNS: usize = 12;

/// Whether white or another key stands below a line.
fn ends_block(lines: &[Line<'_>], at: usize) -> bool {
    lines.get(at + 1).is_none_or(|l| l.gap || key(l.text).is_some())
}

/// "bob@example.com]" under "From: Bob [mailto:".
fn ends_in_address(text: &str) -> bool {
    text.contains('@') && !text.contains(' ') && text.ends_with([']', '>'])
}

fn extend(head: &mut Head, line: &Line<'_>) {
    if let Some(last) = head.entries.last_mut() {
        last.span = last.span.join(Span::new(line.start, line.end()));
        if !last.value.is_empty() {
            last.value.push(' ');
        }
        last.value.push_str(line.text.trim_matches('*'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines;

    #[test]
    fn a_block_ends_where_the_next_message_begins() {
        let text = "From: A\nSent: x\nTo: B; C;\n D\nSubject: s\n\nbody\nFrom: B\nTo: A\n";
        let all = lines(text);
        let head = head_at(&all, &[], 0).unwrap();
        assert_eq!((head.first, head.last), (0, 5));
        assert_eq!(head.value(Key::To), Some("B; C; D"));
        assert!(head_at(&all, &[], 6).is_some());
    }

    #[test]
    fn a_subject_that_reaches_the_margin_goes_on_below() {
        let long = "a subject that goes on and on until it has come to the margin of its page and must";
        let text = format!("From: A\nTo: B\nSubject: {long}\nturn\n\nbody\n");
        let head = head_at(&lines(&text), &[], 0).unwrap();
        assert_eq!(head.value(Key::Subject), Some(format!("{long} turn").as_str()));
    }
}
