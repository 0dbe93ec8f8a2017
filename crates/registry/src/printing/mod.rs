//! What the registry answers, as documents for print: each between what all that it shows bears together.

mod brief;
mod dialogue;
mod draft;
mod lists;
mod paper;
mod sheet;

pub use brief::brief;
pub use dialogue::dialogue;
pub use draft::draft;
pub use lists::{box_list, chase_list, register_page};
pub use paper::{paper, papers, pictures};
pub use sheet::under_cover_sheet;

use chancery_press::{Block, Cell, Column, Document, Grade, Marking, Row, Run, Style};
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{Timestamp, ZonedDateTime};

use crate::answers::Marked;

/// A document of that title, printed at that moment.
fn document(title: &str, at: &ZonedDateTime, marked: Option<&Marked>, blocks: Vec<Block>) -> Document {
    let title = if title.trim().is_empty() { "Untitled" } else { title };
    let mut document = Document::new(title, Offset::UTC.to_datetime(at.timestamp()));
    document.marking = marked.map(marking);
    document.blocks = blocks;
    document
}

fn marking(marked: &Marked) -> Marking {
    let grade = match marked.grade {
        chancery_label::Grade::Unclassified => Grade::Unclassified,
        chancery_label::Grade::Restricted => Grade::Restricted,
        chancery_label::Grade::Confidential => Grade::Confidential,
        chancery_label::Grade::Secret => Grade::Secret,
        chancery_label::Grade::TopSecret => Grade::TopSecret,
        chancery_label::Grade::NotSettled => Grade::NotSettled,
    };
    Marking::new(marked.banner.clone(), grade)
}

fn particulars<'a>(rows: impl IntoIterator<Item = (&'a str, String)>) -> Block {
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    Block::Particulars(rows.map(|(name, value)| (name.to_owned(), value)).collect())
}

fn columns(columns: &[(&str, u16)]) -> Vec<Column> {
    columns.iter().map(|(head, share)| Column::new(*head, *share)).collect()
}

/// A row whose first cell is a reference.
fn row<const N: usize>(cells: [String; N]) -> Row {
    let style = |at: usize| if at == 0 { Style::Typed } else { Style::Plain };
    cells.into_iter().enumerate().map(|(at, text)| Cell::styled(unbroken(&text, at), style(at))).collect()
}

/// A reference is not broken where its space is.
fn unbroken(text: &str, at: usize) -> String {
    if at == 0 { text.replace(' ', "\u{a0}") } else { text.to_owned() }
}

fn table(caption: &str, heads: &[(&str, u16)], rows: Vec<Row>) -> Block {
    Block::Table { caption: caption.to_owned(), columns: columns(heads), rows }
}

fn soft(text: impl Into<String>) -> Block {
    Block::Paragraph(vec![Run::styled(text.into(), Style::Emphasis)])
}

fn day(date: Option<Date>) -> String {
    date.map(|date| date.strftime("%-d %B %Y").to_string()).unwrap_or_default()
}

fn occasion(date: Option<Date>, clock: Option<Time>) -> String {
    let clock = clock.map(|clock| clock.strftime(", %H:%M").to_string()).unwrap_or_default();
    format!("{}{clock}", day(date))
}

/// A moment in the hours in which it is printed.
fn moment(at: Timestamp, printed: &ZonedDateTime) -> String {
    at.to_zoned_datetime(printed.time_zone().clone()).strftime("%-d %B %Y, %H:%M %Z").to_string()
}

/// "1 paper", "2 papers".
fn counted(many: u32, what: &str) -> String {
    if many == 1 { format!("1 {what}") } else { format!("{many} {what}s") }
}
