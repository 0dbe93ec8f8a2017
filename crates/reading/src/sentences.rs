//! Sentences: prose lines joined where they wrap, and split where a thought ends.

use crate::text::Line;
use crate::tokens::is_title;

/// A sentence as the pieces of lines that it runs over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Byte ranges, in order; page furniture between two of them is not part of it.
    pub pieces: Vec<(usize, usize)>,
}

impl Sentence {
    pub fn start(&self) -> usize {
        self.pieces.first().map_or(0, |p| p.0)
    }

    pub fn end(&self) -> usize {
        self.pieces.last().map_or(0, |p| p.1)
    }
}

/// Bytes of the longest sentence: hostile text without points is cut.
const SENTENCE_BYTES_MAX: usize = 1_200;

/// Splits prose lines into sentences.
pub(crate) fn sentences(lines: &[Line<'_>]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut open = Sentence::default();
    for (i, line) in lines.iter().enumerate() {
        if i > 0 && starts_afresh(&lines[i - 1], line) {
            flush(&mut open, &mut out);
        }
        let mut from = 0;
        for end in ends(line.text) {
            push(&mut open, line.start + from, line.start + end);
            flush(&mut open, &mut out);
            from = end + line.text.get(end..).map_or(0, |r| r.len() - r.trim_start().len());
        }
        if from < line.text.len() {
            push(&mut open, line.start + from, line.end());
        }
        let long = open.end() - open.start() > SENTENCE_BYTES_MAX;
        if long || line.text.ends_with(['.', '?', '!']) && !ends_in_title(line.text) {
            flush(&mut open, &mut out);
        }
    }
    flush(&mut open, &mut out);
    out
}

fn push(open: &mut Sentence, start: usize, end: usize) {
    if start < end {
        open.pieces.push((start, end));
    }
}

fn flush(open: &mut Sentence, out: &mut Vec<Sentence>) {
    if !open.pieces.is_empty() {
        out.push(std::mem::take(open));
    }
}

fn ends_in_title(text: &str) -> bool {
    text.trim_end_matches('.').rsplit(' ').next().is_some_and(is_title)
}

/// Whether `line` opens a paragraph or an item, and does not go on with the line above.
fn starts_afresh(above: &Line<'_>, line: &Line<'_>) -> bool {
    let goes_on =
        line.text.starts_with(char::is_lowercase) && !above.text.ends_with(['.', '?', '!', ':', ';']);
    (line.gap && !goes_on) || is_item(line.text)
}

fn is_item(text: &str) -> bool {
    let bullet = ["- ", "* ", "• ", "– "].iter().any(|b| text.starts_with(b));
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=2).contains(&digits)
        && text.get(digits..).is_some_and(|r| r.starts_with(". ") || r.starts_with(") "));
    bullet || numbered
}

/// Where sentences end within a line, the last end of the line left out.
fn ends(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut last = 0;
    for (i, b) in bytes.iter().enumerate() {
        let closes = matches!(b, b'.' | b'?' | b'!' | b';');
        let end = i + 1 + closing_len(text.get(i + 1..).unwrap_or(""));
        let long = i - last > SENTENCE_BYTES_MAX && *b == b' ';
        if long || (closes && ends_here(text, i, end)) {
            out.push(if long { i } else { end });
            last = i;
        }
    }
    out.retain(|e| *e < text.len());
    out
}

/// Bytes of quotes and brackets that close with the sentence.
fn closing_len(rest: &str) -> usize {
    rest.chars().take_while(|c| matches!(c, '"' | '”' | '’' | ')' | ']')).map(char::len_utf8).sum()
}

fn ends_here(text: &str, at: usize, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or("");
    let opens =
        rest.trim_start().chars().next().is_some_and(|c| !c.is_lowercase() && !matches!(c, ',' | ';'));
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    match text.as_bytes().get(at) {
        Some(b';') => true,
        Some(b'.') => opens && !abbreviates(text.get(..at).unwrap_or("")),
        _ => opens,
    }
}

/// Marks behind which a word begins.
const OPENS: [char; 6] = ['(', '[', '"', '“', '‘', '—'];

/// Whether a point after `before` shortens a word: "Mr", "A.J", "p. m".
fn abbreviates(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || OPENS.contains(&c)).next().unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic) && word != "I";
    let dotted = word.contains('.')
        && word.split('.').all(|w| w.chars().count() <= 1)
        && word.starts_with(char::is_uppercase);
    initial || is_title(word) || dotted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines;

    fn split(text: &str) -> Vec<String> {
        let piece = |p: &(usize, usize)| text[p.0..p.1].to_owned();
        sentences(&lines(text))
            .iter()
            .map(|s| s.pieces.iter().map(piece).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn titles_initials_and_hours_do_not_end_a_sentence() {
        assert_eq!(
            split("Mr. Bone saw Gen. A. J. Smith at 9 p. m. in the U.S. Embassy. He left."),
            ["Mr. Bone saw Gen. A. J. Smith at 9 p. m. in the U.S. Embassy.", "He left."]
        );
    }

    #[test]
    fn a_wrapped_line_goes_on_and_a_new_paragraph_does_not() {
        assert_eq!(split("we will\nmeet\n\nOn Monday"), ["we will meet", "On Monday"]);
        assert_eq!(split("we will\n\nmeet"), ["we will meet"], "a page break inside a sentence");
    }

    #[test]
    fn a_text_without_points_is_cut() {
        assert!(sentences(&lines(&"word ".repeat(1_000))).len() > 3);
    }
}
