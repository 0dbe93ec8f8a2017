//! A dialogue for print: what is read before one walks in.

use chancery_press::{Block, Document, Row};
use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::lists::undertakings;
use super::paper::list;
use super::{document, occasion, particulars, row, soft, table};
use crate::answers::{Answer, Cut, DialoguePage, Held, PaperLine, Position, Said, Side, SubjectRow};

/// The dialogue: what is next, what has changed, what was said of what, what is open, how either judges.
pub fn dialogue(page: &DialoguePage, at: &ZonedDateTime) -> Document {
    let of = if page.pages > 1 { format!("{} of {}", page.page, page.pages) } else { String::new() };
    let mut blocks = vec![particulars([("Papers", page.papers.to_string()), ("Page", of)])];
    blocks.extend([Block::heading(1, "The next occasion"), next(page)]);
    if !page.since.shown.is_empty() {
        let told = page.since.shown.iter().map(|change| format!("{}: {}", change.subject, change.what));
        blocks.extend([Block::heading(1, "Since last time"), list(told)]);
    }
    if !page.subjects.is_empty() {
        blocks.extend([Block::heading(1, "Subjects"), subjects(page)]);
        blocks.extend(more(page.more));
    }
    blocks.extend(positions_on(page));
    for (whose, of) in [&page.a, &page.b, "Both", "Others"].iter().zip(&page.undertakings) {
        if !of.shown.is_empty() {
            let heading = format!("Open undertakings: {whose}");
            blocks.extend([Block::heading(1, &*heading), undertakings("", &of.shown)]);
            blocks.extend(more(of.more));
        }
    }
    if !page.positions.shown.is_empty() {
        blocks.extend([Block::heading(1, "Other judgements, the last first"), judgements(&page.positions)]);
        blocks.extend(more(page.positions.more));
    }
    document(&format!("{} and {}", page.a, page.b), at, page.overall.as_ref(), blocks)
}

fn more(many: u32) -> Option<Block> {
    (many > 0).then(|| soft(format!("{many} more in these papers.")))
}

fn next(page: &DialoguePage) -> Block {
    let meetings = page.next.shown.iter();
    let meetings = meetings.map(|line| format!("{}: {}", occasion(line.date, line.clock), line.subject));
    let ahead = page.ahead.shown.iter().map(|said| format!("{} ({})", said.words, said.reference));
    let all: Vec<String> = meetings.chain(ahead).collect();
    let last = page.last.as_ref();
    let last = last.map(|line| format!("Last: {}: {}", occasion(line.date, line.clock), line.subject));
    let all: Vec<String> = all.into_iter().chain(last).collect();
    if all.is_empty() { soft("None is known.") } else { list(all.into_iter()) }
}

/// Subject by subject, what was said of it at each occasion.
fn subjects(page: &DialoguePage) -> Block {
    let heads = [("Reference", 14), ("Date", 16), ("Subject", 28), ("Became", 20), ("In the words", 44)];
    let rows = page.subjects.iter().flat_map(|subject| of_subject(page, subject)).collect();
    table("", &heads, rows)
}

fn of_subject(page: &DialoguePage, subject: &SubjectRow) -> Vec<Row> {
    let name = if subject.name.is_empty() { "Other matters" } else { &subject.name };
    let told = page.occasions.iter().zip(&subject.cells);
    let told = told.flat_map(|(occasion, cell)| cell.iter().map(move |said| (occasion, said)));
    let cells = |(occasion, said): (&PaperLine, &Said)| {
        row([
            said.reference.clone(),
            short(occasion.date),
            name.to_owned(),
            format!("{} by {}", said.became, who(page, said)),
            said.words.clone(),
        ])
    };
    told.flat_map(|(occasion, said)| {
        let answers = said.answers.iter().map(|answer| answered(page, said, answer));
        std::iter::once(cells((occasion, said))).chain(answers).collect::<Vec<_>>()
    })
    .collect()
}

/// Below what was raised, how it was answered.
fn answered(page: &DialoguePage, said: &Said, answer: &Answer) -> Row {
    let became = if answer.became.is_empty() { String::new() } else { format!(": {}", answer.became) };
    let whose = side(page, answer.side, &answer.by);
    row([
        said.reference.clone(),
        String::new(),
        String::new(),
        format!("answered by {whose}{became}"),
        answer.words.clone(),
    ])
}

/// A day that is not broken where its spaces are.
fn short(day: Option<Date>) -> String {
    day.map(|day| day.strftime("%-d\u{a0}%b\u{a0}%Y").to_string()).unwrap_or_default()
}

fn who<'p>(page: &'p DialoguePage, said: &'p Said) -> &'p str {
    side(page, said.side, &said.by)
}

fn side<'p>(page: &'p DialoguePage, side: Side, by: &'p str) -> &'p str {
    match side {
        Side::A => &page.a,
        Side::B => &page.b,
        Side::Both => "both",
        Side::Neither => by,
    }
}

/// What either side held on each subject, the newest last.
fn positions_on(page: &DialoguePage) -> Vec<Block> {
    if page.held.shown.is_empty() {
        return Vec::new();
    }
    let heads = [("Reference", 14), ("Date", 16), ("Subject", 28), ("Who", 20), ("In the words", 44)];
    let rows = page.held.shown.iter().flat_map(|held| of_held(page, held)).collect();
    let more =
        (page.held.more > 0).then(|| soft(format!("{} more subjects in these papers.", page.held.more)));
    let heading = Block::heading(1, "What either side held, the newest last");
    [heading, table("", &heads, rows)].into_iter().chain(more).collect()
}

fn of_held(page: &DialoguePage, held: &Held) -> Vec<Row> {
    let row_of = |whose: &str, one: &Position| {
        let became =
            if one.said.became.is_empty() { String::new() } else { format!(": {}", one.said.became) };
        let (reference, subject) = (one.said.reference.clone(), held.subject.clone());
        row([reference, short(one.date), subject, format!("{whose}{became}"), one.said.words.clone()])
    };
    let of =
        |whose: &str, cut: &Cut<Position>| cut.shown.iter().map(|one| row_of(whose, one)).collect::<Vec<_>>();
    [of(&page.a, &held.a), of(&page.b, &held.b), of("both", &held.both)].concat()
}

fn judgements(positions: &Cut<Position>) -> Block {
    let heads = [("Reference", 14), ("Date", 16), ("Who", 20), ("In the words", 72)];
    let row_of = |one: &Position| {
        row([one.said.reference.clone(), short(one.date), one.said.by.clone(), one.said.words.clone()])
    };
    table("", &heads, positions.shown.iter().map(row_of).collect())
}
