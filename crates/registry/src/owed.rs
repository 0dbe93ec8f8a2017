//! What is owed, counted: which undertakings are alike, which of them fit what is asked, and in which order they stand.
//! Pure but for the row that one is taken from.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chancery_office::id::Handle;
use indexmap::IndexSet;
use rusqlite::Row;
use rusqlite::types::Value;

use crate::answers::{ChaseAsked, ChaseOrder, ChaseSide, ChaseState, ChaseTrust, LoadLine};

/// Owners whose load is shown.
const LOAD_SHOWN: usize = 12;
/// Who is named by them alone, is not named.
const PRONOUNS: [&str; 8] = ["he", "she", "it", "we", "they", "you", "i", "both"];

/// Undertakings that are alike in all that the list is sifted and ordered by; their days and names by their numbers.
#[derive(Clone, Copy)]
pub struct Alike {
    pub due: u32,
    pub day: usize,
    actor: usize,
    /// Who answers for it.
    owner: usize,
    partner: usize,
    /// Handle of who of the office answers for it.
    person: usize,
    pub closed: bool,
    /// The reading was not sure of it, and nobody has said or done anything.
    pub weak: bool,
    pub many: u64,
}

/// The columns of a row by which it is told which undertakings are like it, in the order in which they are read.
pub const ALIKE: &str = "due, actor, answers, partner, person, closed, weak";
/// How many columns these are.
pub const ALIKE_COLUMNS: usize = 7;

impl Alike {
    /// From the first columns of a row; days and names get their numbers.
    fn read(
        row: &Row<'_>,
        mut day: impl FnMut(&str) -> usize,
        mut name: impl FnMut(&str) -> usize,
    ) -> rusqlite::Result<Self> {
        let due = row.get_ref(0)?.as_str_or_null()?.unwrap_or_default();
        let mut named = |at| Ok::<_, rusqlite::Error>(name(row.get_ref(at)?.as_str()?));
        let (actor, owner, partner, person) = (named(1)?, named(2)?, named(3)?, named(4)?);
        let (closed, weak) = (row.get(5)?, row.get(6)?);
        Ok(Self { due: digits(due), day: day(due), actor, owner, partner, person, closed, weak, many: 1 })
    }

    pub fn key(&self, order: ChaseOrder) -> Key {
        (self.closed, self.day, order.name(self))
    }

    fn overdue(&self, today: u32) -> bool {
        self.due != NO_DAY && self.due < today
    }

    /// Overdue first and the latest day of these first, then by day, then without one.
    fn place(&self, today: u32) -> impl Ord + use<> {
        let overdue = self.overdue(today);
        let by_day = if overdue { u32::MAX - self.due } else { self.due };
        (self.closed, self.due == NO_DAY, !overdue, by_day)
    }
}

/// Where no day is known.
pub const NO_DAY: u32 = 0;

/// A day as its digits: 19821014.
pub fn digits(day: &str) -> u32 {
    let digits = day.bytes().filter(u8::is_ascii_digit);
    digits.fold(NO_DAY, |number, digit| number.wrapping_mul(10).wrapping_add(u32::from(digit - b'0')))
}

impl ChaseOrder {
    /// The name by which it orders.
    fn name(self, one: &Alike) -> Option<usize> {
        match self {
            ChaseOrder::Due => None,
            ChaseOrder::Owner => Some(one.owner),
            ChaseOrder::Counterpart => Some(one.partner),
        }
    }
}

impl ChaseTrust {
    /// Whether one is as sure as that.
    pub(crate) fn takes(self, weak: bool) -> bool {
        match self {
            ChaseTrust::Likely => !weak,
            ChaseTrust::Possible => weak,
            ChaseTrust::All => true,
        }
    }
}

/// Undertakings that follow one another as they were entered: one day, and one name where that comes first.
pub struct Run {
    pub first: Alike,
    pub many: u64,
}

/// What the order tells apart: whether it is closed, its day, and the name that comes before that.
pub type Key = (bool, usize, Option<usize>);

impl Run {
    pub fn key(&self, order: ChaseOrder) -> Key {
        self.first.key(order)
    }
}

/// The runs of which so many are wanted behind so many, each with how many of it come before these and how many of
/// these it has.
pub fn shown_of(runs: &[Run], (mut before, mut left): (u64, u64)) -> Vec<(&Run, usize, usize)> {
    let mut shown = Vec::new();
    for run in runs {
        let many = left.min(run.many.saturating_sub(before));
        if many > 0 {
            let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
            shown.push((run, count(before), count(many)));
        }
        (before, left) = (before.saturating_sub(run.many), left - many);
        if left == 0 {
            break;
        }
    }
    shown
}

/// What is owed, with the days and names that stand in it: of a hundred thousand undertakings few are different.
#[derive(Default)]
pub struct Owed {
    owed: Vec<Alike>,
    pub days: IndexSet<String>,
    pub names: IndexSet<String>,
}

/// Who reads, and whom he reads for.
pub struct Office {
    /// Names by which people and posts of the office are told in papers.
    pub names: Vec<String>,
    /// Handles of the reader and of the posts that he holds or acts in.
    pub own: Vec<Handle>,
}

/// What is asked for, worked out once for each name.
pub struct Fits<'a> {
    asked: &'a ChaseAsked,
    /// None where anybody is asked for.
    who: Option<Vec<bool>>,
    with: Option<Vec<bool>>,
    of_office: Vec<bool>,
    own: Vec<bool>,
    /// Where nobody of the office is named.
    nobody: Option<usize>,
    /// Who of the office is asked for besides, by his handle.
    person: Option<usize>,
}

impl<'a> Fits<'a> {
    pub fn of(asked: &'a ChaseAsked, owed: &Owed, office: &Office) -> Self {
        let any_of = |words: &[String]| {
            let words: Vec<String> = words.iter().map(|words| words.to_ascii_lowercase()).collect();
            let low = owed.names.iter().map(|name| name.to_ascii_lowercase());
            low.map(|name| words.iter().any(|words| name.contains(words))).collect::<Vec<bool>>()
        };
        let holds = |words: &String| (!words.is_empty()).then(|| any_of(std::slice::from_ref(words)));
        let sides = matches!(asked.side, ChaseSide::Ours | ChaseSide::Theirs);
        let is_own = |name: &String| office.own.iter().any(|own| own.as_str() == name);
        Self {
            asked,
            who: holds(&asked.who),
            with: holds(&asked.with),
            of_office: if sides { any_of(&office.names) } else { Vec::new() },
            own: owed.names.iter().map(is_own).collect(),
            nobody: owed.names.get_index_of(""),
            person: asked.person.as_ref().and_then(|person| owed.names.get_index_of(person.as_str())),
        }
    }

    /// Whether one is asked for, however sure it is.
    pub fn takes(&self, one: &Alike) -> bool {
        let state = match self.asked.state {
            ChaseState::Open => !one.closed,
            ChaseState::Closed => one.closed,
            ChaseState::All => true,
        };
        let who = |who: &Vec<bool>| {
            is(who, one.actor) || is(who, one.owner) || self.person.is_some_and(|person| one.person == person)
        };
        let with = |with: &Vec<bool>| is(with, one.partner);
        state && self.on_side(one) && self.with.as_ref().is_none_or(with) && self.who.as_ref().is_none_or(who)
    }

    fn on_side(&self, one: &Alike) -> bool {
        let ours = || Some(one.person) != self.nobody || is(&self.of_office, one.owner);
        match self.asked.side {
            ChaseSide::Any => true,
            ChaseSide::Ours => ours(),
            ChaseSide::Theirs => !ours(),
            ChaseSide::Own => is(&self.own, one.person),
        }
    }
}

fn is(known: &[bool], name: usize) -> bool {
    known.get(name).copied().unwrap_or_default()
}

fn kept_once(of: &mut IndexSet<String>, words: &str) -> usize {
    match of.get_index_of(words) {
        Some(at) => at,
        None => of.insert_full(words.to_owned()).0,
    }
}

impl Owed {
    /// Takes so many that are alike, as they are counted.
    pub fn take(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let (days, names) = (&mut self.days, &mut self.names);
        let alike = Alike::read(row, |day| kept_once(days, day), |name| kept_once(names, name))?;
        self.owed.push(Alike { many: row.get(ALIKE_COLUMNS)?, ..alike });
        Ok(())
    }

    /// One of them, by its row.
    pub fn one(&self, row: &Row<'_>) -> rusqlite::Result<Alike> {
        let known = |of: &IndexSet<String>, words: &str| of.get_index_of(words).unwrap_or(usize::MAX);
        Alike::read(row, |day| known(&self.days, day), |name| known(&self.names, name))
    }

    /// What fits what is asked, however sure it is.
    pub fn fitting(&self, fits: &Fits<'_>) -> Vec<Alike> {
        self.owed.iter().filter(|one| fits.takes(one)).copied().collect()
    }

    pub fn day(&self, at: usize) -> Value {
        Value::Text(self.days.get_index(at).cloned().unwrap_or_default())
    }

    pub fn in_order(&self, mut fitting: Vec<Alike>, order: ChaseOrder, today: u32) -> Vec<Run> {
        let ranks = self.ranks();
        let rank = |name: usize| {
            // Who has no other side comes last.
            let nobody =
                order == ChaseOrder::Counterpart && self.names.get_index(name).is_some_and(String::is_empty);
            (nobody, ranks.get(name).copied().unwrap_or_default())
        };
        let place = |one: &Alike| (order.name(one).map(rank), one.place(today));
        fitting.sort_unstable_by_key(place);
        let mut runs: Vec<Run> = Vec::new();
        for one in &fitting {
            match runs.last_mut().filter(|run| place(&run.first) == place(one)) {
                Some(run) => run.many += one.many,
                None => runs.push(Run { first: *one, many: one.many }),
            }
        }
        runs
    }

    /// Of each name, which it is in the alphabet.
    fn ranks(&self) -> Vec<usize> {
        let mut sorted: Vec<(&String, usize)> = self.names.iter().zip(0..).collect();
        sorted.sort_unstable();
        let mut ranks = vec![0; sorted.len()];
        for (rank, (_, name)) in sorted.into_iter().enumerate() {
            ranks[name] = rank;
        }
        ranks
    }

    /// Who has how many open: "George P. Shultz (we)" is he, and "they" or "He" are nobody.
    /// How many are open and not weakly trusted, and of how many the day is past.
    pub fn open_and_overdue(&self, today: u32) -> (u32, u32) {
        let open = || self.owed.iter().filter(|one| !one.closed && !one.weak);
        let many = |all: u64| u32::try_from(all).unwrap_or(u32::MAX);
        let overdue = open().filter(|one| one.overdue(today)).map(|one| one.many).sum();
        (many(open().map(|one| one.many).sum()), many(overdue))
    }

    pub fn load(&self, today: u32) -> Vec<LoadLine> {
        let mut of_name = vec![(0, 0); self.names.len()];
        for one in self.owed.iter().filter(|one| !one.closed && !one.weak) {
            let many = u32::try_from(one.many).unwrap_or(u32::MAX);
            let (open, overdue): &mut (u32, u32) = &mut of_name[one.owner];
            *open = open.saturating_add(many);
            *overdue = overdue.saturating_add(if one.overdue(today) { many } else { 0 });
        }
        let mut of: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for (name, (open, overdue)) in self.names.iter().zip(of_name).filter(|(_, (open, _))| *open > 0) {
            let counted = of.entry(name.split(" (").next().unwrap_or_default()).or_default();
            *counted = (counted.0 + open, counted.1 + overdue);
        }
        let named = of.into_iter().filter(|(owner, _)| is_named(owner));
        let mut load: Vec<LoadLine> = named
            .map(|(owner, (open, overdue))| LoadLine { owner: owner.to_owned(), open, overdue })
            .collect();
        load.sort_by_key(|line| Reverse(line.open));
        load.truncate(LOAD_SHOWN);
        load
    }
}

fn is_named(owner: &str) -> bool {
    owner.contains(char::is_uppercase) && !PRONOUNS.iter().any(|one| owner.eq_ignore_ascii_case(one))
}
