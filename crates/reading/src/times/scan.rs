//! A whole text: its lexemes in turn, what is read where a word of time stands, and what it comes to.

use super::calendar::{Anchors, interval};
use super::grammar::{Words, shape};
use super::lean::direction;
use super::lexeme::{Kind, Lexeme, is_french, lexemes};
use super::meaning::{Base, Meaning, Origin, Piece, Shape, Unit, Zone};
use super::open::event_behind;
use super::vocabulary::C;
use super::{
    Direction, Interval, Sense, Time, TimeAnchor, TimeBound, TimeContext, TimeGrain, TimeKind, TimeNote,
};
use chancery_office::reading::Span;

pub(super) fn times_in(text: &str, ctx: &TimeContext) -> Vec<Time> {
    let french = ctx.french.unwrap_or_else(|| is_french(text));
    let lexemes = lexemes(text, &[(0, text.len())], french);
    let words = Words { lexemes: &lexemes, french, day_first: ctx.day_first };
    let anchors = Anchors { paper: ctx.anchor, told: None, narrates: ctx.narrates };
    let mut teller = Teller { text, words: &words, ctx, anchors, looked_at: 0, out: Vec::new() };
    let near = near(&lexemes);
    let mut at = 0;
    while at < lexemes.len() {
        at = teller.step(&near, at);
    }
    teller.out
}

/// Reads shapes in turn over a sentence or a text.
pub(super) fn shapes(words: &Words<'_, '_>) -> Vec<Shape> {
    let mut out = Vec::new();
    let mut at = 0;
    let near = near(words.lexemes);
    while at < words.lexemes.len() {
        let found = starts(words.lexemes, &near, at).then(|| shape(words, at)).flatten();
        at = found.as_ref().map_or(at + 1, |s| s.last().max(at + 1));
        out.extend(found);
    }
    out
}

/// Lexemes from the beginning of a time to the word that it is built round.
const LEAD_MAX: u8 = 7;

/// Of each lexeme whether what a time is built round stands at it or near behind it.
fn near(all: &[Lexeme<'_>]) -> Vec<bool> {
    let mut out = vec![false; all.len()];
    let mut left = 0;
    for (lexeme, near) in all.iter().zip(&mut out).rev() {
        left = if lexeme.is_core() { LEAD_MAX } else { left.saturating_sub(1) };
        *near = left > 0;
    }
    out
}

/// A cheap sieve: whether a time may begin at lexeme `i`.
fn starts(all: &[Lexeme<'_>], near: &[bool], i: usize) -> bool {
    let Some(lexeme) = all.get(i).filter(|_| near.get(i) == Some(&true)) else { return false };
    let small = [
        C::Of,
        C::In,
        C::On,
        C::By,
        C::To,
        C::And,
        C::Or,
        C::From,
        C::Between,
        C::For,
        C::Will,
        C::Did,
        C::NumberWord,
        C::Before,
        C::After,
        C::Since,
        C::Until,
        C::Within,
        C::Dash,
        C::Zone,
        C::Y,
        C::Than,
    ];
    match lexeme.kind {
        Kind::Figure => true,
        Kind::Word if lexeme.is(C::The) || lexeme.is(C::A) => all
            .get(i + 1)
            .is_some_and(|n| n.kind == Kind::Figure || !n.tags.is_empty() || matches!(n.text, "'" | "’")),
        Kind::Word => lexeme.tags.iter().any(|(c, _)| !small.contains(c)),
        Kind::Point => matches!(lexeme.text, "'" | "’" | "‘" | "½"),
    }
}

/// What has been told so far.
struct Teller<'a, 't> {
    text: &'t str,
    words: &'a Words<'a, 't>,
    ctx: &'a TimeContext,
    anchors: Anchors,
    /// Up to where paragraphs were looked for.
    looked_at: usize,
    out: Vec<Time>,
}

impl Teller<'_, '_> {
    /// Reads what begins at lexeme `at`, and gives the lexeme to go on from.
    fn step(&mut self, near: &[bool], at: usize) -> usize {
        let all = self.words.lexemes;
        let found = starts(all, near, at).then(|| shape(self.words, at)).flatten();
        let Some(found) = found else {
            self.event(at);
            return at + 1;
        };
        let last = found.last().max(at + 1);
        self.tell(&found);
        last
    }

    fn event(&mut self, at: usize) {
        let Some((span, bound)) = event_behind(self.text, self.words.lexemes, at) else { return };
        let meaning = Meaning::new(Base::Event);
        let time = Time { kind: TimeKind::Event, anchor: TimeAnchor::Event, bound, ..blank(span, &meaning) };
        self.out.push(time);
    }

    fn tell(&mut self, found: &Shape) {
        self.forget(found);
        match found {
            Shape::One(piece) => {
                let time = self.time(piece);
                self.keep(time);
            }
            Shape::List(pieces) => {
                for piece in pieces {
                    let time = self.time(piece);
                    self.keep(time);
                }
            }
            Shape::Range { whole, ends: [first, last] } => {
                let Some(span) = self.span(whole.0, whole.1) else { return };
                let ends = [self.time(first), self.time(last)];
                self.keep(Some(range(span, ends)));
            }
        }
    }

    /// A new paragraph tells its own dates.
    fn forget(&mut self, found: &Shape) {
        let first = match found {
            Shape::One(p) => p.first,
            Shape::List(all) => all.first().map_or(0, |p| p.first),
            Shape::Range { whole, .. } => whole.0,
        };
        let Some(start) = self.words.lexemes.get(first).map(|l| l.start) else { return };
        let since = self.text.get(self.looked_at..start).unwrap_or("");
        self.looked_at = self.looked_at.max(start);
        if !self.ctx.narrates && since.contains("\n\n") {
            self.anchors.told = None;
        }
    }

    fn keep(&mut self, time: Option<Time>) {
        let Some(time) = time else { return };
        let day = matches!(time.kind, TimeKind::Date | TimeKind::Clock) && time.grain != TimeGrain::Open;
        let full =
            day && (time.anchor != TimeAnchor::Paper || self.ctx.narrates || time.grain != TimeGrain::Minute);
        if let Some(interval) = time.interval.filter(|_| full) {
            self.anchors.told = Some(middle(interval, time.grain));
        }
        self.out.push(time);
    }

    fn span(&self, first: usize, last: usize) -> Option<Span> {
        let all = self.words.lexemes;
        let (a, b) = (all.get(first)?, all.get(last.checked_sub(1)?)?);
        (a.start < b.end()).then(|| Span::new(a.start, b.end()))
    }

    fn time(&self, piece: &Piece) -> Option<Time> {
        let span = self.span(piece.first, piece.last)?;
        let lean = self.ctx.direction.or_else(|| direction(self.words.lexemes, piece.first, piece.last));
        let meaning = &self.meant(piece.meaning, lean);
        if meaning.base == Base::Future && lean == Some(Direction::Past) && piece.last == piece.first + 1 {
            return None;
        }
        let found = interval(meaning, &self.anchors, lean);
        let assumed =
            told_from(meaning) == Some(Origin::Told) && self.anchors.told.is_none() && found.is_some();
        let bare = blank(span, meaning);
        Some(Time {
            interval: found.map(|f| f.0),
            grain: found.map_or(bare.grain, |f| f.1),
            anchor: self.anchor(meaning),
            direction: is_open(meaning).then_some(lean).flatten(),
            bound: meaning.bound.unwrap_or_else(|| bound(self.words.lexemes, piece.first)),
            note: note(meaning, found.map(|f| f.0)).or(assumed.then_some(TimeNote::Assumed)),
            candidates: self.candidates(meaning, lean),
            ..bare
        })
    }

    /// "Within two months" of what is told is a length.
    fn meant(&self, meaning: Meaning, lean: Option<Direction>) -> Meaning {
        let told = self.ctx.narrates || lean == Some(Direction::Past);
        match meaning.base {
            Base::Away { length, by: 1, from: Origin::Paper } if told || length.halves.is_none() => {
                Meaning { base: Base::Length(length), ..meaning }
            }
            _ => meaning,
        }
    }

    fn anchor(&self, meaning: &Meaning) -> TimeAnchor {
        match told_from(meaning) {
            Some(Origin::Told) if self.anchors.told.is_some() => TimeAnchor::Told,
            Some(Origin::Paper | Origin::Today(_) | Origin::Weekday { .. } | Origin::Told) => {
                TimeAnchor::Paper
            }
            Some(Origin::Day { year: Some(_), .. }) => TimeAnchor::Words,
            _ if is_open(meaning) && self.ctx.narrates && self.anchors.told.is_some() => TimeAnchor::Told,
            _ if is_open(meaning) => TimeAnchor::Paper,
            _ => TimeAnchor::Words,
        }
    }

    /// Other readings that the words allow: day and month swapped, a doubted day, another "next Tuesday".
    fn candidates(&self, meaning: &Meaning, lean: Option<Direction>) -> Vec<Interval> {
        let other = |base| interval(&Meaning { base, ..*meaning }, &self.anchors, lean).map(|f| f.0);
        let found = match meaning.base {
            Base::Day { year, month, day } => {
                let swapped = meaning
                    .swapped
                    .and_then(|(day, month)| other(Base::Day { year, month: Some(month), day }));
                swapped
                    .or_else(|| other(Base::Day { year, month, day: meaning.doubt.filter(|d| *d != day)? }))
            }
            Base::Weekday { day, by: Some(1) } => other(Base::Weekday { day, by: Some(2) }),
            Base::Weekday { day, by: Some(-1) } => other(Base::WeekdayOf { day, weeks: -1 }),
            _ => None,
        };
        let told = interval(meaning, &self.anchors, lean).map(|f| f.0);
        found.into_iter().filter(|c| Some(*c) != told).collect()
    }
}

/// The day that stands for a time from which others are told: the middle of a year, else its first.
fn middle(interval: Interval, grain: TimeGrain) -> jiff::civil::Date {
    let first = interval.from.date();
    let months = if grain == TimeGrain::Year { 6 } else { 0 };
    first.checked_add(jiff::Span::new().months(months)).unwrap_or(first)
}

/// Whether the words need a year or a day from elsewhere.
fn is_open(meaning: &Meaning) -> bool {
    match meaning.base {
        Base::Day { year, .. } | Base::Month { year, .. } | Base::Season { year, .. } => year.is_none(),
        Base::Quarter { year, .. }
        | Base::Half { year, .. }
        | Base::WeekOf { year, .. }
        | Base::WeekNumber { year, .. }
        | Base::Easter { year, .. } => year.is_none(),
        Base::Nth { year, .. } | Base::NthWeekday { year, .. } => year.is_none(),
        Base::Weekday { .. } | Base::WeekdayOf { .. } | Base::MonthBy { .. } | Base::Instant { .. } => true,
        Base::Shift { .. } | Base::Away { .. } | Base::Stretch { .. } | Base::Clock | Base::Part => true,
        Base::MonthsOf { .. } | Base::NthOf { .. } | Base::Now => true,
        Base::FiscalBy(_) | Base::FeastBy { .. } => true,
        _ => false,
    }
}

fn told_from(meaning: &Meaning) -> Option<Origin> {
    match meaning.base {
        Base::Shift { from, .. } | Base::Away { from, .. } | Base::Stretch { from, .. } => Some(from),
        Base::MonthsOf { from, .. } | Base::NthOf { from, .. } => Some(from),
        Base::Day { month: None, .. } => Some(Origin::Told),
        _ => None,
    }
}

/// A time without an interval.
fn blank(span: Span, meaning: &Meaning) -> Time {
    let (kind, length) = kind(meaning);
    Time {
        span,
        interval: None,
        grain: TimeGrain::Open,
        kind,
        anchor: TimeAnchor::Words,
        direction: None,
        bound: TimeBound::Within,
        length,
        part: meaning.part,
        edge: meaning.edge,
        zone: meaning.zone,
        note: None,
        ends: Vec::new(),
        candidates: Vec::new(),
    }
}

fn kind(meaning: &Meaning) -> (TimeKind, Option<super::Length>) {
    match meaning.base {
        Base::Length(length) | Base::Stretch { length, .. } => (TimeKind::Duration, Some(length)),
        Base::Set { length, .. } => (TimeKind::Set, Some(length)),
        Base::Nth { count, unit, .. } | Base::NthOf { count, unit, .. }
            if count > 1 && unit != Unit::Quarter =>
        {
            (TimeKind::Duration, Some(super::Length { halves: Some(2 * i32::from(count)), unit }))
        }
        Base::Away { length, .. } => (TimeKind::Date, Some(length)),
        Base::Now => (TimeKind::Vague(Sense::Present), None),
        Base::Past => (TimeKind::Vague(Sense::Past), None),
        Base::Future => (TimeKind::Vague(Sense::Future), None),
        Base::Event => (TimeKind::Event, None),
        _ if meaning.clock.is_some() || meaning.part.is_some() => (TimeKind::Clock, None),
        _ => (TimeKind::Date, None),
    }
}

fn note(meaning: &Meaning, found: Option<Interval>) -> Option<TimeNote> {
    let said = meaning.weekday.filter(|w| found.is_some_and(|i| i.from.weekday() != *w));
    if let Some(said) = said {
        return Some(TimeNote::Contradicted(said));
    }
    if meaning.doubt.is_some() {
        return Some(TimeNote::Doubted);
    }
    if matches!(meaning.base, Base::YearBc(_)) {
        return Some(TimeNote::BeforeChrist);
    }
    meaning.about.then_some(TimeNote::About)
}

/// From the beginning of one time to the end of another.
fn range(span: Span, ends: [Option<Time>; 2]) -> Time {
    let [first, last] = &ends;
    let between = first.as_ref().and_then(|t| t.interval).zip(last.as_ref().and_then(|t| t.interval));
    let interval =
        between.map(|(a, b)| Interval { from: a.from, until: b.until }).filter(|i| i.from <= i.until);
    let of = |t: &Option<Time>| t.as_ref().map(|t| (t.kind, t.grain, t.anchor, t.zone));
    let (kind, grain, anchor, zone) = of(last).or_else(|| of(first)).unwrap_or((
        TimeKind::Date,
        TimeGrain::Open,
        TimeAnchor::Words,
        Zone::Unsaid,
    ));
    let bare = blank(span, &Meaning::new(Base::Now));
    Time { interval, kind, grain, anchor, zone, ends: ends.into_iter().flatten().collect(), ..bare }
}

/// How the words before lexeme `first` bound a time.
pub(super) fn bound(all: &[Lexeme<'_>], first: usize) -> TimeBound {
    let first = first - hour_of_business(all, first);
    let prior = |n: usize| first.checked_sub(n).and_then(|i| all.get(i));
    let word = |n: usize, w: &str| prior(n).is_some_and(|l| l.text.eq_ignore_ascii_case(w));
    let is = |c: C| prior(1).is_some_and(|l| l.is(c));
    let unless_before = word(1, "than") && (word(2, "earlier") || word(2, "sooner"));
    if unless_before && (word(3, "no") || word(3, "not")) || word(1, "before") && word(2, "not") {
        return TimeBound::Since;
    }
    if word(2, "or") && word(3, "on") && (word(1, "before") || word(1, "by")) {
        return TimeBound::By;
    }
    if word(1, "to") && word(2, "prior") || word(1, "of") && word(2, "advance") {
        return TimeBound::Before;
    }
    if word(1, "than") && (word(2, "later") || word(2, "tard")) || is(C::By) || is(C::Within) {
        return TimeBound::By;
    }
    match () {
        () if is(C::Before) || is(C::Until) => TimeBound::Before,
        () if is(C::Since) => TimeBound::Since,
        () if is(C::After) => TimeBound::After,
        () => TimeBound::Within,
    }
}

/// Lexemes before a day that name its working hours, and no bound: "by close of business Friday", "by end June".
fn hour_of_business(all: &[Lexeme<'_>], first: usize) -> usize {
    let word = |n: usize, w: &str| {
        first.checked_sub(n).and_then(|i| all.get(i)).is_some_and(|l| l.text.eq_ignore_ascii_case(w))
    };
    match () {
        () if word(1, "business") && word(2, "of") && (word(3, "close") || word(3, "opening")) => 3,
        () if word(1, "cob") || word(1, "end") => 1,
        () => 0,
    }
}

#[cfg(test)]
thread_local! {
    /// How often the grammar has looked at a lexeme.
    static LOOKS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts a look of the grammar at a lexeme.
#[cfg(test)]
pub(super) fn look() {
    LOOKS.set(LOOKS.get() + 1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TEXT_BYTES_MAX;
    use proptest::prelude::*;

    /// Looks at lexemes that a text may cost, for each of its bytes.
    const LOOKS_PER_BYTE_MAX: u64 = 400;

    /// How often the grammar looks at lexemes to read `unit` over and over, for each of the text's bytes.
    fn looks(unit: &str, bytes: usize) -> u64 {
        let text = unit.repeat(bytes.div_ceil(unit.len()));
        let before = LOOKS.get();
        let ctx = TimeContext { anchor: jiff::civil::Date::new(1982, 10, 14).ok(), ..TimeContext::default() };
        let times = super::super::times_in(&text, &ctx);
        assert!(times.iter().all(|t| text.get(t.span.start as usize..t.span.end as usize).is_some()));
        (LOOKS.get() - before) / text.len() as u64
    }

    /// Words that lead to a time and never to its end, and times without an end.
    const HOSTILE: [&str; 14] = [
        "of ",
        "the ",
        "the end of the beginning of the middle of ",
        "two weeks before the day after ",
        "the first of the last of the next ",
        "from Monday to Tuesday from 3 to 4 and ",
        "twenty-two hundred and thirty-three ",
        "1 ",
        "1/1/1/",
        "12.12.12.",
        "May May May may ",
        "15 October 16 October, 17, 18, 19 and 20 and 21 ",
        "every other every each second third quarter half of half a half ",
        "between 3 May and 4 May and 5 May or not later than prior to until before ",
    ];

    #[test]
    fn a_hostile_text_costs_looks_by_its_length_alone() {
        for unit in HOSTILE {
            let (short, long) = (looks(unit, 2_000), looks(unit, 64_000));
            assert!(
                long <= short + short / 4 + 1,
                "{unit:?}: {short} looks a byte, {long} where it is longer"
            );
            assert!(long <= LOOKS_PER_BYTE_MAX, "{unit:?}: {long} looks a byte");
        }
    }

    #[test]
    fn a_hostile_megabyte_is_read_to_its_end() {
        let unit: String = HOSTILE.concat();
        assert!(looks(&unit, TEXT_BYTES_MAX) <= LOOKS_PER_BYTE_MAX);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_order_of_hostile_words_costs_more(units in proptest::collection::vec(0..HOSTILE.len(), 1..9)) {
            let unit: String = units.into_iter().filter_map(|i| HOSTILE.get(i)).copied().collect();
            prop_assert!(looks(&unit, 4_000) <= LOOKS_PER_BYTE_MAX);
        }
    }
}
