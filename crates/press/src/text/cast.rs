//! Casting: which face each character is set in, so that a letter and its marks stay together.

use harfrust::{
    Script,
    unicode::{compose, script},
};

use super::clean::{Prose, unseen};
use super::shape::Shaper;
use crate::Style;
use crate::fonts::Face;
use crate::measures::Setting;

/// What a character is set as, before shaping.
#[derive(Clone, Copy, PartialEq)]
pub struct Cast {
    pub face: Face,
    pub level: u8,
    pub script: Option<Script>,
    pub tab: bool,
    /// No face has it.
    pub absent: bool,
}

/// Where a character stands.
struct Place {
    chain: &'static [Face],
    level: u8,
    /// The letter before it, with its marks where there is such a letter.
    before: Option<char>,
    /// The mark after it.
    after: Option<char>,
}

/// A stretch of text of one cast.
pub struct Stretch {
    pub start: usize,
    pub end: usize,
    pub cast: Cast,
}

impl Shaper {
    /// A line of prose by what each part of it is set as.
    pub fn stretches(&mut self, prose: &Prose, levels: &[u8], setting: Setting) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut styles = prose.styles.iter().copied().peekable();
        let mut tabs = prose.tabs.iter().copied().peekable();
        let mut letters = prose.text.char_indices().peekable();
        let mut before = None;
        while let Some((at, c)) = letters.next() {
            while styles.next_if(|(end, _)| *end <= at).is_some() {}
            let style = styles.peek().map_or(Style::Plain, |(_, style)| styled(*style, setting));
            let after = letters.peek().map(|(_, c)| *c).filter(|c| mark(*c));
            let place = Place {
                chain: Face::chain(style),
                level: levels.get(at).copied().unwrap_or(0),
                before,
                after,
            };
            let last = stretches.last().map(|stretch| stretch.cast);
            let cast = Cast { tab: tabs.next_if_eq(&at).is_some(), ..self.cast(c, &place, last) };
            before = Some(before.filter(|_| mark(c)).and_then(|before| joined(before, c)).unwrap_or(c));
            let end = at + c.len_utf8();
            match stretches.last_mut() {
                Some(stretch) if joins(stretch.cast, cast) => {
                    stretch.end = end;
                    stretch.cast.script = stretch.cast.script.or(cast.script);
                }
                _ => stretches.push(Stretch { start: at, end, cast }),
            }
        }
        stretches
    }

    fn cast(&mut self, c: char, place: &Place, last: Option<Cast>) -> Cast {
        let script = Some(script(c.into()))
            .filter(|script| ![Script::COMMON, Script::INHERITED, Script::UNKNOWN].contains(script));
        let last = last.filter(|last| !last.absent && last.level == place.level).map(|last| last.face);
        let stays = last.filter(|face| place.chain.contains(face) && self.stays(c, script, place, *face));
        let serves = |face: &Face| {
            self.fonts.has(*face, c) && place.after.is_none_or(|mark| self.takes(*face, c, mark))
        };
        let has = |face: &Face| self.fonts.has(*face, c);
        let mut chain = place.chain.iter().copied();
        let found = stays.or_else(|| chain.clone().find(serves)).or_else(|| chain.find(has));
        let absent = found.is_none() && !unseen(c);
        if absent {
            self.missing.insert(c);
        }
        Cast { face: found.unwrap_or(place.chain[0]), level: place.level, script, tab: false, absent }
    }

    /// Whether a character stays in the face of what is before it.
    fn stays(&self, c: char, script: Option<Script>, place: &Place, face: Face) -> bool {
        let takes = mark(c) && place.before.is_some_and(|before| self.takes(face, before, c));
        let neutral = script.is_none() && face.keeps_neutrals() && self.fonts.has(face, c);
        unseen(c) || takes || neutral
    }

    /// Whether a face has a mark, or the letter that it makes with the one before it.
    fn takes(&self, face: Face, before: char, mark: char) -> bool {
        joined(before, mark).is_some_and(|letter| self.fonts.has(face, letter)) || self.fonts.has(face, mark)
    }
}

/// A run's style where the setting makes all of it strong or slanted.
fn styled(style: Style, setting: Setting) -> Style {
    match style {
        Style::Plain if setting.strong => Style::Strong,
        Style::Plain if setting.slanted => Style::Emphasis,
        Style::Emphasis if setting.slanted => Style::Plain,
        _ => style,
    }
}

/// Whether a character stands on the one before it.
fn mark(c: char) -> bool {
    c >= '\u{300}' && script(c.into()) == Script::INHERITED && !unseen(c)
}

/// The one letter that a letter and a mark make.
fn joined(letter: char, mark: char) -> Option<char> {
    compose(letter.into(), mark.into()).and_then(char::from_u32)
}

fn joins(one: Cast, other: Cast) -> bool {
    let scripts = one.script.is_none() || other.script.is_none() || one.script == other.script;
    let same = one.face == other.face && one.level == other.level && one.absent == other.absent;
    scripts && same && !one.tab && !other.tab
}
