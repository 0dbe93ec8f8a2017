//! Papers that came as pages: PDF and pictures.

mod fit;
mod page;

pub(crate) use fit::fit;
pub use page::{Hidden, Hiding, PAGE_DOUBTFUL_BELOW, PageSource, TakenPage, WORD_DOUBTFUL_BELOW, Word};
