//! A sentence with its white space folded, and the way back from it to the text.

use chancery_office::reading::Span;

/// A sentence as it is shown: runs of white, and page furniture between its pieces, are one space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Folded {
    pub words: String,
    /// Of each byte of the words, where it stands in the text.
    places: Vec<usize>,
}

impl Folded {
    pub fn new(text: &str, pieces: &[(usize, usize)]) -> Self {
        let mut folded = Self::default();
        for &(start, end) in pieces {
            folded.space(start);
            for (at, c) in text.get(start..end).unwrap_or("").char_indices() {
                if c.is_whitespace() {
                    folded.space(start + at);
                } else {
                    folded.push(c, start + at);
                }
            }
        }
        if folded.words.ends_with(' ') {
            folded.words.pop();
            folded.places.pop();
        }
        folded
    }

    /// Sentences one after another, as one.
    pub fn joined<'a>(sentences: impl Iterator<Item = &'a Self>) -> Self {
        let mut all = Self::default();
        for one in sentences {
            all.space(one.places.first().copied().unwrap_or_default());
            all.words.push_str(&one.words);
            all.places.extend(&one.places);
        }
        all
    }

    fn space(&mut self, at: usize) {
        if !self.words.is_empty() && !self.words.ends_with(' ') {
            self.push(' ', at);
        }
    }

    fn push(&mut self, c: char, at: usize) {
        self.words.push(c);
        self.places.extend(at..at + c.len_utf8());
    }

    /// Where the words from `start` up to `end` stand in the text.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (first, last) = (*self.places.get(start)?, *self.places.get(end.checked_sub(1)?)?);
        (first <= last).then(|| Span::new(first, last + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_is_one_space_and_every_word_leads_back_to_its_place() {
        let text = "Mr  Gray\n  will\u{a0}write. SECRET And  é.";
        let folded = Folded::new(text, &[(0, 23), (31, text.len())]);
        assert_eq!(folded.words, "Mr Gray will write. And é.");
        let of = |words: &str| {
            let at = folded.words.find(words).unwrap();
            folded.span(at, at + words.len()).unwrap().of(text)
        };
        assert_eq!([of("Gray will"), of("é"), of("write. And")], ["Gray\n  will", "é", "write. SECRET And"]);
    }
}
