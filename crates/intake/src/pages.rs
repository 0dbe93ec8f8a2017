//! Papers that came as pages: PDF and pictures.
//!
//! A file is parsed once for its words ([`parse_pdf`], [`parse_picture`]); its pages are drawn afterwards,
//! a few at a time ([`draw`]), and pages that are pictures of words are read from what was drawn.

mod deeds;
mod draw;
mod eye;
mod fit;
mod hocr;
mod order;
mod page;
mod pages_of_tiff;
mod pdf;
mod picture;
mod piece;
mod rows;
mod scale;
mod text;

pub(crate) use draw::{Purpose, Wanted, draw};
pub(crate) use fit::fit;
pub(crate) use hocr::{Transcript, transcribe};
pub use page::{Hidden, Hiding, PAGE_DOUBTFUL_BELOW, PageSource, TakenPage, WORD_DOUBTFUL_BELOW, Word};
pub(crate) use pdf::parse as parse_pdf;
pub(crate) use picture::parse as parse_picture;

/// Dots an inch of a page that is looked at.
const SHOWN_DOTS_PER_INCH: f64 = 108.0;
/// Dots of a page that is looked at.
const SHOWN_DOTS_MAX: f64 = 4_000_000.0;
/// Dots an inch of a page that is read by OCR.
const READ_DOTS_PER_INCH: f64 = 300.0;
/// Dots of a page that is read by OCR.
const READ_DOTS_MAX: f64 = 20_000_000.0;
/// Notes on pages that are told of the whole paper.
const TOLD_MAX: usize = 20;

/// Sets a page and its text, whose words count from its own start, after those before it.
pub(crate) fn append(whole: &mut String, pages: &mut Vec<TakenPage>, mut page: TakenPage, text: &str) {
    if !whole.is_empty() && !text.is_empty() {
        whole.push_str("\n\n");
    }
    page.move_to(text::offset(whole));
    whole.push_str(text);
    pages.push(page);
}

/// Sets pages that were read since in the place of those that were not, and the paper's text anew.
pub(crate) fn renew(text: &mut String, pages: &mut Vec<TakenPage>, mut read: Vec<Option<Transcript>>) {
    let before = std::mem::take(text);
    for (at, page) in std::mem::take(pages).into_iter().enumerate() {
        match read.get_mut(at).and_then(Option::take) {
            Some(Transcript { page, text: words }) => append(text, pages, page, &words),
            None => {
                let words = before.get(page.start as usize..page.end as usize).unwrap_or_default();
                append(text, pages, page, words);
            }
        }
    }
}

/// The notes on pages, told of the paper.
pub(crate) fn told(pages: &[TakenPage]) -> Vec<String> {
    let told = |page: &TakenPage| {
        let number = page.number;
        page.notes.iter().map(move |note| format!("page {number}: {note}")).collect::<Vec<String>>()
    };
    let mut notes: Vec<String> = pages.iter().flat_map(told).take(TOLD_MAX + 1).collect();
    if notes.len() > TOLD_MAX {
        notes.truncate(TOLD_MAX);
        notes.push("more is noted on the pages themselves".to_owned());
    }
    notes
}
