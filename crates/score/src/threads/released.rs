//! Released mails: a message that opens one file and is quoted in another says where the quotation begins.
//!
//! What a message says of itself at the top of its own file is held against what is read of it where another
//! quotes it. A boundary is right where the words of the message begin under the head of a part, and false
//! where a part begins in the midst of words that are known to be one message's.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use chancery_office::reading::{FieldRole, Part, PartPlace, Particulars, Reading};
use chancery_reading::{Context, read};

use super::plain;
use crate::sets::{Sets, Split, stem};
use crate::table::{Counts, Row};

/// Letters of a body by which a message is known again.
const KEY_LETTERS: usize = 40;
/// Letters in which the two copies of a message agree, unless it is shorter.
const ALIKE_LETTERS: usize = 100;
/// Letters before a quoted body among which its writer is named.
const HEAD_LETTERS: usize = 900;
/// Letters that may stand between a head and its body: what a scan leaves of a code in the margin.
const CRUMB_LETTERS: usize = 3;

pub fn rows(sets: &Sets) -> anyhow::Result<Vec<Row>> {
    let files = sets.mails()?;
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let tops = tops(&files)?;
    let mut tally = Tally::default();
    for file in files.iter().filter(|f| Split::of(&stem(f)) == sets.split).step_by(sets.every) {
        let mail = Mail::open(file)?;
        tally.add(&mail, &stem(file), &tops);
    }
    Ok(tally.rows(sets.split.word()))
}

/// A released file: its text, and its letters with their places, reviewers' lines left out.
struct Mail {
    text: String,
    letters: Vec<u8>,
    places: Vec<usize>,
    /// Places in `letters` at which a line begins.
    line_starts: Vec<usize>,
}

impl Mail {
    fn open(file: &Path) -> anyhow::Result<Self> {
        let text = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
        let mut mail = Mail { letters: Vec::new(), places: Vec::new(), line_starts: Vec::new(), text };
        let mut at = 0;
        for line in mail.text.split_inclusive('\n') {
            if !is_reviewers(line) {
                mail.line_starts.push(mail.letters.len());
                for (i, byte) in line.bytes().enumerate().filter(|(_, b)| b.is_ascii_alphanumeric()) {
                    mail.letters.push(byte.to_ascii_lowercase());
                    mail.places.push(at + i);
                }
            }
            at += line.len();
        }
        mail.line_starts.dedup();
        Ok(mail)
    }

    fn key(&self, at: usize) -> Option<&[u8]> {
        self.letters.get(at..at + KEY_LETTERS)
    }

    /// Where the body of the first message begins in `letters`: under the last line of its head.
    fn body(&self) -> Option<usize> {
        let lines: Vec<&str> = self.text.split_inclusive('\n').collect();
        let subject =
            lines.iter().position(|l| plain(l.split(':').next().unwrap_or("")).starts_with("subject"))?;
        let gap = lines.iter().skip(subject).position(|l| l.trim().is_empty())? + subject;
        let place: usize = lines.iter().take(gap).map(|l| l.len()).sum();
        Some(self.places.partition_point(|p| *p < place))
    }

    /// Where the first message ends: at whatever looks like another's head.
    fn end(&self, body: usize) -> usize {
        let from = self.places.get(body).copied().unwrap_or(self.text.len());
        let mut at = from;
        for line in self.text.get(from..).unwrap_or("").split_inclusive('\n') {
            let low = line.trim().to_lowercase();
            let opens = ["from:", "from ", ">"].iter().any(|o| low.starts_with(o)) || low.ends_with("wrote:");
            if opens || low.contains("original mess") || low.contains("forwarded") {
                break;
            }
            at += line.len();
        }
        self.places.partition_point(|p| *p < at)
    }
}

/// A banner, a note of release, a code: what a reviewer put on the page.
fn is_reviewers(line: &str) -> bool {
    let words = line.trim();
    let codes = |w: &str| {
        w.len() <= 7 && (w.starts_with('B') && w.len() <= 3 || w.starts_with("1.4") || w.starts_with("NR"))
    };
    words.contains("Department of State") && words.contains("Doc No")
        || ["RELEASE IN", "Classified by DAS", "on: 0", "on: 1", "IN FULL"]
            .iter()
            .any(|o| words.starts_with(o))
        || words.contains("Declassify on")
        || words.split([' ', ',']).all(codes)
}

/// What a message says of itself at the top of its file.
struct Top {
    file: String,
    particulars: Particulars,
    body: Vec<u8>,
}

fn tops(files: &[PathBuf]) -> anyhow::Result<HashMap<Vec<u8>, Vec<Top>>> {
    let mut tops: HashMap<Vec<u8>, Vec<Top>> = HashMap::new();
    for file in files {
        let mail = Mail::open(file)?;
        let Some(at) = mail.body() else { continue };
        let end = mail.end(at);
        let Some(key) = mail.key(at).filter(|_| end >= at + KEY_LETTERS).map(<[u8]>::to_vec) else {
            continue;
        };
        let head = mail.text.get(..mail.places[at]).unwrap_or("");
        let reading = read(head, &Context::default());
        let Some(paper) = reading.parts.into_iter().next() else { continue };
        let body = mail.letters[at..end].to_vec();
        tops.entry(key).or_default().push(Top { file: stem(file), particulars: paper.particulars, body });
    }
    Ok(tops)
}

#[derive(Default)]
struct Tally {
    boundary: Counts,
    from: Counts,
    date: Counts,
    subject: Counts,
}

impl Tally {
    fn add(&mut self, mail: &Mail, name: &str, tops: &HashMap<Vec<u8>, Vec<Top>>) {
        let own = mail.body().unwrap_or(0);
        let quoted: Vec<(usize, &Top)> = mail
            .line_starts
            .iter()
            .filter(|at| **at > own + CRUMB_LETTERS)
            .filter_map(|at| Some((*at, known(mail, own, *at, tops.get(mail.key(*at)?)?, name)?)))
            .collect();
        if quoted.is_empty() {
            return;
        }
        let reading = read(&mail.text, &Context::default());
        for (at, top) in quoted {
            self.message(mail, name, &reading, at, top);
        }
    }

    fn message(&mut self, mail: &Mail, name: &str, reading: &Reading, at: usize, top: &Top) {
        self.boundary.gold += 1;
        let alike = mail.letters[at..].iter().zip(&top.body).take_while(|(a, b)| a == b).count();
        let inside = mail.places[at] + 1..mail.places[at + alike - 1];
        let starts = |p: &&Part| p.place != PartPlace::Paper && inside.contains(&(p.span.start as usize));
        let false_starts = reading.parts.iter().filter(starts).count();
        self.boundary.found += false_starts;
        let found = reading.parts.iter().rev().find(|p| opens_at(mail, p, at));
        if trace() && (found.is_none() || false_starts > 0) {
            eprintln!(
                "boundary in {name}:{} of {}: {}, {false_starts} false",
                mail.line(at),
                top.file,
                found.is_some()
            );
        }
        let Some(part) = found else { return };
        self.boundary.found += 1;
        self.boundary.right += 1;
        self.values(&part.particulars, &top.particulars, &format!("{name}:{}", mail.line(at)));
    }

    fn values(&mut self, got: &Particulars, said: &Particulars, place: &str) {
        let subject = |p: &Particulars| p.subject.as_deref().map(plain).filter(|s| !s.is_empty());
        count(&mut self.from, writer(got).as_deref(), writer(said).as_deref(), place, "from");
        count(
            &mut self.date,
            got.date.map(|d| d.to_string()).as_deref(),
            said.date.map(|d| d.to_string()).as_deref(),
            place,
            "date",
        );
        count(&mut self.subject, subject(got).as_deref(), subject(said).as_deref(), place, "subject");
    }

    fn rows(&self, split: &str) -> Vec<Row> {
        let row = |measure: &str, counts: &Counts, first, good, note: &str| Row {
            measure: measure.to_owned(),
            set: format!("released mails, {split}"),
            got: counts.f(),
            first,
            good,
            cases: counts.gold,
            note: format!("{}{note}", counts.words()),
        };
        vec![
            row(
                "thread boundary, F",
                &self.boundary,
                Some(0.95),
                Some(0.98),
                "; messages that open another file",
            ),
            row("quoted message, from", &self.from, None, None, "; first word of the name"),
            row("quoted message, date", &self.date, None, None, ""),
            row("quoted message, subject", &self.subject, None, None, "; letters and figures"),
        ]
    }
}

fn count(counts: &mut Counts, got: Option<&str>, said: Option<&str>, place: &str, field: &str) {
    let Some(said) = said else { return };
    counts.gold += 1;
    counts.found += usize::from(got.is_some());
    counts.right += usize::from(got == Some(said));
    if trace() && got != Some(said) {
        eprintln!("{field} in {place}: {said:?} read as {got:?}");
    }
}

/// Misses are told one by one where `CHANCERY_TRACE` is set.
fn trace() -> bool {
    std::env::var_os("CHANCERY_TRACE").is_some()
}

impl Mail {
    /// The line of the text in which a letter stands.
    fn line(&self, at: usize) -> usize {
        1 + self.text.get(..self.places[at]).unwrap_or("").matches('\n').count()
    }
}

/// The message of another file that begins here: its writer and its subject stand in the lines above, and its
/// words go on as there.
fn known<'t>(mail: &Mail, own: usize, at: usize, tops: &'t [Top], name: &str) -> Option<&'t Top> {
    let above = mail.letters.get(own.max(at.saturating_sub(HEAD_LETTERS))..at)?;
    let above = String::from_utf8_lossy(above);
    let named = |top: &&Top| {
        let writer = writer(&top.particulars).unwrap_or_default();
        let headed = above.contains(&format!("from{writer}")) || above.contains(&format!("{writer}wrote"));
        let subject = plain(top.particulars.subject.as_deref().unwrap_or(""));
        !writer.is_empty() && !subject.is_empty() && headed && above.contains(&subject)
    };
    let goes_on = |top: &&Top| mail.letters[at..].iter().zip(&top.body).take_while(|(a, b)| a == b).count();
    let long = |top: &&Top| goes_on(top) >= top.body.len().min(ALIKE_LETTERS);
    tops.iter().filter(|top| top.file != name).filter(named).find(long)
}

/// The first word of a writer's name, in letters.
fn writer(said: &Particulars) -> Option<String> {
    said.from.first().map(|p| plain(p.short().split(['@', ',']).next().unwrap_or("")))
}

/// Whether nothing but crumbs stands between a part's head and the words at that place.
fn opens_at(mail: &Mail, part: &Part, at: usize) -> bool {
    use FieldRole::{Boundary, CopiedTo, Date, From, Subject, To};
    let body = mail.places[at] as u32;
    let is_head = |r: FieldRole| matches!(r, Boundary | CopiedTo | Date | From | Subject | To);
    let head = part.fields.iter().filter(|f| is_head(f.role) && f.span.end <= body).map(|f| f.span.end).max();
    let Some(end) = head.filter(|_| part.place != PartPlace::Paper && part.span.start < body) else {
        return false;
    };
    at - mail.places.partition_point(|p| *p < end as usize) <= CRUMB_LETTERS && body < part.span.end
}
