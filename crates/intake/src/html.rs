//! Web pages: the words that a page shows; what it holds and does not show is left out and told.

mod hiding;
mod page;

use crate::document;
use crate::plain;
use crate::sheet::{Origin, Reply, Sheet};
use crate::taken::TakenKind;
use crate::{Format, Limits, Refusal};

/// What was read of a page.
pub(crate) struct Page {
    pub text: String,
    pub notes: Vec<String>,
}

/// Parses a page, in the encoding that it states.
pub(crate) fn parse(name: &str, bytes: &[u8], limits: &Limits) -> Result<Reply, Refusal> {
    let decoded = plain::decode_as(name, bytes, stated(bytes).as_deref())?;
    let page = read(name, &decoded.text, limits)?;
    let notes = [decoded.notes, page.notes].concat();
    let mut sheet = Sheet { text: page.text, notes, ..Sheet::new(TakenKind::Text, Origin::Whole) };
    if sheet.text.is_empty() {
        sheet.notes.insert(0, "no words were found in it".to_owned());
    }
    Reply::of_one(Format::Html, sheet).within_limits(name, limits)
}

/// The words of a page that is text already.
pub(crate) fn read(name: &str, source: &str, limits: &Limits) -> Result<Page, Refusal> {
    let mut page = page::Page::new(name, limits, hiding::Sheet::of(source));
    for token in html5gum::Tokenizer::new(source).flatten() {
        page.take(token)?;
    }
    let (text, hidden, mut notes) = page.finish();
    if !hidden.is_empty() {
        notes.push(document::hidden_words(&hidden));
    }
    Ok(Page { text: document::fold_empty_lines(&text), notes })
}

/// The encoding that a page states near its beginning.
fn stated(bytes: &[u8]) -> Option<String> {
    const LOOKED_AT_BYTES: usize = 2048;
    const KEY: &str = "charset=";
    let head = String::from_utf8_lossy(bytes.get(..LOOKED_AT_BYTES).unwrap_or(bytes)).to_ascii_lowercase();
    let after = head.split_once(KEY)?.1.trim_start_matches(['"', '\'', ' ']);
    let label: String =
        after.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    (!label.is_empty()).then_some(label)
}
