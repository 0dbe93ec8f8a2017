//! The brief for a meeting: what it is for, what was said before, what is open, what to read; then what is to be read.

use chancery_office::reading::RoleName;
use chancery_press::{Block, Document, Row};
use jiff::ZonedDateTime;

use super::lists::{papers, undertakings};
use super::{document, occasion, particulars, row, soft, table};
use crate::answers::{FindingAt, Known, MeetingPage, PaperPage, Said, UndertakingLine};
use crate::refused::Refused;

/// The brief: who they are, what was said before, what is open, what to read; then its papers, each whole, and why
/// others are not among them.
pub fn brief(
    page: &MeetingPage,
    pack: &[PaperPage],
    left_out: &[(String, Refused)],
    at: &ZonedDateTime,
) -> Document {
    let line = &page.line;
    let told = if line.with.is_empty() && !page.with.is_empty() { ", as its papers tell" } else { "" };
    let dialogue = page.dialogue.as_ref().map(|(a, b)| format!("{a} and {b}")).unwrap_or_default();
    let title = if line.subject.is_empty() { "Meeting" } else { &line.subject };
    let mut blocks = vec![particulars([
        ("When", occasion(line.date, line.clock)),
        ("Where", line.place.clone()),
        ("With", format!("{}{told}", page.with.join(", "))),
        ("Dialogue", dialogue),
        ("Found in", line.words.clone()),
    ])];
    if !page.who.is_empty() {
        blocks.extend([Block::heading(1, "Who they are"), super::paper::list(page.who.iter().map(who))]);
    }
    if !page.before.is_empty() {
        blocks.push(Block::heading(1, "Met before"));
        let told =
            page.before.iter().map(|one| format!("{}: {}", occasion(one.date, one.clock), one.subject));
        blocks.push(super::paper::list(told));
    }
    if !page.subjects.is_empty() {
        blocks.extend([Block::heading(1, "Subjects"), subjects(&page.subjects)]);
    }
    if !page.left_open.is_empty() {
        blocks.extend([Block::heading(1, "Left open with them"), left_open(&page.left_open)]);
    }
    for (heading, lines) in [
        ("Open undertakings in these papers", &page.undertakings),
        ("What they have undertaken", &page.owed[0]),
        ("What was undertaken towards them", &page.owed[1]),
    ] {
        let open: Vec<UndertakingLine> = lines.iter().filter(|line| !line.closed).cloned().collect();
        if !open.is_empty() {
            blocks.extend([Block::heading(1, heading), undertakings("", &open)]);
        }
    }
    blocks.push(Block::heading(1, "Papers"));
    blocks.push(if page.papers.is_empty() {
        soft("No paper is put up for it.")
    } else {
        papers("", &page.papers)
    });
    if !page.read_outs.is_empty() {
        blocks.extend([Block::heading(1, "Read-out"), papers("", &page.read_outs)]);
    }
    blocks.extend(super::paper::whole(pack, left_out, at));
    document(&format!("Brief: {title}"), at, page.overall.as_ref().or(Some(&line.marked)), blocks)
}

fn who(known: &Known) -> String {
    let posts = if known.posts.is_empty() { String::new() } else { format!(", {}", known.posts.join("; ")) };
    let last = known.papers.first().map(|paper| {
        let day = paper.date.map(|day| day.strftime(", %-d %B %Y").to_string()).unwrap_or_default();
        format!(". Last paper: {} {}{day}", paper.reference, paper.title)
    });
    format!("{}{posts}{}", known.name, last.unwrap_or_default())
}

fn left_open(said: &[Said]) -> Block {
    let row_of = |said: &Said| {
        let by = if said.by.is_empty() { String::new() } else { format!(" by {}", said.by) };
        row([said.reference.clone(), said.about.clone(), format!("{}{by}", said.became), said.words.clone()])
    };
    let heads = [("Reference", 14), ("Subject", 30), ("Became", 26), ("In the words", 44)];
    table("", &heads, said.iter().map(row_of).collect())
}

fn subjects(found: &[FindingAt]) -> Block {
    let value = |at: &FindingAt, name: RoleName| {
        let role = at.finding.roles.iter().find(|role| role.name == name);
        role.map_or_else(String::new, |role| role.value.clone())
    };
    let row_of = |at: &FindingAt| -> Row {
        let about = [value(at, RoleName::Subject), value(at, RoleName::Act)]
            .into_iter()
            .find(|words| !words.is_empty());
        let became = format!("{} by {}", at.finding.what.stands(), value(at, RoleName::Holder));
        row([at.reference.clone(), about.unwrap_or_default(), became, at.finding.words.clone()])
    };
    let heads = [("Reference", 14), ("Subject", 30), ("Became", 26), ("In the words", 44)];
    table("", &heads, found.iter().map(row_of).collect())
}
