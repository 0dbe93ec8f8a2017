//! Numbers and references that are written as one: 82/14, 1234/75, 14-10, 1982.10.14.

use super::JOINED;
use super::folding::Folding;
use super::words::word_at;

/// The most parts that are taken together.
const PARTS_MAX: usize = 6;
/// The longest that is taken together.
const JOINED_BYTES_MAX: usize = 32;

/// What begins at a word and goes on over strokes, dashes or dots, from the shortest to the longest.
#[derive(Default)]
pub(super) struct Run {
    /// Each with its number of parts and the byte after it.
    pub joined: Vec<(String, usize, usize)>,
}

/// The run whose first word ends at `end`; empty where nothing is joined to it.
pub(super) fn run(text: &str, first: &str, end: usize, folding: &mut Folding) -> Run {
    let mut run = Run::default();
    let mut joined = format!("{JOINED}{first}");
    let (mut at, mut folded) = (end, String::new());
    for parts in 2..=PARTS_MAX {
        let Some((stroke, after)) = stroke_at(text, at) else { break };
        let Some(word) = word_at(text, after) else { break };
        folding.fold(text.get(word.clone()).unwrap_or_default(), &mut folded);
        joined.push(stroke);
        joined.push_str(&folded);
        if joined.len() > JOINED_BYTES_MAX {
            break;
        }
        at = word.end;
        if joined.bytes().any(|byte| byte.is_ascii_digit()) {
            run.joined.push((joined.clone(), parts, at));
        }
    }
    run
}

/// The stroke at a byte, as it is compared, and the byte after it.
fn stroke_at(text: &str, at: usize) -> Option<(char, usize)> {
    let c = text.get(at..)?.chars().next()?;
    let stroke = match c {
        '/' | '\u{2044}' | '\u{2215}' | '\u{ff0f}' => '/',
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' => '-',
        '.' | '\u{ff0e}' => '.',
        _ => return None,
    };
    Some((stroke, at + c.len_utf8()))
}
