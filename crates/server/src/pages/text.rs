//! The text of a paper: paragraphs, with the words of findings marked and linked to the list beside.

use super::letter::Letter;
use crate::tongue::quoted;
use chancery_registry::answers::{FindingShown, FootnoteShown, PaperPage, Run};
use maud::{Markup, html};
use std::collections::HashMap;

/// Lines up to this are lines of a letterhead or an address, and keep their breaks.
const SHORT_LINE_CHARS: usize = 48;

/// Words of one paragraph that lie under the same findings.
struct Piece<'r> {
    words: &'r str,
    run: usize,
    /// The run's first words.
    first: bool,
    /// The run's last words: its footnote is called after them.
    last: bool,
}

/// Paragraphs longer than this are prose, and end the head of a letter.
const PROSE_CHARS: usize = 110;

/// The text, and the footnotes under it.
pub(super) fn text(page: &PaperPage, letter: &Letter) -> Markup {
    let (runs, notes) = (page.text.as_slice(), page.footnotes.as_slice());
    let marks = Marks::of(runs, &page.findings, notes);
    html! {
        div class="text" {
            @for (look, paragraph) in looked(runs, letter) {
                p class=[look] dir="auto" lang=[quoted()] { @for piece in &paragraph { (marks.piece(piece, runs)) } }
            }
        }
        (footnotes(notes))
    }
}

/// The paragraphs, each with the place that it has on the sheet.
fn looked<'r>(runs: &'r [Run], letter: &Letter) -> Vec<(Option<&'static str>, Vec<Piece<'r>>)> {
    let mut head = true;
    let look = |paragraph: Vec<Piece<'r>>| {
        let words: String = paragraph.iter().map(|piece| piece.words).collect();
        head &= words.chars().count() <= PROSE_CHARS;
        let look = letter.place(&words, head).or(flows(&words).then_some("flows"));
        (look, paragraph)
    };
    paragraphs(runs).into_iter().map(look).collect()
}

fn footnotes(notes: &[FootnoteShown]) -> Markup {
    html! {
        @if !notes.is_empty() {
            section class="footnotes" aria-labelledby="footnotes" {
                h3 id="footnotes" class="vh" { (say!("Footnotes")) }
                ol role="list" {
                    @for (at, note) in notes.iter().enumerate() {
                        li id={ "n" (at + 1) } dir="auto" lang=[quoted()] { span class="call" { (note.label) } " " (note.text) }
                    }
                }
            }
        }
    }
}

/// What each finding is, where its words begin and end, and which footnote a call leads to.
struct Marks<'a> {
    classes: HashMap<u32, &'static str>,
    first: HashMap<u32, usize>,
    last: HashMap<u32, usize>,
    notes: HashMap<&'a str, usize>,
}

impl<'a> Marks<'a> {
    fn of(runs: &[Run], findings: &[FindingShown], notes: &'a [FootnoteShown]) -> Self {
        let (mut first, mut last) = (HashMap::new(), HashMap::new());
        for (at, run) in runs.iter().enumerate() {
            for &number in &run.findings {
                first.entry(number).or_insert(at);
                last.insert(number, at);
            }
        }
        let classes = findings.iter().map(|finding| (finding.number, finding.what.class())).collect();
        // Where two notes bear one label, the first is meant.
        let notes = notes.iter().enumerate().rev().map(|(at, note)| (note.label.as_str(), at + 1)).collect();
        Self { classes, first, last, notes }
    }

    fn piece(&self, piece: &Piece, runs: &[Run]) -> Markup {
        let Some(run) = runs.get(piece.run) else { return html! {} };
        let of_edge = |edges: &HashMap<u32, usize>, here: bool| -> Vec<u32> {
            let edge = |number: &&u32| here && edges.get(*number) == Some(&piece.run);
            run.findings.iter().filter(edge).copied().collect()
        };
        let (starts, ends) = (of_edge(&self.first, piece.first), of_edge(&self.last, piece.last));
        html! {
            @for number in starts { span class="anchor" id={ "w" (number) } {} }
            @match run.findings.is_empty() {
                true => { (doubted(piece, run)) }
                false => { mark class={ "f f-" (self.class(run)) } { (doubted(piece, run)) } }
            }
            @for number in ends {
                a class="mark-number" href={ "#f" (number) } { span class="vh" { (say!("finding")) " " } (number) }
            }
            @if piece.last { @if let Some(label) = &run.footnote { (self.call(label)) } }
        }
    }

    /// Where findings lie over one another, the last of them gives the look: it is the inner one.
    fn class(&self, run: &Run) -> &'static str {
        run.findings.iter().rev().find_map(|number| self.classes.get(number).copied()).unwrap_or("other")
    }

    fn call(&self, label: &str) -> Markup {
        html! {
            @match self.notes.get(label) {
                Some(at) => { sup { a href={ "#n" (at) } { span class="vh" { (say!("footnote")) " " } (label) } } }
                None => { sup { (label) } }
            }
        }
    }
}

/// A word that was read with doubt leads to its place on the page.
fn doubted(piece: &Piece, run: &Run) -> Markup {
    html! {
        @match run.doubtful {
            Some(n) => {
                a class="doubted" id=[piece.first.then(|| format!("d{n}"))] href={ "#s" (n) } title=(say!("read with doubt: see it on the page")) { (piece.words) }
            }
            None => { (piece.words) }
        }
    }
}

/// The runs cut at blank lines; a paragraph that has no words is none.
fn paragraphs(runs: &[Run]) -> Vec<Vec<Piece<'_>>> {
    let mut all: Vec<Vec<Piece>> = vec![Vec::new()];
    for (run, Run { text, .. }) in runs.iter().enumerate() {
        let parts = at_blank_lines(text);
        let last = parts.len().saturating_sub(1);
        for (at, words) in parts.into_iter().enumerate() {
            if at > 0 {
                all.push(Vec::new());
            }
            if let Some(paragraph) = all.last_mut() {
                paragraph.push(Piece { words, run, first: at == 0, last: at == last });
            }
        }
    }
    all.retain(|paragraph| paragraph.iter().any(|piece| !piece.words.trim().is_empty()));
    all
}

/// A text cut at its blank lines: one or more lines that hold nothing but blanks.
fn at_blank_lines(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((end, next)) = blank_line(rest) {
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after.get(next - end..).unwrap_or("");
    }
    parts.push(rest);
    parts
}

/// Where the first blank line of a text begins, and where the words after it do.
fn blank_line(text: &str) -> Option<(usize, usize)> {
    text.match_indices('\n').find_map(|(at, _)| {
        let after = text.get(at + 1..)?;
        let blanks: &str = after.get(..after.len() - after.trim_start().len())?;
        blanks.rfind('\n').map(|last| (at, at + 1 + last + 1))
    })
}

/// Whether a paragraph is prose that was broken into lines by a machine, and so may be broken anew.
fn flows(words: &str) -> bool {
    let lines: Vec<&str> = words.trim().lines().collect();
    match lines.split_last() {
        Some((_, [])) | None => false,
        Some((_, full)) => full.iter().all(|line| line.chars().count() > SHORT_LINE_CHARS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, findings: &[u32]) -> Run {
        Run { text: text.into(), findings: findings.into(), footnote: None, doubtful: None }
    }

    fn shown(runs: &[Run]) -> String {
        let marks = Marks::of(runs, &[], &[]);
        let paragraphs = looked(runs, &Letter::default());
        html! { @for (look, pieces) in paragraphs { p class=[look] dir="auto" { @for piece in &pieces { (marks.piece(piece, runs)) } } } }.into_string()
    }

    #[test]
    fn paragraphs_part_at_blank_lines_and_short_lines_keep_their_breaks() {
        assert_eq!(
            shown(&[run("Foreign Office\nLondon\n \n\nDear Francis:", &[])]),
            "<p dir=\"auto\">Foreign Office\nLondon</p><p dir=\"auto\">Dear Francis:</p>"
        );
    }

    #[test]
    fn prose_that_a_machine_broke_flows() {
        let line = "the state had to have the final word in such cases";
        assert!(shown(&[run(&format!("{line}\n{line}\nend"), &[])]).contains("class=\"flows\""));
        assert!(!shown(&[run("A J Coles Esq\n10 Downing Street", &[])]).contains("flows"));
    }

    #[test]
    fn a_finding_is_anchored_once_and_linked_once_though_it_spans_paragraphs() {
        let page = shown(&[run("He said ", &[]), run("we agreed.\n\nThey will ", &[1]), run("meet.", &[1])]);
        assert_eq!(page.matches("id=\"w1\"").count(), 1);
        assert_eq!(page.matches("href=\"#f1\"").count(), 1);
        assert!(page.contains("meet.</mark><a class=\"mark-number\" href=\"#f1\">"), "{page}");
    }

    #[test]
    fn a_text_of_blanks_has_no_paragraph() {
        assert_eq!(shown(&[run(" \n\n \n", &[])]), "");
    }
}
