//! What is owed, counted: which undertakings are alike, which of them fit what is asked, and in which order they stand.
//! Pure but for the row that one is taken from.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use indexmap::IndexSet;
use rusqlite::Row;
use rusqlite::types::Value;

use crate::answers::{ChaseAsked, LoadLine};

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
    pub closed: bool,
    /// The reading was not sure of it, and nobody has said or done anything.
    pub weak: bool,
    pub many: u64,
}

impl Alike {
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

/// By what the list is ordered before it is by day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Due,
    Owner,
    Counterpart,
}

impl Order {
    pub fn of(asked: &ChaseAsked) -> Self {
        match asked.order.as_str() {
            "owner" => Order::Owner,
            "counterpart" => Order::Counterpart,
            _ => Order::Due,
        }
    }

    /// The name by which it orders, and where that stands.
    pub fn name(self, one: &Alike) -> Option<(&'static str, usize)> {
        match self {
            Order::Due => None,
            Order::Owner => Some(("answers", one.owner)),
            Order::Counterpart => Some(("partner", one.partner)),
        }
    }
}

/// How sure what is asked for must be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    Likely,
    Possible,
    Any,
}

impl Trust {
    pub fn of(asked: &ChaseAsked) -> Self {
        match asked.trust.as_str() {
            "possible" => Trust::Possible,
            "all" => Trust::Any,
            _ => Trust::Likely,
        }
    }

    pub fn takes(self, weak: bool) -> bool {
        match self {
            Trust::Likely => !weak,
            Trust::Possible => weak,
            Trust::Any => true,
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
    pub fn key(&self, order: Order) -> Key {
        (self.first.closed, self.first.day, order.name(&self.first).map(|(_, name)| name))
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

fn kept_once(of: &mut IndexSet<String>, words: &str) -> usize {
    match of.get_index_of(words) {
        Some(at) => at,
        None => of.insert_full(words.to_owned()).0,
    }
}

impl Owed {
    pub fn take(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let due = row.get_ref(0)?.as_str_or_null()?.unwrap_or_default();
        let name = |at| row.get_ref(at)?.as_str().map_err(rusqlite::Error::from);
        let (actor, owner) = (kept_once(&mut self.names, name(1)?), kept_once(&mut self.names, name(2)?));
        let (partner, day) = (kept_once(&mut self.names, name(3)?), kept_once(&mut self.days, due));
        let (closed, weak, many) = (row.get(4)?, row.get(5)?, row.get(6)?);
        self.owed.push(Alike { due: digits(due), day, actor, owner, partner, closed, weak, many });
        Ok(())
    }

    /// What fits what is asked, however sure it is; of each name that is worked out once.
    pub fn fitting(&self, asked: &ChaseAsked, ours: &[String]) -> Vec<Alike> {
        let holds = |words: &str| -> Vec<bool> {
            let low = words.to_ascii_lowercase();
            self.names.iter().map(|name| name.to_ascii_lowercase().contains(&low)).collect()
        };
        let (who, with) = (holds(&asked.who), holds(&asked.with));
        let of_office: Vec<Vec<bool>> = ours.iter().map(|name| holds(name)).collect();
        let is = |known: &[bool], name: usize| known.get(name).copied().unwrap_or_default();
        let fits = |one: &&Alike| {
            let our = || of_office.iter().any(|known| is(known, one.owner));
            let side = match asked.side.as_str() {
                "ours" => our(),
                "theirs" => !our(),
                _ => true,
            };
            let state = match asked.state.as_str() {
                "closed" => one.closed,
                "all" => true,
                _ => !one.closed,
            };
            state && side && is(&with, one.partner) && (is(&who, one.actor) || is(&who, one.owner))
        };
        self.owed.iter().filter(fits).copied().collect()
    }

    pub fn day(&self, at: usize) -> Value {
        Value::Text(self.days.get_index(at).cloned().unwrap_or_default())
    }

    pub fn in_order(&self, mut fitting: Vec<Alike>, order: Order, today: u32) -> Vec<Run> {
        let ranks = self.ranks();
        let rank = |(column, name): (&str, usize)| {
            // Who has no other side comes last.
            let nobody = column == "partner" && self.names.get_index(name).is_some_and(String::is_empty);
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
