//! The chase list: which undertakings fit what is asked, in which order, and who has how many of them.
//!
//! They are sifted and put in order as they are counted in the register, those of one name for one other by one day
//! together; only those that a page shows are looked at one by one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::View;
use super::lists::pages;
use super::rows::holding;
use super::undertakings::{read, undertaking_columns};
use crate::answers::{ChaseAsked, ChasePage, LoadLine, UndertakingLine};
use crate::refused::Refused;

/// Undertakings on a page.
pub const PAGE_UNDERTAKINGS: u32 = 50;
/// Owners whose load is shown.
const LOAD_SHOWN: usize = 12;
/// Names of the office by which its own undertakings are told.
const NAMES_MAX: usize = 200;
/// Who is named by them alone, is not named.
const PRONOUNS: [&str; 8] = ["he", "she", "it", "we", "they", "you", "i", "both"];

/// Undertakings that are alike in all that the list is sifted and ordered by; their days and names by their numbers.
#[derive(Clone, Copy)]
struct Alike {
    due: u32,
    day: usize,
    actor: usize,
    /// Who answers for it.
    owner: usize,
    partner: usize,
    closed: bool,
    /// The reading was not sure of it, and nobody has said or done anything.
    weak: bool,
    many: u64,
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
const NO_DAY: u32 = 0;

/// A day as its digits: 19821014.
fn digits(day: &str) -> u32 {
    let digits = day.bytes().filter(u8::is_ascii_digit);
    digits.fold(NO_DAY, |number, digit| number.wrapping_mul(10).wrapping_add(u32::from(digit - b'0')))
}

/// By what the list is ordered before it is by day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Due,
    Owner,
    Counterpart,
}

impl Order {
    fn of(asked: &ChaseAsked) -> Self {
        match asked.order.as_str() {
            "owner" => Order::Owner,
            "counterpart" => Order::Counterpart,
            _ => Order::Due,
        }
    }

    /// The name by which it orders, and where that stands.
    fn name(self, one: &Alike) -> Option<(&'static str, usize)> {
        match self {
            Order::Due => None,
            Order::Owner => Some(("answers", one.owner)),
            Order::Counterpart => Some(("partner", one.partner)),
        }
    }
}

/// How sure what is asked for must be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    Likely,
    Possible,
    Any,
}

impl Trust {
    fn of(asked: &ChaseAsked) -> Self {
        match asked.trust.as_str() {
            "possible" => Trust::Possible,
            "all" => Trust::Any,
            _ => Trust::Likely,
        }
    }

    fn takes(self, weak: bool) -> bool {
        match self {
            Trust::Likely => !weak,
            Trust::Possible => weak,
            Trust::Any => true,
        }
    }
}

/// Undertakings that follow one another as they were entered: one day, and one name where that comes first.
struct Run {
    first: Alike,
    many: u64,
}

/// What the order tells apart: whether it is closed, its day, and the name that comes before that.
type Key = (bool, usize, Option<usize>);

impl Run {
    fn key(&self, order: Order) -> Key {
        (self.first.closed, self.first.day, order.name(&self.first).map(|(_, name)| name))
    }
}

/// The runs of which so many are wanted behind so many, each with how many of it come before these and how many of
/// these it has.
fn shown_of(runs: &[Run], (mut before, mut left): (u64, u64)) -> Vec<(&Run, usize, usize)> {
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
struct Sieve {
    owed: Vec<Alike>,
    days: IndexSet<String>,
    names: IndexSet<String>,
}

fn kept_once(of: &mut IndexSet<String>, words: &str) -> usize {
    match of.get_index_of(words) {
        Some(at) => at,
        None => of.insert_full(words.to_owned()).0,
    }
}

impl Sieve {
    fn take(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let due = row.get_ref(0)?.as_str_or_null()?.unwrap_or_default();
        let name = |at| row.get_ref(at)?.as_str().map_err(rusqlite::Error::from);
        let (actor, owner) = (kept_once(&mut self.names, name(1)?), kept_once(&mut self.names, name(2)?));
        let (partner, day) = (kept_once(&mut self.names, name(3)?), kept_once(&mut self.days, due));
        let (closed, weak, many) = (row.get(4)?, row.get(5)?, row.get(6)?);
        self.owed.push(Alike { due: digits(due), day, actor, owner, partner, closed, weak, many });
        Ok(())
    }

    /// What fits what is asked, however sure it is; of each name that is worked out once.
    fn fitting(&self, asked: &ChaseAsked, ours: &[String]) -> Vec<Alike> {
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

    fn day(&self, at: usize) -> Value {
        Value::Text(self.days.get_index(at).cloned().unwrap_or_default())
    }

    fn in_order(&self, mut fitting: Vec<Alike>, order: Order, today: u32) -> Vec<Run> {
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
    fn load(&self, today: u32) -> Vec<LoadLine> {
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

impl View {
    /// The chase list.
    pub fn undertakings(&self, asked: &ChaseAsked) -> Result<ChasePage, Refused> {
        self.gate()?.begin()?;
        let today = digits(&self.day_now().to_string());
        let (sieve, names) = (self.sieve()?, self.names_of_office());
        let trusted = Trust::of(asked);
        let (fitting, others): (Vec<Alike>, Vec<Alike>) =
            sieve.fitting(asked, &names).into_iter().partition(|one| trusted.takes(one.weak));
        let many = |of: &[Alike]| of.iter().map(|one| one.many).sum::<u64>();
        let possible = if trusted == Trust::Likely { many(&others) } else { 0 };
        let (total, page) = (many(&fitting), asked.page.clamp(1, 1_000_000));
        let runs = sieve.in_order(fitting, Order::of(asked), today);
        let lines = self.undertakings_on(asked, &sieve, &runs, page)?;
        let overall = self.shown_undertakings(&lines)?;
        // Whose load it is depends on nothing that is asked.
        let load = sieve.load(today);
        Ok(ChasePage { load, pages: pages(total, PAGE_UNDERTAKINGS), lines, total, possible, page, overall })
    }

    /// Papers and keys of so many undertakings behind so many: none of their words, and so nothing is entered.
    pub(super) fn undertakings_known(
        &self,
        asked: &ChaseAsked,
        before: u64,
        many: u64,
    ) -> Result<Vec<(String, String)>, Refused> {
        let sieve = self.sieve()?;
        let mut fitting = sieve.fitting(asked, &self.names_of_office());
        fitting.retain(|one| Trust::of(asked).takes(one.weak));
        let today = digits(&self.day_now().to_string());
        let runs = sieve.in_order(fitting, Order::of(asked), today);
        let mut known = Vec::new();
        for n in self.numbers_of(asked, &sieve, &shown_of(&runs, (before, many)))? {
            known.extend(self.gate()?.first(
                "SELECT p.id, u.key FROM undertaking u JOIN paper p ON p.row = u.paper WHERE u.n = ?1",
                [n],
                |r| Ok((r.get(0)?, r.get(1)?)),
            )?);
        }
        Ok(known)
    }

    /// Their words are taken only of those that the page shows.
    fn undertakings_on(
        &self,
        asked: &ChaseAsked,
        sieve: &Sieve,
        runs: &[Run],
        page: u32,
    ) -> Result<Vec<UndertakingLine>, Refused> {
        let of_page = u64::from(PAGE_UNDERTAKINGS);
        let shown = shown_of(runs, (u64::from(page - 1) * of_page, of_page));
        let mut kept = Vec::new();
        for n in self.numbers_of(asked, sieve, &shown)? {
            kept.extend(self.gate()?.first(undertaking_columns!("WHERE u.n = ?1"), [n], read)?);
        }
        self.undertaking_lines(kept)
    }

    fn numbers_of(
        &self,
        asked: &ChaseAsked,
        sieve: &Sieve,
        shown: &[(&Run, usize, usize)],
    ) -> Result<Vec<i64>, Refused> {
        let dated = self.dated(asked, sieve, shown)?;
        let mut numbers: Vec<i64> = Vec::new();
        for &(run, before, many) in shown {
            let key = run.key(Order::of(asked));
            match run.first.due {
                NO_DAY => numbers.extend(self.undated(asked, sieve, (run, before, many))?),
                _ => numbers.extend(dated.get(&key).into_iter().flatten().skip(before).take(many)),
            }
        }
        Ok(numbers)
    }

    /// The undertakings of all the days of a page at once, by what the order tells apart, as they were entered.
    fn dated(
        &self,
        asked: &ChaseAsked,
        sieve: &Sieve,
        shown: &[(&Run, usize, usize)],
    ) -> Result<BTreeMap<Key, Vec<i64>>, Refused> {
        let (mut condition, mut values) = self.chased(asked);
        let days: BTreeSet<usize> =
            shown.iter().filter(|(run, ..)| run.first.due != NO_DAY).map(|(run, ..)| run.first.day).collect();
        let places: Vec<String> = days
            .iter()
            .map(|day| {
                values.push(sieve.day(*day));
                format!("?{}", values.len())
            })
            .collect();
        condition.push_str(&format!(" AND u.due IN ({})", places.join(",")));
        let sql = format!("SELECT u.n, u.due, u.closed, u.answers, u.partner FROM undertaking u {condition}");
        let mut of: BTreeMap<Key, Vec<i64>> = BTreeMap::new();
        self.gate()?.all_of(&sql, params_from_iter(values), |row| {
            let name = |at| Ok::<_, rusqlite::Error>(sieve.names.get_index_of(row.get_ref(at)?.as_str()?));
            let named = match Order::of(asked) {
                Order::Due => None,
                Order::Owner => name(3)?,
                Order::Counterpart => name(4)?,
            };
            let due = sieve.days.get_index_of(row.get_ref(1)?.as_str()?).unwrap_or_default();
            of.entry((row.get(2)?, due, named)).or_default().push(row.get(0)?);
            Ok(())
        })?;
        of.values_mut().for_each(|numbers| numbers.sort_unstable());
        Ok(of)
    }

    /// So many of a run without a day, behind so many.
    fn undated(
        &self,
        asked: &ChaseAsked,
        sieve: &Sieve,
        (run, before, many): (&Run, usize, usize),
    ) -> Result<Vec<i64>, Refused> {
        let (mut condition, mut values) = self.chased(asked);
        values.push(Value::Integer(run.first.closed.into()));
        condition.push_str(&format!(" AND u.due IS NULL AND u.closed IS ?{}", values.len()));
        if let Some((column, name)) = Order::of(asked).name(&run.first) {
            values.push(Value::Text(sieve.names.get_index(name).cloned().unwrap_or_default()));
            condition.push_str(&format!(" AND u.{column} = ?{}", values.len()));
        }
        let sql =
            format!("SELECT u.n FROM undertaking u {condition} ORDER BY u.n LIMIT {many} OFFSET {before}");
        self.gate()?.all_of(&sql, params_from_iter(values), |row| row.get(0))
    }

    fn sieve(&self) -> Result<Sieve, Refused> {
        let mut sieve = Sieve::default();
        self.gate()?.all("SELECT due, actor, answers, partner, closed, weak, many FROM owed", [], |row| {
            sieve.take(row)
        })?;
        Ok(sieve)
    }

    /// The condition that is asked for, and what stands in its places.
    fn chased(&self, asked: &ChaseAsked) -> (String, Vec<Value>) {
        let (mut parts, mut values) = (vec!["1".to_owned()], Vec::new());
        let like = |column: &str, words: &str, values: &mut Vec<Value>| {
            values.push(Value::Text(holding(words)));
            format!("{column} LIKE ?{} ESCAPE '\\'", values.len())
        };
        if !asked.who.is_empty() {
            let (actor, owner) =
                (like("u.actor", &asked.who, &mut values), like("u.owner", &asked.who, &mut values));
            parts.push(format!("({actor} OR {owner})"));
        }
        if !asked.with.is_empty() {
            parts.push(like("u.partner", &asked.with, &mut values));
        }
        if matches!(asked.side.as_str(), "ours" | "theirs") {
            let names = self.names_of_office();
            let ours: Vec<String> = names.iter().map(|name| like("u.answers", name, &mut values)).collect();
            let ours = if ours.is_empty() { "0".to_owned() } else { ours.join(" OR ") };
            let not = if asked.side == "ours" { "" } else { "NOT " };
            parts.push(format!("{not}({ours})"));
        }
        match asked.state.as_str() {
            "closed" => parts.push("u.closed = 1".into()),
            "all" => parts.push("u.closed IN (0, 1)".into()),
            _ => parts.push("u.closed = 0".into()),
        }
        match Trust::of(asked) {
            Trust::Likely => parts.push("u.weak = 0".into()),
            Trust::Possible => parts.push("u.weak = 1".into()),
            Trust::Any => {}
        }
        (format!("WHERE {}", parts.join(" AND ")), values)
    }

    /// Surnames and posts of the office's people.
    pub(super) fn names_of_office(&self) -> Vec<String> {
        let poison = std::sync::PoisonError::into_inner;
        let people = self.registry.0.pulse.people.read().unwrap_or_else(poison);
        let surnames = people.values().filter_map(|person| person.name.split_whitespace().last());
        let mut names: Vec<String> = surnames.map(str::to_owned).collect();
        drop(people);
        let posts = self.registry.0.pulse.posts.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        names.extend(posts.values().filter(|post| post.principal).map(|post| post.title.clone()));
        names.sort_unstable();
        names.dedup();
        names.truncate(NAMES_MAX);
        names
    }
}
