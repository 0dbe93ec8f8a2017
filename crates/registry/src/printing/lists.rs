//! Lists for print: what lies in a box, what is chased, a page of the register.

use chancery_office::chase::StepKind;
use chancery_press::{Block, Document, Row};

use super::wording::Wording;
use super::{particulars, row, soft};
use crate::answers::{BoxItem, BoxPage, BoxSection, ChasePage, PaperLine, RegisterPage, UndertakingLine};

/// The contents of a box.
pub fn box_list(page: &BoxPage, words: &Wording<'_>) -> Document {
    let closes = page.closes.as_ref().map(|closes| words.moment(closes.at)).unwrap_or_default();
    let weight = words.fill(
        "{papers}, {pages}, about {minutes} of reading",
        &[
            ("papers", &words.many(page.papers, ["{n} paper", "{n} papers"])),
            ("pages", &words.many(page.pages, ["{n} page", "{n} pages"])),
            ("minutes", &words.many(page.reading_minutes, ["{n} minute", "{n} minutes"])),
        ],
    );
    let mut blocks = vec![particulars([
        (words.say("For"), page.principal.holder.clone().unwrap_or_default()),
        (words.say("Closes"), closes),
        (words.say("Weight"), weight),
    ])];
    blocks.extend(page.sections.iter().flat_map(|part| section(part, words)));
    if page.sections.is_empty() {
        blocks.push(soft(words.say("The box is empty.")));
    }
    let title = words.fill("Box of the {post}", &[("post", &page.principal.title)]);
    words.document(&title, page.overall.as_ref(), blocks)
}

fn section(section: &BoxSection, words: &Wording<'_>) -> [Block; 2] {
    let rows = section.items.iter().flat_map(|one| item(one, words)).collect();
    let heads = [("Reference", 14), ("Paper", 52), ("Wanted by", 22), ("Pages", 8), ("Mark", 12)];
    [Block::heading(1, words.tell(section.purpose)), words.table(&heads, rows)]
}

/// A paper, then its flags, each in a row of its own.
fn item(item: &BoxItem, words: &Wording<'_>) -> Vec<Row> {
    let note = if item.note.is_empty() { String::new() } else { format!("\n{}", item.note) };
    let meeting = item.meeting.as_ref().map(|meeting| {
        let day = words.occasion(meeting.date, meeting.clock);
        format!("\n{}", words.fill("for the meeting of {day}", &[("day", &day)]))
    });
    let due = item.due.as_ref();
    let due = due.map(|due| format!("{}: {}", words.occasion(Some(due.day), due.clock), due.reason));
    let paper = format!("{}{note}{}", item.paper.title, meeting.unwrap_or_default());
    let pages = item.pages.to_string();
    let first = row([item.paper.reference.clone(), paper, due.unwrap_or_default(), pages, String::new()]);
    let flags = item.flags.iter().map(|flag| {
        let paper = format!("{} ({})", flag.paper.title, flag.paper.reference);
        let told = words.fill("Flag {letter}: {paper}", &[("letter", &flag.letter), ("paper", &paper)]);
        row([String::new(), told, String::new(), String::new(), String::new()])
    });
    std::iter::once(first).chain(flags).collect()
}

/// The chase list, as far as a page of it goes.
pub fn chase_list(page: &ChasePage, words: &Wording<'_>) -> Document {
    let told = words.fill(
        "{shown} of {all}, printed {at}",
        &[("shown", &page.lines.len()), ("all", &page.total), ("at", &words.now())],
    );
    let blocks = vec![soft(told), undertakings("Undertakings", &page.lines, words)];
    words.document(&words.say("Undertakings"), page.overall.as_ref(), blocks)
}

pub(super) fn undertakings(caption: &str, lines: &[UndertakingLine], words: &Wording<'_>) -> Block {
    let heads = [("Reference", 14), ("Who", 22), ("What", 44), ("Due", 20)];
    words.captioned(caption, &heads, lines.iter().map(|line| undertaking(line, words)).collect())
}

fn undertaking(line: &UndertakingLine, words: &Wording<'_>) -> Row {
    let with = || format!("\n{}", words.fill("with {who}", &[("who", &line.owner)]));
    let owner = if line.owner.is_empty() { String::new() } else { with() };
    let due = match (line.due, line.closed) {
        (_, true) => line.step.map(|step| words.tell(StepKind::word(step))).unwrap_or_default(),
        (Some(due), false) if line.overdue => words.fill("{day}, overdue", &[("day", &words.day(Some(due)))]),
        (Some(due), false) => words.day(Some(due)),
        (None, false) => line.when_words.clone(),
    };
    row([line.reference.clone(), format!("{}{owner}", line.actor), line.act.clone(), due])
}

/// A page of the register.
pub fn register_page(page: &RegisterPage, words: &Wording<'_>) -> Document {
    let (pages, at) = (page.pages.max(1), words.now());
    let told = words.fill(
        "Page {page} of {pages}, {all} in all, printed {at}",
        &[("page", &page.page), ("pages", &pages), ("all", &page.total), ("at", &at)],
    );
    let blocks = vec![soft(told), papers("Papers", &page.papers, words)];
    words.document(&words.say("Register"), page.overall.as_ref(), blocks)
}

pub(super) fn papers(caption: &str, lines: &[PaperLine], words: &Wording<'_>) -> Block {
    let heads = [("Reference", 14), ("Date", 16), ("From", 20), ("To", 20), ("Subject", 38), ("Marking", 16)];
    let row_of = |line: &PaperLine| {
        row([
            line.reference.clone(),
            words.day(line.date),
            line.from.clone(),
            line.to.clone(),
            line.title.clone(),
            line.marked.banner.clone(),
        ])
    };
    words.captioned(caption, &heads, lines.iter().map(row_of).collect())
}
