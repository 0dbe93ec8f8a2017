//! Lines of a text: where they stand, how far in, and whether white stands above them.

/// A line that holds something, without the white round it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'t> {
    /// First byte in the text.
    pub start: usize,
    /// The words.
    pub text: &'t str,
    /// Whether an empty line stands above.
    pub gap: bool,
    /// Columns of white before it.
    pub indent: usize,
}

impl Line<'_> {
    /// One past its last byte.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The longest beginning of `text` that is read.
pub(crate) fn readable(text: &str, bytes_max: usize) -> &str {
    let mut end = text.len().min(bytes_max);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

/// The lines of `text` that are not empty.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::with_capacity(text.len() / 40);
    let (mut at, mut gap) = (0, true);
    for raw in text.split_inclusive('\n') {
        let body = raw.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        let start = at + raw.len() - body.len();
        let words = without_margin(body.trim_end());
        if words.is_empty() {
            gap |= raw.trim_start_matches('>').trim().is_empty();
        } else {
            let indent = raw.len() - body.len();
            let (mut from, mut rest) = (0, words);
            while let Some((left, right, at)) = columns(rest) {
                out.push(Line {
                    start: start + from,
                    text: left,
                    gap: gap && from == 0,
                    indent: indent + from,
                });
                (from, rest) = (from + at, right);
            }
            out.push(Line { start: start + from, text: rest, gap: gap && from == 0, indent: indent + from });
            gap = false;
        }
        at += raw.len();
    }
    out
}

/// White between two columns of a head, at least.
const COLUMN_SPACES_MIN: &str = "     ";

/// Columns of the longest line of a head that is looked at for two.
const COLUMNED_BYTES_MAX: usize = 200;

/// A marking or number on the left and a date or marking on the right of one line are two lines, and so are two keys.
fn columns(line: &str) -> Option<(&str, &str, usize)> {
    if line.len() > COLUMNED_BYTES_MAX {
        return None;
    }
    let wide = line.match_indices(COLUMN_SPACES_MIN).map(|(at, _)| at);
    let cuts = wide.filter(|at| !line.get(..*at).is_some_and(|l| l.ends_with(' ')));
    cuts.chain(line.find('\t')).find_map(|cut| {
        let (left, rest) = line.split_at_checked(cut)?;
        let right = rest.trim_start();
        crate::anatomy::stand_apart(left, right).then(|| (left, right, line.len() - right.len()))
    })
}

/// A line without an exemption code that a reviewer typed into its right margin.
fn without_margin(line: &str) -> &str {
    let Some(cut) = line.rfind("   ") else { return line };
    let tail = line.get(cut..).unwrap_or("").trim();
    if tail.len() <= EXEMPTION_BYTES_MAX && is_exemption(tail) {
        line.get(..cut).unwrap_or("").trim_end()
    } else {
        line
    }
}

/// Bytes of the longest run of exemption codes in a margin: "1.4(B), 1.4(D), B1".
const EXEMPTION_BYTES_MAX: usize = 24;

/// Whether `words` are nothing but exemption codes: "B6", "B5, B6", "1.4(D)".
pub(crate) fn is_exemption(words: &str) -> bool {
    words.split([' ', ',']).filter(|w| !w.is_empty()).all(is_code) && !words.is_empty()
}

fn is_code(word: &str) -> bool {
    matches!(
        word.as_bytes(),
        [b'B', b'0'..=b'9']
            | [b'B', b'0'..=b'9', b'0'..=b'9']
            | [b'1', b'.', b'4', b'(', b'A'..=b'H', b')']
            | [b'N', b'R']
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exemption_codes_in_the_margin_are_not_text() {
        let found: Vec<&str> =
            lines("call me      B6\n\n     B5, B6\nThx   1.4(D)\n").iter().map(|l| l.text).collect();
        assert_eq!(found, ["call me", "B5, B6", "Thx"]);
    }

    #[test]
    fn a_line_knows_the_white_above_it_and_where_it_stands() {
        let text = "é one\n\n  two\n> three";
        let all = lines(text);
        assert_eq!(
            all.iter().map(|l| (l.gap, l.indent)).collect::<Vec<_>>(),
            [(true, 0), (true, 2), (false, 2)]
        );
        assert!(all.iter().all(|l| &text[l.start..l.end()] == l.text));
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(readable("aé", 2), "a");
        assert_eq!(readable("aé", 3), "aé");
    }
}
