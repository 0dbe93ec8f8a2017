//! What words of time mean before a calendar is asked.

use super::TimeBound;
use jiff::civil::{Time, Weekday};

/// A length of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// Saturday and Sunday.
    Weekend,
}

impl Unit {
    pub(super) fn from_value(value: i32) -> Option<Unit> {
        const ALL: [Unit; 12] = [
            Unit::Second,
            Unit::Minute,
            Unit::Hour,
            Unit::Day,
            Unit::Week,
            Unit::Fortnight,
            Unit::Month,
            Unit::Quarter,
            Unit::Year,
            Unit::Decade,
            Unit::Century,
            Unit::Weekend,
        ];
        ALL.get(usize::try_from(value).ok()?).copied()
    }
}

/// How long: halves of a unit, none where the words leave the number open ("several weeks").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Twice the number.
    pub halves: Option<i32>,
    /// Of what.
    pub unit: Unit,
}

/// A stretch of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    /// From six to noon.
    Morning,
    /// From noon to six.
    Afternoon,
    /// From six to the end of the day.
    Evening,
    /// From eight in the evening to six.
    Night,
    /// While it is light.
    Daytime,
    /// About six in the morning.
    Dawn,
    /// About six in the evening.
    Dusk,
    /// About noon, while one eats.
    Midday,
}

impl DayPart {
    pub(super) fn from_value(value: i32) -> Option<DayPart> {
        Some(match value {
            1 => DayPart::Morning,
            2 => DayPart::Afternoon,
            3 => DayPart::Evening,
            4 => DayPart::Night,
            5 => DayPart::Daytime,
            6 => DayPart::Dawn,
            7 => DayPart::Dusk,
            8 => DayPart::Midday,
            _ => return None,
        })
    }
}

/// Which stretch of a time is meant: "early October", "mid-1964", "the end of the year", "the rest of the week".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its first third.
    Early,
    /// About its middle.
    Mid,
    /// Its last third.
    Late,
    /// What of it lies ahead of the paper.
    Rest,
    /// Its first half.
    FirstHalf,
    /// Its second half.
    SecondHalf,
}

impl Edge {
    pub(super) fn from_value(value: i32) -> Option<Edge> {
        const ALL: [Edge; 4] = [Edge::Early, Edge::Mid, Edge::Late, Edge::Rest];
        ALL.get(usize::try_from(value).ok()?.checked_sub(1)?).copied()
    }
}

/// From where a time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The paper's own date.
    Paper,
    /// The last date told.
    Told,
    /// A day that is named.
    Day { year: Option<i16>, month: i8, day: i8 },
    /// A weekday that is named.
    Weekday { day: Weekday, by: Option<i32> },
    /// A day told from the paper's own.
    Today(i32),
}

/// When a feast falls: on a day of a month, on the nth weekday of a month, or by the moon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feast {
    Fixed(i8, i8),
    Nth(i8, Weekday, i8),
    /// So many days from Easter Sunday.
    Easter(i16),
}

/// The core of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Day {
        year: Option<i16>,
        month: Option<i8>,
        day: i8,
    },
    Month {
        year: Option<i16>,
        month: i8,
    },
    Year(i16),
    YearBc(i16),
    Decade {
        year: i16,
        bare: bool,
    },
    Century(i16),
    Season {
        year: Option<i16>,
        season: i8,
        by: Option<i32>,
    },
    Quarter {
        year: Option<i16>,
        n: i8,
        fiscal: bool,
    },
    Half {
        year: Option<i16>,
        n: i8,
    },
    Fiscal(i16),
    /// "The fiscal year" (0), "next fiscal year" (1).
    FiscalBy(i32),
    /// "Week 40".
    WeekNumber {
        year: Option<i16>,
        n: i8,
    },
    /// "Tuesday", "next Tuesday" (1), "last Friday" (-1), "this Monday" (0).
    Weekday {
        day: Weekday,
        by: Option<i32>,
    },
    /// "Tuesday of next week" (1).
    WeekdayOf {
        day: Weekday,
        weeks: i32,
    },
    /// "August of that year", "the spring of next year": so many months from one on.
    MonthsOf {
        month: i8,
        months: i8,
        years: i32,
        from: Origin,
    },
    /// "Next October" (1), "last May" (-1).
    MonthBy {
        month: i8,
        by: i32,
    },
    /// "Tomorrow", "next month", "the same year": a unit of the calendar.
    Shift {
        unit: Unit,
        by: i32,
        from: Origin,
    },
    /// "Three days ago", "two weeks later": a point so far away.
    Away {
        length: Length,
        by: i32,
        from: Origin,
    },
    /// "The next two weeks": all that lies between.
    Stretch {
        length: Length,
        by: i32,
        from: Origin,
    },
    /// "The first week of June", "the last two months of 1964"; counted from the end where negative.
    Nth {
        n: i8,
        unit: Unit,
        count: i8,
        year: Option<i16>,
        month: Option<i8>,
    },
    /// "The last week of next month", "the first quarter of this year".
    NthOf {
        n: i8,
        unit: Unit,
        count: i8,
        whole: Unit,
        by: i32,
        from: Origin,
    },
    /// "The first Monday in May".
    NthWeekday {
        n: i8,
        day: Weekday,
        year: Option<i16>,
        month: i8,
    },
    /// So many days from Easter Sunday.
    Easter {
        year: Option<i16>,
        days: i16,
    },
    /// "Next Easter" (1), "last Christmas" (-1).
    FeastBy {
        feast: Feast,
        by: i32,
    },
    /// The week that begins with a day, or that ends with it.
    WeekOf {
        year: Option<i16>,
        month: i8,
        day: i8,
        closes: bool,
    },
    /// "The 3rd instant" (0), "the 15th ultimo" (-1).
    Instant {
        day: i8,
        months: i32,
    },
    /// An hour of the clock alone.
    Clock,
    /// "In the morning" alone.
    Part,
    Length(Length),
    Set {
        length: Length,
        day: Option<Weekday>,
    },
    Now,
    Past,
    Future,
    Event,
}

/// One time as the words give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub base: Base,
    pub edge: Option<Edge>,
    pub part: Option<DayPart>,
    pub clock: Option<Time>,
    /// A weekday said beside a date.
    pub weekday: Option<Weekday>,
    /// Day and month the other way round, where figures leave it open.
    pub swapped: Option<(i8, i8)>,
    /// A second reading of the day: "June 14 [15?]".
    pub doubt: Option<i8>,
    pub zone: Zone,
    /// How a preposition before its hour bounds it: "tomorrow before 5 p.m.".
    pub bound: Option<TimeBound>,
    pub about: bool,
}

/// A zone as the words name it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zone {
    /// None is named.
    #[default]
    Unsaid,
    /// Greenwich: "Z", "GMT", "UTC".
    Greenwich,
    /// "Local time".
    Local,
    /// Another one, kept as a word.
    Named,
}

impl Meaning {
    pub fn new(base: Base) -> Self {
        Self {
            base,
            edge: None,
            part: None,
            clock: None,
            weekday: None,
            swapped: None,
            doubt: None,
            zone: Zone::Unsaid,
            bound: None,
            about: false,
        }
    }

    /// Whether it names a day or what may be taken for one.
    pub fn is_day(&self) -> bool {
        use Base::{Day, Easter, FeastBy, Instant, NthWeekday, Shift, Weekday, WeekdayOf};
        let day = |u: Unit| u == Unit::Day;
        match self.base {
            Day { .. }
            | Easter { .. }
            | FeastBy { .. }
            | Weekday { .. }
            | WeekdayOf { .. }
            | Instant { .. }
            | NthWeekday { .. } => true,
            Shift { unit, .. } => day(unit),
            _ => false,
        }
    }
}

/// A time and its lexemes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub meaning: Meaning,
    pub first: usize,
    pub last: usize,
}

/// What was read at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    One(Piece),
    /// From one to the other, both counted in.
    Range {
        whole: (usize, usize),
        ends: [Piece; 2],
    },
    /// Several that share a month or a year.
    List(Vec<Piece>),
}

impl Shape {
    pub fn last(&self) -> usize {
        match self {
            Shape::One(piece) => piece.last,
            Shape::Range { whole, .. } => whole.1,
            Shape::List(all) => all.last().map_or(0, |p| p.last),
        }
    }
}
