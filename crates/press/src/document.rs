//! What can be printed: a document, its blocks, and the runs of their text.

use jiff::civil::DateTime;

/// A document to be printed.
#[derive(Clone, Debug)]
pub struct Document {
    /// Stands as the first heading, and in the title bar of a reader.
    pub title: String,
    /// The language of the whole, as a tag of RFC 5646: `en-GB`.
    pub language: String,
    /// When it was made, in UTC; stands in the file's properties and on no page.
    pub date: DateTime,
    /// What every page bears at head and foot; without it, pages bear nothing there.
    pub marking: Option<Marking>,
    /// The reference number at the foot; none if empty.
    pub reference: String,
    /// Which copy of how many this is, at the foot.
    pub copy: Option<CopyNumber>,
    /// How the foot says that, with `{number}` and `{of}` where they stand: `copy {number} of {of}`.
    pub copy_of: String,
    /// How the foot says which page of how many it is, likewise: `page {number} of {of}`.
    pub page_of: String,
    /// The size of the sheet.
    pub paper: Paper,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A document on A4 in British English that says nothing yet and bears no marking.
    pub fn new(title: impl Into<String>, date: DateTime) -> Self {
        Self {
            title: title.into(),
            language: "en-GB".into(),
            date,
            marking: None,
            reference: String::new(),
            copy: None,
            copy_of: "copy {number} of {of}".into(),
            page_of: "page {number} of {of}".into(),
            paper: Paper::A4,
            blocks: Vec::new(),
        }
    }
}

/// The words of a marking and how grave they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    /// The words, printed as given.
    pub banner: String,
    /// For the colour alone; the words say everything.
    pub grade: Grade,
}

impl Marking {
    /// The words of a marking, of that grade.
    pub fn new(banner: impl Into<String>, grade: Grade) -> Self {
        Self { banner: banner.into(), grade }
    }
}

/// How grave a marking is: its colour on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Open or unclassified: black.
    Unclassified,
    /// Restricted, or for official use: blue.
    Restricted,
    /// Confidential: green.
    Confidential,
    /// Secret: red.
    Secret,
    /// Top secret: red.
    TopSecret,
    /// Not settled: purple.
    NotSettled,
}

/// Which copy of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyNumber {
    /// This one, from 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

/// The size of a sheet, upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Paper {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

/// A piece of a document that stands by itself.
///
/// Everywhere in its text a line break is kept as a line break.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading, from 1 (below the title) to 3; other levels are taken for the nearest of these. Never left alone at
    /// the foot of a page. Its start stands in the outline.
    Heading {
        /// From 1 to 3.
        level: u8,
        /// What it says.
        text: String,
    },
    /// Running text.
    Paragraph(Vec<Run>),
    /// Names and what goes with each: from, to, date.
    Particulars(Vec<(String, String)>),
    /// Rows under heads, which stand again on each page.
    Table {
        /// Stands above; none if empty.
        caption: String,
        /// At least one.
        columns: Vec<Column>,
        /// No row has more cells than there are columns; one with fewer is filled up.
        rows: Vec<Row>,
    },
    /// Points.
    List {
        /// What stands before each.
        numbering: Numbering,
        /// In order.
        items: Vec<Item>,
    },
    /// A transcript: leading spaces, tabs and empty lines are kept as well.
    Words(String),
    /// The words of another, set in.
    Quote(Vec<Run>),
    /// A portion with a marking of its own: shown before it, and a bar beside it for as long as it goes.
    Marked {
        /// Of this portion alone.
        marking: Marking,
        /// The portion.
        blocks: Vec<Block>,
    },
    /// A thin rule across.
    Rule,
    /// What follows begins a page, unless one has just begun.
    PageBreak,
    /// Room, in points (1/72 inch); none at the head of a page.
    Space {
        /// How high.
        points: u16,
    },
    /// A picture, made smaller to fit the page where it must, never larger than at 96 dots an inch.
    Picture {
        /// The bytes of a PNG.
        png: Vec<u8>,
        /// What it shows, in words, for who does not see it.
        alternative: String,
    },
}

impl Block {
    /// A paragraph of plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Run::new(text)])
    }

    /// A heading of that level.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into() }
    }
}

/// Text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// How it looks.
    pub style: Style,
}

impl Run {
    /// Plain text.
    pub fn new(text: impl Into<String>) -> Self {
        Self::styled(text, Style::Plain)
    }

    /// Text in that style.
    pub fn styled(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }
}

/// How a run looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// The text face.
    Plain,
    /// Heavier.
    Strong,
    /// Slanted.
    Emphasis,
    /// As typed, each letter of one width: references, addresses, hashes.
    Typed,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub head: String,
    /// Its part of the width, against the other columns' shares; at least 1.
    pub share: u16,
}

impl Column {
    /// A column with that head and share.
    pub fn new(head: impl Into<String>, share: u16) -> Self {
        Self { head: head.into(), share }
    }
}

/// The cells of a row, one a column.
pub type Row = Vec<Cell>;

/// What stands in one column of a row.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its text.
    pub runs: Vec<Run>,
}

impl Cell {
    /// Plain text.
    pub fn new(text: impl Into<String>) -> Self {
        Self::styled(text, Style::Plain)
    }

    /// Text in that style.
    pub fn styled(text: impl Into<String>, style: Style) -> Self {
        Self { runs: vec![Run::styled(text, style)] }
    }
}

/// What stands before the points of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// A dash.
    Dash,
    /// 1. 2. 3.
    Number,
    /// (a) (b) (c), and after (z) numbers.
    Letter,
}

/// One point of a list: usually a paragraph, with a list below it where it has points of its own.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Item {
    /// A point of plain text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { blocks: vec![Block::text(text)] }
    }
}
