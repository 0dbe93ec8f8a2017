//! Lists for print: what lies in a box, what is chased, a page of the register.

use chancery_office::chase::StepKind;
use chancery_press::{Block, Document, Row};
use jiff::ZonedDateTime;

use super::{counted, day, document, moment, occasion, particulars, row, soft, table};
use crate::answers::{BoxItem, BoxPage, BoxSection, ChasePage, PaperLine, RegisterPage, UndertakingLine};

/// The contents of a box.
pub fn box_list(page: &BoxPage, at: &ZonedDateTime) -> Document {
    let closes = page.closes.as_ref().map(|closes| moment(closes.at, at)).unwrap_or_default();
    let weight = format!(
        "{}, {}, about {} of reading",
        counted(page.papers, "paper"),
        counted(page.pages, "page"),
        counted(page.reading_minutes, "minute")
    );
    let holder = page.principal.holder.clone().unwrap_or_default();
    let mut blocks = vec![particulars([("For", holder), ("Closes", closes), ("Weight", weight)])];
    blocks.extend(page.sections.iter().flat_map(section));
    if page.sections.is_empty() {
        blocks.push(soft("The box is empty."));
    }
    document(&format!("Box of the {}", page.principal.title), at, page.overall.as_ref(), blocks)
}

fn section(section: &BoxSection) -> [Block; 2] {
    let rows = section.items.iter().flat_map(item).collect();
    let heads = [("Reference", 14), ("Paper", 52), ("Wanted by", 22), ("Pages", 8), ("Mark", 12)];
    [Block::heading(1, section.purpose), table("", &heads, rows)]
}

/// A paper, then its flags, each in a row of its own.
fn item(item: &BoxItem) -> Vec<Row> {
    let note = if item.note.is_empty() { String::new() } else { format!("\n{}", item.note) };
    let meeting = item
        .meeting
        .as_ref()
        .map(|meeting| format!("\nfor the meeting of {}", occasion(meeting.date, meeting.clock)));
    let due = item.due.as_ref().map(|due| format!("{}: {}", occasion(Some(due.day), due.clock), due.reason));
    let paper = format!("{}{note}{}", item.paper.title, meeting.unwrap_or_default());
    let first = row([
        item.paper.reference.clone(),
        paper,
        due.unwrap_or_default(),
        item.pages.to_string(),
        String::new(),
    ]);
    let flags = item.flags.iter().map(|flag| {
        let told = format!("Flag {}: {} ({})", flag.letter, flag.paper.title, flag.paper.reference);
        row([String::new(), told, String::new(), String::new(), String::new()])
    });
    std::iter::once(first).chain(flags).collect()
}

/// The chase list, as far as a page of it goes.
pub fn chase_list(page: &ChasePage, at: &ZonedDateTime) -> Document {
    let told = format!("{} of {}, printed {}", page.lines.len(), page.total, moment(at.timestamp(), at));
    let blocks = vec![soft(told), undertakings("Undertakings", &page.lines)];
    document("Undertakings", at, page.overall.as_ref(), blocks)
}

pub(super) fn undertakings(caption: &str, lines: &[UndertakingLine]) -> Block {
    let heads = [("Reference", 14), ("Who", 22), ("What", 44), ("Due", 20)];
    table(caption, &heads, lines.iter().map(undertaking).collect())
}

fn undertaking(line: &UndertakingLine) -> Row {
    let owner = if line.owner.is_empty() { String::new() } else { format!("\nwith {}", line.owner) };
    let due = match (line.due, line.closed) {
        (_, true) => line.step.map_or("", StepKind::word).to_owned(),
        (Some(due), false) if line.overdue => format!("{}, overdue", day(Some(due))),
        (Some(due), false) => day(Some(due)),
        (None, false) => line.when_words.clone(),
    };
    row([line.reference.clone(), format!("{}{owner}", line.actor), line.act.clone(), due])
}

/// A page of the register.
pub fn register_page(page: &RegisterPage, at: &ZonedDateTime) -> Document {
    let told = format!(
        "Page {} of {}, {} in all, printed {}",
        page.page,
        page.pages.max(1),
        page.total,
        moment(at.timestamp(), at)
    );
    let blocks = vec![soft(told), papers("Papers", &page.papers)];
    document("Register", at, page.overall.as_ref(), blocks)
}

pub(super) fn papers(caption: &str, lines: &[PaperLine]) -> Block {
    let heads = [("Reference", 14), ("Date", 16), ("From", 20), ("To", 20), ("Subject", 38), ("Marking", 16)];
    let row_of = |line: &PaperLine| {
        row([
            line.reference.clone(),
            day(line.date),
            line.from.clone(),
            line.to.clone(),
            line.title.clone(),
            line.marked.banner.clone(),
        ])
    };
    table(caption, &heads, lines.iter().map(row_of).collect())
}
