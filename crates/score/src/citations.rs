//! References to other papers, against the footnotes that say which paper of the volume is meant.
//!
//! The marked-up volume is walked once: each paper's words, and the places of footnotes that point to one
//! paper alone right behind a reference. The paper is then read, and what it cites is looked up among the
//! volume's papers as a register would: by number, date, and who wrote to whom.

use std::path::PathBuf;

use anyhow::Context as _;
use chancery_office::reading::{Finding, RoleName, What};
use chancery_reading::{Context, read};
use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::sets::{Sets, Split};
use crate::table::Row;

/// A paper of a volume, its words without notes.
#[derive(Clone, Debug, Default)]
struct Paper {
    id: String,
    head: String,
    text: String,
    date: Option<Date>,
    /// Numbers under which it went elsewhere, as its notes say: "repeated to London as 4766".
    also: Vec<String>,
    /// Places in the text of footnotes, each with the one paper that it points to.
    notes: Vec<(usize, String)>,
}

/// How a reference that a footnote explains names its paper.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Number,
    Date,
}

/// Bytes before a footnote in which its reference stands.
const REACH_BYTES: usize = 70;

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let mut counts = [(0, 0, 0), (0, 0, 0)];
    for file in files(sets)? {
        let papers = papers(&std::fs::read_to_string(&file).with_context(|| file.display().to_string())?)?;
        for paper in papers.iter().filter(|p| !p.notes.is_empty()) {
            let reading = read(&paper.text, &Context { received: paper.date, ..Context::default() });
            for (at, target) in &paper.notes {
                let Some(by) = named_by(&paper.text, *at) else { continue };
                let slot = &mut counts[usize::from(by == By::Date)];
                let cited = cited(&reading.findings, *at, &paper.text);
                slot.0 += 1;
                slot.1 += usize::from(cited.is_some());
                slot.2 += usize::from(
                    cited.and_then(|f| look_up(&papers, paper, f)).is_some_and(|p| p.id == *target),
                );
            }
        }
    }
    let row = |name: &str, (all, found, right): (usize, usize, usize), first| Row {
        measure: format!("reference by {name}, right paper"),
        set: format!("FRUS footnotes, {}", sets.split.word()),
        got: right as f64 / all.max(1) as f64,
        first: Some(first),
        good: Some(0.95),
        cases: all,
        note: format!("{found} of {all} found as references"),
    };
    Ok(vec![row("number", counts[0], 0.92), row("date", counts[1], 0.90)])
}

/// The volumes of the split, as files.
fn files(sets: &Sets) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if let Some(data) = &sets.data {
        crate::sets::under(&data.join("frus"), "xml", &mut files)?;
    }
    if let Some(more) = sets.unpacked("frus-more.tar.xz")? {
        crate::sets::under(&more, "xml", &mut files)?;
    }
    let id = |file: &PathBuf| file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    files.sort_by_key(&id);
    files.dedup_by_key(|file| id(file));
    files.retain(|file| Split::of(&id(file)) == sets.split);
    Ok(files.into_iter().step_by(sets.every).collect())
}

/// What is being walked through.
#[derive(Default)]
struct Walk {
    papers: Vec<Paper>,
    /// Names of open elements.
    open: Vec<String>,
    /// Depth at which the open paper, note and head began.
    paper: Option<usize>,
    note: Option<usize>,
    head: Option<usize>,
    targets: Vec<String>,
    /// The words of the open note.
    told: String,
}

/// The papers of a volume.
fn papers(volume: &str) -> anyhow::Result<Vec<Paper>> {
    let mut reader = Reader::from_str(volume);
    let mut walk = Walk::default();
    loop {
        match reader.read_event()? {
            Event::Start(tag) => walk.begin(&tag),
            Event::Empty(tag) => {
                walk.begin(&tag);
                walk.end();
            }
            Event::End(_) => walk.end(),
            Event::Text(text) => walk.text(&text.into_inner()),
            Event::GeneralRef(reference) => walk.text(match &*reference.into_inner() {
                "amp" => "&",
                "quot" => "\"",
                "apos" => "'",
                _ => " ",
            }),
            Event::Eof => return Ok(walk.papers),
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    tag.attributes().flatten().find(|a| a.key.0 == key).map(|a| a.value.into_owned())
}

impl Walk {
    fn begin(&mut self, tag: &BytesStart<'_>) {
        let depth = self.open.len();
        let name = tag.name().0.to_owned();
        match name.as_str() {
            "div" if attribute(tag, "type").as_deref() == Some("document") && self.paper.is_none() => {
                self.paper = Some(depth);
                let id = attribute(tag, "xml:id").unwrap_or_default();
                self.papers.push(Paper { id, ..Paper::default() });
            }
            "note" if self.note.is_none() => {
                self.note = Some(depth);
                self.targets.clear();
                self.told.clear();
            }
            "head" if self.note.is_none() => self.head = Some(depth),
            "ref" if self.note.is_some() => self.targets.extend(attribute(tag, "target")),
            "date" if self.note.is_none() && self.open.iter().any(|n| n == "dateline") => self.dated(tag),
            "p" | "dateline" | "signed" | "item" | "lb" | "salute" => self.text("\n\n"),
            _ => {}
        }
        self.open.push(name);
    }

    fn dated(&mut self, tag: &BytesStart<'_>) {
        let Some(paper) = self.papers.last_mut() else { return };
        let when = attribute(tag, "when").or_else(|| attribute(tag, "notBefore"));
        paper.date = paper.date.or(when.and_then(|w| w.get(..10)?.parse().ok()));
    }

    fn end(&mut self) {
        self.open.pop();
        let depth = Some(self.open.len());
        if self.note == depth {
            self.note = None;
            let single = self.targets.first().filter(|t| self.targets.iter().all(|o| o == *t));
            let target =
                single.and_then(|t| t.strip_prefix("#d")).filter(|t| t.bytes().all(|b| b.is_ascii_digit()));
            let Some(paper) = self.papers.last_mut() else { return };
            paper.also.extend(also(&self.told));
            if let Some(target) = target {
                paper.notes.push((paper.text.trim_end().len(), format!("d{target}")));
            }
        }
        if self.head == depth {
            self.head = None;
            self.text("\n\n");
        }
        if self.paper == depth {
            self.paper = None;
        }
    }

    fn text(&mut self, text: &str) {
        if self.note.is_some() {
            push_words(&mut self.told, text);
            return;
        }
        if self.paper.is_none() {
            return;
        }
        let Some(paper) = self.papers.last_mut() else { return };
        if text == "\n\n" {
            paper.text.push_str(text);
            return;
        }
        push_words(&mut paper.text, text);
        if self.head.is_some() {
            push_words(&mut paper.head, text);
        }
    }
}

/// Numbers that a note gives behind "as", perhaps with "telegram" or "No." between.
fn also(note: &str) -> Vec<String> {
    let words: Vec<&str> = note.split_whitespace().collect();
    let figures = |w: &&str| w.trim_end_matches([',', '.', ';', ')']).to_owned();
    let after = |i: usize| words.iter().skip(i + 1).take(3).map(figures).find(|w| is_figures(w));
    words
        .iter()
        .enumerate()
        .filter(|(_, w)| **w == "as" || w.starts_with("telegram"))
        .filter_map(|(i, _)| after(i))
        .collect()
}

fn is_figures(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// Adds words with single spaces where the mark-up wrapped them.
fn push_words(out: &mut String, text: &str) {
    for c in text.chars() {
        let blank = c.is_whitespace();
        if !blank {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(char::is_whitespace) {
            out.push(' ');
        }
    }
}

/// Whether a reference by number or by date stands right before a footnote.
fn named_by(text: &str, at: usize) -> Option<By> {
    let before = tail(text, at);
    let low = before.to_lowercase();
    let last = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = last.rsplit(|c: char| c.is_whitespace() || c == '—').next().unwrap_or("");
    let figures = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let paper =
        ["tel", "letter", "memo", "despatch", "cable", "airgram", "message", "note", "report", "minute"];
    if !figures || !paper.iter().any(|p| low.contains(p)) {
        return None;
    }
    let lead = last.strip_suffix(word).unwrap_or("").trim_end().trim_end_matches(',');
    let month = lead.rsplit(' ').take(2).any(is_month);
    let day = word.len() <= 2;
    let year = word.len() == 4 && word.starts_with("19") && month;
    Some(if (month && day) || year { By::Date } else { By::Number })
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let low = word.trim_end_matches('.').to_lowercase();
    let long = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "sept",
        "october",
        "november",
        "december",
    ];
    MONTHS.contains(&low.as_str()) || long.contains(&low.as_str())
}

/// The words before a place.
fn tail(text: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(REACH_BYTES);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    text.get(from..at).unwrap_or("")
}

/// The reference that ends at a footnote.
fn cited<'f>(findings: &'f [Finding], at: usize, text: &str) -> Option<&'f Finding> {
    let last = text.get(..at).unwrap_or("").trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let ends = |f: &&Finding| {
        let (start, end) = (f.evidence.start as usize, f.evidence.end as usize);
        matches!(f.what, What::Reference(_)) && start < last && end + 2 >= last && end <= at + 40
    };
    findings.iter().filter(ends).max_by_key(|f| (f.role(RoleName::Number).is_some(), f.evidence.end))
}

/// The volume's paper that a reference means.
fn look_up<'p>(papers: &'p [Paper], from: &Paper, cited: &Finding) -> Option<&'p Paper> {
    let number = cited.role(RoleName::Number).map(|r| r.value.as_str());
    let day = cited.role(RoleName::When).and_then(|r| r.when.as_ref()).and_then(|w| w.from);
    let whose =
        cited.role(RoleName::Actor).and_then(|r| r.span).map_or("", |s| s.of(&from.text)).to_lowercase();
    let words = cited.evidence.of(&from.text).to_lowercase();
    let age = |p: &Paper| match (p.date, from.date) {
        (Some(p), Some(own)) => own
            .since(p)
            .map_or(i32::MAX, |s| if s.get_days() < -1 { i32::MAX / 2 } else { s.get_days().abs() }),
        _ => i32::MAX / 2,
    };
    let fits = |p: &&Paper| match number {
        Some(number) => own_number(p).as_deref() == Some(number) || p.also.iter().any(|n| n == number),
        None => day.zip(p.date).is_some_and(|(d, own)| d.since(own).is_ok_and(|s| s.get_days().abs() <= 1)),
    };
    let off =
        |p: &Paper| day.zip(p.date).map_or(0, |(d, own)| d.since(own).map_or(9, |s| s.get_days().abs()));
    papers.iter().filter(|p| p.id != from.id).filter(fits).min_by_key(|p| {
        (
            number.is_some_and(|n| own_number(p).as_deref() != Some(n)),
            disagrees(p, from, &words, &whose),
            off(p),
            age(p),
        )
    })
}

/// How much of kind, sender and reader speaks against a paper.
fn disagrees(paper: &Paper, from: &Paper, words: &str, whose: &str) -> u32 {
    let head = paper.head.to_lowercase();
    let (sender, reader) = sides(&head);
    let (own_sender, own_reader) = sides_owned(&from.head);
    let kinds = ["telegram", "letter", "memorandum", "message", "despatch", "airgram", "note"];
    let tel = words.contains("tel") && !words.contains("letter");
    let kind =
        kinds.iter().find(|k| words.contains(**k)).copied().unwrap_or(if tel { "telegram" } else { "" });
    let mut against = u32::from(!kind.is_empty() && !head.contains(kind));
    let dept =
        ["deptel", "department", "depcirtel"].iter().any(|w| words.contains(w)) || whose.starts_with("dep");
    let emb = words.contains("embtel") || whose.starts_with("emb");
    against += 2 * u32::from(dept && !sender.contains("department") && !sender.contains("secretary"));
    against += 2 * u32::from(emb && !sender.contains("embassy") && !sender.contains("ambassador"));
    against += 2 * u32::from(matches!(whose, "your") && !alike(sender, &own_reader));
    against += 2 * u32::from(matches!(whose, "my" | "our") && !alike(sender, &own_sender));
    let pair = (alike(sender, &own_reader) && alike(reader, &own_sender))
        || (alike(sender, &own_sender) && alike(reader, &own_reader));
    against + u32::from(!pair)
}

fn sides_owned(head: &str) -> (String, String) {
    let low = head.to_lowercase();
    let (a, b) = sides(&low);
    (a.to_owned(), b.to_owned())
}

/// Sender and reader as a head names them: "… from A to B", "A to B".
fn sides(head: &str) -> (&str, &str) {
    let after = head.split_once(" from ").map_or(head, |(_, rest)| rest);
    after.split_once(" to the ").or_else(|| after.split_once(" to ")).unwrap_or((after, ""))
}

/// Whether two sides share a word that tells them from others.
fn alike(a: &str, b: &str) -> bool {
    if !a.is_empty() && a.trim() == b.trim() {
        return true;
    }
    let telling =
        |w: &str| w.len() > 3 && !matches!(w, "the" | "embassy" | "state" | "ambassador" | "secretary");
    let words = |s: &str| -> Vec<String> {
        s.split(|c: char| !c.is_alphanumeric()).filter(|w| telling(w)).map(str::to_owned).collect()
    };
    let other = words(b);
    words(a).iter().any(|w| other.contains(w))
}

/// A telegram's own number: in its head, or opening its text.
fn own_number(paper: &Paper) -> Option<String> {
    let head = paper.head.split_whitespace().skip_while(|w| !w.eq_ignore_ascii_case("telegram")).nth(1);
    let figures = |w: &str| {
        let bare = w.trim_matches(|c: char| !c.is_ascii_digit());
        (!bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit()) && w.starts_with(bare))
            .then(|| bare.to_owned())
    };
    if let Some(number) = head.and_then(figures) {
        return Some(number);
    }
    let body = paper.text.split("\n\n").map(str::trim).filter(|l| !l.is_empty());
    body.skip(1).take(6).find_map(|line| {
        let mut words = line.split_whitespace();
        let first = words.next()?;
        if first == "No" || first == "No." {
            return words.next().and_then(figures);
        }
        if first.len() < 3 {
            return None;
        }
        first.ends_with('.').then(|| figures(first)).flatten()
    })
}
