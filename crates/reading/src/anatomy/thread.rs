//! How a mail falls into messages: by heads, by lines that say who wrote, by marks of quotation.

use super::header::{self, Head};
use super::keys::{Key, key};
use super::party::party;
use super::sent::sent_date;
use super::wrote::{Wrote, wrote_at};
use crate::text::Line;
use chancery_office::reading::PartPlace;

/// The lines of a text as its messages are told from them.
pub(crate) struct Lines<'a, 't> {
    pub lines: &'a [Line<'t>],
    pub furniture: &'a [bool],
    /// How deep each line is quoted.
    pub levels: &'a [u8],
}

/// The beginning of a message that another quotes or forwards.
pub(crate) struct Opening {
    pub line: usize,
    pub place: PartPlace,
    pub head: Option<Head>,
    pub wrote: Option<Wrote>,
    /// Lines at the beginning that only part it from what stands above.
    pub boundary: usize,
    /// How deep the message is quoted.
    pub level: u8,
    /// How deep the one is that quotes it.
    pub outer: u8,
}

/// Lines between a separator and the head that it announces.
const ANNOUNCED_LINES_MAX: usize = 6;
/// Lines of separators above a head.
const ABOVE_LINES_MAX: usize = 2;

impl Lines<'_, '_> {
    fn level(&self, at: usize) -> u8 {
        self.levels.get(at).copied().unwrap_or(0)
    }

    /// The message that opens at a line, where one does. A head without a separator counts where `bare` lets it.
    pub fn opening(&self, at: usize, bare: impl Fn(&Head, usize) -> bool) -> Option<Opening> {
        self.separated(at).or_else(|| self.headed(at, bare)).or_else(|| self.attributed(at))
    }

    /// "-----Original Message-----", with the head under it.
    fn separated(&self, at: usize) -> Option<Opening> {
        let text = self.lines.get(at)?.text;
        let place = separator(text)?;
        let under = (at + 1..self.lines.len()).take(ANNOUNCED_LINES_MAX);
        let mut plain = under.filter(|i| !self.furniture.get(*i).copied().unwrap_or(false));
        let head = plain.find_map(|i| header::announced_head(self.lines, self.furniture, i));
        if head.is_none() && !is_dashed(text) && at == 0 {
            return None;
        }
        let boundary = head.as_ref().map_or(1, |h| h.first - at);
        let wrote = head.as_ref().filter(|h| !h.has(Key::From)).map(|h| self.signed(at + 1, h.first));
        let level = self.level(at + boundary).max(self.level(at));
        Some(Opening { line: at, place, head, wrote, boundary, level, outer: self.level(at) })
    }

    /// Lotus sets the writer and the hour above the head.
    fn signed(&self, from: usize, until: usize) -> Wrote {
        let lines = self.lines.get(from..until).unwrap_or(&[]);
        let date = lines.iter().find_map(|l| sent_date(l.text, false, None));
        let name =
            lines.first().map(|l| l.text.split(" on ").next().unwrap_or("").trim_end_matches([' ', '-']));
        Wrote { from: name.filter(|n| !n.is_empty()).map(party), date }
    }

    /// A header block, with the separator that stands above it.
    fn headed(&self, at: usize, bare: impl Fn(&Head, usize) -> bool) -> Option<Opening> {
        let head = header::head_at(self.lines, self.furniture, at)?;
        let parts = |n: &usize| at.checked_sub(*n).is_some_and(|i| is_rule(self.lines[i].text));
        let above = (1..=ABOVE_LINES_MAX).take_while(parts).count();
        if above == 0 && !bare(&head, at) {
            return None;
        }
        let level = self.level(at);
        let place = PartPlace::Quoted;
        Some(Opening {
            line: at - above,
            place,
            head: Some(head),
            wrote: None,
            boundary: above,
            level,
            outer: level,
        })
    }

    /// "On 5 January 2010, Anna Smith wrote:".
    fn attributed(&self, at: usize) -> Option<Opening> {
        let outer = self.level(at);
        let below = (1..=2).any(|n| self.level(at + n) > outer);
        let (wrote, boundary) = wrote_at(self.lines, at, below)?;
        let level = self.level(at + boundary).max(outer);
        Some(Opening {
            line: at,
            place: PartPlace::Quoted,
            head: None,
            wrote: Some(wrote),
            boundary,
            level,
            outer,
        })
    }
}

/// Bytes of the longest separator.
const SEPARATOR_BYTES_MAX: usize = 80;

/// "-----Original Message-----", "Begin forwarded message:": how what stands below came here.
pub(crate) fn separator(line: &str) -> Option<PartPlace> {
    const QUOTED: [&str; 9] = [
        "original messa",
        "original appointment",
        "reply message",
        "message d'origine",
        "message d’origine",
        "ursprüngliche nachricht",
        "mensaje original",
        "messaggio originale",
        "oprindelig meddelelse",
    ];
    const FORWARDED: [&str; 10] = [
        "forwarded message",
        "begin forwarded message",
        "forwarded by",
        "message transféré",
        "message transmis",
        "message réexpédié",
        "début du message",
        "weitergeleitete nachricht",
        "mensaje reenviado",
        "anfang der weitergeleiteten",
    ];
    if !line.contains(['e', 'E', 'w', 'W']) || line.len() > SEPARATOR_BYTES_MAX && !is_dashed(line) {
        return None;
    }
    let said = line.split("   ").find(|p| p.chars().any(char::is_alphabetic))?;
    let low = said.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let opens = |known: &[&str]| known.iter().any(|k| low.strip_prefix(k).is_some_and(|r| is_rest(r, k)));
    if opens(&QUOTED) { Some(PartPlace::Quoted) } else { opens(&FORWARDED).then_some(PartPlace::Forwarded) }
}

/// Nothing goes on after a separator's words, but for the name after "forwarded by".
fn is_rest(rest: &str, known: &str) -> bool {
    known.ends_with(" by")
        || rest.split_whitespace().count() <= 1 && rest.len() <= 12
        || known.starts_with("début")
}

/// A line of dashes or underlining with nothing in it, or a separator.
pub(crate) fn is_rule(line: &str) -> bool {
    let drawn = line.len() >= 5 && line.bytes().all(|b| matches!(b, b'-' | b'_' | b'=' | b'*' | b' '));
    drawn || separator(line).is_some()
}

/// Whether dashes stand at one of its ends.
fn is_dashed(line: &str) -> bool {
    line.starts_with("--") || line.ends_with("--") || line.ends_with(':')
}

/// Whether a text that no format declares a mail reads like one: only there ">" is a mark of quotation.
pub(crate) fn is_mail(lines: &[Line<'_>]) -> bool {
    let sign = |i: usize| {
        let text = lines[i].text;
        separator(text).is_some()
            || matches!(key(text), Some((Key::From | Key::Sent, _)))
            || wrote_at(lines, i, true).is_some()
    };
    (0..lines.len()).any(sign)
}

/// The messages that are open at a line, outermost first, and those that were left.
#[derive(Default)]
pub(crate) struct Nest {
    open: Vec<(u8, usize)>,
    /// Level and index of what was left, with the index of what quotes it.
    left: Vec<(u8, usize, usize)>,
}

/// What a line does that opens no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It goes on with the message above.
    Stay,
    /// It goes on with a message that was left.
    Resume(usize),
    /// It is quoted, and nothing says from whom.
    Quote,
}

impl Nest {
    /// The innermost message at that level or above it, others left.
    pub fn fall(&mut self, level: u8) -> usize {
        while self.open.len() > 1 && self.open.last().is_some_and(|(l, _)| *l > level) {
            let (l, index) = self.open.pop().unwrap_or_default();
            let outer = self.open.last().map_or(0, |(_, i)| *i);
            self.left.retain(|(l, _, outer)| !(*l == level && *outer == index));
            self.left.push((l, index, outer));
        }
        self.open.last().map_or(0, |(_, i)| *i)
    }

    /// A message opens.
    pub fn enter(&mut self, level: u8, index: usize) {
        self.open.push((level, index));
    }

    /// What a line of that level does.
    pub fn turn(&mut self, level: u8) -> Turn {
        let at = self.open.last().copied().unwrap_or_default();
        if at.0 == level {
            return Turn::Stay;
        }
        let mut top = self.fall(level);
        if self.open.last().is_some_and(|(l, _)| *l == level) {
            return Turn::Resume(top);
        }
        while let Some((l, index)) = self.left_under(top, level) {
            self.enter(l, index);
            if l == level {
                return Turn::Resume(index);
            }
            top = index;
        }
        Turn::Quote
    }

    /// The deepest message that was left under another, no deeper than `level`.
    fn left_under(&self, top: usize, level: u8) -> Option<(u8, usize)> {
        let under = self.left.iter().filter(|(l, _, outer)| *outer == top && *l <= level);
        under.map(|(l, index, _)| (*l, *index)).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_told_from_prose_about_messages() {
        for (line, place) in [
            ("-----Original Message-----", Some(PartPlace::Quoted)),
            ("Original Messa e", Some(PartPlace::Quoted)),
            ("Original Message                Reason: 1.4(B)", Some(PartPlace::Quoted)),
            ("-----Message d'origine-----", Some(PartPlace::Quoted)),
            ("Begin forwarded message:", Some(PartPlace::Forwarded)),
            ("---------- Forwarded message ----------", Some(PartPlace::Forwarded)),
            ("----- Forwarded by Anna Smith/HOU on 05/03/2001 10:12 AM -----", Some(PartPlace::Forwarded)),
            ("delete the original message.", None),
            ("Original message headers:", None),
            ("End of Forwarded Message", None),
        ] {
            assert_eq!(separator(line), place, "{line}");
        }
    }

    #[test]
    fn a_message_that_was_left_is_taken_up_again() {
        let mut nest = Nest::default();
        nest.enter(0, 0);
        assert_eq!(nest.turn(1), Turn::Quote);
        nest.enter(1, 1);
        assert_eq!((nest.turn(1), nest.turn(0)), (Turn::Stay, Turn::Resume(0)));
        assert_eq!((nest.turn(1), nest.turn(2)), (Turn::Resume(1), Turn::Quote));
    }
}
