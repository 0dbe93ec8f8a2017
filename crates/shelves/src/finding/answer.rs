//! What is asked for beside the words, and what is answered.

use std::ops::Range;

/// The most hits of one page.
pub const HITS_MAX: usize = 200;
/// The longest extract.
pub const EXTRACT_CHARS_MAX: usize = 2_000;
/// The most names that are counted out in one facet.
pub const FACET_NAMES_MAX: usize = 12;
/// The most places that are given inside one paper.
pub const HITS_IN_MAX: usize = 5_000;
/// The most words that are suggested.
pub const SUGGESTIONS_MAX: usize = 20;

/// In which order hits come. What is equal comes by its key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best first.
    #[default]
    Rank,
    /// The latest first, those without a day last.
    Newest,
    /// The earliest first, those without a day last.
    Oldest,
}

/// Which part of what is found is wanted.
#[derive(Clone, Debug)]
pub struct Page {
    /// How many hits to leave out before the first.
    pub offset: usize,
    /// How many hits to show, at most [`HITS_MAX`].
    pub limit: usize,
    /// In which order.
    pub order: Order,
    /// Whether to count by kind, correspondent, post, file, label and year.
    pub facets: bool,
    /// How long extracts are, at most [`EXTRACT_CHARS_MAX`]; 0 for none.
    pub extract_chars: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// How many visible papers match.
    pub total: usize,
    /// Those of the page.
    pub hits: Vec<Hit>,
    /// Counts over all that match, where they were asked for.
    pub facets: Facets,
}

/// A paper that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The registry's number of the paper.
    pub key: u64,
    /// How well it matches, in multiples of 2^-12. For comparing within one answer, not for showing.
    pub score: f32,
    /// The words about the match.
    pub extract: Extract,
}

/// A stretch of a paper's text, in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    /// The words; an ellipsis stands where the text goes on.
    pub text: String,
    /// The bytes of `text` that match the query, in order and apart.
    pub marks: Vec<Range<usize>>,
}

/// Where in a paper's text a query matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HitsIn {
    /// The first [`HITS_IN_MAX`] places as bytes of the text, in order and apart.
    pub at: Vec<Range<usize>>,
    /// How many there are in all.
    pub total: usize,
}

/// How many of the papers that match are of what kind, correspondent and so on. Names come the most
/// frequent first, then by name, at most [`FACET_NAMES_MAX`] of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By kind.
    pub kind: Vec<(String, usize)>,
    /// By sender.
    pub from: Vec<(String, usize)>,
    /// By addressee.
    pub to: Vec<(String, usize)>,
    /// By post.
    pub post: Vec<(String, usize)>,
    /// By file.
    pub file: Vec<(String, usize)>,
    /// By label.
    pub label: Vec<(String, usize)>,
    /// By year, the earliest first.
    pub year: Vec<(i32, usize)>,
    /// Those whose marking is settled.
    pub settled: usize,
    /// Those whose marking is not.
    pub unsettled: usize,
}
