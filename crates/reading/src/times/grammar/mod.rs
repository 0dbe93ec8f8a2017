//! Productions over lexemes: dates, relative times, lengths, sets, hours, and what joins them.

mod clock;
mod date;
mod feast;
mod join;
mod length;
mod number;
mod numbered;
mod relative;
mod vague;
mod year;

use super::lexeme::{Kind, Lexeme};
use super::meaning::{Meaning, Shape, Unit};
use super::vocabulary::C;

/// Lexemes and the habits by which they are read.
pub(super) struct Words<'a, 't> {
    pub lexemes: &'a [Lexeme<'t>],
    pub french: bool,
    pub day_first: bool,
}

/// What a production read, and the lexeme behind it.
type Read = Option<(Meaning, usize)>;

impl<'t> Words<'_, 't> {
    fn at(&self, i: usize) -> Option<&Lexeme<'t>> {
        #[cfg(test)]
        super::scan::look();
        self.lexemes.get(i)
    }

    fn get(&self, i: usize, class: C) -> Option<i32> {
        self.at(i)?.get(class)
    }

    /// The unit that a word names.
    fn unit(&self, i: usize) -> Option<Unit> {
        Unit::from_value(self.get(i, C::Unit)?)
    }

    fn is(&self, i: usize, class: C) -> bool {
        self.at(i).is_some_and(|l| l.is(class))
    }

    fn any(&self, i: usize, classes: &[C]) -> bool {
        classes.iter().any(|c| self.is(i, *c))
    }

    fn text(&self, i: usize) -> &'t str {
        self.at(i).map_or("", |l| l.text)
    }

    fn word(&self, i: usize, word: &str) -> bool {
        self.text(i).eq_ignore_ascii_case(word)
    }

    fn point(&self, i: usize, points: &[&str]) -> bool {
        self.at(i).is_some_and(|l| l.kind == Kind::Point && points.contains(&l.text))
    }

    /// Whether lexeme `i` stands right behind the one before.
    fn glued(&self, i: usize) -> bool {
        self.at(i).is_some_and(|l| l.glued)
    }

    /// The value of a run of at most `len` figures.
    fn figure(&self, i: usize, len: usize) -> Option<i32> {
        let lexeme = self.at(i).filter(|l| l.kind == Kind::Figure && l.text.len() <= len)?;
        lexeme.text.parse().ok()
    }

    /// The lexeme behind an optional one of `class`.
    fn skip(&self, i: usize, class: C) -> usize {
        i + usize::from(self.is(i, class))
    }

    /// The lexeme behind an optional comma.
    fn comma(&self, i: usize) -> usize {
        i + usize::from(self.point(i, &[","]))
    }

    /// The lexeme before `i` that satisfies no comma.
    fn before(&self, i: usize, class: C) -> bool {
        i.checked_sub(1).is_some_and(|b| self.is(b, class))
    }

    fn before_any(&self, i: usize, classes: &[C]) -> bool {
        classes.iter().any(|c| self.before(i, *c))
    }

    /// Whether nothing of the same phrase follows: the text, the sentence or the clause ends, or a small
    /// word opens another phrase.
    fn ends(&self, i: usize) -> bool {
        let Some(next) = self.at(i) else { return true };
        let point =
            next.kind == Kind::Point && !(next.glued && matches!(next.text, "-" | "/" | "%" | "'" | "’"));
        let opens = [
            C::In,
            C::On,
            C::At,
            C::By,
            C::To,
            C::And,
            C::Or,
            C::From,
            C::For,
            C::Before,
            C::After,
            C::Will,
            C::Did,
            C::Of,
            C::Between,
            C::Within,
            C::Until,
            C::Since,
            C::The,
        ];
        let small = [
            "is", "he", "she", "we", "they", "i", "it", "that", "which", "when", "as", "but", "with", "if",
            "not", "est", "il", "elle", "nous", "que", "qui", "mais", "avec",
        ];
        point || opens.iter().any(|c| next.is(*c)) || small.iter().any(|w| next.text.eq_ignore_ascii_case(w))
    }
}

/// The longest time that begins at `i`.
pub(super) fn shape(w: &Words<'_, '_>, i: usize) -> Option<Shape> {
    join::shape(w, i)
}

/// The longest single time that begins at `i`, hour and day together.
fn one(w: &Words<'_, '_>, i: usize) -> Read {
    let hour = clock::leading(w, i);
    let part = relative::part_of_day(w, i).map(|(meaning, end)| clock::trailing(w, meaning, end));
    let core = core(w, i).map(|(meaning, end)| clock::trailing(w, meaning, end));
    longest([hour, part, core])
}

/// The longest day, month, year, length or other core that begins at `i`.
fn core(w: &Words<'_, '_>, i: usize) -> Read {
    let bare = bare(w, i);
    let edged = relative::edged(w, i);
    longest([bare, edged, length::length(w, i), length::set(w, i), vague::vague(w, i)])
}

/// A core without an edge before it.
fn bare(w: &Words<'_, '_>, i: usize) -> Read {
    longest([date::date(w, i), year::year_words(w, i), relative::relative(w, i)])
}

/// The longest of some readings; of two as long, the first.
fn longest<const N: usize>(all: [Read; N]) -> Read {
    all.into_iter().flatten().reduce(|best, next| if next.1 > best.1 { next } else { best })
}
