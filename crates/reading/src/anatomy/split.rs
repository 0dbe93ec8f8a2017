//! Where a text falls into parts: header blocks, boundary lines, a new salutation after a signature.

use super::dates::dateline;
use super::header::{self, Head};
use super::lines::{is_close, is_french_close, is_office, is_place, salutation};
use super::marking::Furniture;
use crate::Context;
use crate::text::Line;
use chancery_office::reading::{Kind, PartPlace};

/// The line at which a part begins, and how.
pub(crate) struct Start {
    pub line: usize,
    pub place: PartPlace,
    pub head: Option<Head>,
    /// Lines at the beginning that only part it from what stands above.
    pub boundary: usize,
}

/// Parts of the longest thread that is taken apart.
const PARTS_MAX: usize = 400;

/// The beginnings of parts, in order; the first is the first line.
pub(crate) fn starts(lines: &[Line<'_>], furniture: &[Option<Furniture>], ctx: &Context) -> Vec<Start> {
    let mut out: Vec<Start> = Vec::new();
    let is_furniture: Vec<bool> = furniture.iter().map(Option::is_some).collect();
    let mut at = 0;
    let mut closed = false;
    while at < lines.len() && out.len() < PARTS_MAX {
        let start = start_at(lines, &is_furniture, at, closed, ctx).filter(|s| s.line >= floor(&out));
        closed = (closed || is_close(lines[at].text) || is_french_close(lines[at].text)) && start.is_none();
        let next = start.as_ref().and_then(|s| s.head.as_ref()).map_or(at + 1, |h| h.last);
        out.extend(start);
        at = next.max(at + 1);
    }
    open_with_first_line(&mut out, opening(lines, &is_furniture), lines, ctx);
    out
}

fn floor(starts: &[Start]) -> usize {
    starts.last().map_or(0, |s| s.line + 1)
}

/// The paper itself begins with the first line, whether or not a head stands there.
fn open_with_first_line(out: &mut Vec<Start>, opening: usize, lines: &[Line<'_>], ctx: &Context) {
    let opens = |s: &Start| s.line <= opening && s.place != PartPlace::Enclosure && ctx.given.is_none();
    match out.first_mut() {
        Some(first) if opens(first) => (first.line, first.place) = (0, PartPlace::Paper),
        _ if lines.is_empty() => {}
        _ => out.insert(0, Start { line: 0, place: PartPlace::Paper, head: None, boundary: 0 }),
    }
}

fn start_at(lines: &[Line<'_>], furniture: &[bool], at: usize, closed: bool, ctx: &Context) -> Option<Start> {
    if furniture.get(at).copied().unwrap_or(false) {
        return None;
    }
    let line = lines.get(at)?;
    mail_start(lines, furniture, at, ctx)
        .or_else(|| wrote_start(lines, at))
        .or_else(|| announced(line.text).then(|| enclosure(at, 1)))
        .or_else(|| (closed && is_postscript(line.text)).then(|| postscript(at)))
        .or_else(|| {
            (closed && line.gap && salutation(line.text).is_some())
                .then(|| enclosure(back(lines, furniture, at), 0))
        })
}

fn enclosure(line: usize, boundary: usize) -> Start {
    Start { line, place: PartPlace::Enclosure, head: None, boundary }
}

fn postscript(line: usize) -> Start {
    Start { line, place: PartPlace::Postscript, head: None, boundary: 0 }
}

/// "P.S. …", "PS: …", "Postscript".
fn is_postscript(line: &str) -> bool {
    ["P.S.", "P. S.", "PS:", "PS ", "P.-S.", "Postscript", "POSTSCRIPT", "Post-scriptum"]
        .iter()
        .any(|o| line.starts_with(o))
}

/// A header block, with the separator that stands above it.
fn mail_start(lines: &[Line<'_>], furniture: &[bool], at: usize, ctx: &Context) -> Option<Start> {
    let head = header::head_at(lines, furniture, at)?;
    let mails_only = ctx.given.is_some() || at > opening(lines, furniture);
    if mails_only && !head.is_mail() && !(is_separator(lines.get(at.checked_sub(1)?)?.text)) {
        return None;
    }
    let above =
        (1..=2).take_while(|n| at.checked_sub(*n).is_some_and(|i| is_separator(lines[i].text))).count();
    Some(Start { line: at - above, place: PartPlace::Quoted, head: Some(head), boundary: above })
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
    header::key(line).is_none_or(|(k, _)| k == header::Key::Date && line.len() > 40)
        && (!small || crumb || dated)
        || OPENINGS.iter().any(|o| line.starts_with(o))
}

/// "-----Original Message-----", "Begin forwarded message:".
pub(crate) fn is_separator(line: &str) -> bool {
    if line.len() > 60 {
        return false;
    }
    let inner = line.trim_matches(|c: char| !c.is_alphabetic()).to_ascii_lowercase();
    ["original messa", "forwarded message", "begin forwarded message", "forwarded by", "original appointment"]
        .iter()
        .any(|s| inner.starts_with(s))
}

/// "On 5 January 2010, X wrote:", on one line or two.
fn wrote_start(lines: &[Line<'_>], at: usize) -> Option<Start> {
    let line = lines.get(at)?.text;
    let opens = line.starts_with("On ") && line.bytes().any(|b| b.is_ascii_digit());
    if !opens || line.len() > 200 {
        return None;
    }
    let next = lines.get(at + 1).filter(|l| !l.gap).map_or("", |l| l.text);
    let boundary = if line.ends_with("wrote:") {
        1
    } else if next.ends_with("wrote:") {
        2
    } else {
        return None;
    };
    Some(Start { line: at, place: PartPlace::Quoted, head: None, boundary })
}

/// A line that announces an enclosure and says nothing else: "[Enclosure 2]", "Tab A", "Begin Text:".
fn announced(line: &str) -> bool {
    const NAMES: [&str; 10] = [
        "attachment",
        "enclosure",
        "annex",
        "tab",
        "annexe",
        "pièce jointe",
        "appendix",
        "begin text",
        "begin message",
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
    let text = name.starts_with("begin");
    let counted = rest.starts_with([' ', '-', '–']) && rest.trim().chars().count() <= 3 || is_numeral(rest);
    (text || !line.ends_with(':')) && (counted || rest.is_empty() && !matches!(name, "tab" | "attachments"))
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
