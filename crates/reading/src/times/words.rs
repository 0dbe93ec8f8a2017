//! Times among the tokens of a sentence, for the rules that fit over tokens.

use super::calendar::{Anchors, interval};
use super::grammar::Words;
use super::lean::Direction;
use super::lexeme::{Lexeme, of_tokens};
use super::meaning::{Base, Meaning, Piece, Shape};
use super::open::event;
use super::scan::shapes;
use super::{TimeBound, TimeGrain};
use crate::rules::lexicon::KNOWN;
use crate::tokens::Token;
use chancery_office::reading::{Grain, When};
use jiff::civil::{Date, Weekday};

/// Whether a calendar settles a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// It does.
    Calendar,
    /// Bound to an event that no calendar knows.
    Event,
    /// "Soon", "in the months ahead".
    Vague,
}

/// A time among the tokens of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeWords {
    /// First token, the preposition included.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    pub form: Form,
    bound: TimeBound,
    /// What the words mean, and the end of it where they name a range.
    meaning: Meaning,
    until: Option<Meaning>,
}

impl TimeWords {
    /// An hour of a day: "1100 tomorrow".
    pub fn is_hour_of_day(&self) -> bool {
        self.meaning.clock.is_some() && self.meaning.is_day()
    }

    /// The interval that the words come to; `None` where they need an anchor and there is none.
    pub fn resolve(&self, anchor: Option<Date>, lean: Direction) -> Option<When> {
        let open = |grain| Some(When { from: None, until: None, clock: None, grain });
        match self.form {
            Form::Event => return open(Grain::Event),
            Form::Vague => return open(Grain::Vague),
            Form::Calendar => {}
        }
        let (from, until, grain) = self.days(anchor, lean)?;
        let clock = self.meaning.clock.filter(|_| self.until.is_none());
        let grain = if clock.is_some() { Grain::Minute } else { grain };
        let (from, until) = match self.bound {
            TimeBound::Within => (Some(from), Some(until)),
            TimeBound::By => (None, Some(until)),
            TimeBound::Before => (None, Some(from)),
            TimeBound::After => (Some(until), None),
            TimeBound::Since => (Some(from), None),
        };
        Some(When { from, until, clock, grain })
    }

    /// Whether the year of its day is taken from elsewhere.
    pub fn is_yearless(&self) -> bool {
        matches!(self.meaning.base, Base::Day { year: None, .. })
    }

    fn days(&self, anchor: Option<Date>, lean: Direction) -> Option<(Date, Date, Grain)> {
        let anchors = Anchors { paper: anchor, ..Anchors::default() };
        let whole = |m: &Meaning| interval(&Meaning { clock: None, part: None, ..*m }, &anchors, Some(lean));
        let (first, grain) = whole(&self.meaning)?;
        let last = self.until.as_ref().map_or(Some(first), |m| whole(m).map(|f| f.0))?;
        let (from, until) = (first.from.date(), last.until.date());
        (from < until).then_some((from, until, coarse(grain)))
    }

    /// Whether it is an hour of the clock alone.
    pub fn is_clock(&self) -> bool {
        matches!(self.meaning.base, Base::Clock | Base::Part)
    }

    /// The day and the weekday that contradict each other, where they do in every year that may be meant.
    pub fn conflict(&self, anchor: Option<Date>, lean: Direction) -> Option<(Date, Weekday)> {
        let Base::Day { month: Some(_), .. } = self.meaning.base else { return None };
        let said = self.meaning.weekday?;
        let (day, _, _) = self.days(anchor, lean)?;
        (day.weekday() != said).then_some((day, said))
    }
}

fn coarse(grain: TimeGrain) -> Grain {
    match grain {
        TimeGrain::Minute | TimeGrain::Part | TimeGrain::Day | TimeGrain::Weekend => Grain::Day,
        TimeGrain::Week => Grain::Week,
        TimeGrain::Month => Grain::Month,
        TimeGrain::Open => Grain::Vague,
        _ => Grain::Year,
    }
}

/// The times of a sentence, in order.
pub(crate) fn times(tokens: &[Token<'_>], day_first: bool) -> Vec<TimeWords> {
    let (lexemes, owners) = of_tokens(tokens);
    let words = Words { lexemes: &lexemes, french: false, day_first };
    let mut out: Vec<TimeWords> = Vec::new();
    for shape in shapes(&words) {
        match shape {
            Shape::One(piece) => out.extend(time_words(tokens, &lexemes, &owners, piece, None)),
            Shape::List(all) => {
                out.extend(all.into_iter().filter_map(|p| time_words(tokens, &lexemes, &owners, p, None)));
            }
            Shape::Range { whole, ends: [first, last] } => {
                let piece = Piece { first: whole.0, last: whole.1, ..first };
                out.extend(time_words(tokens, &lexemes, &owners, piece, Some(last.meaning)));
            }
        }
    }
    events(tokens, &mut out);
    out
}

fn time_words(
    tokens: &[Token<'_>],
    lexemes: &[Lexeme<'_>],
    owners: &[usize],
    piece: Piece,
    until: Option<Meaning>,
) -> Option<TimeWords> {
    let form = match piece.meaning.base {
        Base::Length(_) | Base::Set { .. } | Base::Now | Base::Past | Base::Part | Base::YearBc(_) => {
            return None;
        }
        Base::Future => Form::Vague,
        Base::Event => Form::Event,
        _ => Form::Calendar,
    };
    let first = *owners.get(piece.first)?;
    let last = *owners.get(piece.last.checked_sub(1)?)? + 1;
    let lead = lead(tokens, first);
    let bound = piece.meaning.bound.unwrap_or_else(|| super::scan::bound(lexemes, piece.first));
    Some(TimeWords { first: first - lead, last, form, bound, meaning: piece.meaning, until })
}

/// Tokens of the preposition before a time.
fn lead(tokens: &[Token<'_>], first: usize) -> usize {
    let word = |n: usize| first.checked_sub(n).and_then(|i| tokens.get(i)).map_or("", |t| t.low.as_str());
    match (word(1), word(2)) {
        ("to", "prior") => 2,
        ("of", "advance") if word(3) == "in" => 3,
        ("than", "later") if matches!(word(3), "not" | "no") => 3,
        (
            "by" | "within" | "before" | "until" | "till" | "pending" | "after" | "following" | "since"
            | "in" | "on" | "at" | "during" | "around" | "about" | "from",
            _,
        ) => 1,
        _ => 0,
    }
}

/// Adds the events behind prepositions that bound no time of the calendar.
fn events(tokens: &[Token<'_>], out: &mut Vec<TimeWords>) {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some((bound, skip)) = opens_event(tokens, at) else { continue };
        let taken = |t: &TimeWords| t.first < at + skip + 1 && at < t.last;
        if out.iter().chain(&found).any(taken) {
            continue;
        }
        let Some(len) = tokens.get(at + skip..).and_then(event) else { continue };
        let last = at + skip + len;
        let free = !out.iter().any(|t| t.first < last && at < t.last);
        let meaning = Meaning::new(Base::Event);
        found.extend(free.then_some(TimeWords {
            first: at,
            last,
            form: Form::Event,
            bound,
            meaning,
            until: None,
        }));
    }
    out.extend(found);
    out.sort_by_key(|t| t.first);
}

/// A preposition that bounds what follows, and its tokens.
fn opens_event(tokens: &[Token<'_>], at: usize) -> Option<(TimeBound, usize)> {
    let word = |i: usize| tokens.get(at + i).map_or("", |t| t.low.as_str());
    tokens.get(at).filter(|t| t.classes.has(KNOWN.timely))?;
    match (word(0), word(1)) {
        ("prior", "to") => Some((TimeBound::Before, 2)),
        ("in", "advance") if word(2) == "of" => Some((TimeBound::Before, 3)),
        ("not" | "no", "later") if word(2) == "than" => Some((TimeBound::By, 3)),
        ("before" | "until" | "till" | "pending", _) => Some((TimeBound::Before, 1)),
        ("after" | "following" | "since", _) => Some((TimeBound::After, 1)),
        _ => None,
    }
}
