//! The chase list: which undertakings fit what is asked, in which order, and who has how many of them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

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
/// Who answers for an undertaking.
const OWNER: &str = "CASE WHEN u.owner <> '' THEN u.owner ELSE u.actor END";

/// An undertaking, as far as the list is sifted and ordered by; its names by their numbers.
#[derive(Clone, Copy)]
struct Sifted {
    n: i64,
    due: u32,
    owner: usize,
    partner: usize,
    closed: bool,
}

impl Sifted {
    fn overdue(&self, today: u32) -> bool {
        self.due != NO_DAY && self.due < today
    }

    /// Overdue first and the latest day of these first, then by day, then without one.
    fn place(&self, today: u32) -> impl Ord + use<> {
        let overdue = self.overdue(today);
        let by_day = if overdue { u32::MAX - self.due } else { self.due };
        (self.closed, self.due == NO_DAY, !overdue, by_day, self.n)
    }
}

/// Where no day is known.
const NO_DAY: u32 = 0;

/// A day as its digits: 19821014.
fn digits(day: &str) -> u32 {
    let digits = day.bytes().filter(u8::is_ascii_digit);
    digits.fold(NO_DAY, |number, digit| number.wrapping_mul(10).wrapping_add(u32::from(digit - b'0')))
}

/// What fits, with the names that stand in it: of a hundred thousand undertakings few names are different.
#[derive(Default)]
struct Sieve {
    fitting: Vec<Sifted>,
    names: IndexSet<String>,
}

impl Sieve {
    fn take(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let due = row.get_ref(1)?.as_str_or_null()?.map_or(NO_DAY, digits);
        let (owner, partner) = (self.name(row.get_ref(2)?.as_str()?), self.name(row.get_ref(3)?.as_str()?));
        self.fitting.push(Sifted { n: row.get(0)?, due, owner, partner, closed: row.get(4)? });
        Ok(())
    }

    fn name(&mut self, name: &str) -> usize {
        match self.names.get_index_of(name) {
            Some(at) => at,
            None => self.names.insert_full(name.to_owned()).0,
        }
    }

    fn in_order(mut self, order: &str, today: u32) -> Vec<Sifted> {
        let ranks = self.ranks();
        let rank = |name: usize| ranks.get(name).copied().unwrap_or_default();
        self.fitting.sort_unstable_by_key(|one| {
            let first = match order {
                "owner" => rank(one.owner),
                "counterpart" if self.names.get_index(one.partner).is_some_and(String::is_empty) => {
                    usize::MAX
                }
                "counterpart" => rank(one.partner),
                _ => 0,
            };
            (first, one.place(today))
        });
        self.fitting
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
        for one in self.fitting.iter().filter(|one| !one.closed) {
            let (open, overdue): &mut (u32, u32) = &mut of_name[one.owner];
            (*open, *overdue) = (*open + 1, *overdue + u32::from(one.overdue(today)));
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

/// Whether everything that is open fits what is asked.
fn holds_all_open(asked: &ChaseAsked) -> bool {
    asked.who.is_empty()
        && asked.with.is_empty()
        && !matches!(asked.side.as_str(), "ours" | "theirs")
        && asked.state != "closed"
}

fn is_named(owner: &str) -> bool {
    owner.contains(char::is_uppercase) && !PRONOUNS.iter().any(|one| owner.eq_ignore_ascii_case(one))
}

impl View {
    /// The chase list.
    pub fn undertakings(&self, asked: &ChaseAsked) -> Result<ChasePage, Refused> {
        self.gate()?.begin()?;
        let today = digits(&self.day_now().to_string());
        let fitting = self.sifted(asked)?;
        // Whose load it is depends on nothing that is asked.
        let load = if holds_all_open(asked) {
            fitting.load(today)
        } else {
            self.sifted(&ChaseAsked::default())?.load(today)
        };
        let fitting = fitting.in_order(&asked.order, today);
        let page = asked.page.clamp(1, 1_000_000);
        let lines = self.undertakings_on(&fitting, page)?;
        let overall = self.shown_undertakings(&lines)?;
        let total = u64::try_from(fitting.len()).unwrap_or(u64::MAX);
        Ok(ChasePage { load, pages: pages(total, PAGE_UNDERTAKINGS), lines, total, page, overall })
    }

    /// Their words are taken only of those that the page shows.
    fn undertakings_on(&self, fitting: &[Sifted], page: u32) -> Result<Vec<UndertakingLine>, Refused> {
        let of_page = usize::try_from(PAGE_UNDERTAKINGS).unwrap_or(usize::MAX);
        let before = usize::try_from(page - 1).unwrap_or(usize::MAX).saturating_mul(of_page);
        let mut kept = Vec::with_capacity(of_page);
        for one in fitting.iter().skip(before).take(of_page) {
            kept.extend(self.gate()?.first(undertaking_columns!("WHERE u.n = ?1"), [one.n], read)?);
        }
        self.undertaking_lines(kept)
    }

    fn sifted(&self, asked: &ChaseAsked) -> Result<Sieve, Refused> {
        let (condition, values) = self.chased(asked);
        let sql = format!("SELECT u.n, u.due, {OWNER}, u.partner, u.closed FROM undertaking u {condition}");
        let mut sieve = Sieve::default();
        self.gate()?.all_of(&sql, params_from_iter(values), |row| sieve.take(row))?;
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
            let ours: Vec<String> = names.iter().map(|name| like(OWNER, name, &mut values)).collect();
            let ours = if ours.is_empty() { "0".to_owned() } else { ours.join(" OR ") };
            let not = if asked.side == "ours" { "" } else { "NOT " };
            parts.push(format!("{not}({ours})"));
        }
        match asked.state.as_str() {
            "closed" => parts.push("u.closed = 1".into()),
            "all" => parts.push("u.closed IN (0, 1)".into()),
            _ => parts.push("u.closed = 0".into()),
        }
        (format!("WHERE {}", parts.join(" AND ")), values)
    }

    /// Surnames and posts of the office's people.
    fn names_of_office(&self) -> Vec<String> {
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
