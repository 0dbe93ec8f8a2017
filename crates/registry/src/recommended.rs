//! What a paper recommends, as it is shown, decided and kept.

use crate::answers::PaperPage;

/// The recommendations of a text, each on one line.
pub(crate) fn recommended(text: &str) -> Vec<String> {
    let words = chancery_reading::recommended(text).into_iter().filter_map(|at| text.get(at));
    words.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

impl PaperPage {
    /// What the paper recommends, point by point.
    pub(crate) fn recommended(&self) -> Vec<String> {
        recommended(&self.text.iter().map(|run| run.text.as_str()).collect::<String>())
    }
}
