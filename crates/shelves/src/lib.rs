//! Full-text search over a view: what a reader finds depends on nothing that he may not know.
//!
//! [`Shelves`] hold one [`Volume`] a paper. A search names the papers that the reader may know
//! ([`Visible`]); statistics, scores, order, counts, facets and extracts are then computed from
//! those alone and agree to the bit with an index that holds nothing else.
//!
//! The crate does not know why a paper is visible, what a label is, or who asks.

mod analysis;
mod error;
mod finding;
mod keeping;
mod query;
mod schema;
mod sealed;
mod visible;
mod volume;

pub use error::ShelvesError;
pub use finding::pacing::ANSWER_STEP_MILLIS;
pub use finding::{
    EXTRACT_CHARS_MAX, Extract, FACET_NAMES_MAX, Facets, Found, HITS_IN_MAX, HITS_MAX, Hit, HitsIn, Order,
    Page, SUGGESTIONS_MAX,
};
pub use keeping::{Asking, Shelves};
pub use query::{
    DEPTH_MAX, FUZZIER_LETTERS_MIN, FUZZY_LETTERS_MIN, NEAR_WORDS_MAX, PREFIX_LETTERS_MIN, QUERY_CHARS_MAX,
    Query, QueryFault, TERMS_MAX,
};
pub use visible::{Mark, Visible};
pub use volume::{FIELD_BYTES_MAX, LIST_ENTRIES_MAX, TEXT_BYTES_MAX, Volume};
