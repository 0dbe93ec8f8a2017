//! A text with its typography laid flat, and the way back from each of its bytes to the bytes as they came.
//!
//! Curly quotes, no-break spaces, ligatures, letter-spaced words and words broken at a line's end are read
//! in their plain form; every span that is handed out points into the original.

use std::borrow::Cow;

use chancery_office::reading::{Reading, Span};

/// A folded text and where its bytes come from.
pub(crate) struct View<'t> {
    pub text: Cow<'t, str>,
    pieces: Vec<Piece>,
}

/// A run of folded bytes: copied as they stand, or put for `instead_of` bytes of the original.
#[derive(Clone, Copy, Debug)]
struct Piece {
    folded: usize,
    original: usize,
    instead_of: Option<usize>,
}

impl<'t> View<'t> {
    /// Folds a text; one with nothing to fold is borrowed.
    pub fn of(text: &'t str) -> Self {
        let mut folding = Folding { text, out: String::new(), pieces: Vec::new(), copied: 0 };
        folding.run();
        if folding.pieces.is_empty() {
            return View { text: Cow::Borrowed(text), pieces: Vec::new() };
        }
        folding.copy_to(text.len());
        View { text: Cow::Owned(folding.out), pieces: folding.pieces }
    }

    /// The original bytes of a folded span.
    pub fn original(&self, span: Span) -> Span {
        if self.pieces.is_empty() {
            return span;
        }
        let (start, end) = (span.start as usize, span.end as usize);
        let first = self.piece(start).map_or(start, |p| match p.instead_of {
            Some(_) => p.original,
            None => p.original + (start - p.folded),
        });
        let last = self.piece(end.saturating_sub(1)).map_or(end, |p| match p.instead_of {
            Some(bytes) => p.original + bytes,
            None => p.original + (end - p.folded),
        });
        Span::new(first, last)
    }

    fn piece(&self, at: usize) -> Option<Piece> {
        let next = self.pieces.partition_point(|p| p.folded <= at);
        self.pieces.get(next.checked_sub(1)?).copied()
    }

    /// Points every span of a reading of the folded text into the original.
    pub fn point_back(&self, reading: &mut Reading) {
        if self.pieces.is_empty() {
            return;
        }
        for part in &mut reading.parts {
            part.span = self.original(part.span);
            part.fields.iter_mut().for_each(|f| f.span = self.original(f.span));
        }
        for finding in &mut reading.findings {
            finding.evidence = self.original(finding.evidence);
            for role in &mut finding.roles {
                role.span = role.span.map(|s| self.original(s));
            }
        }
    }
}

/// A view in the making.
struct Folding<'t> {
    text: &'t str,
    out: String,
    pieces: Vec<Piece>,
    /// Bytes of the original that are in the view or left out of it.
    copied: usize,
}

impl Folding<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let step = match byte {
                0x80.. => self.sign(at),
                b'-' => self.broken_word(at),
                b'A'..=b'Z' if bytes.get(at + 1) == Some(&b' ') => self.spaced(at),
                _ => 0,
            };
            at += step.max(1);
        }
    }

    /// One sign that is no ASCII; gives its bytes.
    fn sign(&mut self, at: usize) -> usize {
        let Some(sign) = self.text.get(at..).and_then(|t| t.chars().next()) else { return 1 };
        if let Some(plain) = plain(sign) {
            self.put(at, sign.len_utf8(), plain);
        }
        sign.len_utf8()
    }

    /// "inter-\nnational" is one word, and the line ends after it.
    fn broken_word(&mut self, at: usize) -> usize {
        let Some((lead, rest)) = self.text.split_at_checked(at) else { return 1 };
        let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
        let Some(below) = rest.strip_prefix("-\n").or_else(|| rest.strip_prefix("-\r\n")) else { return 1 };
        let word = below.len() - below.trim_start_matches(char::is_alphabetic).len();
        if !small(lead.chars().next_back()) || !small(below.chars().next()) {
            return 1;
        }
        let newline = rest.len() - below.len();
        let hyphen = if is_compound(lead) { "-" } else { "" };
        self.put(at, newline, hyphen);
        self.copy_to(at + newline + word);
        let after = below.get(word..).unwrap_or("");
        let tail = after.len() - after.trim_start_matches(['.', ',', ';', ':', ')', '\'', '"']).len();
        self.copy_to(at + newline + word + tail);
        let gap = after.get(tail..).filter(|a| a.starts_with(' ')).map_or(0, |_| 1);
        if gap > 0 {
            self.put(at + newline + word + tail, gap, "\n");
        }
        newline + word + tail + gap
    }

    /// "S E C R E T" as one word; "T O P  S E C R E T" as two.
    fn spaced(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        if at > 0 && bytes.get(at - 1).is_some_and(|b| !b.is_ascii_whitespace()) {
            return 1;
        }
        let end = spaced_end(bytes, at);
        let letters = self.text.get(at..end).unwrap_or("");
        if letters.bytes().filter(u8::is_ascii_uppercase).count() < SPACED_LETTERS_MIN {
            return end - at;
        }
        let words: Vec<String> = letters.split("  ").map(|w| w.split(' ').collect()).collect();
        let closed = words.iter().filter(|w| !w.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        let parted = closed.strip_prefix("TOPSECRET").map(|rest| format!("TOP SECRET{rest}"));
        self.put(at, end - at, &parted.unwrap_or(closed));
        end - at
    }

    fn put(&mut self, at: usize, bytes: usize, plain: &str) {
        self.copy_to(at);
        if !plain.is_empty() {
            self.pieces.push(Piece { folded: self.out.len(), original: at, instead_of: Some(bytes) });
            self.out.push_str(plain);
        } else if self.pieces.is_empty() {
            self.pieces.push(Piece { folded: 0, original: 0, instead_of: None });
        }
        self.copied = at + bytes;
    }

    fn copy_to(&mut self, at: usize) {
        if let Some(run) = self.text.get(self.copied..at).filter(|r| !r.is_empty()) {
            self.pieces.push(Piece { folded: self.out.len(), original: self.copied, instead_of: None });
            self.out.push_str(run);
        }
        self.copied = self.copied.max(at);
    }
}

/// Letters of the shortest word that is read as letter-spaced.
const SPACED_LETTERS_MIN: usize = 5;

/// Where a run of single capitals with one space between, or two between words, ends.
fn spaced_end(bytes: &[u8], start: usize) -> usize {
    let capital = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_uppercase);
    let space = |i: usize| bytes.get(i) == Some(&b' ');
    let ends = |i: usize| bytes.get(i).is_none_or(u8::is_ascii_whitespace);
    let mut end = start + 1;
    loop {
        let next = if space(end) && capital(end + 1) && ends(end + 2) {
            end + 2
        } else if space(end) && space(end + 1) && capital(end + 2) && ends(end + 3) {
            end + 3
        } else {
            return end;
        };
        end = next;
    }
}

/// Whether the word before a line's end keeps its hyphen: "well-known".
fn is_compound(lead: &str) -> bool {
    const FIRSTS: [&str; 22] = [
        "well", "non", "anti", "pro", "self", "semi", "so", "ex", "vice", "half", "long", "short", "high",
        "low", "mid", "two", "three", "four", "five", "cease", "north", "south",
    ];
    let word = lead.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    FIRSTS.contains(&word)
}

/// The plain form of a typographic sign.
fn plain(sign: char) -> Option<&'static str> {
    Some(match sign {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' => "'",
        '\u{201c}' | '\u{201d}' | '\u{201f}' => "\"",
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => " ",
        '\u{2010}' | '\u{2011}' => "-",
        '\u{ad}' | '\u{200b}' | '\u{feff}' => "",
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> String {
        View::of(text).text.into_owned()
    }

    #[test]
    fn typography_is_laid_flat() {
        for (typed, read) in [
            ("“We don’t”\u{a0}agree", "\"We don't\" agree"),
            ("o\u{fb03}cial \u{fb01}le", "official file"),
            ("S E C R E T", "SECRET"),
            ("T O P  S E C R E T  U M B R A", "TOP SECRET UMBRA"),
            ("T O P S E C R E T", "TOP SECRET"),
            ("S E C R E T SAIGON 1234", "SECRET SAIGON 1234"),
            ("A J Coles Esq", "A J Coles Esq"),
            ("an inter-\nnational, firm\nreply", "an international,\nfirm\nreply"),
            ("a well-\r\nknown man", "a well-known\nman"),
            ("Anglo-\nAmerican", "Anglo-\nAmerican"),
        ] {
            assert_eq!(folded(typed), read, "{typed}");
        }
    }

    #[test]
    fn a_span_of_the_view_points_at_the_words_as_they_came() {
        let text = "é “the S E C R E T o\u{fb03}ce”, inter-\nnational law";
        let view = View::of(text);
        for (plain, typed) in [
            ("SECRET", "S E C R E T"),
            ("office", "o\u{fb03}ce"),
            ("\"the", "“the"),
            ("international", "inter-\nnational"),
            ("law", "law"),
        ] {
            let at = view.text.find(plain).unwrap();
            assert_eq!(view.original(Span::new(at, at + plain.len())).of(text), typed);
        }
    }

    proptest! {
        #[test]
        fn every_span_of_a_view_is_one_of_the_text(text in "([A-Z] |[a-z]{1,4}|-\n|[’“ﬁ\u{ad}\u{a0}é .,]){0,60}") {
            let view = View::of(&text);
            let marks: Vec<usize> = view.text.char_indices().map(|(i, _)| i).chain([view.text.len()]).collect();
            for pair in marks.windows(2) {
                let back = view.original(Span::new(pair[0], pair[1]));
                prop_assert!(back.start < back.end && text.get(back.start as usize..back.end as usize).is_some());
            }
        }
    }
}
