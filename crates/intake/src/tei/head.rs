//! The head that editors set over a document: its kind, and who wrote to whom.
//!
//! Later volumes tag the sides, mostly the surname alone; so the words are parted by rule and the tags say
//! where to part them. `reading` parts heads without tags, and is measured against this; so the two share nothing.

use std::ops::Range;

use super::dates;
use super::element::{Element, Node, closes, is_fold};

/// A head's words with the tags that matter.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub text: String,
    /// Where persons' names are tagged.
    pub names: Vec<Range<usize>>,
    from: Vec<Range<usize>>,
    to: Vec<Range<usize>>,
}

/// The two sides of a head.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sides {
    pub from: Option<Range<usize>>,
    pub to: Option<Range<usize>>,
    /// Those between whom a conversation or meeting was.
    pub between: Option<Range<usize>>,
}

impl Head {
    pub fn read(element: &Element<'_>) -> Self {
        let mut head = Head::default();
        head.gather(element);
        head.text.truncate(head.text.trim_end().len());
        head.drop_number();
        head
    }

    fn gather(&mut self, element: &Element<'_>) {
        for child in &element.children {
            match child {
                Node::Text(words) => self.push(words),
                Node::Element(inner) if inner.name == "note" => {}
                Node::Element(inner) if inner.name == "lb" => self.push(" "),
                Node::Element(inner) => self.tagged(inner),
            }
        }
    }

    fn tagged(&mut self, element: &Element<'_>) {
        let start = self.text.len();
        self.gather(element);
        let inside = self.text.get(start..).unwrap_or_default();
        let lead = inside.len() - inside.trim_start().len();
        let span = start + lead..start + inside.trim_end().len();
        if span.is_empty() {
            return;
        }
        if element.name == "persName" {
            self.names.push(span.clone());
        }
        match element.sort() {
            "from" => self.from.push(span),
            "to" => self.to.push(span),
            _ => {}
        }
    }

    fn push(&mut self, words: &str) {
        for c in words.chars() {
            match is_fold(c) {
                true if self.text.is_empty() || self.text.ends_with([' ', '(']) => {}
                true => self.text.push(' '),
                false => {
                    // Spaces inside brackets are the indentation of the tags there.
                    if closes(c) && self.text.ends_with(' ') {
                        self.text.pop();
                    }
                    self.text.push(c);
                }
            }
        }
    }

    /// "23. Telegram From …", "[23] The Ambassador …", "No. 23 The Ambassador …": the number is the volume's.
    fn drop_number(&mut self) {
        let counted = self.text.strip_prefix("No. ").and_then(|rest| rest.split_once(' '));
        let bracketed = self.text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let plain = self
            .text
            .split_once(['.', ' '])
            .filter(|(number, _)| self.text.as_bytes().get(number.len()) == Some(&b'.'));
        let Some((number, rest)) = counted.or(bracketed).or(plain) else { return };
        if !number.starts_with(|c: char| c.is_ascii_digit())
            || !number.chars().all(|c| c.is_ascii_alphanumeric())
        {
            return;
        }
        let cut = self.text.len() - rest.trim_start_matches(['.', ' ']).len();
        self.text.drain(..cut);
        for spans in [&mut self.names, &mut self.from, &mut self.to] {
            spans.retain(|span| span.start >= cut);
            spans.iter_mut().for_each(|span| *span = span.start - cut..span.end - cut);
        }
    }

    pub fn cut(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// The names tagged within a stretch of it.
    pub fn names_in(&self, span: &Range<usize>) -> Vec<&str> {
        let inside = self.names.iter().filter(|name| name.start >= span.start && name.end <= span.end);
        inside.map(|name| self.cut(name)).collect()
    }

    /// Who wrote to whom, as ranges of the text.
    pub fn sides(&self, kind: &str) -> Sides {
        let end = self.sides_end();
        let sides = self.sides_by_words(kind, end);
        let first = |spans: &[Range<usize>]| spans.first().cloned();
        // In a conversation both sides spoke, whatever the tags call them.
        let tagged_to = if kind == "conversation" { None } else { first(&self.to) };
        Sides {
            from: sides.from.filter(|span| !span.is_empty()).or_else(|| first(&self.from)),
            to: sides.to.filter(|span| !span.is_empty()).or(tagged_to),
            between: sides.between,
        }
    }

    fn sides_by_words(&self, kind: &str, end: usize) -> Sides {
        let whole = self.text.get(..end).unwrap_or(&self.text);
        let line = before_any(whole, &MATTERS);
        let sender = begins_from(line);
        if let Some(start) = after(whole, &[" Between ", " between "]).filter(|_| sender.is_none()) {
            let end = first_comma(whole, start).unwrap_or(whole.len());
            return Sides { between: Some(start..end), ..Sides::default() };
        }
        if kind == "conversation" {
            return Sides { from: sender.map(|start| start..line.len()), ..Sides::default() };
        }
        match sender {
            Some(start) => self.parted(line, start),
            None if old_style(line) => self.parted(line, 0),
            None => Sides { to: begins_to(line).map(|start| start..line.len()), ..Sides::default() },
        }
    }

    /// Parts a line into from and to at the right one of its " to "s.
    fn parted(&self, line: &str, start: usize) -> Sides {
        match self.joint(line, start) {
            Some(joint) => {
                Sides { from: Some(start..joint.start), to: Some(joint.end..line.len()), between: None }
            }
            None => Sides { from: Some(start..line.len()), to: addressed_before(line, start), between: None },
        }
    }

    fn joint(&self, line: &str, start: usize) -> Option<Range<usize>> {
        let joints = joints(line, start);
        let tagged = |joint: &&Range<usize>| {
            let left = self.from.last().is_none_or(|from| from.end <= joint.start);
            let right = self.to.first().is_none_or(|to| to.start >= joint.end);
            left && right
        };
        let mut fitting: Vec<&Range<usize>> = joints.iter().filter(tagged).collect();
        if fitting.is_empty() {
            fitting = joints.iter().collect();
        }
        let left_of = |joint: &&&Range<usize>| line.get(start..joint.start).unwrap_or_default();
        let closes = |joint: &&&Range<usize>| left_of(joint).ends_with([')', ']']);
        let open_post =
            |joint: &&&Range<usize>| POSTS_THAT_GO_TO.iter().any(|post| left_of(joint).ends_with(post));
        let found = fitting.iter().rev().find(closes);
        let found = found.or_else(|| fitting.iter().find(|joint| !open_post(joint)));
        found.or(fitting.last()).map(|joint| (*joint).clone())
    }

    /// Where the sides end: before the date, or the place and date, that some heads go on to.
    fn sides_end(&self) -> usize {
        let Some(found) = dates::find(&self.text) else { return self.text.len() };
        let before = self.text.get(..found.span.start).unwrap_or_default();
        let before = before.trim_end_matches([',', ' ']);
        let before = self.place().and_then(|place| before.strip_suffix(place)).unwrap_or(before);
        let before = before.trim_end_matches([',', ' ']);
        if before.is_empty() { self.text.len() } else { before.len() }
    }

    /// The place before a head's own date: "…, Phnom Penh, August 25, 1955".
    pub fn place(&self) -> Option<&str> {
        let found = dates::find(&self.text)?;
        let before = self.text.get(..found.span.start)?.trim_end_matches([',', ' ']);
        let (_, place) = before.rsplit_once(", ")?;
        let named = place.starts_with(char::is_uppercase) && !place.contains(['(', ')']);
        let party = [" to ", " From ", " Between ", " and ", "Department", "Embassy"]
            .iter()
            .any(|word| place.contains(word));
        (named && !party && place.len() <= PLACE_BYTES_MAX).then_some(place)
    }
}

/// What a memorandum by somebody is of; neither side reaches past it.
const MATTERS: [&str; 4] = [" of a Meeting", " of Meeting", " of a Conversation", " of a Telephone"];

const PLACE_BYTES_MAX: usize = 60;

/// Posts that are posts *to* somebody or somewhere.
const POSTS_THAT_GO_TO: [&str; 20] = [
    "Ambassador",
    "Assistant",
    "Deputy",
    "Representative",
    "Representatives",
    "Adviser",
    "Advisor",
    "Mission",
    "Counselor",
    "Counsel",
    "Delegation",
    "Delegate",
    "Observer",
    "Legation",
    "Minister",
    "Envoy",
    "Consultant",
    "Aide",
    "Secretary",
    "Liaison",
];

/// Every " to " outside brackets from `start` on, and the printers' slip " of the Embassy" after the Department.
fn joints(line: &str, start: usize) -> Vec<Range<usize>> {
    let mut depth = 0usize;
    let mut found = Vec::new();
    for (at, c) in line.char_indices().skip_while(|(at, _)| *at < start) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ' ' if depth == 0 && line.get(at..at + 4) == Some(" to ") => found.push(at..at + 4),
            // The printers lost the space: "(McClurkin)to the Assistant Secretary".
            't' if depth == 0 && line.get(..at).is_some_and(|left| left.ends_with(')')) => {
                found.extend(line.get(at..at + 3).filter(|joint| *joint == "to ").map(|_| at..at + 3));
            }
            _ => {}
        }
    }
    let slip = line.find("Department of State of the ").map(|at| at + "Department of State".len());
    if let (true, Some(at)) = (found.is_empty(), slip.filter(|at| *at >= start)) {
        found.push(at..at + " of ".len());
    }
    found
}

/// "Memorandum to the President by the Director": the addressee stands before the sender.
fn addressed_before(line: &str, start: usize) -> Option<Range<usize>> {
    let before = line.get(..start)?;
    let end = [" From ", " from ", " by "].iter().find_map(|word| before.strip_suffix(word))?.len();
    let at = begins_to(before.get(..end)?)?;
    Some(at..end)
}

/// Where the senders begin in a head that says "From" or "by".
fn begins_from(line: &str) -> Option<usize> {
    let from = after(line, &[" From ", " from "]);
    from.or_else(|| {
        after(line, &[" Prepared by ", " prepared by ", " Prepared in ", " prepared in ", " by "])
    })
}

fn begins_to(line: &str) -> Option<usize> {
    let at = after(line, &[" to ", " for "])?;
    let rest = line.get(at..).unwrap_or_default();
    let nobody = ["the Record", "the record", "the Files", "Record", "record"]
        .iter()
        .any(|word| rest.starts_with(word));
    (!nobody && rest.starts_with(|c: char| c.is_uppercase() || c == 't')).then_some(at)
}

/// "The Ambassador in Cuba (Norweb) to the Secretary of State": no kind, sender first.
pub(super) fn old_style(line: &str) -> bool {
    let begins = [
        "The ",
        "Mr. ",
        "Mrs. ",
        "Messrs. ",
        "President ",
        "Prime Minister ",
        "Secretary ",
        "General ",
        "Dr. ",
    ];
    let begins = begins.iter().any(|word| line.starts_with(word));
    (begins && !joints(line, 0).is_empty()) || line.contains(") to ")
}

fn before_any<'a>(line: &'a str, words: &[&str]) -> &'a str {
    let at = words.iter().filter_map(|word| line.find(word)).min();
    at.and_then(|at| line.get(..at)).unwrap_or(line)
}

fn after(line: &str, words: &[&str]) -> Option<usize> {
    words.iter().filter_map(|word| line.find(word).map(|at| at + word.len())).min()
}

fn first_comma(line: &str, start: usize) -> Option<usize> {
    let mut depth = 0usize;
    line.char_indices().skip_while(|(at, _)| *at < start).find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => return Some(at),
            _ => {}
        }
        None
    })
}

/// The kind of paper that a head names, in the words of this office and as `reading` tells it of the same head.
pub(super) fn kind(head: &str, source_note: Option<&str>) -> &'static str {
    let lower = head.to_lowercase();
    if lower.starts_with("editorial note") {
        return "paper";
    }
    if MINUTES.iter().any(|phrase| lower.starts_with(phrase)) {
        return "minutes";
    }
    let words: Vec<&str> = lower
        .split_whitespace()
        .take(KIND_WORDS)
        .take_while(|word| !matches!(*word, "from" | "to" | "by" | "for"))
        .map(|word| word.trim_matches(|c: char| !c.is_alphabetic()))
        .collect();
    if let Some((_, kind)) = KINDS.iter().find(|(word, _)| words.contains(word)) {
        return kind;
    }
    let telegraphed =
        source_note.is_some_and(|note| note.to_lowercase().trim_end_matches('.').ends_with("telegram"));
    match old_style(head) {
        true if telegraphed => "telegram",
        true => "letter",
        false => "paper",
    }
}

/// Words among which the kind is named; a side of the head may name another.
const KIND_WORDS: usize = 6;

const MINUTES: [&str; 14] = [
    "memorandum of discussion",
    "memorandum of meeting",
    "memorandum of a meeting",
    "notes of",
    "notes on",
    "notes from",
    "summary notes",
    "summary record",
    "record of a meeting",
    "record of meeting",
    "report of meeting",
    "transcript of meeting",
    "transcript of a meeting",
    "transcript of the meeting",
];

const KINDS: [(&str, &str); 27] = [
    ("conversation", "conversation"),
    ("conversations", "conversation"),
    ("minutes", "minutes"),
    ("record", "minutes"),
    ("telegram", "telegram"),
    ("telegrams", "telegram"),
    ("cable", "telegram"),
    ("airgram", "airgram"),
    ("instruction", "airgram"),
    ("despatch", "despatch"),
    ("dispatch", "despatch"),
    ("memorandum", "memorandum"),
    ("memoranda", "memorandum"),
    ("memo", "memorandum"),
    ("minute", "memorandum"),
    ("letter", "letter"),
    ("message", "message"),
    ("aide-mémoire", "note"),
    ("aide-memoire", "note"),
    ("note", "note"),
    ("address", "address"),
    ("speech", "address"),
    ("remarks", "address"),
    ("statement", "address"),
    ("paper", "paper"),
    ("report", "paper"),
    ("summary", "paper"),
];
