//! References to other papers, against the footnotes that say which paper of the volume is meant.
//!
//! The marked-up volume is walked once: each paper's words, and the places of footnotes right behind a reference
//! that say no more than which paper of the volume it is. The papers are then read, and what one cites is looked
//! up among all others by what was read of them: number, date, kind, and who wrote to whom.

use std::path::PathBuf;

use anyhow::Context as _;
use chancery_office::reading::{Finding, Kind, Reading, RoleName, What};
use chancery_reading::{Context, KnownPaper, meant, read};
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
    /// Footnotes that point to one paper.
    notes: Vec<Note>,
}

/// A footnote: its place in the text, the paper that it points to, and whether it says no more than that.
#[derive(Clone, Debug)]
struct Note {
    at: usize,
    target: String,
    alone: bool,
}

impl Paper {
    /// Whether it is a note of the volume's editors, which no correspondent could cite.
    fn is_editors(&self) -> bool {
        self.head.contains("Editorial Note")
    }
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
    let mut scores = [Score::default(), Score::default()];
    for file in files(sets)? {
        let papers = papers(&std::fs::read_to_string(&file).with_context(|| file.display().to_string())?)?;
        let (readings, known): (Vec<Reading>, Vec<KnownPaper>) = papers.iter().map(as_read).unzip();
        for (paper, reading) in papers.iter().zip(&readings).filter(|(p, _)| !p.notes.is_empty()) {
            for note in &paper.notes {
                let target = papers.iter().find(|p| p.id == note.target && !p.is_editors());
                let Some((by, target)) = named_by(&paper.text, note.at).zip(target) else { continue };
                let cited = cited(&reading.findings, note.at, &paper.text);
                let got = cited.and_then(|f| look_up(f, paper, reading, &papers, &known));
                let right = got.is_some_and(|p| p.id == target.id);
                show(paper, note, cited, got, target);
                if let Some(score) = scores.get_mut(by as usize) {
                    score.count(note.alone, cited.is_some(), right);
                }
            }
        }
    }
    let [number, date] = &scores;
    Ok(vec![number.row("number", sets, 0.92), date.row("date", sets, 0.90)])
}

/// Counts of references: those whose footnote says no more than which paper they mean, and all.
#[derive(Default)]
struct Score {
    cases: usize,
    found: usize,
    right: usize,
    all: usize,
    all_right: usize,
}

impl Score {
    fn count(&mut self, alone: bool, found: bool, right: bool) {
        self.all += 1;
        self.all_right += usize::from(right);
        self.cases += usize::from(alone);
        self.found += usize::from(alone && found);
        self.right += usize::from(alone && right);
    }

    fn row(&self, name: &str, sets: &Sets, first: f64) -> Row {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let all = share(self.all_right, self.all);
        Row {
            measure: format!("reference by {name}, right paper"),
            set: format!("FRUS footnotes, {}", sets.split.word()),
            got: share(self.right, self.cases),
            first: Some(first),
            good: Some(0.95),
            cases: self.cases,
            note: format!(
                "{} found as references; {all:.3} of {} with footnotes that say more",
                self.found, self.all
            ),
        }
    }
}

/// A paper read as it is printed, and as a register then knows it.
fn as_read(paper: &Paper) -> (Reading, KnownPaper) {
    let reading = read(&paper.text, &Context { received: paper.date, ..Context::default() });
    let part = reading.parts.first();
    let mut said = part.map(|p| p.particulars.clone()).unwrap_or_default();
    said.date = paper.date.or(said.date);
    let known = KnownPaper::new(part.map_or(Kind::Other, |p| p.kind), &said, &paper.also);
    (reading, known)
}

/// The volume's paper that a reference means, the citing one aside.
fn look_up<'p>(
    cited: &Finding,
    paper: &Paper,
    reading: &Reading,
    papers: &'p [Paper],
    known: &[KnownPaper],
) -> Option<&'p Paper> {
    let part = reading.parts.get(usize::from(cited.part))?;
    let found = meant(cited, &paper.text, part, known);
    found.into_iter().filter_map(|i| papers.get(i)).find(|p| p.id != paper.id)
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
    /// Where the text of the open head begins.
    head_at: usize,
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
                let date = attribute(tag, "frus:doc-dateTime-min").and_then(|w| w.get(..10)?.parse().ok());
                self.papers.push(Paper { id, date, ..Paper::default() });
            }
            "note" if self.note.is_none() => {
                self.note = Some(depth);
                self.targets.clear();
                self.told.clear();
            }
            "head" if self.note.is_none() => {
                self.head = Some(depth);
                self.head_at = self.papers.last().map_or(0, |p| p.text.len());
            }
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
        paper.date = when.and_then(|w| w.get(..10)?.parse().ok()).or(paper.date);
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
                let at = paper.text.trim_end().len();
                paper.notes.push(Note { at, target: format!("d{target}"), alone: is_alone(&self.told) });
            }
        }
        if self.head == depth {
            self.head = None;
            self.unnumber();
            self.text("\n\n");
        }
        if self.paper == depth {
            self.paper = None;
        }
    }

    /// Takes the editors' number off a head: "45. Telegram From …", "No. 45 The Ambassador …".
    fn unnumber(&mut self) {
        let Some(paper) = self.papers.last_mut().filter(|_| self.paper.is_some()) else { return };
        let head = paper.text.split_off(self.head_at.min(paper.text.len()));
        let bare = head.trim_start();
        let rest = bare.strip_prefix("No. ").unwrap_or(bare);
        let words = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = words.len() < rest.len();
        let words = if numbered { words.trim_start_matches(['.', ' ']) } else { bare };
        paper.text.push_str("\n\n");
        paper.text.push_str(words);
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

/// Whether a note says no more than which document is meant: "See Document 45."
fn is_alone(note: &str) -> bool {
    const LEADS: [&str; 7] =
        ["", "See ", "see ", "Printed as ", "Reference is to ", "For text, see ", "For text see "];
    let said = note.trim().trim_end_matches('.');
    said.rsplit_once("Document ").is_some_and(|(lead, number)| is_figures(number) && LEADS.contains(&lead))
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
    let before = phrase(tail(text, at));
    let low = before.to_lowercase();
    let last = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = last.rsplit(|c: char| c.is_whitespace() || c == '—').next().unwrap_or("");
    let figures = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let paper =
        ["tel", "letter", "memo", "despatch", "cable", "airgram", "message", "note", "report", "minute"];
    let named = low
        .split(|c: char| !c.is_alphanumeric())
        .any(|w| paper.iter().any(|p| w.starts_with(p)) || w.ends_with("tel") || w.ends_with("tels"));
    if !figures || !named {
        return None;
    }
    let lead = last.strip_suffix(word).unwrap_or("").trim_end().trim_end_matches(',');
    let month = lead.rsplit(' ').take(2).any(is_month);
    let day = word.len() <= 2;
    let year = word.len() == 4 && word.starts_with("19") && month;
    Some(if (month && day) || year { By::Date } else { By::Number })
}

/// What stands before a footnote in its own line.
fn phrase(tail: &str) -> &str {
    tail.trim_end().rsplit("\n\n").next().unwrap_or(tail)
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

/// The reference before a footnote: of those that reach up to it, the one whose number or date stands nearest.
fn cited<'f>(findings: &'f [Finding], at: usize, text: &str) -> Option<&'f Finding> {
    let last = text.get(..at).unwrap_or("").trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let reaches = |f: &&Finding| {
        let (start, end) = (f.evidence.start as usize, f.evidence.end as usize);
        matches!(f.what, What::Reference(_)) && start < last && end + 2 >= last
    };
    let told = |f: &&Finding| {
        let ends = f.roles.iter().filter(|r| matches!(r.name, RoleName::Number | RoleName::When));
        let off = ends.filter_map(|r| r.span).map(|s| last.abs_diff(s.end as usize)).min();
        (off.unwrap_or(usize::MAX), f.role(RoleName::Number).is_none())
    };
    findings.iter().filter(reaches).min_by_key(told)
}

/// Shows a reference, what was found and what was meant, where the environment asks for it.
fn show(paper: &Paper, note: &Note, cited: Option<&Finding>, got: Option<&Paper>, target: &Paper) {
    if std::env::var_os("CHANCERY_SHOW").is_none() || got.is_some_and(|p| p.id == target.id) {
        return;
    }
    let words = cited.map(|f| (f.rule.as_str(), f.evidence.of(&paper.text)));
    let named = |p: &Paper| format!("{} {} {:?}", p.id, p.head, p.date);
    eprintln!(
        "{}\t{}\n\t{}\n\t{words:?}\n\tgot {:?}\n\tfor {}",
        named(paper),
        note.alone,
        tail(&paper.text, note.at),
        got.map(named),
        named(target)
    );
}
