//! Why a document could not be printed.

/// Why a document could not be printed. Says which rule it breaks and nothing of what it holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is no title, which a tagged PDF must have.
    #[error("the document has no title")]
    Untitled,
    /// The language is not a tag such as `en-GB`.
    #[error("the document's language is not a tag such as en-GB")]
    Language,
    /// A marking says nothing.
    #[error("a marking has no words")]
    EmptyMarking,
    /// There is more of something than [`limits`](crate::limits) allows.
    #[error("the document has more than {limit} {what}")]
    TooMuch {
        /// Of what.
        what: &'static str,
        /// How many may be.
        limit: u64,
    },
    /// Head and foot leave too little of the page.
    #[error("head and foot leave no room on the page: the banner has too many lines")]
    NoRoom,
    /// A table has no column, or a row more cells than there are columns.
    #[error("table {table} has {cells} cells in a row of {columns} columns")]
    Table {
        /// Which, from 1.
        table: usize,
        /// In the first such row.
        cells: usize,
        /// Of the table.
        columns: usize,
    },
    /// A picture is no PNG that can be read, is too large, or says not in words what it shows.
    #[error("picture {picture} cannot be printed: {why}")]
    Picture {
        /// Which, from 1.
        picture: usize,
        /// What is wrong with it.
        why: String,
    },
    /// The fonts of this crate cannot be read: the program was built wrongly.
    #[error("the fonts for print cannot be read")]
    Fonts,
    /// What was written breaks PDF/A-2a or PDF/UA-1.
    #[error("the pages would not be a PDF/A-2a and PDF/UA-1: {0}")]
    Pdf(String),
}
