//! Marks of quotation: how many ">" stand before each line.

use crate::text::Line;

/// Marks of the deepest quotation that is told from those above it.
const LEVEL_MAX: usize = 64;
/// Bytes from which on a line may have been broken by a mail program.
const BROKEN_BYTES_MIN: usize = 60;
/// Bytes of the longest piece that such a break leaves over.
const PIECE_BYTES_MAX: usize = 40;

/// How deep each line is quoted, counted from the least.
///
/// A single marked line among unmarked ones is a link or a bullet, not a quotation, unless a line above
/// announces it.
pub(crate) fn levels(text: &str, lines: &[Line<'_>]) -> Vec<u8> {
    let mut levels: Vec<u8> = lines.iter().map(|l| marks(text, l)).collect();
    let base = levels.iter().copied().min().unwrap_or(0);
    levels.iter_mut().for_each(|l| *l -= base);
    if levels.iter().any(|l| *l > 0) {
        mend(&mut levels, lines);
        drop_strays(&mut levels, lines);
    }
    levels
}

/// Marks between the beginning of the line and its words; a scan reads two of them as one "»".
fn marks(text: &str, line: &Line<'_>) -> u8 {
    let before = text.get(..line.start).unwrap_or("").bytes().rev();
    let own = before.take_while(|b| *b != b'\n' && (*b == b'>' || b.is_ascii_whitespace()));
    let read = 2 * line.text.chars().take_while(|c| *c == '»').take(LEVEL_MAX).count();
    let marks = own.filter(|b| *b == b'>').take(LEVEL_MAX).count() + read;
    u8::try_from(marks.min(LEVEL_MAX)).unwrap_or(u8::MAX)
}

/// The end of a quoted line that a program broke off belongs to the quotation.
fn mend(levels: &mut [u8], lines: &[Line<'_>]) {
    for i in 1..levels.len().saturating_sub(1) {
        let (above, here, below) = (levels[i - 1], levels[i], levels[i + 1]);
        let broken = lines[i - 1].text.len() >= BROKEN_BYTES_MIN && lines[i].text.len() <= PIECE_BYTES_MAX;
        let goes_on = !lines[i].gap && lines[i].text.starts_with(char::is_lowercase);
        if here < above && below >= above && broken && goes_on {
            levels[i] = above;
        }
    }
}

fn drop_strays(levels: &mut [u8], lines: &[Line<'_>]) {
    let announced = |i: usize| i == 0 || lines.get(i - 1).is_some_and(|l| l.text.ends_with(':'));
    let runs: Vec<(usize, usize)> = runs(levels);
    let [(first, last)] = runs[..] else { return };
    if last - first == 1 && !announced(first) {
        levels[first] = 0;
    }
}

/// Runs of marked lines.
fn runs(levels: &[u8]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (i, _) in levels.iter().enumerate().filter(|(_, l)| **l > 0) {
        match out.last_mut().filter(|(_, last)| *last == i) {
            Some((_, last)) => *last = i + 1,
            None => out.push((i, i + 1)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines;

    fn read(text: &str) -> Vec<u8> {
        levels(text, &lines(text))
    }

    #[test]
    fn marks_are_counted_with_and_without_white_between() {
        assert_eq!(read("a\n> b\n>> c\n> > > d\n"), [0, 1, 2, 3]);
        assert_eq!(read("> a\n> > b\n> > c\n"), [0, 1, 1], "a mail that is quoted whole is not quoted");
    }

    #[test]
    fn a_single_marked_line_is_no_quotation_unless_announced() {
        assert_eq!(read("Visit us\n>>> www.example.org <<<\nnow\n"), [0, 0, 0]);
        assert_eq!(read("Anna wrote:\n> Shall we meet?\nYes.\n"), [0, 1, 0]);
    }

    #[test]
    fn the_end_of_a_line_that_a_program_broke_stays_with_it() {
        let text = "> a line that is so long that the program which sent it on had\nbroken it\n> in two\n";
        assert_eq!(read(&format!("x\n{text}")), [0, 1, 1, 1]);
    }
}
