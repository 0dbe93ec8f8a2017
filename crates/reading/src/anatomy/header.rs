//! Header blocks: the From, Sent, To and Subject lines that open a mail or a memorandum.

use crate::text::Line;
use chancery_office::reading::Span;

/// A key of a header line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    From,
    Sent,
    Date,
    To,
    Cc,
    Subject,
    Other,
}

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

    /// Whether it is a mail's: it says when it was sent, or names an address.
    pub fn is_mail(&self) -> bool {
        let sent = self.entries.iter().any(|e| e.key == Key::Sent);
        sent || self.value(Key::From).is_some_and(|v| v.contains('@') || v.contains("mailto"))
    }
}

const KEYS: [(&str, Key); 16] = [
    ("for", Key::To),
    ("re", Key::Subject),
    ("from", Key::From),
    ("sent", Key::Sent),
    ("date", Key::Date),
    ("to", Key::To),
    ("t0", Key::To),
    ("cc", Key::Cc),
    ("co", Key::Cc),
    ("subject", Key::Subject),
    ("bcc", Key::Other),
    ("attachments", Key::Other),
    ("attachment", Key::Other),
    ("importance", Key::Other),
    ("through", Key::Other),
    ("reply-to", Key::Other),
];

/// Bytes of the longest key.
const KEY_BYTES_MAX: usize = 12;
/// Lines of the longest header block.
const HEAD_LINES_MAX: usize = 60;

/// The key that opens a line, and where its value begins.
pub(crate) fn key(line: &str) -> Option<(Key, usize)> {
    let crumbs = line.len() - line.trim_start_matches(['•', '.', '-', '*', '▪', ' ']).len();
    let (key, value_at) = bare_key(line.get(crumbs..).filter(|_| crumbs <= CRUMB_BYTES_MAX)?)?;
    Some((key, crumbs + value_at))
}

/// Bytes of a scan's crumbs before a key.
const CRUMB_BYTES_MAX: usize = 6;

fn bare_key(line: &str) -> Option<(Key, usize)> {
    let word_end = line.bytes().position(|b| !(b.is_ascii_alphanumeric() || b == b'-')).unwrap_or(line.len());
    let word = line.get(..word_end)?;
    if word.len() < 2 || word.len() > KEY_BYTES_MAX || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let low = word.to_ascii_lowercase().replace("rn", "m");
    let key = KEYS.iter().find(|(name, _)| *name == low || (name.len() >= 4 && one_apart(name, &low)))?.1;
    let exact = KEYS.iter().any(|(name, _)| *name == low);
    Some((key, word_end + after_key(line.get(word_end..)?, exact)?))
}

/// Bytes between a key and its value: a colon, or a scan's damage to one.
fn after_key(rest: &str, exact: bool) -> Option<usize> {
    let white = rest.len() - rest.trim_start().len();
    match rest.trim_start().chars().next() {
        None => exact.then_some(rest.len()),
        Some(':') => Some(white + 1),
        Some(';' | '.') if exact && white == 0 && rest.get(1..).is_some_and(|r| r.starts_with("  ")) => {
            Some(1)
        }
        Some(_) => (white >= 3).then_some(white),
    }
}

/// Whether two words differ in one letter, or in one that is missing.
fn one_apart(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (ra, rb) = (a.get(same..).unwrap_or(&[]), b.get(same..).unwrap_or(&[]));
    let tail = |x: &[u8], y: &[u8]| x.get(1..).unwrap_or(&[]) == y;
    match ra.len() as i32 - rb.len() as i32 {
        0 => ra.get(1..) == rb.get(1..),
        1 => tail(ra, rb),
        -1 => tail(rb, ra),
        _ => false,
    }
}

/// The header block that opens at line `at`, where one does.
pub(crate) fn head_at(lines: &[Line<'_>], furniture: &[bool], at: usize) -> Option<Head> {
    let (first_key, _) = key(lines.get(at)?.text)?;
    if !matches!(first_key, Key::From | Key::To | Key::Date)
        || words_of(lines.get(at)?.text) > FIRST_WORDS_MAX
    {
        return None;
    }
    let head = gather(lines, furniture, at);
    let distinct = |k: Key| head.entries.iter().any(|e| e.key == k);
    let count =
        [Key::From, Key::Sent, Key::Date, Key::To, Key::Subject].into_iter().filter(|k| distinct(*k)).count();
    let named = distinct(Key::From) && (distinct(Key::Sent) || distinct(Key::To) || distinct(Key::Subject));
    (count >= 2 && named).then_some(head)
}

/// Words of the longest line that opens a header block.
const FIRST_WORDS_MAX: usize = 40;

fn words_of(line: &str) -> usize {
    line.split_whitespace().count()
}

fn gather(lines: &[Line<'_>], furniture: &[bool], at: usize) -> Head {
    let mut head = Head { first: at, last: at, entries: Vec::new() };
    for (i, line) in lines.iter().enumerate().skip(at).take(HEAD_LINES_MAX) {
        if furniture.get(i).copied().unwrap_or(false) {
            continue;
        }
        match key(line.text) {
            Some((k, _)) if repeats(&head, k) => break,
            Some((k, value_at)) => head.entries.push(entry(k, line, value_at)),
            None if !continues(&head, line) => break,
            None => extend(&mut head, line),
        }
        head.last = i + 1;
    }
    head
}

fn entry(key: Key, line: &Line<'_>, value_at: usize) -> Entry {
    let value = line.text.get(value_at..).unwrap_or("").trim().to_owned();
    Entry { key, span: Span::new(line.start, line.end()), value }
}

/// A second From ends a block: the next message begins.
fn repeats(head: &Head, key: Key) -> bool {
    matches!(key, Key::From | Key::Sent | Key::Subject) && head.entries.iter().any(|e| e.key == key)
}

/// Whether a line without a key goes on with the value above it.
fn continues(head: &Head, line: &Line<'_>) -> bool {
    let Some(last) = head.entries.last() else { return false };
    if line.gap {
        return false;
    }
    match last.key {
        Key::To | Key::Cc => true,
        _ => line.indent >= 12 && !last.value.is_empty(),
    }
}

fn extend(head: &mut Head, line: &Line<'_>) {
    if let Some(last) = head.entries.last_mut() {
        last.span = last.span.join(Span::new(line.start, line.end()));
        if !last.value.is_empty() {
            last.value.push(' ');
        }
        last.value.push_str(line.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines;

    #[test]
    fn a_damaged_key_is_still_a_key() {
        for line in [
            "From:  H",
            "Frorn: H",
            "Fro: H",
            "Subject     MEPP",
            "Sent: Fri",
            "FROM: H",
            "Subjact: x",
            "• From: H",
        ] {
            assert!(key(line).is_some(), "{line}");
        }
    }

    #[test]
    fn prose_that_opens_with_a_key_word_is_not_a_key() {
        for line in ["From the Embassy", "To be clear", "Subject to review", "Date palms"] {
            assert!(key(line).is_none(), "{line}");
        }
    }

    #[test]
    fn a_block_ends_where_the_next_message_begins() {
        let text = "From: A\nSent: x\nTo: B; C;\n D\nSubject: s\n\nbody\nFrom: B\nTo: A\n";
        let all = lines(text);
        let head = head_at(&all, &[], 0).unwrap();
        assert_eq!((head.first, head.last), (0, 5));
        assert_eq!(head.value(Key::To), Some("B; C; D"));
        assert!(head_at(&all, &[], 6).is_some());
    }
}
