//! A dialogue for print: what is read before one walks in.

use chancery_press::{Block, Document, Row};

use super::brief::became_by;
use super::lists::undertakings;
use super::paper::list;
use super::wording::Wording;
use super::{particulars, row, soft};
use crate::answers::{
    Answer, Cut, DialoguePage, Held, MeetingLine, PaperLine, Position, Said, Side, SubjectRow,
};

/// The dialogue: what is next, what has changed, what was said of what, what is open, how either judges.
pub fn dialogue(page: &DialoguePage, words: &Wording<'_>) -> Document {
    let of = words.fill("{page} of {pages}", &[("page", &page.page), ("pages", &page.pages)]);
    let mut blocks = vec![particulars([
        (words.say("Papers"), page.papers.to_string()),
        (words.say("Page"), if page.pages > 1 { of } else { String::new() }),
    ])];
    blocks.extend([words.heading("The next occasion"), next(page, words)]);
    if !page.since.shown.is_empty() {
        let told =
            page.since.shown.iter().map(|change| format!("{}: {}", change.subject, words.tell(&change.what)));
        blocks.extend([words.heading("Since last time"), list(told)]);
    }
    if !page.subjects.is_empty() {
        blocks.extend([words.heading("Subjects"), subjects(page, words)]);
        blocks.extend(more(page.more, words));
    }
    blocks.extend(positions_on(page, words));
    let whose = [page.a.clone(), page.b.clone(), words.say("Both"), words.say("Others")];
    for (whose, of) in whose.iter().zip(&page.undertakings) {
        if !of.shown.is_empty() {
            let heading = words.fill("Open undertakings: {whose}", &[("whose", whose)]);
            blocks.extend([Block::heading(1, heading), undertakings("", &of.shown, words)]);
            blocks.extend(more(of.more, words));
        }
    }
    if !page.positions.shown.is_empty() {
        let heading = words.heading("Other judgements, the last first");
        blocks.extend([heading, judgements(&page.positions, words)]);
        blocks.extend(more(page.positions.more, words));
    }
    let title = words.fill("{a} and {b}", &[("a", &page.a), ("b", &page.b)]);
    words.document(&title, page.overall.as_ref(), blocks)
}

fn more(many: u32, words: &Wording<'_>) -> Option<Block> {
    (many > 0).then(|| soft(words.fill("{n} more in these papers.", &[("n", &many)])))
}

fn next(page: &DialoguePage, words: &Wording<'_>) -> Block {
    let told = |line: &MeetingLine| format!("{}: {}", words.occasion(line.date, line.clock), line.subject);
    let ahead = page.ahead.shown.iter().map(|said| format!("{} ({})", said.words, said.reference));
    let last = page.last.as_ref().map(|line| words.fill("Last: {meeting}", &[("meeting", &told(line))]));
    let all: Vec<String> = page.next.shown.iter().map(told).chain(ahead).chain(last).collect();
    if all.is_empty() { soft(words.say("None is known.")) } else { list(all.into_iter()) }
}

/// Subject by subject, what was said of it at each occasion.
fn subjects(page: &DialoguePage, words: &Wording<'_>) -> Block {
    let heads = [("Reference", 14), ("Date", 16), ("Subject", 28), ("Became", 20), ("In the words", 44)];
    let rows = page.subjects.iter().flat_map(|subject| of_subject(page, subject, words)).collect();
    words.table(&heads, rows)
}

fn of_subject(page: &DialoguePage, subject: &SubjectRow, words: &Wording<'_>) -> Vec<Row> {
    let name = if subject.name.is_empty() { words.say("Other matters") } else { subject.name.clone() };
    let told = page.occasions.iter().zip(&subject.cells);
    let told = told.flat_map(|(occasion, cell)| cell.iter().map(move |said| (occasion, said)));
    let cells = |(occasion, said): (&PaperLine, &Said)| {
        row([
            said.reference.clone(),
            words.short_day(occasion.date),
            name.clone(),
            became_by(said.became.words(), &side(page, said.side, &said.by, words), words),
            said.words.clone(),
        ])
    };
    told.flat_map(|(occasion, said)| {
        let answers = said.answers.iter().map(|answer| answered(page, said, answer, words));
        std::iter::once(cells((occasion, said))).chain(answers).collect::<Vec<_>>()
    })
    .collect()
}

/// Below what was raised, how it was answered.
fn answered(page: &DialoguePage, said: &Said, answer: &Answer, words: &Wording<'_>) -> Row {
    let whose = side(page, answer.side, &answer.by, words);
    let by = words.fill("answered by {who}", &[("who", &whose)]);
    let told = with_what_became(by, answer.became.words(), words);
    row([said.reference.clone(), String::new(), String::new(), told, answer.words.clone()])
}

fn with_what_became(told: String, became: &str, words: &Wording<'_>) -> String {
    if became.is_empty() { told } else { format!("{told}: {}", words.tell(became)) }
}

fn side(page: &DialoguePage, side: Side, by: &str, words: &Wording<'_>) -> String {
    match side {
        Side::A => page.a.clone(),
        Side::B => page.b.clone(),
        Side::Both => words.say("both"),
        Side::Neither => by.to_owned(),
    }
}

/// What either side held on each subject, the newest last.
fn positions_on(page: &DialoguePage, words: &Wording<'_>) -> Vec<Block> {
    if page.held.shown.is_empty() {
        return Vec::new();
    }
    let heads = [("Reference", 14), ("Date", 16), ("Subject", 28), ("Who", 20), ("In the words", 44)];
    let rows = page.held.shown.iter().flat_map(|held| of_held(page, held, words)).collect();
    let more = (page.held.more > 0)
        .then(|| soft(words.fill("{n} more subjects in these papers.", &[("n", &page.held.more)])));
    let heading = words.heading("What either side held, the newest last");
    [heading, words.table(&heads, rows)].into_iter().chain(more).collect()
}

fn of_held(page: &DialoguePage, held: &Held, words: &Wording<'_>) -> Vec<Row> {
    let row_of = |whose: &str, one: &Position| {
        let told = with_what_became(whose.to_owned(), one.said.became.words(), words);
        let (reference, subject) = (one.said.reference.clone(), held.subject.clone());
        row([reference, words.short_day(one.date), subject, told, one.said.words.clone()])
    };
    let of =
        |whose: &str, cut: &Cut<Position>| cut.shown.iter().map(|one| row_of(whose, one)).collect::<Vec<_>>();
    [of(&page.a, &held.a), of(&page.b, &held.b), of(&words.say("both"), &held.both)].concat()
}

fn judgements(positions: &Cut<Position>, words: &Wording<'_>) -> Block {
    let heads = [("Reference", 14), ("Date", 16), ("Who", 20), ("In the words", 72)];
    let row_of = |one: &Position| {
        let (reference, day) = (one.said.reference.clone(), words.short_day(one.date));
        row([reference, day, one.said.by.clone(), one.said.words.clone()])
    };
    words.table(&heads, positions.shown.iter().map(row_of).collect())
}
