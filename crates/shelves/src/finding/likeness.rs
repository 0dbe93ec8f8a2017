//! What tells one paper from others: the words that stand in it often and in visible papers seldom.

use std::cmp::Reverse;
use std::collections::HashMap;

use tantivy::{Searcher, Term};

use super::lens::Lens;
use super::plan::rarity;
use crate::ShelvesError;
use crate::analysis::{Language, Words, forms, is_written};
use crate::query::{Junction, Leaf, Node, Query, Scope};
use crate::schema::Fields;

/// How far into a text is looked.
const LOOKED_AT_BYTES: usize = 256 << 10;
/// How many words are weighed, those that stand most often.
const WEIGHED_MAX: usize = 200;
/// How many words are sought.
const SOUGHT_MAX: usize = 20;
/// Shorter words tell little.
const LETTERS_MIN: usize = 4;
/// A word that stands in one visible paper alone leads to no other.
const FREQUENCY_MIN: u64 = 2;

/// What finds papers like this one, and not itself; nothing where no word of it stands in another.
pub(super) fn query(
    text: &str,
    key: u64,
    lens: &Lens,
    searcher: &Searcher,
    fields: &Fields,
) -> Result<Option<Query>, ShelvesError> {
    let mut weighed: Vec<(Reverse<u64>, Vec<String>)> = Vec::new();
    for (forms, times) in often(text) {
        let terms = forms.iter().map(|form| Term::from_field_text(fields.words, form));
        let mut frequency = 0;
        for term in terms {
            frequency += lens.doc_freq(&term, searcher)?;
        }
        let frequency = frequency.min(lens.docs);
        if frequency >= FREQUENCY_MIN {
            // Whole thousandths, so that the order does not hang on a last bit.
            let worth = f64::from(times) * f64::from(rarity(frequency, lens.docs)) * 1_000.0;
            weighed.push((Reverse(worth as u64), forms));
        }
    }
    weighed.sort_unstable();
    weighed.truncate(SOUGHT_MAX);
    if weighed.is_empty() {
        return Ok(None);
    }
    let words = weighed.into_iter().map(|(_, forms)| Node::Leaf(Leaf::Word(Scope::Everywhere, forms)));
    let (any, itself) = (Node::Any(words.collect()), Node::Leaf(Leaf::Key(key)));
    Ok(Some(Query::made(Node::All(Junction { must: vec![any], not: vec![itself] }))))
}

/// The words of a text that stand in it most often, by their forms.
fn often(text: &str) -> Vec<(Vec<String>, u32)> {
    let text = text.get(..text.floor_char_boundary(LOOKED_AT_BYTES)).unwrap_or(text);
    let mut words = Words::prose();
    let mut stream = words.stream_in(Language::of(text), text);
    let mut written: HashMap<String, u32> = HashMap::new();
    while let Some(token) = stream.advance_token() {
        if is_written(token.text.as_bytes()) && token.text.chars().count() >= LETTERS_MIN {
            *written.entry(token.text.clone()).or_default() += 1;
        }
    }
    let mut by_forms: HashMap<Vec<String>, u32> = HashMap::new();
    for (word, times) in written {
        *by_forms.entry(forms(&word)).or_default() += times;
    }
    let mut often: Vec<_> = by_forms.into_iter().collect();
    often.sort_unstable_by(|one, other| (Reverse(one.1), &one.0).cmp(&(Reverse(other.1), &other.0)));
    often.truncate(WEIGHED_MAX);
    often
}
