//! The brief for a meeting: what it is for, what was said before, what is open, what to read.

use chancery_press::{Block, Document, Row};
use jiff::Timestamp;

use super::lists::{papers, undertakings};
use super::{document, occasion, particulars, row, soft, table};
use crate::answers::{FindingAt, Marked, MeetingLine, MeetingPage, UndertakingLine};

/// What a brief is made from.
pub struct Brief {
    /// The meeting, with its papers and what they say.
    pub page: MeetingPage,
    /// Meetings with the same people before it, the last first.
    pub before: Vec<MeetingLine>,
    /// What those whom it is with have undertaken and not kept.
    pub theirs: Vec<UndertakingLine>,
    /// What all of it bears together.
    pub overall: Option<Marked>,
}

/// The brief.
pub fn brief(brief: &Brief, at: Timestamp) -> Document {
    let line = &brief.page.line;
    let title = if line.subject.is_empty() { "Meeting" } else { &line.subject };
    let mut blocks = vec![particulars([
        ("When", occasion(line.date, line.clock)),
        ("Where", line.place.clone()),
        ("With", line.with.join(", ")),
        ("Found in", line.words.clone()),
    ])];
    if !brief.page.subjects.is_empty() {
        blocks.extend([Block::heading(1, "Subjects"), subjects(&brief.page.subjects)]);
    }
    for (heading, lines) in [
        ("Open undertakings in these papers", &brief.page.undertakings),
        ("What they have undertaken", &brief.theirs),
    ] {
        let open: Vec<UndertakingLine> = lines.iter().filter(|line| !line.closed).cloned().collect();
        if !open.is_empty() {
            blocks.extend([Block::heading(1, heading), undertakings(heading, &open)]);
        }
    }
    if !brief.before.is_empty() {
        blocks.push(Block::heading(1, "Met before"));
        let told =
            brief.before.iter().map(|one| format!("{}: {}", occasion(one.date, one.clock), one.subject));
        blocks.push(super::paper::list(told));
    }
    blocks.push(Block::heading(1, "Papers"));
    blocks.push(if brief.page.papers.is_empty() {
        soft("No paper is put up for it.")
    } else {
        papers("Papers", &brief.page.papers)
    });
    document(&format!("Brief: {title}"), at, brief.overall.as_ref().or(Some(&line.marked)), blocks)
}

fn subjects(found: &[FindingAt]) -> Block {
    let value = |at: &FindingAt, name: &str| {
        let role = at.finding.roles.iter().find(|role| role.name == name);
        role.map_or_else(String::new, |role| role.value.clone())
    };
    let row_of = |at: &FindingAt| -> Row {
        let about = [value(at, "about"), value(at, "what")].into_iter().find(|words| !words.is_empty());
        let became = format!("{} by {}", at.finding.degree, value(at, "says"));
        row([at.reference.clone(), about.unwrap_or_default(), became, at.finding.words.clone()])
    };
    let heads = [("Reference", 14), ("Subject", 30), ("Became", 26), ("In the words", 44)];
    table("Subjects", &heads, found.iter().map(row_of).collect())
}
