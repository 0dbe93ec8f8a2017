//! What a search answers beside its hits, hits inside one paper, and searches that are kept.

use chancery_office::worded;
use serde::Serialize;

use super::{Facet, FindPage, Marked, PaperLine};

worded! {
    /// In which order hits come.
    #[derive(Default)]
    pub enum Sort {
        /// The best first.
        #[default]
        Relevance = "relevance",
        /// The latest first.
        Newest = "newest",
        /// The earliest first.
        Oldest = "oldest",
    }
}

/// What is asked of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchAsked {
    /// The query as typed; nothing is sought where it is empty.
    pub query: String,
    /// The search that the reader keeps under this name is meant; then `query` is not looked at.
    pub saved: String,
    /// Papers like this one are meant, by its id or number; then neither of the others is looked at.
    pub like: String,
    /// The order.
    pub sort: Sort,
    /// Page number, from 1; 0 is taken as 1.
    pub page: u32,
}

/// What a search found, with what it can be narrowed by and what may have been meant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchPage {
    /// What was found; empty where nothing was sought.
    #[serde(flatten)]
    pub found: FindPage,
    /// The order.
    pub sort: Sort,
    /// The query with words put right that stand in no paper the reader may know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meant: Option<String>,
    /// The name of the search that the reader keeps, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saved: Option<String>,
    /// The paper that those found are like, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub like: Option<PaperLine>,
    /// Of these, how many came since he last looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<u64>,
    /// Addressees, with counts.
    pub by_to: Vec<Facet>,
    /// Posts, with counts.
    pub by_post: Vec<Facet>,
    /// Files, with counts.
    pub by_file: Vec<Facet>,
    /// Markings, with counts.
    pub by_marking: Vec<Facet>,
    /// Settled and not settled, with counts, where there are both.
    pub by_settled: Vec<Facet>,
    /// Searches that the reader keeps, by name.
    pub searches: Vec<SavedShown>,
}

/// A search that its reader keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SavedShown {
    /// What he calls it.
    pub name: String,
    /// The query.
    pub query: String,
    /// It tells of papers that came since he last looked.
    pub standing: bool,
    /// How many came since; none where it does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<u64>,
}

/// A paper's text with the places that a query matches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HitsPage {
    /// The paper.
    pub paper: PaperLine,
    /// What it bears.
    pub marked: Marked,
    /// The query as typed.
    pub query: String,
    /// Where the query is at fault, and what was expected.
    pub fault: Option<String>,
    /// Its text as runs: `true` where it is what was sought.
    pub text: Vec<(String, bool)>,
    /// How many places match in all; of very many, the first are shown.
    pub total: u64,
}
