//! Times that no calendar settles: now, soon, recently, the future.

use super::{Read, Words};
use crate::times::meaning::{Base, Length, Meaning, Unit};
use crate::times::vocabulary::C;

/// So many of a unit that nobody counted them.
const fn several(unit: Unit) -> Base {
    Base::Length(Length { halves: None, unit })
}

/// Words and what they come to.
const PHRASES: [(&[&str], Base); 48] = [
    (&["some", "time", "ago"], Base::Past),
    (&["a", "short", "time", "ago"], Base::Past),
    (&["a", "long", "time", "ago"], Base::Past),
    (&["a", "while", "ago"], Base::Past),
    (&["not", "long", "ago"], Base::Past),
    (&["long", "ago"], Base::Past),
    (&["to", "date"], Base::Now),
    (&["as", "soon", "as", "possible"], Base::Future),
    (&["at", "a", "later", "date"], Base::Future),
    (&["a", "later", "date"], Base::Future),
    (&["a", "later", "stage"], Base::Future),
    (&["an", "early", "date"], Base::Future),
    (&["due", "course"], Base::Future),
    (&["the", "near", "future"], Base::Future),
    (&["the", "immediate", "future"], Base::Future),
    (&["the", "foreseeable", "future"], Base::Future),
    (&["the", "months", "ahead"], Base::Future),
    (&["the", "weeks", "ahead"], Base::Future),
    (&["the", "years", "ahead"], Base::Future),
    (&["the", "days", "ahead"], Base::Future),
    (&["the", "future"], Base::Future),
    (&["the", "recent", "past"], Base::Past),
    (&["the", "past"], Base::Past),
    (&["the", "present", "time"], Base::Now),
    (&["the", "present"], Base::Now),
    (&["the", "moment"], Base::Now),
    (&["this", "time"], Base::Now),
    (&["the", "time", "being"], Base::Now),
    (&["right", "now"], Base::Now),
    (&["these", "days"], Base::Now),
    (&["recent", "days"], several(Unit::Day)),
    (&["recent", "weeks"], several(Unit::Week)),
    (&["recent", "months"], several(Unit::Month)),
    (&["recent", "years"], several(Unit::Year)),
    (&["at", "present"], Base::Now),
    (&["this", "period"], Base::Now),
    (&["that", "time"], Base::Past),
    (&["that", "period"], Base::Past),
    (&["the", "same", "time"], Base::Past),
    (&["the", "same", "period"], Base::Past),
    (&["present", "-", "day"], Base::Now),
    (&["modern", "day"], Base::Now),
    (&["à", "l", "'", "heure", "actuelle"], Base::Now),
    (&["à", "l", "’", "heure", "actuelle"], Base::Now),
    (&["dès", "que", "possible"], Base::Future),
    (&["à", "l", "’", "avenir"], Base::Future),
    (&["à", "l", "'", "avenir"], Base::Future),
    (&["le", "plus", "tôt", "possible"], Base::Future),
];

pub(super) fn vague(w: &Words<'_, '_>, i: usize) -> Read {
    phrase(w, i).or_else(|| word(w, i))
}

fn phrase(w: &Words<'_, '_>, i: usize) -> Read {
    let fits = |words: &[&str]| words.iter().enumerate().all(|(k, word)| w.word(i + k, word));
    let (words, base) = PHRASES.iter().find(|(words, _)| fits(words))?;
    let end = i + words.len();
    let noun = words.len() <= 2 && w.word(i, "the") && !w.ends(end);
    (!noun).then(|| (Meaning::new(*base), end))
}

fn word(w: &Words<'_, '_>, i: usize) -> Read {
    let base = if w.is(i, C::Now) {
        Base::Now
    } else if w.is(i, C::Recent) {
        Base::Past
    } else if w.is(i, C::Soon) {
        let bounds = w.any(i + 1, &[C::After, C::Before]) || w.word(i + 1, "as");
        (!bounds).then_some(Base::Future)?
    } else {
        return None;
    };
    Some((Meaning::new(base), i + 1))
}
