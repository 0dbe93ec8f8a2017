//! The chase list: which undertakings fit what is asked, in which order, and who has how many of them.
//!
//! They are sifted and put in order as they are counted in the register, those of one name for one other by one day
//! together; only those that a page shows are looked at one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::View;
use super::lists::pages;
use super::rows::holding;
use super::undertakings::{read, undertaking_columns};
use crate::answers::{ChaseAsked, ChasePage, UndertakingLine};
use crate::owed::{Alike, Key, NO_DAY, Order, Owed, Run, Trust, digits, shown_of};
use crate::refused::Refused;

/// Undertakings on a page.
pub const PAGE_UNDERTAKINGS: u32 = 50;
/// Names of the office by which its own undertakings are told.
const NAMES_MAX: usize = 200;

impl View {
    /// The chase list.
    pub fn undertakings(&self, asked: &ChaseAsked) -> Result<ChasePage, Refused> {
        let today = digits(&self.day_now().to_string());
        let (owed, names) = (self.all_owed()?, self.names_of_office());
        let trusted = Trust::of(asked);
        let (fitting, others): (Vec<Alike>, Vec<Alike>) =
            owed.fitting(asked, &names).into_iter().partition(|one| trusted.takes(one.weak));
        let many = |of: &[Alike]| of.iter().map(|one| one.many).sum::<u64>();
        let possible = if trusted == Trust::Likely { many(&others) } else { 0 };
        let (total, page) = (many(&fitting), asked.page.clamp(1, 1_000_000));
        let runs = owed.in_order(fitting, Order::of(asked), today);
        let lines = self.undertakings_on(asked, &owed, &runs, page)?;
        let overall = self.shown_undertakings(&lines)?;
        // Whose load it is depends on nothing that is asked.
        let load = owed.load(today);
        Ok(ChasePage { load, pages: pages(total, PAGE_UNDERTAKINGS), lines, total, possible, page, overall })
    }

    /// Papers and keys of so many undertakings behind so many: none of their words, and so nothing is entered.
    pub(super) fn undertakings_known(
        &self,
        asked: &ChaseAsked,
        before: u64,
        many: u64,
    ) -> Result<Vec<(String, String)>, Refused> {
        let owed = self.all_owed()?;
        let mut fitting = owed.fitting(asked, &self.names_of_office());
        fitting.retain(|one| Trust::of(asked).takes(one.weak));
        let today = digits(&self.day_now().to_string());
        let runs = owed.in_order(fitting, Order::of(asked), today);
        let mut known = Vec::new();
        for n in self.numbers_of(asked, &owed, &shown_of(&runs, (before, many)))? {
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
        owed: &Owed,
        runs: &[Run],
        page: u32,
    ) -> Result<Vec<UndertakingLine>, Refused> {
        let of_page = u64::from(PAGE_UNDERTAKINGS);
        let shown = shown_of(runs, (u64::from(page - 1) * of_page, of_page));
        let mut kept = Vec::new();
        for n in self.numbers_of(asked, owed, &shown)? {
            kept.extend(self.gate()?.first(undertaking_columns!("WHERE u.n = ?1"), [n], read)?);
        }
        self.undertaking_lines(kept)
    }

    fn numbers_of(
        &self,
        asked: &ChaseAsked,
        owed: &Owed,
        shown: &[(&Run, usize, usize)],
    ) -> Result<Vec<i64>, Refused> {
        let dated = self.dated(asked, owed, shown)?;
        let mut numbers: Vec<i64> = Vec::new();
        for &(run, before, many) in shown {
            let key = run.key(Order::of(asked));
            match run.first.due {
                NO_DAY => numbers.extend(self.undated(asked, owed, (run, before, many))?),
                _ => numbers.extend(dated.get(&key).into_iter().flatten().skip(before).take(many)),
            }
        }
        Ok(numbers)
    }

    /// The undertakings of all the days of a page at once, by what the order tells apart, as they were entered.
    fn dated(
        &self,
        asked: &ChaseAsked,
        owed: &Owed,
        shown: &[(&Run, usize, usize)],
    ) -> Result<BTreeMap<Key, Vec<i64>>, Refused> {
        let (mut condition, mut values) = self.chased(asked);
        let days: BTreeSet<usize> =
            shown.iter().filter(|(run, ..)| run.first.due != NO_DAY).map(|(run, ..)| run.first.day).collect();
        let places: Vec<String> = days
            .iter()
            .map(|day| {
                values.push(owed.day(*day));
                format!("?{}", values.len())
            })
            .collect();
        condition.push_str(&format!(" AND u.due IN ({})", places.join(",")));
        let sql = format!("SELECT u.n, u.due, u.closed, u.answers, u.partner FROM undertaking u {condition}");
        let mut of: BTreeMap<Key, Vec<i64>> = BTreeMap::new();
        self.gate()?.all_of(&sql, params_from_iter(values), |row| {
            let name = |at| Ok::<_, rusqlite::Error>(owed.names.get_index_of(row.get_ref(at)?.as_str()?));
            let named = match Order::of(asked) {
                Order::Due => None,
                Order::Owner => name(3)?,
                Order::Counterpart => name(4)?,
            };
            let due = owed.days.get_index_of(row.get_ref(1)?.as_str()?).unwrap_or_default();
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
        owed: &Owed,
        (run, before, many): (&Run, usize, usize),
    ) -> Result<Vec<i64>, Refused> {
        let (mut condition, mut values) = self.chased(asked);
        values.push(Value::Integer(run.first.closed.into()));
        condition.push_str(&format!(" AND u.due IS NULL AND u.closed IS ?{}", values.len()));
        if let Some((column, name)) = Order::of(asked).name(&run.first) {
            values.push(Value::Text(owed.names.get_index(name).cloned().unwrap_or_default()));
            condition.push_str(&format!(" AND u.{column} = ?{}", values.len()));
        }
        let sql =
            format!("SELECT u.n FROM undertaking u {condition} ORDER BY u.n LIMIT {many} OFFSET {before}");
        self.gate()?.all_of(&sql, params_from_iter(values), |row| row.get(0))
    }

    /// What is owed as this reader may know it, as it stood at the moment that is asked.
    fn all_owed(&self) -> Result<Arc<Owed>, Refused> {
        let pulse = self.pass.owed_pulse();
        self.gate()?.begin()?;
        self.pass.owed(pulse, || {
            let mut owed = Owed::default();
            self.gate()?.all(
                "SELECT due, actor, answers, partner, closed, weak, many FROM owed",
                [],
                |row| owed.take(row),
            )?;
            Ok(owed)
        })
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
